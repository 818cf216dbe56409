"""The one look of all charts: colours, sizes, fonts, and how a figure is made without pyplot."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from crmlessons.views import written

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DPI = 100
PAPER = "#FFFFFF"
INK = "#222222"
MUTED = "#595959"
# Okabe and Ito's blue and vermillion differ for every kind of colour vision, and in grey.
GAIN = "#0072B2"
LOSS = "#D55E00"
NEUTRAL = "#767676"
RULE = "#D9D9D9"
GAIN_TINT = "#E6F1F8"
LOSS_TINT = "#FCEEE5"
GAIN_TEXT = "#005A8C"
LOSS_TEXT = "#9E3F00"
TEXT_COLOURS = (INK, MUTED, GAIN_TEXT, LOSS_TEXT)
GROUNDS = (PAPER, GAIN_TINT, LOSS_TINT)
FILLS = (GAIN, LOSS, NEUTRAL)

SIZE = 12
TITLE_SIZE = 14
# Whatever a reader has set for his own figures, these look the same.
RC = {
    "font.family": "DejaVu Sans", "font.size": SIZE, "text.color": INK, "text.parse_math": False, "text.usetex": False,
    "text.hinting": "force_autohint",
    "figure.dpi": DPI, "figure.facecolor": PAPER, "figure.edgecolor": PAPER, "figure.autolayout": False,
    "figure.constrained_layout.use": False, "lines.antialiased": True, "lines.dashed_pattern": (4, 3),
    "axes.facecolor": PAPER, "axes.edgecolor": MUTED, "axes.labelcolor": INK, "axes.labelsize": SIZE,
    "axes.titlesize": SIZE, "axes.titleweight": "bold", "axes.titlecolor": INK, "axes.titlelocation": "left",
    "axes.linewidth": 0.8, "axes.grid": False, "axes.axisbelow": True, "axes.unicode_minus": False,
    "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": True, "axes.spines.bottom": True,
    "xtick.color": MUTED, "ytick.color": MUTED, "xtick.labelcolor": INK, "ytick.labelcolor": INK,
    "xtick.labelsize": SIZE - 1, "ytick.labelsize": SIZE, "xtick.direction": "out", "ytick.direction": "out",
    "path.effects": [], "path.sketch": None, "path.snap": True,
}


def styled(draw: Callable) -> Callable:
    """Run a drawing function under the course's style, and leave the reader's own settings as they were."""
    @wraps(draw)
    def _in_style(*args: Any, **kwargs: Any) -> Any:
        import matplotlib

        with matplotlib.rc_context(RC):
            return draw(*args, **kwargs)

    return _in_style


def figure(width: float, height: float, layout: str | None = "constrained") -> Figure:
    """An empty figure of so many inches with its own canvas; pyplot does not know it, so nothing is shown twice."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    made = Figure(figsize=(width, height), dpi=DPI, layout=layout)
    FigureCanvasAgg(made)
    return made


def heading(made: Figure, title: str, width: int = 78) -> None:
    """The finding as the figure's title, in as many lines as it needs."""
    made.suptitle(wrap(sentence(title), width), x=0.01, ha="left", fontsize=TITLE_SIZE, fontweight="bold", color=INK)


def sentence(text: str) -> str:
    """The text with a capital at its beginning, for words that also stand in the middle of sentences."""
    return text[:1].upper() + text[1:]


def wrap(text: str, width: int) -> str:
    """The text in lines of at most so many characters."""
    return "\n".join(textwrap.wrap(text, width, break_long_words=True)) or text


def write_axis(axis: Any, kind: str, marks: int = 5) -> None:
    """Let an axis write its marks in the language in use, as the kind of its values asks."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(marks))
    axis.set_major_formatter(FuncFormatter(lambda value, position: written.tick(kind, value)))


def bars_only(ax: Axes) -> None:
    """An axes whose bars carry their own numbers: no frame, no marks on the value axis."""
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(left=False, bottom=False, labelbottom=False)
