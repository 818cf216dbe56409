"""How a view writes a value: by the kind of its line, in the language in use."""

from __future__ import annotations

import math

from crmlessons import words
from crmlessons.words import gettext as _

UNREADABLE = 1e15
LONG = 1e7
FEW_BANI = 1e3


def bare(kind: str, value: float) -> str:
    """The value without its unit, for a table that has a column of units: “4,000”, “5%”.

    Args:
        kind: "money", "count", "percent" or "number", as ``Line.kind`` has it, or "points" for a difference of shares.
        value: in the line's unit; NaN is the dash of an undefined line.
    """
    if abs(value) >= UNREADABLE:
        return _scientific(value)
    if kind == "percent":
        return words.percent(value)
    if kind == "points":
        return points(value)
    if kind == "money":
        return words.bare_money(value)
    return words.number(value)


def full(kind: str, value: float) -> str:
    """The value as it stands in a sentence: “4,000 lei”, “5%”, “500”."""
    text = bare(kind, value)
    return f"{text}\N{NO-BREAK SPACE}lei" if kind == "money" and not math.isnan(value) else text


def short(kind: str, value: float) -> str:
    """``full`` in a chart, where space is scarce: lei from a thousand on without bani, long numbers as “12.5M lei”."""
    if kind == "money" and FEW_BANI <= abs(value) < LONG:
        value = round(value)
    if math.isnan(value) or kind == "percent" or not LONG <= abs(value) < UNREADABLE:
        return words.number(value, 0) if kind == "count" and 1000 <= abs(value) < LONG else full(kind, value)
    return _compact(value) + ("\N{NO-BREAK SPACE}lei" if kind == "money" else "")


def points(value: float, digits: int = 1) -> str:
    """A difference of two shares: “23 pp”, so that nobody takes it for 23 per cent of a share."""
    return _("{number} pp").format(number=words.number(100 * value, digits))


def tick(kind: str, value: float) -> str:
    """A mark on an axis whose unit stands beside it: “20,000”, “1.2M”, “5%”."""
    if kind == "points":
        return words.number(100 * value, 1)
    if kind == "percent":
        return words.percent(value, 1)
    return _compact(value) if 1e6 <= abs(value) < UNREADABLE else bare(kind, value)


def _compact(value: float) -> str:
    from babel.numbers import format_compact_decimal

    return _with_minus(format_compact_decimal(value, locale=words.language(), fraction_digits=1))


def _scientific(value: float) -> str:
    from babel.numbers import format_scientific

    return _with_minus(format_scientific(value, "0.##E0", locale=words.language()))


def _with_minus(text: str) -> str:
    return text.replace("-", "\N{MINUS SIGN}")
