"""The decision of the capstone on companies so small that every number can be computed by hand."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from refusals import check_refusal, refused_in_every_language

from crmlessons import capstone
from crmlessons.capstone_policies import allocations, best_of

USES = list(capstone.LEVERS)


def group(use, who, cost, limit, brings, error=1.0, spread=10.0):
    return (use, who, use), {"unit_cost": cost, "limit": limit, "brings": brings, "error": error, "spread": spread}


def company(*groups, overlaps=None, habit=None):
    labels, rows = zip(*groups, strict=True)
    return capstone.made(pd.DataFrame(list(rows), pd.MultiIndex.from_tuples(labels)), overlaps, habit)


# Use A: 100 people bring 20 for 2 lei, 300 bring 3. Use B: 250 bring 8 for 2 lei. As in the lesson's small example.
SMALL = company(group("acquiring", "others", 2, 300, 3), group("acquiring", "best", 2, 100, 20),
                group("growing", "all", 2, 250, 8))
CURES = company(group("retaining", "call", 4, 100, 6), group("collecting", "reminder", 1, 500, 1),
                overlaps=pd.DataFrame({"first": [("retaining", "call", "retaining")],
                                       "second": [("collecting", "reminder", "collecting")], "damage": [1_000.0]}))


def test_by_hand_the_best_group_of_a_use_is_paid_first_and_money_buys_its_units():
    plan = capstone.plan(SMALL, 600, acquiring=260, growing=100)
    assert plan.groups["units"].tolist() == [100, 30, 50]
    assert [label[1] for label in plan.groups.index] == ["best", "others", "all"]
    assert plan.value == 100 * 20 + 30 * 3 + 50 * 8 - 360 and plan.unspent == 240


def test_by_hand_the_next_leu_beats_the_highest_average():
    assert capstone.by_margin(SMALL, 600).value == pytest.approx(100 * 20 + 200 * 8 - 600)
    assert capstone.by_average(SMALL, 600).value == pytest.approx(250 * 8 + 50 * 20 - 600)
    assert capstone.all_into(SMALL, "acquiring", 600).value == pytest.approx(100 * 20 + 200 * 3 - 600)
    # 120 lei for each of five uses: 60 units of the best of A and 60 of B
    assert capstone.equal_parts(SMALL, 600).value == pytest.approx(60 * 20 + 60 * 8 - 240)


def test_by_hand_two_cures_of_one_damage_save_k_plus_r_minus_k_r_of_it():
    plan = capstone.plan(CURES, 1_000, retaining=400, collecting=500)  # 600 and 500 lei of a damage of 1,000
    assert plan.doubled == pytest.approx(1_000 * 0.6 * 0.5)
    assert plan.value == pytest.approx(1_000 * (0.6 + 0.5 - 0.3) - 900)
    letters = plan.solved()
    assert (letters["J"], letters["K"], letters["M"]) == pytest.approx((800, -100, 100))


def test_the_rule_of_the_margin_sees_what_overlaps():
    # A call returns 1.5; a reminder would return 1.2 alone, and 1.2 · (1 − 0.6) beside all calls: below a leu
    cures = company(group("retaining", "call", 4, 100, 6), group("collecting", "reminder", 1, 500, 1.2),
                    overlaps=pd.DataFrame({"first": [("retaining", "call", "retaining")],
                                           "second": [("collecting", "reminder", "collecting")], "damage": [1_000.0]}))
    assert capstone.by_margin(cures, 2_000).spend[["retaining", "collecting"]].tolist() == [400, 0]


def test_best_found_equals_brute_force_on_a_small_grid():
    room, step = SMALL.room, 50.0
    levels = [np.arange(0, 601, step)] * 5
    tried = allocations(room, 600, levels)
    values = {}
    for spend in product(np.arange(0, 601, step), repeat=2):
        if sum(spend) <= 600 and spend[0] <= room["acquiring"] and spend[1] <= room["growing"]:
            values[spend] = capstone.plan(SMALL, 600, acquiring=spend[0], growing=spend[1]).value
    found = best_of(SMALL, tried)
    assert len(tried) == len(values) and max(values, key=values.get) == (found[0], found[2]) == (200, 400)
    assert capstone.best_found(SMALL, 600).value == pytest.approx(max(values.values()))


def test_the_search_with_an_overlap_is_no_worse_than_any_plan_of_a_fine_grid():
    tried = allocations(CURES.room, 900, [np.arange(0, 901, 20)] * 5)
    values = CURES.brought(CURES.units(tried)) - tried.sum(axis=1)
    assert capstone.best_found(CURES, 900).value >= values.max() - 0.1


def test_every_allocation_is_within_budget_and_room_and_none_stands_twice():
    tried = allocations(SMALL.room, 300, [np.arange(0, 301, 100)] * 5)
    assert len(np.unique(tried, axis=0)) == len(tried) == 10  # pairs of 0…3 hundreds that add up to 3 or less
    assert (tried.sum(axis=1) <= 300).all()


def test_the_standard_deviation_of_chance_is_that_of_a_binomial():
    # 400 contacts, each a sale with the chance 0.1, worth 50 lei: sd = 50 · √(400 · 0.1 · 0.9) = 300
    sure = company(group("acquiring", "all", 1, 400, 5, error=0.0, spread=50 * 0.3))
    plan, years = capstone.plan(sure, 400, acquiring=400), capstone.Years(sure, count=20_000)
    spread = years.spread(plan)["standard_deviation"]
    assert spread["from_chance"] == pytest.approx(300) and spread["from_not_knowing"] == 0
    assert years.values(plan).std() == pytest.approx(300, rel=4 / (2 * 20_000) ** 0.5)


def test_the_mean_of_the_drawn_years_is_the_closed_form_within_its_standard_error():
    plan, years = capstone.plan(CURES, 900, retaining=400, collecting=500), capstone.Years(CURES, count=20_000)
    drawn = years.values(plan)
    assert abs(drawn.mean() - plan.value) < 4 * drawn.std() / 20_000**0.5


def test_as_many_contacts_as_the_records_hold_leave_half_of_the_variance_unknown():
    # the error of a mean of m = 400 contacts with the spread 10 is 10 / √400 = 0.5; planned are n = 400
    even = company(group("acquiring", "all", 1, 400, 5, error=0.5, spread=10))
    plan = capstone.plan(even, 400, acquiring=400)
    share = capstone.Years(even, count=20_000).spread(plan)["share"]
    assert share["from_not_knowing"] == pytest.approx(0.5, abs=0.02)


def test_common_draws_make_the_difference_of_two_plans_surer_than_each():
    years = capstone.Years(SMALL)
    one, other = (capstone.plan(SMALL, 600, acquiring=lei) for lei in (300, 340))
    gap = years.values(one) - years.values(other)
    assert gap.std() < 0.5 * years.values(one).std()
    found = years.summary(one, other)
    assert found["more"] == pytest.approx(one.value - other.value) and found["more_low"] < found["more_high"]
    assert (capstone.Years(SMALL).values(one) == years.values(one)).all(), "the same seed draws the same years"


def test_the_ranking_is_by_expected_value_and_counts_years():
    plans = {"as_before": capstone.plan(SMALL, 600), "more": capstone.plan(SMALL, 600, growing=300)}
    ranked = capstone.ranking(capstone.Years(SMALL), plans)
    assert list(ranked.index) == ["more", "as_before"]
    assert ranked.loc["as_before", ["value", "more", "loss"]].tolist() == [0, 0, 0]
    assert ranked.loc["more", "worse"] == ranked.loc["more", "loss"]


def test_habits_are_followed_in_proportion_and_only_where_they_are_known():
    known = company(group("acquiring", "a", 1, 900, 2), group("growing", "g", 1, 900, 2),
                    habit=pd.Series({"acquiring": 30.0, "growing": 10.0}))
    assert capstone.as_before(known, 400).spend[["acquiring", "growing"]].tolist() == [300, 100]
    assert next(iter(capstone.policies(known, 400))) == "as_before" and "as_before" not in capstone.policies(SMALL, 400)
    check_refusal(lambda: capstone.as_before(SMALL, 400), "en", "not known")


def test_the_decision_counts_standard_errors_from_the_border():
    # budget 600: A's best (10), then B (4) until the money is gone; so the border is 4
    found = capstone.decisions(capstone.by_margin(SMALL, 600))
    assert capstone.border(capstone.by_margin(SMALL, 600)) == 4
    away = found["errors_away"]
    assert away["acquiring", "best", "acquiring"] == pytest.approx((10 - 4) * 2 / 1)
    assert away["acquiring", "others", "acquiring"] == pytest.approx((1.5 - 4) * 2 / 1)
    assert found.index[0] == ("growing", "all", "growing") and away.iloc[0] == pytest.approx(0)
    assert capstone.border(capstone.by_margin(SMALL, 10_000)) == 1, "where all is bought a leu must bring itself back"


def test_the_next_leu_of_any_plan_is_that_plan_s_own_and_idle_money_is_what_it_would_bring():
    # half of B bought: the best of A (10 for a leu, 200 lei) are still to be had, then B (4 for a leu)
    half = capstone.plan(SMALL, 600, growing=250)
    assert capstone.border(half) == 10 and capstone.decisions(half)["needed"].unique() == [10]
    assert capstone.idle(half) == pytest.approx(200 * (10 - 1) + 150 * (4 - 1))
    assert capstone.idle(capstone.by_margin(SMALL, 600)) == 0
    assert capstone.border(capstone.plan(SMALL, 600)) == 10 and capstone.idle(capstone.plan(SMALL, 600)) == (
        pytest.approx(capstone.by_margin(SMALL, 600).value))


def test_a_return_s_standard_error_is_that_of_a_unit_over_its_cost():
    found, frame = capstone.decisions(capstone.by_margin(SMALL, 600)), SMALL.groups
    expected = (frame["error"] / frame["unit_cost"]).reindex(found.index)
    assert found["standard_error"].to_numpy() == pytest.approx(expected.to_numpy())


def test_half_the_answers_never_make_another_plan_worse_than_the_one_kept():
    found = capstone.halved(capstone.by_margin(SMALL, 600))
    assert (found["regret"] >= -1e-9).all() and len(found) == 5
    # A's best then return 5, still more than B's 4: the plan stays
    assert found.loc[("acquiring", "half_answers"), "regret"] == pytest.approx(0)


def test_years_that_swing_together_have_a_wider_range_and_none_is_the_plain_one():
    mine = capstone.by_margin(SMALL, 600)
    found = capstone.swings(mine)
    plain = capstone.Years(SMALL).summary(mine)
    assert found.iloc[0].tolist() == plain[["low", "high", "loss"]].tolist()
    assert (found["high"] - found["low"]).is_monotonic_increasing


def test_money_spread_over_a_whole_use_never_beats_money_for_its_best():
    found = capstone.targeting({"a": capstone.plan(SMALL, 600, acquiring=200), "b": capstone.plan(SMALL, 600)})
    # 200 lei over 100 best and 300 others alike: 25 best at 20, 75 others at 3
    assert found.loc["a"].tolist() == pytest.approx([100 * 20 - 200, 25 * 20 + 75 * 3 - 200])
    assert found.loc["b"].tolist() == [0, 0]


money = st.floats(0, 500, allow_nan=False).map(lambda lei: round(lei, 2))


@given(money, money, st.floats(0.1, 50))
@settings(max_examples=60, deadline=None)
def test_a_company_ten_times_as_large_with_ten_times_the_money_has_ten_times_the_value(one, other, times):
    larger = capstone.made(SMALL.groups.assign(limit=SMALL.groups["limit"] * times))
    small = SMALL.brought(SMALL.units([one, 0, other, 0, 0]))
    large = larger.brought(larger.units([one * times, 0, other * times, 0, 0]))
    assert large == pytest.approx(times * small, abs=1e-6)


@given(money, money)
@settings(max_examples=60, deadline=None)
def test_more_money_never_brings_less_and_each_further_leu_never_more(one, more):
    brought = [float(SMALL.brought(SMALL.units([one + part * more, 0, 0, 0, 0]))) for part in (0, 1, 2)]
    assert brought[1] >= brought[0] - 1e-9 and brought[1] - brought[0] >= brought[2] - brought[1] - 1e-6


@given(st.floats(1, 3_000))
@settings(max_examples=40, deadline=None)
def test_the_rule_of_the_margin_is_never_beaten_by_a_simple_policy(budget):
    plans = capstone.policies(SMALL, budget)
    assert max(plan.value for plan in plans.values()) <= plans["best_found"].value + 0.05
    assert all(plan.spend.sum() <= budget + 0.01 for plan in plans.values())


def test_doubling_a_budget_that_is_used_up_less_than_doubles_the_value():
    assert capstone.by_margin(SMALL, 400).value > 0.5 * capstone.by_margin(SMALL, 800).value
    assert capstone.by_margin(SMALL, 5_000).value == capstone.by_margin(SMALL, 50_000).value, "all are reached"


@refused_in_every_language(
    ("more than the budget", {"acquiring": 500, "growing": 200}, ("700", "100", "600"), ("add up", "more than")),
    ("more than there is room", {"growing": 501}, ("500", "501"), ("at most",)),
    ("an unknown use", {"advertising": 1}, ("advertising", "collecting"), ("five uses",)),
    ("a negative sum", {"growing": -5}, ("growing", "-5"), ()),
    ("not a number", {"growing": float("nan")}, ("growing",), ()),
)
def test_what_cannot_be_spent_is_refused_in_words(language, given, said, in_english):
    said = tuple(one.replace("-", "−") if language == "xx" else one for one in said)
    check_refusal(lambda: capstone.plan(SMALL, 600, **given), language, *said, in_english=in_english)


def test_a_plan_of_another_company_has_no_years_here():
    check_refusal(lambda: capstone.Years(CURES).values(capstone.plan(SMALL, 600)), "en", "another company")


def test_the_sheet_s_example_by_hand():
    found = capstone.SHEET.solve(**capstone.SHEET.example)
    assert (found["J"], found["K"], found["L"], found["M"]) == (33_000, 23_000, 2.3, 2_000)
    nothing = capstone.SHEET.solve(**{**capstone.SHEET.example, "spend": 0})
    assert np.isnan(nothing["L"]) and "no return" in nothing.why_undefined("L")
    capstone.SHEET.check_units()
