"""How an answer is understood, kind by kind: numbers with units, letters, orders, columns, words."""

import numpy as np
import pandas as pd
import pytest

from crmlessons import InputError, acquisition
from crmlessons.exercises import ask, check, guess, reference
from crmlessons.exercises.engine import Choice, Option, Ordering

TABLE, ORDER, OPEN = "acquisition.four_bests", "acquisition.advantage_order", "acquisition.own_campaign"
SENTENCE = "We wrote to all our neighbours, and twelve of them came to the shop on Saturday."
TWO_HOLD = Choice(
    ask="Which are rates?",
    solution="Gross rate and net rate.",
    options={
        "gross": Option("gross rate", "It is a share of the contacts.", right=True),
        "sales": Option("gross sales", "It is a number of sales."),
        "net": Option("net rate", "It is a share of the sales.", right=True),
        "cost": Option("direct cost", "It is money."),
    },
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("40", "right"),
        ("40,0", "right"),
        ("4e1", "right"),
        ("40 lei", "right"),
        ("40 lei/customer", "right"),
        ("40 LEI per customers", "right"),
        ("40 RON", "right"),
        ("30 lei", "mistake"),
        ("-40", "mistake"),
        ("−40", "mistake"),
        ("4.000", "mistake"),
        ("77", "wrong"),
        ("40 lei/prospect", "unreadable"),
        ("40 €", "unreadable"),
        ("lei", "unreadable"),
        ("1e999", "unreadable"),
    ],
)
def test_a_number_is_understood_with_the_unit_of_the_question_and_no_other(text, kind):
    assert check("acquisition.cac", text).kind == kind


@pytest.mark.parametrize("answer", [0.045, "0.045", "0,045", "4.5%", "4,5 %", "4,50 %"])
def test_percent_and_ratio_are_the_same_rate(answer):
    assert check("acquisition.overall_rate", answer).kind == "right"


@pytest.mark.parametrize("answer", [4.5, "4.5", "450 %"])
def test_a_percentage_without_its_sign_is_explained(answer):
    verdict = check("acquisition.overall_rate", answer)
    assert verdict.kind == "mistake"
    assert "4.5 means 450%" in verdict.text and 'Write 0.045 or "4.5%"' in verdict.text


def test_a_whole_sheet_a_function_and_a_list_are_told_what_to_take_from_them():
    sheet = acquisition.SHEET.solve(**acquisition.SHEET.example)
    assert 's["A"]' in check("acquisition.cac", sheet).text
    assert "parentheses" in check("acquisition.cac", len).text
    assert "2 values" in check("acquisition.cac", [1, 2]).text
    assert "comma" in check("acquisition.cac", (4, 0)).text


@pytest.mark.parametrize("answer", ["b", "B", " b) ", "Lost", ["b"], "The campaign lost 30% of what was spent."])
def test_an_option_is_chosen_by_its_letter_its_key_or_its_text(answer):
    assert check("acquisition.which_roi", answer).kind == "right"


def test_two_options_of_which_one_is_wrong_are_met_with_the_reason_against_it():
    two = check("acquisition.which_roi", "ab")
    assert "One answer holds, and 2 were given." in two.text and "revenue" in repr(two)
    several = check("acquisition.which_roi", "acb")
    assert several.kind == "mistake" and "revenue" in repr(several) and "It would" in repr(several)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("ac", "right"), ("c, a", "right"), (["net", "gross"], "right"), ("a", "wrong"), ("ab", "mistake"), ("e", None)],
)
def test_where_several_options_hold_all_of_them_are_the_answer(answer, kind):
    case = TWO_HOLD.case("example.two")
    if kind is None:
        with pytest.raises(Exception, match="none of the possible answers: a, b, c, d"):
            TWO_HOLD.judge(answer, case)
    else:
        assert TWO_HOLD.judge(answer, case).kind == kind


@pytest.mark.parametrize(
    ("answer", "kind", "said"),
    [
        ("c, a, d, b", "right", "web chat"),
        ("cadb", "right", ""),
        ("c a d b", "right", ""),
        ("c > a > d > b", "right", ""),
        (["chat", "phone", "door", "mail"], "right", ""),
        ("Web chat, phone, visits, letters", "right", ""),
        (np.array(["chat", "phone", "door", "mail"]), "right", ""),
        (pd.Series({"chat": 24.0, "phone": 50.0, "door": 101.6, "mail": 133.3}), "right", ""),
        ("b, d, a, c", "mistake", "backwards"),
        ("c, a, b, d", "wrong", "number 3: “letters”"),
        ("c, a, d", "unreadable", "Still missing: letters"),
        ("c, a, d, d", "unreadable", "more than once: visits"),
        ("c, a, d, z", "unreadable", "“z”"),
        ([1, 2, 3, 4], "unreadable", "type int"),
    ],
)
def test_an_order_is_read_as_people_write_it_and_the_first_wrong_place_is_named(answer, kind, said):
    verdict = check(ORDER, answer)
    assert (verdict.kind, said in verdict.text) == (kind, True)


def test_what_is_declared_in_its_right_order_is_never_shown_in_it():
    order = Ordering(ask="?", solution="!", rows=dict(zip("xyz", "xyz", strict=True)), meaning="So it is.")
    for student in ("", *map(str, range(60))):
        assert list(order.shown(order.case("example.order", student))) != list("xyz")


def test_a_column_is_read_from_a_dict_a_series_a_frame_or_a_list():
    right = reference(TABLE)
    series = pd.Series(right)
    columns = [right, series, series[::-1], series.to_frame(), list(series), tuple(series), series.to_numpy()]
    for answer in [*columns, {key: f"{value} lei" for key, value in right.items()}]:
        assert check(TABLE, answer).kind == "right"


def test_a_column_with_gaps_strangers_or_too_many_columns_cannot_be_read():
    right = reference(TABLE)
    assert "small firms" in check(TABLE, right | {"firms": ...}).text
    assert "small firms" in check(TABLE, {key: right[key] for key in list(right)[:3]}).text
    assert "students, families, morning, firms" in check(TABLE, {"pupils": 1}).text
    assert "a table of 2" in check(TABLE, pd.DataFrame({"a": right, "b": right})).text
    assert "4 rows" in check(TABLE, [1, 2]).text
    assert "finite" in check(TABLE, right | {"firms": float("nan")}).text


def test_a_column_that_is_not_right_names_the_first_three_rows():
    right = reference(TABLE)
    verdict = check(TABLE, {key: value + 9 for key, value in right.items()})
    assert verdict.kind == "wrong" and verdict.text.startswith("4 rows")
    assert "students" in repr(verdict) and "small firms" not in repr(verdict)
    one = check(TABLE, right | {"firms": 9})
    assert one.text.startswith("1 row ") and "small firms" in repr(one) and "students" not in repr(one)


def test_an_open_answer_is_shown_the_model_and_closed_by_the_readers_own_marks():
    assert check(OPEN, "Too short.").kind == "unanswered"
    first = check(OPEN, SENTENCE)
    assert first.kind == "unanswered" and "Model answer" in repr(first) and "score=[..., ..., ..., ...]" in repr(first)
    closed = check(OPEN, SENTENCE, score=[1, 0, 1, 1])
    assert closed.kind == "right" and closed.text == "You gave yourself 3 of 4 points."
    assert "revenue from margin" in repr(closed), "the point that is worth adding"
    assert closed == check(OPEN, (SENTENCE, [1, 0, 1, 1]))


@pytest.mark.parametrize("score", [[1, 1], [1, 1, 1, 2], [..., ..., ..., ...], "1111", 4, [1, 1, 1, 0.5]])
def test_a_score_that_is_no_score_is_told_what_one_looks_like(score):
    verdict = check(OPEN, SENTENCE, score=score)
    assert verdict.kind == "unreadable" and "list of 4 marks" in verdict.text


@pytest.mark.parametrize(("id", "answer", "said"), [
    ("growth.added_value", "40%", "a percentage, and the answer has this unit: lei"),
    ("growth.uplift_rate", "7 points", 'Write 0.125, or text such as "12.5%"'),
    ("roi_guess", 1, "“acquisition.roi_guess”"),
    ("contribution", 1, "“acquisition.contribution”, .*“growth.contribution”"),
])
def test_an_answer_in_the_wrong_form_is_told_the_right_one(id, answer, said):
    if "." in id:
        assert said in check(id, answer).text
    else:
        with pytest.raises(InputError, match=said):
            check(id, answer)


@pytest.mark.parametrize(("given", "ratio"), [(25, "0.25"), ("7", "0.07"), (2.5, "0.025")])
def test_a_guess_of_25_for_a_share_is_asked_back_before_it_is_kept(given, ratio):
    asked_back = guess("lifecycle.share_guess", given)
    assert asked_back.kind == "unreadable" and ratio in asked_back.text
    assert "kept" in repr(guess("lifecycle.share_guess", ratio))


def test_a_guess_in_lei_for_a_share_is_told_what_is_asked():
    assert "Asked is a share" in guess("lifecycle.share_guess", 15_000).text


def test_a_column_without_given_numbers_still_shows_what_its_rows_are():
    shown = repr(ask("retention.non_payment"))
    assert all(row in shown for row in ("cut_off", "used", "late", "the service"))
