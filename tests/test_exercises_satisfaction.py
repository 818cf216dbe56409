"""The exercises on satisfaction name the traps with their numbers, and stay sensible with any student's numbers."""

import pytest
from variants import cases

from crmlessons.exercises import check, guess, reveal, solution
from crmlessons.exercises.engine.finding import declared

EXERCISES = declared("satisfaction")


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


@pytest.mark.parametrize("id", [id for id, one in EXERCISES.items() if hasattr(one, "options")])
def test_the_right_option_is_not_the_longest(id):
    options = EXERCISES[id].options.values()
    assert max(options, key=lambda one: len(one.text)).right is False, "the length of an option must not give it away"


def test_in_every_student_s_numbers_the_texts_are_true():
    assert all(case.values["L"] < 0 and case.values["J"] == pytest.approx(round(case.values["J"]))
               for case in cases("satisfaction.deceit_value"))
    assert all(0 < case.value("most") < 1 for name in ("found_out", "weight") for case in cases(f"satisfaction.{name}"))
    assert all(case.values["P"] > 0 and case.values["N"] > 0 for case in cases("satisfaction.society"))
    assert all(case.value("fans") == pytest.approx(round(case.value("fans"))) and case.value("critics") > 0
               for case in cases("satisfaction.nps"))
    assert all(0 < case.value("rise") < 1.96 * case.value("error") for case in cases("satisfaction.nps_rose"))
    assert all(case.value("ratio") > 2 for case in cases("satisfaction.buy_again_error"))
    assert all(0 < case.value("gap") < 1.96 * case.value("error") for case in cases("satisfaction.satisfied_and_gone"))
    assert all(case.value("low") <= 2 * 0.03 and case.value("bad") < 7 < case.value("good")
               and case.value("worse") < case.value("bad") for case in cases("satisfaction.improve_first"))
