"""The pictures and sliders of the lifecycle: their words state the finding, and no data or setting makes them fail."""

import itertools
import re

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from refusals import LANGUAGES, check_refusal

from crmlessons import lifecycle, use, views
from crmlessons.views import months
from crmlessons.views.explorers import WIDGET

SHEET = lifecycle.SHEET
ENDS = {line.name: line.slider[:2] for line in SHEET.inputs}
STAGES = pd.DataFrame({"gross_margin": [30.0, 150.0, 180.0], "spend": [20.0, 40.0, 60.0], "bad_debt": [0.0, 9.0, 9.0],
                       "value": [10.0, 101.0, 111.0]}, ["acquisition", "retention", "altogether"])
CURVES = pd.DataFrame({"phone": [10.0, 20.0, 30.0], "door_to_door": [-5.0, -1.0, 25.0], "<b>": [-9.0, -9.0, -9.0]})


def text(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text(" ", strip=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("draw", "number"), [
    (lambda: views.value_creation(STAGES), "111"),
    (lambda: views.cumulative(CURVES, what="lei", highlight="door_to_door"), "−5"),
    (lambda: views.cumulative(CURVES, what="lei", highlight="<b>"), "−9"),
    (lambda: views.cumulative(CURVES * np.nan, what="lei"), "—"),
    (lambda: views.cumulative(0 * CURVES.head(1), what="lei"), "0"),
    (lambda: views.value_creation(0 * STAGES), "0"),
])
def test_alternative_text_states_the_finding_with_its_number(draw, number, language):
    use(language)
    chart = draw()
    assert chart.png.startswith(b"\x89PNG") and chart.png == draw().png
    assert len(chart.alt) >= 40 and number in chart.alt and not re.search(r"⟦|\{\w*\}|\bnan\b", chart.alt)


def test_amounts_of_thousands_are_all_drawn_without_bani():
    shown = views.value_creation(STAGES * 40.123).alt
    assert "+1,204\u00a0lei" in shown and "−1,605\u00a0lei" in shown and not re.search(r"\d\.\d", shown)


def test_payback_is_named_in_the_title():
    assert "paid itself back by month 2" in views.cumulative(CURVES, what="lei", highlight="door_to_door").alt
    assert "has not paid itself back" in views.cumulative(CURVES, what="lei", highlight="<b>").alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_data_that_cannot_be_drawn_are_refused(language):
    check_refusal(lambda: views.value_creation(STAGES.drop(columns="spend")), language, "gross_margin")
    check_refusal(lambda: views.cumulative(CURVES, what="lei", highlight="fax"), language, "fax", "phone")
    check_refusal(lambda: views.cumulative(pd.DataFrame(), what="lei"), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_setting_of_the_sliders_fails_and_each_can_be_drawn(language):
    use(language)
    explorer = views.explore_months(SHEET, "lifetime_value")
    corners = [dict(zip(ENDS, corner, strict=True)) for corner in itertools.product(*ENDS.values())]
    for inputs in [*corners[:: 1 + len(corners) // 60], dict.fromkeys(ENDS, 0), SHEET.example]:
        shown = months.state(SHEET, "U", inputs)
        assert explorer._live.show((shown.steps, shown.curve)).startswith(b"\x89PNG")
        assert not re.search(r"\bnan\b|⟦|\{\w*\}", shown.table + shown.caption + shown.alt)


def test_the_curve_passes_through_the_value_and_its_payback_is_where_it_turns():
    shown = months.state(SHEET, "lifetime_value", SHEET.example)
    assert shown.curve.here == pytest.approx((24, 83_640.54), abs=0.01) and shown.curve.zero == 3
    assert shown.curve.y[2] < 0 < shown.curve.y[3] and "by month 3;" in shown.caption


@pytest.mark.parametrize(("changed", "said"), [
    ({"acquisition_cost": 30}, "The first sale pays for itself"),
    ({"revenue_per_customer": 0}, "Not paid back by month 60"),
    ({"acquisition_cost": 70}, "Paid back by month 1;"),
    ({"new_customers": 0}, "No customer was won, so nothing is to be paid back."),
    ({"months": 0}, "Would be paid back by month 3; in month 0"),
    ({"months": 3}, "Paid back by month 3; in month 3"),
])
def test_the_caption_names_the_payback_in_every_case(changed, said):
    assert said in months.state(SHEET, "U", {**SHEET.example, **changed}).caption


def test_moving_a_slider_changes_picture_caption_and_table():
    explorer = views.explore_months(SHEET, "lifetime_value")
    before = (explorer.picture.value, explorer.caption.value, explorer.table.value)
    explorer.controls["acquisition_cost"].slider.value = 150
    assert not set(before) & {explorer.picture.value, explorer.caption.value, explorer.table.value}
    assert "by month 8" in text(explorer.caption.value)
    explorer.controls["acquisition_cost"].slider.value = 90
    assert (explorer.picture.value, explorer.caption.value, explorer.table.value) == before


def test_the_static_twin_holds_the_picture_and_every_input_with_its_payback():
    bundle = views.explore_months(SHEET, "lifetime_value")._repr_mimebundle_()
    page = BeautifulSoup(bundle["text/html"], "html.parser")
    assert WIDGET in bundle and "83,641" in page.img["alt"] and len(page.find_all("tr")) == 1 + len(ENDS)
    assert "not paid back" in text(bundle["text/html"]) and "month 3" in text(bundle["text/html"])
