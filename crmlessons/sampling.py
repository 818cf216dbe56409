"""What chance does to an estimate: standard errors of shares, and the interval around an estimate.

The rooms of the topics share this; it knows no table and no topic.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

import pandas as pd

from crmlessons.words import InputError
from crmlessons.words import gettext as _


def share_variance(share: Any, size: Any) -> Any:
    """The square of the standard error of a share among so many who decide independently; numbers or arrays."""
    return share * (1 - share) / size


def share_error(share: Any, size: Any) -> Any:
    """The standard error of a share: √(p · (1 − p)/n)."""
    return share_variance(share, size) ** 0.5


def reach(confidence: float) -> float:
    """How many standard errors an interval reaches to either side: 1.96 for 0.95.

    Raises:
        InputError: a confidence that is not between 0 and 1.
    """
    if not 0 < confidence < 1:
        raise InputError(_("The confidence lies between 0 and 1, such as 0.95, and {given} was given.").format(
            given=confidence))
    return NormalDist().inv_cdf((1 + confidence) / 2)


def interval(estimate: pd.Series, standard_error: pd.Series, confidence: float = 0.95) -> pd.DataFrame:
    """Estimates with the interval around them that the normal approximation gives.

    Args:
        estimate: one estimate a row, of any unit.
        standard_error: in the same unit and with the same index.
        confidence: how often such intervals hold the true value; 0.95 reaches 1.96 standard errors to either side.

    Returns:
        Columns ``estimate``, ``low`` and ``high``.

    Raises:
        InputError: a confidence that is not between 0 and 1.
    """
    around = reach(confidence) * standard_error
    return pd.DataFrame({"estimate": estimate, "low": estimate - around, "high": estimate + around})


def difference(estimates: pd.Series, errors: pd.Series, one: object, other: object) -> tuple[float, float]:
    """By how much one group's estimate exceeds another's, and the standard error of that; the groups share no row.

    Raises:
        InputError: no such group.
    """
    for label in (one, other):
        if label not in estimates.index:
            raise InputError(_("There is no group “{given}” among these: {names}.").format(
                given=label, names=", ".join(map(str, estimates.index))))
    return estimates[one] - estimates[other], (errors[one] ** 2 + errors[other] ** 2) ** 0.5
