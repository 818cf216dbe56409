"""Open questions: the reader writes, compares with a model answer, and marks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crmlessons.exercises.engine import reading
from crmlessons.exercises.engine.case import Case
from crmlessons.exercises.engine.exercise import Exercise
from crmlessons.exercises.engine.panel import Block, Items, Quote
from crmlessons.exercises.engine.reading import Blank, NotReadable
from crmlessons.exercises.engine.verdict import Verdict
from crmlessons.words import gettext as _
from crmlessons.words import ngettext

LEAST_WORDS = 12


@dataclass(frozen=True, kw_only=True)
class Open(Exercise):
    """An exercise answered in the reader's own words; ``solution`` is the model answer.

    The answer is text, or text with its marks: ``("My campaign …", [1, 0, 1, 1])``, one mark for each point.

    Attributes:
        rubric: the points that a good answer makes.
    """

    rubric: tuple[str, ...] = ()

    def asked(self, case: Case) -> tuple[Block, ...]:
        return (case.say(self.ask), _("Answer in your own words, between triple quotes. There is a model answer to "
                                      "compare with, and you mark your own."))

    def judge(self, answer: Any, case: Case) -> Verdict:
        """The model answer to compare with; closed once the reader has marked it."""
        text, marks = answer if isinstance(answer, tuple) and len(answer) == 2 else (answer, ...)
        if reading.is_blank(text):
            raise Blank
        if not isinstance(text, str):
            raise NotReadable(_("An answer in words is asked for; a value of type {type} was given.").format(
                type=type(text).__name__))
        words = len(text.split())
        if words < LEAST_WORDS:
            return Verdict("unanswered", ngettext("{count} word so far. Write two or three "
                                                  "sentences.", "{count} words so "
                                                  "far. Write two or three sentences.", words).format(count=words),
                           (Quote(text),))
        return self._to_assess(text, case) if reading.is_blank(marks) else self._assessed(text, marks, case)

    def _to_assess(self, text: str, case: Case) -> Verdict:
        marks = ", ".join("..." for point in self.rubric)
        how = _("Mark each point 1 if your answer makes it and 0 if not, then run `check(\"{id}\", answer, "
                "score=[{marks}])`.").format(id=case.id, marks=marks)
        return Verdict("unanswered", _("Your answer is below. Compare it with the model answer and the points."),
                       (Quote(text), *self.worked(case), how), word=_("Now assess it yourself"))

    def _assessed(self, text: str, marks: Any, case: Case) -> Verdict:
        if not isinstance(marks, list | tuple) or len(marks) != len(self.rubric) or not all(
                isinstance(mark, int) and mark in (0, 1) for mark in marks):
            raise NotReadable(ngettext("The score is a list of {count} mark, 0 or 1.", "The score is a list of {count} "
                                       "marks, each 0 or 1, one for each point.", len(self.rubric))
                              .format(count=len(self.rubric)))
        said = _("You gave yourself {points} of {all} points.").format(points=sum(marks), all=len(marks))
        open_points = tuple(("·", case.say(point)) for point, mark in zip(self.rubric, marks, strict=True) if not mark)
        more = (_("Worth adding:"), Items(open_points)) if open_points else ()
        return Verdict("right", said, (Quote(text), *more), word=_("Assessed by yourself"))

    def worked(self, case: Case) -> tuple[Block, ...]:
        points = tuple((f"{i}.", case.say(point)) for i, point in enumerate(self.rubric, 1))
        return (_("Model answer: {model}").format(model=case.say(self.solution)), _("The points:"), Items(points))

    def reference(self, case: Case) -> tuple[str, list[int]]:
        return case.say(self.solution), [1] * len(self.rubric)

    def in_words(self, answer: Any, case: Case) -> str:
        return answer[0]
