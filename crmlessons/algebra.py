"""A sheet read as mathematics: SymPy for formulas and break-even, pint for units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from crmlessons import units
from crmlessons.words import InputError
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    import sympy

    from crmlessons.worksheet import Line, Worksheet


def formula(line: Line) -> sympy.Expr:
    """The line's own formula in the letters it uses; the letter itself for an input."""
    import sympy

    if line.formula is None:
        return sympy.Symbol(line.letter)
    return line.formula(*(sympy.Symbol(letter) for letter in line.needs))


def as_declared(line: Line) -> sympy.Expr:
    """``formula`` for the eye: what is added stands before what is taken away, where SymPy would begin with a minus."""
    return formula(line).replace(lambda part: part.is_Add, _added_first)


def _added_first(total: sympy.Expr) -> sympy.Expr:
    terms = sorted(total.args, key=lambda term: bool(term.as_coeff_Mul()[0].is_negative))
    return total if terms == list(total.args) else total.func(*terms, evaluate=False)


def latex(line: Line) -> str:
    """The line's formula for a mathematical text; just the letter for an input."""
    import sympy

    right = sympy.latex(as_declared(line), mul_symbol="dot", order="none")
    return right if line.is_input else f"{line.letter} = {right}"


def expression(sheet: Worksheet, key: str) -> sympy.Expr:
    """The line in terms of the sheet's inputs alone."""
    import sympy

    values: dict[str, sympy.Expr] = {}
    for line in sheet.lines:
        values[line.letter] = formula(line) if line.is_input else line.formula(*(values[x] for x in line.needs))
    return sympy.cancel(values[sheet.line(key).letter])


def root(sheet: Worksheet, unknown: str, key: str) -> sympy.Expr:
    """The value of the input ``unknown`` at which the line is zero, in the letters of the other inputs."""
    import sympy

    found = sympy.solve(expression(sheet, key), sympy.Symbol(sheet.line(unknown).letter))
    if len(found) != 1:
        raise InputError(_("{unknown} alone cannot bring line {line} to zero.").format(unknown=unknown, line=key))
    return found[0]


def numeric(expr: sympy.Expr) -> Callable[[Mapping[str, Any]], Any]:
    """The expression as a function of values by letter, numbers or arrays."""
    import sympy

    letters = sorted(symbol.name for symbol in expr.free_symbols)
    function = sympy.lambdify(letters, expr, "numpy")
    return lambda values: np.asarray(function(*(values[letter] for letter in letters)), dtype=float)[()]


def check_units(sheet: Worksheet) -> pd.DataFrame:
    """Declared unit and the unit that the formula makes of its letters, line by line; see ``Worksheet.check_units``."""
    import pint

    declared = {line.letter: units.quantity(line.unit) for line in sheet.lines}
    rows = []
    for line in sheet.lines:
        try:
            result = declared[line.letter] if line.is_input else line.formula(*(declared[x] for x in line.needs))
            result = units.quantity("1") * result
            result.to(declared[line.letter].units)
        except pint.DimensionalityError as error:
            raise ValueError(f"line {line.letter} {line.name} ({line.unit}): {error}") from error
        rows.append((line.letter, line.unit, f"{result.to_base_units().units:~C}" or "1"))
    return pd.DataFrame(rows, columns=["letter", "unit", "from_formula"])
