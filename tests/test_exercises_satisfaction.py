"""The exercises on satisfaction name the traps with their numbers, and stay sensible with any student's numbers."""

from dataclasses import replace
from itertools import product
from math import prod

import pytest

from crmlessons.exercises import check, guess, reveal, solution
from crmlessons.exercises.engine import Number, Vary
from crmlessons.exercises.engine.finding import declared

EXERCISES = declared("satisfaction")
PERSONAL = {id: one for id, one in EXERCISES.items() if one.personal}


@pytest.mark.parametrize(
    ("id", "answer", "said"),
    [
        ("deceit_value", -84_000, "They still make 20% of them"),
        ("deceit_value", 36_000, "what the trick brings now"),
        ("deceit_value", 20_000, "would have come back 6 times"),
        ("found_out", "12 %", "stop making 80%"),
        ("found_out", "72 %", "one purchase"),
        ("society", 52_500, "later years are missing"),
        ("society", 18_900, "those who bought nothing"),
        ("society", -56_200, "left out the firm"),
        ("society", -8_600, "buyers' part alone"),
        ("society", 4_900, "what the buyers themselves lose later"),
        ("society", 42_350, "one later year"),
        ("society", -57.4, "for one customer"),
        ("weight", "21.55 %", "forgot the firm's"),
        ("weight", "77.21 %", "harm to the buyer"),
        ("csat", "66 %", "three best marks"),
        ("csat", "14 %", "10s only"),
        ("nps", 46, "share of promoters"),
        ("nps", -8, "they count in the base"),
        ("nps", 36, "passive"),
        ("nps", 24, "took off the passives"),
        ("nps", 0.14, "in points"),
        ("acsi", 75.4, "10 to a company"),
        ("acsi", 65.4, "9 steps"),
        ("nps_error", 12.5, "1.96 standard errors"),
        ("nps_error", 6.83, "spread is measured around"),
        ("nps_error", 40.67, "Take the root"),
        ("how_many_answers", 184, "one standard error"),
        ("how_many_answers", 704, "round up"),
        ("buy_again_error", 2.67, "Their squares add up"),
        ("buy_again_error", 3.61, "one common share"),
        ("nps_rose", "works", "11.52 points"),
        ("satisfied_and_gone", "proved", "less than two standard errors"),
        ("improve_first", "music", "hardly moves"),
        ("which_element", "torn", "Presentation"),
        ("lasting_exchange", "fine", "all partners"),
    ],
)
def test_a_trap_is_named_with_its_numbers(id, answer, said):
    verdict = check(f"satisfaction.{id}", answer)
    assert (verdict.kind, said in verdict.text) == ("mistake", True), verdict


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("deceit_value", 2_000 * 18 - 800 * 6 * 0.8 * 25),
        ("found_out", 18 / (25 * 6 * 0.8)),
        ("society", 30_000 * 55 / 60 + 25_000 - 500 * (12 + 17) * 8 * 0.7),
        ("weight", 105 / (29 * 8)),
        ("csat", "38 %"),
        ("nps", 14),
        ("acsi", 100 * (0.5 * 8.2 + 0.3 * 7.4 + 0.2 * 6.1 - 1) / 9),
        ("nps_error", 100 * (0.61 / 150) ** 0.5),
        ("how_many_answers", 705),
        ("buy_again_error", 3.77),
        ("which_element", "ab"),
        ("nps_rose", "unsure"),
        ("improve_first", "hours"),
        ("satisfied_and_gone", "look"),
        ("lasting_exchange", "bc"),
    ],
)
def test_the_common_answers_by_hand(id, answer):
    assert check(f"satisfaction.{id}", answer).kind == "right"


def test_the_guess_is_the_worked_example_and_is_explained():
    guess("satisfaction.deceit_guess", "40 %")
    assert "18.75%" in repr(reveal("satisfaction.deceit_guess")) and "80" in repr(solution("satisfaction.deceit_guess"))


def test_no_exercise_has_the_numbers_of_the_worked_examples():
    for id, exercise in EXERCISES.items():
        if id != "satisfaction.deceit_guess":
            said = set(repr(exercise.case(id).say(exercise.solution)).replace("=", " ").split())
            assert not {"−25,000", "−15,000", "18.75%.", "70%."} & said, id


@pytest.mark.parametrize("id", PERSONAL)
def test_students_get_at_least_twenty_different_exercises(id):
    assert prod(len(one.choices) for one in EXERCISES[id].given.values() if isinstance(one, Vary)) >= (
        20 if isinstance(EXERCISES[id], Number) else 5)


def combinations(exercise):
    every = list(product(*(one.choices if isinstance(one, Vary) else [one] for one in exercise.given.values())))
    return every[:: 1 + len(every) // 120]


@pytest.mark.parametrize("id", PERSONAL)
def test_with_any_numbers_of_a_student_every_mistake_is_told_from_the_answer(id):
    exercise = EXERCISES[id]
    for values in combinations(exercise):
        case = replace(exercise, given=dict(zip(exercise.given, values, strict=True))).case(id)
        right = exercise.reference(case)
        assert exercise.judge(right, case).kind == "right"
        if isinstance(exercise, Number):
            assert not [one for one in exercise.mistakes if exercise.near(float(case(one.value)), right)]
        for text in (exercise.ask, exercise.meaning, exercise.solution, *exercise.hints):
            assert not text or "nan" not in case.say(text)


@pytest.mark.parametrize("id", [id for id, one in EXERCISES.items() if hasattr(one, "options")])
def test_the_right_option_is_not_the_longest(id):
    options = EXERCISES[id].options.values()
    assert max(options, key=lambda one: len(one.text)).right is False, "the length of an option must not give it away"


def cases(name):
    exercise = EXERCISES[f"satisfaction.{name}"]
    for values in combinations(exercise):
        yield replace(exercise, given=dict(zip(exercise.given, values, strict=True))).case(f"satisfaction.{name}")


def test_in_every_student_s_numbers_the_texts_are_true():
    assert all(case.values["L"] < 0 and case.values["J"] == pytest.approx(round(case.values["J"]))
               for case in cases("deceit_value"))
    assert all(0 < case.value("most") < 1 for name in ("found_out", "weight") for case in cases(name))
    assert all(case.values["P"] > 0 and case.values["N"] > 0 for case in cases("society"))
    assert all(case.value("fans") == pytest.approx(round(case.value("fans"))) and case.value("critics") > 0
               for case in cases("nps"))
    assert all(0 < case.value("rise") < 1.96 * case.value("error") for case in cases("nps_rose"))
    assert all(case.value("ratio") > 2 for case in cases("buy_again_error"))
    assert all(0 < case.value("gap") < 1.96 * case.value("error") for case in cases("satisfied_and_gone"))
    assert all(case.value("low") <= 2 * 0.03 and case.value("bad") < 7 < case.value("good")
               and case.value("worse") < case.value("bad") for case in cases("improve_first"))
