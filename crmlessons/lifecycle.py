"""The three stages joined: what one cohort is worth over its life, when it has paid itself back, and at what return."""

from __future__ import annotations

import warnings
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from crmlessons import acquisition, growth, records, retention
from crmlessons.acquisition import goods_lost
from crmlessons.formula import Formula
from crmlessons.lifecycle_chain import (
    after,
    expected_months,
    five_states,
    overdue,
    states,
    transitions,
    worth,
    worth_error,
)
from crmlessons.lifecycle_cohort import Cohort, cohort, cumulated, look_alikes, payback
from crmlessons.lifecycle_segments import (
    STRATEGIES,
    friendlier,
    leaving_by,
    leaving_by_tenure,
    segments,
    signs_of_leaving,
    strategies,
    trial,
    win_back_limits,
)
from crmlessons.solution import Solution
from crmlessons.words import N_
from crmlessons.words import gettext as _
from crmlessons.worksheet import Line, Worksheet, defined

__all__ = ["CARD", "SHEET", "STRATEGIES", "after", "by_month", "cohort", "cumulated", "expected_months",
           "five_states", "friendlier", "inputs_from", "leaving_by", "leaving_by_tenure", "look_alikes", "month_of",
           "offer_values", "overdue", "payback", "powers", "roi_ratios", "segments", "signs_of_leaving", "stages",
           "states", "strategies", "transitions", "trial", "win_back_limits", "worth", "worth_error"]


def powers(q: Any, n: Any) -> Any:
    """1 + q + q² + … with n terms: (1 − qⁿ)/(1 − q), and n where q is 1. For numbers, arrays, symbols and units."""
    if hasattr(q, "free_symbols"):
        return (1 - q**n) / (1 - q)
    if not isinstance(q, Real | np.ndarray):
        return n * q  # a unit on its way through: n terms of one kind
    step = 1 - np.asarray(q, dtype=float)
    return np.where(np.abs(step) < 1e-12, n, (1 - np.power(q, n)) / np.where(step == 0, 1.0, step))[()]


def month_of(year: Any) -> Any:
    """The factor of a month whose twelfth power is the factor of a year."""
    if not hasattr(year, "free_symbols"):
        return year ** (1 / 12)
    import sympy

    return year ** sympy.Rational(1, 12)


SHEET = Worksheet(N_("Value of a cohort over its life"), N_("Figs. 3–5 joined"), (
    Line("A", "new_customers", N_("number of new customers"), "customer", default=400, slider=(0, 2_000, 20)),
    Line("B", "acquisition_cost", N_("customer acquisition cost (CAC)"), "lei/customer", default=90,
         slider=(0, 300, 5)),
    Line("C", "first_margin", N_("gross margin of the first sale"), "lei/customer", default=60, slider=(0, 300, 5),
         signed=True),
    Line("D", "revenue_per_customer", N_("monthly revenue per customer (ARPU)"), "lei/customer", default=50,
         slider=(0, 150, 1)),
    Line("E", "churn_rate", N_("monthly churn rate"), "1", default=0.02, slider=(0, 0.2, 0.0025)),
    Line("F", "margin_rate", N_("gross margin rate"), "1", default=0.4, slider=(0, 1, 0.01)),
    Line("G", "bad_debt_rate", N_("non-payment rate"), "1", default=0.03, slider=(0, 0.3, 0.005)),
    Line("H", "retention_cost", N_("retention cost per customer"), "lei/customer", default=5, slider=(0, 30, 0.25)),
    Line("J", "growth_value", N_("value from offers per customer and month"), "lei/customer", default=0.5,
         slider=(0, 10, 0.1), signed=True),
    Line("K", "discount_rate", N_("discount rate of a year"), "1", default=0.1, slider=(0, 0.5, 0.01)),
    Line("L", "months", N_("months followed"), "1", default=24, slider=(0, 60, 1), shown="number"),
    Line("M", "monthly_factor", N_("share still there after a month, discounted"), "1",
         lambda E, K: (1 - E) / month_of(1 + K),
         undefined=N_("money would be worth nothing after a year, so it cannot be discounted")),
    Line("N", "customer_months", N_("months of a customer, discounted"), "1",
         lambda M, L, K: powers(M, L) / month_of(1 + K), shown="number",  # a spreadsheet cannot take M = 1
         undefined=N_("nobody leaves and nothing is discounted, so the formula divides by 0; the value is then L")),
    Line("P", "month_value", N_("what a month brings per customer at its start"), "lei/customer",
         lambda D, E, F, G, H: D * (1 - E) * (F - G) - H),
    Line("Q", "acquisition_value", N_("value of the acquisition stage"), "lei", lambda A, B, C: A * (C - B)),
    Line("R", "retention_value", N_("value in the retention stage"), "lei", lambda A, N, P: A * N * P),
    Line("T", "growth_stage_value", N_("value from growth"), "lei", lambda A, N, E, J: A * N * (1 - E) * J),
    Line("U", "lifetime_value", N_("value of the cohort"), "lei", lambda Q, R, T: Q + R + T),
    Line("V", "value_per_customer", N_("value per customer"), "lei/customer", lambda U, A: U / A,
         undefined=N_("no customer was won, so there is no value per customer")),
    Line("W", "spend", N_("spent to win and keep"), "lei", lambda A, B, N, H: A * (B + N * H)),
    Line("X", "margin_on_spend", N_("margin over spend"), "1", lambda U, W: (U + W) / W, shown="number",
         undefined=N_("no money was spent, so there is no return on it")),
))

CARD = (
    Formula("m", "(1 - (1 - E)**L)/E", N_("months of a customer, not discounted")),
    Formula("b^*", "1/(F - G)", N_("where revenue over spend breaks even")),
    Formula("a^*", "r*w", N_("most for an attempt to win back: rate of return times the value of a new customer")),
)


def offer_values(cohort: Cohort) -> pd.DataFrame:
    """What the offers to a cohort brought: their effect measured on all customers, times those who got them.

    An offer's value per customer exposed is line P of Fig. 5 over line C, with the uplift in the place of the take-up
    rate: what would have been bought without the offer is none of its doing.

    Returns:
        One row an offer: ``exposed`` (customers of the cohort), ``uplift``, ``value_each`` (lei per customer exposed),
        ``value`` (lei) and ``standard_error`` (of ``value``, from that of the uplift).
    """
    found, sheet = growth.take_rates(cohort.all_offers), growth.inputs_from(cohort.all_offers, by="offer")
    exposed = cohort.offers.loc[cohort.offers["treated"] == 1].groupby("offer").size()
    exposed = exposed.reindex(found.index, fill_value=0)
    kept = sheet["revenue_per_sale"] * (sheet["margin_rate"] - sheet["bad_debt_rate"])
    each = found["uplift"] * kept - sheet["offer_cost"]
    return pd.DataFrame({"exposed": exposed, "uplift": found["uplift"], "value_each": each, "value": exposed * each,
                         "standard_error": exposed * kept * found["standard_error"]})


def _by_age(cohort: Cohort) -> Solution:
    """Fig. 4 for every month of a cohort's life, all who began that month counted."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", records.Note)  # a month in which all left takes other months' bills, times 0
        given = retention.inputs_from(cohort.ledger, by="age")
    return retention.SHEET.solve(**given.assign(opening_customers=cohort.ledger.groupby("age").size()))


def stages(cohort: Cohort) -> pd.DataFrame:
    """The three sheets filled for the same customers and the same months, one below the other.

    Returns:
        Rows acquisition, retention, growth and altogether; columns ``revenue``, ``gross_margin``, ``spend`` (on
        contacts, keeping, offers), ``bad_debt`` (what was never paid; for first sales, which count as revenue only when
        paid, the goods lost with the others) and ``value`` (margin less spend less bad debt), in lei.
    """
    won = acquisition.SHEET.solve(**acquisition.inputs_from(cohort.contacts))
    kept = _by_age(cohort).frame().sum()
    sold, price = offer_values(cohort), growth.inputs_from(cohort.all_offers, by="offer")
    revenue = sold["exposed"] * sold["uplift"] * price["revenue_per_sale"]
    table = pd.DataFrame({
        "acquisition": [won.revenue, won.gross_margin, won.programme_cost, goods_lost(cohort.contacts).sum()],
        "retention": [kept["J"], kept["K"], kept["L"], kept["M"]],
        "growth": [revenue.sum(), (revenue * price["margin_rate"]).sum(),
                   (sold["exposed"] * price["offer_cost"]).sum(), (revenue * price["bad_debt_rate"]).sum()],
    }, index=["revenue", "gross_margin", "spend", "bad_debt"]).T
    table.loc["altogether"] = table.sum()
    return table.assign(value=table["gross_margin"] - table["spend"] - table["bad_debt"])


def by_month(cohort: Cohort, by: str | None = None) -> pd.DataFrame:
    """The value that each month of a cohort's life brings, in lei; month 0 is the campaign with the first sale.

    Args:
        cohort: the customers of a campaign.
        by: a factor of the cohort, such as ``"channel"``.

    Returns:
        One row a month, 0 to ``cohort.months``; columns acquisition, retention and growth, or with ``by`` one column a
        group with its three stages together.

    Raises:
        InputError: the cohort cannot be split so.
    """
    if by is not None:
        cohort.check_factor(by)
        levels = cohort.contacts.dropna(subset=["customer_id"])[by].unique()
        return pd.DataFrame({level: by_month(cohort.only(**{by: level})).sum(axis=1) for level in sorted(levels)})
    months = pd.RangeIndex(cohort.months + 1, name="month")
    given = cohort.offers[cohort.offers["treated"] == 1]
    each = given["offer"].map(offer_values(cohort)["value_each"])
    flows = {"retention": _by_age(cohort)["N"], "growth": each.groupby(given["age"]).sum()}
    table = pd.DataFrame({name: flow.reindex(months, fill_value=0.0) for name, flow in flows.items()})
    won = acquisition.SHEET.solve(**acquisition.inputs_from(cohort.contacts))
    first = won.contribution - goods_lost(cohort.contacts).sum()
    table.insert(0, "acquisition", np.where(months == 0, first, 0.0))
    return table


def roi_ratios(totals: pd.Series) -> pd.DataFrame:
    """The lifetime form of the three ratios that go by the name of ROI, and what 100 % and 200 % make of them.

    Args:
        totals: revenue, gross_margin, spend and bad_debt in lei, such as the row "altogether" of ``stages``.

    Returns:
        Rows ``revenue_on_spend`` (the source's text: all revenue over all that was spent to win and keep, breaks even
        where the margin, less what is never paid, is the spend), ``margin_on_spend`` (at 1) and ``net_return`` (at 0);
        columns ``ratio`` in words, ``value``, ``break_even``, ``pays``, ``over_100`` and ``over_200``.
    """
    kept = totals["gross_margin"] - totals["bad_debt"]
    with np.errstate(divide="ignore", invalid="ignore"):
        spend, revenue = np.float64(totals["spend"]), np.float64(totals["revenue"])
        rows = {
            "revenue_on_spend": (_("revenue over spend"), defined(revenue / spend), defined(revenue / kept)),
            "margin_on_spend": (_("margin over spend"), defined(kept / spend), 1.0),
            "net_return": (_("net return on spend"), defined((kept - spend) / spend), 0.0),
        }
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["ratio", "value", "break_even"])
    return frame.assign(pays=frame["value"] >= frame["break_even"], over_100=frame["value"] > 1,
                        over_200=frame["value"] > 2)


def inputs_from(cohort: Cohort, by: str | None = None) -> pd.Series | pd.DataFrame:
    """The inputs of the sheet from the records of a cohort; the discount rate is none of theirs and is left to you.

    Args:
        cohort: the customers of a campaign.
        by: a factor of the cohort, such as ``"segment"``.

    Returns:
        new_customers, acquisition_cost and first_margin (Fig. 3, less the goods of sales never paid),
        revenue_per_customer, churn_rate, margin_rate, bad_debt_rate and retention_cost (Fig. 4, its average month),
        growth_value (what the offers brought, shared out on all months stayed) and months: a Series, or with ``by`` a
        DataFrame with one row a group.

    Raises:
        InputError: the cohort cannot be split so, or a stage gives no estimate.
    """
    if by is not None:
        cohort.check_factor(by)
        levels = sorted(cohort.ledger[by].unique())
        return pd.DataFrame({level: inputs_from(cohort.only(**{by: level})) for level in levels}).T
    won = acquisition.SHEET.solve(**acquisition.inputs_from(cohort.contacts))
    month = retention.inputs_from(cohort.ledger).drop("opening_customers")
    lost = goods_lost(cohort.contacts).sum()
    first = pd.Series({"new_customers": won.new_customers, "acquisition_cost": won.acquisition_cost,
                       "first_margin": won.margin_per_customer - lost / won.new_customers})
    offers = offer_values(cohort)["value"].sum() / cohort.ledger["stayed"].sum()
    return pd.concat([first, month, pd.Series({"growth_value": offers, "months": float(cohort.months)})])
