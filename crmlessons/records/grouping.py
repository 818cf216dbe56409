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


def estimates_by(
    checked: pd.DataFrame, by: str | Iterable[str] | None, estimates: Callable[[pd.DataFrame, list[pd.Series]],
    pd.DataFrame], nothing: str, lacking: Callable[[int], str] = _no_paid_sale,
) -> pd.Series | pd.DataFrame:
    """What ``estimates`` makes of a checked table: of all of it (a Series), or with ``by`` one row a group.

    What a group gives no estimate of is the whole table's, and a ``Note`` says so. Only for inputs that do not matter
    to such a group's results: without a sale, its revenue per sale does not.

    Args:
        checked: the table.
        by: a column, or several, whose values make the groups; None for the whole.
        estimates: gives the inputs of each group, one row a group, from the table and the columns to group by; NaN
            where there is nothing to estimate from.
        nothing: the sentence to refuse with when the whole table gives no estimate of some input.
        lacking: the sentence for a number of groups that lack one, with the placeholders ``count`` and ``groups``.

    Raises:
        InputError: the whole table gives no estimate, no such column, or a row that belongs to no group.
    """
    whole = estimates(checked, [pd.Series("all", index=checked.index)]).loc["all"]
    if whole.isna().any():
        raise InputError(nothing)
    if by is None:
        return whole.rename(None)
    groups = estimates(checked, [checked[column] for column in group_columns(checked, by)])
    without = groups.index[groups.isna().any(axis=1)]
    if len(without):
        remark = _("The values of the whole table stand in; the results of such a group do not depend on them.")
        note = lacking(len(without)).format(count=number(len(without), 0), groups=", ".join(map(str, without)))
        warnings.warn(note + " " + remark, Note, stacklevel=4)
    return groups.fillna(whole)
