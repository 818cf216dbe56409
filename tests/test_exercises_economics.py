"""The exercises on why keeping pays name the traps of the claims with their numbers."""

import pytest
from variants import cases

from crmlessons import economics
from crmlessons.exercises import check, guess, reveal
from crmlessons.exercises.engine import Vary
from crmlessons.exercises.engine.finding import declared

EXERCISES = declared("economics")


@pytest.mark.parametrize(
    ("id", "answer", "said"),
    [
        ("years", 1.67, "one over the share lost"),  # S21
        ("years", 1.5, "first year is counted"),
        ("left", "-20 %", "who are still there"),  # 1 − 4 · 30 %
        ("points", "ac", "The sentence speaks of those lost"),  # S19
        ("gain", "36.36 %", "left out the discounting"),  # S21
        ("gain", "8 %", "difference of the two rates"),
        ("family_table", [237.14, 237.14, 237.14], "in all three"),
        ("replacing", 20_480, "still costs 32"),  # S20: 160 · 128
        ("replacing", 149_760, "would have stayed anyway"),  # 2,000 · 78 % · 96
        ("clienting_order", ["collect", "personalise", "rethink", "measure"], "Personal to whom"),
        ("most_to_spend", 24, "left out the discounting"),  # 90 · 8 % / 30 %
        ("most_to_spend", 7.2, "first year only"),
        ("one_kept", 11.54, "would have stayed without it"),  # 9 / 78 %
        ("one_kept", 32, "average today"),
        ("discount_or_call", "pays", "compares averages"),
        ("check_a_claim", "abc", "Quotations copy one another"),
    ],
)
def test_a_trap_is_named_with_its_numbers(id, answer, said):
    if id == "family_table":
        answer = [80 * 1.12 / 0.37] * 3
    verdict = check(f"economics.{id}", answer)
    assert (verdict.kind, said in verdict.text) == ("mistake", True), verdict


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("years", 2.5),  # 1 / 40 %
        ("left", "24.01 %"),  # 0.7⁴
        ("points", "ab"),
        ("gain", "28.57 %"),  # 0.36 / 0.28 − 1
        ("family_table", [242.16, 216.22, 162.16]),  # 89.60, 80 and 60 over 0.37
        ("replacing", 15_360),  # 160 · (128 − 32)
        ("most_to_spend", 20),  # 90 · 0.08 / 0.36
        ("contribution", 2_000 * 90 * 1.06 * (1 / 0.28 - 1 / 0.36) - 2_000 * 9 * 1.06 / 0.28),
        ("one_kept", 112.5),  # 9 / 8 %
        ("discount_or_call", "no"),
        ("check_a_claim", "abd"),
    ],
)
def test_the_common_numbers_give_the_answers_calculated_by_hand(id, answer):
    assert check(f"economics.{id}", answer).kind == "right"


def test_the_guess_is_twice_as_long_and_not_an_eighth_longer():  # S21
    guess("economics.times_guess", 1.125)
    shown = repr(reveal("economics.times_guess"))
    assert "number is 2" in shown and "1.13" in shown


def test_no_exercise_but_the_guess_has_the_numbers_of_the_worked_example():
    example = economics.SHEET.example
    for id, exercise in EXERCISES.items():
        if id == "economics.times_guess":
            continue
        common = [name for name in example if name in exercise.given and isinstance(exercise.given[name], Vary)
                  and exercise.given[name].value(id, "") == example[name]]
        assert not common, id


def test_with_any_numbers_of_a_student_the_exercise_is_what_its_text_says():
    for name in ("most_to_spend", "contribution", "replacing"):
        for case in cases(f"economics.{name}"):
            assert case.values["Z"] > 0 and case.values["T"] > 0, "the programme pays, both ways"
    for case in cases("economics.points"):
        assert len({case.written(name) for name in ("in_points", "relative", "of_kept", "less")}) == 4


def test_in_every_student_s_numbers_the_discount_costs_more_than_it_brings():
    """Without unpaid bills and other costs a month's margin m is worth m/(d + churn) for all time."""
    for case in cases("economics.discount_or_call"):
        bill, margin, churn, cut, saved = map(case.value, ("bill", "margin", "churn", "cut", "saved"))
        for discount in (0.0, 0.01, 0.03):
            now = bill * margin / (discount + churn)
            with_it = (bill * margin - bill * cut) / (discount + churn * (1 - saved))
            assert with_it < now


def test_the_model_answer_of_the_own_programme_is_the_sheet_s():
    """B + F(1 + E − B)/D = 0.6 + 12 · 0.5/150 = 64 %; D(C − B)/(1 + E − B) = 150 · 0.06/0.5 = 18 lei."""
    exercise = EXERCISES["economics.own_programme"]
    said = exercise.reference(exercise.case("economics.own_programme"))[0]
    assert "at 64% kept" in said and "up to 18\N{NO-BREAK SPACE}lei" in said
