"""What of a lesson's cells comes on slides, in pieces that a slide can end after.

What is left to the lesson in JupyterLab: the set-up, cells to be answered and how to type into them, solutions. Answers
that a lesson folds away become notes for the lecturer.
"""

from __future__ import annotations

import html
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from copy import copy
from io import BytesIO

import numpy as np
from bs4 import BeautifulSoup, Tag
from PIL import Image

from publishing import pages
from publishing.lesson import ANSWERED, ASKED, BLANK, PLANS, Cell, Lesson

PICTURE = 1200, 590  # the pixels that a picture may fill on a slide of 1280 × 720
TALL = 0.75  # a picture that would have to be made smaller than this is cut in two
WIDE = 1.8  # width by height from which on a picture needs the whole width of a slide
EXPLORER = re.compile(r"\bviews\.explore\w*\(")
RETOLD = re.compile(r"""\b(?:ask|reveal)\(["']([\w.]+)["']""")
SOLVED = re.compile(r"\bsolution\(")
TYPED = re.compile(r"(?:check|guess)\(")
WORDS = {
    "en": {
        "minutes": "Minutes for this part: {}",
        "plan": "In a class of {} minutes: {}",
        "skip": "left out",
        "moves": "In JupyterLab this moves: there you set the values yourself.",
        "lower": "lower part",
    },
    "ro": {
        "minutes": "Minute pentru această parte: {}",
        "plan": "La o oră de {} de minute: {}",
        "skip": "se sare",
        "moves": "În JupyterLab figura se mișcă: acolo alegi chiar tu valorile.",
        "lower": "partea de jos",
    },
}


def left_out(cells: list[Cell], place: int) -> bool:
    """Whether the cell at this place stays in the notebook."""
    cell, around = cells[place], [*cells[place - 1 : place], *cells[place + 1 : place + 2]]
    if cell.kind == "code":
        return cell.id == "setup" or cell.slide == "skip" or _is_to_answer(cell)
    between = len(around) == 2 and ASKED.search(around[0].source) and _is_to_answer(around[1])
    return cell.slide == "skip" or bool(between)  # between question and answer stands how to type


def _is_to_answer(cell: Cell) -> bool:
    return bool(ANSWERED.search(cell.source) and BLANK.search(cell.source))


def blocks(lesson: Lesson, cell: Cell) -> list[Tag]:
    """The pieces of a cell that come on slides, its notes for the lecturer in front."""
    page = _code(lesson, cell) if cell.kind == "code" else _page(pages.prose(cell.source))
    for part in page.select("a.anchor-link, p:has(> a[href*=mybinder])"):  # marks and the header's line of links
        part.decompose()
    for link in page.find_all("a", href=re.compile(r"^(?!https?:)")):  # leads to a notebook
        link.unwrap()
    for part in page.find_all("section"):  # reveal.js takes every section for a slide
        part.name = "div"
    folded = [part.extract() for part in page.find_all("details")]
    pieces = [part for part in page.children if isinstance(part, Tag)]
    if cell.slide == "notes":
        folded, pieces = [*pieces, *folded], []
    return [*notes(lesson, cell, folded), *pieces]


def _page(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


def notes(lesson: Lesson, cell: Cell, folded: Sequence[Tag] = ()) -> list[Tag]:
    """The lecturer's notes of a cell: its minutes and cuts, what its metadata say, and what the lesson folds away."""
    parts = [f"<p><strong>{html.escape(line)}</strong></p>" for line in _minutes(lesson, cell)]
    parts += [f"<p>{html.escape(cell.crm['notes'])}</p>"] if cell.crm.get("notes") else []
    parts += [f"<div>{part.decode_contents()}</div>" for part in folded]
    return [_page(f'<aside class="notes">{"".join(parts)}</aside>').aside] if parts else []


def _minutes(lesson: Lesson, cell: Cell) -> Iterator[str]:
    """The minutes of the section that the cell begins: of all of it, and what of it each shorter class has time for."""
    say = WORDS[lesson.language]
    section = next((one for one in lesson.sections if one.id == cell.id and one.minutes), None)
    if not section:
        return
    yield say["minutes"].format(section.minutes)
    for plan in sorted(PLANS, reverse=True):
        kept, cut = section.kept(plan), section.cut(plan)
        yield say["plan"].format(plan, ". ".join(filter(None, [str(kept), cut])) if kept else say["skip"])


def _code(lesson: Lesson, cell: Cell) -> BeautifulSoup:
    """A code cell: a question alone, or the code with what it shows; a picture stands for itself."""
    if RETOLD.search(cell.source):
        return _question(lesson, RETOLD.search(cell.source)[1])
    outputs = _page("" if SOLVED.search(cell.source) else pages.shown(cell))
    for picture in outputs.find_all("img"):
        for piece in _cut(lesson, picture):
            _enlarge(piece)
    if EXPLORER.search(cell.source):
        return _explorer(lesson, outputs)
    whole = _page(f'<div class="unit">{_in_lines(cell.source)}</div>')
    for output in outputs.find_all("div", class_="output", recursive=False):
        (whole if output.find("img") else whole.div).append(output.extract())
    return whole


def _in_lines(source: str) -> str:
    """Coloured code with a box for every line, so that one too long for the slide goes on further in.

    Lines within brackets begin at the eighth place at most: slides are narrower than notebooks.
    """
    code = pages.code(re.sub(r"^( {8}) +", r"\1", source, flags=re.MULTILINE))
    return re.sub(r"(?s)<pre>(.*)\n</pre>", lambda found: "<pre>" + "".join(
        f'<span class="line">{line}</span>' for line in found[1].split("\n")) + "</pre>", code)


def _question(lesson: Lesson, name: str) -> BeautifulSoup:
    """A question as its cell shows it, without its id and without what to type."""
    page = _page(pages.shown(next(cell for cell in lesson.code if name in ASKED.findall(cell.source))))
    for line in page.find_all("p"):
        first = line.find(True)
        if line.get_text().endswith(name) or (first and first.name == "code" and TYPED.match(first.get_text())):
            line.decompose()
    return page


def _explorer(lesson: Lesson, outputs: BeautifulSoup) -> BeautifulSoup:
    """An explorer's static twin: picture and caption, side by side where there is room; that it moves; its table."""
    moves = _page(f'<p class="moves">{WORDS[lesson.language]["moves"]}</p>').p
    picture, caption = outputs.find("img"), outputs.find("p", role="status")
    if picture and int(picture["width"]) > WIDE * int(picture["height"]):
        picture.insert_after(moves)
    elif picture and caption:
        beside = _page('<div class="beside"><div></div></div>').div
        beside.div.extend([caption.extract(), moves])
        beside.insert(0, picture.extract())
        outputs.insert(0, beside)
    else:
        outputs.insert(0, moves)
    return outputs


def _cut(lesson: Lesson, picture: Tag) -> list[Tag]:
    """A picture too tall to be read at the height of a slide as two, cut where least is drawn; else the picture."""
    if PICTURE[1] / int(picture["height"]) >= TALL:
        return [picture]
    whole = Image.open(BytesIO(b64decode(picture["src"].partition(",")[2])))
    ink = 255 - np.asarray(whole.convert("L"), dtype=int)
    first = round(0.4 * whole.height)
    row = first + int(ink[first : round(0.6 * whole.height)].sum(axis=1).argmin())
    lower = copy(picture)
    lower["alt"] = f"{picture['alt']} ({WORDS[lesson.language]['lower']})"
    picture.insert_after(lower)
    for piece, (top, bottom) in ((picture, (0, row)), (lower, (row, whole.height))):
        file = BytesIO()
        whole.crop((0, top, whole.width, bottom)).save(file, "png")
        piece["src"] = f"data:image/png;base64,{b64encode(file.getvalue()).decode()}"
        piece["width"], piece["height"] = whole.width, bottom - top
    return [picture, lower]


def _enlarge(picture: Tag) -> None:
    """Let a picture fill the slide, in its own proportions."""
    width, height = int(picture["width"]), int(picture["height"])
    scale = min(PICTURE[0] / width, PICTURE[1] / height)
    picture["width"], picture["height"] = round(width * scale), round(height * scale)
    del picture["style"]
