"""The exercises on a year's budget name the traps of averages, sums and promises with their numbers."""

from dataclasses import replace
from itertools import product

import pytest

from crmlessons.exercises import check, guess, reveal
from crmlessons.exercises.engine import Number, Vary
from crmlessons.exercises.engine.finding import declared

EXERCISES = declared("capstone")


@pytest.mark.parametrize(
    ("id", "answer", "said"),
    [
        ("net_value", 31_600, "whole budget"),
        ("net_value", 34_800, "claimed twice"),
        ("next_leu", 1_200, "filled B first"),
        ("next_leu", 2_200, "Take off what it costs"),
        ("overlap", 7_600, "added both"),
        ("not_known", "25%", "share of chance"),
        ("low_end", 486.02, "squares add up"),
        ("contact_must_keep", "0.75%", "As a share"),
        ("first_paid", "visit, call, phone, email", "what a unit brings"),
        ("broken_promise", "luck", "too high on average"),
        ("five_times", "ratio", "soon used up"),
        ("which_evidence", "friendly", "A lot chose the approach"),
    ],
)
def test_a_trap_is_named_with_its_numbers(id, answer, said):
    verdict = check(f"capstone.{id}", answer)
    assert (verdict.kind, said in verdict.text) == ("mistake", True), verdict


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("net_value", 33_100),  # 31,000 + 5,200 + 2,400 + 1,300 + 3,900 − 1,700 − 9,000
        ("next_leu", 1_500),  # 100 · 12 + 200 · 5 − 700
        ("overlap", 5_920),  # 8,000 · (0.6 + 0.35 − 0.21)
        ("not_known", 0.75),  # 900 / 1,200
        ("low_end", 3_775.73),  # 12,000 − 1.645 · 5,000
        ("low_end", 3_775),
        ("contact_must_keep", 0.3),  # 3 / (0.025 · 400)
        ("first_paid", "email, call, visit, phone"),
    ],
)
def test_the_common_answers_by_hand(id, answer):
    assert check(f"capstone.{id}", answer).kind == "right"


def test_the_guess_ends_at_the_friendly_calls():
    guess("capstone.keeping_guess", 8_000)
    assert "542" in repr(reveal("capstone.keeping_guess"))


def test_no_exercise_has_the_numbers_of_the_worked_example():
    for exercise in EXERCISES.values():
        words = set(repr(exercise.case("x.y").say(exercise.solution)).replace(".", " ").split())
        assert not {"2,400", "3,000", "1,600", "96,919", "28,450"} & words


NUMBERS = [id for id, one in EXERCISES.items() if isinstance(one, Number) and one.personal]


@pytest.mark.parametrize("id", NUMBERS)
def test_with_any_numbers_of_a_student_every_mistake_is_told_from_the_answer(id):
    exercise = EXERCISES[id]
    choices = [one.choices if isinstance(one, Vary) else [one] for one in exercise.given.values()]
    combinations = list(product(*choices))
    for values in combinations[:: 1 + len(combinations) // 300]:
        case = replace(exercise, given=dict(zip(exercise.given, values, strict=True))).case(id)
        right = exercise.reference(case)
        assert exercise.judge(right, case).kind == "right"
        assert not [one for one in exercise.mistakes if exercise.near(float(case(one.value)), right)], values


@pytest.mark.parametrize("id", NUMBERS)
def test_every_student_has_numbers_that_really_differ_and_mistakes_that_are_told_apart(id):
    exercise, seen = EXERCISES[id], set()
    for student in range(80):
        case = exercise.case(id, f"Student {student}")
        seen.add(round(exercise.reference(case), 6))
        wrong = sorted(float(case(one.value)) for one in exercise.mistakes)
        assert all(not exercise.near(low, high) for low, high in zip(wrong, wrong[1:], strict=False)), (id, student)
    assert len(seen) >= 20


def test_the_rule_of_the_average_really_fails_in_every_student_s_numbers():
    exercise = EXERCISES["capstone.next_leu"]
    for student in range(100):
        case = exercise.case("capstone.next_leu", f"Student {student}")
        assert case.value("r_best") > case.value("r_b") > max(case.value("average"), case.value("r_other"))
        plans = [float(case(one.value)) for one in exercise.mistakes if "what it costs" not in one.message]
        assert max(plans) < exercise.reference(case) and len(plans) == 4
