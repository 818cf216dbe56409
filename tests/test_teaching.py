"""The lecturers' page says the same in both languages."""

import re

from lesson import ROOT, load

ENGLISH, ROMANIAN = ((ROOT / name).read_text(encoding="utf-8") for name in ("TEACHING.md", "TEACHING.ro.md"))


def test_both_pages_have_the_same_parts_commands_and_steps():
    for pattern in (r"^(##) ", r"`make (\w+)", r"^(\d)\. ", r"^(- \*\*|- )", r"`(published/\w+)"):
        found = [sorted(re.findall(pattern, text, re.MULTILINE)) for text in (ENGLISH, ROMANIAN)]
        assert found[0] and found[0] == found[1], pattern


def test_every_page_for_readers_leads_to_it():
    assert "](TEACHING.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "](TEACHING.ro.md)" in (ROOT / "README.ro.md").read_text(encoding="utf-8")


def test_every_command_that_it_names_is_there():
    assert set(re.findall(r"`make (\w+)", ENGLISH)) <= set(load(ROOT / "course.py").VERBS)


def test_the_place_for_names_and_returned_work_is_left_out_by_git_and_the_romanian_page_asks_for_romanian():
    assert "/class/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    for page, ending in ((ENGLISH, ""), (ROMANIAN, " --language ro")):
        commands = re.findall(r'`make (?:classlist|collect) ARGS="([^"]+)"`', page)
        assert len(commands) == 5
        assert all(command.startswith("class/") and command.endswith(ending) for command in commands)
