"""A picture that follows a slider: one figure kept, and only what moves drawn again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from crmlessons.views.charts import style
from crmlessons.views.charts.picture import pack

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

QUICK = 1
# Letters that need not sit on whole pixels are drawn a third faster.
FAST = {"text.hinting": "none"}


class Panel(Protocol):
    """A chart on one axes that can be fitted to a frame once and drawn into it often."""

    ax: Any

    @property
    def moving(self) -> list[Artist]: ...

    def frame(self, data: Any) -> Any: ...

    def fit(self, frame: Any) -> None: ...

    def draw(self, data: Any) -> None: ...


def still(panel: Panel, data: Any) -> None:
    """Draw a panel once, for a chart that does not move."""
    panel.fit(panel.frame(data))
    panel.draw(data)


class Live:
    """A figure of panels; ``show`` gives its picture for new data."""

    def __init__(self, figure: Figure, panels: Sequence[Panel]) -> None:
        self.figure, self.panels = figure, panels
        self._frames: list[Any] = []
        self._ground: Any = None
        for artist in (artist for panel in panels for artist in panel.moving):
            artist.set_animated(True)

    def show(self, data: Sequence[Any]) -> bytes:
        """The picture for these data, one for each panel, as a PNG file."""
        import matplotlib

        with matplotlib.rc_context({**style.RC, **FAST}):
            return self._show(data)

    def _show(self, data: Sequence[Any]) -> bytes:
        frames = [panel.frame(one) for panel, one in zip(self.panels, data, strict=True)]
        if frames != self._frames:
            self._fit(frames)
        self.figure.canvas.restore_region(self._ground)
        for panel, one in zip(self.panels, data, strict=True):
            panel.draw(one)
            for artist in panel.moving:
                panel.ax.draw_artist(artist)
        return pack(self.figure, QUICK)

    def _fit(self, frames: list[Any]) -> None:
        """Draw everything that stands still, and keep it."""
        for panel, frame in zip(self.panels, frames, strict=True):
            panel.fit(frame)
        self.figure.canvas.draw()
        self._ground = self.figure.canvas.copy_from_bbox(self.figure.bbox)
        self._frames = frames
