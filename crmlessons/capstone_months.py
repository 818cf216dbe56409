"""What a customer's month leaves when everything is charged to it, and what the next months of a customer are worth.

Lessons 03 to 06 left out the calls that customers make; here every month pays for its calls, so that all five uses of
money are judged on one basis: lei of margin, of the same months, at one discount rate.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from crmlessons.lifecycle_cohort import contribution

MONTHS, DISCOUNT_RATE = 20, 0.01


def cost_of_calls(ledger: pd.DataFrame, customers: pd.DataFrame, tickets: pd.DataFrame) -> pd.Series:
    """What the calls of a customer cost in a month, by segment and support plan, lei.

    Args:
        ledger: one row for each customer and month.
        customers: customer_id, segment and support.
        tickets: one row a call, with opened and cost; months before the first call are not counted.
    """
    kind = customers.set_index("customer_id")[["segment", "support"]]
    months = ledger[ledger["month"] >= tickets["opened"].min().to_period("M").to_timestamp()]
    lived = months.join(kind, on="customer_id").groupby(["segment", "support"]).size()
    spent = tickets[["customer_id", "cost"]].join(kind, on="customer_id").groupby(["segment", "support"])["cost"].sum()
    return (spent / lived).rename("calls")


def balance(ledger: pd.DataFrame, customers: pd.DataFrame, tickets: pd.DataFrame) -> pd.DataFrame:
    """The ledger with segment, support and ``leaves``: what each month left, in lei.

    It is what was paid and the fee of the support plan, less goods, retention cost and the cost of calls.
    """
    known = customers.set_index("customer_id")[["segment", "support", "support_fee", "monthly_fee"]]
    rows = ledger.join(known, on="customer_id")
    calls = cost_of_calls(ledger, customers, tickets)
    charged = pd.MultiIndex.from_frame(rows[["segment", "support"]]).map(calls)
    fee = rows["support_fee"].fillna(0.0) * rows["stayed"]
    return rows.assign(leaves=contribution(rows) + fee - np.asarray(charged, dtype=float))


def discounted(rows: pd.DataFrame, first: pd.Timestamp, months: int, discount_rate: float,
               column: str = "leaves") -> pd.Series:
    """For each customer there in the month ``first``, what the ``months`` months from it left, in lei of its start."""
    here = rows.loc[rows["month"] == first, "customer_id"]
    since = (rows["month"].dt.year - first.year) * 12 + rows["month"].dt.month - first.month + 1
    kept = rows[since.between(1, months) & rows["customer_id"].isin(here)]
    today = kept[column] / (1 + discount_rate) ** since[kept.index]
    return today.groupby(kept["customer_id"]).sum()


def worth(values: pd.Series, by: pd.Series) -> pd.DataFrame:
    """The mean of each group with its standard error and the spread among customers, in lei.

    Args:
        values: one value a customer, as ``discounted`` gives them.
        by: the group of each customer.
    """
    groups = values.groupby(by.reindex(values.index))
    return pd.DataFrame({"worth": groups.mean(), "error": groups.sem(), "spread": groups.std(),
                         "customers": groups.size()})
