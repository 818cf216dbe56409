"""The value of selling more to loyal customers: Fig. 5 of the source, its printed formula, and what an offer adds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from crmlessons import records, units
from crmlessons.formula import Formula
from crmlessons.growth_offers import (
    after_another,
    difference,
    estimates,
    of_one_offer,
    offers_per_customer,
    past_spending,
    ranked,
    take_rates,
)
from crmlessons.sampling import interval
from crmlessons.words import N_, InputError
from crmlessons.words import gettext as _
from crmlessons.worksheet import Line, Worksheet

__all__ = ["SHEET", "UPLIFT", "added_together", "added_value", "after_another", "as_printed", "by_score", "difference",
           "inputs_from", "inputs_with_control", "interval", "offers_per_customer", "past_spending", "ranked",
           "take_rates", "units_as_printed"]

SHEET = Worksheet(N_("Value of the growth stage"), "Fig. 5", (
    Line("A", "loyal_customers", N_("loyal customers"), "customer", default=5_000, slider=(0, 20_000, 100)),
    Line("B", "exposure_rate", N_("share exposed to new offers"), "1", default=0.4, slider=(0, 1, 0.01)),
    Line("C", "exposed_customers", N_("customers exposed"), "customer", lambda A, B: A * B),
    Line("D", "take_rate", N_("take-up (acceptance) rate"), "sale/customer", default=0.1, slider=(0, 0.3, 0.005)),
    Line("E", "sales", N_("sales made"), "sale", lambda C, D: C * D),
    Line("F", "revenue_per_sale", N_("revenue per sale of the offer"), "lei/sale", default=80, slider=(0, 300, 5)),
    Line("G", "revenue", N_("total revenue"), "lei", lambda E, F: E * F),
    Line("H", "margin_rate", N_("gross margin rate of the offer"), "1", default=0.5, slider=(0, 1, 0.01)),
    Line("J", "gross_margin", N_("gross margin of the offers"), "lei", lambda G, H: G * H),
    Line("K", "offer_cost", N_("cost per customer and offer"), "lei/customer", default=1.5, slider=(0, 10, 0.1)),
    Line("L", "programme_cost", N_("cost of the offer"), "lei", lambda C, K: C * K),
    Line("M", "bad_debt_rate", N_("non-payment rate"), "1", default=0.04, slider=(0, 0.5, 0.005)),
    Line("N", "bad_debt", N_("cost of unpaid debts"), "lei", lambda G, M: G * M),
    Line("P", "contribution", N_("value from growth"), "lei", lambda J, L, N: J - L - N),
))

UPLIFT = SHEET.extended(
    Line("Q", "control_rate", N_("take-up rate without the offer: control group"), "sale/customer", default=0.06,
         slider=(0, 0.3, 0.005)),
    Line("R", "uplift", N_("uplift: take-up because of the offer"), "sale/customer", lambda D, Q: D - Q),
    Line("T", "sales_anyway", N_("sales that would have come anyway"), "sale", lambda C, Q: C * Q),
    Line("U", "value_anyway", N_("value of the sales that would have come anyway"), "lei",
         lambda T, F, H, M: T * F * (H - M)),
    Line("V", "added_value", N_("value added by the offer"), "lei", lambda P, U: P - U),
    title=N_("Value added by the offer: five lines below the source's table"))

CARD = (
    Formula("R^*", "K/(F*(H - M))", N_("uplift at which the offer breaks even")),
    Formula("s^2", "D*(1 - D)/C + Q*(1 - Q)/(A - C)", N_("square of the standard error of the uplift")),
)


def as_printed(exposed: Any, take_rate: Any, revenue_per_sale: Any, margin_rate: Any, offer_cost: Any,
               bad_debt_rate: Any) -> Any:
    """The formula as the source prints it: VAcva = C[(T·R·MB) − CO] − (R·TI).

    Args:
        exposed: C, customers who got the offer.
        take_rate: T.
        revenue_per_sale: R, lei.
        margin_rate: MB.
        offer_cost: CO, lei. It must be the cost per customer, line K; the source calls it the cost of the offer.
        bad_debt_rate: TI.

    Returns:
        Lei per sale taken from lei: the last term lacks C·T, the number of sales. With it the formula is line P.
    """
    return exposed * (take_rate * revenue_per_sale * margin_rate - offer_cost) - revenue_per_sale * bad_debt_rate


def units_as_printed() -> pd.DataFrame:
    """The unit of every term of the printed formula, and of the term that the table has in the place of the last.

    Returns:
        Columns ``term`` (what it stands for), ``formula`` (in the source's symbols) and ``unit``, in words.
    """
    C, T, R, MB, CO, TI = (units.quantity(SHEET.line(letter).unit) for letter in "CDFHKM")
    terms = (
        (_("gross margin"), "C · T · R · MB", C * T * R * MB),
        (_("cost of the offer"), "C · CO", C * CO),
        (_("unpaid sum, as printed"), "R · TI", R * TI),
        (_("unpaid sum, as in the table"), "C · T · R · TI", C * T * R * TI),
    )
    rows = [(term, formula, units.label(f"{found.to_base_units().units:~C}")) for term, formula, found in terms]
    return pd.DataFrame(rows, columns=["term", "formula", "unit"])


def inputs_from(
    offers: pd.DataFrame, offer: str | None = None, by: str | Iterable[str] | None = None
) -> pd.Series | pd.DataFrame:
    """The inputs of the sheet, estimated from offers: ``SHEET.solve(**inputs_from(offers, offer="mobile"))``.

    The take-up rate is that of the customers who got the offer, as in the source; what they would have bought anyway is
    in it (see ``take_rates``).

    Args:
        offers: one row for each offer and customer who could accept it, with the columns customer_id, treated,
            cost, accepted, paid, revenue and cost_of_goods.
        offer: the one offer to look at; None takes all rows together.
        by: a column, or several, whose values make the groups, such as ``"offer"``.

    Returns:
        loyal_customers (A, the rows), exposure_rate (B, treated over rows) and, of the treated: take_rate (D, accepted
        over treated), revenue_per_sale (F, lei), margin_rate (H, 1 − cost of goods over revenue), offer_cost (K, mean
        cost, lei) and bad_debt_rate (M, the share of revenue that was never paid): a Series, or with ``by`` a DataFrame
        with one row a group. What a group without a sale gives no estimate of is the whole table's, and a
        ``records.Note`` says so.

    Raises:
        InputError: no table, an empty one, columns missing or wrong, no such offer, or no sale to the treated.
    """
    checked = of_one_offer(records.check("offers", offers), offer)
    nothing = _("Nobody who got an offer bought anything, so the revenue per sale and the margin rate cannot be "
                "estimated from this table. Take in more offers.")
    return records.estimates_by(checked, by, estimates, nothing)


def inputs_with_control(
    offers: pd.DataFrame, offer: str | None = None, by: str | Iterable[str] | None = None
) -> pd.Series | pd.DataFrame:
    """The inputs of the sheet and control_rate (Q): ``UPLIFT.solve(**inputs_with_control(offers, offer="mobile"))``.

    Args and returns as ``inputs_from``, with the take-up rate of those who did not get the offer.

    Raises:
        InputError: as ``inputs_from``, or a group in which everybody got the offer, so that nothing can be compared.
    """
    checked = of_one_offer(records.check("offers", offers), offer)
    together = checked.assign(everybody="all")
    control = take_rates(together, by="everybody" if by is None else by)["control"]
    if control.isna().any():
        sentence = _("There is no control group: everybody got the offer in {groups}. What would have been sold "
                     "anyway cannot be known; leave some customers out, drawn by lot.")
        names = control.index[control.isna()]
        raise InputError(sentence.format(groups=", ".join(records.said(name) for name in names)))
    found = inputs_from(checked, by=by)
    return pd.concat([found, pd.Series({"control_rate": control["all"]})]) if by is None else found.assign(
        control_rate=control)


def added_value(offers: pd.DataFrame, by: str | Iterable[str] = "offer", confidence: float = 0.95) -> pd.DataFrame:
    """What each offer was worth: as the source counts it, and by its uplift over the control group.

    Returns:
        One row a group: ``exposed`` (C), ``counted`` (P, lei), ``added`` (V, lei) with its interval ``low`` to
        ``high``, and ``needed``, the uplift at which the offer breaks even. The interval holds the luck of who bought;
        revenue, margin, cost and non-payment are taken as known.

    Raises:
        InputError: as ``inputs_with_control`` and ``interval``.
    """
    given = inputs_with_control(offers, by=by)
    solved = UPLIFT.solve(**given)
    worth = given["revenue_per_sale"] * (given["margin_rate"] - given["bad_debt_rate"])
    error = solved["C"] * worth * take_rates(offers, by)["standard_error"]
    around = interval(solved["V"], error, confidence)
    return pd.DataFrame({"exposed": solved["C"], "counted": solved["P"], "added": solved["V"], "low": around["low"],
                         "high": around["high"], "needed": given["offer_cost"] / worth})


def added_together(worth: pd.DataFrame) -> pd.DataFrame:
    """The sum of several offers, of which no sale stands in two.

    Args:
        worth: as ``added_value`` gives it, one row an offer.

    Returns:
        One row: ``counted``, ``added``, ``low`` and ``high``, in lei. The squares of the intervals' reaches add up, as
        each offer was drawn by a lot of its own.
    """
    total = worth[["counted", "added"]].sum()
    reach = (((worth["high"] - worth["low"]) / 2) ** 2).sum() ** 0.5
    return pd.DataFrame([{**total, "low": total["added"] - reach, "high": total["added"] + reach}])


def by_score(offers: pd.DataFrame, score: str = "score", groups: int = 10, confidence: float = 0.95) -> pd.DataFrame:
    """What the offers added among customers with high and with low scores, the highest first.

    Args:
        offers: as for ``inputs_from``, with a column of scores.
        score: that column; customers are ranked by it within each offer.
        groups: how many groups of one size, 10 for tenths.
        confidence: of the interval around the cumulated value.

    Returns:
        One row a group (1: the highest scores): ``exposed`` (customers who got the offer), ``treated``, ``control``,
        ``uplift`` and ``standard_error`` as in ``take_rates``; ``added`` (lei; a sale and an offer are worth and cost
        what they do in the whole table), and ``cumulated`` from the first group down, with ``low`` and ``high``.

    Raises:
        InputError: as ``inputs_with_control``; no such score; or so many groups that one lacks a control group.
    """
    checked = records.check("offers", offers)
    checked = checked.assign(group=ranked(checked, score, groups))
    rates, whole = take_rates(checked, by="group"), inputs_with_control(checked)
    if len(rates) < groups or rates["uplift"].isna().any():
        raise InputError(_("With {given} groups, some have nobody with the offer or nobody without it. Take fewer "
                           "groups.").format(given=groups))
    exposed = checked.groupby("group")["treated"].sum()
    solved = UPLIFT.solve(**{**whole, "loyal_customers": exposed, "exposure_rate": 1.0, "take_rate": rates["treated"],
                             "control_rate": rates["control"]})
    worth = whole["revenue_per_sale"] * (whole["margin_rate"] - whole["bad_debt_rate"])
    error = np.sqrt(((exposed * worth * rates["standard_error"]) ** 2).cumsum())
    around = interval(solved["V"].cumsum(), error, confidence)
    return rates.assign(exposed=exposed, added=solved["V"], cumulated=around["estimate"], low=around["low"],
                        high=around["high"])
