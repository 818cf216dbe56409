"""The exercises of the lessons as question banks for Moodle: one XML file a lesson and language.

    make moodle                                         every lesson, 20 variants of each exercise
    make moodle ARGS="03_acquisition --variants 40"     one lesson

The files lie in published/moodle/<language>. They hold a category a lesson and in it one an exercise; the variants of
an exercise have the numbers of ``for_student("variant 1")`` and so on, and those with numbers of an earlier one are
left out. Guesses are not exported: no guess is wrong.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from crmlessons import use
from crmlessons.exercises.engine import Guess
from crmlessons.exercises.engine.finding import find
from crmlessons.words import LANGUAGES
from publishing import moodle_xml as xml
from publishing.lesson import NOTEBOOKS, PUBLISHED, ROOT, SOURCE_LANGUAGE, Lesson, chosen
from publishing.moodle_questions import content, said

VARIANTS = 20


def variants(id: str, count: int) -> list[str]:
    """The questions of one exercise, no two with the same numbers; one where it is the same for everybody."""
    exercise = find(id)
    students = [f"variant {number}" for number in range(1, count + 1)] if exercise.personal else [""]
    different = dict.fromkeys(content(exercise, exercise.case(id, student)) for student in students)
    numbers = [f" {number:02d}" for number in range(1, len(different) + 1)] if exercise.personal else [""]
    return [xml.question(kind, f"{id}{number}", f"{id}{number}".replace(" ", "."), told, body)
            for number, (kind, told, body) in zip(numbers, different, strict=True)]


def bank(lesson: Lesson, language: str, count: int) -> str:
    """The file of a lesson in a language: its exercises in the order in which the lesson asks them."""
    use(language)
    edition = Lesson(NOTEBOOKS / language / lesson.path.name)
    title = f"{lesson.path.stem[:2]} · {edition.header.title}" if edition.path.exists() else lesson.path.stem
    parts = []
    for id in lesson.asked:
        if isinstance(find(id), Guess):
            continue
        made = variants(id, count)
        info = said("variants", count=len(made)) if find(id).personal else said("one")
        parts.append(xml.category((f"crmlessons ({language})", title, id), info, f"crmlessons.{id}.{language}"))
        parts += made
    return '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "".join(parts) + "</quiz>\n"


def write(stems: list[str], count: int, folder: Path = PUBLISHED / "moodle") -> list[Path]:
    """Make the files; where they are."""
    made = []
    for lesson in chosen(stems, f"{SOURCE_LANGUAGE}/*.ipynb"):
        for language in LANGUAGES:
            path = folder / language / f"{lesson.path.stem}.xml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(bank(lesson, language, count).encode())
            made.append(path)
    return made


def several(text: str) -> int:
    """A number of variants.

    Raises:
        ArgumentTypeError: it is no whole number from 1 on.
    """
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"the number of variants is a whole number from 1 on, not {text!r}")
    return int(text)


def main(arguments: list[str]) -> int:
    """Make the question banks; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stems", nargs="*", help="stems of lessons; none means all")
    parser.add_argument("--variants", type=several, default=VARIANTS, help="variants of each exercise (20)")
    options = parser.parse_args(arguments)
    for path in write(options.stems, options.variants):
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
