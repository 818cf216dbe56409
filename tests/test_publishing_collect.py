"""``make collect``: answers of returned notebooks in one table; nothing of a student's code is ever run."""

import csv
import json
import time
import zipfile
from pathlib import Path

import pytest
from handed_in import CAC, answered, cell, notebook
from lesson import NOTEBOOKS
from openpyxl import load_workbook

from crmlessons import use
from crmlessons.exercises import check, for_student, hint
from publishing import collect, grading
from publishing.grading import Row
from publishing.returned import NoNotebook, read

OPEN = "acquisition.own_campaign"
SENTENCE = "We wrote to all our neighbours, and twelve of them came to the shop on Saturday."
RIGHT = 40  # with the common numbers


def one_row(*cells: dict, language: str = "en") -> Row:
    (row,) = grading.rows(notebook(*cells, language=language), "f.ipynb", "f", "en")
    return row


@pytest.mark.parametrize(("written", "verdict"), [
    ("40", "right"), ("40.0", "right"), ('"40 lei"', "right"), ('"40,0"', "right"), ("21600 / 540", "right"),
    ("2 * (12 + 8)", "right"), ("-(-40)", "right"), ("30", "mistake"), ("77", "wrong"), ("'many'", "unreadable"),
    ("4,0", "unreadable"), ("True", "unreadable"), ("...", "unanswered"), ("None", "unanswered"), ('""', "unanswered"),
])
def test_an_answer_that_is_plain_is_judged_again(written, verdict):
    row = one_row(answered(written))
    assert (row.verdict, row.how) == (verdict, "judged" if verdict != "unanswered" else "")
    assert row.answer == ("" if verdict == "unanswered" else written.strip("'\""))


def test_names_that_the_cell_gives_to_plain_things_are_followed():
    assert one_row(cell(f'cost = 12000 * 1.8\nanswer = cost / 540\ncheck("{CAC}", answer)')).verdict == "right"
    assert one_row(cell(f'answer = 30\nanswer = 40\ncheck("{CAC}", answer)')).verdict == "right"
    assert one_row(cell(f'check("{CAC}", 40)')).verdict == "right"
    assert one_row(cell(f'check("{CAC}", answer=40)')).verdict == "right"


@pytest.mark.parametrize("source", [
    "open('{trap}', 'w')", "__import__('pathlib').Path('{trap}').touch()", "[40 for i in range(9)]", "9 ** 9 ** 9 ** 9",
    "1e308 * 10 * 40", "1 / 0", "(-8) ** 0.5", "answer", "s['J']", "f'{{40}}'", "lambda: 40",
    "(40 if open('{trap}', 'w') else 1)", "+".join(["1"] * 3000), "[" * 500 + "]" * 500, "'4' * 10**9", "10 ** 400",
])
def test_students_code_is_never_run_and_what_must_be_computed_is_taken_from_the_record(source, tmp_path):
    trap = tmp_path / "trap"
    written = source.format(trap=trap)
    before = time.perf_counter()
    without, with_record = one_row(answered(written)), one_row(answered(written, check(CAC, RIGHT)))
    assert not trap.exists() and time.perf_counter() - before < 2
    assert (without.verdict, without.how, without.remarks) == ("unknown", "", (("no_record", ""),))
    assert (with_record.verdict, with_record.how) == ("right", "record")


def test_a_cell_changed_after_its_last_run_and_a_record_that_says_otherwise_are_told_apart():
    wrong, right = check(CAC, 77), check(CAC, RIGHT)
    assert one_row(answered("40", right)).remarks == ()
    assert one_row(answered("40", wrong)).remarks == (("changed", "wrong"),)
    forged = answered("77", wrong)
    forged["outputs"][0]["metadata"]["crmlessons"]["verdict"] = "right"
    row = one_row(forged)
    assert (row.verdict, row.remarks) == ("wrong", (("differs", "right"),))
    assert one_row(cell(f'answer = 40\ncheck("{CAC}", answer)', ran=False)).remarks == (("not_run", ""),)


def test_the_name_is_that_of_the_for_student_cell_then_that_of_the_record_then_that_of_the_file():
    for_student("Ștefan Țuțea")
    verdict, mine = check(CAC, 1), cell('name = "Ștefan  Țuțea"\nfor_student(name)')
    assert one_row(mine, answered("1", verdict)).name == "Ștefan Țuțea" == one_row(answered("1", verdict)).name
    assert one_row(answered("1")).name == "f"
    own = grading.find(CAC).case(CAC, "Ștefan Țuțea")
    assert one_row(mine, answered(repr(float(own(lambda J: J))))).verdict == "right"
    other = one_row(cell('for_student("Ana")'), answered("1", verdict))
    assert other.name == "Ana" and other.remarks == (("numbers_of", "Ștefan Țuțea"),)
    for_student(None)
    assert one_row(mine, answered("1", check(CAC, 1))).remarks == (("common", ""),)


@pytest.mark.parametrize(("place", "name"), [
    ("03_acquisition.ipynb", "03_acquisition"), ("Ana Pop/03_acquisition.ipynb", "Ana Pop"),
    ("ana_pop.ipynb", "ana_pop"),
    ("Ana Pop_1234_assignsubmission_file_/x/03_acquisition (2).ipynb", "Ana Pop"),
    ("Ana Pop_77_assignsubmission_file_lesson.ipynb", "Ana Pop"),
])
def test_files_are_called_as_students_and_course_platforms_name_them(place, name):
    assert collect.File(collect.PurePosixPath(place), b"").called == name


def test_attempts_and_help_come_from_the_record(tmp_path, monkeypatch):
    monkeypatch.setenv("CRMLESSONS_PROGRESS", str(tmp_path / "progress.json"))
    hint(CAC)
    for answer in (1, 2, 2, "?", 40):
        verdict = check(CAC, answer)
    row = one_row(answered("40", verdict))
    assert (row.attempts, row.hints, row.solution) == (3, 1, False)


def test_words_that_were_not_marked_yet_are_shown_to_the_lecturer():
    row = one_row(answered(f'"""{SENTENCE}"""', None, OPEN))
    assert (row.verdict, row.answer) == ("unassessed", SENTENCE)
    assert one_row(answered(f'"""{SENTENCE}"""', None, OPEN, ", score=[1, 0, 1, 1]")).verdict == "right"


def test_the_lessons_as_they_are_handed_out_hold_no_answer():
    for path in sorted(NOTEBOOKS.glob("*/*.ipynb")):
        found = grading.rows(path.read_bytes(), path.name, path.stem, "en")
        assert found and {row.verdict for row in found} == {"unanswered"}, path
    welcome = grading.rows((NOTEBOOKS / "en/00_welcome.ipynb").read_bytes(), "", "", "en")
    assert len(welcome) == 2, "the lesson's own example of a mistake is nobody's answer"


def test_a_known_mistake_is_counted_as_one_whatever_the_numbers_and_the_language():
    rows = []
    for number, language in enumerate(["en", "ro", "en"]):
        use(language)
        for_student(f"Student {number}")
        exercise = grading.find(CAC)
        wrong = float(exercise.case(CAC, f"Student {number}")(exercise.mistakes[0].value))
        source = answered(repr(wrong) if number else f"float('{wrong}')", check(CAC, wrong))
        rows.append(one_row(source, language=language))
    assert [row.how for row in rows] == ["record", "judged", "judged"]
    (standing,) = grading.standings(rows)
    assert (standing.answered, standing.right, standing.times) == (3, 0, 3) and "720 gross sales" in standing.mistake


@pytest.mark.parametrize("content", [
    b"", b"{", b"[]", b'"x"', b"{}", b'{"cells": 3}', b'{"cells": [3]}', b'{"cells": [{}]}', b"\xff\xfe\x00",
    b"[" * 100_000,
    b'{"cells": [{"cell_type": "code", "source": 3}]}', b'{"cells": [{"cell_type": "code", "source": [3]}]}',
])
def test_what_is_no_notebook_is_said_to_be_none(content):
    with pytest.raises(NoNotebook):
        read(content)


@pytest.mark.parametrize("outputs", [
    3, [3], [{}], [{"metadata": 3}], [{"metadata": {"crmlessons": 3}}],
    [{"metadata": {"crmlessons": {"exercise": CAC}}}],
    [{"metadata": {"crmlessons": {"exercise": CAC, "verdict": "brilliant", "student": 3, "attempts": "x"}}, "data": 3}],
    [{"metadata": {"crmlessons": {"exercise": CAC, "verdict": "right", "student": "<b>", "solution": []}},
      "data": {"text/plain": [3]}}],
])
def test_outputs_that_somebody_bent_break_nothing(outputs):
    bent = cell(f'answer = s["J"]\ncheck("{CAC}", answer)') | {"outputs": outputs}
    try:
        assert one_row(bent).verdict in ("unknown", "right")
    except NoNotebook:
        assert outputs == 3


def test_a_cell_that_is_no_python_and_an_exercise_that_does_not_exist_have_their_row():
    assert one_row(cell(f'answer = 12 lei\ncheck("{CAC}", answer)')).verdict == "unknown"
    assert one_row(cell('check("acquisition.none", 3)')).remarks == (("no_exercise", ""),)


@pytest.mark.parametrize(("written", "error", "remarks"), [
    ("c", "name 'c' is not defined", ["stopped_by", "quotes"]), ("s['K']", "name 's' is not defined", ["stopped_by"])])
def test_a_cell_that_stopped_with_an_error_was_tried_and_says_which(written, error, remarks):
    stopped = answered(written)
    stopped["outputs"] = [{"output_type": "error", "ename": "NameError", "evalue": error, "traceback": []}]
    row = one_row(stopped)
    assert (row.verdict, [key for key, _given in row.remarks]) == ("stopped", remarks)
    assert row.remarks[0][1] == f"NameError: {error}"
    assert grading.standings([row])[0].answered == 1
    assert one_row(stopped | {"outputs": [{"output_type": "error", "ename": [], "evalue": 3}]}).verdict == "stopped"


def test_a_zip_with_a_torn_or_an_oversized_file_gives_the_others(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as box:
        box.writestr("torn.ipynb", b"0123456789")
        box.writestr("__MACOSX/Ana/._03_acquisition.ipynb", b"")
        box.writestr("big.ipynb", b" " * 2_000)
        box.writestr("Ana/03_acquisition.ipynb", notebook(answered("40")))
    (tmp_path / "all.zip").write_bytes((tmp_path / "all.zip").read_bytes().replace(b"0123456789", b"0123456780"))
    monkeypatch.setattr(collect, "LARGEST", 1_500)
    found = list(collect.files(tmp_path / "all.zip"))
    assert [(one.called, one.fault) for one in found] == [("torn", "bad_zip"), ("big", "too_large"), ("Ana", "")]


@pytest.fixture
def returned(tmp_path) -> Path:
    """A folder as lecturers get it: forty notebooks, some with names that bite, a zip, and what does not belong."""
    folder = tmp_path / "returned"
    lesson = json.loads((NOTEBOOKS / "en" / "03_acquisition.ipynb").read_text(encoding="utf-8"))
    names = ["=cmd|'/c calc'!A0", "<script>alert(1)</script>", "Ștefan Țuțea", *(f"Student {i}" for i in range(37))]
    for number, name in enumerate(names):
        cells = [dict(one) for one in lesson["cells"]]
        for one in cells:
            if one["id"] == "ex-cac-answer":
                one["source"] = f'answer = "{30 if number % 2 else 77},5"\ncheck("{CAC}", answer)'
        cells.insert(3, cell(f"for_student({json.dumps(name)})"))
        (folder / f"{number}").mkdir(parents=True)
        (folder / f"{number}" / "03_acquisition.ipynb").write_text(json.dumps({**lesson, "cells": cells}))
    with zipfile.ZipFile(folder / "late.zip", "w") as box:
        box.write(folder / "2" / "03_acquisition.ipynb", "Late One_7_assignsubmission_file/03_acquisition.ipynb")
    (folder / "report.pdf").write_bytes(b"%PDF")
    (folder / "torn.ipynb").write_text("{")
    (folder / "torn.zip").write_bytes(b"PK torn")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "x.ipynb").write_text("{")
    return folder


def test_forty_notebooks_become_one_table_and_a_summary(returned, tmp_path, capsys):
    start = time.perf_counter()
    assert collect.main([str(returned)], tmp_path / "out") == 0
    assert time.perf_counter() - start < 30
    shown = capsys.readouterr()
    for said in ("“report.pdf” is no notebook", "“torn.ipynb” cannot be read", "“torn.zip” cannot be unpacked",
                 "“Ștefan Țuțea” returned 03_acquisition more than once"):
        assert said in shown.err
    assert "checkpoints" not in shown.err
    line = next(line for line in shown.out.splitlines() if CAC in line)
    assert "03_acquisition  2 · The cost of one customer" in line
    assert line.split(CAC)[1].split()[:3] == ["41", "41", "0%"]
    assert shown.out.count("Nobody changed this cell: left out rather than hard.") == 12
    book = load_workbook(tmp_path / "out" / "answers.xlsx")
    assert not [one.coordinate for page in book for row in page for one in row if one.data_type == "f"]
    names = {row[0] for row in book.worksheets[0].iter_rows(values_only=True)}
    assert {"=cmd|'/c calc'!A0", "<script>alert(1)</script>", "Ștefan Țuțea"} <= names
    with (tmp_path / "out" / "answers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert "'=cmd|'/c calc'!A0" in {row["name"] for row in rows} and len(rows) == 41 * 13
    assert {row["answer as written"] for row in rows} == {"", "30,5", "77,5"}


def test_the_table_speaks_the_language_of_the_notebooks(tmp_path, capsys):
    (tmp_path / "x.ipynb").write_bytes(notebook(answered("40"), language="ro"))
    assert collect.main([str(tmp_path)], tmp_path / "out") == 0
    assert "exercițiul" in capsys.readouterr().out
    assert collect.main([str(tmp_path), "--language", "en"], tmp_path / "out") == 0
    assert "exercise" in capsys.readouterr().out


def test_a_folder_without_answers_is_told_in_one_sentence(tmp_path, capsys):
    assert collect.main([str(tmp_path / "none")], tmp_path / "out") == 1
    assert capsys.readouterr().err.startswith("No answers were found") and not (tmp_path / "out").exists()
