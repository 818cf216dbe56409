"""A lesson presented live: JupyterLab's deck, in a real Chromium, shows one slide at a time and its sliders work."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lab import COURSE, browser, cell, open_notebook, served
from lesson import NOTEBOOKS
from playwright.sync_api import Page

LESSON = "03_acquisition.ipynb"
EXPLORER = "explore-sliders"
START = ".jp-NotebookPanel-toolbar [title='Toggle Deck']"
MENU = "#jp-MainMenu"
NEXT = ".jp-deck-mod-direction-forward"
ON_SCREEN = """lab.panel.content.widgets.filter(cell => cell.node.classList.contains('jp-deck-mod-onscreen'))
    .map(cell => cell.model.id)"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with the lesson in ``course``; what JupyterLab remembers lies in ``scratch``."""
    made = tmp_path_factory.mktemp("presented")
    (made / "course").mkdir()
    (made / "scratch").mkdir()
    shutil.copy(NOTEBOOKS / "en" / LESSON, made / "course")
    return made


@pytest.fixture(scope="module")
def page(chromium, folder) -> Iterator[Page]:
    """The lesson, opened and not yet run; everybody's tests share it, in the order in which one presents."""
    with served(folder / "course", folder / "scratch") as url, browser(chromium) as context:
        opened = context.new_page()
        open_notebook(opened, url, LESSON)
        yield opened


def active(page: Page) -> str:
    return page.evaluate("lab.panel.content.activeCell.model.id")


def go(page: Page, key: str, goal: str) -> None:
    """Press a key until the cell is the active one."""
    for _ in range(80):
        if active(page) == goal:
            return
        before = active(page)
        page.keyboard.press(key)
        page.wait_for_function("before => lab.panel.content.activeCell.model.id !== before", arg=before)
    raise AssertionError(f"{key} does not lead to {goal}; it stopped at {active(page)}")


def run_here(page: Page) -> None:
    """Run the active cell by key, as one does in front of a class."""
    index = page.evaluate("lab.panel.content.activeCellIndex")
    page.keyboard.press("Control+Enter")
    page.wait_for_function("index => lab.panel.content.widgets[index].model.sharedModel.execution_count > 0 &&"
                           " lab.kernel.status === 'idle'", arg=index)


def test_the_button_in_the_toolbar_shows_one_slide_and_the_space_bar_the_next(page):
    page.evaluate("lab.panel.content.activeCellIndex = 0")
    page.locator(START).click()
    page.wait_for_selector(NEXT)
    assert page.evaluate(ON_SCREEN) == ["header", "setup"]
    go(page, "Space", "setup")
    run_here(page)
    go(page, "Space", "idea")
    assert page.evaluate(ON_SCREEN) == ["idea"]
    go(page, "Space", "idea-impression")
    assert "idea" not in page.evaluate(ON_SCREEN)


def test_an_explorer_runs_on_its_slide_and_its_slider_changes_the_picture(page):
    go(page, "ArrowRight", EXPLORER)
    assert "records" not in page.evaluate(ON_SCREEN)
    run_here(page)
    explorer = cell(page, EXPLORER)
    slider = explorer.wait_for_selector('[role="slider"]')
    before = explorer.wait_for_selector("img").get_attribute("src")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("([cell, was]) => cell.querySelector('img').src !== was", arg=[explorer, before])
    assert active(page) == EXPLORER, "the arrow key moved the slider and not the slides"


def test_from_a_slider_the_arrows_on_the_screen_lead_on_and_escape_ends(page):
    for _ in range(5):
        page.locator(NEXT).click()
        if active(page) == "source":
            break
    assert "source" in page.evaluate(ON_SCREEN) and EXPLORER not in page.evaluate(ON_SCREEN)
    page.evaluate("lab.panel.content.activeCell.node.focus()")
    page.keyboard.press("Escape")
    page.wait_for_selector(NEXT, state="detached")
    page.wait_for_selector(START)


def test_after_escape_a_second_page_opens_with_the_menu(page):
    second = page.context.new_page()
    open_notebook(second, page.url.partition("/lab")[0], LESSON)
    second.wait_for_selector(MENU)
    assert not second.locator(NEXT).count()
    second.close()


def test_a_deck_that_nobody_ended_is_closed_when_the_course_is_started_again(page, folder):
    with page.expect_response(lambda answer: answer.request.method == "PUT" and "slideshow" in answer.url):
        page.locator(START).click()
    page.wait_for_selector(MENU, state="hidden")
    assert "true" in (folder / "scratch" / COURSE.DECK).read_text(), "the deck remembers that it is open"
    with served(folder / "course", folder / "scratch") as url:
        second = page.context.new_page()
        open_notebook(second, url, LESSON)
        second.wait_for_selector(MENU)
        assert second.locator(START).is_visible() and not second.locator(NEXT).count()
        second.close()
