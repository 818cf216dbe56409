"""A table against its description: every cell gets its type, and all that is wrong is said in one error."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

import pandas as pd

from crmlessons.records import cells
from crmlessons.records.description import nearest
from crmlessons.words import N_, InputError, ngettext, number
from crmlessons.words import gettext as _

SHOWN = 10  # problems listed in one error
_DTYPES = {"number": "float64", "integer": "Int64", "boolean": "Int64", "string": "str", "date": "datetime64[us]"}
_DTYPES["datetime"] = _DTYPES["date"]
_EMPTY = N_("row {row}, column {column}: the cell is empty, and a value is needed")


class Problem(NamedTuple):
    """One thing wrong: the row's place in the table (−1: all of it), a message id, and the facts that fill it."""

    position: int
    message: str
    facts: dict[str, str]


def typed(frame: pd.DataFrame, schema: dict, company: bool = False) -> tuple[pd.DataFrame, list[Problem]]:
    """The table with the types its schema gives, and what is wrong in it; columns the schema lacks stay as they are.

    Args:
        frame: cells as text or as values.
        schema: fields and primary key, as the data package describes them.
        company: this is the case company's own table: every column must be there, with the known levels only.
    """
    fields = [field for field in schema["fields"] if field["name"] in frame]
    problems = [
        _missing(field["name"], frame.columns)
        for field in schema["fields"]
        if field["name"] not in frame and (company or field.get("needed", False))
    ]
    numeric = [frame[field["name"]] for field in fields if field["type"] in ("number", "integer")]
    marks = cells.decimal_marks(cell for column in numeric for cell in column)
    checked = frame.copy()
    for field in fields:
        raw = frame[field["name"]]
        must = company or field.get("needed", False) or field["name"] in schema["primaryKey"]
        checked[field["name"]], found = _column(raw, field, marks, must)
        problems += found + _limits(checked[field["name"]], raw, field, company)
    return checked, problems + _repeated(frame, schema["primaryKey"]) + _conditions(checked, frame, fields)


def refuse(problems: list[Problem], source: str, rows: pd.Index) -> None:
    """Raise one error that lists the problems, when there are any; ``rows`` numbers them as the reader sees them.

    Raises:
        InputError: there are problems.
    """
    if not problems:
        return
    count = len(problems)
    head = ngettext("“{source}” has {count} problem:", "“{source}” has {count} problems:", count)
    lines = [head.format(source=source, count=number(count, 0))]
    for position, message, facts in sorted(problems, key=lambda problem: problem.position)[:SHOWN]:
        row = rows[position] if position >= 0 else ""
        lines.append("– " + _(message).format(row=row, **facts))
    if count > SHOWN:
        more = ngettext("– and {count} more problem", "– and {count} more problems", count - SHOWN)
        lines.append(more.format(count=number(count - SHOWN, 0)))
    raise InputError("\n".join(lines))


def shown(cell: Any) -> str:
    """A cell as it is quoted in a sentence: whole when short."""
    text = str(cell)
    return text if len(text) <= 40 else text[:39] + "…"


def _missing(name: str, columns: Iterable[str]) -> Problem:
    """The problem of a column that is not there, with the nearest that is."""
    if like := nearest(name, columns):
        message = N_(
            "the column “{column}” is missing; if “{nearest}” is meant, rename it: "
            'columns={{"{nearest}": "{column}"}}'
        )
        return Problem(-1, message, {"column": name, "nearest": like})
    message = N_("the column “{column}” is missing; the columns are: {names}")
    return Problem(-1, message, {"column": name, "names": ", ".join(str(column) for column in columns)[:200]})


def _parser(kind: str, marks: set[str]) -> Callable[[Any], Any]:
    return {
        "number": partial(cells.number, marks=marks),
        "integer": partial(cells.whole_number, marks=marks),
        "boolean": cells.flag,
        "date": cells.day,
        "datetime": cells.moment,
        "string": str,
    }[kind]


def _column(column: pd.Series, field: dict, marks: set[str], must: bool) -> tuple[pd.Series, list[Problem]]:
    """The column in its type, with nothing where a cell cannot be read, and a problem for each such cell."""
    parse = _parser(field["type"], marks)
    required = must and field["constraints"].get("required", False)
    values, problems = [], []
    known: dict[str, Any] = {}  # what a text is worth is found out once, however often it stands there
    for position, cell in enumerate(column.tolist()):
        value = None
        if isinstance(cell, str) and cell in known:
            value = known[cell]
        elif not cells.is_blank(cell):
            try:
                value = parse(cell)
                if isinstance(cell, str):
                    known[cell] = value
            except cells.CellError as error:
                facts = {"column": field["name"], "value": shown(cell), **error.facts}
                problems.append(Problem(position, error.message, facts))
        elif required:
            problems.append(Problem(position, _EMPTY, {"column": field["name"]}))
        values.append(value)
    result = pd.Series(values, index=column.index, dtype=_DTYPES[field["type"]])
    return (result.astype("int64") if result.dtype == "Int64" and result.notna().all() else result), problems


def _limits(column: pd.Series, raw: pd.Series, field: dict, company: bool) -> list[Problem]:
    """Values outside the range; for the company's own table also outside the known levels."""
    limits, problems = field["constraints"], []
    if "minimum" in limits:
        message = N_("row {row}, column {column}: {value} is less than {limit}, the least that is allowed")
        problems += _each(column < limits["minimum"], message, raw, limit=number(limits["minimum"]))
    if "maximum" in limits:
        message = N_("row {row}, column {column}: {value} is more than {limit}, the most that is allowed")
        problems += _each(column > limits["maximum"], message, raw, limit=number(limits["maximum"]))
    if "enum" in limits and not company:
        problems += _two_spellings(column, raw)
    if company and "enum" in limits:
        message = N_("row {row}, column {column}: “{value}” is not one of: {allowed}")
        unknown = column.notna() & ~column.isin(limits["enum"])
        problems += _each(unknown, message, raw, allowed=", ".join(limits["enum"]))
    return problems


def _two_spellings(column: pd.Series, raw: pd.Series) -> list[Problem]:
    """Levels that differ only in capitals would make two groups of one; the rarer spelling is the problem."""
    counts = column.dropna().value_counts()
    usual: dict[str, str] = {}
    for level in sorted(counts.index, key=lambda level: (-counts[level], level)):
        usual.setdefault(level.casefold(), level)
    rare = column.notna() & (column != column.map(lambda level: usual.get(str(level).casefold()), na_action="ignore"))
    message = N_("row {row}, column {column}: “{value}” is written “{usual}” elsewhere; write it alike in every row")
    problems = _each(rare, message, raw)
    return [Problem(at, text, facts | {"usual": usual[column.iloc[at].casefold()]}) for at, text, facts in problems]


def _each(wrong: pd.Series, message: str, raw: pd.Series, **facts: str) -> list[Problem]:
    """The same problem for every row where ``wrong`` is true."""
    positions = wrong.fillna(False).to_numpy().nonzero()[0].tolist()
    return [Problem(at, message, {"column": raw.name, "value": shown(raw.iloc[at]), **facts}) for at in positions]


def _repeated(frame: pd.DataFrame, key: list[str]) -> list[Problem]:
    """Rows whose key stands in an earlier row already."""
    if not key or not set(key) <= set(frame.columns):
        return []
    filled = ~frame[key].map(cells.is_blank).any(axis=1)
    positions = (filled & frame.duplicated(subset=key)).to_numpy().nonzero()[0].tolist()
    message = N_("row {row}, column {column}: “{value}” stands in an earlier row already, and must not occur twice")
    keys = {at: " + ".join(str(cell) for cell in frame[key].iloc[at]) for at in positions}
    return [Problem(at, message, {"column": ", ".join(key), "value": shown(keys[at])}) for at in positions]


def _conditions(checked: pd.DataFrame, frame: pd.DataFrame, fields: list[dict]) -> list[Problem]:
    """Columns that must agree within a row: nothing is paid that was not accepted, and what is paid has an amount."""
    problems = []
    for field in fields:
        column, only_if, filled_if = field["name"], field.get("only_if"), field.get("filled_if")
        if only_if in checked:
            message = N_("row {row}: {column} is 1 although {condition} is 0")
            wrong = (checked[column] == 1) & (checked[only_if] == 0)
            problems += _each(wrong, message, frame[column], condition=only_if)
        if filled_if in checked:
            message = N_("row {row}, column {column}: the cell is empty although {condition} is 1")
            wrong = frame[column].map(cells.is_blank) & (checked[filled_if] == 1)
            problems += _each(wrong, message, frame[column], condition=filled_if)
        if (at_most := field.get("at_most")) in checked:
            message = N_("row {row}: {column} is {value}, which is more than {limit}")
            problems += _each(checked[column] > checked[at_most], message, frame[column], limit=at_most)
    return problems
