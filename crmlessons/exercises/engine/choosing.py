"""Exercises whose answer is one option, or all options that hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crmlessons.exercises.engine import reading, student
from crmlessons.exercises.engine.case import Case
from crmlessons.exercises.engine.exercise import Exercise
from crmlessons.exercises.engine.panel import Block, Items
from crmlessons.exercises.engine.verdict import Verdict
from crmlessons.words import gettext as _
from crmlessons.words import ngettext


@dataclass(frozen=True)
class Option:
    """A possible answer and the reason why it holds or does not, said to whom chooses it."""

    text: str
    reason: str
    right: bool = False


@dataclass(frozen=True, kw_only=True)
class Choice(Exercise):
    """An exercise with lettered options. Where several are right, all of them are the answer."""

    options: Mapping[str, Option] = field(default_factory=dict)

    @property
    def right(self) -> list[str]:
        """The keys of the right options."""
        return [key for key, option in self.options.items() if option.right]

    def shown(self, case: Case) -> dict[str, str]:
        """Text by key in the order shown; a student's own numbers come in an order of their own."""
        order = student.shuffled(self.options, case.id, case.student) if case.student else self.options
        return {key: case.say(self.options[key].text) for key in order}

    def asked(self, case: Case) -> tuple[Block, ...]:
        how = (_("One answer holds. Answer with its letter between quotes, such as \"x\".") if len(self.right) == 1 else
               _("More than one answer holds. Answer with all their letters between quotes, such as \"xy\"."))
        return (case.say(self.ask), Items(reading.lettered(self.shown(case).values())), how)

    def judge(self, answer: Any, case: Case) -> Verdict:
        """Right when all right options are chosen and no other; else the reason against the wrong ones."""
        chosen = set(reading.keys(answer, self.shown(case)))
        wrong = [case.say(option.reason) for key, option in self.options.items() if key in chosen and not option.right]
        if wrong:
            against = (Items(tuple(("·", reason) for reason in wrong)),)
            if len(chosen) > len(self.right) == 1:
                return Verdict("mistake", ngettext("One answer holds, and {count} was given.",
                                                   "One answer holds, and {count} were given.",
                                                   len(chosen)).format(count=len(chosen)), against)
            return Verdict("mistake", wrong[0]) if len(wrong) == 1 else Verdict(
                "mistake", _("Not all of these hold."), against)
        if len(chosen) < len(self.right):
            return Verdict("wrong", _("What you chose holds, and something else holds as well."),
                           (_("For help: `hint(\"{id}\")`.").format(id=case.id),))
        return Verdict("right", " ".join(case.say(self.options[key].reason) for key in self.right))

    def worked(self, case: Case) -> tuple[Block, ...]:
        lines = [self._line(text, key, case) for key, text in self.shown(case).items()]
        return (case.say(self.solution), Items(reading.lettered(lines)))

    def _line(self, text: str, key: str, case: Case) -> str:
        option = self.options[key]
        sentence = _("{option} — Right: {reason}") if option.right else _("{option} — Not right: {reason}")
        return sentence.format(option=text, reason=case.say(option.reason))

    def reference(self, case: Case) -> str | list[str]:
        return self.right[0] if len(self.right) == 1 else self.right

    def in_words(self, answer: Any, case: Case) -> str:
        letters = reading.letters(self.shown(case))
        return ", ".join(letters[key] for key in letters if key in answer)
