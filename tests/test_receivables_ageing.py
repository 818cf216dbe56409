"""Buckets and their borders, days sales outstanding in two ways, roll rates and the provision: known numbers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import LANGUAGES, check_refusal

from crmlessons import receivables, records

UNPAID = [100_000, 50_000, 23_000, 8_000, 2_000]
BALANCES = [300_000, 140_000, 60_000, 23_000, 5_000]
QUARTER = pd.Series([100_000, 120_000, 90_000], pd.period_range("2025-01", periods=3, freq="M"))


def invoices(*rows: tuple, issued: str = "2024-01-01") -> pd.DataFrame:
    """Invoices of 100 lei each from their due and paid days."""
    due, paid = zip(*rows, strict=True)
    return pd.DataFrame({"issued": pd.Timestamp(issued), "due": pd.to_datetime(list(due)),
                         "paid": pd.to_datetime(list(paid)), "amount": 100.0, "collected": 100.0, "programme": 0,
                         "lost": 0, "collection_cost": 4.0})


def test_the_borders_of_the_buckets():
    days = [-40, 0, 1, 30, 31, 60, 61, 90, 91, 4_000]
    expected = ["not_due"] * 2 + ["days_1_30"] * 2 + ["days_31_60"] * 2 + ["days_61_90"] * 2 + ["days_over_90"] * 2
    assert list(receivables.bucket(days)) == expected == [receivables.bucket(day) for day in days]


def test_due_today_paid_today_and_paid_early():
    rows = invoices(("2024-03-31", None), ("2024-03-30", None), ("2024-03-01", "2024-03-31"),
                    ("2024-03-01", "2024-04-01"), ("2024-06-30", "2024-02-01"))
    shown = receivables.open_on(rows, "2024-03-31")
    assert list(shown.index) == [0, 1, 3]  # paid on the day is paid; paid early is never open
    assert list(shown["days_overdue"]) == [0, 1, 30] and shown["bucket"][3] == "days_1_30"
    assert receivables.ageing(rows, "2024-03-31")["balance"].tolist() == [100, 200, 0, 0, 0]


def test_a_leap_year_has_one_day_more_to_the_first_of_march():
    leap = receivables.open_on(invoices(("2024-01-31", None)), "2024-03-01")
    plain = receivables.open_on(invoices(("2025-01-31", None), issued="2025-01-01"), "2025-03-01")
    assert (leap["days_overdue"][0], plain["days_overdue"][0]) == (30, 29)
    assert receivables.open_on(invoices(("2024-01-30", None)), "2024-03-01")["bucket"][0] == "days_31_60"


def test_an_invoice_of_tomorrow_is_not_yet_owed():
    assert receivables.open_on(invoices(("2024-06-30", None), issued="2024-05-02"), "2024-05-01").empty
    assert receivables.ageing(invoices(("2024-06-30", None), issued="2024-05-02"), "2024-05-01")["share"].isna().all()


def test_dso_simple_and_by_countback_of_200_000_with_sales_of_100_120_and_90_thousand():
    assert receivables.dso(200_000, 310_000, 90) == pytest.approx(58.0645, abs=1e-4)  # 200 / 310 · 90
    back = receivables.countback(200_000, QUARTER)
    assert back["days"].tolist() == pytest.approx([31, 110 / 120 * 28])
    assert back["days"].sum() == pytest.approx(56.67, abs=0.005)
    assert back["taken"].sum() == 200_000


def test_counting_back_takes_dates_for_months_and_passes_through_a_month_without_sales():
    dated = pd.Series(QUARTER.to_numpy(), pd.to_datetime(["2025-01-31", "2025-02-28", "2025-03-31"]))
    assert receivables.countback(200_000, dated)["days"].sum() == pytest.approx(56.67, abs=0.005)
    gap = pd.Series([100, 0, 50], QUARTER.index)
    assert receivables.countback(100, gap)["days"].tolist() == [31, 28, 15.5]
    assert receivables.countback(0, gap).empty


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=24), st.floats(0, 1))
def test_counting_back_accounts_for_all_that_is_owed_and_never_for_more_days_than_there_are(sales, share):
    months = pd.Series(sales, pd.period_range("2024-01", periods=len(sales), freq="M"))
    back = receivables.countback(share * sum(sales), months)
    assert back["taken"].sum() == pytest.approx(share * sum(sales))
    assert 0 <= back["days"].sum() <= months.index.days_in_month.to_numpy().sum() + 1e-6


@given(st.floats(1, 1e6), st.integers(2, 24))
def test_with_level_sales_of_one_month_length_both_measures_agree(owed, count):
    months = pd.Series([1e6] * 2, pd.PeriodIndex(["2025-07", "2025-08"], freq="M"))  # 31 days each
    assert receivables.countback(owed, months)["days"].sum() == pytest.approx(receivables.dso(owed, 2e6, 62))


def test_loss_rates_and_the_provision_of_27_567():
    rates = receivables.loss_rates(UNPAID)
    assert rates.tolist() == pytest.approx([0.02, 0.04, 2 / 23, 0.25, 1])
    table = receivables.provision(BALANCES, rates)
    assert round(table["provision"].sum()) == 27_567  # 6,000 + 5,600 + 60,000 · 2/23 + 5,750 + 5,000
    assert list(table.index) == list(rates.index)
    assert receivables.provision(BALANCES, rates[::-1], loss=0.5)["provision"].sum() == pytest.approx(27_567.39 / 2)


@given(st.lists(st.floats(0.01, 1), min_size=4, max_size=4))
def test_a_loss_rate_is_the_product_of_the_roll_rates_ahead(steps):
    unpaid = np.cumprod([1e6, *steps])
    rolls, losses = receivables.roll_rates(unpaid), receivables.loss_rates(unpaid)
    assert losses.tolist() == pytest.approx([*(rolls.iloc[i:].prod() for i in range(4)), 1.0])
    assert (losses.diff().dropna() >= -1e-12).all()


def test_what_was_still_unpaid_counts_only_invoices_whose_fate_is_known():
    rows = invoices(("2024-01-31", "2024-01-31"), ("2024-01-31", "2024-02-01"), ("2024-01-31", "2024-03-31"),
                    ("2024-01-31", None), ("2024-06-30", None))
    assert receivables.unpaid_after(rows, "2024-05-01").tolist() == [400, 300, 200, 100, 100]


def test_the_balance_of_the_company_is_what_its_records_leave_open():
    table = records.load("invoices")
    for day in ("2024-06-30", "2025-12-31", "2026-04-30"):
        date = pd.Timestamp(day)
        owed = table[(table["issued"] <= date) & ~(table["paid"] <= date)]
        assert receivables.ageing(table, day)["balance"].sum() == pytest.approx(owed["amount"].sum())


REFUSED = {
    "no sales": lambda: receivables.dso(100, 0, 90),
    "less than nothing owed": lambda: receivables.dso(-1, 100, 90),
    "more owed than sold": lambda: receivables.countback(1e9, QUARTER),
    "a month left out": lambda: receivables.countback(10, QUARTER.iloc[[0, 2]]),
    "no months": lambda: receivables.countback(10, pd.Series([1.0, 2.0], ["x", "y"])),
    "sums that rise": lambda: receivables.loss_rates([100, 50, 60, 8, 2]),
    "four sums": lambda: receivables.roll_rates([100, 50, 8, 2]),
    "no day": lambda: receivables.ageing(invoices(("2024-01-31", None)), "yesterday evening"),
    "no old invoice": lambda: receivables.unpaid_after(invoices(("2024-01-31", None)), "2024-02-28"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("call", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_measured_is_refused_in_words(call, language):
    check_refusal(call, language)


def test_what_was_set_aside_is_held_against_what_was_lost_of_the_same_invoices():
    invoices, day = records.load("invoices"), "2025-12-31"
    owed = receivables.ageing(invoices, day)["balance"]
    test = receivables.backtest(invoices, receivables.provision(owed, receivables.loss_rates([5, 4, 3, 2, 1])), day)
    then = receivables.open_on(invoices, day)
    assert test["really_lost"].sum() == pytest.approx((then["amount"] - then["collected"]).sum())
    assert test["bad_invoices"].sum() == then["paid"].isna().sum()
    assert test["provision"].sum() == pytest.approx((owed * [1 / 5, 1 / 4, 1 / 3, 1 / 2, 1]).sum())
    assert (test["standard_error"] <= test["really_lost"]).all()
