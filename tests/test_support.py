"""The value of technical support: the signed equation with numbers, and its inputs from four tables."""

import pandas as pd
import pytest
from refusals import LANGUAGES, check_refusal

from crmlessons import records, support
from crmlessons.records.description import truth

GIVEN = {"value_per_customer": 240, "setup_cost": 50_000, "life": 5}


@pytest.fixture(scope="module")
def tables() -> list[pd.DataFrame]:
    return [records.load(name) for name in ("customers", "ledger", "offers", "tickets")]


def test_the_worked_terms_of_the_signed_equation():
    solved = support.SHEET.solve(**support.SHEET.example)
    terms = {"fee": 40_000, "value_of_staying": 12_000, "value_of_buying": 3_000, "setup_share": 10_000,
             "running_cost": 40_000, "contribution": 5_000}
    assert {name: solved[name] for name in terms} == pytest.approx(terms)
    assert len(support.SHEET.check_units()) == 20


def test_revenue_in_the_place_of_margin_at_40_percent_makes_27_500_of_5_000():
    example = support.SHEET.example
    revenue = {name: example[name] / 0.4 for name in ("value_per_customer", "margin_per_sale")}
    assert support.SHEET.solve(**{**example, **revenue})["contribution"] == pytest.approx(27_500)


def test_the_printed_equation_is_the_sheet_once_its_words_are_settled():  # S14
    solved = support.SHEET.solve(**support.SHEET.example)
    ways = support.readings(solved, margin_rate=0.4)["value"]
    assert ways["on_margin"] == pytest.approx(solved["W"]) == pytest.approx(5_000)
    assert ways["on_revenue"] == pytest.approx(27_500)  # 40,000 + 12,000/0.4 + 3,000/0.4 − 50,000
    assert ways["every_purchase"] == pytest.approx(206_000)  # 40,000 + 850·240 + 200·60 − 50,000
    assert ways["whole_setup"] == pytest.approx(-35_000)  # 55,000 − 50,000 − 40,000
    assert support.as_printed(40_000, 12_000, 3_000, 50_000) == 5_000


def test_formula_and_sheet_are_one_by_algebra():  # S14
    import sympy

    A, B, D, E, G, J, K, M, P, Q, R, T = sympy.symbols("A B D E G J K M P Q R T")
    told = support.as_printed(A * B, A * (D - E) * G, A * (J - K) * M, P / Q + R * T)
    assert sympy.simplify(support.SHEET.expression("W") - told) == 0


def test_the_value_is_proportional_to_customers_and_calls_and_falls_with_the_cost_of_a_call():
    example = {**support.SHEET.example, "setup_cost": 0}
    once = support.SHEET.solve(**example)["W"]
    twice = {**example, "supported_customers": 2_000, "tickets": 4_000}
    assert support.SHEET.solve(**twice)["W"] == pytest.approx(2 * once)
    dearer = support.SHEET.solve(**{**example, "cost_per_ticket": 21})["W"]
    assert once - dearer == pytest.approx(2_000)  # 2,000 calls, 1 lei each
    nothing = support.SHEET.solve(**{**support.SHEET.example, "life": 0})
    assert pd.isna(nothing["W"]) and nothing["H"] == pytest.approx(12_000)


def test_the_records_give_every_input_for_the_months_with_tickets(tables):
    customers, ledger, offers, tickets = tables
    inputs = support.inputs_from(*tables, **GIVEN)
    assert list(inputs.index) == list(support.SHEET.example)
    year = ledger[ledger["month"].dt.year == 2025]
    plans = customers.set_index("customer_id")["support"]
    opening = year.loc[year["month"] == "2025-01-01", "customer_id"].map(plans)
    assert inputs["supported_customers"] == opening.sum()
    calls = tickets[tickets["support"] == 1]
    assert inputs["tickets"] == len(calls)
    solved = support.SHEET.solve(**inputs)
    assert solved["running_cost"] == pytest.approx(calls["cost"].sum())
    fees = customers.set_index("customer_id")["support_fee"]
    assert solved["fee"] == pytest.approx(year.loc[year["stayed"] == 1, "customer_id"].map(fees).sum())
    sold = offers.loc[offers["accepted"] == 1, "customer_id"].map(plans).sum()
    assert solved["J"] * solved["A"] == pytest.approx(sold)


def test_cost_per_ticket_is_the_true_one_within_four_standard_errors(tables):
    found, costs = support.inputs_from(*tables, **GIVEN), tables[3].query("support == 1")["cost"]
    true = truth("tickets")["inputs"]["all"]["cost_per_ticket"]
    assert abs(found["cost_per_ticket"] - true) < 4 * costs.std() / len(costs) ** 0.5


def test_the_trial_tells_what_support_does_and_the_buyers_overstate_it(tables):
    customers, ledger = tables[:2]
    true = truth("customers")["inputs"]["all"]
    trial = support.stay_rates(customers[customers["trial"] == 1], ledger)
    effect = true["stay_rate_with"] - true["stay_rate_without"]
    assert abs(trial["difference"] - effect) < 4 * trial["standard_error"] and trial["difference"] > 0
    private = customers[customers["segment"] != "small_firms"]
    bought = support.stay_rates(private[(private["support"] == 0) | (private["trial"] == 0)], ledger)
    gained = true["stay_rate_of_buyers"] - true["stay_rate_of_buyers_had_they_not_bought"]
    assert abs(bought["stay_rate_with"] - true["stay_rate_of_buyers"]) < 4 * bought["standard_error"]
    assert bought["difference"] > gained + bought["standard_error"]
    assert true["stay_rate_of_buyers_had_they_not_bought"] > true["stay_rate_without"] + 0.03


def test_who_stayed_bought_and_called_in_the_trial_is_counted_customer_by_customer(tables):
    customers, ledger, offers, tickets = tables
    people = support.trial(*tables)
    assert len(people) == 500 and people["support"].sum() == 250
    lot = set(customers.loc[customers["trial"] == 1, "customer_id"])
    assert people["calls"].sum() == tickets["customer_id"].isin(lot).sum()
    assert people["purchases"].sum() == offers.loc[offers["customer_id"].isin(lot), "accepted"].sum()
    whole = support.by_support(support.trial(*tables, months=24), ["stayed"]).loc["stayed"]
    rates = support.stay_rates(customers[customers["trial"] == 1], ledger)
    assert whole["difference"] == pytest.approx(rates["difference"])


def test_means_by_support_by_hand():
    people = pd.DataFrame({"support": [1, 1, 0, 0], "calls": [4, 6, 1, 3]})
    row = support.by_support(people, ["calls"]).loc["calls"]
    assert (row["with_plan"], row["without_plan"], row["difference"]) == (5, 2, 3)
    assert row["standard_error"] == pytest.approx((2 / 2 + 2 / 2) ** 0.5)  # both variances are 2, of two customers
    assert row["high"] - row["difference"] == pytest.approx(1.96 * 2**0.5, abs=1e-3)


def test_the_worth_customer_by_customer_is_the_sheet_per_customer(tables):
    people, given = support.trial(*tables), {**support.SHEET.example, "setup_cost": 0}
    sold = support.inputs_by_lot(people, given)
    found = support.worth(people, ["sold"], value_per_customer=240, margin_per_sale=60, cost_per_ticket=20,
                          fee_per_customer=40).loc["sold"]
    assert found["estimate"] == pytest.approx(support.SHEET.solve(**sold)["W"] / 1_000)
    assert found["low"] < found["estimate"] < found["high"]


def test_what_the_lesson_says_of_the_trial_holds_in_the_company(tables):
    customers, ledger = tables[:2]
    people, true = support.trial(*tables), truth("customers")["inputs"]["all"]
    effects = support.by_support(people, ["stayed", "purchases", "calls"])
    assert effects.at["stayed", "low"] > 0 and effects.at["calls", "low"] > 0
    assert effects.at["purchases", "low"] < 0 < effects.at["purchases", "high"]
    assert true["stay_rate_of_buyers_had_they_not_bought"] > true["stay_rate_without"]
    asked = records.load("survey").merge(customers[customers["trial"] == 1], on="customer_id")
    assert support.by_support(asked, ["overall"]).at["overall", "low"] < 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_trial_or_a_measure_nothing_is_compared(language, tables):
    customers, ledger, offers, tickets = tables
    check_refusal(lambda: support.trial(customers.drop(columns="trial"), ledger, offers, tickets), language, "trial")
    nameless = tickets.drop(columns="customer_id")
    check_refusal(lambda: support.trial(customers, ledger, offers, nameless), language, "customer_id")
    people = support.trial(*tables)
    check_refusal(lambda: support.by_support(people, ["purchase"]), language, "purchase", "purchases")
    check_refusal(lambda: support.by_support(people[people["support"] == 1], ["calls"]), language)
    two = support.SHEET.solve(**{**support.SHEET.example, "life": [4, 5]})
    check_refusal(lambda: support.readings(two, 0.4), language, "2")
    check_refusal(lambda: support.readings(support.SHEET.solve(**support.SHEET.example), 40), language, "0.4")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_to_compare_with_and_tables_of_different_years_are_refused(language, tables):
    customers, ledger, offers, tickets = tables
    alike = customers[customers["support"] == 0]
    check_refusal(lambda: support.stay_rates(alike, ledger), language, in_english=("to be compared",))
    early = ledger[ledger["month"] < "2025-01-01"]
    check_refusal(lambda: support.inputs_from(customers, early, offers, tickets, **GIVEN), language,
                  in_english=("no month",))


def test_calls_a_year_do_not_grow_because_more_are_left_to_call():
    people = pd.DataFrame({"support": [1, 1, 0, 0], "calls": [6, 6, 6, 3]}, index=["a", "b", "c", "d"])
    months = pd.date_range("2025-01-01", periods=12, freq="MS")
    rows = [(one, month) for one, count in zip("abcd", (12, 12, 12, 6), strict=True) for month in months[:count]]
    ledger = pd.DataFrame(rows, columns=["customer_id", "month"]).assign(
        stayed=1, billed=10.0, paid=10.0, cost_of_goods=1.0, retention_cost=0.0)
    assert support.calls_a_year(people, ledger).tolist() == [6, 6]


def test_a_sale_that_was_never_paid_leaves_only_its_cost(tables):
    customers, ledger, offers, tickets = tables
    unpaid = support.inputs_from(customers, ledger, offers.assign(paid=0), tickets, **GIVEN)
    assert unpaid["margin_per_sale"] < 0 < support.inputs_from(*tables, **GIVEN)["margin_per_sale"]
