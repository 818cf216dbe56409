"""What would change a decision: how far each group is from the border between money and no money, and assumptions."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from crmlessons.capstone_company import SETTINGS, Company, brief
from crmlessons.capstone_plan import Plan, plan
from crmlessons.capstone_policies import by_margin, greedy, marginal, pairs

A_FEW_BANI = 0.1
CALLED = {"prospects": "prospects_there", "take_rate": "plans_per_letter", "months": "months_counted",
          "discount_rate": "discount_of_month", "kept": "kept_by_contact", "unasked": "came_unasked"}
CASES = (("prospects", 0.5), ("prospects", 2.0), ("unasked", 0.2), ("take_rate", 0.0), ("take_rate", 0.16),
         ("months", 12))


def border(plan: Plan) -> float:
    """What the next leu beside this plan would return: in the best group that still has room.

    It is 1 where nothing left brings back more than it costs. In the best plan no paid group returns less; in any other
    plan there are groups below it that are paid, or groups above it that are not.
    """
    frame, returns = plan.company.groups, _returns(plan)
    room = ((frame["limit"] - plan.units) * frame["unit_cost"]).to_numpy()
    open_groups = returns[room > A_FEW_BANI]
    return max(float(open_groups.max()), 1.0) if len(open_groups) else 1.0


def idle(plan: Plan) -> float:
    """What the unspent money would leave if it were spent too, always on the next leu that returns most, lei."""
    frame = plan.company.groups
    units = greedy(*(frame[name].to_numpy() for name in ("brings", "unit_cost", "limit")),
                   list(plan.company.places.values()), pairs(plan.company), plan.unspent, plan.units)
    cost = float(units @ frame["unit_cost"].to_numpy())
    return max(float(plan.company.brought(units)) - cost - plan.value, 0.0)


def _returns(plan: Plan) -> np.ndarray:
    """What the next leu would bring in each group beside what the plan buys."""
    frame = plan.company.groups
    brings, known = frame["brings"].to_numpy(), pairs(plan.company)
    return np.array([marginal(brings, plan.units, known, place) for place in range(len(frame))]) / frame[
        "unit_cost"].to_numpy()


def decisions(plan: Plan) -> pd.DataFrame:
    """Every group and its distance from the border, the closest first.

    Returns:
        ``paid_share`` (share of its limit that the plan buys), ``return`` (of a leu, after what overlaps),
        ``standard_error`` of it, ``needed`` (the border) and ``errors_away`` (how many standard errors the return lies
        above the border; below it with a minus).
    """
    frame = plan.company.groups
    cost, error = frame["unit_cost"].to_numpy(), frame["error"].to_numpy()
    returns, needed = _returns(plan), border(plan)
    full = frame["brings"].to_numpy() / cost
    shrunk = np.where(full != 0, returns / np.where(full == 0, 1.0, full), 1.0)
    wrong = error * np.abs(shrunk) / cost
    off = (returns - needed) / np.where(wrong > 0, wrong, np.nan)
    found = pd.DataFrame({"paid_share": plan.units / frame["limit"].where(frame["limit"] > 0), "return": returns,
                          "standard_error": wrong, "needed": needed, "errors_away": off}, frame.index)
    return found.iloc[np.argsort(np.abs(np.nan_to_num(off, nan=np.inf)), kind="stable")]


def merit(plan: Plan) -> pd.DataFrame:
    """All groups in the order of what a leu returns in them beside the plan, the highest first.

    Returns:
        ``return`` (of the next leu), ``can_take`` (lei) and ``paid_share`` (share of it that the plan
        pays).
    """
    frame = plan.company.groups
    found = pd.DataFrame({"return": _returns(plan), "can_take": frame["unit_cost"] * frame["limit"],
                          "paid_share": plan.units / frame["limit"].where(frame["limit"] > 0)}, frame.index)
    return found.sort_values("return", ascending=False, kind="stable")


@lru_cache(maxsize=16)
def _under(name: str, value: float) -> Company:
    return brief(**{name: value})


def assumptions(mine: Plan, cases: tuple[tuple[str, float], ...] = CASES) -> pd.DataFrame:
    """The plan of the course's company under other assumptions, beside the best plan found under them.

    Where a use can take less than the plan gives it, the rest stays unspent.

    Returns:
        One row a case, labelled by assumption and value: ``mine`` and ``best_then`` (value, lei), ``regret`` (their
        difference), and what the best plan gives to each use.
    """
    rows = {}
    for name, value in cases:
        other = _under(name, value)
        spend = np.minimum(mine.spend, other.room)
        moved = plan(other, mine.budget, **{lever: float(lei) for lever, lei in spend.items()})
        best = by_margin(other, mine.budget)
        rows[name, value] = {"mine": moved.value, "best_then": best.value, "regret": best.value - moved.value,
                             **best.spend}
    index = [(CALLED[name], _written(name, value)) for name, value in rows]
    return pd.DataFrame(list(rows.values()), pd.MultiIndex.from_tuples(index))


def _written(name: str, value: float) -> str:
    from crmlessons.words import number, percent

    kind = next(line.kind for line in SETTINGS if line.name == name)
    return percent(value) if kind == "percent" else f"× {number(value)}" if name == "prospects" else number(value)


def halved(mine: Plan) -> pd.DataFrame:
    """The plan of any company if the answers of one use are half as many as estimated, beside the best plan then.

    Returns:
        One row a use: ``mine``, ``best_then`` and ``regret``, lei.
    """
    frame, rows = mine.company.groups, {}
    for lever, places in mine.company.places.items():
        brings = frame["brings"].astype(float)
        brings.iloc[places] *= 0.5
        other = mine.company.knowing(brings)
        best = max(by_margin(other, mine.budget).value, mine.known(other))
        rows[lever, "half_answers"] = {"mine": mine.known(other), "best_then": best,
                                       "regret": best - mine.known(other)}
    return pd.DataFrame.from_dict(rows, orient="index")
