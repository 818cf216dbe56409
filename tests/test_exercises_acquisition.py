"""The exercises on winning customers name the traps of the source with their numbers."""

import pytest
from variants import cases

from crmlessons.exercises import check, solution
from crmlessons.exercises.engine import Ordering, Table
from crmlessons.exercises.engine.finding import declared

EXERCISES = declared("acquisition")


@pytest.mark.parametrize(
    ("id", "answer", "said"),
    [
        ("overall_rate", 0.75, "75% is the net rate"),  # S1
        ("contribution", 572_400, "You used the net rate 75%"),  # S1
        ("contact_cost", 1.8848, "charged 22,617.80\N{NO-BREAK SPACE}lei"),  # S2
        ("cac", 1.8848, "those who did not become customers"),  # S2
        ("contribution", 43_200, "the revenue of 64,800"),  # S3
        ("which_roi", "doubled", "only 21,000"),  # S4
        ("roi_threshold", "200 %", "rule of thumb"),  # S4
        ("break_even_rate", "2.73 %", "that is the overall rate"),
        ("cac", 30, "720 gross sales"),
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
        ("overall_rate", "4.5 %"),  # 6 % · 75 %
        ("cac", 40),  # 1.80 / 4.5 %
        ("contact_cost", 1.8),
        ("contribution", 14_040),  # 12,000 · 4.5 % · 120 · 55 % − 12,000 · 1.80
        ("break_even_rate", 0.0364),  # 1.80 / (75 % · 120 · 55 %)
        ("roi_threshold", 1.67),
        ("win_back", 1_120),
        ("months_to_recover", 4),
    ],
)
def test_the_common_answers_are_those_calculated_by_hand(id, answer):
    assert check(f"acquisition.{id}", answer).kind == "right"


def test_a_campaign_of_200_per_cent_at_a_margin_of_35_per_cent_loses_9000_of_30000_lei():  # S4
    assert "−9,000" in repr(solution("acquisition.which_roi"))
    assert "285.71%" in check("acquisition.which_roi", "lost").text


def test_with_any_numbers_of_a_student_the_exercise_is_what_its_text_says():
    for id in ("acquisition.contribution", "acquisition.win_back"):
        assert all(EXERCISES[id].reference(case) > 0 for case in cases(id))
    for case in cases("acquisition.first_sale_loss"):
        assert case.values["N"] < case.values["J"] < case.values["K"], "a loss, though the revenue covers the cost"
    for case in cases("acquisition.which_roi"):
        assert case.values["T"] < 0 and case.written("ratio") == "200%"


@pytest.mark.parametrize("id", [id for id, one in EXERCISES.items() if isinstance(one, Table)])
def test_with_any_numbers_the_highest_rate_is_not_the_best(id):
    assert all(case.value("best") != case.value("favourite") for case in cases(id))


@pytest.mark.parametrize("id", [id for id, one in EXERCISES.items() if isinstance(one, Ordering)])
def test_with_any_numbers_no_two_channels_cost_nearly_the_same(id):
    assert all(case.values["J"].sort_values().diff().min() > 1 for case in cases(id))
