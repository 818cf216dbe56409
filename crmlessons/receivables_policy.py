"""Which approach to a late invoice: what each is expected to bring in lei, and whole policies compared."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from crmlessons.receivables_ageing import open_on
from crmlessons.receivables_experience import Experience, judge
from crmlessons.receivables_risk import APPROACHES
from crmlessons.words import InputError
from crmlessons.words import gettext as _

OWN_ERRORS = ("not_received", "payment_lost")  # the firm's own: nobody is chased hard for these
POLICIES = ("best", "always_kind", "always_hard", "always_agency", "ladder")
LADDER = (30, 60)  # the last days on which the ladder is amicable, and legal


def overdue(invoices: pd.DataFrame, values: pd.Series, as_of: Any) -> pd.DataFrame:
    """The invoices that are overdue at the end of a day.

    Args:
        invoices: as for ``late``.
        values: what each customer is worth, lei, by customer_id; 0 for who has left.
        as_of: the day.

    Returns:
        One row an invoice: ``customer_id``, ``reason``, ``amount``, ``days_overdue``, ``value`` and ``customer`` (True
        while there is a customer to lose).
    """
    rows = open_on(invoices, as_of)
    rows = rows[rows["days_overdue"] > 0]
    rows = rows.assign(value=rows["customer_id"].map(values).fillna(0.0))
    rows = rows.assign(customer=rows["value"] > 0)
    return rows[["customer_id", "reason", "amount", "days_overdue", "value", "customer"]].reset_index(drop=True)


def outcomes(portfolio: pd.DataFrame, approach: Any, known: Experience) -> pd.DataFrame:
    """What is expected of each invoice of a portfolio under an approach.

    Args:
        portfolio: with the columns reason, amount, days_overdue (0 for one just fallen due) and value; and customer,
            whether there is one to lose, where that is not the same as a value above 0.
        approach: one for all, or one a row.
        known: what is known of late invoices.

    Returns:
        ``recovered`` (lei), ``cost`` (lei), ``customers_lost`` (of those still there), ``value_lost`` (lei) and
        ``net`` = recovered − cost − value lost.
    """
    taken = np.broadcast_to(np.asarray(approach), len(portfolio))
    paid = known.recovered(portfolio["reason"], taken, portfolio["days_overdue"])
    lost = known.lost(portfolio["reason"], taken)
    amount, value = portfolio["amount"].to_numpy(dtype=float), portfolio["value"].to_numpy(dtype=float)
    there = portfolio["customer"].to_numpy() if "customer" in portfolio else value > 0
    frame = pd.DataFrame({"recovered": amount * (paid + (1 - paid) * known.salvage),
                          "cost": known.cost.reindex(taken).to_numpy(), "customers_lost": lost * there,
                          "value_lost": lost * value}, portfolio.index)
    return frame.assign(net=frame["recovered"] - frame["cost"] - frame["value_lost"])


def choose(portfolio: pd.DataFrame, policy: str, known: Experience) -> pd.Series:
    """The approach that a policy takes to each invoice.

    ``best`` takes the one with the most expected lei, given reason, amount, age and customer value; where the delay is
    the firm's own error it stays amicable whatever the sum says. ``ladder`` is amicable up to 30 days, legal up to 60,
    then hands over to intermediaries, and asks for no reason.

    Raises:
        InputError: no such policy.
    """
    if policy not in POLICIES:
        raise InputError(_("There is no policy “{given}”. Choose one of: {names}.").format(
            given=policy, names=", ".join(POLICIES)))
    if policy == "best":
        net = pd.DataFrame({one: outcomes(portfolio, one, known)["net"] for one in APPROACHES})
        return net.idxmax(axis=1).mask(portfolio["reason"].isin(OWN_ERRORS), "amicable").rename("approach")
    if policy == "ladder":
        steps = np.searchsorted(LADDER, portfolio["days_overdue"], side="left")
        return pd.Series(np.array(APPROACHES)[steps], portfolio.index, name="approach")
    fixed = dict(zip(POLICIES[1:4], APPROACHES, strict=True))[policy]
    return pd.Series(fixed, portfolio.index, name="approach", dtype=object)


def compare(portfolio: pd.DataFrame, known: Experience, decided_by: Experience | None = None) -> pd.DataFrame:
    """The totals of every policy on a portfolio, as ``outcomes`` has them, in lei and customers.

    Args:
        portfolio: as for ``outcomes``.
        known: what the outcomes are computed from.
        decided_by: what the best policy decides by, when that is something else (records against the truth).
    """
    return pd.DataFrame({policy: outcomes(portfolio, choose(portfolio, policy, decided_by or known), known).sum()
                         for policy in POLICIES}).T


def by_approach(portfolio: pd.DataFrame, known: Experience) -> pd.DataFrame:
    """What each approach to all of a portfolio brings per invoice: the means of ``outcomes``, one row an approach."""
    return pd.DataFrame({one: outcomes(portfolio, one, known).mean() for one in APPROACHES}).T


def judge_policies(rows: pd.DataFrame, learned: Experience, truth: Experience | None = None) -> pd.DataFrame:
    """Policies judged by invoices just overdue from which nothing was learned, as ``judge`` does it.

    Args:
        rows: late invoices as ``late`` gives them, of other firms than those learned from.
        learned: what the best policy decides by.
        truth: the true chances, where they are known.

    Returns:
        One row a policy that asks for no age: ``net``, ``standard_error`` and ``followed``; and ``truth``, what the
        same decisions bring under the true chances, lei an invoice.
    """
    fresh = rows.assign(days_overdue=0)
    plans = {policy: choose(fresh, policy, learned) for policy in POLICIES if policy != "ladder"}
    table = pd.DataFrame({policy: judge(fresh, plan) for policy, plan in plans.items()}).T
    if truth is None:
        return table
    return table.assign(truth=[outcomes(fresh, plan, truth)["net"].mean() for plan in plans.values()])


def indifference(reason: str, amount: Any, known: Experience, *, harder: str = "legal", overdue: int = 0) -> Any:
    """The customer value at which a harder approach and the amicable one bring the same: above it, be kind.

    Chasing harder recovers more of the amount and costs more money and customers; the value at which these are equal
    is (Δrecovered · amount · (1 − salvage) − Δcost) ÷ Δlost.

    Args:
        reason: why the invoice is late.
        amount: owed, lei.
        known: what is known of late invoices.
        harder: "legal" or "intermediaries".
        overdue: days after the due date.

    Returns:
        Lei; below zero where being kind is better even if the customer is worth nothing.
    """
    kind, hard = (known.recovered(reason, one, overdue)[0] for one in ("amicable", harder))
    lost = known.lost(reason, harder)[0] - known.lost(reason, "amicable")[0]
    dearer = known.cost[harder] - known.cost["amicable"]
    return ((hard - kind) * (1 - known.salvage) * amount - dearer) / lost


def best_map(reason: str, known: Experience, amounts: np.ndarray, values: np.ndarray, overdue: int = 0) -> pd.DataFrame:
    """The best approach for every sum owed (columns) and customer value (rows), for one reason and age."""
    cells = pd.DataFrame({"reason": reason, "amount": np.tile(amounts, len(values)), "days_overdue": overdue,
                          "value": np.repeat(values, len(amounts))})
    best = choose(cells, "best", known).to_numpy().reshape(len(values), len(amounts))
    return pd.DataFrame(best, pd.Index(values, name="value"), pd.Index(amounts, name="amount"))
