"""Why keeping customers pays: how long they stay, what that is worth, and how much may be spent on it.

A period is a year here, as in the source's “80 % a year”; lesson 04 goes from month to month.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import numpy as np
import pandas as pd

from crmlessons import acquisition, records, retention
from crmlessons.economics_claims import CLAIMS, claims, questioned, trend
from crmlessons.economics_crm import BENEFITS, CHANNELS, CLIENTING, TECHNOLOGIES, benefits, crm
from crmlessons.economics_programmes import LEVERS, PROGRAMMES, Plan, Programme, points_a_year
from crmlessons.economics_sheet import CARD, FAMILY, SHEET, break_even_spend, gain, lifetime
from crmlessons.economics_years import by_age, measured, today, yearly
from crmlessons.words import InputError, bare_money, number, percent
from crmlessons.words import gettext as _
from crmlessons.worksheet import defined

__all__ = ["BENEFITS", "CARD", "CHANNELS", "CLAIMS", "CLIENTING", "FAMILY", "LEVERS", "PROGRAMMES", "Plan", "SHEET",
           "TECHNOLOGIES", "benefits", "break_even_spend", "by_age", "claims", "crm", "first_margin", "gain",
           "inputs_from", "left", "letters", "lifetime", "measured", "plan", "plans", "points_a_year", "questioned",
           "readings", "trend", "tried_on", "worth_of_points", "yearly"]

def left(years: int, *rates: float) -> pd.DataFrame:
    """The share of today's customers that is left after 0, 1, … years, one column a yearly rate of keeping them."""
    after = pd.RangeIndex(years + 1, name="year")
    return pd.DataFrame({_("keeps {rate}").format(rate=percent(rate)): rate ** after.to_numpy(dtype=float)
                         for rate in rates}, index=after)


def worth_of_points(rates: Iterable[float], *discount_rates: float, points: float = 0.05) -> pd.DataFrame:
    """What some percentage points of retention add to the value of a customer, by the rate they start from.

    Returns:
        One row a starting rate, one column a discount rate: the gain as a share of the value before.
    """
    start = pd.Index(rates, name="rate_before")
    values = start.to_numpy(dtype=float)
    names = [_("discounted at {rate}").format(rate=percent(rate)) if rate else _("not discounted")
             for rate in discount_rates]
    return pd.DataFrame({name: gain(values, values + points, rate)
                         for name, rate in zip(names, discount_rates, strict=True)}, index=start)


def readings(rate: float = 0.8, change: float = 0.05) -> pd.DataFrame:
    """“5 % fewer lost” read in two ways, for customers of whom ``rate`` is kept in a year.

    Returns:
        Rows ``in_points`` (5 percentage points less are lost) and ``relative_cut`` (5 of 100 who would leave stay);
        columns ``rate_after``, ``lifetime_years``, ``undiscounted`` and ``discounted`` (gain in value, at 0 and 10 %).
    """
    after = pd.Series({"in_points": rate + change, "relative_cut": 1 - (1 - rate) * (1 - change)})
    return pd.DataFrame({"rate_after": after, "lifetime_years": lifetime(after), "undiscounted": gain(rate, after),
                         "discounted": gain(rate, after, 0.1)})


def inputs_from(contacts: pd.DataFrame, ledger: pd.DataFrame) -> pd.Series:
    """What records say of five inputs of the sheet; the programme (C and F) and the discount rate are the reader's.

    Args:
        contacts: a campaign, as ``records.load("contacts")`` gives it: what winning a customer costs.
        ledger: one row for each customer and month, as ``records.load("ledger")`` gives it, with a whole year.

    Returns:
        customers (A, those who are left at the end of the ledger), rate_before (B, all years together), margin (D),
        keep_cost (G) and times_dearer (H, the cost of winning one over the cost of keeping one for a year), all of a
        year.

    Raises:
        InputError: as ``yearly`` and ``acquisition.inputs_from``, or nothing is spent on keeping customers.
    """
    years = yearly(ledger)
    weights = years["customers"] / years["customers"].sum()
    mean = years[["kept", "margin_a_year", "keep_cost_a_year"]].mul(weights, axis=0).sum()
    if mean["keep_cost_a_year"] == 0:
        raise InputError(_("Nothing was spent on keeping customers in this ledger, so winning one cannot be compared "
                           "with keeping one."))
    won = acquisition.SHEET.solve(**acquisition.inputs_from(contacts))
    return pd.Series({"customers": today(ledger), "rate_before": mean["kept"],
                      "margin": mean["margin_a_year"], "keep_cost": mean["keep_cost_a_year"],
                      "times_dearer": won.acquisition_cost / mean["keep_cost_a_year"]})


def first_margin(contacts: pd.DataFrame) -> float:
    """What a new customer brings at once, lei: first payments less the goods of all sales, paid or not, a customer."""
    sales = records.check("contacts", contacts).query("accepted == 1")
    paid = sales[sales["paid"] == 1]
    return float((paid["revenue"].sum() - sales["cost_of_goods"].sum()) / len(paid))


def plan(programme: Programme, discount_rate: float = 0.01, **inputs: float) -> Plan:
    """What a programme does to the letters of ``retention.SHEET``, and whether it pays.

    Args:
        programme: one of ``PROGRAMMES``, or one of the reader's own.
        discount_rate: of a month.
        inputs: those of ``retention.SHEET``, by name, of a month without the programme.
    """
    changed = {**inputs, **programme.applied(inputs)}
    before, after = retention.SHEET.solve(**inputs), retention.SHEET.solve(**changed)
    worth = retention.lifetime_value(discount_rate, **inputs)
    earned = changed["revenue_per_customer"] * (changed["margin_rate"] - changed["bad_debt_rate"])
    with np.errstate(all="ignore"):
        churn = (earned - changed["retention_cost"] - worth * discount_rate) / np.asarray(earned + worth)
        needed = defined(1 - churn / np.asarray(inputs["churn_rate"], dtype=float))
    return Plan(programme, before, after, worth, retention.lifetime_value(discount_rate, **changed), needed)


def tried_on(discount_rate: float = 0.01, **inputs: float) -> Callable[[Programme], Plan]:
    """What tries programmes on one month: ``plan`` with everything but the programme filled in."""
    return partial(plan, discount_rate=discount_rate, **inputs)


def plans(discount_rate: float = 0.01, **inputs: float) -> pd.DataFrame:
    """All programmes beside one another.

    Returns:
        One row a programme: ``saved_leavers`` (the share of the leavers it is assumed to keep), ``needed`` (the share
        at which it breaks even), ``worth_each`` (of a customer with it, lei) and ``gain_each`` (against the worth
        without it, lei).
    """
    tried = {_(one.label): plan(one, discount_rate, **inputs) for one in PROGRAMMES}
    return pd.DataFrame({"saved_leavers": {name: one.programme.saved for name, one in tried.items()},
                         "needed": {name: one.needed for name, one in tried.items()},
                         "worth_each": {name: one.worth_after for name, one in tried.items()},
                         "gain_each": {name: one.gain for name, one in tried.items()}}).rename_axis("programme_tried")


def letters(tried: Plan) -> pd.DataFrame:
    """The letters that a programme moves, before and after.

    Returns:
        One row a letter: ``line_moved`` (its description), ``before_it`` and ``after_it``, as the language writes them.
    """
    write = {"money": bare_money, "percent": percent, "count": number, "number": number}
    lines = [tried.before.sheet.line(letter) for letter in tried.moved]
    rows = [(_(line.label), *(write[line.kind](one[line.letter]) for one in (tried.before, tried.after)))
            for line in lines]
    return pd.DataFrame(rows, index=pd.Index(tried.moved, name="letter_moved"),
                        columns=["line_moved", "before_it", "after_it"])

