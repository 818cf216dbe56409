"""A map of decisions: which of several ways is best for every pair of two amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crmlessons.views import cases, written
from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.words import InputError, percent
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GROUNDS = (style.GAIN_TINT, style.LOSS_TINT, style.RULE)
SMALLEST = 0.01  # of the map: a region too small for its name


@style.styled
def decision_map(best: pd.DataFrame, *, rows: str, columns: str, title: str = "", dots: pd.DataFrame | None = None,
                 ) -> Chart:
    """Which way is best for every row and column, as areas with their names.

    Args:
        best: a code in every cell; the index and the columns are lei, rising. At most three codes.
        rows, columns: what they measure, in words or by the name of a column.
        title: the finding in words; the area of each way when it is left out.
        dots: cases to mark, with the columns ``column`` and ``row``, lei.

    Raises:
        InputError: no cell, or more than three codes.
    """
    codes = list(pd.unique(best.to_numpy().ravel()))
    if not 0 < len(codes) <= len(GROUNDS) or min(best.shape) < 2:
        raise InputError(_("This map takes a table of at most three codes with at least two rows and columns."))
    made = style.figure(8.4, 5.0)
    _draw(made.subplots(), best, codes, dots)
    ax = made.axes[0]
    ax.set(xlabel=style.sentence(cases.name(columns)), ylabel=style.sentence(cases.name(rows)))
    finding = title or _areas(best, codes)
    style.heading(made, finding, 68)
    alt = _("Map of decisions. {finding}.").format(finding=style.sentence(finding))
    return chart(made, f"{alt} {style.sentence(_areas(best, codes))}." if title else alt)


def _draw(ax: Axes, best: pd.DataFrame, codes: list, dots: pd.DataFrame | None) -> None:
    from matplotlib.colors import ListedColormap

    x, y = best.columns.to_numpy(dtype=float), best.index.to_numpy(dtype=float)
    number = best.apply(lambda column: column.map(codes.index)).to_numpy(dtype=float)
    ax.pcolormesh(x, y, number, cmap=ListedColormap(GROUNDS[:len(codes)]), vmin=-0.5, vmax=len(codes) - 0.5,
                  shading="nearest", rasterized=True)
    for place in range(1, len(codes)):
        ax.contour(x, y, number == place, levels=[0.5], colors=[style.INK], linewidths=1.2)
    for place, code in enumerate(codes):
        inside = np.argwhere(number == place)
        if len(inside) >= SMALLEST * number.size:
            middle = inside[np.argmin(((inside - inside.mean(axis=0)) ** 2).sum(axis=1))]
            ax.text(x[middle[1]], y[middle[0]], cases.name(code), ha="center", va="center", fontweight="bold")
    if dots is not None:
        ax.plot(dots["column"], dots["row"], "o", color=style.INK, markersize=3, alpha=1.0)
    ax.set(xlim=(x[0], x[-1]), ylim=(y[0], y[-1]))
    for axis in (ax.xaxis, ax.yaxis):
        style.write_axis(axis, "money")


def _areas(best: pd.DataFrame, codes: list) -> str:
    """The share of the map that each way has."""
    parts = [_("{way} in {share} of the map").format(
        way=cases.name(code), share=percent(float((best == code).to_numpy().mean()), 0)) for code in codes]
    x, y = best.columns, best.index
    return _("{parts} (sums from {low} to {high}, values from {least} to {most})").format(
        parts=", ".join(parts), low=written.short("money", float(x[0])), high=written.short("money", float(x[-1])),
        least=written.short("money", float(y[0])), most=written.short("money", float(y[-1])))
