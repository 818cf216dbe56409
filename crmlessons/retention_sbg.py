"""Customers who differ in how likely they are to leave: the shifted beta-geometric model (sBG) of Fader and Hardie.

Every customer leaves with a chance of his own, the same in every period; the chances are spread over the customers as
a beta distribution with the parameters α and β. Those who leave soon go first, so the share that is kept from one
period to the next rises although nobody changes. P. Fader and B. Hardie, “How to project customer retention”,
Journal of Interactive Marketing 21 (2007).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crmlessons.words import InputError
from crmlessons.words import gettext as _

ALIKE = 1e6  # α + β from which on customers cannot be told from customers who are all alike
STEPS = 200

# The “Regular” customers of Fader and Hardie (2007), who renew by the year: of 1,000, how many were still there.
_YEARS = pd.Series([1_000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173])
REGULAR = pd.DataFrame({"at_risk": _YEARS.shift(fill_value=1_000), "stayed": _YEARS, "kept": _YEARS / 1_000}
                       ).rename_axis("year")


@dataclass(frozen=True)
class Sbg:
    """A fitted model.

    Attributes:
        alpha, beta: the parameters; the mean chance of leaving in the first period is α/(α + β).
        log_likelihood: of the data it was fitted to.
        covariance: of ln α and ln β, two by two; zeros where the customers are all alike.
    """

    alpha: float
    beta: float
    log_likelihood: float
    covariance: np.ndarray

    @property
    def first_loss(self) -> float:
        """The share that leaves in the first period: the mean chance of leaving of new customers, α/(α + β)."""
        return self.alpha / (self.alpha + self.beta)

    def retention(self, period: Any) -> Any:
        """The share of those still there that stays in this period (1 is the first): (β + t − 1)/(α + β + t − 1)."""
        before = np.asarray(period, dtype=float) - 1
        return (self.beta + before) / (self.alpha + self.beta + before)

    def kept(self, periods: int) -> pd.Series:
        """The share of all still there after 0, 1, … periods: S(t) = B(α, β + t)/B(α, β)."""
        shares = np.cumprod([1.0, *self.retention(np.arange(1, periods + 1))])
        return pd.Series(shares, pd.RangeIndex(periods + 1, name="period"), name="kept")

    def standard_error(self, periods: int) -> float:
        """The standard error of ``kept`` after so many periods, by the delta method."""
        slope = [self._shifted(step, periods) for step in ((1e-4, 0.0), (0.0, 1e-4))]
        return float(np.sqrt(max(0.0, slope @ self.covariance @ np.array(slope))))

    def _shifted(self, step: tuple[float, float], periods: int) -> float:
        """How fast ``kept`` changes with ln α or ln β."""
        ends = [Sbg(self.alpha * np.exp(side * step[0]), self.beta * np.exp(side * step[1]), 0.0, self.covariance)
                .kept(periods).iloc[-1] for side in (1, -1)]
        return float((ends[0] - ends[1]) / (2 * sum(step)))


def fit(at_risk: Sequence[float], stayed: Sequence[float]) -> Sbg:
    """The model that makes the data likeliest (maximum likelihood, by Newton's method on ln α and ln β).

    Args:
        at_risk: how many customers were there at the start of each period of their custom, from the first on.
        stayed: how many of them were there at its end. Customers who are not followed any longer simply are at risk no
            more.

    Returns:
        The fitted model. Where the share that stays does not rise, no customers who differ explain the data better
        than customers who are alike; α and β are then very large, and the model is the constant rate.

    Raises:
        InputError: fewer than two periods, more stayed than were there, or nobody left or nobody stayed at all.
    """
    here, kept = np.asarray(at_risk, dtype=float), np.asarray(stayed, dtype=float)
    _check(here, kept)
    point = np.log([1.0, kept.sum() / (here - kept).sum()])
    value, damping = _likelihood(point, here, kept), 1e-3
    for _step in range(STEPS):
        slope, bend = _derivatives(point, here, kept)
        if np.abs(slope).max() < 1e-10 * here.sum() or np.exp(point).sum() > ALIKE:
            break
        turn = damping + max(0.0, np.linalg.eigvalsh(bend).max()) * 2
        trial = point + np.clip(np.linalg.solve(turn * np.eye(2) - bend, slope), -2, 2)
        found = _likelihood(trial, here, kept)
        if found >= value:
            point, value, damping = trial, found, damping / 10
        else:
            damping = 10 * damping + 1e-6
    alpha, beta = map(float, np.exp(point))
    if alpha + beta > ALIKE:
        return _alike(here, kept)
    return Sbg(alpha, beta, float(value), np.linalg.inv(-_derivatives(point, here, kept)[1]))


def constant(at_risk: Sequence[float], stayed: Sequence[float]) -> float:
    """The rate of loss per period that makes the data likeliest if it is one for all customers and periods."""
    here, kept = np.asarray(at_risk, dtype=float), np.asarray(stayed, dtype=float)
    _check(here, kept)
    return float(1 - kept.sum() / here.sum())


def both_ways(curve: pd.DataFrame, periods: int) -> tuple[float, Sbg]:
    """One rate for all, and customers who differ, fitted to the first periods of a curve.

    Args:
        curve: one row a period, from 0 on, with ``at_risk`` and ``stayed``, as ``curves`` gives it.
        periods: how many of them are known when the models are fitted.

    Returns:
        The rate of loss a period, and the sBG model.
    """
    known = curve.loc[1:periods]
    return constant(known["at_risk"], known["stayed"]), fit(known["at_risk"], known["stayed"])


def forecasts(seen: pd.DataFrame, fitted: int, until: int) -> pd.DataFrame:
    """The share still there by both ways, fitted to the first periods only, beside what was seen.

    Args:
        seen: the curve, as ``curves`` gives it.
        fitted: how many periods are known when the forecast is made.
        until: the last period of the forecast.

    Returns:
        One row a period, from 0 to ``until``: ``differing`` (sBG), ``observed`` (NaN where nobody looked yet) and
        ``one_rate``.
    """
    one_rate, model = both_ways(seen, fitted)
    frame = model.kept(until).rename("differing").to_frame()
    frame["observed"] = seen["kept"]
    frame["one_rate"] = (1 - one_rate) ** frame.index.to_numpy()
    return frame.rename_axis(seen.index.name)


def still_there(seen: pd.DataFrame, forecast: pd.DataFrame, since: int, until: int) -> pd.DataFrame:
    """Of those who were there after ``since`` periods, the share still there after ``until``: seen, and by forecast.

    Only these tell the forecasts apart: before ``since`` both were fitted to the same customers.

    Returns:
        Rows ``observed``, ``differing`` and ``one_rate``; columns ``still_there``, ``standard_error`` (Greenwood's, of
        what was seen) and ``errors_off`` (how many of these errors the forecast lies away from it).
    """
    ends = forecast.loc[until] / forecast.loc[since]
    span = seen.loc[since + 1:until]
    part = ((span["at_risk"] - span["stayed"]) / (span["at_risk"] * span["stayed"])).sum()
    error = ends["observed"] * part**0.5
    off = (ends - ends["observed"]) / error
    found = pd.DataFrame({"still_there": ends, "standard_error": np.nan, "errors_off": off})
    found.loc["observed", ["standard_error", "errors_off"]] = error, np.nan
    return found.loc[["observed", "differing", "one_rate"]]


def _alike(here: np.ndarray, kept: np.ndarray) -> Sbg:
    rate = constant(here, kept)
    point = np.log([rate * ALIKE, (1 - rate) * ALIKE])
    return Sbg(rate * ALIKE, (1 - rate) * ALIKE, float(_likelihood(point, here, kept)), np.zeros((2, 2)))


def _check(here: np.ndarray, kept: np.ndarray) -> None:
    if here.ndim != 1 or here.shape != kept.shape or len(here) < 2:
        raise InputError(_("Two columns of one length are needed, with a number for each of two periods or more: who "
                           "was there at its start, and who stayed."))
    if not (np.isfinite(here).all() and np.isfinite(kept).all() and (kept >= 0).all() and (kept <= here).all()):
        raise InputError(_("In every period the customers who stayed must be between none and all who were there."))
    if not 0 < kept.sum() < here.sum():
        raise InputError(_("Nobody left, or nobody stayed, in all these periods; there is nothing to fit a model to."))


def _likelihood(point: np.ndarray, here: np.ndarray, kept: np.ndarray) -> float:
    """ln of the chance of these data: each period Σ lost·ln(α) + kept·ln(β + t − 1) − here·ln(α + β + t − 1)."""
    alpha, beta = np.exp(point)
    before = np.arange(len(here))
    return float(((here - kept) * point[0] + kept * np.log(beta + before) - here * np.log(alpha + beta + before)).sum())


def _derivatives(point: np.ndarray, here: np.ndarray, kept: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Slope and bend (first and second derivatives) of the log-likelihood in ln α and ln β."""
    alpha, beta = np.exp(point)
    both, alone = alpha + beta + np.arange(len(here)), beta + np.arange(len(here))
    lost, shared = (here - kept).sum(), (here / both**2).sum()
    by_alpha = alpha * (lost / alpha - (here / both).sum())
    by_beta = beta * ((kept / alone).sum() - (here / both).sum())
    mixed = alpha * beta * shared
    bend = [[by_alpha + alpha**2 * (shared - lost / alpha**2), mixed],
            [mixed, by_beta + beta**2 * (shared - (kept / alone**2).sum())]]
    return np.array([by_alpha, by_beta]), np.array(bend)
