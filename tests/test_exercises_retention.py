"""The exercises on keeping customers name the traps of the source with their numbers."""

import pytest
from variants import cases

from crmlessons.exercises import check
from crmlessons.exercises.engine.finding import declared
from crmlessons.retention import SHEET

EXERCISES = declared("retention")


@pytest.mark.parametrize(
    ("id", "answer", "said"),
    [
        ("contribution", 37_200, "You let all 2,000 customers pay"),  # S7
        ("contribution", 36_084, "at the end only"),  # S7
        ("contribution", 36_642, "average number of customers"),  # S7
        ("contribution", 35_580, "You charged unpaid bills on all 2,000"),  # 52,380 − 12,000 − 0.04 · 120,000
        ("unpaid", 2_352, "a share of the customers"),  # S8
        ("kept_in_a_year", "64 %", "each time from all customers"),  # S9
        ("monthly_rate", "2.5 %", "a twelfth of the yearly loss"),  # S9
        ("monthly_rate", 1 - 0.3 ** (1 / 12), "root of what is kept"),
        ("monthly_rate", "5.83 %", "divided what is kept by twelve"),
        ("spend", 6_000, "the cost of one contact"),  # S10
        ("spend", 8_730, "count those at the start"),
        ("break_even_churn", 0.2439, "the share that must stay"),
        ("most_to_spend", 24.6, "those who leave"),
        ("most_to_spend", 0.738, "those who leave would have brought in"),  # 0.03 · 24.60
        ("most_to_spend", 25.36, "multiply by 1 − B"),  # 24.60 ÷ 0.97
        ("lifetime", 572.25, "bills that are never paid"),  # (0.97 · 27 − 3.30) ÷ 0.04
        ("lifetime", 596.55, "is spent every month"),  # 23.862 ÷ 0.04
        ("lifetime", 532.5, "let everybody pay in the first month"),  # (24.60 − 3.30) ÷ 0.04
        ("lifetime", 685.4, "without discounting"),  # 20.562 ÷ 0.03
        ("cost_of_one_kept", 10.71, "credited the programme with everybody"),
        ("cost_of_one_kept", 1_800, "the cost of a whole year"),
        ("keep_or_win", "law", "the other way round"),
        ("rising_retention", "loyal", "even if nobody changes"),
    ],
)
def test_a_trap_is_named_with_its_numbers(id, answer, said):
    verdict = check(f"retention.{id}", answer)
    assert (verdict.kind, said in verdict.text) == ("mistake", True), verdict


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("contribution", 2_000 * 0.97 * 60 * (0.45 - 0.04) - 2_000 * 6),
        ("spend", 9_000),
        ("unpaid", 3_528),
        ("non_payment", [4_656, 2_095.2, 2_328]),
        ("kept_in_a_year", "69.38 %"),
        ("monthly_rate", "2.93 %"),
        ("break_even_churn", "75.61 %"),
        ("most_to_spend", 23.86),
        ("lifetime", 514.05),  # (23.862 − 3.30) ÷ (0.01 + 0.03)
        ("cost_of_one_kept", 150),
        ("keep_or_win", "compare"),
        ("rising_retention", "sorted"),
    ],
)
def test_the_common_numbers_give_these_answers(id, answer):
    assert check(f"retention.{id}", answer).kind == "right"


def test_the_exercises_do_not_repeat_the_numbers_of_the_worked_example():
    for id in ("contribution", "break_even_churn", "most_to_spend", "lifetime"):
        given = EXERCISES[f"retention.{id}"].given
        same = [name for name, value in SHEET.example.items() if given[name].value(id, "") == value]
        assert not same, f"{id}: {same}"


def test_with_any_numbers_of_a_student_the_exercise_is_what_its_text_says():
    for id in (id for id, one in EXERCISES.items() if one.sheet and id not in ("retention.spend", "retention.unpaid")):
        assert all(case.values["N"] > 0 for case in cases(id) if "N" in case.values), "the month makes money"
    for case in cases("retention.contribution"):
        assert case.values["G"] == pytest.approx(round(case.values["G"])), "whole customers are lost"
    for case in cases("retention.keep_or_win"):
        assert case.value("cost") > 2 * case.value("win"), "keeping is the dearer one"
    assert all(case.value("late") > case.value("early") for case in cases("retention.rising_retention"))
