"""The source of one edition of the website, as files that Sphinx reads: front page, lessons, formula cards, about."""

from __future__ import annotations

import html
import json
import re
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from publishing.lesson import ROOT, SOURCE_LANGUAGE, Lesson
from publishing.notebooks import MAP, README
from publishing.site.lessons import REPOSITORY, Page, actions, elsewhere, handout, notebook, prose
from publishing.site.words import UNTRANSLATED, WORDS

BADGE = re.compile(r"^\[!\[.*?\]\(.*?\)\]\((.*?)\)\n.*\n", re.MULTILINE)
LINK = re.compile(r"\]\((?!\w+:|#)([^)\s]+)\)")
DOCUMENT = re.compile(r"(README|TEACHING)(?:\.(\w\w))?\.md")
CARD, AFTER_CARD = "card", "origins"


@dataclass(frozen=True)
class Edition:
    """One language of the website, made from the lessons of this folder of notebooks."""

    language: str
    folder: Path

    @property
    def words(self) -> dict[str, str]:
        return WORDS[self.language]

    @cached_property
    def editions(self) -> list[str]:
        """The languages that have lessons, the source's first."""
        found = {path.parent.name for path in self.folder.glob("*/*.ipynb")}
        return sorted(found, key=lambda one: (one != SOURCE_LANGUAGE, one))

    @cached_property
    def lessons(self) -> list[Lesson]:
        """Every lesson of the course: in this language, or in the source's where it is not translated."""
        sources = sorted((self.folder / SOURCE_LANGUAGE).glob("*.ipynb"))
        own = [self.folder / self.language / path.name for path in sources]
        return [Lesson(path if path.exists() else source) for path, source in zip(own, sources, strict=True)]

    def translated(self, lesson: Lesson) -> bool:
        """Whether this lesson is in the edition's own language."""
        return lesson.language == self.language

    def write(self, source: Path) -> None:
        """Write every file that Sphinx reads; what it hands on as it is goes into ``source/extra``."""
        extra = source / "extra"
        (extra / "pictures").mkdir(parents=True)
        self._write_front(source)
        for path in handout(self.language, "any").parent.glob("*.pdf"):
            shutil.copy(path, extra)
        cards = []
        for lesson in self.lessons:
            if not self.translated(lesson):
                (source / f"{lesson.path.stem}.md").write_text(self._untranslated(lesson), encoding="utf-8")
                continue
            page = Page(lesson, self.editions)
            made = page.notebook()
            (source / lesson.path.name).write_text(json.dumps(made), encoding="utf-8")
            shutil.copy(lesson.path, extra)
            for name, png in page.pictures.items():
                (extra / "pictures" / name).write_bytes(png)
            cards += self._card(lesson, made)
        (source / "cards.ipynb").write_text(json.dumps(notebook([self._cards_title(), *cards])), encoding="utf-8")

    def _write_front(self, source: Path) -> None:
        readme = (ROOT / README[self.language]).read_text(encoding="utf-8")
        title, _, rest = readme.partition("\n")
        before, after = MAP.split(rest)
        before, after = re.split(r"^(?=## )", before, flags=re.MULTILINE), after.partition("-->")[2]
        opening, start = before[0], before[1:-1]  # the last one is the heading of the map itself
        heading = before[-1].split("\n")[0]
        binder = BADGE.search(opening)[1]
        links = [f"[{self.words['binder']}]({binder})",
                 f"[{self.words['begin']}]({self.lessons[0].path.stem})",
                 *(elsewhere(other, "index") for other in self.editions if other != self.language)]
        opening, picture = _without_picture(BADGE.sub("", opening))
        parts = [title, opening, actions(links), heading, self._map(), picture, *start, self._contents()]
        self._write(source / "index.md", "\n\n".join(parts))
        self._write(source / "about.md", f"# {self.words['about']}\n{after}")
        teaching = README[self.language].replace("README", "TEACHING")
        self._write(source / "teaching.md", (ROOT / teaching).read_text(encoding="utf-8"))

    def _write(self, page: Path, text: str) -> None:
        """Write a page from a document of the course: its links lead to other pages, to pictures, to the repository."""

        def target(found: re.Match) -> str:
            path = found[1]
            lesson = re.fullmatch(r"notebooks/(\w\w)/(\w+\.ipynb)", path)
            if lesson:
                return f"]({lesson[2]})" if lesson[1] == self.language else f"](site:{lesson[1]}/{lesson[2][:-6]}.html)"
            document = DOCUMENT.fullmatch(path)
            if document:
                name = "teaching" if document[1] == "TEACHING" else "about" if page.stem == "about" else "index"
                return f"](site:{document[2] or SOURCE_LANGUAGE}/{name}.html)"
            if path.endswith(".png"):
                shutil.copy(ROOT / path, page.parent)
                return f"]({Path(path).name})"
            return f"]({REPOSITORY}/blob/HEAD/{path})"

        page.write_text(LINK.sub(target, text), encoding="utf-8")

    def _map(self) -> str:
        """The lessons as a list of cards: number, title, question, minutes."""
        return '<ol class="lessons">\n' + "\n".join(map(self._map_entry, self.lessons)) + "\n</ol>"

    def _map_entry(self, lesson: Lesson) -> str:
        header, own = lesson.header, self.translated(lesson)
        language = "" if own else f' lang="{lesson.language}"'
        mark = "" if own else f' <span class="mark">{UNTRANSLATED[self.language]["mark"]}</span>'
        target = f"{lesson.path.stem}.html" if own else f"../{lesson.language}/{lesson.path.stem}.html"
        minutes = self.words["minutes"].format(reading=header.reading, exercises=header.exercises)
        return (f'<li><p class="number">{self.words["number"]} {lesson.path.stem[:2]}{mark}</p>'
                f'<h3{language}><a href="{target}">{html.escape(header.title)}</a></h3>'
                f"<p{language}>{_inline(header.question)}</p>"
                f'<p class="minutes">{minutes}</p></li>')

    def _contents(self) -> str:
        entries = [f"{_numbered(lesson)}{self._mark(lesson)} <{lesson.path.stem}>" for lesson in self.lessons]
        return _toctree(self.words["lessons"], entries) + _toctree(self.words["more"], ["cards", "teaching", "about"])

    def _mark(self, lesson: Lesson) -> str:
        return "" if self.translated(lesson) else f" ({UNTRANSLATED[self.language]['mark']})"

    def _untranslated(self, lesson: Lesson) -> str:
        title = f'<span lang="{lesson.language}">{html.escape(lesson.header.title)}</span>'
        link = elsewhere(lesson.language, lesson.path.stem)
        return f"# {title}\n\n{UNTRANSLATED[self.language]['lesson']}\n\n{actions([link])}\n"

    def _cards_title(self) -> dict:
        text = f"# {self.words['cards']}\n\n{self.words['cards_lead']}"
        if not all(map(self.translated, self.lessons)):
            text += " " + UNTRANSLATED[self.language]["cards"].format(cards=f"site:{SOURCE_LANGUAGE}/cards.html")
        booklet = handout(self.language, "formula-cards")
        if booklet.exists():
            text += "\n\n" + actions([f"[{self.words['handout']}](site:{self.language}/{booklet.name})"])
        return prose("cards", text)

    def _card(self, lesson: Lesson, made: dict) -> list[dict]:
        """The cells of a lesson's formula card, below the lesson's title; nothing where it has none."""
        ids = [cell["id"] for cell in made["cells"]]
        if CARD not in ids:
            return []
        cells = made["cells"][ids.index(CARD) : ids.index(AFTER_CARD)]
        title = f"## [{_numbered(lesson)}]({lesson.path.name})\n" + cells[0]["source"].partition("\n")[2]
        shown = [cell | {"id": f"{lesson.path.stem}-{cell['id']}"} for cell in cells[1:]]
        for cell in shown:
            cell["metadata"] = {"tags": ["remove-input"]}
        return [prose(f"{lesson.path.stem}-title", title), *shown]


def _numbered(lesson: Lesson) -> str:
    return f"{lesson.path.stem[:2]} · {lesson.header.title}"


def _toctree(caption: str, entries: list[str]) -> str:
    return "\n".join(["", "```{toctree}", ":hidden:", f":caption: {caption}", "", *entries, "```", ""])


def _inline(markdown: str) -> str:
    """A question with its emphasis, as HTML."""
    return re.sub(r"\*(.+?)\*", r"<em>\1</em>", html.escape(markdown, quote=False))


def _without_picture(markdown: str) -> tuple[str, str]:
    """The text without its picture, and the picture."""
    found = re.search(r"^!\[.*?\]\(.*?\)$", markdown, re.MULTILINE)
    return (markdown.replace(found[0], ""), found[0]) if found else (markdown, "")
