"""What matters and how well it is done: every element by its performance and its importance, in four named fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from crmlessons import words
from crmlessons.views import cases
from crmlessons.views.charts import style
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.words import InputError
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS = ("importance", "standard_error", "performance", "field")
COLOURS = {"improve_first": style.LOSS, "keep_up": style.GAIN}
CORNERS = {"improve_first": (0, 1), "keep_up": (1, 1), "can_wait": (0, 0), "enough_done": (1, 0)}
WHISKER = 1.96


@style.styled
def importance_map(found: pd.DataFrame, title: str = "") -> Chart:
    """Elements as points: further right is done better, further up matters more; the lines are the averages.

    Args:
        found: one row an element, with the columns importance, standard_error, performance (mean mark) and field.
        title: the finding in words; computed from the data when it is left out.

    Raises:
        InputError: a column is missing, or there is no row.
    """
    if set(COLUMNS) - set(found.columns) or found.empty:
        raise InputError(_("This chart takes a table of elements with the columns {names}, as satisfaction.drivers "
                           "gives it.").format(names=", ".join(COLUMNS)))
    made = style.figure(8.4, 5.4)
    _draw(made.subplots(), found)
    finding = title or _finding(found)
    style.heading(made, finding, 68)
    return chart(made, _alt(found, finding))


def _draw(ax: Axes, found: pd.DataFrame) -> None:
    for label, row in found.iterrows():
        colour, reach = COLOURS.get(row["field"], style.NEUTRAL), WHISKER * row["standard_error"]
        ax.plot([row["performance"]] * 2, [row["importance"] - reach, row["importance"] + reach], color=colour, lw=2)
        ax.plot([row["performance"]], [row["importance"]], "o", color=colour, markersize=9)
        ax.annotate(cases.name(label), (row["performance"], row["importance"]), (9, 0), va="center",
                    textcoords="offset points", fontweight="bold",
                    bbox={"facecolor": style.PAPER, "edgecolor": "none", "pad": 1})
    ax.axvline(found["performance"].mean(), color=style.MUTED, lw=0.8, ls="--", zorder=0)
    ax.axhline(found["importance"].mean(), color=style.MUTED, lw=0.8, ls="--", zorder=0)
    _scale(ax, found)
    for field, (right, top) in CORNERS.items():
        ax.text(0.99 if right else 0.01, 0.985 if top else 0.015, style.sentence(cases.name(field)), color=style.MUTED,
                transform=ax.transAxes, ha="right" if right else "left", va="top" if top else "bottom")
    ax.set(xlabel=_("Performance: mean mark, 1 to 10"), ylabel=_("Importance (whiskers: 95% interval)"))


def _scale(ax: Axes, found: pd.DataFrame) -> None:
    """Room for the names on the right and for the fields' names above and below."""
    x, reach = found["performance"], WHISKER * found["standard_error"]
    low, high = (found["importance"] - reach).min(), (found["importance"] + reach).max()
    width, height = x.max() - x.min() or 1.0, high - low or 1.0
    ax.set_xlim(x.min() - 0.12 * width, x.max() + 0.28 * width)
    ax.set_ylim(low - 0.14 * height, high + 0.14 * height)
    style.write_axis(ax.xaxis, "number")
    style.write_axis(ax.yaxis, "number")


def _finding(found: pd.DataFrame) -> str:
    first = found[found["field"] == "improve_first"].sort_values("importance", ascending=False).index
    if first.empty:
        return _("No element is both important and badly done")
    return _("Important and done less well than the others: {names}").format(names=", ".join(map(cases.name, first)))


def _alt(found: pd.DataFrame, finding: str) -> str:
    sentence = _("{element}: importance {importance}, performance {performance}, {field}")
    said = [sentence.format(element=cases.name(label), importance=words.number(row["importance"]),
                            performance=words.number(row["performance"]), field=cases.name(row["field"]))
            for label, row in found.iterrows()]
    return _("Map. {finding}. {details}.").format(finding=style.sentence(finding), details="; ".join(said))
