"""A rubric as a table to read, and as a form to print and fill in."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from crmlessons.views.grid import Table
from crmlessons.words import InputError, language, ngettext, number
from crmlessons.words import gettext as _

STYLE = """@page{size:A4 landscape;margin:12mm}
body{font-family:"DejaVu Sans",Verdana,sans-serif;font-size:9pt;color:#222}
table{border-collapse:collapse;width:100%}th,td{border:.2mm solid #767676;padding:1.5mm;vertical-align:top;
text-align:left;font-weight:normal}thead th{font-weight:bold}caption{text-align:left;font-weight:bold}
.line{margin:3mm 0}"""


class Rubric:
    """Criteria with four levels; in a notebook it shows itself, ``to_html`` writes a form to print."""

    def __init__(self, criteria: Sequence[Any], marks: pd.DataFrame | None = None) -> None:
        self.criteria, self.marks = criteria, marks

    def table(self) -> Table:
        """One row a criterion, one column a level; with marks, the level reached and its points."""
        if self.marks is not None:
            return self._marked()
        points = [ngettext("{count} point", "{count} points", level).format(count=level) for level in range(4)]
        rows = [(_(one.label) + (f" (×{one.weight})" if one.weight > 1 else ""), *(_(text) for text in one.levels))
                for one in self.criteria]
        return Table(_("How a plan is marked"), (_("criterion"), *points), rows, frozenset(range(5)), (self._most(),))

    def _most(self) -> str:
        most = sum(3 * one.weight for one in self.criteria)
        return _("At most {points} points; a criterion with ×2 counts twice.").format(points=most)

    def _marked(self) -> Table:
        labels = {one.code: _(one.label) for one in self.criteria}
        rows = [(labels[code], number(row["level"], 0), number(row["points"], 0), row["said"])
                for code, row in self.marks.iterrows()]
        total = _("{points} of {most} points.").format(points=number(self.marks["points"].sum(), 0),
                                                       most=number(self.marks["most"].sum(), 0))
        return Table(_("A plan marked"), (_("criterion"), _("level"), _("points"), _("because")), rows,
                     frozenset({0, 3}), (total,))

    def __repr__(self) -> str:
        return self.table().text()

    def _repr_html_(self) -> str:
        return self.table().html()

    def to_html(self, path: str | Path) -> Path:
        """Write the rubric as a form to print: names, a column to mark, room for a reason.

        Raises:
            InputError: the folder does not exist, or the name does not end in .html.
        """
        target = Path(path)
        if target.suffix.casefold() != ".html" or not target.parent.is_dir():
            raise InputError(_("The form is written to a file whose name ends in .html, in a folder that exists; "
                               "“{given}” was given.").format(given=target.name))
        shown = self.table()
        blank = _("mark and reason")
        form = Table(shown.caption, (*shown.heads, blank), [(*row, " ") for row in shown.rows],
                     frozenset(range(len(shown.heads) + 1)), shown.notes)
        fields = "".join(f'<p class="line">{escape(said)}: ______________________________</p>'
                         for said in (_("plan of"), _("marked by"), _("points together")))
        target.write_text(f'<!DOCTYPE html>\n<html lang="{language()}"><head><meta charset="utf-8">'
                          f"<title>{escape(shown.caption)}</title><style>{STYLE}</style></head>"
                          f"<body><main>{fields}{form.html()}</main></body></html>\n", encoding="utf-8")
        return target


def rubric(criteria: Sequence[Any], marks: pd.DataFrame | None = None) -> Rubric:
    """A rubric to read, or a plan marked by it.

    Args:
        criteria: with code, label, four levels and weight, such as ``capstone.RUBRIC``.
        marks: as ``capstone.marked`` gives them; without them the rubric itself is shown.
    """
    return Rubric(criteria, marks)
