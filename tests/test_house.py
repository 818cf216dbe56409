"""The rules of the house: what imports what, how long things may be, what no file holds."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from lesson import ROOT, lessons

PACKAGE = ROOT / "crmlessons"
MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = [*ROOT.glob("*.py"), *(path for folder in ("datasets", "publishing", "tests") for path in
                                 sorted((ROOT / folder).rglob("*.py")))]
TEXTS = {".py", ".md", ".ipynb", ".toml", ".yml", ".yaml", ".json", ".txt", ".cfg", ".cff", ".po", ".pot", ""}
FOLDERS = ("crmlessons", "datasets", "docs", "notebooks", "publishing", "tests", ".ci")

FACADE = {"worksheet.py", "solution.py"}  # a sheet shows and exports itself, by views fetched when it does
MAY_IMPORT = {
    "foundation": {"foundation"},
    "topic": {"foundation", "topic"},
    "views": {"foundation", "views"},
    "exercises": {"foundation", "topic", "views", "exercises"},
}
HEAVY = {"sympy", "pint", "babel", "openpyxl", "matplotlib", "ipywidgets", "IPython"}
OUT_OF_REACH = {"socket", "ssl", "http", "urllib", "requests", "ftplib", "smtplib", "asyncio"}  # the network
OUT_OF_REACH |= {"threading", "multiprocessing", "concurrent", "subprocess"}  # what a browser's Python lacks
COME_ALONG = {"IPython": "ipywidgets", "traitlets": "ipywidgets", "packaging": "matplotlib", "PIL": "matplotlib"}
COME_ALONG |= {"fpdf": "fpdf2"}  # a module called otherwise than its package

TOPICS = {lesson.topic for lesson in lessons("en/*.ipynb")}
module = pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
code = pytest.mark.parametrize("path", MODULES + SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(node: ast.AST) -> Iterator[str]:
    """Every name that is imported below the node, dotted and in full."""
    for found in ast.walk(node):
        if isinstance(found, ast.Import):
            yield from (alias.name for alias in found.names)
        if isinstance(found, ast.ImportFrom):
            assert not found.level, "the package imports itself by its full name"
            yield from (f"{found.module}.{alias.name}" for alias in found.names)


def kind(name: str) -> str:
    """The floor of the house on which a module of the package lives, by its name below ``crmlessons``.

    A topic too long for one file has more of its name, such as ``retention_value``.
    """
    first = name.removesuffix(".py").split("." if "." in name.removesuffix(".py") else "/")[0]
    return first if first in MAY_IMPORT else "topic" if first.partition("_")[0] in TOPICS else "foundation"


def length(node: ast.FunctionDef | ast.ClassDef) -> int:
    """The lines of a function's body, its docstring left out."""
    body = node.body[ast.get_docstring(node) is not None :]
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def public(node: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """What readers may call: functions, classes and methods whose names do not begin with an underscore."""
    for child in node.body:
        if isinstance(child, (ast.FunctionDef, ast.ClassDef)) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from public(child)


def texts() -> Iterator[tuple[Path, str]]:
    files = [*ROOT.glob("*"), *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))]
    for path in files:
        if path.is_file() and path.suffix in TEXTS and not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts):
            yield path, path.read_text(encoding="utf-8")


@module
def test_imports_run_one_way(path):
    own = path.relative_to(PACKAGE).as_posix()
    reached = {kind(name.removeprefix("crmlessons.")) for name in imports(tree(path)) if name.startswith("crmlessons.")}
    allowed = MAY_IMPORT[kind(own)] | ({"views"} if own in FACADE else set())
    assert reached <= allowed, f"{own} is {kind(own)} and may import {sorted(allowed)}"


@pytest.mark.parametrize("name", sorted(FACADE))
def test_a_sheet_fetches_views_only_when_it_shows_itself(name):
    top = [node for node in tree(PACKAGE / name).body if isinstance(node, (ast.Import, ast.ImportFrom))]
    assert not [it for node in top for it in imports(node) if kind(it.removeprefix("crmlessons.")) == "views"]


def test_the_package_and_its_exercises_load_without_the_heavy_libraries():
    named = [f"crmlessons.{topic}" for topic in sorted(TOPICS) if (PACKAGE / f"{topic}.py").exists()]
    named += [f"crmlessons.exercises.{path.stem}" for path in PACKAGE.glob("exercises/*.py") if path.stem != "__init__"]
    script = f"import sys, {', '.join([*named, 'crmlessons.records', 'crmlessons.views', 'crmlessons.exercises'])}\n"
    script += f"print(*sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout.strip(), done.stderr) == ("", "")


@module
def test_nothing_reaches_the_network_or_needs_threads(path):
    assert not {name.split(".")[0] for name in imports(tree(path))} & OUT_OF_REACH


@module
def test_only_declared_dependencies_are_imported(path):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}
    known = declared | {name for name, bringer in COME_ALONG.items() if bringer in declared}
    assert {name.split(".")[0] for name in imports(tree(path))} <= known | sys.stdlib_module_names | {"crmlessons"}


@pytest.mark.parametrize("lesson", lessons("en/*.ipynb"), ids=str)
def test_one_stem_names_the_notebook_the_module_the_exercises_and_the_test(lesson):
    assert re.fullmatch(r"\d\d_[a-z]+", lesson.path.stem)
    wanted = [PACKAGE / "exercises" / f"{lesson.topic}.py"]
    if lesson.topic != "welcome":
        wanted += [PACKAGE / f"{lesson.topic}.py", ROOT / "tests" / f"test_{lesson.topic}.py"]
    assert not [path.name for path in wanted if not path.exists()]


def test_two_lessons_never_have_one_number():
    numbers = [lesson.path.stem[:2] for lesson in lessons("en/*.ipynb")]
    assert len(numbers) == len(set(numbers))


@code
def test_files_have_at_most_250_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250


@code
def test_functions_have_at_most_40_lines(path):
    every = (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))
    assert not [node.name for node in every if length(node) > 40]


@module
def test_everything_public_says_what_it_is_unless_three_lines_do(path):
    assert ast.get_docstring(tree(path)), "the module"
    own = tree(path).body
    assert not [it.name for it in public(tree(path)) if not ast.get_docstring(it) and (it in own or length(it) > 3)]


@module
def test_every_public_function_is_typed(path):
    for node in public(tree(path)):
        if isinstance(node, ast.FunctionDef):
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
            bare = [it.arg for it in given if it and not it.annotation and it.arg not in ("self", "cls")]
            assert node.returns and not bare, f"{node.name}: {bare or 'what it returns'}"


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a path of one machine", r"(?<![\w.])/(?:root|home|work|tmp|Users)/[\w.]"),
        ("a host that packages come from", r"pypi\.org|pythonhosted\.org|anaconda\.org|npmjs\.(?:org|com)"),
        ("something unfinished", r"\bTO[D]O\b|\bFIX[M]E\b|\bX{3}\b|NotImplemented[E]rror|_o[l]d\b|_v[2]\b"),
    ],
)
def test_no_file_holds(what, pattern):
    held = ((path, re.search(pattern, text)) for path, text in texts())
    assert not [f"{path.relative_to(ROOT)}: {found[0]}" for path, found in held if found]


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.md")), ids=lambda path: path.name)
def test_links_in_documents_lead_to_files_that_exist(path):
    targets = re.findall(r"\]\((?!https?:|#)([^)\s#]+)", path.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (ROOT / target).exists()]


def test_ruff_finds_nothing_to_say():
    command = [sys.executable, "-m", "ruff", "check", "--quiet", "."]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT)
    assert done.returncode == 0, done.stdout
