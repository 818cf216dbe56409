"""Late invoices of small firms: a friendly call in place of lawyer and agency (retaining), and a reminder before the
due date (collecting). Both fight the same damage, so together they bring less than the sum of both.

If one removes the share k of a damage and the other the share r, what is left is (1 − k)(1 − r) of it: together they
remove k + r − k·r. The last term is the overlap.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from crmlessons.capstone_levers import COLUMNS
from crmlessons.capstone_months import discounted, worth

SIZES = ("larger_bills", "smaller_bills")
HARD = ("legal", "intermediaries")


def sizes(customers: pd.DataFrame) -> pd.Series:
    """Whether a small firm's monthly fee lies above the median of all small firms, or not, by customer_id."""
    firms = customers[customers["segment"] == "small_firms"].set_index("customer_id")["monthly_fee"]
    return pd.Series(np.where(firms > firms.median(), *SIZES), firms.index, name="size")


def invoices_of(tables: Mapping[str, pd.DataFrame], rows: pd.DataFrame, months: int, discount_rate: float,
                ) -> pd.DataFrame:
    """Every invoice with the size of its firm and ``damage``: what being late and being chased cost, lei; else 0.

    The damage of a late invoice is what was never collected, the cost of collecting, and the customer where one left
    over it, at what the months to come of such a firm are worth.
    """
    known, invoices = sizes(tables["customers"]), tables["invoices"]
    values = worth(discounted(rows, rows["month"].min(), months, discount_rate), known)
    found = invoices.assign(size=invoices["customer_id"].map(known), late=invoices["reason"].notna())
    reminder = found.loc[(found["programme"] == 1) & ~found["late"], "collection_cost"].mean()
    chasing = found["collection_cost"] - reminder * found["programme"]
    gone = (found["lost"] == 1).fillna(False).astype(float) * found["size"].map(values["worth"])
    damage = (found["amount"] - found["collected"] + chasing + gone).where(found["late"], 0.0)
    return found.assign(damage=damage, chasing=chasing, reminder=reminder)


def late_invoices(tables: Mapping[str, pd.DataFrame], rows: pd.DataFrame, months: int, discount_rate: float,
                  ) -> tuple[pd.DataFrame, pd.DataFrame, pd.Series]:
    """Both measures by size of firm, and the damage of a year that both fight.

    Returns:
        ``friendly`` and ``reminders`` with the columns of ``COLUMNS`` (a unit is a late invoice treated kindly instead
        of hard, and a reminder), and ``damage``: what late invoices cost in the year when neither is done, lei.
    """
    bills = invoices_of(tables, rows, months, discount_rate)
    coming = _coming(bills, rows)
    parts = dict(list(bills.groupby("size")))
    friendly = {size: _friendly(parts[size], coming[size]) for size in SIZES}
    reminders = {size: _reminders(parts[size], coming[size], discount_rate) for size in SIZES}
    damage = pd.Series({size: coming[size] * parts[size].loc[parts[size]["programme"] == 0, "damage"].mean()
                        for size in SIZES})
    return _frame(friendly, "friendly_call"), _frame(reminders, "reminder_before_due"), damage


def _coming(bills: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """The invoices to be expected in the next twelve months, by size: firms there now, who leave as they did."""
    last = rows["month"].max()
    firms = rows[rows["segment"] == "small_firms"]
    here = firms[(firms["month"] == last) & (firms["stayed"] == 1)]["customer_id"]
    size = bills.drop_duplicates("customer_id").set_index("customer_id")["size"]
    staying = firms["stayed"].mean()
    return here.map(size).value_counts() * sum(staying**month for month in range(1, 13))


def _friendly(bills: pd.DataFrame, coming: float) -> dict[str, float]:
    """A late invoice treated kindly instead of hard; the lot chose the approach."""
    late = bills[bills["late"]]
    kind = late["approach"] == "amicable"
    cost = late.loc[kind, "chasing"].mean()
    result = -late["damage"] + cost * kind
    without = bills[bills["programme"] == 0]
    hard = without["late"].mean() * late["approach"].isin(HARD).mean()
    gain, error = difference(result, kind, late["customer_id"])
    return dict(zip(COLUMNS, (cost, coming * hard, gain, error, result[kind].std()), strict=True))


def _reminders(bills: pd.DataFrame, coming: float, discount_rate: float) -> dict[str, float]:
    """A reminder before the due date; the lot chose the firms. Money that comes earlier need not be borrowed."""
    reminded = bills["programme"] == 1
    gain, error = difference(-bills["damage"], reminded, bills["customer_id"])
    days = (bills["paid"] - bills["issued"]).dt.days
    earlier = days[~reminded].mean() - days[reminded].mean()
    financing = bills["amount"].mean() * earlier / 30 * discount_rate
    spread = bills.loc[reminded, "damage"].std()
    return dict(zip(COLUMNS, (bills["reminder"].iloc[0], coming, gain + financing, error, spread), strict=True))


def difference(values: pd.Series, group: pd.Series, cluster: pd.Series) -> tuple[float, float]:
    """How much the mean of a group exceeds that of the others, and its standard error.

    Rows of one cluster, such as the invoices of one firm, are alike: the residuals are added up by cluster before they
    are squared.
    """
    flag = group.astype(bool)
    sides = [values[flag], values[~flag]]
    shares = pd.concat([(side - side.mean()) / len(side) for side in sides])
    shares[~flag.reindex(shares.index)] *= -1
    total = shares.groupby(cluster.reindex(shares.index)).sum()
    return sides[0].mean() - sides[1].mean(), float((total**2).sum() ** 0.5)


def _frame(rows: Mapping[str, Mapping[str, float]], how: str) -> pd.DataFrame:
    index = pd.MultiIndex.from_product([list(rows), [how]])
    return pd.DataFrame(list(rows.values()), index)[COLUMNS]
