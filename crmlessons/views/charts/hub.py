"""Many channels into one base, and what the base is used for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.words import InputError
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 8


@style.styled
def information_base(channels: pd.DataFrame, uses: Sequence[str]) -> Chart:
    """A map: each channel on the left with what it adds, the one base in the middle, what follows on the right.

    Args:
        channels: one row a channel; the first column its name, the second what it adds.
        uses: the steps, in order: the first fills the base and stands at the arrows into it, the others use it.

    Raises:
        InputError: no channel or use, or more than eight.
    """
    if not 1 <= len(channels) <= MOST or not 1 <= len(uses) <= MOST or len(channels.columns) < 2:
        raise InputError(_("This map takes a table of one to {most} channels, each with what it adds, and one to "
                           "{most} uses.").format(most=MOST))
    made = style.figure(9.2, 1.1 + 0.78 * len(channels))
    ax = made.subplots()
    ax.set(xlim=(0, 10), ylim=(len(channels) - 0.4, -0.6))
    ax.set_axis_off()
    middle = (len(channels) - 1) / 2
    for place, (name, adds) in enumerate(channels.iloc[:, :2].itertuples(index=False, name=None)):
        ax.text(0, place - 0.02, style.sentence(name), va="bottom", fontweight="bold")
        ax.text(0, place + 0.02, style.wrap(adds, 52), va="top", color=style.MUTED, fontsize=style.SIZE - 2,
                linespacing=1.0)
        _arrow(ax, (4.55, place), (5.3, middle + 0.5 * (place - middle) / max(middle, 1)))
    ax.text(6.15, middle, style.wrap(_("one information base"), 12), ha="center", va="center", fontweight="bold",
            bbox={"boxstyle": "round,pad=0.7", "facecolor": style.GAIN_TINT, "edgecolor": style.GAIN, "lw": 2})
    ax.text(4.9, 0.1, style.wrap(f"1. {uses[0]}", 18), va="center")
    for number, use in enumerate(uses[1:]):
        height = middle + (number - (len(uses) - 2) / 2) * 1.5
        ax.text(8.0, height, style.wrap(f"{number + 2}. {use}", 18), va="center")
        _arrow(ax, (7.05, middle + 0.3 * (height - middle)), (7.9, height))
    style.heading(made, _title(channels))
    said = "; ".join(f"{name}: {adds}" for name, adds in channels.iloc[:, :2].itertuples(index=False, name=None))
    return chart(made, _("Map. {finding}. What each adds: {channels}. What the base is used for: {uses}.").format(
        finding=_title(channels), channels=said, uses=", ".join(uses)))


def _title(channels: pd.DataFrame) -> str:
    return _("{count} channels feed one base, so the firm knows one customer and not {count}").format(
        count=len(channels))


def _arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": style.INK, "lw": 1.3, "shrinkA": 0,
                                            "shrinkB": 0, "mutation_scale": 12})
