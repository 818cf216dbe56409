"""What is entered into the checklist survives a restart of the kernel, in a real JupyterLab in a real Chromium."""

import json
import shutil

from lab import browser, cell, open_notebook, served
from lesson import NOTEBOOKS
from playwright.sync_api import ElementHandle, Page

LESSON = "09_sales.ipynb"
CHECKLIST = "first-checklist"


def button(page: Page, item: int, mark: int) -> ElementHandle:
    """The button of a mark; the first of each item opens it again."""
    cell(page, CHECKLIST).wait_for_selector(".widget-toggle-buttons")
    group = cell(page, CHECKLIST).query_selector_all(".widget-toggle-buttons")[item]
    return group.query_selector_all("button")[1 + mark]


def run(page: Page) -> None:
    for name in ("setup", CHECKLIST):
        page.evaluate("id => lab.run(id)", name)
    page.wait_for_function(f"() => lab.outputs('{CHECKLIST}').length > 0")
    button(page, 9, 2)


def wait_for_status(page: Page, said: str) -> None:
    page.wait_for_function(
        """([id, said]) => lab.cell(id).node.querySelector('[role=status]')?.innerText.includes(said)""",
        arg=[CHECKLIST, said])


def test_marks_and_notes_entered_by_key_survive_a_restart(chromium, tmp_path):
    root, scratch = tmp_path / "course", tmp_path / "scratch"
    root.mkdir()
    scratch.mkdir()
    shutil.copy(NOTEBOOKS / "en" / LESSON, root)
    with served(root, scratch) as url, browser(chromium) as context:
        page = context.new_page()
        open_notebook(page, url, LESSON)
        run(page)
        for item, key in ((0, "Enter"), (1, "Space")):
            button(page, item, 2 - item).focus()
            page.keyboard.press(key)
            wait_for_status(page, f"{item + 1} of 10")
        note = page.get_by_label("note on “cared for”")
        note.fill("line 2: his <b>wife</b>")
        note.press("End")
        page.wait_for_function("id => lab.cell(id).node.innerText.includes('his <b>wife</b>')", arg=CHECKLIST)
        kept = json.loads((root / "sales_scores.json").read_text(encoding="utf-8"))["scores"]
        assert kept[0]["marks"] == {"cared": 2, "called_by_name": 1}

        page.evaluate("() => lab.kernel.restart()")
        page.wait_for_function("() => lab.idle()")
        run(page)
        wait_for_status(page, "2 of 10")
        assert page.get_by_label("note on “cared for”").input_value() == "line 2: his <b>wife</b>"
        assert "mod-active" in button(page, 0, 2).get_attribute("class") and page.evaluate("() => lab.errors()") == []
