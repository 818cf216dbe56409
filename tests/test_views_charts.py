"""Charts: their words state the finding, their colours differ, no data makes them fail, their bytes never change."""

import io
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from pictures import check_words
from PIL import Image
from refusals import LANGUAGES, check_refusal

from crmlessons import acquisition, views
from crmlessons.views.charts import style
from crmlessons.views.charts.scale import bounds
from crmlessons.views.charts.steps import steps

SHEET = acquisition.SHEET
EXAMPLE = SHEET.example
NAMES = ["phone", "direct_mail", "un canal cu un nume foarte lung, cu virgulă și ghilimele „așa”", "<b>"]
EXTREMES = {
    "worked example": {}, "a loss": {"gross_rate": 0.03}, "nobody bought": {"gross_rate": 0},
    "no prospect": {"prospects": 0}, "all zero": dict.fromkeys(EXAMPLE, 0), "free": {"cost_per_contact": 0},
    "no margin": {"margin_rate": 0},
    "certain": {"gross_rate": 1, "net_rate": 1, "margin_rate": 1}, "huge": {"prospects": 1e12, "revenue_per_sale": 1e9},
    "tiny": {"prospects": 1, "cost_per_contact": 1e-9, "revenue_per_sale": 1e-9},
}


def inputs(**changed):
    return {**EXAMPLE, **changed}


def solved(**changed):
    return SHEET.solve(**inputs(**changed))


def groups(*rates):
    return solved(gross_rate=pd.Series(rates, NAMES[: len(rates)]))


def by_net_rate(*rates, **changed):
    return SHEET.solve(**{**inputs(**changed), "net_rate": pd.Series(rates, NAMES[: len(rates)])})


CHARTS = {
    "value_chain": (lambda **c: views.value_chain(solved(**c)), "4,000"),
    "tornado": (lambda **c: views.tornado(SHEET, "T", inputs(**c)), "6,400"),
    "tornado of CAC": (lambda **c: views.tornado(SHEET, "J", inputs(**c)), "50"),
    "break_even_curve": (lambda **c: views.break_even_curve(SHEET, "gross_rate", "T", inputs(**c)), "4.17"),
    "curve of CAC": (lambda **c: views.break_even_curve(SHEET, "gross_rate", "J", inputs(**c)), "50"),
    "curve of R": (lambda **c: views.break_even_curve(SHEET, "cost_per_contact", "R", inputs(**c)), "2.40"),
    "compare": (lambda **c: views.compare(by_net_rate(0.2, 0.8, 1, **c)), "10,000"),
    "bars": (lambda **c: views.bars(by_net_rate(0.2, 0.8, **c), "J"), "50"),
    "trend": (lambda **c: views.trend(by_net_rate(0.5, 0.8, 1, **c), "J"), "80"),
    "lifecycle_map": (lambda **c: views.lifecycle_map(), ""),
}
every_chart = pytest.mark.parametrize(("draw", "number"), CHARTS.values(), ids=CHARTS)


@pytest.mark.parametrize("language", LANGUAGES)
@every_chart
def test_alternative_text_states_the_finding_with_its_number_in_the_language_in_use(draw, number, language):
    chart = check_words(draw, number, language)
    assert f'lang="{language}"' in chart._repr_html_() and repr(chart) == chart.alt


@pytest.mark.parametrize("changed", EXTREMES.values(), ids=EXTREMES)
@every_chart
def test_no_data_make_a_chart_fail_or_say_nan(draw, number, changed):
    chart = draw(**changed)
    assert chart.png.startswith(b"\x89PNG") and "nan" not in chart.alt.split()


@every_chart
def test_drawing_again_gives_the_same_bytes_and_the_picture_is_small(draw, number):
    first = draw().png
    assert draw().png == first and len(first) < 30_000
    picture = Image.open(io.BytesIO(first))
    assert picture.mode == "P" and not picture.info.keys() & {"Software", "dpi", "Creation Time"}


def test_a_chart_says_whether_money_was_made_or_lost():
    assert "leave a value of 4,000" in views.value_chain(solved()).alt
    assert "leave a loss of 5,600" in views.value_chain(solved(gross_rate=0.03)).alt
    assert "Nobody bought: the campaign costs 20,000" in views.value_chain(solved(gross_rate=0)).alt
    assert "1 of 3 groups is below zero: “direct mail”, −5,600" in views.compare(groups(0.05, 0.03, 0.06)).alt
    nowhere = views.break_even_curve(SHEET, "D", "T", inputs(prospects=0)).alt
    assert "0\N{NO-BREAK SPACE}lei, whatever “gross acceptance rate” is" in nowhere


def test_a_break_even_out_of_sight_or_out_of_reach_is_told_in_words():
    out_of_reach, nowhere = inputs(net_rate=0.02), inputs(margin_rate=0)
    assert "No possible value of “gross acceptance rate”" in views.break_even_curve(SHEET, "D", "T", out_of_reach).alt
    assert "No value of “gross acceptance rate” brings" in views.break_even_curve(SHEET, "D", "T", nowhere).alt
    assert "4.17%" in views.break_even_curve(SHEET, "D", "T", EXAMPLE, span=(0.05, 0.1)).alt


def test_the_chain_of_fig_3_runs_from_revenue_to_value():
    assert [step.value for step in steps(solved(), "T")] == pytest.approx([40_000, -16_000, 24_000, -20_000, 4_000])
    assert [step.value for step in steps(solved(), "R")] == pytest.approx([60, -50, 10])
    assert [step.value for step in steps(solved(), "J")] == pytest.approx([50])


def test_the_tornado_names_the_strongest_input_or_how_many_are_as_strong():
    assert "4 inputs move" in views.tornado(SHEET, "T", EXAMPLE).alt
    certain = inputs(gross_rate=1, net_rate=1, margin_rate=1)
    assert "“revenue per net sale” moves “total value" in views.tornado(SHEET, "T", certain).alt
    assert "has no value here" in views.tornado(SHEET, "J", inputs(gross_rate=0)).alt


def test_a_trend_tells_what_is_typical_before_and_after_a_change():
    weekly = pd.Series([60, 50, 55, 30, 35], index=[1, 2, 3, 4, 5])
    chart = views.trend(weekly, change=4, what="cost per new customer", kind="money")
    plain = chart.alt.replace("\N{NO-BREAK SPACE}", " ")
    assert "Cost per new customer: typically 55 lei before week 4, 32.50 lei from then on" in plain
    assert "typically" not in views.trend(weekly, what="x").alt


REFUSED = {
    "several cases": (lambda: views.value_chain(solved(gross_rate=[0.1, 0.2])), "views.compare"),
    "a change that is no step": (lambda: views.trend(pd.Series([1, 2, 3]), change=9), "9"),
    "a change at the first step": (lambda: views.trend(pd.Series([1, 2, 3]), change=0), "0"),
    "words instead of numbers": (lambda: views.bars(pd.Series(["a"], name="channel")), "channel"),
    "a list": (lambda: views.bars([1, 2]), "list"),
    "an empty series": (lambda: views.trend(pd.Series([], name="week", dtype=float)), "week"),
    "a span that is empty": (lambda: views.break_even_curve(SHEET, "D", "T", EXAMPLE, span=(0.2, 0.1)), "0.2"),
    "an axis that is computed": (lambda: views.break_even_curve(SHEET, "T", "T", EXAMPLE), "contribution"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("call", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_drawn_is_refused_in_words(call, said, language):
    check_refusal(call, language, said)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", style.GROUNDS)
@pytest.mark.parametrize("text", style.TEXT_COLOURS)
def test_text_stands_out_from_every_ground_as_wcag_asks(text, ground):
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("fill", style.FILLS)
def test_bars_stand_out_from_the_paper_as_wcag_asks(fill):
    assert contrast(fill, style.PAPER) >= 3


def test_a_reader_s_own_settings_neither_change_a_chart_nor_are_changed():
    import matplotlib

    plain = views.lifecycle_map().png
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "black", "lines.linewidth": 9, "text.color": "red"}):
        before = dict(matplotlib.rcParams)
        assert views.lifecycle_map().png == plain
        assert dict(matplotlib.rcParams) == before


def test_charts_leave_pyplot_alone():
    script = "import sys; from crmlessons import views\nviews.lifecycle_map().png\n"
    script += "print('matplotlib.pyplot' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("False", "")


def test_an_axis_changes_in_leaps_and_always_holds_zero_and_the_data():
    assert bounds(np.array([])) == bounds(np.array([np.nan, 0.0])) == (0.0, 1.0)
    assert bounds(np.array([3.1, 40_000])) == bounds(np.array([31_000.0])) == (0.0, 50_000)
    for value in np.geomspace(1e-6, 1e30, 200):
        low, high = bounds(np.array([-value, value]))
        assert low <= -value and value <= high <= 3 * value
