"""A committed lesson as the tests read it: its cells, its edition, and its code run in this process."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
ASKED = re.compile(r"""\bask\(["']([\w.]+)["']""")
CHECKED = re.compile(r"""\bcheck\(["']([\w.]+)["']""")
ANSWERED = re.compile(r"""\b(?:check|guess)\(["']([\w.]+)["']""")
BLANK = re.compile(r"^(\w+) = \.\.\.", re.MULTILINE)


def load(script: Path) -> ModuleType:
    """A script as a module of the test's own."""
    spec = spec_from_file_location(script.stem, script)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
        """What the course keeps beside the cell: says, given, notes, minutes, translates."""
        return self.metadata.get("crm", {})

    def shown(self) -> Iterator[tuple[str, str]]:
        """Every output as (mime type or stream name, text)."""
        for output in self.outputs:
            if "text" in output:
                yield output["name"], "".join(output["text"])
            for mime, text in output.get("data", {}).items():
                yield mime, text if isinstance(text, str) else "".join(text)


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
    def code(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.kind == "code"]

    @property
    def prose(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.kind == "markdown"]

    @property
    def asked(self) -> list[str]:
        """The ids of the exercises, in the order in which they are asked."""
        return [name for cell in self.code for name in ASKED.findall(cell.source)]

    def walk(self, edit: Callable[[Cell, dict], str] = lambda cell, names: cell.source) -> Iterator[tuple[Cell, dict]]:
        """Run the code from top to bottom; after each cell, give it and the names defined so far.

        ``edit`` may change a cell's code before it runs, and the names it runs with.
        """
        names: dict = {"__name__": str(self)}
        for cell in self.cells:
            if cell.kind == "code":
                exec(compile(edit(cell, names), cell.where, "exec"), names)
            yield cell, names


def lessons(pattern: str = "*/*.ipynb") -> list[Lesson]:
    """The committed lessons whose path below ``notebooks`` fits the pattern."""
    return [Lesson(path) for path in sorted(NOTEBOOKS.glob(pattern))]
