"""The exercises on receivables name the traps of the source and of collectors' reports with their numbers."""

import pytest
from variants import cases

from crmlessons.exercises import check, guess, reveal
from crmlessons.exercises.engine.finding import declared

EXERCISES = declared("receivables")


@pytest.mark.parametrize(
    ("id", "answer", "said"),
    [
        ("contribution", 1_016, "You added 16 cases to lei"),  # S15: 2,000 + 16 + 5,000 − 6,000
        ("contribution", 4_760, "financing"),
        ("not_in_lei", "cases", "Cases are counted"),  # S15
        ("not_in_lei", "capital", "came earlier"),
        ("which_bucket", "abc", "Due today is not overdue"),
        ("dso", 182.5, "days of a year"),
        ("dso", 45, "91 days, not 90"),
        ("countback", 45.5, "the simple way"),
        ("loss_rate", "37.5 %", "rolls on"),
        ("provision", 24_925, "oldest bucket"),
        ("colour_in_lei", 270, "one customer"),  # S17
        ("kind_or_hard", 8.2, "left out the customers"),
        ("value_to_be_kind", 1_080, "costs 35"),
        ("still_open", "30 %", "still open then"),
        ("reported_loss", "2.31 %", "Growth multiplies"),
        ("most_recession", 4.5, "old customers"),
        ("own_error", "lawyer", "did everything right"),
        ("whose_report", "all", "customers who left"),
    ],
)
def test_a_trap_is_named_with_its_numbers(id, answer, said):
    verdict = check(f"receivables.{id}", answer)
    assert (verdict.kind, said in verdict.text) == ("mistake", True), verdict


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("contribution", 6_760),  # 2,000 + 16 · 600 · 0.6 + 10 · 500 − 6,000
        ("not_in_lei", "c"),
        ("which_bucket", "bc"),
        ("dso", 45.5),  # 160 / 320 · 91
        ("countback", 49.73),  # 30 + 70 / 110 · 31
        ("loss_rate", 0.09375),  # 3 / 32
        ("provision", 33_925),  # 6,300 + 5,625 + 6,000 + 7,000 + 9,000
        ("colour_in_lei", 4_050),  # 15 · 900 · 0.3
        ("kind_or_hard", -21.8),  # 43.2 − 35 − 30
        ("value_to_be_kind", 730),  # (108 − 35) / 0.1
        ("still_open", 0.5454545),  # 0.3 / 0.55
        ("reported_loss", 0.022386),  # 0.03 / 1.05^6
        ("most_recession", 3),  # 0.09 / 0.03
    ],
)
def test_the_common_answers_by_hand(id, answer):
    assert check(f"receivables.{id}", answer).kind == "right"


def test_the_guess_ends_on_the_other_side_of_zero():
    guess("receivables.hard_guess", 850)
    shown = repr(reveal("receivables.hard_guess"))
    assert "−12,625" in shown and "other side of zero" in shown  # 850 − 3,400 − 13 · 775


def test_no_exercise_has_the_numbers_of_the_worked_example():
    for exercise in EXERCISES.values():
        words = set(repr(exercise.case("x.y").say(exercise.solution)).replace(".", " ").split())
        assert not {"8,720", "6,720", "27,567", "58", "56"} & words


def test_in_every_student_s_numbers_the_lawyer_loses_on_the_smaller_invoice():
    exercise = EXERCISES["receivables.kind_or_hard"]
    assert all(exercise.reference(case) < 0 for case in cases("receivables.kind_or_hard"))
