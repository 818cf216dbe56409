"""The same question asked again and again: how the answers of repeated surveys scatter, by the size of the survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crmlessons import words
from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.words import InputError
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEIGHT = 0.72


@style.styled
def repeated(scores: pd.DataFrame, value: float, what: str = "NPS") -> Chart:
    """One row of bars for each size of survey: how often each score came out though nothing had changed.

    Args:
        scores: one row a survey, one column a size, as ``satisfaction.asked_again`` gives them.
        value: the score of everybody together.
        what: what the scores are, in words.

    Raises:
        InputError: there are fewer than 2 surveys.
    """
    if len(scores) < 2 or scores.empty:
        raise InputError(_("This chart takes a table of 2 surveys or more with one column a size, as "
                           "satisfaction.asked_again gives it."))
    ends = scores.quantile([0.025, 0.975])
    made = style.figure(8.4, 1.9 + 0.95 * scores.shape[1])
    _draw(made.subplots(), scores, ends, value, what)
    finding = _finding(ends, value, what)
    style.heading(made, finding, 68)
    return chart(made, _alt(ends, finding))


def _draw(ax: Axes, scores: pd.DataFrame, ends: pd.DataFrame, value: float, what: str) -> None:
    low, high = scores.min().min(), scores.max().max()
    step = 100 / min(scores.columns)  # the scores that the smallest survey can have lie so far apart
    width = 2 * step
    edges = np.arange(width * np.floor(low / width) - step / 2, high + width, width)
    for place, size in enumerate(scores.columns):
        counts, _edges = np.histogram(scores[size], edges)
        heights = HEIGHT * counts / max(counts.max(), 1)
        ax.bar(edges[:-1] + step, -heights, width=0.85 * width, bottom=place, color=style.NEUTRAL)
        ax.plot(ends[size], [place + 0.1] * 2, color=style.GAIN, lw=4, solid_capstyle="butt")
        for end, side in zip(ends[size], ("right", "left"), strict=True):
            ax.annotate(words.number(end, 0), (end, place + 0.1), (-5 if side == "right" else 5, 0), ha=side,
                        va="center", textcoords="offset points", color=style.GAIN_TEXT, fontweight="bold")
    ax.axvline(value, color=style.INK, lw=1.2, ls="--")
    ax.set_yticks(range(scores.shape[1]), [_("{count} answers").format(count=words.number(size, 0))
                                           for size in scores.columns])
    ax.set(ylim=(scores.shape[1] - 0.7, -0.85), xlabel=_("{what} of one survey; blue: 95 of 100 surveys").format(
        what=what))
    style.write_axis(ax.xaxis, "number", 7)
    ax.spines["left"].set_visible(False)
    ax.tick_params(left=False)


def _finding(ends: pd.DataFrame, value: float, what: str) -> str:
    few = ends.iloc[:, 0]
    return _("With {count} answers, {what} {value} may come out as {low} or as {high}").format(
        what=what, value=words.number(value, 0), count=words.number(ends.columns[0], 0),
        low=words.number(few.iloc[0], 0), high=words.number(few.iloc[1], 0))


def _alt(ends: pd.DataFrame, finding: str) -> str:
    sentence = _("with {count} answers, 95 of 100 surveys lie between {low} and {high}")
    said = [sentence.format(count=words.number(size, 0), low=words.number(ends[size].iloc[0], 0),
                            high=words.number(ends[size].iloc[1], 0)) for size in ends.columns]
    return _("Bars. {finding}. {details}.").format(finding=style.sentence(finding), details="; ".join(said))
