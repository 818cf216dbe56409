"""Why keeping customers pays: how long they stay, what that is worth, and how much may be spent on it.

A period is a year here, as in the source's “80 % a year”; lesson 04 goes from month to month.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from crmlessons import acquisition, retention
from crmlessons.economics_claims import CLAIMS, claims, questioned, trend
from crmlessons.economics_crm import BENEFITS, CHANNELS, CLIENTING, TECHNOLOGIES, benefits, crm
from crmlessons.economics_programmes import LEVERS, PROGRAMMES, Plan, Programme
from crmlessons.economics_years import yearly
from crmlessons.words import N_, InputError, bare_money, number, percent
from crmlessons.words import gettext as _
from crmlessons.worksheet import Line, Worksheet, defined

__all__ = ["BENEFITS", "CHANNELS", "CLAIMS", "CLIENTING", "FAMILY", "LEVERS", "PROGRAMMES", "SHEET", "TECHNOLOGIES",
           "Plan", "benefits", "break_even_spend", "claims", "crm", "gain", "inputs_from", "left", "letters",
           "lifetime", "plan", "plans", "questioned", "readings", "trend", "tried_on",
           "worth_of_points", "yearly"]

_FOR_EVER = N_("nobody ever leaves, so the years have no end")
_ENDLESS = N_("nobody ever leaves and nothing is discounted, so the value has no end")

SHEET = Worksheet(N_("What keeping customers is worth"), "80% → 90%", (
    Line("A", "customers", N_("customers today"), "customer", default=1_000, slider=(10, 1_000, 10)),
    Line("B", "rate_before", N_("share kept in a year, now"), "1", default=0.8, slider=(0.3, 0.98, 0.01)),
    Line("C", "rate_after", N_("share kept, with programme"), "1", default=0.9, slider=(0.3, 0.98, 0.01)),
    Line("D", "margin", N_("yearly margin per customer"), "lei/customer", default=120, slider=(10, 500, 10)),
    Line("E", "discount_rate", N_("discount rate of a year"), "1", default=0.1, slider=(0, 0.5, 0.01)),
    Line("F", "programme_cost", N_("programme, yearly, each"), "lei/customer", default=20, slider=(0, 100, 1)),
    Line("G", "keep_cost", N_("keeping one for a year, now"), "lei/customer", default=50, slider=(5, 200, 5)),
    Line("H", "times_dearer", N_("winning is dearer: times"), "1", default=6, slider=(0, 25, 0.5), shown="number"),
    Line("J", "lost_before", N_("share lost in a year, now"), "1", lambda B: 1 - B),
    Line("K", "lost_after", N_("share lost, with programme"), "1", lambda C: 1 - C),
    Line("L", "lifetime_before", N_("years a customer stays, now"), "1", lambda J: 1 / J, shown="number",
         undefined=_FOR_EVER),
    Line("M", "lifetime_after", N_("years, with the programme"), "1", lambda K: 1 / K, shown="number",
         undefined=_FOR_EVER),
    Line("N", "customers_kept", N_("more customers kept"), "customer", lambda A, B, C: A * (C - B)),
    Line("P", "win_cost", N_("cost of winning one"), "lei/customer", lambda G, H: G * H),
    Line("Q", "replacing", N_("replacing them, if lost"), "lei", lambda N, P: N * P),
    Line("R", "keeping", N_("keeping them, if not lost"), "lei", lambda N, G: N * G),
    Line("T", "saving", N_("saved on replacing, a year"), "lei", lambda Q, R: Q - R),
    Line("U", "value_before", N_("value per customer, now"), "lei/customer",
         lambda B, D, E: D * (1 + E) / (1 + E - B), undefined=_ENDLESS),
    Line("V", "value_after", N_("value, when more are kept"), "lei/customer",
         lambda C, D, E: D * (1 + E) / (1 + E - C), undefined=_ENDLESS),
    Line("W", "value_gained", N_("gained by longer stays"), "lei", lambda A, U, V: A * (V - U)),
    Line("X", "programme_total", N_("programme, all years"), "lei",
         lambda A, C, E, F: A * F * (1 + E) / (1 + E - C), undefined=_ENDLESS),
    Line("Y", "cost_of_one_kept", N_("cost of one more kept"), "lei/customer", lambda A, F, N: A * F / N,
         undefined=N_("no more customers are kept than now, so there is no cost of one more")),
    Line("Z", "contribution", N_("value of the programme"), "lei", lambda W, X: W - X),
))

FAMILY = Worksheet(N_("Three values of one customer"), "Fader & Hardie 2012", (
    Line("A", "margin", N_("yearly margin per customer"), "lei/customer", default=120, slider=(10, 500, 10)),
    Line("B", "rate_kept", N_("share kept in a year"), "1", default=0.8, slider=(0.3, 0.98, 0.01)),
    Line("C", "discount_rate", N_("discount rate of a year"), "1", default=0.1, slider=(0, 0.5, 0.01)),
    Line("D", "starting_now", N_("first margin today"), "lei/customer", lambda A, B, C: A * (1 + C) / (1 + C - B),
         undefined=_ENDLESS),
    Line("E", "at_year_end", N_("each margin at the year's end"), "lei/customer", lambda A, B, C: A / (1 + C - B),
         undefined=_ENDLESS),
    Line("F", "still_to_come", N_("only if he renews"), "lei/customer", lambda A, B, C: A * B / (1 + C - B),
         undefined=_ENDLESS),
))


def lifetime(rate_kept: Any) -> Any:
    """How many years a customer stays on average, his first one counted: 1/(1 − r); NaN where nobody ever leaves."""
    with np.errstate(divide="ignore"):
        return defined(1 / (1 - np.asarray(rate_kept, dtype=float)))


def left(years: int, *rates: float) -> pd.DataFrame:
    """The share of today's customers that is left after 0, 1, … years, one column a yearly rate of keeping them."""
    after = pd.RangeIndex(years + 1, name="year")
    return pd.DataFrame({percent(rate): rate ** after.to_numpy(dtype=float) for rate in rates}, index=after)


def gain(before: Any, after: Any, discount_rate: Any = 0.0) -> Any:
    """By what share the value of a customer grows when more are kept: (1 + d − r)/(1 + d − r′) − 1.

    The margin cancels, so none is asked for. It is the same for every member of the family but “only if he renews”. NaN
    where nobody ever leaves and nothing is discounted.
    """
    below = np.asarray(1 + discount_rate - after, dtype=float)
    return ((1 + discount_rate - before) / np.where(below > 1e-12, below, np.nan) - 1)[()]


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


def break_even_spend(rate_before: Any, rate_after: Any, margin: Any, discount_rate: Any) -> Any:
    """The most a programme may cost a customer and year, lei: D(C − B)/(1 + E − B); it is paid as long as he stays."""
    return margin * (rate_after - rate_before) / (1 + discount_rate - rate_before)


def inputs_from(contacts: pd.DataFrame, ledger: pd.DataFrame) -> pd.Series:
    """What records say of five inputs of the sheet; the programme (C and F) and the discount rate are the reader's.

    Args:
        contacts: a campaign, as ``records.load("contacts")`` gives it: what winning a customer costs.
        ledger: one row for each customer and month, as ``records.load("ledger")`` gives it, with a whole year.

    Returns:
        customers (A, at the start of the last year), rate_before (B, all years together), margin (D), keep_cost (G) and
        times_dearer (H, the cost of winning one over the cost of keeping one for a year), all of a year.

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
    return pd.Series({"customers": years["customers"].iloc[-1], "rate_before": mean["kept"],
                      "margin": mean["margin_a_year"], "keep_cost": mean["keep_cost_a_year"],
                      "times_dearer": won.acquisition_cost / mean["keep_cost_a_year"]})


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

