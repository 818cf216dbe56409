"""A trial of what records only suggest: how many conversations it takes, and what the gain would be worth."""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import NormalDist

import pandas as pd

from crmlessons import inputs, sampling
from crmlessons.formula import Formula
from crmlessons.records.description import truth
from crmlessons.sales_calls import ITEMS, with_winning
from crmlessons.words import N_, InputError
from crmlessons.words import gettext as _

CARD = (
    Formula("k", "(o - e)/(1 - e)", N_("Cohen's kappa: o agreed, e by chance")),
    Formula("s", "sqrt(p*(1 - p)/n + q*(1 - q)/m)", N_("standard error of the difference of the shares p of n and q "
                                                       "of m")),
    Formula("f", "1 - (1 - a)**t", N_("chance of a false alarm among t independent tests, each with a chance of a")),
    Formula("N", "7.85*(p*(1 - p) + q*(1 - q))/(p - q)**2", N_("conversations in each group of a trial that finds q "
                                                              "instead of p in four of five cases")),
)


def trial_size(rate: float, gain: float, power: float = 0.8, confidence: float = 0.95) -> int:
    """How many conversations each of two equal groups needs, so that a trial finds a gain in the share won.

    (1.96 + 0.84)² · [p(1 − p) + q(1 − q)]/(p − q)², the usual normal approximation for two shares, rounded up.

    Args:
        rate: p, the share won without what is tried.
        gain: what it adds, so that q = p + gain is won with it; it may be negative, but not zero.
        power: how often the trial finds the gain if it is there.
        confidence: of the interval that must leave zero out.

    Raises:
        InputError: a share outside 0 to 1, no gain, or a power or confidence that is not between 0 and 1.
    """
    shares = [float(inputs.accepted(name, share, (0, 1)))
              for name, share in (("rate", rate), ("rate + gain", round(rate + gain, 12)))]
    if gain == 0 or not 0 < power < 1:
        raise InputError(_("A trial needs a gain to look for, such as 0.1, and a power between 0 and 1, such as 0.8; "
                           "{gain} and {power} were given.").format(gain=gain, power=power))
    reach = sampling.reach(confidence) + NormalDist().inv_cdf(power)
    return math.ceil(reach**2 * sum(share * (1 - share) for share in shares) / gain**2)


def trial_sizes(rate: float, gains: Iterable[float], a_year: float) -> pd.DataFrame:
    """How large a trial is and how long it takes, for several gains that it should be able to find.

    Args:
        rate: the share won without what is tried, among the conversations that take part.
        gains: what it may add, one row each.
        a_year: how many conversations can take part in a year.

    Returns:
        One row a gain: ``gain_sought``, ``each_group`` and ``both_groups`` (conversations) and ``years``.
    """
    rows = [(gain, trial_size(rate, gain)) for gain in gains]
    found = pd.DataFrame(rows, columns=["gain_sought", "each_group"])
    both = 2 * found["each_group"]
    return found.assign(both_groups=both, years=both / a_year)


def decider_gains(talks: pd.DataFrame) -> pd.Series:
    """By how much a missing decider's presence raises the share won, if the difference is cause.

    From firms in which two or three decide, as a firm with one decider never lacks one.

    Returns:
        ``worth_found`` (the difference), ``worth_careful`` (the lower end of its interval, as wide as for all ten items
        tested together) and ``worth_true`` (what the case company was simulated with).
    """
    several = with_winning(talks[talks["deciders_needed"] > 1], ("all_deciders",)).iloc[0]
    reach = sampling.reach(1 - 0.05 / len(ITEMS))
    return pd.Series({"worth_found": several["estimate"],
                      "worth_careful": several["estimate"] - reach * several["standard_error"],
                      "worth_true": truth("sales_calls")["parameters"]["effect"]["all_deciders"]})
