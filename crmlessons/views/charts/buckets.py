"""What is owed by age: a column for each bucket, and the part of it that is set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crmlessons.views import cases, written
from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.words import InputError, percent
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@style.styled
def buckets(frame: pd.DataFrame) -> Chart:
    """Balances by age with their provision.

    Args:
        frame: one row a bucket, the youngest first, with the columns balance and provision, lei.

    Raises:
        InputError: a column is missing, or there is no row.
    """
    if {"balance", "provision"} - set(frame.columns) or frame.empty:
        raise InputError(_("This chart takes a table with the columns balance and provision and at least one row, as "
                           "receivables.provision gives it."))
    made = style.figure(8.4, 4.4)
    _draw(made.subplots(), frame)
    finding = _finding(frame)
    style.heading(made, finding, 68)
    return chart(made, _alt(frame, finding))


def _draw(ax: Axes, frame: pd.DataFrame) -> None:
    places = np.arange(len(frame))
    top = max(float(frame["balance"].max()), 1.0)
    ax.bar(places, frame["balance"], width=0.62, color=style.RULE, edgecolor=style.MUTED, lw=0.8)
    ax.bar(places, frame["provision"], width=0.62, color=style.LOSS)
    for place, row in enumerate(frame.itertuples(index=False)):
        ax.text(place, row.balance + 0.085 * top, _amount(row.balance), ha="center", va="bottom")
        ax.text(place, row.balance + 0.015 * top, _amount(row.provision), ha="center", va="bottom",
                color=style.LOSS_TEXT, fontweight="bold")
    ax.set_xticks(places, [style.wrap(cases.name(one), 14) for one in frame.index])
    ax.set(ylim=(0, 1.2 * top))
    ax.set_title(_("Owed, and below it in orange what is set aside of it"))
    ax.spines["left"].set_visible(False)
    ax.tick_params(left=False, labelleft=False, bottom=False)


def _amount(value: float) -> str:
    return written.short("money", round(value))


def _finding(frame: pd.DataFrame) -> str:
    owed, aside = float(frame["balance"].sum()), float(frame["provision"].sum())
    oldest = float(frame["provision"].iloc[-1])
    return _("Of {owed} owed, {aside} is set aside, {share} of it for the oldest bucket").format(
        owed=_amount(owed), aside=_amount(aside), share=percent(oldest / aside if aside else 0.0, 0))


def _alt(frame: pd.DataFrame, finding: str) -> str:
    sentence = _("{bucket}: {balance} owed, {provision} set aside")
    said = [sentence.format(bucket=cases.name(label), balance=_amount(row["balance"]),
                            provision=_amount(row["provision"])) for label, row in frame.iterrows()]
    return _("Columns. {finding}. {details}.").format(finding=style.sentence(finding), details="; ".join(said))
