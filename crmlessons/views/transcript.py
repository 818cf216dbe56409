"""A written conversation: what a rater must know, then the lines with their speakers."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from crmlessons.words import gettext as _
from crmlessons.words import language


@dataclass(frozen=True, repr=False)
class Transcript:
    """A conversation as it is shown: title, facts, and pairs of a speaker and what is said, all in words."""

    title: str
    facts: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        said = [f"{place:2}  {speaker}: {text}" for place, (speaker, text) in enumerate(self.lines, 1)]
        return "\n".join([self.title, *self.facts, "", *said])

    def _repr_html_(self) -> str:
        facts = "".join(f"<p>{escape(fact)}</p>" for fact in self.facts)
        said = "".join(f"<li><strong>{escape(speaker)}:</strong> {escape(text)}</li>" for speaker, text in self.lines)
        return (f'<div class="tex2jax_ignore mathjax_ignore" lang="{language()}" style="max-width:48em">'
                f"<p><strong>{escape(self.title)}</strong></p>{facts}<ol>{said}</ol></div>")


def transcript(conversation: Any) -> Transcript:
    """A conversation to read and score, in the language in use; the numbers of its lines serve to quote it.

    Args:
        conversation: with ``title``, ``facts``, ``speakers`` and ``lines``, as ``sales.CONVERSATIONS["bakery"]``.
    """
    lines = tuple((_(conversation.speakers[speaker]), _(text)) for speaker, text in conversation.lines)
    return Transcript(_(conversation.title), tuple(map(_, conversation.facts)), lines)
