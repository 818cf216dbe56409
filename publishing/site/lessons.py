"""A lesson as a page of the website: its notebook with what only a running lesson can do left out or said in words."""

from __future__ import annotations

import base64
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from publishing.lesson import BLANK, PUBLISHED, REVEALED, ROOT, Cell, Lesson
from publishing.pages import EXPLAINED, explained
from publishing.site.words import WORDS

BINDER = re.compile(r"\(((?:https://mybinder\.org)[^)]+)\)")
OTHER_EDITION = re.compile(r"\]\(\.\./(\w\w)/(\w+)\.ipynb\)")
OTHER_FILE = re.compile(r"\]\(\.\./\.\./([^)\s]+)\)")
REPOSITORY = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]["Repository"]
PICTURE = re.compile(r'(<img [^>]*src=")data:image/png;base64,([^"]+)("[^>]*>)')
ALIVE = re.compile(r"\bviews\.(?:explore\w*|checklist)\(")
ASKING = re.compile(r"^ask\(", re.MULTILINE)
HOW_TO_ANSWER = re.compile(r"<p[^>]*><code>(?:check|guess)\(.*?</p>", re.DOTALL)
NAMELESS_HEAD = re.compile(r"<th [^>]*></th>")  # the corner of a table heads nothing
TURN = "turn"


@dataclass
class Page:
    """One lesson on its way to the website; ``pictures`` are the files that its charts became, by name."""

    lesson: Lesson
    editions: list[str]
    pictures: dict[str, bytes] = field(default_factory=dict)

    @property
    def words(self) -> dict[str, str]:
        return WORDS[self.lesson.language]

    @property
    def binder(self) -> str:
        """The address that starts this lesson in Binder, from the lesson's own first cell."""
        return BINDER.search(self.lesson.cells[0].source)[1]

    @property
    def download(self) -> str:
        """The notebook beside its page, byte for byte."""
        return f"site:{self.lesson.language}/{self.lesson.path.name}"

    def notebook(self) -> dict:
        """The whole lesson, in the notebook format; no metadata but the tags that hide a cell or its code."""
        cells, turn = [], False
        for cell in self.lesson.cells:
            if cell.source.startswith("## "):
                turn = cell.id == TURN
            if not (turn and BLANK.search(cell.source)):
                cells.append(self.cell(cell))
        return notebook(cells)

    def cell(self, cell: Cell) -> dict:
        """One cell, as the website shows it."""
        if cell.kind == "markdown":
            return prose(cell.id, self._prose(cell))
        tags = ["remove-input"] if ASKING.search(cell.source) else []
        outputs = [self._output(cell, output) for output in cell.outputs]
        if BLANK.search(cell.source) or REVEALED.search(cell.source):
            outputs = [self._note("answers")]
        if ALIVE.search(cell.source):
            outputs.append(self._note("moves"))
        return {"cell_type": "code", "id": cell.id, "source": cell.source, "metadata": {"tags": tags},
                "outputs": outputs, "execution_count": cell.count}

    def _prose(self, cell: Cell) -> str:
        source = cell.source
        if cell is self.lesson.cells[0]:
            parts = source.split("\n\n")
            source = "\n\n".join(self._links() if BINDER.search(part) else part for part in parts)
        if cell.id == TURN:
            said = self.words["turn"].format(binder=self.binder, download=self.download)
            title, rest = source.split("\n", 1)
            source = f"{title}\n\n{{.site-turn}}\n{said}\n{rest}"
        return OTHER_FILE.sub(rf"]({REPOSITORY}/blob/HEAD/\1)", OTHER_EDITION.sub(r"](site:\1/\2.html)", source))

    def _links(self) -> str:
        """What the first cell links to, as a row of links: to run, to keep, to print, to read in another language."""
        language, stem = self.lesson.language, self.lesson.path.stem
        links = [f"[{self.words['binder']}]({self.binder})", f"[{self.words['download']}]({self.download})"]
        if handout(language, stem).exists():
            links.append(f"[{self.words['handout']}](site:{language}/{stem}.pdf)")
        links += [elsewhere(other, stem) for other in self.editions if other != language
                  and (self.lesson.path.parent.parent / other / self.lesson.path.name).exists()]
        return actions(links)

    def _output(self, cell: Cell, output: dict) -> dict:
        data = {mime: text if isinstance(text, str) else "".join(text) for mime, text in output.get("data", {}).items()}
        page = data.get("text/html", "")
        if EXPLAINED.match(data.get("text/latex", "")):
            page = explained(data["text/latex"])
        if not page:
            return output
        page = PICTURE.sub(lambda found: self._picture(cell, *found.groups()), HOW_TO_ANSWER.sub("", page))
        page = NAMELESS_HEAD.sub("<td></td>", page)
        page = page.replace("<table", '<div class="table-wrapper"><table').replace("</table>", "</table></div>")
        return html_output(page)

    def _picture(self, cell: Cell, before: str, png: str, after: str) -> str:
        """A chart as a file of its own: pages stay light, and a picture can be opened and saved."""
        taken = sum(name.startswith(f"{self.lesson.path.stem}-{cell.id}") for name in self.pictures)
        name = f"{self.lesson.path.stem}-{cell.id}{f'-{taken + 1}' if taken else ''}.png"
        self.pictures[name] = base64.b64decode(png)
        return f'<span class="picture">{before}pictures/{name}{after}</span>'

    def _note(self, word: str) -> dict:
        link = f'<a href="{self.binder}">{self.words["binder"]}</a>'
        return html_output(f'<p class="site-note">{self.words[word]} {link}</p>')


def html_output(page: str) -> dict:
    """HTML as the output of a cell."""
    return {"output_type": "display_data", "data": {"text/html": page}, "metadata": {}}


def prose(identity: str, source: str) -> dict:
    """A cell of text."""
    return {"cell_type": "markdown", "id": identity, "source": source, "metadata": {}}


def notebook(cells: list[dict]) -> dict:
    """These cells as a notebook."""
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


def actions(links: list[str]) -> str:
    """Links in a row, the first of them the one most readers want."""
    return "{.actions}\n" + "\n".join(f"- {link}" for link in links)


def elsewhere(language: str, stem: str, up: str = "../") -> str:
    """A link to a page in another language, in the words of that language; ``up`` leads to where the editions are."""
    words = WORDS[language]["read"]
    return f'<a href="{up}{language}/{stem}.html" lang="{language}" hreflang="{language}">{words}</a>'


def handout(language: str, stem: str) -> Path:
    """Where the printable handout of a lesson lies, if it was made."""
    return PUBLISHED / "handout" / language / f"{stem}.pdf"
