"""The sentence with which the course refuses an input, for a lesson that shows what happens then."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from crmlessons.words import InputError, language
from crmlessons.words import gettext as _


class Refusal:
    """A sentence that says why an input is not taken."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def _repr_html_(self) -> str:
        return f'<p role="note" lang="{language()}">{escape(self.sentence)}</p>'

    def __repr__(self) -> str:
        return self.sentence


def refusal(call: Callable, *args: Any, **inputs: Any) -> Refusal:
    """What a call says when it refuses these inputs.

    Raises:
        ValueError: the call refused nothing.
    """
    try:
        call(*args, **inputs)
    except InputError as refused:
        return Refusal(str(refused))
    raise ValueError(_("Nothing was refused: these inputs are taken."))
