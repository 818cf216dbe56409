"""The numbers of every student of a class, and their right answers, as a table for the lecturer.

    make classlist ARGS="names.csv 03_acquisition"      one lesson (several: name them; none: every lesson)
    make classlist ARGS="names.csv --language ro"       in Romanian

The names may come as plain text (one a line), CSV or Excel; each student then types for_student("…") with that name.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from crmlessons import use
from crmlessons.exercises.engine import Choice, Exercise, Number, Ordering, Table, Vary
from crmlessons.exercises.engine import reading as answers
from crmlessons.exercises.engine.case import WRITTEN, Case
from crmlessons.exercises.engine.finding import find
from crmlessons.exercises.engine.measured import Guess
from crmlessons.exercises.engine.panel import plain
from crmlessons.words import LANGUAGES
from crmlessons.words import gettext as _
from publishing import names, spreadsheet
from publishing.lesson import PUBLISHED, ROOT, SOURCE_LANGUAGE, Lesson, lessons
from publishing.spreadsheet import Amount

WORDS = {
    "en": {"name": "name", "call": "what the student types, the names in this order", "exercise": "exercise",
           "numbers": "numbers", "answer": "right answer", "question": "question", "answers": "answers",
           "title": "title", "common": "(common numbers)",
           "written": "{lesson}: {count} students, {exercises} exercises, in {file}",
           "lesson": "There is no lesson {lesson}.", "unwritable": "“{file}” cannot be written: {reason}."},
    "ro": {"name": "nume", "call": "ce scrie studentul, cu numele în această ordine", "exercise": "exercițiul",
           "numbers": "numere", "answer": "răspunsul corect", "question": "întrebarea", "answers": "răspunsuri",
           "title": "titlul", "common": "(numerele comune)",
           "written": "{lesson}: studenți: {count}, exerciții: {exercises}, în {file}",
           "lesson": "Nu există lecția {lesson}.", "unwritable": "„{file}” nu poate fi scris: {reason}."},
}
SEVERAL = "; "


def judged(lesson: Lesson) -> dict[str, Exercise]:
    """The exercises with one right answer, in the order of the lesson: numbers, tables, letters."""
    found = {id: find(id) for id in lesson.asked}
    return {id: one for id, one in found.items()
            if isinstance(one, Number | Table | Choice | Ordering) and not isinstance(one, Guess)}


def right(exercise: Exercise, case: Case) -> dict[str, Any]:
    """The right answer: by "", or by row where the answer is a column."""
    if isinstance(exercise, Table):
        return {key: Amount(value, exercise.kind) for key, value in exercise.reference(case).items()}
    if isinstance(exercise, Number):
        return {"": Amount(exercise.reference(case), exercise.kind)}
    letters = answers.letters(exercise.shown(case))
    wanted = exercise.right(case) if isinstance(exercise, Ordering) else exercise.right
    return {"": "".join(letters[key] for key in wanted)}


def own_numbers(exercise: Exercise, case: Case) -> str:
    """What this student is given and others are not, in words."""
    return SEVERAL.join(f"{_called(exercise, name)}: {_written(case, name)}" for name, value in exercise.given.items()
                        if any(isinstance(one, Vary) for one in (value if isinstance(value, tuple) else (value,))))


def _called(exercise: Exercise, name: str) -> str:
    lines = {} if exercise.sheet is None else {line.name: line.label for line in exercise.sheet.lines}
    return _(lines[name]) if name in lines else name


def _written(case: Case, name: str) -> str:
    value = case.value(name)
    if not isinstance(value, pd.Series):
        return case.written(name)
    return ", ".join(f"{key} {WRITTEN[case.kinds[name]](one)}" for key, one in value.items())


def tables(lesson: Lesson, students: list[str], words: dict[str, str]) -> tuple[list[list], list[list]]:
    """The right answers, one row a student; and the numbers, one row a student and exercise."""
    exercises, titles = judged(lesson), lesson.titles
    wide, long = [], [[words[key] for key in ("name", "title", "exercise", "numbers", "answer", "question")]]
    for student in ["", *students]:
        cases = {id: one.case(id, student) for id, one in exercises.items()}
        found = {id: right(one, cases[id]) for id, one in exercises.items()}
        name = student or words["common"]
        wide.append([name, f"for_student({_quoted(student)})" if student else "for_student(None)",
                     *(value for row in found.values() for value in row.values())])
        for id, one in exercises.items():
            shown = SEVERAL.join(f"{key}: {_said(value)}".removeprefix(": ") for key, value in found[id].items())
            long.append([name, titles.get(id, ""), id, own_numbers(one, cases[id]), shown,
                         plain(cases[id].say(one.ask))])
    return [[words["name"], words["call"], *_heads(exercises)], *wide], long


def _heads(exercises: dict[str, Exercise]) -> Iterator[str]:
    for id, one in exercises.items():
        unit = f" ({answers.unit_label(one.unit)})" if isinstance(one, Number | Table) and one.kind != "percent" else ""
        yield from (f"{id}[{key}]{unit}" for key in one.rows) if isinstance(one, Table) else [f"{id}{unit}"]


def _said(value: Any) -> str:
    return WRITTEN[value.kind](value.value) if isinstance(value, Amount) else value


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def make(path: Path, stems: list[str], language: str, target: Path) -> Iterator[str]:
    """Write the files of the lessons; gives what to say about each.

    Raises:
        names.Trouble: the list gives no names, a lesson is unknown, or a file cannot be written.
    """
    words = WORDS[language]
    use(language)
    students, said = names.read(path, language)
    yield from said
    every = {one.path.stem: one for edition in (SOURCE_LANGUAGE, language) for one in lessons(f"{edition}/*.ipynb")}
    for stem in stems or every:
        if stem not in every:
            raise names.Trouble(words["lesson"].format(lesson=stem))
        answers_of_all, long = tables(every[stem], students, words)
        file = target / language / f"{stem}.xlsx"
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            spreadsheet.write_xlsx(file, {words["answers"]: answers_of_all, words["numbers"]: long})
            spreadsheet.write_csv(file.with_suffix(".csv"), long)
        except OSError as error:
            raise names.Trouble(words["unwritable"].format(file=file.name, reason=error.strerror)) from error
        shown = file.relative_to(ROOT) if file.is_relative_to(ROOT) else file
        yield words["written"].format(lesson=stem, count=len(students), exercises=len(judged(every[stem])),
                                      file=shown.as_posix())


UNNAMED = ("Which class? Name the file with the students' names, and the lesson: "
           'make classlist ARGS="class/names.csv 03_acquisition"')


def main(arguments: list[str]) -> int:
    """Make the tables; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", type=Path, help="the class list: .txt, .csv or .xlsx")
    parser.add_argument("lessons", nargs="*", help="stems of lessons; none means all")
    parser.add_argument("--language", choices=LANGUAGES, default=SOURCE_LANGUAGE)
    if not arguments:
        print(UNNAMED, file=sys.stderr)
        return 2
    options = parser.parse_intermixed_args(arguments)
    try:
        for sentence in make(options.names, options.lessons, options.language, PUBLISHED / "classlist"):
            print(sentence)
    except names.Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
