"""What became of the customers of a year, counted in a ledger of months."""

from __future__ import annotations

import pandas as pd

from crmlessons import records
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
    checked = records.check("ledger", ledger)
    year, month = checked["month"].dt.year, checked["month"].dt.month
    parts = {one: _year(rows) for one, rows in checked.groupby(year) if {1, 12} <= set(month[rows.index])}
    if not parts:
        raise InputError(_("This ledger holds no calendar year from January to December, so nobody can be followed "
                           "through a year. Take in more months."))
    return pd.DataFrame(parts).T.rename_axis("year")


def _year(rows: pd.DataFrame) -> pd.Series:
    month = rows["month"].dt.month
    there = rows[rows["customer_id"].isin(rows.loc[month == 1, "customer_id"])]
    flow = there["paid"].fillna(0) - there["cost_of_goods"].fillna(0) - there["retention_cost"]
    each = flow.groupby(there["customer_id"]).sum()
    size, stayed = len(each), int(there.loc[month[there.index] == 12, "stayed"].sum())
    kept = stayed / size
    return pd.Series({"customers": size, "left_in_december": stayed, "kept": kept,
                      "standard_error": (kept * (1 - kept) / size) ** 0.5, "margin_a_year": each.mean(),
                      "margin_a_year_error": each.sem(), "keep_cost_a_year": there["retention_cost"].sum() / size})
