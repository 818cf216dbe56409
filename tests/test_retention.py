"""The value of keeping customers: Fig. 4 of the source line by line, and its inputs from the ledger."""

import numpy as np
import pandas as pd
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
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

rates = st.floats(0, 1)
months = st.fixed_dictionaries({
    "revenue_per_customer": st.floats(0, 1_000), "churn_rate": rates, "margin_rate": rates,
    "retention_cost": st.floats(0, 100), "bad_debt_rate": rates, "opening_customers": st.integers(0, 100_000)})


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


# --- where the source is wrong, DOMAIN §3


def printed(customers, s):
    return retention.as_printed(customers, s["A"], s["C"], s["D"], s["E"])


@pytest.mark.parametrize(("customers", "value"), [("F", 13_500), ("H", 13_230)])
def test_s7_the_printed_formula_on_opening_and_closing_customers(customers, value):
    first = retention.SHEET.solve(**EXAMPLE)
    assert printed(first[customers], first) == pytest.approx(value)


def test_s7_the_three_readings_beside_the_table_and_their_gaps():
    read = retention.readings(retention.SHEET.solve(**EXAMPLE))
    assert list(read.index) == ["opening", "closing", "average"]
    assert read["printed"].tolist() == pytest.approx([13_500, 13_230, 13_365])
    assert read["table"].tolist() == pytest.approx([13_130] * 3)
    assert read["gap"].tolist() == pytest.approx([370, 100, 235])


def test_s7_the_gaps_are_exact_by_algebra():
    A, B, C, D, E, F = sympy.symbols("A B C D E F")
    G, H, N = (retention.SHEET.expression(letter) for letter in "GHN")
    on_opening, on_closing = retention.as_printed(F, A, C, D, E) - N, retention.as_printed(H, A, C, D, E) - N
    assert sympy.simplify(on_opening - G * A * (C - E)) == 0
    assert sympy.simplify(on_closing - G * D) == 0


@given(months)
def test_s7_the_readings_agree_with_the_table_only_without_churn_or_by_chance(month):
    s = retention.SHEET.solve(**month)
    read = retention.readings(s)
    scale = 1 + abs(read["printed"]).max() + s["F"] * s["D"]
    assert read["gap"]["opening"] == pytest.approx(s["G"] * s["A"] * (s["C"] - s["E"]), abs=1e-9 * scale)
    assert read["gap"]["closing"] == pytest.approx(s["G"] * s["D"], abs=1e-9 * scale)
    assert read["gap"]["average"] == pytest.approx(read["gap"][["opening", "closing"]].mean(), abs=1e-9 * scale)


@pytest.mark.parametrize("language", LANGUAGES)
def test_s7_the_readings_of_several_months_at_once_are_refused(language):
    several = retention.SHEET.solve(**{**EXAMPLE, "churn_rate": [0.02, 0.03]})
    check_refusal(lambda: retention.readings(several), language, "2")


def test_s3_revenue_is_49_000_and_what_the_source_calls_so_is_the_margin_of_19_600():
    first = retention.SHEET.solve(**EXAMPLE)
    assert first["J"] == pytest.approx(49_000)
    assert first["H"] * first["A"] * first["C"] == pytest.approx(first["K"]) == pytest.approx(19_600)


def test_s8_three_percent_of_customers_with_double_bills_owe_2_940_and_not_1_470():
    rates = (0.03, 0.03 * 2)
    by_heads, by_revenue = (retention.SHEET.solve(**{**EXAMPLE, "bad_debt_rate": rate})["M"] for rate in rates)
    assert (by_heads, by_revenue) == (pytest.approx(1_470), pytest.approx(2_940))


def test_s9_two_percent_a_month_keeps_78_47_percent_a_year_and_80_percent_a_year_is_1_842_percent_a_month():
    assert round(1 - retention.yearly_loss(0.02), 4) == 0.7847
    assert round(retention.monthly_loss(0.20), 5) == 0.01842
    assert retention.yearly_loss(retention.monthly_loss(0.3)) == pytest.approx(0.3)
    assert retention.SHEET.run(12, **EXAMPLE)["H"][12] == pytest.approx(1_000 * (1 - retention.yearly_loss(0.02)))


def test_s10_two_contacts_at_2_50_are_the_5_lei_of_line_d(ledger):
    assert 2 * 2.50 == EXAMPLE["retention_cost"]
    per_customer, per_contact = ledger["contacts"].mean(), ledger["retention_cost"].sum() / ledger["contacts"].sum()
    assert per_customer * per_contact == pytest.approx(retention.inputs_from(ledger)["retention_cost"])


def test_non_payment_costs_the_full_bill_the_margin_or_the_rest_after_collection():
    first = retention.SHEET.solve(**EXAMPLE)
    assert retention.cost_of_non_payment(first) == pytest.approx(first["M"])
    assert retention.cost_of_non_payment(first, delivered=False) == pytest.approx(588)
    assert retention.cost_of_non_payment(first, collected_later=0.5) == pytest.approx(735)
    assert retention.non_payment_cases(first).to_dict() == pytest.approx(
        {"used": 1_470, "cut_off": 588, "collected_half": 735})
    lost_goods = first["M"] * (1 - first["C"])  # what unpaid sales cost in the acquisition stage, S6
    assert first["M"] * first["C"] - retention.cost_of_non_payment(first) == pytest.approx(-lost_goods)


# --- many months


def test_the_closed_form_is_the_run_of_the_sheet():
    run = retention.SHEET.run(24, **EXAMPLE)["N"]
    assert retention.closed_form(run.index.to_numpy(), **EXAMPLE) == pytest.approx(run.to_numpy())
    assert retention.closed_form(2, **EXAMPLE) == pytest.approx(12_867.40)


@given(months, st.integers(1, 36))
def test_the_closed_form_holds_for_any_inputs(month, period):
    run = retention.SHEET.run(period, **month)["N"]
    scale = 1 + month["opening_customers"] * (month["revenue_per_customer"] + month["retention_cost"])
    assert retention.closed_form(period, **month) == pytest.approx(run[period], abs=1e-9 * scale)


def test_the_closed_form_is_proved_against_the_recursion():
    assert retention.proof()["difference"].tolist() == ["0", "0"]
    A, B, C, D, E, F = sympy.symbols("A B C D E F")
    t = sympy.Symbol("t", positive=True)
    names = dict(zip(EXAMPLE, (A, B, C, D, E, F), strict=True))
    step = retention.closed_form(t + 1, **names) - (1 - B) * retention.closed_form(t, **names)
    assert sympy.simplify(step) == 0 and sympy.simplify(retention.SHEET.expression("H") - F * (1 - B)) == 0


def test_the_lifetime_value_is_the_discounted_sum_of_the_months_fader_and_hardie_2012():
    m = 0.98 * 50 * 0.37 - 5
    assert retention.lifetime_value(0.01, **EXAMPLE) == pytest.approx(m / (1 + 0.01 - 0.98)) == pytest.approx(437.6667)
    long = retention.SHEET.run(3_000, **EXAMPLE)["N"] / 1_000
    assert retention.present_value(long, 0.01) == pytest.approx(437.6667, rel=1e-6)
    assert retention.present_value(long.loc[:1], 0.25) == pytest.approx(13.13 / 1.25)


def test_along_a_constant_curve_the_sheet_is_its_own_run():
    kept = pd.Series(0.98 ** np.arange(13))
    pd.testing.assert_frame_equal(retention.along(kept, **EXAMPLE), retention.SHEET.run(12, **EXAMPLE))
    rest = {name: value for name, value in EXAMPLE.items() if name != "churn_rate"}
    assert retention.along(kept, **rest)["N"][1] == pytest.approx(13_130)


def test_the_break_even_churn_is_72_97_percent_by_the_formula_of_the_lesson():
    limit = retention.SHEET.break_even_formula("churn_rate", "N")
    A, B, C, D, E = sympy.symbols("A B C D E")
    assert sympy.simplify(limit - (1 - D / (A * (C - E)))) == 0
    assert sympy.simplify(retention.SHEET.break_even_formula("retention_cost", "N") - (1 - B) * A * (C - E)) == 0
    assert round(retention.SHEET.break_even("churn_rate", line="N", **EXAMPLE), 4) == 0.7297


# --- inputs from records


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
