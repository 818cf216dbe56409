"""The course plan of one language: sessions, and for each lesson objectives, prerequisites, minutes and materials."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from publishing import document, sittings
from publishing.lesson import PUBLISHED, ROOT, Lesson

NAME = "course-plan.html"
WORDS = {
    "en": {
        "title": "Course plan",
        "intro": "{lessons} lessons in {sessions} sessions of at most {longest} minutes, {minutes} minutes altogether. "
                 "Minutes are those of reading and exercises; leave room for questions. For classes of 45 or 90 "
                 "minutes the lecturer's edition of each lesson says what to cut.",
        "session": "Session", "lesson": "Lesson", "parts": "What is done", "minutes": "Minutes",
        "read": "{reading} minutes reading, {exercises} minutes exercises", "question": "Question",
        "objectives": "Students will be able to", "before": "They need before", "materials": "Materials",
        "notebook": "notebook", "binder": "in Binder", "slides": "slides", "handout": "handout (PDF)",
        "edition": "lecturer's edition", "cards": "formula cards of all lessons (PDF)",
        "unmade": "{what}, which {command} makes", "sessions": "Sessions",
    },
    "ro": {
        "title": "Planul cursului",
        "intro": "Număr de lecții: {lessons}. Număr de ședințe de cel mult {longest} de minute: {sessions}. Minute cu "
                 "totul: {minutes}, de citit și de exerciții; lăsați loc pentru întrebări. Pentru ore de 45 sau de 90 "
                 "de minute, ediția profesorului spune la fiecare lecție ce se taie.",
        "session": "Ședința", "lesson": "Lecția", "parts": "Ce se face", "minutes": "Minute",
        "read": "citit: {reading} min, exerciții: {exercises} min", "question": "Întrebarea",
        "objectives": "Studenții vor ști", "before": "Le trebuie înainte", "materials": "Materiale",
        "notebook": "notebook", "binder": "în Binder", "slides": "prezentare", "handout": "foaia de lucru (PDF)",
        "edition": "ediția profesorului", "cards": "fișele cu formule ale tuturor lecțiilor (PDF)",
        "unmade": "{what}, cu comanda {command}", "sessions": "Ședințele",
    },
}


class Session(NamedTuple):
    """One meeting of the class: its number, its lesson, which part of how many, what is done, how long."""

    number: int
    lesson: Lesson
    part: int
    parts: int
    done: list[str]
    minutes: int


class Material(NamedTuple):
    """Something to use in class: its words, and its address; without an address the words say what makes it."""

    words: str
    link: str


def sessions(lessons: list[Lesson]) -> list[Session]:
    """The sittings of all lessons, numbered through."""
    found = []
    for lesson in lessons:
        parts = sittings.sittings(lesson)
        for part, sections in enumerate(parts, 1):
            done = [section.title for section in sections if section.minutes]
            minutes = sum(section.minutes for section in sections)
            found.append(Session(len(found) + 1, lesson, part, len(parts), done, minutes))
    return found


def materials(lesson: Lesson, folder: Path) -> list[Material]:
    """What there is to a lesson, with addresses as seen from ``folder``."""
    stem, language, say = lesson.path.stem, lesson.language, WORDS[lesson.language]
    made = [("slides", PUBLISHED / "slides" / language / f"{stem}.html", "make slides"),
            ("handout", PUBLISHED / "handout" / language / f"{stem}.pdf", "make handout"),
            ("edition", folder / f"{stem}.html", "make lecturer"),
            ("cards", PUBLISHED / "handout" / language / "formula-cards.pdf", "make handout")]
    found = [Material(say["notebook"], _seen(lesson.path, folder))]
    binder = document.BINDER.search(lesson.cells[0].source)
    if binder:
        found.append(Material(say["binder"], binder[1]))
    for key, path, command in made:
        there = path.exists() or key == "edition"  # it is made in the same breath
        found.append(Material(say[key], _seen(path, folder)) if there else
                     Material(say["unmade"].format(what=say[key], command=command), ""))
    return found


def _seen(path: Path, folder: Path) -> str:
    """The address of a file as seen from a folder of the course."""
    up = len(folder.relative_to(ROOT).parts)
    return "../" * up + path.relative_to(ROOT).as_posix()


def page(lessons: list[Lesson]) -> str:
    """The plan of the lessons of one language, as one HTML page."""
    language = lessons[0].language
    say, planned = WORDS[language], sessions(lessons)
    folder = PUBLISHED / "lecturer" / language
    intro = say["intro"].format(lessons=len(lessons), sessions=len(planned), longest=sittings.LONGEST,
                                minutes=sum(session.minutes for session in planned))
    return document.filled("plan.html", language=language, say=say, title=say["title"], running=say["title"],
                           intro=intro, sessions=planned, lessons=lessons,
                           materials={lesson: materials(lesson, folder) for lesson in lessons})
