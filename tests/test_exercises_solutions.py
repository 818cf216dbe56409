"""A reader who types the sum that a solution prints, with its rounded steps, has a right answer."""

import re

import pytest
from variants import cases

from crmlessons.exercises.engine import Guess, Number
from crmlessons.exercises.engine.case import WRITTEN
from crmlessons.exercises.engine.finding import known

NUMBERS = {id: one for id, one in known().items() if isinstance(one, Number) and not isinstance(one, Guess)}
SIGNS = str.maketrans({"−": "-", "·": "*", "×": "*", "÷": "/", "²": "^2", "\N{NO-BREAK SPACE}": " "})
SUM = re.compile(r"[\d\s.+\-*/()]+")


def result(printed: str) -> float | None:
    """What a sum comes to as it is printed; None for what is no sum of numbers."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", printed.translate(SIGNS).replace("lei", "")).strip()
    text = re.sub(r"(\d[\d.]*)\s*%", r"(\1/100)", text)
    text = re.sub(r"\be\^", "2.718281828459^", text).replace("^", "**")
    try:
        return eval(text) if SUM.fullmatch(text) else None
    except SyntaxError:
        return None


def sums(case, exercise) -> list[float]:
    """Every sum of the solution that ends in the answer."""
    answer = WRITTEN[exercise.kind](exercise.reference(case))
    found = []
    for sentence in re.split(r"\.\s+|\.$|[;:]\s|,\s", case.say(exercise.solution)):
        *steps, last = sentence.split("=")
        if last.strip() == answer:
            found += [value for value in map(result, steps) if value is not None]
    return found


def test_a_printed_sum_is_calculated_as_a_reader_would():
    assert result("13.5% − 2.73 · 5.9%") == pytest.approx(-0.02607)
    assert result("1,200 lei ÷ (4 − 2)²") == 300
    assert result("the whole") is None


@pytest.mark.parametrize("id", NUMBERS)
def test_the_sum_that_a_solution_prints_is_a_right_answer_for_every_student(id):
    exercise = NUMBERS[id]
    for case in cases(id):
        right = exercise.reference(case)
        assert [value for value in sums(case, exercise) if not exercise.near(value, right)] == [], case.values


def test_most_solutions_print_their_sum():
    told = [id for id, one in NUMBERS.items() if sums(one.case(id), one)]
    assert len(told) > 0.7 * len(NUMBERS)
