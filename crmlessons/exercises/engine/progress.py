"""How far a reader has come: what ``check`` and its neighbours note down, and the table that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from crmlessons.exercises.engine import kept
from crmlessons.exercises.engine.case import Case
from crmlessons.exercises.engine.finding import Lesson, declared, lesson, topics
from crmlessons.exercises.engine.kept import Entries, Entry
from crmlessons.exercises.engine.measured import Guess
from crmlessons.exercises.engine.panel import Block, Grid, Panel
from crmlessons.exercises.engine.student import folded
from crmlessons.exercises.engine.verdict import Verdict
from crmlessons.words import gettext as _
from crmlessons.words import ngettext, number


class Standing(NamedTuple):
    """How far one lesson is done; guesses do not count, as no guess is wrong.

    ``left`` are the exercises that are not right yet, in the order of their declaration; ``begun`` is true once
    anything was answered.
    """

    lesson: Lesson
    all: int
    left: tuple[str, ...]
    at_once: int
    begun: bool

    @property
    def done(self) -> int:
        return self.all - len(self.left)


def judged(case: Case, answer: Any, verdict: Verdict) -> Verdict:
    """Note a verdict down; gives it with its record, and with a sentence where the note could not be kept."""
    if verdict.kind == "unanswered":
        return verdict
    mark = kept.mark(answer)
    entry, trouble = kept.keep(case.student, case.id, lambda before: before.judged(verdict.kind, mark))
    record = {"exercise": case.id, "verdict": verdict.kind, "student": case.student, "attempts": entry.attempts,
              "hints": entry.hints, "solution": entry.solution, "answer": mark}
    return replace(verdict, more=(*verdict.more, trouble) if trouble else verdict.more, record=record)


def helped(case: Case, hints: int = 0, solution: bool = False) -> None:
    """Note down how many hints were taken, or that the solution was seen."""
    kept.keep(case.student, case.id, lambda before: before.helped(hints, solution))


def guessed(case: Case) -> None:
    """Note down that a guess was made; not which."""
    kept.keep(case.student, case.id, Entry.guessed)


def standings(entries: Entries) -> list[Standing]:
    """Every lesson in the order of the course. An exercise counts as soon as any student in the entries has it right.
    """
    found = sorted(((lesson(topic), topic) for topic in topics()), key=lambda one: (not one[0].number, one[0].number))
    return [_standing(one, topic, entries) for one, topic in found]


def _standing(one: Lesson, topic: str, entries: Entries) -> Standing:
    ids = [id for id, exercise in declared(topic).items() if not isinstance(exercise, Guess)]
    right = {id for (_name, id), entry in entries.items() if entry.done}
    at_once = {id for (_name, id), entry in entries.items() if entry.at_once}
    return Standing(one, len(ids), tuple(id for id in ids if id not in right), len(at_once & set(ids)),
                    any(id.startswith(f"{topic}.") for _name, id in entries))


def table(student: str) -> Panel:
    """How far this student has come; with "", whoever has answered on this machine."""
    everything, trouble = kept.entries()
    mine = _of(student, everything)
    found = standings(mine)
    heads = (_("lesson"), _("right so far"), _("right at the first answer"), _("go on with"))
    return Panel(_("Progress"), (*_whose(student, mine), _summary(found), Grid(heads, tuple(map(_row, found))),
                                 *_next(found), *_where(mine), *([trouble] if trouble else [])))


def _of(student: str, entries: Entries) -> Entries:
    return {key: entry for key, entry in entries.items() if not student or folded(key[0]) == folded(student)}


def _whose(student: str, entries: Entries) -> Iterable[Block]:
    names = [student] if student else sorted({name for name, _id in entries if name})
    if student or len(names) == 1 and all(name for name, _id in entries):
        yield _("With the numbers of {student}.").format(student=names[0])
    elif names:
        yield _("With the common numbers and with those of: {students}.").format(students=", ".join(names))


def _summary(found: list[Standing]) -> str:
    finished = sum(not one.left for one in found)
    return _("Exercises that are right: {done} of {all}. Lessons finished: {finished} of {lessons}.").format(
        done=number(sum(one.done for one in found), 0), all=number(sum(one.all for one in found), 0),
        finished=finished, lessons=len(found))


def _row(one: Standing) -> tuple[str, ...]:
    name = f"{one.lesson.number} · {_(one.lesson.title)}" if one.lesson.number else one.lesson.title
    done = (_("all {all}: finished") if not one.left else _("{done} of {all}")).format(done=one.done, all=one.all)
    return (name, done, str(one.at_once) if one.begun else "", f"`{one.left[0]}`" if one.begun and one.left else "")


def _next(found: list[Standing]) -> Iterable[Block]:
    """Where to go on: the first lesson that is begun and not finished, else the first that is not begun."""
    open_ones = sorted((one for one in found if one.left), key=lambda one: not one.begun)
    if not open_ones:
        yield _("You have finished every lesson.")
    elif any(one.begun for one in found):
        yield _("A good next step: `{id}` in lesson {number}.").format(
            id=open_ones[0].left[0], number=open_ones[0].lesson.number or open_ones[0].lesson.title)
    else:
        yield _("Nothing is answered yet. The first answer that you check begins the record.")


def _where(entries: Entries) -> Iterable[Block]:
    file = kept.place()
    if file and entries:
        yield _("Kept in the file “{file}”, without your answers and without times. Nothing of it leaves this "
                "computer. To start anew: `progress(start_anew=True)`.").format(file=kept.shown(file))


def start_anew(student: str, confirmed: int | bool) -> Panel:
    """Forget what this student has done (with "", everything) where the right number of exercises confirms it."""
    everything, trouble = kept.entries()
    mine = _of(student, everything)
    if trouble or not mine:
        return Panel(_("Progress"), (trouble or _("Nothing is recorded, so there is nothing to forget."),))
    if confirmed is True or confirmed != len(mine):
        asked = ngettext("What is recorded of {count} exercise will be forgotten; your notebooks stay as they are. If "
                         "you want that, run `progress(start_anew={count})`.",
                         "What is recorded of {count} exercises will be forgotten; your notebooks stay as they are. If "
                         "you want that, run `progress(start_anew={count})`.", len(mine)).format(count=len(mine))
        return Panel(_("Start anew?"), (*_whose(student, mine), asked))
    trouble = kept.forget({name for name, _id in mine})
    return Panel(_("Progress"), (trouble or _("Everything is forgotten, and the record begins anew."),))
