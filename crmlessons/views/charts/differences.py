"""Several differences at once: each with its own interval and with the wider one that holds for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crmlessons.views import cases, written
from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.words import InputError, ngettext, number
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS = ("estimate", "low", "high", "wide_low", "wide_high")
LABEL_WIDTH = 28
MOST = 24


@style.styled
def differences(frame: pd.DataFrame, *, what: str = "", kind: str = "points") -> Chart:
    """One difference a row: a thick line for its own interval, a thin one for the interval that all share.

    Blue: even the wide interval lies above zero. Orange: below. Grey: it holds zero, so nothing can be told.

    Args:
        frame: columns ``estimate``, ``low``, ``high``, ``wide_low`` and ``wide_high``, one row an item; the first 24
            are shown.
        what: what is compared, in words.
        kind: "points", "percent", "money" or "number".

    Raises:
        InputError: a column is missing, or there is no row.
    """
    if not set(COLUMNS) <= set(frame.columns) or frame.empty:
        raise InputError(_("This chart takes a table with at least one row and the columns {names}.").format(
            names=", ".join(COLUMNS)))
    shown, what = frame.head(MOST), what or _("difference in the share won, in percentage points")
    made = style.figure(8.4, 1.6 + 0.42 * len(shown))
    _draw(made.subplots(), shown, what, kind)
    finding = _finding(frame)
    made.get_layout_engine().set(w_pad=0.12)
    style.heading(made, finding, 68)
    return chart(made, _alt(shown, kind, finding))


def _draw(ax: Axes, shown: pd.DataFrame, what: str, kind: str) -> None:
    right = shown["wide_high"].max()
    for place, row in enumerate(shown.itertuples(index=False)):
        colour = style.GAIN if row.wide_low > 0 else style.LOSS if row.wide_high < 0 else style.NEUTRAL
        ax.plot([row.wide_low, row.wide_high], [place, place], color=colour, lw=1.5)
        ax.plot([row.low, row.high], [place, place], color=colour, lw=6, solid_capstyle="butt")
        ax.plot([row.estimate], [place], "o", color=style.PAPER, markeredgecolor=colour, markeredgewidth=2)
        ax.annotate(written.short(kind, round(row.estimate, 3)), (right, place), (12, 0), va="center",
                    textcoords="offset points", fontweight="bold")
    ax.axvline(0, color=style.INK, lw=1)
    ax.set_yticks(range(len(shown)), [style.wrap(cases.name(label), LABEL_WIDTH) for label in shown.index])
    low, high = min(shown["wide_low"].min(), 0.0), max(right, 0.0)
    ax.set(ylim=(len(shown) - 0.5, -0.5))
    key = _("{what}. Thick line: the item tested alone; thin line: all of them tested together")
    ax.set_xlabel(style.wrap(key.format(what=style.sentence(what)), 62))
    ax.set_xlim(low - 0.03 * (high - low), high + 0.2 * (high - low or 1.0))
    style.write_axis(ax.xaxis, kind)
    ax.spines["left"].set_visible(False)
    ax.tick_params(left=False)


def _finding(frame: pd.DataFrame) -> str:
    """How many items can be told from zero, each alone and all at once."""
    alone = int(((frame["low"] > 0) | (frame["high"] < 0)).sum())
    together = int(((frame["wide_low"] > 0) | (frame["wide_high"] < 0)).sum())
    said = ngettext("Of {all} items tested together, {together} can be told from zero (one by one: {alone})",
                    "Of {all} items tested together, {together} can be told from zero (one by one: {alone})",
                    together)
    return said.format(all=number(len(frame), 0), together=number(together, 0), alone=number(alone, 0))


def _alt(shown: pd.DataFrame, kind: str, finding: str) -> str:
    sentence = _("{item}: {estimate}, alone {low} to {high}, with all {wide_low} to {wide_high}")
    said = [sentence.format(item=cases.name(label), **{name: written.short(kind, round(row[name], 3))
                                                        for name in COLUMNS}) for label, row in shown.iterrows()]
    return _("Differences with intervals. {finding}. {details}.").format(finding=finding, details="; ".join(said))
