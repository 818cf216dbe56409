"""A solved sheet as the source's table: letter, description, formula, the numbers put in, value, unit."""

from __future__ import annotations

import re

import numpy as np

from crmlessons import algebra, units
from crmlessons.line import Line
from crmlessons.solution import Solution
from crmlessons.views import cases, written
from crmlessons.views.grid import Table
from crmlessons.words import gettext as _
from crmlessons.words import ngettext
from crmlessons.worksheet import Worksheet

MOST_CASES = 8
MINUS = "\N{MINUS SIGN}"
_SIGNS = {"**": "^", "*": " × ", "/": " ÷ ", " - ": f" {MINUS} "}


def sheet_text(solution: Solution) -> str:
    """The table as plain text."""
    return sheet(solution).text()


def sheet_html(solution: Solution) -> str:
    """The table as accessible HTML, which reads without any style."""
    return sheet(solution).html()


def sheet(solution: Solution) -> Table:
    """The table of one case with the numbers put into every formula, or of several cases side by side."""
    return _one_case(solution) if cases.is_single(solution) else _cases(solution)


def results(solution: Solution) -> Table:
    """The computed lines of one case in three columns, to stand beside a chart: letter, description, value."""
    rows = [(line.letter, _(line.label), written.full(line.kind, value)) for line, value in _single(solution)
            if not line.is_input]
    return Table("", (_("line"), _("description"), _("value")), rows, frozenset({0, 1}), reasons(solution))


def title(sheet: Worksheet) -> str:
    """The sheet's title and the figure it comes from."""
    return f"{_(sheet.title)} ({sheet.figure})"


def _one_case(solution: Solution) -> Table:
    heads = (_("line"), _("description"), _("formula"), _("with the numbers"), _("value"), _("unit"))
    numbers = {line.letter: written.bare(line.kind, value) for line, value in _single(solution)}
    rows = [(line.letter, _(line.label), formula(line), "" if line.is_input else with_numbers(line, numbers),
             numbers[line.letter], units.label(line.unit)) for line in solution.sheet.lines]
    return Table(title(solution.sheet), heads, rows, frozenset({0, 1, 2, 3, 5}), reasons(solution))


def _single(solution: Solution) -> list[tuple[Line, float]]:
    return [(line, np.ravel(solution.values[line.letter])[0]) for line in solution.sheet.lines]


def _cases(solution: Solution) -> Table:
    frame = solution.frame()
    shown = frame.head(MOST_CASES)
    heads = (_("line"), _("description"), _("formula"), _("unit"), *cases.names(solution)[:MOST_CASES])
    rows = [(line.letter, _(line.label), formula(line), units.label(line.unit),
             *(written.bare(line.kind, value) for value in shown[line.letter])) for line in solution.sheet.lines]
    more = len(frame) - len(shown)
    hidden = ngettext("… and {count} more case.", "… and {count} more cases.", more).format(count=more)
    notes = reasons(solution) + ((hidden,) if more else ())
    return Table(title(solution.sheet), heads, rows, frozenset(range(4)), notes)


def formula(line: Line) -> str:
    """The line's formula in letters, “A × B”; the word “input” where the reader gives the value."""
    if line.is_input:
        return _("input")
    return signs(plain_formula(line))


def signs(text: str) -> str:
    """A formula as programs write it, with the signs that people write."""
    for written_so, shown in _SIGNS.items():
        text = text.replace(written_so, shown)
    return text


def plain_formula(line: Line) -> str:
    """The line's formula as programs write it: “A*B”."""
    import sympy

    return sympy.sstr(algebra.as_declared(line), order="none")


def with_numbers(line: Line, numbers: dict[str, str]) -> str:
    """The line's formula with the numbers in the place of the letters: “10,000 × 2”."""
    def number(match: re.Match) -> str:
        text = numbers[match.group()]
        return f"({text})" if text.startswith(MINUS) else text

    return re.sub(r"\b[A-Z]\b", number, formula(line))


def reasons(solution: Solution) -> tuple[str, ...]:
    """One sentence for each reason why lines have no value: which lines, and why."""
    lines: dict[str, list[str]] = {}
    for line in solution.sheet.lines:
        if np.isnan(solution.values[line.letter]).any():
            lines.setdefault(solution.why_undefined(line.letter), []).append(line.letter)
    return tuple(_("No value (—) in {letters}: {reason}.").format(letters=", ".join(letters), reason=reason)
                 for reason, letters in lines.items())
