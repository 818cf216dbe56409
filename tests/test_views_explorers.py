"""Explorers: what they show is a plain function of the inputs, no setting fails, and the picture follows the slider."""

import itertools
import re

import pytest
from bs4 import BeautifulSoup
from refusals import LANGUAGES, check_refusal

from crmlessons import acquisition, use, views
from crmlessons.views import explorers
from crmlessons.views.explorers import WIDGET, state

SHEET = acquisition.SHEET
NAMES = [line.name for line in SHEET.inputs]
ENDS = [line.slider[:2] for line in SHEET.inputs]
CORNERS = [dict(zip(NAMES, corner, strict=True)) for corner in itertools.product(*ENDS)]


def text(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text(" ", strip=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_setting_of_the_sliders_fails_and_each_can_be_drawn(language):
    use(language)
    explorer = views.explore(SHEET)
    assert len(CORNERS) == 64
    for inputs in [*CORNERS, dict.fromkeys(NAMES, 0)]:
        shown = state(SHEET, "T", "gross_rate", inputs)
        assert explorer._live.show((shown.steps, shown.curve)).startswith(b"\x89PNG")
        assert len(shown.alt) >= 40 and not re.search(r"\bnan\b|⟦|\{\w*\}", shown.table + shown.caption + shown.alt)


@pytest.mark.parametrize("line", [line.letter for line in SHEET.lines if not line.is_input])
@pytest.mark.parametrize("against", NAMES)
def test_every_line_can_be_explored_against_every_input_down_to_zero(line, against):
    live = views.explore(SHEET, line=line, against=against)._live
    for inputs in (CORNERS[0], CORNERS[-1], SHEET.example):
        shown = state(SHEET, line, against, inputs)
        assert live.show((shown.steps, shown.curve)).startswith(b"\x89PNG")


def test_the_state_of_the_worked_example_of_fig_3():
    shown = state(SHEET, "T", "gross_rate", SHEET.example)
    assert shown.curve.zero == pytest.approx(0.0416667, abs=1e-6) and shown.curve.here == pytest.approx((0.05, 4_000))
    assert "4.17%" in shown.caption and "4,000" in shown.caption and "20,000" in text(shown.table)


def test_moving_a_slider_changes_picture_caption_and_table_and_the_field_beside_it():
    explorer = views.explore(SHEET)
    control = explorer.controls["gross_rate"]
    before = (explorer.picture.value, explorer.caption.value, explorer.table.value)
    control.slider.value = 3
    after = (explorer.picture.value, explorer.caption.value, explorer.table.value)
    assert not set(before) & set(after) and control.field.value == 3
    picture = BeautifulSoup(explorer.picture.value, "html.parser").img
    assert "−5,600" in text(explorer.caption.value) and "−5,600" in picture["alt"]
    control.slider.value = 5
    assert (explorer.picture.value, explorer.caption.value, explorer.table.value) == before


def test_what_is_typed_moves_the_slider_and_is_kept_within_its_range():
    explorer = views.explore(SHEET)
    control = explorer.controls["prospects"]
    control.field.value = 12_345
    assert control.slider.value == 12_345 and "12,345" not in text(explorer.caption.value)
    control.field.value = 1e9
    assert control.slider.value == control.field.value == 20_000 and explorer.inputs["prospects"] == 20_000
    control.field.value = -5
    assert control.slider.value == 0 and "0\N{NO-BREAK SPACE}lei" in text(explorer.caption.value)


def test_a_step_that_changes_nothing_draws_nothing(monkeypatch):
    explorer = views.explore(SHEET)
    explorer.widget  # noqa: B018
    calls = []
    monkeypatch.setattr(explorer, "_image", lambda: calls.append(1) or "")
    explorer.controls["gross_rate"].slider.value = 5
    assert not calls


def test_every_slider_has_a_field_beside_it_that_carries_its_name_and_unit():
    explorer = views.explore(SHEET)
    for line in SHEET.inputs:
        control = explorer.controls[line.name]
        assert control.field.description == control.name and control.row.children == (control.field, control.slider)
        assert (control.field.min, control.field.max) == (control.slider.min, control.slider.max)
    assert explorer.controls["gross_rate"].name == "gross acceptance rate, 0–20%"
    assert explorer.controls["net_rate"].name == "net (paid) rate, 0–100%"
    assert explorer.controls["revenue_per_sale"].name == "revenue per net sale, 0–300 lei"
    assert explorer.controls["gross_rate"].slider.max == 20


def test_what_is_typed_between_two_steps_is_kept_and_the_slider_steps_on_from_it():
    explorer = views.explore(SHEET)
    control = explorer.controls["gross_rate"]
    control.field.value = 4.17
    control.slider.value = 4.25  # the step nearest to it, where the browser puts the slider
    assert (control.field.value, explorer.inputs["gross_rate"]) == (4.17, pytest.approx(0.0417))
    control.slider.value = 4.5
    assert control.field.value == 4.5


def test_a_field_shows_no_noise_of_the_slider_s_arithmetic():
    control = views.explore(SHEET).controls["gross_rate"]
    control.slider.value = 3.5000000000000004
    assert control.field.value == 3.5


def test_the_caption_is_spoken_by_a_screen_reader_when_it_changes():
    caption = BeautifulSoup(views.explore(SHEET).caption.value, "html.parser").p
    assert caption["aria-live"] == "polite" and caption["role"] == "status" and caption["lang"] == "en"


def test_a_start_outside_the_declared_range_widens_the_slider():
    explorer = views.explore(SHEET, prospects=50_000, cost_per_contact=13.46)
    assert explorer.controls["prospects"].slider.max == 50_000
    assert explorer.controls["cost_per_contact"].slider.value == 13.46
    assert "50,000" in explorer.twin().rows[0][2]


def test_the_static_twin_holds_the_sheet_s_own_numbers():
    explorer = views.explore(SHEET)
    rows = {row[0]: row[1:] for row in explorer.twin().rows}
    assert rows["gross acceptance rate"] == tuple(
        cell.replace(" lei", "\N{NO-BREAK SPACE}lei") for cell in
        ("0% → −20,000 lei", "5% → 4,000 lei", "20% → 76,000 lei", "4.17%"))
    for line in SHEET.inputs:
        zero = SHEET.break_even(line.name, line="T", **SHEET.example)
        high = SHEET.solve(**{**SHEET.example, line.name: line.slider[1]})["T"]
        assert f"{high:,.0f}".replace("-", "−") in rows[line.label][2]
        assert f"{100 * zero if line.kind == 'percent' else zero:.2f}".rstrip("0").rstrip(".") in rows[line.label][3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_kernel_the_picture_the_caption_and_the_twin_remain(language):
    use(language)
    bundle = views.explore(SHEET)._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", WIDGET}
    soup = BeautifulSoup(bundle["text/html"], "html.parser")
    assert len(soup.img["alt"]) >= 40 and soup.img["src"].startswith("data:image/png;base64,") and soup.table.caption
    assert bundle["text/plain"] in soup.text and len(soup.tbody("tr")) == 6 and "⟦" not in soup.text


def test_the_twin_is_the_same_however_the_sliders_stand():
    explorer = views.explore(SHEET)
    first = explorer._repr_mimebundle_()["text/html"]
    assert views.explore(SHEET)._repr_mimebundle_()["text/html"] == first
    explorer.controls["gross_rate"].slider.value = 9
    assert explorer.still.alt in first and explorer.twin().html() in first


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_input_is_refused_with_the_nearest(language):
    check_refusal(lambda: views.explore(SHEET, gross_rat=0.1), language, "gross_rat", "gross_rate")


def test_an_explorer_needs_no_widget_before_it_is_shown():
    assert "widget" not in vars(explorers.explore(SHEET))


def test_the_twin_names_no_break_even_that_cannot_be():
    dear = {**SHEET.example, "cost_per_contact": 100}
    rows = {cells[0]: cells[-1] for cells in views.explore(SHEET, **dear).twin().rows}
    assert rows["gross acceptance rate"] == "none possible" and rows["cost per contact"].startswith("2.40")
