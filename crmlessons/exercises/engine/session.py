"""What a reader calls: ask, check, hint, solution; guess and reveal; for_student; progress.

A session remembers, in memory only, whose numbers are shown, how many hints were taken and what was guessed. What is
done is kept in a file of the reader's own (``kept``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from crmlessons.exercises.engine import progress as standing
from crmlessons.exercises.engine import reading, student
from crmlessons.exercises.engine.case import WRITTEN, Case
from crmlessons.exercises.engine.exercise import Exercise
from crmlessons.exercises.engine.finding import find
from crmlessons.exercises.engine.measured import Guess
from crmlessons.exercises.engine.opened import Open
from crmlessons.exercises.engine.panel import Panel
from crmlessons.exercises.engine.reading import Blank, NotReadable
from crmlessons.exercises.engine.verdict import Verdict
from crmlessons.words import InputError, number
from crmlessons.words import gettext as _

ROUGHLY = 0.1


class Question(Panel):
    """A question with this student's numbers."""

    role = "note"


@dataclass
class Session:
    """Whose numbers are shown ("" for the common ones), hints taken and numbers guessed, by exercise."""

    student: str = ""
    hints: dict[str, int] = field(default_factory=dict)
    guesses: dict[str, float] = field(default_factory=dict)


_session = Session()


def _opened(id: str) -> tuple[Exercise, Case]:
    exercise = find(id)
    return exercise, exercise.case(id, _session.student)


def ask(id: str) -> Question:
    """The question with this student's numbers, the unit of the answer, and the calls that help.

    Raises:
        InputError: no exercise has this id.
    """
    exercise, case = _opened(id)
    calls = (_("`guess(\"{id}\", …)` keeps your number; `reveal(\"{id}\")` shows the true one later.")
             if isinstance(exercise, Guess) else
             _("`check(\"{id}\", answer)` judges · `hint(\"{id}\")` helps · `solution(\"{id}\")` shows the way."))
    blocks = [*exercise.asked(case), calls.format(id=id)]
    if case.student and exercise.personal:
        blocks.insert(-1, _whose(case))
    return Question(_("Question {id}").format(id=id), tuple(blocks))


def check(id: str, answer: Any = ..., *, score: Any = ...) -> Verdict:
    """The verdict on an answer.

    Args:
        id: the exercise.
        answer: a number or text with a number; a letter; a list of letters; a column; words. ``...`` is no answer yet.
        score: the reader's own marks for an open question, 0 or 1 for each point.

    Raises:
        InputError: no exercise has this id, it is a guess, or it takes no score. A bad answer is a verdict, no error.
    """
    exercise, case = _opened(id)
    if isinstance(exercise, Guess):
        raise InputError(_("“{id}” is a guess, and no guess is wrong. Write guess(\"{id}\", …).").format(id=id))
    if score is not ...:
        if not isinstance(exercise, Open):
            raise InputError(_("“{id}” is checked for you; a score belongs to an open question.").format(id=id))
        answer = (answer, score)
    verdict = _verdict(lambda: exercise.judge(answer, case))
    if verdict.kind in ("wrong", "mistake") and exercise.personal:  # after a restart they may be another's numbers
        verdict = replace(verdict, more=(*verdict.more, _whose(case)))
    return standing.judged(case, answer, verdict)


def _whose(case: Case) -> str:
    if case.student:
        return _("With the numbers of {student}.").format(student=case.student)
    return _("With the common numbers. If you work with your own, run your `for_student` cell first.")


def _verdict(judged: Callable) -> Any:
    """What ``judged`` returns, or the verdict that there is no answer or no legible one."""
    try:
        return judged()
    except Blank:
        return Verdict("unanswered", _("Replace the `...` by your answer and run the cell again."))
    except NotReadable as reason:
        return Verdict("unreadable", str(reason))


def hint(id: str) -> Panel:
    """The next hint: one stage more at each call.

    Raises:
        InputError: no exercise has this id.
    """
    exercise, case = _opened(id)
    stage, stages = _session.hints.get(id, 0) + 1, len(exercise.hints)
    if stage > stages:
        return Panel(_("No more hints"), (_("The way is shown by `solution(\"{id}\")`.").format(id=id),))
    _session.hints[id] = stage
    standing.helped(case, hints=stage)
    return Panel(_("Hint {stage} of {stages}").format(stage=stage, stages=stages),
                 (case.say(exercise.hints[stage - 1]),))


def solution(id: str) -> Panel:
    """The worked calculation with this student's numbers.

    Raises:
        InputError: no exercise has this id.
    """
    exercise, case = _opened(id)
    standing.helped(case, solution=True)
    return Panel(_("Solution"), exercise.worked(case))


def reference(id: str) -> Any:
    """An answer that ``check`` finds right: for the lecturer's edition, and for the tests.

    Raises:
        InputError: no exercise has this id.
    """
    exercise, case = _opened(id)
    return exercise.reference(case)


def for_student(name: str | None) -> Panel:
    """Show this student's own numbers from now on; None brings the common numbers back. Hints and guesses start anew.

    Capitals, diacritics and superfluous spaces in the name do not matter.

    Raises:
        InputError: the name is empty or no text.
    """
    global _session
    _session = Session("" if name is None else student.accepted(name))
    said = (_("The exercises have the numbers of {student} from now on. Run the cells with the questions again to see "
              "them.").format(student=_session.student) if _session.student else
            _("The exercises have the common numbers from now on. Run the cells with the questions again."))
    return Panel(_("Numbers"), (said,))


def progress(*, start_anew: bool | int = False) -> Panel:
    """Which exercises and lessons are done, with this student's numbers; without a name, with any.

    Args:
        start_anew: True asks back before anything is forgotten, and says by which number to confirm it.
    """
    return standing.start_anew(_session.student, start_anew) if start_anew else standing.table(_session.student)


def guess(id: str, value: Any = ..., *, again: bool = False) -> Panel | Verdict:
    """Keep the reader's guess; the first one counts unless ``again`` is true.

    Raises:
        InputError: no exercise has this id, or it is not a guess.
    """
    exercise, case = _guessing(id)
    return _verdict(lambda: _guessed(exercise, case, value, again))


def _guessing(id: str) -> tuple[Guess, Case]:
    exercise, case = _opened(id)
    if not isinstance(exercise, Guess):
        raise InputError(_("“{id}” is an exercise and no guess. Write check(\"{id}\", answer).").format(id=id))
    return exercise, case


def _guessed(exercise: Guess, case: Case, value: Any, again: bool) -> Panel | Verdict:
    if reading.is_blank(value):
        return Verdict("unanswered", _("Replace the `...` by a number; or go on without a guess."),
                       word=_("Not guessed yet"))
    guessed = exercise.meant(value, case)
    first = guessed if again else _session.guesses.setdefault(case.id, guessed)
    _session.guesses[case.id] = first
    standing.guessed(case)
    said = _("Your guess is kept: {guess}.") if first == guessed else _(
        "Your first guess counts: {guess}. To change it, add `again=True`.")
    return Panel(_("Guessed"), (said.format(guess=WRITTEN[exercise.kind](first)),))


def reveal(id: str) -> Panel:
    """The true number beside the reader's guess; without a guess the way to make one.

    Raises:
        InputError: no exercise has this id, or it is not a guess.
    """
    exercise, case = _guessing(id)
    if id not in _session.guesses:
        way = _("Go back to the guess, put a number in place of the `...`, run that cell and then this one. Without a "
                "guess: `solution(\"{id}\")`.")
        return Panel(_("Not guessed yet"), (way.format(id=id),))
    true, write, guessed = exercise.reference(case), WRITTEN[exercise.kind], _session.guesses[id]
    said = _("You guessed {guess}. The number is {true}.").format(guess=write(guessed), true=write(true))
    said += " " + _difference(guessed, true)
    return Panel(_("Revealed"), (said, case.say(exercise.meaning)))


def _difference(guessed: float, true: float) -> str:
    """How far the guess was, in one sentence."""
    if abs(guessed - true) <= ROUGHLY * abs(true):
        return _("That is close: within a tenth.")
    if guessed * true < 0:
        return _("You expected it on the other side of zero.")
    if guessed == 0:
        return _("You expected nothing at all.")
    if abs(guessed) > abs(true):
        return _("You expected {times} times as much.").format(times=number(guessed / true, 1))
    return _("It is {times} times what you expected.").format(times=number(true / guessed, 1))
