"""Every committed lesson is complete and executed, and its editions are one lesson. A new lesson needs no line here."""

import re

import nbformat
import pytest
from lesson import ANSWERED, CHECKED, NOTEBOOKS, ROOT, Lesson, lessons

from crmlessons.exercises.engine.finding import declared
from publishing import notebooks as make
from publishing.lesson import PLANS

WELCOME = "00_welcome"
TAUGHT = "header setup guess idea records explore source breaks turn".split()
ANATOMY = [*TAUGHT, "keypoints", "card", "origins"]
MACHINERY = re.compile(r"\bfloat\(|\bint\(|^try:|\.tolist\(", re.MULTILINE)
SLIDE_TYPES = {"slide", "subslide", "fragment", "skip", "notes"}
CEDILLAS = re.compile("[şţŞŢ]")
LINK = re.compile(r"\]\((?!https?:|#|mailto:|attachment:)([^)\s#]+)")

each = pytest.mark.parametrize("lesson", lessons(), ids=str)
each_full = pytest.mark.parametrize("lesson", [it for it in lessons() if it.path.stem != WELCOME], ids=str)
PAIRS = [(Lesson(NOTEBOOKS / "en" / it.path.name), it) for it in lessons() if it.language != "en"]
each_pair = pytest.mark.parametrize(("english", "translated"), PAIRS, ids=[str(pair[1]) for pair in PAIRS])


@each
def test_a_lesson_is_a_valid_notebook_in_the_form_that_make_notebooks_gives_it(lesson):
    notebook = nbformat.read(lesson.path, as_version=4)
    nbformat.validate(notebook)
    make.normalise(notebook)
    assert make.as_text(notebook) == lesson.path.read_text(encoding="utf-8"), "run: make notebooks"


@each
def test_every_code_cell_was_executed_once_and_in_order(lesson):
    assert [cell.count for cell in lesson.code] == list(range(1, len(lesson.code) + 1))


@each
def test_no_cell_ends_in_an_error_or_prints_a_warning(lesson):
    loud = [cell.where for cell in lesson.code for output in cell.outputs if output["output_type"] == "error"]
    assert not loud + [cell.where for cell in lesson.code for mime, _ in cell.shown() if mime == "stderr"]


@each
def test_no_live_widget_is_saved_only_its_static_twin(lesson):
    assert not [cell.where for cell in lesson.code for mime, _ in cell.shown() if "widget" in mime]


@each
def test_code_cells_have_at_most_12_lines_and_the_setup_3(lesson):
    long = [cell.where for cell in lesson.code if len(cell.source.splitlines()) > (3 if cell.id == "setup" else 12)]
    assert not long, "machinery belongs in the package"


@each
def test_a_cell_shows_no_python_only_numbers_under_their_names(lesson):
    for cell in lesson.code:
        assert not MACHINERY.search(cell.source), cell.where
        shown = dict(cell.shown())
        bare = "text/html" not in shown and shown.get("text/plain", "").startswith(("(", "[", "{", "array(", "np."))
        assert not bare, f"{cell.where}: {shown['text/plain'][:60]}"


@each
def test_every_picture_states_its_finding_in_words(lesson):
    for cell in lesson.code:
        for mime, text in cell.shown():
            assert not mime.startswith("image/"), f"{cell.where}: a picture without words; show a Chart"
            silent = [tag for tag in re.findall(r"<img[^>]*>", text) if not re.search(r'\balt="[^"]{15,}"', tag)]
            assert mime != "text/html" or not silent, f"{cell.where}: {silent[0][:80]}"
    assert not [cell.where for cell in lesson.prose if re.search(r"!\[\s*\]\(", cell.source)]


@each
def test_nothing_is_shown_that_lacks_a_translation(lesson):
    assert not [cell.where for cell in lesson.code for _, text in cell.shown() if "⟦" in text]


@each
def test_links_lead_to_files_that_exist(lesson):
    targets = [(cell.where, target) for cell in lesson.prose for target in LINK.findall(cell.source)]
    assert not [f"{where}: {target}" for where, target in targets if not (lesson.path.parent / target).exists()]


@each
def test_slides_are_cut_by_known_kinds_and_the_first_cell_begins_one(lesson):
    kinds = [cell.metadata.get("slideshow", {}).get("slide_type") for cell in lesson.cells]
    assert kinds[0] == "slide"
    assert {kind for kind in kinds if kind is not None} <= SLIDE_TYPES


@each_full
def test_a_lesson_has_every_section_in_the_order_of_the_design(lesson):
    assert [cell.id for cell in lesson.cells if cell.id in ANATOMY] == ANATOMY


@each
def test_a_lesson_begins_with_its_header_and_then_the_setup(lesson):
    assert [(cell.id, cell.kind) for cell in lesson.cells if cell.id in ("header", "setup")] == [
        ("header", "markdown"),
        ("setup", "code"),
    ]
    assert lesson.cells[0].id == "header"


@each_full
def test_every_section_that_is_taught_has_notes_for_the_lecturer(lesson):
    assert not [cell.where for cell in lesson.prose if cell.id in TAUGHT and not cell.crm.get("notes")]


@each
def test_the_minutes_of_the_sections_add_up_to_those_of_the_header(lesson):
    header = lesson.header
    assert sum(cell.crm.get("minutes", 0) for cell in lesson.cells) == header.reading + header.exercises


@pytest.mark.parametrize("plan", PLANS)
@each
def test_what_is_kept_of_a_lesson_fits_into_the_minutes_of_the_class(lesson, plan):
    assert 0 < sum(section.kept(plan) for section in lesson.sections) <= plan


@pytest.mark.parametrize("plan", PLANS)
@each
def test_a_section_that_is_cut_says_what_is_left_and_one_that_is_left_out_says_nothing(lesson, plan):
    cut = {section.id for section in lesson.sections if 0 < section.kept(plan) < section.minutes}
    gone = {section.id for section in lesson.sections if not section.kept(plan)}
    said = {section.id for section in lesson.sections if section.cut(plan)}
    assert cut <= said and not gone & said


@each
def test_the_exercises_of_a_cut_are_exercises_of_the_lesson(lesson):
    headings = [re.match(r"### (\d+) ·", cell.source) for cell in lesson.prose]
    numbers = {found[1] for found in headings if found}
    cuts = [section.cut(plan) for section in lesson.sections if section.id == "turn" for plan in PLANS]
    assert {number for cut in cuts for number in re.findall(r"\d+", cut)} <= numbers


@each
def test_the_handout_is_told_only_what_it_understands(lesson):
    assert {cell.crm.get("handout", "leave") for cell in lesson.cells} <= {"leave", "open"}


@each_full
def test_a_lesson_has_at_least_five_exercises(lesson):
    assert len({name for cell in lesson.code for name in CHECKED.findall(cell.source)}) >= 5


@each
def test_a_lesson_asks_every_exercise_of_its_topic_once_and_has_a_cell_for_the_answer(lesson):
    answered = {name for cell in lesson.code for name in ANSWERED.findall(cell.source)}
    assert sorted(lesson.asked) == sorted(declared(lesson.topic)) == sorted(answered)


def test_a_translated_lesson_has_an_english_one():
    assert not [str(translated) for english, translated in PAIRS if not english.path.exists()]


@pytest.mark.parametrize("stem", [WELCOME, "03_acquisition"])
def test_the_first_lessons_exist_in_both_languages(stem):
    assert (NOTEBOOKS / "ro" / f"{stem}.ipynb").exists()


@each_pair
def test_the_editions_have_the_same_cells_code_slides_and_metadata(english, translated):
    def shape(lesson):
        own = {"translates", "notes", "cut"}
        return [
            (
                cell.id,
                cell.kind,
                cell.source if cell.kind == "code" and cell.id != "setup" else None,
                {**cell.metadata, "crm": {key: value for key, value in cell.crm.items() if key not in own}},
                ("notes" in cell.crm, sorted(cell.crm.get("cut", ()))),
            )
            for cell in lesson.cells
        ]

    assert shape(translated) == shape(english)


@each_pair
def test_the_setups_differ_only_in_the_language(english, translated):
    setups = [cell.source for lesson in (english, translated) for cell in lesson.cells if cell.id == "setup"]
    assert setups[0].replace('use("en")', f'use("{translated.language}")') == setups[1]


@each_pair
def test_every_translated_cell_was_read_against_the_english_text_of_today(english, translated):
    today = {cell.id: make.fingerprint(cell.source) for cell in english.prose}
    stale = [cell.where for cell in translated.prose if cell.crm.get("translates") != today.get(cell.id)]
    assert not stale, "the English text has changed: mend the translation, then make notebooks ARGS=--stamp it"


@each_pair
def test_every_sentence_is_translated(english, translated):
    texts = {cell.id: cell.source for cell in english.prose}
    same = [cell for cell in translated.prose if cell.source == texts.get(cell.id)]
    assert not [cell.where for cell in same if len(re.findall(r"[a-z]{4,}", cell.source)) > 6]


@pytest.mark.parametrize("lesson", lessons("ro/*.ipynb"), ids=str)
def test_romanian_is_written_with_commas_below(lesson):
    texts = [(cell.where, " ".join([cell.source, cell.crm.get("notes", ""), *cell.crm.get("cut", {}).values()]))
             for cell in lesson.cells]
    assert not [where for where, text in texts if CEDILLAS.search(text)]


@pytest.mark.parametrize("name", make.README.values())
def test_the_course_map_is_that_of_the_lessons(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert make.MAP.search(text), "the README lacks the two comments between which the map stands"
    assert make.readmes(NOTEBOOKS)[ROOT / name] == text, "run: make notebooks"
