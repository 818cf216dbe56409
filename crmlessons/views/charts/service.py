"""Who is answered in time and how busy the agents are, by the number of agents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from crmlessons.views import written
from crmlessons.views.charts import style
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

LEAP = 5  # agents by which the ends of the axis move
CLEAR = 0.06  # of the upright axis, between words and the target


@dataclass(frozen=True)
class Service:
    """What the picture shows, computed by who staffs the queue.

    Attributes:
        by_agents: index agents; columns ``service_level`` and ``occupancy``.
        agents: the number looked at.
        needed: the fewest that reach the target.
        target: the share to be answered in time.
        within: seconds.
    """

    by_agents: pd.DataFrame
    agents: int
    needed: int
    target: float
    within: float


class Levels:
    """The share answered in time and the share of their time that agents talk, with the target and the agents now."""

    def __init__(self, ax: Axes, shown: Service) -> None:
        self.ax = ax
        count, flat = [0.0, 1.0], [0.0, 0.0]
        self.level = ax.plot(count, flat, color=style.GAIN, lw=2.6, marker="o", markersize=5)[0]
        self.busy = ax.plot(count, flat, color=style.NEUTRAL, lw=2, ls=(0, (5, 2)))[0]
        self.target = ax.axhline(0.0, color=style.LOSS, lw=1.4, ls="--")
        self.needed = ax.axvline(0.0, color=style.RULE, lw=6, zorder=0)
        dot = {"markeredgecolor": style.INK, "markeredgewidth": 2}
        self.now = ax.plot([0], [0], "o", color=style.PAPER, markersize=10, **dot)[0]
        bold = {"fontweight": "bold", "va": "center"}
        self.words = [ax.text(0, 0, "", color=style.GAIN_TEXT, ha="right", **bold),
                      ax.text(0, 0, "", color=style.MUTED, ha="right", va="center"),
                      ax.text(0, 0, "", color=style.LOSS_TEXT, ha="right", va="center"),
                      ax.text(0, 0, "", color=style.INK, **bold)]
        ax.set_xlabel(_("agents"))
        ax.set(ylim=(-0.02, 1.12))
        style.write_axis(ax.yaxis, "percent")

    @property
    def moving(self) -> list[Artist]:
        """What changes from one state to the next."""
        return [self.needed, self.level, self.busy, self.target, self.now, *self.words]

    def frame(self, shown: Service) -> tuple[int, int]:
        """The first and the last number of agents, which change in leaps."""
        first, last = int(shown.by_agents.index[0]), int(shown.by_agents.index[-1])
        return first // LEAP * LEAP, (last // LEAP + 1) * LEAP

    def fit(self, frame: tuple[int, int]) -> None:
        """Set the axis of agents."""
        from matplotlib.ticker import MaxNLocator

        self.ax.set_xlim(frame[0] - 0.5, frame[1])
        self.ax.xaxis.set_major_locator(MaxNLocator(8, integer=True))

    def draw(self, shown: Service) -> None:
        """Put curves, marks and words in place."""
        table, left, right = shown.by_agents, *self.ax.get_xlim()
        self.level.set_data(table.index, table["service_level"])
        self.busy.set_data(table.index, table["occupancy"])
        self.target.set_ydata([shown.target, shown.target])
        self.needed.set_xdata([shown.needed, shown.needed])
        level = float(table.at[shown.agents, "service_level"])
        self.now.set_data([shown.agents], [level])
        end, width = 0.02 * (right - left), right - left
        last = table.iloc[-1]
        self._say(0, right - end, min(float(last["service_level"]) + 0.06, 1.08), _("answered in time"))
        self._say(1, right - end, float(last["occupancy"]) + 0.06, _("time spent talking"))
        self._say(2, right - end, shown.target - 0.05, _("target {share}").format(
            share=written.tick("percent", shown.target)))
        over = shown.agents > left + 0.62 * width
        under = max(level - 0.08, 0.03)
        clear = under if abs(under - shown.target) > CLEAR else shown.target - CLEAR
        self._say(3, shown.agents + (-1 if over else 1) * 0.025 * width, clear, written.tick("percent", level))
        self.words[3].set_ha("right" if over else "left")

    def _say(self, place: int, x: float, y: float, text: str) -> None:
        self.words[place].set(x=x, y=y, text=text)


def described(shown: Service) -> str:
    """Every third number of agents with its shares, in words."""
    table = shown.by_agents
    picked = table.iloc[np.unique(np.linspace(0, len(table) - 1, min(len(table), 6)).astype(int))]
    sentence = _("{agents} agents: {level} answered in time, {busy} of the time spent talking")
    return "; ".join(sentence.format(agents=count, **_shares(row)) for count, row in picked.iterrows())


def _shares(row: pd.Series) -> dict[str, Any]:
    return {"level": written.tick("percent", row["service_level"]), "busy": written.tick("percent", row["occupancy"])}
