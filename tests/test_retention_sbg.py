"""Customers who differ: the sBG model against Fader and Hardie, “How to project customer retention” (2007)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from refusals import LANGUAGES, check_refusal

from crmlessons import records, retention, retention_sbg
from crmlessons.retention_sbg import Sbg, fit

REGULAR = np.array([100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1, 22.3, 20.7, 19.4, 18.3, 17.3])


def regular() -> Sbg:
    return fit(1_000 * REGULAR[:7], 1_000 * REGULAR[1:8])


def test_fader_and_hardie_2007_regular_segment_years_1_to_7_alpha_is_0_704_and_beta_1_182():
    model = regular()
    assert (round(model.alpha, 3), round(model.beta, 3)) == (0.704, 1.182)
    assert round(100 * model.kept(12)[12], 1) == 17.0


def test_fader_and_hardie_2007_the_model_is_near_the_customers_left_in_years_8_to_12_and_one_rate_is_not():
    left, model = REGULAR[8:] / 100, regular().kept(12).to_numpy()[8:]
    rate = retention.constant(REGULAR[:7], REGULAR[1:8])
    assert np.abs(model - left).max() < 0.005
    assert ((1 - rate) ** np.arange(8, 13) < 0.6 * left).all()


def test_what_is_kept_is_the_ratio_of_beta_functions():
    sympy = pytest.importorskip("sympy")
    model = Sbg(0.704, 1.182, 0.0, np.zeros((2, 2)))
    exact = [float(sympy.beta(0.704, 1.182 + t) / sympy.beta(0.704, 1.182)) for t in range(13)]
    assert model.kept(12).tolist() == pytest.approx(exact)


def test_no_nearby_parameters_are_likelier_and_the_errors_are_those_of_the_curvature():
    here, kept = 10 * REGULAR[:7], 10 * REGULAR[1:8]
    model = fit(here, kept)
    point = np.log([model.alpha, model.beta])
    for step in np.array([[1, 0], [-1, 0], [0, 1], [0, -1], [1, 1]]) * 0.01:
        assert retention_sbg._likelihood(point + step, here, kept) < model.log_likelihood
    again = fit(4 * here, 4 * kept)
    assert again.standard_error(12) == pytest.approx(model.standard_error(12) / 2, rel=1e-3)


def test_standard_errors_are_those_of_many_simulated_cohorts():
    rng, true, found = np.random.default_rng(1), Sbg(0.7, 1.2, 0.0, np.zeros((2, 2))), []
    for _cohort in range(300):
        here = [1_000]
        for period in range(1, 8):
            here.append(rng.binomial(here[-1], true.retention(period)))
        found.append(fit(here[:-1], here[1:]).kept(12)[12])
    model = fit(here[:-1], here[1:])
    assert np.mean(found) == pytest.approx(true.kept(12)[12], abs=0.003)
    assert model.standard_error(12) == pytest.approx(np.std(found), rel=0.25)


@pytest.mark.parametrize("kept", [[90, 81], [90, 70], [99, 10]])
def test_where_the_share_kept_does_not_rise_the_model_is_the_constant_rate(kept):
    model = fit([100, kept[0]], kept)
    rate = retention.constant([100, kept[0]], kept)
    assert model.kept(12).to_numpy() == pytest.approx((1 - rate) ** np.arange(13), rel=1e-3)
    assert model.standard_error(12) == 0


@given(st.floats(0.05, 20), st.floats(0.05, 200), st.integers(3, 30))
@settings(deadline=None, max_examples=60)
def test_from_data_without_chance_the_parameters_are_found_again(alpha, beta, periods):
    curve = Sbg(alpha, beta, 0.0, np.zeros((2, 2))).kept(periods).to_numpy()
    model = fit(1e6 * curve[:-1], 1e6 * curve[1:])
    assert model.kept(periods).to_numpy() == pytest.approx(curve, abs=2e-4)


def test_data_at_the_edge_are_fitted_without_a_warning():
    for here, kept in (([5, 3], [3, 3]), ([100, 1], [1, 0]), ([10, 5, 5], [5, 5, 5]), ([1, 0], [0, 0])):
        if sum(kept):
            shares = fit(here, kept).kept(5)
            assert shares.between(0, 1).all() and shares.is_monotonic_decreasing


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("data", [([100], [90]), ([100, 90], [90]), ([100, 90], [90, 95]), ([100, np.nan], [90, 80]),
                                  ([100, 100], [100, 100]), ([100, 0], [0, 0])])
def test_data_that_no_model_can_be_fitted_to_are_refused(language, data):
    check_refusal(lambda: fit(*data), language)


def test_the_published_customers_are_in_the_package_as_a_curve():
    assert (100 * retention.REGULAR["kept"]).tolist() == pytest.approx(REGULAR.tolist())
    assert retention.REGULAR["at_risk"].tolist() == pytest.approx([1_000, *(10 * REGULAR[:-1])])


def test_fader_and_hardie_2007_regular_customers_are_forecast_for_year_12_from_the_first_seven():
    found = retention.forecasts(retention.REGULAR, fitted=7, until=12).loc[12]
    assert (round(100 * found["differing"], 1), round(100 * found["observed"], 1)) == (17.0, 17.3)
    rate, model = retention.both_ways(retention.REGULAR, 7)
    assert found["one_rate"] == pytest.approx((1 - rate) ** 12)
    assert (round(model.alpha, 3), round(model.beta, 3)) == (0.704, 1.182)
    assert model.first_loss == pytest.approx(1 - model.kept(1)[1]) == pytest.approx(0.704 / 1.886, abs=1e-3)


def test_a_forecast_beyond_what_was_seen_has_nothing_observed():
    found = retention.forecasts(retention.REGULAR, fitted=7, until=20)
    assert found["observed"].notna().sum() == 13 and found["differing"].notna().all() and found.index.name == "year"


def test_of_203_there_at_month_12_80_8_percent_are_there_at_month_20_and_one_rate_is_2_8_errors_too_low():
    customers = records.load("customers")
    private = customers[customers["contact_id"].notna() & (customers["segment"] != "small_firms")]
    seen = retention.curves(records.load("ledger"), private)
    found = retention.still_there(seen, retention.forecasts(seen, 12, 20), since=12, until=20)
    share = seen["stayed"][20] / seen["stayed"][12]
    assert seen["stayed"][12] == 203 and round(share, 3) == 0.808
    assert found.at["observed", "still_there"] == pytest.approx(share)
    # all are followed, so Greenwood's error is that of a share
    assert found.at["observed", "standard_error"] == pytest.approx((share * (1 - share) / 203) ** 0.5)
    assert found["errors_off"].round(1).tolist()[1:] == [0.8, -2.8]
