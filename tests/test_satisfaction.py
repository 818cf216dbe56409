"""The two sheets of the lesson on satisfaction: what a deceit is worth, and pleasure now against welfare later."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from refusals import LANGUAGES, check_refusal

from crmlessons import satisfaction, views
from crmlessons.satisfaction import DECEIT, SHEET
from crmlessons.views.explorers import state

AMOUNT = st.floats(0, 5_000)
RATE = st.floats(0, 1)


def deceit(**changed):
    return DECEIT.solve(**{**DECEIT.example, **changed})


def welfare(**changed):
    return SHEET.solve(**{**SHEET.example, **changed})


def test_the_worked_deceit_by_hand():
    # 1,000 · 15 = 15,000 now; 500 find out, 500 · 4 = 2,000 purchases of 20 lei = 40,000 later
    s = deceit()
    assert (s.gain, s.lost_trust, s.purchases_lost, s.margin_lost, s.value) == (15_000, 500, 2_000, 40_000, -25_000)


def test_a_deceit_breaks_even_where_15_lei_gained_are_a_fourth_of_the_80_lei_lost_at_three_sixteenths():
    assert DECEIT.break_even("found_out", "L", **DECEIT.example) == pytest.approx(15 / 80) == 0.1875
    assert DECEIT.break_even("later_purchases", "L", **DECEIT.example) == pytest.approx(15 / (0.5 * 20))
    B, D, E, H = sympy.symbols("B D E H")
    assert sympy.simplify(DECEIT.break_even_formula("found_out", "L") - B / (D * E * (1 - H))) == 0


def test_where_customers_never_return_or_never_notice_a_deceit_always_pays():
    assert deceit(later_purchases=0, found_out=1).value == deceit(found_out=0).value == deceit().gain


def test_whoever_buys_all_the_same_loses_the_dealer_nothing():
    assert deceit(still_bought=1).value == 15_000
    assert deceit(still_bought=0.15).value == pytest.approx(15_000 - 0.85 * 40_000)


@given(RATE, RATE, st.floats(0, 20), AMOUNT)
def test_the_more_find_out_the_less_a_deceit_is_worth(some, more, purchases, margin):
    low, high = sorted((some, more))
    rest = {"later_purchases": purchases, "margin_per_purchase": margin}
    assert deceit(found_out=high, **rest).value <= deceit(found_out=low, **rest).value + 1e-6


def test_the_worked_drink_by_hand():
    # one: 1,200 − 1,000 = 200 now, −30 · 10 = −300 later; all: 15,000 + 20,000 − 30,000 − 20,000
    s = welfare()
    assert (s.satisfaction, s.later_of_one, s.welfare_of_one) == (200, -300, -100)
    assert (s.firm_margin, s.satisfaction_of_all, s.later_of_all, s.harm_to_all_others) == (
        15_000, 20_000, -30_000, 20_000)
    assert s.welfare == -15_000


def test_with_weight_0_only_today_counts_and_with_70_percent_the_drink_breaks_even():
    assert welfare(weight_of_later=0).welfare == 35_000 == welfare(years=0).welfare
    assert SHEET.break_even("weight_of_later", "T", **SHEET.example) == pytest.approx(350 / 500)


@given(AMOUNT, AMOUNT)
def test_the_price_moves_money_from_buyers_to_the_firm_and_leaves_society_as_it_was(one, other):
    assert welfare(price=one).welfare == pytest.approx(welfare(price=other).welfare)
    assert not SHEET.expression("T").has(sympy.Symbol("C"))


@given(RATE, st.floats(0, 40), AMOUNT, AMOUNT, AMOUNT)
def test_twice_as_many_customers_double_everything_of_all(weight, years, good, own, others):
    rest = {"weight_of_later": weight, "years": years, "good_later": good, "harm_later": own, "harm_to_others": others}
    once, twice = welfare(customers=700, **rest), welfare(customers=1_400, **rest)
    for letter in "NPQRT":
        assert twice[letter] == pytest.approx(2 * once[letter])
    assert twice["M"] == once["M"]


def test_what_the_partners_gain_adds_up_to_society():
    solved = welfare(weight_of_later=0.8)
    found = satisfaction.partners(solved)
    assert found.loc["society", "altogether"] == pytest.approx(solved.welfare)
    assert found.loc["buyers"].tolist() == [20_000, -24_000, -4_000]
    assert found.loc["bystanders"].tolist() == [0, -16_000, -16_000]
    assert found.loc["society"].tolist() == pytest.approx(found.drop("society").sum().tolist())


def test_kotlers_four_kinds_lie_in_the_four_corners_of_now_and_later():
    solved = SHEET.solve(**satisfaction.kinds())
    signs = pd.DataFrame({"now": np.sign(solved["K"]), "later": np.sign(solved["L"])})
    assert signs.to_dict("index") == {
        "desirable": {"now": 1, "later": 1}, "pleasing": {"now": 1, "later": -1},
        "salutary": {"now": -1, "later": 1}, "deficient": {"now": -1, "later": -1}}
    assert solved["M"]["salutary"] > solved["M"]["pleasing"], "welfare ranks them the other way round"
    assert (SHEET.solve(**satisfaction.kinds(0))["L"] == 0).all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_partners_of_several_cases_are_refused(language):
    check_refusal(lambda: satisfaction.partners(welfare(price=[1, 2])), language, "2", in_english=("one case",))


@pytest.mark.parametrize(("sheet", "line", "against"), [(SHEET, "T", "weight_of_later"), (SHEET, "M", "price"),
                                                         (DECEIT, "L", "found_out")])
def test_the_explorers_live_at_every_corner_of_their_sliders(sheet, line, against):
    ends = {one.name: one.slider[:2] for one in sheet.inputs}
    for corner in product(*ends.values()):
        shown = state(sheet, line, against, dict(zip(ends, corner, strict=True)))
        assert shown.caption and "nan" not in shown.alt.split()


def test_every_slider_at_either_end_changes_what_the_explorer_shows():
    for sheet, line, against in ((SHEET, "T", "weight_of_later"), (DECEIT, "L", "found_out")):
        start = {**sheet.example, **({"weight_of_later": 0.9} if sheet is SHEET else {})}
        before = state(sheet, line, against, start)
        for one in sheet.inputs:
            for end in {*one.slider[:2]} - {start[one.name]}:
                assert state(sheet, line, against, {**start, one.name: end}).table != before.table, (one.name, end)


def test_the_names_of_the_inputs_fit_beside_the_sliders():
    assert max(len(line.label) for sheet in (SHEET, DECEIT) for line in sheet.inputs) <= 28


def test_the_static_twin_shows_where_each_input_breaks_even():
    text = repr(views.explore(DECEIT, line="L", against="found_out").twin().html())
    assert "18.75%" in text and "62.5%" in text
