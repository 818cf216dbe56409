"""A printable handout of every lesson, with room to write, and one booklet of all formula cards.

    make handout                       every lesson, every edition, and the booklets
    make handout ARGS=03_acquisition   one lesson, and the booklets

Sliders are replaced by their tables, exercises have room to write, and nothing that answers a question is printed: the
outputs of guess, check, hint and solution are left out, and so is what stands folded in the lesson. A cell whose
metadata say ``"handout": "leave"`` is left out; ``"open"`` prints what is folded in it, because it answers nothing.
"""

from __future__ import annotations

import re
import sys
from itertools import zip_longest

from markupsafe import Markup

from crmlessons import words
from publishing import booklet, document, pages, printing
from publishing.lesson import ASKED, BLANK, PUBLISHED, REVEALED, Cell, Lesson, chosen
from publishing.questions import Question

FOLDER = PUBLISHED / "handout"
CALLS = re.compile(r"\b(?:check|guess|hint|solution|for_student)\(")  # what they show gives an answer away
NUMBERED = re.compile(r"^\d+\. ", re.MULTILINE)
WORDS = {
    "en": {
        "name": "Name", "date": "Date", "question": "The question", "objectives": "You will be able to",
        "minutes": "{reading} minutes reading, {exercises} minutes exercises", "answer": "Answer", "guess": "My guess",
        "calculation": "Calculation", "because": "Because", "order": "Order",
        "true": "The true number, when you know it", "room": "Room for your answers",
        "author": "From the course “The economics of customers”. Texts: CC BY 4.0.",
    },
    "ro": {
        "name": "Nume", "date": "Data", "question": "Întrebarea", "objectives": "La sfârșit vei ști",
        "minutes": "citit: {reading} min, exerciții: {exercises} min", "answer": "Răspuns", "guess": "Ghicesc",
        "calculation": "Calcul", "because": "Fiindcă", "order": "Ordinea", "true": "Numărul adevărat, când îl afli",
        "room": "Loc pentru răspunsurile tale", "author": "Din cursul „Economia clienților”. Texte: CC BY 4.0.",
    },
}


def page(lesson: Lesson) -> str:
    """The handout of one lesson, as one HTML page."""
    words.use(lesson.language)
    title = f"{lesson.path.stem[:2]} · {lesson.header.title}"
    cells = printed(lesson)
    blocks = [_block(cell, after) for cell, after in zip_longest(cells, cells[1:])]
    return document.filled("handout.html", language=lesson.language, say=WORDS[lesson.language], title=title,
                           running=title, lesson=lesson, blocks=blocks)


def printed(lesson: Lesson) -> list[Cell]:
    """The cells that go to paper: all but the header, the set-up, and those marked to be left out."""
    return [cell for cell in lesson.cells[1:] if cell.id != "setup" and cell.crm.get("handout") != "leave"]


def _block(cell: Cell, after: Cell | None) -> dict:
    """A cell as the template shows it: prose in parts with room between them, a question, or code and what it shows.

    Prose before a question ``leads`` to it: they stay on one page.
    """
    leads = bool(after and ASKED.search(after.source))
    block: dict = {"parts": [], "leads": leads, "question": None, "reveals": False, "body": Markup()}
    if cell.kind == "markdown":
        block["parts"] = _parts(cell)
        return block
    asked = ASKED.search(cell.source)
    block["question"] = Question(asked[1]) if asked else None
    block["reveals"] = bool(REVEALED.search(cell.source))
    if not asked and not block["reveals"] and not BLANK.search(cell.source):
        shown = "" if CALLS.search(cell.source) else pages.shown(cell)
        block["body"] = Markup(document.unlinked(pages.code(cell.source) + shown))
    return block


def _parts(cell: Cell) -> list[tuple[Markup, int]]:
    """The text in parts, after each the number of questions whose folded answers are left out there."""
    if cell.crm.get("handout") == "open":
        return [(document.prose(document.FOLDED.sub(r"**\1**\2", cell.source)), 0)]
    text, *rest = document.FOLDED.split(cell.source)  # text, then for each fold: its title, its answers, text
    texts, answers = [text, *rest[2::3]], rest[1::3]
    rooms = [max(1, len(NUMBERED.findall(answer))) for answer in answers]
    return [(document.prose(text), room) for text, room in zip(texts, [*rooms, 0], strict=True)]


def main(names: list[str]) -> int:
    """Make the handouts of the lessons with these stems, all without a stem, and the booklets; the exit code."""
    return printing.products(FOLDER, chosen(names), page, booklet.NAME, booklet.page)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
