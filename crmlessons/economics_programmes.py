"""Five programmes meant to keep customers. They and their effects are this course's own assumptions, for practice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from crmlessons.line import Line
from crmlessons.solution import Solution
from crmlessons.words import N_


@dataclass(frozen=True)
class Programme:
    """A programme meant to keep customers.

    Attributes:
        code: its name in code.
        label: its name in words, marked for translation.
        does: what is done, marked for translation.
        saved: of those who would leave in a month, the share that stays because of it. An assumption.
        cost: lei per customer and month, for everybody.
        price_cut: the share of the bill that is given away.
    """

    code: str
    label: str
    does: str
    saved: Any
    cost: float
    price_cut: float = 0.0

    def applied(self, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """The inputs of the retention sheet that it moves, with their new values.

        A lower price leaves the cost of the goods as it is, so the margin rate falls more than the price.
        """
        goods = 1 - inputs["margin_rate"]
        return {"revenue_per_customer": inputs["revenue_per_customer"] * (1 - self.price_cut),
                "churn_rate": inputs["churn_rate"] * (1 - self.saved),
                "margin_rate": max(1 - goods / (1 - self.price_cut), 0.0),
                "retention_cost": inputs["retention_cost"] + self.cost}


PROGRAMMES = (
    Programme("welcome_call", N_("welcome call"), N_("call every new customer in the first month and put right what "
                                                     "does not work (its cost is spread over all customers)"),
              saved=0.06, cost=0.4),
    Programme("loyalty_discount", N_("loyalty discount"), N_("take 5% off every bill"), saved=0.1, cost=0.0,
              price_cut=0.05),
    Programme("faster_support", N_("faster support"), N_("answer every request within the day"), saved=0.13, cost=1.0),
    Programme("last_call", N_("call before leaving"), N_("call everybody who gives notice and ask why"), saved=0.08,
              cost=0.3),
    Programme("newsletter", N_("newsletter"), N_("send a letter with news to everybody, every month"), saved=0.01,
              cost=0.2),
)

LEVERS = (
    Line("saved", "saved", N_("of those leaving, stay"), "1", default=0.06, slider=(0, 0.3, 0.01)),
    Line("cost", "cost", N_("cost, each, a month"), "lei/customer", default=0.4, slider=(0, 5, 0.1)),
    Line("price_cut", "price_cut", N_("taken off the bill"), "1", default=0.0, slider=(0, 0.3, 0.01)),
)


def points_a_year(churn_rate: Any, saved: Any) -> Any:
    """What keeping the share ``saved`` of each month's leavers adds to the share kept in a year (0.01 is one point)."""
    return (1 - churn_rate * (1 - saved)) ** 12 - (1 - churn_rate) ** 12


@dataclass(frozen=True)
class Plan:
    """A retention programme tried out on the sheet of lesson 04.

    Attributes:
        programme: what is tried.
        before, after: the sheet of a month without it and with it.
        worth_before, worth_after: what one customer leaves in all months to come, lei.
        needed: the share of those who would leave that it has to keep to pay; NaN where nobody would leave.
    """

    programme: Programme
    before: Solution
    after: Solution
    worth_before: Any
    worth_after: Any
    needed: Any

    @property
    def gain(self) -> Any:
        """What the programme adds to the worth of a customer, lei."""
        return self.worth_after - self.worth_before

    @property
    def moved(self) -> list[str]:
        """The letters whose values differ."""
        return [line.letter for line in self.before.sheet.lines
                if not np.allclose(self.before[line.letter], self.after[line.letter], equal_nan=True)]
