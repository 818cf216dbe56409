"""``pyproject.toml``, ``requirements.txt`` and ``environment.yml`` are one truth: ``course.py lock`` makes them so."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile

from lesson import NOTEBOOKS, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
ENVIRONMENT = (ROOT / "environment.yml").read_text(encoding="utf-8")
BINDER_PYTHON = re.search(r"^  - python=(3\.\d+)$", ENVIRONMENT, re.MULTILINE)[1]
PINNED = r"([a-z0-9-]+)==([\w.+!]+)"


def name(requirement: str) -> str:
    """The name of the package that a requirement asks for, as package indexes write it."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def pins(lines: list[str]) -> dict[str, set[str]]:
    """Each pinned package with its versions (a lock for every platform may pin two)."""
    found: dict[str, set[str]] = {}
    for package, version in (re.match(PINNED, line).groups() for line in lines):
        found.setdefault(package, set()).add(version)
    return found


LOCKED = pins(re.findall(rf"^{PINNED}.*$".replace("(", "(?:"), LOCK, re.MULTILINE))
BINDER = pins(re.findall(rf"^      - ({PINNED.replace('(', '(?:')})$", ENVIRONMENT, re.MULTILINE))


def needed(*extras: str) -> set[str]:
    """The packages that the project asks for, with these extras."""
    optional = PROJECT["optional-dependencies"]
    return {name(it) for it in PROJECT["dependencies"] + [it for extra in extras for it in optional[extra]]}


def test_the_lock_pins_every_dependency():
    assert needed(*PROJECT["optional-dependencies"]) <= LOCKED.keys()


def test_every_requirement_of_the_lock_has_a_hash():
    entries = re.split(r"\n(?=[a-z])", LOCK.strip())
    assert len(entries) == sum(map(len, LOCKED.values()))
    assert not [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry]


def test_neither_the_lock_nor_the_environment_names_a_host():
    assert not re.findall(r"://|--(?:extra-)?index|--find-links|--trusted", LOCK + ENVIRONMENT)


def test_binder_installs_what_the_lessons_need_and_the_course_itself():
    assert needed("lab") <= BINDER.keys()
    assert ENVIRONMENT.rstrip().endswith("- -e .")


def test_binder_installs_the_versions_of_the_lock():
    assert not {package: versions for package, versions in BINDER.items() if not versions <= LOCKED.get(package, set())}


def test_conda_has_nothing_to_solve_but_python_and_pip():
    assert re.findall(r"^  - ([a-z]+)", ENVIRONMENT, re.MULTILINE) == ["conda", "python", "pip", "pip"]


def test_the_python_of_binder_is_one_the_course_supports():
    oldest = re.fullmatch(r">=(3\.\d+)", PROJECT["requires-python"])[1]
    assert [int(it) for it in BINDER_PYTHON.split(".")] >= [int(it) for it in oldest.split(".")]
    course = (ROOT / "course.py").read_text(encoding="utf-8")
    assert f"OLDEST = ({oldest.replace('.', ', ')})" in course and f'"--python-version", "{oldest}"' in course


def test_the_version_is_the_same_wherever_it_stands():
    stands = {"crmlessons/__init__.py": '__version__ = "{}"', "CITATION.cff": "version: {}", "README.md": "Version {}."}
    lacking = {path: line.format(PROJECT["version"]) for path, line in stands.items()}
    assert not [path for path, line in lacking.items() if line not in (ROOT / path).read_text("utf-8")]


def test_the_wheel_brings_the_records_and_the_languages_along(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "dist"]
    subprocess.run(build, check=True, capture_output=True, cwd=ROOT)
    [wheel] = (tmp_path / "dist").glob("*.whl")
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    assert (site / "crmlessons" / "locale" / "ro" / "LC_MESSAGES" / "crmlessons.po").exists()
    script = "import crmlessons as c; from crmlessons import records; print(len(records.load('contacts')), c.__file__)"
    alone = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=alone, cwd=tmp_path)
    rows, place = done.stdout.strip().split(" ", 1)
    assert int(rows) > 0 and place == str(site / "crmlessons" / "__init__.py")


def test_every_link_to_binder_opens_a_page_of_this_repository():
    repository = PROJECT["urls"]["Repository"].removeprefix("https://github.com/")
    files = [*ROOT.glob("*.md"), *NOTEBOOKS.glob("*/*.ipynb")]
    any_link = re.compile(r"https://mybinder\.org/v2[^\s)\"\\]+")
    found = {(path.name, link) for path in files for link in any_link.findall(path.read_text("utf-8"))}
    form = re.compile(rf"https://mybinder\.org/v2/gh/{re.escape(repository)}/HEAD\?urlpath=lab/tree/(\S+)")
    pages = [(source, form.fullmatch(link)) for source, link in found]
    assert {"README.md", "README.ro.md"} <= {source for source, _ in pages}
    assert not [source for source, page in pages if not page or not (ROOT / page[1]).exists()]
