"""The value of technical support: the signed equation of the source, every term in lei of one period."""

from __future__ import annotations

import pandas as pd

from crmlessons import records
from crmlessons.words import N_, InputError
from crmlessons.words import gettext as _
from crmlessons.worksheet import Line, Worksheet

SHEET = Worksheet(N_("Value of technical support"), "B § 4", (
    Line("A", "supported_customers", N_("customers with the support service"), "customer", default=1_000,
         slider=(0, 5_000, 50)),
    Line("B", "fee_per_customer", N_("price of the service per customer"), "lei/customer", default=40,
         slider=(0, 200, 1)),
    Line("C", "fee", N_("price of the support service"), "lei", lambda A, B: A * B),
    Line("D", "stay_rate_with", N_("share of customers who stay, with the service"), "1", default=0.85,
         slider=(0, 1, 0.01)),
    Line("E", "stay_rate_without", N_("share who would stay without it"), "1", default=0.8, slider=(0, 1, 0.01)),
    Line("F", "extra_customers", N_("customers kept by the service"), "customer", lambda A, D, E: A * (D - E)),
    Line("G", "value_per_customer", N_("value per customer kept, on margin"), "lei/customer", default=240,
         slider=(0, 1_000, 10)),
    Line("H", "value_of_staying", N_("value of future purchases of the same product"), "lei", lambda F, G: F * G),
    Line("J", "buy_rate_with", N_("sales of other products per customer, with the service"), "sale/customer",
         default=0.2, slider=(0, 1, 0.01)),
    Line("K", "buy_rate_without", N_("sales of other products per customer without it"), "sale/customer", default=0.15,
         slider=(0, 1, 0.01)),
    Line("L", "extra_sales", N_("sales brought by the service"), "sale", lambda A, J, K: A * (J - K)),
    Line("M", "margin_per_sale", N_("gross margin per sale"), "lei/sale", default=60, slider=(0, 300, 5)),
    Line("N", "value_of_buying", N_("value of future purchases of other products"), "lei", lambda L, M: L * M),
    Line("P", "setup_cost", N_("cost of setting the service up"), "lei", default=50_000, slider=(0, 200_000, 1_000)),
    Line("Q", "life", N_("periods for which the set-up serves"), "1", default=5, slider=(1, 20, 1), shown="number"),
    Line("R", "tickets", N_("tickets in the period"), "1", default=2_000, slider=(0, 10_000, 100), shown="number"),
    Line("T", "cost_per_ticket", N_("cost per ticket"), "lei", default=20, slider=(0, 100, 1)),
    Line("U", "setup_share", N_("share of the set-up cost in the period"), "lei", lambda P, Q: P / Q,
         undefined=N_("the set-up serves no period, so it has no cost per period")),
    Line("V", "running_cost", N_("cost of running the service"), "lei", lambda R, T: R * T),
    Line("W", "contribution", N_("value of technical support"), "lei", lambda C, H, N, U, V: C + H + N - U - V),
))


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
        offers: further offers, with the columns customer_id, accepted, revenue and cost_of_goods.
        tickets: one row a call, with the columns opened, support and cost.
        value_per_customer: G, what a customer kept is worth, on margin, lei.
        setup_cost: P, lei.
        life: Q, the number of such periods for which the set-up serves.

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
        "margin_per_sale": (sold["revenue"] - sold["cost_of_goods"]).mean(),
        "setup_cost": setup_cost,
        "life": life,
        "tickets": len(calls),
        "cost_per_ticket": calls["cost"].mean(),
    })


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
    variance = groups["mean"] * (1 - groups["mean"]) / groups["size"]
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
