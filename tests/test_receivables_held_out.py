"""How firmly policies and borders stand: learned without the firm, and learned from firms drawn again."""

import numpy as np
import pandas as pd
import pytest

from crmlessons import receivables, records
from crmlessons.receivables_experience import pulled


@pytest.fixture(scope="module")
def known() -> pd.DataFrame:
    values = receivables.customer_values(records.load("customers"), records.load("ledger"))
    return receivables.late(records.load("invoices"), values)


@pytest.fixture(scope="module")
def portfolio() -> pd.DataFrame:
    values = receivables.customer_values(records.load("customers"), records.load("ledger"), as_of="2025-12-31")
    return receivables.overdue(records.load("invoices"), values, "2025-12-31")


def test_a_policy_judged_without_the_firm_s_own_fate_is_within_its_error_of_the_whole_and_four_of_the_truth(
        known, portfolio):
    held, truth = receivables.held_out(portfolio, known), receivables.true_experience()
    experience = receivables.learn(known)
    whole, true = (receivables.compare(portfolio, one, decided_by=experience)["net"] for one in (experience, truth))
    assert ((held["net"] - whole).abs() < held["standard_error"]).all()
    assert ((held["net"] - true).abs() < 4 * held["standard_error"]).all()
    parts = [receivables.held_out(portfolio[part], known)["net"] for part in (
        portfolio["days_overdue"] <= 90, portfolio["days_overdue"] > 90)]
    assert (parts[0] + parts[1]).to_numpy() == pytest.approx(held["net"].to_numpy(), abs=60)


def test_the_border_s_range_holds_the_border_found_and_the_true_one_and_repeats_itself(known):
    borders = receivables.break_even_range(known, "exploits_terms", [300, 1_000])
    truth = receivables.indifference("exploits_terms", np.array([300, 1_000]), receivables.true_experience())
    assert ((borders["low"] < borders["value"]) & (borders["value"] < borders["high"])).all()
    assert ((borders["low"] < truth) & (truth < borders["high"])).all()
    assert borders.equals(receivables.break_even_range(known, "exploits_terms", [300, 1_000]))


def test_with_one_firm_s_copies_there_is_nothing_to_doubt(known):
    alike = known.assign(customer_id="one")
    borders = receivables.break_even_range(alike, "exploits_terms", [500], draws=20)
    assert borders[["low", "high"]].to_numpy() == pytest.approx(np.tile(borders["value"], (1, 2)))


def test_a_cell_that_borrows_as_much_as_it_has_stands_half_way():  # rows 3/20, 9/20; columns 4/20, 8/20; all 12/40
    happened, cases = np.array([[1.0, 2.0], [3.0, 6.0]]), np.full((2, 2), 10.0)
    assert pulled(happened, cases, 10) == pytest.approx((happened / 10 + np.array([[0.1, 0.2], [0.3, 0.6]])) / 2)
    assert pulled(happened, cases, 0) == pytest.approx(happened / 10)
    assert pulled(np.stack([happened] * 3), np.stack([cases] * 3), 5)[2] == pytest.approx(pulled(happened, cases, 5))
