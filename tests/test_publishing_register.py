"""``make collect`` holds the names in the notebooks against the platform's folders and a class list."""

import json

import pytest
from handed_in import answered, cell, notebook
from lesson import NOTEBOOKS
from openpyxl import load_workbook

from publishing import collect


@pytest.fixture
def collected(tmp_path, capsys):
    """Collects notebooks by place, as (name for for_student or None, cells), held against a list; gives what was
    said, and the sheets."""

    def make(notebooks: dict[str, str | None], listed: str = "", language: str = "en"):
        for place, name in notebooks.items():
            (tmp_path / "in" / place).parent.mkdir(parents=True)
            mine = [] if name is None else [cell(f"for_student({json.dumps(name)})")]
            (tmp_path / "in" / place).write_bytes(notebook(*mine, answered("40")))
        (tmp_path / "list.txt").write_text(listed)
        more = ["--names", str(tmp_path / "list.txt")] if listed else []
        assert collect.main([str(tmp_path / "in"), "--language", language, *more], tmp_path / "out") == 0
        book = load_workbook(tmp_path / "out" / "answers.xlsx")
        return capsys.readouterr().out, {page.title: [*page.iter_rows(values_only=True)][1:] for page in book}

    return make


def test_who_worked_without_numbers_of_their_own_or_under_another_name_is_remarked(collected):
    _said, sheets = collected({
        "Ana Pop_1_assignsubmission_file/x.ipynb": None, "Pop Ștefan_2_assignsubmission_file/x.ipynb": "stefan POP",
        "Nguyễn Thị_3_assignsubmission_file/x.ipynb": 'Jan "Jo" van der Berg'})
    remarks = {row[0]: row[-1] for row in sheets["students"]}
    assert "common numbers" in remarks["Ana Pop"] and not remarks["stefan POP"]
    assert "Handed in by “Nguyễn Thị”" in remarks['Jan "Jo" van der Berg']
    assert any("Handed in by “Nguyễn Thị”" in str(row) for row in sheets["answers"])


@pytest.mark.parametrize(("language", "absent"), [
    ("en", "not handed in by 1 of the 3"), ("ro", "nu au predat 1 din 3")])
def test_a_class_list_tells_who_is_not_on_it_and_who_has_not_handed_in(collected, language, absent):
    said, sheets = collected({"a/x.ipynb": "SERBANESCU Stefan", "b/x.ipynb": "ana pop", "c/x.ipynb": "A Stranger"},
                             "Ana Pop\nȘtefan Șerbănescu\nIon Ionescu\n", language)
    assert absent in said and said.count("Ion Ionescu") == 1
    _answers, students, _summary, missing = sheets.values()
    assert missing == [("03_acquisition", "Ion Ionescu")]
    remarks = {row[0]: row[-1] for row in students}
    assert "„Ștefan Șerbănescu”" in remarks["SERBANESCU Stefan"].replace("“Ștefan Șerbănescu”", "„Ștefan Șerbănescu”")
    assert not remarks["ana pop"] and "A Stranger" in remarks["A Stranger"]


def test_a_class_list_that_cannot_be_read_is_told_in_one_sentence(tmp_path, capsys):
    (tmp_path / "x.ipynb").write_bytes(notebook(answered("40")))
    assert collect.main([str(tmp_path), "--names", str(tmp_path / "none.csv")], tmp_path / "out") == 1
    assert len(capsys.readouterr().err.splitlines()) == 1 and not (tmp_path / "out").exists()


@pytest.mark.parametrize(("language", "title"), [("en", "1 · "), ("ro", "1 · Trei rate, un client")])
def test_exercises_have_number_and_title_and_what_nobody_touched_is_left_out_of_the_count(tmp_path, language, title):
    lesson = (NOTEBOOKS / language / "03_acquisition.ipynb").read_text(encoding="utf-8")
    cells = json.loads(lesson)["cells"]
    for one in cells:
        if one["id"] == "ex-cac-answer":
            one["source"] = 'answer = 1\ncheck("acquisition.cac", answer)'
    (tmp_path / "in").mkdir()
    for name, content in (("a", {"cells": cells}), ("b", json.loads(lesson))):
        (tmp_path / "in" / f"{name}.ipynb").write_text(json.dumps(content), encoding="utf-8")
    assert collect.main([str(tmp_path / "in")], tmp_path / "out") == 0
    answers, students, summary = ([*page.iter_rows(values_only=True)][1:]
                                  for page in load_workbook(tmp_path / "out" / "answers.xlsx"))
    assert any(row[1].startswith(title) and row[2] == "acquisition.overall_rate" for row in summary)
    assert len([row for row in summary if row[-1]]) == 12 and next(row for row in summary if row[3] and row[4])[4] == 1
    assert {row[4] for row in students} == {1} and all(row[2][0].isdigit() for row in answers)
