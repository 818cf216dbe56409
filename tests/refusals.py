"""What a reader is told when an input is refused, in the language asked for."""

import re
from collections.abc import Callable

import pytest

from crmlessons import InputError, use

LANGUAGES = ("en", "ro")


def refused_in_every_language(*cases: tuple) -> pytest.MarkDecorator:
    """Parametrise a test by ``language, given, said, in_english``; a case is its name and the last three."""
    rows = [pytest.param(code, *rest, id=f"{name}-{code}") for name, *rest in cases for code in LANGUAGES]
    return pytest.mark.parametrize(("language", "given", "said", "in_english"), rows)


def refusal(call: Callable, language: str) -> str:
    """The sentence with which the call is refused."""
    use(language)
    with pytest.raises(InputError) as refused:
        call()
    return str(refused.value)


def check_refusal(call: Callable, language: str, *said: str, in_english: tuple[str, ...] = ()) -> None:
    """The call is refused with a sentence that holds ``said``, and in English also ``in_english``.

    In any other language the sentence is translated, all of it.
    """
    sentence = refusal(call, language)
    wanted = said + in_english if language == "en" else said
    assert not [words for words in wanted if words not in sentence], sentence
    assert not re.search(r"{[a-z_]+}", sentence), f"a placeholder was left: {sentence}"
    if language != "en":
        assert "⟦" not in sentence, f"not translated: {sentence}"
        assert sentence != refusal(call, "en"), f"still English: {sentence}"
