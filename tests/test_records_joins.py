"""What the records of the whole company need: keys that meet, moments of the day, sums that cannot exceed others."""

from datetime import datetime

import pandas as pd
import pytest
from refusals import LANGUAGES, check_refusal

from crmlessons import InputError, records
from crmlessons.records import cells

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@in_both_languages
def test_a_key_that_points_at_nobody_is_named_by_row_and_table(language):
    tables = {name: records.load(name).head(3) for name in ("customers", "survey")}
    tables["survey"] = tables["survey"].assign(customer_id=["K0001", "K9999", None])
    check_refusal(lambda: records.check_joins(tables), language, "survey", "customer_id", "K9999", "customers")


def test_keys_are_checked_only_where_both_tables_and_columns_are_given():
    survey = records.load("survey").assign(customer_id="nobody")
    records.check_joins({"survey": survey})
    records.check_joins({"survey": survey.drop(columns="customer_id"), "customers": records.load("customers")})


@in_both_languages
def test_more_paid_than_billed_is_named(tmp_path, language):
    text = "customer_id,month,stayed,billed,paid,cost_of_goods,retention_cost\nA,2024-01-01,1,50,60,30,5\n"
    (tmp_path / "mine.csv").write_text(text)
    check_refusal(lambda: records.load("ledger", path=tmp_path / "mine.csv"), language, "60", "billed")


def test_a_ledger_of_one_s_own_is_read_through_its_own_names(tmp_path):
    text = "client;luna;activ;facturat;achitat;cost;retentie\nA;01.01.2024;da;50,5;50,5;30;5\nB;01.01.2024;nu;;;;2,5\n"
    (tmp_path / "registru.csv").write_text(text)
    names = {"client": "customer_id", "luna": "month", "activ": "stayed", "facturat": "billed", "achitat": "paid",
             "cost": "cost_of_goods", "retentie": "retention_cost"}
    loaded = records.load("ledger", path=tmp_path / "registru.csv", columns=names)
    assert loaded["billed"].iloc[0] == 50.5 and loaded["stayed"].tolist() == [1, 0]
    assert loaded["month"].tolist() == [pd.Timestamp("2024-01-01")] * 2


@pytest.mark.parametrize("text", ["2024-02-05 17:30", "05.02.2024 17:30", "2024-02-05T17:30:00", "5.2.2024 17:30"])
def test_a_moment_is_understood_with_its_day_written_either_way(text):
    assert cells.moment(text) == datetime(2024, 2, 5, 17, 30)
    assert cells.moment("2024-02-05") == datetime(2024, 2, 5)


@in_both_languages
@pytest.mark.parametrize("text", ["2024-02-30 10:00", "2024-02-05 25:00", "soon"])
def test_what_is_no_moment_is_named(tmp_path, language, text):
    (tmp_path / "mine.csv").write_text(f"opened,support,minutes,solved,cost\n{text},1,5,1,9\n")
    check_refusal(lambda: records.load("tickets", path=tmp_path / "mine.csv"), language, "opened", text)


@in_both_languages
def test_two_spellings_of_one_level_are_named_and_one_alone_is_welcome(language):
    rows = records.load("contacts").head(4)
    spelt = rows.assign(segment=["Firms", "firms", "firms", "other"])
    check_refusal(lambda: records.check("contacts", spelt).pipe(_load_as_own), language, "Firms", "firms")


def _load_as_own(frame: pd.DataFrame) -> pd.DataFrame:
    """The table as a reader's own file would be checked, with all its columns."""
    from crmlessons.records import checks, description

    checked, problems = checks.typed(frame, description.table("contacts")["schema"])
    checks.refuse(problems, "mine", frame.index)
    return checked


def test_the_file_of_a_table_has_a_place():
    assert records.place("contacts_raw").name == "contacts_raw.csv"
    with pytest.raises(InputError):
        records.place("nothing")
