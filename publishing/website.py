"""Build the course as a website: every lesson as a page to read, with search, in every language it exists in.

    make website        writes published/website; open its index.html, or put the folder on any web server

Nothing of it needs a network or a running kernel: pages show the outputs that are committed in the notebooks.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import sys
import tempfile
from pathlib import Path

import matplotlib
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import strip_escape_sequences
from sphinx.util.docutils import docutils_namespace, patch_docutils

from publishing.lesson import NOTEBOOKS, PUBLISHED, SOURCE_LANGUAGE
from publishing.site.edition import Edition
from publishing.site.lessons import elsewhere
from publishing.site.words import WORDS

ASSETS = Path(__file__).parent / "assets" / "website"
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
COLOURS = {
    "light_css_variables": {"color-brand-primary": "#005a8f", "color-brand-content": "#005a8f",
                            "color-brand-visited": "#6b3d8f", "color-foreground-muted": "#5a5c63"},
    "dark_css_variables": {"color-brand-primary": "#7cc4f0", "color-brand-content": "#7cc4f0",
                           "color-brand-visited": "#c9a6e8", "color-foreground-muted": "#a0a3ab"},
}


def settings(edition: Edition, title: str, locale: Path) -> dict:
    """What Sphinx is told; ``locale`` is the folder with what Sphinx's own catalogue lacks."""
    return {
        "project": title,
        "language": edition.language,
        "extensions": ["myst_nb", "publishing.site.extension"],
        "nb_execution_mode": "off",  # the committed outputs are shown
        "nb_ipywidgets_js": {},  # or pages with widgets would fetch scripts from outside
        "myst_enable_extensions": ["attrs_block", "dollarmath"],
        "myst_heading_anchors": 3,
        "myst_update_mathjax": False,
        "myst_url_schemes": {"http": None, "https": None, "site": "../{{path}}"},
        "suppress_warnings": ["misc.highlighting_failure"],  # code in prose may say “…” for what is left out
        "smartquotes": False,  # the lessons have the quotation marks of their language
        "locale_dirs": [str(locale)],
        "templates_path": [str(ASSETS / "templates")],
        "exclude_patterns": ["extra", "locale"],
        "html_theme": "furo",
        "html_theme_options": COLOURS,
        "html_title": title,
        "copyright": edition.words["licence"],
        "html_math_renderer": "mathml",
        "html_static_path": [str(ASSETS / "static")],
        "html_css_files": ["site.css"],
        "html_js_files": [("site.js", {"defer": "defer"})],
        "html_extra_path": ["extra"],
        "html_context": {"words": edition.words, "editions": {code: WORDS[code] for code in edition.editions}},
        "html_sidebars": {"**": ["sidebar/brand.html", "sidebar/language.html", "sidebar/search.html",
                                 "sidebar/scroll-start.html", "sidebar/navigation.html", "sidebar/scroll-end.html"]},
        "html_show_sphinx": False,
        "html_show_sourcelink": False,
        "html_copy_source": False,
        "html_use_index": False,
        "pygments_dark_style": "a11y-dark",
    }


def build(edition: Edition, target: Path) -> None:
    """Build one edition into ``target/<language>``.

    Raises:
        SphinxError: Sphinx could not, or had a warning to give; the message is Sphinx's own.
    """
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "source"
        edition.write(source)
        write_catalogue(edition.language, source / "locale")
        title = (source / "index.md").read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
        warnings = io.StringIO()
        made = Path(scratch) / "made" / "pages"  # beside it myst-nb leaves what no reader needs
        with patch_docutils(), docutils_namespace():
            told = settings(edition, title, source / "locale")
            Sphinx(source, None, made, Path(scratch) / "doctrees", "html", told, status=None, warning=warnings).build()
        for name in ("DejaVuSerif.ttf", "LICENSE_DEJAVU"):
            shutil.copy(FONTS / name, made / "_static")
        shutil.move(made, target / edition.language)
        if warnings.getvalue():
            raise SphinxError(strip_escape_sequences(warnings.getvalue()).strip())


def write_catalogue(language: str, folder: Path) -> None:
    """Give Sphinx and its theme the words that they lack in this language, for their pages and for their search."""
    source = ASSETS / "locale" / f"{language}.po"
    if not source.exists():
        return
    place = folder / language / "LC_MESSAGES"
    place.mkdir(parents=True)
    catalogue = read_po(io.BytesIO(source.read_bytes()), locale=language)
    with (place / "sphinx.mo").open("wb") as file:
        write_mo(file, catalogue)
    (place / "sphinx.js").write_text(f"Documentation.addTranslations({json.dumps(_for_script(catalogue))});")


def _for_script(catalogue: Catalog) -> dict:
    messages = {}
    for message in catalogue:
        if message.id:
            identity = message.id if isinstance(message.id, str) else message.id[0]
            messages[identity] = message.string
    return {"locale": str(catalogue.locale), "messages": messages, "plural_expr": catalogue.plural_expr}


def make(target: Path, notebooks: Path = NOTEBOOKS) -> None:
    """Build every edition anew, and the page that leads to the English one.

    Raises:
        SphinxError: an edition could not be built, or not without a warning.
    """
    if target.exists():
        shutil.rmtree(target)
    target.mkdir(parents=True)
    editions = Edition(SOURCE_LANGUAGE, notebooks).editions
    for language in editions:
        build(Edition(language, notebooks), target)
    links = "\n".join(f"<p>{elsewhere(code, 'index', '')}</p>" for code in editions)
    door = (ASSETS / "index.html").read_text(encoding="utf-8").replace("<!-- editions -->", links)
    (target / "index.html").write_text(door, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Make the website; the exit code."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args(
        arguments)
    target = PUBLISHED / "website"
    try:
        make(target)
    except SphinxError as error:
        print(f"The website could not be built without a warning:\n{error}", file=sys.stderr)
        return 1
    print(f"The website is in {target.relative_to(PUBLISHED.parent)}: open index.html there.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
