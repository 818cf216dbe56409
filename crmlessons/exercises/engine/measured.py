"""Exercises whose answer is a number, or a column of numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crmlessons.exercises.engine import reading
from crmlessons.exercises.engine.case import WRITTEN, Case, kind_of
from crmlessons.exercises.engine.exercise import Exercise, Mistake
from crmlessons.exercises.engine.panel import Block, Grid, Items
from crmlessons.exercises.engine.reading import Blank, NotReadable
from crmlessons.exercises.engine.verdict import Verdict
from crmlessons.words import N_, ngettext, number, percent
from crmlessons.words import gettext as _

RELATIVE = 0.001
ROUNDED_TOO_FAR = 0.01
HALF_OF_LAST_DECIMAL = {"money": 0.005, "number": 0.005, "percent": 0.00005, "count": 0.005}
IN_A_RATIO = N_("{given} means {as_percent}, which is a hundred times too much. Write {ratio} or \"{percent}\".")
TOO_ROUND = N_("Close, within one per cent, but not the same. Either something was rounded on the way (calculate with "
               "all decimals and round only the result), or one small step differs.")
SLIPS = (
    (-1, N_("The size is right and the sign is not. Look at what is taken from what.")),
    (100, N_("This is a hundred times too much. Look at the decimal point, or for a percentage that entered as 5 and "
             "not as 0.05.")),
    (0.01, N_("This is a hundred times too little. Look at the decimal point, or for something divided by 100 once too "
              "often.")),
    (0.001, N_("This is a thousand times too little. In code a point always begins the decimals: 1.700 is 1.7. Write "
               "thousands without a mark, as in 1700.")),
)


@dataclass(frozen=True, kw_only=True)
class Measured(Exercise):
    """An exercise answered by numbers in a unit.

    Attributes:
        expected: the right value, or a Series with one value a row.
        unit: a key of ``units.LABELS``, or a text of its own marked for translation.
        mistakes: what is known to go wrong.
        shown: "percent" or "number" where the unit alone does not tell, as for a line of a sheet.
    """

    expected: Callable
    unit: str
    mistakes: tuple[Mistake, ...] = ()
    shown: str = ""

    @property
    def kind(self) -> str:
        """How the answer is written: "money", "percent", "count" or "number"."""
        return self.shown or kind_of(self.unit)

    def tolerance(self, target: float) -> float:
        """How far from the target still counts: a thousandth of it, or what rounding to two decimals does."""
        return max(RELATIVE * abs(target), HALF_OF_LAST_DECIMAL[self.kind])

    def near(self, value: float, target: float) -> bool:
        """True within the tolerance of the target."""
        return abs(value - target) <= self.tolerance(target) + 1e-9

    def diagnosed(self, answers: list[list[float]], case: Case) -> Verdict | None:
        """The verdict where the numbers are right or wrong in a known way; each answer has all that it can mean."""
        expected = column(case(self.expected))
        if self._all(answers, expected, self.near):
            return Verdict("right", case.say(self.meaning))
        for mistake in self.mistakes:
            if self._all(answers, column(case(mistake.value)), self.near):
                return Verdict("mistake", case.say(mistake.message))
        for factor, message in SLIPS:
            if self._all(answers, expected, lambda value, target, factor=factor: self.near(value / factor, target)):
                return Verdict("mistake", self._slip(factor, message, answers[0][0]))
        if self._all(answers, expected, lambda value, target: abs(value - target) <= ROUNDED_TOO_FAR * abs(target)):
            return Verdict("mistake", _(TOO_ROUND))
        return None

    def _all(self, answers: list[list[float]], targets: list[float], close: Callable) -> bool:
        return all(any(close(value, target) for value in values)
                   for values, target in zip(answers, targets, strict=True))

    def _slip(self, factor: float, message: str, given: float) -> str:
        if factor != 100 or self.kind not in ("percent", "number"):
            return _(message)
        return _(IN_A_RATIO).format(given=number(given, 4), as_percent=percent(given), ratio=f"{given / 100:.6g}",
                                    percent=percent(given / 100, 4))

    def written(self, value: float) -> str:
        """A number as a student writes it under the question, which names its unit; a count may have decimals."""
        return WRITTEN["number" if self.kind == "count" else self.kind](value)

    def unit_line(self) -> str:
        """The unit of the answer and how exact it should be."""
        if self.kind == "percent":
            return _("Answer with a rate: 0.125 and \"12.5%\" mean the same. Two decimals of a percent are enough.")
        sentence = (_("Unit of the answer: {unit}; a whole number.") if self.kind == "count" else
                    _("Unit of the answer: {unit}; two decimals are enough."))
        return sentence.format(unit=reading.unit_label(self.unit))


@dataclass(frozen=True, kw_only=True)
class Number(Measured):
    """An exercise answered by one number; with rows, they are shown in a table."""

    def asked(self, case: Case) -> tuple[Block, ...]:
        heads = {key: case.label(key) for key in self.rows}
        return (case.say(self.ask), *self.given_rows(case, heads), self.unit_line())

    def judge(self, answer: Any, case: Case) -> Verdict:
        """Right, wrong in a known way, or too large or too small."""
        values = reading.numbers(answer, self.unit)
        known = self.diagnosed([values], case)
        if known is not None:
            return known
        direction = _("Your number is too large.") if values[0] > case(self.expected) else _(
            "Your number is too small.")
        return Verdict("wrong", direction, (_("For help: `hint(\"{id}\")`.").format(id=case.id),))

    def reference(self, case: Case) -> float:
        return float(case(self.expected))

    def in_words(self, answer: Any, case: Case) -> str:
        return self.written(answer)


@dataclass(frozen=True, kw_only=True)
class Guess(Number):
    """A number the reader commits to before any theory. Any number is welcome; ``meaning`` is said at the end.

    Attributes:
        most: the largest answer there can be to a question for a whole number from 0 on; None for no limit.
    """

    most: int | None = None

    def meant(self, answer: Any, case: Case) -> float:
        """The number that was guessed.

        Raises:
            Blank: nothing has been guessed yet.
            NotReadable: it is no number, or a percentage written as a whole number, such as 25 for 25%, or a count that
                there cannot be.
        """
        found = reading.numbers(answer, self.unit)[0]
        if self.most is not None and found not in range(self.most + 1):
            raise NotReadable(_("Asked is a whole number from 0 to {most}, and {given} was given.").format(
                most=self.most, given=number(found)))
        if self.kind == "percent" and abs(found) > 1 >= abs(self.reference(case)):
            if not 0 <= found <= 100:
                raise NotReadable(_("Asked is a share, such as 0.25 or \"25%\", and {given} was given.").format(
                    given=number(found)))
            raise NotReadable(_("{given} means {as_percent}. For a share write {ratio} or \"{percent}\".").format(
                given=number(found), as_percent=percent(found), ratio=f"{found / 100:.6g}",
                percent=percent(found / 100, 4)))
        return found


@dataclass(frozen=True, kw_only=True)
class Table(Measured):
    """An exercise answered by one number for each row: a Series, a dict, a column, or a list in the order shown."""

    def asked(self, case: Case) -> tuple[Block, ...]:
        """The question with its rows, and the ways to give a column."""
        example = _("Answer with one number for each row: {example}, or a list in the order of the rows.").format(
            example="`{" + ", ".join(f'"{key}": …' for key in self.rows) + "}`")
        rows = self.given_rows(case, {key: f"`{key}` {case.label(key)}" for key in self.rows}) or (
            Items(tuple((f"`{key}`", case.label(key)) for key in self.rows)),)
        return (case.say(self.ask), *rows, example, self.unit_line())

    def judge(self, answer: Any, case: Case) -> Verdict:
        """The column as a whole; where it is wrong in no known way, the rows that differ."""
        cells = self._by_row(answer, case)
        if all(map(reading.is_blank, cells)):
            raise Blank
        missing = [case.label(key) for key, cell in zip(self.rows, cells, strict=True) if reading.is_blank(cell)]
        if missing:
            raise NotReadable(_("These rows have no number yet: {rows}.").format(rows="; ".join(missing)))
        answers = [reading.numbers(cell, self.unit) for cell in cells]
        return self.diagnosed(answers, case) or self._differing(answers, case)

    def _by_row(self, answer: Any, case: Case) -> list:
        """The answer's cells in the order of the rows."""
        if reading.is_blank(answer):
            raise Blank
        if isinstance(answer, str):
            answer = reading.listed(answer, len(self.rows))
        if isinstance(answer, pd.DataFrame):
            answer = self._column(answer)
        if isinstance(answer, pd.Series) and not isinstance(answer.index, pd.RangeIndex):
            answer = answer.to_dict()
        if isinstance(answer, Mapping):
            labels = {key: case.label(key) for key in self.rows}
            found = dict(zip(reading.keys(list(answer), labels, offered=self.rows), answer.values(), strict=True))
            return [found.get(key) for key in self.rows]
        if not isinstance(answer, list | tuple | np.ndarray | pd.Series) or len(answer) != len(self.rows):
            raise NotReadable(_("One number is asked for each row, and there are {count} rows.").format(
                count=len(self.rows)))
        return list(answer)

    def _column(self, frame: pd.DataFrame) -> pd.Series:
        if frame.shape[1] != 1:
            raise NotReadable(_("One column is asked for, and a table of {count} was given. Take one column of it, as "
                                "in `table[\"A\"]`.").format(count=frame.shape[1]))
        return frame.iloc[:, 0]

    def _differing(self, answers: list[list[float]], case: Case) -> Verdict:
        rows = zip(self.rows, answers, column(case(self.expected)), strict=True)
        wrong = [case.label(key) for key, values, target in rows if not self._all([values], [target], self.near)]
        said = ngettext("{count} row is not right. See:", "{count} rows are not right. The first ones:",
                        len(wrong)).format(count=len(wrong))
        return Verdict("wrong", said, (Items(tuple(("·", label) for label in wrong[:3])),
                                       _("For help: `hint(\"{id}\")`.").format(id=case.id)))

    def worked(self, case: Case) -> tuple[Block, ...]:
        values = case(self.expected)
        rows = tuple((case.label(key), WRITTEN[self.kind](values[key])) for key in self.rows)
        return (case.say(self.solution), Grid(("", reading.unit_label(self.unit)), rows))

    def reference(self, case: Case) -> dict[str, float]:
        values = case(self.expected)
        return {key: float(values[key]) for key in self.rows}

    def in_words(self, answer: Any, case: Case) -> str:
        values = answer.values() if isinstance(answer, Mapping) else column(answer)
        return "; ".join(f"{case.label(key)}: {self.written(value)}"
                         for key, value in zip(self.rows, values, strict=True))


def column(values: Any) -> list[float]:
    """One value or a Series, as a list."""
    return np.ravel(np.asarray(values, dtype=float)).tolist()
