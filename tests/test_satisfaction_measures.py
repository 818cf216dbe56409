"""CSAT, NPS and ACSI against their authorities, and how chance moves them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import LANGUAGES, check_refusal

from crmlessons import InputError, satisfaction
from crmlessons.satisfaction_measures import wilson

ANSWERS = st.lists(st.integers(0, 10), min_size=1, max_size=60)


def test_70_promoters_10_passives_20_detractors_are_an_nps_of_50():
    found = satisfaction.nps([9] * 40 + [10] * 30 + [7] * 4 + [8] * 6 + [0] * 5 + [6] * 15)
    assert found[["promoters", "passives", "detractors", "nps"]].tolist() == pytest.approx([0.7, 0.1, 0.2, 50])


def test_scores_0_7_9_are_an_nps_of_0():
    assert satisfaction.nps([0, 7, 9])["nps"] == 0


def test_9_and_10_are_promoters_7_and_8_passives_and_6_and_below_detractors():
    each = [satisfaction.nps([mark])["nps"] for mark in range(11)]
    assert each == [-100] * 7 + [0, 0, 100, 100]


def test_the_error_of_an_nps_is_that_of_the_mean_of_plus_and_minus_ones():
    # half promoters, a third passives, a sixth detractors: NPS 1/3, variance 1/2 + 1/6 − 1/9 = 5/9; n = 20: √(1/36)
    assert satisfaction.nps_error(1 / 2, 1 / 6, 20) == pytest.approx(100 / 6)


@given(ANSWERS)
def test_by_its_formula_the_error_of_an_nps_is_the_spread_of_the_answers_themselves(answers):
    signs = np.select([np.array(answers) >= 9, np.array(answers) <= 6], [1, -1], 0)
    found = satisfaction.nps(answers)
    assert found["nps"] == pytest.approx(100 * signs.mean())
    assert found["standard_error"] == pytest.approx(100 * signs.std() / len(answers) ** 0.5, abs=1e-6)
    assert -100 <= found["low"] <= found["nps"] + 1e-9 and found["nps"] <= found["high"] + 1e-9 <= 100 + 2e-9


@given(ANSWERS, st.integers(2, 9))
def test_the_same_answers_many_times_leave_the_score_and_shrink_its_error_by_the_root(answers, times):
    one, many = satisfaction.nps(answers), satisfaction.nps(answers * times)
    assert many["nps"] == pytest.approx(one["nps"])
    assert many["standard_error"] == pytest.approx(one["standard_error"] / times**0.5)


def test_the_answers_needed_bring_the_interval_to_the_points_asked_for_and_one_less_does_not():
    for points in (3, 5, 8):
        n = satisfaction.answers_needed(0.4, 0.2, points)
        assert 1.959964 * satisfaction.nps_error(0.4, 0.2, n) <= points < 1.959964 * satisfaction.nps_error(
            0.4, 0.2, n - 1)


def test_groups_have_each_its_own_score_and_interval():
    answers, by = pd.Series([9, 9, 0, 10]), pd.Series(["a", "a", "b", "b"])
    found = satisfaction.nps(answers, by=by)
    assert found["nps"].to_dict() == {"a": 100, "b": 0} and found["answers"].tolist() == [2, 2]


def test_the_same_company_asked_again_scatters_as_the_formula_says():
    answers = [9] * 44 + [8] * 30 + [3] * 26
    again = satisfaction.asked_again(answers, sizes=(30, 100, 400), times=4_000)
    spread = satisfaction.spread(again, answers)
    assert again.mean().tolist() == pytest.approx([18] * 3, abs=1)
    assert (spread["standard_error"] / spread["by_formula"] - 1).abs().max() < 0.05
    width = spread["high"] - spread["low"]
    assert width[30] > 1.6 * width[100] > 2.8 * width[400]
    pd.testing.assert_frame_equal(again, satisfaction.asked_again(answers, sizes=(30, 100, 400), times=4_000))


def test_csat_is_the_share_of_the_best_marks_of_its_scale():
    marks = [10, 9, 8, 8, 7, 5, 5, 4]
    assert satisfaction.csat(marks)["csat"] == 2 / 8
    assert satisfaction.csat(marks, top=[1, 2, 3])["csat"].tolist() == [1 / 8, 2 / 8, 4 / 8]
    assert satisfaction.csat([5, 4, 3, 1], scale=(1, 5))["csat"] == 0.5


def test_wilsons_interval_for_9_of_10_is_the_one_of_the_textbooks():
    # Wilson 1927 with z = 1.96: 59.6% to 98.2%
    assert wilson(9, 10) == pytest.approx((0.5958, 0.9821), abs=1e-4)


@given(st.integers(1, 400), st.floats(0, 1))
def test_wilsons_interval_holds_the_share_and_stays_between_nothing_and_all(asked, share):
    hits = round(share * asked)
    low, high = wilson(hits, asked)
    assert 0 <= low <= hits / asked + 1e-12 and hits / asked - 1e-12 <= high <= 1 and high - low < 1


def test_acsi_is_100_for_tens_0_for_ones_and_66_67_for_means_of_8_7_and_6():
    assert satisfaction.acsi([10], [10], [10]) == 100 and satisfaction.acsi([1], [1], [1]) == 0
    assert satisfaction.acsi([8], [7], [6]) == pytest.approx(100 * 6 / 9)
    # Fornell et al. 1996: weights .5, .3, .2: (.5·7 + .3·6 + .2·5)/9 = 6.3/9
    assert satisfaction.acsi([8], [7], [6], (0.5, 0.3, 0.2)) == pytest.approx(70)


def test_only_the_ratio_of_the_weights_of_acsi_matters():
    marks = [8, 3, 9], [5, 5, 6], [2, 4, 10]
    assert satisfaction.acsi(*marks, (1, 2, 3)) == pytest.approx(satisfaction.acsi(*marks, (10, 20, 30)))


REFUSED = {
    "a mark outside": (lambda: satisfaction.nps([11]), ("0", "10", "11"), ()),
    "a mark between": (lambda: satisfaction.csat([7.5, 8]), ("7.5",), ("whole marks",)),
    "a mark missing": (lambda: satisfaction.csat(pd.Series([7, np.nan])), ("NaN",), ()),
    "a word": (lambda: satisfaction.nps(["nine"]), ("nine",), ()),
    "a box as large as the scale": (lambda: satisfaction.csat([1], scale=(1, 5), top=5), ("4", "5"), ()),
    "no such confidence": (lambda: satisfaction.nps([9], confidence=95), ("95", "0.95"), ()),
    "no points": (lambda: satisfaction.answers_needed(0.4, 0.2, 0), ("points",), ()),
    "two weights": (lambda: satisfaction.acsi([1], [1], [1], (1, 2)), (), ("three weights",)),
    "a negative weight": (lambda: satisfaction.acsi([1], [1], [1], (1, 2, -1)), (), ("three weights",)),
    "half a mark for the index": (lambda: satisfaction.acsi([1], [0], [1]), ("expectations", "0"), ()),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("call", "said", "in_english"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_answer_is_refused_with_what_to_do(call, said, in_english, language):
    check_refusal(call, language, *said, in_english=in_english)


def test_no_answers_at_all_are_refused():
    with pytest.raises(InputError):
        satisfaction.nps([])
