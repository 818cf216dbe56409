"""The brief: what it takes from the records agrees with the lessons before it, and with the truth behind them."""

import numpy as np
import pandas as pd
import pytest
from refusals import check_refusal, refused_in_every_language

from crmlessons import acquisition, capstone, growth, records, retention
from crmlessons.capstone_company import _tables, spent_before
from crmlessons.capstone_firms import difference, invoices_of, sizes
from crmlessons.capstone_levers import _before_calls, slope
from crmlessons.capstone_months import balance, cost_of_calls, discounted
from crmlessons.capstone_truth import life

COMPANY = capstone.brief()
TRUE = capstone.in_truth(COMPANY)
TABLES = _tables()
ROWS = balance(TABLES["ledger"], TABLES["customers"], TABLES["tickets"])


def test_the_calls_charged_to_all_months_of_the_year_are_the_calls_that_were_made():
    year = ROWS[ROWS["month"] >= "2025-01-01"]
    rate = cost_of_calls(TABLES["ledger"], TABLES["customers"], TABLES["tickets"])
    charged = rate.reindex(year.set_index(["segment", "support"]).index).sum()
    assert charged == pytest.approx(TABLES["tickets"]["cost"].sum())


def test_the_first_sale_of_a_contact_is_that_of_the_sheet_of_acquisition():
    contacts = TABLES["contacts"]
    solved = acquisition.SHEET.solve(**acquisition.inputs_from(contacts, by=["segment", "channel"])).frame()
    lost = acquisition.goods_lost(contacts).groupby([contacts["segment"], contacts["channel"]]).sum()
    first = (solved["P"] - lost) / solved["A"]
    months = COMPANY.groups["brings"].xs("acquiring").rename_axis(first.index.names) - first
    won = solved["G"] / solved["A"]
    # what is left is the customers' months: per customer it must be near what a firm, a family, a student leaves
    per_customer = (months / won).groupby(level=0).median()
    assert 250 < per_customer["small_firms"] < 450 and 30 < per_customer["families"] < 110
    assert per_customer["students"] < 30


def test_an_offer_brings_its_uplift_times_what_a_sale_leaves_as_in_lesson_05():
    worth = growth.added_value(TABLES["offers"])
    per_offer = COMPANY.groups.xs("growing").droplevel(0)
    added = (per_offer["brings"] - per_offer["unit_cost"]) * worth["exposed"]
    assert added.to_dict() == pytest.approx(worth["added"].to_dict())


def worth_by_the_sheet(months: int, discount_rate: float) -> pd.Series:
    """The worth of a customer by the sheet of lesson 04, one rate of leaving for all months, by segment, lei.

    The retention cost per month (line D) also bears the calls, less the fees of the support plan.
    """
    segment = TABLES["ledger"]["customer_id"].map(TABLES["customers"].set_index("customer_id")["segment"])
    inputs = retention.inputs_from(TABLES["ledger"].assign(segment=segment), by="segment")
    service = (_before_calls(ROWS) - ROWS["leaves"]).groupby(ROWS["segment"]).mean()
    given = {**inputs, "retention_cost": inputs["retention_cost"] + service, "opening_customers": 1.0 + 0 * service}
    run = retention.SHEET.run(months, **given)["N"].unstack("period")
    return run.div((1 + discount_rate) ** run.columns.to_numpy(), axis=1).sum(axis=1)


def test_customers_months_added_up_agree_with_the_sheet_of_retention_within_a_tenth_or_a_few_lei():
    sheet = worth_by_the_sheet(20, 0.01)
    counted = capstone.customers_worth()["worth_now"]
    assert (np.abs(sheet - counted) <= np.maximum(0.1 * counted, 5)).all()


def test_discounting_by_hand():
    rows = ROWS[ROWS["customer_id"] == "K0001"].assign(leaves=10.0)
    first = rows["month"].min()
    assert discounted(rows, first, 3, 0.01)["K0001"] == pytest.approx(10 / 1.01 + 10 / 1.01**2 + 10 / 1.01**3)


def test_the_slope_of_leaving_is_least_squares():
    part = ROWS[ROWS["segment"] == "families"]
    found = slope(part)
    line = np.polyfit(part["contacts"], 1.0 - part["stayed"], 1)
    assert found["slope"] == pytest.approx(line[0]) and abs(found["slope"]) < 2 * found["error"]


def test_the_error_of_a_difference_counts_firms_not_invoices():
    bills = invoices_of(TABLES, ROWS, 20, 0.01)
    flag = bills["programme"] == 1
    gap, error = difference(bills["damage"], flag, bills["customer_id"])
    assert gap == pytest.approx(bills.loc[flag, "damage"].mean() - bills.loc[~flag, "damage"].mean())
    each = bills["damage"].groupby(flag).var() / flag.value_counts()
    assert error > 1.02 * each.sum() ** 0.5, "the invoices of a firm are alike, so each tells less"
    alone = difference(bills["damage"], flag, bills["invoice_id"])[1]
    assert alone == pytest.approx(each.sum() ** 0.5, rel=0.01), "each invoice a firm of its own: the usual formula"


def test_half_of_the_firms_have_larger_bills():
    assert sizes(TABLES["customers"]).value_counts(normalize=True)["larger_bills"] == pytest.approx(0.5, abs=0.06)


def test_a_campaign_as_large_as_the_one_that_was_costs_what_it_cost():
    assert COMPANY.room["acquiring"] == pytest.approx(TABLES["contacts"]["cost"].sum())
    assert spent_before(TABLES)["acquiring"] == pytest.approx(TABLES["contacts"]["cost"].sum() / 2)


def test_the_truth_of_customers_who_never_leave_is_a_sum_of_discounted_months():
    kept = life(np.array([1e12]), np.array([10.0]), np.array([2.0]), 0.0, 5.0)[0]
    assert kept == pytest.approx(sum(3 / 1.01**month for month in range(1, 21)))
    assert life(np.array([30.0]), np.array([10.0]), np.array([0.0]), 0.0, 0.0)[0] == pytest.approx(
        sum(10 * 30 / (30 + month) / 1.01**month for month in range(1, 21)))


def test_no_estimate_lies_further_from_the_truth_than_chance_allows():
    off = capstone.in_both(COMPANY, TRUE)["errors_off"]
    assert off.abs().max() < 3.2 and (off**2).mean() == pytest.approx(1, abs=0.6)
    damage = TRUE.overlaps["damage"] / COMPANY.overlaps["damage"]
    assert damage.between(0.8, 1.25).all()


def test_a_search_promises_more_than_it_keeps_and_the_more_so_the_smaller_the_records():
    found = capstone.curse(COMPANY, TRUE)
    gap = found["promised"] - found["kept_promise"]
    assert gap.is_monotonic_increasing and gap.iloc[0] > 0
    assert (found["kept_promise"] <= found["best_possible"] + 1e-6).all()


def test_the_lesson_s_best_plan_beats_all_others_and_the_search_agrees_with_the_rule():
    plans = capstone.policies(COMPANY)
    assert max(plans, key=lambda name: plans[name].value) == "best_found"
    rule, search = capstone.by_margin(COMPANY).value, capstone.searched(COMPANY).value
    assert plans["best_found"].value == rule > search == pytest.approx(rule, rel=0.01)
    assert plans["best_found"].known(TRUE) > plans["as_before"].known(TRUE) + 50_000


def test_other_assumptions_move_the_brief_the_way_they_should():
    assert capstone.brief(prospects=0.5).room["acquiring"] == pytest.approx(COMPANY.room["acquiring"] / 2)
    assert (capstone.brief(take_rate=0.0).groups["brings"].xs("supporting") == 0).all()
    found = capstone.assumptions(capstone.best_found(COMPANY), (("prospects", 0.5), ("take_rate", 0.0)))
    assert (found["regret"] >= -0.1).all() and len(found) == 2


@refused_in_every_language(
    ("an unknown assumption", {"churn": 1}, ("churn", "prospects"), ("no assumption",)),
    ("a rate that is none", {"take_rate": 8}, ("take_rate", "8"), ()),
    ("too many months", {"months": 60}, ("months", "60"), ()),
)
def test_an_assumption_that_cannot_be_used_is_refused(language, given, said, in_english):
    check_refusal(lambda: capstone.brief(**given), language, *said, in_english=in_english)


def test_all_groups_have_words():
    known = records.names.names()
    assert not {part for label in COMPANY.groups.index for part in label} - set(known)
    assert set(capstone.POLICIES) <= set(known)
