"""What every chart owes: its finding in words, in every language, and the same bytes at every drawing."""

import re
from collections.abc import Callable

from crmlessons import use
from crmlessons.views.charts.picture import Chart

LARGEST = 40_000


def check_words(draw: Callable[[], Chart], number: str, language: str) -> Chart:
    """The chart, once its alternative text is in the language, says the number as it writes it, and lacks nothing."""
    use(language)
    chart = draw()
    expected = number if language == "en" else number.translate(str.maketrans(",.", ".,"))
    assert isinstance(chart, Chart) and len(chart.alt) >= 40 and expected in chart.alt
    assert "⟦" not in chart.alt and not re.search(r"\{\w*\}|\bnan\b", chart.alt)
    return chart


def check_bytes(draw: Callable[[], Chart]) -> None:
    """Drawn again, the picture is the same to the byte, and small."""
    first = draw().png
    assert draw().png == first and len(first) < LARGEST
