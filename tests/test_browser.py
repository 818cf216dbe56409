"""The acquisition lesson in a real JupyterLab in a real Chromium: it runs, its sliders move, an answer is judged."""

import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from lab import browser, cell, open_notebook, served
from lesson import NOTEBOOKS
from playwright.sync_api import Page

LESSON = "03_acquisition.ipynb"
EXPLORER = "explore-sliders"
ANSWER = "ex-cac-answer"
CAPTION = ".jp-OutputArea-output [role=status]"


@pytest.fixture(scope="module")
def url(tmp_path_factory) -> Iterator[str]:
    """JupyterLab on a copy of both editions, so that nothing a test does reaches the committed notebooks."""
    root = tmp_path_factory.mktemp("course")
    for edition in ("en", "ro"):
        (root / edition).mkdir()
        shutil.copy(NOTEBOOKS / edition / LESSON, root / edition)
    with served(root, tmp_path_factory.mktemp("scratch")) as address:
        yield address


@pytest.fixture(scope="module")
def lesson(chromium, url) -> Iterator[Callable[[str], Page]]:
    """The lesson of an edition, opened and run from top to bottom once."""
    with browser(chromium) as context:
        yield cache(lambda edition: run_all(context.new_page(), url, edition))


def run_all(page: Page, url: str, edition: str) -> Page:
    open_notebook(page, url, f"{edition}/{LESSON}")
    page.evaluate("() => lab.runAll()")
    assert all(page.evaluate("() => lab.counts")), "a cell was not run"
    return page


def caption(page: Page) -> str:
    return cell(page, EXPLORER).wait_for_selector(CAPTION).inner_text()


def wait_for_caption(page: Page, condition: str, value: str) -> None:
    """Wait until the explorer's caption fulfils a condition in JavaScript on ``text`` and ``value``."""
    page.wait_for_function(f"""([id, selector, value]) => {{
        const text = lab.cell(id).node.querySelector(selector).innerText;
        return {condition};
    }}""", arg=[EXPLORER, CAPTION, value])


@pytest.mark.parametrize("edition", ["en", "ro"])
def test_the_lesson_runs_without_an_error_and_its_slider_moves_by_key(lesson, edition):
    page = lesson(edition)
    assert page.evaluate("() => lab.errors()") == []
    before = caption(page)
    explorer = cell(page, EXPLORER)
    picture = explorer.wait_for_selector("img").get_attribute("src")
    explorer.query_selector_all('[role="slider"]')[2].focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("([cell, was]) => cell.querySelector('img').src !== was", arg=[explorer, picture])
    wait_for_caption(page, "text !== value", before)
    assert re.search(r"4[.,]75", caption(page)) and "⟦" not in explorer.inner_text()


def test_a_number_typed_into_the_named_field_moves_the_slider(lesson):
    page = lesson("en")
    handle = cell(page, EXPLORER).query_selector_all('[role="slider"]')[2]
    field = page.get_by_label("gross acceptance rate, 0–20%")
    for typed, value in (("3", "−5,600"), ("4.17", "at 4.17%")):
        field.fill(typed)
        field.press("Enter")
        wait_for_caption(page, "text.includes(value)", value)
    page.wait_for_timeout(500)
    assert field.input_value() == "4.17", "what is typed between two steps of the slider stays"
    assert float(handle.get_attribute("aria-valuenow")) == pytest.approx(4.17, abs=0.13)


def test_every_picture_of_the_lesson_carries_its_finding_in_words(lesson):
    page = lesson("en")
    pictures = page.evaluate("""() => lab.panel.content.widgets.flatMap(cell =>
        [...cell.node.querySelectorAll('.jp-OutputArea img')].map(image => image.alt))""")
    assert len(pictures) >= 4 and min(map(len, pictures)) >= 40


def test_a_wrong_answer_is_recognised_and_the_right_one_accepted(lesson):
    page = lesson("en")
    for typed, verdict in (("30", "gross sales"), ("fifty", ""), ("40", "Right")):
        answer(page, typed)
        page.wait_for_function("([id, said]) => JSON.stringify(lab.outputs(id)).includes(said)", arg=[ANSWER, verdict])
    assert page.evaluate("() => lab.errors()") == []


def answer(page: Page, typed: str) -> None:
    """Type an answer over the three dots, as a student does, and run the cell."""
    cell(page, ANSWER).query_selector(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Shift+End")
    page.keyboard.type(f"answer = {typed!r}" if not typed.isdigit() else f"answer = {typed}")
    page.evaluate("id => lab.run(id)", ANSWER)
