"""The formulas of a card are those that the lesson's functions compute, term by term."""

import pytest
import sympy

from crmlessons import growth, records, retention, views
from crmlessons.formula import Formula

CARD = {one.left: one.expression for one in retention.CARD}
A, B, C, D, E, F, d, n, t, alpha, beta = sympy.symbols("A B C D E F d n t alpha beta")
MONTH = dict(zip(retention.SHEET.example, (A, B, C, D, E, F), strict=True))
OF_N = {n: CARD["n"]}


@pytest.mark.parametrize(("left", "computed"), [
    ("n", lambda: retention.SHEET.expression("N") / F),
    ("N_t", lambda: retention.closed_form(t, **MONTH)),
    ("B^*", lambda: retention.SHEET.break_even_formula("churn_rate", "N")),
    ("D^*", lambda: retention.SHEET.break_even_formula("retention_cost", "N")),
    ("V", lambda: retention.lifetime_value(d, **MONTH)),
    ("", lambda: 1 - retention.yearly_loss(B)),
])
def test_the_card_of_retention_says_what_is_computed(left, computed):
    assert sympy.simplify(CARD[left].subs(OF_N) - computed()) == 0


def test_the_card_s_share_kept_when_customers_differ_is_the_model_s():
    _rate, model = retention.both_ways(retention.REGULAR, 7)
    of_card = sympy.lambdify(t, CARD["r_t"].subs({alpha: model.alpha, beta: model.beta}))
    assert [of_card(period) for period in (1, 5, 12)] == pytest.approx(model.retention([1, 5, 12]).tolist())


def test_the_card_of_growth_says_what_is_computed():
    needed, variance = (one.expression for one in growth.CARD)
    K, H, M = sympy.symbols("K H M")
    assert sympy.simplify(needed - growth.UPLIFT.break_even_formula("take_rate", "P")) == 0 and needed.free_symbols == {
        K, F, H, M}
    rates = growth.take_rates(records.load("offers"), by="offer").loc["mobile"]
    offer = growth.inputs_with_control(records.load("offers"), "mobile")
    numbers = {"A": offer["loyal_customers"], "C": offer["loyal_customers"] * offer["exposure_rate"],
               "D": rates["treated"], "Q": rates["control"]}
    assert float(variance.subs(numbers)) == pytest.approx(rates["standard_error"] ** 2)


def test_a_formula_is_set_as_it_is_written():
    one = Formula("B^*", "1 - D/(A*(C - E))", "x")
    assert one.latex == r"1 - \frac{D}{A \cdot \left(C - E\right)}" and one.name == "B*"
    assert Formula("", "(1 - B)**12", "x").latex == r"\left(1 - B\right)^{12}"


def test_the_display_holds_the_lines_of_the_sheet_and_below_them_the_card():
    shown = views.formulas(retention.SHEET, retention.CARD)
    assert shown._repr_latex_().count(r"\\") == 7 + len(retention.CARD) - 1 and "B^* &= 1 -" in shown._repr_latex_()
    assert "B* = 1 − D ÷ (A × (C − E))" in repr(shown) and "\n(1 − B)^12   " in repr(shown)
    assert "r_t = (β + t − 1) ÷ (α + β + t − 1)" in repr(shown)
