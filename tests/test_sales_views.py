"""What the lesson on sales conversations shows: the checklist to fill in, conversations, the role play, two charts."""

import itertools
import re

import numpy as np
import openpyxl
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from refusals import LANGUAGES, check_refusal
from test_views_room import outside

from crmlessons import records, sales, use, views
from crmlessons.views import explorers
from crmlessons.views.checklist import WIDGET, state, taken

EVIL = ["=1+1", "+1", "@SUM(A1)", "<script>alert(1)</script>", '"><b>', "$a$"]


@pytest.fixture
def page(tmp_path):
    return sales.Scorebook(tmp_path / "scores.json").page("jam", "me")


def text(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text(" ", strip=True)


def clean(shown: str) -> bool:
    return not re.search(r"⟦|\{\w*\}|\bnan\b", shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_item_can_be_marked_with_every_mark_and_noted_through_the_widgets(page, language):
    use(language)
    shown = views.checklist(sales.CHECKLIST, page)
    for item in sales.CHECKLIST:
        buttons = shown.marks[item.key]
        assert all(title.startswith(records.said(item.key)) for title in buttons.tooltips) and len(buttons.options) == 4
        assert records.said(item.key) in shown.notes[item.key].description
        for value in (0, 1, 2, None, 2):
            shown.marks[item.key].value = value
            assert page.book.scores("jam", "me").marks.get(item.key) == value
        shown.notes[item.key].value = f"{item.key}!"
    assert len(page.book.scores("jam", "me").notes) == 10
    assert "10" in text(shown.status.value) and clean(shown.status.value)


def test_what_was_entered_stands_in_a_new_view(page):
    views.checklist(sales.CHECKLIST, page).marks["quick"].value = 1
    again = views.checklist(sales.CHECKLIST, page.book.page("jam", "me"))
    assert again.marks["quick"].value == 1 and again.marks["cared"].value is None
    assert "1 of 10" in text(again.status.value) and "scores.json" in text(again.status.value)


def test_the_callback_is_a_plain_function_that_says_why_something_could_not_be_saved(page):
    assert taken(sales.DAVIS, page, "mark", "listened", 2).sentence.startswith("1 of 5")
    page.book.path.write_text("damage", encoding="utf-8")
    shown = taken(sales.DAVIS, page, "note", "listened", "words counted")
    assert shown.warning and "cannot be read" in shown.sentence and "words counted" in shown.profile.text()
    assert page.book.path.read_text(encoding="utf-8") == "damage"


def test_a_failed_save_is_shown_as_an_alert_and_raises_nothing(page):
    shown = views.checklist(sales.CHECKLIST, page)
    page.book.path.mkdir()
    shown.marks["cared"].value = 2
    assert BeautifulSoup(shown.status.value, "html.parser").p["role"] == "alert"


def test_the_status_is_spoken_when_it_changes(page):
    status = BeautifulSoup(views.checklist(sales.CHECKLIST, page).status.value, "html.parser").p
    assert (status["role"], status["aria-live"], status["lang"]) == ("status", "polite", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_kernel_the_sheet_to_print_remains_with_what_was_entered(page, language):
    use(language)
    page.change("mark", "cared", 1)
    bundle = views.checklist(sales.CHECKLIST, page)._repr_mimebundle_()
    soup = BeautifulSoup(bundle["text/html"], "html.parser")
    assert set(bundle) == {"text/plain", "text/html", WIDGET} and len(soup.tbody("tr")) == 10
    assert "min-width" in soup.thead("th")[-1]["style"] and not any("min-width" in one["style"] for one in soup.thead(
        "th")[:-1])
    assert [cell.get_text() for cell in soup.tbody.tr("td")][4] == "1" and clean(soup.text + bundle["text/plain"])


@pytest.mark.parametrize("evil", EVIL)
def test_what_a_reader_types_is_escaped_in_the_sheet_and_in_the_profile(tmp_path, evil):
    page = sales.Scorebook(tmp_path / "s.json").page(evil, evil)
    page.change("note", "cared", evil)
    shown = views.checklist(sales.CHECKLIST, page)
    for html in (shown.twin().html(), shown.status.value, views.table(page.scores.frame())._repr_html_()):
        soup = BeautifulSoup(html, "html.parser")
        assert not soup("script") and not soup("b") and evil in soup.get_text()
    title = BeautifulSoup(shown.widget.children[0].value, "html.parser")
    assert evil in title.get_text() and not title("script") and not title("b")


def test_scores_are_exported_with_text_that_is_no_formula(page, tmp_path):
    for item, evil in zip(sales.CHECKLIST, EVIL, strict=False):
        page.change("note", item.key, evil)
        page.change("mark", item.key, 2)
    target = views.export(page.book.frame(), tmp_path / "scores.xlsx")
    sheet = openpyxl.load_workbook(target).active
    rows = list(sheet.iter_rows(min_row=2))
    assert [cell.value for cell in sheet[1]] == ["conversation", "rater", "item", "mark", "note"]
    assert repr(target) == "Saved in “scores.xlsx”." and target.exists()
    assert [row[4].value for row in rows] == EVIL and {row[4].data_type for row in rows} == {"s"}
    assert {row[3].value for row in rows} == {2} and {row[3].data_type for row in rows} == {"n"}
    assert all(row[4].quotePrefix for row in rows if row[4].value[0] in "=+@") and rows[0][2].value == "cared for"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_that_cannot_be_exported_is_refused(tmp_path, language, page):
    page.change("mark", "cared", 1)
    frame, target = page.book.frame(), tmp_path / "scores.xlsx"
    views.export(frame, target)
    check_refusal(lambda: views.export(frame, target), language, "scores.xlsx", "overwrite=True")
    check_refusal(lambda: views.export(frame, tmp_path / "scores.csv"), language, ".xlsx")
    check_refusal(lambda: views.export(pd.DataFrame({"a": np.zeros(20_001)}), tmp_path / "b.xlsx"), language)


def test_the_same_scores_give_the_same_file_and_open_items_stay_empty(page, tmp_path):
    page.change("note", "cared", "no occasion")
    files = [views.export(page.book.frame(), tmp_path / f"{name}.xlsx").read_bytes() for name in "ab"]
    assert files[0] == files[1] and openpyxl.load_workbook(tmp_path / "a.xlsx").active["D2"].value is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", sales.CONVERSATIONS)
def test_a_conversation_is_shown_line_by_line_without_its_scoring(key, language):
    use(language)
    talk = sales.conversation(key)
    shown = views.transcript(talk)
    soup = BeautifulSoup(shown._repr_html_(), "html.parser")
    assert len(soup("li")) == len(talk.lines) and clean(soup.text) and clean(repr(shown))
    assert sales.verdict(key) not in soup.text and soup.div["lang"] == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_role_play_is_printed_with_a_card_for_every_role_and_the_scoring_sheet(tmp_path, language):
    use(language)
    kit = views.role_play(sales.ROLE_PLAY, sales.CHECKLIST)
    target = kit.save(tmp_path / "role_play.html")
    soup = BeautifulSoup(target.read_text(encoding="utf-8"), "html.parser")
    assert soup.html["lang"] == language and len(soup("section")) == 1 + 2 * 3 + 1 + 1 and clean(soup.text)
    assert len(soup.table.tbody("tr")) == 10 and clean(kit._repr_html_()) and clean(repr(kit))
    on_screen = BeautifulSoup(kit._repr_html_(), "html.parser")
    assert len(on_screen("details")) == 6 and not any(card.has_attr("open") for card in on_screen("details"))
    told = [scene.debrief.split("?")[-2] for scene in sales.ROLE_PLAY.scenes]
    assert not any(question in on_screen.text for question in told) and clean(repr(kit.debrief))
    assert len(BeautifulSoup(kit.debrief._repr_html_(), "html.parser")("p")) == 4
    check_refusal(lambda: kit.save(target), language, "role_play.html", "overwrite=True")
    check_refusal(lambda: kit.save(tmp_path / "no" / "r.html"), language, "r.html")
    assert kit.save(target, overwrite=True) == target


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_profile_says_points_and_differences_in_words(language, tmp_path):
    use(language)
    book = sales.Scorebook(tmp_path / "scores.json")
    book.put(sales.Scores("jam", "me", {"cared": 2, "quick": 2}))
    both = sales.profile(book, "jam", "me", "model", items=sales.CHECKLIST)
    for frame in (both, both[["model"]], sales.profile(book, "jam", "Ana", "model", items=sales.CHECKLIST)):
        drawn = views.profile(frame)
        assert drawn.png.startswith(b"\x89PNG") and len(drawn.alt) > 40 and clean(drawn.alt)
    if language == "en":
        assert "they differ on 1 item." in views.profile(both).alt
    check_refusal(lambda: views.profile(pd.DataFrame()), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_of_differences_counts_what_can_be_told_alone_and_together(language):
    use(language)
    drawn = views.differences(sales.with_winning(sales.one_row(records.load("sales_calls"))))
    assert drawn.png.startswith(b"\x89PNG") and clean(drawn.alt) and drawn.alt.count("2") > 3
    if language == "en":
        assert "Of 10 items tested together, 2 can be told from zero (one by one: 2)" in drawn.alt
    check_refusal(lambda: views.differences(pd.DataFrame({"estimate": [1.0]})), language, "wide_low")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("sheet", "line", "against"), [(sales.DELAY, "F", "monthly_benefit"),
                                                        (sales.SHEET, "L", "win_rate")])
def test_no_setting_of_the_sliders_fails_and_each_can_be_drawn(sheet, line, against, language):
    use(language)
    explorer = views.explore(sheet, line=line, against=against)
    ends = {one.name: one.slider[:2] for one in sheet.inputs}
    for corner in itertools.product(*ends.values()):
        shown = explorers.state(sheet, line, against, dict(zip(ends, corner, strict=True)))
        assert explorer._live.show((shown.steps, shown.curve)).startswith(b"\x89PNG")
        assert outside(explorer._live.figure) == [], corner
        assert clean(shown.table + shown.caption + shown.alt) and len(shown.alt) > 40
    assert clean(text(explorer._repr_mimebundle_()["text/html"]))
    assert all(len(control.name) <= 45 for control in explorer.controls.values())


def test_the_state_of_an_empty_page_shows_every_item_open(page):
    shown = state(sales.CHECKLIST, page)
    assert shown.profile.text().count("○○○ open") == 10 and not shown.warning
