"""Is everything in place for the lessons? One sentence for each thing that is not, with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from crmlessons.words import gettext as _
from crmlessons.words import ngettext, number


@dataclass(frozen=True, repr=False)
class Report:
    """What was looked at, and the problems found (none when everything is in place)."""

    packages: int
    rows: int
    problems: tuple[str, ...]

    def __repr__(self) -> str:
        if self.problems:
            return "\n".join([_("Something is missing:"), *(f"- {problem}" for problem in self.problems)])
        packages = ngettext("{n} package", "{n} packages", self.packages).format(n=self.packages)
        rows = ngettext("{n} row of records", "{n} rows of records", self.rows).format(n=number(self.rows, 0))
        return _("Everything is in place: {packages}, {rows}.").format(packages=packages, rows=rows)


def check() -> Report:
    """Look at every package that the lessons need, and at the case company's records."""
    wanted = [text for text in metadata.requires("crmlessons") or () if "extra ==" not in text]
    problems = [problem for text in wanted for problem in _package(text)]
    rows, broken = _records()
    return Report(len(wanted), rows, (*problems, *broken))


def _package(text: str) -> Iterator[str]:
    from packaging.requirements import Requirement

    wanted = Requirement(text)
    try:
        found = metadata.version(wanted.name)
    except metadata.PackageNotFoundError:
        yield _("The package {name} is not installed. Run “make lab” again, or “python course.py lab”.").format(
            name=wanted.name)
        return
    if not wanted.specifier.contains(found, prereleases=True):
        yield _("The package {name} is version {found}; the lessons need {wanted}. Run “make lab” again.").format(
            name=wanted.name, found=found, wanted=wanted.specifier)


def _records() -> tuple[int, tuple[str, ...]]:
    from crmlessons import records

    try:
        return len(records.load("contacts")), ()
    except (OSError, ValueError) as error:
        return 0, (_("The records of the case company cannot be read: {reason}").format(reason=error),)
