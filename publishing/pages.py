"""Cells of a lesson as HTML that needs no script and no network: prose, formulas as MathML, code, committed outputs."""

from __future__ import annotations

import html
import re

from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from publishing.lesson import Cell

EXPLAINED = re.compile(r"^\$\$\\begin\{aligned\}\n(.*&& \\text\{.*)\n\\end\{aligned\}\$\$$", re.DOTALL)
MATHS = re.compile(r"^\s*\$+(?:\\displaystyle)?(.*?)\$+\s*$", re.DOTALL)
CODE_STYLE = HtmlFormatter(nobackground=True).get_style_defs(".code")
MATHS_STYLE = """\
math { font-family: "Cambria Math", "STIX Two Math", "Latin Modern Math", "DejaVu Math TeX Gyre", math; }
mtd[columnalign="left"] { text-align: left; }
mtd[columnalign="right"] { text-align: right; }
.formulas math { math-style: normal; }"""


def maths(latex: str, *, block: bool = False) -> str:
    """A formula as MathML, without its dollar signs given or taken; ``MATHS_STYLE`` lines up its columns."""
    found = MATHS.match(latex)
    formula = (found[1] if found else latex).strip().replace("{aligned}", "{align*}")  # the converter knows no aligned
    return convert(formula, display="block" if block else "inline")


def explained(latex: str) -> str:
    """Lines of formulas with words behind ``&&`` as a table, whose words go on below where the page is narrow."""
    rows = []
    for line in EXPLAINED.match(latex)[1].split(" \\\\\n"):
        formula, _, words = line.partition("&& ")
        text = html.escape(words.strip().removeprefix("\\text{").removesuffix("}"))
        rows.append(f"<tr><td>{maths(formula.replace('&', '', 1))}</td><td>{text}</td></tr>")
    return f'<table class="formulas">{"".join(rows)}</table>'


class _Prose(IPythonRenderer):
    """Markdown as the notebook shows it, with formulas set here and now."""

    def block_math(self, body: str) -> str:
        return maths(body, block=True)

    def inline_math(self, body: str) -> str:
        return maths(body)


def prose(markdown: str) -> str:
    """Markdown as HTML. Raw HTML in it stays, as it does in the notebook: lessons are ours, answers never come here."""
    return MarkdownWithMath(renderer=_Prose(escape=False)).render(markdown)


def code(source: str) -> str:
    """Python code, coloured by classes of ``CODE_STYLE``."""
    return f'<div class="code">{highlight(source, PythonLexer(), HtmlFormatter(nowrap=False))}</div>'


def shown(cell: Cell) -> str:
    """What a code cell shows, from its committed outputs: the richest form that needs no running kernel."""
    return "".join(f'<div class="output">{_output(output)}</div>' for output in cell.outputs)


def _output(output: dict) -> str:
    if "text" in output:
        return f"<pre>{html.escape(_text(output['text']))}</pre>"
    data = {mime: _text(value) for mime, value in output.get("data", {}).items()}
    if "text/html" in data:
        return data["text/html"]
    if "text/latex" in data:
        latex = data["text/latex"]
        return explained(latex) if EXPLAINED.match(latex) else maths(latex, block=True)
    return f"<pre>{html.escape(data.get('text/plain', ''))}</pre>"


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)
