"""Why keeping customers pays: years, values, spend, against the numbers of others (DOMAIN S19–S21 and the family)."""

import numpy as np
import pandas as pd
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from refusals import LANGUAGES, check_refusal

from crmlessons import acquisition, economics, records, use

SHEET, FAMILY = economics.SHEET, economics.FAMILY
rates = st.floats(0, 0.99)
programmes = st.fixed_dictionaries({
    "customers": st.integers(1, 100_000), "rate_before": rates, "rate_after": rates, "margin": st.floats(0, 1_000),
    "discount_rate": st.floats(0, 1), "programme_cost": st.floats(0, 500), "keep_cost": st.floats(0, 500),
    "times_dearer": st.floats(0, 30)})


def solved(**changed):
    return SHEET.solve(**{**SHEET.example, **changed})


def test_reichheld_and_sasser_five_points_are_worth_33_per_cent_undiscounted_and_20_at_10_per_cent():  # S19
    """m(1 + i)/(1 + i − r): (1 − 0.80)/(1 − 0.85) = 4/3, and 0.30/0.25 = 1.2."""
    assert economics.gain(0.8, 0.85) == pytest.approx(1 / 3)
    assert economics.gain(0.8, 0.85, 0.1) == pytest.approx(0.2)
    s = solved(rate_after=0.85)
    assert s.value_after / s.value_before - 1 == pytest.approx(0.2)


def test_a_relative_five_per_cent_fewer_defections_is_worth_3_4_per_cent():  # S19
    """20 % · 0.95 = 19 % lost, 81 % kept: 0.30/0.29 − 1."""
    read = economics.readings()
    assert read.loc["relative_cut", "rate_after"] == pytest.approx(0.81)
    assert read.loc["relative_cut", "discounted"] == pytest.approx(0.0345, abs=5e-5)
    points = read.loc["in_points", ["lifetime_years", "undiscounted", "discounted"]]
    assert points.tolist() == pytest.approx([20 / 3, 1 / 3, 0.2])


def test_replacing_six_times_dearer_saves_25_000_lei():  # S20
    """1,000 customers, s = 50, 80 → 90 %: 100 · (6 − 1) · 50."""
    assert solved().saving == pytest.approx(25_000)
    k, keep, more = sympy.symbols("H G N")
    assert sympy.expand(SHEET.line("T").formula(more * keep * k, more * keep) - more * (k - 1) * keep) == 0
    assert SHEET.break_even("times_dearer", "saving", **SHEET.example) == pytest.approx(1)


def test_from_80_to_90_per_cent_twice_as_long_but_worth_one_and_a_half_times():  # S21
    s = solved()
    assert (s.lifetime_before, s.lifetime_after) == pytest.approx((5, 10))
    assert s.value_after / s.value_before == pytest.approx(1.5)
    undiscounted = solved(discount_rate=0)
    assert undiscounted.value_after / undiscounted.value_before == pytest.approx(2)


def test_after_five_years_32_8_against_59_0_per_cent_are_left():  # S21
    assert economics.left(5, 0.8, 0.9).loc[5].round(3).tolist() == [0.328, 0.590]


def test_fader_and_hardie_2012_the_renewal_value_is_2_67_and_4_50_times_the_margin():
    for kept, times in ((0.8, 2.67), (0.9, 4.50)):
        s = FAMILY.solve(margin=1, rate_kept=kept, discount_rate=0.1)
        assert s.still_to_come == pytest.approx(times, abs=0.005)


@given(st.floats(0, 1_000), rates, st.floats(0.001, 1))
def test_the_three_members_differ_by_the_first_margin_and_by_one_discounting(margin, kept, discount):
    s = FAMILY.solve(margin=margin, rate_kept=kept, discount_rate=discount)
    assert s.starting_now == pytest.approx(margin + s.still_to_come)
    assert s.starting_now == pytest.approx((1 + discount) * s.at_year_end)
    assert s.still_to_come == pytest.approx(kept * s.at_year_end)


def test_the_members_are_the_sums_of_their_payments():
    kept, discount, years = 0.8, 0.1, np.arange(400)
    s = FAMILY.solve(margin=120, rate_kept=kept, discount_rate=discount)
    assert s.starting_now == pytest.approx(sum(120 * kept**years / (1 + discount) ** years))
    assert s.at_year_end == pytest.approx(sum(120 * kept**years / (1 + discount) ** (years + 1)))
    assert s.still_to_come == pytest.approx(sum(120 * kept ** (years + 1) / (1 + discount) ** (years + 1)))


def test_the_years_are_the_area_below_the_curve_of_those_left():
    assert economics.left(2_000, 0.8).sum().item() == pytest.approx(economics.lifetime(0.8))
    assert np.isnan(economics.lifetime(1.0)) and economics.lifetime(0) == 1


def test_the_worked_example_line_by_line():
    """100 more kept; 6 · 50 to win one; 120 · 1.1/0.3 = 440, /0.2 = 660; programme 1,000 · 20 · 1.1/0.2 = 110,000."""
    expected = {"J": 0.2, "K": 0.1, "L": 5, "M": 10, "N": 100, "P": 300, "Q": 30_000, "R": 5_000, "T": 25_000,
                "U": 440, "V": 660, "W": 220_000, "X": 110_000, "Y": 200, "Z": 110_000}
    s = solved()
    assert {letter: s[letter] for letter in expected} == pytest.approx(expected)


def test_break_even_spend_and_rate_of_the_example():
    """120 · 0.1/0.3 = 40 lei; 0.8 + 20 · 0.3/120 = 85 %."""
    assert SHEET.break_even("programme_cost", "contribution", **SHEET.example) == pytest.approx(40)
    assert economics.break_even_spend(0.8, 0.9, 120, 0.1) == pytest.approx(40)
    assert SHEET.break_even("rate_after", "contribution", **SHEET.example) == pytest.approx(0.85)


@given(programmes)
def test_laws_of_the_sheet(given):
    s = SHEET.solve(**given)
    size = given["customers"] * (given["margin"] + given["programme_cost"] + 1) * 1e4
    assert s.saving == pytest.approx(s.customers_kept * (given["times_dearer"] - 1) * given["keep_cost"], abs=1e-3)
    if given["discount_rate"] > 0.01:
        most = economics.break_even_spend(*(given[name] for name in ("rate_before", "rate_after", "margin",
                                                                      "discount_rate")))
        factor = (1 + given["discount_rate"]) / (1 + given["discount_rate"] - given["rate_after"])
        assert s.contribution == pytest.approx(given["customers"] * factor * (most - given["programme_cost"]),
                                               abs=1e-9 * size)
    double = SHEET.solve(**{**given, "customers": 2 * given["customers"]})
    assert double.contribution == pytest.approx(2 * s.contribution, rel=1e-9, abs=1e-6)


@given(st.floats(0, 0.9), st.floats(0.001, 0.09), st.floats(0, 1))
def test_more_kept_is_worth_more_and_discounting_makes_it_less(kept, points, discount):
    assert economics.gain(kept, kept + points, discount) > 0
    assert economics.gain(kept, kept + points, discount + 0.1) < economics.gain(kept, kept + points, discount)


def test_units_follow_from_the_formulas():
    assert len(SHEET.check_units()) == len(SHEET.lines) and len(FAMILY.check_units()) == len(FAMILY.lines)


def test_nobody_leaving_is_undefined_with_its_reason_and_other_lines_stand():
    s = solved(rate_after=1.0, discount_rate=0)
    assert np.isnan([s["M"], s["V"], s["W"], s["X"], s["Z"]]).all() and s["U"] == pytest.approx(600)
    assert "nobody ever leaves" in s.why_undefined("Z")
    same = solved(rate_after=0.8)
    assert np.isnan(same["Y"]) and "no more customers" in same.why_undefined("Y") and same["T"] == 0
    assert np.isnan(economics.gain(0.9, 1.0))


def test_published_25_per_cent_needs_75_per_cent_kept_already_and_85_needs_89():  # S19
    """0.05/(1 − r − 0.05) = 0.25 at r = 0.75, = 0.85 at r = 0.891."""
    table = economics.worth_of_points([0.75, 0.891], 0, 0.1)
    assert table["not discounted"].tolist() == pytest.approx([0.25, 0.85], abs=0.005)
    assert table["discounted at 10%"].max() < 0.32


def test_the_company_keeps_four_of_five_customers_a_year_as_counted_by_hand():
    ledger = records.load("ledger")
    seen = economics.yearly(ledger)
    assert seen.index.tolist() == [2024, 2025]
    january = set(ledger.loc[ledger["month"] == "2024-01-01", "customer_id"])
    december = ledger[(ledger["month"] == "2024-12-01") & (ledger["stayed"] == 1)]
    assert seen.at[2024, "customers"] == len(january) == 800
    assert seen.at[2024, "left_in_december"] == len(january & set(december["customer_id"])) == 646
    assert seen["kept"].tolist() == pytest.approx([0.8075, 0.7948], abs=5e-5)
    assert seen.at[2024, "standard_error"] == pytest.approx((0.8075 * 0.1925 / 800) ** 0.5)


def test_the_inputs_of_the_company_are_its_counts_and_winning_is_not_dearer_than_a_year_of_keeping():
    contacts, ledger = records.load("contacts"), records.load("ledger")
    found, seen = economics.inputs_from(contacts, ledger), economics.yearly(ledger)
    won = acquisition.SHEET.solve(**acquisition.inputs_from(contacts)).acquisition_cost
    assert found["rate_before"] == pytest.approx((646 + 976) / (800 + 1_228))
    assert found["customers"] == ledger.loc[ledger["month"] == "2025-12-01", "stayed"].sum() == 1_080
    assert found["times_dearer"] * found["keep_cost"] == pytest.approx(won)
    assert seen["keep_cost_a_year"].min() < found["keep_cost"] < seen["keep_cost_a_year"].max()
    assert SHEET.solve(**{**SHEET.example, **found}).saving < 0


def test_older_customers_and_newcomers_are_those_counted_by_hand():
    ledger = records.load("ledger")
    ages = economics.by_age(ledger, 0.9, 0.1)
    day = {month: set(ledger.loc[ledger["month"] == month, "customer_id"]) for month in ("2024-01-01", "2025-01-01")}
    assert ages["customers"].tolist() == [len(day["2025-01-01"] & day["2024-01-01"]),
                                          len(day["2025-01-01"] - day["2024-01-01"])] == [646, 582]
    assert ages["kept"].tolist() == pytest.approx([559 / 646, 417 / 582])
    both = economics.yearly(ledger).loc[2025]
    pd.testing.assert_frame_equal(economics.by_age(ledger.assign(month=ledger["month"].astype(str)), 0.9, 0.1), ages)
    assert ages["left_in_december"].sum() == both["left_in_december"]
    assert ages["most_a_year"].tolist() == pytest.approx(
        economics.break_even_spend(ages["kept"], 0.9, ages["margin_a_year"], 0.1).tolist())


def test_the_errors_of_the_worth_are_those_of_drawing_customers_anew():
    """A bootstrap of 2,000 draws: worth 521 ± 23, gained 261 ± 16, most 47.5 ± 2.9, a point 4.74 ± 0.21 lei."""
    sure = economics.measured(records.load("ledger"), 0.9, 0.1)
    assert sure["estimate"].round(1).tolist() == pytest.approx([521.1, 782.2, 261.1, 47.5, 4.7])
    assert sure["standard_error"].tolist() == pytest.approx([22.9, 20.5, 16.1, 2.93, 0.209], rel=0.03)


def test_a_new_customer_brings_the_first_payment_less_the_goods_of_all_sales():
    contacts = pd.DataFrame({"accepted": [1, 1, 0], "paid": [1, 0, 0], "revenue": [100.0, 80.0, np.nan],
                             "cost_of_goods": [40.0, 30.0, np.nan]})
    sample = records.load("contacts").head(3).assign(**contacts.to_dict("list"))
    assert economics.first_margin(sample) == pytest.approx(30)
    assert economics.first_margin(records.load("contacts")) == pytest.approx((50_246.32 - 24_387.68) / 498)


SMALL = pd.DataFrame({
    "customer_id": ["A"] * 12 + ["B"] * 2, "month": [*pd.date_range("2024-01-01", periods=12, freq="MS"),
                                                       *pd.date_range("2024-01-01", periods=2, freq="MS")],
    "stayed": [1] * 13 + [0], "billed": [10.0] * 13 + [np.nan], "paid": [10.0] * 13 + [np.nan],
    "cost_of_goods": [6.0] * 13 + [np.nan], "retention_cost": [1.0] * 14})


def test_a_year_counted_by_hand():
    """A pays 12 · (10 − 6 − 1) = 36; B pays 3 once, leaves in February at a cost of 1: 2. One of two is left."""
    seen = economics.yearly(SMALL).loc[2024]
    assert seen.drop(["standard_error", "margin_a_year_error"]).tolist() == pytest.approx([2, 1, 0.5, 19, 7])
    assert seen["margin_a_year_error"] == pytest.approx(17)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ledger_without_a_whole_year_and_one_without_spend_are_refused(language):
    check_refusal(lambda: economics.yearly(SMALL.head(5)), language)
    check_refusal(lambda: economics.yearly("ledger"), language)
    check_refusal(lambda: economics.by_age(SMALL, 0.9, 0.1), language)
    free = SMALL.assign(retention_cost=0.0)
    check_refusal(lambda: economics.inputs_from(records.load("contacts"), free), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rate_in_per_cent_is_refused_with_the_ratio(language):
    check_refusal(lambda: solved(rate_after=90), language, "rate_after", "0.9")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_has_its_words(language):
    use(language)
    for sheet in (SHEET, FAMILY):
        assert "⟦" not in repr(sheet.solve(**sheet.example))
        assert max(len(line.label) for line in sheet.lines) <= 30
