"""The six conversations by name, the model scoring as a rater's scores, and what raters gave side by side."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from crmlessons import inputs
from crmlessons.sales_checklists import Checklist
from crmlessons.sales_scores import Scorebook, Scores, side_by_side
from crmlessons.sales_transcripts import Conversation
from crmlessons.sales_transcripts_one import BAKERY, CLINIC, GYM
from crmlessons.sales_transcripts_two import FLOWERS, GUESTHOUSE, JAM
from crmlessons.words import InputError
from crmlessons.words import gettext as _

MODEL = "model"
CONVERSATIONS: Mapping[str, Conversation] = MappingProxyType(
    {one.key: one for one in (BAKERY, GYM, CLINIC, JAM, GUESTHOUSE, FLOWERS)})


def conversation(key: str) -> Conversation:
    """The conversation with this name.

    Raises:
        InputError: there is none.
    """
    if key not in CONVERSATIONS:
        like = inputs.nearest(str(key), list(CONVERSATIONS))
        hint = _("Did you mean “{nearest}”?") if like else _("The conversations are: {names}.")
        sentence = _("There is no conversation “{given}”.").format(given=key)
        raise InputError(sentence + " " + hint.format(nearest=like, names=", ".join(CONVERSATIONS)))
    return CONVERSATIONS[key]


def model_scores(key: str) -> Scores:
    """The model scoring of a conversation, with a reason as the note of every item; the rater is called ``MODEL``.

    Raises:
        InputError: there is no such conversation.
    """
    model = conversation(key).model
    return Scores(key, MODEL, {item: mark for item, (mark, _reason) in model.items()},
                  {item: _(reason) for item, (_mark, reason) in model.items()})


def verdict(key: str) -> str:
    """What the model makes of the whole conversation, in words.

    Raises:
        InputError: there is no such conversation.
    """
    return _(conversation(key).verdict)


def scores_of(book: Scorebook, conversation: str, rater: str) -> Scores:
    """What a rater gave a conversation: out of the book, or for ``MODEL`` the model scoring."""
    own = rater == MODEL and conversation in CONVERSATIONS
    return model_scores(conversation) if own else book.scores(conversation, rater)


def profile(book: Scorebook, conversation: str, *raters: str, items: Checklist) -> pd.DataFrame:
    """The marks of raters of one conversation side by side, as the book holds them now.

    Args:
        book: the file of scores.
        conversation: its name.
        raters: who scored; "model" is the model scoring.
        items: the checklist, in the order to show.
    """
    return side_by_side(*(scores_of(book, conversation, rater) for rater in raters), keys=items.keys)
