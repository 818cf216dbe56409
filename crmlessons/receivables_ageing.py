"""What is owed and for how long: ageing buckets, days sales outstanding in two ways, roll rates and the provision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from crmlessons import records
from crmlessons.words import InputError
from crmlessons.words import gettext as _

BUCKETS = ("not_due", "days_1_30", "days_31_60", "days_61_90", "days_over_90")
LAST_DAYS = (0, 30, 60, 90)  # the last day after the due date that still belongs to each bucket but the last


def bucket(days: Any) -> Any:
    """The bucket of an invoice this many days after its due date: a code of ``BUCKETS``, or an array of them.

    Due today is day 0 and not yet overdue; day 30 is still in 1–30, day 31 is not.
    """
    found = np.array(BUCKETS)[np.searchsorted(LAST_DAYS, np.asarray(days), side="left")]
    return str(found) if np.ndim(days) == 0 else found


def open_on(invoices: pd.DataFrame, as_of: Any) -> pd.DataFrame:
    """The invoices that are open at the end of a day, with their days after the due date and their bucket.

    What is paid on that day, or was paid before the invoice fell due, is not open; what is issued later is not there
    yet. The whole amount counts as open until it is paid in full.

    Args:
        invoices: one row an invoice, with the columns issued, due, paid and amount.
        as_of: the day, a date or text such as "2025-12-31".

    Raises:
        InputError: the table is wrong, or ``as_of`` is no day.
    """
    checked, day = records.check("invoices", invoices), _day(as_of)
    rows = checked[(checked["issued"] <= day) & (checked["paid"].isna() | (checked["paid"] > day))]
    days = (day - rows["due"]).dt.days
    return rows.assign(days_overdue=days, bucket=bucket(days.to_numpy()))


def ageing(invoices: pd.DataFrame, as_of: Any) -> pd.DataFrame:
    """What is owed at the end of a day, by how long it is overdue.

    Args:
        invoices: as for ``open_on``.
        as_of: the day.

    Returns:
        One row a bucket: ``invoices`` (how many), ``balance`` (lei) and ``share`` of the whole balance.
    """
    owed = open_on(invoices, as_of).groupby("bucket")["amount"].agg(["size", "sum"])
    table = owed.reindex(list(BUCKETS), fill_value=0).rename(columns={"size": "invoices", "sum": "balance"})
    whole = table["balance"].sum()
    return table.assign(share=table["balance"] / whole if whole else np.nan)


def sales_by_month(invoices: pd.DataFrame, as_of: Any) -> pd.Series:
    """Sales on credit of each month up to a day, lei, by month."""
    checked = records.check("invoices", invoices)
    known = checked[checked["issued"] <= _day(as_of)]
    sales = known["amount"].groupby(known["issued"].dt.to_period("M")).sum()
    return sales.rename("sales").rename_axis("month")


def dso(receivables: float, sales: float, days: float) -> float:
    """Days sales outstanding, the simple way: receivables ÷ sales of a period × its days.

    Args:
        receivables: what is owed at the end of the period, lei.
        sales: on credit in the period, lei.
        days: of the period.

    Raises:
        InputError: nothing was sold, or something is negative.
    """
    if receivables < 0 or not sales > 0 or not days > 0:
        raise InputError(_("For the days sales outstanding, sales and days must be above zero and receivables not "
                           "below it. Take a longer period."))
    return float(receivables / sales * days)


def countback(receivables: float, sales: pd.Series) -> pd.DataFrame:
    """Days sales outstanding by counting back: the latest sales are taken to be the unpaid ones, month by month.

    Args:
        receivables: what is owed at the end of the last month, lei.
        sales: sales on credit of each month, lei; the index holds months, or days in them.

    Returns:
        One row for each month needed, the latest first: ``sales``, ``taken`` (how much of the receivables they account
        for) and ``days``. The sum of ``days`` is the measure.

    Raises:
        InputError: the months are no months, one of them is missing or twice there, sales are negative, or all of them
            together are less than the receivables.
    """
    months = _months(sales)
    if receivables < 0 or (sales < 0).any() or sales.sum() < receivables:
        raise InputError(_("The sales given must not be negative and must add up to the receivables at least. Give "
                           "earlier months as well."))
    latest_first = pd.Series(sales.to_numpy(dtype=float), months, name="sales").sort_index(ascending=False)
    before = latest_first.cumsum() - latest_first
    taken = (receivables - before).clip(lower=0).clip(upper=latest_first)
    share = (taken / latest_first).where(latest_first > 0, 1.0)  # a month without sales is counted back through
    table = pd.DataFrame({"sales": latest_first, "taken": taken, "days": share * latest_first.index.days_in_month})
    return table[before < receivables].rename_axis("month")


def _months(sales: pd.Series) -> pd.PeriodIndex:
    """The months of the index, one after the other."""
    try:
        months = pd.PeriodIndex(sales.index, freq="M")
    except (TypeError, ValueError, AttributeError):
        months = pd.PeriodIndex([], freq="M")
    ordinals = np.sort(months.asi8)
    if not len(months) or (np.diff(ordinals) != 1).any():
        raise InputError(_("Counting back takes sales by month, each month once and none left out, such as "
                           "pd.Series([100, 120, 90], pd.period_range(\"2025-01\", periods=3, freq=\"M\"))."))
    return months


def unpaid_after(invoices: pd.DataFrame, as_of: Any) -> pd.Series:
    """How much of the sales was still unpaid at each step: sold, then on entering each bucket after the first.

    Only invoices whose fate at 90 days after the due date is known on the day ``as_of`` are counted.

    Returns:
        Five amounts in lei, by bucket: all that was sold (``not_due``), what was unpaid after the due date
        (``days_1_30``), and after 30, 60 and 90 days more.

    Raises:
        InputError: the table is wrong, or no invoice is old enough.
    """
    checked, day = records.check("invoices", invoices), _day(as_of)
    known = checked[checked["due"] + pd.Timedelta(days=LAST_DAYS[-1]) <= day]
    if known.empty:
        raise InputError(_("No invoice of this table is due for {count} days or more on that day. Take in older "
                           "invoices or a later day.").format(count=LAST_DAYS[-1]))
    open_days = (known["paid"] - known["due"]).dt.days.fillna(np.inf)
    amounts = [known["amount"].sum(), *(known.loc[open_days > last, "amount"].sum() for last in LAST_DAYS)]
    return pd.Series(amounts, list(BUCKETS), name="unpaid")


def roll_rates(unpaid: Sequence[float] | pd.Series) -> pd.Series:
    """The share of each bucket that rolls on into the next, from amounts as ``unpaid_after`` gives them."""
    amounts = _amounts(unpaid)
    return pd.Series(amounts[1:] / amounts[:-1], list(BUCKETS[:-1]), name="roll_rate")


def loss_rates(unpaid: Sequence[float] | pd.Series) -> pd.Series:
    """The share of each bucket that ends in the last one: the product of the roll rates still ahead, and 1 at the end.

    Args:
        unpaid: sold, still unpaid after the due date, and after 30, 60 and 90 days more, lei.

    Raises:
        InputError: these are not five amounts that never rise, all above zero.
    """
    amounts = _amounts(unpaid)
    return pd.Series(amounts[-1] / amounts, list(BUCKETS), name="loss_rate")


def _amounts(unpaid: Sequence[float] | pd.Series) -> np.ndarray:
    amounts = np.asarray(unpaid, dtype=float)
    if amounts.shape != (len(BUCKETS),) or not (amounts > 0).all() or (np.diff(amounts) > 0).any():
        raise InputError(_("Roll rates take {count} amounts above zero that never rise: what was sold, and what of it "
                           "was still unpaid at each later step.").format(count=len(BUCKETS)))
    return amounts


def provision(balances: Sequence[float] | pd.Series, rates: pd.Series, loss: float = 1.0) -> pd.DataFrame:
    """What to set aside for invoices that will not be paid.

    Args:
        balances: lei owed in each bucket.
        rates: the share of each bucket that ends unpaid, as ``loss_rates`` gives it.
        loss: the share of such an invoice that is lost; 1 when nothing of it comes in.

    Returns:
        One row a bucket: ``balance``, ``loss_rate`` and ``provision``, lei; the sum of the last is the provision.
    """
    owed, lost = pd.Series(np.asarray(balances, dtype=float), list(BUCKETS)), rates.reindex(list(BUCKETS)) * loss
    return pd.DataFrame({"balance": owed, "loss_rate": lost, "provision": owed * lost})


def _day(as_of: Any) -> pd.Timestamp:
    try:
        day = pd.Timestamp(as_of)
    except (TypeError, ValueError):
        day = pd.NaT
    if pd.isna(day):
        raise InputError(_("“{given}” is no day. Write it as in \"2025-12-31\".").format(given=as_of))
    return day.normalize()


def backtest(invoices: pd.DataFrame, aside: pd.DataFrame, as_of: Any) -> pd.DataFrame:
    """Was enough set aside? What became of the invoices that were open at the end of a day.

    Args:
        invoices: as for ``open_on``, with ``collected``; all that was open then must be settled by now.
        aside: what was set aside then, as ``provision`` gives it.
        as_of: the day.

    Returns:
        One row a bucket: ``provision`` and ``really_lost``, lei; ``standard_error`` of the latter, as if each bad
        invoice were one draw of chance; and ``bad_invoices``, how many were never paid in full.
    """
    then = open_on(invoices, as_of)
    off = then["amount"] - then["collected"]
    never = then["paid"].isna().astype(int)
    table = pd.DataFrame({"really_lost": off, "standard_error": off**2, "bad_invoices": never})
    sums = table.groupby(then["bucket"]).sum().reindex(list(BUCKETS), fill_value=0)
    return aside[["provision"]].join(sums.assign(standard_error=sums["standard_error"] ** 0.5))
