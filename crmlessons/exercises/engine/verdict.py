"""What is said about an answer. The word carries the verdict; symbol and colour only support it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crmlessons.exercises.engine.panel import Block, Panel, plain
from crmlessons.words import N_
from crmlessons.words import gettext as _

KINDS = {
    "right": (N_("Right"), "✓", "#1b8455"),
    "unanswered": (N_("Not answered yet"), "○", "#767676"),
    "mistake": (N_("A known mistake"), "!", "#a86a00"),
    "wrong": (N_("Not right"), "✗", "#d0451b"),
    "unreadable": (N_("Cannot be read"), "?", "#3a78c2"),
}


@dataclass(frozen=True, repr=False)
class Verdict:
    """The verdict on an answer.

    Attributes:
        kind: "right", "unanswered", "mistake" (recognised, and named), "wrong" or "unreadable".
        said: what there is to say about it, in the language in use.
        more: lists, tables and quotations that belong to it.
        word: the word of the verdict where another one than the kind's is needed.
        record: what a lecturer's table reads of a returned notebook, saved with the cell's output and not shown.
    """

    kind: str
    said: str
    more: tuple[Block, ...] = ()
    word: str = ""
    record: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def text(self) -> str:
        """What is said, as plain text."""
        return plain(self.said)

    def _panel(self) -> Panel:
        word, symbol, colour = KINDS[self.kind]
        return Panel(self.word or _(word), (self.said, *self.more), symbol, colour)

    def __repr__(self) -> str:
        return repr(self._panel())

    def _repr_html_(self) -> str:
        return self._panel()._repr_html_()

    def _repr_mimebundle_(self, **_formats: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """No form beyond text and HTML, and the record as metadata of the output."""
        return {}, {"crmlessons": dict(self.record)} if self.record else {}
