"""Sliders for a sheet that counts months: its results, its stages, and the running value with the payback month."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from crmlessons.line import Line
from crmlessons.views import tables, written
from crmlessons.views.charts import style
from crmlessons.views.charts.break_even import BreakEven
from crmlessons.views.charts.curve import Curve
from crmlessons.views.charts.live import Panel
from crmlessons.views.charts.steps import labels, signed, steps
from crmlessons.views.charts.waterfall import Waterfall
from crmlessons.views.controls import bounds
from crmlessons.views.explorers import HEIGHT, LABEL_WIDTH, WIDTH, Explorer, State
from crmlessons.views.grid import Table
from crmlessons.words import gettext as _
from crmlessons.worksheet import Worksheet

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Payback(BreakEven):
    """The running value, its areas of gain and loss, the payback month and the month looked at."""

    def draw(self, shown: Curve) -> None:
        """Put the curve, both points and their words in place."""
        self.path.set_data(shown.x, shown.y)
        above = not shown.here[1] < 0
        for artist in (self.zero, self.notes[0]):
            artist.set_visible(shown.zero > 0)
        if shown.zero > 0:
            text = _("paid back\nmonth {month}").format(month=written.short("count", shown.zero))
            self._mark(shown, self.zero, self.notes[0], (shown.zero, 0.0), text, (not above,))
        text = _("month {month}\n{value}").format(
            month=written.short("count", shown.here[0]), value=written.short(shown.line.kind, shown.here[1]))
        self._mark(shown, self.here, self.notes[1], shown.here, text, (above, not above))


def state(sheet: Worksheet, line: str, inputs: Mapping[str, float], months: str = "months") -> State:
    """What the explorer shows for these inputs: a plain function, whatever the sliders are set to.

    Args:
        sheet: a worksheet with an input that counts months.
        line: name or letter of the line that is followed.
        inputs: one number for each input, by name.
        months: name of the input that counts months.

    Raises:
        InputError: an unknown line, or an input the sheet refuses; no slider can be set to one.
    """
    across, solved = sheet.line(months), sheet.solve(**inputs)
    x = np.arange(0.0, max(across.slider[1], inputs[months]) + 1)
    y = np.broadcast_to(sheet.solve(**{**inputs, months: x})[line], x.shape)
    value = float(solved[line])
    path = Curve(across, sheet.line(line), x, y, (float(inputs[months]), value), _payback(y), True)
    bars = steps(solved, line)
    caption = _caption(path, inputs.get("new_customers") == 0)
    alt = "; ".join(signed(step) for step in bars) + ". " + caption
    return State(tables.results(solved).html(), caption, alt, bars, path)


def _payback(y: np.ndarray) -> float:
    """The first month from which the value stays at or above zero; NaN where it ends below."""
    below = np.flatnonzero(y < 0)
    after = below[-1] + 1 if below.size else 0
    return float(after) if after < len(y) else math.nan


def _caption(path: Curve, nobody: bool) -> str:
    words = {"line": _(path.line.label), "value": written.short(path.line.kind, path.here[1]),
             "months": written.short("count", path.here[0]), "last": written.short("count", path.x[-1]),
             "paid": written.short("count", path.zero)}
    if nobody:
        sentence = _("No customer was won, so nothing is to be paid back.")
    elif math.isnan(path.zero):
        sentence = _("Not paid back by month {last}; in month {months} “{line}” is {value}.")
    elif path.zero == 0:
        sentence = _("The first sale pays for itself; in month {months} “{line}” is {value}.")
    elif path.zero > path.here[0]:
        sentence = _("Would be paid back by month {paid}; in month {months} “{line}” is {value}.")
    else:
        sentence = _("Paid back by month {paid}; in month {months} “{line}” is {value}.")
    return sentence.format(**words)


class MonthsExplorer(Explorer):
    """An explorer whose curve runs over the months. Show it as the last line of a cell.

    Its HTML is the static twin: the picture and a table of low, present and high values with their payback months.
    """

    def _state(self) -> State:
        return state(self.sheet, self.line.letter, self.inputs, self.against.name)

    def _figure(self, shown: State) -> tuple[Figure, list[Panel]]:
        return _figure(shown)

    def twin(self) -> Table:
        """What each input alone does to the line and to the payback month."""
        heads = (_("input"), _("lowest"), _("now"), _("highest"))
        said = _("{line} and payback month when one input changes and the others stay").format(line=_(self.line.label))
        return Table(style.sentence(said), heads, [self._alone(line) for line in self.sheet.inputs], frozenset({0}))

    def _alone(self, line: Line) -> tuple[str, ...]:
        low, high, _step = bounds(line, self._start[line.name])
        return (_(line.label), *(self._result(line, value) for value in (low, self._start[line.name], high)))

    def _result(self, line: Line, value: float) -> str:
        path = state(self.sheet, self.line.letter, {**self._start, line.name: value}, self.against.name).curve
        words = {"input": written.full(line.kind, value), "value": written.full(self.line.kind, path.here[1]),
                 "paid": written.short("count", path.zero)}
        if math.isnan(path.zero):
            return _("{input} → {value}, not paid back").format(**words)
        return _("{input} → {value}, month {paid}").format(**words)


def explore_months(sheet: Worksheet, line: str, against: str = "months", **inputs: float) -> MonthsExplorer:
    """Sliders for every input of a sheet that counts months, with its results, its stages and its payback.

    Args:
        sheet: the worksheet.
        line: name or letter of the line to follow.
        against: name of the input that counts months, on the horizontal axis.
        inputs: where the sliders start; an input that is left out starts at its value in the worked example.

    Raises:
        InputError: an unknown line or input, or a value the sheet refuses.
    """
    return MonthsExplorer(sheet, line, against, {**sheet.example, **inputs})


@style.styled
def _figure(shown: State) -> tuple[Figure, list[Panel]]:
    """The stages above the running value, at fixed places: nothing moves but what the sliders move."""
    made = style.figure(WIDTH, HEIGHT, layout=None)
    bars = made.add_axes((0.36, 0.62, 0.62, 0.37))
    path = made.add_axes((0.17, 0.10, 0.68, 0.40))
    return made, [Waterfall(bars, labels(shown.steps), LABEL_WIDTH, room=0.45), Payback(path, shown.curve)]
