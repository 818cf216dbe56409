"""A measure followed step by step, and what changed when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crmlessons.solution import Solution
from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.views.charts.scale import bounds
from crmlessons.views.charts.series import Measured, measured
from crmlessons.words import InputError
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_SAID = 16


@style.styled
def trend(data: Solution | pd.Series, line: str = "", *, change: object = None, step: str = "", what: str = "",
          kind: str = "number", title: str = "") -> Chart:
    """A measure week by week (or by any other step), with the median before and after a change.

    Args:
        data: a sheet solved for one case a step, or a Series; the index holds the steps in their order.
        line: name or letter of the sheet's line to show, when ``data`` is a solved sheet.
        change: the first step after something was changed; it is marked.
        step: what a step is called, in words; “week” when it is left out.
        what: what the numbers measure, in words.
        kind: "number", "count", "percent" or "money", when ``data`` is a Series.
        title: the finding in words; computed from the data when it is left out.

    Raises:
        InputError: there are no numbers to draw, or ``change`` is no step of them.
    """
    numbers, step = measured(data, line, what, kind), step or _("week")
    place = _place(numbers.values, change)
    made = style.figure(8.4, 4.2)
    ax = made.subplots()
    _draw(ax, numbers)
    if change is not None:
        _mark(ax, numbers, place, step)
    ax.set_xlabel(step)
    finding = title or _finding(numbers, place, step)
    style.heading(made, finding, 68)
    return chart(made, _alt(finding, numbers, step))


def _place(values: pd.Series, change: object) -> int:
    """How many steps lie before the change; 0 for no change."""
    if change is None:
        return 0
    found = [place for place, label in enumerate(values.index) if label == change]
    if not found or found[0] == 0:
        raise InputError(_("The change “{given}” must be one of the steps after the first: {first} to {last}.").format(
            given=change, first=values.index[min(1, len(values) - 1)], last=values.index[-1]))
    return found[0]


def _draw(ax: Axes, numbers: Measured) -> None:
    values = numbers.values.to_numpy()
    low, high = bounds(values)
    ax.plot(range(len(values)), values, color=style.GAIN, lw=2.5, marker="o", markersize=5)
    if low < 0:
        ax.axhline(0, color=style.MUTED, lw=0.8)
    ax.set(xlim=(-0.6, len(values) - 0.4), ylim=(low - 0.1 * (high - low), high + 0.25 * (high - low)))
    ax.set_title(style.sentence(numbers.what))
    every = max(1, -(-len(values) // 14))
    shown = range(0, len(values), every)
    ax.set_xticks(shown, [numbers.named(numbers.values.index[place]) for place in shown])
    style.write_axis(ax.yaxis, numbers.kind)
    known = np.flatnonzero(np.isfinite(values))
    if known.size:
        _end(ax, numbers, values, known[0], values[known[min(1, known.size - 1)]], "left")
    if known.size > 1:
        _end(ax, numbers, values, known[-1], values[known[-2]], "right")


def _end(ax: Axes, numbers: Measured, values: np.ndarray, place: int, beside: float, side: str) -> None:
    """The number of the first or last point, on the side of it where the line is not."""
    above = values[place] >= beside
    ax.annotate(numbers.write(values[place]), (place, values[place]), (0, 9 if above else -9), ha=side,
                va="bottom" if above else "top", textcoords="offset points", fontweight="bold")


def _mark(ax: Axes, numbers: Measured, place: int, step: str) -> None:
    """The change as an upright line, and what is typical on both sides of it."""
    ax.axvline(place - 0.5, color=style.LOSS_TEXT, lw=1.2, ls="--")
    sides = [(0, numbers.values.iloc[:place], _("median {value}"), style.MUTED),
             (place, numbers.values.iloc[place:], _("from {step} {change}: median {value}"), style.LOSS_TEXT)]
    for start, part, said, colour in sides:
        middle = part.median()
        ax.plot([start - 0.4, start + len(part) - 0.6], [middle, middle], color=style.MUTED, lw=1.2)
        words = said.format(step=step, change=numbers.named(part.index[0]), value=numbers.write(middle))
        ax.annotate(words, (start - 0.5, 0.97), (6, 0), va="top", xycoords=ax.get_xaxis_transform(),
                    textcoords="offset points", color=colour)


def _finding(numbers: Measured, place: int, step: str) -> str:
    values = numbers.values
    if place:
        return _("{what}: typically {before} before {step} {change}, {after} from then on").format(
            what=numbers.what, before=numbers.write(values.iloc[:place].median()), step=step,
            change=numbers.named(values.index[place]), after=numbers.write(values.iloc[place:].median()))
    known = values.dropna()
    if known.empty:
        return _("{what}: no value at any step").format(what=numbers.what)
    return _("{what}: {first} in {step} {start}, {last} in {step} {end}").format(
        what=numbers.what, step=step, first=numbers.write(known.iloc[0]), start=numbers.named(known.index[0]),
        last=numbers.write(known.iloc[-1]), end=numbers.named(known.index[-1]))


def _alt(finding: str, numbers: Measured, step: str) -> str:
    """The finding and every number; where there are many, the lowest and the highest."""
    known = numbers.values.dropna()
    shown = known if len(known) <= MOST_SAID else known.loc[[known.idxmin(), known.idxmax()]]
    said = [f"{step} {numbers.named(label)}: {numbers.write(value)}" for label, value in shown.items()]
    return _("Line. {finding}. {details}.").format(finding=style.sentence(finding), details="; ".join(said))
