"""What a cell of a reader's file says: a number, a date, a yes or no; never guessed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date, datetime
from numbers import Real
from typing import Any

import pandas as pd

from crmlessons.words import N_

# One pattern for each decimal mark; the other mark, or a space, may group the thousands.
_PATTERNS = {
    ",": re.compile(r"[+-]?(?:[1-9][0-9]{0,2}(?:[. ][0-9]{3})+|[0-9]+)(?:,[0-9]+)?"),
    ".": re.compile(r"[+-]?(?:[1-9][0-9]{0,2}(?:[, ][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"),
}
_SPACES = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " "})
_FLAGS = {
    **dict.fromkeys(("1", "true", "yes", "da", "adevărat"), 1),
    **dict.fromkeys(("0", "false", "no", "nu", "fals"), 0),
}
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_CLOCK = re.compile(r"(\S+)[T ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_SLASHED = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")


class CellError(Exception):
    """This cell cannot be read: a message id, and the facts that fill it besides row, column and value."""

    def __init__(self, message: str, **facts: str):
        super().__init__(message)
        self.message, self.facts = message, facts


def is_blank(cell: Any) -> bool:
    """Whether the cell holds nothing: None, NaN, or a text without letters."""
    if isinstance(cell, str):
        return not cell.strip()
    return cell is None or cell is pd.NA or cell is pd.NaT or (isinstance(cell, float) and math.isnan(cell))


def _readings(text: str) -> dict[str, float]:
    """What the text is worth under each decimal mark that allows it."""
    values = {}
    for mark, pattern in _PATTERNS.items():
        if pattern.fullmatch(text):
            thousands = "." if mark == "," else ","
            values[mark] = float(text.replace(" ", "").replace(thousands, "").replace(mark, "."))
    return values


def decimal_marks(cells: Iterable[Any]) -> set[str]:
    """The decimal marks that these cells prove to be in use: “2,5” proves the comma, “1.234” proves nothing."""
    texts = {cell.strip().translate(_SPACES) for cell in cells if isinstance(cell, str)}
    readings = (_readings(text) for text in texts if "," in text or "." in text)
    return {mark for values in readings if len(values) == 1 for mark in values}


def number(cell: Any, marks: set[str]) -> float:
    """The number in the cell; where comma or point may be read both ways, the one mark proven elsewhere decides."""
    if isinstance(cell, Real) and type(cell).__name__ not in ("bool", "bool_"):
        if math.isfinite(cell):
            return float(cell)
        raise CellError(N_("row {row}, column {column}: “{value}” is not a number"))
    text = str(cell).strip().translate(_SPACES)
    values = _readings(text)
    if len(set(values.values())) == 1:
        return next(iter(values.values()))
    if values and len(marks) == 1:
        return values[next(iter(marks))]
    raise _unreadable_number(text, bool(values))


def _unreadable_number(text: str, two_ways: bool) -> CellError:
    if two_ways:
        whole = re.sub(r"[., ]", "", text)
        message = N_("row {row}, column {column}: “{value}” can be read in two ways; write “{fraction}” or “{whole}”")
        return CellError(message, fraction=text + "0", whole=whole)
    if text.endswith("%") and _readings(text[:-1].strip()):
        return CellError(N_("row {row}, column {column}: “{value}” is a percentage; write a plain number, without %"))
    return CellError(N_("row {row}, column {column}: “{value}” is not a number"))


def whole_number(cell: Any, marks: set[str]) -> int:
    """The whole number in the cell."""
    value = number(cell, marks)
    if value != int(value):
        raise CellError(N_("row {row}, column {column}: “{value}” is not a whole number"))
    return int(value)


def flag(cell: Any) -> int:
    """1 for yes, 0 for no."""
    if isinstance(cell, Real) and cell in (0, 1):
        return int(cell)
    word = str(cell).strip().casefold()
    if word not in _FLAGS:
        raise CellError(N_("row {row}, column {column}: “{value}” is neither yes nor no; write 1 for yes, 0 for no"))
    return _FLAGS[word]


def day(cell: Any) -> datetime:
    """The date in the cell: 2024-02-05 or 05.02.2024, or a date as Excel keeps it."""
    if isinstance(cell, date):
        return cell if isinstance(cell, datetime) else datetime.combine(cell, datetime.min.time())
    text = str(cell).strip()
    try:
        if found := _YEAR_FIRST.fullmatch(text):
            return datetime(*(int(part) for part in found.groups() if part))
        if found := _DAY_FIRST.fullmatch(text):
            return datetime(*(int(part) for part in reversed(found.groups())))
    except ValueError:  # there is no such day; refused below
        pass
    raise _unreadable_day(text)


def moment(cell: Any) -> datetime:
    """The day and the time in the cell: 2024-02-05 17:30 or 05.02.2024 17:30; a day alone is its first minute."""
    text = str(cell).strip()
    if isinstance(cell, date) or not (found := _CLOCK.fullmatch(text)):
        return day(cell)
    try:
        start, hour, minute, second = day(found[1]), *(int(part or 0) for part in found.groups()[1:])
        return start.replace(hour=hour, minute=minute, second=second)
    except (CellError, ValueError):  # there is no such day or time
        pass
    message = N_("row {row}, column {column}: “{value}” is not a day and time; write them as 2024-02-05 17:30")
    raise CellError(message)


def _unreadable_day(text: str) -> CellError:
    if found := _SLASHED.fullmatch(text):
        first, second, year = (int(part) for part in found.groups())
        if first != second and max(first, second) <= 12:
            message = N_("row {row}, column {column}: “{value}” can be read as two days; write {one} or {other}")
            return CellError(message, one=f"{year}-{second:02}-{first:02}", other=f"{year}-{first:02}-{second:02}")
    return CellError(N_("row {row}, column {column}: “{value}” is not a date; write it as 2024-02-05 or 05.02.2024"))
