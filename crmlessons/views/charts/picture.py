"""A chart as a notebook shows it: a small PNG whose alternative text states the finding."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from functools import cache, cached_property
from html import escape
from typing import TYPE_CHECKING

from crmlessons.views.charts import style
from crmlessons.words import language

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from PIL.Image import Image

BEST_COMPRESSION = 9


@dataclass(frozen=True, repr=False)
class Chart:
    """A finished chart.

    Attributes:
        figure: the Matplotlib figure, for who wants to go on drawing.
        alt: what the chart shows, in words: for a screen reader, and where pictures cannot be shown.
        language: the language it was drawn in.
    """

    figure: Figure
    alt: str
    language: str

    @cached_property
    def png(self) -> bytes:
        """The picture as a file; the same chart always gives the same bytes."""
        return encode(self.figure)

    def __repr__(self) -> str:
        return self.alt

    def _repr_html_(self) -> str:
        width, height = self.figure.canvas.get_width_height()
        return image(self.png, self.alt, (width, height), self.language)


def chart(figure: Figure, alt: str) -> Chart:
    """A chart in the language in use."""
    return Chart(figure, alt, language())


def image(png: bytes, alt: str, size: tuple[int, int], lang: str) -> str:
    """The HTML of a picture. It is painted in the moment it is put in, so that a moving one does not flicker."""
    data = base64.b64encode(png).decode("ascii")
    return (f'<img lang="{lang}" alt="{escape(alt)}" width="{size[0]}" height="{size[1]}" decoding="sync" '
            f'style="max-width:100%;height:auto" src="data:image/png;base64,{data}">')


@style.styled
def encode(figure: Figure, compression: int = BEST_COMPRESSION) -> bytes:
    """Draw the figure and return it as a PNG file in the course's 64 colours."""
    figure.canvas.draw()
    return pack(figure, compression)


def pack(figure: Figure, compression: int) -> bytes:
    """What stands on the figure's canvas now, as a PNG file: a fixed palette, nothing about time or program."""
    from PIL import Image

    canvas = figure.canvas
    pixels = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
    small = pixels.convert("RGB").quantize(palette=_palette(), dither=Image.Dither.NONE)
    file = io.BytesIO()
    small.save(file, "png", compress_level=compression)
    return file.getvalue()


@cache
def _palette() -> Image:
    """The style's colours and their shades towards the paper, which the smooth edges of letters and lines need."""
    from matplotlib.colors import to_rgb
    from PIL import Image

    shades = {style.INK: 14, style.MUTED: 9, style.GAIN: 9, style.LOSS: 9, style.NEUTRAL: 5,
              style.GAIN_TEXT: 6, style.LOSS_TEXT: 6}
    colours = [to_rgb(style.PAPER), to_rgb(style.GAIN_TINT), to_rgb(style.LOSS_TINT), to_rgb(style.RULE)]
    for colour, count in shades.items():
        colours += [tuple(part + (1 - part) * step / count for part in to_rgb(colour)) for step in range(count)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([round(255 * part) for colour in colours for part in colour])
    return palette
