"""Estimates for groups of records: the columns that make the groups, and groups too poor to estimate from."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable

import pandas as pd

from crmlessons import inputs
from crmlessons.words import InputError, ngettext, number
from crmlessons.words import gettext as _


class Note(UserWarning):
    """Nothing is wrong, but the reader should know."""


def group_columns(frame: pd.DataFrame, by: str | Iterable[str]) -> list[str]:
    """The columns to group by, once each is there and filled in every row.

    Raises:
        InputError: no such column, or a row that belongs to no group.
    """
    columns = list(by) if isinstance(by, Iterable) and not isinstance(by, str) else [by]
    for column in columns or [""]:
        if column not in frame:
            raise InputError(_no_column(column, frame))
        if empty := int(frame[column].isna().sum()):
            sentence = ngettext("{count} row has nothing in the column “{column}”, so it belongs to no group.",
                                "{count} rows have nothing in the column “{column}”, so they belong to no group.",
                                empty)
            remedy = _("Fill in the gaps, or leave such rows out.")
            raise InputError(sentence.format(count=number(empty, 0), column=column) + " " + remedy)
    return columns


def _no_column(column: str, frame: pd.DataFrame) -> str:
    like = inputs.nearest(column, map(str, frame.columns))
    hint = _("Did you mean “{nearest}”?") if like else _("The columns are: {names}.")
    sentence = _("by= needs a column to make groups from, and “{given}” is none.")
    return sentence.format(given=column) + " " + hint.format(nearest=like, names=", ".join(map(str, frame.columns)))


def _no_paid_sale(count: int) -> str:
    return ngettext("{count} group has no paid sale to estimate every input from: {groups}.",
                    "{count} groups have no paid sale to estimate every input from: {groups}.", count)


def with_stand_ins(
    groups: pd.DataFrame, whole: pd.Series, lacking: Callable[[int], str] = _no_paid_sale
) -> pd.DataFrame:
    """The inputs of each group; what a group gives no estimate of is the whole table's, and a ``Note`` says so.

    Only for inputs that do not matter to such a group's results: without a sale, its revenue per sale does not.
    ``lacking`` gives the sentence for a number of groups, with the placeholders ``count`` and ``groups``.
    """
    without = groups.index[groups.isna().any(axis=1)]
    if len(without):
        remark = _("The values of the whole table stand in; the results of such a group do not depend on them.")
        note = lacking(len(without)).format(count=number(len(without), 0), groups=", ".join(map(str, without)))
        warnings.warn(note + " " + remark, Note, stacklevel=4)
    return groups.fillna(whole)
