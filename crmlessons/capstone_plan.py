"""A plan: how a budget is divided among the five uses of money. What cannot be spent is refused in words, not cut."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from crmlessons import inputs
from crmlessons.capstone_company import BUDGET, LEVERS, Company
from crmlessons.capstone_sheet import SHEET
from crmlessons.records import said
from crmlessons.solution import Solution
from crmlessons.words import InputError, money
from crmlessons.words import gettext as _

CENT = 0.005


@dataclass(frozen=True, repr=False)
class Plan:
    """An allocation that has been checked; ``plan`` makes one.

    Attributes:
        company: whose money it is.
        budget: lei for the year.
        spend: lei by use of money.
    """

    company: Company
    budget: float
    spend: pd.Series

    @cached_property
    def units(self) -> np.ndarray:
        """How many units of each group the plan buys."""
        return self.company.units(self.spend.to_numpy())

    @property
    def unspent(self) -> float:
        """What is left of the budget, lei; it keeps its value."""
        return max(self.budget - float(self.spend.sum()), 0.0)

    @cached_property
    def groups(self) -> pd.DataFrame:
        """The groups that get money: ``units``, ``spend``, ``brings`` (all of them, lei) and ``return`` of a leu."""
        frame = self.company.groups
        found = pd.DataFrame({"units": self.units, "spend": self.units * frame["unit_cost"],
                              "brings": self.units * frame["brings"],
                              "return": frame["brings"] / frame["unit_cost"]})
        return found[found["units"] > 0]

    @cached_property
    def by_use(self) -> pd.DataFrame:
        """Each use alone: ``spend``, ``brings`` (before what overlaps) and ``value`` (what is left), lei."""
        brings = self.groups["brings"].groupby(level=0).sum().reindex(LEVERS, fill_value=0.0)
        return pd.DataFrame({"spend": self.spend, "brings": brings, "value": brings - self.spend})

    @property
    def doubled(self) -> float:
        """What two uses would both claim, lei."""
        return float(self.company.doubled(self.units, self.company.groups["brings"].to_numpy()))

    @property
    def value(self) -> float:
        """What the plan is expected to leave: what it brings, less what overlaps, less what is spent, lei."""
        return float(self.company.brought(self.units)) - float(self.spend.sum())

    def solved(self) -> Solution:
        """The plan in the lettered lines of the sheet of the year."""
        return SHEET.solve(**self.by_use["brings"], overlap=self.doubled, spend=float(self.spend.sum()),
                           budget=self.budget)

    def known(self, company: Company) -> float:
        """The value of the same units with the knowledge of another company, such as the truth, lei."""
        return float(company.brought(self.units)) - float(self.spend.sum())

    def __repr__(self) -> str:
        parts = ", ".join(f"{said(lever)} {money(round(lei), 0)}" for lever, lei in self.spend.items())
        return _("A plan for {budget}: {parts}; {rest} left.").format(
            budget=money(round(self.budget), 0), parts=parts, rest=money(round(self.unspent), 0))


def plan(company: Company, budget: float = BUDGET, **spend: float) -> Plan:
    """A plan for the year; a use of money that is not named gets nothing.

    Args:
        company: as ``brief`` or the reader's own inputs give it.
        budget: lei for the year, more than 0.
        spend: acquiring, retaining, growing, supporting, collecting: lei each.

    Raises:
        InputError: no such use, a sum below zero or above what the use can take, or more than the budget together.
    """
    limit = inputs.accepted("budget", budget, (0.0, inputs.LARGEST))
    for name, value in spend.items():
        if name not in LEVERS:
            raise InputError(_("Money cannot be spent on “{given}”. The five uses are: {names}.").format(
                given=name, names=", ".join(LEVERS)))
        accepted = inputs.accepted(name, value, (0.0, inputs.LARGEST))
        if np.ndim(accepted):
            raise InputError(_("{use} takes one sum, such as 9_000, and several were given. A comma between the digits "
                               "makes two numbers of one.").format(use=said(name)))
        _check(company, name, accepted)
    total = sum(spend.values())
    if total > limit + CENT:
        raise InputError(_("These sums add up to {total}, which is {over} more than the budget of {budget}. Take it "
                           "from one use or from several.").format(
            total=money(total), over=money(total - limit), budget=money(limit)))
    return Plan(company, float(limit), pd.Series({lever: float(spend.get(lever, 0.0)) for lever in LEVERS}))


def _check(company: Company, lever: str, value: float) -> None:
    room = company.room[lever]
    if value > room + CENT:
        raise InputError(_("{use} can take {room} at most: then everybody there is has been reached. {given} was "
                           "given.").format(use=said(lever), room=money(np.floor(room)), given=money(value)))
