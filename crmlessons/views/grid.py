"""A table of finished words: as accessible HTML, and as plain text where there is no HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from crmlessons.words import language

# JupyterLab aligns every cell right; text reads from the left. GitHub drops styles, and the table reads without them.
_LEFT = ' style="text-align:left"'
_RIGHT = ' style="text-align:right;font-variant-numeric:tabular-nums"'
_CAPTION = ' style="caption-side:top;text-align:left;font-weight:bold"'
_WIDE = "16em"
# A "$" in a reader's own text is an amount or a name, never mathematics.
_NOT_MATHS = "tex2jax_ignore mathjax_ignore"


@dataclass(frozen=True, repr=False)
class Table:
    """A table as it is shown: everything is text in the language in use.

    Attributes:
        caption: the table's title.
        heads: one head a column; the first column names the rows.
        rows: one text a column.
        left: positions of the columns that hold words, not numbers.
        notes: sentences below the table.
        wide: positions of the columns that need room, such as one to write in.
    """

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    left: frozenset[int] = frozenset({0})
    notes: tuple[str, ...] = ()
    wide: frozenset[int] = frozenset()

    def html(self) -> str:
        """The table for a page: caption, heads with their scope, everything escaped."""
        heads = "".join(f'<th scope="col"{self._head(i)}>{escape(head)}</th>' for i, head in enumerate(self.heads))
        body = "\n".join(f"<tr>{self._row(row)}</tr>" for row in self.rows)
        notes = "".join(f'\n<p class="{_NOT_MATHS}" lang="{language()}">{escape(note)}</p>' for note in self.notes)
        caption = f"<caption{_CAPTION}>{escape(self.caption)}</caption>\n" if self.caption else ""
        return (f'<table class="{_NOT_MATHS}" lang="{language()}">\n{caption}'
                f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>{notes}")

    def _row(self, row: Sequence[str]) -> str:
        first, *others = (escape(text) for text in row)
        return f'<th scope="row"{self._side(0)}>{first}</th>' + "".join(
            f"<td{self._side(i)}>{text}</td>" for i, text in enumerate(others, start=1))

    def _head(self, column: int) -> str:
        return self._side(column).removesuffix('"') + f';min-width:{_WIDE}"' if column in self.wide else self._side(
            column)

    def _side(self, column: int) -> str:
        return _LEFT if column in self.left else _RIGHT

    def text(self) -> str:
        """The table in aligned columns of plain text."""
        grid = [self.heads, *self.rows]
        widths = [max(len(row[i]) for row in grid) for i in range(len(self.heads))]
        lines = ["  ".join(text.ljust(width) if i in self.left else text.rjust(width)
                           for i, (text, width) in enumerate(zip(row, widths, strict=True))).rstrip() for row in grid]
        return "\n".join([*([self.caption, ""] if self.caption else []), *lines, *self.notes])

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return self.html()
