"""Curves over the same steps, each named at its end: how long customers stay, or a forecast beside what came."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crmlessons.inputs import check_columns
from crmlessons.views import cases, written
from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.views.charts.scale import bounds
from crmlessons.words import InputError
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 6
ROOM = 0.05  # least distance of two names, as a part of the upright axis
STYLES = ("-", (0, (5, 2)), (0, (1, 1.5)), (0, (5, 2, 1, 2)))


@style.styled
def curves(data: pd.DataFrame | pd.Series, *, title: str = "", what: str = "", step: str = "", kind: str = "percent",
           stressed: Sequence[str] = (), errors: pd.DataFrame | None = None) -> Chart:
    """One curve a column, over the steps in the index.

    Args:
        data: one row a step, one column a curve; at most six, and NaN where a curve has ended.
        title: the finding in words; computed from the last row when it is left out.
        what: what the numbers measure: a name of a result such as "kept", or words.
        step: what a step is, in words; “month” when it is left out.
        kind: "number", "count", "percent" or "money".
        stressed: the columns to draw in colour, two at most: the first blue, the second orange.
        errors: standard errors in columns named as the curves that have them; two of them to either side are shaded.

    Raises:
        InputError: there are no numbers to draw, too many curves, or a stressed one is not among them.
    """
    frame = data.to_frame(data.name or what) if isinstance(data, pd.Series) else data
    _check(frame, stressed)
    made, step, what = style.figure(8.4, 4.4), step or _("month"), cases.name(what)
    ax = made.subplots()
    _draw(ax, frame, kind, list(stressed), errors)
    ax.set_xlabel(step)
    ax.set_title(style.sentence(what))
    finding = title or _finding(frame, kind, step, what)
    style.heading(made, finding, 68)
    return chart(made, _alt(finding, frame, kind, step))


def _check(frame: pd.DataFrame, stressed: Sequence[str]) -> None:
    if not 1 <= len(frame.columns) <= MOST or len(stressed) > 2:
        raise InputError(_("A chart shows one to {most} curves, two of them in colour; {given} were given.").format(
            most=MOST, given=len(frame.columns)))
    check_columns(frame, *stressed)
    if frame.dropna(how="all").empty:
        raise InputError(_("The Series “{name}” holds no numbers to draw.").format(name=frame.columns[0]))


def _draw(ax: Axes, frame: pd.DataFrame, kind: str, stressed: list[str], errors: pd.DataFrame | None) -> None:
    from matplotlib.ticker import MaxNLocator

    low, high = bounds(frame.to_numpy())
    places, patterns, ends = frame.index.to_numpy(dtype=float), cycle(STYLES), []
    for name in frame.columns:
        strong = name in stressed
        pattern = "-" if strong else next(patterns)
        line, text = _colours(stressed.index(name)) if strong else (style.NEUTRAL, style.MUTED)
        values = frame[name].to_numpy(dtype=float)
        if errors is not None and name in errors:
            reach = 2 * errors[name].reindex(frame.index).to_numpy(dtype=float)
            tint = style.GAIN_TINT if line == style.GAIN else style.LOSS_TINT if line == style.LOSS else style.RULE
            ax.fill_between(places, values - reach, values + reach, color=tint, lw=0, zorder=1)
        ax.plot(places, values, color=line, lw=2.6 if strong else 1.8, ls=pattern, zorder=2 + strong)
        last = int(np.flatnonzero(np.isfinite(values))[-1])
        ends.append((values[last], f"{cases.name(name)} {_short(kind, values[last])}", text, strong))
    ax.set(xlim=(places[0], places[-1]), ylim=(low, high))
    ax.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    style.write_axis(ax.yaxis, kind)
    _name(ax, ends, (low, high))


def _short(kind: str, value: float) -> str:
    return written.tick(kind, value) if kind == "percent" else written.short(kind, value)


def _colours(place: int) -> tuple[str, str]:
    return ((style.GAIN, style.GAIN_TEXT), (style.LOSS, style.LOSS_TEXT))[place]


def _name(ax: Axes, ends: list[tuple[float, str, str, bool]], span: tuple[float, float]) -> None:
    """The names to the right of the curves' ends, pushed apart where they would cover each other."""
    least = 1.15 * ROOM * (span[1] - span[0])
    heights = np.array(sorted(value for value, *_rest in ends))
    for _round in range(200):
        gaps = np.diff(heights)
        close = np.flatnonzero(gaps < least - 1e-9)
        if not close.size:
            break
        for place in close:
            push = (least - (heights[place + 1] - heights[place])) / 2
            heights[place] -= push
            heights[place + 1] += push
    for height, (_value, text, colour, strong) in zip(heights, sorted(ends, key=lambda end: end[0]), strict=True):
        ax.annotate(style.wrap(text, 34), (1.0, height), (8, 0), xycoords=ax.get_yaxis_transform(), va="center",
                    textcoords="offset points", color=colour, fontweight="bold" if strong else "normal",
                    annotation_clip=False)


def _finding(frame: pd.DataFrame, kind: str, step: str, what: str) -> str:
    """How far the highest and the lowest curve lie apart where they all end."""
    ends = frame.dropna().iloc[-1] if len(frame.dropna()) else frame.ffill().iloc[-1]
    label = frame.dropna().index[-1] if len(frame.dropna()) else frame.index[-1]
    said = {"what": what, "step": step, "last": label, "best": cases.name(ends.idxmax()),
            "most": _short(kind, ends.max()), "worst": cases.name(ends.idxmin()), "least": _short(kind, ends.min())}
    if len(ends) == 1:
        return _("{what} in {step} {last}: {most}").format(**said)
    return _("{what} in {step} {last}: most in “{best}” ({most}), least in “{worst}” ({least})").format(**said)


def _alt(title: str, frame: pd.DataFrame, kind: str, step: str) -> str:
    """The finding, and of every curve the first, the middle and the last number."""
    rows = []
    for name in frame.columns:
        known = frame[name].dropna()
        picked = known.iloc[sorted({0, len(known) // 2, len(known) - 1})]
        said = ", ".join(f"{step} {label}: {_short(kind, value)}" for label, value in picked.items())
        rows.append(f"{cases.name(name)}: {said}")
    return _("Curves. {finding}. {details}.").format(finding=style.sentence(title), details="; ".join(rows))
