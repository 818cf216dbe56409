"""The worksheet engine: one declaration, solved on numbers, arrays, Series and Dask arrays (DESIGN §3)."""

import dataclasses
import importlib
import pkgutil

import numpy as np
import pandas as pd
import pytest
import sympy
from refusals import LANGUAGES, check_refusal, refused_in_every_language

import crmlessons
from crmlessons import InputError, acquisition, inputs
from crmlessons.worksheet import Line, Worksheet

SHEET = acquisition.SHEET
EXAMPLE = SHEET.example
ROWS = {"gross_rate": [0.0, 0.05, 0.1], "prospects": [10_000, 0, 5_000]}  # no sale, no prospect, a campaign like others
T_ROWS = [-20_000, 0, 14_000]
J_ROWS = [np.nan, np.nan, 25]


def solved(**changed):
    return SHEET.solve(**{**EXAMPLE, **changed})


def sheets_of_the_package():
    """All sheets that modules of the package declare, each under the first name it has."""
    found = {}
    for part in pkgutil.walk_packages(crmlessons.__path__, "crmlessons."):
        for name, value in vars(importlib.import_module(part.name)).items():
            if isinstance(value, Worksheet):
                found.setdefault(id(value), pytest.param(value, id=f"{part.name}.{name}"))
    return list(found.values())


SHEETS = sheets_of_the_package()
every_sheet = pytest.mark.parametrize("sheet", SHEETS)


# --- what every sheet keeps


def denominator(line):
    symbols = [sympy.Symbol(letter) for letter in line.needs]
    return sympy.Integer(1) if line.is_input else sympy.fraction(sympy.together(line.formula(*symbols)))[1]


def test_the_sheets_of_the_package_are_found():
    assert SHEET in [found.values[0] for found in SHEETS]


@every_sheet
def test_every_line_that_divides_says_why_it_may_be_undefined_and_no_other_does(sheet):
    divides = {line.letter: bool(denominator(line).free_symbols) for line in sheet.lines}
    assert {line.letter: bool(line.undefined) for line in sheet.lines} == divides


@every_sheet
def test_the_units_of_every_sheet_follow_from_its_formulas(sheet):
    checked = sheet.check_units()
    assert list(checked["letter"]) == [line.letter for line in sheet.lines]


@every_sheet
def test_every_input_has_a_worked_value_and_a_slider_inside_its_range(sheet):
    for line in sheet.inputs:
        low, high, step = line.slider
        assert line.allowed[0] <= low <= line.default <= high <= line.allowed[1] and step > 0, line.name


# --- one declaration


def test_a_sheet_and_its_lines_cannot_be_changed():
    for thing, name in ((SHEET, "lines"), (SHEET.line("A"), "default"), (solved(), "values")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(thing, name, None)
    with pytest.raises(TypeError):
        solved().values["A"] = 1


@pytest.mark.parametrize(("lines", "named"), [
    ([("A", "one", "lei"), ("A", "two", "lei")], "line A two"),
    ([("A", "one", "lei"), ("B", "one", "lei")], "line B one"),
    ([("A", "one", "euro")], "line A one"),
    ([("A", "not a name", "lei")], "line A not a name"),
    ([("A", "one", "lei"), ("C", "three", "lei", lambda A, B: A + B), ("B", "two", "lei")], "line C"),
    ([("A", "one", "lei"), ("B", "two", "lei", lambda one: one)], "line B"),
])
def test_a_wrong_declaration_is_refused_and_names_the_line(lines, named):
    declared = tuple(Line(letter, name, "label", unit, *formula) for letter, name, unit, *formula in lines)
    with pytest.raises(ValueError, match=named):
        Worksheet("wrong", "none", declared)


def test_an_extended_sheet_adds_lines_below_and_leaves_the_first_as_it_was():
    half = Line("U", "half", "half of it", "lei", lambda T: T / 2)
    longer = SHEET.extended(half, title="more")
    assert longer.solve(**EXAMPLE).half == pytest.approx(2_000)
    assert longer.lines[:-1] == SHEET.lines and longer.title == "more" and "U" not in solved().values


# --- arrays, Series, Dask


def test_arrays_give_arrays_with_one_value_a_campaign_and_undefined_ones_are_nan():
    s = solved(**{name: np.array(values) for name, values in ROWS.items()})
    np.testing.assert_allclose(s["T"], T_ROWS)
    np.testing.assert_allclose(s["J"], J_ROWS)
    np.testing.assert_allclose(s["H"], [0, np.nan, 0.08])
    assert s.cases == 3 and s.why_undefined("R") == "no paid sale, so there is no cost per new customer"


@pytest.mark.parametrize("make", [
    list, tuple, pd.Index, pytest.param(lambda rows: np.array(rows, "float32"), id="float32"),
    pytest.param(lambda rows: pd.array(rows, "Float64"), id="Float64")])
def test_whatever_holds_a_row_of_numbers_is_solved_as_an_array(make):
    values = solved(gross_rate=make(ROWS["gross_rate"]))["T"]
    np.testing.assert_allclose(values, [-20_000, 4_000, 28_000], rtol=1e-6)
    assert isinstance(values, np.ndarray)


def test_a_number_is_spread_over_the_rows_of_the_others():
    s = solved(margin_rate=np.array([0.4, 0.6]))
    np.testing.assert_allclose(s["T"], [-4_000, 4_000])
    assert s["C"] == 20_000 and isinstance(s["C"], float)


def test_a_table_of_campaigns_keeps_its_index():
    table = pd.DataFrame(ROWS, index=["mail", "phone", "fax"])
    s = SHEET.solve(**{**EXAMPLE, **table})
    pd.testing.assert_series_equal(s["T"], pd.Series(T_ROWS, table.index, dtype=float, name="T"))
    pd.testing.assert_series_equal(s["B"], pd.Series([2.0] * 3, table.index, name="B"))
    assert s.contribution["fax"] == pytest.approx(14_000)


def test_two_dimensions_stay_two_dimensions():
    rates, prices = np.meshgrid([0.0, 0.05], [50.0, 100.0, 200.0])
    s = solved(gross_rate=rates, revenue_per_sale=prices)
    np.testing.assert_allclose(s["T"], [[-20_000, -8_000], [-20_000, 4_000], [-20_000, 28_000]])
    assert s.cases == 6


@pytest.mark.parametrize("wrapped", [np.array, pd.Series])
def test_a_long_table_equals_the_same_table_solved_in_short_pieces(wrapped):
    size = 2 * inputs.BLOCK + 7
    random = np.random.default_rng(3)
    table = {"prospects": random.integers(0, 5, size), "cost_per_contact": random.integers(0, 3, size) / 2,
             "gross_rate": random.integers(0, 4, size) / 10, "net_rate": random.integers(0, 3, size) / 2}
    for column in table.values():
        column[inputs.BLOCK - 1:inputs.BLOCK + 1] = 0
    whole = solved(**{name: wrapped(column) for name, column in table.items()})
    pieces = [solved(**{name: column[start:start + 1_000] for name, column in table.items()})
              for start in range(0, size, 1_000)]
    for line in SHEET.lines:
        parts = [np.broadcast_to(piece.values[line.letter], piece.cases) for piece in pieces]
        expected = np.concatenate(parts)
        np.testing.assert_array_equal(np.broadcast_to(whole.values[line.letter], size), expected, err_msg=line.letter)
    assert {letter for letter in whole.values if np.isnan(whole.values[letter]).any()} == set("HJQR")


def test_a_line_that_no_array_reaches_stays_one_number_however_long_the_table():
    s = solved(revenue_per_sale=np.full(inputs.BLOCK + 1, 100.0))
    assert isinstance(s["C"], float) and isinstance(s["J"], float) and s["T"].shape == (inputs.BLOCK + 1,)


def test_a_dask_array_stays_lazy_and_computes_to_what_numpy_gives():
    import dask.array as da

    lazy = solved(**{name: da.from_array(np.array(values), chunks=2) for name, values in ROWS.items()})
    plain = solved(**{name: np.array(values) for name, values in ROWS.items()})
    for line in SHEET.lines:
        value = lazy.values[line.letter]
        assert isinstance(value, da.Array) == (np.ndim(plain.values[line.letter]) > 0), line.letter
        with np.errstate(all="ignore"):
            np.testing.assert_array_equal(da.asarray(value).compute(scheduler="synchronous"), plain.values[line.letter])
    assert lazy.cases == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dask_array_is_checked_like_any_other(language):
    import dask.array as da

    check_refusal(lambda: solved(gross_rate=da.from_array(np.array([0.1, 12]), chunks=1)), language, "gross_rate", "12",
                  in_english=("position 2 of 2",))


# --- bad input (issue, "Bad input")


@refused_in_every_language(
    ("unknown", lambda: solved(gros_rate=0.05), ("gros_rate", "gross_rate"), ("Did you mean",)),
    ("unknown-and-alone", lambda: solved(price=5), ("price", "revenue_per_sale", "prospects"), ("Choose one of",)),
    ("letter", lambda: solved(A=5), ("A=", "prospects="), ("inputs are given by name",)),
    ("computed", lambda: solved(roi=2), ("roi", "Q"), ("computed by the sheet",)),
    ("missing", lambda: SHEET.solve(prospects=5), ("cost_per_contact=2", "margin_rate"), ("still needs",)),
    ("lengths", lambda: solved(gross_rate=[0.1, 0.2], net_rate=[0.1] * 3), ("gross_rate 2", "net_rate 3"),
     ("different lengths",)),
    ("shapes", lambda: solved(gross_rate=np.full((3, 2), 0.1), net_rate=[0.1] * 3), ("gross_rate 3×2", "net_rate 3"),
     ("different lengths",)),
    ("indexes", lambda: solved(gross_rate=pd.Series([0.1], ["a"]), net_rate=pd.Series([0.1], ["b"])), (),
     ("different indexes",)),
    ("table", lambda: solved(gross_rate=pd.DataFrame(ROWS)), ("gross_rate",), ("plain row of numbers",)),
    ("line", lambda: SHEET.line("contributions"), ("contributions", "contribution"), ("Did you mean",)),
    ("line-by-number", lambda: solved()[0], ("0", "T contribution"), ("no line",)),
    ("sensitivity", lambda: SHEET.sensitivity("T", **{**EXAMPLE, "net_rate": [0.5, 0.6]}), ("net_rate",),
     ("one case",)),
    ("sensitivity-missing", lambda: SHEET.sensitivity("T", prospects=5), ("margin_rate",), ("still needs",)),
)
def test_what_the_sheet_cannot_use_is_refused_with_the_name_and_what_to_try(language, given, said, in_english):
    check_refusal(given, language, *said, in_english=in_english)


def test_an_input_that_is_computed_is_never_suggested():
    with pytest.raises(InputError) as refused:
        solved(acceptance_rate=0.05)
    assert "_rate" in str(refused.value) and "acquisition_cost" not in str(refused.value)
