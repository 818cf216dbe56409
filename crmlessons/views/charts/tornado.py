"""Which input moves the result most: the tornado of a sheet's sensitivity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from crmlessons import words
from crmlessons.line import Line
from crmlessons.views import cases, written
from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.words import gettext as _
from crmlessons.words import ngettext
from crmlessons.worksheet import Worksheet

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL_WIDTH = 25


@style.styled
def tornado(sheet: Worksheet, line: str, inputs: Mapping[str, float], change: float = 0.10) -> Chart:
    """What a change of every input by the same part does to a line, the strongest input on top.

    Args:
        sheet: the worksheet; its ``sensitivity`` computes the numbers.
        line: name or letter of the line.
        inputs: where we are: one number for each input, by name.
        change: by how much each input is decreased and increased, 0.10 for 10 %.

    Raises:
        InputError: an unknown line, inputs the sheet refuses, or several cases.
    """
    here = cases.one_case(sheet.solve(**inputs))
    shown, frame = sheet.line(line), sheet.sensitivity(line, change, **here)
    middle = sheet.solve(**here)[line]
    made = style.figure(9.2, 1.3 + 0.52 * len(frame))
    ax = made.subplots()
    _draw(ax, frame, sheet, middle, shown)
    ax.set_title(_("{line}: {value} now").format(line=_(shown.label), value=written.short(shown.kind, middle)))
    title = _finding(frame, sheet, shown, change)
    style.heading(made, title)
    return chart(made, _alt(frame, sheet, shown, title))


def _draw(ax: Axes, frame: pd.DataFrame, sheet: Worksheet, middle: float, shown: Line) -> None:
    ends = frame[["low", "high"]].to_numpy(dtype=float)
    known = np.append(ends[np.isfinite(ends)], np.nan_to_num(middle))
    least, most = known.min(), known.max()
    most = most if most > least else least + 1
    for place, row in enumerate(frame.itertuples()):
        _bar(ax, place, row, sheet.line(row.letter), np.nan_to_num(middle), shown, 0.012 * (most - least))
    ax.axvline(np.nan_to_num(middle), color=style.INK, lw=1)
    labels = [style.wrap(cases.short(sheet.line(letter)), LABEL_WIDTH) for letter in frame["letter"]]
    ax.set_yticks(range(len(frame)), labels)
    room = 0.6 * (most - least)
    ax.set(ylim=(len(frame) - 0.5, -0.5), xlim=(least - room, most + room))
    style.bars_only(ax)


def _bar(ax: Axes, place: int, row: Any, varied: Line, middle: float, shown: Line, gap: float) -> None:
    """One input's bar: each end says which value of the input gives which value of the line."""
    ends = sorted([(row.low, row.low_input), (row.high, row.high_input)], key=lambda end: np.nan_to_num(end[0]))
    for (value, given), colour, side in zip(ends, (style.LOSS, style.GAIN), (-1, 1), strict=True):
        reached = middle if np.isnan(value) else value
        ax.barh(place, reached - middle, left=middle, height=0.62, color=colour)
        ax.text(reached + side * gap, place, _end(given, value, varied, shown), va="center",
                ha="right" if side < 0 else "left", fontsize=style.SIZE - 1)


def _end(given: float, value: float, varied: Line, shown: Line) -> str:
    return f"{written.short(varied.kind, given)} → {written.short(shown.kind, value)}"


def _finding(frame: pd.DataFrame, sheet: Worksheet, shown: Line, change: float) -> str:
    """Which input matters most, or how many matter alike, and by how much."""
    swing = (frame["high"] - frame["low"]).abs()
    known = swing.dropna()
    first = frame.iloc[0]
    said = {"line": _(shown.label), "change": words.percent(change), "input": _(sheet.line(first["letter"]).label),
            "low": written.short(shown.kind, min(first["low"], first["high"])),
            "high": written.short(shown.kind, max(first["low"], first["high"]))}
    if known.empty:
        return _("“{line}” has no value here, so nothing moves it").format(**said)
    if known.max() < 1e-9:
        return _("±{change} of no input moves “{line}”").format(**said)
    alike = int((known > 0.995 * known.max()).sum())
    if alike == 1:
        return _("“{input}” moves “{line}” most: ±{change} of it, between {low} and {high}").format(**said)
    return ngettext("{count} input moves “{line}” most: ±{change} of it, between {low} and {high}",
                    "{count} inputs move “{line}” most and alike: ±{change} of each, between {low} and {high}",
                    alike).format(count=alike, **said)


def _alt(frame: pd.DataFrame, sheet: Worksheet, shown: Line, title: str) -> str:
    rows = []
    for row in frame.itertuples():
        varied = sheet.line(row.letter)
        ends = (_end(row.low_input, row.low, varied, shown), _end(row.high_input, row.high, varied, shown))
        rows.append(f"{_(varied.label)}: {', '.join(ends)}")
    return _("Tornado. {finding}. {details}.").format(finding=style.sentence(title), details="; ".join(rows))
