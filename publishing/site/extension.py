"""What Sphinx learns for this website: formulas as MathML, and a Romanian search that needs no diacritics."""

from __future__ import annotations

import unicodedata

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.search.ro import SearchRomanian
from sphinx.writers.html5 import HTML5Translator

from publishing.pages import maths


def inline_formula(self: HTML5Translator, node: nodes.math) -> None:
    """Write a formula within a line."""
    self.body.append(maths(node.astext()))
    raise nodes.SkipNode


def formula(self: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula that stands by itself."""
    self.body.append(maths(node.astext(), block=True))
    raise nodes.SkipNode


class RomanianSearch(SearchRomanian):
    """Indexes a word with diacritics also without them, as many people type: păstrare and pastrare."""

    def split(self, input: str) -> list[str]:
        """The words of a text, those with diacritics twice."""
        words = super().split(input)
        plain = [_plain(word) for word in words]
        return words + [bare for word, bare in zip(words, plain, strict=True) if bare != word]


def _plain(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register them with Sphinx, and the theme."""
    app.setup_extension("furo")  # before the settings are read, or Sphinx does not know those of the theme
    app.add_html_math_renderer("mathml", (inline_formula, None), (formula, None))
    app.add_search_language(RomanianSearch)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
