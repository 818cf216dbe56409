"""The leaking bucket: who is left and who has gone, and what each period contributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from crmlessons import words
from crmlessons.line import Line
from crmlessons.views import written
from crmlessons.views.charts import style
from crmlessons.views.charts.scale import bounds
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

WIDTH = 0.8  # of a bar


@dataclass(frozen=True)
class Bucket:
    """What the two pictures show, computed by the sheet: one value a period.

    Attributes:
        level: the line that is carried to the next period; ``left`` its values.
        start: the level before the first period.
        line: the line that is followed; ``value`` its values.
        chosen: the period looked at, from 1 on.
    """

    level: Line
    left: np.ndarray
    start: float
    line: Line
    value: np.ndarray
    chosen: int

    @property
    def here(self) -> tuple[float, float]:
        """Level and value in the chosen period."""
        return float(self.left[self.chosen - 1]), float(self.value[self.chosen - 1])


def _outline(heights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Bars around 1, 2, … as heights and edges of one outline, with gaps of no height between them."""
    places = np.arange(1, len(heights) + 1)
    edges = np.ravel(np.column_stack([places - WIDTH / 2, places + WIDTH / 2]))
    values = np.zeros(2 * len(heights) - 1)
    values[::2] = heights
    return values, edges


class _Bars:
    """One bar a period, all in one shape, so that they move fast."""

    def __init__(self, ax: Axes, count: int, colour: str) -> None:
        values, edges = _outline(np.zeros(count))
        self.edges = edges
        self.shape = ax.stairs(values, edges, fill=True, color=colour, lw=0)

    def show(self, tops: np.ndarray, feet: np.ndarray | float = 0.0) -> None:
        tops = np.nan_to_num(tops)
        low = np.where(np.isnan(feet), 0.0, feet) + 0 * tops
        self.shape.set_data(_outline(tops)[0], self.edges, _outline(low)[0])


class Level:
    """How full the bucket is at the end of every period, and what has leaked out since the start."""

    def __init__(self, ax: Axes, shown: Bucket) -> None:
        self.ax = ax
        count = len(shown.left)
        self.lost = _Bars(ax, count, style.LOSS_TINT)
        self.left = _Bars(ax, count, style.NEUTRAL)
        self.chosen = _Bars(ax, count, style.GAIN)
        self.note = ax.text(0, 0, "", fontweight="bold", va="bottom")
        self.gone = ax.text(count + WIDTH / 2, 0, _("gone"), color=style.LOSS_TEXT, ha="right", va="center")
        _axes(ax, shown.level, count)

    @property
    def moving(self) -> list[Artist]:
        """What changes from one state to the next."""
        return [self.lost.shape, self.left.shape, self.chosen.shape, self.note, self.gone]

    def frame(self, shown: Bucket) -> tuple[float, float]:
        """The span of the upright axis; it changes in leaps."""
        return bounds(np.append(shown.left, shown.start))

    def fit(self, frame: tuple[float, float]) -> None:
        """Set the upright axis, with room for a number above the bars."""
        self.ax.set_ylim(frame[0], frame[1] * 1.18)

    def draw(self, shown: Bucket) -> None:
        """Put bars and number in place."""
        mine = np.arange(1, len(shown.left) + 1) == shown.chosen
        self.lost.show(np.full(len(shown.left), shown.start), shown.left)
        self.left.show(np.where(mine, 0.0, shown.left))
        self.chosen.show(np.where(mine, shown.left, 0.0))
        _put(self.note, self.ax, shown, max(shown.start, *shown.left), shown.level.kind, shown.here[0])
        low, high = self.ax.get_ylim()
        self.gone.set(y=(shown.start + shown.left[-1]) / 2)
        self.gone.set_visible(shown.start - shown.left[-1] > 0.15 * (high - low))


class Value:
    """What every period contributes; the chosen one is blue for a gain, orange for a loss."""

    def __init__(self, ax: Axes, shown: Bucket) -> None:
        self.ax = ax
        count = len(shown.value)
        self.others, self.gain = _Bars(ax, count, style.NEUTRAL), _Bars(ax, count, style.GAIN)
        self.loss = _Bars(ax, count, style.LOSS)
        self.note = ax.text(0, 0, "", fontweight="bold", va="bottom")
        ax.axhline(0, color=style.MUTED, lw=0.8)
        _axes(ax, shown.line, count)
        ax.set_xlabel(_("month"))

    @property
    def moving(self) -> list[Artist]:
        """What changes from one state to the next."""
        return [self.others.shape, self.gain.shape, self.loss.shape, self.note]

    def frame(self, shown: Bucket) -> tuple[float, float]:
        """The span of the upright axis; it changes in leaps."""
        return bounds(shown.value)

    def fit(self, frame: tuple[float, float]) -> None:
        """Set the upright axis, with room for a number above the bars."""
        low, high = frame
        self.ax.set_ylim(low, high + 0.18 * (high - low))

    def draw(self, shown: Bucket) -> None:
        """Put bars and number in place."""
        mine = np.arange(1, len(shown.value) + 1) == shown.chosen
        self.others.show(np.where(mine, 0.0, shown.value))
        self.gain.show(np.where(mine, np.maximum(shown.value, 0), 0.0))
        self.loss.show(np.where(mine, np.minimum(shown.value, 0), 0.0))
        _put(self.note, self.ax, shown, max(0.0, *shown.value), shown.line.kind, shown.here[1])


def _axes(ax: Axes, line: Line, count: int) -> None:
    from matplotlib.ticker import MaxNLocator

    ax.set_xlim(0.3, count + 0.7)
    ax.xaxis.set_major_locator(MaxNLocator(9, integer=True))
    style.write_axis(ax.yaxis, line.kind, 4)
    label = _("{line}, in lei").format(line=_(line.label)) if line.kind == "money" else _(line.label)
    ax.set_title(style.sentence(label))


def _put(note: Any, ax: Axes, shown: Bucket, height: float, kind: str, value: float) -> None:
    """The number of the chosen period above all bars, and inside the picture at both ends."""
    low, high = ax.get_ylim()
    count = len(shown.left)
    text = _("month {month}: {value}").format(month=shown.chosen, value=said(kind, value))
    side = "left" if shown.chosen <= count / 3 else "right" if shown.chosen > 2 * count / 3 else "center"
    edge = {"left": -WIDTH / 2, "right": WIDTH / 2, "center": 0.0}[side]
    note.set(x=shown.chosen + edge, y=np.nan_to_num(height) + 0.02 * (high - low), text=text, ha=side)


def said(kind: str, value: float) -> str:
    """A value in words: things are counted in whole numbers."""
    return words.number(value, 0) if kind == "count" else written.short(kind, value)


def details(shown: Bucket) -> str:
    """The first, the chosen and the last period in words."""
    rows: Mapping[int, None] = dict.fromkeys((1, shown.chosen, len(shown.left)))
    return "; ".join(_("month {month}: {level}: {left}, {line}: {value}").format(
        month=month, level=_(shown.level.label), left=said(shown.level.kind, shown.left[month - 1]),
        line=_(shown.line.label), value=written.short(shown.line.kind, shown.value[month - 1])) for month in rows)
