"""A committed lesson as the tests read it: its code run in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from publishing import lesson
from publishing.lesson import ANSWERED, ASKED, BLANK, CHECKED, NOTEBOOKS, ROOT, Cell

__all__ = ["ANSWERED", "ASKED", "BLANK", "CHECKED", "NOTEBOOKS", "ROOT", "Cell", "Lesson", "lessons", "load"]


def load(script: Path) -> ModuleType:
    """A script as a module of the test's own."""
    spec = spec_from_file_location(script.stem, script)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Lesson(lesson.Lesson):
    """One notebook file of one edition."""

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
    return [Lesson(one.path) for one in lesson.lessons(pattern)]
