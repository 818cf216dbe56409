"""Credit in a boom and in the recession after it: by hand, and its laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmlessons import receivables
from crmlessons.receivables import CYCLE


def test_the_worked_example_by_hand():
    solved = CYCLE.solve(**CYCLE.example)
    expected = {"C": 360_000, "E": 36_000, "H": 10_800, "J": 25_200, "L": 32_400, "M": 3_600, "N": 18_000, "P": 54_000,
                "S": 7_800, "T": -40_200}  # 1,560,000 ÷ 360 · 20 days · 9 % a year
    assert {letter: solved[letter] for letter in expected} == pytest.approx(expected)
    assert len(CYCLE.check_units()) == 18


def test_growth_breaks_even_at_margin_over_loss_however_large_it_is():  # 0.1 / (0.015 · 2)
    for growth in (0.05, 0.3, 1.0):
        assert CYCLE.break_even("recession", "M", **{**CYCLE.example, "growth": growth}) == pytest.approx(10 / 3)


@given(st.floats(0, 10), st.floats(0, 10))
def test_a_deeper_recession_is_never_better(one, other):
    low, high = sorted((one, other))
    values = [CYCLE.solve(**{**CYCLE.example, "recession": depth})["T"] for depth in (low, high)]
    assert values[0] >= values[1] - 1e-6


def test_growth_flatters_the_loss_rate_and_shrinking_blackens_it():
    assert receivables.apparent_loss_rate(0.02, 0.04, 6) == pytest.approx(0.02 / 1.04**6)
    assert receivables.apparent_loss_rate(0.02, 0.0, 6) == 0.02
    sales = [100 * 1.04**month for month in range(7)]  # month by month: 2 % of month 0, over the sales of month 6
    assert receivables.apparent_loss_rate(0.02, 0.04, 6) == pytest.approx(0.02 * sales[0] / sales[6])
    assert receivables.apparent_loss_rate(0.02, -0.04, 6) > 0.02
