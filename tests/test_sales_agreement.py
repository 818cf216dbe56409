"""Cohen's kappa against tables worked by hand, its laws, and what raters' errors do to what is found."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from refusals import LANGUAGES, check_refusal

from crmlessons import records, sales, use
from crmlessons.records.description import truth

pairs = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=60)


def marks(yes: int, one: int, other: int, no: int) -> tuple[list[int], list[int]]:
    """Two raters' marks from the four counts: both yes, only the first, only the second, both no."""
    return [1] * (yes + one) + [0] * (other + no), [1] * yes + [0] * one + [1] * other + [0] * no


def test_cohen_1960_a_table_of_20_5_10_15_gives_po_70_pe_50_kappa_40():
    # po = 35/50; pe = 25/50 · 30/50 + 25/50 · 20/50 = .5; κ = .2/.5; standard error √(.7·.3/50)/.5
    found = sales.kappa(*marks(20, 5, 10, 15))
    assert (found["agreed"], found["by_chance"], found["kappa"]) == pytest.approx((0.7, 0.5, 0.4))
    assert found["standard_error"] == pytest.approx((0.7 * 0.3 / 50) ** 0.5 / 0.5) == pytest.approx(0.1296, abs=1e-4)


def test_cohen_1960_three_categories_by_hand():
    # rows 4 1 0 / 1 3 1 / 0 1 4 of 15: po = 11/15; margins 5, 5, 5 both: pe = 1/3; κ = (11/15 − 5/15)/(10/15) = .6
    table = [[4, 1, 0], [1, 3, 1], [0, 1, 4]]
    both = [(a, b) for a in range(3) for b in range(3) for _ in range(table[a][b])]
    assert sales.kappa(*zip(*both, strict=True))["kappa"] == pytest.approx(0.6)
    # weighted (Cohen 1968, linear): observed distance 4/15; by chance (4·1 + 2·2)/9 = 8/9; 1 − (4/15)/(8/9) = .7
    assert sales.kappa(*zip(*both, strict=True), weighted=True)["kappa"] == pytest.approx(0.7)


@given(pairs)
def test_kappa_is_symmetric_at_most_one_and_one_only_for_full_agreement(both):
    first, second = zip(*both, strict=True)
    for weighted in (False, True):
        there, back = sales.kappa(first, second, weighted), sales.kappa(second, first, weighted)
        assert there["kappa"] == pytest.approx(back["kappa"], nan_ok=True)
        assert np.isnan(there["kappa"]) or there["kappa"] <= 1 + 1e-12
        assert np.isnan(there["kappa"]) or (there["kappa"] > 1 - 1e-9) == (first == second)


@given(st.lists(st.integers(0, 1), min_size=2, max_size=40), st.randoms())
def test_with_two_marks_weights_change_nothing_and_neither_does_the_order_of_the_things(ones, random):
    other = [random.choice([0, 1]) for _ in ones]
    plain = sales.kappa(ones, other)["kappa"]
    assert sales.kappa(ones, other, weighted=True)["kappa"] == pytest.approx(plain, nan_ok=True)
    order = random.sample(range(len(ones)), len(ones))
    mixed = sales.kappa([ones[i] for i in order], [other[i] for i in order])["kappa"]
    assert mixed == pytest.approx(plain, nan_ok=True)


def test_perfect_agreement_is_1_and_raters_by_lot_have_0():
    assert sales.kappa(*marks(30, 0, 0, 20))["kappa"] == pytest.approx(1)
    assert sales.kappa(*marks(25, 25, 25, 25))["kappa"] == pytest.approx(0)
    assert sales.kappa(*marks(0, 25, 25, 0))["kappa"] == pytest.approx(-1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_both_give_everything_the_same_mark_kappa_is_undefined_and_the_words_say_so(language):
    use(language)
    found = sales.kappa([2] * 10, [2] * 10)
    assert np.isnan(found["kappa"]) and np.isnan(found["standard_error"]) and found["agreed"] == 1
    said = sales.said_of(found)
    assert "kappa" in said and "⟦" not in said and ("undefined" in said or language != "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_few_pairs_are_called_a_hint(language):
    use(language)
    few, many = (sales.said_of(sales.kappa(*marks(n, 1, 1, n))) for n in (3, 40))
    assert len(few) > len(many) and "⟦" not in few + many


def test_open_items_are_left_out_pairwise():
    found = sales.kappa([1, 0, np.nan, 1], [1, 0, 1, np.nan])
    assert (found["pairs"], found["kappa"]) == (2, pytest.approx(1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_raters_of_different_things_are_refused(language):
    check_refusal(lambda: sales.kappa([1, 0], [1]), language, "2", "1")
    check_refusal(lambda: sales.kappa([np.nan], [1]), language)
    check_refusal(lambda: sales.kappa([], []), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_raters_are_compared_on_all_they_have_both_scored_even_when_that_is_nothing(language, tmp_path):
    use(language)
    book = sales.Scorebook(tmp_path / "scores.json")
    assert "me" in sales.compared(book, "me") and "⟦" not in sales.compared(book, "me", "Ana")
    book.put(sales.Scores("jam", "me", {"cared": 2, "quick": 2, "listened": 0}))
    book.put(sales.Scores("my own", "me", {"cared": 2}))  # there is no model scoring of it
    assert "3" in sales.compared(book, "me") and "⟦" not in sales.compared(book, "me")
    for key in sales.CONVERSATIONS:
        book.put(sales.Scores(key, "me", sales.model_scores(key).marks))
        book.put(sales.Scores(key, "Ana", sales.model_scores(key).marks))
    assert "60" in sales.compared(book, "me") and sales.compared(book, "me", "Ana").count("1") >= 2


def test_the_company_s_raters_have_the_true_kappa_within_four_standard_errors():
    found = sales.agreement(records.load("sales_calls"))
    true = truth("sales_calls")["inputs"]["all"]["kappa"]
    assert (abs(found["kappa"] - true) < 4 * found["standard_error"]).all() and list(found.index) == list(sales.JUDGED)


def test_the_errors_of_the_simulation_make_a_kappa_of_60():
    parameters = truth("sales_calls")["parameters"]
    for item, error in parameters["error"].items():
        assert sales.kappa_of_errors(parameters["done"][item], error) == pytest.approx(0.6, abs=1e-4)


@given(st.floats(0.05, 0.95), st.floats(0, 0.49), st.floats(0.01, 0.5))
def test_errors_shrink_kappa_and_what_is_seen_and_none_leave_them_whole(done, error, effect):
    assert sales.kappa_of_errors(done, 0.0) == pytest.approx(1)
    assert sales.seen_through(effect, done, 0.0) == pytest.approx(effect)
    assert sales.seen_through(effect, done, error) <= effect + 1e-12
    assume(error > 1e-6)
    assert 0 < sales.kappa_of_errors(done, error) < 1 and sales.seen_through(effect, done, error) > 0


def test_what_a_rater_sees_of_nine_points_by_hand():
    # done .45, error .11: of the yes .4005/.461 were done, of the no .0495/.539: .09 · (.86876 − .09184)
    assert sales.seen_through(0.09, 0.45, 0.11) == pytest.approx(0.09 * (0.4005 / 0.461 - 0.0495 / 0.539))
    assert list(sales.seen_by_raters(0.09, 0.45, [0, 0.11])["seen"].round(3)) == [0.09, 0.07]
