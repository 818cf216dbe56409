"""What an answer means: numbers and choices as people type them."""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Iterable, Mapping, Sized
from typing import Any

import numpy as np
import pandas as pd

from crmlessons import inputs, units
from crmlessons.exercises.engine.case import kind_of
from crmlessons.exercises.engine.student import folded
from crmlessons.solution import Solution
from crmlessons.words import gettext as _
from crmlessons.words import ngettext

LETTERS = "abcdefgh"
NUMBER_THEN_UNIT = re.compile(r"([\s\d.,'’+\N{MINUS SIGN}\-]*(?:[eE][+-]?\d+)?[\s%]*)(.*)", re.DOTALL)
BETWEEN = "per pe de"


class Blank(Exception):
    """Nothing has been answered yet."""


class NotReadable(Exception):
    """The answer cannot be understood; the message is the sentence for the reader."""


def lettered(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The texts with the letters by which they are chosen."""
    return tuple((f"{letter})", text) for letter, text in zip(LETTERS, texts, strict=False))


def letters(keys: Iterable[str]) -> dict[str, str]:
    """The letter by which each key is chosen, the keys in the order shown."""
    return dict(zip(keys, LETTERS, strict=False))


def is_blank(answer: Any) -> bool:
    """True for an answer nobody has touched: ``...``, None or empty text."""
    return answer is None or answer is ... or (isinstance(answer, str) and not answer.strip())


def numbers(answer: Any, unit: str) -> list[float]:
    """The numbers that an answer can mean, the likeliest first.

    Raises:
        Blank: nothing has been answered yet.
        NotReadable: it is no number.
    """
    if isinstance(answer, np.ndarray | pd.Series | pd.Index | pd.DataFrame) and answer.size == 1:
        answer = np.asarray(answer).item()
    if is_blank(answer):
        raise Blank
    found = _in_text(answer, unit) if isinstance(answer, str) else [_value(answer)]
    if not all(map(math.isfinite, found)):
        raise NotReadable(_("The answer is not a finite number. Look for a missing value or a division by zero on the "
                            "way to it."))
    return found


def listed(text: str, count: int) -> list[str]:
    """So many numbers written in one text: “35, 100, −40, 29” or “35; 100; −40; 29”.

    Raises:
        NotReadable: there are more of them or fewer.
    """
    for mark in (r"[;\n]", r",\s+", r",", r"\s+"):  # a comma may also begin the decimals
        parts = [part for part in re.split(mark, text.strip(" []()")) if part.strip()]
        if len(parts) == count:
            return parts
    raise NotReadable(_("“{given}” is not read as {count} numbers. Write a list in the order of the rows, such as "
                        "[1.5, 2, …], or one text with semicolons between them.").format(given=text[:40], count=count))


def _in_text(text: str, unit: str) -> list[float]:
    digits, after = NUMBER_THEN_UNIT.fullmatch(text).groups()
    found = inputs.readings(digits) if _stems(after) <= _stems(_said_of(unit)) else []
    rate = kind_of(unit) == "percent"
    if not found:
        sentence = (_("“{given}” cannot be read as a rate. Write 0.125, or text such as \"12.5%\".") if rate else
                    _("“{given}” cannot be read as a number in this unit: {unit}. Write a number such as 12.5, or text "
                      "such as \"12.5\"."))
        raise NotReadable(sentence.format(given=text[:40], unit=unit_label(unit)))
    if "%" in digits and not rate:
        raise NotReadable(_("“{given}” is a percentage, and the answer has this unit: {unit}.").format(
            given=text[:40], unit=unit_label(unit)))
    return found


def _said_of(unit: str) -> str:
    """The words that may follow a number in this unit: its key, its label in English and in the language in use."""
    currency = "leu ron" if unit.startswith("lei") else ""
    return f"{unit} {units.LABELS.get(unit, unit)} {unit_label(unit)} {BETWEEN} {currency}"


def _stems(text: str) -> set[str]:
    """The beginnings of the words, so that singular and plural are one."""
    return {word[:4] for word in re.split(r"[\s/.]+", folded(text)) if word}


def unit_label(unit: str) -> str:
    """The words for a unit: a key of ``units.LABELS``, or a text of its own."""
    return units.label(unit) if unit in units.LABELS else _(unit)


def _value(answer: Any) -> float:
    if isinstance(answer, Solution):
        raise NotReadable(_("This is a whole sheet, and one number is asked for. Take one line of it by its letter, as "
                            "in `s[\"A\"]`."))
    if inspect.isroutine(answer):
        raise NotReadable(_("This is a function itself, not its result. Call it with parentheses and give the number."))
    if isinstance(answer, tuple) and len(answer) == 2:
        raise NotReadable(_("In code a comma makes two numbers of one. Write a decimal point, as in 12.5, and "
                            "thousands without a mark, as in 4000; or put the number between quotes."))
    if isinstance(answer, Sized) and not isinstance(answer, bytes):
        raise NotReadable(ngettext("One number is asked for, and a collection of {count} value was given.",
                                   "One number is asked for, and a collection of {count} values was given.",
                                   len(answer)).format(count=len(answer)))
    try:
        if isinstance(answer, bool | np.bool_ | complex | bytes):
            raise TypeError
        return float(answer)
    except (TypeError, ValueError, OverflowError):
        raise NotReadable(_("A value of type {type} is no number. Give a number such as 12.5.").format(
            type=type(answer).__name__)) from None


def keys(answer: Any, labels: Mapping[str, str], offered: Iterable[str] = ()) -> list[str]:
    """The keys that an answer names, each by its letter, its key or its label; ``labels`` come in the order shown.

    ``offered`` is what the sentence proposes when something else was given; the letters when it is empty.

    Raises:
        Blank: nothing has been answered yet.
        NotReadable: a part of it names nothing there is.
    """
    if is_blank(answer):
        raise Blank
    names = dict(zip(LETTERS, labels, strict=False))
    names |= {_bare(key): key for key in labels} | {_bare(label): key for key, label in labels.items()}
    proposed, parts = ", ".join(offered or LETTERS[:len(labels)]), _parts(answer, names)
    if not parts:
        raise Blank
    return [_key(part, names, proposed) for part in parts]


def _parts(answer: Any, names: Mapping[str, str]) -> list:
    if isinstance(answer, pd.Series) and answer.dtype.kind in "iuf":
        return list(answer.index)  # sorted numbers: their order is that of their labels
    if not isinstance(answer, str):
        return list(answer) if isinstance(answer, list | tuple | set | np.ndarray | pd.Series | pd.Index) else [answer]
    if _bare(answer) in names:
        return [answer]
    parts = [part for part in re.split(r"[,;>]" if re.search(r"[,;>]", answer) else r"\s", answer) if part.strip()]
    run_together = len(parts) == 1 and set(folded(answer)) <= set(names)
    return list(folded(answer)) if run_together else parts


def _key(part: Any, names: Mapping[str, str], proposed: str) -> str:
    if not isinstance(part, str):
        raise NotReadable(_("Answer with text between quotes; a value of type {type} was given. The possible answers "
                            "are: {proposed}.").format(type=type(part).__name__, proposed=proposed))
    if _bare(part) not in names:
        raise NotReadable(_("“{given}” is none of the possible answers: {proposed}.").format(
            given=part.strip()[:40], proposed=proposed))
    return names[_bare(part)]


def _bare(text: str) -> str:
    """The text as it is compared: "b)" is "b"."""
    return folded(text).strip("\"'() .")
