"""The website, built once: its pages read as HTML, opened in a browser, its links followed."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from lesson import lessons
from pages_in_browser import CUT, LOOKS, PHONE, REST, SCREEN, WIDE, axe, gated, grave, links, running, served
from playwright.sync_api import Browser, Page
from sphinx.errors import SphinxError

from publishing import website
from publishing.lesson import BLANK, NOTEBOOKS, Lesson
from publishing.site.edition import Edition
from publishing.site.words import UNTRANSLATED, WORDS

STEMS = [lesson.path.stem for lesson in lessons("en/*.ipynb")]
LANGUAGES = sorted({lesson.language for lesson in lessons()})
NAMES = (*STEMS, "index", "cards", "teaching", "about", "search")
PAGES = [f"{language}/{name}.html" for language in LANGUAGES for name in NAMES]
# Sphinx tells the authors of myst-parser that an attribute will go; nothing here can change it.
pytestmark = pytest.mark.filterwarnings("ignore:.*MystReferenceResolver.app")
each_page = pytest.mark.parametrize("page", PAGES)
each_lesson = pytest.mark.parametrize("lesson", lessons(), ids=str)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the website; building it fails at Sphinx's first warning."""
    folder = tmp_path_factory.mktemp("published") / "website"
    website.make(folder)
    return folder


@pytest.fixture(scope="module")
def read(site: Path) -> Callable[[str], BeautifulSoup]:
    """What gives a page, parsed."""
    return cache(lambda page: BeautifulSoup((site / page).read_text(encoding="utf-8"), "html.parser"))


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The website's address on this machine."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with running(chromium) as browser:
        yield browser


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """A page of the browser; whatever it asks for elsewhere is refused, and the test fails."""
    with gated(browser, address) as (page, outside):
        yield page
    assert not outside


@each_page
def test_axe_finds_nothing_serious_in_light_or_in_dark_and_nothing_is_fetched_from_outside(tab, page):
    tab.goto(page)
    assert not grave(axe(tab, REST))
    assert not grave(axe(tab, LOOKS))
    tab.emulate_media(color_scheme="dark")
    assert not grave(axe(tab, LOOKS))


@pytest.mark.parametrize("page", ["en/index.html", "en/00_welcome.html", "ro/03_acquisition.html"])
def test_the_reader_can_choose_the_dark_theme_against_the_device(tab, page):
    tab.goto(page)
    before = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    while tab.evaluate("document.body.dataset.theme") != "dark":  # the button goes round: as the device, light, dark
        tab.click(".theme-toggle-content .theme-toggle")
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert not grave(axe(tab, LOOKS))


@each_page
def test_on_screen_and_phone_nothing_is_cut_off_and_the_keyboard_reaches_what_moves_sideways(tab, page):
    tab.goto(page)
    for window in (SCREEN, PHONE):
        tab.set_viewport_size(window)
        tab.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert not tab.evaluate(CUT)
        assert tab.evaluate("document.documentElement.scrollWidth") <= window["width"]
        assert not [box for box, stop, role, name in tab.evaluate(WIDE) if (stop, role) != (0, "region") or not name]


@pytest.mark.parametrize(
    ("language", "word", "page"),
    [
        ("en", "retention", "04_retention.html"),
        ("en", "Erlang", "07_support.html"),
        ("ro", "păstrarea", "index.html"),
        ("ro", "pastrare", "index.html"),  # as many people type
        ("ro", "contactați", "03_acquisition.html"),
    ],
)
def test_search_finds_the_page_with_the_word(tab, language, word, page):
    tab.goto(f"{language}/index.html")
    tab.fill(".sidebar-search", word)
    tab.press(".sidebar-search", "Enter")
    tab.wait_for_selector(f"ul.search a[href^='{page}']")
    tab.wait_for_function("Search.status.innerText")
    said = {"en": "Search finished, found", "ro": "S-a"}[language]
    assert tab.inner_text(".search-summary").startswith(said)
    tab.click(f"ul.search a[href^='{page}']")
    tab.wait_for_url(f"**/{language}/{page}*")


def test_a_link_checker_finds_no_broken_link_and_fetches_none_from_outside(address, tmp_path):
    rows = links(address, tmp_path)
    assert not [f"{row['url']} in {row['parentname']}: {row['result']}" for row in rows if row["valid"] != "True"]
    checked = {row["url"].removeprefix(f"{address}/") for row in rows if row["result"] == "200 OK"}
    assert {*PAGES, *(f"{lesson}.ipynb" for lesson in lessons())} <= checked
    outside = {row["url"] for row in rows if row["result"] == "filtered"}
    assert len(outside) >= len(lessons()) and not [url for url in outside if not url.startswith("https://")]


def test_a_link_to_a_part_of_a_page_finds_that_part(read):
    parts = {page: {tag["id"] for tag in read(page).select("[id]")} for page in PAGES}
    found = [(page, link["href"]) for page in PAGES for link in read(page).select("a[href*='#']")
             if "://" not in link["href"] and not link["href"].endswith("#")]
    aims = [(page, *href.split("#")) for page, href in found]
    assert len(aims) > len(PAGES)
    assert not [aim for page, *aim in aims if aim[1] not in parts[f"{page.split('/')[0]}/{aim[0]}" if aim[0] else page]]


@each_page
def test_a_page_says_its_language_its_name_and_what_its_pictures_show(read, page):
    soup = read(page)
    assert soup.html["lang"] == page.split("/")[0]
    assert len(soup.find_all("h1")) == 1
    assert all(picture["alt"] for picture in soup.find_all("img"))


def test_no_two_pages_have_one_title(read):
    titles = [read(page).title.get_text() for page in ("index.html", *PAGES)]
    assert len(set(titles)) == len(titles)


@each_page
def test_a_page_leads_to_itself_in_the_other_languages(read, page):
    language, name = page.split("/")
    editions = {link["hreflang"]: link["href"] for link in read(page).select(".site-languages a")}
    assert editions == {other: f"../{other}/{name}" for other in LANGUAGES if other != language}


@each_lesson
def test_a_lesson_shows_every_question_chart_and_formula_and_no_cell_that_only_a_running_lesson_judges(read, lesson):
    soup = read(f"{lesson}.html")
    text = " ".join(soup.article.get_text().split())
    outputs = [BeautifulSoup(said, "html.parser") for cell in lesson.code for mime, said in cell.shown()
               if mime == "text/html"]
    questions = [note.p.find_next_sibling("p").get_text() for output in outputs
                 for note in output.select("div[role=note]")]
    assert len(questions) == len(lesson.asked)
    assert not [question for question in questions if " ".join(question.split()) not in text]
    charts = [picture["alt"] for output in outputs for picture in output.find_all("img")]
    assert [picture["alt"] for picture in soup.article.find_all("img")] == charts
    assert "\\frac" not in text and "&=" not in text
    assert "Not answered yet" not in text and "Încă fără răspuns" not in text


@each_lesson
def test_below_your_turn_the_answer_cells_give_way_to_a_sentence_that_says_where_they_work(read, lesson):
    turn = read(f"{lesson}.html").find(class_="site-turn")
    blanks = [cell for cell in lesson.code if BLANK.search(cell.source)]
    shown = [code for code in read(f"{lesson}.html").find_all("pre") if BLANK.search(code.get_text())]
    if turn:
        assert [link["href"].partition("/v2")[0] for link in turn.find_all("a")][0] == "https://mybinder.org"
        assert turn.parent.find("h2") and len(shown) == 1 < len(blanks)  # the guess at the beginning stays
    else:
        assert lesson.topic == "welcome" and len(shown) == len(blanks)


@each_lesson
def test_a_lesson_can_be_downloaded_byte_for_byte(site, read, lesson):
    link = read(f"{lesson}.html").select_one(".actions a[href^='../'][href$='.ipynb']")["href"]
    assert (site / lesson.language / link).resolve().read_bytes() == lesson.path.read_bytes()


@each_lesson
def test_what_is_meant_for_the_lecturer_is_on_no_page(site, lesson):
    said = [text for cell in lesson.cells for text in (cell.crm.get("notes", ""), *cell.crm.get("cut", {}).values())]
    notes = [text for text in said if len(text) > 20]  # a shorter one may well be said elsewhere
    assert notes
    for path in [*site.rglob("*.html"), *site.rglob("*.js")]:
        text = path.read_text(encoding="utf-8")
        assert not [note for note in notes if note[:60] in text], path.name


@pytest.mark.parametrize("stem", STEMS)
@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_a_lesson_that_is_not_translated_says_so_and_leads_to_the_english_page(read, language, stem):
    missing = not (NOTEBOOKS / language / f"{stem}.ipynb").exists()
    article = read(f"{language}/{stem}.html").article
    assert (UNTRANSLATED[language]["lesson"] in article.get_text()) == missing
    assert article.select_one(f".actions a[href='../en/{stem}.html']")
    card = read(f"{language}/index.html").select_one(f".lessons a[href$='{stem}.html']").find_parent("li")
    assert (UNTRANSLATED[language]["mark"] in card.get_text()) == missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cards_of_every_lesson_that_has_one_stand_on_one_page(read, language):
    page = read(f"{language}/cards.html")
    own = [lesson for lesson in lessons(f"{language}/*.ipynb") if "card" in (cell.id for cell in lesson.cells)]
    assert [link["href"] for link in page.select("h2 > a.internal")] == [f"{lesson.path.stem}.html" for lesson in own]
    assert len(page.select("article .formulas")) >= len(own)


def test_the_website_speaks_every_language_with_the_same_words():
    assert set(WORDS) == set(LANGUAGES) and set(UNTRANSLATED) == set(LANGUAGES) - {"en"}
    assert len({frozenset(words) for words in WORDS.values()}) == 1
    for language in UNTRANSLATED:
        with (website.ASSETS / "locale" / f"{language}.po").open("rb") as file:
            assert all(all(message.string) for message in read_po(file) if message.id)


def test_the_theme_says_nothing_in_english_to_romanian_readers(read):
    page = read("ro/03_acquisition.html")
    theme = page.select("footer, .back-to-top, .toc-title, .skip-to-content, symbol")
    said = [tag.get_text(strip=True) for tag in theme]
    said += [tag.get("aria-label") or tag.get("title") or "" for tag in page.select("[aria-label], [title]")]
    english = ("Next", "Previous", "Back to", "Skip", "Toggle", "Link to", "Search", "Menu", "mode", "Made", "page")
    assert not [text for text in said if any(word in text for word in english)]


def test_a_link_that_leads_nowhere_stops_the_building(tmp_path):
    (tmp_path / "en").mkdir()
    lesson = Lesson(NOTEBOOKS / "en" / "00_welcome.ipynb")
    broken = lesson.path.read_text(encoding="utf-8").replace("03_acquisition.ipynb", "99_nothing.ipynb")
    (tmp_path / "en" / lesson.path.name).write_text(broken, encoding="utf-8")
    with pytest.raises(SphinxError, match="99_nothing"):
        website.build(Edition("en", tmp_path), tmp_path / "site")


def test_the_command_says_in_a_sentence_what_went_wrong(monkeypatch, capsys):
    def make(_: Path) -> None:
        raise SphinxError("a link leads nowhere")

    monkeypatch.setattr(website, "make", make)
    assert website.main([]) == 1
    assert capsys.readouterr().err.endswith("a link leads nowhere\n")
