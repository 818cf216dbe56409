"""How large a trial must be: a published example, by hand, by simulation; and what bringing a decider is worth."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from refusals import LANGUAGES, check_refusal

from crmlessons import records, sales


def test_chow_shao_and_wang_2008_page_89_two_shares_of_65_and_85_per_cent_need_70_each():
    assert sales.trial_size(rate=0.65, gain=0.20) == 70


def test_by_hand_from_24_to_38_per_cent():
    # (1.95996 + 0.84162)² = 7.8489; · (.24 · .76 + .38 · .62) = · .418 = 3.28083; ÷ .0196 = 167.39
    assert sales.trial_size(rate=0.24, gain=0.14) == 168
    found = sales.trial_sizes(rate=0.24, gains=[0.14], a_year=94).iloc[0]
    assert (found["both_groups"], found["years"]) == (336, pytest.approx(336 / 94))


def test_simulated_trials_of_that_size_find_the_gain_in_80_of_100():
    rng, size = np.random.default_rng(7), sales.trial_size(0.24, 0.14)
    without, with_it = (rng.binomial(size, share, 20_000) / size for share in (0.24, 0.38))
    error = ((without * (1 - without) + with_it * (1 - with_it)) / size) ** 0.5
    assert ((with_it - without) / error > 1.96).mean() == pytest.approx(0.80, abs=0.015)


@given(st.floats(0.05, 0.9), st.floats(0.02, 0.5), st.floats(0.5, 0.95))
def test_a_smaller_gain_or_more_power_needs_more_and_losing_is_winning_turned_round(rate, gain, power):
    assume(rate + gain <= 1)
    assert sales.trial_size(rate, gain / 2, power) >= sales.trial_size(rate, gain, power)
    assert sales.trial_size(rate, gain, power + 0.04) >= sales.trial_size(rate, gain, power)
    assert abs(sales.trial_size(1 - rate, -gain, power) - sales.trial_size(rate, gain, power)) <= 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("rate", "gain", "power"), [(0.4, 0, 0.8), (0.4, 0.1, 1), (0.4, 0.1, 80), (0.4, 0.7, 0.8),
                                                     (40, 0.1, 0.8)])
def test_a_trial_without_a_gain_or_with_impossible_shares_is_refused(language, rate, gain, power):
    check_refusal(lambda: sales.trial_size(rate, gain, power), language)


def test_what_a_decider_is_worth_comes_from_firms_in_which_several_decide():
    talks = sales.one_row(records.load("sales_calls"))
    gains = sales.decider_gains(talks)
    alone = talks.assign(all_deciders=np.where(talks["deciders_needed"] == 1, 0, talks["all_deciders"]))
    assert gains.tolist() == pytest.approx(sales.decider_gains(alone).tolist())
    # 21.16 points less 2.807 · 6.614
    assert gains.tolist() == pytest.approx([0.2116, 0.2116 - 2.807 * 0.06614, 0.14], abs=2e-4)
    assert isinstance(gains, pd.Series)
