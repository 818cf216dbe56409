"""What a reader calls: boxes as they are shown, hints one by one, personal numbers, guesses, and what is refused."""

import re

import pytest
from refusals import LANGUAGES, refusal

from crmlessons import use
from crmlessons.exercises import ask, check, for_student, guess, hint, reference, reveal, solution
from crmlessons.exercises.engine import Guess
from crmlessons.exercises.engine.finding import declared, known, topics
from crmlessons.exercises.engine.panel import NEUTRAL, Grid, Items, Panel, Quote
from crmlessons.exercises.engine.verdict import KINDS, Verdict

CAC, GUESS = "acquisition.cac", "acquisition.roi_guess"
MARKUP = "<img src=x onerror=alert(1)>"
SENTENCE = "We wrote to all our neighbours, and twelve of them came to the shop on Saturday."


def contrast(colour: str, ground: str) -> float:
    """The ratio by which two colours stand out against each other (WCAG 2)."""

    def luminance(hexadecimal: str) -> float:
        channels = [int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("right", "Right"),
        ("unanswered", "Not answered yet"),
        ("mistake", "A known mistake"),
        ("wrong", "Not right"),
        ("unreadable", "Cannot be read"),
    ],
)
def test_a_verdict_says_its_word_first_in_text_and_in_html(kind, word):
    verdict = Verdict(kind, "Divide by `G`.")
    assert repr(verdict) == f"{word}:\nDivide by G."
    assert re.sub("<[^>]*>", "", verdict._repr_html_()).startswith(word)
    assert verdict._repr_html_().startswith('<div role="status"')
    assert "<code>G</code>" in verdict._repr_html_()
    assert verdict.text == "Divide by G."


@pytest.mark.parametrize("colour", [NEUTRAL, *(colour for _, _, colour in KINDS.values())])
def test_the_colour_of_a_box_stands_out_on_a_light_and_on_a_dark_page(colour):
    assert contrast(colour, "#ffffff") >= 3
    assert contrast(colour, "#111111") >= 3


def test_a_box_takes_the_colours_of_the_page_and_leaves_the_page_alone():
    blocks = ("text", Items((("a)", "one"),)), Grid(("", "x"), (("row", "1"),)), Quote("typed"))
    html = Panel("Title", blocks)._repr_html_()
    assert "color:inherit" in html and "background:transparent" in html
    assert not re.search("<style|class=|id=", html)


def test_whatever_stands_in_a_box_is_escaped():
    blocks = (MARKUP, Items(((MARKUP, MARKUP),)), Grid((MARKUP, MARKUP), ((MARKUP, MARKUP),)), Quote(MARKUP))
    html = Panel(MARKUP, blocks)._repr_html_()
    assert "<img" not in html and html.count("&lt;img") == 9


@pytest.mark.parametrize("id", known())
def test_markup_in_a_name_or_an_answer_never_reaches_the_page(id):
    judge = guess if isinstance(known()[id], Guess) else check
    shown = [for_student(f"{MARKUP} <script>x</script>"), ask(id), hint(id), solution(id)]
    shown += [judge(id, answer) for answer in (MARKUP, [MARKUP], {MARKUP: MARKUP}, f"<script>{SENTENCE}</script>")]
    assert not [panel for panel in shown if re.search("<(img|script)", panel._repr_html_())]


def test_what_was_typed_stays_visible_word_for_word():
    for score in (..., [1, 0, 1, 1]):
        assert f"`{SENTENCE}` <b>" in repr(check("acquisition.own_campaign", f"`{SENTENCE}` <b>", score=score))


def test_hints_come_one_by_one_and_end_by_pointing_to_the_solution():
    said = [repr(hint(CAC)) for _ in range(4)]
    assert said[0].startswith("Hint 1 of 2") and said[1].startswith("Hint 2 of 2")
    assert said[2] == said[3] and f'solution("{CAC}")' in said[2]
    for_student("Ana Pop")
    assert repr(hint(CAC)).startswith("Hint 1 of 2")


def test_a_student_sees_whose_numbers_are_shown_and_can_return_to_the_common_ones():
    common = repr(ask(CAC))
    assert "Ana Pop" in repr(for_student("  Ana   Pop "))
    assert "With the numbers of Ana Pop." in repr(ask(CAC))
    assert repr(ask(CAC)).splitlines()[1] != common.splitlines()[1]
    assert "Ana Pop" not in repr(ask(GUESS)), "a guess is the same for everybody"
    assert "common numbers" in repr(for_student(None))
    assert repr(ask(CAC)) == common


def test_the_numbers_of_a_student_are_the_same_from_year_to_year():
    for_student("Ana Pop")
    assert reference("welcome.first_answer") == 22_500
    assert reference("acquisition.roi_threshold") == pytest.approx(1 / 0.45)


def test_a_guess_is_kept_and_the_first_one_counts_unless_told_otherwise():
    assert guess(GUESS).kind == guess(GUESS, None).kind == "unanswered"
    assert "Go back to the guess" in repr(reveal(GUESS)) and "4,000" not in repr(reveal(GUESS))
    assert "12,000" in repr(guess(GUESS, "12,000 lei"))
    assert "first guess counts: 12,000" in repr(guess(GUESS, 100))
    assert "kept" in repr(guess(GUESS, 12_000)), "a cell that is run again says the same"
    guess(GUESS, 3_900, again=True)
    assert "You guessed 3,900" in repr(reveal(GUESS))
    assert guess(GUESS, "many").kind == "unreadable"
    for_student("Ana Pop")
    assert repr(reveal(GUESS)).startswith("Not guessed yet")


@pytest.mark.parametrize(
    ("guessed", "said"),
    [
        (40_000, "You expected 10 times as much."),
        (400, "It is 10 times what you expected."),
        (4_300, "within a tenth"),
        (-20_000, "on the other side of zero"),
        (0, "nothing at all"),
    ],
)
def test_the_difference_between_a_guess_and_the_number_is_said_in_a_sentence(guessed, said):
    guess(GUESS, guessed)
    assert said in repr(reveal(GUESS))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: check("acquisition.cacc", 50), "Did you mean “acquisition.cac”?"),
        (lambda: check("cac", 50), "Did you mean “acquisition.cac”?"),
        (lambda: ask("aquisition.cac"), "Did you mean “acquisition.cac”?"),
        (lambda: ask("engine.session"), "An id is topic.name"),
        (lambda: hint(""), "There is no exercise “”."),
        (lambda: check(50, CAC), "The exercise comes first"),
        (lambda: check(GUESS, 5), f'guess("{GUESS}", …)'),
        (lambda: guess(CAC, 5), f'check("{CAC}", answer)'),
        (lambda: reveal(CAC), f'check("{CAC}", answer)'),
        (lambda: check(CAC, 50, score=[1]), "a score belongs to an open question"),
        (lambda: for_student(""), "name is empty"),
        (lambda: for_student(" \n "), "name is empty"),
        (lambda: for_student(7), "a value of type int was given"),
    ],
)
def test_a_wrong_call_is_refused_with_a_sentence_that_says_what_to_write(call, said):
    assert said in refusal(call, "en")
    assert all("{" not in refusal(call, language) for language in LANGUAGES)


def test_a_refused_name_leaves_the_session_as_it_was():
    for_student("Ana Pop")
    refusal(lambda: for_student(""), "en")
    assert "Ana Pop" in repr(ask(CAC))


def test_every_topic_is_found_with_its_exercises_whatever_module_declares_them():
    assert {"welcome", "acquisition"} <= set(topics()) and "engine" not in topics()
    assert {CAC, "acquisition.which_roi"} <= set(declared("acquisition"))
    assert all(id.startswith("welcome.") for id in declared("welcome"))


def test_the_numbers_are_the_same_in_both_languages():
    for_student("Ana Pop")
    english = reference(CAC)
    use("ro")
    assert reference(CAC) == english


def test_a_verdict_that_is_not_right_says_whose_numbers_it_judged_by():
    assert "With the common numbers." in repr(check(CAC, 77)) and "numbers" not in repr(check(CAC, 40))
    for_student("Ana Pop")
    assert "With the numbers of Ana Pop." in repr(check(CAC, 77))
    for_student(None)
