"""The sheet and other tables as a reader sees them: in words, in numbers, in HTML that a screen reader understands."""

import re

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from refusals import LANGUAGES, check_refusal

from crmlessons import acquisition, use, views
from crmlessons.views import grid, tables, written

SHEET = acquisition.SHEET


def solved(**changed):
    return SHEET.solve(**{**SHEET.example, **changed})


def cells(html: str) -> list[list[str]]:
    """The texts of a table's body, row by row."""
    rows = BeautifulSoup(html, "html.parser").tbody("tr")
    return [[cell.text for cell in row.find_all(["th", "td"])] for row in rows]


def test_fig_3_stands_as_the_source_prints_it_with_the_numbers_put_into_every_formula():
    rows = {row[0]: row[1:] for row in cells(solved()._repr_html_())}
    assert list(rows) == list("ABCDEFGHJKLMNPQRT")
    assert rows["A"] == ["prospects contacted", "input", "", "10,000", "prospects"]
    assert rows["C"] == ["programme cost", "A × B", "10,000 × 2", "20,000", "lei"]
    assert rows["J"][1:] == ["B ÷ H", "2 ÷ 4%", "50", "lei per customer"]
    assert rows["T"][1:] == ["P − C", "24,000 − 20,000", "4,000", "lei"]


def test_a_negative_number_in_a_formula_stands_in_brackets():
    numbers = {"N": "60", "J": "−1,000"}
    assert tables.with_numbers(SHEET.line("R"), numbers) == "60 − (−1,000)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_is_in_the_language_in_use_and_says_so(language):
    use(language)
    html = solved()._repr_html_()
    table = BeautifulSoup(html, "html.parser").table
    assert table["lang"] == language and "Fig. 3" in table.caption.text
    assert ("10,000 × 5%" if language == "en" else "10.000 × 5\N{NO-BREAK SPACE}%") in html
    assert "⟦" not in html + repr(solved())


def test_an_undefined_line_is_a_dash_with_its_reason_below_and_the_others_stand():
    solution = solved(gross_rate=0)
    rows = {row[0]: row[-2] for row in cells(solution._repr_html_())}
    assert (rows["J"], rows["R"], rows["T"]) == ("—", "—", "−20,000")
    reason = "No value (—) in J, R: no paid sale, so there is no cost per new customer."
    assert reason in solution._repr_html_() and reason in repr(solution)


def test_cases_stand_side_by_side_under_their_names_and_the_table_says_how_many_more_there_are():
    many = solved(gross_rate=pd.Series(np.linspace(0, 0.1, 11), [f"case <{i}>" for i in range(11)]))
    soup = BeautifulSoup(many._repr_html_(), "html.parser")
    heads = [head.text for head in soup.thead("th")]
    assert heads[4:] == [f"case <{i}>" for i in range(8)] and "… and 3 more cases." in soup.text
    assert cells(str(soup))[-1][4:6] == ["−20,000", "−15,200"]
    assert "case 2" in repr(solved(gross_rate=[0.1, 0.2]))
    assert "1,000" in repr(solved(gross_rate=np.array([0.1])))


@pytest.mark.parametrize("html", [solved()._repr_html_(), solved(gross_rate=[0, 0.1])._repr_html_(),
                                  views.units_table(SHEET)._repr_html_(),
                                  views.table(pd.DataFrame({"a": [1, 2]}, ["x", "y"]), "t")._repr_html_()])
def test_every_table_has_a_caption_and_heads_with_their_scope_and_needs_no_style(html):
    soup = BeautifulSoup(html, "html.parser")
    assert soup.caption.text and "<style" not in html
    assert all(head["scope"] == "col" for head in soup.thead("th"))
    assert all(row.th["scope"] == "row" for row in soup.tbody("tr"))
    assert len({len(row) for row in cells(html)} | {len(soup.thead("th"))}) == 1


EVIL = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a & b", '" onload="x', "$x$"]


@pytest.mark.parametrize("evil", EVIL)
def test_what_comes_from_a_file_is_escaped_wherever_it_becomes_html(evil):
    frame = pd.DataFrame({evil: [1.0], "words": [evil]}, index=pd.Index([evil], name=evil))
    by_name = solved(gross_rate=pd.Series([0.1, 0.2], [evil, "b"]))
    for html in (views.table(frame, evil)._repr_html_(), by_name._repr_html_(), views.compare(by_name)._repr_html_()):
        soup = BeautifulSoup(html, "html.parser")
        assert not soup("script") and not soup(onerror=True) and not soup(onload=True)
        assert evil in soup.text + "".join(image["alt"] for image in soup("img"))
    assert "mathjax_ignore" in views.table(frame, evil)._repr_html_()


def test_a_frame_is_written_for_the_language_column_by_column():
    frame = pd.DataFrame({"rate": [0.0417, np.nan], "paid": [2400.5, -3], "n": [3, 40_000], "good": [True, False],
                          "day": pd.to_datetime(["2024-02-05", "2024-12-31"])}, index=["a", "b"])
    use("ro")
    rows = cells(views.table(frame, "x", percent=["rate"], money=["paid"])._repr_html_())
    assert rows[0][:4] == ["a", "4,17\N{NO-BREAK SPACE}%", "2.400,50\N{NO-BREAK SPACE}lei", "3"]
    use("en")
    rows = cells(views.table(frame, "x", count=["n"], percent=["rate"])._repr_html_())
    assert rows[1] == ["b", "—", "−3", "40,000", "no", "2024-12-31"]


def test_an_index_of_two_levels_names_its_rows_and_a_counting_index_is_left_out():
    two = pd.DataFrame({"n": [1]}, index=pd.MultiIndex.from_tuples([("phone", 3)], names=["channel", "week"]))
    assert views.table(two).heads == ["channel · week", "n"] and cells(views.table(two).html())[0][0] == "phone · 3"
    assert views.table(pd.DataFrame({"a": ["x"], "b": [1]})).heads == ["a", "b"]
    assert views.table(pd.Series([1, 2], ["x", "y"], name="n")).rows == [["x", "1"], ["y", "2"]]


def test_a_long_frame_says_how_many_rows_it_leaves_out():
    assert views.table(pd.DataFrame({"a": range(30), "b": 1})).notes == ("… and 10 more rows.",)
    assert views.table(pd.DataFrame({"a": range(5), "b": 1}), rows=4).notes == ("… and 1 more row.",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_column_that_is_not_there_is_refused_with_those_that_are(language):
    frame = pd.DataFrame({"rate": [0.1]}, index=["a"])
    check_refusal(lambda: views.table(frame, percent=["rates"]), language, "rates", "rate")


def test_named_results_of_several_kinds_stand_one_a_row():
    shown = views.values("t", money={"spend": 1_250.5}, percent={"break_even": 0.0416}, number=pd.Series({"<b>": 2.0}))
    assert cells(shown.html()) == [["break-even", "4.16%"], ["<b>", "2"], ["spent", "1,250.50\N{NO-BREAK SPACE}lei"]]
    assert "&lt;b&gt;" in shown.html() and views.values(count={"n": 3.4}).rows == [("n", "3")]


def test_every_formula_of_the_sheet_stands_in_one_display_of_mathematics():
    latex = views.formulas(SHEET)._repr_latex_()
    assert latex.startswith("$$\\begin{aligned}") and r"J &= \frac{B}{H} && \text{customer acquisition cost" in latex
    assert latex.count(r"\\") == 10 and "J = B ÷ H" in repr(views.formulas(SHEET))


def test_the_check_of_units_reads_in_words():
    rows = {row[0]: row[3:] for row in cells(views.units_table(SHEET).html())}
    assert rows["J"] == ["lei per customer", "lei per customer"] and rows["Q"] == ["pure number", "pure number"]
    assert "[" not in repr(views.units_table(SHEET)) and "lei/" not in repr(views.units_table(SHEET))


@pytest.mark.parametrize(("kind", "value", "full", "short", "tick"), [
    ("money", 2.5, "2.50 lei", "2.50 lei", "2.50"), ("money", 12_345_678.9, "12,345,678.90 lei", "12.3M lei", "12.3M"),
    ("percent", 0.04166, "4.17%", "4.17%", "4.2%"), ("count", 1234.56, "1,234.56", "1,235", "1,234.56"),
    ("number", 1e30, "1E30", "1E30", "1E30"), ("money", -0.001, "0 lei", "0 lei", "0"),
    ("money", float("nan"), "—", "—", "—")])
def test_a_value_is_written_by_the_kind_of_its_line(kind, value, full, short, tick):
    plain = [text.replace("\N{NO-BREAK SPACE}", " ") for text in
             (written.full(kind, value), written.short(kind, value), written.tick(kind, value))]
    assert plain == [full, short, tick]


def test_plain_text_stands_in_columns():
    text = grid.Table("Title", ("name", "n"), [("a", "1"), ("long name", "1,000")], notes=("A note.",)).text()
    assert text.splitlines() == ["Title", "", "name           n", "a              1", "long name  1,000", "A note."]
    assert not re.search(r" $", text, re.MULTILINE)


def test_a_refusal_is_shown_as_its_sentence_and_nothing_else_passes_for_one():
    shown = views.refusal(SHEET.solve, **{**SHEET.example, "gross_rate": 500})
    assert "500 was given" in repr(shown) and 'role="note"' in shown._repr_html_()
    with pytest.raises(ValueError, match="Nothing was refused"):
        views.refusal(SHEET.solve, **SHEET.example)
