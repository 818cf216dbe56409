"""Fig. 8 as a chain: a small one by hand, the laws of absorbing chains, and the states as the records show them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import LANGUAGES, check_refusal

from crmlessons import lifecycle, records

NAMES = ["new", "loyal", "lost"]
SMALL = pd.DataFrame([[0.75, 0.2, 0.05], [0.0, 0.98, 0.02], [0.0, 0.0, 1.0]], NAMES, NAMES)  # S18, by hand


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return {name: records.load(name) for name in ("customers", "ledger", "invoices", "survey")}


@pytest.fixture(scope="module")
def seen(tables) -> pd.DataFrame:
    firms = tables["customers"].query("segment == 'small_firms'")
    return lifecycle.states(firms, tables["ledger"], tables["invoices"])


def test_a_small_chain_calculated_by_hand():
    months = lifecycle.expected_months(SMALL)
    assert months.loc["new"].tolist() == pytest.approx([1 / 0.25, 0.2 / 0.25 / 0.02])  # 4 and 0.8 · 50
    assert months.loc["loyal"].tolist() == pytest.approx([0, 50])
    values = {"new": 10.0, "loyal": 20.0}
    assert lifecycle.worth(SMALL, values).tolist() == pytest.approx([4 * 10 + 40 * 20, 50 * 20])
    d = 1.1 ** (-1 / 12)
    loyal = d * 20 / (1 - 0.98 * d)
    discounted = [(d * 10 + 0.2 * d * loyal) / (1 - 0.75 * d), loyal]
    assert lifecycle.worth(SMALL, values, 0.10).tolist() == pytest.approx(discounted)


def test_a_chain_of_one_state_is_the_geometric_series_of_fig_4():
    rates = pd.DataFrame([[0.98, 0.02], [0.0, 1.0]], ["loyal", "lost"], ["loyal", "lost"])
    assert lifecycle.worth(rates, {"loyal": 13.13})["loyal"] == pytest.approx(13.13 / 0.02)


def test_the_five_states_by_hand():
    chain = lifecycle.five_states(SMALL, conversion=0.05, win_back=0.1)
    assert list(chain.index) == ["prospect", *NAMES, "gone"] and chain.sum(axis=1).tolist() == pytest.approx([1] * 5)
    worth = lifecycle.worth(chain, {"new": 10.0, "loyal": 20.0, "prospect": -2.0, "lost": -30.0})
    new = (840 - 30) / (1 - 0.1)  # everybody is lost once, which costs 30 and brings back a tenth
    assert worth["new"] == pytest.approx(new) and worth["lost"] == pytest.approx(0.1 * new - 30)
    assert worth["prospect"] == pytest.approx(0.05 * new - 2)


def test_an_attempt_that_costs_its_rate_times_the_value_of_a_new_customer_is_worth_nothing():
    alone = lifecycle.worth(SMALL, {"new": 10.0, "loyal": 20.0}, 0.1)["new"]
    chain = lifecycle.five_states(SMALL, 0.05, 0.1)
    tried = lifecycle.worth(chain, {"new": 10.0, "loyal": 20.0, "lost": -0.1 * alone}, 0.1)
    assert tried["lost"] == pytest.approx(0, abs=1e-9) and tried["new"] == pytest.approx(alone)


rates_of = st.lists(st.lists(st.floats(0.01, 1), min_size=4, max_size=4), min_size=3, max_size=3)


@given(rates_of)
def test_the_fundamental_matrix_is_the_summed_series_and_the_value_a_weighted_sum(rows):
    names = ["new", "loyal", "altered", "lost"]
    table = np.array([*rows, [0, 0, 0, 1.0]])
    chain = pd.DataFrame(table / table.sum(axis=1, keepdims=True), names, names)
    months = lifecycle.expected_months(chain)
    q = chain.iloc[:3, :3].to_numpy()
    series, power = np.eye(3), np.eye(3)
    for _step in range(6_000):
        power = power @ q
        series += power
    assert np.allclose(months, series, rtol=1e-6)
    values = pd.Series({"new": 3.0, "loyal": 5.0, "altered": -1.0})
    assert np.allclose(lifecycle.worth(chain, values), months @ values)
    assert (lifecycle.worth(chain, values.abs(), 0.2) < lifecycle.worth(chain, values.abs())).all()
    ends = [lifecycle.after(chain, step)["lost"] for step in (0, 1, 5, 50)]
    assert ends[0] == 0 and ends == sorted(ends)


def test_rates_from_six_months_by_hand():
    seen = pd.DataFrame({"month": pd.to_datetime(["2024-01-01"] * 4 + ["2024-02-01"] * 3),
                         "state": ["new", "new", "new", "loyal", "new", "loyal", "loyal"],
                         "next": ["new", "loyal", "lost", "loyal", np.nan, "lost", np.nan]})
    rates = lifecycle.transitions(seen)
    assert rates.loc["new"].tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 3])
    assert rates.loc["loyal"].tolist() == [0, 1, 0], "of the last month only those who left are known"
    assert rates.loc["lost"].tolist() == [0, 0, 1]


def test_the_states_follow_their_rules_in_the_records(seen, tables):
    staying = {"new", "new_altered", "loyal", "loyal_altered"}
    assert set(seen["state"]) == staying and set(seen["next"].dropna()) == {*staying, "lost"}
    assert (seen["overdue"] == seen["state"].str.endswith("altered")).all()
    assert (seen["state"].str.startswith("new") == (seen["tenure"] <= 12)).all()
    late = tables["invoices"].query("reason.notna()").assign(
        month=lambda rows: rows["issued"].dt.to_period("M").dt.to_timestamp() + pd.DateOffset(months=2))
    joined = seen.merge(late[["customer_id", "month", "reason"]], on=["customer_id", "month"], how="left")
    assert (joined["overdue"] == joined["reason"].notna()).all(), "overdue by date is overdue by reason"
    left = tables["ledger"].query("stayed == 0")[["customer_id", "month"]].merge(seen, on=["customer_id", "month"])
    assert (left["next"] == "lost").all() and len(left) == (seen["next"] == "lost").sum()


def test_the_rates_sum_to_1_and_the_overdue_leave_far_more_often(seen):
    rates = lifecycle.transitions(seen)
    assert rates.sum(axis=1).tolist() == pytest.approx([1] * 5)
    assert rates.at["loyal_altered", "lost"] > 5 * rates.at["loyal", "lost"]
    assert rates.at["new_altered", "new"] > 0.7 and rates.at["loyal_altered", "loyal"] > 0.7, "a way back"


def test_who_is_loyal_never_becomes_new_again(seen):
    rates = lifecycle.transitions(seen)
    assert (rates.loc[["loyal", "loyal_altered"], ["new", "new_altered"]] == 0).all(axis=None)
    assert lifecycle.expected_months(rates).loc["loyal"].sum() == pytest.approx(45.03, abs=0.01)


def test_collecting_an_overdue_invoice_is_a_cost_of_its_month(seen, tables):
    bills = tables["invoices"].dropna(subset=["approach"])
    month = bills["issued"].dt.to_period("M").dt.to_timestamp() + pd.DateOffset(months=2)
    place = pd.MultiIndex.from_frame(seen.loc[seen["overdue"], ["customer_id", "month"]])
    cost = bills.set_index([bills["customer_id"], month])["collection_cost"].reindex(place)
    rows = tables["ledger"].set_index(["customer_id", "month"]).reindex(place)
    before = rows["paid"].fillna(0) - rows["cost_of_goods"].fillna(0) - rows["retention_cost"]
    assert seen.loc[seen["overdue"], "value"].to_numpy() == pytest.approx((before - cost).to_numpy())
    assert cost.mean() == pytest.approx(14.29, abs=0.01)


def test_firms_of_more_than_six_years_leave_less_than_one_rate_expects(seen):
    found = lifecycle.leaving_by_tenure(seen)
    assert found["months"].tolist() == [1085, 2055, 409] and found["left_us"].tolist() == [21, 26, 0]
    assert found["expected"].sum() == pytest.approx(47) and found["expected"].iloc[2] == pytest.approx(5.4, abs=0.05)


def test_an_attempt_may_cost_the_share_won_back_of_the_value_of_a_new_customer(seen, tables):
    found = lifecycle.win_back_limits(*list(tables.values())[:3], win_back=0.1, discount_rate=0.1)
    values = seen.groupby("state")["value"].mean()
    assert found.at["small_firms", "value"] == lifecycle.worth(lifecycle.transitions(seen), values, 0.1)["new"]
    assert found["lost"].to_dict() == {"families": 115, "small_firms": 96, "students": 58}
    assert found["attempt"].tolist() == pytest.approx((0.1 * found["value"]).tolist())


def test_a_friendlier_way_keeps_those_whom_the_others_drive_away():
    months = pd.to_datetime(["2025-01-01"] * 8 + ["2025-02-01"])
    seen = pd.DataFrame({"month": months, "state": ["loyal_altered"] * 8 + ["loyal"], "overdue": [True] * 8 + [False],
                         "next": ["lost", "lost", *["loyal"] * 5, "lost", np.nan],
                         "approach": [*["legal"] * 4, *["amicable"] * 4, np.nan]})
    found = lifecycle.friendlier(seen, pd.Series({"loyal": 100.0})).iloc[0]
    assert found["chased"] == 8 and found["firms_kept"] == pytest.approx(8 * 0.5 * (2 / 4 - 1 / 4))
    assert found["value"] == pytest.approx(100) and found["low"] < 100 < found["high"]


def test_a_trial_of_100_finds_a_rate_of_10_per_cent_with_an_error_of_3_points():
    assert lifecycle.trial(0.1, [100]).loc[100].tolist() == pytest.approx([0.03, 0.0412, 0.1588], abs=1e-4)


def test_the_chain_agrees_with_the_small_firms_of_the_campaign_after_20_months(seen, tables):
    rates = lifecycle.transitions(seen)
    own = tables["customers"].query("segment == 'small_firms' and contact_id.notna()")
    rows = tables["ledger"].merge(own[["customer_id", "joined"]], on="customer_id")
    age = (rows["month"].dt.year - rows["joined"].dt.year) * 12 + rows["month"].dt.month - rows["joined"].dt.month
    kept = rows.loc[age == 20, "stayed"].sum() / len(own)
    error = (kept * (1 - kept) / len(own)) ** 0.5
    assert abs(1 - lifecycle.after(rates, 20)["lost"] - kept) < 2 * error


def test_the_standard_error_of_worth_is_that_of_drawing_customers_anew(seen):
    found = lifecycle.worth_error(seen, 0.10)
    assert found.equals(lifecycle.worth_error(seen, 0.10)), "the same draws every time"
    customers = pd.Series(seen["customer_id"].unique())
    values = []
    for seed in range(40):
        drawn = customers.sample(frac=1, replace=True, random_state=seed)
        again = pd.DataFrame({"customer_id": drawn}).merge(seen, on="customer_id")
        value = again.groupby("state")["value"].mean()
        values.append(lifecycle.worth(lifecycle.transitions(again), value, 0.10)["new"])
    assert found["new"] == pytest.approx(np.std(values), rel=0.35)


def test_of_three_signs_only_the_overdue_invoice_shows(tables):
    signs = lifecycle.signs_of_leaving(*tables.values())
    assert (signs["low"] > 0).tolist() == [False, False, False, True]
    assert ((signs["low"] < 0) & (signs["high"] > 0)).tolist() == [True, True, True, False]


def test_every_customer_has_one_strategy_by_the_rules(tables):
    groups = lifecycle.segments(tables["customers"], tables["ledger"], tables["invoices"])
    plan = lifecycle.strategies(groups)
    assert plan["customers"].sum() == len(groups) == groups.index.nunique()
    assert list(plan.index) == list(lifecycle.STRATEGIES)
    assert plan["present"].sum() == pytest.approx(groups["present"].sum())
    assert (groups.query("strategy == 'develop'")["stage"] == "loyal").all()
    assert groups.query("strategy == 'keep'")["high_present"].all()
    assert set(groups.query("stage == 'altered'")["strategy"]) == {"altered"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_chain_is_refused(language, seen):
    leak = SMALL.copy()
    leak.loc["new", "lost"] = 0.1
    check_refusal(lambda: lifecycle.expected_months(leak), language, "new", "1")
    check_refusal(lambda: lifecycle.expected_months(-SMALL), language, "0")
    trap = pd.DataFrame([[0.5, 0.5, 0], [0.5, 0.5, 0], [0, 0, 1.0]], NAMES, NAMES)
    check_refusal(lambda: lifecycle.worth(trap, {}), language)
    check_refusal(lambda: lifecycle.five_states(SMALL, 5), language, "conversion")
    check_refusal(lambda: lifecycle.five_states(SMALL, 0.05, 0.1, to="friend"), language, "friend", "loyal")
    check_refusal(lambda: lifecycle.transitions(seen[seen["next"] != "lost"]), language)
