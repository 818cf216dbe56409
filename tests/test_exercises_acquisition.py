"""The exercises on winning customers name the traps of the source with their numbers."""

from dataclasses import replace
from itertools import product

import pytest

from crmlessons.exercises import check, for_student, solution
from crmlessons.exercises.engine import Ordering, Table, Vary
from crmlessons.exercises.engine.finding import declared

EXERCISES = declared("acquisition")


@pytest.fixture(autouse=True)
def common_numbers():
    for_student(None)
    yield
    for_student(None)


@pytest.mark.parametrize(
    ("id", "answer", "said"),
    [
        ("overall_rate", 0.8, "80% is the net rate"),  # S1
        ("contribution", 460_000, "You used the net rate 80%"),  # S1
        ("contact_cost", 2.0833, "charged 20,833.33\N{NO-BREAK SPACE}lei"),  # S2
        ("cac", 2.0833, "those who did not become customers"),  # S2
        ("contribution", 20_000, "the revenue of 40,000"),  # S3
        ("which_roi", "doubled", "only 16,000"),  # S4
        ("roi_threshold", "200 %", "rule of thumb"),  # S4
        ("break_even_rate", "3.33 %", "that is the overall rate"),
        ("cac", 40, "500 gross sales"),
        ("months_to_recover", 3.75, "round up"),
        ("advantage_order", "mail, chat, phone, door", "by the cost of a contact"),
        ("first_sale_loss", "stop", "the first sale only"),
        ("win_back", 5_120, "how much more"),
    ],
)
def test_a_trap_is_named_with_its_numbers(id, answer, said):
    verdict = check(f"acquisition.{id}", answer)
    assert (verdict.kind, said in verdict.text) == ("mistake", True), verdict


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("overall_rate", "4 %"),
        ("cac", 50),
        ("contact_cost", 2),
        ("contribution", 4_000),
        ("break_even_rate", 0.0417),
        ("roi_threshold", 1.67),
        ("win_back", 1_120),
        ("months_to_recover", 4),
    ],
)
def test_the_worked_example_of_fig_3_gives_the_common_answers(id, answer):
    assert check(f"acquisition.{id}", answer).kind == "right"


def test_a_campaign_of_200_per_cent_at_a_margin_of_40_per_cent_loses_4000_lei():  # S4
    assert "−4,000" in repr(solution("acquisition.which_roi"))
    assert "250%" in check("acquisition.which_roi", "lost").text


def extremes(value: object) -> list:
    """The least and the largest that a student can be given."""
    if isinstance(value, tuple):
        return list(product(*map(extremes, value)))
    return [min(value.choices), max(value.choices)] if isinstance(value, Vary) else [value]


@pytest.mark.parametrize("id", [id for id, one in EXERCISES.items() if one.personal])
def test_at_the_extremes_of_all_numbers_the_exercise_is_what_its_text_says(id):
    exercise = EXERCISES[id]
    combinations = list(product(*map(extremes, exercise.given.values())))
    for values in combinations[:: 1 + len(combinations) // 128]:
        case = replace(exercise, given=dict(zip(exercise.given, values, strict=True))).case(id)
        assert exercise.judge(exercise.reference(case), case).kind == "right"
        if id in ("acquisition.contribution", "acquisition.win_back"):
            assert exercise.reference(case) > 0
        if id == "acquisition.first_sale_loss":
            assert case.values["N"] < case.values["J"] < case.values["K"], "a loss, though the revenue covers the cost"
        if id == "acquisition.which_roi":
            assert case.values["T"] < 0 and case.written("ratio") == "200%"
        if isinstance(exercise, Table):
            assert case.value("best") != case.value("favourite"), "the highest rate is not the best"
        if isinstance(exercise, Ordering):
            costs = case.values["J"].sort_values()
            assert costs.diff().min() > 1, "no two channels cost nearly the same"
