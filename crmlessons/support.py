"""The value of technical support: the signed equation of the source, every term in lei of one period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from crmlessons import inputs, records
from crmlessons.sampling import share_variance
from crmlessons.solution import Solution
from crmlessons.support_card import CARD
from crmlessons.support_flow import (
    arrivals,
    chance_error,
    customers_on,
    daily,
    dispersion,
    errors,
    first_contact,
    forecasts,
    rhythm,
    second_calls,
)
from crmlessons.support_queue import (
    agents_needed,
    erlang_a,
    erlang_b,
    erlang_c,
    mean_wait,
    occupancy,
    offered_load,
    rostered,
    service_level,
)
from crmlessons.support_staff import agents_within, cost_of_more, paid, pooling, roster, shared_line, staffing
from crmlessons.support_trial import by_support, calls_a_year, trial, worth
from crmlessons.words import N_, InputError
from crmlessons.words import gettext as _
from crmlessons.worksheet import Line, Worksheet

__all__ = ["CARD", "SHEET", "agents_needed", "agents_within", "arrivals", "as_printed", "by_support", "calls_a_year",
           "chance_error", "cost_of_more", "customers_on", "daily", "dispersion", "erlang_a", "erlang_b", "erlang_c",
           "errors", "first_contact", "forecasts", "inputs_by_lot", "inputs_from", "mean_wait", "occupancy",
           "offered_load", "paid", "pooling", "readings", "rhythm", "roster", "rostered", "second_calls",
           "service_level", "shared_line", "staffing", "stay_rates", "trial", "worth"]

SHEET = Worksheet(N_("Value of technical support"), "B § 4", (
    Line("A", "supported_customers", N_("customers with support"), "customer", default=1_000,
         slider=(0, 2_000, 50)),
    Line("B", "fee_per_customer", N_("price per customer"), "lei/customer", default=40,
         slider=(0, 200, 1)),
    Line("C", "fee", N_("price of support"), "lei", lambda A, B: A * B),
    Line("D", "stay_rate_with", N_("stay rate with support"), "1", default=0.85,
         slider=(0, 1, 0.01)),
    Line("E", "stay_rate_without", N_("stay rate without support"), "1", default=0.8, slider=(0, 0.95, 0.01)),
    Line("F", "extra_customers", N_("customers kept by support"), "customer", lambda A, D, E: A * (D - E)),
    Line("G", "value_per_customer", N_("value per customer kept: on margin"), "lei/customer", default=240,
         slider=(0, 450, 10)),
    Line("H", "value_of_staying", N_("value of staying"), "lei", lambda F, G: F * G),
    Line("J", "buy_rate_with", N_("other sales with support: per customer"), "sale/customer",
         default=0.2, slider=(0, 1, 0.01)),
    Line("K", "buy_rate_without", N_("other sales without it: per customer"), "sale/customer", default=0.15,
         slider=(0, 0.8, 0.01)),
    Line("L", "extra_sales", N_("sales brought by support"), "sale", lambda A, J, K: A * (J - K)),
    Line("M", "margin_per_sale", N_("gross margin per sale"), "lei/sale", default=60, slider=(0, 300, 5)),
    Line("N", "value_of_buying", N_("value of buying"), "lei", lambda L, M: L * M),
    Line("P", "setup_cost", N_("cost of the set-up"), "lei", default=50_000, slider=(0, 200_000, 1_000)),
    Line("Q", "life", N_("periods the set-up serves"), "1", default=5, slider=(1, 20, 1), shown="number"),
    Line("R", "tickets", N_("calls in the period"), "1", default=2_000, slider=(0, 10_000, 100), shown="number"),
    Line("T", "cost_per_ticket", N_("cost per call"), "lei", default=20, slider=(0, 90, 1)),
    Line("U", "setup_share", N_("set-up, this period"), "lei", lambda P, Q: P / Q,
         undefined=N_("the set-up serves no period, so it has no cost per period")),
    Line("V", "running_cost", N_("cost of running it"), "lei", lambda R, T: R * T),
    Line("W", "contribution", N_("value of support"), "lei", lambda C, H, N, U, V: C + H + N - U - V),
))


def as_printed(price: Any, same_purchases: Any, other_purchases: Any, costs: Any) -> Any:
    """The signed equation as the source prints it: + price + purchases of the same + purchases of others − costs.

    The source does not say whether a purchase is worth its revenue or its margin, whose purchases count, and how much
    of the set-up a period carries. ``readings`` tells what each answer makes of it.

    Args:
        price: of the support service, for all who have it, lei.
        same_purchases, other_purchases: the value of future purchases, lei.
        costs: of setting the service up and of running it, lei.
    """
    return price + same_purchases + other_purchases - costs


def readings(solution: Solution, margin_rate: float) -> pd.DataFrame:
    """The printed equation read in four ways; the first is the sheet.

    Args:
        solution: the sheet solved for one case.
        margin_rate: gross margin over revenue, to get from the sheet's margins to revenues.

    Returns:
        Rows ``on_margin`` (what support adds, on margin), ``on_revenue`` (the same in revenue), ``every_purchase``
        (margin of all purchases of those who have support) and ``whole_setup`` (as the first, with the whole set-up in
        one period); columns ``fee``, ``same``, ``other_products``, ``costs`` and ``value``, in lei.

    Raises:
        InputError: the sheet was solved for several cases, or a margin rate that is not above 0 and at most 1.
    """
    if solution.cases > 1:
        raise InputError(_("The readings are those of one period, and this sheet holds {count} cases. Solve it for one "
                           "of them.").format(count=solution.cases))
    margin_rate = inputs.accepted("margin_rate", margin_rate, (1e-6, 1.0))
    s = solution.frame().iloc[0]
    costs, all_same, all_others = s["U"] + s["V"], s["A"] * s["D"] * s["G"], s["A"] * s["J"] * s["M"]
    rows = {
        "on_margin": (s["C"], s["H"], s["N"], costs),
        "on_revenue": (s["C"], s["H"] / margin_rate, s["N"] / margin_rate, costs),
        "every_purchase": (s["C"], all_same, all_others, costs),
        "whole_setup": (s["C"], s["H"], s["N"], s["P"] + s["V"]),
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["fee", "same", "other_products", "costs"])
    return table.assign(value=as_printed(table["fee"], table["same"], table["other_products"], table["costs"]))


def inputs_from(
    customers: pd.DataFrame, ledger: pd.DataFrame, offers: pd.DataFrame, tickets: pd.DataFrame, *,
    value_per_customer: float, setup_cost: float, life: float,
) -> pd.Series:
    """The inputs of the sheet for the months in which there are tickets: ``SHEET.solve(**inputs_from(…))``.

    Customers with the plan are compared with all others. Whoever chose the plan may have been different before, so the
    difference is not the effect of support; give only customers among whom it was drawn by lot to get that.

    Args:
        customers: one row a customer, with the columns customer_id, support and support_fee (lei a month).
        ledger: one row for each customer and month (see ``retention.inputs_from``).
        offers: further offers, with the columns customer_id, accepted, paid, revenue and cost_of_goods; a sale that was
            never paid leaves only its cost.
        tickets: one row a call, with the columns opened, support and cost.
        value_per_customer: G, what a customer kept is worth, on margin, lei.
        setup_cost: P, lei.
        life: Q, the number of such periods the set-up serves.

    Returns:
        The inputs of ``SHEET``, by name. Where a customer must be known, only those in ``customers`` count.

    Raises:
        InputError: a table is wrong, the months do not overlap, or there is nobody with the plan, or nobody without.
    """
    people, called = records.check("customers", customers), records.check("tickets", tickets)
    here = _members(people, ledger, called["opened"])
    stays = _stays(people, here)
    sold = records.check("offers", offers)
    sold = sold[sold["accepted"] == 1]
    plan = sold["customer_id"].map(people.set_index("customer_id")["support"])
    sold, plan = sold[plan.notna()], plan.dropna()
    opening = here.loc[here["month"] == here["month"].min(), "support"]
    supported = int((opening == 1).sum())
    fees = here.loc[(here["support"] == 1) & (here["stayed"] == 1), "support_fee"].sum()
    calls = called[called["support"] == 1]
    if "customer_id" in called:
        calls = calls[calls["customer_id"].isin(people["customer_id"])]
    return pd.Series({
        "supported_customers": supported,
        "fee_per_customer": fees / supported,
        "stay_rate_with": stays["stay_rate_with"],
        "stay_rate_without": stays["stay_rate_without"],
        "value_per_customer": value_per_customer,
        "buy_rate_with": (plan == 1).sum() / supported,
        "buy_rate_without": (plan == 0).sum() / (opening == 0).sum(),
        "margin_per_sale": (sold["revenue"] * sold["paid"] - sold["cost_of_goods"]).mean(),
        "setup_cost": setup_cost,
        "life": life,
        "tickets": len(calls),
        "cost_per_ticket": calls["cost"].mean(),
    })


def inputs_by_lot(people: pd.DataFrame, given: Mapping[str, float]) -> pd.Series:
    """The inputs of the sheet with what a trial says that the plan causes: staying, buying, and calls beyond the usual.

    Args:
        people: the customers of a trial, as ``trial`` gives them.
        given: all inputs of the sheet, such as ``inputs_from`` gives them; those that the trial tells are replaced.

    Returns:
        The inputs by name; ``tickets`` are only the calls that customers with the plan make on top of the others'.

    Raises:
        InputError: as ``by_support``.
    """
    means = by_support(people, ["stayed", "purchases", "calls"])
    told = {"stay_rate_with": means.at["stayed", "with_plan"], "stay_rate_without": means.at["stayed", "without_plan"],
            "buy_rate_with": means.at["purchases", "with_plan"],
            "buy_rate_without": means.at["purchases", "without_plan"],
            "tickets": given["supported_customers"] * means.at["calls", "difference"]}
    return pd.Series({**given, **told})


def stay_rates(customers: pd.DataFrame, ledger: pd.DataFrame) -> pd.Series:
    """How many of those who are customers in the first month of a ledger still are at the end of its last.

    Args:
        customers: one row a customer, with the columns customer_id and support.
        ledger: one row for each customer and month; customers who are not in ``customers`` are left out.

    Returns:
        ``stay_rate_with`` (the support plan), ``stay_rate_without``, their ``difference`` and its ``standard_error``.

    Raises:
        InputError: a table is wrong, or there is nobody with the plan, or nobody without.
    """
    return _stays(records.check("customers", customers), records.check("ledger", ledger))


def _stays(people: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    plans = people.set_index("customer_id")["support"]
    last = rows[(rows["month"] == rows["month"].max()) & (rows["stayed"] == 1)]["customer_id"]
    first = rows.loc[rows["month"] == rows["month"].min(), "customer_id"]
    first = first[first.isin(plans.index)]
    groups = first.isin(last).groupby(first.map(plans)).agg(["mean", "size"])
    if set(groups.index) != {0, 1}:
        sentence = _("In the first month there must be customers with the support plan and customers without it, to be "
                     "compared. Take in more customers, or more months.")
        raise InputError(sentence)
    variance = share_variance(groups["mean"], groups["size"])
    return pd.Series({
        "stay_rate_with": groups["mean"][1],
        "stay_rate_without": groups["mean"][0],
        "difference": groups["mean"][1] - groups["mean"][0],
        "standard_error": variance.sum() ** 0.5,
    })


def _members(people: pd.DataFrame, ledger: pd.DataFrame, opened: pd.Series) -> pd.DataFrame:
    """The rows of the ledger of these customers in the months in which there are tickets, with their plans."""
    rows = records.check("ledger", ledger)
    first, last = opened.min().replace(day=1).normalize(), opened.max()
    rows = rows[rows["month"].between(first, last)]
    if rows.empty:
        raise InputError(_("The ledger holds no month in which there are tickets. Take tables of the same time."))
    plans = people[["customer_id", "support", "support_fee"]]
    return rows[["customer_id", "month", "stayed"]].merge(plans, on="customer_id")
