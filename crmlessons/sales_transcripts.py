"""What a written conversation is: people, facts, lines, and the model scoring with a reason for every mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crmlessons.words import gettext as _

SELLER = "seller"
NAMES = ("bakery", "gym", "clinic", "jam", "guesthouse", "flowers")


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """A conversation of the course's own, to be scored; its texts are marked for translation.

    Attributes:
        key: the name in code.
        title: who talks about what.
        facts: what a rater must know beforehand: the request, the promise, who decides.
        needed, present: how many people decide, and how many of them take part.
        speakers: what each speaker is called, by key; one of them is ``seller``.
        lines: the speaker's key and what is said.
        model: mark and reason for every item of both checklists.
        good: whether the model takes it for a good conversation.
        verdict: why, in a sentence or two.
    """

    key: str
    title: str
    facts: tuple[str, ...]
    needed: int
    present: int
    speakers: Mapping[str, str]
    lines: tuple[tuple[str, str], ...]
    model: Mapping[str, tuple[int, str]]
    good: bool
    verdict: str

    def talk_share(self) -> float:
        """The customer's share of the words, in the language in use."""
        words = dict.fromkeys(self.speakers, 0)
        for speaker, text in self.lines:
            words[speaker] += len(_(text).split())
        return 1 - words[SELLER] / sum(words.values())

    @property
    def coverage(self) -> float:
        """Decider coverage: people present who decide, of all who decide."""
        return self.present / self.needed
