"""The one command that sets the course up: what it does only once, and what it says where it cannot."""

import re
import sys

import pytest
from lesson import ROOT, load


@pytest.fixture
def course(tmp_path, monkeypatch):
    """The script, at work on an empty folder; what it would run is noted in ``course.ran``."""
    script = load(ROOT / "course.py")
    for name in ("requirements.txt", "pyproject.toml"):
        (tmp_path / name).write_text("")
    venv = tmp_path / ".venv"
    places = {"ROOT": tmp_path, "VENV": venv, "PYTHON": venv / "python", "STAMP": venv / "stamp"}
    inside = {"LAB_SETTINGS": venv / "lab" / "overrides.json", "REMEMBERED": venv / "lab"}
    for name, value in {**places, **inside, "ran": []}.items():
        monkeypatch.setattr(script, name, value, raising=False)

    def must(*command):
        script.ran.append(" ".join(map(str, command)))
        venv.mkdir(exist_ok=True)
        script.PYTHON.touch()

    monkeypatch.setattr(script, "must", must)
    monkeypatch.setattr(script, "hand_over", lambda *command: script.ran.append("handed over") or 0)
    monkeypatch.setattr(script.shutil, "which", lambda name: None)
    return script


def test_the_first_call_sets_up_and_the_second_does_not(course):
    assert course.main(["check"]) == 0
    assert "venv" in course.ran[0] and "--require-hashes" in course.ran[1] and course.ran[-1] == "handed over"
    course.ran.clear()
    assert course.main(["check"]) == 0
    assert course.ran == ["handed over"]


def test_it_sets_up_again_when_the_lock_has_changed(course):
    course.main(["check"])
    (course.ROOT / "requirements.txt").write_text("another==1")
    course.ran.clear()
    course.main(["check"])
    assert any("--require-hashes" in command for command in course.ran)


def test_nothing_is_fetched_that_the_lock_does_not_pin(course):
    course.main(["check"])
    installs = [command for command in course.ran if " install " in command]
    assert all("--require-hashes" in it or "--no-deps --no-build-isolation" in it for it in installs)


def test_jupyterlab_keeps_its_settings_in_the_course_and_begins_without_a_deck_left_open(course, monkeypatch):
    monkeypatch.setattr(course.os, "environ", {})
    deck = course.REMEMBERED / course.DECK
    deck.parent.mkdir(parents=True)
    deck.write_text('{"active": true}')
    course.main(["lab"])
    assert not deck.exists()
    assert course.os.environ["JUPYTERLAB_SETTINGS_DIR"] in map(str, deck.parents)
    assert all(value.startswith(str(course.VENV)) for value in course.os.environ.values())


def test_an_older_python_is_told_which_one_is_needed_and_how_to_name_it(course, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert course.main(["lab"]) == 1
    said = capsys.readouterr().err
    assert "3.11 or newer" in said and "PYTHON=python3.12" in said and not course.ran


def test_a_python_without_venv_is_told_what_to_install(course, monkeypatch, capsys):
    monkeypatch.setattr(course.importlib.util, "find_spec", lambda name: None)
    assert course.main(["lab"]) == 1
    assert "apt install python3" in capsys.readouterr().err


def test_without_a_known_verb_it_explains_itself(course, capsys):
    assert course.main([]) == 0 and course.main(["dance"]) == 2
    assert "python course.py lab" in capsys.readouterr().out and not course.ran


def test_every_verb_is_explained_and_has_its_target_in_the_makefile(course):
    targets = re.search(r"^(lab .*):$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1].split()
    explained = re.findall(r"^    python course.py (\w+) ", course.__doc__, re.MULTILINE)
    assert sorted(targets) == sorted(explained) == sorted(course.VERBS)
