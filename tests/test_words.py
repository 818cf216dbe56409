"""Words, numbers, percent and money in the language of the course (DESIGN §8)."""

import decimal
import subprocess
import sys

import numpy as np
import pytest
from refusals import LANGUAGES, check_refusal

import crmlessons
from crmlessons import InputError, use, words

NBSP = "\N{NO-BREAK SPACE}"
CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2);\\n"

msgid "customer {name}"
msgstr "clientul {name}"

msgid "empty"
msgstr ""

#, fuzzy
msgid "guessed by a tool"
msgstr "ghicit"

msgid "{n} sale"
msgid_plural "{n} sales"
msgstr[0] "{n} vânzare"
msgstr[1] "{n} vânzări"
msgstr[2] "{n} de vânzări"

msgid "{n} case"
msgid_plural "{n} cases"
msgstr[0] "{n} caz"
msgstr[1] ""
msgstr[2] ""
"""


@pytest.fixture
def small_catalogue(tmp_path, monkeypatch):
    """Romanian that knows the few messages above and nothing else."""
    place = tmp_path / "locale" / "ro" / "LC_MESSAGES" / "crmlessons.po"
    place.parent.mkdir(parents=True)
    place.write_text(CATALOGUE, encoding="utf-8")
    monkeypatch.setattr(words, "files", lambda package: tmp_path)
    words._catalogue.cache_clear()
    yield
    words._catalogue.cache_clear()


# --- the language


def test_the_course_speaks_english_until_told_otherwise():
    script = "import crmlessons; print(crmlessons.language())"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout == "en\n"


def test_use_sets_the_language_for_everything_that_follows():
    use("ro")
    assert words.language() == crmlessons.language() == "ro"
    use("en")
    assert words.language() == "en"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unknown", ["de", "", "EN", None, 5])
def test_a_language_the_course_does_not_have_is_refused_and_nothing_changes(language, unknown):
    check_refusal(lambda: use(unknown), language, str(unknown), "en, ro", in_english=("no edition",))


def test_after_a_refused_language_the_former_one_goes_on():
    use("ro")
    with pytest.raises(InputError):
        use("de")
    assert words.language() == "ro"


def test_a_readers_bad_input_is_a_plain_value_error():
    assert issubclass(InputError, ValueError) and crmlessons.InputError is words.InputError


# --- messages


def test_english_messages_are_the_ids_themselves():
    assert words.gettext("customer {name}") == words.N_("customer {name}") == "customer {name}"
    assert [words.ngettext("{n} sale", "{n} sales", n) for n in (0, 1, 2)] == ["{n} sales", "{n} sale", "{n} sales"]


def test_a_message_in_the_catalogue_is_translated(small_catalogue):
    use("ro")
    assert words.gettext("customer {name}").format(name="Ana") == "clientul Ana"


@pytest.mark.parametrize(("n", "said"), [
    (0, "0 vânzări"), (1, "1 vânzare"), (2, "2 vânzări"), (19, "19 vânzări"), (20, "20 de vânzări"),
    (100, "100 de vânzări"), (101, "101 vânzări"), (119, "119 vânzări"), (120, "120 de vânzări")])
def test_romanian_has_three_plural_forms(small_catalogue, n, said):
    use("ro")
    assert words.ngettext("{n} sale", "{n} sales", n).format(n=n) == said


@pytest.mark.parametrize("message", ["empty", "guessed by a tool", "nowhere"])
def test_a_missing_or_guessed_translation_is_shown_between_brackets_and_never_silently_in_english(
        small_catalogue, message):
    use("ro")
    assert words.gettext(message) == f"⟦{message}⟧"


@pytest.mark.parametrize("message", [("{n} case", "{n} cases"), ("{n} year", "{n} years")])
def test_a_plural_that_lacks_a_form_is_shown_between_brackets_in_all_of_them(small_catalogue, message):
    use("ro")
    assert [words.ngettext(*message, n) for n in (1, 2, 20)] == [f"⟦{message[0]}⟧"] + [f"⟦{message[1]}⟧"] * 2


# --- numbers


@pytest.mark.parametrize(("value", "digits", "in_english", "in_romanian"), [
    (20_000, 2, "20,000", "20.000"), (1_234.5, 2, "1,234.5", "1.234,5"), (0.05, 2, "0.05", "0,05"),
    (1.2, 2, "1.2", "1,2"), (10**6, 0, "1,000,000", "1.000.000"), (-1_234.56, 2, "−1,234.56", "−1.234,56"),
    (2.675, 2, "2.68", "2,68"), (-2.675, 2, "−2.68", "−2,68"), (0.5, 0, "1", "1"), (2.5, 0, "3", "3"),
    (1 / 3, 4, "0.3333", "0,3333"), (0, 2, "0", "0"), (np.float64(1.005), 2, "1.01", "1,01"),
    (np.int64(7), 2, "7", "7"),
])
def test_a_number_is_grouped_rounded_half_up_and_bare_of_needless_zeros(value, digits, in_english, in_romanian):
    assert words.number(value, digits) == in_english
    use("ro")
    assert words.number(value, digits) == in_romanian


@pytest.mark.parametrize(("value", "digits", "in_english", "in_romanian"), [
    (0.05, 2, "5%", f"5{NBSP}%"), (1 / 24, 2, "4.17%", f"4,17{NBSP}%"), (0.125, 2, "12.5%", f"12,5{NBSP}%"),
    (0.125, 0, "13%", f"13{NBSP}%"), (0.285, 0, "29%", f"29{NBSP}%"), (1, 2, "100%", f"100{NBSP}%"),
    (12, 2, "1,200%", f"1.200{NBSP}%"), (-0.1, 2, "−10%", f"−10{NBSP}%"),
])
def test_a_percentage_has_its_sign_as_the_language_sets_it(value, digits, in_english, in_romanian):
    assert words.percent(value, digits) == in_english
    use("ro")
    assert words.percent(value, digits) == in_romanian


@pytest.mark.parametrize(("value", "in_english", "in_romanian"), [
    (20_000, "20,000", "20.000 de"), (20_000.0, "20,000", "20.000 de"), (2.5, "2.50", "2,50"),
    (3_166.666, "3,166.67", "3.166,67"), (-4_000, "−4,000", "−4.000 de"), (0.05, "0.05", "0,05"),
    (19_999.9999999, "20,000", "20.000 de"), (4.999, "5", "5"), (19, "19", "19"), (119, "119", "119"),
    (1_234.5, "1,234.50", "1.234,50"), (1e30, "1" + ",000" * 10, "1" + ".000" * 10 + " de"),
])
def test_an_amount_is_in_lei_and_shows_both_digits_of_the_bani_only_where_there_are_any(value, in_english, in_romanian):
    assert words.money(value) == f"{in_english}{NBSP}lei"
    use("ro")
    assert words.money(value) == f"{in_romanian} lei".replace(" ", NBSP)


def test_a_single_leu_is_singular_and_a_table_shows_the_amount_alone():
    assert (words.money(1), words.money(1.5), words.bare_money(4_000)) == (f"1{NBSP}leu", f"1.50{NBSP}lei", "4,000")
    use("ro")
    assert (words.money(1), words.money(-1), words.bare_money(4_000)) == (f"1{NBSP}leu", f"−1{NBSP}leu", "4.000")


def test_the_digits_of_an_amount_may_be_asked_for():
    assert [words.money(2.5, digits) for digits in (0, 1, 2)] == [f"{text}{NBSP}lei" for text in ("3", "2.5", "2.50")]


@pytest.mark.parametrize("value", [-0.0, -0.001, -1e-12, np.float64(-0.0)])
def test_there_is_no_minus_zero(value):
    assert (words.number(value), words.percent(value / 100), words.money(value)) == ("0", "0%", f"0{NBSP}lei")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", [float("nan"), np.float64("nan"), float("inf")])
def test_what_is_undefined_is_a_dash(language, value):
    use(language)
    assert words.number(value) == words.percent(value) == words.money(value) == "—"


def test_writing_a_number_leaves_the_readers_decimal_settings_alone():
    before = decimal.getcontext().copy()
    words.money(1e30)
    words.number(2.675)
    assert decimal.getcontext().prec == before.prec and decimal.getcontext().flags == before.flags
