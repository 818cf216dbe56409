"""Estimates with the interval that the true value may lie in, one group above the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crmlessons.views import cases, written
from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.words import N_, InputError, ngettext
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL_WIDTH = 22
MOST = 24
MARKS = {"needed": N_("needed"), "break_even": N_("break-even"), "no_difference": N_("no difference")}


@style.styled
def intervals(frame: pd.DataFrame, *, what: str, kind: str = "number", needed: pd.Series | float | None = 0.0,
              mark: str = "needed", title: str = "") -> Chart:
    """One estimate a group with its interval, and a mark to compare it with.

    Args:
        frame: columns ``estimate``, ``low`` and ``high``, one row a group; the first 24 are shown.
        what: what is estimated, in words.
        kind: "number", "count", "percent" or "money".
        needed: what each estimate is compared with: one number, or one a group; None for no comparison.
        mark: what that is: "needed", or where it is zero "break_even" or "no_difference".
        title: the finding in words; computed from the data when it is left out.

    Raises:
        InputError: a column is missing, or there is no row.
    """
    if mark not in MARKS:
        raise InputError(_("“{given}” is no mark. The marks are: {names}.").format(given=mark, names=", ".join(MARKS)))
    missing = {"estimate", "low", "high"} - set(frame.columns)
    if missing or frame.empty:
        raise InputError(_("This chart takes a table with the columns estimate, low and high and at least one row, as "
                           "growth.interval gives it."))
    shown = frame.head(MOST).assign(needed=float("nan") if needed is None else needed)
    made = style.figure(8.4, 1.5 + 0.55 * len(shown))
    _draw(made.subplots(), shown, what, kind, None if needed is None else _(MARKS[mark]))
    finding = title or (_range(shown, what, kind) if needed is None else _finding(shown, what, mark))
    style.heading(made, finding, 68)
    return chart(made, _alt(shown, kind, finding, mark == "needed" and needed is not None))


def _draw(ax: Axes, shown: pd.DataFrame, what: str, kind: str, mark: str | None) -> None:
    for place, row in enumerate(shown.itertuples(index=False)):
        colour = style.GAIN if row.low > row.needed else style.LOSS if row.high < row.needed else style.NEUTRAL
        ax.plot([row.low, row.high], [place, place], color=colour, lw=4, solid_capstyle="butt")
        ax.plot([row.estimate], [place], "o", color=colour, markersize=9)
        ax.annotate(written.short(kind, row.estimate), (np.fmax(row.high, row.needed), place), (10, 0), va="center",
                    textcoords="offset points", fontweight="bold")
    if mark:
        _mark(ax, shown["needed"], mark)
    ax.set_yticks(range(len(shown)), [style.wrap(cases.name(label), LABEL_WIDTH) for label in shown.index])
    low, high = shown[["low", "needed"]].min().min(), shown[["high", "needed"]].max().max()
    ax.set(ylim=(len(shown) - 0.5, -0.85), xlabel=style.sentence(what))
    ax.set_xlim(min(low, 0.0) - 0.03 * (high - low), high + 0.16 * (high - low or 1.0))
    ax.axvline(0, color=style.MUTED, lw=0.8, ls="--")
    style.write_axis(ax.xaxis, kind)
    ax.spines["left"].set_visible(False)
    ax.tick_params(left=False)


def _mark(ax: Axes, needed: pd.Series, mark: str) -> None:
    for place, value in enumerate(needed):
        ax.plot([value] * 2, [place - 0.32, place + 0.32], color=style.INK, lw=2)
    ax.annotate(mark, (needed.iloc[0], -0.36), (0, 3), ha="center", va="bottom", textcoords="offset points",
                color=style.MUTED, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5})


def _range(shown: pd.DataFrame, what: str, kind: str) -> str:
    """Where the estimate is highest, and where lowest."""
    estimate = shown["estimate"]
    return _("{what}: highest in “{most}” ({high}), lowest in “{least}” ({low})").format(
        what=what, most=cases.name(estimate.idxmax()), high=written.short(kind, estimate.max()),
        least=cases.name(estimate.idxmin()), low=written.short(kind, estimate.min()))


def _finding(shown: pd.DataFrame, what: str, mark: str) -> str:
    """How many intervals lie wholly above the mark, and how many hold it."""
    sure, all_of_them = int((shown["low"] > shown["needed"]).sum()), len(shown)
    unsure = int(((shown["low"] <= shown["needed"]) & (shown["high"] >= shown["needed"])).sum())
    said = ngettext("{what}: {sure} of {all} intervals lies wholly above what is needed; {unsure} cannot tell",
                    "{what}: {sure} of {all} intervals lie wholly above what is needed; {unsure} cannot tell", sure)
    if mark != "needed":
        said = _("{what}: {sure} of {all} intervals above zero, {below} below, {unsure} hold zero")
    return said.format(what=what, sure=sure, all=all_of_them, below=all_of_them - sure - unsure, unsure=unsure)


def _alt(shown: pd.DataFrame, kind: str, finding: str, with_needed: bool) -> str:
    sentence = (_("{group}: {estimate}, interval {low} to {high}, needed {needed}") if with_needed else
                _("{group}: {estimate}, interval {low} to {high}"))
    said = [sentence.format(group=cases.name(label), **{name: written.short(kind, row[name]) for name in
                                                         ("estimate", "low", "high", "needed")})
            for label, row in shown.iterrows()]
    return _("Intervals. {finding}. {details}.").format(finding=style.sentence(finding), details="; ".join(said))
