"""The value of keeping customers: Fig. 4 of the source, and the inputs from a ledger of customers and months."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from crmlessons import records
from crmlessons.words import N_, InputError, ngettext
from crmlessons.words import gettext as _
from crmlessons.worksheet import Line, Worksheet

SHEET = Worksheet(N_("Value of the retention stage"), "Fig. 4", (
    Line("A", "revenue_per_customer", N_("monthly revenue per customer (ARPU)"), "lei/customer", default=50,
         slider=(0, 150, 1)),
    Line("B", "churn_rate", N_("monthly churn rate"), "1", default=0.02, slider=(0, 0.2, 0.0025)),
    Line("C", "margin_rate", N_("gross margin rate"), "1", default=0.4, slider=(0, 1, 0.01)),
    Line("D", "retention_cost", N_("retention cost per customer"), "lei/customer", default=5, slider=(0, 30, 0.25)),
    Line("E", "bad_debt_rate", N_("non-payment rate"), "1", default=0.03, slider=(0, 0.3, 0.005)),
    Line("F", "opening_customers", N_("customers at the start of the period"), "customer", default=1_000,
         slider=(0, 5_000, 50)),
    Line("G", "lost_customers", N_("customers lost"), "customer", lambda F, B: F * B),
    Line("H", "closing_customers", N_("customers at the end of the period"), "customer", lambda F, G: F - G),
    Line("J", "revenue", N_("revenue"), "lei", lambda H, A: H * A),
    Line("K", "gross_margin", N_("gross margin"), "lei", lambda J, C: J * C),
    Line("L", "retention_spend", N_("retention spend"), "lei", lambda F, D: F * D),
    Line("M", "bad_debt", N_("cost of unpaid debts"), "lei", lambda J, E: J * E),
    Line("N", "contribution", N_("value in the retention stage"), "lei", lambda K, L, M: K - L - M),
))


def inputs_from(ledger: pd.DataFrame, by: str | Iterable[str] | None = None) -> pd.Series | pd.DataFrame:
    """The inputs of the sheet for the average month of a ledger: ``SHEET.solve(**inputs_from(ledger))``.

    Args:
        ledger: one row for each customer and month at the start of which he was a customer, with the columns
            customer_id, month, stayed, billed, paid, cost_of_goods and retention_cost.
        by: a column, or several, whose values make the groups, such as ``"month"``.

    Returns:
        revenue_per_customer (A, mean bill of those who stayed, lei), churn_rate (B, share of rows not stayed),
        margin_rate (C, 1 − cost of goods over bills), retention_cost (D, mean of all rows, lei), bad_debt_rate (E, the
        share of what was billed that was never paid) and opening_customers (F, rows per month of the table or group): a
        Series, or with ``by`` a DataFrame with one row a group. A group in which nobody stayed takes A, C and E of the
        whole table, and a ``records.Note`` says so.

    Raises:
        InputError: no table, an empty one, columns missing or wrong, or nothing billed in all of it.
    """
    checked = records.check("ledger", ledger)
    whole = _estimates(checked, [pd.Series("all", index=checked.index)]).loc["all"]
    if whole.isna().any():
        sentence = _("Nothing was billed in this table, so the margin rate and the non-payment rate cannot be "
                     "estimated from it. Take in more months.")
        raise InputError(sentence)
    if by is None:
        return whole.rename(None)
    groups = _estimates(checked, [checked[column] for column in records.group_columns(checked, by)])
    return records.with_stand_ins(groups, whole, _nobody_stayed)


def _nobody_stayed(count: int) -> str:
    return ngettext("In {count} group nobody stayed to estimate every input from: {groups}.",
                    "In {count} groups nobody stayed to estimate every input from: {groups}.", count)


def _estimates(ledger: pd.DataFrame, keys: list[pd.Series]) -> pd.DataFrame:
    """The inputs of each group; NaN where there is nothing to estimate one from."""

    def total(column: pd.Series) -> pd.Series:
        return column.groupby(keys, observed=True).sum()

    stayed = ledger["stayed"] == 1
    rows, kept, billed = total(ledger["stayed"] >= 0), total(stayed), total(ledger["billed"].where(stayed))
    paid, goods = total(ledger["paid"].where(stayed)), total(ledger["cost_of_goods"].where(stayed))
    return pd.DataFrame({
        "revenue_per_customer": billed / kept,
        "churn_rate": 1 - kept / rows,
        "margin_rate": 1 - goods / billed,
        "retention_cost": total(ledger["retention_cost"]) / rows,
        "bad_debt_rate": 1 - paid / billed,
        "opening_customers": rows / ledger["month"].groupby(keys, observed=True).nunique(),
    })
