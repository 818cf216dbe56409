"""A class list as a file of names, as text, CSV or Excel: the names, and a sentence for each line that needs a look."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any, NamedTuple

from crmlessons.exercises.engine.student import accepted, folded
from crmlessons.records import files
from crmlessons.words import InputError

WHOLE = ("name", "full name", "student", "nume si prenume", "numele si prenumele", "numele complet", "nume complet")
FIRST, LAST = ("first name", "prenume", "prenumele"), ("last name", "surname", "family name", "nume", "numele",
                                                       "nume de familie", "numele de familie")
WORDS = {
    "en": {
        "empty": "Line {line}: there is no name.",
        "twice": "Line {line}: “{name}” stands in line {first} already; line {first} is kept, this one is left out. If "
                 "they are two people, add the group or a number to one name, here and in for_student.",
        "same": "Line {line}: “{name}” gets the same numbers as “{other}” in line {first}, as capitals, diacritics and "
                "spaces do not count. If they are two people, add something to one name, such as the group.",
        "order": "Line {line}: “{name}” has the same words as “{other}” in line {first} in another order, and so other "
                 "numbers. If they are one person, keep one of the two lines.",
        "column": "“{file}” has {count} columns, and none is called “name”, or “first name” and “last name”. Write "
                  "such a head over the names, or leave only one column.",
        "none": "“{file}” holds no name.",
        "unread": "“{file}” cannot be read: {reason}.",
        "letters": "its letters cannot be made out; save it as “CSV UTF-8”",
    },
    "ro": {
        "empty": "Rândul {line}: nu este niciun nume.",
        "twice": "Rândul {line}: „{name}” este deja pe rândul {first}; rândul {first} se păstrează, acesta este lăsat "
                 "deoparte. Dacă sunt două persoane, adăugați grupa sau un număr la unul dintre nume, aici și în "
                 "for_student.",
        "same": "Rândul {line}: „{name}” primește aceleași numere ca „{other}” de pe rândul {first}, fiindcă "
                "majusculele, diacriticele și spațiile nu contează. Dacă sunt două persoane, adăugați ceva la un nume, "
                "cum ar fi grupa.",
        "order": "Rândul {line}: „{name}” are aceleași cuvinte ca „{other}” de pe rândul {first}, în altă ordine, deci "
                 "alte numere. Dacă este o singură persoană, păstrați unul dintre rânduri.",
        "column": "„{file}” are {count} coloane și niciuna nu se numește „nume”, sau „prenume” și „nume de familie”. "
                  "Scrieți un astfel de titlu deasupra numelor sau lăsați o singură coloană.",
        "none": "„{file}” nu conține niciun nume.",
        "unread": "„{file}” nu poate fi citit: {reason}.",
        "letters": "literele nu se pot desluși; salvați-l ca „CSV UTF-8”",
    },
}


class Trouble(Exception):
    """The file gives no names; the message says why and what to do."""


class Named(NamedTuple):
    """A name and the line of the file in which it stands."""

    line: int
    name: str


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name whatever their order, without capitals, diacritics and marks between them."""
    return tuple(sorted(re.findall(r"[^\W_]+", folded(name))))


def read(path: Path, language: str) -> tuple[list[str], list[str]]:
    """The names of a class list in its order, each once, and what to say about its lines.

    Raises:
        Trouble: the file cannot be read, or no names are found in it.
    """
    words = WORDS[language]
    found = _column(_rows(path, words), path, words)
    names: list[Named] = []
    said = []
    for line, name in found:
        sentence, first = _objection(name, names)
        if not sentence:
            names.append(Named(line, accepted(name)))
        else:
            said.append(words[sentence].format(line=line, name=name, first=first.line, other=first.name))
            if sentence in ("same", "order"):
                names.append(Named(line, accepted(name)))
    if not names:
        raise Trouble(words["none"].format(file=path.name))
    return [one.name for one in names], said


def _objection(name: str, before: list[Named]) -> tuple[str, Named]:
    """What is to be said of a name, as a key of WORDS or "", and the name before that it is like."""
    if not any(letter.isalnum() for letter in name):
        return "empty", Named(0, "")
    like = next((one for one in before if folded(one.name) == folded(name)), None)
    if like is not None:
        return ("twice" if like.name == " ".join(name.split()) else "same"), like
    turned = next((one for one in before if words_of(one.name) == words_of(name)), None)
    return ("", Named(0, "")) if turned is None else ("order", turned)


def _rows(path: Path, words: dict[str, str]) -> list[list[str]]:
    try:
        if path.suffix.casefold() in (".xlsx", ".xlsm"):
            return [["" if cell is None else str(cell) for cell in row] for row in files.read(path)[0]]
        lines = _text(path.read_bytes()).splitlines()
    except UnicodeDecodeError as error:
        raise Trouble(words["unread"].format(file=path.name, reason=words["letters"])) from error
    except OSError as error:
        raise Trouble(words["unread"].format(file=path.name, reason=error.strerror)) from error
    except InputError as error:
        raise Trouble(str(error)) from error
    if path.suffix.casefold() not in (".csv", ".tsv"):
        return [[line] for line in lines]
    head = next((line for line in lines if line.strip()), "")
    separator = max(",;\t", key=head.count)
    return [*csv.reader(lines, delimiter=separator)] if separator in head else [*csv.reader(lines, delimiter="\0")]


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1250")  # what an older Excel writes in Romania


def _column(rows: list[list[Any]], path: Path, words: dict[str, str]) -> list[Named]:
    """The names with their lines: of the column so called, of first and last name together, or of the only column."""
    start = next((at for at, row in enumerate(rows) if any(map(str.strip, row))), len(rows))
    heads = [folded(cell) for cell in rows[start]] if start < len(rows) else []
    whole = _at(heads, WHOLE) or (_at(heads, LAST) if not _at(heads, FIRST) else [])
    columns = whole or ([*_at(heads, FIRST), *_at(heads, LAST)])
    if not columns and len([head for head in heads if head]) > 1:
        raise Trouble(words["column"].format(file=path.name, count=len(heads)))
    body = enumerate(rows[start + bool(columns):], start + 1 + bool(columns))
    last = max((at for at, row in enumerate(rows, start=1) if any(map(str.strip, row))), default=0)
    return [Named(line, " ".join(row[at].strip() for at in columns or [0] if at < len(row)))
            for line, row in body if line <= last]


def _at(heads: list[str], known: tuple[str, ...]) -> list[int]:
    return [at for at, head in enumerate(heads) if head in known][:1]
