"""A line of a sheet as it is declared: what it needs, how it is written, what it allows."""

import pytest

from crmlessons import inputs
from crmlessons.line import Line


@pytest.mark.parametrize(("unit", "kind"), [
    ("lei", "money"), ("lei/prospect", "money"), ("lei/customer", "money"), ("prospect", "count"),
    ("customer", "count"), ("sale", "count"), ("sale/prospect", "percent"), ("customer/sale", "percent"),
    ("1", "percent")])
def test_the_unit_tells_how_a_value_is_written(unit, kind):
    assert Line("A", "one", "one", unit, default=1).kind == kind


def test_a_line_may_say_itself_how_it_is_written():
    assert Line("Q", "roi", "return", "1", lambda P, C: P / C, shown="number").kind == "number"


def test_a_formula_needs_the_letters_that_its_parameters_name_in_their_order():
    assert Line("T", "value", "value", "lei", lambda P, C: P - C).needs == ("P", "C")
    given = Line("A", "one", "one", "lei", default=1)
    assert given.needs == () and given.is_input


def test_a_rate_lies_between_0_and_1_and_anything_else_between_0_and_a_million_millions():
    assert Line("D", "rate", "rate", "sale/prospect", default=0.1).allowed == (0, 1)
    assert Line("B", "cost", "cost", "lei/prospect", default=2).allowed == (0, inputs.LARGEST) == (0, 1e12)
