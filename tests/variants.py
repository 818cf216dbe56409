"""The numbers that students can be given: an exercise with every combination of them, or with many of these."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from math import prod
from typing import Any

from crmlessons.exercises.engine import Exercise, Vary
from crmlessons.exercises.engine.case import Case
from crmlessons.exercises.engine.finding import find

MOST = 60


def choices(exercise: Exercise) -> dict[tuple[str, int], tuple[float, ...]]:
    """What each number that is a student's own is drawn from; key: its name, and its row where it has rows."""
    return {(name, row): one.choices for name, given in exercise.given.items()
            for row, one in enumerate(given if isinstance(given, tuple) else (given,)) if isinstance(one, Vary)}


def count(exercise: Exercise) -> int:
    """How many different sets of numbers a class can get."""
    return prod(len(set(values)) for values in choices(exercise).values())


@cache
def cases(id: str) -> tuple[Case, ...]:
    """The common numbers; then every combination of students' numbers, or, of very many, ends and a sample."""
    exercise = find(id)
    return (exercise.case(id), *(_fixed(exercise, drawn).case(id) for drawn in _drawn(exercise)))


def _drawn(exercise: Exercise) -> Iterator[dict[tuple[str, int], float]]:
    lists = choices(exercise)
    if not lists:
        return iter(())
    if count(exercise) <= MOST:
        rows = product(*lists.values())
    else:
        chance = random.Random(0)
        ends = list(product(*((min(values), max(values)) for values in lists.values())))
        rows = chance.sample(ends, min(len(ends), MOST // 2))
        rows += [tuple(map(chance.choice, lists.values())) for _ in range(MOST - len(rows))]
    return (dict(zip(lists, row, strict=True)) for row in rows)


def _fixed(exercise: Exercise, drawn: dict[tuple[str, int], float]) -> Exercise:
    """The exercise with these numbers as its common ones, written as they were declared to be."""
    def one(name: str, row: int, given: Any) -> Any:
        return replace(given, default=drawn[name, row]) if isinstance(given, Vary) else given

    return replace(exercise, given={
        name: tuple(one(name, row, each) for row, each in enumerate(given)) if isinstance(given, tuple)
        else one(name, 0, given) for name, given in exercise.given.items()})
