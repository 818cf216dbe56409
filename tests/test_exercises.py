"""Every exercise of every topic is tried: right answers, each declared mistake, blanks, nonsense, a class."""

import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from variants import cases, count

from crmlessons import acquisition, use, words
from crmlessons.exercises import ask, check, for_student, hint, solution
from crmlessons.exercises.engine import Choice, Exercise, Guess, Number, Open, Ordering, Table
from crmlessons.exercises.engine.case import WRITTEN, Case
from crmlessons.exercises.engine.finding import find, known
from crmlessons.exercises.engine.panel import plain
from crmlessons.exercises.engine.verdict import Verdict

LANGUAGES = ("en", "ro")
CLASS = [f"Student {number}" for number in range(100)]
EXERCISES = known()
LEFT_OVER = re.compile(r"\{\w*\}|\bnan\b|\binf\b")


def of_kind(*kinds: type) -> pytest.MarkDecorator:
    """A test of every exercise of these kinds; a guess is judged by nobody."""
    chosen = [id for id, one in EXERCISES.items() if isinstance(one, kinds) and not isinstance(one, Guess)]
    return pytest.mark.parametrize("id", chosen)


each = pytest.mark.parametrize("id", EXERCISES)
each_judged = of_kind(Exercise)
each_number = of_kind(Number)


def judged(id: str, answer: object, case: Case | None = None) -> Verdict:
    return find(id).judge(answer, case or cases(id)[0])


def rounded(value: float, kind: str) -> float:
    """The value as a person would round it."""
    return round(value, {"percent": 4, "count": 0}.get(kind, 2))


@each_judged
def test_the_reference_answer_is_right_for_every_student(id):
    for case in cases(id):
        verdict = judged(id, EXERCISES[id].reference(case), case)
        assert (verdict.kind, bool(verdict.text)) == ("right", True), case.values
        assert not LEFT_OVER.search(repr(verdict))


@each_number
def test_an_answer_rounded_as_a_person_rounds_is_right(id):
    for case in cases(id):
        value = rounded(EXERCISES[id].reference(case), EXERCISES[id].kind)
        assert judged(id, value, case).kind == "right", (case.values, value)


@pytest.mark.parametrize("language", LANGUAGES)
@each_number
def test_an_answer_written_as_text_in_either_language_is_right(id, language):
    use(language)
    for case in cases(id):
        text = WRITTEN[EXERCISES[id].kind](EXERCISES[id].reference(case))
        for other in LANGUAGES:
            use(other)
            assert judged(id, text, case).kind == "right", text


@each_number
def test_numpy_numbers_and_a_series_of_one_are_understood(id):
    value = EXERCISES[id].reference(cases(id)[0])
    for answer in (np.float64(value), np.array(value), np.array([value]), pd.Series([value], index=["x"])):
        assert judged(id, answer).kind == "right"


@of_kind(Number, Table, Ordering)
def test_every_declared_mistake_is_recognised_as_itself_for_every_student(id):
    exercise = EXERCISES[id]
    for case in cases(id):
        for mistake in exercise.mistakes:
            value = case(mistake.value)
            answer = list(value) if isinstance(exercise, Ordering) else value
            verdict = judged(id, answer, case)
            assert (verdict.kind, verdict.text) == ("mistake", plain(case.say(mistake.message))), (case.values, value)
            assert not LEFT_OVER.search(verdict.text)


@pytest.mark.parametrize("language", LANGUAGES)
@of_kind(Number, Choice, Ordering)
def test_the_right_answer_and_each_mistake_are_written_as_a_student_can_bring_them(id, language):
    use(language)
    exercise, case = EXERCISES[id], cases(id)[0]
    assert judged(id, exercise.in_words(exercise.reference(case), case)).kind == "right"
    assert len(exercise.slips(case)) == len(getattr(exercise, "mistakes", ()))
    for slip, mistake in zip(exercise.slips(case), getattr(exercise, "mistakes", ()), strict=True):
        assert (judged(id, slip.answer).kind, slip.message) == ("mistake", case.say(mistake.message)), slip.answer


@of_kind(Table)
def test_a_column_is_written_row_by_row_with_its_labels(id):
    exercise, case = EXERCISES[id], cases(id)[0]
    for answer in (exercise.in_words(exercise.reference(case), case), *(slip.answer for slip in exercise.slips(case))):
        assert [part.rpartition(": ")[0] for part in answer.split("; ")] == [case.label(key) for key in exercise.rows]


@of_kind(Choice)
def test_every_wrong_option_is_met_with_its_own_reason_for_every_student(id):
    for case in cases(id):
        for letter, key in zip("abcdefgh", EXERCISES[id].shown(case), strict=False):
            verdict, option = judged(id, letter, case), EXERCISES[id].options[key]
            assert verdict == judged(id, key, case)
            if not option.right:
                assert (verdict.kind, verdict.text) == ("mistake", plain(case.say(option.reason)))


@each_number
def test_a_wrong_sign_and_a_factor_of_a_hundred_are_recognised_in_every_number(id):
    for case in cases(id):
        for factor in (-1, 100, 0.01):
            assert judged(id, factor * EXERCISES[id].reference(case), case).kind == "mistake"


@of_kind(Number, Table)
def test_an_answer_within_one_per_cent_is_told_that_it_was_rounded_too_far(id):
    expected = EXERCISES[id].reference(cases(id)[0])
    near = {key: 1.007 * value for key, value in expected.items()} if isinstance(expected, dict) else 1.007 * expected
    if not isinstance(expected, dict) and EXERCISES[id].near(near, expected):  # two decimals do not tell them apart
        assert judged(id, near).kind == "right"
    else:
        assert "rounded" in judged(id, near).text


@each_number
def test_a_wrong_number_is_told_its_direction_and_where_help_is_and_not_the_answer(id):
    case, expected = cases(id)[0], EXERCISES[id].reference(cases(id)[0])
    larger, smaller = judged(id, abs(expected) * 7.3 + 0.31), judged(id, expected - abs(expected) * 7.3 - 0.31)
    assert (larger.kind, larger.text) == ("wrong", "Your number is too large.")
    assert (smaller.kind, smaller.text) == ("wrong", "Your number is too small.")
    assert f'hint("{id}")' in repr(larger)
    assert WRITTEN[EXERCISES[id].kind](expected) not in repr(larger), case


@each_judged
def test_a_blank_is_not_answered_yet(id):
    for blank in (..., None, "", "  "):
        verdict = check(id, blank)
        assert verdict.kind == "unanswered"
        assert "..." in verdict.text
    assert check(id) == check(id, ...)


NONSENSE = [math.nan, math.inf, True, [1, 2], lambda: 4, int, acquisition.SHEET.solve(**acquisition.SHEET.example),
            "xyz", "12 apples", "50 €", "1.2.3", 1j, object(), np.array([1, 2]), 10**400, b"4", pd.NA]


@pytest.mark.parametrize("language", LANGUAGES)
@each_judged
def test_nonsense_cannot_be_read_and_is_told_what_to_give(id, language):
    use(language)
    for answer in NONSENSE:
        verdict = check(id, answer)
        words_are_short = isinstance(EXERCISES[id], Open) and isinstance(answer, str)
        assert verdict.kind == ("unanswered" if words_are_short else "unreadable"), answer
        assert len(verdict.text) > 20
        assert not LEFT_OVER.search(verdict.text)


@each_judged
@pytest.mark.parametrize("empty", [[], {}, pd.Series(dtype=float), pd.DataFrame()], ids=lambda one: type(one).__name__)
def test_something_empty_is_no_answer(id, empty):
    assert check(id, empty).kind in {"unanswered", "unreadable"}


@each_judged
@settings(max_examples=60)
@given(answer=st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), lambda inner: st.lists(
    inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner), max_leaves=6))
def test_whatever_is_given_the_answer_is_a_verdict_and_no_error(id, answer):
    assert check(id, answer).kind in {"right", "unanswered", "mistake", "wrong", "unreadable"}


@pytest.mark.parametrize("language", LANGUAGES)
@each
def test_question_hints_and_solution_are_shown_with_all_their_numbers(id, language):
    use(language)
    stages = len(EXERCISES[id].hints)
    for student in (None, "Ana Pop"):
        for_student(student)
        shown = [ask(id), *(hint(id) for _ in range(stages)), hint(id), solution(id)]
        assert len(set(map(repr, shown))) == stages + 3
        for panel in shown:
            assert not LEFT_OVER.search(repr(panel)), repr(panel)
            assert panel._repr_html_().startswith("<div role=")
    assert words.language() == language


@each
def test_a_declaration_is_complete(id):
    exercise = EXERCISES[id]
    assert exercise.ask and exercise.solution and exercise.hints
    if isinstance(exercise, Choice):
        assert exercise.right and len(exercise.options) >= 3
        assert all(option.text and option.reason for option in exercise.options.values())
    elif isinstance(exercise, Open):
        assert len(exercise.rubric) >= 3
    else:
        assert exercise.meaning
        assert isinstance(exercise, Guess) or len(exercise.mistakes) >= 2


@each
def test_the_same_name_has_the_same_numbers_and_other_names_mostly_others(id):
    def shown(name):
        for_student(name)
        return repr(ask(id)).replace(" ".join(name.split()), "")

    assert shown("Ștefan  Pop") == shown(" stefan pop ") == shown("STEFAN POP")
    if EXERCISES[id].personal:
        assert len({shown(name) for name in CLASS}) > 8


@each
def test_with_any_numbers_of_a_student_every_sentence_can_be_said(id):
    exercise = EXERCISES[id]
    told = [text for one in getattr(exercise, "options", {}).values() for text in (one.text, one.reason)]
    for case in cases(id):
        for text in (exercise.ask, exercise.meaning, exercise.solution, *exercise.hints, *told):
            assert not text or not LEFT_OVER.search(case.say(text)), (text, case.values)


@of_kind(Number, Table, Ordering)
def test_a_class_gets_many_different_exercises(id):
    assert not EXERCISES[id].personal or count(EXERCISES[id]) >= 20
