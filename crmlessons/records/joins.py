"""Tables that belong together: whatever a row points at must be there."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from crmlessons.records.checks import Problem, refuse, shown
from crmlessons.records.description import table
from crmlessons.words import N_


def check_joins(tables: Mapping[str, pd.DataFrame]) -> None:
    """Check that every key which points from one of these tables to another is found there.

    Args:
        tables: tables by name, ``{"customers": records.load("customers"), "ledger": records.load("ledger")}``. Keys
            that point at a table which is not among them, or for which a column is missing, are not checked.

    Raises:
        InputError: no such table, or the rows of the first table whose keys are found nowhere.
    """
    for name, frame in tables.items():
        problems = [problem for key in table(name)["schema"].get("foreignKeys", [])
                    for problem in _orphans(frame, key, tables.get(key["reference"]["resource"] or name),
                                            key["reference"]["resource"] or name)]
        refuse(problems, name, frame.index)


def _orphans(frame: pd.DataFrame, key: dict, other: pd.DataFrame | None, called: str) -> list[Problem]:
    """The rows whose key is filled and stands nowhere in the other table."""
    own, theirs = key["fields"], key["reference"]["fields"]
    if other is None or not set(own) <= set(frame.columns) or not set(theirs) <= set(other.columns):
        return []
    known = pd.MultiIndex.from_frame(other[theirs])
    pointing = pd.MultiIndex.from_frame(frame[own])
    positions = (frame[own].notna().all(axis=1) & ~pointing.isin(known)).to_numpy().nonzero()[0].tolist()
    message = N_("row {row}, column {column}: “{value}” is not found in the table {table}")
    keys = {at: " + ".join(str(cell) for cell in frame[own].iloc[at]) for at in positions}
    return [Problem(at, message, {"column": ", ".join(own), "value": shown(keys[at]), "table": called})
            for at in positions]
