"""From revenue to value in steps: what is added, what is taken away, and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from crmlessons import algebra
from crmlessons.solution import Solution
from crmlessons.views import written
from crmlessons.words import gettext as _
from crmlessons.worksheet import Worksheet


@dataclass(frozen=True)
class Step:
    """One bar: what its ``value`` adds, or, in a ``total``, what all bars above it come to."""

    label: str
    value: float
    total: bool = False
    kind: str = "money"


def steps(solution: Solution, key: str) -> list[Step]:
    """The line as the sum it is: each amount its formula adds or takes away, and the result.

    Where the sum begins with a gross margin, the revenue and the cost of goods that make it come first. A line whose
    formula is no sum is one total.
    """
    line = solution.sheet.line(key)
    shown: list[Step] = []
    for letter, sign in _terms(solution.sheet, line.letter):
        shown += _term(solution, letter, sign)
    return [*shown, Step(_(line.label), solution[line.letter], True, line.kind)]


@cache
def _terms(sheet: Worksheet, letter: str) -> tuple[tuple[str, int], ...]:
    """The letters that the line's formula adds (1) and takes away (−1), in its order; none if it is no such sum."""
    import sympy

    line = sheet.line(letter)
    if line.is_input:
        return ()
    signs = algebra.formula(line).as_coefficients_dict()
    found = tuple((one, int(signs.get(sympy.Symbol(one), 0))) for one in line.needs)
    return found if len(found) > 1 and all(abs(sign) == 1 for _letter, sign in found) else ()


def is_balance(sheet: Worksheet, letter: str) -> bool:
    """Whether the line takes something away from something, so that it can be a gain or a loss."""
    return any(sign < 0 for _letter, sign in _terms(sheet, letter))


def _term(solution: Solution, letter: str, sign: int) -> list[Step]:
    line = solution.sheet.line(letter)
    label, value = _(line.label), sign * solution[letter]
    names = {one.name for one in solution.sheet.lines}
    if line.name != "gross_margin" or sign < 0 or "revenue" not in names:
        return [Step(label, value, kind=line.kind)]
    revenue = solution["revenue"]
    return [Step(_(solution.sheet.line("revenue").label), revenue, total=True),
            Step(_("cost of the goods sold"), value - revenue), Step(label, value, total=True)]


def amount(step: Step) -> str:
    """The step's number; what is added has a plus."""
    text = written.short(step.kind, step.value)
    return f"+{text}" if step.value > 0 and not step.total else text


def signed(step: Step) -> str:
    """The step in words for alternative text: “programme cost: -20,000 lei”."""
    return f"{step.label}: {amount(step)}"


def labels(shown: Sequence[Step]) -> list[str]:
    """What the bars are called."""
    return [step.label for step in shown]


def state(value: Any) -> str:
    """Whether an amount is a gain: “gain”, “loss” or “even”; "" when it is not known."""
    if np.isnan(value):
        return ""
    return "even" if abs(value) < 0.005 else "gain" if value > 0 else "loss"
