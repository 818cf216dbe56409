"""A table as a plain spreadsheet: numbers as numbers, and text that no program takes for a formula."""

from __future__ import annotations

import numbers
from pathlib import Path

import pandas as pd

from crmlessons.records import said
from crmlessons.views import workbook
from crmlessons.words import InputError, number
from crmlessons.words import gettext as _

MOST_ROWS = 20_000


def export(frame: pd.DataFrame, path: str | Path, overwrite: bool = False) -> Path:
    """Write a table, such as all scores of a file, as an Excel workbook.

    Args:
        frame: one row a row; an index with a name becomes the first column.
        path: the file, ending in ``.xlsx``, in a folder that exists.
        overwrite: whether a file that is there already may be replaced.

    Returns:
        The path of the file.

    Raises:
        InputError: the path cannot be written to, a file is there already, or there are too many rows.
    """
    from openpyxl import Workbook

    target = workbook.checked_path(Path(path), overwrite)
    if len(frame) > MOST_ROWS:
        raise InputError(_("A spreadsheet of at most {most} rows is written, and this table has {given}.").format(
            most=number(MOST_ROWS, 0), given=number(len(frame), 0)))
    shown = frame.reset_index() if frame.index.names[0] is not None else frame
    book = Workbook()
    for column, head in enumerate(shown.columns, start=1):
        workbook.text(book.active.cell(1, column), said(head), bold=True, fill=workbook.HEAD_FILL)
        book.active.column_dimensions[book.active.cell(1, column).column_letter].width = 24
        for row, value in enumerate(shown[head], start=2):
            _fill(book.active.cell(row, column), value)
    book.active.freeze_panes = "A2"
    return workbook.keep(workbook.packed(book), target)


def _fill(cell: object, value: object) -> None:
    if value is None or value is pd.NA or value != value:
        return
    if isinstance(value, numbers.Real) and not isinstance(value, bool):
        cell.value = value.item() if hasattr(value, "item") else value
    else:
        workbook.text(cell, said(value))
