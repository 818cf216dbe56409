"""Sliders for a portfolio of overdue invoices: a policy is chosen, and what it brings stands beside all others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pandas as pd

from crmlessons.line import Line
from crmlessons.views import cases, written
from crmlessons.views.charts import style
from crmlessons.views.charts.live import Panel
from crmlessons.views.charts.nets import LABEL_WIDTH, Nets
from crmlessons.views.charts.steps import Step, labels, signed
from crmlessons.views.charts.waterfall import Waterfall
from crmlessons.views.controls import bounds
from crmlessons.views.explorers import HEIGHT, WIDTH, Explorer
from crmlessons.views.grid import Table
from crmlessons.words import InputError, number
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from ipywidgets import Dropdown, Widget
    from matplotlib.figure import Figure


class Playable(Protocol):
    """A portfolio that can be asked what every policy brings under some settings."""

    settings: Sequence[Line]

    def __call__(self, **settings: float) -> Any: ...


class State(NamedTuple):
    """What the explorer shows for one policy and one setting of its sliders.

    Attributes:
        table: the policy's result by reason, as HTML.
        caption: what the policy brings, and where it stands among the others.
        alt: the same and every number of the pictures.
        steps: the bars of the chosen policy.
        nets: the net result of every policy.
        policy: the chosen one.
    """

    table: str
    caption: str
    alt: str
    steps: list[Step]
    nets: pd.Series
    policy: str


def state(play: Playable, policy: str, settings: Mapping[str, float]) -> State:
    """What the explorer shows: a plain function, whatever the sliders are set to.

    Args:
        play: a portfolio to ask.
        policy: the policy looked at.
        settings: one number for each setting, by name.

    Raises:
        InputError: no such policy.
    """
    result = play(**settings)
    if policy not in result.policies.index:
        raise InputError(_("There is no policy “{given}”. Choose one of: {names}.").format(
            given=policy, names=", ".join(result.policies.index)))
    row, nets = result.policies.loc[policy], result.policies["net"]
    steps = [Step(_("recovered"), row["recovered"]), Step(_("cost of collecting"), -row["cost"]),
             Step(_("value of customers lost"), -row["value_lost"]), Step(_("net result"), row["net"], True)]
    caption = _caption(policy, row, nets)
    others = "; ".join(f"{cases.name(one)}: {_lei(value)}" for one, value in nets.items())
    alt = "; ".join(signed(_whole(step)) for step in steps) + ". " + caption + " " + others + "."
    return State(by_reason(result.reasons[policy]).html(), caption, alt, [_whole(step) for step in steps],
                 nets.round(), policy)


def _whole(step: Step) -> Step:
    return Step(step.label, float(round(step.value)) + 0.0, step.total, step.kind)


def _lei(value: float) -> str:
    return written.short("money", round(float(value)) + 0.0)


def _caption(policy: str, row: pd.Series, nets: pd.Series) -> str:
    told = {"policy": cases.name(policy), "recovered": _lei(row["recovered"]), "cost": _lei(row["cost"]),
            "customers": number(row["customers_lost"], 1), "lost": _lei(row["value_lost"]), "net": _lei(row["net"]),
            "best": cases.name(nets.idxmax()), "most": _lei(nets.max())}
    said = _("“{policy}” recovers {recovered}, costs {cost} and loses {customers} customers worth {lost}: {net}.")
    if round(nets.max() - row["net"]) <= 0:
        return (said + " " + _("No other policy brings more.")).format(**told)
    return (said + " " + _("The most brings “{best}”: {most}.")).format(**told)


def by_reason(frame: pd.DataFrame) -> Table:
    """How the policy treats each reason, and what comes of it."""
    heads = (_("reason"), *(cases.name(one) for one in frame.columns[:3]), _("recovered, lei"), _("cost, lei"),
             _("customers lost, lei"), _("net, lei"))
    rows = [(cases.name(label), *(number(value, 0) for value in row)) for label, row in frame.iterrows()]
    return Table(_("Invoices by reason and approach, and the result"), heads, rows, frozenset({0}))


class PolicyExplorer(Explorer):
    """A portfolio with a choice of policy and a slider for every setting. Show it as the last line of a cell.

    In a running notebook it is alive; its HTML is the static twin: the picture, and a table of what each setting alone
    does to the best policy's gain, from its lowest to its highest value.
    """

    def __init__(self, play: Playable, policy: str) -> None:
        self.play, self.policy = play, policy
        self.inputs = {line.name: float(line.default) for line in play.settings}
        self._start = dict(self.inputs)
        self.state = self._first = self._state()

    def _state(self) -> State:
        return state(self.play, self.policy, self.inputs)

    @property
    def _lines(self) -> Sequence[Line]:
        return self.play.settings

    @cached_property
    def choice(self) -> Dropdown:
        """The choice of policy."""
        from ipywidgets import Dropdown

        options = [(cases.name(one), one) for one in self.state.nets.index]
        made = Dropdown(options=options, value=self.policy, description=_("policy"),
                        style={"description_width": "270px"}, layout={"width": "600px", "max_width": "100%"})
        made.observe(self._chosen, "value")
        return made

    @cached_property
    def widget(self) -> Widget:
        """The living explorer; made when it is first shown."""
        from ipywidgets import VBox

        return VBox([self.choice, super().widget])

    def _figure(self, shown: State) -> tuple[Figure, list[Panel]]:
        return _figure(shown)

    def _pictured(self, shown: State) -> tuple[Any, Any]:
        return (shown.steps, (shown.nets, shown.policy))

    def _chosen(self, change: dict[str, Any]) -> None:
        self.policy = change["new"]
        self._show()

    def twin(self) -> Table:
        """What every policy brings at the lowest, the present and the highest value of each setting alone."""
        heads = (_("setting"), *(cases.name(one) for one in self.state.nets.index))
        rows = [row for line in self.play.settings for row in self._alone(line)]
        return Table(_("Net result of every policy when one setting changes and the others stay"), heads, rows,
                     frozenset({0}))

    def _alone(self, line: Line) -> list[tuple[str, ...]]:
        low, high, _step = bounds(line, self._start[line.name])
        rows = []
        for value in (low, self._start[line.name], high):
            nets = self.play(**{**self._start, line.name: value}).policies["net"]
            name = _("{setting} = {value}").format(setting=cases.short(line), value=written.full(line.kind, value))
            rows.append((name, *(_lei(one) for one in nets)))
        return rows


def explore_policies(play: Playable, policy: str = "best") -> PolicyExplorer:
    """A choice of policy and sliders for a portfolio of overdue invoices.

    Args:
        play: a portfolio to ask, as ``receivables.Play`` makes it.
        policy: the one shown first.

    Raises:
        InputError: no such policy.
    """
    return PolicyExplorer(play, policy)


@style.styled
def _figure(shown: State) -> tuple[Figure, list[Panel]]:
    """The chosen policy in steps above the net result of all, at fixed places."""
    made = style.figure(WIDTH, HEIGHT, layout=None)
    bars, nets = made.add_axes((0.36, 0.58, 0.62, 0.41)), made.add_axes((0.36, 0.02, 0.62, 0.44))
    return made, [Waterfall(bars, labels(shown.steps), LABEL_WIDTH, room=0.45), Nets(nets, list(shown.nets.index))]
