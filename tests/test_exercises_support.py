"""The exercises on support name the traps of the equation, of buyers who chose, and of the telephone."""

import pytest
from variants import cases

from crmlessons.exercises import check, guess, reveal, solution
from crmlessons.exercises.engine import Number
from crmlessons.exercises.engine.finding import declared

EXERCISES = declared("support")


@pytest.mark.parametrize(
    ("id", "answer", "said"),
    [
        ("margin_not_revenue", 21_000, "added revenue"),  # S14
        ("contribution", -10_900, "whole set-up"),  # S14
        ("contribution", 141_500, "stay anyway"),  # S14: caused by support
        ("contribution", 29_600, "largest cost"),
        ("by_lot", -48.80, "every call"),
        ("by_lot", 109.80, "stay without it"),
        ("worth_needed", 19.20, "not every customer"),
        ("what_buyers_prove", "naive", "chose to"),
        ("offered_load", 360, "minutes of work"),
        ("service_level", "80.4 %", "at once"),
        ("agents_for_target", 8, "by chance"),
        ("agents_for_target", 11, "below 85"),
        ("people_to_pay", 15.6, "away"),
        ("time_talking", 1.375, "upside down"),
        ("joined_teams", 100_000, "without more agents"),
        ("first_contact", 300, "number of calls"),
        ("forecast_error", 1.67, "bias"),
        ("quiet_and_busy", "even", "busy hour cannot"),
        ("planning_steps", "count, forecast, load, shrinkage, agents, cost", "before Erlang"),
        ("planning_steps", "count, load, forecast, agents, shrinkage, cost", "forecast first"),
        ("fair_to_both", "none", "not what was promised"),
    ],
)
def test_a_trap_is_named_with_its_numbers(id, answer, said):
    verdict = check(f"support.{id}", answer)
    assert (verdict.kind, said in verdict.text) == ("mistake", True), verdict


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("contribution", 7_100),  # 24,000 + 48·200 + 40·50 − 24,000/4 − 1,500·15
        ("margin_not_revenue", 2_850),  # 30,000 + 33,000·45 % − 42,000
        ("by_lot", -7.2),  # 8 %·150 − 1.2·16
        ("worth_needed", 240),  # 19.20 / 8 %
        ("first_contact", 4_800),  # 3,000·10 %·16
        ("offered_load", 6),  # 90·4/60
        ("people_to_pay", 17.14),  # 12/0.7
        ("time_talking", "72.73 %"),  # 80·6/60/11
        ("forecast_error", 5),  # (6 + 5 + 4)/3
        ("quiet_and_busy", "bc"),
        ("fair_to_both", "ab"),
        ("what_buyers_prove", "lot"),
    ],
)
def test_the_common_answers_by_hand(id, answer):
    assert check(f"support.{id}", answer).kind == "right"


def test_the_guess_is_the_textbook_line_with_its_14_agents():
    guess("support.agents_guess", 10)
    assert "14" in repr(reveal("support.agents_guess")) and "79.56" in repr(solution("support.agents_guess"))


def test_the_steps_begin_with_counting_and_shrinkage_comes_after_the_agents():
    right = EXERCISES["support.planning_steps"].right(EXERCISES["support.planning_steps"].case("x.y"))
    assert right[0] == "count" and right.index("shrinkage") == right.index("agents") + 1 and right[-1] == "cost"


def test_no_exercise_has_the_numbers_of_the_worked_examples():
    for id, exercise in EXERCISES.items():
        if id != "support.agents_guess" and isinstance(exercise, Number):
            reference = exercise.reference(exercise.case(id))
            assert reference not in (5_000, 27_500, 10, 14, 20) and abs(reference - 0.888350) > 1e-4


def test_with_any_numbers_the_lot_proves_an_effect_smaller_than_that_of_the_buyers():
    for case in cases("support.what_buyers_prove"):
        assert case.value("low") > 0 and case.value("naive") > case.value("high")


def test_with_any_numbers_the_busy_hour_breaks_the_promise_and_the_quiet_one_idles():
    for case in cases("support.quiet_and_busy"):
        assert 0 < case.value("level") < 0.65 and case.value("quiet_needed") < case.value("agents") > case.value("load")


def test_with_any_numbers_fewer_agents_talk_more_and_break_the_promise():
    for case in cases("support.fair_to_both"):
        assert case.value("fewer") < case.value("needed") and case.value("level") < 0.5 and case.value("busy") < 0.8
        assert case.value("squeezed") > 0.9 and case.value("wait") > 60
