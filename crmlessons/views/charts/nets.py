"""The net result of several policies side by side, one of them marked; it follows a slider."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crmlessons.views import cases, written
from crmlessons.views.charts import style
from crmlessons.views.charts.scale import bounds
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

LABEL_WIDTH = 20


class Nets:
    """The net result of every policy as bars, the chosen one marked."""

    def __init__(self, ax: Axes, policies: Sequence[str]) -> None:
        self.ax = ax
        places = np.arange(len(policies))
        self.bars = ax.barh(places, 0.0 * places, height=0.6)
        self.texts = [ax.text(0, place, "", va="center") for place in places]
        ax.axvline(0, color=style.MUTED, lw=0.8)
        ax.set_yticks(places, [style.wrap(cases.name(one), LABEL_WIDTH) for one in policies])
        ax.set_ylim(len(policies) - 0.5, -0.5)
        ax.set_title(_("Net result of every policy"))
        style.bars_only(ax)

    @property
    def moving(self) -> list[Artist]:
        """What changes from one state to the next."""
        return [*self.bars, *self.texts]

    def frame(self, shown: tuple[pd.Series, str]) -> tuple[float, float]:
        """The span of the axis; it changes in leaps."""
        return bounds(shown[0].to_numpy())

    def fit(self, frame: tuple[float, float]) -> None:
        """Set the axis, with room for the numbers."""
        low, high = frame
        self.ax.set_xlim(low, high + 0.45 * (high - low))

    def draw(self, shown: tuple[pd.Series, str]) -> None:
        """Put bars and numbers in place."""
        low, high = self.ax.get_xlim()
        nets, looked_at = shown
        for (policy, value), bar, text in zip(nets.items(), self.bars, self.texts, strict=True):
            chosen = policy == looked_at
            bar.set(x=min(value, 0.0), width=abs(value), facecolor=style.NEUTRAL if not chosen else
                    style.GAIN if value >= 0 else style.LOSS)
            text.set(x=max(value, 0.0) + 0.012 * (high - low), text=written.short("money", round(float(value)) + 0.0),
                     fontweight="bold" if chosen else "normal")
