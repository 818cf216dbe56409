"""A word missing in a language is a failing test: the catalogues hold all that the code says, and nothing else."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from lesson import ROOT

PACKAGE = ROOT / "crmlessons"
LOCALE = PACKAGE / "locale"
PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}")
UPDATE = "run: python course.py words"

CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/crmlessons.po"))
each = pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])


def load(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=None if path.suffix == ".pot" else path.parts[-3])


def messages(catalogue: Catalog) -> list[Message]:
    """The messages without the header, which is the one that has no id."""
    return [message for message in catalogue if message.id]


def ids(catalogue: Catalog) -> set:
    return {message.id for message in messages(catalogue)}


def forms(text: str | tuple | list) -> list[str]:
    """A message as a list of its plural forms; one form where there is no plural."""
    return [text] if isinstance(text, str) else list(text)


def placeholders(text: str) -> set[str]:
    """The names between braces; doubled braces are text."""
    return set(PLACEHOLDER.findall(text.replace("{{", "").replace("}}", "")))


def test_the_template_holds_exactly_the_messages_of_the_package():
    said = {message for _, _, message, _, _ in extract_from_dir(PACKAGE)}
    assert ids(load(LOCALE / "crmlessons.pot")) == said, UPDATE


@each
def test_a_catalogue_holds_the_messages_of_the_template_and_keeps_no_obsolete_one(catalogue):
    loaded = load(catalogue)
    assert ids(loaded) == ids(load(LOCALE / "crmlessons.pot")), UPDATE
    assert not loaded.obsolete, UPDATE


@each
def test_every_message_is_translated_in_every_plural_form_of_the_language(catalogue):
    loaded = load(catalogue)
    assert (loaded.num_plurals, loaded.plural_expr) == tuple(get_plural(catalogue.parts[-3]))[:2]
    gaps = []
    for message in messages(loaded):
        wanted = 1 if isinstance(message.id, str) else loaded.num_plurals
        if message.fuzzy or len(forms(message.string)) != wanted or not all(forms(message.string)):
            gaps.append(message.id)
    assert not gaps, f"{len(gaps)} messages are not translated: {gaps[:5]}"


@each
def test_a_translation_has_the_placeholders_of_its_message(catalogue):
    for message in messages(load(catalogue)):
        wanted = placeholders(forms(message.id)[-1])
        assert all(placeholders(form) == wanted for form in forms(message.string) if form), message.id


def test_romanian_has_its_three_plural_forms():
    assert load(LOCALE / "ro" / "LC_MESSAGES" / "crmlessons.po").num_plurals == 3


ROMANIAN = [LOCALE / "ro/LC_MESSAGES/crmlessons.po", ROOT / "README.ro.md", ROOT / "datasets/datapackage.json"]


@pytest.mark.parametrize("path", ROMANIAN, ids=lambda path: path.name)
def test_romanian_is_written_with_commas_below(path):
    cedillas = "".join(map(chr, (0x15E, 0x15F, 0x162, 0x163)))
    assert not set(cedillas) & set(path.read_text(encoding="utf-8"))
