"""What a reader has done is kept in a file of the reader's own: written whole, never over damage, never in the way."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lesson import ROOT, lessons
from refusals import LANGUAGES

from crmlessons import use
from crmlessons.exercises import check, for_student, guess, hint, progress, reference, solution
from crmlessons.exercises.engine import Guess, kept
from crmlessons.exercises.engine import progress as engine
from crmlessons.exercises.engine.finding import declared, known, lesson
from crmlessons.exercises.engine.kept import Entry
from crmlessons.words import gettext

CAC, OTHER, OPEN = "acquisition.cac", "acquisition.overall_rate", "acquisition.own_campaign"
SENTENCE = "We wrote to all our neighbours, and twelve of them came to the shop on Saturday."
GOOD = {"verdict": "right", "tried": ["0"], "hints": 0, "solution": False}


def holding(**entry) -> str:
    return json.dumps({"kind": "crmlessons progress", "version": 1, "students": {"": {CAC: GOOD | entry}}})


DAMAGED = {"empty": "", "half": '{"kind": "crmlessons progress", "vers', "list": "[]", "deep": "[" * 100_000,
           "newer": '{"kind": "crmlessons progress", "version": 2, "students": {}}',
           "other": '{"kind": "crmlessons sales scores", "version": 1, "scores": []}',
           "verdict": holding(verdict="brilliant"), "hints": holding(hints="many"), "more": holding(time="now"),
           "tried": holding(tried=[[]]), "students": '{"kind": "crmlessons progress", "version": 1, "students": []}'}


@pytest.fixture
def file(tmp_path, monkeypatch) -> Path:
    """The reader's file, not there yet."""
    path = tmp_path / "progress.json"
    monkeypatch.setenv(kept.VARIABLE, str(path))
    return path


def saved(file: Path, student: str = "") -> dict:
    return json.loads(file.read_text(encoding="utf-8"))["students"][student]


def row(number: str) -> list[str]:
    """A lesson's line of the table."""
    return next(line.split(" | ")[1:] for line in repr(progress()).splitlines() if line.startswith(f"  {number} ·"))


def test_nothing_is_written_before_an_answer_is_checked(file):
    check(CAC)
    check(OPEN, "Too short.")
    assert "Nothing is answered yet" in repr(progress()) and not file.exists()


def test_every_verdict_is_kept_and_a_right_one_stays(file):
    for answer, verdict in (("?", "unreadable"), (30, "mistake"), (77, "wrong"), (77.0, "wrong"), (40, "right")):
        check(CAC, answer)
        assert saved(file)[CAC]["verdict"] == verdict
    check(CAC, 30)
    assert len(saved(file)[CAC]["tried"]) == 3, "30, 77 and 40; what cannot be read or comes again is no new attempt"
    assert saved(file)[CAC]["verdict"] == "right" and row("03")[0] == "1 of 13"


def test_help_counts_until_the_answer_is_right(file):
    hint(CAC), hint(CAC), solution(OTHER)
    assert (saved(file)[CAC]["hints"], saved(file)[OTHER]["solution"]) == (2, True)
    check(CAC, 40), solution(CAC), check(OTHER, 0.045)
    assert not saved(file)[CAC]["solution"] and row("03")[:2] == ["2 of 13", "1"], "one was copied from the solution"


def test_guesses_and_answers_in_words_are_kept_without_what_was_said(file):
    guess("acquisition.roi_guess", 123_456)
    check(OPEN, SENTENCE)
    assert set(saved(file)) == {"acquisition.roi_guess"}, "words are done when the reader has marked them"
    check(OPEN, SENTENCE, score=[1, 0, 1, 1])
    assert row("03")[0] == "1 of 13", "a guess is no exercise"
    assert not re.search("123456|neighbours|20[2-9][0-9]", file.read_text(encoding="utf-8"))


def test_progress_survives_a_restart_and_is_one_for_both_editions(file):
    check(CAC, 40)
    script = "from crmlessons import use; from crmlessons.exercises import progress; use('ro'); print(progress())"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8",
                          env={**os.environ, "PYTHONUTF8": "1"}, cwd=file.parent, check=True)
    assert "Cât valorează un client nou? | 1 din 13 | 1 | `" in done.stdout.replace("| acq", "| `acq")
    assert [one.name for one in file.parent.iterdir()] == ["progress.json"]


def test_students_are_kept_apart_however_they_write_their_names(file):
    check(CAC, 40)
    for name in ("Ștefan Pop", " stefan  POP"):
        for_student(name)
        check(CAC, 1)
        assert "With the numbers of" in repr(progress()) and row("03")[0] == "0 of 13"
    assert set(saved(file, "Ștefan Pop")) == {CAC} and len(saved(file, "Ștefan Pop")[CAC]["tried"]) == 1
    check(CAC, reference(CAC))
    for_student(None)
    check(OTHER, 0.045)
    shown = repr(progress())
    assert row("03")[0] == "2 of 13" and "with those of: Ștefan Pop." in shown


def test_a_lesson_is_finished_when_all_its_exercises_are_right_and_the_next_step_is_named(file):
    for id in [id for id, one in declared("welcome").items() if not isinstance(one, Guess)]:
        check(id, reference(id))
    assert row("00") == ["all 2: finished", "2", ""] and "Lessons finished: 1 of" in repr(progress())
    assert "satisfaction." in repr(progress()).splitlines()[-2]
    check(CAC, 30)
    assert "in lesson 03" in repr(progress()), "what is begun comes first"
    everything = {("", id): Entry("right", ("0",)) for id in known()}
    assert not [one for one in engine.standings(everything) if one.left]


def test_starting_anew_asks_back_and_forgets_only_with_the_right_number(file):
    assert "nothing to forget" in repr(progress(start_anew=True))
    check(CAC, 40), check(OTHER, 1)
    for_student("Ana")
    check(CAC, 1)
    assert "progress(start_anew=1)" in repr(progress(start_anew=True))
    assert "begins anew" in repr(progress(start_anew=1)) and set(saved(file)) == {CAC, OTHER}
    for_student(None)
    before = file.read_bytes()
    for given in (True, 1, 3):
        assert "progress(start_anew=2)" in repr(progress(start_anew=given)) and file.read_bytes() == before
    progress(start_anew=2)
    assert not file.exists() and row("03")[0] == "0 of 13"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_left_alone_and_stops_no_verdict(file, content, language):
    use(language)
    file.write_text(content, encoding="utf-8")
    verdict = check(CAC, 40)
    assert verdict.kind == "right" and repr(verdict).count("progress.json") == 1
    assert "progress.json" in repr(progress()) and "progress.json" in repr(progress(start_anew=True))
    assert file.read_text(encoding="utf-8") == content
    file.unlink()
    check(OTHER, 0.045)
    assert set(saved(file)) == {CAC, OTHER}, "what waited is saved with the next"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_a_full_disk_stops_no_verdict_and_leaves_no_half_file(file, language, step, monkeypatch):
    use(language)
    check(OTHER, 0.045)
    before = file.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, step, full)
        verdict = check(CAC, 40)
        assert verdict.kind == "right" and "No space left" in repr(verdict) and "⟦" not in repr(verdict)
        hint("acquisition.contribution"), solution("acquisition.contribution"), guess("acquisition.roi_guess", 5)
        assert file.read_bytes() == before and [one.name for one in file.parent.iterdir()] == ["progress.json"]
        assert row("03")[0].startswith("2 "), "the session goes on with what is in memory"
    assert "progress.json" not in repr(check(CAC, 40)) and CAC in saved(file)


@pytest.mark.parametrize("given", ["{there}/folder", "{there}/file/below.json", "\0"])
def test_a_place_where_no_file_can_be_is_said_and_stops_no_verdict(tmp_path, monkeypatch, given):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    monkeypatch.setattr(os, "environ", {**os.environ, kept.VARIABLE: given.format(there=tmp_path)})
    verdict = check(CAC, 40)
    assert verdict.kind == "right" and "Your progress" in repr(verdict)


def test_an_answer_that_breaks_when_it_is_looked_at_is_judged_all_the_same(file):
    class Broken:
        def __repr__(self):
            raise RuntimeError

    assert check(CAC, Broken()).kind == "unreadable"


@pytest.mark.parametrize("given", ["", "off", " OFF "])
def test_progress_that_is_switched_off_writes_nothing_and_counts_in_memory(tmp_path, monkeypatch, given):
    monkeypatch.setenv(kept.VARIABLE, given)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(kept, "_waiting", {})
    assert [check(CAC, answer).record["attempts"] for answer in (30, 77, 77)] == [1, 2, 2]
    assert "file" not in repr(progress()) and not list(tmp_path.iterdir()) and kept.place() is None


def test_the_file_lies_beside_the_lessons_or_in_the_home_folder(tmp_path, monkeypatch):
    monkeypatch.delenv(kept.VARIABLE)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert kept.place() == ROOT / "notebooks" / "progress.json"
    assert kept.shown(kept.place()) == "notebooks/progress.json"
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert kept.shown(kept.place()) == "~/.crmlessons/progress.json"
    monkeypatch.undo()
    monkeypatch.delenv(kept.VARIABLE, raising=False)
    monkeypatch.setattr(kept, "COURSE", tmp_path / "site-packages" / "notebooks")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    check(CAC, 40)
    assert (tmp_path / ".crmlessons" / "progress.json").is_file(), "its folder is made when it is needed"


def test_git_leaves_the_readers_file_alone():
    for name in ("progress.json", ".progress.json.77.new"):
        command = ["git", "check-ignore", "--quiet", f"notebooks/{name}"]
        done = subprocess.run(command, cwd=ROOT, check=False)
        assert done.returncode in (0, 128), "128: this copy of the course is not under git"


def test_a_name_is_escaped_wherever_the_table_shows_it(file):
    for_student("<img src=x onerror=alert(1)>")
    check(CAC, 1)
    for student in ("<img src=x onerror=alert(1)>", None):
        for_student(student)
        assert "<img" not in progress()._repr_html_() and "&lt;img" in progress()._repr_html_()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_is_read_by_its_heads_and_in_words(file, language):
    use(language)
    check(CAC, 40)
    html = progress()._repr_html_()
    assert html.count('<th scope="col"') == 4 and html.count('<th scope="row"') == len(lessons("en/*.ipynb"))
    assert "⟦" not in html and "<td></td><th" not in html


@pytest.mark.parametrize("one", lessons(), ids=str)
def test_the_exercises_know_the_number_and_the_title_of_their_lesson(one):
    use(one.language)
    found = lesson(one.topic)
    assert (found.number, gettext(found.title)) == (one.path.stem[:2], one.header.title), (
        f"LESSON in crmlessons/exercises/{one.topic}.py")


def test_what_a_lecturer_collects_goes_along_unseen_and_only_with_an_answer(file):
    assert check(CAC)._repr_mimebundle_() == ({}, {})
    hint(CAC)
    for_student("Ana Pop")
    shown, record = check(CAC, "30")._repr_mimebundle_()
    assert shown == {} and record["crmlessons"] == {
        "exercise": CAC, "verdict": check(CAC, "30").kind, "student": "Ana Pop", "attempts": 1, "hints": 0,
        "solution": False, "answer": kept.mark("30")}
