"""Tables for lecturers as Excel and CSV files, in which nothing that a person typed is ever taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from crmlessons.views.workbook import FORMATS, HEAD_FILL, packed, text

BEGIN_FORMULAS = tuple("=+-@\t\r\n|")
WIDEST, LONGEST = 60, 32_000  # in characters; Excel takes 32,767 in a cell


class Amount(NamedTuple):
    """A number and how it is written: "money", "percent", "count" or "number"."""

    value: float
    kind: str


def neutral(value: Any) -> Any:
    """A cell of a CSV file: a text that a spreadsheet could take for a formula gets an apostrophe before it."""
    if isinstance(value, Amount):
        return repr(round(value.value, 10))
    if not isinstance(value, str):
        return value
    said = value.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")[:LONGEST]
    return f"'{said}" if said.startswith(BEGIN_FORMULAS) or said.lstrip().startswith(BEGIN_FORMULAS) else said


def write_csv(path: Path, rows: Sequence[Sequence[Any]]) -> None:
    """Write one table; Excel finds its letters by the mark at the beginning."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([neutral(cell) for cell in row] for row in rows)


def write_xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> None:
    """Write tables by the names of their sheets; the first row of each holds its heads."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name[:31])
        for at, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                _fill(page.cell(at, column), value, head=at == 1)
        for column, cells in enumerate(zip(*rows, strict=True), start=1):
            longest = max(len(line) for cell in cells for line in (str(_bare(cell)).splitlines() or [""]))
            page.column_dimensions[get_column_letter(column)].width = min(WIDEST, longest + 3)
        page.freeze_panes = "B2"
        page.auto_filter.ref = page.dimensions
    path.write_bytes(packed(book))


def _bare(value: Any) -> Any:
    return f"{value.value:,.2f}" if isinstance(value, Amount) else value


def _fill(cell: Any, value: Any, head: bool) -> None:
    if isinstance(value, Amount):
        cell.value, cell.number_format = float(value.value), FORMATS[value.kind]
    elif isinstance(value, int):
        cell.value = value
    else:
        text(cell, str(value).encode("utf-8", "replace").decode("utf-8")[:LONGEST], bold=head,
             fill=HEAD_FILL if head else "")
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
