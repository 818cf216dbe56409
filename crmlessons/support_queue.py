"""How many agents answer how quickly: the formulas of A. K. Erlang (B and C) and, where callers hang up, C. Palm (A).

Calls come by chance (a Poisson process), take a time that varies (exponentially distributed), and go to the first free
agent. Times are in seconds; the offered load is a pure number, called erlangs: the agents that are busy on average when
nobody is turned away. Every function takes numbers or arrays, and gives arrays of their common shape.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from crmlessons import inputs
from crmlessons.words import InputError
from crmlessons.words import gettext as _

MOST_AGENTS = 5_000
MOST_WAITING = 1_000_000
NEGLIGIBLE = 40.0  # e to the power of minus this
POINTS = 801  # odd: Simpson's rule


class Impatient(NamedTuple):
    """A queue whose callers hang up: shares of all callers, and seconds.

    Attributes:
        waits: share who find every agent busy.
        hangs_up: share who give up before they are answered.
        mean_wait: how long a caller waits on average, answered or not.
        service_level: share of all callers who are answered within the time.
    """

    waits: Any
    hangs_up: Any
    mean_wait: Any
    service_level: Any


def offered_load(calls: Any, handling_time: Any, period: Any) -> Any:
    """Erlangs: calls in a period, times what each takes, over the length of the period (both in seconds).

    Raises:
        InputError: a number that is missing, negative or no number, or a period of no length.
    """
    calls, handling_time = _checked("calls", calls), _checked("handling_time", handling_time)
    return calls * handling_time / _checked("period", period, least=1e-9)


def erlang_b(load: Any, agents: Any) -> Any:
    """The share of callers who are turned away when nobody can wait (Erlang B).

    By the recursion B(0) = 1, B(n) = a·B(n − 1) / (n + a·B(n − 1)), in which nothing can grow too large.

    Raises:
        InputError: a load below 0, or agents that are no whole number.
    """
    load, agents = np.broadcast_arrays(_checked("load", load), _whole("agents", agents))
    found = np.ones(load.shape)
    blocked = np.ones(load.shape)
    for count in range(1, int(agents.max(initial=0)) + 1):
        blocked = load * blocked / (count + load * blocked)
        found = np.where(agents == count, blocked, found)
    return found[()]


def erlang_c(load: Any, agents: Any) -> Any:
    """The share of callers who have to wait when nobody hangs up (Erlang C); 1 where the load is not below the agents.

    Raises:
        InputError: as ``erlang_b``.
    """
    blocked = erlang_b(load, agents)
    return _waits(np.asarray(load, dtype=float), np.asarray(agents, dtype=float), blocked)[()]


def service_level(load: Any, agents: Any, within: Any, handling_time: Any) -> Any:
    """The share of callers answered within so many seconds: 1 − C·e^(−(N − a)·t/h); 0 where the queue only grows.

    Raises:
        InputError: as ``erlang_b``, or a time that is none.
    """
    within, handling_time = _checked("within", within), _checked("handling_time", handling_time, least=1e-9)
    waits = erlang_c(load, agents)
    return _level(waits, np.asarray(agents) - np.asarray(load, dtype=float), within / handling_time)[()]


def mean_wait(load: Any, agents: Any, handling_time: Any) -> Any:
    """Seconds that callers wait on average, those answered at once too: C·h/(N − a); infinite where the queue grows.

    Raises:
        InputError: as ``service_level``.
    """
    handling_time = _checked("handling_time", handling_time, least=1e-9)
    waits, spare = erlang_c(load, agents), np.asarray(agents) - np.asarray(load, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(spare > 0, waits * handling_time / spare, np.inf)[()]


def occupancy(load: Any, agents: Any) -> Any:
    """The share of their time that agents talk: a/N; 1 where the queue only grows, NaN without an agent.

    Raises:
        InputError: as ``erlang_b``.
    """
    load, agents = _checked("load", load), _whole("agents", agents)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(agents > 0, np.minimum(load / agents, 1.0), np.nan)[()]


def agents_needed(load: Any, target: Any, within: Any, handling_time: Any) -> Any:
    """The smallest number of agents that answers at least the share ``target`` within so many seconds.

    Raises:
        InputError: a target that is not at least 0 and below 1 (all callers: no number of agents is enough), a load so
            large that no call centre has it, or as ``service_level``.
    """
    load, target, within, handling_time = np.broadcast_arrays(
        _checked("load", load), _checked("target", target, most=1.0), _checked("within", within),
        _checked("handling_time", handling_time, least=1e-9))
    if (target >= 1).any():
        raise InputError(_("No number of agents answers every caller in time: ask for a share below 1, such as 0.8."))
    if load.max(initial=0) > MOST_AGENTS / 2:
        raise InputError(_("A load of {given} erlangs is more than these formulas are made for. Check the units: calls "
                           "and time belong to one period.").format(given=inputs.code(float(load.max()))))
    found, blocked = np.full(load.shape, -1), np.ones(load.shape)
    for count in range(1, MOST_AGENTS + 1):
        blocked = load * blocked / (count + load * blocked)
        level = _level(_waits(load, count, blocked), count - load, within / handling_time)
        found = np.where((found < 0) & (load < count) & (level >= target), count, found)
        if (found > 0).all():
            break
    return np.where(load == 0, 0, found)[()]


def rostered(agents: Any, shrinkage: Any) -> Any:
    """How many must be paid so that so many sit at the telephone: agents over 1 − shrinkage.

    Shrinkage is the share of paid time spent elsewhere: leave, illness, training, breaks, meetings.

    Raises:
        InputError: a shrinkage that is not at least 0 and below 1.
    """
    agents, shrinkage = _checked("agents", agents), _checked("shrinkage", shrinkage, most=1.0)
    if (np.asarray(shrinkage) >= 1).any():
        raise InputError(_("With a shrinkage of 1 nobody is ever at the telephone. Give a share below 1, such as 0.3."))
    return agents / (1 - shrinkage)


def erlang_a(load: Any, agents: Any, patience: Any, handling_time: Any, within: Any = 0.0) -> Impatient:
    """A queue in which callers hang up after a time that varies around ``patience`` (Erlang A, after Palm).

    Args:
        load: erlangs; it may exceed the agents, as those who hang up relieve the queue.
        agents: whole numbers from 1 on.
        patience: seconds that a caller would wait on average (exponentially distributed); infinite for Erlang C.
        handling_time: seconds a call.
        within: seconds, for the service level.

    Raises:
        InputError: as ``service_level``; no agent; or a patience that is not above 0.
    """
    given = (_checked("load", load), _whole("agents", agents, least=1), _patience(patience),
             _checked("handling_time", handling_time, least=1e-9), _checked("within", within))
    shape = np.broadcast_shapes(*map(np.shape, given))
    rows = zip(*(np.broadcast_to(one, shape).ravel() for one in given), strict=True)
    solved = np.array([_impatient(float(row[0]), int(row[1]), *map(float, row[2:])) for row in rows])
    return Impatient(*(solved[:, place].reshape(shape)[()] for place in range(4)))


def _impatient(load: float, agents: int, patience: float, handling_time: float, within: float) -> tuple:
    """One queue: the states with callers waiting are weighed by the one with none, whose chance Erlang B gives."""
    if load == 0 or np.isinf(patience):
        found = erlang_c(load, agents), 0.0, mean_wait(load, agents, handling_time)
        return *found, service_level(load, agents, within, handling_time)
    leaving = handling_time / patience  # hang-ups of one who waits, for each call handled by one agent
    weights = _weights(load, agents, leaving)
    top = weights.max()
    shares = np.exp(weights - top)
    log_all = top + np.log(shares.sum() + np.exp(-top) * (1 / erlang_b(load, agents) - 1))
    waits = float(np.exp(top - log_all) * shares.sum())
    queue = float(np.exp(top - log_all) * (np.arange(len(shares)) * shares).sum())
    wait = queue * handling_time / load
    return waits, wait / patience, wait, 1 - waits + _in_time(load, agents, leaving, within / handling_time, -log_all)


def _weights(load: float, agents: int, leaving: float) -> np.ndarray:
    """The logarithms of the chances of 0, 1, 2 … callers waiting, over the chance of none with every agent busy."""
    longest = max(load - agents, 0.0) / leaving
    if longest > MOST_WAITING:
        raise InputError(_("With so few agents and such patience more than a million callers would be waiting. Give "
                           "more agents or less patience."))
    size = int(longest) + 64
    while True:
        steps = np.log(load) - np.log(agents + leaving * np.arange(1, size))
        found = np.concatenate([[0.0], np.cumsum(steps)])
        if found[-1] < found.max() - NEGLIGIBLE:
            return found
        size *= 2


def _in_time(load: float, agents: int, leaving: float, within: float, log_busy: float) -> float:
    """The share answered after a wait within the time: the density of a patient caller's wait, times who still waits.

    The density is that of Baccelli and Hebuterne (1981): agents·P(all busy, none waiting) at 0, and from there on
    falling with the agents that become free and rising with those who called before and have not hung up.
    """
    end = min(within, NEGLIGIBLE / leaving)
    time = np.linspace(0.0, end, POINTS)
    ahead = load / leaving * -np.expm1(-leaving * time) - agents * time
    here = agents * np.exp(log_busy + ahead - leaving * time)
    simpson = np.ones(POINTS)
    simpson[1:-1:2], simpson[2:-1:2] = 4, 2
    return float((simpson * here).sum() * end / (3 * (POINTS - 1)))


def _waits(load: Any, agents: Any, blocked: Any) -> Any:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(load < agents, agents * blocked / (agents - load * (1 - blocked)), 1.0)


def _level(waits: Any, spare: Any, within: Any) -> Any:
    return np.where(spare > 0, 1 - waits * np.exp(-np.maximum(spare, 0.0) * within), 0.0)


def _checked(name: str, value: Any, least: float = 0.0, most: float = inputs.LARGEST) -> Any:
    return np.asarray(inputs.accepted(name, inputs.plain(value), (least, most)))


def _whole(name: str, value: Any, least: int = 0) -> Any:
    """A number of people, or several; refused when it is not whole, too small or larger than any call centre."""
    found = _checked(name, value, least, MOST_AGENTS)
    if (found % 1 != 0).any():
        raise InputError(_("{name} is a number of people, so it is whole; {given} was given.").format(
            name=name, given=inputs.code(float(found[found % 1 != 0].ravel()[0]))))
    return found.astype(int)


def _patience(value: Any) -> Any:
    """Seconds above 0, infinity among them."""
    given = np.asarray(value)
    if given.dtype.kind in "iuf" and np.isinf(given).any():
        return np.where(np.isinf(given), np.inf, _checked("patience", np.where(np.isinf(given), 1.0, given), 1e-9))
    return _checked("patience", value, 1e-9)
