"""The flow of requests: rhythm, forecast, chance and first contact, by hand and on the company's calls."""

import numpy as np
import pandas as pd
import pytest
from refusals import LANGUAGES, check_refusal

from crmlessons import records, support
from crmlessons.records.description import truth


@pytest.fixture(scope="module")
def tickets() -> pd.DataFrame:
    return records.load("tickets")


def made(*moments: str) -> pd.DataFrame:
    """Calls at these moments."""
    return pd.DataFrame({"customer_id": "K1", "opened": pd.to_datetime(list(moments)), "support": 1, "minutes": 5.0,
                         "cost": 10.0, "solved": 1})


TWO_WEEKS = ("2025-01-06 09:10", "2025-01-06 09:50", "2025-01-07 11:00", "2025-01-13 09:30", "2025-01-19 10:00")


def test_arrivals_by_hand_divide_by_the_weeks_not_by_the_days_with_a_call():
    counted = support.arrivals(made("2025-01-04 23:00", *TWO_WEEKS, "2025-01-20 08:00"))
    assert list(counted.columns) == [9, 10, 11] and counted.index.name == "weekday"
    assert counted.at["monday", 9] == 1.5 and counted.at["tuesday", 11] == 0.5 and counted.at["sunday", 10] == 0.5
    assert counted.to_numpy().sum() == 2.5  # five calls in two complete weeks


def test_days_without_a_call_count_as_0():
    calls = support.daily(made(*TWO_WEEKS))
    assert len(calls) == 14 and calls.tolist() == [2, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1]


def test_the_rhythm_keeps_the_totals_of_days_and_hours(tickets):
    counted = support.arrivals(tickets)
    smooth = support.rhythm(counted)
    assert smooth.sum(axis=0).to_numpy() == pytest.approx(counted.sum(axis=0).to_numpy())
    assert smooth.sum(axis=1).to_numpy() == pytest.approx(counted.sum(axis=1).to_numpy())


def test_the_rhythm_of_the_company_is_the_true_one_within_four_standard_errors(tickets):
    counted, true = support.arrivals(tickets), truth("tickets")["inputs"]["all"]
    total = counted.to_numpy().sum() * 51
    for shares, wanted in ((counted.sum(axis=1), true["weekday"]), (counted.sum(axis=0), true["hour"])):
        found, expected = (shares / shares.sum()).to_numpy(), np.array(list(wanted.values()))
        assert (np.abs(found - expected) < 4 * (expected * (1 - expected) / total) ** 0.5).all()


def test_three_forecasts_by_hand():
    calls = pd.Series([7, 1, 1, 1, 1, 1, 2] * 2 + [9, 3, 1, 1, 1, 1, 0], pd.date_range("2025-01-06", periods=21))
    found = support.forecasts(calls, hold_out=1)
    assert found["weekday_mean"].tolist() == found["last_week"].tolist() == [7, 1, 1, 1, 1, 1, 2]
    assert found["same_every_day"].tolist() == [2] * 7
    errors = support.errors(found)
    assert errors.at["weekday_mean", "error"] == pytest.approx(6 / 7)  # misses 2, 2, 0, 0, 0, 0, 2
    assert errors.at["weekday_mean", "relative"] == pytest.approx(6 / 16)
    assert errors.at["weekday_mean", "bias"] == pytest.approx((-2 - 2 + 2) / 7)
    assert errors.at["last_week", "better_by"] == 0


def test_nothing_that_is_held_out_is_used_for_the_forecast(tickets):
    calls = support.daily(tickets)
    changed = calls.copy()
    changed.iloc[-84:] = 1_000
    columns = ["weekday_mean", "same_every_day"]
    pd.testing.assert_frame_equal(support.forecasts(calls)[columns], support.forecasts(changed)[columns])


def test_on_the_company_s_calls_the_weekday_beats_last_week_and_comes_near_what_chance_leaves(tickets):
    days = support.forecasts(support.daily(tickets))
    errors, floor = support.errors(days), support.chance_error(days["weekday_mean"])
    gain = errors.loc["weekday_mean", ["better_by", "standard_error"]]
    assert gain["better_by"] > 3 * gain["standard_error"] and floor < errors.at["weekday_mean", "error"] < 1.1 * floor


@pytest.mark.parametrize("mean", [0.2, 1.0, 3.7, 15.0])
def test_de_moivre_s_error_of_a_poisson_number_is_its_sum(mean):
    count = np.arange(200)
    log_chance = count * np.log(mean) - mean - np.cumsum(np.log(np.maximum(count, 1)))
    assert support.chance_error(mean) == pytest.approx((np.abs(count - mean) * np.exp(log_chance)).sum())


def test_a_mean_of_nothing_leaves_no_error():
    assert support.chance_error(0.0) == 0.0


def test_chance_alone_has_a_ratio_of_about_1_and_bunches_more():
    rng = np.random.default_rng(7)
    days = pd.date_range("2025-01-06", periods=7 * 200)
    calm = support.dispersion(pd.Series(rng.poisson(12, len(days)), days))
    assert abs(calm["ratio"] - 1) < 4 * calm["standard_error"]
    bunches = support.dispersion(pd.Series(rng.poisson(4, len(days)) * 3, days))
    assert bunches["ratio"] > 2.5


def test_first_contact_by_hand():
    calls = made(*TWO_WEEKS).assign(ticket_id=list("abcde"), solved=[1, 0, 1, 1, 1], follows=[None, None, "b", None,
                                                                                             None])
    row = support.first_contact(calls).loc["with_plan"]
    assert (row["problems"], row["solved"], row["calls_each"]) == (4, 0.75, 1.25)
    assert row["cost_per_problem"] == 12.5 and row["standard_error"] == pytest.approx((0.75 * 0.25 / 4) ** 0.5)
    assert support.second_calls(calls).tolist() == [1]


def test_the_company_solves_at_first_contact_as_often_as_it_truly_does(tickets):
    found, true = support.first_contact(tickets), truth("tickets")["inputs"]["all"]["solved_at_first_contact"]
    for row, wanted in (("with_plan", true["with"]), ("without_plan", true["without"])):
        assert abs(found.at[row, "solved"] - wanted) < 4 * found.at[row, "standard_error"]
    assert found["calls_each"].to_numpy() == pytest.approx(2 - found["solved"].to_numpy())  # a second call solves


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_gives_no_rhythm_no_forecast_and_no_problems_is_refused(language, tickets):
    calls = support.daily(tickets)
    check_refusal(lambda: support.arrivals(made(*TWO_WEEKS[:3])), language)
    check_refusal(lambda: support.forecasts(calls, hold_out=50), language, "50", "49")
    check_refusal(lambda: support.forecasts(calls, hold_out=0), language, "0")
    check_refusal(lambda: support.first_contact(tickets.drop(columns="follows")), language, "follows")
    check_refusal(lambda: support.arrivals(tickets.drop(columns="opened")), language, "opened")


def test_the_rule_per_customer_is_exact_where_calls_follow_the_customers():
    days = pd.date_range("2025-01-06", periods=28)
    customers = pd.Series(np.repeat([100.0, 80.0], 14), days)
    calls = customers * np.tile([0.1, 0.2, 0.1, 0.1, 0.3, 0.1, 0.1], 4)
    found = support.errors(support.forecasts(calls, 2, customers))
    assert found.at["weekday_per_customer", "error"] == pytest.approx(0) and found.at["weekday_mean", "error"] > 1


def test_the_customers_of_a_day_are_those_of_its_month(tickets):
    ledger, days = records.load("ledger"), support.daily(tickets).index
    found = support.customers_on(ledger, days)
    assert found.iloc[0] == (ledger["month"] == "2025-01-01").sum() and found.index.equals(days)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ledger_of_another_time_is_refused(language):
    ledger = records.load("ledger")
    check_refusal(lambda: support.customers_on(ledger, pd.date_range("2031-01-01", periods=3)), language)
