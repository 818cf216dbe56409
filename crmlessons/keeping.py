"""Small files that keep what a reader enters: replaced whole or not at all, and never read as something else."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Form:
    """A kind of file: its name and version stand in it, and a file with others is none of this kind."""

    kind: str
    version: int

    def load(self, path: Path) -> dict[str, Any]:
        """The content of a file.

        Raises:
            FileNotFoundError: there is none.
            OSError: it cannot be read.
            ValueError: it is not of this kind and version.
        """
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except RecursionError as error:
            raise ValueError("nested beyond all measure") from error
        if not isinstance(content, dict) or (content.get("kind"), content.get("version")) != (self.kind, self.version):
            raise ValueError("another kind of file")
        return content

    def save(self, path: Path, content: Mapping[str, Any]) -> None:
        """Put a complete new file in the place of what is there, in one step, so that none is ever half written.

        Raises:
            OSError: it cannot be written; what was there is untouched.
            UnicodeError: the content holds signs that no file can hold.
        """
        text = json.dumps({"kind": self.kind, "version": self.version, **content}, ensure_ascii=False, indent=1)
        beside = path.with_name(f".{path.name}.{os.getpid()}.new")
        try:
            with beside.open("w", encoding="utf-8", newline="\n") as file:
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, path)
        except (OSError, UnicodeError):
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            raise
