"""A published range beside what a formula gives: where the claim is within reach, and where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crmlessons.views import cases, written
from crmlessons.views.charts import style
from crmlessons.views.charts.curves import STYLES
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.words import InputError
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TOP = 1.25  # how far above the range the axis goes
MOST = len(STYLES)


@style.styled
def claimed(frame: pd.DataFrame, span: tuple[float, float], *, what: str, across: str) -> Chart:
    """Curves of a computed share against a rate, and the range that was published.

    Args:
        frame: one row a rate (the index), one column a curve; shares.
        span: the lowest and highest published share.
        what: what the curves measure, in words or by the name of a column.
        across: what the rate is, likewise.

    Raises:
        InputError: no curve, more than four, or a range that does not rise.
    """
    if not 1 <= len(frame.columns) <= MOST or not 0 <= span[0] < span[1]:
        raise InputError(_("This chart takes one to {most} curves and a range that runs from a smaller to a larger "
                           "share.").format(most=MOST))
    made = style.figure(8.4, 4.6)
    ax = made.subplots()
    _draw(ax, frame, span)
    ax.set_xlabel(cases.name(across))
    ax.set_title(style.sentence(cases.name(what)))
    finding = _finding(frame, span)
    style.heading(made, finding, 68)
    return chart(made, _("Curves. {finding}. {details}.").format(finding=finding, details=_reaches(frame, span)))


def _draw(ax: Axes, frame: pd.DataFrame, span: tuple[float, float]) -> None:
    places, top = frame.index.to_numpy(dtype=float), TOP * span[1]
    ax.axhspan(*span, color=style.GAIN_TINT, lw=0)
    ax.text(places[0], sum(span) / 2, " " + _("published: {low} to {high}").format(
        low=written.tick("percent", span[0]), high=written.tick("percent", span[1])), color=style.GAIN_TEXT,
            va="center")
    for pattern, name in zip(STYLES, frame.columns, strict=False):
        values = frame[name].to_numpy(dtype=float)
        ax.plot(places, values, color=style.INK, lw=2, ls=pattern)
        inside = np.flatnonzero(values <= top)
        end = inside[-1] if inside.size else 0
        at_side = end == len(places) - 1
        ax.annotate(name, (places[end], min(values[end], top)), (8, 0) if at_side else (0, 4),
                    textcoords="offset points", va="center" if at_side else "bottom", ha="left" if at_side else "right",
                    annotation_clip=False)
    ax.set(xlim=(places[0], places[-1]), ylim=(0, top))
    style.write_axis(ax.xaxis, "percent")
    style.write_axis(ax.yaxis, "percent")


def _reach(frame: pd.DataFrame, name: str, low: float) -> float:
    """The first rate at which a curve is in the range or above it; NaN where it never is."""
    enough = frame.index[frame[name] >= low - 1e-9]
    return float(enough[0]) if len(enough) else float("nan")


def _finding(frame: pd.DataFrame, span: tuple[float, float]) -> str:
    first = frame.columns[0]
    reached = _reach(frame, first, span[0])
    if np.isnan(reached):
        return _("No curve reaches the published range")
    return _("The published range begins where {rate} are kept already ({curve})").format(
        rate=written.tick("percent", reached), curve=first)


def _reaches(frame: pd.DataFrame, span: tuple[float, float]) -> str:
    said = []
    for name in frame.columns:
        reached = _reach(frame, name, span[0])
        told = {"curve": name, "low": written.tick("percent", span[0]), "rate": written.full("percent", reached)}
        sentence = _("{curve}: {low} is never reached") if np.isnan(reached) else _("{curve}: {low} from a rate of "
                                                                                   "{rate} on")
        said.append(sentence.format(**told))
    return "; ".join(said)
