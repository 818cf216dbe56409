"""Sliders for a sheet that goes on from month to month: the bucket that leaks, and the sheet of any month."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from crmlessons.line import Line
from crmlessons.solution import Solution
from crmlessons.views import tables, written
from crmlessons.views.charts import style
from crmlessons.views.charts.bucket import Bucket, Level, Value, details, said
from crmlessons.views.charts.curve import break_even
from crmlessons.views.charts.live import Panel
from crmlessons.views.controls import Control
from crmlessons.views.explorers import Explorer
from crmlessons.views.grid import Table
from crmlessons.words import N_, InputError
from crmlessons.words import gettext as _
from crmlessons.worksheet import Worksheet

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 5.8, 5.3
LONGEST = 60
MONTH = "month"


class State(NamedTuple):
    """What the explorer shows for one setting of its sliders.

    Attributes:
        table: the chosen month's sheet as HTML.
        caption: what is left after all months, what they contribute, and where that breaks even.
        alt: the same with the first, the chosen and the last month.
        bucket: what both pictures show.
    """

    table: str
    caption: str
    alt: str
    bucket: Bucket


def state(sheet: Worksheet, line: str, periods: int, month: int, inputs: Mapping[str, float]) -> State:
    """What the explorer shows: a plain function, whatever the sliders are set to.

    Args:
        sheet: a sheet that carries something to the next period.
        line: name or letter of the line that is followed.
        periods: how many months are shown.
        month: the month whose sheet is shown.
        inputs: one number for each input, by name.

    Raises:
        InputError: an unknown line, an input the sheet refuses, or a sheet that carries nothing.
    """
    followed, run = sheet.line(line), sheet.run(periods, **inputs)
    into, source = next(iter(sheet.carried.items()))
    bucket = Bucket(sheet.line(source), run[source].to_numpy(), float(run[into].iloc[0]), followed,
                    run[followed.letter].to_numpy(), month)
    caption = f"{_finding(bucket)} {_break_even(sheet, followed, inputs)}"
    of_month = sheet.solve(**{one.name: float(run.loc[month, one.letter]) for one in sheet.inputs})
    return State(_sheet_of(of_month, month), caption, f"{caption} {style.sentence(details(bucket))}.", bucket)


def _sheet_of(solved: Solution, month: int) -> str:
    shown = tables.results(solved)
    rows = [(letter, _(solved.sheet.line(letter).label), written.full(solved.sheet.line(letter).kind, solved[letter]))
            for letter in solved.sheet.carried] + list(shown.rows)
    title = _("Sheet of month {month}").format(month=month)
    return Table(title, shown.heads, rows, shown.left, shown.notes).html()


def _finding(shown: Bucket) -> str:
    """How much of what there was is left at the end, and what all periods come to."""
    kind, level = shown.level.kind, shown.left[-1]
    told = {"count": len(shown.left), "start": said(kind, shown.start), "left": said(kind, level),
            "line": _(shown.line.label), "total": written.short(shown.line.kind, float(np.sum(shown.value)))}
    if shown.start <= 0:
        return _("Nobody is there at the start, so nobody is there after {count} months; {line}: {total}.").format(
            **told)
    return _("After {count} months {left} of {start} are still there; {line}, all months together: {total}.").format(
        **told)


def _break_even(sheet: Worksheet, line: Line, inputs: Mapping[str, float]) -> str:
    """Where the first rate among the inputs brings the line to nothing, in the first month."""
    rate = next((one for one in sheet.inputs if one.kind == "percent"), sheet.inputs[0])
    zero = break_even(sheet, rate, line, sheet.solve(**inputs).values)
    low, high = rate.allowed
    told = {"input": _(rate.label), "line": _(line.label), "zero": written.short(rate.kind, zero)}
    if low <= zero <= high:
        return _("Break-even at {zero} ({input}).").format(**told)
    return _("No possible {input} brings “{line}” to zero.").format(**told)


class PeriodExplorer(Explorer):
    """Sliders for every input of a sheet, and one more for the month whose sheet is shown."""

    def __init__(self, sheet: Worksheet, line: str, periods: int, inputs: Mapping[str, float]) -> None:
        self.periods, self.month = periods, 1
        super().__init__(sheet, line, sheet.inputs[0].name, inputs)

    def _state(self) -> State:
        return state(self.sheet, self.line.letter, self.periods, self.month, self.inputs)

    @cached_property
    def controls(self) -> dict[str, Control]:
        """The slider and the number field of every input, by name, and of the month."""
        last = Line(MONTH, MONTH, N_("month whose sheet is shown"), "period", slider=(1, self.periods, 1))
        return {**super().controls, MONTH: Control(last, 1, self._turned)}

    def _turned(self, _name: str, value: float) -> None:
        """Follow the month's slider; a number typed between two months is the nearer one."""
        self.month = min(max(round(value), 1), self.periods)
        self._show()

    def _figure(self, shown: State) -> tuple[Figure, list[Panel]]:
        return _figure(shown)

    def _pictured(self, shown: State) -> tuple[Bucket, Bucket]:
        return (shown.bucket, shown.bucket)

    def twin(self) -> Table:
        """What each input alone does to all months together, from its lowest to its highest setting."""
        heads = (_("input"), _("lowest"), _("now"), _("highest"), _("break-even"))
        title = _("{line}, {count} months together, when one input changes and the others stay").format(
            line=_(self.line.label), count=self.periods)
        return Table(style.sentence(title), heads, [self._alone(line) for line in self.sheet.inputs], frozenset({0}))

    def _result(self, line: Line, value: float) -> str:
        run = self.sheet.run(self.periods, **{**self._start, line.name: value})
        return (f"{written.full(line.kind, value)} → "
                f"{written.full(self.line.kind, float(run[self.line.letter].sum()))}")


def explore_periods(sheet: Worksheet, line: str = "", periods: int = 24, **inputs: float) -> PeriodExplorer:
    """Sliders for a sheet over many months: the bucket that leaks, what each month contributes, any month's sheet.

    Args:
        sheet: a sheet that carries something from one period to the next.
        line: name or letter of the line to follow; the last one when it is left out.
        periods: how many months, 2 to 60.
        inputs: where the sliders start; an input that is left out starts at its value in the worked example.

    Raises:
        InputError: a sheet that carries nothing, another number of months, an unknown input, or a value it refuses.
    """
    if isinstance(periods, int) and not isinstance(periods, bool) and not 2 <= periods <= LONGEST:
        raise InputError(_("The explorer shows {least} to {most} months, and {given} was given.").format(
            least=2, most=LONGEST, given=periods))
    return PeriodExplorer(sheet, line or sheet.lines[-1].letter, periods, {**sheet.example, **inputs})


@style.styled
def _figure(shown: State) -> tuple[Figure, list[Panel]]:
    """The bucket above the value, at fixed places: nothing moves but what the sliders move."""
    made = style.figure(WIDTH, HEIGHT, layout=None)
    level, value = made.add_axes((0.16, 0.57, 0.81, 0.37)), made.add_axes((0.16, 0.10, 0.81, 0.36))
    return made, [Level(level, shown.bucket), Value(value, shown.bucket)]
