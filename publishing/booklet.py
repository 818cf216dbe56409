"""The booklet of formula cards: for each lesson the sheets and formulas that its card shows, with units."""

from __future__ import annotations

import ast
from importlib import import_module
from typing import NamedTuple

from markupsafe import Markup

from crmlessons import units, words
from crmlessons.formula import Formula
from crmlessons.worksheet import Worksheet
from publishing import document, pages
from publishing.lesson import Lesson

NAME = "formula-cards.html"
WORDS = {
    "en": {"title": "Formula cards", "letter": "Letter", "meaning": "Meaning", "unit": "Unit", "formula": "Formula",
           "given": "given", "more": "Further formulas",
           "intro": "A letter means the same within one table, and may mean something else in the next."},
    "ro": {"title": "Fișe cu formule", "letter": "Litera", "meaning": "Înțelesul", "unit": "Unitatea",
           "formula": "Formula", "given": "se dă", "more": "Alte formule",
           "intro": "O literă înseamnă același lucru într-un tabel; în următorul poate însemna altceva."},
}


class Row(NamedTuple):
    """One line of a card; an input has no formula, a formula beside the sheet no unit."""

    letter: Markup
    meaning: str
    unit: str
    formula: Markup


class Table(NamedTuple):
    """The lines of one sheet with their units, or the formulas that stand beside it, which declare none."""

    title: str
    units: bool
    rows: list[Row]


def page(lessons: list[Lesson]) -> str:
    """The cards of the lessons of one language, as one HTML page."""
    language = lessons[0].language
    words.use(language)
    say = WORDS[language]
    cards = [(lesson, tables) for lesson in lessons if (tables := card(lesson))]
    return document.filled("cards.html", language=language, say=say, title=say["title"], running=say["title"],
                           cards=cards)


def card(lesson: Lesson) -> list[Table]:
    """The tables of a lesson's card; none where it has no card."""
    calls = [node for cell in lesson.code if cell.id.startswith("card") for node in ast.walk(ast.parse(cell.source))
             if isinstance(node, ast.Call) and ast.unparse(node.func) == "views.formulas"]
    return [_table(_named(ast.unparse(given)), lesson.language) for call in calls for given in call.args]


def _named(name: str) -> Worksheet | tuple[Formula, ...]:
    """What a lesson calls ``acquisition.SHEET``."""
    module, _, attribute = name.partition(".")
    return getattr(import_module(f"crmlessons.{module}"), attribute)


def _table(declared: Worksheet | tuple[Formula, ...], language: str) -> Table:
    if isinstance(declared, Worksheet):
        return Table(words.gettext(declared.title), True, [
            Row(_maths(line.letter), words.gettext(line.label), units.label(line.unit),
                Markup() if line.is_input else _maths(declared.latex(line.letter)))
            for line in declared.lines])
    return Table(WORDS[language]["more"], False, [
        Row(_maths(one.left) if one.left else Markup(), words.gettext(one.label), "",
            _maths(f"{one.left} = {one.latex}" if one.left else one.latex)) for one in declared])


def _maths(latex: str) -> Markup:
    return Markup(pages.maths(latex))
