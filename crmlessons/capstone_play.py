"""A year to play with: five sums of money, and what they do, among the policies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from crmlessons.capstone_company import BUDGET, LEVERS
from crmlessons.capstone_plan import Plan, plan
from crmlessons.capstone_policies import policies
from crmlessons.capstone_year import Years, figures
from crmlessons.line import Line
from crmlessons.words import N_

LABELS = {"acquiring": N_("acquiring: lei of the year"), "retaining": N_("retaining: lei of the year"),
          "growing": N_("growing: lei of the year"), "supporting": N_("supporting: lei of the year"),
          "collecting": N_("collecting: lei of the year")}
STEP = 50


class Played(NamedTuple):
    """What a plan does.

    Attributes:
        plan: the plan.
        summary: as ``Years.summary`` gives it, compared with the first of the policies.
        values: its value in every drawn year, lei.
        ranking: the expected value of every policy and of this plan (``yours``), lei.
    """

    plan: Plan
    summary: pd.Series
    values: np.ndarray
    ranking: pd.Series


@dataclass(frozen=True, eq=False)
class Game:
    """A company's drawn years and a budget; call it with the five sums.

    Attributes:
        years: the drawn years.
        budget: lei.
        start: the plan at which the sliders stand first: that of the policy with this name.
    """

    years: Years
    budget: float = BUDGET
    start: str = "equal_parts"

    @cached_property
    def policies(self) -> dict[str, Plan]:
        """The plans of all policies."""
        return policies(self.years.company, self.budget)

    @cached_property
    def settings(self) -> tuple[Line, ...]:
        """The five sums, each from nothing to what the use can take, in steps of 50 lei."""
        start = self.policies[self.start].spend
        lines = []
        for letter, lever in zip("ABCDE", LEVERS, strict=True):
            top = np.floor(min(self.years.company.room[lever], self.budget) / STEP) * STEP
            default = float(np.floor(start[lever] / STEP) * STEP)
            lines.append(Line(letter, lever, LABELS[lever], "lei", default=default,
                              slider=(0.0, max(float(top), STEP), STEP)))
        return tuple(lines)

    @cached_property
    def compared(self) -> Plan:
        """The plan that all others are compared with: as before, or the first there is."""
        return next(iter(self.policies.values()))

    @cached_property
    def compared_values(self) -> np.ndarray:
        """Its value in every drawn year, lei."""
        return self.years.values(self.compared)

    def __call__(self, **spend: float) -> Played:
        """What these sums do.

        Raises:
            InputError: they are more than the budget, or more than a use can take.
        """
        mine = plan(self.years.company, self.budget, **spend)
        values = self.years.values(mine)
        summary = figures(mine, values, self.compared, self.compared_values)
        ranked = pd.Series({"yours": mine.value, **{name: one.value for name, one in self.policies.items()}})
        return Played(mine, summary, values, ranked)
