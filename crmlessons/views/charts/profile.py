"""The profile of a conversation: the mark of every item, of one rater or of two side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crmlessons.views import cases
from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.words import InputError, ngettext, number
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARKERS, COLOURS, APART = ("o", "D"), (style.GAIN, style.LOSS), 0.13
TOP = 2
LABEL_WIDTH = 28


@style.styled
def profile(frame: pd.DataFrame, title: str = "") -> Chart:
    """One row an item, one sign a rater at the mark given, from 0 to 2; an open item has no sign.

    Args:
        frame: one row an item and one or two columns of marks, NaN where an item is open, as ``sales.profile`` gives.
        title: what is shown, in words; the raters and their sums when it is left out.

    Raises:
        InputError: no row, or not one or two columns.
    """
    if frame.empty or frame.shape[1] not in (1, 2):
        raise InputError(_("A profile shows the marks of one or two raters, and {count} were given.").format(
            count=number(0 if frame.empty else frame.shape[1], 0)))
    made = style.figure(8.4, 1.5 + 0.42 * len(frame))
    _draw(made.subplots(), frame)
    finding = title or _finding(frame)
    made.get_layout_engine().set(w_pad=0.12)
    style.heading(made, finding, 68)
    return chart(made, _alt(frame, finding))


def _draw(ax: Axes, frame: pd.DataFrame) -> None:
    two = frame.shape[1] == 2
    for column, colour, marker, side in zip(frame.columns, COLOURS, MARKERS, (-1, 1), strict=False):
        places = np.arange(len(frame)) + (side * APART if two else 0)
        ax.plot(frame[column].to_numpy(dtype=float), places, marker, color=colour, markersize=9, clip_on=False)
        if two:
            key = style.wrap(f"{'●' if marker == 'o' else '◆'} {cases.name(column)}", 16)
            ax.text(TOP + 0.2, 0.2 - 0.6 * (side < 0), key, color=style.GAIN_TEXT if side < 0 else style.LOSS_TEXT,
                    fontweight="bold", va="center")
    for place in range(len(frame)):
        ax.axhline(place, color=style.RULE, lw=0.8, zorder=0)
    ax.set_yticks(range(len(frame)), [style.wrap(cases.name(label), LABEL_WIDTH) for label in frame.index])
    ax.set_xticks(range(TOP + 1), [number(mark, 0) for mark in range(TOP + 1)])
    ax.set(xlim=(-0.15, TOP + (1.1 if two else 0.15)), ylim=(len(frame) - 0.5, -0.7))
    ax.set_xlabel(_("mark"), loc="left")
    ax.spines["left"].set_visible(False)
    ax.spines["bottom"].set_bounds(0, TOP)
    ax.tick_params(left=False)


def _finding(frame: pd.DataFrame) -> str:
    """Each rater's sum, and on how many items two of them differ."""
    sentence = _("{rater}: {points} of {most} points on {count} items marked")
    said = "; ".join((sentence if frame[column].count() else _("{rater}: nothing marked yet")).format(
        rater=style.sentence(cases.name(column)), points=number(frame[column].sum(), 0),
        most=number(TOP * frame[column].count(), 0), count=number(frame[column].count(), 0)) for column in frame)
    if frame.shape[1] == 1:
        return said
    both = frame.dropna()
    if both.empty:
        return said
    apart = int((both.iloc[:, 0] != both.iloc[:, 1]).sum())
    differ = ngettext("they differ on {count} item", "they differ on {count} items", apart)
    return f"{said}; {differ.format(count=number(apart, 0))}"


def _alt(frame: pd.DataFrame, finding: str) -> str:
    said = [f"{cases.name(label)}: " + " / ".join(_("open") if np.isnan(mark) else number(mark, 0) for mark in row)
            for label, row in zip(frame.index, frame.to_numpy(dtype=float), strict=True)]
    return _("Profile. {finding}. {details}.").format(finding=finding, details="; ".join(said))
