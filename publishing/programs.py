"""Programs of the reader's machine that the course drives where they are installed: Chromium and LibreOffice."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple


class Program(NamedTuple):
    """A program: the mark of the tests that drive it, its commands, its places where it is no command."""

    name: str
    mark: str
    commands: tuple[str, ...]
    places: tuple[str, ...]

    def path(self) -> str:
        """Where the program is, or an empty string."""
        commands = [path for path in map(shutil.which, self.commands) if path]
        return next(iter([*commands, *(place for place in self.places if Path(place).exists())]), "")

    def required(self) -> str:
        """Where the program is; a test that gets this far fails without it."""
        assert self.path(), f"{self.name} is not installed, and continuous integration must run the tests that drive it"
        return self.path()


PROGRAMS = {
    "chromium": Program(
        "Chromium",
        "browser",
        ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge"),
        (
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "C:/Program Files/Google/Chrome/Application/chrome.exe",
            "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
        ),
    ),
    "soffice": Program(
        "LibreOffice",
        "office",
        ("soffice", "libreoffice"),
        ("/Applications/LibreOffice.app/Contents/MacOS/soffice", "C:/Program Files/LibreOffice/program/soffice.exe"),
    ),
}
