"""A table of numbers as a map: one tinted cell for each row and column, the number in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crmlessons.views import cases
from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.words import InputError, number
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHADES = (8, 7, 6, 5, 4)  # ninths of paper in the blue: shades of the palette on which black numbers read
MOST = 24


@style.styled
def week_map(data: pd.DataFrame, *, what: str, digits: int = 1, title: str = "") -> Chart:
    """Hours of the week, or any other table of rows and columns: the larger a number, the deeper its cell.

    Args:
        data: numbers; at most 24 rows and 24 columns.
        what: what they measure, in words.
        digits: decimals shown.
        title: the finding in words; the largest and the smallest number when it is left out.

    Raises:
        InputError: no numbers, or more than can be read.
    """
    values = data.to_numpy(dtype=float)
    if not values.size or not np.isfinite(values).all() or max(values.shape) > MOST:
        raise InputError(_("A map shows a table of numbers without gaps, with 1 to {most} rows and columns.").format(
            most=MOST))
    made = style.figure(8.4, 1.5 + 0.36 * len(data))
    _draw(made.subplots(), data, values, digits)
    finding = title or _finding(data, what, digits)
    style.heading(made, finding, 68)
    return chart(made, _alt(finding, data, digits))


def _draw(ax: Axes, data: pd.DataFrame, values: np.ndarray, digits: int) -> None:
    from matplotlib.colors import ListedColormap, to_rgb

    blue = to_rgb(style.GAIN)
    shades = ListedColormap([style.PAPER, *(tuple(part + (1 - part) * ninths / 9 for part in blue)
                                            for ninths in SHADES)])
    top = values.max()
    ax.pcolormesh(values, cmap=shades, vmin=0.0, vmax=top if top > 0 else 1.0, edgecolors=style.PAPER, linewidth=1)
    for row, column in np.ndindex(values.shape):
        ax.text(column + 0.5, row + 0.5, number(values[row, column], digits), ha="center", va="center",
                fontsize=style.SIZE - 2)
    ax.set_xticks(np.arange(values.shape[1]) + 0.5, [cases.name(label) for label in data.columns])
    ax.set_yticks(np.arange(values.shape[0]) + 0.5, [cases.name(label) for label in data.index])
    ax.set_xlabel(cases.name(data.columns.name) if data.columns.name else "")
    ax.invert_yaxis()
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(left=False, bottom=False)


def _finding(data: pd.DataFrame, what: str, digits: int) -> str:
    """Where most and where least is."""
    flat = data.stack()
    best, worst = flat.idxmax(), flat.idxmin()
    return _("{what}: most in “{best}” ({most}), least in “{worst}” ({least})").format(
        what=what, best=cases.name(best), most=number(flat[best], digits), worst=cases.name(worst),
        least=number(flat[worst], digits))


def _alt(finding: str, data: pd.DataFrame, digits: int) -> str:
    rows = []
    for label, row in data.iterrows():
        said = ", ".join(f"{cases.name(column)}: {number(value, digits)}" for column, value in row.items())
        rows.append(f"{cases.name(label)} – {said}")
    return _("Map. {finding}. {details}.").format(finding=style.sentence(finding), details="; ".join(rows))
