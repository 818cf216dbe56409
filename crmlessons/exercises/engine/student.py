"""Personal numbers: the same name always draws the same, on every machine and in both languages."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from crmlessons.words import InputError
from crmlessons.words import gettext as _


def folded(text: str) -> str:
    """The text without capitals, diacritics and superfluous spaces: " Ștefan  POP" is "stefan pop"."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def accepted(name: Any) -> str:
    """The name as typed, with single spaces.

    Raises:
        InputError: it is no text, or holds neither a letter nor a digit.
    """
    if not isinstance(name, str):
        raise InputError(_("A student's name is text between quotes, such as \"Ana Pop\"; a value of type {type} was "
                           "given. For the common numbers write None.").format(type=type(name).__name__))
    if not any(letter.isalnum() for letter in name):
        raise InputError(_("The student's name is empty. Write it between quotes, such as \"Ana Pop\", or write None "
                           "for the common numbers."))
    return " ".join(name.split())


def draw(choices: Sequence, *key: str) -> Any:
    """One of the choices, decided by the key alone."""
    return choices[_code(*key) % len(choices)]


def shuffled(items: Iterable[str], *key: str) -> list[str]:
    """The items in an order that the key alone decides."""
    return sorted(items, key=lambda item: _code(*key, item))


def _code(*key: str) -> int:
    return int.from_bytes(hashlib.sha256("\n".join(map(folded, key)).encode()).digest()[:8], "big")
