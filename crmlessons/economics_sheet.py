"""The sheet of a year's customers, the three values of one customer, and what follows from both by algebra."""

from __future__ import annotations

from typing import Any

import numpy as np

from crmlessons.formula import Formula
from crmlessons.words import N_
from crmlessons.worksheet import Line, Worksheet, defined

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
    Line("H", "times_dearer", N_("times dearer to win one"), "1", default=6, slider=(0, 25, 0.5), shown="number"),
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
    Line("F", "still_to_come", N_("only if they renew"), "lei/customer", lambda A, B, C: A * B / (1 + C - B),
         undefined=_ENDLESS),
))

CARD = (
    Formula("", "B**t", N_("share left after t years")),
    Formula("", "(1 + E - B)/(1 + E - C) - 1", N_("rise of a customer's value")),
    Formula("F^*", "D*(C - B)/(1 + E - B)", N_("the most a programme may cost a customer and year")),
    Formula("", "D/(1 + E - B)", N_("value now, if margins come at the year's end")),
    Formula("", "D*B/(1 + E - B)", N_("value now, if the first margin needs a renewal")),
)


def lifetime(rate_kept: Any) -> Any:
    """How many years a customer stays on average, the first one counted: 1/(1 − r); NaN where nobody ever leaves."""
    with np.errstate(divide="ignore"):
        return defined(1 / (1 - np.asarray(rate_kept, dtype=float)))


def gain(before: Any, after: Any, discount_rate: Any = 0.0) -> Any:
    """By what share the value of a customer grows when more are kept: (1 + d − r)/(1 + d − r′) − 1.

    The margin cancels, so none is asked for. It is the same for every member of the family but “only if they
    renew”. NaN where nobody ever leaves and nothing is discounted.
    """
    below = np.asarray(1 + discount_rate - after, dtype=float)
    return ((1 + discount_rate - before) / np.where(below > 1e-12, below, np.nan) - 1)[()]


def break_even_spend(rate_before: Any, rate_after: Any, margin: Any, discount_rate: Any) -> Any:
    """The most a programme may cost a customer and year, lei: D(C − B)/(1 + E − B), as long as they stay."""
    return margin * (rate_after - rate_before) / (1 + discount_rate - rate_before)
