"""Scores of conversations, kept in a file: written whole or not at all, and never over a damaged one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from crmlessons import inputs
from crmlessons.keeping import Form
from crmlessons.sales_checklists import MARKS
from crmlessons.sales_transcripts import NAMES
from crmlessons.words import InputError
from crmlessons.words import gettext as _

FORM = Form("crmlessons sales scores", 1)


@dataclass(frozen=True)
class Scores:
    """What one rater gave one conversation: a mark (0, 1 or 2) and a note for items by key; what is missing is open."""

    conversation: str
    rater: str
    marks: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    def marked(self, key: str, mark: int | None) -> Scores:
        """The same with this mark; None opens the item again.

        Raises:
            InputError: another mark than 0, 1, 2 or None.
        """
        if mark is not None and (type(mark) is not int or mark not in MARKS):
            raise InputError(_("A mark is 0, 1 or 2, and {given} was given. For an item that is open give "
                               "None.").format(given=repr(mark)[:40]))
        return replace(self, marks=_with(self.marks, key, mark))

    def noted(self, key: str, note: str) -> Scores:
        """The same with this note; an empty one is taken out.

        Raises:
            InputError: it holds signs that no file can hold.
        """
        if note != note.encode("utf-8", "replace").decode("utf-8"):
            raise InputError(_("This note holds signs that cannot be saved. Type it again."))
        return replace(self, notes=_with(self.notes, key, note or None))

    def frame(self) -> pd.DataFrame:
        """One row an item that has a mark or a note: ``mark`` and ``note``."""
        rows = {key: (self.marks.get(key), self.notes.get(key, "")) for key in {**self.marks, **self.notes}}
        found = pd.DataFrame.from_dict(rows, orient="index", columns=["mark", "note"])
        return found.astype({"mark": "Int64"}).rename_axis("item")


def _with(old: Mapping[str, Any], key: str, value: Any) -> dict[str, Any]:
    return {name: one for name, one in {**old, key: value}.items() if one is not None}


class Scorebook:
    """A file of scores beside the notebook. Every change is written at once; nothing is kept only in memory.

    The file is replaced in one step by a complete new one, so that it is never half written. A file that is there and
    cannot be read as scores is left alone: nothing is written over it.
    """

    def __init__(self, path: str | Path = "sales_scores.json") -> None:
        self.path = Path(path)
        self.pages()

    def pages(self) -> list[Scores]:
        """All scores of the file, in its order; none where there is no file yet.

        Raises:
            InputError: there is a file (or folder), and it cannot be read as scores.
        """
        try:
            return _read(FORM.load(self.path))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise InputError(self._refused(error.strerror or str(error))) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(self._refused(_("it does not hold what this course writes"))) from error

    def _refused(self, reason: str) -> str:
        return _("“{file}” cannot be read as a file of scores: {reason}. It was left as it is, and nothing is written "
                 "over it. Rename it or move it away to start anew, or give another name, as in "
                 "Scorebook(\"scores2.json\").").format(file=self.path.name, reason=reason)

    def scores(self, conversation: str, rater: str) -> Scores:
        """What this rater gave this conversation; nothing marked where there is nothing yet."""
        empty = Scores(_named(conversation), _named(rater))
        return next((one for one in self.pages() if _place(one) == _place(empty)), empty)

    def put(self, scores: Scores) -> None:
        """Keep these scores in the place of what the same rater gave the same conversation before.

        Raises:
            InputError: the file that is there cannot be read, or the new one cannot be written.
        """
        pages = {_place(one): one for one in self.pages()} | {_place(scores): scores}
        self._write([{"conversation": one.conversation, "rater": one.rater, "marks": dict(one.marks),
                      "notes": dict(one.notes)} for one in pages.values()])

    def _write(self, pages: list[dict]) -> None:
        try:
            FORM.save(self.path, {"scores": pages})
        except (OSError, UnicodeError) as error:
            raise InputError(_("The scores could not be saved to “{file}” ({reason}). What was saved before is "
                               "untouched. Look for a full disk or a folder that is read-only, then change a mark "
                               "again.").format(file=self.path.name, reason=getattr(error, "strerror", None) or error)
                             ) from error

    def page(self, conversation: str, rater: str) -> Page:
        """One rater's page on one conversation, to be filled in; what was entered before is on it.

        Args:
            conversation: one of the course's, or a name for one of the reader's own.
            rater: who scores.

        Raises:
            InputError: a name is missing, or that of the conversation is a slip of the pen for one of the course's.
        """
        meant = inputs.nearest(str(conversation).casefold(), NAMES)
        if meant and conversation not in NAMES:
            raise InputError(_("There is no conversation “{given}”. Did you mean “{nearest}”? For a conversation of "
                               "your own take a name that is less like it.").format(given=conversation, nearest=meant))
        return Page(self, conversation, rater)

    def frame(self) -> pd.DataFrame:
        """Everything in the file: one row for each conversation, rater and item, with ``mark`` and ``note``."""
        rows = [(one.conversation, one.rater, key, one.marks.get(key), one.notes.get(key, ""))
                for one in self.pages() for key in {**one.marks, **one.notes}]
        columns = ["conversation", "rater", "item", "mark", "note"]
        return pd.DataFrame(rows, columns=columns).astype({"mark": "Int64"})


class Page:
    """One rater's scores of one conversation, saved at every change."""

    def __init__(self, book: Scorebook, conversation: str, rater: str) -> None:
        self.book, self.conversation, self.rater = book, _named(conversation), _named(rater)
        self._open: list[tuple[str, str, Any]] = []
        self.scores = book.scores(conversation, rater)

    @property
    def file(self) -> str:
        """The name of the file that the page is saved to."""
        return self.book.path.name

    def change(self, what: str, key: str, value: Any) -> None:
        """Take a mark or a note in and save it, with whatever could not be saved before.

        Args:
            what: "mark" or "note".
            key: the item.
            value: 0, 1, 2 or None; or the text of the note.

        Raises:
            InputError: a mark that is none, or the file cannot be read or written. The change then stays on the page.
        """
        self.scores = _changed(self.scores, what, key, value)
        self._open.append((what, key, value))
        current = self.book.scores(self.conversation, self.rater)  # another notebook may have written meanwhile
        for change in self._open:
            current = _changed(current, *change)
        self.book.put(current)
        self.scores, self._open = current, []


def _changed(scores: Scores, what: str, key: str, value: Any) -> Scores:
    return scores.marked(key, value) if what == "mark" else scores.noted(key, str(value))


def _place(scores: Scores) -> tuple[str, str]:
    return scores.conversation, scores.rater


def _named(name: Any) -> str:
    """A name as it is kept: text with something in it.

    Raises:
        InputError: it is no text, or empty.
    """
    if not isinstance(name, str) or not name.strip():
        raise InputError(_("A conversation and a rater need a name between quotes, such as \"bakery\" and \"Ana\"; "
                           "{given} was given.").format(given=repr(name)[:40]))
    return " ".join(name.split())


def _read(content: Any) -> list[Scores]:
    """The scores in the content of a file; anything else raises."""
    pages = []
    for one in content["scores"]:
        texts = [one["conversation"], one["rater"], *one["marks"], *one["notes"], *one["notes"].values()]
        if not all(isinstance(text, str) for text in texts):
            raise ValueError("a name or a note that is no text")
        scores = Scores(_named(one["conversation"]), _named(one["rater"]), notes=dict(one["notes"]))
        for key, mark in one["marks"].items():
            if mark is None:
                raise ValueError("an empty mark")
            scores = scores.marked(key, mark)
        pages.append(scores)
    if len({_place(one) for one in pages}) < len(pages):
        raise ValueError("one page twice")
    return pages


def side_by_side(*scores: Scores, keys: tuple[str, ...]) -> pd.DataFrame:
    """The marks side by side: one row an item, one column a rater, NaN where an item is open.

    Args:
        scores: what one or several raters gave.
        keys: the items, in the order to show.
    """
    columns = {one.rater: [one.marks.get(key, float("nan")) for key in keys] for one in scores}
    return pd.DataFrame(columns, index=pd.Index(keys, name="item"), dtype=float)
