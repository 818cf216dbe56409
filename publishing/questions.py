"""An exercise as the printed products show it, with the common numbers: its question, and all that a lecturer knows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from crmlessons import words
from crmlessons.exercises.engine import Choice, Exercise, Guess, Table
from crmlessons.exercises.engine.case import Case
from crmlessons.exercises.engine.finding import find
from crmlessons.exercises.engine.panel import Block, Grid, Items, Panel

ROOM = {"Guess": 0, "Number": 3, "Table": 3, "Ordering": 1, "Choice": 2, "Open": 12}  # empty lines to write on


@dataclass(frozen=True)
class Question:
    """One exercise; every text is in the language in use when it is read."""

    id: str

    @cached_property
    def exercise(self) -> Exercise:
        return find(self.id)

    @cached_property
    def case(self) -> Case:
        return self.exercise.case(self.id)

    @property
    def kind(self) -> str:
        """The name of its class: Number, Guess, Table, Choice, Ordering, Open."""
        return type(self.exercise).__name__

    @property
    def asked(self) -> Markup:
        """The question, and how to give the answer."""
        return _panel(words.gettext("Question {id}").format(id=self.id), self.exercise.asked(self.case))

    @property
    def asked_briefly(self) -> Markup:
        """The question without the options of a choice, for where the solution repeats them with their reasons."""
        blocks = self.exercise.asked(self.case)
        if isinstance(self.exercise, Choice):
            blocks = tuple(block for block in blocks if not isinstance(block, Items))
        return _panel(words.gettext("Question {id}").format(id=self.id), blocks)

    @property
    def answer(self) -> str:
        """The right answer as a person would write it."""
        return self.exercise.in_words(self.exercise.reference(self.case), self.case)

    @property
    def solved(self) -> Markup:
        """The worked solution: for a choice with the reason of every option, for an open question with its rubric."""
        return _panel(words.gettext("Solution"), self.exercise.worked(self.case))

    def hints(self, title: str) -> Markup:
        """The hints, the weakest first; empty where there are none."""
        rows = tuple((f"{stage}.", self.case.say(hint)) for stage, hint in enumerate(self.exercise.hints, 1))
        return _panel(title, (Items(rows),)) if rows else Markup()

    def slips(self, title: str, brought: str, said: str) -> Markup:
        """The known mistakes, what a student brings beside what is said to it; empty where there are none."""
        known = tuple(self.exercise.slips(self.case))
        return _panel(title, (Grid((brought, said), known),)) if known else Markup()

    def meaning(self, title: str) -> Markup:
        """The result read back in a sentence; empty where there is none."""
        return _panel(title, (self.case.say(self.exercise.meaning),)) if self.exercise.meaning else Markup()

    @property
    def is_guess(self) -> bool:
        return isinstance(self.exercise, Guess)

    @property
    def rows(self) -> list[str]:
        """What each of several answers is about, where a table asks for more than one."""
        return [self.case.label(key) for key in self.exercise.rows] if isinstance(self.exercise, Table) else []

    @property
    def room(self) -> int:
        """The empty lines that its answer needs on paper."""
        return ROOM[self.kind]


def _panel(title: str, blocks: tuple[Block, ...]) -> Markup:
    return Markup(Panel(title, blocks)._repr_html_())
