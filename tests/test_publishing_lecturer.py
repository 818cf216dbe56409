"""The lecturer's edition and the course plan: what they hold, that minutes add up, that links lead somewhere."""

import re

import pytest
from bs4 import BeautifulSoup
from lesson import lessons

from crmlessons import use
from crmlessons.exercises.engine import Choice, Exercise
from crmlessons.exercises.engine.finding import find
from crmlessons.exercises.engine.panel import plain
from publishing import document, lecturer, plan, printing, sittings
from publishing.lesson import PLANS, ROOT

each = pytest.mark.parametrize("lesson", lessons(), ids=str)
each_language = pytest.mark.parametrize("language", ["en", "ro"])
PAGES: dict = {}


def page(lesson) -> BeautifulSoup:
    """The edition of a lesson, made once."""
    if str(lesson) not in PAGES:
        PAGES[str(lesson)] = BeautifulSoup(lecturer.edition(lesson), "html.parser")
    use(lesson.language)
    return PAGES[str(lesson)]


def words(text: str) -> str:
    """A text without the marks of code, and with single spaces."""
    return " ".join(plain(text).split())


def bare(text: str) -> str:
    """A text without the marks of code and without spaces, which markup adds between words and their points."""
    return "".join(plain(text).split())


def shown(markdown: str) -> str:
    """A line of Markdown as a reader sees it."""
    return bare(BeautifulSoup(document.line(markdown), "html.parser").get_text())


def known(exercise: Exercise, id: str) -> list[str]:
    """All that a lecturer should find of an exercise."""
    case = exercise.case(id)
    texts = [exercise.ask, exercise.solution, *exercise.hints, *getattr(exercise, "rubric", ())]
    if isinstance(exercise, Choice):
        texts += [text for option in exercise.options.values() for text in (option.text, option.reason)]
    else:
        texts += [mistake.message for mistake in getattr(exercise, "mistakes", ())]
    return [case.say(text) for text in texts] + [slip.answer for slip in exercise.slips(case)]


@each
def test_every_exercise_has_its_answer_solution_hints_and_each_mistake_with_its_number(lesson):
    whole = page(lesson)
    for id in lesson.asked:
        exercise, case = find(id), find(id).case(id)
        box = bare(whole.find(id=id).get_text())
        assert not [text for text in known(exercise, id) if bare(text) not in box], id
        assert bare(exercise.in_words(exercise.reference(case), case)) in box


@each
def test_options_are_printed_once_and_no_page_tells_the_lecturer_to_guess(lesson):
    whole = page(lesson)
    assert not [said for said in ("Not guessed yet", "Încă niciun număr") if said in whole.get_text()]
    for id in lesson.asked:
        if isinstance(find(id), Choice):
            told = bare(whole.find(id=id).get_text())
            texts = [find(id).case(id).say(option.text) for option in find(id).options.values()]
            assert {told.count(bare(text)) for text in texts if len(text) > 40} <= {1}


@each
def test_every_note_stands_in_a_box_and_every_text_of_the_lesson_is_there(lesson):
    boxes = [words(box.get_text()).partition(": ")[2] for box in page(lesson).find_all("aside")]
    assert boxes == [words(cell.crm["notes"]) for cell in lesson.cells if cell.crm.get("notes")]
    headings = [heading.get_text() for heading in page(lesson).find_all(["h2", "h3"])]
    told = [shown(section.title) for section in lesson.sections]
    assert [bare(heading) for heading in headings if bare(heading) in told] == told


@each
def test_the_summary_has_question_objectives_and_a_clock_that_ends_with_the_minutes_of_the_header(lesson):
    summary = page(lesson).find(class_="summary")
    assert len(summary.find_all("li")) == len(lesson.objectives) >= 3 and lesson.before
    for text in (lesson.header.question, lesson.before, *lesson.objectives):
        assert shown(text) in bare(summary.get_text())
    minutes = lesson.header.reading + lesson.header.exercises
    last = [row[0].clock for _, row in sittings.timed(lesson)][-1]
    assert last.endswith(f"–{minutes // 60}:{minutes % 60:02}") and last in summary.get_text()


@each
def test_each_plan_says_what_is_cut_and_how_many_minutes_are_left_for_questions(lesson):
    summary = page(lesson).find(class_="summary")
    cells = [cell.get_text() for cell in summary.find(class_="clock").find_all("tr")[-1].find_all("td")]
    totals = [sittings.total(lesson, plan) for plan in sorted(PLANS, reverse=True)]
    assert cells[2::2] == [str(plan - total) for plan, total in zip(sorted(PLANS, reverse=True), totals, strict=True)]
    cuts = [section.cut(plan) for section in lesson.sections for plan in PLANS if section.cut(plan)]
    assert all(bare(cut) in bare(summary.get_text()) for cut in cuts)


def test_a_clock_runs_over_the_hour_and_stands_still_for_what_is_left_out():
    assert sittings.clocks([50, 0, 15]) == ["0:00–0:50", "", "0:50–1:05"]


@each
def test_a_lesson_fills_sittings_of_at_most_90_minutes_each_section_once_and_in_order(lesson):
    found = sittings.sittings(lesson)
    assert [section for sitting in found for section in sitting] == lesson.sections
    assert all(sum(section.minutes for section in sitting) <= sittings.LONGEST for sitting in found)


@each
def test_no_link_leads_into_a_folder_that_a_mailed_page_has_not_beside_it(lesson):
    targets = [link["href"] for link in page(lesson).find_all("a", href=True)]
    assert not [target for target in targets if not re.match(r"https?:|#", target)]
    assert not [target for target in targets if target[0] == "#" and not page(lesson).find(id=target[1:])]


@each_language
def test_the_course_plan_has_every_lesson_with_objectives_prerequisites_minutes_and_materials(language):
    chosen = lessons(f"{language}/*.ipynb")
    made = BeautifulSoup(plan.page(chosen), "html.parser")
    for lesson in chosen:
        told = bare(made.find(id=lesson.path.stem).get_text())
        assert str(lesson.header.reading) in told and str(lesson.header.exercises) in told
        for text in (lesson.header.question, lesson.before, *lesson.objectives):
            assert shown(text) in told
    minutes = [int(row.find_all("td")[-1].get_text()) for row in made.find(class_="sessions").tbody.find_all("tr")]
    assert sum(minutes) == sum(lesson.header.reading + lesson.header.exercises for lesson in chosen)


@each_language
def test_materials_that_exist_are_linked_and_the_others_say_what_makes_them(language, monkeypatch, tmp_path):
    folder = ROOT / "published" / "lecturer" / language
    monkeypatch.setattr(plan, "PUBLISHED", ROOT / "published" / "nothing here")
    for lesson in lessons(f"{language}/*.ipynb"):
        found = plan.materials(lesson, folder)
        assert [one.words for one in found if "make handout" in one.words and not one.link]
        assert any((folder / one.link).resolve() == lesson.path for one in found)


def test_a_text_cannot_leave_the_style_into_which_it_is_written():
    assert not set('"<>\\') & set(re.sub(r"\\[0-9a-f]+ ", "", document.quoted('a"b</style><b>\\')[1:-1]))


def test_both_languages_say_the_same_things():
    assert lecturer.WORDS["en"].keys() == lecturer.WORDS["ro"].keys()
    assert plan.WORDS["en"].keys() == plan.WORDS["ro"].keys()


def test_an_unknown_lesson_is_named_in_one_sentence():
    with pytest.raises(SystemExit, match="no lesson 77_nothing"):
        lecturer.main(["77_nothing"])


def test_without_a_browser_one_sentence_says_what_to_install_and_the_pages_are_there(monkeypatch, tmp_path, capsys):
    nowhere = printing.PROGRAMS["chromium"]._replace(commands=(), places=())
    monkeypatch.setattr(printing, "PROGRAMS", {"chromium": nowhere})
    assert printing.published({tmp_path / "en" / "a.html": "<p>a</p>"}) == 1
    assert (tmp_path / "en" / "a.html").read_text() == "<p>a</p>"
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "install" in said and "Traceback" not in said
