"""One cohort followed through all the tables: the customers whom a campaign won, their months, the offers to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from crmlessons import inputs, records
from crmlessons.acquisition import goods_lost
from crmlessons.sampling import interval
from crmlessons.words import InputError, number
from crmlessons.words import gettext as _

OF_ONE_CONTACT = {"contact_id", "date", "offer", "cost", "accepted", "paid", "revenue", "cost_of_goods"}


@dataclass(frozen=True, repr=False)
class Cohort:
    """The customers of one campaign.

    Attributes:
        contacts: every contact of the campaign, with the ``customer_id`` that it won, if any.
        ledger: the months of these customers, with ``age`` (1 for the first full month after joining) and what the
            campaign knows of them (``factors``).
        offers: the offers to them, with ``age`` and factors.
        all_offers: the offers to all customers; only they are many enough to tell what an offer brings.
        months: how many months every one of these customers could be followed.
    """

    contacts: pd.DataFrame
    ledger: pd.DataFrame
    offers: pd.DataFrame
    all_offers: pd.DataFrame
    months: int

    @property
    def factors(self) -> list[str]:
        """The columns by which the cohort can be split: channel, segment and the like."""
        return [column for column in self.contacts if column not in OF_ONE_CONTACT | {"customer_id"}]

    @property
    def customers(self) -> int:
        """How many customers the campaign won."""
        return int(self.contacts["customer_id"].notna().sum())

    def only(self, **chosen: str) -> Cohort:
        """The part of the cohort with these levels: ``cohort.only(segment="students", channel="phone")``.

        Raises:
            InputError: no such factor, or nobody won has this level.
        """
        part = self
        for factor, level in chosen.items():
            self.check_factor(factor)
            kept = {name: frame[frame[factor] == level] for name, frame in
                    (("contacts", part.contacts), ("ledger", part.ledger), ("offers", part.offers))}
            if kept["ledger"].empty:
                raise InputError(_("Nobody in this cohort has {factor} = “{level}”. There are: {levels}.").format(
                    factor=factor, level=level, levels=", ".join(map(str, part.contacts[factor].unique()))))
            part = replace(part, **kept)
        return part

    def check_factor(self, factor: str) -> None:
        """Check that the cohort can be split by this column.

        Raises:
            InputError: it cannot; the sentence names the columns that do.
        """
        if factor not in self.factors:
            raise InputError(_("The cohort cannot be split by “{given}”. It can be split by: {names}.").format(
                given=factor, names=", ".join(self.factors)))

    def __repr__(self) -> str:
        sentence = _("One cohort. Contacts: {contacts}. Customers won: {customers}. Months followed: {months}.")
        return sentence.format(contacts=number(len(self.contacts), 0), customers=number(self.customers, 0),
                               months=number(self.months, 0))


def cohort(contacts: pd.DataFrame, customers: pd.DataFrame, ledger: pd.DataFrame, offers: pd.DataFrame) -> Cohort:
    """Join the tables for the customers whom a campaign won.

    Args:
        contacts: as for ``acquisition.inputs_from``, with contact_id.
        customers: customer_id, contact_id (the contact that won him; empty for others) and joined.
        ledger: as for ``retention.inputs_from``; later months than all of the cohort have lived are left out.
        offers: as for ``growth.inputs_from``, with offer and month.

    Raises:
        InputError: a column is missing or wrong, tables do not belong together, or the campaign won nobody.
    """
    given = {"contacts": contacts, "customers": customers, "ledger": ledger, "offers": offers}
    tables = {name: records.check(name, frame) for name, frame in given.items()}
    _need(tables, contacts=["contact_id"], customers=["contact_id"], offers=["offer", "month"])
    records.check_joins(tables)
    won = tables["customers"].dropna(subset=["contact_id"])[["customer_id", "contact_id", "joined"]]
    reached = won["joined"].map(lambda day: _months(day, tables["ledger"]["month"].max()))
    if won.empty or reached.min() < 1:
        raise InputError(_("No customer in these tables was won by a contact and followed for a full month, so there "
                           "is no cohort."))
    months, campaign = int(reached.min()), tables["contacts"].merge(won, on="contact_id", how="left")
    known = campaign.dropna(subset=["customer_id"]).drop(columns=list(OF_ONE_CONTACT & set(campaign)))
    rows = {name: _aged(tables[name].drop(columns=known.columns.drop("customer_id"), errors="ignore"), known, months)
            for name in ("ledger", "offers")}
    return Cohort(campaign.drop(columns="joined"), rows["ledger"], rows["offers"], tables["offers"], months)


def _aged(frame: pd.DataFrame, known: pd.DataFrame, months: int) -> pd.DataFrame:
    """The rows of the cohort's customers, with their age, as long as all can be followed."""
    rows = frame.merge(known, on="customer_id")
    age = (rows["month"].dt.year - rows["joined"].dt.year) * 12 + rows["month"].dt.month - rows["joined"].dt.month
    return rows.assign(age=age)[age <= months].drop(columns="joined").reset_index(drop=True)


def _months(first: pd.Timestamp, last: pd.Timestamp) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _need(tables: dict[str, pd.DataFrame], **needed: list[str]) -> None:
    for name, columns in needed.items():
        for column in columns:
            if column not in tables[name]:
                raise InputError(_("“{table}” needs the column “{column}” to join the stages.").format(
                    table=name, column=column))


def look_alikes(cohort: Cohort, by: Iterable[str] = ("segment", "channel")) -> pd.DataFrame:
    """What one more contact with people of a kind can be expected to bring, from what such contacts brought.

    A contact costs what it cost. One that won a customer brought the margin of the first sale and what the customer's
    months left; one whose sale was never paid lost the goods. Offers are left out.

    Args:
        cohort: the customers of a campaign.
        by: the columns that make the kinds.

    Returns:
        One row a kind: ``contacts``, ``customers``, ``first_sale`` (mean per contact, first sale alone), ``estimate``
        (mean per contact, all months), ``standard_error``, ``low`` and ``high`` (of the 95 % interval),
        ``per_customer`` (per customer won; NaN where there is none) and ``customer_error`` (its standard error), in
        lei.

    Raises:
        InputError: no such column.
    """
    columns = list(by)
    for column in columns:
        cohort.check_factor(column)
    rows = cohort.contacts
    paid = rows["paid"] == 1
    first = (rows["revenue"] - rows["cost_of_goods"]).where(paid, -goods_lost(rows)) - rows["cost"]
    months = contribution(cohort.ledger).groupby(cohort.ledger["customer_id"]).sum()
    profit = first + rows["customer_id"].map(months).fillna(0.0)
    keys = [rows[column] for column in columns]
    grouped = profit.groupby(keys, observed=True)
    error = grouped.std() / grouped.size() ** 0.5
    around = interval(grouped.mean(), error)
    won = paid.groupby(keys, observed=True).sum()
    each = grouped.sum() / won.where(won > 0)
    spread = (profit - paid * each.reindex(_rows_of(rows, columns)).to_numpy()).groupby(keys, observed=True).std()
    return pd.DataFrame({
        "contacts": grouped.size(), "customers": won, "first_sale": first.groupby(keys, observed=True).mean(),
        **around[["estimate"]], "standard_error": error, **around[["low", "high"]], "per_customer": each,
        "customer_error": spread * grouped.size() ** 0.5 / won.where(won > 0),
    })


def _rows_of(rows: pd.DataFrame, columns: list[str]) -> pd.Index:
    """The kind of each row, as the groups are labelled."""
    return pd.Index(rows[columns[0]]) if len(columns) == 1 else pd.MultiIndex.from_frame(rows[columns])


def contribution(ledger: pd.DataFrame) -> pd.Series:
    """What each row of a ledger leaves, in lei: what was paid, less the cost of goods and the retention cost."""
    return ledger["paid"].fillna(0.0) - ledger["cost_of_goods"].fillna(0.0) - ledger["retention_cost"]


def cumulated(flows: pd.DataFrame | pd.Series, discount_rate: float = 0.0) -> pd.DataFrame | pd.Series:
    """The running total of values by month, each discounted to month 0.

    Args:
        flows: lei by month; the index counts months from 0.
        discount_rate: a year's; 0.10 makes 110 lei in a year worth 100 lei today.

    Raises:
        InputError: the discount rate is negative or above 1.
    """
    rate = inputs.accepted("discount_rate", discount_rate, (0.0, 1.0))
    factor = pd.Series((1 + rate) ** (-np.asarray(flows.index, dtype=float) / 12), flows.index)
    return flows.mul(factor, axis=0).cumsum()


def payback(curve: pd.DataFrame | pd.Series | np.ndarray) -> pd.Series | float:
    """The first month at whose end a running total has reached zero and stays there; NaN where it does not.

    Args:
        curve: lei by month; the index counts months, and so does the place in an array, from 0. A table has one column
            a group, and gives a Series with one month a group.
    """
    if isinstance(curve, pd.DataFrame):
        return curve.apply(payback)
    curve = pd.Series(curve)
    short = curve.index[curve.to_numpy() < 0]
    later = curve.index if short.empty else curve.index[curve.index > short[-1]]
    return float(later[0]) if len(later) else float("nan")
