"""A solved sheet as a spreadsheet that computes: inputs as numbers, results as live formulas under the same letters."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmlessons import units
from crmlessons.line import Line
from crmlessons.solution import Solution
from crmlessons.views import cases, tables
from crmlessons.words import UNDEFINED, InputError
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet as Page

MOST_CASES = 250
HEAD_ROW = 4
FIRST_CASE = 6
FORMATS = {"money": "#,##0.00", "count": "#,##0", "percent": "0.00%", "number": "#,##0.00"}
INPUT_FILL = "FFF2CC"
HEAD_FILL = "E7E6E6"
# A fixed moment, so that the same sheet gives the same file.
MOMENT = (2026, 1, 1, 0, 0, 0)


def write(solution: Solution, path: str | Path, overwrite: bool = False) -> Path:
    """Write the sheet as an Excel workbook, one column a case.

    Args:
        solution: a solved sheet of at most ``MOST_CASES`` cases.
        path: the file, ending in ``.xlsx``, in a folder that exists.
        overwrite: whether a file that is there already may be replaced.

    Returns:
        The path of the file.

    Raises:
        InputError: the path cannot be written to, a file is there already, or there are too many cases.
    """
    target = checked_path(Path(path), overwrite)
    if solution.cases > MOST_CASES:
        raise InputError(_("A workbook shows at most {most} cases side by side, and this sheet has {given}. Solve the "
                           "sheet for fewer of them.").format(most=MOST_CASES, given=solution.cases))
    return keep(content(solution), target)


class Saved(type(Path())):
    """The path of a file that was written; where a cell shows it, it says so in words."""

    def __repr__(self) -> str:
        return _("Saved in “{file}”.").format(file=self.name)


def keep(file: bytes, target: Path) -> Saved:
    """Write the bytes of a workbook to a path that was checked.

    Raises:
        InputError: it cannot be written.
    """
    try:
        target.write_bytes(file)
    except OSError as error:
        raise InputError(_("{path} cannot be written ({reason}). Is it open in another program?").format(
            path=target.name, reason=error.strerror)) from error
    return Saved(target)


def checked_path(path: Path, overwrite: bool) -> Path:
    """The path, once a workbook may be written there.

    Raises:
        InputError: it does not end in .xlsx, its folder is missing, or something is there that may not be replaced.
    """
    if path.suffix.lower() != ".xlsx":
        raise InputError(_("The name of a workbook ends in .xlsx, and “{given}” does not. Try “{meant}”.").format(
            given=path.name, meant=path.with_suffix(".xlsx").name if path.name else "campaign.xlsx"))
    if not path.parent.is_dir():
        raise InputError(_("There is no folder “{folder}”. Make it first, or write the file into another one.").format(
            folder=path.parent))
    if path.exists() and not (overwrite and path.is_file()):
        raise InputError(_("There is already something called “{name}”. Choose another name, or add overwrite=True to "
                           "replace the file.").format(name=path.name))
    return path


def content(solution: Solution) -> bytes:
    """The workbook as the bytes of a file; the same sheet always gives the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    _fill(book, book.active, solution)
    return packed(book)


def packed(book: Workbook) -> bytes:
    """The bytes of a workbook, with the moment of writing taken out."""
    unpacked = io.BytesIO()
    book.save(unpacked)
    raw = unpacked.getvalue()
    done = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            data = before.read(entry)
            if entry.filename == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"%d-%02d-%02dT%02d:%02d:%02dZ" % MOMENT, data)
            after.writestr(zipfile.ZipInfo(entry.filename, MOMENT), data, zipfile.ZIP_DEFLATED)
    return done.getvalue()


def _fill(book: Workbook, page: Page, solution: Solution) -> None:
    book.properties.creator = "crmlessons"
    page.title = "crmlessons"
    text(page.cell(1, 1), tables.title(solution.sheet), bold=True)
    text(page.cell(2, 1), _("Change the cells marked “{input}”: everything else follows.").format(input=_("input")))
    values = [_("value")] if cases.is_single(solution) else cases.names(solution)
    heads = (_("line"), _("description"), _("unit"), _("formula"), _("input or result"), *values)
    for column, head in enumerate(heads, start=1):
        text(page.cell(HEAD_ROW, column), head, bold=True, fill=HEAD_FILL)
    frame = solution.frame()
    rows = {line.letter: row for row, line in enumerate(solution.sheet.lines, start=HEAD_ROW + 1)}
    for line in solution.sheet.lines:
        _line(page, line, rows, frame[line.letter].tolist())
    _notes(page, [line for line in solution.sheet.lines if line.undefined], first_row=max(rows.values()) + 2)
    _shape(page, solution.cases)


def _notes(page: Page, lines: list[Line], first_row: int) -> None:
    """Why a line can be without a value: true whatever inputs the reader types later."""
    for row, line in enumerate(lines, start=first_row):
        text(page.cell(row, 1), _("Where {letter} shows {dash}: {reason}.").format(
            letter=line.letter, dash=UNDEFINED, reason=_(line.undefined)))


def _line(page: Page, line: Line, rows: dict[str, int], values: list[float]) -> None:
    row = rows[line.letter]
    kind = _("input") if line.is_input else _("result")
    words = (line.letter, _(line.label), units.label(line.unit), "" if line.is_input else tables.formula(line), kind)
    for column, word in enumerate(words, start=1):
        text(page.cell(row, column), word)
    for column, value in enumerate(values, start=FIRST_CASE):
        _value(page.cell(row, column), line, rows, value)


def _value(cell: Cell, line: Line, rows: dict[str, int], value: float) -> None:
    from openpyxl.styles import PatternFill

    cell.number_format = FORMATS[line.kind]
    if line.is_input:
        cell.value = float(value)
        cell.fill = PatternFill("solid", start_color=INPUT_FILL)
        return
    formula = tables.plain_formula(line).replace("**", "^")
    formula = re.sub(r"\b[A-Z]\b", lambda letter: f"{cell.column_letter}{rows[letter.group()]}", formula)
    cell.value = f'=IFERROR({formula},"{UNDEFINED}")'


def text(cell: Cell, said: Any, bold: bool = False, fill: str = "") -> None:
    """Put text into a cell so that no program ever takes it for a formula, whatever it begins with."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font, PatternFill

    cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", str(said))
    cell.data_type = "s"
    cell.font = Font(bold=bold)
    if fill:
        cell.fill = PatternFill("solid", start_color=fill)
    if str(said).lstrip()[:1] in tuple("=+-@"):
        cell.quotePrefix = True


def _shape(page: Page, count: int) -> None:
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    widths = [8, 46, 24, 12, 16, *[16] * count]
    for column, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    for row in page.iter_rows(min_row=HEAD_ROW, min_col=FIRST_CASE):
        for cell in row:
            cell.alignment = Alignment(horizontal="right", wrap_text=cell.row == HEAD_ROW)
    page.freeze_panes = page.cell(HEAD_ROW + 1, FIRST_CASE)
