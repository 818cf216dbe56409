"""Records load from the case company, or from a reader's own file in every common layout."""

import warnings
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from openpyxl import Workbook
from refusals import LANGUAGES, check_refusal

from crmlessons import InputError, records, use
from crmlessons.records import cells
from crmlessons.records.checks import typed
from crmlessons.records.description import nearest, tables

NAMES = ["cost", "accepted", "paid", "revenue", "cost_of_goods"]
GOOD = "cost,accepted,paid,revenue,cost_of_goods\n2.5,1,1,100,40\n2.5,0,0,,\n"

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def own(tmp_path):
    """Load a text as the reader's own file."""

    def load(text: str, encoding: str = "utf-8", **options) -> pd.DataFrame:
        (tmp_path / "mine.csv").write_bytes(text.encode(encoding))
        return records.load("contacts", path=tmp_path / "mine.csv", **options)

    return load


@pytest.fixture
def workbook(tmp_path):
    """Load rows as the reader's own workbook."""

    def load(*rows: list, sheets: int = 1) -> pd.DataFrame:
        book = Workbook()
        for row in rows:
            book.active.append(row)
        for _ in range(sheets - 1):
            book.create_sheet()
        book.save(tmp_path / "mine.xlsx")
        return records.load("contacts", path=str(tmp_path / "mine.xlsx"))

    return load


def test_the_contacts_of_the_case_company_load_with_plain_types():
    contacts = records.load("contacts")
    kinds = {name: kind.kind for name, kind in contacts.dtypes.items()}
    assert len(contacts) == 10_368
    assert kinds["date"] == "M" and kinds["week"] == kinds["accepted"] == kinds["paid"] == "i"
    assert kinds["cost"] == kinds["revenue"] == kinds["cost_of_goods"] == "f"
    assert isinstance(contacts["channel"].iloc[0], str) and contacts.index.equals(pd.RangeIndex(10_368))


def test_every_table_of_the_description_loads():
    for name in tables():
        assert len(records.load(name))


def test_the_company_s_own_table_must_have_every_column_and_known_levels_only():
    schema, good = tables()["contacts"]["schema"], records.load("contacts").head(3)
    assert typed(good, schema, company=True)[1] == []
    _, problems = typed(good.assign(channel="fax").drop(columns="moment"), schema, company=True)
    said = [problem.facts.get("value", problem.facts["column"]) for problem in problems]
    assert said == ["moment", "fax", "fax", "fax"]


@in_both_languages
@pytest.mark.parametrize("name", ["contact", "", None, 3])
def test_an_unknown_table_is_refused_with_those_there_are(language, name):
    check_refusal(lambda: records.load(name), language, "contacts", str(name))
    check_refusal(lambda: records.describe(name), language, "contacts", str(name))


@pytest.mark.parametrize(
    ("language", "headings", "kind", "meaning"),
    [
        ("en", ["column", "type", "unit", "meaning"], "number", "What this contact cost"),
        ("ro", ["coloană", "tip", "unitate", "înțeles"], "număr", "Cât a costat acest contact"),
    ],
)
def test_describe_gives_every_column_its_type_unit_and_meaning_in_the_language(language, headings, kind, meaning):
    use(language)
    table = records.describe("contacts")
    assert list(table.columns) == headings
    assert table.iloc[:, 0].tolist() == records.load("contacts").columns.tolist()
    cost = table.set_index(headings[0]).loc["cost"]
    assert cost.iloc[:2].tolist() == [kind, "lei"] and cost.iloc[2].startswith(meaning)
    assert not table.map(lambda cell: "⟦" in cell).any(axis=None)


# --- the layouts of a reader's own file

LAYOUTS = {
    "comma and point": (GOOD, "utf-8"),
    "with a byte order mark": (GOOD, "utf-8-sig"),
    "as Excel's Unicode text": (GOOD.replace(",", "\t"), "utf-16"),
    "tab": (GOOD.replace(",", "\t"), "utf-8"),
    "semicolon and decimal comma": (GOOD.replace(",", ";").replace(".", ","), "utf-8"),
    "comma and decimal comma in quotes": (GOOD.replace("2.5", '"2,5"'), "utf-8"),
    "Windows line ends": (GOOD.replace("\n", "\r\n"), "utf-8"),
    "blank lines and trailing separators": ("\n" + GOOD.replace("\n", ",,\n\n"), "utf-8"),
    "spaces around cells": (GOOD.replace(",", " , "), "utf-8"),
    "yes and no": (GOOD.replace("1,1", "yes,True").replace("0,0", "No,false"), "utf-8"),
    "da și nu": (GOOD.replace("1,1", "da,ADEVĂRAT").replace("0,0", "Nu,FALS"), "utf-8"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_table_is_read_from_every_common_layout(own, layout):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        loaded = own(*LAYOUTS[layout])
    expected = {"cost": [2.5, 2.5], "accepted": [1, 0], "paid": [1, 0], "revenue": [100, np.nan]}
    pd.testing.assert_frame_equal(loaded, pd.DataFrame(expected | {"cost_of_goods": [40, np.nan]}))


def test_a_workbook_of_excel_loads_with_its_own_dates_numbers_and_truth_values(workbook):
    loaded = workbook([*NAMES, "date", "town"], [1.234, True, True, 100, 40, datetime(2024, 2, 5), " Iași "])
    assert loaded.iloc[0].tolist() == [1.234, 1, 1, 100, 40, pd.Timestamp("2024-02-05"), "Iași"]


def test_further_columns_are_kept_as_text_and_own_names_of_channels_are_welcome(own):
    loaded = own("channel,town," + GOOD.replace("\n2", "\nradio,007,2"))
    assert loaded["channel"].tolist() == ["radio", "radio"] and loaded["town"].tolist() == ["007", "007"]


def test_optional_columns_may_be_empty(own):
    loaded = own("week,date,contact_id," + GOOD.replace("\n2", "\n,,A1,2", 1).replace("\n2", "\n3,,A2,2"))
    assert loaded["date"].isna().all() and loaded["week"].tolist()[1] == 3 and pd.isna(loaded["week"].iloc[0])


def test_columns_are_renamed_before_they_are_checked(own):
    loaded = own(GOOD.replace("cost,", "Cost total,"), columns={"Cost total": "cost"})
    assert loaded["cost"].tolist() == [2.5, 2.5]


def test_dates_are_understood_year_first_and_with_points_day_first(own):
    assert own("date," + GOOD.replace("\n2", "\n05.02.2024,2"))["date"].tolist() == [pd.Timestamp("2024-02-05")] * 2
    assert cells.day("2024-2-5") == cells.day(date(2024, 2, 5)) == datetime(2024, 2, 5)
    assert cells.day("2024-02-05 17:30") == datetime(2024, 2, 5, 17, 30)


NUMBERS = {
    "12": 12, "2,5": 2.5, "2.5": 2.5, "-3": -3, "0,125": 0.125, "0.125": 0.125, "1e3": 1000,
    "1234.567": 1234.567, "1234,567": 1234.567, "1.234,56": 1234.56, "1,234.56": 1234.56, "1.234.567": 1_234_567,
    "1 234,5": 1234.5, "1\N{NO-BREAK SPACE}234": 1234,
}  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_that_can_be_read_in_one_way_is_read_whatever_its_marks(text):
    assert cells.number(text, set()) == NUMBERS[text]


@pytest.mark.parametrize(("cost", "revenue"), [("2,50", 1234), ("2.50", 1.234)])
def test_a_number_that_can_be_read_in_two_ways_follows_the_mark_that_the_file_proves(own, cost, revenue):
    assert own(f"{';'.join(NAMES)}\n{cost};1;1;1.234;1\n")["revenue"].tolist() == [revenue]


# --- the reader is told


@in_both_languages
def test_letters_of_an_old_windows_file_are_read_and_the_reader_is_told(own, language):
    use(language)
    text = "ora\u015f," + GOOD.replace("\n2", "\nIa\u015fi,2")  # the cedilla: that code has no comma below
    with pytest.warns(records.Note, match=r"^[^⟦]*Windows-1250"):
        assert own(text, "cp1250").iloc[0, 0] == "Ia\u015fi"


@in_both_languages
def test_the_reader_is_told_which_of_several_sheets_was_read(workbook, language):
    use(language)
    with pytest.warns(records.Note, match=r"^[^⟦]*Sheet"):
        assert len(workbook(NAMES, [2, 1, 1, 100, 40], sheets=2)) == 1


# --- columns


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_column_is_named_with_the_nearest_one_there_is_and_how_to_rename_it(own, language):
    use(language)
    with pytest.raises(InputError) as refused:
        own(GOOD.replace("cost,", "COST,").replace("paid", "payed"))
    said = str(refused.value)
    assert 'columns={"COST": "cost"}' in said and 'columns={"payed": "paid"}' in said and "⟦" not in said


@in_both_languages
def test_a_missing_column_with_nothing_like_it_lists_the_columns_there_are(own, language):
    check_refusal(lambda: own("x,y\n1,2\n"), language, "mine.csv", "x, y", *NAMES)


@in_both_languages
def test_columns_that_cannot_be_renamed_are_refused(own, language):
    check_refusal(lambda: own(GOOD, columns={"cots": "cost"}), language, "cots", "cost”", in_english=("Did you mean",))
    check_refusal(lambda: own(GOOD, columns={"paid": "cost"}), language, "mine.csv", "cost")
    check_refusal(lambda: records.load("contacts", columns={"a": "cost"}), language, "columns=", "path=")
    use(language)
    with pytest.raises(InputError, match="list"):
        own(GOOD, columns=["cost"])


@in_both_languages
def test_two_columns_of_one_name_are_refused(own, language):
    check_refusal(lambda: own(GOOD.replace("accepted", "paid")), language, "mine.csv", "paid")
    twice = pd.DataFrame([[1, 2]], columns=["cost", "cost"])
    check_refusal(lambda: records.check("contacts", twice), language, "cost")


@in_both_languages
def test_what_is_no_table_is_refused_by_its_type(language):
    check_refusal(lambda: records.check("contacts", [1, 2]), language, "list", 'records.load("contacts")')


def test_the_nearest_name_does_not_mind_capitals_and_may_be_none():
    assert nearest("cost", ["COST", "paid"]) == "COST"
    assert nearest("cost", ["zebra"]) == ""
