"""One rate against customers who differ: Fader and Hardie (2007), and the campaign's private customers."""

import numpy as np
import pandas as pd
import pytest

from crmlessons import records, retention


@pytest.fixture(scope="module")
def campaign() -> tuple[pd.DataFrame, pd.DataFrame]:
    customers = records.load("customers")
    private = customers[customers["contact_id"].notna() & (customers["segment"] != "small_firms")]
    return records.load("ledger"), private


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


def test_of_203_there_at_month_12_80_8_percent_are_there_at_month_20_and_one_rate_is_2_8_errors_too_low(campaign):
    seen = retention.curves(*campaign)
    found = retention.still_there(seen, retention.forecasts(seen, 12, 20), since=12, until=20)
    share = seen["stayed"][20] / seen["stayed"][12]
    assert seen["stayed"][12] == 203 and round(share, 3) == 0.808
    assert found.at["observed", "still_there"] == pytest.approx(share)
    # all are followed, so Greenwood's error is that of a share
    assert found.at["observed", "standard_error"] == pytest.approx((share * (1 - share) / 203) ** 0.5)
    assert found["errors_off"].round(1).tolist()[1:] == [0.8, -2.8]


def test_in_lei_the_months_are_those_of_the_sheet_along_both_curves(campaign):
    ledger, private = campaign
    found = retention.in_lei(ledger, private, fitted=12, seen=20, until=60, discount_rate=0.01)
    assert list(found.index) == ["13–20", "13–60", "1–60"]
    month = retention.inputs_from(ledger[ledger["customer_id"].isin(private["customer_id"])])
    kept = retention.forecasts(retention.curves(ledger, private), 12, 60)
    for way in ("differing", "one_rate"):
        lei = retention.along(kept[way], **{**month, "opening_customers": 1})["N"]
        assert found.at["1–60", way] == pytest.approx(retention.present_value(lei, 0.01))
        assert found.at["13–60", way] == pytest.approx(retention.present_value(lei.loc[13:], 0.01))
    assert found["difference"].round(2).tolist() == [2.54, 38.66, 37.12]


def test_what_really_came_is_from_the_ledger_37_914_lei_for_1_000_customers_before_discounting(campaign):
    ledger, private = campaign
    found = retention.in_lei(ledger, private, fitted=12, seen=20, until=21, discount_rate=0.0)
    by_hand = [retention.earned(ledger, private, months=months)["later"] for months in (20, 12)]
    assert found.at["13–20", "came"] == pytest.approx(by_hand[0] - by_hand[1]) == pytest.approx(37.914, abs=1e-3)
    assert np.isnan(found["came"].iloc[1])


def test_the_error_of_the_difference_is_near_that_of_a_bootstrap_of_whole_customers(campaign):
    ledger, private = campaign
    found = retention.in_lei(ledger, private, fitted=12, seen=20, until=60, discount_rate=0.01)
    rng, names, differences = np.random.default_rng(7), private["customer_id"].to_numpy(), []
    months = ledger[ledger["customer_id"].isin(names)]
    stays = {name: rows.head(12) for name, rows in months.groupby("customer_id")["stayed"]}
    here, kept = (np.array([[*(list(wanted(rows)) + [0] * 12)[:12]] for rows in map(stays.get, names)])
                  for wanted in (lambda rows: [1] * len(rows), list))
    value = retention.inputs_from(months)
    for _draw in range(100):
        drawn = rng.integers(0, len(names), len(names))
        curve = pd.DataFrame({"at_risk": here[drawn].sum(0), "stayed": kept[drawn].sum(0)}, index=range(1, 13))
        shares = retention.forecasts(curve.assign(kept=np.nan), 12, 60)
        lei = [retention.along(shares[way], **{**value, "opening_customers": 1})["N"].loc[13:] for way in
               ("differing", "one_rate")]
        differences.append(retention.present_value(lei[0] - lei[1], 0.01))
    assert found.at["13–60", "standard_error"] == pytest.approx(np.std(differences), rel=0.3)
