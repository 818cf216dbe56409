"""The cases of a solved sheet: the single one, or what each of several is called."""

from __future__ import annotations

import numpy as np

from crmlessons.line import Line
from crmlessons.records import said
from crmlessons.solution import Solution
from crmlessons.words import InputError
from crmlessons.words import gettext as _


def is_single(solution: Solution) -> bool:
    """Whether the sheet was solved for plain numbers, not for a column of cases."""
    return solution.cases == 1 and solution.index is None


def one_case(solution: Solution) -> dict[str, float]:
    """The inputs of the single case, by name.

    Raises:
        InputError: the sheet was solved for several cases.
    """
    if solution.cases > 1:
        raise InputError(_("This view shows one case, and the sheet was solved for {count}. Solve it for one of them, "
                           "or compare them with views.compare.").format(count=solution.cases))
    return {line.name: float(np.ravel(solution.values[line.letter])[0]) for line in solution.sheet.inputs}


def names(solution: Solution) -> list[str]:
    """What each case is called: its label in the index, else its number."""
    if solution.index is None:
        return [_("case {number}").format(number=number) for number in range(1, solution.cases + 1)]
    return [name(label) for label in solution.index]


def short(line: Line) -> str:
    """A line's description where there is little room: what stands before a colon."""
    return _(line.label).split(":")[0]


def name(label: object) -> str:
    """A label of an index, of one level or several, in words."""
    return " · ".join(map(said, label)) if isinstance(label, tuple) else said(label)
