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
    from matplotlib.figure import Figure

LOWEST, HIGHEST = 0.1, 60.0
TALL, LISTED = 4.2, 1.9  # inches: the columns, and the list of names below them
COLUMNS, APART = 3, 0.017  # of the list; the least distance of two numbers, as a share of the picture's width
MOST_SAID = 30
NEEDED = {"return", "can_take", "paid_share"}


@style.styled
def merit_order(frame: pd.DataFrame, border: float, *, width: float = 9.2, height: float = TALL,
                named: bool = True) -> Chart:
    """Groups side by side: as wide as the money they can take, as high as what a leu returns there, with a number each.

    Args:
        frame: columns ``return``, ``can_take`` (lei) and ``paid_share`` (share of it), one row a group, best first.
        border: what the next leu beside the plan would return.
        width, height: of the picture without its list of names, in inches.
        named: whether the names of all groups stand below, by their numbers.

    Raises:
        InputError: a column is missing, or there is no row.
    """
    if NEEDED - set(frame.columns) or frame.empty:
        raise InputError(_("This chart takes a table with the columns return, can_take and paid_share and at least one "
                           "row, as capstone.merit gives it."))
    shown = frame[(frame["return"] >= LOWEST) & (frame["can_take"] > 0)]
    paid = int((frame["paid_share"] > 1e-6).sum())
    finding = ngettext("{paid} of {all} groups is paid; the next leu would return {border}",
                       "{paid} of {all} groups are paid; the next leu would return {border}", paid).format(
        paid=paid, all=len(frame), border=number(border))
    whole = height + (LISTED if named else 0.0)
    made = style.figure(width, whole, layout=None)
    _draw(made.add_axes((0.075, 1 - (height - 0.75) / whole, 0.79, (height - 1.3) / whole)), frame, shown, border)
    if named:
        _list(made, frame, LISTED / whole)
    style.heading(made, finding, int(8.2 * width))
    return chart(made, _alt(frame, finding, _left_out(frame, shown)))


def _left_out(frame: pd.DataFrame, shown: pd.DataFrame) -> str:
    """How many groups return too little to be drawn, and the money that they can take; empty where none does."""
    rest = frame.drop(shown.index)
    return ngettext("{count} group that could take {room} returns less than {least} and is not drawn",
                    "{count} groups that could take {room} return less than {least} and are not drawn",
                    len(rest)).format(count=len(rest), room=written.short("money", round(rest["can_take"].sum())),
                                      least=number(LOWEST)) if len(rest) else ""


def _list(made: Figure, frame: pd.DataFrame, share: float) -> None:
    """The names of all groups below the columns, by number."""
    rows = -(-len(frame) // COLUMNS)
    for place, label in enumerate(frame.index):
        column, row = divmod(place, rows)
        made.text(0.01 + column / COLUMNS, share * (1 - 0.06 - 0.9 * row / rows), f"{place + 1} · {group_name(label)}",
                  fontsize=style.SIZE - 4.5, va="top")


def _draw(ax: Axes, frame: pd.DataFrame, shown: pd.DataFrame, border: float) -> None:
    start, total = 0.0, float(shown["can_take"].sum()) or 1.0
    places, last = frame.index.get_indexer(shown.index) + 1, -total
    for place, row in zip(places, shown.itertuples(), strict=True):
        high = min(row[1], HIGHEST)
        for wide, colour in ((1.0, style.RULE), (min(row.paid_share, 1.0), style.GAIN)):
            ax.bar(start, high - LOWEST, row.can_take * wide, LOWEST, align="edge", color=colour,
                   edgecolor=style.PAPER, lw=0.4)
        last = max(start + row.can_take / 2, last + APART * total)  # numbers of narrow columns move to the right
        ax.annotate(str(place), (last, high), (0, 2), textcoords="offset points", ha="center", va="bottom",
                    fontsize=style.SIZE - 4.5)
        start += row.can_take
    for value, said in ((border, _("next leu: {border}").format(border=number(border))), (1.0, _("a leu back: 1"))):
        ax.axhline(value, color=style.INK if value == border else style.MUTED, lw=1, ls="--")
        if value != 1.0 or border > 1.2:
            ax.annotate(said, (1.0, value), (4, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
                        va="center", fontsize=style.SIZE - 2, annotation_clip=False)
    ax.set_yscale("log")
    ax.set(xlim=(0, start or 1.0), ylim=(LOWEST, HIGHEST), xlabel=_("Money that the groups can take, lei (blue: paid)"),
           ylabel=_("A leu returns (log scale)"))
    ax.text(1.0, 0.98, style.wrap(_left_out(frame, shown), 46), transform=ax.transAxes, ha="right", va="top",
            fontsize=style.SIZE - 3, color=style.MUTED)
    ticks = [0.1, 0.5, 1, 2, 5, 10, 20, 50]
    ax.set_yticks(ticks, [number(tick) for tick in ticks])
    ax.minorticks_off()
    style.write_axis(ax.xaxis, "number", 6)


def group_name(label: object) -> str:
    """A group with its use of money; of an own company, where use and way are one word, that word once."""
    twice = isinstance(label, tuple) and len(label) > 2 and label[0] == label[-1]
    return cases.name(label[:-1] if twice else label)


def _alt(frame: pd.DataFrame, finding: str, left_out: str) -> str:
    said = [_("{group}: returns {value}, can take {room}, paid {paid}").format(
        group=group_name(label), value=number(row["return"]), room=written.short("money", round(row["can_take"])),
        paid=_percent(row["paid_share"])) for label, row in frame.head(MOST_SAID).iterrows()]
    more = f" {style.sentence(left_out)}." if left_out else ""
    return _("Columns. {finding}. {details}.").format(finding=style.sentence(finding), details="; ".join(said)) + more


def _percent(value: float) -> str:
    from crmlessons.words import percent

    return percent(0.0 if np.isnan(value) else value, 0)
