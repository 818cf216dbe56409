"""The exercises on sales conversations name each trap with its numbers, whoever's numbers they are."""

import re
from dataclasses import replace
from itertools import product

import pytest
from refusals import LANGUAGES

from crmlessons import inputs, records, sales, use
from crmlessons.exercises import check, guess, reveal, solution
from crmlessons.exercises.engine import Number, Vary
from crmlessons.exercises.engine.finding import declared
from crmlessons.words import gettext

EXERCISES = declared("sales")
PERSONAL = [id for id, one in EXERCISES.items() if one.personal]


def cases(id: str):
    """The exercise with every combination of the numbers that students get, or an even choice of 400 of them."""
    exercise = EXERCISES[id]
    lists = [[(*one.choices, one.default) if isinstance(one, Vary) else (one,)
              for one in (given if isinstance(given, tuple) else (given,))] for given in exercise.given.values()]
    every = list(product(*(list(product(*lists_of_one)) for lists_of_one in lists)))
    for values in every[:: 1 + len(every) // 400]:
        given = {name: one if isinstance(exercise.given[name], tuple) else one[0]
                 for name, one in zip(exercise.given, values, strict=True)}
        yield replace(exercise, given={name: _as_declared(exercise.given[name], one) for name, one in given.items()})


def _as_declared(declared_as, value):
    """The value, written as it was declared to be."""
    return Vary(value, (value,), declared_as.shown) if isinstance(declared_as, Vary) else value


@pytest.mark.parametrize(
    ("id", "answer", "said"),
    [
        ("cost_of_delay", 2_400, "half of the price of waiting"),
        ("cost_of_delay", 1.7, "a point always begins the decimals"),
        ("cost_of_delay", 340, "one month of waiting"),
        ("break_even_chance", "3.75 %", "Of 1,200"),
        ("worth_a_visit", [75, 320, 50, 99], "still to be paid for"),
        ("one_more_call", "invested", "gone whatever the seller does"),
        ("one_more_call", "all", "the reason is not"),
        ("worth_a_visit", "75, 320, 50, 99", "still to be paid for"),
        ("kappa", 0.91, "Chance alone brings"),
        ("kappa", (0.91 - 0.94 * 0.93) / (1 - 0.94 * 0.93), "only that both say no"),
        ("low_end", 0.0193, "wider"),
        ("false_alarm", 0.6, "do not simply add up"),
        ("why_more", "cause", "won more easily anyway"),
        ("trial_size", 150, "one group"),
        ("trial_size", 146, "half of the time"),
        ("trial_size", 2 * 66, "one share only"),
        ("which_items", ["delay", "fear"], "Mark 2"),
    ],
)
def test_a_trap_is_named_with_its_numbers(id, answer, said):
    verdict = check(f"sales.{id}", answer)
    assert (verdict.kind, said in verdict.text) == ("mistake", True), verdict


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("cost_of_delay", 1_700),  # 5 · (480 − 140)
        ("break_even_chance", 0.125),  # 45 / 360
        ("worth_a_visit", {"near": 35, "chain": 100, "price": -40, "old": 29}),
        ("one_more_call", "stop"),
        ("false_alarm", 1 - 0.95**12),
        ("trial_size", 300),  # 60/400 = .15; 7.85 · (.25 · .75 + .4 · .6) ÷ .0225 = 149.2, twice 150
        ("worth_a_visit", "35, 100, -40, 29"),
        ("worth_a_visit", "35; 100; −40; 29"),
        ("low_end", "-2.61 %"),
        ("which_items", "bd"),
    ],
)
def test_the_common_answers_by_hand(id, answer):
    assert check(f"sales.{id}", answer).kind == "right"


def test_kappa_by_hand_from_its_four_counts():
    # 2 yes-yes, 4 yes-no, 5 no-yes, 89 no-no: po = .91, pe = .06 · .07 + .94 · .93 = .8784, (po − pe)/(1 − pe)
    agreed, by_chance = 0.91, 0.06 * 0.07 + 0.94 * 0.93
    assert check("sales.kappa", (agreed - by_chance) / (1 - by_chance)).kind == "right"


def test_the_guess_is_what_the_company_s_records_tell():
    found = sales.with_winning(sales.one_row(records.load("sales_calls")))
    guess("sales.items_guess", 7)
    shown = repr(reveal("sales.items_guess"))
    assert ((found["wide_low"] > 0).sum(), (found["low"] > 0).sum()) == (2, 2)
    assert set(found.index[:2]) == {"listened", "all_deciders"} and "The number is 2." in shown


@pytest.mark.parametrize("id", PERSONAL)
def test_with_any_numbers_of_a_student_right_is_right_and_every_mistake_is_told_from_it(id):
    exercise = EXERCISES[id]
    for one in cases(id):
        case = one.case(id)
        right = one.reference(case)
        assert one.judge(right, case).kind == "right"
        if isinstance(one, Number):
            results = [float(case(mistake.value)) for mistake in exercise.mistakes]
            assert not [value for value in results if one.near(value, right)]
            assert not [1 for i, value in enumerate(results) if any(one.near(value, other) for other in results[:i])]


@pytest.mark.parametrize("id", PERSONAL)
def test_students_get_at_least_twenty_sets_of_numbers(id):
    exercise = EXERCISES[id]
    drawn = {repr(exercise.case(id, f"Student {n}").say(exercise.ask)) + repr(
        {name: str(exercise.case(id, f"Student {n}").values[name]) for name in exercise.given}) for n in range(120)}
    assert len(drawn) >= 15 and len(list(cases(id))) >= 20


def test_in_every_student_s_numbers_the_fifth_call_does_not_pay_and_money_would_be_left_if_it_won():
    for one in cases("sales.one_more_call"):
        case = one.case("sales.one_more_call")
        assert case.value("expected") < case.values["cost"] and case.value("open") > 0


def test_in_every_student_s_numbers_the_best_visit_has_the_smallest_chance_and_one_visit_loses():
    for one in cases("sales.worth_a_visit"):
        case = one.case("sales.worth_a_visit")
        assert case.value("best") == "chain" == case.values["D"].idxmin() and case.value("worst") == "price"
        assert (case.values["K"].drop("price") > 0).all() and case.value("loss") > 0


def test_in_every_student_s_numbers_raters_agree_on_nine_of_ten_and_kappa_stays_low():
    for one in cases("sales.kappa"):
        case = one.case("sales.kappa")
        assert case.value("po") > 0.9 and 0 < case.value("kappa") < 0.4


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_hint_of_every_student_leads_to_an_accepted_number(language):
    use(language)
    for one in cases("sales.low_end"):
        case = one.case("sales.low_end")
        found = [inputs.readings(text)[0] for text in case.say(one.hints[-1]).removesuffix(".").replace(
            "·", " − ").split(" − ")]
        assert one.judge(found[0] - found[1] * found[2], case).kind == "right", case.say(one.hints[-1])


def test_in_every_student_s_numbers_the_size_of_the_trial_is_that_of_the_formula_on_the_card():
    for one in cases("sales.trial_size"):
        case = one.case("sales.trial_size")
        precise = sales.trial_size(case.values["rate"], case.value("gain"))
        assert 0 <= case.value("each") - precise <= 1 and case.value("share") < 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scored_lines_have_the_words_that_the_solution_counts(language):
    use(language)
    said = re.findall(r"[“„]([^”]*)”", gettext(EXERCISES["sales.which_items"].ask))
    seller, owner = (sum(len(line.split()) for line in said[start::2]) for start in (0, 1))
    assert len(said) == 5 and owner > seller


@pytest.mark.parametrize("given", [11, -3, 10.5])
def test_a_guess_that_cannot_be_is_refused(given):
    assert guess("sales.items_guess", given).kind == "unreadable"


@pytest.mark.parametrize("given", ["35 100", "35; 100", "one, two, three, four"])
def test_a_row_of_numbers_that_cannot_be_read_is_refused(given):
    assert check("sales.worth_a_visit", given).kind == "unreadable"


def test_no_exercise_has_the_numbers_of_the_worked_examples():
    for sheet in (sales.DELAY, sales.SHEET):
        for exercise in EXERCISES.values():
            if exercise.sheet is sheet and exercise.personal:
                case = exercise.case("x")
                assert not any(str(case.values[name]) == str(value) for name, value in sheet.example.items())


def test_every_solution_shows_its_way():
    assert all(len(repr(solution(id))) > 40 for id in EXERCISES)
