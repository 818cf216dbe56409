"""The minutes of a lesson on the clock of a class, and the sittings it fills."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from publishing.lesson import PLANS, Lesson, Section

LONGEST = 90  # minutes of one sitting


class Stretch(NamedTuple):
    """A section on the clock: how long it takes, when it begins and ends, and what of it is taught."""

    minutes: int
    clock: str
    cut: str


def clocks(minutes: Iterable[int]) -> list[str]:
    """For each stretch of minutes when it begins and ends, from 0:00; nothing for one without minutes."""
    lengths = list(minutes)
    ends = list(accumulate(lengths))
    return [f"{_clock(end - length)}–{_clock(end)}" if length else ""
            for length, end in zip(lengths, ends, strict=True)]


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def timed(lesson: Lesson) -> list[tuple[Section, list[Stretch]]]:
    """Each section that takes minutes: on the clock of the whole lesson, then of each plan, the longest first."""
    plans = [None, *sorted(PLANS, reverse=True)]
    columns = []
    for plan in plans:
        minutes = [section.kept(plan) if plan else section.minutes for section in lesson.sections]
        cuts = [section.cut(plan) if plan else "" for section in lesson.sections]
        columns.append([Stretch(*parts) for parts in zip(minutes, clocks(minutes), cuts, strict=True)])
    rows = zip(lesson.sections, map(list, zip(*columns, strict=True)), strict=True)
    return [(section, row) for section, row in rows if section.minutes]


def total(lesson: Lesson, plan: int) -> int:
    """The minutes that are planned where a class has ``plan`` minutes; the rest is for questions."""
    return sum(section.kept(plan) for section in lesson.sections)


def sittings(lesson: Lesson) -> list[list[Section]]:
    """The sections of a lesson in as many sittings of at most 90 minutes as they need, in their order."""
    found: list[list[Section]] = [[]]
    for section in lesson.sections:
        if found[-1] and sum(one.minutes for one in found[-1]) + section.minutes > LONGEST:
            found.append([])
        found[-1].append(section)
    return found
