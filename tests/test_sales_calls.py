"""What the records of sales conversations say of the truth: items, deciders, margins, delays, reasons for loss."""

import numpy as np
import pandas as pd
import pytest
from refusals import LANGUAGES, check_refusal

from crmlessons import records, sales, use
from crmlessons.records.description import truth


@pytest.fixture(scope="module")
def calls() -> pd.DataFrame:
    return records.load("sales_calls")


@pytest.fixture(scope="module")
def talks(calls) -> pd.DataFrame:
    return sales.one_row(calls)


def test_the_share_won_is_the_true_one_within_four_standard_errors(talks):
    true = truth("sales_calls")["inputs"]["all"]["win_rate"]
    assert abs(talks["won"].mean() - true) < 4 * (true * (1 - true) / len(talks)) ** 0.5


def test_the_difference_of_two_shares_and_its_standard_error_by_hand():
    # 3 of 4 won with it, 2 of 6 without: 0.75 − 1/3; √(0.75·0.25/4 + (1/3)(2/3)/6)
    table = pd.DataFrame({"quick": [1] * 4 + [0] * 6, "won": [1, 1, 1, 0, 1, 1, 0, 0, 0, 0]})
    row = sales.with_winning(table, items=("quick",)).loc["quick"]
    error = (0.75 * 0.25 / 4 + (1 / 3) * (2 / 3) / 6) ** 0.5
    assert (row["estimate"], row["standard_error"]) == pytest.approx((0.75 - 1 / 3, error))
    assert row["high"] - row["estimate"] == pytest.approx(1.959964 * error)
    assert row["wide_high"] == pytest.approx(row["high"])  # one item: nothing to share


def test_the_intervals_of_ten_items_together_reach_2_81_standard_errors(talks):
    found = sales.with_winning(talks)
    reach = (found["wide_high"] - found["estimate"]) / found["standard_error"]
    assert reach.to_numpy() == pytest.approx(2.807, abs=1e-3)
    assert found["estimate"].is_monotonic_decreasing and len(found) == 10


def test_what_nobody_or_everybody_does_cannot_be_compared():
    table = pd.DataFrame({"quick": [1, 1, 1], "won": [1, 0, 1]})
    assert np.isnan(sales.with_winning(table, items=("quick",)).loc["quick", "estimate"])


def test_every_difference_lies_within_four_standard_errors_of_its_true_effect_seen_through_the_rater(talks):
    parameters = truth("sales_calls")["parameters"]
    found = sales.against_truth(sales.with_winning(talks))
    for item, row in found.iterrows():
        seen = row["true_effect"]
        if item in parameters["error"]:
            seen = sales.seen_through(seen, parameters["done"][item], parameters["error"][item])
        assert abs(row["estimate"] - seen) < 4 * row["standard_error"], item


def test_every_item_truly_helps_although_eight_cannot_be_told_from_zero(talks):
    found = sales.with_winning(talks)
    assert (sales.against_truth(found)["true_effect"] > 0).all()
    assert list(found.index[found["wide_low"] > 0]) == ["listened", "all_deciders"]


def test_whatever_the_records_find_is_larger_than_any_true_effect(talks):
    # 2.807 standard errors of 5.6 points are 15.8, and the largest true effect is 14
    true = sales.against_truth(sales.with_winning(talks))
    assert true["least_found"].to_numpy() == pytest.approx(2.807 * true["standard_error"], rel=1e-3)
    assert true["least_found"].min() > 0.15 > 0.14 == true["true_effect"].max()


def test_how_rare_a_find_is_by_the_normal_curve():
    # (23.0 − 12)/5.5 = 2 standard errors: 2.28 % of years; at the truth itself one half
    true = pd.DataFrame({"estimate": [0.23, 0.12], "true_effect": [0.12, 0.12], "standard_error": [0.055, 0.055]})
    assert sales.chance_of_more(true).tolist() == pytest.approx([0.02275, 0.5], abs=1e-5)


def test_deciders_within_firms_of_one_kind(talks):
    groups = sales.by_deciders(talks)
    both = groups.loc[["two_decide", "three_decide"]]
    assert both["conversations"].sum() == groups.loc["several_decide", "conversations"] == 197
    assert both["missing"].sum() == (talks["coverage"] < 1).sum() == 94
    alone = talks[talks["deciders_needed"] == 3].groupby("all_deciders")["won"].mean()
    assert groups.loc["three_decide", "difference"] == pytest.approx(alone[1] - alone[0])


def test_the_margin_that_customers_left_is_billed_less_goods_of_their_first_twelve_months(talks):
    kept, ledger = sales.margin_kept(talks, records.load("ledger")), records.load("ledger")
    one = kept.index[7]
    rows = ledger[ledger["customer_id"] == one].sort_values("month").head(12)
    assert len(kept) == 120 and kept[one] == pytest.approx((rows["billed"] - rows["cost_of_goods"]).sum())
    assert kept.mean() == pytest.approx(332.19, abs=0.01)


def test_the_value_of_a_conversation_has_an_error_by_hand():
    # 100 − 20, −40, 0 − 0: mean 40/3; deviations 66.67, −53.33, −13.33; variance 3733.33; √(3733.33/3)
    table = pd.DataFrame({"won": [1, 0, 1], "margin": [100, 90, 0], "cost": [20, 40, 0]})
    found = sales.conversation_value(table)
    assert found.to_dict() == pytest.approx({"estimate": 40 / 3, "standard_error": (3733.3333 / 3) ** 0.5})


def test_the_log_of_loss_reasons_counts_every_lost_conversation_once(talks):
    log = sales.loss_log(talks)
    assert log["conversations"].sum() == (talks["won"] == 0).sum() == 180 and log["estimate"].sum() == pytest.approx(1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("counts", "same"), [((40, 38, 36, 32, 19, 15), "4"), ((90, 10), ""), ((50, 40), "2")])
def test_reasons_that_cannot_be_told_from_the_first_share_its_place(counts, same, language):
    # 40 and 32 of 180: (72/180 − (8/180)²)/180 gives 4.7 points of error for 4.4 of difference; 19: 11.7 for 4.2
    use(language)
    lost = [f"r{place}" for place, count in enumerate(counts) for _one in range(count)]
    said = sales.loss_finding(sales.loss_log(pd.DataFrame({"won": 0, "loss_reason": lost})))
    assert same in said and "⟦" not in said and (language != "en" or ("stands clear" in said) == (same == ""))


def test_a_reason_is_likelier_where_the_item_against_it_was_left_undone_as_in_the_simulation(talks):
    against = sales.losses_against(talks)
    assert set(against.index) == set(truth("sales_calls")["parameters"]["undone"]) and (against["difference"] < 0).all()
    assert (-against["difference"] / against["standard_error"] > 2.394).all()  # three tests at once


def test_nobody_is_lost_for_want_of_a_decider_who_was_there(talks):
    assert not ((talks["loss_reason"] == "no_decider") & (talks["coverage"] == 1)).any()


def test_the_cost_of_delay_of_the_company_s_firms(talks):
    waits = sales.fair_delay(talks, monthly_price=86)
    assert waits["D"].sum() == (talks["monthly_benefit"] * talks["delay_months"]).sum() == 142_390
    assert (waits["F"] <= 0).equals((talks["monthly_benefit"] <= 86).reset_index(drop=True).set_axis(waits.index))
    prices = sales.fair_delay_at(talks, [0, 86])
    assert prices["gain_of_deciding"].tolist() == pytest.approx([142_390 / 300, waits["F"].mean()])
    assert prices["no_gain"][1] == pytest.approx((waits["F"] <= 0).mean())
    won = talks.loc[talks["won"] == 1, "customer_id"]
    people = records.load("customers").set_index("customer_id")
    assert people.loc[won, "monthly_fee"].mean() == pytest.approx(86, abs=0.5)


def test_ten_tests_of_nothing_give_an_alarm_in_40_of_100_tables():
    assert sales.false_alarms(10) == pytest.approx(1 - 0.95**10) == pytest.approx(0.4013, abs=1e-4)
    assert sales.false_alarms(1) == pytest.approx(0.05) and sales.false_alarms(0) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_that_cannot_be_used_are_refused(language, calls, talks):
    check_refusal(lambda: sales.one_row(calls, rater="C"), language, "C", "A, B")
    check_refusal(lambda: sales.one_row(calls.drop(columns="talk_share")), language, "talk_share")
    check_refusal(lambda: sales.with_winning(talks, confidence=95), language, "95")
    check_refusal(lambda: sales.loss_log(talks.drop(columns="loss_reason")), language, "loss_reason")
    check_refusal(lambda: sales.inputs_from(talks.drop(columns="margin")), language, "margin")
    check_refusal(lambda: sales.inputs_from(talks.assign(won=0)), language)
    check_refusal(lambda: sales.margin_kept(talks, records.load("ledger").head(50)), language)
