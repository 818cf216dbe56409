"""The lessons run: what the text says is what the cells compute, and reference answers are found right."""

import re
from collections import deque

import pytest
from lesson import ANSWERED, BLANK, CHECKED, Cell, Lesson, lessons

from crmlessons import exercises, words

each = pytest.mark.parametrize("lesson", lessons(), ids=str)

NO_PROSE = re.compile(
    r"```.*?```|`[^`]*`"  # code
    r"|\$\$.*?\$\$|\$[^$\n]+\$"  # formulas
    r"|\]\([^)]*\)|<[^>]*>"  # where links lead, tags
    r"|^\s*\d+\.\s|^#+\s*[\d.]+\s"  # the numbering of lists and headings
    r"|^\*\*(?:Time|Timp):[^\n]*",  # tied to the sections' minutes by another test
    re.DOTALL | re.MULTILINE,
)
NUMBER = {
    "en": re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?:\s?%)?(?!\w)"),
    "ro": re.compile(r"(?<![\w.,])\d+(?:\.\d{3})*(?:,\d+)?(?:\s?%)?(?!\w)"),
}
SWAPPED = str.maketrans(",.", ".,")


def plain(text: str) -> str:
    """Text without emphasis, its no-break spaces as spaces."""
    return re.sub(r"[\u00a0\u202f]", " ", text).replace("*", "")


def as_in_english(number: str, language: str) -> str:
    """A number as the English text writes it, without the space before the percent sign."""
    return re.sub(r"\s", "", number if language == "en" else number.translate(SWAPPED))


def untied(text: str, said: list[str], given: list[str], language: str) -> list[str]:
    """What parts the text from its cells: results it does not state, then numbers that nothing computes.

    Numbers of one digit are the writer's own; ``given`` lists the others that no cell computes, written as in English.
    """
    prose, missing = plain(NO_PROSE.sub(" ", text)), []
    for result in map(plain, said):
        exactly = re.compile(rf"(?<![\w.,]){re.escape(result)}(?!\w|[.,]\d)")
        if not exactly.search(plain(text)):
            missing.append(f"the text does not say “{result}”")
        prose = exactly.sub(" ", prose)
    numbers = [as_in_english(number, language) for number in NUMBER[language].findall(prose)]
    loose = [number for number in numbers if len(number) > 1 and number not in given]
    return missing + [f"no cell computes “{number}”, and crm.given does not list it" for number in loose]


@pytest.mark.parametrize(
    ("text", "said", "given", "language", "faults"),
    [
        ("It costs **20,000** lei.", ["20,000\u00a0lei"], [], "en", 0),
        ("It costs 20,000 lei.", ["2,000\u00a0lei"], [], "en", 2),
        ("It costs 20,000.50 lei.", ["20,000"], [], "en", 2),
        ("Costă 20.000 lei, adică 4\u00a0%.", ["20.000\u00a0lei", "4\u00a0%"], [], "ro", 0),
        ("Costă 1.000,5 lei în 2007.", [], ["1,000.5", "2007"], "ro", 0),
        ("Scade cu 4 %.", [], ["4%"], "ro", 0),
        ("Rates of 3.5 and 5%, in 3 steps.", [], [], "en", 2),
        ("# Title\n\n**Time:** 50 minutes reading · 40 minutes exercises\n\nBut 30 stays.", [], [], "en", 1),
        ("`12` $H = 12$ [12](12.ipynb) S12\n\n10. an item\n\n## 12 A heading", [], [], "en", 1),
    ],
)
def test_a_number_in_the_text_is_tied_to_a_cell_or_listed_as_given(text, said, given, language, faults):
    assert len(untied(text, said, given, language)) == faults


@pytest.fixture
def elsewhere(tmp_path, monkeypatch) -> None:
    """A fresh student, in a folder of the test's own: nothing guessed, no hint taken, nothing written to keep."""
    monkeypatch.chdir(tmp_path)
    exercises.for_student(None)


def evaluated(expression: str, names: dict) -> str:
    """What an expression of ``crm.says`` gives, or why it gives nothing."""
    try:
        return str(eval(expression, names))
    except Exception as error:
        return f"{expression}: {error!r}"


@each
def test_every_number_in_the_text_is_the_one_that_the_cells_compute(lesson, elsewhere):
    faults = []
    for cell, names in lesson.walk():
        if cell.kind == "markdown":
            known = {**names, "money": words.money, "number": words.number, "percent": words.percent}
            said = [evaluated(expression, known) for expression in cell.crm.get("says", [])]
            given = cell.crm.get("given", [])
            faults += [f"{cell.where}: {fault}" for fault in untied(cell.source, said, given, lesson.language)]
    assert not faults, "\n".join(faults)


def blanks(lesson: Lesson) -> dict[str, str]:
    """The exercise that each cell with a blank is about, by the cell's id."""
    return {
        cell.id: ANSWERED.findall(cell.source)[0]
        for cell in lesson.code
        if BLANK.search(cell.source) and ANSWERED.search(cell.source)
    }


def verdicts(lesson: Lesson) -> dict[str, str]:
    """Run a lesson with the reference answers in its blanks: the kind of verdict on each exercise."""
    about, found = blanks(lesson), {}

    def judged(name: str, answer: object) -> None:
        found[name] = exercises.check(name, answer).kind

    def fill(cell: Cell, names: dict) -> str:
        if cell.id not in about:
            return cell.source
        names.update(reference=exercises.reference, judged=judged)
        source = BLANK.sub(rf'\1 = reference("{about[cell.id]}")', cell.source)
        return re.sub(r"\bcheck\(", "judged(", source)

    deque(lesson.walk(fill), maxlen=0)
    return found


@each
def test_filled_with_the_reference_answers_a_lesson_runs_to_the_end_with_every_verdict_right(lesson, elsewhere):
    checked = {name for cell in lesson.code for name in CHECKED.findall(cell.source)}
    assert verdicts(lesson) == dict.fromkeys(checked, "right")
