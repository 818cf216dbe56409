"""What a year of a plan may bring: thousands of possible years, drawn from what is not known and from chance.

Two things make a year uncertain. The records hold a sample, so what a unit brings is known only up to its standard
error; that is what *we* do not know. And even who knew it exactly would not know which customers will say yes; that is
chance, and nobody knows it. Both are drawn for every group, with the same draws for every plan, so that two plans can
be compared in the same years.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from crmlessons.capstone_company import Company
from crmlessons.capstone_plan import Plan
from crmlessons.words import InputError, percent
from crmlessons.words import gettext as _

YEARS, SEED = 4_000, 2026
LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True, eq=False)
class Years:
    """Possible years for one company; every plan is tried in the same ones.

    Attributes:
        company: whose.
        count: how many years are drawn.
        seed: of the generator; the same seed, the same years.
        swing: standard deviation of a factor that all groups of a year have in common, such as 0.1; 0 leaves response,
            prices and rivals as they are in every year.
    """

    company: Company
    count: int = YEARS
    seed: int = SEED
    swing: float = 0.0

    @cached_property
    def _drawn(self) -> tuple[np.ndarray, np.ndarray]:
        """What a unit brings in each year (a draw of what is not known), and the luck of each group, per √unit."""
        frame = self.company.groups
        rng = np.random.default_rng(self.seed)
        shape = (self.count, len(frame))
        known = frame["brings"].to_numpy() + frame["error"].to_numpy() * rng.standard_normal(shape)
        luck = frame["spread"].to_numpy() * rng.standard_normal(shape)
        return known * (1 + self.swing * rng.standard_normal((self.count, 1))), luck

    def values(self, plan: Plan, chance: bool = True) -> np.ndarray:
        """The value of the plan in each year, lei.

        Args:
            plan: of this company.
            chance: whether luck is drawn as well; without it only what is not known differs from year to year.

        Raises:
            InputError: the plan is another company's.
        """
        if plan.company is not self.company:
            raise InputError(_("This plan was made for another company, or under other assumptions. Make it again for "
                               "the company whose years are drawn."))
        known, luck = self._drawn
        value = self.company.brought(plan.units, known) - float(plan.spend.sum())
        return value + luck @ np.sqrt(plan.units) if chance else value

    def spread(self, plan: Plan) -> pd.DataFrame:
        """Where the spread of a plan comes from.

        Returns:
            Rows ``from_not_knowing`` and ``from_chance``; columns ``standard_deviation`` (lei) and ``share`` (of the
            variance). The first is that of the drawn years, the second is computed: √ of units × spread², added up.
        """
        known = float(self.values(plan, chance=False).std())
        chance = float((plan.units * self.company.groups["spread"] ** 2).sum() ** 0.5)
        total = known**2 + chance**2
        share = [known**2 / total, chance**2 / total] if total else [float("nan")] * 2
        return pd.DataFrame({"standard_deviation": [known, chance], "share": share},
                            index=["from_not_knowing", "from_chance"])

    def summary(self, plan: Plan, than: Plan | None = None) -> pd.Series:
        """A plan in figures.

        Args:
            plan: the plan.
            than: a plan to compare it with, year by year.

        Returns:
            ``value`` (expected), ``low`` and ``high`` (between which nine of ten years lie), ``loss`` (share of years
            below zero), and with ``than``: ``more`` (expected), ``more_low``, ``more_high`` and ``worse`` (share).
        """
        return figures(plan, self.values(plan), than, None if than is None else self.values(than))


def figures(plan: Plan, drawn: np.ndarray, than: Plan | None = None, others: np.ndarray | None = None) -> pd.Series:
    """``Years.summary`` where the values of the plan, and of the one it is compared with, are drawn already."""
    found = {"value": plan.value, **_around(drawn, ""), "loss": float((drawn < 0).mean())}
    if than is not None:
        gap = drawn - others
        found |= {"more": plan.value - than.value, **_around(gap, "more_"), "worse": float((gap < 0).mean())}
    return pd.Series(found)


def _around(drawn: np.ndarray, prefix: str) -> dict[str, float]:
    low, high = np.quantile(drawn, [LOW, HIGH])
    return {f"{prefix}low": float(low), f"{prefix}high": float(high)}


def ranking(years: Years, plans: dict[str, Plan], than: str = "as_before") -> pd.DataFrame:
    """Plans side by side, the highest expected value first.

    Args:
        years: possible years of their company.
        plans: by name.
        than: the plan that all are compared with; the first one where there is none of this name.

    Returns:
        One row a plan: ``spend``, and the columns of ``Years.summary``.
    """
    base = plans.get(than) or next(iter(plans.values()))
    others = years.values(base)
    rows = {name: figures(one, years.values(one), base, others) for name, one in plans.items()}
    frame = pd.DataFrame(rows).T
    frame.insert(0, "spend", pd.Series({name: float(one.spend.sum()) for name, one in plans.items()}))
    return frame.sort_values("value", ascending=False, kind="stable")


def swings(plan: Plan, of: tuple[float, ...] = (0.0, 0.1, 0.2)) -> pd.DataFrame:
    """The range of a plan when good and bad years are drawn as well: all groups of a year share one factor.

    Args:
        plan: the plan.
        of: standard deviations of that factor.

    Returns:
        One row a swing: ``low`` and ``high``, between which nine drawn years of ten lie, and ``loss``.
    """
    rows = {percent(swing, 0): Years(plan.company, swing=swing).summary(plan) for swing in of}
    return pd.DataFrame(rows).T[["low", "high", "loss"]]


def letters(plan: Plan) -> pd.DataFrame:
    """The groups that a plan pays, one row each, with the numbers behind them: what stands in a report."""
    frame = plan.company.groups.loc[plan.groups.index, ["unit_cost", "error"]]
    return plan.groups.join(frame)[["units", "unit_cost", "spend", "brings", "return"]].assign(
        standard_error=plan.groups["units"] * frame["error"])
