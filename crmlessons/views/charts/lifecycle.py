"""The lifecycle of a customer: five states, the way through them, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.words import N_
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STATES = (N_("prospect"), N_("new customer"), N_("loyal customer"), N_("loyalty altered"), N_("customer lost"))
WON_BACK = 1
WIDTH, GAP, HEIGHT = 1.5, 0.45, 0.9


@style.styled
def lifecycle_map() -> Chart:
    """The five states of Fig. 8 in their order, and the win-back that leads from the last to the second."""
    from matplotlib.patches import FancyBboxPatch

    made = style.figure(9.2, 2.7)
    ax = made.subplots()
    ax.set(xlim=(-0.1, 5 * WIDTH + 4 * GAP + 0.1), ylim=(-0.95, HEIGHT + 0.1))
    ax.set_axis_off()
    for place, state in enumerate(STATES):
        lost = place == len(STATES) - 1
        ax.add_patch(FancyBboxPatch((_left(place), 0), WIDTH, HEIGHT, boxstyle="round,pad=0,rounding_size=0.12", lw=2,
                                    facecolor=style.LOSS_TINT if lost else style.GAIN_TINT,
                                    edgecolor=style.LOSS if lost else style.GAIN))
        ax.text(_left(place) + WIDTH / 2, HEIGHT / 2, style.wrap(_(state), 12), ha="center", va="center",
                fontweight="bold")
        if place:
            _arrow(ax, (_left(place) - GAP + 0.06, HEIGHT / 2), (_left(place) - 0.06, HEIGHT / 2), style.INK)
    _way_back(ax)
    style.heading(made, _title())
    return chart(made, _("Map. {finding}. The states in their order: {states}. The way back: {start} → {end}.").format(
        finding=_title(), states=" → ".join(map(_, STATES)), start=_(STATES[-1]), end=_(STATES[WON_BACK])))


def _title() -> str:
    return _("A customer passes through five states, and one who is lost can be won back")


def _left(place: int) -> float:
    return place * (WIDTH + GAP)


def _way_back(ax: Axes) -> None:
    start, end, depth = _left(len(STATES) - 1) + WIDTH / 2, _left(WON_BACK) + WIDTH / 2, -0.6
    ax.plot([start, start, end], [-0.06, depth, depth], color=style.LOSS_TEXT, lw=2, ls="--")
    _arrow(ax, (end, depth), (end, -0.06), style.LOSS_TEXT)
    ax.text((start + end) / 2, depth - 0.1, _("win-back"), ha="center", va="top", color=style.LOSS_TEXT,
            fontweight="bold")


def _arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float], colour: str) -> None:
    ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 2, "shrinkA": 0, "shrinkB": 0,
                                            "mutation_scale": 16})
