"""The value of managing receivables: the signed equation with numbers, and its inputs from the invoices."""

import pandas as pd
import pytest
from refusals import LANGUAGES, check_refusal

from crmlessons import InputError, receivables, records
from crmlessons.records.description import truth

GIVEN = {"financing_rate": 0.09, "value_per_customer": 400}
DAYS = pd.to_datetime(["2024-01-31"] * 4)
FOUR = pd.DataFrame({
    "customer_id": list("ABCD"), "issued": DAYS, "due": DAYS + pd.Timedelta(days=30),
    "paid": [DAYS[0] + pd.Timedelta(days=20), DAYS[0] + pd.Timedelta(days=40), DAYS[0] + pd.Timedelta(days=60), pd.NaT],
    "amount": [100.0, 300.0, 100.0, 200.0], "collected": [100.0, 300.0, 100.0, 50.0], "programme": [1, 1, 0, 0],
    "lost": [None, 0, 1, 0], "collection_cost": [1.0, 5.0, 4.0, 4.0]})


@pytest.fixture(scope="module")
def invoices() -> pd.DataFrame:
    return records.load("invoices")


def test_the_worked_terms_of_the_signed_equation():
    solved = receivables.SHEET.solve(**receivables.SHEET.example)
    terms = {"financing_saved": 3_000, "losses_avoided": 6_720, "value_kept": 6_000, "contribution": 8_720}
    assert {name: solved[name] for name in terms} == pytest.approx(terms)
    assert len(receivables.SHEET.check_units()) == 16


def test_four_invoices_of_one_month_by_hand_make_a_year():
    inputs = receivables.inputs_from(FOUR, **GIVEN)
    assert list(inputs.index) == list(receivables.SHEET.example)
    expected = {"credit_sales": 8_400, "days_with": 35, "days_without": 60, "cases_with": 0, "cases_without": 24,
                "exposure": 200, "loss_given_default": 0.75, "customers_lost_with": 0, "customers_lost_without": 24,
                "programme_cost": -48}  # (1 + 5) ÷ 2 with it, (4 + 4) ÷ 2 without it: 1 leu less, 48 times
    assert inputs[list(expected)].to_dict() == pytest.approx(expected)


def test_the_invoices_recover_the_true_terms_within_four_standard_errors(invoices):
    inputs, true = receivables.inputs_from(invoices, **GIVEN), truth("invoices")
    unpaid = invoices[invoices["paid"].isna()]
    lost = 1 - unpaid["collected"] / unpaid["amount"]
    assert abs(inputs["loss_given_default"] - true["inputs"]["all"]["loss_given_default"]) < (
        4 * lost.std() / len(unpaid) ** 0.5)
    assert inputs["credit_sales"] == pytest.approx(invoices["amount"].sum() / 2)
    shares = true["parameters"]["approach"]
    expected = true["inputs"]["all"]
    for programme, name in ((0, "without"), (1, "with")):
        rows = invoices[invoices["programme"] == programme]
        yearly = len(invoices) / 2
        gone = rows["lost"].eq(1).fillna(False)
        for found, table in ((rows["paid"].isna(), "unpaid_if_late"), (gone, "lost_if_late")):
            rate = expected[f"late_rate_{name}"] * sum(shares[one] * expected[table][one] for one in shares)
            by_firm = found.groupby(rows["customer_id"]).sum()
            error = by_firm.std() * len(by_firm) ** 0.5 / len(rows)
            letter = {"unpaid_if_late": "cases", "lost_if_late": "customers_lost"}[table]
            assert abs(inputs[f"{letter}_{name}"] - yearly * rate) < 4 * yearly * error


def test_the_programme_brings_money_earlier_saves_cases_and_keeps_customers(invoices):
    solved = receivables.SHEET.solve(**receivables.inputs_from(invoices, **GIVEN))
    assert solved["B"] - solved["C"] > 5 and solved["F"] > solved["G"] and solved["L"] > solved["M"]


def test_the_cost_of_the_programme_is_within_four_errors_of_its_reminders_less_the_letters_not_needed(invoices):
    inputs, error = receivables.inputs_from(invoices, **GIVEN), receivables.uncertainty(invoices, **GIVEN)
    known, rates = truth("invoices")["parameters"], truth("invoices")["inputs"]["all"]
    letter = sum(share * known["approach_cost"][one] for one, share in known["approach"].items())
    assert letter == pytest.approx(0.6 * 4 + 0.22 * 38 + 0.18 * 22)
    fewer = rates["late_rate_without"] - rates["late_rate_with"]
    true = len(invoices) / 2 * (known["programme"]["cost"] - fewer * letter)
    assert true == pytest.approx(220, abs=1)
    assert receivables.true_inputs(inputs)["programme_cost"] == pytest.approx(true)
    assert abs(inputs["programme_cost"] - true) < 4 * error["Q"]


def test_the_true_sheet_by_hand_and_the_records_within_four_errors_of_it(invoices):
    given = {"financing_rate": 0.09, "value_per_customer": 775}
    for approach, lost, unpaid in ((None, 0.089730, 0.182860), ("amicable", 0.01994, 0.2172)):
        found = receivables.inputs_from(invoices, **given, approach=approach)
        true = receivables.SHEET.solve(**receivables.true_inputs(found, approach))
        assert true["P"] == pytest.approx(3_791 * 0.064 * lost * 775, rel=1e-4)
        assert true["K"] == pytest.approx(3_791 * 0.064 * unpaid * found["exposure"] * 0.7, rel=1e-4)
        error = receivables.uncertainty(invoices, **given, approach=approach)
        solved = receivables.SHEET.solve(**found)
        assert all(abs(solved[letter] - true[letter]) < 4 * error[letter] for letter in "KPQR")


def test_as_if_all_were_treated_alike_by_hand():  # one of three late is unpaid
    reasons, ways = [None, "dissatisfied", "not_received", "dissatisfied"], [None, *["amicable"] * 3]
    alike = FOUR.assign(reason=reasons, approach=ways)
    inputs = receivables.inputs_from(alike, **GIVEN, approach="amicable")
    assert inputs[["cases_with", "cases_without"]].tolist() == pytest.approx([8, 16])  # of 48 invoices a year
    assert inputs["programme_cost"] == pytest.approx(48 * (1 + 4 / 2 - 4))  # the late ones cost 4 without the reminder
    with pytest.raises(InputError, match="legal"):
        receivables.inputs_from(alike, **GIVEN, approach="legal")


@pytest.mark.parametrize("language", LANGUAGES)
def test_invoices_with_nothing_to_compare_are_refused(language):
    for table in (FOUR.assign(programme=1), FOUR.assign(programme=0), FOUR.head(3)):
        check_refusal(lambda table=table: receivables.inputs_from(table, **GIVEN), language, in_english=("To compare",))


def test_the_printed_equation_adds_twelve_cases_as_if_they_were_twelve_lei():  # S15
    assert receivables.as_printed(3_000, 12, 6_000, 7_000) == 2_012
    assert receivables.as_printed(3_000, 12 * 800 * 0.7, 6_000, 7_000) == pytest.approx(8_720)
    units = receivables.units_as_printed()["unit"]
    assert (units != units[0]).tolist() == [False, True, False, False]


def test_the_jackknife_knows_nothing_of_what_is_given_and_is_near_the_error_by_firms(invoices):
    error = receivables.uncertainty(invoices, **GIVEN)
    assert error[["D", "N"]].tolist() == pytest.approx([0, 0])
    wider = receivables.uncertainty(invoices, value_error=30, **GIVEN)
    solved = receivables.SHEET.solve(**receivables.inputs_from(invoices, **GIVEN))
    added = 30 * (solved["L"] - solved["M"])
    assert wider["N"] == 30 and wider["R"] == pytest.approx((error["R"] ** 2 + added**2) ** 0.5, rel=0.01)
    late = invoices["paid"].isna()
    by_firm = late.groupby(invoices["customer_id"]).sum()
    plain = by_firm.std() * len(by_firm) ** 0.5 / len(invoices) * len(invoices) / 2  # cases a year, all firms
    assert 0.5 * plain < error["F"] < 3 * plain


def test_the_average_value_and_its_error_are_those_of_lesson_04_s_formula():
    customers, ledger = records.load("customers"), records.load("ledger")
    worth = receivables.worth(customers, ledger)
    assert worth["value"] == pytest.approx(receivables.customer_values(customers, ledger).mean())
    firms = customers.loc[customers["segment"] == "small_firms", "customer_id"]
    left = (ledger["customer_id"].isin(firms) & (ledger["stayed"] == 0)).sum()
    assert worth["standard_error"] == pytest.approx(worth["value"] / left**0.5, rel=0.5)  # mostly the error of churn


def test_the_lines_of_days_are_no_days_sales_outstanding():
    assert not any("DSO" in line.label for line in receivables.SHEET.lines)
