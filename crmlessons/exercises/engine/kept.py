"""What a reader has done, exercise by exercise, in one small file of the reader's own.

The file is ``notebooks/progress.json`` of the course: beside the lessons, one for all of them and for both editions,
gone with the course's folder. Where the package is installed without that folder, or may not write there, it is
``~/.crmlessons/progress.json``. The variable CRMLESSONS_PROGRESS names another one by its whole path; "off" keeps none.
It holds no answers and no times, and it is read and written as a plain file: nothing leaves the machine.

What cannot be written waits in memory, and goes along with the next thing that can.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from numbers import Real
from pathlib import Path
from typing import Any

from crmlessons.exercises.engine.student import folded
from crmlessons.keeping import Form
from crmlessons.words import gettext as _

VARIABLE, NAME = "CRMLESSONS_PROGRESS", "progress.json"
FORM = Form("crmlessons progress", 1)
COURSE = Path(__file__).resolve().parents[3] / "notebooks"  # where the package is used from the course's folder
VERDICTS = ("", "unreadable", "wrong", "mistake", "right", "guessed")


@dataclass(frozen=True)
class Entry:
    """What was done with one exercise.

    Attributes:
        verdict: the last one, until the answer is right ("right") or the guess is made ("guessed"): that stays.
        tried: a mark of each different answer that was judged, up to the right one; not the answer itself.
        hints: how many were taken before it was right.
        solution: whether the solution was shown before it was right.
    """

    verdict: str = ""
    tried: tuple[str, ...] = ()
    hints: int = 0
    solution: bool = False

    @property
    def done(self) -> bool:
        return self.verdict in ("right", "guessed")

    @property
    def attempts(self) -> int:
        """How many different answers were judged: the same cell run again is no new attempt."""
        return len(self.tried)

    @property
    def at_once(self) -> bool:
        """Right at the first answer, the solution not seen before."""
        return self.verdict == "right" and self.attempts == 1 and not self.solution

    def judged(self, verdict: str, mark: str) -> Entry:
        """The same after one more answer; one that cannot be read is no attempt."""
        if self.done:
            return self
        read = verdict != "unreadable" and mark not in self.tried
        return replace(self, verdict=verdict, tried=(*self.tried, mark) if read else self.tried)

    def helped(self, hints: int = 0, solution: bool = False) -> Entry:
        """The same after this many hints, or with the solution seen."""
        return self if self.done else replace(self, hints=max(hints, self.hints), solution=solution or self.solution)

    def guessed(self) -> Entry:
        """The same with the guess made."""
        return replace(self, verdict="guessed")


Entries = dict[tuple[str, str], Entry]  # by student, as typed first, and exercise
_waiting: dict[Path | None, Entries] = {}


def mark(answer: Any) -> str:
    """A short mark by which the same answer is known again: 4, 4.0 and NumPy's 4 are one."""
    try:
        text = repr(float(answer) if isinstance(answer, Real) else answer)
    except Exception:  # an object of the reader's own may do anything when it is asked for its text
        text = type(answer).__name__
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


def place() -> Path | None:
    """The file in which progress is kept; None where none is."""
    given = os.environ.get(VARIABLE)
    with suppress(RuntimeError):  # nobody knows where the home folder is
        if given is not None:
            return None if given.strip().casefold() in ("", "off") else Path(given).expanduser()
        if (COURSE / "en" / "00_welcome.ipynb").is_file() and os.access(COURSE, os.W_OK):
            return COURSE / NAME
        return Path.home() / ".crmlessons" / NAME
    return None


def shown(file: Path) -> str:
    """The file as a reader finds it, without the names of the folders around the course or the home folder."""
    if file == COURSE / NAME:
        return f"{COURSE.name}/{NAME}"
    with suppress(RuntimeError, ValueError):
        return "~/" + file.relative_to(Path.home()).as_posix()
    return str(file)


def entries() -> tuple[Entries, str]:
    """Everything kept so far, and a sentence where the file cannot be read."""
    file = place()
    saved, trouble = _load(file)
    return saved | _waiting.get(file, {}), trouble


def keep(student: str, id: str, change: Callable[[Entry], Entry]) -> tuple[Entry, str]:
    """Change what is kept of one exercise; gives it, and a sentence where it could not be saved. Never raises.

    Args:
        student: whose numbers they are; "" for the common ones. Capitals and diacritics do not matter.
        id: the exercise.
        change: makes the new entry of the one before.
    """
    file = place()
    saved, trouble = _load(file)
    waiting = _waiting.setdefault(file, {})
    known = saved | waiting
    name = next((one for one, _id in known if folded(one) == folded(student)), student)
    before = known.get((name, id), Entry())
    after = change(before)
    if after != before:
        waiting[name, id] = after
    if waiting and file and not trouble:
        trouble = _save(file, saved | waiting)
    return after, trouble


def forget(students: set[str]) -> str:
    """Take everything of these students out; a sentence where that fails. The last one takes the file along."""
    file = place()
    saved, trouble = _load(file)
    if trouble:
        return trouble
    left = {key: entry for key, entry in (saved | _waiting.get(file, {})).items() if key[0] not in students}
    _waiting[file] = left
    return _save(file, left) if file else ""


def _load(file: Path | None) -> tuple[Entries, str]:
    try:
        return (_read(FORM.load(file)) if file else {}), ""
    except (FileNotFoundError, NotADirectoryError):
        return {}, ""
    except OSError as error:
        reason = error.strerror or str(error)
    except (ValueError, KeyError, TypeError, AttributeError):
        reason = _("it does not hold what this course writes")
    return {}, _("Your progress is not kept at the moment: “{file}” cannot be read ({reason}). The file was left as it "
                 "is. Rename or delete it, and a new one is begun.").format(file=shown(file), reason=reason)


def _read(content: Mapping[str, Any]) -> Entries:
    """The entries in the content of a file; anything else raises."""
    found = {(name, id): Entry(**{**one, "tried": tuple(one["tried"])})
             for name, exercises in content["students"].items() for id, one in exercises.items()}
    for entry in found.values():
        if (entry.verdict not in VERDICTS or type(entry.hints) is not int or type(entry.solution) is not bool
                or not all(isinstance(mark, str) for mark in entry.tried)):
            raise ValueError("no entry of this course")
    return found


def _save(file: Path, everything: Entries) -> str:
    """Write the file; a sentence where that fails, and then everything that is new goes on waiting."""
    students: dict[str, dict] = {}
    for (name, id), entry in everything.items():
        students.setdefault(name, {})[id] = asdict(entry)
    try:
        if students:
            file.parent.mkdir(parents=True, exist_ok=True)
            FORM.save(file, {"students": students})
        else:
            file.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        return _("Your progress could not be saved to “{file}” ({reason}). Look for a full disk or a folder that is "
                 "read-only.").format(file=shown(file), reason=getattr(error, "strerror", None) or error)
    _waiting.pop(file, None)
    return ""
