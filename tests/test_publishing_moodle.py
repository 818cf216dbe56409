"""Question banks for Moodle: the files are of the format, and every question judges as the lesson does."""

import html
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from moodle import Numerical, faults

from crmlessons import use
from crmlessons.exercises import check, for_student, reference
from crmlessons.exercises.engine import Choice, Guess, Number, Open, Ordering, Table
from crmlessons.exercises.engine.finding import find, known
from crmlessons.exercises.engine.measured import column
from publishing import lesson, moodle, moodle_questions, moodle_xml

EXERCISES = {id: one for id, one in known().items() if not isinstance(one, Guess)}
STUDENTS = ("", "variant 1", "variant 7")
LESSONS = lesson.lessons("en/*.ipynb")


def of_kind(kind: type) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("id", [id for id, one in EXERCISES.items() if isinstance(one, kind)])


def asked(id: str) -> Iterator[tuple]:
    """The exercise as the element of its question and as its case, for everybody and for some variants."""
    exercise = EXERCISES[id]
    for student in STUDENTS if exercise.personal else STUDENTS[:1]:
        for_student(student or None)
        case = exercise.case(id, student)
        kind, told, body = moodle_questions.content(exercise, case)
        yield ElementTree.fromstring(moodle_xml.question(kind, id, id, told, body)), case


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def typed(value: float) -> str:
    return f"{value:.15f}"


@pytest.mark.parametrize("one", LESSONS, ids=str)
@pytest.mark.parametrize("language", ["en", "ro"])
def test_a_lessons_bank_is_a_file_that_moodle_takes_and_holds_every_exercise_but_the_guesses(one, language):
    bank = moodle.bank(one, language, 3)
    assert not faults(bank)
    assert "⟦" not in bank
    inside = {mark.removeprefix("crmlessons.").removesuffix(f".{language}")
              for mark in re.findall(r"<idnumber>(crmlessons\..*?)</idnumber>", bank)}
    assert inside == {id for id in one.asked if not isinstance(find(id), Guess)}


@pytest.mark.parametrize(("what", "pattern", "instead"), [
    ("the first line", r"\A", "\n"),
    ("outside CDATA", r"<!\[CDATA\[Take 100 people.*?\]\]>", "Take 100 people"),
    ("twice", r"<idnumber>acquisition.cac.02</idnumber>", "<idnumber>acquisition.cac.01</idnumber>"),
    ("the type", 'type="numerical"', 'type="number"'),
    ("generalfeedback is not there once", r"<generalfeedback.*?</generalfeedback>", ""),
    ("generals is unknown", r"<hidden>", "<generals/><hidden>"),
    ("hidden is 1", "<hidden>0", "<hidden>1"),
    ("has no format", '<hint format="html">', "<hint>"),
    ("is no HTML", "<p>Of everybody", "<p><b>Of everybody"),
    ("the penalty", "<penalty>0.3333333", "<penalty>3"),
    ("the fraction 101", 'fraction="100"', 'fraction="101"'),
    ("the number 0,045", "<text>0.045<", "<text>0,045<"),
    ("a tolerance", "<tolerance>0", "<tolerance>-0"),
    ("not one right answer", 'fraction="0" format="moodle', 'fraction="100" format="moodle'),
    ("the first unit", "<multiplier>1<", "<multiplier>10<"),
    ("the path", r"\$course\$/top", "top"),
    ("the fractions", '<answer fraction="0" format="html">', '<answer fraction="50" format="html">'),
    ("the places", 'fraction="2" format="html"', 'fraction="3" format="html"'),
    ("the gap", "{1:NUMERICAL:%100%", "{1:NUMERICAL:%90%"),
    ("a brace", r"\{1:NUMERICAL:", "{1:NUMBER:"),
])
def test_a_file_that_is_not_of_the_format_is_found_out(what, pattern, instead):
    bank = moodle.bank(next(one for one in LESSONS if one.topic == "acquisition"), "en", 2)
    pattern = pattern if pattern.startswith(("\\", "<!", "<g", "$")) else re.escape(pattern)
    spoilt, count = re.subn(pattern, lambda _: instead, bank, count=1, flags=re.DOTALL)
    assert count and any(what in fault for fault in faults(spoilt))


@of_kind(Number)
def test_a_number_is_judged_in_moodle_as_by_check(id):
    exercise = EXERCISES[id]
    for element, case in asked(id):
        question, right = Numerical.of(element), float(reference(id))
        edge = exercise.tolerance(right)
        values = [right, round(right, {"percent": 4, "count": 0}.get(exercise.kind, 2)), right + 0.99 * edge,
                  right - 0.99 * edge, right + 1.01 * edge, right - 1.01 * edge, -right, 100 * right, right / 100,
                  1.007 * right, 7.3 * abs(right) + 0.31, -9.1 * abs(right) - 0.77,
                  *(float(case(one.value)) for one in exercise.mistakes)]
        for value in values:
            verdict, graded = check(id, value), question.grade(typed(value))
            assert (graded.fraction == 100) == (verdict.kind == "right"), (case.student, value)
            said = plain(graded.feedback)
            same = said in ("", verdict.text) or all("hundred times too much" in text for text in (said, verdict.text))
            assert same, (case.student, value)


@of_kind(Number)
def test_every_declared_mistake_has_its_feedback_unless_these_numbers_hide_it(id):
    for element, case in asked(id):
        question = Numerical.of(element)
        for mistake in EXERCISES[id].mistakes:
            value = float(case(mistake.value))
            if question.grade(typed(value)).feedback == moodle_xml.inline(case.say(mistake.message)):
                continue
            near = [abs(value - target) <= max(tolerance, EXERCISES[id].tolerance(value))
                    for target, tolerance, *_ in question.answers]
            assert any(near), (case.student, value)


@pytest.mark.parametrize(("language", "said"), [("en", "without a mark for thousands"), ("ro", "fără semn pentru mii")])
def test_a_mark_for_thousands_is_explained_without_a_word_on_code(language, said):
    use(language)
    element, case = next(iter(asked("growth.contribution")))
    slip = float(case(EXERCISES["growth.contribution"].expected)) / 1000
    feedback = Numerical.of(element).grade(typed(slip)).feedback
    assert said in feedback and "1700" in feedback and "code" not in feedback and "cod" not in feedback


@pytest.mark.parametrize("id", [id for id, one in EXERCISES.items() if getattr(one, "kind", "") == "percent"])
def test_a_rate_may_be_typed_with_its_sign_and_a_percentage_without_it_is_explained(id):
    for element, _case in asked(id):
        question, percentage = Numerical.of(element), 100 * float(reference(id))
        for text in (f"{percentage:.4f}%", f"{percentage:.4f} %", f"{percentage:.4f}%".replace(".", ",")):
            assert (question.grade(text).fraction, check(id, text).kind) == (100, "right"), text
        bare = question.grade(f"{percentage:.6f}")
        assert (bare.fraction, check(id, percentage).kind) == (0, "mistake") and "%" in bare.feedback


@of_kind(Table)
def test_a_column_is_judged_in_moodle_gap_by_gap_as_by_check_and_no_gap_tells_of_another(id):
    exercise = EXERCISES[id]
    for element, case in asked(id):
        gaps, right = Numerical.gaps(element), list(reference(id).values())
        assert len(gaps) == len(right)
        columns = [right, [7.3 * abs(value) + 0.31 for value in right], [1.007 * value for value in right],
                   *(column(case(one.value)) for one in exercise.mistakes)]
        for values in columns:
            graded = [gap.grade(typed(value)) for gap, value in zip(gaps, values, strict=True)]
            verdict = check(id, list(values))
            assert all(one.fraction == 100 for one in graded) == (verdict.kind == "right")
            assert not [one for one in graded if one.fraction == 100 and one.feedback]
            others = {case.say(one.message) for one in exercise.mistakes} - {verdict.text}
            assert verdict.kind != "mistake" or not others & {one.feedback for one in graded}


@of_kind(Choice)
def test_every_option_has_the_worth_and_the_reason_that_check_gives_it(id):
    for element, case in asked(id):
        options, right = list(EXERCISES[id].options.items()), EXERCISES[id].right
        for (key, option), answer in zip(options, element.findall("answer"), strict=True):
            verdict, worth = check(id, [key]), float(answer.get("fraction"))
            assert (worth == 100) == (verdict.kind == "right")
            assert (worth > 0) == (verdict.kind in ("right", "wrong"))  # "wrong" here: it holds, and others as well
            assert answer.findtext("feedback/text") == moodle_xml.inline(case.say(option.reason))
            assert len(right) == 1 or worth in (-100, pytest.approx(100 / len(right), abs=1e-4))


@of_kind(Ordering)
def test_the_items_of_an_order_stand_in_the_order_that_check_finds_right(id):
    for element, _case in asked(id):
        items = [plain(one.findtext("text")) for one in element.findall("answer")]
        assert check(id, items).kind == "right" and check(id, items[::-1]).kind == "mistake"


@of_kind(Open)
def test_an_essay_gives_the_marker_the_points_and_the_model_and_the_student_neither(id):
    for element, case in asked(id):
        marker = plain(element.findtext("graderinfo/text"))
        wanted = [case.say(point) for point in EXERCISES[id].rubric] + [case.say(EXERCISES[id].solution)]
        assert not [one for one in wanted if plain(moodle_xml.inline(one)) not in marker]
        assert not element.findtext("generalfeedback/text")


def test_every_kind_of_exercise_but_the_guess_has_its_kind_of_question():
    assert {type(one) for one in EXERCISES.values()} <= moodle_questions.KINDS.keys()


def test_the_same_variants_come_out_each_time_no_two_alike_and_more_only_add():
    few, many = moodle.variants("acquisition.cac", 5), moodle.variants("acquisition.cac", 60)
    assert few == moodle.variants("acquisition.cac", 5) == many[:len(few)]
    texts = [re.search("<questiontext.*", one)[0] for one in many]
    assert len(set(texts)) == len(many) > 20
    assert len(moodle.variants("acquisition.own_campaign", 60)) == 1


def test_what_a_student_reads_is_escaped():
    assert moodle_xml.blocks(["a < b & `c`"]) == "<p>a &lt; b &amp; <code>c</code></p>"
    assert moodle_xml.text("]]>") == "<text><![CDATA[]]]]><![CDATA[>]]></text>"
    assert moodle_xml.gap([moodle_xml.Answer(1, 0.5, 100, "{x} ~ #1")]) == r"{1:NUMERICAL:%100%1:0.5#{x\} \~ \#1}"


def test_a_mistake_that_moodle_could_not_tell_from_the_right_answer_or_another_is_left_out():
    one, near, far = (moodle_xml.Answer(value, 0.5, 0, str(value)) for value in (10, 10.4, 20))
    undefined = moodle_xml.Answer(float("nan"), 0.5, 0, "")
    assert moodle_xml.told_apart([one, near, undefined, far]) == [one, far]


def test_both_languages_have_the_same_sentences():
    sentences = moodle_questions.WORDS
    assert sentences["en"].keys() == sentences["ro"].keys()
    placeholders = [{key: sorted(re.findall(r"\{\w+\}", text)) for key, text in words.items()}
                    for words in sentences.values()]
    assert placeholders[0] == placeholders[1]


def test_the_files_are_written_by_lesson_and_language_and_do_not_change(tmp_path):
    first = {path: path.read_bytes() for path in moodle.write(["00_welcome"], 3, tmp_path)}
    use("ro")
    assert {path: path.read_bytes() for path in moodle.write(["00_welcome"], 3, tmp_path)} == first
    assert [str(path.relative_to(tmp_path)) for path in first] == ["en/00_welcome.xml", "ro/00_welcome.xml"]


@pytest.mark.parametrize(("arguments", "said"), [
    (["33_acquisition"], "There is no lesson 33_acquisition. The lessons are: 00_welcome"),
    (["--variants", "0"], "a whole number from 1 on, not '0'"),
    (["--variants", "many"], "a whole number from 1 on, not 'many'"),
])
def test_what_cannot_be_made_is_said_in_a_sentence(arguments, said, capsys):
    with pytest.raises(SystemExit) as stopped:
        moodle.main(arguments)
    assert stopped.value.code != 0
    assert said in f"{stopped.value.code} {capsys.readouterr().err}"
