"""Execute the lessons in place, bring the files to one normal form, and renew the course map of the READMEs.

    make notebooks                                      every lesson, every edition
    make notebooks ARGS=03_acquisition                  one lesson
    make notebooks ARGS=--check                         write nothing; fail where a file would change
    make notebooks ARGS="--stamp 03_acquisition#idea"   say that this Romanian cell was read against its English
                                                        text and translates it (without #idea: every cell)

On the same versions of the packages a second run changes no byte.
"""

import argparse
import hashlib
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from publishing.lesson import NOTEBOOKS, SOURCE_LANGUAGE, Lesson, chosen

FOLDER = NOTEBOOKS
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
KEPT_IN_CELLS = {"crm", "slideshow", "tags"}
LIVE_WIDGET = "application/vnd.jupyter.widget-view+json"

README = {"en": "README.md", "ro": "README.ro.md"}
MAP_HEADING = {
    "en": "| Lesson | The question it answers | Minutes: reading + exercises | În română |",
    "ro": "| Lecția | Întrebarea la care răspunde | Minute: citit + exerciții | In English |",
}
MAP = re.compile(r"(?<=<!-- course map: make notebooks writes it -->\n).*?(?=<!-- course map ends -->)", re.DOTALL)


def fingerprint(english: str) -> str:
    """A short mark of an English cell's text, kept by the cell that translates it."""
    return hashlib.sha256(english.encode()).hexdigest()[:12]


def executed(path: Path) -> str:
    """The notebook as a fresh run makes it: every cell run, in the notebook's own folder.

    Raises:
        SystemExit: a cell failed; the message names the notebook and the cell and gives the traceback.
    """
    notebook = nbformat.read(path, as_version=4)
    place = {"metadata": {"path": str(path.parent)}}
    options = {"record_timing": False, "coalesce_streams": True, "store_widget_state": False}
    options["extra_arguments"] = ["--log-level=ERROR"]  # the kernel warns of its transport, which stays on this machine
    nobody = {**os.environ, "CRMLESSONS_PROGRESS": "off"}  # what runs here is no reader's progress
    try:
        NotebookClient(notebook, timeout=300, kernel_name="python3", resources=place, **options).execute(env=nobody)
    except CellExecutionError as error:
        failed = next(c for c in notebook.cells if any(o.output_type == "error" for o in c.get("outputs", [])))
        raise SystemExit(f"{path}, cell {failed.id}:\n{error}") from None
    normalise(notebook)
    return as_text(notebook)


def normalise(notebook: NotebookNode) -> None:
    """Drop what differs from run to run or serves no reader: widget state, timings, the editor's metadata."""
    notebook.metadata = nbformat.from_dict(METADATA)
    count = 0
    for cell in notebook.cells:
        cell.metadata = NotebookNode({key: value for key, value in cell.metadata.items() if key in KEPT_IN_CELLS})
        if cell.cell_type != "code":
            continue
        if cell.execution_count is not None:
            count += 1
            cell.execution_count = count
        for output in cell.outputs:
            output.get("data", {}).pop(LIVE_WIDGET, None)
            if "execution_count" in output:
                output.execution_count = count


def as_text(notebook: NotebookNode) -> str:
    """The bytes of the file: sorted keys, one space of indentation, letters as they are."""
    return nbformat.writes(notebook, version=4) + "\n"


def course_map(folder: Path, language: str) -> str:
    """The table of lessons for one language's README; a lesson that is not translated is shown in English."""
    rows = [MAP_HEADING[language], "|---|---|---|---|"]
    for english in sorted((folder / SOURCE_LANGUAGE).glob("*.ipynb")):
        editions = {edition: folder / edition / english.name for edition in README}
        shown = language if editions[language].exists() else SOURCE_LANGUAGE
        lesson = Lesson(editions[shown]).header
        links = [f"[{edition}](notebooks/{edition}/{english.name})" for edition in README if editions[edition].exists()]
        others = " · ".join(link for link in links if not link.startswith(f"[{shown}]")) or "—"
        title = f"[{english.stem[:2]} · {lesson.title}](notebooks/{shown}/{english.name})"
        rows.append(f"| {title} | {lesson.question} | {lesson.reading} + {lesson.exercises} | {others} |")
    return "\n".join(rows) + "\n"


def readmes(folder: Path) -> dict[Path, str]:
    """Each README with its course map as it should be."""
    texts = {}
    for language, name in README.items():
        lines = course_map(folder, language)
        texts[folder.parent / name] = MAP.sub(lambda _, lines=lines: lines, (folder.parent / name).read_text("utf-8"))
    return texts


def rebuilt(folder: Path, names: list[str]) -> dict[Path, str]:
    """Every file as a fresh run makes it."""
    paths = [one.path for one in chosen(names, folder=folder)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(paths, pool.map(executed, paths), strict=True)) | readmes(folder)


def stamped(folder: Path, marks: list[str]) -> dict[Path, str]:
    """Every translated lesson with the named cells marked as translating the English text of today.

    Raises:
        SystemExit: no lesson was named; one stamps what one has read.
    """
    if not marks:
        raise SystemExit("Name what you have read: a lesson (03_acquisition) or a cell of it (03_acquisition#idea).")
    texts = {}
    for path in (one.path for one in chosen([mark.partition("#")[0] for mark in marks], folder=folder)):
        if path.parent.name == SOURCE_LANGUAGE:
            continue
        notebook = nbformat.read(path, as_version=4)
        original = nbformat.read(folder / SOURCE_LANGUAGE / path.name, as_version=4)
        english = {cell.id: cell.source for cell in original.cells}
        for cell in notebook.cells:
            if cell.cell_type == "markdown" and {path.stem, f"{path.stem}#{cell.id}"} & set(marks):
                cell.metadata.setdefault("crm", NotebookNode()).translates = fingerprint(english[cell.id])
        texts[path] = as_text(notebook)
    return texts


def main(arguments: list[str]) -> int:
    """Make the notebooks; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="stems of lessons; none means all")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file would change")
    parser.add_argument("--stamp", action="store_true", help="mark translated cells as read against the English")
    options = parser.parse_args(arguments)
    texts = (stamped if options.stamp else rebuilt)(FOLDER, options.names)
    changed = [path for path, text in texts.items() if path.read_bytes() != text.encode()]
    for path in changed:
        print(f"{path.relative_to(FOLDER.parent)} {'would change' if options.check else 'has changed'}")
        if not options.check:
            path.write_bytes(texts[path].encode())
    return int(bool(changed and options.check))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
