"""The picture of steps: bars that start where the one above ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from crmlessons.views.charts import style
from crmlessons.views.charts.scale import bounds
from crmlessons.views.charts.steps import Step, amount

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

LABEL_WIDTH = 25


class Waterfall:
    """Steps as bars that start where the one above ends. The last total is the result: blue for a gain, else orange.

    ``room`` is the part of the axis kept free on the right for the numbers.
    """

    def __init__(self, ax: Axes, labels: Sequence[str], label_width: int = LABEL_WIDTH, room: float = 0.3) -> None:
        self.ax, self.room = ax, room
        places = np.arange(len(labels))
        self.bars = ax.barh(places, 0.0 * places, height=0.62)
        self.texts = [ax.text(0, place, "", va="center", fontsize=style.SIZE) for place in places]
        self.texts[-1].set_fontweight("bold")
        self.links = [ax.plot([0, 0], [place, place + 1], color=style.MUTED, lw=0.8)[0] for place in places[:-1]]
        self.zero = ax.axvline(0, color=style.MUTED, lw=0.8)
        ax.set_yticks(places, [style.wrap(label, label_width) for label in labels])
        ax.set_ylim(len(labels) - 0.5, -0.5)
        style.bars_only(ax)

    @property
    def moving(self) -> list[Artist]:
        """What changes from one state to the next."""
        return [*self.bars, *self.links, *self.texts]

    def frame(self, shown: Sequence[Step]) -> tuple[float, float]:
        """The span of the axis that these steps ask for; it changes in leaps, so that a slider seldom moves it."""
        return bounds(np.ravel(_span(shown)))

    def fit(self, frame: tuple[float, float]) -> None:
        """Set the axis, with room for the numbers."""
        low, high = frame
        self.ax.set_xlim(low, high + self.room * (high - low))

    def draw(self, shown: Sequence[Step]) -> None:
        """Put bars, links and numbers in place."""
        low, high = self.ax.get_xlim()
        spans = _span(shown)
        for step, (start, end), bar, text in zip(shown, spans, self.bars, self.texts, strict=True):
            bar.set(x=min(start, end), width=abs(end - start), facecolor=_colour(step, step is shown[-1]))
            text.set(x=max(start, end, 0.0) + 0.012 * (high - low), text=amount(step))
        for link, (_start, end) in zip(self.links, spans, strict=False):
            link.set_xdata([end, end])


def _span(shown: Sequence[Step]) -> list[tuple[float, float]]:
    """Where each bar starts and ends; a value that does not exist has no length."""
    spans, level = [], 0.0
    for step in shown:
        value = float(np.nan_to_num(step.value))
        start, level = (0.0, value) if step.total else (level, level + value)
        spans.append((start, level))
    return spans


def _colour(step: Step, last: bool) -> str:
    if step.total and not last:
        return style.NEUTRAL
    return style.GAIN if step.value >= 0 else style.LOSS
