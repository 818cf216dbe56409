"""A Net Promoter Score taken apart: who recommends and who does not, and how sure the score is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crmlessons import words
from crmlessons.views import cases
from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.words import InputError
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS = ("detractors", "passives", "promoters", "nps", "low", "high")
PARTS = {"detractors": (style.LOSS, style.PAPER), "passives": (style.RULE, style.INK),
         "promoters": (style.GAIN, style.PAPER)}
LABEL_WIDTH = 16
NARROW = 0.08  # a part below this share has no room for its number


@style.styled
def promoters(found: pd.DataFrame | pd.Series) -> Chart:
    """Bars of detractors, passives and promoters, and beside each the score with its interval.

    Args:
        found: shares ``detractors``, ``passives`` and ``promoters``, and ``nps``, ``low`` and ``high`` in points: one
            row a group, or a Series for one.

    Raises:
        InputError: a column is missing, or there is no row.
    """
    frame = found.to_frame(_("all")).T if isinstance(found, pd.Series) else found
    if set(COLUMNS) - set(frame.columns) or frame.empty:
        raise InputError(_("This chart takes the columns {names}, as satisfaction.nps gives them.").format(
            names=", ".join(COLUMNS)))
    made = style.figure(8.4, 1.9 + 0.6 * len(frame))
    left, right = made.subplots(1, 2, sharey=True, width_ratios=[1.25, 1])
    _bars(left, frame)
    _scores(right, frame)
    finding = _finding(frame)
    style.heading(made, finding, 68)
    return chart(made, _alt(frame, finding))


def _bars(ax: Axes, frame: pd.DataFrame) -> None:
    for place, (_label, row) in enumerate(frame.iterrows()):
        start = 0.0
        for part, (fill, ink) in PARTS.items():
            ax.barh(place, row[part], left=start, height=0.6, color=fill)
            if row[part] >= NARROW:
                ax.text(start + row[part] / 2, place, words.percent(row[part], 0), color=ink, ha="center", va="center")
            start += row[part]
    for part, place, side in zip(PARTS, (0.0, 0.5, 1.0), ("left", "center", "right"), strict=True):
        ax.text(place, -0.42, cases.name(part), ha=side, va="bottom", color=style.MUTED)
    ax.set_yticks(range(len(frame)), [style.wrap(cases.name(label), LABEL_WIDTH) for label in frame.index])
    ax.set(xlim=(0, 1), ylim=(len(frame) - 0.5, -0.85))
    style.bars_only(ax)


def _scores(ax: Axes, frame: pd.DataFrame) -> None:
    for place, row in enumerate(frame.itertuples(index=False)):
        ax.plot([row.low, row.high], [place, place], color=style.INK, lw=3, solid_capstyle="butt")
        ax.plot([row.nps], [place], "o", color=style.INK, markersize=8)
        ax.annotate(words.number(row.nps, 0), (row.nps, place), (0, 8), ha="center", textcoords="offset points",
                    fontweight="bold")
    low, high = min(frame["low"].min(), 0.0), max(frame["high"].max(), 0.0)
    room = 0.08 * (high - low or 1.0)
    ax.set_xlim(low - room, high + room)
    ax.axvline(0, color=style.MUTED, lw=0.8, ls="--")
    ax.set_xlabel(_("NPS, points (95% interval)"))
    style.write_axis(ax.xaxis, "number")
    ax.spines["left"].set_visible(False)
    ax.tick_params(left=False, labelleft=False)


def _finding(frame: pd.DataFrame) -> str:
    numbers = {name: words.number(frame[name].iloc[0], 0) for name in ("nps", "low", "high")}
    if len(frame) == 1:
        return _("NPS {nps}, and it may be anything from {low} to {high}").format(**numbers)
    widest = (frame["high"] - frame["low"]).idxmax()
    ends = {name: words.number(frame.loc[widest, name], 0) for name in ("low", "high")}
    return _("The widest interval runs from {low} to {high} points: {group}").format(group=cases.name(widest), **ends)


def _alt(frame: pd.DataFrame, finding: str) -> str:
    sentence = _("{group}: {detractors} detractors, {passives} passives, {promoters} promoters, NPS {nps}, interval "
                 "{low} to {high}")
    said = [sentence.format(group=cases.name(label), **{part: words.percent(row[part], 0) for part in PARTS},
                            **{name: words.number(row[name], 0) for name in ("nps", "low", "high")})
            for label, row in frame.iterrows()]
    return _("Bars. {finding}. {details}.").format(finding=style.sentence(finding), details="; ".join(said))
