"""Nothing that an explorer writes is cut off at the edge of its picture, wherever a slider stands."""

import pytest
from refusals import LANGUAGES

from crmlessons import acquisition, growth, lifecycle, retention, use, views

EXPLORERS = {
    "acquisition": lambda: views.explore(acquisition.SHEET),
    "growth": lambda: views.explore(growth.UPLIFT),
    "lifecycle": lambda: views.explore_months(lifecycle.SHEET, "lifetime_value"),
    "retention": lambda: views.explore_periods(retention.SHEET, "N"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXPLORERS)
def test_every_word_stays_inside_the_picture_at_both_ends_of_every_slider(name, language):
    use(language)
    explorer = EXPLORERS[name]()
    for control in explorer.controls.values():
        start = control.slider.value
        for end in (control.slider.min, control.slider.max, start):
            control.slider.value = end
            assert outside(explorer._live.figure) == [], (control.name, end)


def outside(figure) -> list[str]:
    """The texts whose boxes reach over the edge of the figure."""
    canvas = figure.canvas.get_renderer()
    texts = [text for ax in figure.axes for text in [*ax.texts, *ax.get_yticklabels(), ax.title, ax.xaxis.label]]
    return [text.get_text() for text in texts
            if text.get_visible() and text.get_text() and not inside(text.get_window_extent(canvas), figure.bbox)]


def inside(box, edge) -> bool:
    return box.x0 >= edge.x0 - 1 and box.x1 <= edge.x1 + 1 and box.y0 >= edge.y0 - 1 and box.y1 <= edge.y1 + 1
