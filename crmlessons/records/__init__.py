"""The records that the lessons compute with: a table of the case company, or the reader's own file, checked alike.

The case company is simulated. Its tables, and what every column means, are described in ``datasets/datapackage.json``.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from crmlessons.records import checks, description, files
from crmlessons.records.description import place
from crmlessons.records.grouping import Note, estimates_by, group_columns
from crmlessons.records.joins import check_joins
from crmlessons.records.names import said
from crmlessons.words import N_, InputError, language
from crmlessons.words import gettext as _

__all__ = [
    "Note", "against_truth", "check", "check_joins", "describe", "estimates_by", "group_columns", "load", "place",
    "said",
]

_TYPES = {
    "string": N_("text"),
    "date": N_("date"),
    "datetime": N_("day and time"),
    "integer": N_("whole number"),
    "number": N_("number"),
    "boolean": N_("1 (yes) or 0 (no)"),
}


def load(name: str, path: str | Path | None = None, columns: Mapping[str, str] | None = None) -> pd.DataFrame:
    """A table of the case company, or the reader's own in its place.

    Args:
        name: the table, such as ``"contacts"``.
        path: the reader's own file: .csv (comma, semicolon or tab; decimal point or comma) or .xlsx.
            It needs the columns that the lessons compute with, and may have others of any kind.
        columns: new names for columns of that file, ``{"their name": "our name"}``.

    Returns:
        One row a record: dates as dates, amounts as numbers, yes and no as 1 and 0, all else as text.

    Raises:
        InputError: no such table or file, or what is wrong in it by row (as a spreadsheet counts them) and column.
    """
    table = description.table(name)
    if path is None and columns:
        raise InputError(_("columns= renames the columns of a file of your own: give path= as well."))
    company = path is None
    source = place(name) if company else path
    rows, notes = files.read(source)
    for note in notes:
        warnings.warn(note, Note, stacklevel=2)
    frame = _renamed(files.table(rows, Path(source).name), columns or {}, Path(source).name)
    checked, problems = checks.typed(frame, table["schema"], company)
    checks.refuse(problems, Path(source).name, frame.index)
    return checked.reset_index(drop=True)


def check(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The table with the columns that the lessons compute with in their types; the other columns stay as they are.

    Args:
        name: the table it stands for, such as ``"contacts"``.
        frame: a table however it was made.

    Raises:
        InputError: what is wrong in it by row (its label in the table) and column.
    """
    if not isinstance(frame, pd.DataFrame):
        sentence = _("A table is needed here, such as {example} returns; what was given is of the type {kind}.")
        raise InputError(sentence.format(example=f'records.load("{name}")', kind=type(frame).__name__))
    if not frame.columns.is_unique:
        twice = frame.columns[frame.columns.duplicated()][0]
        raise InputError(_("“{file}” has two columns called “{column}”.").format(file=name, column=twice))
    needed = [field for field in description.table(name)["schema"]["fields"] if field.get("needed", False)]
    checked, problems = checks.typed(frame, {"fields": needed, "primaryKey": []})
    checks.refuse(problems, name, frame.index)
    if frame.empty:
        raise InputError(_("“{name}” has no rows, so there is nothing to compute from.").format(name=name))
    return checked


def describe(name: str) -> pd.DataFrame:
    """What every column of a table means, in the language in use.

    Returns:
        One row a column of the table: its name, type, unit and meaning.

    Raises:
        InputError: no such table.
    """
    word = "description" if language() == "en" else f"description_{language()}"
    fields = description.table(name)["schema"]["fields"]
    rows = [(field["name"], _(_TYPES[field["type"]]), field["unit"], field[word]) for field in fields]
    return pd.DataFrame(rows, columns=[_("column"), _("type"), _("unit"), _("meaning")])


def against_truth(name: str, estimates: pd.Series) -> pd.DataFrame:
    """Estimated inputs beside the true values that the case company was simulated from.

    Args:
        name: the table that the estimates come from.
        estimates: the inputs by name, as ``inputs_from(records.load(name))`` gives them.

    Returns:
        Two rows, the estimate and the true value, one column an input; a sheet solved with them has every line of both.
    """
    truth = pd.Series(description.truth(name)["inputs"]["all"])
    return pd.DataFrame({_("estimate"): estimates, _("true value"): truth.loc[estimates.index]}).T


def _renamed(frame: pd.DataFrame, columns: Mapping[str, str], source: str) -> pd.DataFrame:
    if not isinstance(columns, Mapping):
        sentence = _("columns= takes pairs, {example}; what was given is of the type {kind}.")
        raise InputError(sentence.format(example='{"their name": "our name"}', kind=type(columns).__name__))
    for theirs in columns:
        if theirs not in frame:
            like = description.nearest(str(theirs), frame.columns)
            hint = _("Did you mean “{nearest}”?") if like else _("The columns are: {names}.")
            sentence = _("columns= renames “{given}”, and “{file}” has no column called so.")
            given = sentence.format(given=theirs, file=source)
            raise InputError(given + " " + hint.format(nearest=like, names=", ".join(frame.columns)))
    renamed = frame.rename(columns=dict(columns))
    if not renamed.columns.is_unique:
        twice = renamed.columns[renamed.columns.duplicated()][0]
        raise InputError(_("“{file}” has two columns called “{column}”.").format(file=source, column=twice))
    return renamed
