"""A line of a sheet taken apart: what is added, what is taken away, and what is left."""

from __future__ import annotations

from crmlessons.solution import Solution
from crmlessons.views.cases import one_case
from crmlessons.views.charts import style
from crmlessons.views.charts.live import still
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.views.charts.steps import amount, labels, signed, steps
from crmlessons.views.charts.waterfall import Waterfall
from crmlessons.words import gettext as _


@style.styled
def breakdown(solution: Solution, line: str = "") -> Chart:
    """The amounts of which a line is the sum, as bars that start where the one above ends.

    Args:
        solution: one solved case.
        line: name or letter of the line; the sheet's last line when it is left out.

    Raises:
        InputError: an unknown line, or the sheet was solved for several cases.
    """
    solution = solution.sheet.solve(**one_case(solution))
    shown = steps(solution, line or solution.sheet.lines[-1].letter)
    made = style.figure(9.2, 1.0 + 0.5 * len(shown))
    still(Waterfall(made.subplots(), labels(shown)), shown)
    title = _("{line}: {amount}").format(line=shown[-1].label, amount=amount(shown[-1]))
    style.heading(made, title)
    return chart(made, _("Breakdown. {finding}. {steps}.").format(
        finding=style.sentence(title), steps="; ".join(map(signed, shown))))
