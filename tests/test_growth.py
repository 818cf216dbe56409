"""The value of selling more to loyal customers: Fig. 5 line by line, its inputs from offers, and the control group."""

import json

import pandas as pd
import pytest
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


def test_with_the_control_group_of_6_percent_the_worked_value_turns_into_a_loss():
    assert growth.SHEET.solve(**{**EXAMPLE, "take_rate": 0.1 - 0.06})["P"] == pytest.approx(-56)


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
