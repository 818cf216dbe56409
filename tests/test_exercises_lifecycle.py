"""The exercises on the whole life name the traps with their numbers, and are what their text says for everybody."""

import pytest
from variants import cases

from crmlessons.exercises import check, solution
from crmlessons.exercises.engine.finding import declared

EXERCISES = declared("lifecycle")


@pytest.mark.parametrize(
    ("id", "answer", "said"),
    [
        ("three_stages", 99_384.04, "left out the first stage"),
        ("three_stages", 291.28, "one customer"),
        ("three_stages", 115_159.2, "in every month"),
        ("three_stages", 119_760, "let nobody leave"),
        ("three_stages", 92_296.68, "never paid"),
        ("three_stages", 80_837.52, "discounted at 10%"),
        ("three_stages", 60_094, "counted twelve months"),
        ("three_stages", 87_713.23, "times 1 − E"),
        ("payback", 8, "counts every customer in every month"),
        ("payback", 7.65, "counts every customer in every month"),
        ("payback", 7, "counts every customer in every month"),
        ("payback", 10.43, "round up"),
        ("roi_threshold", "200 %", "rule of thumb"),  # S4
        ("roi_threshold", 2.857, "never paid"),  # S4
        ("which_roi", "effective", "only 71,400"),  # S4
        ("value_today", 1_300.4, "for every month"),
        ("value_today", 10_000 / 1.01**18, "twelfth root"),
        ("value_today", 10_000 / 1.18, "multiplied the rate by the years"),
        ("expected_months", 20, "for ever"),
        ("expected_months", 54, "Only 80% do"),
        ("win_back", 3_840, "not free"),
        ("channel_order", "d, b, a, c", "by the first sale"),
        ("way_back", "abc", "unknown, and not 0"),  # S18
        ("channel_order", "c, a, d, b", "who stays longest"),
        ("look_alikes", "b_first", "6.67"),
        ("strategy", "offer", "nobody has tested"),
        ("prevent_or_win_back", 19_200, "how much more"),
        ("prevent_or_win_back", 24_300, "{to_rate} still leave".format(to_rate="4%")),
        ("prevent_or_win_back", 12_270, "only to those who came back"),
        ("prevent_or_win_back", -14_700, "other way round"),
    ],
)
def test_a_trap_is_named_with_its_numbers(id, answer, said):
    verdict = check(f"lifecycle.{id}", answer)
    assert (verdict.kind, said in verdict.text) == ("mistake", True), verdict


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("three_stages", 87_384.04),
        ("payback", 11),
        ("roi_threshold", 3.125),
        ("value_today", 8_436.71),
        ("expected_months", 44),
        ("win_back", 2_240),
        ("way_back", "ab"),
        ("channel_order", "c, d, a, b"),
        ("prevent_or_win_back", 14_700),
    ],
)
def test_the_common_numbers_give_the_answers_calculated_by_hand(id, answer):
    assert check(f"lifecycle.{id}", answer).kind == "right"


def test_the_claims_of_the_strategy_exercise_are_those_of_the_records():
    assert "new firms leave more often" in repr(solution("lifecycle.strategy"))
    from crmlessons import lifecycle, records

    customers = records.load("customers").query("segment == 'small_firms'")
    seen = lifecycle.states(customers, records.load("ledger"), records.load("invoices"))
    left = lifecycle.leaving_by(seen["tenure"] <= 12, seen["next"] == "lost")
    assert left.at[True, "estimate"] > left.at[False, "estimate"]
    people, offers = records.load("customers").set_index("customer_id")["joined"], records.load("offers")
    joined = offers["customer_id"].map(people)
    stayed = (offers["month"].dt.year - joined.dt.year) * 12 + offers["month"].dt.month - joined.dt.month
    assert stayed.min() >= 12, "every offer was made to a customer of a year or more"


def test_with_any_numbers_of_a_student_the_exercise_is_what_its_text_says():
    for id in ("lifecycle.three_stages", "lifecycle.win_back", "lifecycle.prevent_or_win_back"):
        assert all(EXERCISES[id].reference(case) > 0 for case in cases(id))
    for case in cases("lifecycle.payback"):
        assert case.value("paid") - case.value("naive") >= 2, "departures cost at least two months"
    for case in cases("lifecycle.which_roi"):
        assert case.value("ratio") > 2 and case.value("loss") > 0, "above 200 % and yet a loss"
    assert all(case.value("needed") > 2 for case in cases("lifecycle.roi_threshold")), "even 200 % would be a loss"
    for case in cases("lifecycle.strategy"):
        assert case.value("potential") - case.value("present") > 5


def test_with_any_numbers_of_a_student_the_look_alikes_can_be_told_apart_as_the_text_says():
    for case in cases("lifecycle.look_alikes"):
        assert case.value("b_low") < 0 < case.value("a") - 2 * case.value("a_error")
        assert case.value("c") + 2 * case.value("c_error") < 0
        assert case.value("difference") < 2 * case.value("error")


def test_with_any_numbers_of_a_student_no_two_channels_are_worth_nearly_the_same():
    for case in cases("lifecycle.channel_order"):
        assert case.value("best") == "visits" and case.value("favourite") == "letters"
        assert case.values["V"].sort_values().diff().min() > 1
