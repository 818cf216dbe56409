"""Answers from returned notebooks in one table, and what the class found hard.

    make collect ARGS="returned"                  a folder, with all below it; or the zip file of a course platform
    make collect ARGS="returned --language ro"    the table in Romanian (else in the language of most notebooks)
    make collect ARGS="returned --names names.csv"    says also who is not on the class list, and who has not handed in

Notebooks are read, never run: an answer that is a plain number, text or list is judged again here, with the numbers of
the student's name; of any other the verdict of its last run is taken, which ``check`` leaves in the notebook. A student
can change that, so this is for practice and for talking about mistakes; an exam needs an invigilator.
"""

from __future__ import annotations

import argparse
import re
import sys
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from crmlessons import use
from crmlessons.exercises.engine.student import folded
from crmlessons.words import LANGUAGES, number, percent
from publishing import grading, names, spreadsheet
from publishing.collect_words import WORDS
from publishing.grading import Row, Standing
from publishing.lesson import PUBLISHED, ROOT, SOURCE_LANGUAGE, titles
from publishing.register import Register
from publishing.returned import LARGEST, NoNotebook, read

SUBMISSION = re.compile(r"(.+?)_\d+_assign_?submission")  # how Moodle names what it hands over
OF_A_LESSON = re.compile(r"\d\d_[a-z]+")
TORN = (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, EOFError, OSError)  # or locked with a password
NESTED = 2  # a zip of the platform may hold the zip of a student


class File(NamedTuple):
    """A file that was returned: where it was found, and its bytes; or why it has none, as a key of WORDS."""

    place: PurePosixPath
    content: bytes
    fault: str = ""

    @property
    def platform(self) -> str:
        """The student's name as a course platform writes it into the name of a folder or file; else ""."""
        return next((found[1] for part in self.place.parts if (found := SUBMISSION.match(part))), "")

    @property
    def called(self) -> str:
        """The student's name as the names of file and folder give it."""
        if self.platform:
            return self.platform
        parent = self.place.parent.name
        return parent if parent and OF_A_LESSON.match(self.place.stem) else self.place.stem


def files(root: Path) -> Iterator[File]:
    """Every file below a folder, in a zip file, or the one file; what editors and systems leave behind is left out."""
    places = sorted(path for path in root.rglob("*") if path.is_file()) if root.is_dir() else [root]
    for path in places:
        inside = PurePosixPath((path.relative_to(root) if root.is_dir() else Path(path.name)).as_posix())
        if not _litter(inside):
            try:
                yield from _opened(File(inside, b"" if path.stat().st_size > LARGEST * 20 else path.read_bytes()), 0)
            except OSError:
                yield File(inside, b"", "unread")


def _litter(place: PurePosixPath) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in place.parts)


def _opened(file: File, depth: int) -> Iterator[File]:
    if file.place.suffix.casefold() != ".zip" or depth >= NESTED:
        yield file if len(file.content) <= LARGEST else file._replace(content=b"", fault="too_large")
        return
    try:
        with zipfile.ZipFile(BytesIO(file.content)) as box:
            for entry in box.infolist():
                place = file.place.with_suffix("") / PurePosixPath(entry.filename.replace("\\", "/").lstrip("/"))
                if not entry.is_dir() and not _litter(place):
                    yield from _opened(_unpacked(box, entry, place), depth + 1)
    except TORN:
        yield file._replace(content=b"", fault="bad_zip")


def _unpacked(box: zipfile.ZipFile, entry: zipfile.ZipInfo, place: PurePosixPath) -> File:
    """One file of a zip, in memory: nothing is unpacked onto the disk."""
    if entry.file_size > LARGEST:
        return File(place, b"", "too_large")
    try:
        return File(place, box.read(entry))
    except TORN:
        return File(place, b"", "bad_zip")


def gather(found: list[File], language: str, register: Register) -> tuple[list[Row], list[str]]:
    """The table, and what to say about files that gave nothing, or came twice; the register notes who handed in."""
    words, table, said = WORDS[language], [], []
    for file in found:
        fault = file.fault or ("" if file.place.suffix.casefold() == ".ipynb" else "no_notebook_name")
        made: list[Row] = []
        if not fault:
            try:
                made = grading.rows(file.content, str(file.place), file.called, language)
                fault = "" if made else "no_answers"
            except NoNotebook:
                fault = "no_notebook"
        table += register.seen(made, file.platform)
        if fault:
            said.append(words[fault].format(file=file.place))
        elif all(row.verdict == "unanswered" for row in made):
            said.append(words["all_blank"].format(file=file.place))
    return table, [*said, *_twice(table, words)]


def _twice(table: list[Row], words: dict[str, str]) -> Iterator[str]:
    """Who returned a lesson in more than one file: a second try, or two people with one name."""
    places: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in table:
        places[folded(row.name), row.lesson][row.file] = row.name
    for (_name, lesson), several in places.items():
        if len(several) > 1:
            yield words["twice"].format(name=next(iter(several.values())), lesson=lesson, files=", ".join(several))


def sheets(table: list[Row], standings: list[Standing], language: str) -> dict[str, list[list[Any]]]:
    """The table, the students and the summary, as rows under their heads."""
    words, named = WORDS[language], titles(language)
    left_out = {one.exercise for one in standings if one.left_out}
    answers = [[words[key] for key in ("name", "lesson", "title", "exercise", "verdict", "attempts", "hints",
                                       "solution", "answer", "how", "remark", "file")]]
    for row in table:
        counts = ["" if one is None else one for one in (row.attempts, row.hints)]
        solution = "" if row.solution is None else words["yes" if row.solution else "no"]
        remarks = (*row.about, *row.remarks, *((("left_out", ""),) if row.exercise in left_out else ()))
        answers.append([row.name, row.lesson, named.get(row.exercise, ""), row.exercise, words[row.verdict], *counts,
                        solution, row.answer, words[f"how_{row.how}"], _remarked(remarks, words), row.file])
    return {words["answers"]: answers,
            words["students"]: students(table, left_out, words),
            words["summary"]: summary(standings, words, named)}


def _remarked(remarks: Iterable[tuple[str, str]], words: dict[str, str]) -> str:
    verdicts = {*grading.ANSWERED, "unanswered", "unknown"}
    return " ".join(words[key].format(given=words[given] if given in verdicts else given) for key, given in remarks)


def students(table: list[Row], left_out: set[str], words: dict[str, str]) -> list[list[Any]]:
    """One row a student and lesson: exercises right, answered, and all that anybody tried; remarks on the name."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in table:
        groups[row.name, row.lesson].append(row)
    made = [[words[key] for key in ("name", "lesson", "right", "answered", "asked", "remark")]]
    for key, rows in groups.items():
        said = [row.verdict for row in rows]
        about = dict.fromkeys(one for row in rows for one in row.about)
        made.append([*key, said.count("right"), sum(one in grading.ANSWERED for one in said),
                     sum(row.exercise not in left_out for row in rows), _remarked(about, words)])
    return made


def summary(standings: list[Standing], words: dict[str, str], named: dict[str, str]) -> list[list[Any]]:
    """One row an exercise: returned, answered, right, attempts on average, the most frequent mistake."""
    heads = [words[key] for key in ("lesson", "title", "exercise", "returned", "answered", "share_right",
                                    "mean_attempts", "frequent")]
    return [heads, *([one.lesson, named.get(one.exercise, ""), one.exercise, one.returned, one.answered,
                      percent(one.right / one.answered, 0) if one.answered else "—", number(one.attempts, 1),
                      f"{one.times} × {one.mistake}" if one.mistake else words["left_out"] * one.left_out]
                     for one in standings)]


def text(rows: list[list[Any]]) -> str:
    """A table for the screen; its last column may be long and is not aligned."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join("  ".join([*(cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)), row[-1]])
                     .rstrip() for row in cells)


def spoken(found: list[File]) -> str:
    """The language of most notebooks."""
    said: Counter[str] = Counter()
    for file in found:
        with suppress(NoNotebook):
            said[read(file.content).language] += 1
    most = [name for name, _count in said.most_common() if name in LANGUAGES]
    return next(iter(most), SOURCE_LANGUAGE)


def main(arguments: list[str], target: Path = PUBLISHED / "collect") -> int:
    """Write the table and show the summary; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("returned", type=Path, help="a folder, a zip file, or one notebook")
    parser.add_argument("--names", type=Path, help="the class list: .txt, .csv or .xlsx")
    parser.add_argument("--language", choices=LANGUAGES)
    options = parser.parse_args(arguments)
    found = list(files(options.returned)) if options.returned.exists() else []
    language = options.language or spoken(found)
    words = WORDS[language]
    use(language)
    try:
        listed, about_list = names.read(options.names, language) if options.names else ([], [])
    except names.Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    register = Register(listed)
    table, said = gather(found, language, register)
    said = [*about_list, *said]
    use(language)
    print(*said, sep="\n", end="\n" if said else "", file=sys.stderr)
    if not table:
        print(words["nothing"].format(place=options.returned), file=sys.stderr)
        return 1
    pages = sheets(table, grading.standings(table), language)
    if listed:
        pages[words["absentees"]] = register.sheet(words)
    try:
        target.mkdir(parents=True, exist_ok=True)
        spreadsheet.write_xlsx(target / "answers.xlsx", pages)
        spreadsheet.write_csv(target / "answers.csv", pages[words["answers"]])
    except OSError as error:
        print(words["unwritable"].format(reason=error.strerror), file=sys.stderr)
        return 1
    print(text(pages[words["summary"]]))
    print(*register.said(words) if listed else (), sep="\n", end="\n" if listed else "")
    place = target.relative_to(ROOT) if target.is_relative_to(ROOT) else target
    print(words["written"].format(rows=len(table), files=len({row.file for row in table}), place=place.as_posix()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
