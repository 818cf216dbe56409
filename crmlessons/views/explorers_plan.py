"""Choose a retention programme and move its effect: the letters of the sheet before and after, and whether it pays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from crmlessons.line import Line
from crmlessons.views import written
from crmlessons.views.charts import style
from crmlessons.views.charts.break_even import BreakEven
from crmlessons.views.charts.curve import Curve
from crmlessons.views.charts.live import Panel
from crmlessons.views.controls import Control
from crmlessons.views.explorers import Explorer
from crmlessons.views.grid import Table
from crmlessons.words import N_
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from ipywidgets import Dropdown, Widget
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 5.8, 4.0
POINTS = 51
GAIN = Line("Z", "gain", N_("gain in the worth of a customer"), "lei/customer", lambda: 0)


class State(NamedTuple):
    """What the planner shows for one programme and one setting of its sliders.

    Attributes:
        table: the letters before and after as HTML.
        caption: whether the programme pays, and from which effect on.
        alt: the same, with the letters that move.
        curve: the gain against the effect.
    """

    table: str
    caption: str
    alt: str
    curve: Curve


def state(programme: Any, plan: Callable[[Any], Any], effect: Line) -> State:
    """What the planner shows: a plain function, whatever the sliders are set to.

    Args:
        programme: a dataclass with a ``label`` and one number for each lever.
        plan: tries a programme: the sheet ``before`` and ``after``, ``worth_before``, ``worth_after``, ``needed``.
        effect: the lever on the horizontal axis.
    """
    tried = plan(programme)
    caption = _verdict(tried, effect)
    moved = _("The letters that move: {letters}.").format(letters=", ".join(tried.moved) or "—")
    return State(_letters(tried).html(), caption, f"{caption} {moved}", _curve(tried, plan, effect))


def _verdict(tried: Any, effect: Line) -> str:
    """Whether it pays, in one sentence."""
    told = {"programme": style.sentence(_(tried.programme.label)), "gain": written.full("money", abs(tried.gain)),
            "effect": written.full(effect.kind, float(getattr(tried.programme, effect.name))),
            "before": written.full("money", tried.worth_before), "after": written.full("money", tried.worth_after),
            "needed": written.full(effect.kind, float(tried.needed))}
    if abs(tried.gain) < 0.005:
        head = _("{programme}: a customer is worth {before} without it and with it.")
    elif tried.gain > 0:
        head = _("{programme}: pays. A customer is worth {after} instead of {before}, {gain} more.")
    else:
        head = _("{programme}: does not pay. A customer is worth {after} instead of {before}, {gain} less.")
    if np.isnan(tried.needed):
        tail = _("Nobody would leave, so nobody can be kept.")
    elif tried.needed > 1:
        tail = _("It could not pay even if all those leaving stayed.")
    else:
        tail = _("To break even it has to keep {needed} of those leaving; assumed are {effect}.")
    return f"{head} {tail}".format(**told)


def _letters(tried: Any) -> Table:
    """Every line of the sheet before and after, and which way it moves."""
    rows, moved = [], set(tried.moved)
    for line in tried.before.sheet.lines:
        old, new = tried.before[line.letter], tried.after[line.letter]
        way = (_("rises") if new > old else _("falls")) if line.letter in moved else _("stays")
        rows.append((line.letter, _(line.label), written.full(line.kind, old), written.full(line.kind, new), way))
    heads = (_("line"), _("description"), _("now"), _("with it"), _("moves"))
    return Table(_("The sheet of one month"), heads, rows, frozenset({0, 1, 4}))


def _curve(tried: Any, plan: Callable[[Any], Any], effect: Line) -> Curve:
    """The gain for every effect between the ends of the slider."""
    here = float(getattr(tried.programme, effect.name))
    x = np.linspace(0, max(effect.slider[1], here), POINTS)
    y = np.broadcast_to(plan(replace(tried.programme, **{effect.name: x})).gain, x.shape)
    return Curve(effect, GAIN, x, y, (here, float(tried.gain)), float(tried.needed), True)


class PlanExplorer(Explorer):
    """A choice of programmes with a slider for each lever. Show it as the last line of a cell.

    Its HTML is the static twin: the picture of the first programme and a table of all of them.
    """

    def __init__(self, programmes: Sequence[Any], plan: Callable[[Any], Any], levers: Sequence[Line]) -> None:
        self.programmes, self.levers, self._plan = {one.code: one for one in programmes}, tuple(levers), plan
        self.programme = programmes[0]
        self.state = self._first = self._state()

    def _state(self) -> State:
        return state(self.programme, self._plan, self.levers[0])

    @cached_property
    def controls(self) -> dict[str, Control]:
        """The slider and the number field of every lever, by name."""
        return {line.name: Control(line, getattr(self.programme, line.name), self._moved) for line in self.levers}

    @cached_property
    def choice(self) -> Dropdown:
        """The list of programmes."""
        from ipywidgets import Dropdown

        made = Dropdown(options=[(_(one.label), code) for code, one in self.programmes.items()],
                        value=self.programme.code, description=_("programme"))
        made.observe(lambda change: self.choose(change["new"]), "value")
        return made

    @cached_property
    def widget(self) -> Widget:
        """The living explorer; made when it is first shown."""
        from ipywidgets import VBox

        return VBox([self.choice, super().widget])

    def choose(self, code: str) -> None:
        """Take another programme, with its own assumptions."""
        self.programme = self.programmes[code]
        for name, control in self.controls.items():
            control.value = getattr(self.programme, name)
            shown = round(control.value * (100 if control.line.kind == "percent" else 1), 10)
            control.slider.value = control.field.value = shown
        self._show()

    def _moved(self, name: str, value: float) -> None:
        """Follow a slider."""
        self.programme = replace(self.programme, **{name: value})
        self._show()

    def _figure(self, shown: State) -> tuple[Figure, list[Panel]]:
        return _figure(shown)

    def _pictured(self, shown: State) -> tuple[Curve]:
        return (shown.curve,)

    def twin(self) -> Table:
        """Every programme with its assumptions: what it has to keep, and what it adds to the worth of a customer."""
        heads = (_("programme"), *(_(line.label) for line in self.levers), _("break-even"), _("gain per customer"))
        rows = []
        for one in self.programmes.values():
            tried = self._plan(one)
            assumed = (written.full(line.kind, float(getattr(one, line.name))) for line in self.levers)
            rows.append((_(one.label), *assumed, written.full(self.levers[0].kind, float(tried.needed)),
                         written.full("money", float(tried.gain))))
        return Table(_("All programmes as they are assumed"), heads, rows, frozenset({0}))


def explore_programmes(programmes: Sequence[Any], plan: Callable[[Any], Any], levers: Sequence[Line]) -> PlanExplorer:
    """Choose a programme and move its levers: which letters move, what a customer is worth, and whether it pays.

    Args:
        programmes: dataclasses with ``code``, ``label`` and one number for each lever; the first is shown first.
        plan: what tries one of them, such as ``economics.plan`` with the inputs filled in.
        levers: the numbers that can be moved; the first is the effect on the chart's axis.
    """
    return PlanExplorer(programmes, plan, levers)


@style.styled
def _figure(shown: State) -> tuple[Figure, list[Panel]]:
    made = style.figure(WIDTH, HEIGHT, layout=None)
    return made, [BreakEven(made.add_axes((0.14, 0.14, 0.73, 0.76)), shown.curve)]
