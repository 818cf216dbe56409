"""What a leu returns in every group, the best first, beside what the group can take: where a budget goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crmlessons.views import cases, written
from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.words import InputError, ngettext, number
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LOWEST, HIGHEST = 0.1, 60.0
TALL, WIDE = 4.8, 0.016
MOST_SAID = 30
NEEDED = {"return", "can_take", "paid_share"}


@style.styled
def merit_order(frame: pd.DataFrame, border: float, *, width: float = 9.2, height: float = TALL) -> Chart:
    """Groups side by side: as wide as the money they can take, as high as what a leu returns there.

    Args:
        frame: columns ``return``, ``can_take`` (lei) and ``paid_share`` (share of it), one row a group, best first.
        border: the return of the next leu, below which a group gets nothing.
        width, height: of the picture, in inches.

    Raises:
        InputError: a column is missing, or there is no row.
    """
    if NEEDED - set(frame.columns) or frame.empty:
        raise InputError(_("This chart takes a table with the columns return, can_take and paid_share and at least one "
                           "row, as capstone.merit gives it."))
    shown = frame[(frame["return"] >= LOWEST) & (frame["can_take"] > 0)]
    left_out = len(frame) - len(shown)
    paid = int((frame["paid_share"] > 1e-6).sum())
    finding = ngettext("{paid} of {all} groups is paid; the next leu returns {border}",
                       "{paid} of {all} groups are paid; the next leu returns {border}", paid).format(
        paid=paid, all=len(frame), border=number(border))
    made = style.figure(width, height)
    _draw(made.subplots(), shown, border, width)
    style.heading(made, finding, int(8.2 * width))
    return chart(made, _alt(frame, finding, left_out))


def _draw(ax: Axes, shown: pd.DataFrame, border: float, width: float) -> None:
    start, total = 0.0, float(shown["can_take"].sum())
    for label, row in shown.iterrows():
        high = min(row["return"], HIGHEST)
        for wide, colour in ((1.0, style.RULE), (min(row["paid_share"], 1.0), style.GAIN)):
            ax.bar(start, high - LOWEST, row["can_take"] * wide, LOWEST, align="edge", color=colour,
                   edgecolor=style.PAPER, lw=0.4)
        if row["can_take"] > WIDE * total:
            ax.annotate(_name(label), (start + row["can_take"] / 2, LOWEST), (0, 4), textcoords="offset points",
                        ha="center", va="bottom", rotation=90, fontsize=style.SIZE - 3,
                        color=style.PAPER if row["paid_share"] > 0.5 else style.INK)
        start += row["can_take"]
    for value, said in ((border, _("next leu: {border}").format(border=number(border))), (1.0, _("a leu back: 1"))):
        ax.axhline(value, color=style.INK if value == border else style.MUTED, lw=1, ls="--")
        if value != 1.0 or border > 1.2:
            ax.annotate(said, (1.0, value), (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
                        va="center", fontsize=style.SIZE - 2, annotation_clip=False)
    ax.set_yscale("log")
    ax.set(xlim=(0, start or 1.0), ylim=(LOWEST, HIGHEST), xlabel=_("Money that the groups can take, lei (blue: paid)"),
           ylabel=_("What a leu returns"))
    ticks = [0.1, 0.5, 1, 2, 5, 10, 20, 50]
    ax.set_yticks(ticks, [number(tick) for tick in ticks])
    ax.minorticks_off()
    style.write_axis(ax.xaxis, "number", 6)


def _name(label: object) -> str:
    """A group without the use of money it stands in, which the legend of the report names."""
    return cases.name(label[1:] if isinstance(label, tuple) and len(label) > 2 else label)


def _alt(frame: pd.DataFrame, finding: str, left_out: int) -> str:
    said = [_("{group}: returns {value}, can take {room}, paid {paid}").format(
        group=cases.name(label), value=number(row["return"]), room=written.short("money", round(row["can_take"])),
        paid=_percent(row["paid_share"])) for label, row in frame.head(MOST_SAID).iterrows()]
    more = (" " + ngettext("{count} group returns less than is drawn.", "{count} groups return less than is drawn.",
                           left_out).format(count=left_out)) if left_out else ""
    return _("Columns. {finding}. {details}.").format(finding=style.sentence(finding), details="; ".join(said)) + more


def _percent(value: float) -> str:
    from crmlessons.words import percent

    return percent(0.0 if np.isnan(value) else value, 0)
