"""The value of keeping customers: Fig. 4 of the source line by line, and its inputs from the ledger."""

import numpy as np
import pandas as pd
import pytest
from refusals import LANGUAGES, check_refusal

from crmlessons import records, retention, use

EXAMPLE = {"revenue_per_customer": 50, "churn_rate": 0.02, "margin_rate": 0.4, "retention_cost": 5,
           "bad_debt_rate": 0.03, "opening_customers": 1_000}
FIG_4 = {  # letter: name, unit, worked value of the first month
    "A": ("revenue_per_customer", "lei/customer", 50),
    "B": ("churn_rate", "1", 0.02),
    "C": ("margin_rate", "1", 0.4),
    "D": ("retention_cost", "lei/customer", 5),
    "E": ("bad_debt_rate", "1", 0.03),
    "F": ("opening_customers", "customer", 1_000),
    "G": ("lost_customers", "customer", 20),
    "H": ("closing_customers", "customer", 980),
    "J": ("revenue", "lei", 49_000),
    "K": ("gross_margin", "lei", 19_600),
    "L": ("retention_spend", "lei", 5_000),
    "M": ("bad_debt", "lei", 1_470),
    "N": ("contribution", "lei", 13_130),
}
FOUR = pd.DataFrame({
    "customer_id": ["A", "B", "A", "C"], "month": pd.to_datetime(["2024-01-01"] * 2 + ["2024-02-01"] * 2),
    "stayed": [1, 0, 1, 1], "billed": [50.0, np.nan, 50.0, 100.0], "paid": [50.0, np.nan, 0.0, 100.0],
    "cost_of_goods": [30.0, np.nan, 30.0, 60.0], "retention_cost": [5.0, 2.0, 5.0, 0.0]})


@pytest.fixture(scope="module")
def ledger() -> pd.DataFrame:
    return records.load("ledger")


def test_the_sheet_has_the_13_lines_of_fig_4_with_their_letters_names_and_units():
    declared = {line.letter: (line.name, line.unit) for line in retention.SHEET.lines}
    assert list(declared.items()) == [(letter, facts[:2]) for letter, facts in FIG_4.items()]
    assert len(retention.SHEET.check_units()) == 13


def test_fig_4_worked_example_in_its_first_and_second_month():
    first = retention.SHEET.solve(**EXAMPLE)
    assert retention.SHEET.example == EXAMPLE
    assert {letter: first[letter] for letter in FIG_4} == pytest.approx({key: row[2] for key, row in FIG_4.items()})
    assert retention.SHEET.solve(**{**EXAMPLE, "opening_customers": first["H"]})["N"] == pytest.approx(12_867.40)


def test_break_even_churn_and_the_most_one_may_spend_on_a_customer():
    assert retention.SHEET.break_even("churn_rate", line="N", **EXAMPLE) == pytest.approx(1 - 5 / (50 * 0.37))
    assert retention.SHEET.break_even("retention_cost", line="N", **EXAMPLE) == pytest.approx(18.13)


def test_four_rows_by_hand():
    expected = [200 / 3, 1 / 4, 1 - 120 / 200, 12 / 4, 50 / 200, 4 / 2]
    inputs = retention.inputs_from(FOUR)
    assert list(inputs.index) == list(EXAMPLE) and inputs.tolist() == pytest.approx(expected)
    by_month = retention.inputs_from(FOUR, by="month")
    assert by_month["opening_customers"].tolist() == [2, 2] and by_month["churn_rate"].tolist() == [0.5, 0]


def test_the_value_of_all_months_is_what_the_ledger_adds_up_to(ledger):
    kept = ledger[ledger["stayed"] == 1]
    value = kept["paid"].sum() - kept["cost_of_goods"].sum() - ledger["retention_cost"].sum()
    months = retention.SHEET.solve(**retention.inputs_from(ledger, by="month"))
    assert months["N"].sum() == pytest.approx(value)
    assert 24 * retention.SHEET.solve(**retention.inputs_from(ledger))["N"] == pytest.approx(value)


def test_the_ledger_recovers_the_true_inputs_within_four_standard_errors(ledger):
    kept, rows = ledger[ledger["stayed"] == 1], len(ledger)
    compared = records.against_truth("ledger", retention.inputs_from(ledger)).T
    churn = compared["true value"]["churn_rate"]
    unpaid = kept["billed"] - kept["paid"]
    errors = {
        "revenue_per_customer": kept["billed"].std() / len(kept) ** 0.5,
        "churn_rate": (churn * (1 - churn) / rows) ** 0.5,
        "margin_rate": (kept["cost_of_goods"] / kept["billed"]).std() / len(kept) ** 0.5,
        "retention_cost": ledger["retention_cost"].std() / rows**0.5,
        "bad_debt_rate": unpaid.std() / kept["billed"].mean() / len(kept) ** 0.5,
        "opening_customers": 1e-6,
    }
    distance = (compared["estimate"] - compared["true value"]).abs()
    assert (distance <= 4 * pd.Series(errors)).all(), compared


def test_the_company_resembles_fig_4_without_being_it(ledger):
    found = retention.inputs_from(ledger).drop("opening_customers")
    for name, value in found.items():
        assert value != EXAMPLE[name] and value == pytest.approx(EXAMPLE[name], rel=0.15)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_in_which_nobody_stayed_takes_the_whole_table_s_values_and_the_reader_is_told(language):
    use(language)
    with pytest.warns(records.Note) as notes:
        inputs = retention.inputs_from(FOUR, by="customer_id")
    assert "B" in str(notes[0].message) and "⟦" not in str(notes[0].message)
    assert retention.SHEET.solve(**inputs)["N"]["B"] == -2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ledger_in_which_nobody_stayed_is_refused(language):
    check_refusal(lambda: retention.inputs_from(FOUR.assign(stayed=0)), language, in_english=("margin rate",))
    check_refusal(lambda: retention.inputs_from(FOUR.assign(paid=200.0)), language, "billed")
