"""Simple policies to divide a budget, and the best plan that a search finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from crmlessons.capstone_company import BUDGET, LEVERS, Company
from crmlessons.capstone_plan import Plan, plan
from crmlessons.words import InputError
from crmlessons.words import gettext as _

TIMES_CHEAPER = 6
STEPS, FINER = 24, 5
MOST_PLANS = 3_000_000


def _made(company: Company, budget: float, wanted: pd.Series) -> Plan:
    """A plan that spends what it wants as far as there is room, in whole bani; what a use cannot take stays unspent."""
    spend = np.floor(np.minimum(wanted.reindex(LEVERS, fill_value=0.0), company.room) * 100 + 1e-6) / 100
    return plan(company, budget, **{lever: float(lei) for lever, lei in spend.items()})


def as_before(company: Company, budget: float = BUDGET) -> Plan:
    """Divide as the money was divided before.

    Raises:
        InputError: nobody knows how it was.
    """
    if not company.habit.sum() > 0:
        raise InputError(_("How the money was divided before is not known, so it cannot be divided so again."))
    return _made(company, budget, budget * company.habit / company.habit.sum())


def equal_parts(company: Company, budget: float = BUDGET) -> Plan:
    """The same sum for each of the five uses."""
    return _made(company, budget, pd.Series(budget / len(LEVERS), LEVERS))


def all_into(company: Company, lever: str, budget: float = BUDGET) -> Plan:
    """Everything into one use of money."""
    return _made(company, budget, pd.Series({lever: budget}))


def keeping_first(company: Company, budget: float = BUDGET, times: float = TIMES_CHEAPER) -> Plan:
    """The rule of thumb: keeping is so many times cheaper, so it gets that many parts and acquiring one."""
    part = budget / (times + 1)
    return _made(company, budget, pd.Series({"acquiring": part, "retaining": budget - part}))


def by_average(company: Company, budget: float = BUDGET) -> Plan:
    """Fill the uses one after the other, the one with the highest average return of all it can take first."""
    whole = company.groups["brings"] * company.groups["limit"]
    average = whole.groupby(level=0).sum().reindex(LEVERS, fill_value=0.0) / company.room.where(company.room > 0)
    left, wanted = budget, {}
    for lever in average.sort_values(ascending=False, kind="stable").index:
        if average[lever] > 1:
            wanted[lever] = min(left, company.room[lever])
            left -= wanted[lever]
    return _made(company, budget, pd.Series(wanted, dtype=float))


def by_margin(company: Company, budget: float = BUDGET) -> Plan:
    """Always give the next leu to the group where it brings most, and stop where it brings less than itself."""
    frame = company.groups
    units = greedy(*(frame[name].to_numpy() for name in ("brings", "unit_cost", "limit")),
                   list(company.places.values()), pairs(company), budget)
    return _made(company, budget, (frame["unit_cost"] * units).groupby(level=0).sum())


def pairs(company: Company) -> list[tuple[int, int, float]]:
    """What overlaps in a company: two places and the damage that both fight."""
    return [(int(first), int(second), float(damage))
            for first, second, damage in company.overlaps.itertuples(index=False)]


def greedy(brings: np.ndarray, cost: np.ndarray, limit: np.ndarray, uses: Sequence[np.ndarray],
           overlaps: Sequence[tuple[int, int, float]], budget: float, start: np.ndarray | None = None) -> np.ndarray:
    """The units of ``by_margin``.

    Args:
        brings, cost, limit: of each group.
        uses: for each use of money the places of its groups, in the order in which they are filled.
        overlaps: two places and the damage that both fight.
        budget: lei.
        start: units that are bought already and stay; the budget is what is spent beside them.
    """
    units, left = np.zeros(len(brings)) if start is None else start.copy(), float(budget)
    queues = [[place for place in places if units[place] < limit[place]] for places in uses]
    while left > 1e-9:
        first = [queue[0] for queue in queues if queue]
        returns = [marginal(brings, units, overlaps, place) / cost[place] for place in first]
        if not returns or max(returns) <= 1:
            break
        place = first[returns.index(max(returns))]
        lei = min(left, (limit[place] - units[place]) * cost[place])
        units[place], left = units[place] + lei / cost[place], left - lei
        queues = [queue[1:] if queue and queue[0] == place else queue for queue in queues]
    return units


def marginal(brings: np.ndarray, units: np.ndarray, overlaps: Sequence[tuple[int, int, float]], place: int) -> float:
    """What one more unit of a group brings beside the units there are, before its cost, lei."""
    rest = 1.0
    for first, second, damage in overlaps:
        if place in (first, second):
            other = second if place == first else first
            rest -= brings[other] * units[other] / damage
    return float(brings[place]) * rest


def allocations(room: pd.Series, budget: float, steps: list[np.ndarray]) -> np.ndarray:
    """Every way to divide a budget, or less, when each use takes one of its steps: one row a plan, lei."""
    found = np.zeros((1, 0))
    for lever, levels in zip(LEVERS, steps, strict=True):
        levels = np.unique(np.clip(levels, 0.0, min(room[lever], budget)))
        found = np.column_stack([np.repeat(found, len(levels), axis=0), np.tile(levels, len(found))])
        found = found[found.sum(axis=1) <= budget + 1e-6]
        if len(found) > MOST_PLANS:
            raise InputError(_("So fine a search would try more than {most} plans. Take fewer steps.").format(
                most=MOST_PLANS))
    return found


def best_of(company: Company, tried: np.ndarray) -> np.ndarray:
    """The allocation with the highest expected value among those tried, lei by use."""
    value = np.concatenate([company.brought(company.units(part)) - part.sum(axis=1)
                            for part in np.array_split(tried, max(len(tried) // 20_000, 1))])
    return tried[int(value.argmax())]


def searched(company: Company, budget: float = BUDGET, steps: int = STEPS) -> Plan:
    """The best plan of an exhaustive search in coarse steps, and of a finer one around it.

    Args:
        company: the company.
        budget: lei.
        steps: into how many parts the budget is cut for the coarse search.
    """
    step = budget / steps
    coarse = [np.append(np.arange(0, steps + 1) * step, company.room[lever]) for lever in LEVERS]
    best = best_of(company, allocations(company.room, budget, coarse))
    around = np.linspace(-step, step, 2 * FINER + 1)
    fine = [np.append(lei + around, [0.0, company.room[lever]]) for lever, lei in zip(LEVERS, best, strict=True)]
    finer = best_of(company, allocations(company.room, budget, fine))
    return max([_made(company, budget, pd.Series(one, LEVERS)) for one in (best, finer)], key=lambda one: one.value)


def best_found(company: Company, budget: float = BUDGET) -> Plan:
    """The better of the plan by the next leu and of the one that a search finds: the best *found*, and no more."""
    return max(by_margin(company, budget), searched(company, budget), key=lambda one: one.value)


POLICIES: dict[str, Callable[[Company, float], Plan]] = {
    "as_before": as_before, "equal_parts": equal_parts, "keeping_first": keeping_first,
    **{f"all_{lever}": lambda company, budget, lever=lever: all_into(company, lever, budget) for lever in LEVERS},
    "by_average": by_average, "best_found": best_found,
}


def policies(company: Company, budget: float = BUDGET) -> dict[str, Plan]:
    """The plan of every policy by name, and the best found; without “as before” where that is not known."""
    known = {name: rule for name, rule in POLICIES.items() if name != "as_before" or company.habit.sum() > 0}
    return {name: rule(company, budget) for name, rule in known.items()}


def targeting(plans: Mapping[str, Plan]) -> pd.DataFrame:
    """What choosing groups within a use does for plans.

    Returns:
        One row a plan: ``value`` (each use filled from its best group down) and ``spread_alike`` (the same five sums,
        each spread over all groups of its use in proportion to what they can take), lei.
    """
    return pd.DataFrame({name: {"value": one.value, "spread_alike": _spread_alike(one)}
                         for name, one in plans.items()}).T


def _spread_alike(plan: Plan) -> float:
    use = plan.company.groups.index.get_level_values(0)
    share = (plan.spend / plan.company.room.where(plan.company.room > 0)).fillna(0.0)
    units = plan.company.groups["limit"].to_numpy() * share.reindex(use).to_numpy()
    return float(plan.company.brought(units)) - float(plan.spend.sum())
