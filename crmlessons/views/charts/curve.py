"""A line of a sheet against one of its inputs: where it is zero, and where we are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from crmlessons import algebra
from crmlessons.line import Line
from crmlessons.views import written
from crmlessons.views.charts import style
from crmlessons.views.charts.steps import is_balance
from crmlessons.words import InputError
from crmlessons.words import gettext as _
from crmlessons.worksheet import Worksheet

POINTS = 81


@dataclass(frozen=True)
class Curve:
    """What a break-even curve shows, computed by the sheet.

    Attributes:
        unknown: the input on the horizontal axis.
        line: the line on the vertical axis.
        x, y: the curve; ``y`` is NaN where the line is undefined.
        here: the present value of the input, and of the line.
        zero: the break-even, NaN where no value of the input gives one.
        balance: whether the line takes something away, so that it can be a gain or a loss.
    """

    unknown: Line
    line: Line
    x: np.ndarray
    y: np.ndarray
    here: tuple[float, float]
    zero: float
    balance: bool

    @property
    def zero_in_sight(self) -> bool:
        """Whether the break-even lies between the ends of the curve."""
        return bool(self.x[0] <= self.zero <= self.x[-1])

    @property
    def flat(self) -> bool:
        """Whether the line is zero everywhere, so that nothing can be said to break even."""
        return bool(np.nanmax(np.abs(self.y), initial=0.0) < 1e-9)


def curve(sheet: Worksheet, unknown: str, line: str, inputs: Mapping[str, float],
          span: tuple[float, float] | None = None) -> Curve:
    """Compute the curve of ``line`` against the input ``unknown`` over ``span`` (the slider's range when left out).

    Raises:
        InputError: an unknown line, an input the sheet refuses, or a span that is empty.
    """
    across, up = sheet.line(unknown), sheet.line(line)
    if not across.is_input:
        raise InputError(_("{given} is computed by the sheet. Choose an input for the axis: {names}.").format(
            given=across.name, names=", ".join(one.name for one in sheet.inputs)))
    solved = sheet.solve(**inputs)
    present = float(solved[across.letter])
    low, high = span or (min(across.slider[0], present), max(across.slider[1], present))
    if not low < high:
        raise InputError(_("The span must run from a smaller to a larger number, and {low} to {high} was given.")
                         .format(low=low, high=high))
    x = np.linspace(low, high, POINTS)
    y = np.broadcast_to(sheet.solve(**{**inputs, across.name: x})[up.letter], x.shape)
    return Curve(across, up, x, y, (present, float(solved[up.letter])), break_even(sheet, across, up, solved.values),
                 is_balance(sheet, up.letter))


def break_even(sheet: Worksheet, unknown: Line, line: Line, values: Mapping[str, Any]) -> float:
    """The value of the input at which the line is zero; NaN where there is none. ``values`` are by letter."""
    formula = _root(sheet, unknown.letter, line.letter)
    if formula is None:
        return math.nan
    with np.errstate(divide="ignore", invalid="ignore"):
        found = float(formula(values))
    return found if math.isfinite(found) else math.nan


@cache
def _root(sheet: Worksheet, unknown: str, line: str) -> Any:
    """The break-even as a function of the other values; kept, because a slider asks for it at every step."""
    try:
        return algebra.numeric(sheet.break_even_formula(unknown, line))
    except InputError:
        return None


def finding(shown: Curve) -> str:
    """Where the line breaks even and where it stands now, in one sentence."""
    words = {"line": _(shown.line.label), "input": _(shown.unknown.label),
             "zero": written.short(shown.unknown.kind, shown.zero),
             "present": written.short(shown.unknown.kind, shown.here[0]),
             "value": written.short(shown.line.kind, shown.here[1])}
    if shown.flat:
        sentence = _("{line}: {value}, whatever “{input}” is")
    elif math.isnan(shown.zero):
        sentence = _("No value of “{input}” brings “{line}” to zero; at {present} it is {value}")
    elif not _possible(shown):
        sentence = _("No possible value of “{input}” brings “{line}” to zero (it would take {zero}); at {present} it "
                     "is {value}")
    else:
        sentence = _("Break-even at {zero} ({input}); at {present} “{line}” is {value}")
    return style.sentence(sentence.format(**words))


def _possible(shown: Curve) -> bool:
    low, high = shown.unknown.allowed
    return low <= shown.zero <= high
