"""Shares along a scale, each with its interval: what customers with low and with high marks did."""

from __future__ import annotations

from collections.abc import Mapping
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

COLUMNS = ("customers", "estimate", "low", "high")
COLOURS = (style.GAIN, style.LOSS)
APART = 0.12


@style.styled
def shares(series: Mapping[str, pd.DataFrame], across: str) -> Chart:
    """One or two shares over the marks of a scale, with intervals and, below each mark, how many customers gave it.

    Args:
        series: name of a share (a name of a result, or words) and its table: one row a mark, with the columns
            customers, estimate, low and high, as ``satisfaction.shares`` gives it; the second has the same marks.
        across: what the marks are: a name of a column, or words.

    Raises:
        InputError: none or more than two shares, other marks in the second, or a column missing.
    """
    _check(series)
    made = style.figure(8.4, 4.6)
    _draw(made.subplots(), series, across)
    finding = _finding(series)
    style.heading(made, finding, 68)
    return chart(made, _alt(series, finding))


def _check(series: Mapping[str, pd.DataFrame]) -> None:
    frames = list(series.values())
    fits = 1 <= len(frames) <= 2 and all(not set(COLUMNS) - set(frame.columns) and len(frame) for frame in frames)
    if not fits or not frames[0].index.equals(frames[-1].index):
        raise InputError(_("This chart takes one or two tables with the same rows and the columns {names}, as "
                           "satisfaction.shares gives them.").format(names=", ".join(COLUMNS)))


def _draw(ax: Axes, series: Mapping[str, pd.DataFrame], across: str) -> None:
    for number, (name, frame) in enumerate(series.items()):
        colour, shift = COLOURS[number], APART * (number - (len(series) - 1) / 2)
        places = [place + shift for place in range(len(frame))]
        ax.vlines(places, frame["low"], frame["high"], color=colour, lw=3)
        ax.plot(places, frame["estimate"], "oD"[number], color=colour, markersize=8)
        ax.annotate(style.wrap(cases.name(name), 16), (places[-1], frame["estimate"].iloc[-1]), (12, 0), va="center",
                    textcoords="offset points", fontweight="bold")
    first = next(iter(series.values()))
    counted = [f"{cases.name(label)}\n({words.number(count, 0)})" for label, count in first["customers"].items()]
    ax.set_xticks(range(len(first)), counted)
    ax.set(xlim=(-0.5, len(first) - 0.5 + 0.27 * len(first)), ylim=(0, 1.02),
           xlabel=_("{across} (number of customers)").format(across=style.sentence(cases.name(across))))
    style.write_axis(ax.yaxis, "percent")


def _finding(series: Mapping[str, pd.DataFrame]) -> str:
    return "; ".join(_("{name}: {first} at “{low}”, {last} at “{high}”").format(
        name=cases.name(name), first=words.percent(frame["estimate"].iloc[0], 0), low=cases.name(frame.index[0]),
        last=words.percent(frame["estimate"].iloc[-1], 0), high=cases.name(frame.index[-1]))
        for name, frame in series.items())


def _alt(series: Mapping[str, pd.DataFrame], finding: str) -> str:
    sentence = _("{name} at “{label}”: {estimate} of {count}, interval {low} to {high}")
    said = [sentence.format(name=cases.name(name), label=cases.name(label), count=words.number(row["customers"], 0),
                            **{part: words.percent(row[part], 0) for part in ("estimate", "low", "high")})
            for name, frame in series.items() for label, row in frame.iterrows()]
    return _("Shares. {finding}. {details}.").format(finding=style.sentence(finding), details="; ".join(said))
