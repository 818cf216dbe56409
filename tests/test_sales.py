"""Sales conversations: the two lists (S24), the cost of delay, when to stop, the conversations and the role play."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import LANGUAGES, check_refusal

from crmlessons import acquisition, records, sales, use
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


@pytest.mark.parametrize("key", sales.CONVERSATIONS)
def test_no_model_scoring_is_so_even_that_one_other_mark_undoes_kappa(key, tmp_path):
    book, model = sales.Scorebook(tmp_path / "s.json"), sales.model_scores(key)
    assert len(set(model.marks.values())) >= 2 and max(model.marks.values()) == 2
    for item, mark in model.marks.items():
        book.put(sales.Scores(key, "me", {**model.marks, item: abs(mark - 1)}))
        kappa = sales.kappa(*sales.profile(book, key, "me", "model", items=sales.CHECKLIST).to_numpy().T)["kappa"]
        assert kappa > 0.5, item


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
