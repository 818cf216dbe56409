"""The inputs of Fig. 4 from a ledger of customers and months."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from crmlessons import records
from crmlessons.words import gettext as _
from crmlessons.words import ngettext


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
    nothing = _("Nothing was billed in this table, so the margin rate and the non-payment rate cannot be "
                "estimated from it. Take in more months.")
    return records.estimates_by(checked, by, _estimates, nothing, _nobody_stayed)


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
