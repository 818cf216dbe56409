"""The lecturer's edition of every lesson and the course plan, from the lessons' own headers, notes and exercises.

    make lecturer                       every lesson, every edition, and the course plan
    make lecturer ARGS=03_acquisition   one lesson, and the course plan

HTML pages of one file each, and each as a PDF where there is a browser that prints.
"""

from __future__ import annotations

import sys

from markupsafe import Markup

from crmlessons import words
from publishing import document, pages, plan, printing, sittings
from publishing.lesson import ASKED, BLANK, PLANS, PUBLISHED, REVEALED, Cell, Lesson, chosen
from publishing.questions import Question

FOLDER = PUBLISHED / "lecturer"
WORDS = {
    "en": {
        "edition": "Lecturer's edition", "question": "The question", "objectives": "Students will be able to",
        "before": "They need before", "minutes": "Minutes", "section": "Section", "whole": "Whole lesson",
        "class": "{plan} minutes", "left": "left for questions", "planned": "planned", "cuts": "What to cut",
        "skip": "left out", "notes": "Notes", "min": "min", "clock": "clock", "all": "all of it", "remark": "Remark",
        "answer": "Answer", "hints": "Hints", "meaning": "What it means",
        "slips": "Common wrong answers", "brought": "answer", "said": "what is said to it",
        "slips_note": "With the common numbers. A wrong sign, a factor of a hundred and a rounding that went too far "
                      "are recognised in every number as well.",
    },
    "ro": {
        "edition": "Ediția profesorului", "question": "Întrebarea", "objectives": "Studenții vor ști",
        "before": "Le trebuie înainte", "minutes": "Minute", "section": "Secțiunea", "whole": "Toată lecția",
        "class": "{plan} de minute", "left": "rămân pentru întrebări", "planned": "planificate", "cuts": "Ce se taie",
        "skip": "se sare", "notes": "Note", "min": "min", "clock": "ceasul", "all": "în întregime",
        "remark": "Observație", "answer": "Răspunsul", "hints": "Indicii", "meaning": "Ce înseamnă",
        "slips": "Răspunsuri greșite obișnuite", "brought": "răspunsul", "said": "ce i se spune",
        "slips_note": "Cu numerele comune. Semnul greșit, factorul de o sută și rotunjirea prea mare sunt recunoscute "
                      "la orice număr.",
    },
}


def edition(lesson: Lesson) -> str:
    """The lecturer's edition of one lesson, as one HTML page."""
    words.use(lesson.language)
    say = WORDS[lesson.language]
    title = f"{lesson.path.stem[:2]} · {lesson.header.title}"
    starts = {section.id: section for section in lesson.sections}
    blocks = [_block(cell, starts) for cell in lesson.cells[1:]]
    rows = sittings.timed(lesson)
    return document.filled(
        "lecturer.html", language=lesson.language, say=say, title=title, running=f"{say['edition']} · {title}",
        lesson=lesson, notes=lesson.cells[0].crm.get("notes", ""), remarks=lesson.cells[0].crm.get("cut", {}),
        plans=sorted(PLANS, reverse=True), rows=rows, cuts=[row for row in rows if _is_cut(row[1])],
        total=sittings.total, blocks=[block for block in blocks if block])


def _is_cut(stretches: list[sittings.Stretch]) -> bool:
    """Whether a section is cut, or left out, in any plan."""
    return any(stretch.cut or not stretch.minutes for stretch in stretches)


def _block(cell: Cell, starts: dict) -> dict:
    """A cell as the template shows it: its heading, its minutes, its notes, its text, its exercise."""
    head, _, rest = cell.source.partition("\n") if cell.source.startswith("#") else ("", "", cell.source)
    section = starts.get(cell.id)
    asked = ASKED.search(cell.source) if cell.kind == "code" else None
    block = {"heading": head if cell.kind == "markdown" else "", "section": section,
             "notes": cell.crm.get("notes", ""), "question": Question(asked[1]) if asked else None, "body": Markup()}
    if cell.kind == "markdown":
        block["body"] = document.prose(document.FOLDED.sub(r"**\1**\2", rest))
    elif not asked and not BLANK.search(cell.source):
        output = "" if REVEALED.search(cell.source) else pages.shown(cell)  # it says that nobody has guessed yet
        block["body"] = Markup(document.unlinked(pages.code(cell.source) + output))
    return block if any(block.values()) else {}


def main(names: list[str]) -> int:
    """Make the editions of the lessons with these stems, all without a stem, and the course plans; the exit code."""
    return printing.products(FOLDER, chosen(names), edition, plan.NAME, plan.page)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
