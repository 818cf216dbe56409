"""Tables of results, formulas and units for a lesson."""

from __future__ import annotations

import numbers
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from crmlessons import units, words
from crmlessons.formula import Formula
from crmlessons.inputs import check_columns
from crmlessons.views import cases, tables, written
from crmlessons.views.grid import Table
from crmlessons.words import UNDEFINED, ngettext
from crmlessons.words import gettext as _
from crmlessons.worksheet import Worksheet

_FORMATS = {"money": lambda value, digits: written.full("money", value), "percent": words.percent,
            "points": written.points}
# Bani are shown where there are any, and things are counted in whole numbers, whatever ``digits`` says.
_DIGITS = {"money": None, "count": 0}


def table(frame: pd.DataFrame | pd.Series, caption: str = "", *, percent: Sequence[str] = (),
          money: Sequence[str] = (), number: Sequence[str] = (), count: Sequence[str] = (),
          points: Sequence[str] = (), heads: Mapping[str, str] | None = None, digits: int = 2, rows: int = 20) -> Table:
    """A frame as an accessible table in the language in use.

    Args:
        frame: one row a case; a Series is a table of one column. An index that only counts is left out.
        caption: the table's title, in words.
        percent, money, number, count, points: names of the columns that hold ratios, lei, plain numbers, whole counts
            and differences of ratios; a column of numbers that is not named holds plain numbers.
        heads: what to call columns (and the index, by its name); a column that is not named keeps its own name.
        digits: how many decimals a plain number or percent shows at most.
        rows: how many rows are shown; a note says how many more there are.

    Raises:
        InputError: a named column is not in the frame.
    """
    frame = frame.to_frame() if isinstance(frame, pd.Series) else frame
    named = {"percent": percent, "money": money, "number": number, "count": count, "points": points}
    kinds = {column: kind for kind, columns in named.items() for column in columns}
    check_columns(frame, *kinds)
    shown = _with_labels(frame.head(rows))
    titles = [(heads or {}).get(column, cases.name(column)) for column in shown.columns]
    cells = [[_written(kinds.get(column, ""), value, digits) for column, value in zip(shown.columns, row, strict=True)]
             for row in shown.itertuples(index=False, name=None)]
    more = len(frame) - min(len(frame), rows)
    note = ngettext("… and {count} more row.", "… and {count} more rows.", more).format(count=more)
    return Table(caption, titles, cells, _words_in(shown), (note,) if more else ())


def _with_labels(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its index as the first column, unless the index only counts the rows."""
    if isinstance(frame.index, pd.RangeIndex) and frame.index.name is None and len(frame.columns) > 1:
        return frame
    names = [label for label in frame.index.names if label is not None]
    labels = pd.Series([cases.name(label) for label in frame.index], frame.index, dtype=object)
    shown = frame.copy()
    shown.insert(0, names[0] if len(names) == 1 else " · ".join(map(str, names)), labels, allow_duplicates=True)
    return shown


def _words_in(frame: pd.DataFrame) -> frozenset[int]:
    """Positions of the columns that hold words; the first always names the row."""
    types = enumerate(frame.dtypes)
    return frozenset({0, *(place for place, kind in types
                           if pd.api.types.is_bool_dtype(kind) or not pd.api.types.is_numeric_dtype(kind))})


def _written(kind: str, value: Any, digits: int) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if pd.isna(value):
        return UNDEFINED
    if isinstance(value, numbers.Real):
        return _FORMATS.get(kind, words.number)(float(value), _DIGITS.get(kind, digits))
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def values(caption: str = "", *, percent: Mapping[str, float] | None = None, number: Mapping[str, float] | None = None,
           count: Mapping[str, float] | None = None, money: Mapping[str, float] | None = None, digits: int = 2,
           ) -> Table:
    """A few named results of different kinds, one a row.

    Args:
        caption: the table's title, in words.
        percent, number, count, money: the results of each kind by name, in dicts or Series; shown in this order.
        digits: how many decimals a plain number or percent shows at most.
    """
    named = {"percent": percent, "number": number, "count": count, "money": money}
    rows = [(cases.name(name), _written(kind, value, digits)) for kind, given in named.items() if given is not None
            for name, value in given.items()]
    return Table(caption, (_("description"), _("value")), rows)


class Formulas:
    """All formulas of a sheet, one a line, set as mathematics, and below them those that follow from it."""

    def __init__(self, sheet: Worksheet, more: Sequence[Formula] = ()) -> None:
        self.lines = [line for line in sheet.lines if not line.is_input]
        self.sheet = sheet
        self.more = more

    def _repr_latex_(self) -> str:
        rows = [self.sheet.latex(line.letter).replace(" = ", " &= ", 1) + rf" && \text{{{_(line.label)}}}"
                for line in self.lines]
        rows += [rf"{one.left} &{'=' if one.left else ''} {one.latex} && \text{{{_(one.label)}}}" for one in self.more]
        return "$$\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}$$"

    def __repr__(self) -> str:
        rows = [f"{line.letter} = {tables.formula(line)}   {_(line.label)}" for line in self.lines]
        rows += [f"{one.name} = {tables.signs(one.text)}   {_(one.label)}".removeprefix(" = ") for one in self.more]
        return "\n".join(rows)


def formulas(sheet: Worksheet, more: Sequence[Formula] = ()) -> Formulas:
    """Every formula of the sheet in one display: mathematics in a notebook, plain text elsewhere.

    Args:
        sheet: the sheet.
        more: formulas that follow from it, to stand below its own, such as ``retention.CARD``.
    """
    return Formulas(sheet, more)


def units_table(sheet: Worksheet) -> Table:
    """The check of units in words: what each line is declared to be, and what its formula makes of its letters.

    Raises:
        ValueError: a line's formula does not give its unit.
    """
    checked = sheet.check_units().set_index("letter")["from_formula"]
    rows = [(line.letter, _(line.label), tables.formula(line), units.label(line.unit), _unit(checked[line.letter]))
            for line in sheet.lines]
    heads = (_("line"), _("description"), _("formula"), _("unit"), _("unit that the formula gives"))
    return Table(tables.title(sheet), heads, rows, frozenset(range(5)))


def _unit(found: str) -> str:
    return units.label(found) if found in units.LABELS else found
