"""The spreadsheet a sheet is exported to: it computes the same numbers, and takes no reader's text for a formula."""

import datetime
import math
import subprocess
from importlib import import_module
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from refusals import LANGUAGES, check_refusal

import crmlessons
from crmlessons import acquisition, use
from crmlessons.views import workbook
from crmlessons.worksheet import Worksheet

SHEET = acquisition.SHEET
ROWS = {line.letter: row for row, line in enumerate(SHEET.lines, start=workbook.HEAD_ROW + 1)}
EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|'/c calc'!A1"]


def solved(**changed):
    return SHEET.solve(**{**SHEET.example, **changed})


def page(path: Path):
    return openpyxl.load_workbook(path).active


@pytest.fixture
def target(tmp_path) -> Path:
    return tmp_path / "campaign.xlsx"


def test_inputs_are_numbers_and_results_are_live_formulas_under_the_same_letters(target):
    sheet = page(solved().to_excel(target))
    column = {letter: sheet.cell(row, workbook.FIRST_CASE) for letter, row in ROWS.items()}
    assert column["A"].value == 10_000 and column["D"].value == 0.05
    assert column["C"].value == f'=IFERROR(F{ROWS["A"]}*F{ROWS["B"]},"—")'
    assert column["T"].value == f'=IFERROR(F{ROWS["P"]} - F{ROWS["C"]},"—")'
    assert column["D"].number_format == "0.00%" and column["T"].number_format == "#,##0.00"
    assert [sheet.cell(row, 1).value for row in ROWS.values()] == list(ROWS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_input_is_marked_by_a_word_and_by_a_fill(target, language):
    use(language)
    sheet = page(solved().to_excel(target))
    marked = {sheet.cell(ROWS[letter], 5).value for letter in "ABDFKM"}
    others = {sheet.cell(ROWS[letter], 5).value for letter in "CEGHJLNPQRT"}
    assert len(marked) == len(others) == 1 and marked != others
    assert sheet.cell(ROWS["A"], workbook.FIRST_CASE).fill.start_color.rgb.endswith(workbook.INPUT_FILL)
    assert sheet.freeze_panes == f"F{workbook.HEAD_ROW + 1}"
    assert not [cell.value for row in sheet for cell in row if "⟦" in str(cell.value)]


def test_no_text_of_a_file_becomes_a_formula_whatever_it_begins_with(target):
    sheet = page(solved(gross_rate=pd.Series([0.05] * len(EVIL), EVIL)).to_excel(target))
    heads = sheet[workbook.HEAD_ROW][workbook.FIRST_CASE - 1:]
    assert [cell.value for cell in heads] == EVIL
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in heads)


def test_a_control_character_in_a_name_does_not_stop_the_export(target):
    sheet = page(solved(gross_rate=pd.Series([0.05], ["a\x07b"])).to_excel(target))
    assert sheet.cell(workbook.HEAD_ROW, workbook.FIRST_CASE).value == "a\N{REPLACEMENT CHARACTER}b"


def test_the_same_sheet_gives_the_same_bytes_at_any_time(monkeypatch):
    first = workbook.content(solved())
    monkeypatch.setattr("openpyxl.writer.excel.datetime.datetime", Later)
    assert workbook.content(solved()) == first


class Later(datetime.datetime):
    """A clock of some years on."""

    @classmethod
    def now(cls, tz=None):
        return cls(2031, 5, 17, 8, 30, tzinfo=tz)


def test_a_file_is_replaced_only_when_the_reader_says_so(target):
    target.write_bytes(b"mine")
    for language in LANGUAGES:
        check_refusal(lambda: solved().to_excel(target), language, "campaign.xlsx", "overwrite=True")
    assert target.read_bytes() == b"mine"
    assert solved().to_excel(target, overwrite=True) == target and target.read_bytes() != b"mine"


REFUSED = [("campaign.csv", ".xlsx", "campaign.xlsx"), ("nowhere/campaign.xlsx", "nowhere"), ("campaign", ".xlsx")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "said"), [(name, said) for name, *said in REFUSED])
def test_a_path_that_cannot_be_written_is_refused_with_what_to_do(tmp_path, name, said, language):
    check_refusal(lambda: solved().to_excel(tmp_path / name), language, *said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folder_of_that_name_is_not_replaced(target, language):
    target.mkdir()
    check_refusal(lambda: solved().to_excel(target, overwrite=True), language, "campaign.xlsx")


@pytest.mark.parametrize("language", LANGUAGES)
def test_more_cases_than_a_spreadsheet_shows_well_are_refused(target, language):
    many = solved(gross_rate=[0.05] * (workbook.MOST_CASES + 1))
    check_refusal(lambda: many.to_excel(target), language, "250", "251")
    assert not target.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_another_program_holds_is_refused_in_words(target, language, monkeypatch):
    def locked(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", locked)
    check_refusal(lambda: solved().to_excel(target), language, "campaign.xlsx")


def recalculated(soffice: str, paths: list[Path], scratch: Path) -> list:
    """The workbooks as LibreOffice computes them: the files themselves hold formulas and no results."""
    profile = f"-env:UserInstallation={(scratch / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(scratch / "done")]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=300)
    return [openpyxl.load_workbook(scratch / "done" / path.name, data_only=True).active for path in paths]


def shown(sheet, row: int) -> list:
    return [cell.value for cell in sheet[row][workbook.FIRST_CASE - 1:]]


def test_libreoffice_recalculates_the_same_numbers_and_the_same_undefined_lines(soffice, tmp_path):
    rates = pd.Series([0.05, 0.0, 0.0123], ["worked example of Fig. 3", "=nobody bought", "thin"])
    solution = solved(gross_rate=rates, prospects=[10_000, 10_000, 0], revenue_per_sale=[100, 100, 77.7])
    path = solution.to_excel(tmp_path / "campaign.xlsx")
    assert page(path).cell(ROWS["T"], workbook.FIRST_CASE).data_type == "f"
    (sheet,) = recalculated(soffice, [path], tmp_path)
    computed = {letter: shown(sheet, row) for letter, row in ROWS.items()}
    for letter in ROWS:
        for value, expected in zip(computed[letter], solution[letter], strict=True):
            assert value == "—" if math.isnan(expected) else value == pytest.approx(expected, rel=1e-12), letter
    assert [computed["J"][1], computed["Q"][2], computed["T"][2]] == ["—", "—", 0]


def every_sheet() -> dict[str, Worksheet]:
    """The sheets of all topics, by topic and name."""
    found = {}
    for module in sorted(path.stem for path in Path(crmlessons.__file__).parent.glob("[a-z]*.py")):
        values = vars(import_module(f"crmlessons.{module}"))
        found |= {f"{module}.{name}": one for name, one in values.items()
                  if isinstance(one, Worksheet) and name.isupper() and "_" not in module}
    return found


def test_libreoffice_recalculates_every_sheet_of_the_course(soffice, tmp_path):
    solutions = {name: sheet.solve(**sheet.example) for name, sheet in every_sheet().items()}
    assert {"acquisition.SHEET", "retention.SHEET", "growth.UPLIFT", "receivables.CYCLE"} <= set(solutions)
    paths = [one.to_excel(tmp_path / f"{name}.xlsx") for name, one in solutions.items()]
    for (name, one), sheet in zip(solutions.items(), recalculated(soffice, paths, tmp_path), strict=True):
        for row, line in enumerate(one.sheet.lines, start=workbook.HEAD_ROW + 1):
            assert shown(sheet, row) == [pytest.approx(float(one[line.letter]), rel=1e-12)], (name, line.letter)
