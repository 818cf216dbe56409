"""What the survey says of drivers, buying again and staying, against the values it was simulated from."""

import importlib

import numpy as np
import pandas as pd
import pytest
from refusals import LANGUAGES, check_refusal

from crmlessons import records, satisfaction
from crmlessons.records.description import folder, truth

BANDS = ["low_marks", "middle_marks", "high_marks"]


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return {name: records.load(name) for name in ("survey", "customers", "ledger", "invoices")}


@pytest.fixture(scope="module")
def survey(tables) -> pd.DataFrame:
    return tables["survey"]


@pytest.fixture(scope="module")
def after(tables) -> pd.DataFrame:
    return satisfaction.after_the_survey(**tables)


@pytest.fixture(scope="module")
def found(survey) -> pd.DataFrame:
    return satisfaction.drivers(survey)


def test_the_weights_are_the_true_ones_within_four_standard_errors(found):
    gap = found["weight"] - satisfaction.truth("weights")
    assert (gap / found["weight_error"]).abs().max() < 4
    assert found.index[:2].tolist() == ["quality", "price"], "quality and price first, as the source says"
    assert satisfaction.truth("weights").sum() == pytest.approx(1)


def test_the_weights_are_those_of_numpys_least_squares(survey, found):
    x = np.column_stack([np.ones(len(survey)), survey[list(satisfaction.ELEMENTS)]])
    weights = np.linalg.lstsq(x, survey["overall"], rcond=None)[0][1:]
    assert found.loc[list(satisfaction.ELEMENTS), "weight"].tolist() == pytest.approx(weights.tolist())


def test_importance_is_the_weight_in_standard_deviations_and_no_scale_changes_it(survey, found):
    ratio = survey[list(satisfaction.ELEMENTS)].std() / survey["overall"].std()
    pd.testing.assert_series_equal(found["importance"], (found["weight"] * ratio).loc[found.index], check_names=False)
    doubled = survey.assign(quality=survey["quality"] * 10)
    assert satisfaction.drivers(doubled)["importance"]["quality"] == pytest.approx(found["importance"]["quality"])


def test_an_element_that_alone_makes_the_mark_has_all_the_weight():
    random = np.random.default_rng(3)
    marks = pd.DataFrame(random.integers(1, 11, (200, 2)), columns=["a", "b"])
    made = marks.assign(customer_id="K", overall=marks["a"], recommend=5, repurchased=0)
    found = satisfaction.drivers(made, ["a", "b"])
    assert found["weight"].to_dict() == pytest.approx({"a": 1, "b": 0}, abs=1e-9)
    assert satisfaction.explained(made, ["a", "b"]) == pytest.approx(1)
    assert found["inflation"].iloc[0] == pytest.approx(1 / (1 - marks.corr().iloc[0, 1] ** 2))


def test_price_is_important_and_badly_done_and_quality_is_kept_up(found):
    fields = found["field"].groupby(found["field"]).groups
    assert "price" in fields["improve_first"] and "quality" in fields["keep_up"] and "fashion" in fields["can_wait"]
    assert found["performance"].idxmin() == "price"


def test_correlations_make_everything_look_important_because_marks_go_together(found):
    assert found["correlation"].min() > 0.6 and found["importance"].min() < 0.05
    assert found["inflation"].between(1.8, 2.3).all()


def test_of_24_comparisons_of_groups_with_the_same_weights_one_or_two_look_different(survey, after):
    different = satisfaction.weight_differences(satisfaction.weights_by(survey, after["segment"]))
    assert len(different) == 24 and (different["ratio"].abs() > 1.96).sum() <= 3
    assert different.index[0] == ("taste", "families", "students")


def test_buying_again_among_those_still_here_is_the_true_chance_within_its_interval(after):
    still = satisfaction.shares(after[after["here"]], "repurchased", by="overall")
    true = satisfaction.truth("bought_again_if_still_a_customer").loc[still.index]
    assert still["low"].le(true).all() and still["high"].ge(true).all()
    assert after.loc[~after["here"], "repurchased"].sum() == 0


def test_marks_raise_buying_again_by_many_errors_and_staying_by_none_that_can_be_seen(after):
    again, left = (satisfaction.shares(after, name, by="band") for name in ("repurchased", "left_later"))
    assert again.index.tolist() == BANDS
    gap = satisfaction.difference(again, "high_marks", "low_marks")
    assert gap["difference"] > 6 * gap["standard_error"]
    gap = satisfaction.difference(left, "high_marks", "low_marks")
    assert abs(gap["difference"]) < 2 * gap["standard_error"]
    low, high = truth("customers")["parameters"]["satisfaction"]
    assert low < 1 < high, "in truth the satisfied do stay longer"


def test_what_happened_after_the_survey_is_what_the_ledger_says(after, tables):
    ledger = tables["ledger"]
    end = ledger[(ledger["month"] == ledger["month"].max()) & (ledger["stayed"] == 1)]["customer_id"]
    assert (~after["left_later"] == after["customer_id"].isin(end)).all()
    march = ledger[(ledger["month"] == "2025-03-01") & (ledger["stayed"] == 1)]["customer_id"]
    assert (after["here"] == after["customer_id"].isin(march)).all()
    chased = after[after["collected"]]
    assert (chased["segment"] == "small_firms").all() and chased["left_later"].all() and len(chased) == 22


def test_a_difference_of_shares_by_hand():
    frame = pd.DataFrame({"group": ["a"] * 100 + ["b"] * 50, "yes": [1] * 60 + [0] * 40 + [1] * 20 + [0] * 30})
    found = satisfaction.difference(satisfaction.shares(frame, "yes", "group"), "a", "b")
    # 0.6 − 0.4; √(0.6 · 0.4/100 + 0.4 · 0.6/50) = √0.0072
    assert found.tolist() == pytest.approx([0.2, 0.0072**0.5])


def test_a_gain_of_two_marks_is_twice_that_of_one_and_room_ends_at_10(found):
    one, two = satisfaction.gain(found), satisfaction.gain(found, 2)
    assert two["gain"].tolist() == pytest.approx((2 * one["gain"]).tolist())
    assert (one["marks_left"] + found["performance"]).tolist() == pytest.approx([10] * 8)


def test_a_mark_more_on_price_by_way_of_the_overall_mark_and_straight(survey, found):
    ways = satisfaction.ways(survey, "price")
    slope, error = np.polyfit(survey["overall"], survey["repurchased"], 1, cov=True)
    weight, of_weight = found.loc["price", ["weight", "weight_error"]]
    # a product of two numbers: the squares of the two errors, each times the other number, add up
    by_hand = ((weight**2 * error[0, 0]) + (of_weight * slope[0]) ** 2) ** 0.5
    assert ways.loc["by_overall", ["estimate", "standard_error"]].tolist() == pytest.approx(
        [weight * slope[0], by_hand])
    x = np.column_stack([np.ones(len(survey)), survey[list(satisfaction.ELEMENTS)]])
    straight = np.linalg.lstsq(x, survey["repurchased"], rcond=None)[0][1:]
    assert ways.at["straight", "estimate"] == pytest.approx(straight[satisfaction.ELEMENTS.index("price")])
    assert (ways["high"] - ways["low"]).tolist() == pytest.approx((2 * 1.959964 * ways["standard_error"]).tolist())


def refused(survey, tables):
    few, same = survey.head(20), survey.assign(style=survey["quality"])
    shares = satisfaction.shares(survey, "repurchased", "overall")
    strangers = survey.assign(customer_id="K9999")
    return {
        "too few answers": (lambda: satisfaction.drivers(few), "20", "too few"),
        "the same twice": (lambda: satisfaction.drivers(same), "style", "say the same"),
        "no such element": (lambda: satisfaction.drivers(survey, ["smell"]), "smell", "needs a column"),
        "no element at all": (lambda: satisfaction.ways(survey, "smell"), "smell", "no element"),
        "words": (lambda: satisfaction.drivers(survey, ["customer_id"]), "customer_id", "needs a column"),
        "one mark": (lambda: satisfaction.drivers(survey.assign(price=7)), "price", "same mark"),
        "no such column": (lambda: satisfaction.shares(survey, "happy", "overall"), "happy", "no column"),
        "no such group": (lambda: satisfaction.difference(shares, 4, 99), "99", "no group"),
        "strangers": (lambda: satisfaction.after_the_survey(**{**tables, "survey": strangers}), "2024-12",
                      "no customers"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", ["too few answers", "the same twice", "no such element", "no element at all", "words",
                                  "one mark", "no such column", "no such group", "strangers"])
def test_what_cannot_be_estimated_is_refused_with_what_to_do(case, language, survey, tables):
    call, said, in_english = refused(survey, tables)[case]
    check_refusal(call, language, said, in_english=(in_english,))


def test_behind_the_records_low_marks_leave_3_points_more_often_than_high_ones(survey, after, monkeypatch):
    monkeypatch.syspath_prepend(str(folder()))
    made, _truth = importlib.import_module("make").tables()
    people = made["customers"].set_index("customer_id").loc[survey["customer_id"]]
    strength = people["strength"] + np.where(people["base"] == 1, 12, (12 - people["start"]).clip(lower=0))
    # who stayed t months has the chance Beta(1, b + t) and is gone a year later with 12/(b + t + 12)
    leaves = pd.Series((12 / (strength + 12)).to_numpy(), after.index).groupby(after["band"], observed=True).mean()
    assert leaves[["low_marks", "high_marks"]].tolist() == pytest.approx([0.187, 0.153], abs=5e-4)
