"""The report's one page as PDF, set by fpdf2 in the fonts that come with Matplotlib, so that ș and ț are there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmlessons.views.charts.picture import Chart
from crmlessons.views.grid import Table
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from fpdf import FPDF

MARGIN, WIDE, LINE = 10, 190, 3.3
WIDTHS = (99, 85)  # of two columns side by side, mm
BOTTOM, PICTURES = 289, (165, 145, 125, 100, 70)  # of the page, and how wide a picture may be, mm
MADE = datetime(2024, 1, 1, tzinfo=UTC)  # the same page is the same file, whenever it is written
FAMILY, SMALL, TEXT, HEAD, TITLE = "DejaVu", 6.6, 7.2, 8.6, 13
RULE = (217, 217, 217)


def written_page(parts: Any, charts: Sequence[Chart], language: str) -> bytes:
    """The page as the bytes of a PDF file.

    Args:
        parts: the words, as ``report.parts`` gives them.
        charts: where the money goes, and the drawn years.
        language: of the text, for who has it read aloud.
    """
    for wide in PICTURES:
        pdf = _set(parts, charts, language, wide)
        if pdf.get_y() <= BOTTOM:
            break
    return bytes(pdf.output())


def _set(parts: Any, charts: Sequence[Chart], language: str, wide: float) -> FPDF:
    """The page with pictures so wide; where the words need more room, they are tried smaller."""
    pdf = _opened(parts.title, language)
    _text(pdf, parts.title, TITLE, bold=True)
    _text(pdf, parts.lead, TEXT + 1, bold=True)
    _text(pdf, parts.figures, TEXT)
    _beside(pdf, [(_("Decision"), parts.letters)], [(_("Beside simple policies"), parts.ranking)])
    for head, picture in zip((_("Where the money goes"), _("What the year may bring")), charts, strict=True):
        _text(pdf, head, HEAD, bold=True, above=1)
        _picture(pdf, picture, wide)
    _text(pdf, parts.spread, TEXT)
    _beside(pdf, [(_("What is bought"), parts.groups)],
            [(_("What would change the decision"), parts.otherwise), ("", parts.changes)])
    _text(pdf, parts.border, SMALL, above=0.6)
    _text(pdf, _("What is assumed"), HEAD, bold=True, above=1)
    for sentence in parts.assumptions:
        _text(pdf, f"• {sentence}", SMALL)
    return pdf


def _opened(title: str, language: str) -> FPDF:
    import matplotlib
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    pdf.add_font(FAMILY, "", fonts / "DejaVuSans.ttf")
    pdf.add_font(FAMILY, "B", fonts / "DejaVuSans-Bold.ttf")
    pdf.set_margin(MARGIN)
    pdf.set_auto_page_break(False)
    pdf.set_creation_date(MADE)
    pdf.set_title(title)
    pdf.set_lang(language)
    pdf.add_page()
    return pdf


def _text(pdf: FPDF, text: str, size: float, bold: bool = False, above: float = 0.0) -> None:
    pdf.set_y(pdf.get_y() + above)
    pdf.set_font(FAMILY, "B" if bold else "", size)
    pdf.multi_cell(WIDE, size * 0.46, text, align="L", new_x="LMARGIN", new_y="NEXT")


def _picture(pdf: FPDF, picture: Chart, wide: float) -> None:
    pdf.image(BytesIO(picture.png), x=MARGIN, w=wide, alt_text=picture.alt)


def _beside(pdf: FPDF, *columns: Sequence[tuple[str, Table]]) -> None:
    """Columns of tables side by side, each table below its head."""
    top, bottom, left = pdf.get_y() + 1, pdf.get_y(), MARGIN
    for wide, tables in zip(WIDTHS, columns, strict=True):
        pdf.set_y(top)
        for head, table in tables:
            pdf.set_xy(left, pdf.get_y())
            pdf.set_font(FAMILY, "B", HEAD)
            pdf.cell(wide, HEAD * 0.46, head)
            pdf.set_y(pdf.get_y() + (HEAD * 0.46 if head else 0.6) + 0.6)
            _table(pdf, table, left, wide)
        bottom, left = max(bottom, pdf.get_y()), left + wide + 6
    pdf.set_xy(MARGIN, bottom)


def _table(pdf: FPDF, table: Table, left: float, wide: float) -> None:
    """The rows, the first column as wide as it can be, numbers to the right; what is too long takes a further line."""
    narrow = [_needed(pdf, column) for column in list(zip(table.heads, *table.rows, strict=True))[1:]]
    widths = [wide - sum(narrow), *narrow]
    for number, row in enumerate([table.heads, *table.rows]):
        pdf.set_font(FAMILY, "B" if number == 0 else "", SMALL)
        lines = [pdf.multi_cell(room, LINE, text, dry_run=True, output="LINES") if text else []
                 for text, room in zip(row, widths, strict=True)]
        top, x = pdf.get_y(), left
        for place, (said, room) in enumerate(zip(lines, widths, strict=True)):
            for down, text in enumerate(said):
                pdf.set_xy(x, top + down * LINE)
                pdf.cell(room, LINE, text, align="L" if place in table.left else "R")
            x += room
        pdf.set_y(top + LINE * max(1, *map(len, lines)))
        pdf.set_draw_color(*RULE)
        pdf.line(left, pdf.get_y(), left + wide, pdf.get_y())


def _needed(pdf: FPDF, column: Sequence[str]) -> float:
    """How wide a column of numbers must be: its head may break between words, its numbers may not."""
    pdf.set_font(FAMILY, "B", SMALL)
    head = max(pdf.get_string_width(word) for word in column[0].split())
    pdf.set_font(FAMILY, "", SMALL)
    return max(head, *(pdf.get_string_width(text) for text in column[1:]), 9.0) + 3.0
