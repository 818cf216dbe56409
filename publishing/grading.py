"""From the answers of returned notebooks to one table, and to what a lecturer wants to know of the class."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from crmlessons import use
from crmlessons.exercises.engine import Choice, Exercise, Open
from crmlessons.exercises.engine import kept as records
from crmlessons.exercises.engine.case import Case
from crmlessons.exercises.engine.finding import find
from crmlessons.exercises.engine.measured import Guess
from crmlessons.exercises.engine.panel import plain
from crmlessons.exercises.engine.reading import Blank, NotReadable, is_blank
from crmlessons.exercises.engine.student import folded
from crmlessons.exercises.engine.verdict import Verdict
from crmlessons.words import LANGUAGES, InputError
from publishing.lesson import lessons
from publishing.returned import Answer, Notebook, read

ANSWERED = ("right", "mistake", "wrong", "unreadable", "unassessed", "stopped")
OUTPUT = re.compile(r"^[^\n]*:\n([^\n]*)")  # the word of a verdict, and then what is said


@dataclass(frozen=True)
class Row:
    """One exercise of one notebook.

    Attributes:
        verdict: "right", "mistake", "wrong", "unreadable", "unassessed" (words not marked yet), "stopped" (with an
            error), "unanswered" or "unknown".
        attempts, hints, solution: from the record; None without one.
        how: "judged" anew here, "record" of the last run, or "" where nothing is known.
        remarks: keys of the words for what a lecturer should look at, with what fills them.
        mistake: which known mistake it is, with the common numbers.
        student: whose numbers it was judged with; "" for the common ones.
        about: remarks on the name, as ``remarks``.
        touched: whether the cell is other than it was handed out.
    """

    name: str
    lesson: str
    exercise: str
    verdict: str
    attempts: int | None
    hints: int | None
    solution: bool | None
    answer: str
    how: str
    remarks: tuple[tuple[str, str], ...]
    file: str
    mistake: str = ""
    student: str = ""
    about: tuple[tuple[str, str], ...] = ()
    touched: bool = True


@cache
def _course() -> tuple[dict[str, str], frozenset[tuple[str, str]]]:
    """The stem of every topic's lesson; and the cells as they are handed out."""
    every = lessons()
    return ({one.topic: one.path.stem for one in every},
            frozenset((cell.id, cell.source) for one in every for cell in one.code))


def rows(content: bytes, file: str, called: str, language: str) -> list[Row]:
    """What a returned notebook answers; the table speaks ``language``.

    Args:
        content: the notebook's bytes.
        file: where it was found, for the lecturer.
        called: the name to use where the notebook has none.

    Raises:
        returned.NoNotebook: it is none.
    """
    notebook = read(content)
    found: dict[str, Answer] = {}
    for answer in notebook.answers:
        handed_out = answer.cell in _course()[1]
        if handed_out and not (answer.plain and is_blank(answer.value)):
            continue  # an example of the lesson's own
        if answer.exercise not in found or not handed_out:
            found[answer.exercise] = answer
    made = [_row(answer, notebook, file, called, language) for answer in found.values()]
    return [row for row in made if row]


def _row(answer: Answer, notebook: Notebook, file: str, called: str, language: str) -> Row | None:
    use(notebook.language if notebook.language in LANGUAGES else language)
    record, topic = answer.record, answer.exercise.partition(".")[0]
    name = notebook.student or str(record.get("student") or "") or called
    lesson = _course()[0].get(topic, topic)
    try:
        exercise = find(answer.exercise)
    except InputError:
        return Row(name, lesson, answer.exercise, "unknown", None, None, None, answer.written, "",
                   (("no_exercise", ""),), file, student=notebook.student or "")
    if isinstance(exercise, Guess):
        return None
    student = str(record.get("student", notebook.student or ""))
    case = exercise.case(answer.exercise, student)
    verdict, how, text = _verdict(exercise, case, answer)
    remarks = tuple(_remarks(answer, verdict, student, notebook.student))
    mistake = _mistake(exercise, case, text, language) if verdict == "mistake" else ""
    return Row(name, lesson, answer.exercise, verdict, _count(record, "attempts"), _count(record, "hints"),
               bool(record["solution"]) if "solution" in record else None,
               answer.written if verdict != "unanswered" else "", how if verdict != "unanswered" else "", remarks,
               file, mistake, student, touched=answer.cell not in _course()[1])


def _count(record: dict, key: str) -> int | None:
    return record[key] if type(record.get(key)) is int else None


def _verdict(exercise: Exercise, case: Case, answer: Answer) -> tuple[str, str, str]:
    """The verdict, how it is known, and what is said about the answer."""
    if answer.plain:
        found = judged(exercise, case, answer.value)
        written = answer.value[0] if isinstance(answer.value, tuple) and answer.value else answer.value
        open_text = isinstance(exercise, Open) and not is_blank(written)
        return "unassessed" if found.kind == "unanswered" and open_text else found.kind, "judged", found.text
    if answer.record.get("verdict") in ANSWERED:
        said = OUTPUT.match(answer.said)
        return answer.record["verdict"], "record", said[1] if said else ""
    return "stopped" if answer.error else "unknown", "", ""


def judged(exercise: Exercise, case: Case, value: object) -> Verdict:
    """The verdict on an answer, as ``check`` gives it."""
    try:
        return exercise.judge(value, case)
    except Blank:
        return Verdict("unanswered", "")
    except NotReadable as reason:
        return Verdict("unreadable", str(reason))


def _remarks(answer: Answer, verdict: str, student: str, called: str | None) -> Iterator[tuple[str, str]]:
    record = answer.record
    if record and answer.plain and verdict != record["verdict"]:
        yield ("differs" if records.mark(answer.value) == record.get("answer") else "changed", record["verdict"])
    if not record and verdict not in ("unanswered", "unassessed"):
        yield ("stopped_by", answer.error) if answer.error else ("no_record" if answer.ran else "not_run", "")
    if verdict == "stopped" and answer.error.startswith("NameError") and answer.written.isidentifier():
        yield "quotes", ""
    if record and called and folded(student) != folded(called):
        yield ("numbers_of", student) if student else ("common", "")


def _mistake(exercise: Exercise, case: Case, text: str, language: str) -> str:
    """The sentence of a known mistake in the language of the table and with the common numbers, so that it can be
    counted; another sentence as it is."""
    messages = ([one.reason for one in exercise.options.values()] if isinstance(exercise, Choice) else
                [one.message for one in getattr(exercise, "mistakes", ())])
    known = next((one for one in messages if plain(case.say(one)) == text), None)
    use(language)
    return plain(exercise.case(case.id).say(known)) if known else text


@dataclass(frozen=True)
class Standing:
    """One exercise of a class: how many returned it, answered it, had it right; attempts on average; and the mistake
    made most, with how many made it. Left out is what nobody touched: it says nothing on how hard it is."""

    lesson: str
    exercise: str
    returned: int
    answered: int
    right: int
    attempts: float
    mistake: str
    times: int
    left_out: bool


def standings(table: Iterable[Row]) -> list[Standing]:
    """Every exercise of the returned notebooks, lessons in their order, exercises in that of the notebooks."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in table:
        groups[row.lesson, row.exercise].append(row)
    made = [_standing(*key, group) for key, group in groups.items()]
    return sorted(made, key=lambda one: one.lesson)


def _standing(lesson: str, exercise: str, group: list[Row]) -> Standing:
    attempts = [row.attempts for row in group if row.attempts]
    (mistake, times), *_others = Counter(row.mistake for row in group if row.mistake).most_common(1) or [("", 0)]
    return Standing(lesson, exercise, len(group), sum(row.verdict in ANSWERED for row in group),
                    sum(row.verdict == "right" for row in group),
                    sum(attempts) / len(attempts) if attempts else float("nan"), mistake, times,
                    not any(row.touched for row in group))
