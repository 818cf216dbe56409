"""Which approach brings most, and policies compared: by hand, by law, and against the truth of the case company."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import LANGUAGES, check_refusal

from crmlessons import receivables, records

PAIRS = pd.MultiIndex.from_product([["exploits_terms", "not_received"], ["amicable", "legal", "intermediaries"]])
HAND = receivables.Experience(
    pd.DataFrame({"recovered": [0.5, 0.9, 0.8, 0.9, 0.95, 0.95], "lost": [0.0, 0.1, 0.2, 0.05, 0.3, 0.4]}, PAIRS),
    np.array([1.0, 0.5, 0.0]), pd.Series({"amicable": 5.0, "legal": 40.0, "intermediaries": 20.0}), 0.2)


def one(reason="exploits_terms", amount=100.0, days=0, value=200.0) -> pd.DataFrame:
    return pd.DataFrame({"reason": [reason], "amount": [amount], "days_overdue": [days], "value": [value]})


@pytest.fixture(scope="module")
def tables() -> tuple:
    return records.load("invoices"), records.load("customers"), records.load("ledger")


@pytest.fixture(scope="module")
def known(tables) -> pd.DataFrame:
    invoices, customers, ledger = tables
    return receivables.late(invoices, receivables.customer_values(customers, ledger))


@pytest.fixture(scope="module")
def portfolio(tables) -> pd.DataFrame:
    invoices, customers, ledger = tables
    return receivables.overdue(invoices, receivables.customer_values(customers, ledger, "2025-12-31"), "2025-12-31")


def test_the_expected_result_of_one_invoice_by_hand():
    legal = receivables.outcomes(one(), "legal", HAND).iloc[0]
    assert legal["recovered"] == pytest.approx(100 * (0.9 + 0.1 * 0.2))
    assert legal["net"] == pytest.approx(92 - 40 - 0.1 * 200)
    assert receivables.outcomes(one(), "amicable", HAND)["net"][0] == pytest.approx(60 - 5)


def test_an_older_invoice_is_paid_less_likely_by_the_rule_of_bayes():
    assert HAND.recovered("exploits_terms", "amicable", [0, 1, 2]) == pytest.approx([0.5, 0.25 / 0.75, 0.0])
    sure = replace(HAND, chances=HAND.chances.assign(recovered=1.0))
    assert sure.recovered("exploits_terms", "legal", [0, 1, 2]).tolist() == [1.0, 1.0, 0.0]  # 0 ÷ 0 is nothing to come


def test_both_approaches_bring_the_same_at_the_value_of_indifference():
    value = receivables.indifference("exploits_terms", 1_000.0, HAND)
    assert value == pytest.approx((0.4 * 0.8 * 1_000 - 35) / 0.1)
    nets = [receivables.outcomes(one(amount=1_000, value=value), way, HAND)["net"][0] for way in ("amicable", "legal")]
    assert nets[0] == pytest.approx(nets[1])


@given(st.floats(0, 5_000), st.floats(0, 5_000), st.integers(0, 2))
def test_the_best_policy_is_never_worse_than_any_one_approach_where_the_customer_owes(amount, value, days):
    case = one(amount=amount, value=value, days=days)
    best = receivables.outcomes(case, receivables.choose(case, "best", HAND), HAND)["net"][0]
    for way in HAND.cost.index:
        assert best >= receivables.outcomes(case, way, HAND)["net"][0] - 1e-9


@given(st.floats(0, 50_000))
def test_the_firm_s_own_errors_are_never_chased_whatever_the_sum(amount):
    assert receivables.choose(one("not_received", amount, value=0), "best", HAND)[0] == "amicable"


@given(st.floats(1, 1_000))
def test_a_customer_worth_more_is_never_treated_harder(value):
    ranks = {"amicable": 0, "legal": 1, "intermediaries": 2}
    ways = [receivables.choose(one(amount=400, value=each), "best", HAND)[0] for each in (value, 2 * value)]
    assert HAND.chances["lost"]["exploits_terms"][ways[1]] <= HAND.chances["lost"]["exploits_terms"][ways[0]], ranks


def test_the_ladder_grows_harder_with_age():
    cases = pd.concat([one(days=days) for days in (1, 30, 31, 60, 61, 400)], ignore_index=True)
    assert list(receivables.choose(cases, "ladder", HAND)) == ["amicable"] * 2 + ["legal"] * 2 + ["intermediaries"] * 2


def test_the_experience_recovers_the_truth_within_four_standard_errors(known):
    learned, true = receivables.learn(known, borrow=0), receivables.true_experience()
    size = known.groupby(["reason", "approach"]).size().reindex(true.chances.index)
    for name in ("recovered", "lost"):
        rate = true.chances[name]
        error = (rate * (1 - rate) / size) ** 0.5
        assert ((learned.chances[name].reindex(rate.index) - rate).abs() < 4 * error).all()
    assert learned.cost.to_dict() == pytest.approx(true.cost.to_dict())
    assert np.abs(learned.later - true.later).max() < 0.06 and abs(learned.salvage - true.salvage) < 0.03


def test_borrowing_brings_the_small_cells_nearer_to_the_truth(known):
    true = receivables.true_experience().chances

    def off(borrow: float) -> float:
        return float(((receivables.learn(known, borrow).chances.reindex(true.index) - true) ** 2).sum(axis=None))

    assert off(20) < off(0)


def test_the_value_of_customers_is_that_of_lesson_04_and_nothing_for_who_has_left(tables):
    _, customers, ledger = tables
    values = receivables.customer_values(customers, ledger)
    now = receivables.customer_values(customers, ledger, "2025-12-31")
    assert (values > 0).all() and set(now[now != values]) == {0.0}
    gone = ledger[(ledger["stayed"] == 0) & ledger["customer_id"].isin(values.index)]["customer_id"]
    assert set(now[now == 0].index) == set(gone)


def test_a_rule_judged_by_the_lot_is_within_three_errors_of_its_true_value(known):
    number = known["customer_id"].str[1:].astype(int)
    learned, other = receivables.learn(known[number % 2 == 0]), known[number % 2 == 1].assign(days_overdue=0)
    true = receivables.true_experience()
    for policy in ("best", "always_kind", "always_hard", "always_agency"):
        plan = receivables.choose(other, policy, learned)
        judged = receivables.judge(other, plan)
        assert abs(judged["net"] - receivables.outcomes(other, plan, true)["net"].mean()) < 3 * judged["standard_error"]


def test_a_rule_that_the_lot_always_followed_is_judged_by_the_plain_mean():
    rows = pd.DataFrame({"customer_id": list("ABC"), "approach": "legal", "collected": [100.0, 50.0, 0.0],
                         "collection_cost": 10.0, "gone": [0, 0, 1], "value": 40.0})
    judged = receivables.judge(rows, rows["approach"])
    assert judged["net"] == pytest.approx((90 + 40 - 50) / 3) and judged["followed"] == 3


def test_being_kind_is_best_on_the_overdue_portfolio_by_records_and_by_truth(known, portfolio):
    learned, true = receivables.learn(known), receivables.true_experience()
    for table in (receivables.compare(portfolio, learned), receivables.compare(portfolio, true, decided_by=learned)):
        order = list(table["net"].sort_values(ascending=False).index)
        assert order == ["best", "always_kind", "always_hard", "ladder", "always_agency"]
        assert table["net"]["always_hard"] < 0 < table["net"]["always_kind"]


def test_play_at_its_present_settings_is_the_comparison(known, portfolio):
    play = receivables.Play(portfolio, receivables.learn(known))
    result = play(**{line.name: line.default for line in play.settings})
    plain = receivables.compare(portfolio, play.known)
    assert result.policies["net"].to_dict() == pytest.approx(plain["net"].to_dict(), abs=20)  # the value is rounded
    assert result.reasons["always_hard"]["legal"].sum() == len(portfolio)


REFUSED = {
    "policy": lambda: receivables.choose(one(), "revenge", HAND),
    "nobody late": lambda: receivables.late(records.load("invoices").assign(reason=None)),
    "no reasons": lambda: receivables.late(records.load("invoices").drop(columns=["reason", "approach"])),
    "all paid": lambda: receivables.learn(receivables.late(records.load("invoices")).query("recovered == 1")),
    "never followed": lambda: receivables.judge(
        pd.DataFrame({"customer_id": ["A"], "approach": ["legal"]}), pd.Series(["amicable"])),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("call", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_decided_is_refused_in_words(call, language):
    check_refusal(call, language)
