"""A reader answers in a real JupyterLab: progress outlives the kernel, and the saved notebook tells the answers."""

import json
import shutil

from lab import browser, open_notebook, served
from lesson import NOTEBOOKS
from playwright.sync_api import Page

from publishing import grading

LESSON, WELCOME = "03_acquisition.ipynb", "00_welcome.ipynb"
ANSWER, CAC = "ex-cac-answer", "acquisition.cac"


def answer(page: Page, given: str, said: str) -> None:
    """Type an answer into its cell, run it, and wait for the verdict."""
    page.evaluate("""([id, given]) => lab.cell(id).model.sharedModel.setSource(
        `answer = ${given}\\ncheck("acquisition.cac", answer)`)""", [ANSWER, given])
    page.evaluate("id => lab.run(id)", ANSWER)
    page.wait_for_function("([id, said]) => lab.cell(id).node.innerText.includes(said)", arg=[ANSWER, said])


def progress(page: Page) -> str:
    """What the welcome lesson says of lesson 03, after a fresh run of its set-up and of its progress cell."""
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    for id in ("setup", "progress-code"):
        page.evaluate("id => lab.run(id)", id)
    text = "lab.cell('progress-code').node.innerText"
    page.wait_for_function(f"() => {text}.includes('progress.json')")
    return next(line for line in page.evaluate(f"() => {text}").splitlines() if line.startswith("03"))


def test_answers_are_kept_over_a_restart_and_collected_from_the_saved_notebook(chromium, tmp_path, monkeypatch):
    root, scratch, kept = tmp_path / "course", tmp_path / "scratch", tmp_path / "own" / "progress.json"
    root.mkdir()
    scratch.mkdir()
    monkeypatch.setenv("CRMLESSONS_PROGRESS", str(kept))
    for name in (LESSON, WELCOME):
        shutil.copy(NOTEBOOKS / "en" / name, root)
    with served(root, scratch) as url, browser(chromium) as context:
        page = context.new_page()
        open_notebook(page, url, LESSON)
        page.evaluate("() => lab.run('setup')")
        answer(page, "30", "A known mistake")
        answer(page, "77", "Not right")
        page.evaluate("() => lab.kernel.restart()")
        page.wait_for_function("() => lab.idle()")
        page.evaluate("() => lab.run('setup')")
        answer(page, "40", "Right")
        page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
        open_notebook(page, url, WELCOME)
        assert progress(page).split("\t")[1:3] == ["1 of 13", "0"]
        page.evaluate("() => lab.kernel.restart()")
        page.wait_for_function("() => lab.idle()")
        assert progress(page).split("\t")[1:3] == ["1 of 13", "0"]
        assert page.evaluate("() => lab.errors()") == []
    assert len(json.loads(kept.read_text(encoding="utf-8"))["students"][""][CAC]["tried"]) == 3
    (row,) = [one for one in grading.rows((root / LESSON).read_bytes(), LESSON, "Ana", "en") if one.exercise == CAC]
    assert (row.verdict, row.attempts, row.answer, row.how, row.remarks) == ("right", 3, "40", "judged", ())
    assert sorted(path.name for path in root.iterdir() if not path.name.startswith(".")) == [WELCOME, LESSON]
