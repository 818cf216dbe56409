"""One input of an explorer: a slider to drag, and beside it a number field that has the input's name."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from crmlessons.line import Line
from crmlessons.views import cases
from crmlessons.words import gettext as _
from crmlessons.words import number

if TYPE_CHECKING:
    from ipywidgets import BoundedFloatText, Box, FloatSlider


def bounds(line: Line, start: float) -> tuple[float, float, float]:
    """The slider's lowest and highest value and its step; a start outside the declared range widens it."""
    low, high, step = line.slider
    return min(low, start), max(high, start), step


class Control:
    """A slider and a number field that always hold the same value; rates are shown in percent.

    A slider has no name that a screen reader could speak, so the field carries it, with the range that it takes. The
    field keeps what is typed between two steps of the slider, which shows the nearest one.
    """

    def __init__(self, line: Line, start: float, moved: Callable[[str, float], None]) -> None:
        self.line, self.value, self._moved = line, start, moved
        self._scale = 100 if line.kind == "percent" else 1
        self._low, self._high, self._step = (self._shown(part) for part in bounds(line, start))
        self._settings = {"min": self._low, "max": self._high, "step": self._step, "value": self._shown(start)}

    def _shown(self, value: float) -> float:
        return round(value * self._scale, 10)

    @cached_property
    def slider(self) -> FloatSlider:
        """The slider; without a readout of its own, as the number stands in the field."""
        from ipywidgets import FloatSlider

        made = FloatSlider(**self._settings, readout=False, layout={"flex": "1 1 110px", "width": "auto"})
        made.observe(self._dragged, "value")
        return made

    @cached_property
    def field(self) -> BoundedFloatText:
        """The number field, named after the input and its unit."""
        from ipywidgets import BoundedFloatText

        made = BoundedFloatText(**self._settings, description=self.name, style={"description_width": "270px"},
                                layout={"flex": "0 0 368px"})
        made.observe(self._changed, "value")
        return made

    @property
    def name(self) -> str:
        """The input's description up to a colon, its range, and the unit that its number is in."""
        said = {"input": cases.short(self.line), "low": number(self._low), "high": number(self._high)}
        if self.line.kind == "percent":
            return _("{input}, {low}–{high}%").format(**said)
        if self.line.kind == "money":
            return _("{input}, {low}–{high} lei").format(**said)
        return _("{input}, {low}–{high}").format(**said)

    @cached_property
    def row(self) -> Box:
        """The field and its slider side by side."""
        from ipywidgets import Box

        return Box([self.field, self.slider], layout={"display": "flex", "flex": "1 1 430px", "max_width": "600px"})

    def _dragged(self, change: dict[str, Any]) -> None:
        """Follow the slider, unless it only fell on the step nearest to what was typed."""
        if abs(change["new"] - self._shown(self.value)) >= self._step / 2:
            self._changed(change)

    def _changed(self, change: dict[str, Any]) -> None:
        shown = round(change["new"], 10)  # a slider's steps add up to 3.5000000000000004
        value = shown / self._scale
        if value == self.value:
            return
        self.value = value
        self._moved(self.line.name, value)
        self.slider.value = self.field.value = shown
