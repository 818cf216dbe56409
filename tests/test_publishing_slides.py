"""Slides of every committed lesson: what is on them, and, in a real Chromium, that a room can read them."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lab import browser
from lesson import Lesson, lessons
from playwright.sync_api import Page

from publishing import slide_cells, slides
from publishing.lesson import PLANS

SIZE = {"width": 1280, "height": 720}
SMALLEST = 24  # pixels of type on a screen of that size
AWAY = re.compile(r"^(?!file:|data:|blob:)")
READY = "window.Reveal && Reveal.isReady()"
each = pytest.mark.parametrize("lesson", lessons(), ids=str)

# Of every slide, laid out as reveal.js shows it: its words with their size, how far its content reaches, and more.
MEASURE = """() => Reveal.getSlides().map(slide => {
  const hidden = [slide, slide.parentElement].filter(part => getComputedStyle(part).display === 'none');
  hidden.forEach(part => part.style.setProperty('display', 'block', 'important'));
  const frame = slide.getBoundingClientRect(), scale = frame.width / 1280, boxes = [], words = [];
  const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, range = document.createRange();
    if (!text.data.trim() || text.parentElement.closest('aside')) continue;
    range.selectNodeContents(text);
    boxes.push(...range.getClientRects());
    const index = text.parentElement.closest('msub, msup, msubsup, mfrac, mroot');
    words.push([index ? 99 : parseFloat(getComputedStyle(text.parentElement).fontSize) * scale, text.data]);
  }
  boxes.push(...[...slide.querySelectorAll('img')].map(picture => picture.getBoundingClientRect()));
  const found = {
    id: slide.id, heading: slide.querySelector('h1, h2, h3, h4')?.innerText.trim() ?? '',
    words: words.sort((a, b) => a[0] - b[0]),
    reach: [Math.max(...boxes.map(box => box.right)) - frame.left,
            Math.max(...boxes.map(box => box.bottom)) - frame.top],
    size: [frame.width, frame.height, slide.scrollWidth, slide.scrollHeight],
    notes: [...slide.querySelectorAll('aside.notes')].map(note => note.textContent).join(' '),
    pictures: [...slide.querySelectorAll('img')].map(picture => [picture.width, picture.height, picture.alt]),
  };
  hidden.forEach(part => part.style.removeProperty('display'));
  return found;
})"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Every deck, as ``make slides`` makes it."""
    made = tmp_path_factory.mktemp("slides")
    slides.publish(lessons(), made)
    return made


@pytest.fixture(scope="module")
def show(chromium, folder) -> Iterator[Callable[[Lesson, str], Page]]:
    """The deck of a lesson in a browser that refuses every request that leaves the machine, and lists it."""
    with browser(chromium) as context:
        def opened(lesson: Lesson, more: str = "") -> Page:
            page = context.new_page()
            page.set_viewport_size(SIZE)
            page.tried = []
            page.route(AWAY, lambda route: (page.tried.append(route.request.url), route.abort()))
            page.goto((folder / f"{lesson}.html").as_uri() + more)
            page.wait_for_function(READY)
            return page
        yield opened


@pytest.fixture(scope="module")
def measured(show) -> Callable[[Lesson], list[dict]]:
    """What stands on every slide of a lesson, measured once; that nothing was fetched is part of it."""
    def measure(lesson: Lesson) -> list[dict]:
        page = show(lesson)
        found = page.evaluate(MEASURE)
        tried, language = page.tried, page.evaluate("document.documentElement.lang")
        page.close()
        assert not tried and language == lesson.language
        return found
    return cache(measure)


def room(one: dict) -> str:
    """A slide, named for people."""
    return f"{one['id'] or '(continued)'} “{one['heading']}”"


def lesson(name: str) -> Lesson:
    return lessons(f"{name}.ipynb")[0]


@pytest.fixture(scope="module")
def source(folder) -> Callable[[str], BeautifulSoup]:
    """The page of a lesson as it is written, before the browser deals it; to be read only."""
    return cache(lambda name: BeautifulSoup((folder / f"{name}.html").read_text("utf-8"), "html.parser"))


def texts(page: BeautifulSoup) -> list[str]:
    """Every text of the slides but the notes'."""
    every = page.find(class_="slides").find_all(string=re.compile(r"\S"))
    return [str(text) for text in every if not text.find_parent("aside")]


@each
def test_no_slide_is_larger_than_the_screen_and_every_slide_has_a_heading(measured, lesson):
    for one in measured(lesson):
        assert one["size"] == [SIZE["width"], SIZE["height"]] * 2, room(one)
        assert one["reach"][0] <= 1250 and one["reach"][1] <= 700, f"{room(one)} reaches {one['reach']}"
        assert one["heading"], room(one)


@each
def test_nothing_on_a_slide_is_too_small_for_the_last_row(measured, lesson):
    small = [(room(one), one["words"][0]) for one in measured(lesson) if one["words"][0][0] < SMALLEST - 0.1]
    assert not small


@each
def test_pictures_fill_their_slides_and_keep_their_words(measured, source, lesson):
    pictures = [(room(one), *picture) for one in measured(lesson) for picture in one["pictures"]]
    assert len(pictures) == len(source(str(lesson)).find_all("img"))
    for name, width, height, alt in pictures:
        assert (width >= 1190 or height >= 520) and len(alt) >= 15, f"{name}: {width} × {height}, “{alt}”"


@each
def test_what_the_lecturer_should_know_is_on_the_slides_as_notes(measured, lesson):
    shown = [one["notes"] for one in measured(lesson)]
    notes = [cell.crm["notes"] for cell in lesson.cells if cell.crm.get("notes")]
    assert notes and not [note[:60] for note in notes if not any(note in text for text in shown)]
    assert slide_cells.WORDS[lesson.language]["minutes"].format(lesson.sections[0].minutes) in " ".join(shown)


@each
def test_every_word_of_the_lesson_that_belongs_on_slides_is_dealt_to_one(measured, source, lesson):
    dealt = {words for one in measured(lesson) for _, words in one["words"]}
    assert not set(texts(source(str(lesson)))) - dealt


def test_arrow_keys_lead_through_all_slides_and_back(show):
    page = show(lesson("ro/00_welcome"))
    count = page.evaluate("Reveal.getTotalSlides()")
    places = []
    for key in ["ArrowRight"] * count + ["ArrowLeft"] * count:
        places.append(page.evaluate("Reveal.getSlides().indexOf(Reveal.getCurrentSlide())"))
        page.keyboard.press(key)
    assert places == [*range(count), *reversed(range(count))]
    page.close()


def test_the_speaker_view_opens_by_s_and_shows_the_notes(show):
    page = show(lesson("en/00_welcome"))
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    opened.value.wait_for_function("document.querySelector('.speaker-controls-notes .value')?.innerText")
    said = opened.value.inner_text(".speaker-controls-notes")
    assert lesson("en/00_welcome").cells[0].crm["notes"].split(".")[0] in said
    assert not page.tried
    opened.value.close()
    page.close()


def test_printed_as_pdf_every_slide_is_one_page(show):
    page = show(lesson("en/00_welcome"), "?print-pdf")
    page.wait_for_selector(".pdf-page")
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == page.evaluate("Reveal.getTotalSlides()") > 10
    page.close()


@each
def test_questions_are_on_the_slides_and_answers_are_not(source, lesson):
    page = source(str(lesson))
    text = " ".join(texts(page))
    assert len(page.find_all("div", role="note")) >= len(lesson.asked)
    assert "= ..." not in text and "Not answered yet" not in text and not page.find("details")
    assert not re.search(r"\bcheck\(\"[\w.]+\", answer\)", text)


def test_answers_that_a_lesson_folds_away_are_notes(source):
    notes = [note.get_text() for note in source("en/03_acquisition").find_all("aside")]
    assert any("6.25%: half as much again" in note for note in notes)


def test_the_notes_of_a_section_say_what_a_shorter_class_has_time_for(source):
    notes = " ".join(note.get_text() for note in source("en/03_acquisition").find_all("aside"))
    for section in lesson("en/03_acquisition").sections:
        for plan in PLANS if section.minutes else ():
            kept, cut = section.kept(plan) or "left out", section.cut(plan)
            told = f"{kept}. {cut}" if cut else kept
            assert f"In a class of {plan} minutes: {told}" in notes, section.id


def test_a_guess_is_asked_again_where_the_lesson_reveals_it(source):
    assert source("en/03_acquisition").get_text().count("Guess, do not calculate.") == 2


@pytest.mark.parametrize(("name", "said"), [("en/03_acquisition", "In JupyterLab this moves"),
                                            ("ro/03_acquisition", "În JupyterLab figura se mișcă")])
def test_an_explorer_is_there_as_its_twin_and_says_where_it_moves(source, name, said):
    page = source(name)
    beside = page.find(class_="beside")
    assert beside.find("img")["alt"] and said in beside.get_text()


def test_a_picture_too_tall_for_a_slide_is_cut_in_two_of_nearly_its_height(source):
    page = source("en/06_lifecycle")
    upper, lower = (page.find("img", alt=re.compile(words)) for words in ("intervals above zero", r"\(lower part\)$"))
    assert lower["alt"].startswith(upper["alt"]) and min(int(upper["height"]), int(lower["height"])) > 500


def test_links_to_notebooks_are_words_on_slides_and_badges_are_not_there(source):
    assert not [link["href"] for link in source("en/03_acquisition").select("a[href]")
                if not link["href"].startswith("http") or "mybinder" in link["href"]]


@pytest.mark.parametrize("module", [slides, slide_cells])
def test_the_words_of_the_slides_exist_in_every_language(module):
    assert {tuple(words) for words in module.WORDS.values()} == {tuple(module.WORDS["en"])}
    assert {lesson.language for lesson in lessons()} <= module.WORDS.keys()


def test_the_list_of_decks_names_every_lesson_and_leads_to_files(folder):
    page = BeautifulSoup((folder / "index.html").read_text("utf-8"), "html.parser")
    targets = [link["href"] for link in page.find_all("a")]
    assert targets == sorted(f"{lesson}.html" for lesson in lessons())
    assert all((folder / target).exists() for target in targets)


def test_a_lesson_that_does_not_exist_is_refused_in_one_sentence():
    with pytest.raises(SystemExit, match="There is no lesson 12_moon."):
        slides.main(["12_moon"])


def test_a_missing_reveal_is_said_in_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(slides, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="make slides"):
        slides.bring(tmp_path)
