"""Groups side by side: bars sorted by length, each with its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crmlessons.solution import Solution
from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.views.charts.scale import bounds
from crmlessons.views.charts.series import Measured, measured
from crmlessons.words import gettext as _
from crmlessons.words import ngettext

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 24
MOST_SAID = 10
LABEL_WIDTH = 26


@style.styled
def bars(data: Solution | pd.Series, line: str = "", *, title: str = "", what: str = "", kind: str = "number") -> Chart:
    """One bar a group, the longest on top.

    Args:
        data: a Series with one number a group, or a sheet solved for several cases.
        line: name or letter of the sheet's line to show, when ``data`` is a solved sheet.
        title: the finding in words; computed from the data when it is left out.
        what: what the numbers measure, in words.
        kind: "number", "count", "percent" or "money", when ``data`` is a Series.

    Raises:
        InputError: there are no numbers to draw.
    """
    numbers = _sorted(measured(data, line, what, kind))
    made = style.figure(8.4, 1.0 + 0.42 * min(len(numbers.values), MOST))
    _draw(made.subplots(), numbers, room=0.25)
    style.heading(made, title or _extremes(numbers), 68)
    return chart(made, _alt(title, [numbers]))


@style.styled
def compare(solution: Solution, lines: Sequence[str] = ("R", "T")) -> Chart:
    """Cases of a solved sheet compared: one column of bars a line, sorted by the last of these lines.

    Args:
        solution: a sheet solved for several cases, as ``inputs_from(records, by=…)`` gives them.
        lines: names or letters of the lines to compare.

    Raises:
        InputError: an unknown line.
    """
    last = _sorted(measured(solution, lines[-1]))
    columns = [measured(solution, line) for line in lines]
    columns = [Measured(one.values.loc[last.values.index], one.what, one.kind) for one in columns]
    made = style.figure(9.2, 1.2 + 0.42 * min(len(last.values), MOST))
    made.get_layout_engine().set(wspace=0.08)
    axes = np.ravel(made.subplots(1, len(columns), sharey=True))
    for ax, numbers in zip(axes, columns, strict=True):
        _draw(ax, numbers, room=0.25 * len(columns))
        ax.set_title(style.wrap(numbers.what, 64 // len(columns)), va="bottom")
    style.heading(made, _losers(last) or _extremes(last))
    return chart(made, _alt("", columns))


def _sorted(numbers: Measured) -> Measured:
    values = numbers.values.sort_values(ascending=False, kind="stable", na_position="last")
    return Measured(values, numbers.what, numbers.kind)


def _draw(ax: Axes, numbers: Measured, room: float) -> None:
    shown = numbers.values.head(MOST)
    values = np.nan_to_num(shown.to_numpy())
    low, high = bounds(values)
    low, high = min(low, values.min(initial=0.0)), max(high, values.max(initial=0.0))
    colours = [style.GAIN if value >= 0 else style.LOSS for value in values]
    ax.barh(range(len(shown)), values, height=0.66, color=colours)
    ax.axvline(0, color=style.MUTED, lw=0.8)
    for place, (value, number) in enumerate(zip(values, shown, strict=True)):
        ax.text(max(value, 0.0) + 0.015 * (high - low), place, numbers.write(number), va="center")
    ax.set_yticks(range(len(shown)), [style.wrap(numbers.named(label), LABEL_WIDTH) for label in shown.index])
    ax.set(ylim=(len(shown) - 0.5, -0.5), xlim=(low, high + room * (high - low)))
    style.bars_only(ax)
    if len(numbers.values) > MOST:
        ax.set_xlabel(_hidden(numbers), loc="left")


def _hidden(numbers: Measured) -> str:
    more = len(numbers.values) - MOST
    return ngettext("… and {count} more group", "… and {count} more groups", more).format(count=more)


def _extremes(numbers: Measured) -> str:
    """The finding of sorted numbers: which group has most and which least."""
    known = numbers.values.dropna()
    if known.empty:
        return _("{what}: no value in any group").format(what=numbers.what)
    words = {"what": numbers.what, "best": _equals(numbers, known.iloc[0]), "most": numbers.write(known.iloc[0]),
             "worst": _equals(numbers, known.iloc[-1]), "least": numbers.write(known.iloc[-1])}
    if len(known) == 1:
        return _("{what}: {most} in “{best}”").format(**words)
    if known.iloc[0] == known.iloc[-1]:
        return _("{what}: {most} in every group").format(**words)
    return _("{what}: most in “{best}” ({most}), least in “{worst}” ({least})").format(**words)


def _equals(numbers: Measured, value: float) -> str:
    """The groups that have this value."""
    return ", ".join(numbers.named(label) for label, one in numbers.values.items() if one == value)


def _losers(numbers: Measured) -> str:
    """The finding where some groups are below zero: how many, and the worst; "" where none or all are."""
    known = numbers.values.dropna()
    below = int((known < 0).sum())
    if below == 0 or below == len(known):
        return ""
    return ngettext("{count} of {all} groups is below zero: “{worst}”, {least}",
                    "{count} of {all} groups are below zero, the lowest “{worst}”, {least}", below).format(
        count=below, all=len(known), worst=numbers.named(known.index[-1]), least=numbers.write(known.iloc[-1]))


def _alt(title: str, columns: Sequence[Measured]) -> str:
    """The finding, and for every measure its numbers in words, the first of them where there are many."""
    finding = title or _losers(columns[-1]) or _extremes(columns[-1])
    return _("Bars. {finding}. {details}.").format(
        finding=style.sentence(finding), details=". ".join(_numbers(one) for one in columns))


def _numbers(one: Measured) -> str:
    shown = one.values.head(MOST_SAID)
    said = [f"{one.named(label)}: {one.write(value)}" for label, value in shown.items()]
    listed = "; ".join([*said, *(["…"] if len(one.values) > len(shown) else [])])
    return f"{style.sentence(one.what)}: {listed}" if one.what else listed
