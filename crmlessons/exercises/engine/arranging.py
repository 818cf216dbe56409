"""Exercises whose answer is an order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crmlessons.exercises.engine import reading, student
from crmlessons.exercises.engine.case import Case
from crmlessons.exercises.engine.exercise import Exercise, Mistake
from crmlessons.exercises.engine.panel import Block, Items
from crmlessons.exercises.engine.reading import NotReadable
from crmlessons.exercises.engine.verdict import Verdict
from crmlessons.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class Ordering(Exercise):
    """An exercise that puts its rows in order.

    Attributes:
        expected: the keys of the rows in the right order; None where the rows are declared in it (and shown mixed).
        mistakes: orders that are wrong in a known way.
    """

    expected: Callable | None = None
    mistakes: tuple[Mistake, ...] = ()

    def right(self, case: Case) -> list[str]:
        """The keys in the right order."""
        return list(self.rows) if self.expected is None else list(case(self.expected))

    def shown(self, case: Case) -> dict[str, str]:
        """Label by key in the order shown."""
        keys = list(self.rows)
        if self.expected is None:
            keys = student.shuffled(keys, case.id, case.student)
            keys = keys[::-1] if keys == list(self.rows) else keys
        return {key: case.label(key) for key in keys}

    def asked(self, case: Case) -> tuple[Block, ...]:
        """The question with its rows, lettered."""
        shown = self.shown(case)
        lettered = reading.lettered(shown.values())
        heads = {key: " ".join(pair) for key, pair in zip(shown, lettered, strict=True)}
        items = self.given_rows(case, heads) or (Items(lettered),)
        return (case.say(self.ask), *items, _("Answer with the letters in order, such as \"x, y, z\"."))

    def judge(self, answer: Any, case: Case) -> Verdict:
        """Right, an order that is wrong in a known way, or the first place that is not right."""
        given, right = reading.keys(answer, self.shown(case)), self.right(case)
        self._check_complete(given, case)
        if given == right:
            return Verdict("right", case.say(self.meaning))
        for mistake in self.mistakes:
            if given == list(case(mistake.value)):
                return Verdict("mistake", case.say(mistake.message))
        if given == right[::-1]:
            return Verdict("mistake", _("This is the right order backwards. Read again which end comes first."))
        place = next(i for i, (one, other) in enumerate(zip(given, right, strict=True)) if one != other)
        said = _("The first place that is not right is number {place}: “{label}” does not belong there.")
        return Verdict("wrong", said.format(place=place + 1, label=case.label(given[place])),
                       (_("For help: `hint(\"{id}\")`.").format(id=case.id),))

    def _check_complete(self, given: list[str], case: Case) -> None:
        twice = [case.label(key) for key, count in Counter(given).items() if count > 1]
        if twice:
            raise NotReadable(_("Each one belongs in the order once. Given more than once: {labels}.").format(
                labels="; ".join(twice)))
        missing = [case.label(key) for key in self.rows if key not in given]
        if missing:
            raise NotReadable(_("The order is not complete. Still missing: {labels}.").format(
                labels="; ".join(missing)))

    def worked(self, case: Case) -> tuple[Block, ...]:
        order = tuple((f"{place}.", case.label(key)) for place, key in enumerate(self.right(case), 1))
        return (case.say(self.solution), Items(order))

    def reference(self, case: Case) -> list[str]:
        return self.right(case)

    def in_words(self, answer: Any, case: Case) -> str:
        letters = reading.letters(self.shown(case))
        return ", ".join(letters[key] for key in answer)
