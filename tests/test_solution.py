"""The solved sheet as a reader holds it: by letter, by name, as a table, copied."""

import copy

import numpy as np
import pandas as pd
import pytest
from refusals import LANGUAGES, check_refusal

from crmlessons import acquisition

SHEET = acquisition.SHEET
LETTERS = [line.letter for line in SHEET.lines]


def solved(**changed):
    return SHEET.solve(**{**SHEET.example, **changed})


def test_a_line_is_found_by_letter_name_and_attribute():
    s = solved()
    assert s["T"] == s["contribution"] == s.contribution == s.T == pytest.approx(4_000)
    assert {"contribution", "roi", "frame"} <= set(dir(s))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_line_is_refused_with_the_nearest_one(language):
    check_refusal(lambda: solved()["contributon"], language, "contributon", "contribution", in_english=("Did you",))


def test_an_unknown_attribute_is_an_attribute_error_that_names_the_nearest_line():
    with pytest.raises(AttributeError, match="Did you mean “contribution”"):
        solved().contribution_total  # noqa: B018
    assert not hasattr(solved(), "_repr_latex_")


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_a_copy_holds_the_same_values_and_a_deep_one_its_own(copied):
    s = solved(gross_rate=pd.Series([0.0, 0.05], ["a", "b"]))
    other = copied(s)
    pd.testing.assert_frame_equal(other.frame(), s.frame())
    assert (other.values["T"] is s.values["T"]) == (copied is copy.copy)
    with pytest.raises(TypeError):
        other.values["T"] = 1


def test_the_frame_has_a_row_for_each_case_and_a_column_for_each_letter():
    assert solved().frame().shape == (1, 17) and list(solved().frame()) == LETTERS
    arrays = solved(gross_rate=np.array([0.0, 0.05]))
    assert arrays.cases == 2
    assert arrays.frame()["C"].tolist() == [20_000, 20_000] and list(arrays.frame().index) == [0, 1]
    series = solved(gross_rate=pd.Series([0.0, 0.05], ["mail", "phone"]))
    assert series.frame().loc["phone", "T"] == pytest.approx(4_000)
    assert np.isnan(series.frame().loc["mail", "J"])
    table = solved(gross_rate=np.array([[0.0, 0.05], [0.1, 0.2]]))
    assert table.cases == 4 and table.frame()["E"].tolist() == [0, 500, 1_000, 2_000]


def test_the_frame_of_one_row_has_one_row():
    assert solved(gross_rate=[0.05]).frame().shape == solved(gross_rate=pd.Series([0.05])).frame().shape == (1, 17)


def test_the_frame_of_a_dask_solution_holds_its_numbers():
    import dask.array as da

    lazy = solved(gross_rate=da.from_array(np.array([0.05, 0.1]), chunks=1))
    pd.testing.assert_frame_equal(lazy.frame(), solved(gross_rate=np.array([0.05, 0.1])).frame())


def test_why_a_line_is_undefined_is_the_reason_of_the_line_it_inherits_it_from():
    s = solved(gross_rate=np.array([0.05, 0.0]))
    assert s.why_undefined("value_per_customer") == s.why_undefined("J") == SHEET.line("J").undefined
    assert [letter for letter in LETTERS if s.why_undefined(letter)] == ["J", "R"]
    assert not any(solved().why_undefined(letter) for letter in LETTERS)


def test_the_answer_of_a_table_is_a_series_the_reader_may_change_without_touching_the_sheet():
    table = pd.DataFrame({"gross_rate": [0.05, 0.1]}, index=["a", "b"])
    s = solved(**table)
    rates = s["D"]
    rates["a"] = 1.0
    assert s["D"]["a"] == table["gross_rate"]["a"] == 0.05
