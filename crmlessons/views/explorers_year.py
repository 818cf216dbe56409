"""Five sums of money to move: the value of the year, its spread, and where the plan stands among simple policies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
import pandas as pd

from crmlessons.line import Line
from crmlessons.views import cases, tables, written
from crmlessons.views.charts import style
from crmlessons.views.charts.live import Panel
from crmlessons.views.charts.nets import Nets
from crmlessons.views.charts.years import Spread
from crmlessons.views.controls import bounds
from crmlessons.views.explorers import Explorer
from crmlessons.views.grid import Table
from crmlessons.words import InputError, percent
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 6.2, 6.4
YOURS = "yours"


class Playable(Protocol):
    """A budget that can be asked what a plan does; it refuses what cannot be spent."""

    settings: Sequence[Line]
    budget: float
    compared_values: np.ndarray
    policies: Mapping[str, Any]

    def __call__(self, **spend: float) -> Any: ...


class State(NamedTuple):
    """What the explorer shows for one setting of its sliders.

    Attributes:
        table: the sheet of the year as HTML.
        caption: value, range, rank and what is left; or why the plan is refused.
        alt: the same and every number of the pictures.
        values: the value in every drawn year.
        nets: the expected value of every policy and of the plan.
    """

    table: str
    caption: str
    alt: str
    values: np.ndarray
    nets: pd.Series


def state(game: Playable, spend: Mapping[str, float], last: State | None = None) -> State:
    """What the explorer shows: a plain function, whatever the sliders are set to.

    Args:
        game: a budget to ask.
        spend: lei by use of money.
        last: the last plan within the budget; its pictures stay while a plan is refused.

    Raises:
        InputError: the plan is refused, and there is no earlier one to show.
    """
    try:
        played = game(**spend)
    except InputError as refused:
        if last is None:
            raise
        still = _("The pictures still show the last plan within the budget.")
        return last._replace(caption=f"{refused} {still}", alt=f"{refused} {last.alt}", table=_over(game, spend).html())
    nets = played.ranking.round()
    caption = _caption(played, nets)
    others = "; ".join(f"{cases.name(one)}: {_lei(value)}" for one, value in nets.items())
    return State(tables.results(played.plan.solved()).html(), caption, f"{caption} {others}.", played.values, nets)


def _over(game: Playable, spend: Mapping[str, float]) -> Table:
    rows = [(cases.name(name), _lei(lei)) for name, lei in spend.items()]
    rows += [(_("together"), _lei(sum(spend.values()))), (_("budget of the year"), _lei(game.budget)),
             (_("too much"), _lei(sum(spend.values()) - game.budget))]
    return Table(_("More than there is"), (_("use of the money"), _("lei")), rows, frozenset({0}))


def _caption(played: Any, nets: pd.Series) -> str:
    rank = int((nets.drop(YOURS) > nets[YOURS]).sum()) + 1
    found = played.summary
    return _("This plan is expected to leave {value}; nine years in ten lie between {low} and {high}. It loses money "
             "in {loss} of the years. Among {all} plans it is number {rank}. {rest} is left of the budget.").format(
        value=_lei(found["value"]), low=_lei(found["low"]), high=_lei(found["high"]), loss=percent(found["loss"], 1),
        all=len(nets), rank=rank, rest=_lei(played.plan.unspent))


def _lei(value: float) -> str:
    return written.short("money", round(float(value)) + 0.0)


class YearExplorer(Explorer):
    """A slider for each use of money. Show it as the last line of a cell.

    In a running notebook it is alive; its HTML is the static twin: the pictures, and a table of what each use alone
    does to the value, from nothing to the most that it or the budget can take.
    """

    def __init__(self, game: Playable) -> None:
        self.game = game
        self.inputs = {line.name: float(line.default) for line in game.settings}
        self._start = dict(self.inputs)
        self.state = self._first = self._within = state(game, self.inputs)

    def _state(self) -> State:
        found = state(self.game, self.inputs, self._within)
        if sum(self.inputs.values()) <= self.game.budget:
            self._within = found
        return found

    @property
    def _lines(self) -> Sequence[Line]:
        return self.game.settings

    def _figure(self, shown: State) -> tuple[Figure, list[Panel]]:
        return _figure(shown, self.game.compared_values, cases.name(next(iter(self.game.policies))))

    def _pictured(self, shown: State) -> tuple[Any, ...]:
        return (shown.values, (shown.nets, YOURS))

    def twin(self) -> Table:
        """What the plan is worth when one sum changes and the others stay."""
        heads = (_("use of the money"), _("nothing"), _("now"), _("most"))
        rows = [self._alone(line) for line in self.game.settings]
        return Table(_("Value of the year when one sum changes and the others stay"), heads, rows, frozenset({0}))

    def _alone(self, line: Line) -> tuple[str, ...]:
        low, high, step = bounds(line, self._start[line.name])
        free = self.game.budget - sum(self._start.values()) + self._start[line.name]
        top = min(high, np.floor(free / step) * step)
        tried = [(value, self.game(**{**self._start, line.name: value}).plan.value)
                 for value in (low, self._start[line.name], top)]
        return (cases.name(line.name), *(f"{_lei(spent)} → {_lei(value)}" for spent, value in tried))


def explore_year(game: Playable) -> YearExplorer:
    """Sliders for the five uses of a budget, with the value of the year, its spread and its rank.

    Args:
        game: a budget to ask, as ``capstone.Game`` makes it.
    """
    return YearExplorer(game)


@style.styled
def _figure(shown: State, other: np.ndarray, name: str) -> tuple[Figure, list[Panel]]:
    """The drawn years above the ranking, at fixed places."""
    made = style.figure(WIDTH, HEIGHT, layout=None)
    above, below = made.add_axes((0.05, 0.66, 0.87, 0.28)), made.add_axes((0.36, 0.02, 0.62, 0.53))
    return made, [Spread(above, other, name), Nets(below, list(shown.nets.index))]
