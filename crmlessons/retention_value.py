"""What keeping and winning are worth in lei: customers from their first contact on, compared like with like, both
forecasts of how long they stay, and a programme tested by lot."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from crmlessons import records
from crmlessons.acquisition import goods_lost
from crmlessons.retention_cohorts import curves, followed, with_values
from crmlessons.retention_sbg import forecasts
from crmlessons.retention_sheet import along, inputs_from, lifetime_value
from crmlessons.words import InputError
from crmlessons.words import gettext as _

DRAWS = 100


def altogether(contacts: pd.DataFrame, ledger: pd.DataFrame, customers: pd.DataFrame, months: int,
               by: str | Iterable[str]) -> pd.DataFrame:
    """What a customer won brought on average, from the contacts that won him to the end of his first ``months`` months.

    Args:
        contacts: a campaign, as ``records.load("contacts")`` gives it.
        ledger, customers: as for ``earned``; a customer carries the contact_id that won him.
        months: how many, counted from the first full month.
        by: a column of ``contacts``, or several.

    Returns:
        One row a group, in lei a customer: ``first_sale`` (margin of the paid sales, less the goods that were never
        paid for, less all contacts of the group), ``later`` (the months after it, as ``earned`` has it),
        ``altogether`` and its ``standard_error`` (of a ratio: what all contacts brought, over the customers won), and
        ``customers`` (how many).

    Raises:
        InputError: as ``earned``, or no such column.
    """
    rows = records.check("contacts", contacts)
    columns = records.group_columns(rows, by)
    months_of = with_values(ledger, customers)
    later = months_of[months_of["since"] <= months].groupby("contact_id")["later"].sum()
    sale = (rows["revenue"] - rows["cost_of_goods"]).where(rows["paid"] == 1, -goods_lost(rows))
    each = rows.assign(first_sale=sale - rows["cost"], later=rows["contact_id"].map(later).fillna(0))
    each["altogether"] = each["first_sale"] + each["later"]
    groups = each.groupby(columns, observed=True)
    size = groups["paid"].sum()
    found = groups[["first_sale", "later", "altogether"]].sum().div(size, axis=0)
    mean = each[columns].merge(found["altogether"], left_on=columns, right_index=True)["altogether"]
    off = ((each["altogether"] - mean * each["paid"]) ** 2).groupby([each[name] for name in columns]).sum()
    return found.assign(standard_error=off**0.5 / size, customers=size)


def like_with_like(values: pd.DataFrame, one: str, other: str) -> pd.DataFrame:
    """Two groups compared inside each kind of customer, and altogether at the make-up of the first.

    Args:
        values: as ``altogether`` gives it by two columns: that of the groups, and that of the kinds.
        one, other: the two groups.

    Returns:
        One row a kind, and the last row ``same_mix``: both groups as if the other had the customers of ``one``.
        Columns ``one`` and ``other`` (named as the groups), ``difference`` and its ``standard_error``.
    """
    for name in (one, other):
        if name not in values.index.get_level_values(0):
            raise InputError(_("The table has no group “{given}”. Its groups are: {names}.").format(
                given=name, names=", ".join(map(str, values.index.unique(0)))))
    ours, theirs = values.loc[one], values.loc[other]
    found = pd.DataFrame({one: ours["altogether"], other: theirs["altogether"]})
    found["difference"] = found[one] - found[other]
    found["standard_error"] = (ours["standard_error"] ** 2 + theirs["standard_error"] ** 2) ** 0.5
    share = ours["customers"] / ours["customers"].sum()
    mixed = found.mul(share, axis=0).sum()
    mixed["standard_error"] = ((share * found["standard_error"]) ** 2).sum() ** 0.5
    found.loc["same_mix"] = mixed
    return found


def worth_of(ledger: pd.DataFrame, customers: pd.DataFrame, discount_rate: float) -> float:
    """``lifetime_value`` of a customer like these, at the inputs of their own average month in the ledger, in lei."""
    month = inputs_from(ledger[ledger["customer_id"].isin(customers["customer_id"])])
    return float(lifetime_value(discount_rate, **month))


def in_lei(ledger: pd.DataFrame, customers: pd.DataFrame, fitted: int, seen: int, until: int, discount_rate: float,
           ) -> pd.DataFrame:
    """What a new customer brings by both forecasts, at the bills and costs of these customers' average month, in lei.

    Args:
        ledger, customers: as for ``curves``.
        fitted, seen, until: the months known when the forecasts are made, the months there are records of, the months
            forecast.
        discount_rate: of a month; the lei are those of the month of joining.

    Returns:
        Rows named by their months (``fitted`` + 1 to ``seen``, ``fitted`` + 1 to ``until``, 1 to ``until``); columns
        ``came`` (what these customers really brought, from the ledger; NaN for months to come), ``differing``,
        ``one_rate``, ``difference`` and its ``standard_error`` (the customers' months of leaving drawn again, with
        replacement, ``DRAWS`` times).
    """
    curve = curves(ledger, customers)
    month = inputs_from(ledger[ledger["customer_id"].isin(customers["customer_id"])])
    spans = {f"{first}–{last}": slice(first, last) for first, last in ((fitted + 1, seen), (fitted + 1, until),
                                                                       (1, until))}

    def valued(drawn: pd.DataFrame) -> pd.DataFrame:
        """The value of the spans by both ways, discounted, of customers who leave as in these curves."""
        kept = forecasts(drawn, fitted, until)
        lei = pd.DataFrame({way: along(kept[way], **{**month, "opening_customers": 1})["N"]
                            for way in ("differing", "one_rate")})
        today = lei.div((1 + discount_rate) ** lei.index.to_numpy(), axis=0)
        return pd.DataFrame({label: today.loc[span].sum() for label, span in spans.items()}).T

    found = valued(curve)
    found.insert(0, "came", [_came(ledger, customers, fitted + 1, seen, discount_rate), np.nan, np.nan])
    found["difference"] = found["differing"] - found["one_rate"]
    again = [valued(drawn) for drawn in _drawn(curve, fitted)]
    found["standard_error"] = pd.DataFrame([one["differing"] - one["one_rate"] for one in again]).std()
    return found.rename_axis("months")


def _came(ledger: pd.DataFrame, customers: pd.DataFrame, first: int, last: int, discount_rate: float) -> float:
    rows = with_values(ledger, customers)
    size, rows = rows["customer_id"].nunique(), rows[rows["since"].between(first, last)]
    return float((rows["later"] / (1 + discount_rate) ** rows["since"]).sum() / size)


def _drawn(curve: pd.DataFrame, periods: int) -> list[pd.DataFrame]:
    """The first periods of a curve of customers who were all followed through them, with the customers drawn again."""
    known = curve.loc[1:periods]
    size = int(known["at_risk"].iloc[0])
    lost = (known["at_risk"] - known["stayed"]).to_numpy()
    chances = np.append(lost, size - lost.sum()) / size
    draws = np.random.default_rng(1).multinomial(size, chances, DRAWS)[:, :-1]
    left = size - draws.cumsum(axis=1)
    return [pd.DataFrame({"at_risk": np.append(size, stayed[:-1]), "stayed": stayed, "kept": stayed / size},
                         index=known.index) for stayed in left]


def programme(ledger: pd.DataFrame, customers: pd.DataFrame, column: str, months: int, since: str,
              monthly_cost: float = 1.0) -> pd.Series:
    """What a programme tested by lot changed in ``months`` months, the most it may cost, and the cost of one kept.

    Args:
        ledger, customers: as for ``curves``; ``customers`` are those of the test only.
        column: a column of ``customers`` that is 1 where the programme was given and 0 in the control group.
        months: how many.
        since: the month in which the test began; everybody is followed from it to the end.
        monthly_cost: what the programme costs a customer and month, lei.

    Returns:
        ``months_more`` (how many months longer a customer with it stayed) with ``months_error``, ``gain`` (what they
        brought, at the bills and costs of the average month of all these customers, lei) with ``gain_error``,
        ``months_given`` (months in which one customer had it) and ``most_per_month`` (gain a month given: the
        most it may cost) and ``cost_of_one_kept`` (what was spent at ``monthly_cost``, over the customers there at the
        end who would not have been without it).

    Raises:
        InputError: as ``curves``.
    """
    rows = followed(ledger, customers, since)
    rows = rows[rows["since"] <= months]
    month = inputs_from(ledger[ledger["customer_id"].isin(customers["customer_id"])])
    each = rows.groupby("customer_id").agg(given=(column, "first"), here=("stayed", "size"), stayed=("stayed", "sum"))
    paying = month["revenue_per_customer"] * (month["margin_rate"] - month["bad_debt_rate"])
    each["gain"] = each["stayed"] * paying - each["here"] * month["retention_cost"]
    each["kept"] = each["stayed"] == months
    groups = each.groupby("given")
    more = groups[["stayed", "gain", "kept"]].mean().diff().iloc[-1]
    error = (groups[["stayed", "gain"]].sem() ** 2).sum() ** 0.5
    given = groups["here"].mean()[1]
    return pd.Series({"months_more": more["stayed"], "months_error": error["stayed"], "gain": more["gain"],
                      "gain_error": error["gain"], "months_given": given,
                      "most_per_month": more["gain"] / given, "cost_of_one_kept": monthly_cost * given / more["kept"]})
