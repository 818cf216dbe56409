"""The value of selling more to loyal customers: Fig. 5 line by line, its faults (S3, S11–S13), inputs from offers."""

import json

import pandas as pd
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from refusals import LANGUAGES, check_refusal

from crmlessons import growth, records
from crmlessons.records.description import truth

EXAMPLE = {"loyal_customers": 5_000, "exposure_rate": 0.4, "take_rate": 0.1, "revenue_per_sale": 80,
           "margin_rate": 0.5, "offer_cost": 1.5, "bad_debt_rate": 0.04}
FIG_5 = {  # letter: name, unit, worked value
    "A": ("loyal_customers", "customer", 5_000),
    "B": ("exposure_rate", "1", 0.4),
    "C": ("exposed_customers", "customer", 2_000),
    "D": ("take_rate", "sale/customer", 0.1),
    "E": ("sales", "sale", 200),
    "F": ("revenue_per_sale", "lei/sale", 80),
    "G": ("revenue", "lei", 16_000),
    "H": ("margin_rate", "1", 0.5),
    "J": ("gross_margin", "lei", 8_000),
    "K": ("offer_cost", "lei/customer", 1.5),
    "L": ("programme_cost", "lei", 3_000),
    "M": ("bad_debt_rate", "1", 0.04),
    "N": ("bad_debt", "lei", 640),
    "P": ("contribution", "lei", 4_360),
}
rates = st.floats(0.001, 1)
NAMES = ["faster_internet", "mobile", "television", "more_channels"]
SIX = pd.DataFrame({
    "customer_id": list("ABCDEF"), "offer": ["x", "x", "x", "y", "y", "y"], "treated": [1, 1, 0, 1, 0, 0],
    "cost": [2.0, 1.0, 0, 3.0, 0, 0], "accepted": [1, 1, 1, 1, 0, 0], "paid": [1, 0, 1, 1, 0, 0],
    "revenue": [80.0, 40.0, 500.0, 60.0, None, None], "cost_of_goods": [40.0, 20.0, 1.0, 30.0, None, None]})


@pytest.fixture(scope="module")
def offers() -> pd.DataFrame:
    return records.load("offers")


def test_the_sheet_has_the_14_lines_of_fig_5_with_their_letters_names_and_units():
    declared = {line.letter: (line.name, line.unit) for line in growth.SHEET.lines}
    assert list(declared.items()) == [(letter, facts[:2]) for letter, facts in FIG_5.items()]
    assert len(growth.SHEET.check_units()) == 14


def test_fig_5_worked_example_and_its_break_even_take_up():
    solved = growth.SHEET.solve(**EXAMPLE)
    assert growth.SHEET.example == EXAMPLE
    assert {letter: solved[letter] for letter in FIG_5} == pytest.approx({key: row[2] for key, row in FIG_5.items()})
    assert growth.SHEET.break_even("take_rate", line="P", **EXAMPLE) == pytest.approx(1.5 / (80 * 0.46))


def printed(**changed):
    """The printed formula with the inputs of the worked example."""
    given = {**EXAMPLE, **changed}
    return growth.as_printed(2_000, given["take_rate"], given["revenue_per_sale"], given["margin_rate"],
                             given["offer_cost"], given["bad_debt_rate"])


def test_s3_what_the_source_calls_revenue_is_gross_margin():
    solved = growth.SHEET.solve(**EXAMPLE)
    assert 2_000 * 0.1 * 80 * 0.5 == solved["gross_margin"] == 8_000 and solved["revenue"] == 16_000


def test_s11_the_printed_unpaid_sum_is_3_20_instead_of_640_and_the_value_4_996_80_instead_of_4_360():
    assert growth.SHEET.solve(**EXAMPLE)["N"] == pytest.approx(640)
    assert 80 * 0.04 == pytest.approx(3.20)
    assert printed() == pytest.approx(4_996.80)


def test_s11_the_unpaid_sum_of_twice_the_customers_is_twice_as_large_and_the_printed_one_is_not():
    twice = growth.SHEET.solve(**{**EXAMPLE, "loyal_customers": 10_000})
    assert twice["N"] == pytest.approx(1_280)
    assert growth.as_printed(4_000, 0.1, 80, 0.5, 1.5, 0.04) == pytest.approx(2 * 5_000 - 3.20)


def test_s11_at_40_percent_unpaid_the_printed_value_is_a_gain_of_4_968_and_the_true_one_a_loss_of_1_400():
    assert printed(bad_debt_rate=0.4) == pytest.approx(4_968)
    assert growth.SHEET.solve(**{**EXAMPLE, "bad_debt_rate": 0.4})["P"] == pytest.approx(-1_400)


def test_s11_the_units_name_the_term_that_lacks_the_number_of_sales():
    found = growth.units_as_printed()
    assert found["unit"].tolist() == ["lei", "lei", "lei per sale", "lei"]
    assert found["formula"][2] == "R · TI"


def test_s11_with_the_missing_factor_formula_and_table_are_one():
    A, B, D, F, H, K, M = sympy.symbols("A B D F H K M")
    mended = growth.as_printed(A * B, D, F, H, K, 0) - A * B * D * F * M
    assert sympy.simplify(mended - growth.SHEET.expression("P")) == 0
    assert sympy.simplify(growth.as_printed(A * B, D, F, H, K, M) - growth.SHEET.expression("P")) != 0


def test_s12_with_the_control_group_of_6_percent_the_worked_value_of_4_360_turns_into_a_loss_of_56():
    solved = growth.UPLIFT.solve(**EXAMPLE, control_rate=0.06)
    assert growth.UPLIFT.example == {**EXAMPLE, "control_rate": 0.06}
    assert {letter: solved[letter] for letter in "PQRTUV"} == pytest.approx(
        {"P": 4_360, "Q": 0.06, "R": 0.04, "T": 120, "U": 4_416, "V": -56})
    assert growth.SHEET.solve(**{**EXAMPLE, "take_rate": 0.1 - 0.06})["P"] == pytest.approx(-56)


def test_s12_what_is_added_is_the_table_of_fig_5_with_the_uplift_in_the_place_of_the_take_up():
    D, Q = sympy.symbols("D Q")
    with_uplift = growth.SHEET.expression("P").subs(D, D - Q)
    assert sympy.simplify(growth.UPLIFT.expression("V") - with_uplift) == 0
    F, H, K, M = sympy.symbols("F H K M")
    assert sympy.simplify(growth.UPLIFT.break_even_formula("take_rate", "V") - (Q + K / (F * (H - M)))) == 0
    assert len(growth.UPLIFT.check_units()) == 19


def test_s13_the_cost_of_the_whole_offer_in_the_place_of_the_cost_per_customer_makes_a_loss_of_millions():
    assert printed(offer_cost=1.5) > 0
    assert printed(offer_cost=3_000) == pytest.approx(-5_992_003.20)


@given(st.fixed_dictionaries({
    "loyal_customers": st.integers(1, 1_000_000), "exposure_rate": rates, "take_rate": rates, "margin_rate": rates,
    "revenue_per_sale": st.floats(0.1, 1_000), "offer_cost": st.floats(0.01, 100), "bad_debt_rate": st.floats(0, 1),
    "control_rate": rates}))
def test_an_offer_never_adds_more_than_is_counted_unless_a_sale_loses_money_and_pays_as_its_uplift_does(offer):
    s = growth.UPLIFT.solve(**offer)
    slack = 1e-9 * (s["J"] + s["L"] + s["N"])
    assert (s["V"] <= s["P"] + slack) or s["H"] < s["M"]
    assert s["V"] == pytest.approx(s["C"] * (s["R"] * s["F"] * (s["H"] - s["M"]) - s["K"]), rel=1e-9, abs=slack)


def test_six_rows_by_hand():
    inputs = growth.inputs_from(SIX)
    assert list(inputs.index) == list(EXAMPLE)
    assert inputs.tolist() == pytest.approx([6, 3 / 6, 3 / 3, 180 / 3, 1 - 90 / 180, 6 / 3, 40 / 180])
    assert growth.inputs_from(SIX, offer="y").tolist() == pytest.approx([3, 1 / 3, 1, 60, 0.5, 3, 0])
    assert growth.inputs_from(SIX, by="offer").loc["y"].tolist() == growth.inputs_from(SIX, offer="y").tolist()
    rates = growth.take_rates(SIX)
    assert rates.loc["x"].tolist() == pytest.approx([1, 1, 0, 0]) and rates.loc["y", "uplift"] == 1


def errors(rows: pd.DataFrame) -> pd.Series:
    """The standard error of every input."""
    treated = rows[rows["treated"] == 1]
    sold = treated[treated["accepted"] == 1]
    return pd.Series({
        "loyal_customers": 0,
        "exposure_rate": (0.24 / len(rows)) ** 0.5,
        "take_rate": treated["accepted"].std() / len(treated) ** 0.5,
        "revenue_per_sale": sold["revenue"].std() / len(sold) ** 0.5,
        "margin_rate": (sold["cost_of_goods"] / sold["revenue"]).std() / len(sold) ** 0.5,
        "offer_cost": treated["cost"].std() / len(treated) ** 0.5,
        "bad_debt_rate": (0.04 * 0.96 / len(sold)) ** 0.5,
    })


@pytest.mark.parametrize("name", ["all", *NAMES])
def test_the_offers_recover_the_true_inputs_and_the_true_uplift_within_four_standard_errors(offers, name):
    rows = offers if name == "all" else offers[offers["offer"] == name]
    true = truth("offers")["inputs"]
    true = pd.Series(true["all"] if name == "all" else true["offer"][name])
    found = growth.inputs_from(rows)
    assert ((found - true[found.index]).abs() <= 4 * errors(rows) + 1e-9).all(), json.dumps(found.to_dict())
    rates = growth.take_rates(rows.assign(offer="one")).loc["one"]
    assert abs(rates["uplift"] - true["uplift"]) < 4 * rates["standard_error"]
    assert abs(rates["control"] - true["control_rate"]) < 4 * rates["standard_error"]


def test_the_weak_offer_pays_as_the_source_counts_and_a_good_one_pays_by_its_uplift(offers):
    value = {}
    for name in ("faster_internet", "mobile"):
        inputs = growth.inputs_from(offers, offer=name)
        uplift = growth.take_rates(offers)["uplift"][name]
        value[name] = (growth.SHEET.solve(**inputs)["P"], growth.SHEET.solve(**{**inputs, "take_rate": uplift})["P"])
    assert value["faster_internet"][1] < value["faster_internet"][0] / 2
    assert value["mobile"][1] > 0.7 * value["mobile"][0] > 0


def test_cross_sell_and_up_sell_are_told_apart(offers):
    assert list(growth.inputs_from(offers, by="kind").index) == ["cross_sell", "up_sell"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_offer_that_is_not_there_and_a_table_without_a_sale_are_refused(language):
    check_refusal(lambda: growth.inputs_from(SIX.assign(offer="mobile"), offer="mobil"), language, "mobil", "mobile")
    check_refusal(lambda: growth.inputs_from(SIX, offer="zebra"), language, "zebra", "x, y")
    empty = SIX.assign(accepted=0, paid=0)
    check_refusal(lambda: growth.inputs_from(empty), language, in_english=("revenue per sale",))
