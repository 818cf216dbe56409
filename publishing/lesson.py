"""A committed lesson as a file: its cells, its header, its sections, the exercises it asks. Nothing is run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
PUBLISHED = ROOT / "published"  # where everything made for lecturers and readers is written; git leaves it alone
SOURCE_LANGUAGE = "en"
TIME_LABEL = {"en": "Time", "ro": "Timp"}
BEFORE_LABEL = {"en": "Before you start", "ro": "Înainte de a începe"}
PLANS = (45, 90)  # minutes of a class for which every lesson says what to cut
ASKED = re.compile(r"""\bask\(["']([\w.]+)["']""")
CHECKED = re.compile(r"""\bcheck\(["']([\w.]+)["']""")
ANSWERED = re.compile(r"""\b(?:check|guess)\(["']([\w.]+)["']""")
REVEALED = re.compile(r"\breveal\(")
EXERCISE = re.compile(r"^### (\d+ · .+)$", re.MULTILINE)
BLANK = re.compile(r"^(\w+) = \.\.\.", re.MULTILINE)


class Header(NamedTuple):
    """What the first cell of a lesson says of it; minutes for reading and for exercises."""

    title: str
    question: str
    reading: int
    exercises: int


def header(source: str, language: str) -> Header:
    """Read a lesson's first cell: ``# title``, the business question, and the line ``**Time:** … minutes … minutes``.

    Raises:
        ValueError: one of the three is missing.
    """
    minutes = rf"^\*\*{TIME_LABEL[language]}:\*\*\D*(\d+)\D+(\d+)\D*$"
    found = re.match(r"# (.+)\n+((?:.+\n?)+)", source), re.search(minutes, source, re.MULTILINE)
    if not all(found):
        raise ValueError(f"A lesson begins with “# title”, the question, and “{minutes}”, not with {source[:80]!r}")
    title, question = found[0].groups()
    return Header(title.strip(), " ".join(question.split()), *map(int, found[1].groups()))


@dataclass(frozen=True)
class Cell:
    """One cell; ``where`` names it for people."""

    id: str
    kind: str
    source: str
    metadata: dict
    outputs: list
    count: int | None
    where: str

    @property
    def crm(self) -> dict:
        """What the course keeps beside the cell: says, given, notes, minutes, cut, handout, translates."""
        return self.metadata.get("crm", {})

    @property
    def slide(self) -> str:
        """How the cell begins on the slides: "slide", "subslide", "fragment", "skip", "notes", or "" to go on."""
        return self.metadata.get("slideshow", {}).get("slide_type", "").strip("-")

    def shown(self) -> Iterator[tuple[str, str]]:
        """Every output as (mime type or stream name, text)."""
        for output in self.outputs:
            if "text" in output:
                yield output["name"], "".join(output["text"])
            for mime, text in output.get("data", {}).items():
                yield mime, text if isinstance(text, str) else "".join(text)


class Section(NamedTuple):
    """A part of a lesson with its own minutes: from a cell that has them to the next that has."""

    id: str
    minutes: int
    cells: tuple[Cell, ...]

    @property
    def title(self) -> str:
        """The heading of its first cell."""
        return self.cells[0].source.partition("\n")[0].lstrip("# ").strip()

    def kept(self, plan: int) -> int:
        """The minutes it takes where a class has ``plan`` minutes: all its own unless its first cell has fewer."""
        return self.cells[0].crm.get(f"minutes{plan}", self.minutes)

    def cut(self, plan: int) -> str:
        """What of it is taught where a class has ``plan`` minutes; empty where all of it is, or nothing."""
        return self.cells[0].crm.get("cut", {}).get(str(plan), "")


@dataclass(frozen=True)
class Lesson:
    """One notebook file of one edition."""

    path: Path

    def __str__(self) -> str:
        return f"{self.language}/{self.path.stem}"

    @property
    def language(self) -> str:
        return self.path.parent.name

    @property
    def topic(self) -> str:
        """The stem without its number: the name of the module, the exercises and the test."""
        return self.path.stem.partition("_")[2]

    @cached_property
    def cells(self) -> list[Cell]:
        raw = json.loads(self.path.read_text(encoding="utf-8"))["cells"]
        return [
            Cell(
                id=cell["id"],
                kind=cell["cell_type"],
                source="".join(cell["source"]),
                metadata=cell["metadata"],
                outputs=cell.get("outputs", []),
                count=cell.get("execution_count"),
                where=f"{self}.ipynb, cell “{cell['id']}”",
            )
            for cell in raw
        ]

    @property
    def header(self) -> Header:
        return header(self.cells[0].source, self.language)

    @property
    def objectives(self) -> list[str]:
        """What the reader will be able to do, as its header lists it."""
        return re.findall(r"^- (.+)$", self.cells[0].source, re.MULTILINE)

    @property
    def before(self) -> str:
        """What the reader needs before the lesson, as its header says."""
        found = re.search(rf"^\*\*{BEFORE_LABEL[self.language]}:\*\* (.+)$", self.cells[0].source, re.MULTILINE)
        return found[1] if found else ""

    @property
    def sections(self) -> list[Section]:
        """The parts that have minutes, in order; what stands before the first of them belongs to none."""
        starts = [place for place, cell in enumerate(self.cells) if "minutes" in cell.crm]
        ends = [*starts[1:], len(self.cells)]
        return [Section(self.cells[start].id, self.cells[start].crm["minutes"], tuple(self.cells[start:end]))
                for start, end in zip(starts, ends, strict=False)]

    @property
    def code(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.kind == "code"]

    @property
    def prose(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.kind == "markdown"]

    @property
    def asked(self) -> list[str]:
        """The ids of the exercises, in the order in which they are asked."""
        return [name for cell in self.code for name in ASKED.findall(cell.source)]

    @property
    def titles(self) -> dict[str, str]:
        """Number and title of each exercise, "3 · …", as the heading above it says."""
        heading, found = "", {}
        for cell in self.cells:
            if cell.kind == "markdown":
                heading = next(iter(EXERCISE.findall(cell.source)), heading)
            elif heading:
                found |= dict.fromkeys(ASKED.findall(cell.source), heading)
        return found


def lessons(pattern: str = "*/*.ipynb", folder: Path = NOTEBOOKS) -> list[Lesson]:
    """The committed lessons whose path below ``notebooks`` fits the pattern."""
    return [Lesson(path) for path in sorted(folder.glob(pattern))]


def titles(language: str) -> dict[str, str]:
    """Number and title of every exercise in a language; as in English where the lesson has no such edition."""
    return {id: title for edition in (SOURCE_LANGUAGE, language) for one in lessons(f"{edition}/*.ipynb")
            for id, title in one.titles.items()}


def chosen(stems: list[str], pattern: str = "*/*.ipynb", folder: Path = NOTEBOOKS) -> list[Lesson]:
    """Of these lessons the ones with the stems; all of them where none is named.

    Raises:
        SystemExit: there is no such lesson; the sentence names those that there are.
    """
    every = lessons(pattern, folder)
    known = sorted({one.path.stem for one in every})
    unknown = [stem for stem in stems if stem not in known]
    if unknown:
        raise SystemExit(f"There is no lesson {', '.join(unknown)}. The lessons are: {', '.join(known)}.")
    return [one for one in every if not stems or one.path.stem in stems]
