"""A reader's file becomes rows of cells, whatever its separator, encoding and kind."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import Any

import pandas as pd

from crmlessons.records.cells import is_blank
from crmlessons.records.checks import Problem, refuse
from crmlessons.records.description import nearest
from crmlessons.words import N_, InputError, number
from crmlessons.words import gettext as _

_TEXT, _WORKBOOK = (".csv", ".tsv", ".txt"), (".xlsx", ".xlsm")
_SEPARATORS = (",", ";", "\t")
_ZIP, _UTF16 = b"PK\x03\x04", (b"\xff\xfe", b"\xfe\xff")  # how such files begin


def read(path: str | Path) -> tuple[list[list[Any]], list[str]]:
    """The rows of a file (the first is row 1 of the spreadsheet), and notes for the reader on how it was read.

    Raises:
        InputError: there is no such file, or it is not the table its name says it is.
    """
    place = _existing(path)
    kind = place.suffix.casefold()
    if kind not in _TEXT + _WORKBOOK:
        sentence = _("“{file}” is of a kind that cannot be read here. Save it as .csv or .xlsx.")
        raise InputError(sentence.format(file=place.name))
    try:
        content = place.read_bytes()
    except OSError as error:
        sentence = _("“{file}” cannot be opened. Is it open in another program, or protected?")
        raise InputError(sentence.format(file=place.name)) from error
    return _read_workbook(content, place) if kind in _WORKBOOK else _read_text(content, place)


def _existing(path: str | Path) -> Path:
    if not isinstance(path, str | os.PathLike):
        sentence = _("path= takes the name of a file, such as {example}; what was given is of the type {kind}.")
        raise InputError(sentence.format(example='"mine.csv"', kind=type(path).__name__))
    place = Path(path).expanduser()
    if place.is_dir():
        sentence = _("“{file}” is a folder. Give the name of a file in it.")
        raise InputError(sentence.format(file=path))
    if place.is_file():
        return place
    neighbours = [file.name for file in place.parent.iterdir() if file.is_file()] if place.parent.is_dir() else []
    if like := nearest(place.name, neighbours):
        sentence = _("There is no file “{file}”. Did you mean “{nearest}”?")
        raise InputError(sentence.format(file=path, nearest=like))
    sentence = _("There is no file “{file}”. Put it in the folder of the notebook, or give its whole path.")
    raise InputError(sentence.format(file=path))


def _really(content: bytes) -> str:
    """What the first bytes betray, in words, when they are no text; else ""."""
    if content.startswith(b"%PDF"):
        return _("a PDF document")
    if content.startswith(_ZIP):
        return _("an Excel workbook or another zip file")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _("a workbook of an old Excel, or one with a password")
    if content[:500].lstrip().lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        return _("a web page")
    return _("no text at all") if b"\0" in content and not content.startswith(_UTF16) else ""


def _disguised(place: Path, really: str) -> InputError:
    sentence = _("“{file}” is not what its name says: it is {really}. Save the table anew as .csv or .xlsx.")
    return InputError(sentence.format(file=place.name, really=really))


def _read_text(content: bytes, place: Path) -> tuple[list[list[str]], list[str]]:
    if really := _really(content):
        raise _disguised(place, really)
    text, notes = _decode(content, place)
    if not text.strip():
        return [], notes
    rows: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text, place), strict=True):
            rows.append([cell.strip() for cell in cells])
    except csv.Error as error:
        sentence = _("“{file}”, row {row}: a quotation mark is opened or closed in the wrong place.")
        raise InputError(sentence.format(file=place.name, row=len(rows) + 1)) from error
    return rows, notes


def _decode(content: bytes, place: Path) -> tuple[str, list[str]]:
    encoding = "utf-16" if content.startswith(_UTF16) else "utf-8-sig"
    try:
        return content.decode(encoding), []
    except UnicodeDecodeError:
        note = _(
            "“{file}” is not saved as UTF-8; it was read as Central European (Windows-1250). "
            "Look at the letters with accents, or save it as “CSV UTF-8”."
        )
    try:
        return content.decode("cp1250"), [note.format(file=place.name)]
    except UnicodeDecodeError as error:
        sentence = _("The letters of “{file}” cannot be made out. Save it as “CSV UTF-8”.")
        raise InputError(sentence.format(file=place.name)) from error


def _separator(text: str, place: Path) -> str:
    """The separator that cuts the line of names into the most columns."""
    header = next(line for line in text.splitlines() if line.strip())
    columns = {mark: len(next(csv.reader([header], delimiter=mark))) for mark in _SEPARATORS}
    best = max(columns, key=columns.get)
    if columns[best] > 1 or header.strip().strip('"').isidentifier():  # one name alone is a table of one column
        return best
    sentence = _(
        "The columns of “{file}” are not separated by commas, semicolons or tabs. "
        "Its first line, which must hold their names, is: {line}"
    )
    raise InputError(sentence.format(file=place.name, line=header.strip()[:80]))


def _read_workbook(content: bytes, place: Path) -> tuple[list[list[Any]], list[str]]:
    from openpyxl import load_workbook

    if not content:
        return [], []
    if not content.startswith(_ZIP):
        raise _disguised(place, _really(content) or _("plain text"))
    try:
        sheets = load_workbook(io.BytesIO(content), data_only=True).worksheets
        rows = [list(row) for row in sheets[0].iter_rows(values_only=True)]
    except Exception as error:  # whatever openpyxl meets in a foreign file, it is no workbook
        raise _disguised(place, _("a damaged workbook or another zip file")) from error
    note = _("“{file}” has more than one sheet; the first, “{sheet}”, was read.")
    notes = [note.format(file=place.name, sheet=sheets[0].title)] if len(sheets) > 1 else []
    return [[cell.strip() if isinstance(cell, str) else cell for cell in row] for row in rows], notes


def table(rows: list[list[Any]], source: str) -> pd.DataFrame:
    """The rows below the first filled one, under its names; the index is each row's number in the spreadsheet.

    Raises:
        InputError: nothing is there, or only names; a name stands twice; a row is longer or shorter than the names.
    """
    start = next((at for at, row in enumerate(rows) if not _all_blank(row)), None)
    if start is None:
        raise InputError(_("“{file}” is empty.").format(file=source))
    header = _without_tail(rows[start])
    names = [f"Unnamed: {at}" if is_blank(name) else str(name) for at, name in enumerate(header)]
    for at, name in enumerate(names):
        if name in names[:at]:
            raise InputError(_("“{file}” has two columns called “{column}”.").format(file=source, column=name))
    body = {at: row for at, row in enumerate(rows[start + 1 :], start + 2) if not _all_blank(row)}
    if not body:
        raise InputError(_("“{file}” holds the names of the columns and no rows below them.").format(file=source))
    refuse(_misshapen(body, len(names)), source, pd.Index(body))  # nothing in such a file stands where it should
    cut = [row[: len(names)] for row in body.values()]
    return pd.DataFrame(cut, index=list(body), columns=names, dtype=object)


def _misshapen(body: dict[int, list[Any]], width: int) -> list[Problem]:
    message = N_(
        "row {row} has not as many cells as there are names of columns: {cells} against {names}; "
        "do amounts with a decimal comma stand between commas?"
    )
    return [
        Problem(position, message, {"cells": number(len(row), 0), "names": number(width, 0)})
        for position, row in enumerate(body.values())
        if len(row) < width or not _all_blank(row[width:])
    ]


def _all_blank(row: list[Any]) -> bool:
    return all(is_blank(cell) for cell in row)


def _without_tail(row: list[Any]) -> list[Any]:
    """The row up to its last filled cell."""
    return row[: max(at for at, cell in enumerate(row) if not is_blank(cell)) + 1]
