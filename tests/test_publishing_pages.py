"""Cells as HTML without scripts: prose, formulas, outputs of every committed lesson."""

import pytest
from bs4 import BeautifulSoup
from lesson import lessons

from publishing import pages


def test_a_formula_becomes_mathml_with_its_parts_in_place():
    fraction = BeautifulSoup(pages.maths(r"$J = \frac{B}{H}$"), "html.parser").find("mfrac")
    assert [part.get_text() for part in fraction.find_all("mi")] == ["B", "H"]


def test_aligned_formulas_become_rows_with_their_signs_of_equality_below_each_other():
    page = BeautifulSoup(pages.maths(r"$$\begin{aligned} C &= A \cdot B \\ T &= C - D \end{aligned}$$", block=True),
                         "html.parser")
    assert [[cell.get_text() for cell in row.find_all("mtd")] for row in page.find_all("mtr")] == [
        ["C", "=A·B"], ["T", "=C−D"]]


def test_a_card_of_explained_formulas_is_a_table_whose_words_can_go_on_below():
    latex = r"$$\begin{aligned}" "\n" r"C &= A \cdot B && \text{programme cost} \\" "\n"
    latex += r" & \frac{B}{H} && \text{cost & more}" "\n" r"\end{aligned}$$"
    rows = BeautifulSoup(pages._output({"data": {"text/latex": latex}}), "html.parser").find_all("tr")
    assert [[cell.get_text() for cell in row.find_all("td")] for row in rows] == [
        ["C=A·B", "programme cost"], ["BH", "cost & more"]]
    assert all(row.find("math") for row in rows)


def test_prose_keeps_its_markup_and_sets_formulas_within_it():
    page = BeautifulSoup(pages.prose("So **J** is $\\frac{B}{H}$, and\n\n$$T = K - C$$"), "html.parser")
    assert page.strong.get_text() == "J"
    assert [one["display"] for one in page.find_all("math")] == ["inline", "block"]


def test_plain_text_of_a_cell_is_escaped():
    assert pages._output({"text": "a < b"}) == "<pre>a &lt; b</pre>"


@pytest.mark.parametrize("lesson", lessons(), ids=str)
def test_every_cell_of_a_lesson_becomes_html_without_scripts_and_with_no_formula_left_as_source(lesson):
    html = "".join(pages.prose(cell.source) if cell.kind == "markdown" else pages.code(cell.source) + pages.shown(cell)
                   for cell in lesson.cells)
    page = BeautifulSoup(html, "html.parser")
    assert not page.find_all("script")
    for source in page.find_all(["pre", "code"]):
        source.decompose()
    assert "$" not in page.get_text() and "\\frac" not in page.get_text()
    assert all(picture.get("alt") for picture in page.find_all("img") if "badge" not in picture["src"])
