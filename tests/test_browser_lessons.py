"""Every lesson in a real JupyterLab: it runs, and every explorer follows its sliders from one end to the other."""

import shutil

import pytest
from lab import browser, cell, open_notebook, served
from lesson import Lesson, lessons
from playwright.sync_api import Page

LESSONS = lessons("en/*.ipynb")
TRIED_IN_BOTH_EDITIONS = "03_acquisition"  # by test_browser.py

# What a reader sees of a cell's outputs: its words and its pictures, not the number beside the slider itself.
SEEN = """id => {
    const node = lab.cell(id).node.querySelector('.jp-Cell-outputWrapper');
    return [node.innerText, ...[...node.querySelectorAll('img')].map(image => image.src)].join('|');
}"""


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    """JupyterLab on a copy of the lessons, so that nothing a test does reaches the committed notebooks."""
    root = tmp_path_factory.mktemp("course")
    for lesson in LESSONS:
        shutil.copy(lesson.path, root)
    with served(root, tmp_path_factory.mktemp("scratch")) as address:
        yield address


@pytest.fixture(scope="module")
def page(chromium):
    with browser(chromium) as context:
        yield context.new_page()


@pytest.mark.parametrize("lesson", [one for one in LESSONS if one.path.stem != TRIED_IN_BOTH_EDITIONS], ids=str)
def test_the_lesson_runs_and_every_slider_goes_to_both_ends(page, url, lesson):
    open_notebook(page, url, lesson.path.name)
    page.evaluate("() => lab.runAll()")
    assert all(page.evaluate("() => lab.counts")), "a cell was not run"
    for explorer in explorers(lesson):
        for number in range(sliders(page, explorer)):
            go_to_both_ends(page, explorer, number)
    assert page.evaluate("() => lab.errors()") == []
    assert "Traceback" not in page.content()


def explorers(lesson: Lesson) -> list[str]:
    """The cells that show sliders."""
    return [one.id for one in lesson.code if "views.explore" in one.source]


def sliders(page: Page, explorer: str) -> int:
    cell(page, explorer).wait_for_selector('[role="slider"]')
    found = len(cell(page, explorer).query_selector_all('[role="slider"]'))
    assert found, f"{explorer} has no slider"
    return found


def go_to_both_ends(page: Page, explorer: str, number: int) -> None:
    """Press Home, then End on one slider: table, caption or picture change both times. Then set it back."""
    handle = cell(page, explorer).query_selector_all('[role="slider"]')[number]
    field = cell(page, explorer).query_selector_all("input")[number]
    start = field.input_value()
    for key, end in (("Home", "aria-valuemin"), ("End", "aria-valuemax")):
        if handle.get_attribute("aria-valuenow") == handle.get_attribute(end):
            continue
        before, shown = page.evaluate(SEEN, explorer), field.input_value()
        handle.focus()
        page.keyboard.press(key)
        page.wait_for_function(f"""([id, before, field, shown]) =>
            ({SEEN})(id) !== before && field.value !== shown && lab.idle()""", arg=[explorer, before, field, shown])
        assert handle.get_attribute("aria-valuenow") == handle.get_attribute(end)
    field.fill(start)
    field.press("Enter")
    page.wait_for_function("([field, start]) => field.value === start && lab.idle()", arg=[field, start])
