"""What support does: customers to whom it was given by lot, beside those to whom it was not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from crmlessons import records
from crmlessons.inputs import check_columns
from crmlessons.sampling import interval
from crmlessons.words import InputError
from crmlessons.words import gettext as _


def trial(customers: pd.DataFrame, ledger: pd.DataFrame, offers: pd.DataFrame, tickets: pd.DataFrame,
          months: int = 12) -> pd.DataFrame:
    """The customers of a trial of the support plan, one row each, with what each of them did.

    Args:
        customers: customer_id, support (1 for those who got the plan) and trial (1 for the customers of the trial).
        ledger: as for ``retention.inputs_from``; the trial began in its first month.
        offers: customer_id and accepted.
        tickets: customer_id, one row a call.
        months: after how many months it is asked who stayed.

    Returns:
        Index customer_id; ``support``, ``stayed`` (1 for who is still a customer after these months), ``purchases``
        (of all offers) and ``calls`` (all tickets).

    Raises:
        InputError: a table is wrong, or nobody is in the trial.
    """
    people, rows = records.check("customers", customers), records.check("ledger", ledger)
    if "trial" not in people or not (people["trial"] == 1).any():
        raise InputError(_("Nobody here was in a trial of the plan. The table of customers needs a column “trial” with "
                           "1 for those among whom it was drawn by lot."))
    group = people[people["trial"] == 1].set_index("customer_id")
    last = rows["month"].min() + pd.DateOffset(months=months - 1)
    here = rows.loc[(rows["month"] == last) & (rows["stayed"] == 1), "customer_id"]
    sold, called = records.check("offers", offers), records.check("tickets", tickets)
    for table in (sold, called):
        if "customer_id" not in table:
            raise InputError(_("Offers and tickets need the column “customer_id”, so that what a customer did can be "
                               "told."))
    return pd.DataFrame({
        "support": group["support"],
        "stayed": group.index.isin(here).astype(int),
        "purchases": _each(sold[sold["accepted"] == 1], group.index),
        "calls": _each(called, group.index),
    }, index=group.index)


def _each(rows: pd.DataFrame, customers: pd.Index) -> pd.Series:
    return rows["customer_id"].value_counts().reindex(customers, fill_value=0)


def calls_a_year(people: pd.DataFrame, ledger: pd.DataFrame) -> pd.Series:
    """Calls for every year that somebody was a customer, with the plan and without it.

    Unlike the calls of all who were drawn, they do not grow because more customers are left to call.

    Args:
        people: as ``trial`` gives them.
        ledger: one row for each customer and month, of the months in which the calls were counted.

    Returns:
        ``with_plan`` and ``without_plan``, calls a customer and year.

    Raises:
        InputError: the ledger is wrong, or it holds nobody with the plan, or nobody without.
    """
    rows = records.check("ledger", ledger)
    plan = rows["customer_id"].map(people["support"]).dropna()
    months = plan.value_counts()
    if set(months.index) != {0, 1}:
        raise InputError(_("There must be customers with the support plan and customers without it, to be compared."))
    yearly = 12 * people.groupby("support")["calls"].sum() / months
    return pd.Series({"with_plan": yearly[1], "without_plan": yearly[0]})


def by_support(people: pd.DataFrame, measures: Sequence[str], confidence: float = 0.95) -> pd.DataFrame:
    """Means of those with the plan and of those without, and their difference.

    It is the effect of the plan only where a lot decided who has it.

    Args:
        people: one row a customer, with a column support (1 or 0) and the measures.
        measures: columns of numbers.
        confidence: of the interval.

    Returns:
        One row a measure: ``with_plan``, ``without_plan``, ``difference``, ``standard_error``, ``low`` and ``high``.

    Raises:
        InputError: no such measure, or nobody with the plan, or nobody without.
    """
    check_columns(people, *measures)
    groups = people.groupby("support")[list(measures)]
    mean, error = groups.mean(), groups.var() / groups.count()
    if set(mean.index) != {0, 1}:
        raise InputError(_("There must be customers with the support plan and customers without it, to be compared."))
    found = pd.DataFrame({"with_plan": mean.loc[1], "without_plan": mean.loc[0],
                          "difference": mean.loc[1] - mean.loc[0], "standard_error": error.sum() ** 0.5})
    return found.join(interval(found["difference"], found["standard_error"], confidence)[["low", "high"]])


def worth(people: pd.DataFrame, cases: Sequence[str], *, value_per_customer: Any, margin_per_sale: Any,
          cost_per_ticket: Any, fee_per_customer: Any = 0.0, confidence: float = 0.95) -> pd.DataFrame:
    """What the plan leaves of each customer who has it, by the lot: by paying, staying, buying and calling, in lei.

    It is computed customer by customer, so the interval holds that who stays also buys and calls. The interval holds
    the chance in the trial only: prices, values and costs are taken as known.

    Args:
        people: as ``trial`` gives them.
        cases: names of the cases, one row each.
        value_per_customer: what a customer kept is worth, on margin; one number, or one a case, as all that follow.
        margin_per_sale: gross margin of a further purchase.
        cost_per_ticket: of a call.
        fee_per_customer: what a customer with the plan pays for it; it is taken as known.
        confidence: of the interval.

    Returns:
        Columns ``estimate``, ``low`` and ``high``, lei per customer with the plan, before the set-up.

    Raises:
        InputError: as ``by_support``.
    """
    given = pd.DataFrame({"value": value_per_customer, "margin": margin_per_sale, "cost": cost_per_ticket,
                          "fee": fee_per_customer}, index=list(cases))
    columns = {name: row["value"] * people["stayed"] + row["margin"] * people["purchases"]
               - row["cost"] * people["calls"]
               for name, row in given.iterrows()}
    found = by_support(people[["support"]].assign(**columns), list(given.index), confidence)
    lei = found[["difference", "low", "high"]].rename(columns={"difference": "estimate"})
    return lei.add(given["fee"], axis=0)
