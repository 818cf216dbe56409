"""What makes a customer satisfied and what follows: a deceit, pleasure now against welfare later, survey measures."""

from __future__ import annotations

import pandas as pd

from crmlessons.formula import Formula
from crmlessons.satisfaction_drivers import (
    ELEMENTS,
    drivers,
    explained,
    gain,
    truth,
    ways,
    weight_differences,
    weights_by,
)
from crmlessons.satisfaction_loyalty import after_the_survey, difference, shares
from crmlessons.satisfaction_measures import acsi, answers_needed, asked_again, csat, nps, nps_error, spread
from crmlessons.solution import Solution
from crmlessons.words import N_, InputError
from crmlessons.words import gettext as _
from crmlessons.worksheet import Line, Worksheet

__all__ = ["CARD", "DECEIT", "ELEMENTS", "SHEET", "acsi", "after_the_survey", "answers_needed", "asked_again", "csat",
           "difference", "drivers", "explained", "gain", "kinds", "nps", "nps_error", "partners", "shares", "spread",
           "truth", "ways", "weight_differences", "weights_by"]

SHEET = Worksheet(N_("Satisfaction now, welfare later"), "A § 1", (
    Line("A", "customers", N_("customers who buy"), "customer", default=100, slider=(0, 1_000, 10)),
    Line("B", "pleasure", N_("pleasure now"), "lei/customer", default=1_200, slider=(0, 3_000, 50)),
    Line("C", "price", N_("price"), "lei/customer", default=1_000, slider=(0, 3_000, 50)),
    Line("D", "unit_cost", N_("cost of making it"), "lei/customer", default=850, slider=(0, 3_000, 50)),
    Line("E", "good_later", N_("later good for the buyer"), "lei/customer/period", default=0, slider=(0, 200, 5)),
    Line("F", "harm_later", N_("later harm to the buyer"), "lei/customer/period", default=30, slider=(0, 200, 5)),
    Line("G", "harm_to_others", N_("later harm to others"), "lei/customer/period", default=20, slider=(0, 200, 5)),
    Line("H", "years", N_("years that it lasts"), "period", default=10, slider=(0, 40, 1)),
    Line("J", "weight_of_later", N_("weight of later years"), "1", default=1, slider=(0, 1, 0.05)),
    Line("K", "satisfaction", N_("satisfaction of one, now"), "lei/customer", lambda B, C: B - C),
    Line("L", "later_of_one", N_("later years of one"), "lei/customer", lambda E, F, H, J: (E - F) * H * J),
    Line("M", "welfare_of_one", N_("welfare of one customer"), "lei/customer", lambda K, L: K + L),
    Line("N", "firm_margin", N_("margin of the firm"), "lei", lambda A, C, D: A * (C - D)),
    Line("P", "satisfaction_of_all", N_("satisfaction of all, now"), "lei", lambda A, K: A * K),
    Line("Q", "later_of_all", N_("later years of all buyers"), "lei", lambda A, L: A * L),
    Line("R", "harm_to_all_others", N_("harm to all others"), "lei", lambda A, G, H, J: A * G * H * J),
    Line("T", "welfare", N_("welfare of society"), "lei", lambda N, P, Q, R: N + P + Q - R),
))

DECEIT = Worksheet(N_("What a deceit is worth"), "A § 1", (
    Line("A", "fooled", N_("customers who are fooled"), "customer", default=1_000, slider=(0, 10_000, 100)),
    Line("B", "extra_margin", N_("extra margin of the trick"), "lei/customer", default=15, slider=(0, 100, 1)),
    Line("C", "gain", N_("gain now"), "lei", lambda A, B: A * B),
    Line("D", "margin_per_purchase", N_("margin of a purchase"), "lei/sale", default=20, slider=(0, 100, 1)),
    Line("E", "later_purchases", N_("later purchases, if honest"), "sale/customer", default=4, slider=(0, 20, 0.1),
         shown="number"),
    Line("F", "found_out", N_("share who find out"), "1", default=0.5, slider=(0, 1, 0.01)),
    Line("G", "lost_trust", N_("customers who find out"), "customer", lambda A, F: A * F),
    Line("H", "still_bought", N_("share they buy all the same"), "1", default=0, slider=(0, 1, 0.01)),
    Line("J", "purchases_lost", N_("purchases lost"), "sale", lambda G, E, H: G * E * (1 - H)),
    Line("K", "margin_lost", N_("margin lost later"), "lei", lambda J, D: J * D),
    Line("L", "value", N_("value of the deceit"), "lei", lambda C, K: C - K),
))

# Formulas of the text beside the lines of ``DECEIT``, for the card; p, d and q are shares of n answers.
CARD = (
    Formula("F^*", "B/(E*(1 - H)*D)", N_("break-even share who find out")),
    Formula("NPS", "100*(p - d)", N_("Net Promoter Score: share of promoters less share of detractors")),
    Formula("s", "100*sqrt((p + d - (p - d)**2)/n)", N_("standard error of an NPS with n answers")),
    Formula("n", "(1.96*s_1/r)**2", N_("answers until the interval reaches r points to either side")),
    Formula("e", "sqrt(q*(1 - q)/n)", N_("standard error of a share q of n customers")),
    Formula("", "sqrt(e_1**2 + e_2**2)", N_("standard error of a difference")),
)

# Kotler's four kinds of product by what they do now and later; prices, pleasures and years are this course's.
_KINDS = {
    "desirable": {"pleasure": 1_300, "price": 1_000, "unit_cost": 850, "good_later": 60, "years": 10},
    "pleasing": {"pleasure": 1_200, "price": 1_000, "unit_cost": 850, "harm_later": 30, "harm_to_others": 20,
                 "years": 10},
    "salutary": {"pleasure": 100, "price": 300, "unit_cost": 250, "good_later": 80, "years": 5},
    "deficient": {"pleasure": 30, "price": 50, "unit_cost": 20, "harm_later": 10, "harm_to_others": 10, "years": 2},
}


def kinds(weight_of_later: float = 1.0) -> pd.DataFrame:
    """The inputs of ``SHEET`` for one product of each of Kotler's (1972) four kinds, for one customer.

    Args:
        weight_of_later: J, how much a later year counts beside the present one.

    Returns:
        Rows ``desirable``, ``pleasing``, ``salutary`` and ``deficient``, one column an input; the amounts are invented.
    """
    nothing = {**dict.fromkeys(SHEET.example, 0.0), "customers": 1, "weight_of_later": weight_of_later}
    return pd.DataFrame({kind: {**nothing, **given} for kind, given in _KINDS.items()}).T


def partners(solution: Solution) -> pd.DataFrame:
    """Who gains and who loses by an exchange, now and later, in lei.

    Args:
        solution: ``SHEET`` solved for one case.

    Returns:
        Rows ``buyers``, ``firm``, ``bystanders`` (everybody else) and ``society`` (their sum: line T); columns ``now``,
        ``afterwards`` and ``altogether``.

    Raises:
        InputError: the sheet was solved for several cases.
    """
    if solution.cases > 1:
        raise InputError(_("The partners are those of one case, and this sheet holds {count} cases. Solve it for one "
                           "of them.").format(count=solution.cases))
    s = solution.frame().iloc[0]
    rows = {"buyers": (s["P"], s["Q"]), "firm": (s["N"], 0.0), "bystanders": (0.0, -s["R"])}
    found = pd.DataFrame.from_dict(rows, orient="index", columns=["now", "afterwards"])
    found.loc["society"] = found.sum()
    return found.assign(altogether=found.sum(axis=1))
