"""A sheet followed from period to period: what the next begins with is what the one before ended with."""

import numpy as np
import pandas as pd
import pytest
from refusals import LANGUAGES, check_refusal

from crmlessons import acquisition, retention
from crmlessons.worksheet import Line, Worksheet

SHEET, EXAMPLE = retention.SHEET, retention.SHEET.example


def test_fig_4_month_by_month_has_one_row_a_period_and_one_column_a_letter():
    run = SHEET.run(periods=12, **EXAMPLE)
    assert list(run.columns) == list("ABCDEFGHJKLMN")
    assert run.index.tolist() == list(range(1, 13)) and run.index.name == "period"
    assert run["N"][1] == pytest.approx(13_130) and run["N"][2] == pytest.approx(12_867.40)
    assert run["F"].iloc[1:].tolist() == run["H"].iloc[:-1].tolist()


def test_every_row_of_a_run_is_the_sheet_solved_for_that_period():
    run = SHEET.run(5, **EXAMPLE)
    for period in run.index:
        solved = SHEET.solve(**{**EXAMPLE, "opening_customers": run.loc[period, "F"]})
        assert run.loc[period].tolist() == pytest.approx([solved[letter] for letter in run.columns])


def test_arrays_give_one_row_a_case_and_period():
    churn = np.array([0.02, 0.05, 0.0])
    run = SHEET.run(4, **{**EXAMPLE, "churn_rate": churn})
    assert run.index.names == ["case", "period"] and len(run) == 12
    for case, rate in enumerate(churn):
        alone = SHEET.run(4, **{**EXAMPLE, "churn_rate": rate})
        pd.testing.assert_frame_equal(run.loc[case], alone)


def test_series_keep_their_labels_also_those_of_several_levels():
    rows = pd.Series([0.02, 0.05], index=pd.Index(["phone", "email"], name="channel"))
    run = SHEET.run(3, **{**EXAMPLE, "churn_rate": rows})
    assert run.index.names == ["channel", "period"] and run.loc[("email", 2), "F"] == pytest.approx(950)
    nested = pd.Series([0.02, 0.05], index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["who", "where"]))
    assert SHEET.run(2, **{**EXAMPLE, "churn_rate": nested}).index.names == ["who", "where", "period"]
    one = SHEET.run(2, **{**EXAMPLE, "churn_rate": rows.iloc[:1]})
    assert one.index.tolist() == [("phone", 1), ("phone", 2)]


def test_a_run_leaves_the_arrays_it_was_given_as_they_were():
    opening = np.array([1_000.0, 2_000.0])
    SHEET.run(3, **{**EXAMPLE, "opening_customers": opening})
    assert opening.tolist() == [1_000, 2_000]


def test_many_cases_run_fast_and_agree_with_one():
    rates = np.linspace(0, 0.2, 50_000)
    run = SHEET.run(6, **{**EXAMPLE, "churn_rate": rates})
    last = run.xs(6, level="period")["N"].to_numpy()
    alone = [SHEET.run(6, **{**EXAMPLE, "churn_rate": rate})["N"][6] for rate in (0, 0.2)]
    assert last[[0, -1]] == pytest.approx(alone)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("periods", [0, -3, 2.5, "12", None, True, 10**9])
def test_a_number_of_periods_that_cannot_be_is_refused(language, periods):
    check_refusal(lambda: SHEET.run(periods, **EXAMPLE), language, "periods", "12000", in_english=("whole number",))


@pytest.mark.parametrize("language", LANGUAGES)
def test_inputs_are_refused_as_when_solving(language):
    check_refusal(lambda: SHEET.run(3, **{**EXAMPLE, "churn_rate": 2}), language, "churn_rate", "0.02")
    check_refusal(lambda: SHEET.run(3), language, "revenue_per_customer")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_that_carries_nothing_is_not_run(language):
    check_refusal(lambda: acquisition.SHEET.run(3, **acquisition.SHEET.example), language, "solve")


@pytest.mark.parametrize("carried", [{"F": "A"}, {"H": "F"}, {"F": "J"}])
def test_what_is_carried_goes_from_a_result_to_an_input_of_its_unit(carried):
    with pytest.raises(ValueError, match="cannot carry"):
        Worksheet("x", "y", SHEET.lines, carried=carried)


def test_a_sheet_with_more_lines_still_carries_and_a_sheet_can_be_a_key():
    longer = SHEET.extended(Line("P", "per_head", "value per head", "lei/customer", lambda N, F: N / F,
                                 undefined="nobody"), title="longer")
    assert longer.run(2, **EXAMPLE)["P"].tolist() == pytest.approx([13.13, 13.13])
    assert {SHEET: 1}[SHEET] == 1
    emptied = longer.run(3, **{**EXAMPLE, "churn_rate": 1})
    assert emptied["F"].tolist() == [1_000, 0, 0] and np.isnan(emptied["P"].iloc[1:]).all()
