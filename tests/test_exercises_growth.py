"""The exercises on growth name the traps of the source and of the missing control group with their numbers."""

import pytest
from variants import cases

from crmlessons.exercises import check, guess, reveal, solution
from crmlessons.exercises.engine.finding import declared

EXERCISES = declared("growth")


@pytest.mark.parametrize(
    ("id", "answer", "said"),
    [
        ("unpaid", 3, "the source's printed formula"),  # S11
        ("contribution", 2_445, "only the 3"),  # S11
        ("units_of_a_month", "nothing", "lei per customer"),  # S11
        ("contribution", 6_768, "the revenue of 8,640"),  # S3
        ("cost_per_customer", 1_440, "cost of the whole offer"),  # S13
        ("added_value", 1_776, "would have bought anyway"),  # S12
        ("uplift_rate", "11 %", "Some of these would have bought"),  # S12
        ("interval_low", "6.12 %", "one standard error"),
        ("break_even_take_up", "2 %", "whole revenue"),
        ("what_it_proves", "profit", "credits the offer with every sale"),
        ("whom_first", "top, second, third, lowest", "take-up with the offer"),
        ("up_sell_margin", 28, "only the difference"),
        ("counted_twice", 3_900, "twice"),
    ],
)
def test_a_trap_is_named_with_its_numbers(id, answer, said):
    verdict = check(f"growth.{id}", answer)
    assert (verdict.kind, said in verdict.text) == ("mistake", True), verdict


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("unpaid", 432),
        ("contribution", 2_016),
        ("cost_per_customer", 1.2),
        ("break_even_take_up", "5 %"),
        ("uplift_rate", 0.07),
        ("added_value", 1_200 * 0.08 * 60 * (0.45 - 0.05) - 1_200 * 1.40),
        ("interval_low", "5.28 %"),
        ("cross_or_up", "ac"),
        ("counted_twice", 2_700),
    ],
)
def test_the_common_answers_by_hand(id, answer):
    assert check(f"growth.{id}", answer).kind == "right"


def test_the_guess_is_the_worked_example_with_its_control_group_and_ends_below_zero():  # S12
    guess("growth.added_guess", 4_360)
    shown = repr(reveal("growth.added_guess"))
    assert "−56" in shown and "other side of zero" in shown
    assert "4,416" in repr(solution("growth.added_guess"))


def test_no_exercise_has_the_numbers_of_the_worked_example():
    for id, exercise in EXERCISES.items():
        if id != "growth.added_guess":
            assert not {"2,000", "4,360", "−56"} & set(repr(exercise.case(id).say(exercise.solution)).split())


def test_in_every_student_s_numbers_the_test_proves_an_effect_and_no_profit():
    for case in cases("growth.what_it_proves"):
        assert 0 < case.value("low") < case.value("needed") < case.value("high") and case.values["P"] > 0


def test_the_order_of_groups_differs_among_students_and_the_best_by_forecast_come_last_and_lose_money():
    exercise, orders = EXERCISES["growth.whom_first"], set()
    for case in cases("growth.whom_first"):
        *others, last = exercise.right(case)
        values = case.values["V"]
        assert last == "top" and values["top"] < 0 < min(values[others]) and case.values["P"]["top"] > 0
        assert len({round(value) for value in values}) == 4, "no two groups are equal as they are shown"
        orders.add(tuple(others))
    assert exercise.right(exercise.case("growth.whom_first")) == ["third", "second", "lowest", "top"]
    assert len(orders) == 5, "one order is that of the groups which buy least: a mistake"
