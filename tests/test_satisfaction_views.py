"""Charts for satisfaction: the map, the score taken apart, surveys repeated, shares along a scale."""


import pandas as pd
import pytest
from pictures import check_bytes, check_words
from refusals import LANGUAGES, check_refusal
from test_views_room import outside

from crmlessons import satisfaction, use, views

MAP = pd.DataFrame({"importance": [0.4, 0.3, 0.05, 0.02], "standard_error": [0.02, 0.02, 0.01, 0.03],
                    "performance": [8.1, 6.2, 5.5, 9.0], "field": ["keep_up", "improve_first", "can_wait",
                                                                   "enough_done"]},
                   ["quality", "price", "<b>", "tradition"])
SCORES = pd.DataFrame({"detractors": [0.2, 0.05], "passives": [0.3, 0.0], "promoters": [0.5, 0.95], "nps": [30.0, 90.0],
                       "low": [21.5, 80.0], "high": [38.5, 100.0]}, ["students", "small_firms"])
AGAIN = pd.DataFrame({30: [-10.0, 0.0, 20.0, 43.0], 400: [12.0, 16.0, 17.0, 21.0]})
SHARES = pd.DataFrame({"customers": [18, 96], "estimate": [0.06, 0.17], "low": [0.01, 0.1], "high": [0.26, 0.25]},
                      pd.Index([4, 5], name="overall"))
CHARTS = {
    "map": (lambda: views.importance_map(MAP), "0.4"),
    "map of one element": (lambda: views.importance_map(MAP.head(1)), "8.1"),
    "scores": (lambda: views.promoters(SCORES), "80"),
    "one score": (lambda: views.promoters(SCORES.iloc[0]), "30"),
    "a score of nobody": (lambda: views.promoters(SCORES * 0), "0"),
    "repeated": (lambda: views.repeated(AGAIN, 16.4), "16"),
    "repeated with one result": (lambda: views.repeated(AGAIN * 0, 0.0), "0"),
    "shares": (lambda: views.shares({"repurchased": SHARES}, across="overall"), "17"),
    "two shares": (lambda: views.shares({"repurchased": SHARES, "left_later": SHARES}, across="overall"), "26"),
}
every_chart = pytest.mark.parametrize(("draw", "number"), CHARTS.values(), ids=CHARTS)


@pytest.mark.parametrize("language", LANGUAGES)
@every_chart
def test_alternative_text_states_the_finding_in_the_language_in_use(draw, number, language):
    check_words(draw, number, language)


@every_chart
def test_drawing_again_gives_the_same_bytes_and_the_picture_is_small(draw, number):
    check_bytes(draw)


def test_the_map_names_what_matters_and_is_done_badly():
    assert "Important and done less well than the others: price." in views.importance_map(MAP).alt
    assert "No element is both" in views.importance_map(MAP.drop("price")).alt


def test_a_score_says_what_it_may_be_and_several_which_is_least_sure():
    assert "NPS 30, and it may be anything from 22 to 39" in views.promoters(SCORES.iloc[0]).alt
    assert "widest interval runs from 80 to 100 points: small firms" in views.promoters(SCORES).alt


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("sheet", "start"), [(satisfaction.SHEET, {"weight_of_later": 0.9}),
                                              (satisfaction.DECEIT, {})])
def test_every_word_of_the_explorers_stays_inside_the_picture(sheet, start, language):
    use(language)
    explorer = views.explore(sheet, **start)
    for control in explorer.controls.values():
        at = control.slider.value
        for end in (control.slider.min, control.slider.max, at):
            control.slider.value = end
            assert outside(explorer._live.figure) == [], (control.name, end)


REFUSED = {
    "a map without performance": lambda: views.importance_map(MAP.drop(columns="performance")),
    "a map of nothing": lambda: views.importance_map(MAP.head(0)),
    "a score without its interval": lambda: views.promoters(SCORES.drop(columns="low")),
    "one survey": lambda: views.repeated(AGAIN.head(1), 16.4),
    "no shares": lambda: views.shares({}, across="overall"),
    "other marks": lambda: views.shares({"a": SHARES, "b": SHARES.head(1)}, across="overall"),
    "three shares": lambda: views.shares(dict.fromkeys("abc", SHARES), across="overall"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("call", REFUSED.values(), ids=REFUSED)
def test_tables_of_another_form_are_refused(call, language):
    check_refusal(call, language, in_english=("This chart takes",))
