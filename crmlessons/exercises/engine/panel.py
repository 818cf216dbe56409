"""A box of text, as plain text and as HTML that follows the reader's light or dark theme.

Everything is escaped here, in one place, so nothing that a person typed can become markup. Words between `backticks`
are code. Styles stand on the elements themselves and never touch the rest of the page.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import ClassVar

CODE = re.compile(r"`([^`]+)`")
NEUTRAL = "#767676"  # this and the colours of the verdicts stand out 3:1 against white and against near black


@dataclass(frozen=True)
class Items:
    """A list: each row has its mark ("a)", "1.") and its text."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grid:
    """A small table of texts; the first cell of a row is its header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Quote:
    """What a person typed, kept as it was typed."""

    text: str


Block = str | Items | Grid | Quote


@dataclass(frozen=True, repr=False)
class Panel:
    """A title and blocks of text; ``symbol`` and ``colour`` only support what the title says in words."""

    title: str
    blocks: tuple[Block, ...]
    symbol: str = ""
    colour: str = NEUTRAL
    role: ClassVar[str] = "status"

    def __repr__(self) -> str:
        return "\n".join([f"{self.title}:", *map(_plain, self.blocks)])

    def _repr_html_(self) -> str:
        symbol = f' <span aria-hidden="true" style="color:{self.colour}">{self.symbol}</span>' if self.symbol else ""
        body = "".join(map(_html, self.blocks))
        return (f'<div role="{self.role}" style="border-left:4px solid {self.colour};padding:.2em 0 .2em .8em;'
                f'margin:.3em 0;color:inherit;background:transparent">'
                f'<p style="margin:.2em 0"><strong>{_inline(self.title)}</strong>{symbol}</p>{body}</div>')


def plain(text: str) -> str:
    """The text without the marks around its code."""
    return CODE.sub(r"\1", text)


def _plain(block: Block) -> str:
    if isinstance(block, Items):
        return "\n".join(f"  {mark} {plain(text)}" for mark, text in block.rows)
    if isinstance(block, Grid):
        return "\n".join("  " + plain(" | ".join(row)) for row in (block.header, *block.rows))
    return block.text if isinstance(block, Quote) else plain(block)


def _inline(text: str) -> str:
    return CODE.sub(r"<code>\1</code>", html.escape(text))


def _html(block: Block) -> str:
    if isinstance(block, Items):
        rows = "".join(f"<li>{_inline(mark)} {_inline(text)}</li>" for mark, text in block.rows)
        return f'<ul style="list-style:none;margin:.2em 0;padding-left:1em">{rows}</ul>'
    if isinstance(block, Grid):
        return _table(block)
    if isinstance(block, Quote):
        return f'<blockquote style="white-space:pre-wrap;margin:.3em 1em">{html.escape(block.text)}</blockquote>'
    return f'<p style="margin:.2em 0">{_inline(block)}</p>'


def _table(grid: Grid) -> str:
    corner, *columns = grid.header
    start = f'<th scope="col" style="text-align:left">{_inline(corner)}</th>' if corner else "<td></td>"
    head = start + "".join(f'<th scope="col" style="text-align:left">{_inline(cell)}</th>' for cell in columns)
    body = "".join(f'<tr><th scope="row" style="text-align:left;font-weight:normal">{_inline(first)}</th>'
                   + "".join(f'<td style="text-align:left">{_inline(cell)}</td>' for cell in rest) + "</tr>"
                   for first, *rest in grid.rows)
    return ('<table style="margin:.3em 0;color:inherit;font-size:inherit">'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
