"""Running totals over the months of a cohort's life: where each begins, when it has paid itself back, where it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crmlessons.inputs import check_columns
from crmlessons.views import cases, written
from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.words import InputError
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GAP = 0.062


@style.styled
def cumulative(curves: pd.DataFrame, *, what: str, highlight: str = "", kind: str = "money") -> Chart:
    """One line a column, named at its end; a diamond where a line that began below zero crosses it.

    Args:
        curves: running totals; the index counts months from 0.
        what: what is added up, in words.
        highlight: the column that the title speaks of; the first one when it is left out.
        kind: "money" or "number".

    Raises:
        InputError: there are no numbers to draw, or no such column.
    """
    if curves.empty or not all(pd.api.types.is_numeric_dtype(kind) for kind in curves.dtypes):
        raise InputError(_("This chart takes a table of numbers with one row a month and one column a line."))
    chosen = highlight or curves.columns[0]
    check_columns(curves, chosen)
    made = style.figure(8.8, 4.8)
    _draw(made.subplots(), curves, chosen, what, kind)
    title = _finding(curves[chosen], chosen, kind)
    style.heading(made, title, 70)
    return chart(made, _alt(curves, title, what, kind))


def _draw(ax: Axes, curves: pd.DataFrame, chosen: str, what: str, kind: str) -> None:
    months = curves.index.to_numpy()
    known = np.nan_to_num(curves.to_numpy(dtype=float))
    low, high = min(known.min(), 0.0), max(known.max(), 0.0)
    space = 0.08 * (high - low or 1.0)
    ax.axhline(0, color=style.MUTED, lw=0.8)
    ax.set(xlim=(months[0], months[-1] + 0.42 * max(months[-1] - months[0], 1)), ylim=(low - space, high + space))
    places = _spread(curves.iloc[-1], low, high)
    for name in [*curves.columns.drop(chosen), chosen]:
        colour = style.GAIN if name == chosen else style.NEUTRAL
        ax.plot(months, curves[name], color=colour, lw=2.8 if name == chosen else 1.8)
        ax.plot([months[-1], months[-1] + 0.6], [known[-1, list(curves.columns).index(name)], places[name]],
                color=style.MUTED, lw=0.6)
        text = f"{cases.name(name)}: {written.short(kind, curves[name].iloc[-1])}"
        ax.text(months[-1] + 0.8, places[name], text, va="center", fontweight="bold" if name == chosen else "normal",
                color=style.GAIN_TEXT if name == chosen else style.INK)
        paid = _payback(curves[name])
        if paid > months[0]:
            ax.plot([paid], [0], "D", color=style.PAPER, markeredgecolor=colour, markeredgewidth=2, markersize=8)
    ax.set_xlabel(_("months after joining"), loc="left")
    ax.set_title(style.sentence(what))
    ax.set_xticks([month for month in months if month % 5 == 0])
    style.write_axis(ax.yaxis, kind)


def _spread(ends: pd.Series, low: float, high: float) -> pd.Series:
    """Heights for the names at the lines' ends, near the ends and not upon each other."""
    ordered, gap = ends.fillna(0.0).sort_values(), GAP * (high - low or 1.0)
    heights = ordered.to_numpy().copy()
    for _round in range(60):
        for place in range(1, len(heights)):
            lack = gap - (heights[place] - heights[place - 1])
            if lack > 0:
                heights[place - 1] -= lack / 2
                heights[place] += lack / 2
    return pd.Series(heights, ordered.index)


def _payback(curve: pd.Series) -> float:
    """The first month from which the curve stays at or above zero; NaN where it ends below."""
    below = np.flatnonzero(curve.to_numpy() < 0)
    after = below[-1] + 1 if below.size else 0
    return float(curve.index[after]) if after < len(curve) else float("nan")


def _finding(curve: pd.Series, name: str, kind: str) -> str:
    paid = _payback(curve)
    said = {"name": cases.name(name), "start": written.short(kind, curve.iloc[0]), "end": written.short(
        kind, curve.iloc[-1]), "paid": written.short("count", paid), "months": written.short("count", curve.index[-1])}
    if np.isnan(paid):
        return _("“{name}” begins at {start} and has not paid itself back by month {months}: {end}").format(**said)
    if paid == curve.index[0]:
        return _("“{name}” begins at {start} and stands at {end} in month {months}").format(**said)
    return _("“{name}” begins at {start}, has paid itself back by month {paid}, and stands at {end} in month {months}"
             ).format(**said)


def _alt(curves: pd.DataFrame, title: str, what: str, kind: str) -> str:
    sentence = _("{name}: {start} at the start, {end} at the end")
    said = [sentence.format(name=cases.name(name), start=written.short(kind, curve.iloc[0]),
                            end=written.short(kind, curve.iloc[-1])) for name, curve in curves.items()]
    return _("Lines over months, {what}. {finding}. {details}.").format(
        what=what, finding=style.sentence(title), details="; ".join(said))
