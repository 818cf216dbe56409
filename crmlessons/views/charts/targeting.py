"""Whom to make an offer: take-up with it and without it by groups of a score, and the value as it adds up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crmlessons import words
from crmlessons.views import cases, written
from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.words import InputError
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS = ("exposed", "treated", "control", "cumulated", "low", "high")


@style.styled
def targeting(frame: pd.DataFrame, score: str = "") -> Chart:
    """Above, the take-up of each group with the offer and without; below, the value added from the best group down.

    Args:
        frame: one row a group, the highest scores first, with the columns exposed (customers), treated and control
            (take-up rates), cumulated (lei), low and high (its interval).
        score: what the groups are ranked by, in words or by the name of a column.

    Raises:
        InputError: a column is missing, or there are fewer than 2 groups.
    """
    if set(COLUMNS) - set(frame.columns) or len(frame) < 2:
        raise InputError(_("This chart takes a table of 2 groups or more with the columns {names}, as growth.by_score "
                           "gives it.").format(names=", ".join(COLUMNS)))
    score = cases.name(score) if score else _("score")
    made = style.figure(8.4, 7.0)
    above, below = made.subplots(2, 1, height_ratios=[1, 1.15])
    _rates(above, frame, score)
    _value(below, frame)
    finding = _finding(frame, score)
    style.heading(made, finding, 68)
    return chart(made, _alt(frame, finding))


def _rates(ax: Axes, frame: pd.DataFrame, score: str) -> None:
    places = np.arange(1, len(frame) + 1)
    ax.vlines(places, frame["control"], frame["treated"], color=style.RULE, lw=5)
    sides = ((frame["treated"], _("with the offer"), style.GAIN, "o"),
             (frame["control"], _("without the offer"), style.LOSS, "D"))
    top = max(frame["treated"].max(), frame["control"].max(), 1e-9)
    for values, name, colour, mark in sides:
        ax.plot(places, values, mark, color=colour, markersize=8)
        ax.annotate(name, (places[-1], values.iloc[-1]), (12, 0), va="center", textcoords="offset points")
    ax.set(xlim=(0.5, len(frame) + 0.5 + 0.28 * len(frame)), ylim=(-0.06 * top, 1.15 * top))
    ax.set_title(_("Take-up rate; the line between the marks is the uplift"))
    ax.set_xticks(places, [words.number(place, 0) for place in places])
    ax.set_xlabel(_("groups by {score}: 1 has the highest").format(score=score))
    style.write_axis(ax.yaxis, "percent")


def _value(ax: Axes, frame: pd.DataFrame) -> None:
    share = np.append(0.0, _share(frame))
    value, low, high = (np.append(0.0, frame[name]) for name in ("cumulated", "low", "high"))
    ax.fill_between(share, low, high, color=style.GAIN_TINT, lw=0)
    ax.plot([0, 1], [0, value[-1]], color=style.MUTED, lw=1.5, ls="--")
    ax.plot(share, value, color=style.GAIN, lw=2.5, marker="o", markersize=5)
    ax.axhline(0, color=style.MUTED, lw=0.8)
    ax.annotate(written.short("money", round(value[-1])), (1, value[-1]), (8, 0), va="center", fontweight="bold",
                textcoords="offset points")
    ax.annotate(_("by lot"), (0.5, value[-1] / 2), (6, -6), va="top", textcoords="offset points", color=style.MUTED)
    ax.set(xlim=(0, 1.18))
    ax.set_title(_("Value added by the offers, in lei, and its interval"))
    ax.set_xlabel(_("share of the customers who got an offer, the highest scores first"))
    style.write_axis(ax.yaxis, "money")
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], [words.percent(part, 0) for part in (0, 0.25, 0.5, 0.75, 1)])


def _share(frame: pd.DataFrame) -> np.ndarray:
    exposed = frame["exposed"].to_numpy(dtype=float)
    return exposed.cumsum() / max(exposed.sum(), 1e-9)


def _finding(frame: pd.DataFrame, score: str) -> str:
    """What the first half of the groups brings, of how much."""
    half = len(frame) // 2
    value = frame["cumulated"].to_numpy()
    return _("Ranked by {score}, the first {part} of the customers bring {value} of {total}").format(
        score=score, part=words.percent(_share(frame)[half - 1], 0),
        value=written.short("money", round(value[half - 1])), total=written.short("money", round(value[-1])))


def _alt(frame: pd.DataFrame, finding: str) -> str:
    sentence = _("group {place}: {treated} with the offer, {control} without, value so far {value}")
    said = [sentence.format(place=place, treated=words.percent(row.treated, 1), control=words.percent(row.control, 1),
                            value=written.short("money", round(row.cumulated)))
            for place, row in enumerate(frame.itertuples(), 1)]
    return _("Targeting. {finding}. {details}.").format(finding=style.sentence(finding), details="; ".join(said))
