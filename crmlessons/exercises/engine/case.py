"""The numbers of one exercise for one student, and the sentences that carry them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from crmlessons import words
from crmlessons.exercises.engine import student
from crmlessons.words import gettext as _
from crmlessons.worksheet import Worksheet

WRITTEN = {
    "money": words.money,
    "percent": words.percent,
    "count": lambda value: words.number(value, 0),
    "number": words.number,
    "fine percent": lambda value: words.percent(value, 4),  # steps on the way, which a reader goes on calculating with
    "fine number": lambda value: words.number(value, 4),
}


@dataclass(frozen=True)
class Vary:
    """A given number that is each student's own.

    Attributes:
        default: what everybody sees who has given no name.
        choices: the values a name draws from; with any of them the exercise must stay sensible.
        shown: a key of ``WRITTEN``, for a value that is no line of the exercise's sheet.
    """

    default: float
    choices: tuple[float, ...]
    shown: str = "number"

    def value(self, id: str, name: str) -> float:
        """The default without a student, else what the name draws."""
        return student.draw(self.choices, id, name) if name else self.default


@dataclass(frozen=True)
class Fact:
    """A computed value that sentences mention: ``value`` takes what it needs by name, ``shown`` says how it is written.

    A fact shown as "label" is the key of a row, and is written as the row's label.
    """

    value: Callable
    shown: str


@dataclass(frozen=True)
class Case:
    """One exercise with the numbers of one student; ``student`` is "" for the common numbers.

    ``values`` holds the given numbers, every line of the solved sheet by letter and by name (a Series where the
    exercise has rows), the sheet's inputs as ``given`` and the solved sheet as ``solution``. A fact joins them when it
    is first needed.
    """

    id: str
    student: str
    values: dict[str, Any]
    kinds: Mapping[str, str]
    facts: Mapping[str, Fact]
    labels: Mapping[str, str]

    def __call__(self, formula: Callable) -> Any:
        """The formula on this case: its parameters are names of values and facts."""
        return formula(*(self.value(name) for name in inspect.signature(formula).parameters))

    def value(self, name: str) -> Any:
        """A given number, a line of the sheet or a fact."""
        if name not in self.values:
            self.values[name] = self(self.facts[name].value)
        return self.values[name]

    def label(self, key: str) -> str:
        """The words for a row."""
        return _(self.labels[key])

    def say(self, message: str, **more: str) -> str:
        """The message in the language in use, its placeholders filled with this case's numbers."""
        return _(message).format_map(_Written(self, more))

    def written(self, name: str) -> str:
        """A value or a fact, by name, as the language writes it."""
        value, kind = self.value(name), self.kinds[name]
        if isinstance(value, pd.Series):
            (value,) = set(value)  # only what is the same in every row can stand in a sentence
        return self.label(value) if kind == "label" else WRITTEN[kind](value)


class _Written(dict):
    """Placeholders are written when a sentence asks for them."""

    def __init__(self, case: Case, more: Mapping[str, str]) -> None:
        super().__init__(more)
        self.case = case

    def __missing__(self, name: str) -> str:
        return self.case.written(name)


def kind_of(unit: str) -> str:
    """How a value of this unit is written: lei as "money", rates as "percent", all else as a "count"."""
    if unit.startswith("lei"):
        return "money"
    return "percent" if unit == "1" or "/" in unit else "count"


def build(id: str, name: str, given: Mapping[str, Any], sheet: Worksheet | None, facts: Mapping[str, Fact],
          rows: Mapping[str, str]) -> Case:
    """The case of this student: draw the given numbers and solve the sheet with them."""
    values = {key: _drawn(value, f"{id} {key}", name, rows) for key, value in given.items()}
    kinds = {key: getattr(value, "shown", "number") for key, value in (*given.items(), *facts.items())}
    if sheet is not None:
        inputs = {key: values[key] for key in sheet.example}
        solution = sheet.solve(**inputs)
        for line in sheet.lines:
            values |= {line.name: solution[line.letter], line.letter: solution[line.letter]}
            kinds |= {line.name: line.kind, line.letter: line.kind}
        values |= {"given": inputs, "solution": solution}
    return Case(id, name, values, kinds, facts, rows)


def _drawn(value: Any, key: str, name: str, rows: Mapping[str, str]) -> Any:
    """A number, or a Series with one number a row."""
    if isinstance(value, tuple):
        return pd.Series([_drawn(one, f"{key} {row}", name, rows) for row, one in zip(rows, value, strict=True)],
                         index=list(rows))
    return value.value(key, name) if isinstance(value, Vary) else value
