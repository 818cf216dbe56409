"""What a reader enters is kept: saved whole or not at all, found again after a restart, never written over damage."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from refusals import LANGUAGES, check_refusal

from crmlessons import InputError, sales
from crmlessons.sales_transcripts import NAMES

KEYS = st.sampled_from(sales.CHECKLIST.keys)
DAMAGED = {
    "empty": "", "half": '{"kind": "crmlessons sales scores", "version": 1, "sco', "list": "[]", "number": "3",
    "other": '{"kind": "something else", "version": 1, "scores": []}',
    "newer": '{"kind": "crmlessons sales scores", "version": 2, "scores": []}',
    "mark": json.dumps({"kind": "crmlessons sales scores", "version": 1, "scores": [
        {"conversation": "jam", "rater": "me", "marks": {"cared": 7}, "notes": {}}]}),
    "note": json.dumps({"kind": "crmlessons sales scores", "version": 1, "scores": [
        {"conversation": "jam", "rater": "me", "marks": {}, "notes": {"cared": 7}}]}),
    "twice": json.dumps({"kind": "crmlessons sales scores", "version": 1, "scores": 2 * [
        {"conversation": "jam", "rater": "me", "marks": {}, "notes": {}}]}),
    "nameless": json.dumps({"kind": "crmlessons sales scores", "version": 1, "scores": [
        {"conversation": "", "rater": "me", "marks": {}, "notes": {}}]}),
    "deep": "[" * 100_000,
}


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "sales_scores.json"


def test_what_was_entered_is_there_after_a_restart(path):
    page = sales.Scorebook(path).page("jam", "Ana")
    page.change("mark", "cared", 1)
    page.change("note", "cared", "ziua bună — „da”")
    again = sales.Scorebook(path).page("jam", "Ana").scores
    assert dict(again.marks) == {"cared": 1} and again.notes["cared"] == "ziua bună — „da”"


def test_nothing_is_written_before_something_is_entered(path):
    sales.Scorebook(path).page("jam", "me")
    assert list(path.parent.iterdir()) == []


def test_two_raters_two_conversations_and_two_notebooks_keep_apart_in_one_file(path):
    first, second = sales.Scorebook(path).page("jam", "Ana"), sales.Scorebook(path).page("jam", "Ion")
    same_elsewhere = sales.Scorebook(path).page("jam", "Ana")
    first.change("mark", "cared", 2)
    second.change("mark", "cared", 0)
    sales.Scorebook(path).page("gym", "Ana").change("mark", "quick", 0)
    same_elsewhere.change("mark", "quick", 1)  # opened before the first one wrote: it must not undo that
    book = sales.Scorebook(path)
    assert dict(book.scores("jam", "Ana").marks) == {"cared": 2, "quick": 1}
    assert dict(book.scores("jam", "Ion").marks) == {"cared": 0} and len(book.frame()) == 4


def test_an_item_can_be_opened_again_and_a_note_taken_out(path):
    page = sales.Scorebook(path).page("jam", "me")
    for what, value in (("mark", 2), ("note", "x"), ("mark", None), ("note", "")):
        page.change(what, "cared", value)
    assert not page.scores.marks and not page.scores.notes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_refused_with_a_sentence_and_kept(path, content, language):
    path.write_text(content, encoding="utf-8")
    check_refusal(lambda: sales.Scorebook(path), language, "sales_scores.json", "scores2.json")
    assert path.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_damaged_while_the_page_is_open_is_not_written_over_and_nothing_is_lost(path, language):
    page = sales.Scorebook(path).page("jam", "me")
    page.change("mark", "cared", 1)
    good = path.read_bytes()
    path.write_bytes(b"\xff\xfe broken")
    check_refusal(lambda: page.change("mark", "quick", 2), language, "sales_scores.json")
    assert path.read_bytes() == b"\xff\xfe broken" and page.scores.marks["quick"] == 2
    path.write_bytes(good)
    page.change("mark", "trained", 0)  # once the file is well again, what could not be saved is saved with it
    assert dict(sales.Scorebook(path).scores("jam", "me").marks) == {"cared": 1, "quick": 2, "trained": 0}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folder_of_that_name_is_refused(path, language):
    path.mkdir()
    check_refusal(lambda: sales.Scorebook(path), language, "sales_scores.json")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_when_saving_fails_the_old_file_stays_whole_and_no_half_one_is_left(path, language, step, monkeypatch):
    page = sales.Scorebook(path).page("jam", "me")
    page.change("mark", "cared", 1)
    before = path.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    check_refusal(lambda: page.change("mark", "cared", 2), language, "sales_scores.json", "No space left")
    assert path.read_bytes() == before and [one.name for one in path.parent.iterdir()] == ["sales_scores.json"]
    monkeypatch.undo()
    page.change("note", "cared", "now")
    assert sales.Scorebook(path).scores("jam", "me").marks["cared"] == 2


@given(st.lists(st.tuples(KEYS, st.sampled_from([None, 0, 1, 2])), max_size=8),
       st.dictionaries(KEYS, st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_any_marks_and_notes_come_back_as_they_were(tmp_path, changes, notes):
    book = sales.Scorebook(tmp_path / "any.json")
    scores = sales.Scores("x", "y")
    for key, mark in changes:
        scores = scores.marked(key, mark)
    for key, note in notes.items():
        scores = scores.noted(key, note)
    book.put(scores)
    assert book.scores("x", "y") == scores


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mark", [3, -1, 1.5, True, "2"])
def test_another_mark_than_0_1_2_is_refused(path, mark, language):
    page = sales.Scorebook(path).page("jam", "me")
    check_refusal(lambda: page.change("mark", "cared", mark), language, repr(mark))
    assert not path.exists()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["", "  ", 3, None])
def test_a_rater_without_a_name_is_refused(path, name, language):
    check_refusal(lambda: sales.Scorebook(path).page("jam", name), language, repr(name))


def test_a_note_that_cannot_be_encoded_is_refused_and_the_file_stays(path):
    page = sales.Scorebook(path).page("jam", "me")
    page.change("mark", "cared", 1)
    before = path.read_bytes()
    with pytest.raises(InputError):
        page.change("note", "cared", "\ud800")
    assert path.read_bytes() == before
    page.change("mark", "quick", 2)  # and the next change is saved
    assert sales.Scorebook(path).scores("jam", "me").marks["quick"] == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "meant"), [("Gym", "gym"), ("bakerry", "bakery"), ("guest house", "guesthouse")])
def test_a_slip_in_the_name_of_a_conversation_is_refused_with_what_was_meant(path, name, meant, language):
    check_refusal(lambda: sales.Scorebook(path).page(name, "me"), language, name, meant)


def test_a_conversation_of_one_s_own_has_any_other_name(path):
    assert sales.Scorebook(path).page("my conversation", "me").conversation == "my conversation"
    assert set(NAMES) == set(sales.CONVERSATIONS)


def test_the_profile_sets_raters_side_by_side_with_open_items_empty(path):
    book = sales.Scorebook(path)
    book.put(sales.Scores("jam", "me", {"cared": 2}))
    shown = sales.profile(book, "jam", "me", "model", items=sales.CHECKLIST)
    assert list(shown.columns) == ["me", "model"] and shown["me"].count() == 1 and shown.loc["cared", "model"] == 1
