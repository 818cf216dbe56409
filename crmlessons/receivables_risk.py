"""Risk: Figs. 6 and 7 of the source as one rule, their colours in lei, and what the records say of late payers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from crmlessons import inputs, records
from crmlessons.receivables_ageing import BUCKETS, LAST_DAYS
from crmlessons.words import N_, InputError
from crmlessons.words import gettext as _

LEVELS = ("low", "medium", "high")
WORDS = {"low": N_("low"), "medium": N_("medium"), "high": N_("high")}
SIZES = ("small", "medium", "large")
CUSTOMERS = ("new", "medium", "loyal")
APPROACHES = ("amicable", "legal", "intermediaries")
NEW_UNTIL, MEDIUM_UNTIL = 12, 36  # months since joining


def risk(delay: str, amount: str) -> str:
    """Fig. 6: the financial risk of a late invoice, "low", "medium" or "high".

    Args:
        delay: how late it is, "small", "medium" or "large".
        amount: how much is owed, in the same words.

    Raises:
        InputError: another word; the sentence says which are known.
    """
    return _by_sum(_rank("delay", delay, SIZES), _rank("amount", amount, SIZES))


def loss_risk(customer: str, approach: str) -> str:
    """Fig. 7: the risk of losing the customer over collection, "low", "medium" or "high".

    Args:
        customer: "new", "medium" or "loyal".
        approach: "amicable", "legal" or "intermediaries".

    Raises:
        InputError: another word; the sentence says which are known.
    """
    return _by_sum(_rank("customer", customer, CUSTOMERS), _rank("approach", approach, APPROACHES))


def _rank(name: str, given: str, known: tuple[str, ...]) -> int:
    """1, 2 or 3: the place of the word."""
    if given in known:
        return known.index(given) + 1
    near = inputs.nearest(str(given), known)
    hint = _("Did you mean “{nearest}”?").format(nearest=near) if near else _("Choose one of: {names}.").format(
        names=", ".join(known))
    raise InputError(_("“{given}” is no {name} that the figure knows.").format(given=given, name=name) + " " + hint)


def _by_sum(one: int, other: int) -> str:
    return LEVELS[int(np.clip(one + other - 3, 0, 2))]


def _by_product(one: int, other: int) -> str:
    return LEVELS[int(one * other >= 3) + int(one * other >= 6)]


def levels(figure: str) -> pd.DataFrame:
    """The nine cells of a figure as numbers: 1 low, 2 medium, 3 high.

    Args:
        figure: "risk" for Fig. 6 (rows delay, columns amount) or "loss_risk" for Fig. 7 (rows customer, columns
            approach).

    Raises:
        InputError: another figure.
    """
    figures = {"risk": (risk, SIZES, SIZES), "loss_risk": (loss_risk, CUSTOMERS, APPROACHES)}
    if figure not in figures:
        raise InputError(_("“{given}” is no figure here. Choose one of: {names}.").format(
            given=figure, names=", ".join(figures)))
    rule, rows, columns = figures[figure]
    return pd.DataFrame([[LEVELS.index(rule(row, column)) + 1 for column in columns] for row in rows], list(rows),
                        list(columns))


def rules() -> pd.DataFrame:
    """All pairs of ranks with two rules that give the same level: by the sum and by the product of the ranks.

    Returns:
        Nine rows: ``row``, ``column`` (ranks 1 to 3), ``sum``, ``product``, and the level by each of them.
    """
    pairs = [(i, j) for i in (1, 2, 3) for j in (1, 2, 3)]
    cells = [(i, j, i + j, i * j, _(WORDS[_by_sum(i, j)]), _(WORDS[_by_product(i, j)])) for i, j in pairs]
    return pd.DataFrame(cells, columns=["row", "column", "sum", "product", "by_sum", "by_product"])


def expected_loss(values: pd.Series, chances: pd.Series) -> pd.DataFrame:
    """Colours turned into lei: what is at stake times the chance to lose it, one row a value and one column a chance.

    For Fig. 7: customer values by type, lei, and the chance to lose the customer by approach. For Fig. 6: sums owed,
    and the chance that they are lost by age.
    """
    return pd.DataFrame(np.outer(values, chances), values.index, chances.index)


def rates_by(rows: pd.DataFrame, flag: str, by: str) -> pd.DataFrame:
    """How often something happens in each group, with a standard error that counts firms, not invoices.

    Invoices of one firm are alike, so the error is computed from the firms' totals.

    Args:
        rows: one row an invoice, with the columns customer_id, ``flag`` (1 or 0) and ``by``.
        flag: the column that says whether it happened.
        by: the column whose values make the groups.

    Returns:
        One row a group: ``invoices``, ``rate`` and ``standard_error``.
    """
    found = {}
    for group, part in rows.groupby(by, observed=True):
        rate = float(part[flag].mean())
        off = (part[flag] - rate).groupby(part["customer_id"]).sum()
        found[group] = (len(part), rate, float((off**2).sum()) ** 0.5 / len(part))
    frame = pd.DataFrame.from_dict(found, orient="index", columns=["invoices", "rate", "standard_error"])
    return frame.rename_axis(by)


def shares(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """What share of the rows has each value of a column, the largest first, with errors as in ``rates_by``."""
    found = [rates_by(rows.assign(this=(rows[column] == one).astype(int), all_rows=0), "this", "all_rows")
             for one in rows[column].unique()]
    table = pd.concat(found).set_axis(rows[column].unique()).rename_axis(column)
    return table[["rate", "standard_error"]].sort_values("rate", ascending=False)


def late_rates(invoices: pd.DataFrame, by: str) -> pd.DataFrame:
    """How often invoices are late, by group: as ``rates_by``."""
    return rates_by(_with_late(invoices), "late", by)


def _with_late(invoices: pd.DataFrame) -> pd.DataFrame:
    """With ``late``: 1 where it was paid after the due date, or never."""
    checked = records.check("invoices", invoices)
    on_time = checked["paid"].notna() & (checked["paid"] <= checked["due"])
    return checked.assign(late=(~on_time).astype(int))


def habits(invoices: pd.DataFrame, split: Any) -> pd.DataFrame:
    """Do past habits tell who pays late? Invoices issued from a day on, by how often the firm was late before it.

    Args:
        invoices: with the columns customer_id, issued, due and paid.
        split: the first day of the time that is looked at; the invoices due before it make the habit.

    Returns:
        One row a habit (``never_late``, ``once_late``, ``often_late``: none, one, or more late invoices before), as
        ``rates_by``; firms without an invoice due before that day are left out.
    """
    known = _with_late(invoices)
    before = known[known["due"] < pd.Timestamp(split)].groupby("customer_id")["late"].sum()
    after = known[known["issued"] >= pd.Timestamp(split)]
    after = after[after["customer_id"].isin(before.index)]
    habit = np.array(["never_late", "once_late", "often_late"])[before[after["customer_id"]].clip(upper=2).to_numpy()]
    return rates_by(after.assign(habit=habit), "late", "habit").reindex(["never_late", "once_late", "often_late"])


def never_paid(invoices: pd.DataFrame) -> pd.DataFrame:
    """The chance that a late invoice is never paid in full, by the bucket in which it is still open.

    Returns:
        One row a bucket after the due date: ``invoices`` (open on its first day), ``rate`` (never paid in full) and
        ``standard_error``, as ``rates_by`` computes it.
    """
    known = _with_late(invoices)
    days = (known["paid"] - known["due"]).dt.days.fillna(np.inf)
    parts = [known[(known["late"] == 1) & (days > last)].assign(bucket=name)
             for name, last in zip(BUCKETS[1:], LAST_DAYS, strict=True)]
    open_then = pd.concat(parts)
    return rates_by(open_then.assign(never=open_then["paid"].isna().astype(int)), "never", "bucket").reindex(
        list(BUCKETS[1:]))


def by_type(rows: pd.DataFrame, customers: pd.DataFrame, day: str = "month") -> pd.Series:
    """New, medium or loyal for each row, by the months from joining to the month of the column ``day``."""
    joined, then = rows["customer_id"].map(customers.set_index("customer_id")["joined"]), rows[day]
    months = (then.dt.year - joined.dt.year) * 12 + then.dt.month - joined.dt.month
    place = (months > NEW_UNTIL).astype(int) + (months > MEDIUM_UNTIL).astype(int)
    return pd.Series(np.array(CUSTOMERS)[place], rows.index, name="customer_type")
