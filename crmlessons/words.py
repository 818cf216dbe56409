"""Words, numbers and money in the language of the course.

English is the language of the code (the message ids); every other language is a gettext catalogue in
``locale/<language>/LC_MESSAGES/crmlessons.po``, kept with Babel and read when the language is first used.
"""

from __future__ import annotations

import gettext as _gettext
import io
import math
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "ro")
UNDEFINED = "—"
_LONG = Context(prec=400)  # every float has its digits, however large
_state = {"language": "en"}


class InputError(ValueError):
    """A reader's input cannot be used; the message says what was given, what is allowed and what to try."""


def use(language: str) -> None:
    """Speak this language from now on: ``"en"`` or ``"ro"``.

    Raises:
        InputError: the course does not exist in that language.
    """
    if language not in LANGUAGES:
        sentence = gettext("There is no edition of the course in “{given}”. Choose one of: {allowed}.")
        raise InputError(sentence.format(given=language, allowed=", ".join(LANGUAGES)))
    _state["language"] = language


def language() -> str:
    """The language in use, as a two-letter code."""
    return _state["language"]


class _Untranslated(_gettext.NullTranslations):
    """Answers for what the catalogue lacks: the English text between brackets that cannot be overlooked."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return f"⟦{singular if n == 1 else plural}⟧"


@cache
def _catalogue(code: str) -> _gettext.NullTranslations:
    if code == "en":
        return _gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    source = files("crmlessons") / "locale" / code / "LC_MESSAGES" / "crmlessons.po"
    catalogue, compiled = read_po(io.BytesIO(source.read_bytes()), locale=code), io.BytesIO()
    for message in catalogue:
        if isinstance(message.string, tuple) and not all(message.string):
            message.string = ""  # Babel would write the English form where a plural form is missing
    write_mo(compiled, catalogue)
    compiled.seek(0)
    translations = _gettext.GNUTranslations(compiled)
    translations.add_fallback(_Untranslated())
    return translations


def gettext(message: str) -> str:
    """The message in the language in use."""
    return _catalogue(language()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The message in the plural form that the count ``n`` asks for (Romanian has three)."""
    return _catalogue(language()).ngettext(singular, plural, n)


def N_(message: str) -> str:
    """Mark a message of a declaration for translation; it is translated where it is shown."""
    return message


def number(value: float, digits: int = 2) -> str:
    """A number as the language writes it, at most ``digits`` decimals; NaN is the dash of an undefined line."""
    return _written(value, digits, "#" * digits)


def percent(value: float, digits: int = 2) -> str:
    """A ratio as percent in the language, at most ``digits`` decimals: 0.05 is “5%”, in Romanian “5 %”."""
    sign = "%" if language() == "en" else "\N{NO-BREAK SPACE}%"
    return _written(value * 100, digits, "#" * digits, sign)


def money(value: float, digits: int | None = None) -> str:
    """An amount in a sentence: “4,000 lei”, in Romanian „4.000 de lei”.

    Bani are shown (both digits) only where there are any, unless ``digits`` says otherwise.
    """
    digits = _bani(value) if digits is None else digits
    amount = _written(value, digits, "0" * digits)
    if amount == UNDEFINED:
        return amount
    whole = 2 if digits else int(abs(_rounded(value, 0)))
    return ngettext("{amount} leu", "{amount} lei", whole).format(amount=amount).replace(" ", "\N{NO-BREAK SPACE}")


def bare_money(value: float) -> str:
    """An amount without the word for it, where a column or an axis says lei: “4,000”, “2.50”."""
    return _written(value, _bani(value), "0" * _bani(value))


def _bani(value: float) -> int:
    return 2 if math.isfinite(value) and _rounded(value, 2) != _rounded(value, 0) else 0


def _written(value: float, digits: int, decimals: str, suffix: str = "") -> str:
    if not math.isfinite(value):
        return UNDEFINED
    from babel.numbers import format_decimal

    pattern = f"#,##0.{decimals}" if decimals else "#,##0"
    with localcontext(_LONG):
        digits_and_sign = format_decimal(_rounded(value, digits), pattern, locale=language())
    return digits_and_sign.replace("-", "\N{MINUS SIGN}") + suffix


def _rounded(value: float, digits: int) -> Decimal:
    """Half up on the decimals a reader sees (2.675 is 2.68, 0.285·100 is 28.5), and never −0."""
    seen = Decimal(repr(round(float(value), 10)))
    return seen.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _LONG) + 0
