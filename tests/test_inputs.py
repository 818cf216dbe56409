"""What a reader may give to an input, and the sentence for everything else (issue, "Bad input")."""

import datetime
from decimal import Decimal
from fractions import Fraction

import hypothesis
import numpy as np
import pandas as pd
import pytest
from hypothesis import strategies as st
from refusals import LANGUAGES, check_refusal, refused_in_every_language

from crmlessons import InputError, inputs, use, words

RATE, COUNT = (0.0, 1.0), (0.0, inputs.LARGEST)


def rate(value):
    return inputs.accepted("gross_rate", value, RATE)


def count(value):
    return inputs.accepted("prospects", value, COUNT)


# --- written numbers


@pytest.mark.parametrize(("text", "in_english", "in_romanian"), [
    ("12,5 %", [0.125], [0.125]), ("12.5%", [0.125], [0.125]), ("4.000", [4, 4_000], [4_000, 4]),
    ("4,000", [4_000, 4], [4, 4_000]), ("1.234,5", [1_234.5], [1_234.5]), ("1,234.5", [1_234.5], [1_234.5]),
    ("1.234.567", [1_234_567], [1_234_567]), ("0,125", [0.125], [0.125]), ("0.125", [0.125], [0.125]),
    ("−5", [-5], [-5]), ("+5", [5], [5]), ("50 lei", [50], [50]), ("50lei", [50], [50]), ("2,50 LEI", [2.5], [2.5]),
    ("1 000,5", [1_000.5], [1_000.5]), ("1\u00a0000", [1_000], [1_000]), ("1\u202f000 000", [1e6], [1e6]),
    ("1'000", [1_000], [1_000]), (" 7 ", [7], [7]), (".5", [0.5], [0.5]), ("5.", [5], [5]), ("1e3", [1_000], [1_000]),
])
def test_a_written_number_is_read_in_every_way_it_can_mean_the_likeliest_first(text, in_english, in_romanian):
    assert inputs.readings(text) == in_english
    use("ro")
    assert inputs.readings(text) == in_romanian


@pytest.mark.parametrize("text", [
    "", " ", "abc", "lei", "%", "5%%", "1,2,3", "1.2.3,4", "1,2.3", "12 5", "1 2 3", "5-3", "1e400", "nan", "inf",
    "five", "=1+1", "0x10", "1_000"])
def test_what_is_not_one_number_is_not_read(text):
    assert inputs.readings(text) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("written", [words.number, words.money])
@hypothesis.given(value=st.integers(-10**9, 10**9))
def test_a_number_written_by_the_course_is_read_back_in_the_same_language(language, written, value):
    use(language)
    assert inputs.readings(written(value / 100, 2))[0] == value / 100


@pytest.mark.parametrize("language", LANGUAGES)
@hypothesis.given(value=st.integers(0, 10_000))
def test_a_percentage_written_by_the_course_is_read_back_as_the_ratio(language, value):
    use(language)
    assert inputs.readings(words.percent(value / 10_000))[0] == pytest.approx(value / 10_000)


def test_the_nearest_word_is_found_and_a_far_one_is_not():
    assert inputs.nearest("gros_rate", ["net_rate", "gross_rate"]) == "gross_rate"
    assert inputs.nearest("colour", ["net_rate", "gross_rate"]) == inputs.nearest("x", []) == ""


# --- what is accepted


@pytest.mark.parametrize("value", [0, 1, 0.5, True + 0, np.float32(0.5), np.int64(1), Fraction(1, 2), Decimal("0.5")])
def test_any_real_number_is_accepted_as_a_float(value):
    accepted = rate(value)
    assert isinstance(accepted, float) and accepted == float(value)


@pytest.mark.parametrize("values", [
    [0.1, 0.2], (0.1, 0.2), np.array([0.1, 0.2]), pd.Series([0.1, 0.2]), pd.Series([0.1, 0.2], dtype=object),
    pd.Series([0.1, 0.2], dtype="Float64"), [Decimal("0.1"), Fraction(1, 5)]])
def test_any_row_of_real_numbers_is_accepted_as_a_float_array(values):
    accepted = rate(values)
    assert isinstance(accepted, np.ndarray) and accepted.dtype == float
    np.testing.assert_allclose(accepted, [0.1, 0.2])


def test_whole_numbers_of_every_width_become_floats_and_ends_of_the_range_belong_to_it():
    assert count(np.array([0, 10**12])).tolist() == [0, 1e12]
    assert count(np.array([7], dtype="uint8")).dtype == float
    assert rate(np.zeros((2, 3))).shape == (2, 3)


def test_blocks_cover_every_row_once():
    size = 2 * inputs.BLOCK + 1
    rows = np.arange(size)
    np.testing.assert_array_equal(np.concatenate([rows[block] for block in inputs.blocks(size)]), rows)
    assert list(inputs.blocks(0)) == []


# --- what is refused


@refused_in_every_language(
    ("percent-typed-as-12", 12, ("gross_rate", "12", "0.12"), ("between 0 and 1", "Did you mean")),
    ("percent-as-text", "12,5%", ("gross_rate", "12,5%", "0.125"), ("is text", "Did you mean")),
    ("percent-without-sign", "12,5", ("gross_rate", "12,5", "0.125"), ("Did you mean",)),
    ("number-as-text", "0,05", ("gross_rate", "0,05", "0.05"), ("is text", "Did you mean")),
    ("numpy-text", np.str_("5 %"), ("gross_rate", "5 %", "0.05"), ("Did you mean",)),
    ("words", "abc", ("gross_rate", "abc"), ("is not one", "digits")),
    ("too-large", 500, ("gross_rate", "500"), ("between 0 and 1", "If that is a count")),
    ("negative", -0.1, ("gross_rate", "-0.1", "0"), ("cannot be negative",)),
    ("nan", np.nan, ("gross_rate", "NaN"), ("is missing",)),
    ("none", None, ("gross_rate",), ("is missing. Give a number",)),
    ("blank-answer", ..., ("gross_rate",), ("is missing. Give a number",)),
    ("pandas-missing", pd.NA, ("gross_rate",), ("is missing. Give a number",)),
    ("infinite", np.inf, ("gross_rate", "inf"), ("must lie between",)),
    ("huge", 10**400, ("gross_rate",), ("must lie between",)),
    ("minus-huge", -10**400, ("gross_rate",), ("cannot be negative",)),
    ("true", True, ("gross_rate", "True"), ("is not one",)),
    ("numpy-true", np.True_, ("gross_rate", "True"), ("is not one",)),
    ("complex", 1j, ("gross_rate", "1j"), ("is not one",)),
    ("bytes", b"5", ("gross_rate", "b'5'"), ("is not one",)),
    ("date", datetime.date(2024, 2, 5), ("gross_rate", "2024-02-05"), ("is not one",)),
    ("mapping", {}, ("gross_rate", "{}"), ("is not one",)),
    ("set", {1, 2}, ("gross_rate", "{1, 2}"), ("is not one",)),
    ("function", abs, ("gross_rate", "built-in"), ("is not one",)),
)
def test_a_value_that_is_no_rate_is_refused_with_its_name_and_what_to_try(language, given, said, in_english):
    check_refusal(lambda: rate(given), language, *said, in_english=in_english)


@refused_in_every_language(
    ("negative", -3, ("prospects", "-3", "0"), ("cannot be negative",)),
    ("too-many", 2e12, ("prospects", "2000000000000", "1000000000000"), ("must lie between",)),
    ("two-readings", "4.000", ("prospects", "4.000"), ("Did you mean 4?",)),
    ("money", "50 lei", ("prospects", "50 lei", "50"), ("Did you mean 50?",)),
    ("nan", float("nan"), ("prospects", "NaN"), ("is missing",)),
)
def test_a_value_that_is_no_count_is_refused_with_its_name_and_what_to_try(language, given, said, in_english):
    check_refusal(lambda: count(given), language, *said, in_english=in_english)


def test_of_two_readings_the_one_of_the_language_is_suggested():
    use("ro")
    with pytest.raises(InputError, match="4000"):
        count("4.000")


@refused_in_every_language(
    ("one-too-large", [0.1, 0.2, 12], ("gross_rate", "0.12", "3"), ("position 3 of 3",)),
    ("nan", pd.Series([0.1, np.nan]), ("gross_rate", "NaN", "2"), ("is missing", "position 2 of 2")),
    ("none", [0.1, None], ("gross_rate", "2"), ("is missing", "position 2 of 2")),
    ("pandas-missing", pd.Series([pd.NA, 0.1], dtype=object), ("gross_rate", "1"), ("is missing", "position 1 of 2")),
    ("masked", np.ma.array([0.1, 0.2], mask=[0, 1]), ("gross_rate", "2"), ("is missing", "position 2 of 2")),
    ("text", [0.1, "x"], ("gross_rate", "x", "2"), ("is not one", "position 2 of 2")),
    ("texts", np.array(["5%", "6%"]), ("gross_rate", "5%", "0.05", "1"), ("Did you mean", "position 1 of 2")),
    ("a-flag-among-numbers", [0.1, True], ("gross_rate", "True", "2"), ("is not one", "position 2 of 2")),
    ("a-flag-among-objects", pd.Series([0.1, True], dtype=object), ("gross_rate", "True", "2"), ("is not one",)),
    ("flags", np.array([True, False]), ("gross_rate", "True", "1"), ("is not one",)),
    ("complex", np.array([1j]), ("gross_rate", "1j"), ("is not one",)),
    ("dates", pd.Series(pd.to_datetime(["2024-02-05"])), ("gross_rate", "2024-02-05"), ("is not one",)),
    ("empty", [], ("gross_rate",), ("is empty", "at least one")),
    ("empty-array", np.zeros((3, 0)), ("gross_rate",), ("is empty",)),
    ("nested", [[0.1], [0.2]], ("gross_rate",), ("plain row of numbers",)),
    ("ragged", [np.array([0.1]), np.array([0.1, 0.2])], ("gross_rate",), ("plain row of numbers",)),
    ("frame", pd.DataFrame({"x": [0.1]}), ("gross_rate",), ("plain row of numbers",)),
)
def test_a_row_with_an_unusable_value_is_refused_and_its_place_is_told(language, given, said, in_english):
    check_refusal(lambda: rate(given), language, *said, in_english=in_english)


@pytest.mark.parametrize("position", [0, inputs.BLOCK - 1, inputs.BLOCK, 2 * inputs.BLOCK])
@pytest.mark.parametrize("bad", [-1, 2, np.nan, np.inf])
def test_a_bad_value_is_found_wherever_it_stands_in_a_long_row(position, bad):
    values = np.full(2 * inputs.BLOCK + 1, 0.5)
    values[position] = bad
    with pytest.raises(InputError, match=f"position {position + 1} of {values.size}"):
        rate(values)


def test_a_dask_array_that_is_not_numeric_or_out_of_range_is_refused_and_a_good_one_stays_lazy():
    import dask.array as da

    assert isinstance(rate(da.from_array(np.array([0, 1]), chunks=1)), da.Array)
    for bad in (np.array(["a"]), np.array([0.5, 2]), np.array([]), np.array([np.nan])):
        with pytest.raises(InputError, match="gross_rate"):
            rate(da.from_array(bad))


def test_nothing_that_was_given_is_changed():
    whole = np.array([0, 1])
    rate(whole)[0] = 0.5
    assert whole.tolist() == [0, 1]
