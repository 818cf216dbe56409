"""Set the course up and run it: nothing is needed but Python 3.11 or newer, on Linux, macOS or Windows.

    python course.py lab         open the course in JupyterLab (in Romanian: lab ro)
    python course.py test        run every test, and every notebook against its committed output
    python course.py notebooks   execute the notebooks again, bring them to their normal form, renew the course map
    python course.py lecturer    make the lecturer's edition of every lesson and the course plan: published/lecturer
    python course.py handout     make a printable handout of every lesson and the formula cards: published/handout
    python course.py classlist   the numbers and right answers of every student: classlist names.csv 03_acquisition
    python course.py collect     the answers of returned notebooks in one table: collect FOLDER
    python course.py moodle      make the exercises into question banks for Moodle: 03_acquisition --variants 20
    python course.py slides      every lesson as slides that need no network (slides 03_acquisition: one lesson)
    python course.py website     build the course as a website, which needs no network: published/website
    python course.py check       let ruff read the code and the notebooks
    python course.py bench       measure the speed of sheets, imports and sliders
    python course.py words       collect the package's messages and bring the translation catalogues up to date
    python course.py lock        pin the dependencies again: requirements.txt and environment.yml (needs uv)

What follows the verb is passed on: python course.py lab --no-browser --port 8899
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "course-stamp"
LAB_SETTINGS = VENV / "share/jupyter/lab/settings/overrides.json"
REMEMBERED = VENV / "share/jupyter/lab"  # what JupyterLab keeps: here, and not in the reader's home
DECK = "user-settings/jupyterlab-slideshow/plugin.jupyterlab-settings"
NO_NEWS = '{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false}}\n'

TOO_OLD = """The course needs Python 3.11 or newer; this is Python {this} ({where}).
Where a newer one is installed, name it:  python3.12 course.py lab   or   make lab PYTHON=python3.12"""
NO_VENV = """This Python ({where}) came without its venv module, by which the course sets itself up.
On Debian and Ubuntu:  sudo apt install python{version}-venv   Then run the same command again."""
FAILED = "The course stops here, because this command failed (what it says stands above):\n"
NO_UV = "Pinning the dependencies needs uv (all else does without it)."

CATALOGUE = "crmlessons/locale/crmlessons.pot"
ENVIRONMENT = """\
# What Binder installs: the pins of requirements.txt for Python 3.12 on Linux, written by course.py lock.
name: crmlessons
channels:
  - conda-forge
dependencies:
  - python=3.12
  - pip
  - pip:
{pins}
      - -e .
"""


class Trouble(Exception):
    """The set-up cannot go on; the message says why and what to do."""


def must(*command: object) -> None:
    """Run a command in the course's folder.

    Raises:
        Trouble: the command failed.
    """
    texts = [str(word) for word in command]
    if subprocess.call(texts, cwd=ROOT):
        raise Trouble(FAILED + " ".join(texts))


def hand_over(*command: object) -> int:
    """Let a command take this one's place, with its signals and its exit code.

    Windows cannot; there an interrupt is left to the command all the same: JupyterLab asks whether to shut down.
    """
    texts = [str(word) for word in command]
    os.chdir(ROOT)
    if os.name != "nt":
        os.execv(texts[0], texts)
    child = subprocess.Popen(texts)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


def stamp() -> str:
    """What .venv was made from: the lock, the package's description and the place of the folder."""
    parts = [(ROOT / name).read_bytes() for name in ("requirements.txt", "pyproject.toml")]
    return hashlib.sha256(b"".join([*parts, bytes(ROOT)])).hexdigest()


def make_venv(uv: str) -> None:
    """Make .venv anew, by uv where there is one.

    Raises:
        Trouble: there is neither uv nor this Python's own venv.
    """
    if VENV.exists():
        shutil.rmtree(VENV)
    if uv:
        must(uv, "venv", "--quiet", "--python", sys.executable, VENV)
    elif importlib.util.find_spec("ensurepip"):
        must(sys.executable, "-m", "venv", VENV)
    else:
        raise Trouble(NO_VENV.format(where=sys.executable, version="{}.{}".format(*sys.version_info)))


def is_sound(uv: str) -> bool:
    """Whether .venv holds a Python that is new enough, and pip where it is needed."""
    question = ("" if uv else "import pip; ") + "import sys; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([str(PYTHON), "-c", question], capture_output=True).returncode == 0
    except OSError:  # there is none, or it was made on another machine
        return False


def set_up() -> None:
    """Bring .venv to what the lock says; does nothing when it is there already.

    Raises:
        Trouble: a step failed.
    """
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == stamp():
        return
    print("Setting the course up in .venv (only once, and again when its lock changes) …", flush=True)
    uv = shutil.which("uv") or ""
    if not is_sound(uv):
        make_venv(uv)
    pip = [uv, "pip"] if uv else [PYTHON, "-m", "pip", "--disable-pip-version-check"]
    install = [*pip, "install", "--quiet", *(["--python", PYTHON] if uv else [])]
    must(*install, "--require-hashes", "-r", "requirements.txt")
    must(*install, "--no-deps", "--no-build-isolation", "-e", ".")
    must(PYTHON, "-c", "import matplotlib.font_manager")  # lists the fonts now, not in a lesson's first chart
    LAB_SETTINGS.parent.mkdir(parents=True, exist_ok=True)
    LAB_SETTINGS.write_text(NO_NEWS)
    STAMP.write_text(stamp())


def places(folder: Path) -> dict:
    """The variables that let JupyterLab keep settings and windows in ``folder``; a deck left open there is closed.

    Without that JupyterLab would begin without its menu, in every lesson, once somebody did not end the deck.
    """
    (folder / DECK).unlink(missing_ok=True)
    return {f"JUPYTERLAB_{kind.upper()}_DIR": str(folder / f"user-{kind}") for kind in ("settings", "workspaces")}


def lab(*more: str) -> int:
    """Open JupyterLab on the welcome page, in English or in the language that comes first (``ro``)."""
    language, *rest = more if more and (ROOT / "notebooks" / more[0]).is_dir() else ("en", *more)
    page = f"/lab/tree/notebooks/{language}/00_welcome.ipynb"
    os.environ.update(places(REMEMBERED))
    return hand_over(PYTHON, "-m", "jupyterlab", "--allow-root", f"--LabApp.default_url={page}", *rest)


def words(*more: str) -> int:
    """Collect the messages of the package, then bring every catalogue up to date; no line depends on the day."""
    babel = [PYTHON, "-m", "babel.messages.frontend", "--quiet"]
    must(*babel, "extract", "--no-location", "--omit-header", "--no-wrap", "-o", CATALOGUE, "crmlessons")
    update = ["--no-wrap", "--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date"]
    return hand_over(*babel, "update", *update, "-i", CATALOGUE, "-d", "crmlessons/locale", "-D", "crmlessons", *more)


def lock(*more: str) -> int:
    """Pin the dependencies for every platform, and from those pins what Binder installs; --upgrade takes newer ones."""
    uv = shutil.which("uv")
    if not uv:
        raise Trouble(NO_UV)
    compiling = [uv, "pip", "compile", "--quiet", "--no-header", "--no-emit-index-url", "pyproject.toml"]
    every = ["--universal", "--python-version", "3.11", "--all-extras", "--generate-hashes", "-o", "requirements.txt"]
    must(*compiling, *every, *more)
    binder = ["--python-version", "3.12", "--python-platform", "linux", "--extra", "lab", "--no-annotate"]
    command = [*compiling, *binder, "--only-binary", ":all:", "--constraints", "requirements.txt"]
    pins = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n")
    lines = "\n".join(f"      - {pin}" for pin in pins if pin)
    (ROOT / "environment.yml").write_text(ENVIRONMENT.format(pins=lines), encoding="utf-8")
    return 0


def script(*command: str):
    """A verb that hands over to the Python of .venv."""
    return lambda *more: hand_over(PYTHON, *command, *more)


VERBS = {
    "lab": lab,
    "test": script("-m", "pytest"),
    "notebooks": script("-m", "publishing.notebooks"),
    "lecturer": script("-m", "publishing.lecturer"),
    "handout": script("-m", "publishing.handout"),
    "classlist": script("-m", "publishing.classlist"),
    "collect": script("-m", "publishing.collect"),
    "moodle": script("-m", "publishing.moodle"),
    "slides": script("-m", "publishing.slides"),
    "website": script("-m", "publishing.website"),
    "check": script("-m", "ruff", "check", "."),
    "bench": script("tests/bench.py"),
    "words": words,
    "lock": lock,
}


def main(arguments: list) -> int:
    """Do what the first word says; the exit code."""
    if sys.version_info < OLDEST:
        print(TOO_OLD.format(this=sys.version.split()[0], where=sys.executable), file=sys.stderr)
        return 1
    if not arguments or arguments[0] not in VERBS:
        print(__doc__.strip())
        return 0 if not arguments or arguments[0] in ("help", "-h", "--help") else 2
    verb, *more = arguments
    try:
        if verb != "lock":
            set_up()
        return VERBS[verb](*more)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
