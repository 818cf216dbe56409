"""What became of the customers of a year, counted in a ledger of months, and what that makes them worth."""

from __future__ import annotations

import pandas as pd

from crmlessons import records
from crmlessons.economics_sheet import break_even_spend
from crmlessons.sampling import share_error
from crmlessons.words import InputError
from crmlessons.words import gettext as _


def yearly(ledger: pd.DataFrame) -> pd.DataFrame:
    """What became of the customers of each January by the end of December, counted in a ledger of months.

    Returns:
        One row a calendar year that is in the ledger from January to December: ``customers`` (at its start),
        ``left_in_december`` (of them, at its end), ``kept`` (the share), ``standard_error`` (of the share),
        ``margin_a_year`` (paid less goods and keeping, lei per customer at the start), ``margin_a_year_error`` and
        ``keep_cost_a_year`` (lei per customer at the start).

    Raises:
        InputError: the table is missing or wrong, or holds no whole calendar year.
    """
    counted = {year: _counted(each) for year, each in _whole_years(ledger).items()}
    return pd.DataFrame(counted).T.rename_axis("year")


def measured(ledger: pd.DataFrame, rate_after: float, discount_rate: float) -> pd.DataFrame:
    """What a customer of this ledger is worth, all whole years together, and how sure that is.

    The error comes from leaving out each customer in turn (the jackknife), for a customer may be in several years.

    Args:
        ledger: as for ``yearly``.
        rate_after: the share kept that is aimed at.
        discount_rate: of a year.

    Returns:
        Columns ``estimate`` and ``standard_error``, lei per customer; rows ``value_now``, ``value_then`` (at
        ``rate_after``), ``value_more`` (the difference), ``most_a_year`` (the most to spend in a year) and
        ``a_point_a_year`` (the most to spend on one percentage point).

    Raises:
        InputError: as ``yearly``.
    """
    return _worth(pd.concat(_whole_years(ledger).values()), rate_after, discount_rate)


def by_age(ledger: pd.DataFrame, rate_after: float, discount_rate: float) -> pd.DataFrame:
    """The last whole year apart for those who were customers a year before and for those who came since.

    Returns:
        Rows ``longer_here`` and ``newcomers``; columns ``customers``, ``left_in_december``, ``kept`` and
        ``standard_error``, ``margin_a_year`` and ``margin_a_year_error`` as ``yearly``, ``most_a_year`` with
        ``most_error``, and ``a_point_a_year`` as ``measured``.

    Raises:
        InputError: as ``yearly``, or nobody or everybody was a customer a year before.
    """
    years = _whole_years(ledger)
    last = max(years)
    checked = records.check("ledger", ledger)
    earlier = checked.loc[checked["month"] == pd.Timestamp(last - 1, 1, 1), "customer_id"]
    here = years[last].index.isin(earlier)
    if here.all() or not here.any():
        raise InputError(_("This ledger cannot tell older customers from newcomers: it needs two Januaries in a row, "
                           "and customers who came between them. Take in more months."))
    found = {}
    for name, each in {"longer_here": years[last][here], "newcomers": years[last][~here]}.items():
        worth = _worth(each, rate_after, discount_rate)
        found[name] = pd.concat([_counted(each).drop("keep_cost_a_year"),
                                 worth["estimate"][["most_a_year", "a_point_a_year"]],
                                 pd.Series({"most_error": worth.at["most_a_year", "standard_error"]})])
    return pd.DataFrame(found).T


def today(ledger: pd.DataFrame) -> int:
    """How many customers are left at the end of a ledger's last month."""
    checked = records.check("ledger", ledger)
    return int(checked.loc[checked["month"] == checked["month"].max(), "stayed"].sum())


def _whole_years(ledger: pd.DataFrame) -> dict[int, pd.DataFrame]:
    """Each year that is there from January to December: its customers of January, one row each, and their sums."""
    checked = records.check("ledger", ledger)
    year, month = checked["month"].dt.year, checked["month"].dt.month
    parts = {int(one): _followed(rows) for one, rows in checked.groupby(year) if {1, 12} <= set(month[rows.index])}
    if not parts:
        raise InputError(_("This ledger holds no calendar year from January to December, so nobody can be followed "
                           "through a year. Take in more months."))
    return parts


def _followed(rows: pd.DataFrame) -> pd.DataFrame:
    month = rows["month"].dt.month
    there = rows[rows["customer_id"].isin(rows.loc[month == 1, "customer_id"])]
    flow = there["paid"].fillna(0) - there["cost_of_goods"].fillna(0) - there["retention_cost"]
    sums = pd.DataFrame({"margin": flow, "keeping": there["retention_cost"],
                         "stayed": there["stayed"].where(month[there.index] == 12, 0)})
    return sums.groupby(there["customer_id"]).sum().assign(years=1)


def _counted(each: pd.DataFrame) -> pd.Series:
    size, kept = len(each), each["stayed"].mean()
    return pd.Series({"customers": size, "left_in_december": each["stayed"].sum(), "kept": kept,
                      "standard_error": share_error(kept, size), "margin_a_year": each["margin"].mean(),
                      "margin_a_year_error": each["margin"].sem(), "keep_cost_a_year": each["keeping"].mean()})


def _worth(each: pd.DataFrame, rate_after: float, discount_rate: float) -> pd.DataFrame:
    """Estimates from the sums of all customers, and the jackknife's errors from the sums without each of them."""
    per_customer = each.groupby(level=0).sum()
    total, size = per_customer.sum(), len(per_customer)
    without = _values(total - per_customer, rate_after, discount_rate)
    spread = ((without - without.mean()) ** 2).sum()
    return pd.DataFrame({"estimate": _values(total.to_frame().T, rate_after, discount_rate).iloc[0],
                         "standard_error": ((size - 1) / size * spread) ** 0.5})


def _values(sums: pd.DataFrame, rate_after: float, discount_rate: float) -> pd.DataFrame:
    kept, margin = sums["stayed"] / sums["years"], sums["margin"] / sums["years"]
    now = margin * (1 + discount_rate) / (1 + discount_rate - kept)
    then = margin * (1 + discount_rate) / (1 + discount_rate - rate_after)
    return pd.DataFrame({"value_now": now, "value_then": then, "value_more": then - now,
                         "most_a_year": break_even_spend(kept, rate_after, margin, discount_rate),
                         "a_point_a_year": break_even_spend(kept, kept + 0.01, margin, discount_rate)})
