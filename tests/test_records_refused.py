"""What is wrong in a reader's file is said by row and column, and a file that is no table is refused in a sentence."""

from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook
from refusals import LANGUAGES, check_refusal, refusal

from crmlessons import records

NAMES = ["cost", "accepted", "paid", "revenue", "cost_of_goods"]
GOOD = "cost,accepted,paid,revenue,cost_of_goods\n2.5,1,1,100,40\n2.5,0,0,,\n"

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def place(tmp_path):
    """Put a file into the reader's folder; the loading of it is what is tried."""

    def put(content: str | bytes, name: str = "mine.csv"):
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return lambda: records.load("contacts", path=tmp_path / name)

    return put


def workbook(path: Path, *rows: list):
    """Put a workbook of these rows there; the loading of it is what is tried."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return lambda: records.load("contacts", path=path)


def one_row(**changed: str) -> str:
    """A file with one good row, but for these cells."""
    row = {"cost": "2.5", "accepted": "1", "paid": "1", "revenue": "100", "cost_of_goods": "40"} | changed
    return ";".join(row) + "\n" + ";".join(row.values()) + "\n"


# --- cells

CELLS = {
    "abc": ("cost", "abc", "“abc” is not a number"),
    "an amount with its currency": ("cost", "12 lei", "“12 lei” is not a number"),
    "infinity": ("cost", "inf", "“inf” is not a number"),
    "an error of Excel": ("cost", "#DIV/0!", "“#DIV/0!” is not a number"),
    "N/A": ("cost", "N/A", "“N/A” is not a number"),
    "a long text": ("cost", "x" * 90, "“" + "x" * 39 + "…” is not a number"),
    "a percentage": ("cost", "12,5%", "“12,5%” is a percentage; write a plain number, without %"),
    "thousands or decimals": ("cost", "1.234", "“1.234” can be read in two ways; write “1.2340” or “1234”"),
    "an empty cell": ("cost", "", "the cell is empty, and a value is needed"),
    "a negative amount": ("cost", "-2", "-2 is less than 0, the least that is allowed"),
    "perhaps": ("paid", "perhaps", "“perhaps” is neither yes nor no; write 1 for yes, 0 for no"),
    "2 for yes": ("paid", "2", "“2” is neither yes nor no; write 1 for yes, 0 for no"),
    "paid, but no amount": ("revenue", "", "the cell is empty although paid is 1"),
    "half a week": ("week", "1.5", "“1.5” is not a whole number"),
    "week 0": ("week", "0", "0 is less than 1, the least that is allowed"),
    "no such day": ("date", "2024-02-30", "“2024-02-30” is not a date; write it as 2024-02-05 or 05.02.2024"),
    "one of two days": ("date", "3/4/2024", "“3/4/2024” can be read as two days; write 2024-04-03 or 2024-03-04"),
    "a day with slashes": ("date", "13/04/2024", "“13/04/2024” is not a date; write it as 2024-02-05 or 05.02.2024"),
}


@in_both_languages
@pytest.mark.parametrize("case", CELLS)
def test_a_cell_that_cannot_be_used_is_named_by_row_and_column(place, language, case):
    column, given, reason = CELLS[case]
    where = {"en": f"– row 2, column {column}: ", "ro": f"– rândul 2, coloana {column}: "}[language]
    check_refusal(place(one_row(**{column: given})), language, "mine.csv", where, given[:39], in_english=(reason,))


@in_both_languages
def test_a_sale_that_is_paid_but_was_not_accepted_is_named(place, language):
    where = {"en": "row 2: paid is 1", "ro": "rândul 2: paid este 1"}[language]
    check_refusal(place(one_row(accepted="0")), language, where, "accepted")


@in_both_languages
def test_a_number_of_contact_that_stands_twice_is_named(place, language):
    table = one_row(contact_id="A1") + "2;0;0;;;A1\n2;0;0;;;A2\n"
    where = {"en": "row 3, column contact_id: “A1”", "ro": "rândul 3, coloana contact_id: „A1”"}[language]
    check_refusal(place(table), language, where)


def test_rows_are_numbered_as_the_spreadsheet_numbers_them_blank_ones_included(place, tmp_path):
    assert "row 6, column cost: “?” is not a number" in refusal(place("\n" + GOOD + "\n?,0,0,,\n"), "en")
    load = workbook(tmp_path / "mine.xlsx", NAMES, [None], [None], [2, 1, 1, "?", 40])
    assert "row 4, column revenue: “?” is not a number" in refusal(load, "en")


def test_a_formula_that_no_spreadsheet_has_computed_yet_counts_as_an_empty_cell(tmp_path):
    load = workbook(tmp_path / "mine.xlsx", NAMES, ["=1+1", 1, 1, 100, 40])
    assert "row 2, column cost: the cell is empty" in refusal(load, "en")


@in_both_languages
def test_up_to_ten_problems_are_listed_in_the_order_of_the_rows_and_the_rest_counted(place, language):
    rows = [f"{'x' if row % 2 else '2'},0,{'' if row % 2 else 'y'},," for row in range(2, 25)]
    lines = refusal(place(",".join(NAMES) + "\n" + "\n".join(rows)), language).split("\n")
    word = {"en": "row", "ro": "rândul"}[language]
    assert len(lines) == 12 and "34" in lines[0] and "24" in lines[-1]
    assert [line.split(",")[0] for line in lines[1:4]] == [f"– {word} 2", f"– {word} 3", f"– {word} 3"]


@pytest.mark.parametrize(("extra", "ending"), [(1, "and 1 more problem"), (2, "and 2 more problems")])
def test_what_is_not_listed_is_counted_in_the_right_number(place, extra, ending):
    rows = ["x,0,0,,"] * (10 + extra)
    assert refusal(place("\n".join([",".join(NAMES), *rows])), "en").endswith(ending)


# --- files

FILES = {
    "an empty file": ("mine.csv", "", "mine.csv"),
    "blank lines only": ("mine.csv", " \n\n", "mine.csv"),
    "separators only": ("mine.csv", ";;;\n;;;\n", "mine.csv"),
    "a byte order mark only": ("mine.csv", b"\xef\xbb\xbf", "mine.csv"),
    "names only": ("mine.csv", ",".join(NAMES) + "\n", "mine.csv"),
    "an unknown separator": ("mine.csv", GOOD.replace(",", "|"), "cost|accepted"),
    "decimal commas between commas": ("mine.csv", GOOD.replace("2.5", "2,5"), "6"),
    "a row cut short": ("mine.csv", GOOD + "2.5,1\n", "5"),
    "an open quotation mark": ("mine.csv", GOOD + '"2.5,0,0,,\n', " 4:"),
    "a PDF": ("mine.csv", b"%PDF-1.7\n...", "PDF"),
    "a web page": ("mine.csv", "\n<!DOCTYPE html><html>", "web"),
    "a picture": ("mine.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "text"),
    "a workbook called csv": ("mine.csv", b"PK\x03\x04\x14\0", "zip"),
    "an old workbook called xlsx": ("mine.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1", "Excel"),
    "a text called xlsx": ("mine.xlsx", GOOD, "text"),
    "another zip called xlsx": ("mine.xlsx", b"PK\x03\x04rubbish", "zip"),
    "an empty workbook": ("mine.xlsx", b"", "mine.xlsx"),
    "a kind that is not read": ("mine.ods", b"...", ".xlsx"),
    "letters of no known code": ("mine.csv", GOOD.encode() + b"\x81\x83\x88", "UTF-8"),
}


@in_both_languages
@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_not_the_table_its_name_says_is_refused_in_a_sentence(place, tmp_path, language, case):
    name, content, fact = FILES[case]
    load = place(content, name)
    before = (tmp_path / name).read_bytes()
    check_refusal(load, language, name, fact)
    assert (tmp_path / name).read_bytes() == before


def test_each_kind_of_bad_file_has_its_own_sentence(place):
    sentences = {refusal(place(content, name), "en") for name, content, _ in FILES.values()}
    assert len(sentences) == len(FILES) - 3  # blank lines, separators and a mark alone are as empty as an empty file


@in_both_languages
def test_a_workbook_without_cells_is_empty(tmp_path, language):
    check_refusal(workbook(tmp_path / "none.xlsx"), language, "none.xlsx", in_english=("empty",))


@in_both_languages
def test_a_missing_file_a_folder_and_what_is_no_path_are_refused(place, tmp_path, language):
    place(GOOD)
    tries = {tmp_path / "mien.csv": "mine.csv", "nowhere/else.xlsx": "else.xlsx", tmp_path: str(tmp_path)}
    for path, fact in tries.items():
        check_refusal(lambda path=path: records.load("contacts", path=path), language, fact)
    check_refusal(lambda: records.load("contacts", path=pd.DataFrame()), language, "DataFrame", '"mine.csv"')


@in_both_languages
def test_a_file_that_cannot_be_opened_is_refused(place, language, monkeypatch):
    def locked(path: Path) -> bytes:
        if path.name == "mine.csv":
            raise PermissionError
        return path.open("rb").read()

    load = place(GOOD)
    monkeypatch.setattr(Path, "read_bytes", locked)
    check_refusal(load, language, "mine.csv", in_english=("cannot be opened",))
