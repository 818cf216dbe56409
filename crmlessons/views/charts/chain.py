"""The value creation chain of a stage: from people to customers, and from their revenue to the value that is left."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from crmlessons import words
from crmlessons.line import Line
from crmlessons.solution import Solution
from crmlessons.views import written
from crmlessons.views.cases import one_case
from crmlessons.views.charts import style
from crmlessons.views.charts.live import still
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.views.charts.steps import Step, labels, signed, state, steps
from crmlessons.views.charts.waterfall import LABEL_WIDTH, Waterfall
from crmlessons.words import gettext as _
from crmlessons.words import ngettext

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@style.styled
def value_chain(solution: Solution, line: str = "") -> Chart:
    """From the people contacted to the value created: what was counted, and below it what was earned and spent.

    Args:
        solution: one solved case.
        line: name or letter of the value; the sheet's last line when it is left out.

    Raises:
        InputError: the sheet was solved for several cases.
    """
    solution = solution.sheet.solve(**one_case(solution))
    value = solution.sheet.line(line or solution.sheet.lines[-1].letter)
    counted = [one for one in solution.sheet.lines if one.kind == "count"]
    shown = steps(solution, value.letter)
    made = style.figure(9.2, 0.9 + 0.5 * (len(counted) + len(shown)) + 0.8)
    people, money = made.subplots(2, 1, height_ratios=[len(counted) + 0.3, len(shown) + 0.3])
    counts = [solution[one.letter] for one in counted]
    _funnel(people, [_(one.label) for one in counted], counts)
    money.set_title(_("What they bring, in lei"))
    still(Waterfall(money, labels(shown)), shown)
    made.align_ylabels()
    style.heading(made, _title(counts, shown[-1]))
    return chart(made, _alt(counted, counts, shown))


def _funnel(ax: Axes, names: list[str], counts: list[float]) -> None:
    places = range(len(counts))
    largest = max(*counts, 1.0)
    ax.barh(places, counts, height=0.62, color=style.NEUTRAL)
    for place, count in enumerate(counts):
        ax.text(count + 0.012 * largest, place, _count(counts, place), va="center", fontsize=style.SIZE)
    ax.set_yticks(places, [style.wrap(name, LABEL_WIDTH) for name in names])
    ax.set(ylim=(len(counts) - 0.5, -0.5), xlim=(0, 1.3 * largest), title=_("Whom the campaign reaches"))
    style.bars_only(ax)


def _count(counts: list[float], place: int) -> str:
    """The count, and what part it is of the one above."""
    count = written.short("count", counts[place])
    if place == 0 or not counts[place - 1] > 0:
        return count
    return _("{count} = {rate} of the line above").format(
        count=count, rate=words.percent(counts[place] / counts[place - 1], 1))


def _title(counts: list[float], value: Step) -> str:
    amount = written.short("money", abs(value.value))
    if counts and counts[-1] == 0:
        return _("Nobody bought: the campaign costs {amount}").format(amount=amount)
    customers = math.floor(counts[-1]) if counts else 0
    number = written.short("count", counts[-1]) if counts else ""
    return {
        "gain": ngettext("{count} new customer leaves a value of {amount}",
                         "{count} new customers leave a value of {amount}", customers),
        "loss": ngettext("{count} new customer leaves a loss of {amount}",
                         "{count} new customers leave a loss of {amount}", customers),
        "even": ngettext("{count} new customer just pays for the campaign",
                         "{count} new customers just pay for the campaign", customers),
        "": _("The value is not defined here"),
    }[state(value.value)].format(count=number, amount=amount)


def _alt(counted: list[Line], counts: list[float], shown: list[Step]) -> str:
    people = [f"{_(line.label)}: {_count(counts, place)}" for place, line in enumerate(counted)]
    return _("Value chain. {finding}. {steps}.").format(
        finding=_title(counts, shown[-1]), steps="; ".join([*people, *(signed(step) for step in shown)]))
