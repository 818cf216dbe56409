"""From calls to people and lei: a table by agents, a roster for the week, several queues joined into one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from crmlessons import inputs
from crmlessons import support_queue as queue
from crmlessons.words import InputError
from crmlessons.words import gettext as _

HOUR = 3_600  # seconds
WEEKS = 365 / 7
AROUND = 6  # agents shown on both sides


def staffing(calls: float, handling_time: float, *, within: float = 20, target: float = 0.8, agent_cost: float = 0.0,
             agents: int | None = None, period: float = 1_800) -> pd.DataFrame:
    """What each number of agents does in a period: one row a number, from just above the load on.

    Args:
        calls: calls in the period.
        handling_time: seconds a call.
        within: seconds within which a call is to be answered.
        target: the share that is to be.
        agent_cost: lei for an hour of one agent.
        agents: a number that the table must hold, whatever the load.
        period: its seconds; half an hour when it is left out.

    Returns:
        Index ``agents``; columns ``load`` (erlangs), ``waits`` (Erlang C), ``service_level``, ``mean_wait`` (seconds),
        ``occupancy``, ``cost`` (lei in the period), ``cost_per_call`` (lei; NaN without a call, or with
        more work than the agents can do: then not every call is answered) and ``enough`` (the target is met).

    Raises:
        InputError: as ``support_queue.agents_needed``.
    """
    load = float(queue.offered_load(calls, handling_time, period))
    needed = int(queue.agents_needed(load, target, within, handling_time))
    low, high = max(1, int(load)), max(needed, int(load) + 1) + AROUND
    if agents is not None:
        low, high = min(low, max(agents, 1)), max(high, agents)
    count = np.arange(low, high + 1)
    cost = count * agent_cost * period / HOUR
    level = queue.service_level(load, count, within, handling_time)
    return pd.DataFrame({
        "load": load,
        "waits": queue.erlang_c(load, count),
        "service_level": level,
        "mean_wait": queue.mean_wait(load, count, handling_time),
        "occupancy": queue.occupancy(load, count),
        "cost": cost,
        "cost_per_call": np.where(count > load, cost / calls, np.nan) if calls else np.nan,
        "enough": (level >= target) & (count > load),
    }, index=pd.Index(count, name="agents"))


def roster(rates: pd.DataFrame, handling_time: float, *, within: float = 20, target: float = 0.8) -> pd.DataFrame:
    """The agents needed in every hour of the week.

    Args:
        rates: calls an hour, such as ``support_flow.rhythm`` gives them.
        handling_time, within, target: as in ``staffing``.

    Returns:
        The same table with whole numbers of agents, at the telephone (before shrinkage).

    Raises:
        InputError: as ``support_queue.agents_needed``.
    """
    load = queue.offered_load(rates.to_numpy(dtype=float), handling_time, HOUR)
    needed = queue.agents_needed(load, target, within, handling_time)
    return pd.DataFrame(np.asarray(needed), rates.index, rates.columns)


def pooling(load: float, groups: Sequence[int], handling_time: float, *, within: float = 20, target: float = 0.8,
            ) -> pd.DataFrame:
    """Queues of one size apart, and joined into one with the same target.

    Args:
        load: erlangs of each.
        groups: how many are joined: one row for each number.
        handling_time, within, target: as in ``staffing``.

    Returns:
        Index ``groups``; columns ``load`` (of all together), ``apart`` and ``together`` (agents), ``occupancy_apart``
        and ``occupancy_together``.

    Raises:
        InputError: no queue, or as ``support_queue.agents_needed``.
    """
    joined = np.asarray(groups)
    if joined.size == 0 or joined.dtype.kind not in "iu" or joined.min() < 1:
        raise InputError(_("Joined are 1, 2 or more queues: give whole numbers, such as [1, 2, 5]."))
    alone = queue.agents_needed(load, target, within, handling_time)
    together = queue.agents_needed(load * joined, target, within, handling_time)
    return pd.DataFrame({
        "load": load * joined, "apart": alone * joined, "together": together,
        "occupancy_apart": queue.occupancy(load, alone), "occupancy_together": queue.occupancy(load * joined, together),
    }, index=pd.Index(joined, name="groups"))


def paid(agent_hours: Any, shrinkage: float, hour_cost: float) -> Any:
    """Lei for so many hours at the telephone: each needs 1/(1 − shrinkage) paid hours.

    Raises:
        InputError: as ``support_queue.rostered``.
    """
    return queue.rostered(agent_hours, shrinkage) * hour_cost


def shared_line(rates: pd.DataFrame, handling_time: float, sizes: Sequence[int], *, shrinkage: float, hour_cost: float,
                within: float = 20, target: float = 0.8) -> pd.DataFrame:
    """What a call costs when so many companies of one size and rhythm share a line and its agents.

    Args:
        rates: calls an hour of one company, in every hour of the week.
        handling_time, within, target: as in ``staffing``.
        sizes: numbers of companies; 1 is an in-house team.
        shrinkage, hour_cost: as in ``paid``.

    Returns:
        Index ``companies``; for one company's share ``hours`` (at the telephone in a year of 365 days), ``yearly_cost``
        and ``cost_per_call``, in lei; ``occupancy`` of the agents over the week.

    Raises:
        InputError: as ``roster`` and ``paid``.
    """
    rows = {}
    for size in sizes:
        weekly = roster(rates * size, handling_time, within=within, target=target).to_numpy().sum()
        calls, hours = rates.to_numpy().sum() * WEEKS, weekly / size * WEEKS
        cost = paid(hours, shrinkage, hour_cost)
        load = rates.to_numpy().sum() * size * handling_time / HOUR
        rows[size] = (hours, cost, cost / calls, load / weekly)
    found = pd.DataFrame.from_dict(rows, orient="index", columns=["hours", "yearly_cost", "cost_per_call", "occupancy"])
    return found.rename_axis("companies")


def cost_of_more(rates: pd.DataFrame, handling_time: float, more: float, *, shrinkage: float, hour_cost: float,
                 within: float = 20, target: float = 0.8) -> float:
    """What each added call costs an in-house team: the hours that come on top, paid, over the calls that do.

    Args:
        rates: calls an hour today, in every hour of the week.
        more: calls a year that come on top, in the same rhythm.
        handling_time, within, target: as in ``staffing``.
        shrinkage, hour_cost: as in ``paid``.

    Raises:
        InputError: no call comes on top, or as ``roster`` and ``paid``.
    """
    more = inputs.accepted("more", more, (1, inputs.LARGEST))
    grown = rates * (1 + more / (rates.to_numpy().sum() * WEEKS))
    now, then = (roster(one, handling_time, within=within, target=target).to_numpy().sum() for one in (rates, grown))
    return float(paid((then - now) * WEEKS, shrinkage, hour_cost) / more)


def agents_within(load: float, most: float) -> int:
    """The fewest agents of whom nobody talks more than the share ``most`` of the time, on average.

    Raises:
        InputError: a load below 0, or a share that is not above 0 and at most 1.
    """
    load, most = inputs.accepted("load", load, (0, inputs.LARGEST)), inputs.accepted("most", most, (1e-3, 1))
    return math.ceil(round(load / most, 9))
