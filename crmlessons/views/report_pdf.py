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
    _beside(pdf, (_("Decision"), parts.letters), (_("Beside simple policies"), parts.ranking))
    for head, picture in zip((_("Where the money goes"), _("What the year may bring")), charts, strict=True):
        _text(pdf, head, HEAD, bold=True, above=1)
        _picture(pdf, picture, wide)
    _text(pdf, parts.spread, TEXT)
    _beside(pdf, (_("The largest items"), parts.groups), (_("What would change the decision"), parts.changes))
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


def _beside(pdf: FPDF, *tables: tuple[str, Table]) -> None:
    """Two tables side by side, each below its head."""
    top, bottom, wide = pdf.get_y() + 1, pdf.get_y(), WIDE / len(tables) - 3
    for place, (head, table) in enumerate(tables):
        left = MARGIN + place * (wide + 6)
        pdf.set_xy(left, top)
        pdf.set_font(FAMILY, "B", HEAD)
        pdf.cell(wide, HEAD * 0.46, head)
        pdf.set_y(top + HEAD * 0.46 + 0.6)
        _table(pdf, table, left, wide)
        bottom = max(bottom, pdf.get_y())
    pdf.set_xy(MARGIN, bottom)


def _table(pdf: FPDF, table: Table, left: float, wide: float) -> None:
    """The rows, the first column as wide as it can be, numbers to the right; text that is too long is cut with …"""
    others = len(table.heads) - 1
    narrow = 13.5 if others > 3 else 19.0
    widths = [wide - narrow * others, *[narrow] * others]
    for number, row in enumerate([table.heads, *table.rows]):
        pdf.set_font(FAMILY, "B" if number == 0 else "", SMALL)
        pdf.set_x(left)
        for place, (text, room) in enumerate(zip(row, widths, strict=True)):
            pdf.cell(room, LINE, _fitted(pdf, text, room - 1), align="L" if place in table.left else "R")
        pdf.ln(LINE)
        pdf.set_draw_color(*RULE)
        pdf.line(left, pdf.get_y(), left + wide, pdf.get_y())


def _fitted(pdf: FPDF, text: str, room: float) -> str:
    if pdf.get_string_width(text) <= room:
        return text
    while text and pdf.get_string_width(text + "…") > room:
        text = text[:-1]
    return text + "…"
