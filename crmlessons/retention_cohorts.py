"""How long customers stay, followed from their first month in a ledger: cohorts, curves, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from crmlessons import records
from crmlessons.words import InputError
from crmlessons.words import gettext as _


def curves(ledger: pd.DataFrame, customers: pd.DataFrame, by: str | Iterable[str] | None = None,
           since: str | pd.Timestamp | None = None) -> pd.DataFrame:
    """The retention curve of the customers who joined while the ledger was kept, or of each group of them.

    A month counts from joining: 1 is the first full month, the one after ``joined``. Customers who were there before
    the ledger began are left out: those of their time who left are in no record.

    Args:
        ledger: one row for each customer and month, as ``records.load("ledger")`` gives it.
        customers: one row a customer with the columns customer_id and joined; only these customers are followed.
        by: a column of ``customers``, or several, whose values make the groups.
        since: a month, such as that in which an experiment began; 1 is then that month, and everybody who was there at
            its start is followed, however long before he joined.

    Returns:
        One row a month, from 0 on (with ``by`` one a group and month): ``at_risk`` (customers at its start), ``stayed``
        (at its end), ``retention`` (stayed over at_risk), ``kept`` (the share of all that is still there: the product
        of the retentions, after Kaplan and Meier 1958) and ``standard_error`` of ``kept`` (Greenwood 1926).

    Raises:
        InputError: a table is missing or wrong, no such column, or nobody joined while the ledger was kept.
    """
    rows = followed(ledger, customers, since)
    if by is None:
        return _curve(rows)
    columns = records.group_columns(rows, by)
    parts = {key: _curve(part) for key, part in rows.groupby(columns if len(columns) > 1 else columns[0])}
    return pd.concat(parts, names=columns)


def followed(ledger: pd.DataFrame, customers: pd.DataFrame, since: str | pd.Timestamp | None = None) -> pd.DataFrame:
    """The months of those who can be followed: the columns of the customer, ``stayed``, ``since`` (the month counted).

    Raises:
        InputError: as ``curves``.
    """
    checked, people = records.check("ledger", ledger), records.check("customers", customers)
    rows = checked[["customer_id", "month", "stayed"]].merge(people, on="customer_id")
    start = _months(rows["joined"]) + 1 if since is None else _months(pd.Series(pd.Timestamp(since), rows.index))
    rows["since"] = _months(rows["month"]) - start + 1
    first = rows.loc[rows["since"] == 1, "customer_id"]
    if first.empty:
        raise InputError(_("None of these customers is in the ledger in the first month counted, so nobody can be "
                           "followed from it. Give other customers, or a longer ledger."))
    return rows[(rows["since"] > 0) & rows["customer_id"].isin(first)]


def _months(dates: pd.Series) -> pd.Series:
    return 12 * dates.dt.year + dates.dt.month


def _curve(rows: pd.DataFrame) -> pd.DataFrame:
    counted = rows.groupby("since")["stayed"].agg(["size", "sum"])
    months = pd.RangeIndex(1, counted.index.max() + 1)
    size, stayed = (counted[name].reindex(months, fill_value=0) for name in ("size", "sum"))
    with np.errstate(divide="ignore", invalid="ignore"):
        part = (size - stayed) / (size * stayed)
    kept = (stayed / size).cumprod()
    found = pd.DataFrame({"at_risk": size, "stayed": stayed, "retention": stayed / size, "kept": kept,
                          "standard_error": kept * part.cumsum() ** 0.5})
    start = pd.DataFrame({"at_risk": size.iloc[0], "stayed": size.iloc[0], "retention": 1.0, "kept": 1.0,
                          "standard_error": 0.0}, index=[0])
    return pd.concat([start, found]).rename_axis("month")


def stay_longer(ledger: pd.DataFrame, customers: pd.DataFrame, column: str, value: Any, month: int,
                within: str | None = None, since: str | pd.Timestamp | None = None) -> pd.Series:
    """How much more of one group than of all others is still there after ``month`` months, and how sure that is.

    Args:
        ledger, customers, since: as for ``curves``.
        column, value: the group is the customers with this value in this column of ``customers``.
        month: how many months after joining.
        within: a column of ``customers``; the two are then compared inside each of its values, and the differences
            averaged as the group is made up, so that a different make-up cannot pass for a difference in staying.

    Returns:
        ``in_group`` and ``outside`` (the shares still there), ``difference`` and its ``standard_error``.

    Raises:
        InputError: as ``curves``, or a part has nobody to compare, or nobody is followed for so long.
    """
    inside = [column] if within is None else [column, within]
    people = customers.assign(one=customers[column] == value) if column in customers else customers
    records.group_columns(people, inside)
    parts = curves(ledger, people, by=["one", within] if within else "one", since=since)
    if True not in parts.index.get_level_values("one"):
        raise InputError(_("No customer who can be followed has “{value}” in the column “{column}”.").format(
            value=value, column=column))
    size = parts.loc[True]["at_risk"].xs(0, level="month") if within else pd.Series({0: 1.0})
    rows = [_at(parts, flag, place, month, within is not None) for flag in (True, False) for place in size.index]
    share = (size / size.sum()).to_numpy()
    group, others = (np.array([row["kept"] for row in part]) for part in (rows[:len(size)], rows[len(size):]))
    errors = np.array([row["standard_error"] for row in rows]) * np.tile(share, 2)
    return pd.Series({"in_group": share @ group, "outside": share @ others, "difference": share @ (group - others),
                      "standard_error": float(np.sqrt((errors**2).sum()))})


def earned(ledger: pd.DataFrame, customers: pd.DataFrame, months: int,
           by: str | Iterable[str] | None = None) -> pd.Series | pd.DataFrame:
    """What a customer brought on average in the first ``months`` months: paid, less goods, less retention cost, in lei.

    Args:
        ledger, customers, by: as for ``curves``; who has left counts with what he brought before.
        months: how many, counted from the first full month.

    Returns:
        ``later`` (the mean) and its ``standard_error``, and ``customers`` (how many): a Series, or with ``by`` a
        DataFrame with one row a group.

    Raises:
        InputError: as ``curves``.
    """
    rows = with_values(ledger, customers)
    columns = [] if by is None else records.group_columns(rows, by)
    rows = rows.loc[rows["since"] <= months]
    each = rows.groupby([*columns, "customer_id"], observed=True)["later"].sum()
    wanted = {"later": "mean", "standard_error": "sem", "customers": "size"}
    if not columns:
        return pd.Series({name: float(each.agg(how)) for name, how in wanted.items()})
    return each.groupby(level=columns).agg(**wanted)


def with_values(ledger: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """The months of the customers who can be followed: their columns, ``since`` (1 is the first full month) and
    ``later`` (paid, less goods, less retention cost, in lei).

    Raises:
        InputError: as ``curves``.
    """
    checked = records.check("ledger", ledger).set_index(["customer_id", "month"])
    value = checked["paid"].fillna(0) - checked["cost_of_goods"].fillna(0) - checked["retention_cost"]
    return followed(ledger, customers).join(value.rename("later"), on=["customer_id", "month"])


def _at(parts: pd.DataFrame, flag: bool, place: Any, month: int, nested: bool) -> pd.Series:
    key = (flag, place, month) if nested else (flag, month)
    if key not in parts.index or np.isnan(parts.loc[key, "kept"]):
        raise InputError(_("Nobody is followed to month {month} in one of the groups compared. Choose an earlier "
                           "month, or larger groups.").format(month=month))
    return parts.loc[key]
