"""Pages printed to PDF by the Chromium of this machine: tagged for screen readers, with title, language, bookmarks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from playwright.sync_api import sync_playwright

from publishing.document import unlinked
from publishing.lesson import ROOT, Lesson, lessons
from publishing.programs import PROGRAMS

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]


class NoChromium(Exception):
    """There is no browser to print with; the message says what to install."""


def products(folder: Path, wanted: list[Lesson], page: Callable[[Lesson], str], name: str,
             whole: Callable[[list[Lesson]], str]) -> int:
    """Publish a page for each of the lessons, and one more of each language's whole course; the exit code.

    Args:
        folder: where they go, each language in a folder of its own.
        wanted: the lessons.
        page: makes the page of one lesson, as HTML.
        name: the file of the page of the whole course.
        whole: makes that page from all lessons of a language.
    """
    made = {folder / lesson.language / f"{lesson.path.stem}.html": page(lesson) for lesson in wanted}
    for language in sorted({lesson.language for lesson in wanted}):
        made[folder / language / name] = whole(lessons(f"{language}/*.ipynb"))
    return published(made)


def published(pages: Mapping[Path, str]) -> int:
    """Write each page to its place, print it to a PDF beside it, and say where they are; the exit code.

    Where no browser is found the pages are there all the same, and one sentence says what is missing.
    """
    for path, html in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
        print(_below(path))
    try:
        for path in to_pdf(pages):
            print(_below(path))
    except NoChromium as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


def to_pdf(paths: Iterable[Path]) -> list[Path]:
    """Print HTML files, each to a PDF of the same name beside it; the places of the PDFs.

    A page is given to the browser as text, so that no place of this machine gets into the PDF by a link.

    Raises:
        NoChromium: there is no Chromium, Chrome or Edge on this machine.
    """
    chromium = PROGRAMS["chromium"].path()
    if not chromium:
        raise NoChromium("No PDF was made, because neither Chromium, Chrome nor Edge was found: install one of them "
                         "and run the command again, or open the HTML pages in your browser and print them.")
    made = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        for path in paths:
            page.set_content(unlinked(path.read_text(encoding="utf-8")), wait_until="load")
            made.append(path.with_suffix(".pdf"))
            page.pdf(path=made[-1], prefer_css_page_size=True, tagged=True, outline=True)
        browser.close()
    return made


def _below(path: Path) -> str:
    """The place of a file in the course's folder."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
