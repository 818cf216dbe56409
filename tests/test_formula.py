"""The formulas of a card are those that the lesson's functions compute, term by term."""

import math

import pandas as pd
import pytest
import sympy

from crmlessons import (
    capstone,
    economics,
    growth,
    lifecycle,
    receivables,
    records,
    retention,
    sales,
    satisfaction,
    support,
    views,
)
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


def test_the_card_of_economics_says_what_is_computed():
    B, C, D, E, t = sympy.symbols("B C D E t")
    left, rise, most, year_end, renewed = (one.expression for one in economics.CARD)
    family = dict(zip("ABC", (D, B, E), strict=True))
    computed = [economics.FAMILY.expression(letter).subs(family, simultaneous=True) for letter in "EF"]
    before, after = (economics.SHEET.expression(letter) for letter in "UV")
    pairs = [(left, B**t), (rise, after / before - 1), (most, economics.break_even_spend(B, C, D, E)),
             (year_end, computed[0]), (renewed, computed[1])]
    assert [sympy.simplify(card - ours) for card, ours in pairs] == [0] * 5


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


def test_the_card_of_the_lifecycle_says_what_is_computed():
    card = {one.left: one.expression for one in lifecycle.CARD}
    L, G, r, w = sympy.symbols("L G r w")
    undiscounted = lifecycle.SHEET.expression("N").subs(sympy.Symbol("K"), 0)
    assert sympy.simplify(card["m"] - undiscounted) == 0
    totals = pd.Series({"revenue": 100.0, "gross_margin": 40.0, "bad_debt": 3.0, "spend": 10.0})
    needed = lifecycle.roi_ratios(totals).at["revenue_on_spend", "break_even"]
    assert float(card["b^*"].subs({F: 0.4, G: 0.03})) == pytest.approx(needed)
    chain = pd.DataFrame([[0.9, 0.1], [0.0, 1.0]], ["new", "lost"], ["new", "lost"])
    tried = {"new": 5.0, "lost": -float(card["a^*"].subs({r: 0.2, w: lifecycle.worth(chain, {"new": 5.0})["new"]}))}
    back = lifecycle.worth(lifecycle.five_states(chain, 0.05, win_back=0.2), tried)
    assert back["lost"] == pytest.approx(0), "an attempt at that cost is worth nothing"
    shown = repr(views.formulas(lifecycle.SHEET, lifecycle.CARD))
    assert "P = D × (1 − E) × (F − G) − H" in shown and "m = (1 − (1 − E)^L) ÷ E" in shown


def test_the_card_of_receivables_says_what_is_computed():
    dso, rate, net, border, still, reported = (sympy.lambdify(sorted(one.expression.free_symbols, key=str),
                                                              one.expression) for one in receivables.CARD)
    assert dso(S=310, W=200, d=90) == pytest.approx(receivables.dso(200, 310, 90))
    assert rate(U_j=23, U_n=2) == pytest.approx(receivables.loss_rates([100, 50, 23, 8, 2])["days_31_60"])
    assert reported(m=6, q=0.02, w=0.04) == pytest.approx(receivables.apparent_loss_rate(0.02, 0.04, 6))
    true = receivables.true_experience()
    chances, s = true.chances.loc["exploits_terms"], true.salvage
    (p_k, g_k), (p_h, g_h) = chances.loc["amicable"], chances.loc["legal"]
    one = pd.DataFrame({"reason": ["exploits_terms"], "amount": [300.0], "days_overdue": [0], "value": [775.0]})
    assert net(a=300, c=38, g=g_h, p=p_h, s=s, v=775) == pytest.approx(
        receivables.by_approach(one, true).loc["legal", "net"])
    assert border(a=300, c_h=38, c_k=4, g_h=g_h, g_k=g_k, p_h=p_h, p_k=p_k, s=s) == pytest.approx(
        receivables.indifference("exploits_terms", 300, true))
    assert still(p=p_k, u=true.later[30]) == pytest.approx(float(true.recovered("exploits_terms", "amicable", 30)[0]))


def test_the_card_of_support_says_what_the_telephone_computes():
    card = {one.left: one.expression for one in support.CARD}
    numbers = {"r": 100, "h": 180, "p": 1_800, "n": 14, "t": 20, "z": 0.3, "e": math.e}
    numbers["a"] = float(card["a"].subs(numbers))
    b = 1.0
    for agents in range(1, 15):
        b = float(card["b_n"].subs({"a": numbers["a"], "b": b, "n": agents}))
    numbers["b"] = b
    numbers["c"] = float(card["c"].subs(numbers))
    found = [float(card[left].subs(numbers)) for left in ("a", "c", "s", "w", "o", "m")]
    assert b == pytest.approx(support.erlang_b(10, 14)) and found == pytest.approx(
        [10, 0.174132, 0.888350, 7.836, 0.714286, 20], rel=1e-4)
    assert found[1:4] == pytest.approx([support.erlang_c(10, 14), support.service_level(10, 14, 20, 180),
                                        support.mean_wait(10, 14, 180)])


def test_the_card_of_satisfaction_says_what_is_computed():
    card = {one.left: one.expression for one in satisfaction.CARD}
    p, q = sympy.symbols("p q")
    assert sympy.simplify(card["F^*"] - satisfaction.DECEIT.break_even_formula("found_out", "L")) == 0
    answers = [10] * 50 + [8] * 30 + [0] * 20
    numbers = {p: 0.5, d: 0.2, n: 100}
    found = satisfaction.nps(answers)
    assert [float(card[one].subs(numbers)) for one in ("NPS", "s")] == pytest.approx(
        [found["nps"], found["standard_error"]])
    needed = card["n"].subs({"s_1": satisfaction.nps_error(0.5, 0.2, 1), "r": 5})
    assert sympy.ceiling(needed) == satisfaction.answers_needed(0.5, 0.2, 5)
    group = pd.DataFrame({"group": ["a"] * 100 + ["b"] * 50, "yes": [1] * 60 + [0] * 40 + [1] * 20 + [0] * 30})
    shares = satisfaction.shares(group, "yes", "group")
    one, two = (float(card["e"].subs({q: share, n: size})) for share, size in ((0.6, 100), (0.4, 50)))
    assert [one, two] == pytest.approx(shares["standard_error"].tolist())
    assert float(card[""].subs({"e_1": one, "e_2": two})) == pytest.approx(
        satisfaction.difference(shares, "a", "b")["standard_error"])


def test_the_card_of_sales_says_what_is_computed():
    card = {one.left: one.expression for one in sales.CARD}
    agreed = sales.kappa([1] * 25 + [0] * 25, [1] * 20 + [0] * 5 + [1] * 10 + [0] * 15)
    assert float(card["k"].subs({"o": agreed["agreed"], "e": agreed["by_chance"]})) == pytest.approx(agreed["kappa"])
    table = pd.DataFrame({"quick": [1] * 40 + [0] * 60, "won": [1] * 20 + [0] * 20 + [1] * 18 + [0] * 42})
    found = sales.with_winning(table, ("quick",)).iloc[0]
    assert float(card["s"].subs({"p": 0.5, "n": 40, "q": 0.3, "m": 60})) == pytest.approx(found["standard_error"])
    assert float(card["f"].subs({"a": 0.05, "t": 10})) == pytest.approx(sales.false_alarms(10))
    assert sympy.ceiling(card["N"].subs({"p": 0.24, "q": 0.38})) == sales.trial_size(0.24, 0.14)
    assert not any("%" in one.label for one in sales.CARD)  # in mathematics a comment would begin there


def test_the_card_of_the_capstone_says_what_is_computed():
    card = {one.left: one.expression for one in capstone.CARD}
    labels = pd.MultiIndex.from_tuples([("retaining", "a", "a"), ("collecting", "b", "b")])
    groups = pd.DataFrame({"unit_cost": [4.0, 1.0], "limit": [100.0, 500.0], "brings": [6.0, 1.0], "error": 0.5,
                           "spread": 10.0}, labels)
    both = pd.DataFrame({"first": groups.index[:1], "second": groups.index[1:], "damage": [1_000.0]})
    plan = capstone.plan(capstone.made(groups, both), 900, retaining=400, collecting=500)
    removed = float(card["r"].subs({"k": 0.6, "r_2": 0.5}))
    assert plan.value == pytest.approx(1_000 * removed - 900)
    assert plan.groups["return"].iloc[0] == float(card["w"].subs({"b": 6, "c": 4}))
    alone = capstone.plan(plan.company, 900, retaining=400)
    deviations = capstone.Years(plan.company, count=20_000).spread(alone)["standard_deviation"]
    assert deviations["from_chance"] ** 2 == pytest.approx(float(card["v_2"].subs({"n": 100, "s": 10})))
    known = float(card["v_1"].subs({"n": 100, "s": 10, "m": 400}))  # the error of a mean of 400 is 10 / √400 = 0.5
    assert deviations["from_not_knowing"] ** 2 == pytest.approx(known, rel=0.05)


def test_a_formula_is_set_as_it_is_written():
    one = Formula("B^*", "1 - D/(A*(C - E))", "x")
    assert one.latex == r"1 - \frac{D}{A \cdot \left(C - E\right)}" and one.name == "B*"
    assert Formula("", "sqrt(p/n)", "x").text == "√(p/n)" and Formula("", "sqrt(p)", "x").latex == r"\sqrt{p}"
    assert Formula("", "(1 - B)**12", "x").latex == r"\left(1 - B\right)^{12}"


def test_the_display_holds_the_lines_of_the_sheet_and_below_them_the_card():
    shown = views.formulas(retention.SHEET, retention.CARD)
    assert shown._repr_latex_().count(r"\\") == 7 + len(retention.CARD) - 1 and "B^* &= 1 -" in shown._repr_latex_()
    assert "B* = 1 − D ÷ (A × (C − E))" in repr(shown) and "\n(1 − B)^12   " in repr(shown)
    assert "r_t = (β + t − 1) ÷ (α + β + t − 1)" in repr(shown)
