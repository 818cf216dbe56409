"""A sheet of lettered lines, declared once and read in every way: numbers, table, LaTeX, units, break-even, workbook.

A formula is a lambda whose parameters are letters of lines above it. The same lambda is called with numbers and arrays
(to solve), with SymPy symbols (algebra and LaTeX) and with pint quantities (units).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from crmlessons import algebra, inputs, units
from crmlessons.line import Line
from crmlessons.periods import carry, check_carried, counted
from crmlessons.solution import Solution
from crmlessons.words import InputError
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    import sympy


@dataclass(frozen=True)
class Worksheet:
    """Lines in the order of the source's table. ``figure`` names that table.

    ``carried`` says which input is which line of the period before, by letter: ``{"F": "H"}``.
    """

    title: str
    figure: str
    lines: tuple[Line, ...]
    carried: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        above: set[str] = set()
        names: set[str] = set()
        for line in self.lines:
            twice = line.letter in above or line.name in names
            if twice or not line.name.isidentifier() or line.unit not in units.LABELS:
                raise ValueError(f"line {line.letter} {line.name}: letter or name used twice, bad name or unknown unit")
            if set(line.needs) - above:
                raise ValueError(f"line {line.letter} uses letters that stand below it: {set(line.needs) - above}")
            above.add(line.letter)
            names.add(line.name)
        check_carried(self)

    @property
    def inputs(self) -> tuple[Line, ...]:
        """The lines whose values the reader gives."""
        return tuple(line for line in self.lines if line.is_input)

    @property
    def example(self) -> dict[str, float]:
        """The inputs of the worked example, by name."""
        return {line.name: line.default for line in self.inputs}

    def line(self, key: str) -> Line:
        """The line with this letter or name.

        Raises:
            InputError: no line is called so; the nearest one is named.
        """
        for line in self.lines:
            if key in (line.letter, line.name):
                return line
        raise InputError(_unknown(key, self.lines))

    def extended(self, *lines: Line, title: str) -> Worksheet:
        """A new sheet with these lines below the present ones."""
        return Worksheet(title, self.figure, self.lines + lines, self.carried)

    def solve(self, **given: Any) -> Solution:
        """Every line for the given inputs, by name.

        Args:
            given: one value for each input: a number, or an array or Series with one value a case (all of one shape).

        Raises:
            InputError: an input is missing, unknown, not a number or outside its range.
        """
        values, index = self._accepted(given)
        with np.errstate(all="ignore"):
            solved = self._in_blocks(values) if inputs.is_long(values) else self._computed(values)
        return Solution(self, MappingProxyType({line.letter: solved[line.letter] for line in self.lines}), index)

    def run(self, periods: int, **given: Any) -> pd.DataFrame:
        """The sheet period by period: an input that is ``carried`` is given for the first one and follows from then on.

        Args:
            periods: how many, 1 or more.
            given: as for ``solve``; inputs that are not carried stay what they are.

        Returns:
            One column a line, by letter, and one row a period: 1, 2, … under the name "period". For arrays or Series
            one row a case and period, under the case's label (or its number, counted from 0) and the period.

        Raises:
            InputError: as ``solve``, or no such number of periods, or nothing is carried in this sheet.
        """
        count = counted(self, periods)
        values, index = self._accepted(given)
        with np.errstate(all="ignore"):
            return carry(self, self._computed, values, count, index)

    def _computed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        solved = dict(values)
        for line in self.lines:
            if line.formula is not None:
                result = line.formula(*(solved[letter] for letter in line.needs))
                solved[line.letter] = defined(result) if line.undefined else result
        return solved

    def _in_blocks(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The same, a block at a time, so that all lines of a block are computed while it is in the cache."""
        size = max(map(np.size, values.values()))
        rows = {letter for letter, value in values.items() if np.ndim(value)}
        for line in self.lines:
            if rows & set(line.needs):
                rows.add(line.letter)
        solved = {letter: np.empty(size) for letter in rows - values.keys()}
        for block in inputs.blocks(size):
            part = self._computed({letter: value[block] if np.ndim(value) else value
                                   for letter, value in values.items()})
            for letter, column in solved.items():
                column[block] = part[letter]
        return {**part, **values, **solved}

    def _accepted(self, given: Mapping[str, Any]) -> tuple[dict[str, Any], pd.Index | None]:
        for name in given:
            if name not in self.example:
                raise InputError(self._not_an_input(name))
        missing = [line for line in self.inputs if line.name not in given]
        if missing:
            raise InputError(_("The sheet still needs {names}. Write for example {example}.").format(
                names=", ".join(line.name for line in missing),
                example=f"{missing[0].name}={inputs.code(missing[0].default)}"))
        index = inputs.common_index(given)
        values = {line.letter: inputs.accepted(line.name, inputs.plain(given[line.name]), line.allowed)
                  for line in self.inputs}
        inputs.check_shapes({line.name: values[line.letter] for line in self.inputs})
        return values, index

    def _not_an_input(self, name: str) -> str:
        line = next((line for line in self.lines if name in (line.letter, line.name)), None)
        if line is None:
            return _unknown(name, self.inputs)
        if line.is_input:
            return _("Write {name}=… instead of {letter}=…: inputs are given by name.").format(
                name=line.name, letter=line.letter)
        return _("{name} (line {letter}) is computed by the sheet, so it cannot be given. Leave it out.").format(
            name=line.name, letter=line.letter)

    def expression(self, key: str) -> sympy.Expr:
        """The line in terms of the inputs alone, as a SymPy expression in their letters."""
        return algebra.expression(self, key)

    def latex(self, key: str) -> str:
        """The line's formula for a mathematical text: ``J = \\frac{B}{H}``; just the letter for an input."""
        return algebra.latex(self.line(key))

    def break_even_formula(self, unknown: str, line: str) -> sympy.Expr:
        """The value of the input ``unknown`` at which ``line`` is zero, in the letters of the other inputs.

        Raises:
            InputError: the line does not depend on that input, or is zero for no value of it.
        """
        return algebra.root(self, unknown, line)

    def break_even(self, unknown: str, line: str, **rest: Any) -> Any:
        """The value of the input ``unknown`` at which ``line`` is zero, solved by algebra.

        Args:
            unknown: name or letter of an input.
            line: name or letter of the line that shall be zero.
            rest: the other inputs, by name, numbers or arrays; ``unknown`` itself may be among them and is not used.

        Returns:
            A number or array in the input's unit; NaN where no finite value does it. It may lie outside the input's
            range: a break-even rate above 1 says that no rate is enough.
        """
        wanted = self.line(unknown)
        solved = self.solve(**{**rest, wanted.name: wanted.default})
        formula = algebra.numeric(self.break_even_formula(unknown, line))
        with np.errstate(all="ignore"):
            return solved.wrap(defined(formula(solved.values)))

    def check_units(self) -> pd.DataFrame:
        """Send the units of the inputs through every formula.

        Returns:
            One row a line: ``letter``, ``unit`` (declared) and ``from_formula`` (what the formula makes of it).

        Raises:
            ValueError: a formula adds unlike things, or ends in another unit than its line declares.
        """
        return algebra.check_units(self)

    def sensitivity(self, line: str, change: float = 0.10, **given: Any) -> pd.DataFrame:
        """What ±``change`` of each input does to a line, the strongest input first.

        Returns:
            One row an input: ``letter``, ``name``, ``low_input``, ``high_input`` (the input decreased and increased;
            a rate ends at 1, where it has no more to give), ``low``, ``high`` (the line at these two).

        Raises:
            InputError: as ``solve``, or an input has more than one value.
        """
        key, solved = self.line(line).letter, self.solve(**given)
        for one in self.inputs:
            if np.ndim(solved.values[one.letter]):
                raise InputError(_("Sensitivity is asked of one case, and {name} was given as a row of numbers. "
                                   "Give one number for each input.").format(name=one.name))
        rows = [self._varied(one, key, change, given) for one in self.inputs]
        frame = pd.DataFrame(rows, columns=["letter", "name", "low_input", "high_input", "low", "high"])
        reach = (frame["high"] - frame["low"]).abs()
        share = (reach / reach.max()).round(9)  # so that rounding in the last digit does not order equal ones
        order = share.sort_values(ascending=False, kind="stable").index
        return frame.loc[order].reset_index(drop=True)

    def _varied(self, one: Line, key: str, change: float, given: Mapping[str, float]) -> tuple:
        value = given[one.name]
        low, high = value * (1 - change), min(value * (1 + change), one.allowed[1])
        return (one.letter, one.name, low, high,
                self.solve(**{**given, one.name: low})[key], self.solve(**{**given, one.name: high})[key])


def _unknown(key: str, lines: tuple[Line, ...]) -> str:
    near = inputs.nearest(key, [line.name for line in lines])
    hint = _("Did you mean “{nearest}”?").format(nearest=near) if near else _("Choose one of: {names}.").format(
        names=", ".join(f"{line.letter} {line.name}" for line in lines))
    return _("This sheet has no line “{given}”.").format(given=key) + " " + hint


def defined(value: Any) -> Any:
    """The value, with NaN wherever a zero divisor made it infinite (inputs are finite and bounded)."""
    if isinstance(value, np.ndarray) and np.isfinite(value.sum()):
        return value
    return np.where(np.isfinite(value), value, np.nan)[()]
