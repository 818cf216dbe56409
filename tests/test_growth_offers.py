"""What offers with a control group say: uplift and its interval, value added, scores, several offers added up."""

import numpy as np
import pandas as pd
import pytest
from refusals import LANGUAGES, check_refusal

from crmlessons import growth, records
from crmlessons.records.description import truth

NAMES = ["faster_internet", "mobile", "television", "more_channels"]
WORTH = 80 * (0.5 - 0.04)  # lei a sale leaves in the trial below


@pytest.fixture(scope="module")
def offers() -> pd.DataFrame:
    return records.load("offers")


def trial(treated=(100, 1_000), control=(60, 1_000), unpaid=0.04) -> pd.DataFrame:
    """Buyers and size of both groups; every sale at 80 lei with a margin of half, every offer at 1.50 lei."""
    parts = []
    for got, (buyers, size) in ((1, treated), (0, control)):
        bought = np.arange(size) < buyers
        parts.append(pd.DataFrame({
            "treated": got, "cost": 1.5 * got, "accepted": bought.astype(int),
            "paid": (bought & (np.arange(size) >= unpaid * buyers)).astype(int),
            "revenue": np.where(bought, 80.0, np.nan), "cost_of_goods": np.where(bought, 40.0, np.nan)}))
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(customer_id=[f"K{number}" for number in range(len(rows))], offer="one", score=range(len(rows)))


def test_the_interval_of_a_difference_of_two_rates_is_walds():  # 100 of 1,000 against 60 of 1,000, by hand
    found = growth.take_rates(trial()).loc["one"]
    assert found["standard_error"] == pytest.approx((0.1 * 0.9 / 1_000 + 0.06 * 0.94 / 1_000) ** 0.5)
    around = growth.interval(pd.Series([0.04]), pd.Series([found["standard_error"]]))
    assert around.loc[0].tolist() == pytest.approx([0.04, 0.04 - 1.959964 * 0.0121, 0.04 + 1.959964 * 0.0121], abs=2e-6)


@pytest.mark.parametrize(("confidence", "reach"), [(0.6827, 1.0), (0.90, 1.6449), (0.95, 1.96), (0.99, 2.5758)])
def test_the_reach_of_an_interval_is_the_quantile_of_the_normal_table(confidence, reach):
    around = growth.interval(pd.Series([0.0]), pd.Series([1.0]), confidence)
    assert around["high"][0] == pytest.approx(reach, abs=1e-4) == -around["low"][0]


def test_95_of_100_intervals_hold_the_true_uplift():
    rng = np.random.default_rng(5)
    bought, alone = rng.binomial(400, 0.12, 4_000) / 400, rng.binomial(600, 0.05, 4_000) / 600
    error = (bought * (1 - bought) / 400 + alone * (1 - alone) / 600) ** 0.5
    around = growth.interval(pd.Series(bought - alone), pd.Series(error))
    assert 0.94 < ((around["low"] < 0.07) & (around["high"] > 0.07)).mean() < 0.96


def test_the_inputs_with_a_control_group_fill_the_longer_sheet():
    given = growth.inputs_with_control(trial())
    assert given.to_dict() == pytest.approx({
        "loyal_customers": 2_000, "exposure_rate": 0.5, "take_rate": 0.1, "revenue_per_sale": 80, "margin_rate": 0.5,
        "offer_cost": 1.5, "bad_debt_rate": 0.04, "control_rate": 0.06})
    assert growth.UPLIFT.solve(**given)["V"] == pytest.approx(1_000 * (0.04 * WORTH - 1.5))


def test_the_value_added_and_its_interval_by_hand():
    row = growth.added_value(trial()).loc["one"]
    error = growth.take_rates(trial())["standard_error"]["one"]
    assert row["added"] == pytest.approx(-28) and row["counted"] == pytest.approx(2_180)
    assert row["high"] - row["added"] == pytest.approx(1.959964 * 1_000 * WORTH * error, rel=1e-6)
    assert row["needed"] == pytest.approx(1.5 / WORTH)


def test_the_interval_is_about_that_of_the_values_themselves(offers):
    """Two-sample standard error of lei per customer, in which revenue, margin and payment vary as well."""
    lei = (offers["revenue"] * offers["paid"] - offers["cost_of_goods"]).fillna(0) - offers["cost"]
    got, left = lei[offers["treated"] == 1], lei[offers["treated"] == 0]
    reach = 1.96 * (got.var() / len(got) + left.var() / len(left)) ** 0.5 * len(got)
    row = growth.added_value(offers.assign(every="all"), by="every").loc["all"]
    assert row["high"] - row["added"] == pytest.approx(reach, rel=0.25)
    assert row["added"] == pytest.approx((got.mean() - left.mean()) * len(got), abs=0.25 * reach)


@pytest.mark.parametrize("name", NAMES)
def test_the_interval_of_the_company_s_offers_holds_their_true_uplift(offers, name):
    rates = growth.take_rates(offers)
    row = growth.interval(rates["uplift"], rates["standard_error"]).loc[name]
    assert row["low"] < truth("offers")["inputs"]["offer"][name]["uplift"] < row["high"]


def test_what_the_lesson_says_of_the_truth_behind_faster_internet():
    found, told = truth("offers")["inputs"]["offer"]["faster_internet"], truth("offers")["parameters"]["offers"]
    worth = found["revenue_per_sale"] * (found["margin_rate"] - found["bad_debt_rate"])
    assert round(found["uplift"], 3) == 0.043 and round(found["offer_cost"] / worth, 3) == 0.041
    assert told["faster_internet"]["slope"] < 0 < told["mobile"]["slope"], "who scores high would have bought anyway"


def test_the_difference_of_two_groups_adds_their_squared_errors():
    rates = pd.DataFrame({"uplift": [0.1, 0.06], "standard_error": [0.03, 0.04]}, index=["x", "y"])
    row = growth.difference(rates, "x", "y").loc[0]
    assert row.tolist() == pytest.approx([0.04, 0.05, 0.04 - 1.959964 * 0.05, 0.04 + 1.959964 * 0.05])


def test_lei_of_several_offers_add_up_and_customers_do_not(offers):
    worth = growth.added_value(offers)
    total = growth.added_together(worth).loc[0]
    assert total["counted"] == pytest.approx(worth["counted"].sum()) and total["added"] == pytest.approx(1423.84)
    assert total["high"] - total["added"] == pytest.approx(np.hypot.reduce(worth["high"] - worth["added"]))
    often = growth.offers_per_customer(offers)
    assert often.sum() == offers["customer_id"].nunique() < len(offers)
    assert (often * often.index).sum() == offers["treated"].sum()


def test_after_another_offer_are_the_customers_who_could_have_got_it(offers):
    rows = growth.after_another(offers, "mobile", earlier="faster_internet")
    both = set(offers.loc[offers["offer"] == "faster_internet", "customer_id"])
    assert set(rows["offer"]) == {"mobile"} and set(rows["customer_id"]) <= both
    had = offers[(offers["offer"] == "faster_internet") & (offers["treated"] == 1)]["customer_id"]
    assert set(rows.loc[rows["had_earlier"], "customer_id"]) <= set(had)


def test_groups_by_score_are_of_one_size_and_hold_the_same_mix_of_offers(offers):
    group = growth.ranked(offers, "score", 10)
    mix = pd.crosstab(group, offers["offer"])
    assert group.min() == 1 and group.max() == 10 and (mix.max() - mix.min()).max() <= 1
    assert offers["score"][group == 1].min() >= offers["score"][group == 2].max() - 1


def test_the_value_by_score_adds_up_from_the_highest_scores_down(offers):
    tenths = growth.by_score(offers)
    assert tenths["cumulated"].to_numpy() == pytest.approx(tenths["added"].cumsum().to_numpy())
    assert tenths["exposed"].sum() == offers["treated"].sum()
    assert (tenths["high"] - tenths["low"]).is_monotonic_increasing
    first = tenths.loc[1]
    whole = growth.inputs_with_control(offers)
    worth = whole["revenue_per_sale"] * (whole["margin_rate"] - whole["bad_debt_rate"])
    assert first["added"] == pytest.approx(first["exposed"] * (first["uplift"] * worth - whole["offer_cost"]))


def test_past_spending_averages_the_bills_before_the_month_of_the_offer():
    months = pd.date_range("2025-01-01", periods=9, freq="MS")
    ledger = pd.DataFrame({"customer_id": "A", "month": months, "stayed": 1, "paid": 1.0, "cost_of_goods": 1.0,
                           "billed": [1000.0, 10, 20, 30, 40, 50, 60, 7000, 8000], "retention_cost": 0.0})
    offer = trial().head(2).assign(customer_id=["A", "B"], month=pd.Timestamp("2025-08-01"))
    spent = growth.past_spending(offer, ledger)
    assert spent[0] == pytest.approx(35) and np.isnan(spent[1])


REFUSED = {
    "no control group": (lambda: growth.inputs_with_control(trial().query("treated == 1")), "",
                         "There is no control group"),
    "a group without one": (lambda: growth.inputs_with_control(
        pd.concat([trial(), trial().query("treated == 1").assign(offer="two")]), by="offer"), "two", "drawn by lot"),
    "a confidence of 95": (lambda: growth.interval(pd.Series([0.1]), pd.Series([0.1]), 95), "95", "between 0 and 1"),
    "no such score": (lambda: growth.by_score(trial(), "wealth"), "wealth", "rank customers"),
    "a score with gaps": (lambda: growth.by_score(trial().assign(score=np.nan)), "score", "cannot be ranked"),
    "one group": (lambda: growth.by_score(trial(), groups=1), "1", "2 groups or more"),
    "too many groups": (lambda: growth.by_score(trial(), groups=500), "500", "fewer groups"),
    "no month": (lambda: growth.past_spending(trial(), records.load("ledger")), "month", "before it"),
    "no such group": (lambda: growth.difference(growth.take_rates(trial()), "one", "zebra"), "zebra", "among these"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("call", "said", "english"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_computed_is_refused_in_words(call, said, english, language):
    check_refusal(call, language, *([said] if said else []), in_english=(english,))
