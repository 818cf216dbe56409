"""A form for the reader's own numbers: fields in a running notebook, a table of them on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crmlessons.line import Line
from crmlessons.views import cases, written
from crmlessons.views.explorers import CLASS, WIDGET, WRAPPED_NAMES
from crmlessons.views.grid import Table
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from ipywidgets import BoundedFloatText, Text, Widget


class Form:
    """Fields for every use of money; ``values`` holds what stands in them now.

    Attributes:
        fields: what is asked for each use.
        uses: codes of the uses.
        start: what the fields hold at the beginning, by name: company, budget and use_field.
    """

    def __init__(self, fields: Sequence[Line], uses: Sequence[str], start: Mapping[str, Any]) -> None:
        self.fields, self.uses, self.start = fields, uses, dict(start)

    @property
    def values(self) -> dict[str, Any]:
        """Every input by name, as the fields hold them now."""
        if "_boxes" not in self.__dict__:
            return dict(self.start)
        boxes = {name: box.value / self._scale(name) for name, box in self._boxes.items()}
        return {"company": self._title.value, "budget": self._budget.value, **boxes}

    def _scale(self, name: str) -> int:
        return 100 if self._field(name).kind == "percent" else 1

    def _field(self, name: str) -> Line:
        return next(field for field in self.fields if name.split("_", 1)[1] == field.name)

    @cached_property
    def _title(self) -> Text:
        from ipywidgets import Text

        return Text(str(self.start["company"]), description=_("company"), style={"description_width": "270px"},
                    layout={"width": "520px", "max_width": "100%"})

    @cached_property
    def _budget(self) -> BoundedFloatText:
        return self._number(_("budget of the year, lei"), float(self.start["budget"]), 1.0, 1e9)

    @cached_property
    def _boxes(self) -> dict[str, BoundedFloatText]:
        found = {}
        for use in self.uses:
            for field in self.fields:
                name, times = f"{use}_{field.name}", 100 if field.kind == "percent" else 1
                low, high, _step = field.slider
                found[name] = self._number(_described(field), round(float(self.start[name]) * times, 10), low * times,
                                           high * times)
        return found

    @staticmethod
    def _number(said: str, value: float, low: float, high: float) -> BoundedFloatText:
        from ipywidgets import BoundedFloatText

        return BoundedFloatText(value=value, min=low, max=high, description=said, style={"description_width": "270px"},
                                layout={"width": "420px", "max_width": "100%"})

    @cached_property
    def widget(self) -> Widget:
        """The living form; made when it is first shown."""
        from ipywidgets import HTML, Accordion, VBox

        parts = [VBox([self._boxes[f"{use}_{field.name}"] for field in self.fields]) for use in self.uses]
        made = VBox([HTML(WRAPPED_NAMES), self._title, self._budget,
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


def own_form(fields: Sequence[Line], uses: Sequence[str], start: Mapping[str, Any]) -> Form:
    """A form of inputs. Show it as the last line of a cell, fill it in, and run the cells below.

    Args:
        fields: what is asked for each use, such as ``capstone.FIELDS``.
        uses: codes of the uses, such as ``capstone.LEVERS``.
        start: what stands in the fields first, such as ``capstone.example()``.
    """
    return Form(fields, uses, start)


def _described(field: Line) -> str:
    unit = {"percent": "%", "money": "lei"}.get(field.kind, "")
    return f"{_(field.label)}, {unit}" if unit else _(field.label)
