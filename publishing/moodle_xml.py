"""Pieces of a Moodle XML file: texts in CDATA, blocks of an exercise as HTML, numbers, answers.

The format is described at https://docs.moodle.org/en/Moodle_XML_format; Moodle reads it in
``question/format/xml/format.php``.
"""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from crmlessons.exercises.engine.panel import CODE, Block, Grid, Items, Quote

ROW_HEAD = '<th scope="row" style="text-align:left;font-weight:normal">'


@dataclass(frozen=True)
class Answer:
    """A number that a question knows: what it is worth (100 or 0 per cent) and what is said to whom gives it."""

    value: float
    tolerance: float
    fraction: int
    feedback: str

    def meets(self, other: Answer) -> bool:
        """True where one of the two lies within the tolerance of the other: Moodle could not tell them apart."""
        return abs(self.value - other.value) <= max(self.tolerance, other.tolerance)


def told_apart(candidates: Iterable[Answer]) -> list[Answer]:
    """The answers in their order, without those that are undefined or that an earlier one already catches."""
    kept: list[Answer] = []
    for one in candidates:
        if math.isfinite(one.value) and not any(one.meets(other) for other in kept):
            kept.append(one)
    return kept


def decimals(value: float, digits: int = 10) -> str:
    """A number as Moodle stores it: decimal point, no exponent, so many digits that count."""
    return f"{Decimal(f'{value + 0.0:.{digits}g}'):f}"


def inline(text: str) -> str:
    """Plain text as HTML; words between backticks are code."""
    return CODE.sub(r"<code>\1</code>", html.escape(text, quote=False))


def blocks(parts: Iterable[Block]) -> str:
    """What an exercise says, as HTML that stands in any theme of Moodle."""
    return "".join(map(_block, parts))


def _block(block: Block) -> str:
    if isinstance(block, Items):
        rows = "".join(f"<li>{inline(mark)} {inline(text)}</li>" for mark, text in block.rows)
        return f'<ul style="list-style:none">{rows}</ul>'
    if isinstance(block, Grid):
        return table(map(inline, block.header), [list(map(inline, row)) for row in block.rows])
    if isinstance(block, Quote):
        return f"<blockquote>{html.escape(block.text, quote=False)}</blockquote>"
    return f"<p>{inline(block)}</p>"


def table(header: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already; the first cell of a row heads it."""
    corner, *columns = header
    head = f"<td>{corner}</td>" + "".join(f'<th scope="col">{cell}</th>' for cell in columns)
    body = "".join(f"<tr>{ROW_HEAD}{first}</th>" + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"
                   for first, *rest in rows)
    return f'<table class="table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def text(content: str) -> str:
    """The element that holds HTML."""
    return f"<text><![CDATA[{content.replace(']]>', ']]]]><![CDATA[>')}]]></text>"


def element(tag: str, content: str) -> str:
    """An element with HTML in it, one line of the file."""
    return f'    <{tag} format="html">{text(content)}</{tag}>\n'


def fields(**values: object) -> str:
    """One line for each plain element."""
    return "".join(f"    <{tag}>{escape(str(value))}</{tag}>\n" for tag, value in values.items())


def numerical_answer(answer: Answer) -> str:
    """An answer of a numerical question; Moodle takes the first one within whose tolerance a response lies."""
    return (f'    <answer fraction="{answer.fraction}" format="moodle_auto_format">\n'
            f"      <text>{decimals(answer.value)}</text>\n"
            f'      <feedback format="html">{text(inline(answer.feedback))}</feedback>\n'
            f"      <tolerance>{decimals(answer.tolerance, 6)}</tolerance>\n    </answer>\n")


def option(fraction: str, content: str, feedback: str = "") -> str:
    """An option of a choice, or an item of an order (whose fraction is its place)."""
    return (f'    <answer fraction="{fraction}" format="html">\n      {text(inline(content))}\n'
            f'      <feedback format="html">{text(inline(feedback))}</feedback>\n    </answer>\n')


def gap(answers: Iterable[Answer]) -> str:
    """A number to fill in within a text, in the notation of Moodle's embedded answers."""
    said = "~".join(f"%{one.fraction}%{decimals(one.value)}:{decimals(one.tolerance, 6)}#{_in_gap(one.feedback)}"
                    for one in answers)
    return "{1:NUMERICAL:" + said + "}"


def _in_gap(feedback: str) -> str:
    plain = html.escape(CODE.sub(r"\1", feedback), quote=False)
    return "".join(f"\\{letter}" if letter in "~}#" else letter for letter in plain)


def question(kind: str, name: str, idnumber: str, told: Sequence[str], body: str) -> str:
    """A question: its text, what is said when it is over, then what belongs to its kind, then the hints."""
    asked, over, *hints = told
    mark = "" if kind == "cloze" else fields(defaultgrade=1)  # there each gap has its own
    return (f'  <question type="{kind}">\n    <name><text>{escape(name)}</text></name>\n'
            + element("questiontext", asked) + element("generalfeedback", over) + mark
            + fields(penalty="0.3333333", hidden=0, idnumber=idnumber) + body
            + "".join(element("hint", hint) for hint in hints) + "  </question>\n")


def category(path: Iterable[str], info: str, idnumber: str) -> str:
    """The category of the questions that follow, below the course's question bank."""
    names = "/".join(["$course$", "top", *(name.replace("/", "//") for name in path)])
    return (f'  <question type="category">\n    <category><text>{escape(names)}</text></category>\n'
            + element("info", info) + fields(idnumber=idnumber) + "  </question>\n")
