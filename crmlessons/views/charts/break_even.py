"""The picture of a line against an input: gain and loss named, break-even and present point marked."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from crmlessons.line import Line
from crmlessons.views import written
from crmlessons.views.cases import one_case
from crmlessons.views.charts import style
from crmlessons.views.charts.curve import Curve, curve, finding
from crmlessons.views.charts.live import still
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.views.charts.scale import bounds
from crmlessons.words import gettext as _
from crmlessons.worksheet import Worksheet

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

# In pixels: a letter's width, and how far the middle of two lines of words stands from the curve.
CHARACTER = 9.5
LIFT = 30
GAP = 0.02


class BreakEven:
    """The curve, the areas of gain and loss named in words, the break-even and the present point with their numbers."""

    def __init__(self, ax: Axes, shown: Curve) -> None:
        self.ax = ax
        sides = [(_("gain"), style.GAIN_TEXT, style.GAIN_TINT), (_("loss"), style.LOSS_TEXT, style.LOSS_TINT)]
        sides = sides if shown.balance else []
        self.areas = [ax.axhspan(0, 1, color=tint, lw=0) for _word, _colour, tint in sides]
        self.words = [ax.text(1.015, 0, word, color=colour, va="center", transform=ax.get_yaxis_transform())
                      for word, colour, _tint in sides]
        ax.axhline(0, color=style.MUTED, lw=0.8)
        self.path = ax.plot(shown.x, shown.y, color=style.INK, lw=2)[0]
        dot = {"markeredgecolor": style.INK, "markeredgewidth": 2, "clip_on": False}
        self.zero = ax.plot([0], [0], "D", color=style.PAPER, markersize=8, **dot)[0]
        self.here = ax.plot([0], [0], "o", color=style.INK, markersize=8, **dot)[0]
        self.notes = [ax.text(0, 0, "", fontweight=weight, va="center") for weight in ("normal", "bold")]
        ax.set_xlabel(_with_unit(shown.unknown))
        ax.set_title(_with_unit(shown.line))
        style.write_axis(ax.xaxis, shown.unknown.kind)
        style.write_axis(ax.yaxis, shown.line.kind)

    @property
    def moving(self) -> list[Artist]:
        """What changes from one state to the next."""
        return [self.path, self.zero, self.here, *self.notes]

    def frame(self, shown: Curve) -> tuple[float, ...]:
        """The spans of both axes; the upright one changes in leaps."""
        low, high = bounds(np.append(shown.y, shown.here[1]))
        return (shown.x[0], shown.x[-1], low, high)

    def fit(self, frame: tuple[float, ...]) -> None:
        """Set both axes, and the areas and words that depend on them."""
        left, right, low, high = frame
        space = 0.2 * (high - low)
        low, high = low - space, high + space
        self.ax.set(xlim=(left, right), ylim=(low, high))
        for area, word, (start, end) in zip(self.areas, self.words, ((0.0, high), (low, 0.0)), strict=False):
            area.set(y=start, height=end - start)
            word.set(y=(start + end) / 2)
            word.set_visible(end - start > 0.12 * (high - low))

    def draw(self, shown: Curve) -> None:
        """Put the curve, both points and their words in place."""
        self.path.set_data(shown.x, shown.y)
        above = not shown.here[1] < 0
        both = _show((self.zero, self.notes[0]), shown.zero_in_sight and not shown.flat)
        if both:
            text = _("break-even\n{zero}").format(zero=written.short(shown.unknown.kind, shown.zero))
            self._mark(shown, self.zero, self.notes[0], (shown.zero, 0.0), text, (not above,))
        if _show((self.here, self.notes[1]), not math.isnan(shown.here[1])):
            text = _("now\n{value}").format(value=written.short(shown.line.kind, shown.here[1]))
            self._mark(shown, self.here, self.notes[1], shown.here, text, (above,) if both else (above, not above))

    def _mark(self, shown: Curve, dot: Any, note: Any, place: tuple[float, float], text: str,
              sides: tuple[bool, ...]) -> None:
        """Put a dot, and its words where the curve is not; ``sides``: whether above (True) or below may be tried."""
        left, right = self.ax.get_xlim()
        low, high = self.ax.get_ylim()
        across, up = (place[0] - left) / (right - left), (place[1] - low) / (high - low)
        size = (max(map(len, text.split("\n"))) * CHARACTER / self.ax.bbox.width, LIFT / self.ax.bbox.height)
        path = ((shown.x - left) / (right - left), (shown.y - low) / (high - low))
        _cost, height, rightwards = min(_beside(path, (across, up), size, above, rightwards)
                                        for above in sides for rightwards in (True, False))
        dot.set_data([place[0]], [place[1]])
        note.set(x=place[0] + (GAP if rightwards else -GAP) * (right - left), y=low + height * (high - low), text=text,
                 ha="left" if rightwards else "right")


def _beside(path: tuple[np.ndarray, np.ndarray], place: tuple[float, float], size: tuple[float, float], above: bool,
            rightwards: bool) -> tuple[float, float, bool]:
    """How badly words of this size stand there, their height, and their side; all lengths are parts of the axes."""
    width, lift = size
    start = place[0] + GAP if rightwards else place[0] - GAP - width
    under = (path[0] > start - GAP) & (path[0] < start + width + GAP)
    heights = np.append(path[1][under], place[1])
    wanted = np.nanmax(heights) + lift if above else np.nanmin(heights) - lift
    height = min(max(wanted, 0.7 * lift), 1 - 0.7 * lift)
    outside = max(0.0, -start) + max(0.0, start + width - 1)
    return (10 * outside + 5 * abs(height - wanted) + abs(height - place[1]), height, rightwards)


def _show(artists: tuple[Any, ...], visible: bool) -> bool:
    for artist in artists:
        artist.set_visible(visible)
    return visible


def _with_unit(line: Line) -> str:
    return _("{line}, in lei").format(line=_(line.label)) if line.kind == "money" else _(line.label)


@style.styled
def break_even_curve(sheet: Worksheet, unknown: str, line: str, inputs: Mapping[str, float],
                     span: tuple[float, float] | None = None) -> Chart:
    """A line of the sheet against one input, with its break-even and the present point.

    Args:
        sheet: the worksheet.
        unknown: name or letter of the input on the horizontal axis.
        line: name or letter of the line on the vertical axis.
        inputs: where we are: one number for each input, by name.
        span: lowest and highest value of the input; the slider's range when it is left out.

    Raises:
        InputError: an unknown line, inputs the sheet refuses, several cases, or a span that is empty.
    """
    shown = curve(sheet, unknown, line, one_case(sheet.solve(**inputs)), span)
    made = style.figure(8.4, 4.6)
    panel = BreakEven(made.subplots(), shown)
    still(panel, shown)
    style.heading(made, finding(shown), 68)
    return chart(made, _("Curve of “{line}” against “{input}”. {finding}.").format(
        line=_(shown.line.label), input=_(shown.unknown.label), finding=finding(shown)))
