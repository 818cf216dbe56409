"""Make slides from the lessons: reveal.js, without a network, cut by the notebooks' slide tags.

    make slides                         every lesson, every edition
    make slides ARGS=03_acquisition     one lesson

A slide holds what a screen holds: the page itself measures at its start, where it is shown, and goes on upon a next
slide where the first is full (assets/slides.js). What is left to the lesson in JupyterLab: cells to be answered, how to
type, solutions; answers that are folded away in the lesson become speaker notes.
"""

from __future__ import annotations

import argparse
import html
import re
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from publishing import pages
from publishing.lesson import ANSWERED, ASKED, BLANK, PUBLISHED, ROOT, Cell, Lesson, lessons

FOLDER = PUBLISHED / "slides"
ASSETS = Path(__file__).parent / "assets"
OWN = ("slides.css", "slides.js")
REVEAL = {  # where it lies in the installed package: where it goes
    "LICENSE": "LICENSE",
    "dist/reset.css": "reset.css",
    "dist/reveal.css": "reveal.css",
    "dist/reveal.js": "reveal.js",
    "dist/theme/white-contrast.css": "theme/white-contrast.css",
    "dist/theme/fonts/source-sans-pro": "theme/fonts/source-sans-pro",
    "plugin/notes/notes.js": "notes.js",
}
PICTURE = 1200, 590  # pixels that a picture may fill on a slide of 1280 × 720
EXPLORER = re.compile(r"\bviews\.(?:explore\w*|checklist)\(")
RETOLD = re.compile(r"""\breveal\(["']([\w.]+)["']""")
SOLVED = re.compile(r"\bsolution\(")
HEADING = re.compile(r"^#{1,6} ")

WORDS = {
    "en": {
        "continued": "continued",
        "minutes": "Minutes for this part: {}",
        "moves": "In JupyterLab this moves: there you set the values yourself.",
        "slides": "Slides",
        "help": "Arrow keys or space: next and back · S: speaker notes in a second window · F: full screen · "
                "Esc: overview. For paper or PDF, add ?print-pdf to a lesson’s address and print it.",
    },
    "ro": {
        "continued": "continuare",
        "minutes": "Minute pentru această parte: {}",
        "moves": "În JupyterLab aceasta se mișcă: acolo alegi chiar tu valorile.",
        "slides": "Diapozitive",
        "help": "Săgeți sau spațiu: înainte și înapoi · S: notele vorbitorului într-o a doua fereastră · F: tot ecranul · "
                "Esc: privire de ansamblu. Pentru hârtie sau PDF, adaugă ?print-pdf la adresa lecției și tipărește.",
    },
}


def deck(lesson: Lesson) -> str:
    """The page with a lesson's slides; assets and libraries lie beside its folder."""
    words = WORDS[lesson.language]
    filled = {
        "language": lesson.language,
        "title": html.escape(f"{lesson.path.stem[:2]} · {lesson.header.title}"),
        "continued": words["continued"],
        "styles": pages.CODE_STYLE + pages.MATHS_STYLE,
        "slides": "\n".join(_sections(lesson)),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda name: filled[name[1]], (ASSETS / "slides.html").read_text("utf-8"))


def _sections(lesson: Lesson) -> Iterator[str]:
    """Every slide as the tags cut it, however long; the page cuts it to the screen."""
    opened = False
    for place, cell in enumerate(lesson.cells):
        if _left_out(lesson.cells, place):
            continue
        starts = cell.slide if cell.slide in ("slide", "subslide") else "subslide" if HEADING.match(cell.source) else ""
        if starts or not opened:
            yield ("</section>\n" if opened else "") + f'<section id="{cell.id}" data-starts="{starts or "slide"}">'
            opened = True
        yield "\n".join(map(str, blocks(lesson, cell)))
    yield "</section>"


def _left_out(cells: list[Cell], place: int) -> bool:
    """Whether a cell stays in the notebook: the set-up, what is skipped, the cell to answer, and how to type into it."""
    cell, following = cells[place], cells[place + 1 : place + 2]
    if cell.kind == "code":
        return cell.id == "setup" or cell.slide == "skip" or bool(_to_answer(cell))
    how = place and ASKED.search(cells[place - 1].source) and any(_to_answer(one) for one in following)
    return cell.slide == "skip" or bool(how)


def _to_answer(cell: Cell) -> bool:
    return bool(ANSWERED.search(cell.source) and BLANK.search(cell.source))


def blocks(lesson: Lesson, cell: Cell) -> list[Tag]:
    """What of a cell comes on slides, in pieces that a slide can end after, its notes for the lecturer in front."""
    soup = _code(lesson, cell) if cell.kind == "code" else BeautifulSoup(pages.prose(cell.source), "html.parser")
    for mark in soup.find_all("a", class_="anchor-link"):
        mark.decompose()
    for link in soup.find_all("a", href=re.compile(r"^(?!https?:)")):
        link.unwrap()
    for heading in soup.find_all(re.compile(r"^h\d$"), id=True):
        del heading["id"]
    for part in soup.find_all("section"):  # the page takes every section for a slide
        part.name = "div"
    if cell.id == "header":
        _without_links(soup)
    folded = [part.extract() for part in soup.find_all("details")]
    found = [part for part in soup.children if isinstance(part, Tag)]
    if cell.slide == "notes":
        folded, found = [*found, *folded], []
    if cell.slide == "fragment":
        for part in found:
            part["class"] = [*part.get("class", []), "fragment"]
    return [*_notes(lesson, cell, folded), *found]


def _without_links(soup: BeautifulSoup) -> None:
    """Take out the header's line of links, which lead to places that are not on slides."""
    for line in soup.find_all("p"):
        if line.find("a", href=re.compile("mybinder")):
            line.decompose()


def _notes(lesson: Lesson, cell: Cell, folded: list[Tag]) -> list[Tag]:
    """The lecturer's notes of a cell: its minutes, what its metadata say, and what the lesson folds away."""
    words = WORDS[lesson.language]
    parts = [f"<p><strong>{words['minutes'].format(cell.crm['minutes'])}</strong></p>"] if cell.crm.get("minutes") else []
    parts += [f"<p>{html.escape(cell.crm['notes'])}</p>"] if cell.crm.get("notes") else []
    parts += [part.decode_contents() if part.name == "details" else str(part) for part in folded]
    if not parts:
        return []
    return [BeautifulSoup(f'<aside class="notes">{"".join(parts)}</aside>', "html.parser").aside]


def _code(lesson: Lesson, cell: Cell) -> BeautifulSoup:
    """A code cell: a question alone, or the code with what it shows; a picture stands for itself."""
    asked = ASKED.search(cell.source)
    if asked or RETOLD.search(cell.source):
        return _question(lesson, (asked or RETOLD.search(cell.source))[1])
    outputs = BeautifulSoup("" if SOLVED.search(cell.source) else pages.shown(cell), "html.parser")
    for picture in outputs.find_all("img"):
        _at_slide_size(picture)
    if EXPLORER.search(cell.source):
        return _explorer(lesson, outputs)
    whole = BeautifulSoup(f'<div class="unit">{_in_lines(pages.code(cell.source))}</div>', "html.parser")
    for output in outputs.find_all("div", class_="output", recursive=False):
        (whole if output.find("img") else whole.div).append(output.extract())
    return whole


def _in_lines(code: str) -> str:
    """Coloured code with a box for every line, so that one too long for the slide goes on further in."""
    return re.sub(r"(?s)<pre>(.*)\n</pre>", lambda found: "<pre>" + "".join(
        f'<span class="line">{line}</span>' for line in found[1].split("\n")) + "</pre>", code)


def _question(lesson: Lesson, name: str) -> BeautifulSoup:
    """The question as its cell shows it, without its id and without what to type."""
    cell = next(cell for cell in lesson.code if name in ASKED.findall(cell.source))
    soup = BeautifulSoup(pages.shown(cell), "html.parser")
    for line in soup.find_all("p"):
        first = line.find(True)
        typed = first and first.name == "code" and re.match(r"(?:check|guess)\(", first.get_text())
        if typed or line.get_text().endswith(name):
            line.decompose()
    return soup


def _explorer(lesson: Lesson, outputs: BeautifulSoup) -> BeautifulSoup:
    """An explorer's static twin: picture and caption side by side, that it moves elsewhere, and its table."""
    moves = outputs.new_tag("p", attrs={"class": "moves"})
    moves.string = WORDS[lesson.language]["moves"]
    picture, caption = outputs.find("img"), outputs.find("p", role="status")
    if picture and caption:
        beside = outputs.new_tag("div", attrs={"class": "beside"})
        words = outputs.new_tag("div")
        words.extend([caption.extract(), moves])
        beside.extend([picture.extract(), words])
        outputs.insert(0, beside)
    else:
        outputs.insert(0, moves)
    return outputs


def _at_slide_size(picture: Tag) -> None:
    """Let a picture fill the slide, in its own proportions."""
    width, height = int(picture["width"]), int(picture["height"])
    scale = min(PICTURE[0] / width, PICTURE[1] / height)
    picture["width"], picture["height"] = round(width * scale), round(height * scale)
    del picture["style"]


def contents(made: list[Lesson]) -> str:
    """The page that lists the decks, edition by edition."""
    parts = []
    for language in sorted({lesson.language for lesson in made}):
        words = WORDS[language]
        rows = "".join(f'<li><a href="{lesson}.html">{html.escape(lesson.header.title)}</a></li>'
                       for lesson in made if lesson.language == language)
        parts.append(f'<section lang="{language}"><h2>{words["slides"]}</h2><ol start="0">{rows}</ol><p>{words["help"]}</p></section>')
    return (ASSETS / "slides_index.html").read_text("utf-8").replace("{{decks}}", "\n".join(parts))


def bring(folder: Path) -> None:
    """Put reveal.js, as the installed package carries it, and the course's own files where the decks look for them.

    Raises:
        SystemExit: the package is not installed.
    """
    package = find_spec("sphinx_revealjs")
    if not package:
        raise SystemExit("The slides need reveal.js, which the package sphinx-revealjs carries: run make slides.")
    source = Path(package.submodule_search_locations[0]) / "_static" / "revealjs"
    for here, there in REVEAL.items():
        goal = folder / "reveal" / there
        goal.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (source / here).is_dir() else shutil.copyfile)(
            source / here, goal, **({"dirs_exist_ok": True} if (source / here).is_dir() else {}))
    for name in OWN:
        shutil.copyfile(ASSETS / name, folder / name)


def publish(chosen: list[Lesson], folder: Path = FOLDER) -> None:
    """Write the decks of these lessons, what they need, and the list of all decks that are there."""
    folder.mkdir(parents=True, exist_ok=True)
    bring(folder)
    for lesson in chosen:
        (folder / lesson.language).mkdir(exist_ok=True)
        (folder / f"{lesson}.html").write_text(deck(lesson), encoding="utf-8")
    made = [lesson for lesson in lessons() if (folder / f"{lesson}.html").exists()]
    (folder / "index.html").write_text(contents(made), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Make the slides; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="stems of lessons; none means all")
    names = parser.parse_args(arguments).names
    publish([lesson for lesson in lessons() if not names or lesson.path.stem in names])
    print(f"Slides: {(FOLDER / 'index.html').relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
