"""The value of a plan in many drawn years, beside that of another plan in the same years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crmlessons.views import cases, written
from crmlessons.views.charts import style
from crmlessons.views.charts.live import still
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.views.charts.scale import bounds
from crmlessons.words import InputError, number, percent
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

BINS = 60


class Spread:
    """A histogram of drawn years that follows a slider, and the outline of the plan it is compared with."""

    def __init__(self, ax: Axes, other: np.ndarray, name: str) -> None:
        self.ax, self.other = ax, other
        edges = np.linspace(0.0, 1.0, BINS + 1)
        self.mine = ax.stairs(np.zeros(BINS), edges, fill=True, color=style.GAIN)
        self.theirs = ax.stairs(np.zeros(BINS), edges, fill=False, color=style.INK, lw=1.2)
        self.marks = [ax.axvline(0, color=style.LOSS, lw=1.4, ls="--", ymax=0.78) for _end in range(2)]
        self.text = ax.text(0, 0, "", ha="left", va="top", fontsize=style.SIZE - 1)
        self.label = ax.text(0, 0, name, ha="left", va="top", fontsize=style.SIZE - 1, color=style.MUTED)
        ax.set_title(_("Value of the year in drawn years, lei"))
        ax.spines["left"].set_visible(False)
        ax.tick_params(left=False, labelleft=False)
        style.write_axis(ax.xaxis, "money")

    @property
    def moving(self) -> list[Artist]:
        """What changes from one state to the next."""
        return [self.mine, self.theirs, *self.marks, self.text, self.label]

    def frame(self, values: np.ndarray) -> tuple[float, float, float]:
        """The span of the axis in leaps, and its height: that of the higher of both histograms, in leaps."""
        low, high = bounds(np.concatenate([values, self.other]))
        counts = [np.histogram(one, BINS, (low, high))[0].max() for one in (values, self.other)]
        return low, high, bounds(np.array([max(counts)]))[1]

    def fit(self, frame: tuple[float, float, float]) -> None:
        """Set the axes."""
        self.ax.set(xlim=frame[:2], ylim=(0, 1.3 * frame[2]))

    def draw(self, values: np.ndarray) -> None:
        """Put both histograms, the ends of nine years in ten and the words in place."""
        span = self.ax.get_xlim()
        top = self.ax.get_ylim()[1]
        for patch, data in ((self.mine, values), (self.theirs, self.other)):
            counts, edges = np.histogram(data, BINS, span)
            patch.set_data(counts, edges)
        low, high = np.quantile(values, [0.05, 0.95])
        for mark, value in zip(self.marks, (low, high), strict=True):
            mark.set_xdata([value, value])
        room = 0.3 * (span[1] - span[0])
        self.text.set(x=max(min(low, span[1] - 1.8 * room), span[0]), y=0.99 * top, text=_(
            "nine years in ten: {low} to {high}").format(low=_lei(low), high=_lei(high)))
        self.label.set(x=max(min(float(np.median(self.other)), span[1] - room), span[0]), y=0.9 * top)


@style.styled
def drawn_years(values: np.ndarray, other: np.ndarray, name: str = "as_before", *, width: float = 8.4,
                height: float = 3.2) -> Chart:
    """A plan's value in many drawn years, and in outline that of the plan it is compared with.

    Args:
        values: lei, one a year.
        other: of the other plan, in the same years.
        name: code of the other plan.
        width, height: of the picture, in inches.

    Raises:
        InputError: there is no year, or not as many of both.
    """
    if len(values) == 0 or len(values) != len(other):
        raise InputError(_("Both plans need a value in each of the same years; {mine} and {other} were given.").format(
            mine=len(values), other=len(other)))
    made = style.figure(width, height)
    still(Spread(made.subplots(), np.asarray(other, dtype=float), cases.name(name)), np.asarray(values, dtype=float))
    return chart(made, said(np.asarray(values), np.asarray(other), name))


def said(values: np.ndarray, other: np.ndarray, name: str) -> str:
    """What the picture shows, in words."""
    low, high = np.quantile(values, [0.05, 0.95])
    return _("Histogram of {years} drawn years. Mean {mean}; nine years in ten between {low} and {high}; below zero in "
             "{loss} of the years; worse than “{name}” in {worse}.").format(
        years=number(len(values), 0), mean=_lei(values.mean()), low=_lei(low), high=_lei(high),
        loss=percent((values < 0).mean(), 1), name=cases.name(name), worse=percent((values < other).mean(), 1))


def _lei(value: float) -> str:
    return written.short("money", round(float(value)) + 0.0)
