"""A form for the reader's own numbers: fields in a running notebook, a table of them on paper."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmlessons import inputs, keeping
from crmlessons.line import Line
from crmlessons.views import cases, written
from crmlessons.views.explorers import CLASS, WIDGET, WRAPPED_NAMES
from crmlessons.views.grid import Table
from crmlessons.words import InputError, number
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from ipywidgets import HTML, Text, Widget

FILE = keeping.Form("crmlessons own company", 1)
LARGEST_BUDGET, MOST_SAID = 1e9, 5


class Form:
    """Fields for every use of money; ``values`` holds what stands in them now.

    A field takes a number as people write it. What it cannot understand it leaves as it was typed, and the line above
    the fields says why. What is typed is kept in a file, and stands in the form again after a restart.

    Attributes:
        fields: what is asked for each use.
        uses: codes of the uses.
        start: what the fields hold at the beginning, by name: company, budget and use_field.
        keep: the file that keeps what is typed; None keeps nothing.
    """

    def __init__(self, fields: Sequence[Line], uses: Sequence[str], start: Mapping[str, Any],
                 keep: str | Path | None = None) -> None:
        self.fields, self.uses, self.start = fields, uses, dict(start)
        self.keep = None if keep is None or os.environ.get("CRMLESSONS_PROGRESS") == "off" else Path(keep)
        self.note = ""
        self._typed = {name: self._text(name, value) for name, value in self.start.items()} | self._kept()

    @property
    def values(self) -> dict[str, Any]:
        """Every input by name, as the fields hold them now.

        Raises:
            InputError: a field holds what is no number, or none that it takes.
        """
        if faults := self.faults():
            raise InputError("\n".join([_("The form holds what cannot be used:"), *faults[:MOST_SAID]]))
        return {name: text if name == "company" else self._read(name, text)[0] for name, text in self._typed.items()}

    def faults(self) -> list[str]:
        """Why fields cannot be used, a sentence each; empty where all can."""
        found = [self._read(name, text)[1] for name, text in self._typed.items() if name != "company"]
        return [fault for fault in found if fault]

    def _text(self, name: str, value: Any) -> str:
        return str(value) if name == "company" else f"{float(value) * self._scale(name):.10g}"

    def _scale(self, name: str) -> int:
        return 100 if name != "budget" and self._field(name).kind == "percent" else 1

    def _field(self, name: str) -> Line:
        return next(field for field in self.fields if name.split("_", 1)[1] == field.name)

    def _read(self, name: str, text: str) -> tuple[float, str]:
        """The number that a field holds, and the sentence that says why it is none; one of the two."""
        times = self._scale(name)
        low, high = (1.0, LARGEST_BUDGET) if name == "budget" else self._field(name).slider[:2]
        found = inputs.readings(text.strip().removesuffix("%") if times == 100 else text)
        told = {"field": self._called(name), "given": text[:40], "low": number(low * times),
                "high": number(high * times)}
        if not found:
            return float("nan"), _("{field}: “{given}” is no number.").format(**told)
        if inputs.doubtful(found):
            return float("nan"), _("{field}: “{given}” can be read as {first} or as {second}. Write it without points "
                                   "and commas between the thousands.").format(
                first=f"{found[0]:g}", second=f"{found[1]:g}", **told)
        if not low * times <= found[0] <= high * times:
            return float("nan"), _("{field}: it must lie between {low} and {high}, and {given} was given.").format(
                **told)
        return found[0] / times, ""

    def _called(self, name: str) -> str:
        if name == "budget":
            return _("budget of the year, lei")
        return f"{cases.name(name.split('_', 1)[0])}, {_described(self._field(name))}"

    def _kept(self) -> dict[str, str]:
        """What was typed before, from the file; nothing where there is none."""
        if self.keep is None or not self.keep.exists():
            return {}
        try:
            typed = FILE.load(self.keep).get("typed")
        except (OSError, ValueError):
            self.note = _("“{file}” cannot be read as a form, so it is left alone and nothing is kept.").format(
                file=self.keep.name)
            self.keep = None
            return {}
        known = typed if isinstance(typed, dict) else {}
        return {name: text for name, text in known.items() if name in self.start and isinstance(text, str)}

    def _changed(self, name: str, text: str) -> None:
        """Take what was typed, say what cannot be used, and keep it."""
        self._typed[name] = text
        if self.keep is not None:
            try:
                FILE.save(self.keep, {"typed": self._typed})
                self.note = _("Kept in “{file}”.").format(file=self.keep.name)
            except (OSError, UnicodeError):
                self.note = _("“{file}” cannot be written, so nothing is kept.").format(file=self.keep.name)
        self._said.value = self._message()

    def _message(self) -> str:
        lines = [*self.faults()[:MOST_SAID], self.note]
        return '<div role="status">' + "<br>".join(escape(line) for line in lines if line) + "</div>"

    @cached_property
    def _said(self) -> HTML:
        from ipywidgets import HTML

        return HTML(self._message())

    @cached_property
    def _boxes(self) -> dict[str, Text]:
        said = {name: self._called(name).split(", ", 1)[-1] for name in self.start if name not in ("company", "budget")}
        return {name: self._box(name, {"company": _("company"), "budget": _("budget of the year, lei"), **said}[name])
                for name in self.start}

    def _box(self, name: str, described: str) -> Text:
        from ipywidgets import Text

        made = Text(self._typed[name], description=described, continuous_update=False,
                    style={"description_width": "270px"},
                    layout={"width": "520px" if name == "company" else "420px", "max_width": "100%"})
        made.observe(lambda change: self._changed(name, change["new"]), "value")
        return made

    @cached_property
    def widget(self) -> Widget:
        """The living form; made when it is first shown."""
        from ipywidgets import HTML, Accordion, VBox

        parts = [VBox([self._boxes[f"{use}_{field.name}"] for field in self.fields]) for use in self.uses]
        made = VBox([HTML(WRAPPED_NAMES), self._boxes["company"], self._boxes["budget"], self._said,
                     Accordion(parts, titles=tuple(cases.name(use) for use in self.uses), selected_index=0)])
        made.add_class(CLASS)
        return made

    def twin(self) -> Table:
        """The form on paper: one row a question, one column a use, with what stands in it at the start."""
        heads = (_("question"), *(cases.name(use) for use in self.uses))
        rows = [(_(field.label), *(written.bare(field.kind, float(self.start[f"{use}_{field.name}"]))
                                      for use in self.uses)) for field in self.fields]
        note = _("Budget of the year: {budget}.").format(budget=written.full("money", float(self.start["budget"])))
        return Table(_("Your own company: an invented shop to begin with"), heads, rows, frozenset({0}), (note,))

    def __repr__(self) -> str:
        return self.twin().text()

    def _repr_mimebundle_(self, **_formats: Any) -> dict[str, Any]:
        return {"text/plain": repr(self), "text/html": self.twin().html(),
                WIDGET: self.widget._repr_mimebundle_()[WIDGET]}


def own_form(fields: Sequence[Line], uses: Sequence[str], start: Mapping[str, Any],
             keep: str | Path | None = None) -> Form:
    """A form of inputs. Show it as the last line of a cell, fill it in, and run the cells below.

    Args:
        fields: what is asked for each use, such as ``capstone.FIELDS``.
        uses: codes of the uses, such as ``capstone.LEVERS``.
        start: what stands in the fields first, such as ``capstone.example()``.
        keep: a file that keeps what is typed, such as "my-company.json"; it is read again after a restart.
    """
    return Form(fields, uses, start, keep)


def _described(field: Line) -> str:
    unit = {"percent": "%", "money": "lei"}.get(field.kind, "")
    return f"{_(field.label)}, {unit}" if unit else _(field.label)
