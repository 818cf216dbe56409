"""The description of the case company's tables (a Frictionless data package), as the rest of ``records`` reads it.

Beside the standard's own words a field may say ``needed`` (a reader's own file must have it), ``only_if`` (it is 1 only
where that column is 1), ``filled_if`` (it has a value wherever that column is 1), ``at_most`` (it is never more than
that column), ``title_ro`` and ``description_ro``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from crmlessons import inputs
from crmlessons.words import InputError
from crmlessons.words import gettext as _


def folder() -> Path:
    """Where the tables lie: inside the installed package, or beside it in a checkout."""
    package = Path(str(files("crmlessons")))
    inside = package / "datasets"
    return inside if inside.is_dir() else package.parent / "datasets"


@cache
def tables() -> dict[str, dict]:
    """The description of every table, by name."""
    package = json.loads((folder() / "datapackage.json").read_text("utf-8"))
    return {table["name"]: table for table in package["resources"]}


def table(name: str) -> dict:
    """The description of one table.

    Raises:
        InputError: there is no such table.
    """
    if isinstance(name, str) and name in tables():
        return tables()[name]
    sentence = _("There is no table “{given}”. Choose one of: {allowed}.")
    raise InputError(sentence.format(given=name, allowed=", ".join(tables())))


def place(name: str) -> Path:
    """The file of one of the case company's tables, such as ``place("contacts_raw")``.

    Raises:
        InputError: there is no such table.
    """
    return folder() / table(name)["path"]


def truth(name: str) -> dict:
    """The true values that a table was simulated from; see ``datasets/make.py``.

    Raises:
        InputError: there is no such table.
    """
    table(name)
    return json.loads((folder() / "truth.json").read_text("utf-8"))[name]


def nearest(name: str, names: Iterable[str]) -> str:
    """The one of ``names`` most like ``name`` whatever the capitals, or "" when none is like it."""
    folded = {str(known).casefold(): str(known) for known in names}
    return folded.get(inputs.nearest(name.casefold(), folded), "")
