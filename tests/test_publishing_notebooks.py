"""``make notebooks`` on a course of one small lesson: what it writes, and what it says of a fault."""

import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from publishing import notebooks
from publishing.lesson import header

HEADERS = {
    "en": "# A small lesson\n\nWhat does\nit ask?\n\n**Time:** 5 minutes reading · 2 minutes exercises",
    "ro": "# O lecție mică\n\nCe întreabă?\n\n**Timp:** 5 minute de citit · 2 minute de exerciții",
}
EXPLORER = """\
class Explorer:
    def _repr_mimebundle_(self, **options):
        return {"application/vnd.jupyter.widget-view+json": {}, "text/html": "<p>twin</p>", "text/plain": "twin"}
Explorer()"""


@pytest.fixture
def make(tmp_path, monkeypatch):
    """The script, at work on a folder with the READMEs and one lesson in both languages."""
    monkeypatch.setattr(notebooks, "FOLDER", tmp_path / "notebooks")
    for name in notebooks.README.values():
        text = "before\n<!-- course map: make notebooks writes it -->\n<!-- course map ends -->\nafter\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    for language, text in HEADERS.items():
        (notebooks.FOLDER / language).mkdir(parents=True)
        cells = [new_markdown_cell(text), new_code_cell("print(1)\nprint(2)"), new_code_cell(EXPLORER)]
        for cell, name in zip(cells, ("header", "setup", "explore"), strict=True):
            cell.id = name
        nbformat.write(new_notebook(cells=cells), notebooks.FOLDER / language / "01_small.ipynb")
    return notebooks


def files(make):
    return {path: path.read_bytes() for path in make.FOLDER.parent.rglob("*.*") if path.suffix in (".ipynb", ".md")}


def test_a_second_run_changes_no_byte_and_keeps_the_static_twin_only(make, capsys):
    assert make.main(["--check"]) == 1, "nothing was executed yet"
    assert make.main([]) == 0
    first = files(make)
    capsys.readouterr()
    assert make.main([]) == 0
    assert not capsys.readouterr().out and files(make) == first
    notebook = json.loads(first[make.FOLDER / "en" / "01_small.ipynb"])
    assert notebook["cells"][2]["outputs"][0]["data"] == {"text/html": ["<p>twin</p>"], "text/plain": ["twin"]}
    assert notebook["metadata"] == make.METADATA


def test_the_course_map_is_made_from_the_first_cells(make):
    english, romanian = make.readmes(make.FOLDER).values()
    assert "| [01 · A small lesson](notebooks/en/01_small.ipynb) | What does it ask? | 5 + 2 | [ro](" in english
    assert "| [01 · O lecție mică](notebooks/ro/01_small.ipynb) | Ce întreabă? | 5 + 2 | [en](" in romanian


def test_a_lesson_that_is_not_translated_stands_in_the_romanian_map_in_english(make):
    (make.FOLDER / "ro" / "01_small.ipynb").unlink()
    _, romanian = make.readmes(make.FOLDER).values()
    assert "[01 · A small lesson](notebooks/en/01_small.ipynb)" in romanian


def test_a_failing_cell_stops_with_the_notebook_the_cell_and_the_traceback(make):
    path = make.FOLDER / "en" / "01_small.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("print(1)", "1 / 0"), encoding="utf-8")
    before = files(make)
    with pytest.raises(SystemExit, match=r"(?s)01_small.ipynb, cell setup:.*ZeroDivisionError"):
        make.main([])
    assert files(make) == before


def test_stamping_marks_only_the_translated_cells_that_are_named(make):
    path = make.FOLDER / "ro" / "01_small.ipynb"
    with pytest.raises(SystemExit, match="what you have read"):
        make.main(["--stamp"])
    make.main(["--stamp", "01_small#other"])
    assert "translates" not in path.read_text(encoding="utf-8")
    make.main(["--stamp", "01_small#header"])
    stamped = nbformat.read(path, as_version=4).cells[0]
    assert stamped.metadata.crm.translates == make.fingerprint(HEADERS["en"])


def test_a_header_without_its_minutes_is_refused_with_the_form_it_should_have():
    with pytest.raises(ValueError, match="Time"):
        header("# Title\n\nQuestion?", "en")
