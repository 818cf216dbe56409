"""A sheet read as mathematics: LaTeX, expressions, exact break-even, what ±10 % does, and units (DESIGN §3)."""

import numpy as np
import pandas as pd
import pytest
import sympy
from refusals import LANGUAGES, check_refusal

from crmlessons import acquisition, lifecycle
from crmlessons.views import tables
from crmlessons.worksheet import Line, Worksheet

SHEET = acquisition.SHEET
EXAMPLE = SHEET.example
LATEX = {
    "A": "A", "B": "B", "C": r"C = A \cdot B", "D": "D", "E": r"E = A \cdot D", "F": "F", "G": r"G = E \cdot F",
    "H": r"H = \frac{G}{A}", "J": r"J = \frac{B}{H}", "K": "K", "L": r"L = G \cdot K", "M": "M",
    "N": r"N = K \cdot M", "P": r"P = L \cdot M", "Q": r"Q = \frac{P}{C}", "R": "R = N - J", "T": "T = P - C",
}


def broken(formula, unit="lei/customer"):
    """A sheet whose last line, X wrong, has this formula and unit."""
    return Worksheet("broken", "none", (
        Line("A", "prospects", "prospects", "prospect", default=10),
        Line("B", "cost_per_contact", "cost", "lei/prospect", default=2),
        Line("K", "revenue_per_sale", "revenue", "lei/customer", default=100),
        Line("X", "wrong", "wrong", unit, formula),
    ))


# --- LaTeX and expressions


@pytest.mark.parametrize("letter", LATEX)
def test_the_formula_of_every_line_of_fig_3_is_written_in_latex(letter):
    assert SHEET.latex(letter) == SHEET.latex(SHEET.line(letter).name) == LATEX[letter]


@pytest.mark.parametrize("letter", LATEX)
def test_an_expression_holds_inputs_alone_and_has_the_value_of_its_line(letter):
    inputs = {sympy.Symbol(line.letter): line.default for line in SHEET.inputs}
    expression = SHEET.expression(letter)
    assert expression.free_symbols <= set(inputs)
    assert float(expression.subs(inputs)) == pytest.approx(SHEET.solve(**EXAMPLE)[letter])


@pytest.mark.parametrize(("sheet", "letter", "right"), [
    (lifecycle.SHEET, "P", r"D \cdot \left(1 - E\right) \cdot \left(F - G\right) - H"),
    (broken(lambda A, B, K: A * (-B + K)), "X", r"A \cdot \left(K - B\right)"),
])
def test_what_is_added_is_written_before_what_is_taken_away(sheet, letter, right):
    assert sheet.latex(letter) == f"{letter} = {right}"
    assert tables.formula(sheet.line(letter)) == right.replace(r"\left", "").replace(r"\right", "").replace(
        r"\cdot", "×").replace("-", "\N{MINUS SIGN}")


# --- break-even


def test_break_even_takes_names_or_letters_and_ignores_the_unknown_among_the_rest():
    rest = {name: value for name, value in EXAMPLE.items() if name != "gross_rate"}
    given = [SHEET.break_even("gross_rate", "T", **rest), SHEET.break_even("D", "contribution", **EXAMPLE),
             SHEET.break_even("gross_rate", "R", **EXAMPLE)]
    assert given == [pytest.approx(2 / (0.8 * 100 * 0.6))] * 3
    assert isinstance(given[0], float)


def test_break_even_of_arrays_and_series_comes_as_they_do():
    margins = [0.0, 0.3, 0.6]
    expected = [np.nan, 1 / 12, 1 / 24]
    array = SHEET.break_even("gross_rate", "T", **{**EXAMPLE, "margin_rate": np.array(margins)})
    np.testing.assert_allclose(array, expected)
    series = pd.Series(margins, ["a", "b", "c"])
    found = SHEET.break_even("gross_rate", "T", **{**EXAMPLE, "margin_rate": series})
    pd.testing.assert_series_equal(found, pd.Series(expected, series.index))


def test_a_break_even_rate_above_one_is_told_and_not_cut_off():
    assert SHEET.break_even("gross_rate", "T", **{**EXAMPLE, "revenue_per_sale": 1}) == pytest.approx(2 / 0.48)


def test_break_even_is_undefined_where_no_finite_value_does_it():
    assert np.isnan(SHEET.break_even("gross_rate", "T", **{**EXAMPLE, "margin_rate": 0}))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("unknown", "line"), [("prospects", "R"), ("gross_rate", "J"), ("margin_rate", "C")])
def test_a_line_that_an_input_cannot_bring_to_nothing_is_refused(language, unknown, line):
    check_refusal(lambda: SHEET.break_even(unknown, line, **EXAMPLE), language, unknown, in_english=("cannot bring",))


@pytest.mark.parametrize("language", LANGUAGES)
def test_break_even_of_an_unknown_or_computed_input_and_with_bad_rest_is_refused(language):
    check_refusal(lambda: SHEET.break_even("gross_rat", "T", **EXAMPLE), language, "gross_rat", "gross_rate")
    check_refusal(lambda: SHEET.break_even("revenue", "T", **EXAMPLE), language, "revenue", in_english=("computed",))
    check_refusal(lambda: SHEET.break_even("gross_rate", "T", prospects=5), language, "cost_per_contact")
    rest = {**EXAMPLE, "net_rate": 80}
    check_refusal(lambda: SHEET.break_even("gross_rate", "T", **rest), language, "net_rate", "0.8")


# --- what ±10 % does


def test_ten_percent_of_the_gross_rate_moves_the_value_of_fig_3_from_4_000_to_1_600_and_6_400():
    table = SHEET.sensitivity(line="T", **EXAMPLE).set_index("letter")
    row = table.loc["D", ["low_input", "high_input", "low", "high"]]
    assert row.tolist() == pytest.approx([0.045, 0.055, 1_600, 6_400])
    assert table.loc["B", ["low", "high"]].tolist() == pytest.approx([6_000, 2_000])
    assert table.loc["A", ["low", "high"]].tolist() == pytest.approx([3_600, 4_400])
    assert table["name"].to_dict() == {line.letter: line.name for line in SHEET.inputs}


def test_the_strongest_input_comes_first_and_equals_keep_the_order_of_the_sheet():
    table = SHEET.sensitivity("contribution", **EXAMPLE)
    reach = (table["high"] - table["low"]).abs().round(6)
    assert reach.is_monotonic_decreasing
    assert list(table["letter"][reach == 4_800]) == ["D", "F", "K", "M"]
    assert list(table["letter"][-2:]) == ["B", "A"]


def test_a_rate_near_its_end_is_raised_to_1_and_no_further():
    table = SHEET.sensitivity("T", **{**EXAMPLE, "net_rate": 0.95}).set_index("name")
    assert table.loc["net_rate", "high_input"] == 1
    assert table.loc["net_rate", "high"] == pytest.approx(10_000)


def test_another_change_and_an_undefined_line_can_be_asked_for():
    assert SHEET.sensitivity("T", change=0.5, **EXAMPLE)["high"].max() == pytest.approx(16_000)
    assert SHEET.sensitivity("J", **{**EXAMPLE, "gross_rate": 0})["low"].isna().all()


# --- units


def test_the_units_that_the_formulas_of_fig_3_make_are_those_the_lines_declare():
    checked = SHEET.check_units()
    assert list(checked["letter"]) == list(LATEX)
    assert list(checked["unit"]) == list(checked["from_formula"])


@pytest.mark.parametrize(("formula", "unit"), [
    pytest.param(lambda A, B: A + B, "lei", id="prospects plus lei per prospect"),
    pytest.param(lambda B, K: K - B, "lei/customer", id="lei per customer less lei per prospect"),
    pytest.param(lambda A, B: A * B, "lei/customer", id="lei declared as lei per customer"),
    pytest.param(lambda A, K: A * K, "lei", id="prospects times lei per customer"),
    pytest.param(lambda A: A + 1, "prospect", id="prospects plus a pure number"),
    pytest.param(lambda A: A / A, "prospect", id="a pure number declared as prospects"),
])
def test_units_that_do_not_follow_are_refused_with_the_name_of_the_line(formula, unit):
    with pytest.raises(ValueError, match=r"line X wrong"):
        broken(formula, unit).check_units()


def test_units_that_do_follow_are_accepted_and_a_formula_without_letters_is_a_pure_number():
    assert broken(lambda A, B: A * B / 2, "lei").check_units()["from_formula"].iloc[-1] == "lei"
    assert broken(lambda: 0.5, "1").check_units()["from_formula"].iloc[-1] == "1"
