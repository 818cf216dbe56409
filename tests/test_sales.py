"""Sales conversations: the two lists (S24), the cost of delay, when to stop, and what the records tell of the truth."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import LANGUAGES, check_refusal

from crmlessons import acquisition, records, sales, use
from crmlessons.records.description import truth
from crmlessons.records.names import names

amounts, chances = st.floats(0, 1e6), st.floats(0, 1)


@pytest.fixture(scope="module")
def calls() -> pd.DataFrame:
    return records.load("sales_calls")


@pytest.fixture(scope="module")
def talks(calls) -> pd.DataFrame:
    return sales.one_row(calls)


def test_the_five_tips_and_the_five_mistakes_in_the_order_of_source_a():
    assert sales.TSCHOHL.keys == ("cared", "called_by_name", "quick", "promise_kept", "trained")
    assert sales.DAVIS.keys == ("listened", "all_deciders", "delay_priced", "qualified", "fear_surfaced")
    assert sales.CHECKLIST.keys == sales.TSCHOHL.keys + sales.DAVIS.keys and len(sales.CHECKLIST) == 10


def test_s24_the_source_prints_davis_1_as_a_mistake_2_3_5_as_remedies_and_4_as_a_prohibition():
    assert [item.printed for item in sales.DAVIS] == ["mistake", "remedy", "remedy", "prohibition", "remedy"]
    assert list(sales.DAVIS.kinds()["kind"]) == ["mistake", "remedy", "remedy", "prohibition", "remedy"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_item_says_what_to_observe_how_to_measure_and_how_to_score(language):
    use(language)
    shown = pd.concat([sales.CHECKLIST.scoring(), sales.CHECKLIST.frame()], axis=1)
    assert shown.shape == (10, 5) and shown.map(lambda text: len(text) > 5 and "⟦" not in text).all(axis=None)
    assert list(sales.DAVIS.frame().columns) == ["mistake", "remedy", "measure"]
    assert set(sales.CHECKLIST.keys) <= set(names())


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_item_is_refused_with_the_items_there_are(language):
    check_refusal(lambda: sales.DAVIS.item("smile"), language, "smile", "listened")
    assert sales.DAVIS.item("qualified").printed == "prohibition"


def test_davis_3_the_cost_of_delay_is_months_times_monthly_benefit_and_the_price_is_saved_meanwhile():
    solved = sales.DELAY.solve(monthly_benefit=300, monthly_price=100, delay_months=4)
    assert (solved["D"], solved["E"], solved["F"]) == (1_200, 400, 800)
    assert sales.DELAY.break_even("monthly_benefit", line="F", **sales.DELAY.example) == pytest.approx(100)
    assert set(sales.DELAY.check_units()["from_formula"][3:]) == {"lei"}


@given(amounts, amounts, st.floats(0, 60))
def test_more_months_never_turn_a_wrong_purchase_right(benefit, price, months):
    solved = sales.DELAY.solve(monthly_benefit=benefit, monthly_price=price, delay_months=months)
    assert solved["F"] * (benefit - price) >= 0
    assert solved["D"] == pytest.approx(solved["E"] + solved["F"])


def test_davis_4_by_hand():
    # 100 · 60 = 6,000; 100 · 20 % = 20 customers · 400 = 8,000; 60 / 400 = 15 %; 20 % · 400 − 60 = 20
    solved = sales.SHEET.solve(**sales.SHEET.example)
    worked = {"C": 6_000, "E": 20, "G": 8_000, "H": 0.15, "J": 80, "K": 20, "L": 2_000}
    assert {letter: solved[letter] for letter in worked} == pytest.approx(worked)
    assert len(sales.SHEET.check_units()) == 11


@given(st.floats(0.01, 1e4), chances, st.floats(0.01, 1e5), st.floats(1, 1e5))
def test_a_conversation_pays_exactly_where_its_chance_exceeds_cost_over_margin(cost, chance, margin, count):
    solved = sales.SHEET.solve(conversations=count, cost_per_conversation=cost, win_rate=chance,
                               margin_per_customer=margin)
    assert solved["L"] == pytest.approx(count * solved["K"], rel=1e-9, abs=1e-6 * count * cost)
    if abs(chance - solved["H"]) > 1e-9:
        assert (solved["K"] > 0) == (chance > solved["H"])


def test_davis_4_is_the_break_even_of_lesson_03_h_at_least_b_over_k_m():
    same = {**sales.SHEET.example, "cost_per_conversation": 2, "margin_per_customer": 100 * 0.6}
    campaign = acquisition.SHEET.break_even("gross_rate", line="T", **acquisition.SHEET.example) * 0.8
    assert sales.SHEET.break_even("win_rate", line="L", **same) == pytest.approx(campaign) == pytest.approx(1 / 30)


def test_without_a_margin_no_chance_is_high_enough():
    solved = sales.SHEET.solve(**{**sales.SHEET.example, "margin_per_customer": 0})
    assert np.isnan(solved["H"]) and solved["L"] == -6_000 and "no margin" in solved.why_undefined("H")


def test_the_inputs_from_records_give_back_what_was_spent_and_won(calls, talks):
    solved = sales.SHEET.solve(**sales.inputs_from(calls))
    assert solved["C"] == pytest.approx(talks["cost"].sum()) and solved["E"] == pytest.approx(talks["won"].sum())
    assert solved["G"] == pytest.approx((talks["margin"] * talks["won"]).sum())
    groups = sales.inputs_from(talks.reset_index(), by="listened")
    assert groups["conversations"].sum() == 300 and list(groups.index) == [0, 1]


def test_the_share_won_is_the_true_one_within_four_standard_errors(talks):
    true = truth("sales_calls")["inputs"]["all"]["win_rate"]
    assert abs(talks["won"].mean() - true) < 4 * (true * (1 - true) / len(talks)) ** 0.5


def test_the_difference_of_two_shares_and_its_standard_error_by_hand():
    # 3 of 4 won with it, 2 of 6 without: 0.75 − 1/3; √(0.75·0.25/4 + (1/3)(2/3)/6)
    table = pd.DataFrame({"quick": [1] * 4 + [0] * 6, "won": [1, 1, 1, 0, 1, 1, 0, 0, 0, 0]})
    row = sales.with_winning(table, items=("quick",)).loc["quick"]
    error = (0.75 * 0.25 / 4 + (1 / 3) * (2 / 3) / 6) ** 0.5
    assert (row["estimate"], row["standard_error"]) == pytest.approx((0.75 - 1 / 3, error))
    assert row["high"] - row["estimate"] == pytest.approx(1.959964 * error)
    assert row["wide_high"] == pytest.approx(row["high"])  # one item: nothing to share


def test_the_intervals_of_ten_items_together_reach_2_81_standard_errors(talks):
    found = sales.with_winning(talks)
    reach = (found["wide_high"] - found["estimate"]) / found["standard_error"]
    assert reach.to_numpy() == pytest.approx(2.807, abs=1e-3)
    assert found["estimate"].is_monotonic_decreasing and len(found) == 10


def test_what_nobody_or_everybody_does_cannot_be_compared():
    table = pd.DataFrame({"quick": [1, 1, 1], "won": [1, 0, 1]})
    assert np.isnan(sales.with_winning(table, items=("quick",)).loc["quick", "estimate"])


def test_every_difference_lies_within_four_standard_errors_of_its_true_effect_seen_through_the_rater(talks):
    parameters = truth("sales_calls")["parameters"]
    found = sales.against_truth(sales.with_winning(talks))
    for item, row in found.iterrows():
        seen = row["true_effect"]
        if item in parameters["error"]:
            seen = sales.seen_through(seen, parameters["done"][item], parameters["error"][item])
        assert abs(row["estimate"] - seen) < 4 * row["standard_error"], item


def test_every_item_truly_helps_although_eight_cannot_be_told_from_zero(talks):
    found = sales.with_winning(talks)
    assert (sales.against_truth(found)["true_effect"] > 0).all()
    assert list(found.index[found["wide_low"] > 0]) == ["listened", "all_deciders"]


def test_the_true_share_won_of_a_conversation_without_either_strong_item():
    # 0.05 + Σ effect · how often it is done, over the eight judged items
    parameters = truth("sales_calls")["parameters"]
    judged = sum(parameters["effect"][item] * done for item, done in parameters["done"].items())
    assert sales.true_win_rate(listened=0, all_deciders=0) == pytest.approx(0.05 + judged)
    assert sales.true_win_rate(listened=1, all_deciders=1) == pytest.approx(0.05 + judged + 0.26)


def test_deciders_within_firms_of_one_kind(talks):
    groups = sales.by_deciders(talks)
    assert groups["conversations"].sum() == 300 and (groups.loc[(1, True), "coverage"]) == 1
    assert (1, False) not in groups.index and groups.loc[(2, False), "coverage"] == 0.5


def test_the_log_of_loss_reasons_counts_every_lost_conversation_once(talks):
    log = sales.loss_log(talks)
    assert log["conversations"].sum() == (talks["won"] == 0).sum() == 180 and log["share"].sum() == pytest.approx(1)


def test_a_reason_is_likelier_where_the_item_against_it_was_left_undone_as_in_the_simulation(talks):
    against = sales.losses_against(talks)
    assert set(against.index) == set(truth("sales_calls")["parameters"]["undone"]) and (against["difference"] < 0).all()
    sure = -against["difference"] / against["standard_error"] > 2.498  # four tests at once
    assert list(against.index[sure]) == ["no_need", "postponed"]


def test_the_cost_of_delay_of_the_company_s_firms(talks):
    waits = sales.fair_delay(talks, monthly_price=86)
    assert waits["D"].sum() == (talks["monthly_benefit"] * talks["delay_months"]).sum() == 142_390
    assert (waits["F"] <= 0).equals((talks["monthly_benefit"] <= 86).reset_index(drop=True).set_axis(waits.index))
    won = talks.loc[talks["won"] == 1, "customer_id"]
    people = records.load("customers").set_index("customer_id")
    assert people.loc[won, "monthly_fee"].mean() == pytest.approx(86, abs=0.5)


def test_ten_tests_of_nothing_give_an_alarm_in_40_of_100_tables():
    assert sales.false_alarms(10) == pytest.approx(1 - 0.95**10) == pytest.approx(0.4013, abs=1e-4)
    assert sales.false_alarms(1) == pytest.approx(0.05) and sales.false_alarms(0) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_that_cannot_be_used_are_refused(language, calls, talks):
    check_refusal(lambda: sales.one_row(calls, rater="C"), language, "C", "A, B")
    check_refusal(lambda: sales.one_row(calls.drop(columns="talk_share")), language, "talk_share")
    check_refusal(lambda: sales.with_winning(talks, confidence=95), language, "95")
    check_refusal(lambda: sales.loss_log(talks.drop(columns="loss_reason")), language, "loss_reason")
    check_refusal(lambda: sales.inputs_from(talks.drop(columns="margin")), language, "margin")
    check_refusal(lambda: sales.inputs_from(talks.assign(won=0)), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sales.CONVERSATIONS)
def test_a_conversation_is_short_and_has_a_model_scoring_with_a_reason_for_each_item(key, language):
    use(language)
    talk, model = sales.conversation(key), sales.model_scores(key)
    assert 8 <= len(talk.lines) <= 14 and {speaker for speaker, _text in talk.lines} == set(talk.speakers)
    assert set(model.marks) == set(model.notes) == set(sales.CHECKLIST.keys)
    assert all(len(note) > 10 and "⟦" not in note for note in model.notes.values()) and "⟦" not in sales.verdict(key)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sales.CONVERSATIONS)
def test_in_both_languages_the_counted_marks_follow_from_counting(key, language):
    use(language)
    talk, marks = sales.conversation(key), sales.model_scores(key).marks
    share = talk.talk_share()
    assert marks["listened"] == (0 if share < 1 / 3 else 1 if share < 1 / 2 else 2), share
    assert marks["all_deciders"] == (0 if talk.coverage == 0 else 1 if talk.coverage < 1 else 2)


def test_three_conversations_are_good_and_three_bad_and_the_profiles_tell_them_apart():
    sums = {key: sum(sales.model_scores(key).marks.values()) for key in sales.CONVERSATIONS}
    good = {key for key, talk in sales.CONVERSATIONS.items() if talk.good}
    assert len(good) == 3 and min(sums[key] for key in good) > 15 > max(sums[key] for key in set(sums) - good)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_conversation_is_refused_with_the_nearest(language):
    check_refusal(lambda: sales.model_scores("bakry"), language, "bakry", "bakery")
    check_refusal(lambda: sales.conversation("zzz"), language, "zzz", "flowers")


def test_the_role_play_takes_the_minutes_that_the_lesson_says_and_its_sums_are_right():
    assert sum(minutes for minutes, _text in sales.ROLE_PLAY.steps) == 20 and len(sales.ROLE_PLAY.scenes) == 3
    school, carpenter, cafe = (scene.debrief for scene in sales.ROLE_PLAY.scenes)
    assert f"{(10 * 60 - 200) * 6:,} lei" in school and f"{2 * 3 * 60 * 4 - 350:,} lei" in carpenter
    assert f"{120 / 1_200:.0%}" in cafe
    assert all(itertools.chain(*((scene.seller, scene.customer, scene.secret) for scene in sales.ROLE_PLAY.scenes)))
