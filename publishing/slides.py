"""Make slides from the lessons: reveal.js, without a network, cut by the notebooks' slide tags.

    make slides                         every lesson, every edition
    make slides ARGS=03_acquisition     one lesson

A slide holds what a screen holds. The page measures that itself, where it is shown, and goes on upon a next slide where
one is full: see assets/slides.js. What of a cell comes on slides: see slide_cells.py.
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

from publishing import pages
from publishing.lesson import PUBLISHED, ROOT, Lesson, chosen, lessons
from publishing.slide_cells import blocks, left_out, notes

FOLDER = PUBLISHED / "slides"
ASSETS = Path(__file__).parent / "assets"
OWN = ("slides.css", "slides.js")
REVEAL = {  # a file or folder of the installed package: where it goes
    "LICENSE": "LICENSE",
    "dist/reset.css": "reset.css",
    "dist/reveal.css": "reveal.css",
    "dist/reveal.js": "reveal.js",
    "dist/theme/white-contrast.css": "theme/white-contrast.css",
    "dist/theme/fonts/source-sans-pro": "theme/fonts/source-sans-pro",
    "plugin/notes/notes.js": "notes.js",
}
HEADING = re.compile(r"#{1,6} ")
NO_REVEAL = "The slides need reveal.js, which the package sphinx-revealjs brings along: make slides installs it."
WORDS = {
    "en": {
        "continued": "continued",
        "slides": "Slides",
        "help": "Arrow keys or space bar: on and back · S: speaker notes in a second window · F: full screen · "
                "Esc: all slides. For paper or PDF, put ?print-pdf behind a lesson’s address and print it.",
    },
    "ro": {
        "continued": "continuare",
        "slides": "Diapozitive",
        "help": "Săgețile sau bara de spațiu: înainte și înapoi · S: notele vorbitorului în a doua fereastră · "
                "F: tot ecranul · Esc: toate diapozitivele. Pentru hârtie sau PDF, pune ?print-pdf după adresa lecției "
                "și tipărește.",
    },
}


def deck(lesson: Lesson) -> str:
    """The page with a lesson's slides; what it needs lies beside its folder."""
    texts = {
        "language": lesson.language,
        "title": html.escape(f"{lesson.path.stem[:2]} · {lesson.header.title}"),
        "continued": WORDS[lesson.language]["continued"],
        "styles": f"{pages.CODE_STYLE}\n{pages.MATHS_STYLE}",
        "slides": "\n".join(_sections(lesson)),
    }
    return _filled("slides.html", texts)


def _sections(lesson: Lesson) -> Iterator[str]:
    """Every slide as tags and headings cut it, however long; the page deals it out to screens."""
    opened = False
    for place, cell in enumerate(lesson.cells):
        if left_out(lesson.cells, place):
            yield "".join(map(str, notes(lesson, cell)))
            continue
        starts = cell.slide if cell.slide in ("slide", "subslide") else "subslide" if HEADING.match(cell.source) else ""
        if starts or not opened:
            yield ("</section>\n" if opened else "") + f'<section id="{cell.id}" data-starts="{starts or "slide"}">'
            opened = True
        yield "\n".join(map(str, blocks(lesson, cell)))
    yield "</section>"


def contents(made: list[Lesson]) -> str:
    """The page that lists the decks, edition by edition, and says by which keys they are shown."""
    parts = []
    for language in sorted({lesson.language for lesson in made}):
        rows = [f'<li><a href="{lesson}.html">{lesson.path.stem[:2]} · {html.escape(lesson.header.title)}</a></li>'
                for lesson in made if lesson.language == language]
        title, keys = WORDS[language]["slides"], WORDS[language]["help"]
        parts += [f'<section lang="{language}"><h2>{title}</h2>', "<ul>", *rows, f"</ul><p>{keys}</p></section>"]
    return _filled("slides_index.html", {"decks": "\n".join(parts)})


def _filled(template: str, texts: dict[str, str]) -> str:
    return re.sub(r"\{\{(\w+)\}\}", lambda name: texts[name[1]], (ASSETS / template).read_text(encoding="utf-8"))


def bring(folder: Path) -> None:
    """Put reveal.js, as the installed package carries it, and the course's own files where the decks look for them.

    Raises:
        SystemExit: the package is not installed.
    """
    package = find_spec("sphinx_revealjs")
    if not package:
        raise SystemExit(NO_REVEAL)
    source = Path(package.submodule_search_locations[0]) / "_static" / "revealjs"
    for name, place in REVEAL.items():
        goal = folder / "reveal" / place
        goal.parent.mkdir(parents=True, exist_ok=True)
        if (source / name).is_dir():
            shutil.copytree(source / name, goal, dirs_exist_ok=True)
        else:
            shutil.copyfile(source / name, goal)
    for name in OWN:
        shutil.copyfile(ASSETS / name, folder / name)


def publish(wanted: list[Lesson], folder: Path = FOLDER) -> None:
    """Write the decks of these lessons, what they need, and the list of all decks that are there."""
    folder.mkdir(parents=True, exist_ok=True)
    bring(folder)
    for lesson in wanted:
        (folder / lesson.language).mkdir(exist_ok=True)
        (folder / f"{lesson}.html").write_text(deck(lesson), encoding="utf-8")
    made = [lesson for lesson in lessons() if (folder / f"{lesson}.html").exists()]
    (folder / "index.html").write_text(contents(made), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Make the slides; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="stems of lessons; none means all")
    names = parser.parse_args(arguments).names
    publish(chosen(names))
    print(f"The slides are made: open {(FOLDER / 'index.html').relative_to(ROOT)} in a browser.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
