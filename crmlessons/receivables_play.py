"""A portfolio of overdue invoices to play with: what each policy makes of it when the circumstances change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from crmlessons.receivables_experience import Experience
from crmlessons.receivables_policy import POLICIES, choose, outcomes
from crmlessons.receivables_risk import APPROACHES
from crmlessons.words import N_
from crmlessons.worksheet import Line


class Result(NamedTuple):
    """What the policies make of a portfolio.

    Attributes:
        policies: one row a policy: recovered, cost, customers_lost, value_lost and net.
        reasons: for each policy one row a reason: invoices, how many go to each approach, and the same amounts.
    """

    policies: pd.DataFrame
    reasons: dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Play:
    """A portfolio and what is known of late invoices; call it with settings to see what every policy brings.

    Attributes:
        portfolio: as ``overdue`` gives it; who has left stays worth 0.
        known: what is known of late invoices.
    """

    portfolio: pd.DataFrame
    known: Experience

    @cached_property
    def settings(self) -> tuple[Line, ...]:
        """What can be changed, each with its present value and its range."""
        there = self.portfolio.loc[self.portfolio["customer"], "value"]
        mean, cost = round(float(there.mean())) if len(there) else 0, self.known.cost
        return (
            Line("A", "value", N_("value of a customer"), "lei", default=mean, slider=(0, 3_000, 10)),
            Line("B", "amounts", N_("sums owed: times the present ones"), "1", default=1, slider=(0, 20, 0.5),
                 shown="number"),
            Line("C", "legal_cost", N_("cost of a legal case"), "lei", default=round(float(cost["legal"]), 2),
                 slider=(0, 200, 1)),
            Line("D", "agency_cost", N_("cost of an intermediary"), "lei",
                 default=round(float(cost["intermediaries"]), 2), slider=(0, 200, 1)),
            Line("E", "leaving", N_("customers leave: times as often"), "1", default=1, slider=(0, 3, 0.1),
                 shown="number"),
        )

    def __call__(self, value: float, amounts: float, legal_cost: float, agency_cost: float, leaving: float) -> Result:
        """The result of every policy under these settings, all of them lei or times."""
        portfolio, known = self._changed(value, amounts, legal_cost, agency_cost, leaving)
        chosen = {policy: choose(portfolio, policy, known) for policy in POLICIES}
        each = {policy: outcomes(portfolio, taken, known) for policy, taken in chosen.items()}
        totals = pd.DataFrame({policy: frame.sum() for policy, frame in each.items()}).T
        return Result(totals, {policy: _by_reason(portfolio, chosen[policy], each[policy]) for policy in POLICIES})

    def _changed(self, value: float, amounts: float, legal_cost: float, agency_cost: float,
                 leaving: float) -> tuple[pd.DataFrame, Experience]:
        there = self.portfolio["customer"]
        mean = float(self.portfolio.loc[there, "value"].mean()) if there.any() else 1.0
        portfolio = self.portfolio.assign(amount=self.portfolio["amount"] * amounts,
                                          value=self.portfolio["value"] * (value / mean))
        lost = (self.known.chances["lost"] * leaving).clip(upper=1)
        cost = pd.Series([self.known.cost["amicable"], legal_cost, agency_cost], list(APPROACHES))
        return portfolio, replace(self.known, chances=self.known.chances.assign(lost=lost), cost=cost)


def _by_reason(portfolio: pd.DataFrame, chosen: pd.Series, each: pd.DataFrame) -> pd.DataFrame:
    counts = pd.crosstab(portfolio["reason"], chosen).reindex(columns=list(APPROACHES), fill_value=0)
    amounts = each[["recovered", "cost", "value_lost", "net"]].groupby(portfolio["reason"]).sum()
    return counts.join(amounts).rename_axis(None).rename_axis(None, axis=1)
