"""Measures of satisfaction: CSAT, NPS and ACSI, each with its scale, and how far chance moves them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from crmlessons import inputs, records
from crmlessons.sampling import reach
from crmlessons.words import InputError
from crmlessons.words import gettext as _

PROMOTERS_FROM, DETRACTORS_TO = 9, 6


def marks(name: str, values: Any, scale: tuple[int, int]) -> np.ndarray:
    """Answers as an array, once all are whole numbers of the scale.

    Raises:
        InputError: an answer is missing, no number, outside the scale or between two marks.
    """
    found = np.atleast_1d(inputs.accepted(name, inputs.plain(values), scale))
    broken = found[found % 1 != 0]
    if broken.size:
        raise InputError(_("{name} takes whole marks from {low} to {high}, and {given} was given.").format(
            name=name, low=scale[0], high=scale[1], given=inputs.code(broken[0])))
    return found


def wilson(hits: Any, asked: Any, confidence: float = 0.95) -> tuple[Any, Any]:
    """The interval of a share by Wilson (1927): it stays between 0 and 1 also for few answers and extreme shares.

    Args:
        hits: how many of those asked.
        asked: how many were asked; numbers or arrays.
        confidence: how often such intervals hold the true share.
    """
    z = reach(confidence)
    middle = (hits + z**2 / 2) / (asked + z**2)
    half = z / (asked + z**2) * (hits * (asked - hits) / asked + z**2 / 4) ** 0.5
    return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)


def csat(answers: Any, scale: tuple[int, int] = (1, 10), top: int | Sequence[int] = 2, confidence: float = 0.95,
         ) -> pd.Series | pd.DataFrame:
    """The share of satisfied customers: those who gave one of the ``top`` best marks of the scale.

    Args:
        answers: one mark a customer.
        scale: lowest and highest mark. A result means nothing without it.
        top: how many of the best marks count as satisfied; several numbers to compare.
        confidence: of the interval.

    Returns:
        ``answers`` (how many), ``satisfied`` (how many), ``csat`` (the share), ``low`` and ``high`` (Wilson's
        interval): a Series, or for several ``top`` one row each.

    Raises:
        InputError: an answer that is no mark of the scale, or a ``top`` that leaves no mark below.
    """
    if isinstance(top, Sequence):
        return pd.DataFrame({one: csat(answers, scale, one, confidence) for one in top}).T.rename_axis("top")
    low, high = scale
    if not 1 <= top <= high - low:
        raise InputError(_("top is how many of the best marks count as satisfied: from 1 to {most} on this scale, and "
                           "{given} was given.").format(most=high - low, given=top))
    given = marks("answers", answers, scale)
    satisfied = int((given > high - top).sum())
    around = wilson(satisfied, given.size, confidence)
    return pd.Series({"answers": given.size, "satisfied": satisfied, "csat": satisfied / given.size, "low": around[0],
                      "high": around[1]})


def nps_error(promoters: Any, detractors: Any, answers: Any) -> Any:
    """The standard error of a Net Promoter Score, in points: 100 · √((p + d − (p − d)²)/n).

    Each answer counts +1, 0 or −1; this is the spread of their mean.

    Args:
        promoters, detractors: p and d, shares of the answers.
        answers: n.
    """
    return 100 * ((promoters + detractors - (promoters - detractors) ** 2) / answers) ** 0.5


def answers_needed(promoters: float, detractors: float, points: float, confidence: float = 0.95) -> int:
    """How many answers it takes until the interval of an NPS reaches only so many points to either side.

    Raises:
        InputError: no positive number of points, or a confidence that is not between 0 and 1.
    """
    if not points > 0:
        raise InputError(_("points is how far the interval may reach to either side, such as 5; {given} was given.")
                         .format(given=points))
    one = nps_error(promoters, detractors, 1)
    return int(np.ceil(round((reach(confidence) * one / points) ** 2, 9)))


def nps(answers: Any, by: pd.Series | None = None, confidence: float = 0.95) -> pd.Series | pd.DataFrame:
    """The Net Promoter Score: the share of 9s and 10s less the share of 0s to 6s, in points from −100 to 100.

    Args:
        answers: how likely each customer is to recommend the company, 0 to 10.
        by: the group of each answer, with the same index; the interval of each group is its own.
        confidence: of the interval.

    Returns:
        ``answers`` (how many), ``detractors``, ``passives``, ``promoters`` (shares), ``nps``, ``standard_error``,
        ``low`` and ``high`` (points): a Series, or with ``by`` one row a group.

    Raises:
        InputError: an answer that is no mark from 0 to 10.
    """
    if by is not None:
        return pd.DataFrame({group: nps(part, None, confidence) for group, part in answers.groupby(by)}).T
    given = marks("answers", answers, (0, 10))
    fans, critics = (given >= PROMOTERS_FROM).mean(), (given <= DETRACTORS_TO).mean()
    score, error = 100 * (fans - critics), nps_error(fans, critics, given.size)
    half = reach(confidence) * error
    return pd.Series({"answers": given.size, "detractors": critics, "passives": 1 - fans - critics, "promoters": fans,
                      "nps": score, "standard_error": error, "low": max(score - half, -100.0),
                      "high": min(score + half, 100.0)})


def asked_again(answers: Any, sizes: Sequence[int] = (30, 100, 400), times: int = 1_000, seed: int = 1) -> pd.DataFrame:
    """The scores that the same company would get if it asked so many customers, again and again.

    Every survey draws its answers by lot, with replacement, from those given: nothing has changed but the lot.

    Args:
        answers: marks from 0 to 10.
        sizes: how many customers each survey asks.
        times: how many surveys of each size.
        seed: of the lot; the same seed gives the same surveys.

    Returns:
        One row a survey, one column a size: the NPS in points.

    Raises:
        InputError: an answer that is no mark from 0 to 10.
    """
    whole = nps(answers)
    random = np.random.default_rng(seed)
    found = {}
    for size in sizes:
        lot = random.random((times, size))
        fans, critics = lot < whole["promoters"], lot >= 1 - whole["detractors"]
        found[size] = 100 * (fans.mean(axis=1) - critics.mean(axis=1))
    return pd.DataFrame(found).rename_axis(columns="answers")


def spread(scores: pd.DataFrame, answers: Any, confidence: float = 0.95) -> pd.DataFrame:
    """Between which scores so many of the repeated surveys fall, beside what the formula of the error says.

    Args:
        scores: as ``asked_again`` gives them.
        answers: the marks that they were drawn from.
        confidence: the share of the surveys in the middle.

    Returns:
        One row a size: ``low`` and ``high`` (seen), ``standard_error`` (seen) and ``by_formula`` (computed), in points.
    """
    whole, outside = nps(answers), (1 - confidence) / 2
    formula = [nps_error(whole["promoters"], whole["detractors"], size) for size in scores.columns]
    ends = scores.quantile([outside, 1 - outside])
    return pd.DataFrame({"low": ends.iloc[0], "high": ends.iloc[1], "standard_error": scores.std(),
                         "by_formula": pd.Series(formula, scores.columns)})


def acsi(overall: Any, expectations: Any, ideal: Any, weights: Iterable[float] = (1, 1, 1)) -> float:
    """The customer satisfaction index of Fornell et al. (1996): three questions, one number from 0 to 100.

    100 · Σ w·(mean − 1) / (9 · Σ w). The published index estimates the weights by a model of its own, so they
    are not ours; equal weights are an assumption.

    Args:
        overall: marks from 1 to 10: satisfaction overall.
        expectations: 1 (falls short of) to 10 (exceeds what was expected).
        ideal: 1 (far from) to 10 (close to the ideal).
        weights: one for each question.

    Raises:
        InputError: a mark that is not between 1 and 10, or weights that are not three numbers with a positive sum.
    """
    share = np.asarray(list(weights), dtype=float)
    if share.shape != (3,) or (share < 0).any() or not share.sum() > 0:
        raise InputError(_("The index takes three weights, one for each question, none of them negative and not all "
                           "zero."))
    questions = {"overall": overall, "expectations": expectations, "ideal": ideal}
    means = [marks(name, values, (1, 10)).mean() for name, values in questions.items()]
    return float(100 * (share * (np.asarray(means) - 1)).sum() / (9 * share.sum()))


def checked(table: pd.DataFrame) -> pd.DataFrame:
    """A survey, checked as its description says.

    Raises:
        InputError: no table, an empty one, or columns missing or wrong.
    """
    return records.check("survey", table)
