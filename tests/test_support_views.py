"""The sliders of the queue and the map of the week: their words state the finding, and no setting makes them fail."""

import itertools
import re

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from refusals import LANGUAGES, check_refusal

from crmlessons import support, use, views
from crmlessons.views import explorers, queue
from crmlessons.views.explorers import WIDGET

ENDS = {line.name: line.slider[:2] for line in queue.INPUTS}
START = {line.name: line.default for line in queue.INPUTS}
WEEK = pd.DataFrame([[0.0, 2.5, 1.0], [1.25, 0.5, 0.0]], ["monday", "<b>"], pd.Index([8, 9, 10], name="hour"))


def text(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text(" ", strip=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_setting_of_the_sliders_fails_and_each_can_be_drawn(language):
    use(language)
    explorer = views.explore_queue(support.staffing)
    for corner in itertools.product(*ENDS.values()):
        shown = queue.state(support.staffing, dict(zip(ENDS, corner, strict=True)))
        assert explorer._live.show((shown.service,)).startswith(b"\x89PNG")
        assert not re.search(r"\bnan\b|\binf\b|⟦|\{\w*\}", shown.table + shown.caption + shown.alt)


def test_the_caption_of_the_textbook_line_states_its_known_values():
    shown = queue.state(support.staffing, START)
    assert "88.8% are answered; the mean wait is 7.8 seconds" in shown.caption and "71.4%" in shown.caption
    assert "10 erlangs" in shown.caption and shown.service.needed == 14 and "350" in text(shown.table)


@pytest.mark.parametrize("agents", [1, 9, 10])
def test_a_queue_that_only_grows_gives_a_sentence_and_no_error(agents):
    shown = queue.state(support.staffing, {**START, "agents": agents})
    assert "the queue only grows" in shown.caption and "14" in shown.caption and "∞" in text(shown.table)


@pytest.mark.parametrize("name", ENDS)
def test_every_slider_changes_picture_or_caption_or_table_at_both_its_ends(name):
    explorer = views.explore_queue(support.staffing)
    control = explorer.controls[name]
    for end in ("min", "max"):
        before = (explorer.picture.value, explorer.caption.value, explorer.table.value)
        control.slider.value = getattr(control.slider, end)
        assert (explorer.picture.value, explorer.caption.value, explorer.table.value) != before


def test_agents_typed_between_two_people_are_the_nearer_number():
    explorer = views.explore_queue(support.staffing)
    explorer.controls["agents"].field.value = 13.4
    assert explorer.state.service.agents == 13


def test_the_names_of_the_fields_are_short_enough_to_be_read():
    explorer = views.explore_queue(support.staffing)
    assert max(len(one.label) for one in queue.INPUTS) <= 28 and len(explorer.controls) == 6
    assert max(len(explorers.cases.short(one)) if hasattr(explorers, "cases") else len(one.label.split(":")[0])
               for one in support.SHEET.inputs) <= 28


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_kernel_the_picture_the_caption_and_the_twin_remain(language):
    use(language)
    bundle = views.explore_queue(support.staffing)._repr_mimebundle_()
    page = BeautifulSoup(bundle["text/html"], "html.parser")
    assert WIDGET in bundle and len(page.img["alt"]) >= 40 and len(page.find_all("tr")) == 1 + len(ENDS)
    assert "⟦" not in page.text


def test_the_explorer_of_the_equation_lives_at_every_end_of_its_sliders():
    ends = {line.name: line.slider[:2] for line in support.SHEET.inputs}
    settings = [{**support.SHEET.example, name: end} for name, pair in ends.items() for end in pair]
    settings += [dict.fromkeys(ends, 0), {name: pair[1] for name, pair in ends.items()}]
    for inputs in settings:
        shown = explorers.state(support.SHEET, "W", "fee_per_customer", inputs)
        assert shown.caption and not re.search(r"\bnan\b", shown.alt)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("draw", "number"), [
    (lambda: views.week_map(WEEK, what="x"), "2.5"),
    (lambda: views.week_map(WEEK * 0, what="x", digits=0), "0"),
    (lambda: views.week_map(WEEK, what="x", title="A finding of its own, in words"), "2.5"),
])
def test_the_map_states_its_finding_with_its_numbers(draw, number, language):
    use(language)
    chart = draw()
    expected = number if language == "en" else number.translate(str.maketrans(",.", ".,"))
    assert chart.png == draw().png and len(chart.png) < 40_000
    assert len(chart.alt) >= 40 and expected in chart.alt and "⟦" not in chart.alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_shown_is_refused_in_words(language):
    check_refusal(lambda: views.week_map(WEEK.replace(0.0, np.nan), what="x"), language, "24")
    check_refusal(lambda: views.explore_queue(support.staffing, agent=12), language, "agent", "agents")
