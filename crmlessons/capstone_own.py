"""The second track: the same decision on the reader's own numbers, from a form or from a CSV of names and values.

A use of money has two groups of people: the best, and all others. In each, a share answers, and an answer is worth so
many lei of margin. How sure a share is follows from how many contacts it was seen in; a guess says 0.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from numbers import Real
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from crmlessons import inputs
from crmlessons.capstone_company import LEVERS, Company, made
from crmlessons.line import Line
from crmlessons.records import files, said
from crmlessons.words import N_, InputError
from crmlessons.words import gettext as _

GUESSED = 0.5  # a share that was never tried may be half as large or half as large again
ROWS = ("name", "value")
MOST_ROWS = 200
FIELDS = (
    Line("A", "cost", N_("cost of a contact"), "lei", default=2.0, slider=(0.01, 1_000, 0.5)),
    Line("B", "best_number", N_("best people: how many"), "1", default=200, slider=(0, 1_000_000, 10), shown="count"),
    Line("C", "best_rate", N_("of the best, share who answer"), "1", default=0.1, slider=(0, 1, 0.005)),
    Line("D", "other_number", N_("others: how many"), "1", default=800, slider=(0, 1_000_000, 10), shown="count"),
    Line("E", "other_rate", N_("of the others, share who answer"), "1", default=0.03, slider=(0, 1, 0.005)),
    Line("F", "worth", N_("what an answer is worth: margin"), "lei", default=60, slider=(0, 100_000, 5)),
    Line("G", "tested", N_("seen in so many contacts: 0 is a guess"), "1", default=0, slider=(0, 1_000_000, 10),
         shown="count"),
    Line("H", "before", N_("spent on it last year"), "lei", default=0, slider=(0, 1_000_000, 100)),
)
EXAMPLE = {"acquiring": (3, 400, 0.06, 1_500, 0.025, 90, 300, 4_000),
           "retaining": (8, 60, 0.12, 240, 0.05, 140, 0, 3_000),
           "growing": (1, 150, 0.07, 350, 0.03, 45, 120, 500), "supporting": (6, 80, 0.1, 200, 0.04, 75, 0, 2_000),
           "collecting": (2, 50, 0.15, 250, 0.05, 40, 200, 500)}


class Own(NamedTuple):
    """The reader's own case.

    Attributes:
        company: what its money can be spent on.
        budget: lei for the year.
        values: every input by name, as it was given.
    """

    company: Company
    budget: float
    values: dict[str, Any]


def names() -> list[str]:
    """The inputs of an own case, in the order of the template."""
    return ["company", "budget", *(f"{lever}_{field.name}" for lever in LEVERS for field in FIELDS)]


def example() -> dict[str, Any]:
    """The inputs filled in for an invented shop; replace them by your own."""
    filled = {f"{lever}_{field.name}": float(value) for lever in LEVERS
              for field, value in zip(FIELDS, EXAMPLE[lever], strict=True)}
    return {"company": _("My company"), "budget": 10_000.0, **filled}


def template(path: str | Path, values: Mapping[str, Any] | None = None) -> Path:
    """Write a table with the columns name, value and question for a reader to change: .csv, or .xlsx.

    Args:
        path: of the file.
        values: what stands in it, such as ``form.values``; the example when it is left out.

    Raises:
        InputError: another kind of file, a folder that does not exist, or a file that exists: none is written over.
    """
    target = Path(path)
    if target.suffix.casefold() not in (".csv", ".xlsx") or not target.parent.is_dir():
        raise InputError(_("The table is written to a file whose name ends in .csv or .xlsx, in a folder that exists; "
                           "“{file}” was given.").format(file=target.name))
    if target.exists():
        raise InputError(_("“{file}” exists already. Nothing is written over: give another name, or delete the file "
                           "first.").format(file=target.name))
    filled = {**example(), **(values or {})}
    rows = [(*ROWS, "question"), *((name, filled[name], _asked(name)) for name in names())]
    target.write_bytes(_workbook(rows) if target.suffix.casefold() == ".xlsx" else _text(rows))
    return target


def _asked(name: str) -> str:
    """What an input means, with its unit, in words."""
    if name in ("company", "budget"):
        return {"company": _("name of the company"), "budget": _("budget of the year, lei")}[name]
    lever, field = name.split("_", 1)
    line = next(one for one in FIELDS if one.name == field)
    unit = {"percent": _("a share, such as 6%"), "money": "lei"}.get(line.kind, _("a number"))
    return f"{said(lever)}: {_(line.label)} ({unit})"


def _text(rows: list[tuple]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _workbook(rows: list[tuple]) -> bytes:
    from openpyxl import Workbook

    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append([neutral(cell) for cell in row])
    book.active.column_dimensions["A"].width, book.active.column_dimensions["C"].width = 26, 60
    book.save(content)
    return content.getvalue()


def neutral(cell: Any) -> Any:
    """A text that a spreadsheet would take for a formula, as a text."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip().startswith(("=", "+", "-", "@")) else cell


def own(given: Mapping[str, Any] | str | Path) -> Own:
    """The reader's own case, from a dict of inputs or from a CSV with the columns name and value.

    Args:
        given: values by the names of ``names``; numbers may be written "12.5%" or "12,5".

    Raises:
        InputError: what is wrong, each fault by its row and column, or by its name.
    """
    values, places = _read(Path(given)) if isinstance(given, str | Path) else (dict(given), {})
    faults = [_("“{name}” is missing.").format(name=name) for name in names() if name not in values]
    faults += [_unknown(name, places) for name in values if name not in names()]
    numbers: dict[str, float] = {}
    for name in names():
        if name in values and name != "company":
            numbers[name], fault = _number(name, values[name], places)
            faults += [fault] if fault else []
    if faults:
        more = [_("… and {count} more.").format(count=len(faults) - 5)] if len(faults) > 5 else []
        raise InputError("\n".join([_("These inputs cannot be used:"), *faults[:5], *more]))
    title = str(values["company"]).strip() or _("My company")
    return Own(_company(numbers, title), numbers["budget"], {"company": title, **numbers})


def _read(path: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """The values of a file by name, and the row that each stands in, as a spreadsheet counts rows."""
    if not path.exists():
        raise InputError(_("There is no file “{file}” here. The template is written by template(\"my-company.csv\")."
                           ).format(file=path.name))
    rows = [["" if cell is None else cell for cell in row] for row in files.read(path)[0][:MOST_ROWS]]
    head = [str(cell).casefold() for cell in rows[0]] if rows else []
    if head[:2] != list(ROWS):
        raise InputError(_("Row 1 of “{file}” must hold the two names of the columns: name and value.").format(
            file=path.name))
    values, places = {}, {}
    for number, row in enumerate(rows[1:], start=2):
        name = str(row[0]) if row else ""
        if not any(str(cell) for cell in row):
            continue
        if name in places:
            raise InputError(_("Row {row}: “{name}” stands in row {first} as well.").format(
                row=number, name=name, first=places[name]))
        places[name] = number
        rest = [cell for cell in row[1:] if cell != ""]  # a decimal comma between commas, or a column for notes
        values[name] = ",".join(map(str, rest)) if len(head) == 2 and len(rest) > 1 else (*row[1:2], "")[0]
    return values, places


def _unknown(name: str, places: Mapping[str, int]) -> str:
    near = inputs.nearest(name, names())
    fault = _("“{name}” is not an input. Did you mean “{near}”?") if near else _("“{name}” is not an input.")
    return _placed(name, "name", places, fault.format(name=str(name)[:60], near=near))


def _placed(name: str, column: str, places: Mapping[str, int], fault: str) -> str:
    """The fault with the row and column where it stands, if it comes from a file."""
    if name not in places:
        return fault
    return _("Row {row}, column “{column}”: {fault}").format(row=places[name], column=column, fault=fault)


def _number(name: str, value: Any, places: Mapping[str, int]) -> tuple[float, str]:
    """The number, and the sentence that says why it is none; one of the two."""
    low, high = _allowed(name)
    found = _readable(value)
    if not found:
        fault = _("“{given}” is no number for {name}.").format(given=str(value)[:40], name=name)
    elif inputs.doubtful(found) and all(low <= one <= high for one in found):
        fault = _("“{given}” for {name} can be read as {first} or as {second}. Write it without points and commas "
                  "between the thousands.").format(given=value, name=name, first=_plain(found[0]),
                                                   second=_plain(found[1]))
    elif high == 1 and any(1 < one <= 100 for one in found):
        fault = _("{name} must lie between 0 and 1, and {given} was given. For {given} in a hundred write {given}%."
                 ).format(name=name, given=str(value)[:40])
    elif not any(low <= one <= high for one in found):
        fault = _("{name} must lie between {low} and {high}, and {given} was given.").format(
            name=name, low=_plain(low), high=_plain(high), given=str(value)[:40])
    else:
        return next(one for one in found if low <= one <= high), ""
    return float("nan"), _placed(name, "value", places, fault)


def _readable(value: Any) -> list[float]:
    if isinstance(value, str):
        return inputs.readings(value)
    known = isinstance(value, Real) and not isinstance(value, bool) and value == value
    return [float(value)] if known else []


def _plain(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


def _allowed(name: str) -> tuple[float, float]:
    if name == "budget":
        return 1.0, 1e9
    field = next(line for line in FIELDS if name.endswith(f"_{line.name}") and name.split("_", 1)[1] == line.name)
    low, high, _step = field.slider
    return low, high


def _company(numbers: Mapping[str, float], title: str) -> Company:
    rows, labels = [], []
    for lever in LEVERS:
        of = {field.name: numbers[f"{lever}_{field.name}"] for field in FIELDS}
        for who in ("best", "other"):
            rows.append(_group(of, of[f"{who}_number"], of[f"{who}_rate"]))
            labels.append((lever, f"{who}_people", lever))
    habit = pd.Series({lever: numbers[f"{lever}_before"] for lever in LEVERS})
    return made(pd.DataFrame(rows, pd.MultiIndex.from_tuples(labels)), habit=habit, name=title)


def _group(of: Mapping[str, float], size: float, rate: float) -> dict[str, float]:
    """A group as the search needs it: an answer is a yes or no, so a share of n has the error √(p · (1 − p)/n)."""
    spread = (rate * (1 - rate)) ** 0.5 * of["worth"]
    error = spread / of["tested"] ** 0.5 if of["tested"] > 0 else GUESSED * rate * of["worth"]
    return {"unit_cost": of["cost"], "limit": size, "brings": rate * of["worth"], "error": error, "spread": spread}
