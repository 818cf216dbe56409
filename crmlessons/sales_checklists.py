"""What a checklist for sales conversations is made of: items with what to observe, how to measure and how to score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import pandas as pd

from crmlessons.records import said
from crmlessons.words import InputError
from crmlessons.words import gettext as _

MARKS = (0, 1, 2)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing to score in a conversation; its key is the name of what ``records.said`` puts into words.

    Attributes:
        key: the name in code; for what is judged, also the column of ``sales_calls``.
        observe: what to look and listen for, marked for translation like every text here.
        measure: what can be counted or computed.
        levels: when to give 0, 1 and 2.
    """

    key: str
    observe: str
    measure: str
    levels: tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Tip(Item):
    """A tip of Tschohl's; ``tip`` says it."""

    tip: str


@dataclass(frozen=True, kw_only=True)
class Mistake(Item):
    """A mistake that Davis names, with its remedy.

    Attributes:
        mistake: what goes wrong.
        remedy: what to do instead.
        printed: as what the source prints its headline: "mistake", "remedy" or "prohibition".
    """

    mistake: str
    remedy: str
    printed: str


@dataclass(frozen=True)
class Checklist:
    """Items in the order of their source; it can be walked through and shown."""

    items: tuple[Item, ...]

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __add__(self, other: Checklist) -> Checklist:
        return Checklist(self.items + other.items)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the items."""
        return tuple(item.key for item in self.items)

    def item(self, key: str) -> Item:
        """The item with this key.

        Raises:
            InputError: there is none.
        """
        for item in self.items:
            if item.key == key:
                return item
        raise InputError(_("This checklist has no item “{given}”. Its items are: {names}.").format(
            given=key, names=", ".join(self.keys)))

    def frame(self) -> pd.DataFrame:
        """The items in words: what the source says and how to measure it; one row an item, the key as its label."""
        columns = [name for name in ("tip", "mistake", "remedy", "measure")
                   if all(name in {field.name for field in fields(item)} for item in self.items)]
        rows = [[_(getattr(item, name)) for name in columns] for item in self.items]
        return pd.DataFrame(rows, index=pd.Index(self.keys, name="item"), columns=columns)

    def kinds(self) -> pd.DataFrame:
        """As what the source prints each mistake: the mistake itself, its remedy, or a prohibition."""
        rows = [[said(item.printed)] for item in self.items if isinstance(item, Mistake)]
        keys = [item.key for item in self.items if isinstance(item, Mistake)]
        return pd.DataFrame(rows, index=pd.Index(keys, name="item"), columns=["kind"])

    def scoring(self) -> pd.DataFrame:
        """How to score: what to observe, and when to give 0, 1 and 2; one row an item."""
        rows = [[_(item.observe), *map(_, item.levels)] for item in self.items]
        return pd.DataFrame(rows, index=pd.Index(self.keys, name="item"), columns=["observe", *map(str, MARKS)])
