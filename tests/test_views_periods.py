"""The leaking bucket and the curves: plain functions of the inputs; no setting fails, every picture has its words."""

import itertools
import re

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from refusals import LANGUAGES, check_refusal

from crmlessons import acquisition, retention, use, views
from crmlessons.views.explorers import WIDGET
from crmlessons.views.explorers_periods import state

SHEET = retention.SHEET
NAMES = [line.name for line in SHEET.inputs]
CORNERS = [dict(zip(NAMES, corner, strict=True))
           for corner in itertools.product(*(line.slider[:2] for line in SHEET.inputs))]
UNREADABLE = re.compile(r"\bnan\b|\binf\b|⟦|\{\w*\}")


def text(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text(" ", strip=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_setting_of_the_sliders_fails_and_each_can_be_drawn(language):
    use(language)
    explorer = views.explore_periods(SHEET)
    assert len(CORNERS) == 64
    for inputs, month in zip([*CORNERS, dict.fromkeys(NAMES, 0), SHEET.example], itertools.cycle((1, 12, 24))):
        shown = state(SHEET, "N", 24, month, inputs)
        assert explorer._live.show((shown.bucket, shown.bucket)).startswith(b"\x89PNG")
        assert len(shown.alt) >= 40 and not UNREADABLE.search(shown.table + shown.caption + shown.alt)


@pytest.mark.parametrize("line", [line.letter for line in SHEET.lines if not line.is_input])
def test_every_line_can_be_followed(line):
    explorer = views.explore_periods(SHEET, line=line, periods=6)
    for inputs in (CORNERS[0], CORNERS[-1], SHEET.example):
        shown = state(SHEET, line, 6, 6, inputs)
        assert explorer._live.show((shown.bucket, shown.bucket)).startswith(b"\x89PNG")


def test_the_sheet_of_a_chosen_month_is_that_row_of_the_run():
    run = SHEET.run(24, **SHEET.example)
    for month in (1, 2, 24):
        shown = text(state(SHEET, "N", 24, month, SHEET.example).table)
        assert f"Sheet of month {month}" in shown and f"{run.loc[month, 'N']:,.2f}".removesuffix(".00") in shown
    caption = state(SHEET, "N", 24, 1, SHEET.example).caption
    assert all(said in caption for said in ("616 of 1,000", "252,240\N{NO-BREAK SPACE}lei", "72.97%"))


def test_moving_a_slider_changes_picture_caption_and_table_and_the_month_changes_the_sheet():
    explorer = views.explore_periods(SHEET)
    explorer.widget  # noqa: B018
    before = (explorer.picture.value, explorer.caption.value, explorer.table.value)
    explorer.controls["churn_rate"].slider.value = 4
    after = (explorer.picture.value, explorer.caption.value, explorer.table.value)
    assert not set(before) & set(after) and "199,243" in text(after[1])
    explorer.controls["month"].field.value = 12
    assert explorer.month == 12 and "Sheet of month 12" in text(explorer.table.value)
    assert explorer.caption.value == after[1] and explorer.picture.value != after[0]
    explorer.controls["month"].field.value = 99
    assert explorer.month == 24 == explorer.controls["month"].slider.value


def test_the_month_has_a_field_that_carries_its_name():
    field = views.explore_periods(SHEET).controls["month"].field
    assert field.description == "month whose sheet is shown, 1–24" and (field.min, field.max) == (1, 24)


def test_the_static_twin_holds_the_totals_of_the_sheet_s_own_runs():
    explorer = views.explore_periods(SHEET)
    rows = {row[0]: row[1:] for row in explorer.twin().rows}
    for line in SHEET.inputs:
        high = SHEET.run(24, **{**SHEET.example, line.name: line.slider[1]})["N"].sum()
        assert f"{high:,.2f}".removesuffix(".00").replace("-", "−") in rows[line.label][2]
    assert rows["monthly churn rate"][3] == "72.97%" and rows["retention cost per customer"][3].startswith("18.13")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_kernel_the_picture_the_caption_and_the_twin_remain(language):
    use(language)
    explorer = views.explore_periods(SHEET)
    first = explorer._repr_mimebundle_()
    assert set(first) == {"text/plain", "text/html", WIDGET}
    soup = BeautifulSoup(first["text/html"], "html.parser")
    assert len(soup.img["alt"]) >= 40 and len(soup.tbody("tr")) == 6 and "⟦" not in soup.text
    explorer.controls["churn_rate"].slider.value = 9
    assert explorer._repr_mimebundle_()["text/html"].count(explorer.twin().html()) == 1
    assert explorer.still.alt in first["text/html"].replace("&#x27;", "\x27")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_explored_is_refused(language):
    check_refusal(lambda: views.explore_periods(acquisition.SHEET), language, "solve")
    check_refusal(lambda: views.explore_periods(SHEET, periods=61), language, "61", "60")
    check_refusal(lambda: views.explore_periods(SHEET, periods="two"), language, "periods")
    check_refusal(lambda: views.explore_periods(SHEET, churn_rat=0.1), language, "churn_rat", "churn_rate")


# --- curves


KEPT = pd.DataFrame({"phone": [1, 0.9, 0.5], "door_to_door": [1, 0.95, np.nan], "<b>": [1.0, 1.0, 0.9]})


@pytest.mark.parametrize("language", LANGUAGES)
def test_curves_are_named_at_their_ends_and_say_their_numbers(language):
    use(language)
    errors = pd.DataFrame({"phone": [0, 0.03, 0.05]})
    chart = views.curves(KEPT, what="kept", stressed=["phone", "<b>"], errors=errors)
    assert chart.png.startswith(b"\x89PNG") and not UNREADABLE.search(chart.alt)
    assert "50" in chart.alt and "&lt;b&gt;" in chart._repr_html_() and "<b>" not in chart._repr_html_()
    drawn = [note.get_text() for note in chart.figure.axes[0].texts]
    assert len(drawn) == 3 and any("90" in one for one in drawn)


def test_names_of_curves_that_end_together_do_not_cover_each_other():
    frame = pd.DataFrame({str(place): [1.0, 0.5 + place / 1000] for place in range(6)})
    chart = views.curves(frame)
    heights = sorted(note.xy[1] for note in chart.figure.axes[0].texts)
    assert min(np.diff(heights)) > 0.05


def test_a_single_curve_and_a_title_of_its_own():
    assert "Found" in views.curves(KEPT["phone"], title="found").alt
    assert views.curves(KEPT[["phone"]] * 1_000, kind="money", what="x").alt.count("500") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_curves_that_cannot_be_drawn_are_refused(language):
    check_refusal(lambda: views.curves(pd.DataFrame({str(i): [1.0] for i in range(7)})), language, "6", "7")
    check_refusal(lambda: views.curves(KEPT, stressed=["x"]), language, "x")
    check_refusal(lambda: views.curves(KEPT * np.nan), language)
