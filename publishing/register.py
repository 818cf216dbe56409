"""Who handed in: the names in returned notebooks, held against the platform's folders and a class list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from crmlessons.exercises.engine.student import folded
from publishing.grading import Row
from publishing.names import words_of


class Register:
    """A class list; an empty one holds everybody and misses nobody."""

    def __init__(self, students: Iterable[str] = ()) -> None:
        self.students = list(students)
        self.by_fold = {folded(name): name for name in self.students}
        self.by_words = {words_of(name): name for name in self.students}
        self.here: dict[str, set[str]] = defaultdict(set)

    def seen(self, rows: list[Row], platform: str) -> list[Row]:
        """The rows of one notebook with what is to be said of its name; who handed it in is noted.

        Args:
            rows: the notebook's answers.
            platform: the name that the course platform gave to the folder, or "".
        """
        for row in rows:
            self.here[row.lesson].add(self._handed_in(row.name, platform))
        return [replace(row, about=tuple(self._about(row, platform))) for row in rows]

    def _handed_in(self, name: str, platform: str) -> str:
        listed = [self.by_words[words_of(one)] for one in (platform, name) if words_of(one) in self.by_words]
        exact = [self.by_fold[folded(one)] for one in (platform, name) if folded(one) in self.by_fold]
        return next(iter([*exact, *listed]), "")

    def _about(self, row: Row, platform: str) -> Iterator[tuple[str, str]]:
        if not row.student and ("common", "") not in row.remarks:
            yield "no_student", ""
        if platform and words_of(platform) != words_of(row.name):
            yield "other_name", platform
        if not self.students or folded(row.name) in self.by_fold:
            return
        like = self.by_words.get(words_of(row.name))
        if like is None:
            yield "not_listed", row.name
        elif row.student:  # in another order a name has other numbers
            yield "other_order", like

    def missing(self) -> dict[str, list[str]]:
        """Of every lesson that somebody handed in, who of the list did not."""
        return {lesson: [name for name in self.students if name not in here]
                for lesson, here in sorted(self.here.items())}

    def sheet(self, words: dict[str, str]) -> list[list[Any]]:
        """The same as rows under their heads."""
        return [[words["lesson"], words["name"]],
                *([lesson, name] for lesson, absent in self.missing().items() for name in absent)]

    def said(self, words: dict[str, str]) -> Iterator[str]:
        """The same in a sentence a lesson."""
        for lesson, absent in self.missing().items():
            key = "absent" if absent else "complete"
            yield words[key].format(lesson=lesson, count=len(absent), all=len(self.students), names="; ".join(absent))
