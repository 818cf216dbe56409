"""Levels of risk in a square of cells: the word carries the level, the ground supports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crmlessons.views import cases, written
from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.words import N_, InputError
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WORDS = (N_("low"), N_("medium"), N_("high"))
LOOKS = ((style.GAIN_TINT, style.GAIN_TEXT), (style.PAPER, style.INK), (style.LOSS_TINT, style.LOSS_TEXT))


@style.styled
def matrix(levels: pd.DataFrame, amounts: pd.DataFrame | None = None, *, rows: str, columns: str,
           title: str = "") -> Chart:
    """Levels of risk for every row and column.

    Args:
        levels: 1 low, 2 medium, 3 high.
        amounts: lei for every cell, with the same rows and columns.
        rows, columns: what they stand for, in words or by the name of a column.
        title: the finding in words; counted from the levels when it is left out.

    Raises:
        InputError: a level that is none of 1, 2 and 3, or amounts of other rows or columns.
    """
    alike = amounts is None or (amounts.index.equals(levels.index) and amounts.columns.equals(levels.columns))
    if levels.empty or not levels.isin([1, 2, 3]).all(axis=None) or not alike:
        raise InputError(_("This chart takes a table of levels 1, 2 and 3, and amounts with the same rows and "
                           "columns."))
    made = style.figure(8.4, 1.6 + 0.85 * len(levels))
    _draw(made.subplots(), levels, amounts, rows, columns)
    finding = title or _finding(levels)
    style.heading(made, finding, 68)
    return chart(made, _alt(levels, amounts, finding))


def _draw(ax: Axes, levels: pd.DataFrame, amounts: pd.DataFrame | None, rows: str, columns: str) -> None:
    from matplotlib.patches import Rectangle

    for y, row in enumerate(levels.index):
        for x, column in enumerate(levels.columns):
            level = int(levels.loc[row, column]) - 1
            ground, colour = LOOKS[level]
            ax.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=ground, edgecolor=style.MUTED, lw=0.8))
            ax.text(x, y - (0.16 if amounts is not None else 0), _(WORDS[level]), ha="center", va="center",
                    color=colour, fontweight="bold" if level == 2 else "normal")
            if amounts is not None:
                ax.text(x, y + 0.2, written.short("money", float(amounts.loc[row, column])), ha="center", va="center")
    ax.set(xlim=(-0.51, levels.shape[1] - 0.49), ylim=(len(levels) - 0.49, -0.51))
    ax.set_xticks(range(levels.shape[1]), [cases.name(one) for one in levels.columns])
    ax.set_yticks(range(len(levels)), [style.wrap(cases.name(one), 20) for one in levels.index])
    ax.xaxis.tick_top()
    ax.xaxis.set_label_position("top")
    ax.set_xlabel(style.sentence(cases.name(columns)), labelpad=10)
    ax.set_ylabel(style.sentence(cases.name(rows)), labelpad=10)
    ax.tick_params(left=False, top=False)
    ax.spines[:].set_visible(False)


def _finding(levels: pd.DataFrame) -> str:
    counts = [int((levels == one).sum(axis=None)) for one in (1, 2, 3)]
    return _("Of {all} cells {low} are low, {medium} medium and {high} high").format(
        all=levels.size, low=counts[0], medium=counts[1], high=counts[2])


def _alt(levels: pd.DataFrame, amounts: pd.DataFrame | None, finding: str) -> str:
    said = []
    for row in levels.index:
        cells = [_(WORDS[int(levels.loc[row, column]) - 1]) + (
            "" if amounts is None else f" ({written.short('money', float(amounts.loc[row, column]))})")
            for column in levels.columns]
        named = [f"{cases.name(column)} {cell}" for column, cell in zip(levels.columns, cells, strict=True)]
        said.append(f"{cases.name(row)}: {', '.join(named)}")
    return _("Square of risks. {finding}. {details}.").format(finding=style.sentence(finding), details="; ".join(said))
