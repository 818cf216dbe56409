"""``make classlist``: every student's numbers and right answers, as the lessons themselves have them."""

import csv
import re

import pytest
from openpyxl import Workbook, load_workbook

from crmlessons import use
from crmlessons.exercises import ask, check, for_student
from crmlessons.views.workbook import packed
from publishing import classlist, names, spreadsheet
from publishing.collect_words import WORDS as COLLECT_WORDS

LIST = "Ana Pop\n\nȘtefan Țuțea\n stefan  TUTEA \nAna Pop\n=cmd|'/c calc'!A0\n<script>alert(1)</script>\n"
HOSTILE = ["=cmd|'/c calc'!A0", "<script>alert(1)</script>"]


@pytest.fixture
def made(tmp_path, monkeypatch, capsys):
    """Runs the command on a list of names; gives the exit code, what it said, and the folder."""
    monkeypatch.setattr(classlist, "PUBLISHED", tmp_path)

    def make(content: str | bytes, *more: str, name: str = "names.txt"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        code = classlist.main([str(file), *more])
        return code, "".join(capsys.readouterr()), tmp_path / "classlist"

    return make


def sheet(path, number=0):
    return [list(row) for row in load_workbook(path).worksheets[number].iter_rows(values_only=True)]


@pytest.mark.parametrize(("language", "stem"), [
    ("en", "03_acquisition"), ("ro", "03_acquisition"), ("en", "04_retention")])
def test_every_answer_of_the_table_is_right_for_its_student(made, language, stem):
    code, _said, folder = made(LIST, stem, "--language", language)
    heads, *rows = sheet(folder / language / f"{stem}.xlsx")
    assert code == 0 and [row[0] for row in rows[1:]] == ["Ana Pop", "Ștefan Țuțea", "stefan TUTEA", *HOSTILE]
    assert rows[1][2:] != rows[0][2:] and rows[2][2:] == rows[3][2:], "who is folded alike has the same numbers"
    use(language)
    for student, row in zip([None, *(row[0] for row in rows[1:])], rows, strict=True):
        for_student(student)
        columns: dict = {}
        for head, value in zip(heads[2:], row[2:], strict=True):
            id, _, key = head.split(" (")[0].partition("[")
            columns.setdefault(id, {})[key.rstrip("]")] = value
        for id, found in columns.items():
            assert check(id, found.get("", found)).kind == "right", (student, id)


def test_the_numbers_are_those_that_the_question_shows(made):
    _code, _said, folder = made("Ana Pop\n", "03_acquisition")
    for_student("Ana Pop")
    with (folder / "en" / "03_acquisition.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["name"] == "Ana Pop"]
    assert len(rows) == 12 and all(row["question"] in repr(ask(row["exercise"])) for row in rows)
    (row,) = (row for row in rows if row["exercise"] == "acquisition.cac" and "cost per contact: " in row["numbers"])
    assert row["title"].startswith("2 · ")


def test_lines_that_need_a_look_are_said_with_their_number(made):
    _code, said, _folder = made(LIST, "00_welcome")
    lines = said.splitlines()
    assert lines[0].startswith("Line 2: there is no name")
    assert lines[1].startswith("Line 4: “stefan  TUTEA” gets the same numbers as “Ștefan Țuțea” in line 3")
    assert lines[2].startswith("Line 5: “Ana Pop” stands in line 1 already; line 1 is kept") and len(lines) == 4
    assert "add the group or a number" in lines[2]


def test_the_same_words_in_another_order_are_said_to_have_other_numbers(made):
    _code, said, folder = made("Ana Pop\nPOP, Ana\n", "03_acquisition")
    assert said.startswith("Line 2: “POP, Ana” has the same words as “Ana Pop” in line 1 in another order")
    rows = sheet(folder / "en" / "03_acquisition.xlsx")
    assert [row[0] for row in rows[2:]] == ["Ana Pop", "POP, Ana"] and rows[2][2:] != rows[3][2:]


@pytest.mark.parametrize(("name", "content"), [
    ("n.csv", "Nume de familie;Prenume;Grupa\nȚuțea;Ștefan;1\nPop;Ana;2\n"),
    ("n.csv", "\ufeffid,Name\n1,Ștefan Țuțea\n2,Ana Pop\n"),
    ("n.csv", "Ștefan Țuțea\nAna Pop\n"),
    ("n.csv", "Nume;Prenume\r\nȚuțea;Ștefan\r\nPop;Ana\r\n".encode("cp1250", "replace").replace(b"?", b"\xaa", 1)),
    ("n.txt", "name\nȘtefan Țuțea\nAna Pop"),
    ("n.txt", "Ștefan Țuțea\nAna Pop\n\n".encode("utf-16")),
])
def test_names_are_found_in_the_files_that_people_have(tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    found, said = names.read(file, "en")
    assert len(found) == 2 and found[1] == "Ana Pop" and found[0].split()[1][1:].endswith("ea") and not said


def test_names_are_found_in_a_workbook(tmp_path):
    book = Workbook()
    for row in (["First name", "Last name"], ["Ștefan", "Țuțea"], [None, None], ["Ana", "Pop"]):
        book.active.append(row)
    (tmp_path / "n.xlsx").write_bytes(packed(book))
    assert names.read(tmp_path / "n.xlsx", "en") == (["Ștefan Țuțea", "Ana Pop"], ["Line 3: there is no name."])


@pytest.mark.parametrize("language", ["en", "ro"])
@pytest.mark.parametrize(("content", "name"), [
    ("", "n.txt"), ("\n \n", "n.csv"), ("a,b\n1,2\n", "n.csv"), (b"\x81\x83\x88", "n.txt"), (b"no workbook", "n.xlsx"),
    ("name\n", "n.txt"),
])
def test_a_list_without_names_is_refused_with_one_sentence(made, content, name, language):
    code, said, folder = made(content, "03_acquisition", "--language", language, name=name)
    assert code == 1 and len(said.strip().splitlines()) == 1 and "Traceback" not in said and not folder.exists()


def test_an_unknown_lesson_and_a_missing_list_are_refused(made, tmp_path, capsys):
    code, said, _folder = made("Ana\n", "03_acquisiton")
    assert code == 1 and "no lesson 03_acquisiton" in said
    assert classlist.main([str(tmp_path / "none.csv")]) == 1 and "none.csv" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "|x", "'=1", "a\0b", "\ud800"])
def test_no_text_of_a_person_is_a_formula_in_either_file(tmp_path, text):
    spreadsheet.write_xlsx(tmp_path / "t.xlsx", {"x": [["head"], [text]]})
    spreadsheet.write_csv(tmp_path / "t.csv", [["head"], [text]])
    cell = load_workbook(tmp_path / "t.xlsx").active["A2"]
    assert cell.data_type == "s" and (cell.quotePrefix or text.lstrip()[0] not in "=+-@")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.reader(file))[1][0]
    assert written.lstrip()[:1] not in tuple("=+-@|") and written[:1] not in tuple("\t\r\n")


@pytest.mark.parametrize("words", [classlist.WORDS, names.WORDS, COLLECT_WORDS])
def test_the_commands_say_the_same_in_both_languages(words):
    assert words["en"].keys() == words["ro"].keys()
    fields = [{key: set(re.findall(r"{(\w+)}", text)) for key, text in words[language].items()} for language in words]
    assert fields[0] == fields[1]


def test_without_a_file_of_names_one_sentence_says_what_it_needs(capsys):
    assert classlist.main([]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "names.csv" in said and "usage" not in said
