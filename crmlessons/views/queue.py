"""Sliders for a telephone queue: agents against service level, wait, occupancy and cost."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from crmlessons.line import Line
from crmlessons.views import written
from crmlessons.views.charts import style
from crmlessons.views.charts.live import Panel
from crmlessons.views.charts.service import Levels, Service, described
from crmlessons.views.controls import bounds
from crmlessons.views.explorers import Explorer
from crmlessons.views.grid import Table
from crmlessons.words import N_, InputError, number
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 5.8, 4.4
LONG = 10_000  # seconds from which on a wait is no longer written
INPUTS = (
    Line("A", "agents", N_("agents at the telephone"), "1", default=14, slider=(1, 60, 1), shown="number"),
    Line("B", "calls", N_("calls in half an hour"), "1", default=100, slider=(0, 200, 5), shown="number"),
    Line("C", "handling_time", N_("seconds to handle a call"), "1", default=180, slider=(30, 540, 10), shown="number"),
    Line("D", "within", N_("seconds allowed to wait"), "1", default=20, slider=(0, 120, 5), shown="number"),
    Line("E", "target", N_("share to answer in that time"), "1", default=0.8, slider=(0.5, 0.99, 0.01)),
    Line("F", "agent_cost", N_("cost of an hour on the phone"), "lei", default=50, slider=(0, 100, 1)),
)
SHOWN = (("load", N_("offered load, erlangs"), "number"), ("waits", N_("callers who have to wait"), "percent"),
         ("service_level", N_("answered in time"), "percent"), ("mean_wait", N_("mean wait, seconds"), "number"),
         ("occupancy", N_("time spent talking"), "percent"), ("cost", N_("cost of the half-hour"), "money"),
         ("cost_per_call", N_("cost per call"), "money"))


class State(NamedTuple):
    """What the explorer shows for one setting of its sliders.

    Attributes:
        table: the row of the agents now as HTML.
        caption: what these agents achieve, and how many the target needs.
        alt: the same with the other numbers of agents.
        service: what the picture shows.
    """

    table: str
    caption: str
    alt: str
    service: Service


def state(staffing: Callable[..., pd.DataFrame], inputs: Mapping[str, float]) -> State:
    """What the explorer shows: a plain function, whatever the sliders are set to.

    Args:
        staffing: gives one row a number of agents, as ``support.staffing`` does.
        inputs: one number for each slider, by name.
    """
    given = {**inputs, "agents": round(inputs["agents"])}
    found = staffing(**given)
    service = Service(found, given["agents"], int(found.index[found["enough"]][0]), given["target"], given["within"])
    now = found.loc[service.agents]
    caption = _finding(service, now)
    return State(_table(now).html(), caption, f"{caption} {style.sentence(described(service))}.", service)


def _finding(service: Service, now: pd.Series) -> str:
    told = {"agents": number(service.agents), "load": number(now["load"]), "within": number(service.within),
            "level": written.tick("percent", now["service_level"]), "wait": number(now["mean_wait"], 1),
            "busy": written.tick("percent", now["occupancy"]), "needed": number(service.needed),
            "target": written.tick("percent", service.target), "cost": written.short("money", now["cost"])}
    if not math.isfinite(now["mean_wait"]):
        return _("Agents: {agents}, for a load of {load} erlangs. More work comes than they can do, so the queue only "
                 "grows. For {target} within {within} seconds it takes {needed}.").format(**told)
    return _("Agents: {agents}, for a load of {load} erlangs. Within {within} seconds {level} are answered; the mean "
             "wait is {wait} seconds, and agents talk {busy} of their time, for {cost} the half-hour. For {target} it "
             "takes {needed}.").format(**told)


def _table(now: pd.Series) -> Table:
    return Table("", (_("result"), _("value")), [(_(label), _written(kind, now[name])) for name, label, kind in SHOWN])


def _written(kind: str, value: float) -> str:
    return "∞" if value == math.inf or kind == "number" and value > LONG else written.full(kind, value)


class QueueExplorer(Explorer):
    """A queue with a slider for everything that decides how it goes. Show it as the last line of a cell."""

    def __init__(self, staffing: Callable[..., pd.DataFrame], inputs: Mapping[str, float]) -> None:
        self._staffing, self.inputs = staffing, dict(inputs)
        self._start = dict(inputs)
        self.state = self._first = self._state()

    def _state(self) -> State:
        return state(self._staffing, self.inputs)

    @property
    def _lines(self) -> tuple[Line, ...]:
        return INPUTS

    def _figure(self, shown: State) -> tuple[Figure, list[Panel]]:
        return _figure(shown)

    def _pictured(self, shown: State) -> tuple[Service]:
        return (shown.service,)

    def twin(self) -> Table:
        """What each input alone does to the share answered in time, and how many agents the target then needs."""
        heads = (_("input"), _("lowest"), _("now"), _("highest"))
        title = _("Answered in time, and agents that the target needs, when one input changes and the others stay")
        return Table(title, heads, [self._alone(line) for line in INPUTS], frozenset({0}))

    def _alone(self, line: Line) -> tuple[str, ...]:
        low, high, _step = bounds(line, self._start[line.name])
        return (_(line.label), *(self._result(line, value) for value in (low, self._start[line.name], high)))

    def _result(self, line: Line, value: float) -> str:
        shown = state(self._staffing, {**self._start, line.name: value}).service
        level = shown.by_agents.at[shown.agents, "service_level"]
        return _("{input} → {level}, {needed} needed").format(
            input=written.full(line.kind, value), level=written.tick("percent", level), needed=number(shown.needed))


def explore_queue(staffing: Callable[..., pd.DataFrame], **inputs: float) -> QueueExplorer:
    """Sliders for a telephone queue: the share answered in time by the number of agents, wait, occupancy and cost.

    Args:
        staffing: what computes it: ``support.staffing``.
        inputs: where the sliders start: agents, calls (in half an hour), handling_time and within (seconds), target and
            agent_cost (lei an hour); one that is left out starts at the worked example.

    Raises:
        InputError: an unknown input, or a value that the queue refuses.
    """
    example = {line.name: line.default for line in INPUTS}
    for name in inputs:
        if name not in example:
            raise InputError(_("This explorer has no slider “{given}”. It has: {names}.").format(
                given=name, names=", ".join(example)))
    return QueueExplorer(staffing, {**example, **inputs})


@style.styled
def _figure(shown: State) -> tuple[Figure, list[Panel]]:
    """One picture at a fixed place: nothing moves but what the sliders move."""
    made = style.figure(WIDTH, HEIGHT, layout=None)
    return made, [Levels(made.add_axes((0.12, 0.13, 0.85, 0.84)), shown.service)]
