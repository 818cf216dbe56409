"""Assumptions to move: where the money would go then, and what is lost by keeping the plan that was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pandas as pd

from crmlessons.line import Line
from crmlessons.views import cases, written
from crmlessons.views.charts import style
from crmlessons.views.charts.live import Panel
from crmlessons.views.charts.nets import Nets
from crmlessons.views.controls import bounds
from crmlessons.views.explorers import Explorer
from crmlessons.views.grid import Table
from crmlessons.words import gettext as _
from crmlessons.words import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 5.8, 2.8


class Playable(Protocol):
    """A plan that can be asked what other assumptions make of it."""

    settings: Sequence[Line]

    def __call__(self, **assumed: float) -> Any: ...


class State(NamedTuple):
    """What the explorer shows for one setting of its sliders.

    Attributes:
        table: both plans by use, as HTML.
        caption: what both leave, and what is lost by keeping the old one.
        alt: the same and every number of the picture.
        spend: what the best plan gives to each use, lei.
    """

    table: str
    caption: str
    alt: str
    spend: pd.Series


def state(doubt: Playable, assumed: Mapping[str, float]) -> State:
    """What the explorer shows: a plain function, whatever the sliders are set to."""
    found = doubt(**assumed)
    caption = _("Under these assumptions your plan leaves {mine}, and the best plan by the next leu {best}: {lost} is "
                "lost by keeping yours. A leu for a further contact returns {contact} at most, for a letter {letter}."
                ).format(mine=_lei(found.mine), best=_lei(found.best), lost=_lei(found.best - found.mine),
                         contact=number(found.contact), letter=number(found.letter))
    spend = found.spend["best_then"].round()
    others = "; ".join(f"{cases.name(use)}: {_lei(lei)}" for use, lei in spend.items())
    rows = [(cases.name(use), _lei(row["mine"]), _lei(row["best_then"])) for use, row in found.spend.iterrows()]
    shown = Table("", (_("use of the money"), _("your plan"), _("best plan then")), rows)
    return State(shown.html(), caption, f"{caption} {others}.", spend)


def _lei(value: float) -> str:
    return written.short("money", round(float(value)) + 0.0)


class DoubtExplorer(Explorer):
    """A slider for each assumption. Show it as the last line of a cell.

    In a running notebook it is alive; its HTML is the static twin: the picture, and a table of what each assumption
    alone does, from its lowest to its highest value.
    """

    def __init__(self, doubt: Playable) -> None:
        self.doubt = doubt
        self.inputs = {line.name: float(line.default) for line in doubt.settings}
        self._start = dict(self.inputs)
        self.state = self._first = self._state()

    def _state(self) -> State:
        return state(self.doubt, self.inputs)

    @property
    def _lines(self) -> Sequence[Line]:
        return self.doubt.settings

    def _figure(self, shown: State) -> tuple[Figure, list[Panel]]:
        return _figure(shown)

    def _pictured(self, shown: State) -> tuple[Any, ...]:
        return ((shown.spend, shown.spend.idxmax()),)

    def twin(self) -> Table:
        """What is lost by keeping the plan when one assumption changes and the others stay."""
        heads = (_("assumption"), _("lowest"), _("now"), _("highest"))
        rows = [self._alone(line) for line in self.doubt.settings]
        return Table(_("Lost by keeping the plan when one assumption changes"), heads, rows, frozenset({0}))

    def _alone(self, line: Line) -> tuple[str, ...]:
        low, high, _step = bounds(line, self._start[line.name])
        said = []
        for value in (low, self._start[line.name], high):
            found = self.doubt(**{**self._start, line.name: value})
            said.append(f"{written.full(line.kind, value)} → {_lei(found.best - found.mine)}")
        return (cases.short(line), *said)


def explore_doubt(doubt: Playable) -> DoubtExplorer:
    """Sliders for the assumptions behind a plan, with the best plan under them.

    Args:
        doubt: a plan to ask, as ``capstone.Doubt`` makes it.
    """
    return DoubtExplorer(doubt)


@style.styled
def _figure(shown: State) -> tuple[Figure, list[Panel]]:
    """What the best plan gives to each use, at fixed places."""
    made = style.figure(WIDTH, HEIGHT, layout=None)
    panel = Nets(made.add_axes((0.24, 0.02, 0.74, 0.84)), list(shown.spend.index))
    panel.ax.set_title(_("Where the best plan would put the money"))
    return made, [panel]
