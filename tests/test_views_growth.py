"""Charts for offers: steps to a value, estimates with intervals, whom to choose; words, bytes, refusals."""

from itertools import product

import pandas as pd
import pytest
from pictures import check_bytes, check_words
from refusals import LANGUAGES, check_refusal

from crmlessons import growth, views
from crmlessons.views.explorers import state

ROWS = pd.DataFrame({"estimate": [0.045, 0.106, 0.02], "low": [0.01, 0.071, -0.01], "high": [0.081, 0.142, 0.03]},
                    ["faster_internet", "mobile", "<b>"])
NEEDED = pd.Series([0.049, 0.042, 0.04], ROWS.index)
SCORED = pd.DataFrame({"exposed": [100, 110], "treated": [0.15, 0.09], "control": [0.05, 0.02], "added": [9.0, 1.0],
                       "cumulated": [200.0, 250.0], "low": [50.0, 20.0], "high": [350.0, 480.0]})
CHARTS = {
    "breakdown": (lambda: views.breakdown(growth.SHEET.solve(**growth.SHEET.example)), "4,360"),
    "breakdown of a loss": (lambda: views.breakdown(growth.UPLIFT.solve(**growth.UPLIFT.example)), "4,416"),
    "intervals": (lambda: views.intervals(ROWS, what="x", kind="percent", needed=NEEDED), "10.6"),
    "intervals against zero": (lambda: views.intervals(ROWS, what="x"), "0.11"),
    "intervals against break-even": (lambda: views.intervals(ROWS, what="x", mark="break_even"), "0.11"),
    "intervals without a mark": (lambda: views.intervals(ROWS, what="x", needed=None), "0.11"),
    "targeting": (lambda: views.targeting(SCORED, "x"), "200"),
    "targeting of nothing": (lambda: views.targeting(SCORED * 0), "0"),
}
every_chart = pytest.mark.parametrize(("draw", "number"), CHARTS.values(), ids=CHARTS)


@pytest.mark.parametrize("language", LANGUAGES)
@every_chart
def test_alternative_text_states_the_finding_in_the_language_in_use(draw, number, language):
    check_words(draw, number, language)


@every_chart
def test_drawing_again_gives_the_same_bytes_and_the_picture_is_small(draw, number):
    check_bytes(draw)


def test_intervals_say_how_many_reach_what_is_needed_and_how_many_cannot_tell():
    said = views.intervals(ROWS, what="uplift", kind="percent", needed=NEEDED).alt
    assert "Uplift: 1 of 3 intervals lies wholly above what is needed; 1 cannot tell" in said


def test_intervals_around_a_difference_speak_of_zero_and_those_without_a_mark_of_the_ends():
    assert "2 of 3 intervals above zero, 0 below, 1 hold zero" in views.intervals(
        ROWS, what="x", mark="no_difference").alt
    plain = views.intervals(ROWS, what="x", kind="percent", needed=None).alt
    assert "highest in “mobile phone” (10.6%), lowest in “<b>” (2%)" in plain and "needed" not in plain


@pytest.mark.parametrize("line", ["P", "V"])
def test_the_explorer_of_the_longer_sheet_lives_at_every_corner_of_its_sliders(line):
    sheet = growth.UPLIFT
    ends = {one.name: one.slider[:2] for one in sheet.inputs}
    for corner in product(*ends.values()):
        shown = state(sheet, line, "take_rate", dict(zip(ends, corner, strict=True)))
        assert shown.caption and "nan" not in shown.alt.split()


def test_the_static_twin_of_the_explorer_shows_what_each_rate_does_alone():
    twin = views.explore(growth.UPLIFT, line="V", against="take_rate").twin().text()
    assert "6% → −56" in twin and "10.08%" in twin and "5.92%" in twin


REFUSED = {
    "intervals of another mark": (lambda: views.intervals(ROWS, what="x", mark="zero"), "break_even"),
    "intervals of other columns": (lambda: views.intervals(SCORED[["added"]], what="x"), "estimate"),
    "targeting of one group": (lambda: views.targeting(SCORED.head(1)), "cumulated"),
    "a breakdown of two cases": (lambda: views.breakdown(growth.SHEET.solve(
        **{**growth.SHEET.example, "take_rate": [0.1, 0.2]})), "2"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("call", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_drawn_is_refused_in_words(call, said, language):
    check_refusal(call, language, said)
