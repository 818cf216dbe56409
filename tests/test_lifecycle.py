"""The three stages joined for one cohort: what the sheet, the stages, the curve and the ratios say, and by whom."""

import numpy as np
import pandas as pd
import pytest
from refusals import LANGUAGES, check_refusal

from crmlessons import acquisition, lifecycle, records, retention
from crmlessons.lifecycle import SHEET

NAMES = ("contacts", "customers", "ledger", "offers")
FLAT = {**SHEET.example, "discount_rate": 0.0}


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return {name: records.load(name) for name in NAMES}


@pytest.fixture(scope="module")
def cohort(tables) -> lifecycle.Cohort:
    return lifecycle.cohort(*tables.values())


def months_by_hand(count: int, **inputs: float) -> float:
    """The value of the retention stage by the recursion of Fig. 4: each month begins with what the last one left."""
    left, total = inputs["new_customers"], 0.0
    fig_4 = {name: inputs[name] for name in ("revenue_per_customer", "churn_rate", "margin_rate", "retention_cost",
                                             "bad_debt_rate")}
    for month in range(1, count + 1):
        solved = retention.SHEET.solve(**fig_4, opening_customers=left)
        left = solved["H"]
        total += solved["N"] / (1 + inputs["discount_rate"]) ** (month / 12)
    return total


@pytest.mark.parametrize("rate", [0.0, 0.1, 0.5])
@pytest.mark.parametrize("churn", [0.0, 0.02, 0.2, 1.0])
@pytest.mark.parametrize("months", [0, 1, 24])
def test_the_closed_form_is_the_recursion_of_fig_4_month_by_month(rate, churn, months):
    inputs = {**SHEET.example, "discount_rate": rate, "churn_rate": churn, "months": months}
    assert SHEET.solve(**inputs)["R"] == pytest.approx(months_by_hand(months, **inputs), abs=1e-6)


def test_fig_4_worked_example_adds_up_over_12_months():
    fig_4 = {**FLAT, "new_customers": 1_000, "months": 12}
    assert SHEET.solve(**fig_4)["P"] == pytest.approx(13.13)
    assert SHEET.solve(**fig_4)["R"] == pytest.approx(13_130 * (1 - 0.98**12) / 0.02)


def test_every_line_has_its_unit_and_every_input_its_slider():
    assert len(SHEET.check_units()) == 21 and all(line.slider for line in SHEET.inputs)


def test_laws_of_the_sheet():
    one = SHEET.solve(**SHEET.example)
    twice = SHEET.solve(**{**SHEET.example, "new_customers": 800})
    assert twice["U"] == pytest.approx(2 * one["U"]) and twice["V"] == pytest.approx(one["V"])
    assert one["X"] == pytest.approx(1 + one["U"] / one["W"]), "margin over spend is above 1 exactly with a gain"
    churn = SHEET.solve(**{**SHEET.example, "churn_rate": np.linspace(0, 0.3, 31)})["U"]
    assert (np.diff(churn) < 0).all()
    assert np.isnan(SHEET.solve(**{**SHEET.example, "new_customers": 0})["V"])


def test_the_cohort_is_the_498_customers_of_the_campaign_followed_for_20_months(cohort):
    assert (cohort.customers, cohort.months, cohort.ledger["age"].min()) == (498, 20, 1)
    assert cohort.ledger.loc[cohort.ledger["age"] == 1, "customer_id"].nunique() == 498
    assert cohort.ledger["age"].max() == 20 and set(cohort.offers["customer_id"]) <= set(cohort.ledger["customer_id"])


def test_the_stages_are_what_the_records_add_up_to(cohort, tables):
    stages = lifecycle.stages(cohort)
    campaign = acquisition.SHEET.solve(**acquisition.inputs_from(tables["contacts"]))
    rows = cohort.ledger
    months = rows["paid"].sum() - rows["cost_of_goods"].sum() - rows["retention_cost"].sum()
    assert stages.at["acquisition", "value"] == pytest.approx(campaign.contribution - 4_402.95)
    assert stages.at["retention", "value"] == pytest.approx(months)
    assert stages.at["growth", "value"] == pytest.approx(lifecycle.offer_values(cohort)["value"].sum())
    assert stages.at["altogether", "value"] == pytest.approx(stages["value"].iloc[:3].sum())


def test_months_and_stages_and_groups_tell_the_same_story(cohort):
    flows, stages = lifecycle.by_month(cohort), lifecycle.stages(cohort)
    assert flows.sum().tolist() == pytest.approx(stages["value"].iloc[:3].tolist())
    for factor in ("channel", "segment"):
        assert lifecycle.by_month(cohort, by=factor).sum().sum() == pytest.approx(flows.sum().sum())


def test_the_sheet_with_the_records_inputs_is_near_the_sum_of_the_months(cohort):
    solved = SHEET.solve(**lifecycle.inputs_from(cohort), discount_rate=0.0)
    recorded = lifecycle.stages(cohort)["value"]
    assert solved["Q"] == pytest.approx(recorded["acquisition"])
    assert solved["U"] == pytest.approx(recorded["altogether"], rel=0.03)
    by_segment = lifecycle.inputs_from(cohort, by="segment")
    assert by_segment["new_customers"].sum() == 498
    assert list(by_segment.columns) == list(lifecycle.inputs_from(cohort).index)


def test_discounting_moves_every_month_by_the_twelfth_root():
    flows = pd.Series([0.0] * 12 + [110.0])
    assert lifecycle.cumulated(flows, 0.10).iloc[-1] == pytest.approx(100)
    assert lifecycle.cumulated(flows).iloc[-1] == 110


@pytest.mark.parametrize(
    ("curve", "month"), [([1, 2], 0), ([-1, 0], 1), ([-2, -1], np.nan), ([-1, 1, -1, 2], 3), ([1, -1, 1], 2)])
def test_payback_is_the_first_month_from_which_nothing_is_open_any_more(curve, month):
    assert lifecycle.payback(np.array(curve, dtype=float)) == pytest.approx(month, nan_ok=True)


def test_the_visits_of_lesson_03_have_paid_back_by_month_2(cohort):
    won = cohort.contacts.groupby("channel")["customer_id"].count()
    curves = lifecycle.cumulated(lifecycle.by_month(cohort, by="channel")) / won
    assert lifecycle.payback(curves)["door_to_door"] == 2
    assert curves["door_to_door"].iloc[0] == pytest.approx(-23.892 - 615.28 / 90, abs=0.005)


def test_the_lifetime_ratio_of_the_source_breaks_even_where_the_kept_margin_pays_the_spend():  # S4
    totals = pd.Series({"revenue": 200.0, "gross_margin": 80.0, "bad_debt": 8.0, "spend": 90.0})
    ratios = lifecycle.roi_ratios(totals)
    assert ratios["value"].tolist() == pytest.approx([200 / 90, 72 / 90, -0.2])
    assert ratios["break_even"].tolist() == pytest.approx([200 / 72, 1, 0])
    assert ratios["over_200"].tolist() == [True, False, False] and not ratios["pays"].any()


def test_the_visits_to_students_exceed_100_per_cent_by_the_source_and_lose_money(cohort):  # S4
    part = lifecycle.stages(cohort.only(segment="students", channel="door_to_door")).loc["altogether"]
    ratios = lifecycle.roi_ratios(part)
    assert part["value"] < 0 and ratios.at["revenue_on_spend", "over_100"] and not ratios["pays"].any()


def test_an_offer_is_worth_line_p_of_fig_5_with_the_uplift_in_place_of_the_take_up_rate(cohort):
    found = lifecycle.offer_values(cohort)
    assert found.at["mobile", "value_each"] == pytest.approx(
        found.at["mobile", "uplift"] * 84.9 * (0.48 - 0.04) - 1.5, abs=0.4)
    assert (found["standard_error"] > 0).all()


def test_look_alikes_add_up_and_their_error_is_that_of_a_mean(cohort):
    kinds, whole = lifecycle.look_alikes(cohort), lifecycle.stages(cohort)["value"]
    assert (kinds["estimate"] * kinds["contacts"]).sum() == pytest.approx(whole["acquisition"] + whole["retention"])
    assert kinds["customers"].sum() == 498 and len(kinds) == 15
    reach = 2 * 1.959964 * kinds["standard_error"]
    assert (kinds["high"] - kinds["low"]).tolist() == pytest.approx(reach.tolist())


def test_goods_of_unpaid_sales_are_a_cost_of_the_campaign_as_lesson_03_decides(cohort):  # S6
    assert acquisition.goods_lost(cohort.contacts).sum() == pytest.approx(4_402.95)
    assert lifecycle.stages(cohort).at["acquisition", "value"] == pytest.approx(3_984.43)
    assert lifecycle.stages(cohort).at["altogether", "value"] == pytest.approx(111_537.35, abs=0.01)


def test_an_input_that_can_be_a_loss_may_be_negative(cohort):
    assert SHEET.solve(**{**SHEET.example, "first_margin": -10.0})["Q"] == 400 * (-10 - 90)
    visited = lifecycle.inputs_from(cohort.only(segment="students", channel="door_to_door"))
    assert visited["first_margin"] < visited["acquisition_cost"] and np.isfinite(SHEET.solve(
        **visited, discount_rate=0.0)["U"])


def test_a_cohort_by_hand():
    contacts = pd.DataFrame({
        "contact_id": ["C1", "C2", "C3"], "channel": ["phone", "phone", "email"], "cost": [2.0, 2.0, 1.0],
        "accepted": [1, 0, 1], "paid": [1, 0, 1], "revenue": [100.0, np.nan, 50.0],
        "cost_of_goods": [40.0, np.nan, 30.0]})
    customers = pd.DataFrame({"customer_id": ["A", "B"], "contact_id": ["C1", "C3"], "support": 0,
                              "support_fee": np.nan, "joined": pd.to_datetime(["2024-01-01", "2024-02-01"])})
    ledger = pd.DataFrame({
        "customer_id": ["A", "A", "A", "B"], "month": pd.to_datetime(["2024-02-01", "2024-03-01", "2024-04-01",
                                                                      "2024-03-01"]),
        "stayed": [1, 1, 1, 0], "billed": [50.0, 50.0, 50.0, np.nan], "paid": [50.0, 0.0, 50.0, np.nan],
        "cost_of_goods": [20.0, 20.0, 20.0, np.nan], "retention_cost": [1.0, 1.0, 1.0, 3.0]})
    offers = pd.DataFrame({
        "offer": "tv", "customer_id": ["A", "A", "B", "B"], "month": pd.to_datetime(["2024-03-01"] * 4),
        "treated": [1, 0, 1, 0], "cost": [1.0, 0.0, 1.0, 0.0], "accepted": [1, 0, 0, 0], "paid": [1, 0, 0, 0],
        "revenue": [30.0, np.nan, np.nan, np.nan], "cost_of_goods": [10.0, np.nan, np.nan, np.nan]})
    cohort = lifecycle.cohort(contacts, customers, ledger, offers)
    assert cohort.months == 2 and len(cohort.ledger) == 3, "the third month of A is one that B cannot have lived"
    flows = lifecycle.by_month(cohort)
    assert flows["acquisition"].tolist() == [75, 0, 0] and flows["retention"].tolist() == [0, 26, -21]
    offer = lifecycle.offer_values(cohort).loc["tv", ["exposed", "uplift", "value_each"]]
    assert offer.tolist() == pytest.approx([2, 0.5, 9])
    assert lifecycle.look_alikes(cohort, by=["channel"])["estimate"].tolist() == pytest.approx([16, (58 + 8 - 2) / 2])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_joined_or_split_is_refused(cohort, tables, language):
    check_refusal(lambda: cohort.check_factor("colour"), language, "colour", "channel")
    check_refusal(lambda: lifecycle.by_month(cohort, by="offer"), language, "offer")
    check_refusal(lambda: cohort.only(channel="fax"), language, "fax", "phone")
    check_refusal(lambda: lifecycle.look_alikes(cohort, by=["plan"]), language, "plan")
    check_refusal(lambda: lifecycle.cumulated(pd.Series([1.0]), 1.5), language, "discount_rate")
    lacking = {**tables, "customers": tables["customers"].drop(columns="contact_id")}
    check_refusal(lambda: lifecycle.cohort(*lacking.values()), language, "contact_id")
    nobody = {**tables, "customers": tables["customers"].assign(contact_id=None)}
    check_refusal(lambda: lifecycle.cohort(*nobody.values()), language)
