"""Doubting a plan: its assumptions moved, the best plan under them beside the one that was made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from crmlessons.capstone_company import SETTINGS, brief
from crmlessons.capstone_plan import Plan, plan
from crmlessons.capstone_policies import by_margin
from crmlessons.line import Line

MOVED = ("prospects", "take_rate", "kept")  # the others ask for new estimates, which take too long for a slider


class Doubted(NamedTuple):
    """What other assumptions make of a plan.

    Attributes:
        spend: one row a use of money: ``mine`` and ``best_then``, lei.
        mine, best: the value of both under these assumptions, lei.
        contact, letter: what a leu returns at most in further contacts, and in letters that offer the support plan.
    """

    spend: pd.DataFrame
    mine: float
    best: float
    contact: float
    letter: float


@dataclass(frozen=True, eq=False)
class Doubt:
    """A plan of the course's company; call it with assumptions.

    Attributes:
        plan: the plan that was made.
    """

    plan: Plan

    @cached_property
    def settings(self) -> tuple[Line, ...]:
        """The assumptions that can be moved."""
        return tuple(line for line in SETTINGS if line.name in MOVED)

    def __call__(self, **assumed: float) -> Doubted:
        """The plan and the best plan by the next leu under these assumptions.

        What a use can no longer take stays unspent.

        Raises:
            InputError: no such assumption, or a value outside its range.
        """
        company = brief(**assumed)
        spend = np.minimum(self.plan.spend, company.room)
        mine = plan(company, self.plan.budget, **{lever: float(lei) for lever, lei in spend.items()})
        best = by_margin(company, self.plan.budget)
        if mine.value > best.value:  # whole bani
            best = mine
        most = (company.groups["brings"] / company.groups["unit_cost"]).groupby(level=2).max()
        return Doubted(pd.DataFrame({"mine": mine.spend, "best_then": best.spend}), mine.value, best.value,
                       float(most["one_more_contact"]), float(most["support_letter"]))
