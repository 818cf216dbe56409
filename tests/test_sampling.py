"""What chance does to an estimate, against values that stand in tables of statistics and against hand calculations."""

import pandas as pd
import pytest
from refusals import LANGUAGES, check_refusal

from crmlessons import sampling


def test_reach_is_that_of_the_table_of_the_normal_distribution():
    assert [round(sampling.reach(level), 3) for level in (0.90, 0.95, 0.99)] == [1.645, 1.960, 2.576]


def test_the_error_of_a_share_by_hand():  # 0.2 · 0.8 / 400 = 0.0004, and its root is 0.02
    assert sampling.share_error(0.2, 400) == pytest.approx(0.02)
    assert sampling.share_error(0.0, 5) == sampling.share_error(1.0, 5) == 0


def test_a_difference_adds_the_squares_of_the_errors():  # 3-4-5
    estimates, errors = pd.Series({"a": 0.5, "b": 0.2}), pd.Series({"a": 0.03, "b": 0.04})
    assert sampling.difference(estimates, errors, "a", "b") == pytest.approx((0.3, 0.05))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_computed_is_refused(language):
    check_refusal(lambda: sampling.reach(95), language, "95")
    one = pd.Series({"a": 1.0})
    check_refusal(lambda: sampling.difference(one, one, "a", "x"), language, "x", "a")
