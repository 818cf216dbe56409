"""What every exercise declares."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from crmlessons.exercises.engine import case as cases
from crmlessons.exercises.engine.case import WRITTEN, Case, Fact, Vary
from crmlessons.exercises.engine.panel import Block, Grid
from crmlessons.exercises.engine.verdict import Verdict
from crmlessons.words import gettext as _
from crmlessons.worksheet import Worksheet


@dataclass(frozen=True)
class Mistake:
    """A known way to go wrong: ``value`` computes what comes out, ``message`` names it and says what to do instead."""

    value: Callable
    message: str


class Slip(NamedTuple):
    """A known mistake with the numbers of a case: the answer that it leads to, as written, and what is said to it."""

    answer: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Exercise(ABC):
    """A question and all there is to say about its answers. Texts are marked for translation.

    A ``{placeholder}`` in a text is a given number, a line of the sheet by letter or name, or a fact. A formula is a
    function whose parameters are such names, as in a sheet: ``lambda B, D: B / D``.

    Attributes:
        ask: the question.
        given: number by name, fixed or ``Vary``; a tuple of these has one for each row. Inputs of the sheet go to it.
        sheet: what computes everything else.
        facts: further values that the texts mention.
        rows: label by key, for an exercise about several things at once.
        meaning: the result read back in a sentence, said to whom is right.
        hints: what helps a little, then what helps more.
        solution: the calculation with its numbers.
    """

    ask: str
    solution: str
    given: Mapping[str, Any] = field(default_factory=dict)
    sheet: Worksheet | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    meaning: str = ""
    hints: tuple[str, ...] = ()

    @property
    def personal(self) -> bool:
        """True when students get numbers of their own."""
        return any(isinstance(one, Vary) for value in self.given.values()
                   for one in (value if isinstance(value, tuple) else (value,)))

    def case(self, id: str, student: str = "") -> Case:
        """The numbers of this exercise for a student; "" for the common ones."""
        return cases.build(id, student, self.given, self.sheet, self.facts, self.rows)

    @abstractmethod
    def judge(self, answer: Any, case: Case) -> Verdict:
        """The verdict on an answer.

        Raises:
            Blank: nothing has been answered yet.
            NotReadable: the answer cannot be understood; the message says what to give.
        """

    @abstractmethod
    def reference(self, case: Case) -> Any:
        """An answer that is right."""

    @abstractmethod
    def asked(self, case: Case) -> tuple[Block, ...]:
        """The question, and how to give the answer."""

    @abstractmethod
    def in_words(self, answer: Any, case: Case) -> str:
        """An answer such as ``reference`` gives, as a person would write it."""

    def slips(self, case: Case) -> tuple[Slip, ...]:
        """The known mistakes, for who teaches; a choice has none, its solution gives the reason of every option."""
        return tuple(Slip(self.in_words(case(mistake.value), case), case.say(mistake.message))
                     for mistake in getattr(self, "mistakes", ()))

    def worked(self, case: Case) -> tuple[Block, ...]:
        """The solution with its calculation."""
        return (case.say(self.solution),)

    def given_rows(self, case: Case, heads: Mapping[str, str]) -> tuple[Block, ...]:
        """A table of what is given for each row, headed by ``heads``; nothing where no number differs by row."""
        columns = [self.sheet.line(name) for name, value in self.given.items() if isinstance(value, tuple)]
        if not columns:
            return ()
        rows = ((heads[key], *(WRITTEN[line.kind](case.values[line.letter][key]) for line in columns))
                for key in self.rows)
        return (Grid(("", *(_(line.label) for line in columns)), tuple(rows)),)
