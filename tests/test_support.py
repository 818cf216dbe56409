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


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_to_compare_with_and_tables_of_different_years_are_refused(language, tables):
    customers, ledger, offers, tickets = tables
    alike = customers[customers["support"] == 0]
    check_refusal(lambda: support.stay_rates(alike, ledger), language, in_english=("to be compared",))
    early = ledger[ledger["month"] < "2025-01-01"]
    check_refusal(lambda: support.inputs_from(customers, early, offers, tickets, **GIVEN), language,
                  in_english=("no month",))
