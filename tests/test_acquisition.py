"""The value of winning customers: Fig. 3 of the source line by line, its laws, and what its text gets wrong (S1–S6)."""

import math

import numpy as np
import pandas as pd
import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st
from refusals import LANGUAGES, check_refusal

from crmlessons import acquisition, records

SHEET = acquisition.SHEET
EXAMPLE = {"prospects": 10_000, "cost_per_contact": 2, "gross_rate": 0.05, "net_rate": 0.8, "revenue_per_sale": 100,
           "margin_rate": 0.6}
FIG_3 = {  # letter: name, unit, worked value
    "A": ("prospects", "prospect", 10_000),
    "B": ("cost_per_contact", "lei/prospect", 2),
    "C": ("programme_cost", "lei", 20_000),
    "D": ("gross_rate", "sale/prospect", 0.05),
    "E": ("gross_sales", "sale", 500),
    "F": ("net_rate", "customer/sale", 0.8),
    "G": ("new_customers", "customer", 400),
    "H": ("overall_rate", "customer/prospect", 0.04),
    "J": ("acquisition_cost", "lei/customer", 50),
    "K": ("revenue_per_sale", "lei/customer", 100),
    "L": ("revenue", "lei", 40_000),
    "M": ("margin_rate", "1", 0.6),
    "N": ("margin_per_customer", "lei/customer", 60),
    "P": ("gross_margin", "lei", 24_000),
    "Q": ("roi", "1", 1.20),
    "R": ("value_per_customer", "lei/customer", 10),
    "T": ("contribution", "lei", 4_000),
}

rates = st.floats(0.001, 1)
campaigns = st.fixed_dictionaries({
    "prospects": st.integers(1, 1_000_000), "cost_per_contact": st.floats(0.01, 100), "gross_rate": rates,
    "net_rate": rates, "revenue_per_sale": st.floats(0.1, 10_000), "margin_rate": rates})


def solved(**changed):
    """The worked example of Fig. 3 with some inputs changed."""
    return SHEET.solve(**{**EXAMPLE, **changed})


def close(expected):
    return pytest.approx(expected, rel=1e-9, abs=1e-6)


# --- Fig. 3


def test_the_sheet_has_the_17_lines_of_fig_3_with_their_letters_names_and_units():
    declared = {line.letter: (line.name, line.unit) for line in SHEET.lines}
    assert declared == {letter: facts[:2] for letter, facts in FIG_3.items()}
    assert list(declared) == list(FIG_3)


def test_the_inputs_and_their_values_are_those_of_the_fig_3_worked_example():
    assert SHEET.example == EXAMPLE


@pytest.mark.parametrize("letter", FIG_3)
def test_every_line_of_the_fig_3_worked_example_has_its_value_by_letter_and_by_name(letter):
    name, _, value = FIG_3[letter]
    assert solved()[letter] == pytest.approx(value)
    assert solved()[name] == getattr(solved(), name) == solved()[letter]
    assert isinstance(solved()[letter], float)


# --- laws of DOMAIN §1


@given(campaigns)
def test_overall_rate_cac_and_value_obey_the_laws_of_fig_3(campaign):
    s = SHEET.solve(**campaign)
    assert s["H"] == close(s["D"] * s["F"])
    assert s["J"] == close(s["C"] / s["G"])
    assert s["Q"] == close(s["N"] / s["J"])
    assert s["T"] == pytest.approx(s["G"] * s["R"], rel=1e-9, abs=1e-9 * s["C"])


@given(campaigns)
def test_roi_of_one_value_of_nothing_and_the_threshold_rate_are_the_same_line(campaign):
    s = SHEET.solve(**campaign)
    assume(abs(s["Q"] - 1) > 1e-9)
    assert (s["Q"] >= 1) == (s["T"] >= 0) == (s["H"] >= s["B"] / (s["K"] * s["M"]))


@given(campaigns)
def test_ten_times_the_money_makes_every_amount_ten_times_as_large_and_no_rate(campaign):
    money = {"cost_per_contact", "revenue_per_sale"}
    before = SHEET.solve(**campaign)
    after = SHEET.solve(**{name: value * 10 if name in money else value for name, value in campaign.items()})
    for line in SHEET.lines:
        factor = 10 if line.unit.startswith("lei") else 1
        assert after[line.letter] == pytest.approx(factor * before[line.letter], rel=1e-9, abs=1e-9 * before["C"])


@given(campaigns)
def test_twice_the_prospects_double_every_total_and_no_value_per_head(campaign):
    totals = {"lei", "prospect", "sale", "customer"}
    before, after = SHEET.solve(**campaign), SHEET.solve(**{**campaign, "prospects": 2 * campaign["prospects"]})
    for line in SHEET.lines:
        factor = 2 if line.unit in totals else 1
        assert after[line.letter] == pytest.approx(factor * before[line.letter], rel=1e-9, abs=1e-9 * before["C"])


@given(campaigns, st.sampled_from(["gross_rate", "net_rate", "margin_rate", "revenue_per_sale", "cost_per_contact"]),
       st.floats(0.01, 1))
def test_value_rises_with_rates_price_and_margin_and_falls_with_the_cost_per_contact(campaign, name, share):
    more, less = SHEET.solve(**campaign), SHEET.solve(**{**campaign, name: campaign[name] * share})
    gain = more["T"] - less["T"]
    assert gain <= 1e-9 * more["C"] if name == "cost_per_contact" else gain >= -1e-9 * more["P"]


# --- break-even


def test_the_break_even_rates_of_fig_3_are_3_33_percent_overall_and_4_17_percent_gross():
    gross = SHEET.break_even("gross_rate", line="T", **EXAMPLE)
    assert round(gross, 4) == 0.0417
    assert round(solved(gross_rate=gross)["H"], 4) == 0.0333
    assert solved(gross_rate=gross)["T"] == close(0)


def test_the_break_even_formula_is_exactly_cost_over_net_rate_revenue_and_margin():
    B, D, F, K, M = sympy.symbols("B D F K M")
    gross = SHEET.break_even_formula("gross_rate", "T")
    assert sympy.simplify(gross - B / (F * K * M)) == 0
    assert sympy.simplify(gross * F - B / (K * M)) == 0  # the overall rate: H = D·F
    cost = SHEET.break_even_formula("cost_per_contact", "contribution")
    assert sympy.simplify(cost - D * F * K * M) == 0


@given(campaigns, st.sampled_from(["cost_per_contact", "gross_rate", "net_rate", "revenue_per_sale", "margin_rate"]))
def test_at_its_break_even_any_input_brings_the_value_to_nothing(campaign, name):
    value = SHEET.break_even(name, line="T", **campaign)
    assume(value <= SHEET.line(name).allowed[1])
    s = SHEET.solve(**{**campaign, name: value})
    assert s["T"] == pytest.approx(0, abs=1e-9 * s["C"])
    assert s["Q"] == pytest.approx(1)


# --- what a zero divisor does


def test_without_a_sale_there_is_no_cost_per_customer_and_all_the_spend_is_lost():
    s = solved(gross_rate=0)
    assert math.isnan(s["J"]) and math.isnan(s["R"])
    assert {letter: s[letter] for letter in "CEGHLPQT"} == {
        "C": 20_000, "E": 0, "G": 0, "H": 0, "L": 0, "P": 0, "Q": 0, "T": -20_000}
    assert s.why_undefined("J") == s.why_undefined("R") == "no paid sale, so there is no cost per new customer"
    assert s.why_undefined("T") == ""


def test_without_prospects_there_is_no_rate_and_without_spend_no_return_on_it():
    s = solved(prospects=0)
    assert [letter for letter in FIG_3 if math.isnan(s[letter])] == ["H", "J", "Q", "R"]
    assert s.why_undefined("overall_rate") == "no prospect was contacted, so there is no conversion rate"
    assert s["T"] == 0
    free = solved(cost_per_contact=0)
    assert [letter for letter in FIG_3 if math.isnan(free[letter])] == ["Q"]
    assert free.why_undefined("Q") == "no money was spent, so there is no return on it"
    assert (free["J"], free["T"]) == (0, 24_000)


# --- where the source is wrong, DOMAIN §3


def test_the_printed_formula_and_the_table_are_one_when_its_rate_is_the_overall_rate():
    A, B, D, F, K, M = sympy.symbols("A B D F K M")
    printed = acquisition.as_printed(A, D * F, K, M, SHEET.expression("C") / A)
    assert sympy.simplify(printed - SHEET.expression("T")) == 0
    assert sympy.simplify(acquisition.as_printed(A, F, K, M, B) - SHEET.expression("T")) != 0


def test_s1_the_net_rate_of_line_f_in_the_printed_formula_gives_460_000_instead_of_4_000():
    assert acquisition.as_printed(10_000, 0.8, 100, 0.6, 2) == pytest.approx(460_000)
    assert acquisition.as_printed(10_000, 0.04, 100, 0.6, 2) == pytest.approx(4_000)


def test_s2_cost_over_contacts_not_won_charges_20_833_for_20_000_spent():
    cost = acquisition.contact_cost_as_printed(programme_cost=20_000, contacts=10_000, customers=400)
    assert round(cost, 4) == 2.0833
    assert round(acquisition.as_printed(10_000, 0.04, 100, 0.6, cost), 2) == 3_166.67
    assert round(10_000 * cost) == 20_833


def test_s3_what_remains_of_40_000_revenue_is_24_000_gross_margin():
    assert (solved().revenue, solved().gross_margin) == (pytest.approx(40_000), pytest.approx(24_000))
    assert "margin" in SHEET.line("P").label and "margin" not in SHEET.line("L").label


def test_s4_three_ratios_go_by_the_name_of_roi_each_with_its_own_threshold():
    ratios = acquisition.roi_ratios(solved())
    assert list(ratios.index) == ["revenue_on_spend", "margin_on_spend", "net_return"]
    assert list(ratios["value"]) == pytest.approx([2.00, 1.20, 0.20])
    assert list(ratios["break_even"]) == pytest.approx([1 / 0.6, 1, 0])
    assert ratios["pays"].all()


def test_s4_at_40_percent_margin_a_campaign_of_200_percent_loses_4_000():
    ratios = acquisition.roi_ratios(solved(margin_rate=0.4))
    assert ratios.loc["revenue_on_spend", ["value", "break_even"]].tolist() == pytest.approx([2.00, 2.5])
    assert not ratios["pays"].any()
    assert solved(margin_rate=0.4)["T"] == pytest.approx(-4_000)


@given(campaigns)
def test_s4_the_three_ratios_agree_on_whether_the_campaign_pays(campaign):
    s = SHEET.solve(**campaign)
    assume(abs(s["Q"] - 1) > 1e-9)
    assert set(acquisition.roi_ratios(s)["pays"]) == {s["T"] > 0}


def test_s4_a_ratio_or_threshold_over_zero_is_undefined_and_is_no_error():
    free = acquisition.roi_ratios(solved(cost_per_contact=0))
    assert free["value"].isna().all() and not free["pays"].any()
    bare = acquisition.roi_ratios(solved(margin_rate=0))
    assert bare["break_even"].isna().tolist() == [True, False, False] and not bare["pays"].any()


@pytest.mark.parametrize("language", LANGUAGES)
def test_s4_the_ratios_of_several_campaigns_at_once_are_refused(language):
    campaigns = solved(margin_rate=pd.Series([0.4, 0.5, 0.6]))
    check_refusal(lambda: acquisition.roi_ratios(campaigns), language, "3", in_english=("Solve it for one of them.",))


@pytest.mark.parametrize("language", LANGUAGES)
def test_s5_a_number_of_sales_is_not_a_rate_and_the_sheet_says_so(language):
    told = ("between 0 and 1", "divide it by its base")
    check_refusal(lambda: solved(gross_rate=500), language, "gross_rate", "500", in_english=told)
    assert solved(gross_rate=500 / 10_000)["T"] == pytest.approx(4_000)


def test_s6_goods_delivered_and_never_paid_for_cost_4_000_and_leave_nothing():
    assert acquisition.cost_of_unpaid_sales(solved()) == pytest.approx(4_000)
    assert solved()["T"] - acquisition.cost_of_unpaid_sales(solved()) == close(0)
    assert acquisition.cost_of_unpaid_sales(solved(net_rate=1)) == 0


def test_goods_are_lost_where_a_sale_was_accepted_and_never_paid():
    contacts = pd.DataFrame({"accepted": [1, 1, 0], "paid": [1, 0, 0], "cost_of_goods": [30.0, 20.0, np.nan]})
    assert acquisition.goods_lost(contacts).tolist() == [0, 20, 0]
    assert acquisition.goods_lost(records.load("contacts")).sum() == pytest.approx(4_402.95)
