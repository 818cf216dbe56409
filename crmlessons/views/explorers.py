"""Sliders for a sheet: its results, its chart and its break-even follow every step; without a kernel, a table stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from crmlessons.line import Line
from crmlessons.views import tables, written
from crmlessons.views.cases import one_case
from crmlessons.views.charts import style
from crmlessons.views.charts.break_even import BreakEven
from crmlessons.views.charts.curve import Curve, break_even, curve, finding
from crmlessons.views.charts.live import Live, Panel, still
from crmlessons.views.charts.picture import Chart, chart, image
from crmlessons.views.charts.steps import Step, labels, signed, steps
from crmlessons.views.charts.waterfall import Waterfall
from crmlessons.views.controls import Control, bounds
from crmlessons.views.grid import Table
from crmlessons.words import gettext as _
from crmlessons.words import language
from crmlessons.worksheet import Worksheet

if TYPE_CHECKING:
    from ipywidgets import HTML, Widget
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 5.8, 5.3
LABEL_WIDTH = 21
WIDGET = "application/vnd.jupyter.widget-view+json"
CLASS = "crmlessons-explorer"
# A widget's name is cut short where it is too long for its place; here it takes a second line.
WRAPPED_NAMES = (f"<style>.{CLASS} .widget-label {{white-space: normal; line-height: 1.15; height: auto; "
                 "max-height: 2.4em; align-self: center; padding-bottom: 0}}</style>")


class State(NamedTuple):
    """What an explorer shows for one setting of its sliders, all of it words and numbers.

    Attributes:
        table: the results as HTML.
        caption: where the line breaks even and where it stands, in one sentence.
        alt: the same and every step of the bars, for who does not see the picture.
        steps: the bars.
        curve: the line against the input on the horizontal axis.
    """

    table: str
    caption: str
    alt: str
    steps: list[Step]
    curve: Curve


def state(sheet: Worksheet, line: str, against: str, inputs: Mapping[str, float],
          span: tuple[float, float] | None = None) -> State:
    """What an explorer shows for these inputs: a plain function, whatever the sliders are set to.

    Args:
        sheet: the worksheet.
        line: name or letter of the line that is followed.
        against: name or letter of the input on the curve's horizontal axis.
        inputs: one number for each input, by name.
        span: the curve's lowest and highest input; the slider's range when it is left out.

    Raises:
        InputError: an unknown line, or an input the sheet refuses; no slider can be set to one.
    """
    solved = sheet.solve(**inputs)
    bars, path = steps(solved, line), curve(sheet, against, line, inputs, span)
    caption = finding(path) + "."
    alt = "; ".join(signed(step) for step in bars) + ". " + caption
    return State(tables.results(solved).html(), caption, alt, bars, path)


class Explorer:
    """A sheet with a slider for every input. Show it as the last line of a cell.

    In a running notebook it is alive; its HTML is the static twin: the picture and a table of low, present and high
    values, for paper and for pages without a kernel.
    """

    def __init__(self, sheet: Worksheet, line: str, against: str, inputs: Mapping[str, float]) -> None:
        self.sheet, self.line, self.against = sheet, sheet.line(line), sheet.line(against)
        self.inputs = one_case(sheet.solve(**inputs))
        self._span = bounds(self.against, self.inputs[self.against.name])[:2]
        self._start = dict(self.inputs)
        self.state = self._first = self._state()

    def _state(self) -> State:
        return state(self.sheet, self.line.letter, self.against.letter, self.inputs, self._span)

    @property
    def _lines(self) -> Sequence[Line]:
        """What can be moved."""
        return self.sheet.inputs

    @cached_property
    def controls(self) -> dict[str, Control]:
        """The slider and the number field of every input, by name."""
        return {line.name: Control(line, self.inputs[line.name], self._moved) for line in self._lines}

    @cached_property
    def widget(self) -> Widget:
        """The living explorer; made when it is first shown."""
        from ipywidgets import Box, VBox

        wrapped = {"display": "flex", "flex_flow": "row wrap", "align_items": "flex-start"}
        above = Box([control.row for control in self.controls.values()], layout=wrapped)
        below = Box([self.picture, self.table], layout=wrapped)
        made = VBox([self._html(WRAPPED_NAMES, "0 0 auto"), above, self.caption, below])
        made.add_class(CLASS)
        return made

    @cached_property
    def picture(self) -> HTML:
        """The picture of the present setting, with its alternative text."""
        return self._html(self._image(), f"0 1 {WIDTH * style.DPI:.0f}px")

    @cached_property
    def caption(self) -> HTML:
        """The finding in words, which a screen reader speaks when it changes."""
        return self._html(_caption(self.state), "0 0 auto")

    @cached_property
    def table(self) -> HTML:
        """The computed lines."""
        return self._html(_loose(self.state.table), "1 1 320px")

    @staticmethod
    def _html(value: str, flex: str) -> HTML:
        from ipywidgets import HTML

        return HTML(value, layout={"flex": flex, "margin": "2px 8px"})

    @cached_property
    def _live(self) -> Live:
        return Live(*self._figure(self.state))

    def _image(self) -> str:
        png = self._live.show(self._pictured(self.state))
        return image(png, self.state.alt, self._live.figure.canvas.get_width_height(), language())

    def _figure(self, shown: Any) -> tuple[Figure, list[Panel]]:
        """The figure and its panels, made for the first state."""
        return _figure(shown)

    def _pictured(self, shown: Any) -> tuple[Any, ...]:
        """What each panel of the picture shows in a state."""
        return (shown.steps, shown.curve)

    def _moved(self, name: str, value: float) -> None:
        """Follow a slider."""
        self.inputs[name] = value
        self._show()

    def _show(self) -> None:
        """What is looked at changes first, and only what has changed is sent."""
        self.state = self._state()
        self.picture.value = self._image()
        self.caption.value = _caption(self.state)
        self.table.value = _loose(self.state.table)

    def twin(self) -> Table:
        """What each input alone does to the line, from its lowest to its highest setting, and where it breaks even."""
        heads = (_("input"), _("lowest"), _("now"), _("highest"), _("break-even"))
        said = _("{line} when one input changes and the others stay").format(line=_(self.line.label))
        rows = [self._alone(line) for line in self.sheet.inputs]
        return Table(style.sentence(said), heads, rows, frozenset({0}))

    def _alone(self, line: Line) -> tuple[str, ...]:
        low, high, _step = bounds(line, self._start[line.name])
        tried = (self._result(line, value) for value in (low, self._start[line.name], high))
        return (_(line.label), *tried, self._where_even(line))

    def _where_even(self, line: Line) -> str:
        """The input's value at which the line followed is zero; a rate of 121% is none."""
        zero = break_even(self.sheet, line, self.line, self.sheet.solve(**self._start).values)
        lowest, highest = line.allowed
        return _("none possible") if zero < lowest or zero > highest else written.full(line.kind, zero)

    def _result(self, line: Line, value: float) -> str:
        solved = self.sheet.solve(**{**self._start, line.name: value})
        return f"{written.full(line.kind, value)} → {written.full(self.line.kind, solved[self.line.letter])}"

    @cached_property
    def still(self) -> Chart:
        """The picture of the setting at the start, for paper."""
        return _still(self._figure, self._pictured(self._first), self._first)

    def _repr_mimebundle_(self, **_formats: Any) -> dict[str, Any]:
        html = "\n".join([self.still._repr_html_(), _caption(self.state), self.twin().html()])
        return {"text/plain": self.state.caption, "text/html": html, WIDGET: self.widget._repr_mimebundle_()[WIDGET]}


def explore(sheet: Worksheet, line: str = "", against: str = "", **inputs: float) -> Explorer:
    """Sliders for every input of a sheet, with its results, the bars and the break-even curve of one line.

    Args:
        sheet: the worksheet.
        line: name or letter of the line to follow; the last one when it is left out.
        against: name or letter of the input on the curve's horizontal axis; the first rate when it is left out.
        inputs: where the sliders start; an input that is left out starts at its value in the worked example.

    Raises:
        InputError: an unknown line or input, or a value the sheet refuses.
    """
    rates = [one.name for one in sheet.inputs if one.kind == "percent"]
    against = against or next(iter(rates), sheet.inputs[0].name)
    return Explorer(sheet, line or sheet.lines[-1].letter, against, {**sheet.example, **inputs})


@style.styled
def _figure(shown: State) -> tuple[Figure, list[Panel]]:
    """The bars above the curve, at fixed places: nothing moves but what the sliders move."""
    made = style.figure(WIDTH, HEIGHT, layout=None)
    bars = made.add_axes((0.36, 0.56, 0.62, 0.43))
    path = made.add_axes((0.17, 0.10, 0.68, 0.36))
    return made, [Waterfall(bars, labels(shown.steps), LABEL_WIDTH, room=0.45), BreakEven(path, shown.curve)]


@style.styled
def _still(figure: Callable[[Any], tuple[Figure, list[Panel]]], pictured: tuple[Any, ...], shown: Any) -> Chart:
    """The picture of one state that does not move."""
    made, panels = figure(shown)
    for panel, data in zip(panels, pictured, strict=True):
        still(panel, data)
    return chart(made, shown.alt)


def _caption(shown: State) -> str:
    return (f'<p role="status" aria-live="polite" lang="{language()}" style="line-height:1.5">'
            f"<strong>{escape(shown.caption)}</strong></p>")


def _loose(table: str) -> str:
    return f'<div style="line-height:1.4">{table}</div>'
