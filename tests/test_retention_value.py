"""What keeping and winning are worth: by hand, against lesson 03, and on the company's ledger."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import LANGUAGES, check_refusal
from test_retention_cohorts import ledger_of, people

from crmlessons import acquisition, records, retention

EXAMPLE = retention.SHEET.example
CONTACTS = pd.DataFrame({  # two visits win A and a sale never paid for; two calls win B and nobody
    "contact_id": ["1", "2", "3", "4"], "date": pd.Timestamp("2024-01-08"), "week": 1,
    "channel": ["door", "door", "phone", "phone"], "offer": "internet", "segment": "families", "moment": "morning",
    "argument": "price", "cost": [4.0, 4.0, 1.0, 1.0], "accepted": [1, 1, 1, 0], "paid": [1, 0, 1, 0],
    "revenue": [50.0, 50.0, 40.0, np.nan], "cost_of_goods": [30.0, 30.0, 25.0, np.nan]})
WON = people("AB", contact_id=["1", "3"], segment="families", channel=["door", "phone"])
LEDGER = ledger_of({"A": [1, 1, 1], "B": [1, 0]})  # a month stayed brings 10 − 6 − 1 = 3, the month of leaving −1


@pytest.fixture(scope="module")
def company() -> dict[str, pd.DataFrame]:
    tables = {name: records.load(name) for name in ("ledger", "customers", "contacts")}
    customers = tables["customers"]
    return tables | {"campaign": customers[customers["contact_id"].notna()],
                     "private": customers[customers["contact_id"].notna() & (customers["segment"] != "small_firms")],
                     "trial": customers[customers["trial"] == 1]}


def test_a_customer_from_the_first_contact_on_by_hand():
    found = retention.altogether(CONTACTS, LEDGER, WON, months=2, by="channel")
    assert found.loc["door", ["first_sale", "later", "altogether"]].tolist() == [50 - 30 - 30 - 4 - 4, 6, -12]
    assert found.loc["phone", ["first_sale", "later", "altogether"]].tolist() == [40 - 25 - 1 - 1, 2, 15]
    # door: the contacts brought 22 and −34, the ratio is −12 a customer: off by 22 + 12 = 34 and −34
    assert found["standard_error"].tolist() == pytest.approx([34 * 2**0.5, (1 + 1) ** 0.5])
    assert found["customers"].tolist() == [1, 1]


def test_the_first_sales_are_what_lesson_03_decided_by_and_the_months_what_customers_earned(company):
    contacts, ledger, campaign = company["contacts"], company["ledger"], company["campaign"]
    found = retention.altogether(contacts, ledger, campaign, months=20, by="channel")
    unpaid = contacts[(contacts["accepted"] == 1) & (contacts["paid"] == 0)]
    sheet = acquisition.SHEET.solve(**acquisition.inputs_from(contacts, by="channel"))
    left = sheet["T"] - unpaid.groupby("channel")["cost_of_goods"].sum()
    assert (found["first_sale"] * found["customers"]).to_dict() == pytest.approx(left.to_dict())
    assert round(left.sum(), 2) == 3_984.43 and round(left["door_to_door"], 2) == -2_765.59
    earned = retention.earned(ledger, campaign, months=20, by="channel")
    assert found["later"].to_dict() == pytest.approx(earned["later"].to_dict())
    door = campaign[campaign["channel"] == "door_to_door"]
    after = [retention.earned(ledger, door, months=months)["later"] for months in (1, 2)]
    assert after[0] < -found.at["door_to_door", "first_sale"] < after[1], "earned back in the second month"


def test_like_with_like_gives_the_other_group_the_first_one_s_customers():
    index = pd.MultiIndex.from_product([["door", "phone"], ["families", "firms"]], names=["channel", "segment"])
    values = pd.DataFrame({"altogether": [100.0, 400, 110, 420], "standard_error": [3.0, 6, 4, 8],
                           "customers": [10, 30, 50, 10]}, index=index)
    found = retention.like_with_like(values, "door", "phone")
    assert found.loc["same_mix", ["door", "phone"]].tolist() == [0.25 * 100 + 0.75 * 400, 0.25 * 110 + 0.75 * 420]
    assert found["difference"].tolist() == [-10, -20, -17.5]
    assert found["standard_error"].tolist() == pytest.approx([5, 10, ((0.25 * 5) ** 2 + (0.75 * 10) ** 2) ** 0.5])
    plain = retention.like_with_like(values.assign(customers=1), "door", "phone")
    assert plain.at["same_mix", "difference"] == -15


def test_at_the_same_mix_the_door_is_not_ahead_of_the_telephone_in_the_company(company):
    parts = retention.altogether(company["contacts"], company["ledger"], company["campaign"], 20,
                                 by=["channel", "segment"])
    both = retention.altogether(company["contacts"], company["ledger"], company["campaign"], 20, by="channel")
    found = retention.like_with_like(parts, "door_to_door", "phone")
    assert found.at["same_mix", "door_to_door"] == pytest.approx(both.at["door_to_door", "altogether"])
    assert both.at["door_to_door", "altogether"] > both.at["phone", "altogether"]
    assert -1 < found.at["same_mix", "difference"] / found.at["same_mix", "standard_error"] < 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_that_is_not_there_cannot_be_compared(language, company):
    parts = retention.altogether(CONTACTS, LEDGER, WON, 2, by=["channel", "segment"])
    check_refusal(lambda: retention.like_with_like(parts, "door", "fax"), language, "fax", "phone")
    check_refusal(lambda: retention.altogether(CONTACTS, LEDGER, WON, 2, by="chanel"), language, "chanel")


def test_a_programme_by_hand():
    rows = ledger_of({"A": [1, 1], "B": [1, 1], "C": [1, 1], "D": [0]})
    trial = people("ABCD", joined="2020-01-01", given=[1, 1, 0, 0])
    plan = retention.programme(rows, trial, "given", months=2, since="2024-02")
    assert (plan["months_more"], plan["months_given"]) == (1, 2)  # 2 and 2 months against 2 and 0
    assert plan["gain"] == pytest.approx((2 * (10 * 0.4) - 2) - ((2 * 4 - 2) + (0 - 1)) / 2)
    assert plan["most_per_month"] == pytest.approx(plan["gain"] / 2)
    assert plan["cost_of_one_kept"] == pytest.approx(2 / (1 - 0.5)) and plan["months_error"] == pytest.approx(1)


def test_the_programme_s_gain_is_the_sheet_along_both_curves(company):
    ledger, trial = company["ledger"], company["trial"]
    month = retention.inputs_from(ledger[ledger["customer_id"].isin(trial["customer_id"])])
    kept = retention.curves(ledger, trial, by="support", since="2024-01")["kept"]
    with_it, without = (retention.along(kept[flag], **{**month, "opening_customers": 1})["N"].sum() for flag in (1, 0))
    plan = retention.programme(ledger, trial, "support", 24, "2024-01")
    assert plan["gain"] == pytest.approx(with_it - without) and round(plan["gain"], 2) == 16.90
    effect = retention.stay_longer(ledger, trial, "support", 1, 24, since="2024-01")
    assert plan["cost_of_one_kept"] == pytest.approx(plan["months_given"] / effect["difference"])


@given(st.floats(0, 0.05), st.floats(0, 1))
def test_keeping_one_who_would_surely_leave_is_the_difference_of_staying_and_leaving(discount, churn):
    month = {**EXAMPLE, "churn_rate": churn}
    if discount + churn:
        stays = 50 * 0.37 - 5 + retention.lifetime_value(discount, **month)  # pays now, and is then like the others
        assert retention.one_kept(discount, **month) == pytest.approx((stays - -5) / (1 + discount))


def test_several_values_of_one_input_give_the_same_as_one_by_one():
    found = retention.lifetime_values(0.01, "churn_rate", [0.02, 0.018], **EXAMPLE)
    assert found["lifetime_value"].tolist() == pytest.approx([437.6667, (0.982 * 18.5 - 5) / 0.028])


def test_what_customers_like_these_are_worth_is_the_formula_on_their_own_rows(company):
    ledger, trial = company["ledger"], company["trial"]
    month = retention.inputs_from(ledger[ledger["customer_id"].isin(trial["customer_id"])])
    assert retention.worth_of(ledger, trial, 0.01) == pytest.approx(retention.lifetime_value(0.01, **month))


def test_in_lei_the_months_are_those_of_the_sheet_along_both_curves(company):
    ledger, private = company["ledger"], company["private"]
    found = retention.in_lei(ledger, private, fitted=12, seen=20, until=60, discount_rate=0.01)
    assert list(found.index) == ["13–20", "13–60", "1–60"]
    month = retention.inputs_from(ledger[ledger["customer_id"].isin(private["customer_id"])])
    kept = retention.forecasts(retention.curves(ledger, private), 12, 60)
    for way in ("differing", "one_rate"):
        lei = retention.along(kept[way], **{**month, "opening_customers": 1})["N"]
        assert found.at["1–60", way] == pytest.approx(retention.present_value(lei, 0.01))
        assert found.at["13–60", way] == pytest.approx(retention.present_value(lei.loc[13:], 0.01))
    assert found["difference"].round(2).tolist() == [2.54, 38.66, 37.12]


def test_what_really_came_is_from_the_ledger_37_914_lei_for_1_000_customers_before_discounting(company):
    ledger, private = company["ledger"], company["private"]
    found = retention.in_lei(ledger, private, fitted=12, seen=20, until=21, discount_rate=0.0)
    by_hand = [retention.earned(ledger, private, months=months)["later"] for months in (20, 12)]
    assert found.at["13–20", "came"] == pytest.approx(by_hand[0] - by_hand[1]) == pytest.approx(37.914, abs=1e-3)
    assert np.isnan(found["came"].iloc[1])


def test_the_error_of_the_difference_is_near_that_of_a_bootstrap_of_whole_customers(company):
    ledger, private = company["ledger"], company["private"]
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
