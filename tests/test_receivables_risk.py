"""Figs. 6 and 7 as one rule, their colours in lei, and what the records say of late payers."""

import numpy as np
import pandas as pd
import pytest
from refusals import LANGUAGES, check_refusal

from crmlessons import receivables, records, use
from crmlessons.records.description import truth

SIZES, CUSTOMERS = ("small", "medium", "large"), ("new", "medium", "loyal")
APPROACHES = ("amicable", "legal", "intermediaries")
CELLS = ["low", "low", "medium", "low", "medium", "high", "medium", "high", "high"]  # as printed, row by row


@pytest.fixture(scope="module")
def invoices() -> pd.DataFrame:
    return records.load("invoices")


def test_fig_6_and_fig_7_hold_the_nine_printed_cells():
    assert [receivables.risk(row, column) for row in SIZES for column in SIZES] == CELLS
    assert [receivables.loss_risk(row, column) for row in CUSTOMERS for column in APPROACHES] == CELLS


def test_both_rules_give_every_cell():
    use("en")
    rules = receivables.rules()
    assert list(rules["by_sum"]) == list(rules["by_product"]) == CELLS
    assert list(rules["sum"]) == [2, 3, 4, 3, 4, 5, 4, 5, 6]


def test_the_lost_axes_of_fig_6_do_not_matter():  # S16
    square = receivables.levels("risk").to_numpy()
    assert (square == square.T).all()
    for one in SIZES:
        assert [receivables.risk(one, two) for two in SIZES] == [receivables.risk(two, one) for two in SIZES]


def test_colours_in_lei():  # S17: values 50, 300, 1,200 and chances .02, .25, .40
    values, chances = pd.Series([50, 300, 1_200], CUSTOMERS), pd.Series([0.02, 0.25, 0.40], APPROACHES)
    lei = receivables.expected_loss(values, chances)
    assert lei.to_numpy().ravel() == pytest.approx([1, 12.5, 20, 6, 75, 120, 24, 300, 480])
    levels = receivables.levels("loss_risk")
    assert [lei[levels == one].max(axis=None) for one in (1, 2)] < [lei[levels == one].min(axis=None) for one in (2, 3)]


def test_the_errors_count_firms_and_not_invoices():
    rows = pd.DataFrame({"customer_id": list("AABB"), "flag": [1, 1, 0, 0], "group": "all"})
    found = receivables.rates_by(rows, "flag", "group").loc["all"]
    assert found["rate"] == 0.5 and found["standard_error"] == pytest.approx((1 + 1) ** 0.5 / 4)  # two firms, ±1 each


def test_the_records_agree_with_the_truth_on_who_is_late_and_who_leaves(invoices):
    known = truth("invoices")["inputs"]["all"]
    late = receivables.late_rates(invoices, "programme")
    for group, name in ((0, "late_rate_without"), (1, "late_rate_with")):
        assert abs(late.rate[group] - known[name]) < 3 * late.standard_error[group]
    gone = receivables.rates_by(receivables.late(invoices), "gone", "approach")
    for approach in APPROACHES:
        assert abs(gone.rate[approach] - known["lost_if_late"][approach]) < 3 * gone.standard_error[approach]


def test_habits_tell_and_age_tells(invoices):
    habit = receivables.habits(invoices, "2025-01-01")
    assert habit["rate"].is_monotonic_increasing and list(habit.index) == ["never_late", "once_late", "often_late"]
    ages = receivables.never_paid(invoices)
    assert ages["rate"].is_monotonic_increasing and ages["invoices"].is_monotonic_decreasing
    assert ages["rate"].iloc[-1] == 1


def test_a_customer_is_new_for_12_months_and_loyal_after_36():
    customers = pd.DataFrame({"customer_id": ["A"], "joined": pd.to_datetime(["2021-01-01"])})
    months = pd.to_datetime(["2021-02-01", "2022-01-01", "2022-02-01", "2024-01-01", "2024-02-01"])
    types = receivables.by_type(pd.DataFrame({"customer_id": "A", "month": months}), customers)
    assert list(types) == ["new", "new", "medium", "medium", "loyal"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("call", [
    lambda: receivables.risk("huge", "small"), lambda: receivables.risk("small", 3),
    lambda: receivables.loss_risk("new", "lawyer"), lambda: receivables.loss_risk("loyl", "legal"),
    lambda: receivables.levels("Fig. 8")])
def test_an_unknown_word_is_refused_with_those_that_are_known(call, language):
    check_refusal(call, language)


def test_the_levels_are_numbers_of_both_figures():
    assert np.array_equal(receivables.levels("risk"), receivables.levels("loss_risk"))
