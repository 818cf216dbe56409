"""What every printed product shares: its templates, its style, a lesson's prose as it stands on paper."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from publishing import pages

ASSETS = Path(__file__).resolve().parent / "assets"
LINK = re.compile(r'<a href="(?!https?:|mailto:|#)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
ANCHOR = re.compile(r'<a class="anchor-link"[^>]*>.*?</a>')
FOLDED = re.compile(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
BINDER = re.compile(r"\((https://mybinder\.org/[^)]+)\)")


@cache
def _templates() -> Environment:
    environment = Environment(loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"quoted": quoted, "line": line}
    return environment


def filled(template: str, **values: object) -> str:
    """A page from the template of this name; what it is given is escaped unless it is ``Markup``."""
    printed = (ASSETS / "print.css").read_text(encoding="utf-8")
    styles = Markup("\n".join([pages.CODE_STYLE, pages.MATHS_STYLE, printed]))
    return _templates().get_template(template).render(styles=styles, prose=prose, **values)


def quoted(text: str) -> Markup:
    """A text as a string of CSS inside a page's style: nothing in it can end the string or the style."""
    return Markup('"' + "".join(letter if letter.isalnum() or letter in " .,:;?!" else f"\\{ord(letter):x} "
                                for letter in text) + '"')


def prose(markdown: str) -> Markup:
    """Markdown of a lesson as it stands on a page of its own, which may be mailed or printed without the course."""
    return Markup(ANCHOR.sub("", unlinked(pages.prose(markdown))))


def line(markdown: str) -> Markup:
    """One line of Markdown, without a paragraph around it."""
    return Markup(re.sub(r"^<p>|</p>\s*$", "", prose(markdown).strip()))


def unlinked(html: str) -> str:
    """The page without links into the course's folder, their words kept."""
    return LINK.sub(r"\1", html)
