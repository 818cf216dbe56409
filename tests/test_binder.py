"""What Binder will do with the repository, as far as it can be known without Binder.

How its tool repo2docker chooses is documented at https://repo2docker.readthedocs.io (configuration files). The solve by
conda and a real launch stay untried: neither conda nor a container can be had in the tests. The pins are checked
against each other as ``pip check`` would; that a lesson runs with them is what the notebooks' own run shows, for
Binder installs the versions of the lock.
"""

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from lesson import ROOT, load
from memory import LIMIT, peak
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
CONDA = [one for one in ENVIRONMENT["dependencies"] if isinstance(one, str)]
PIP = next(one["pip"] for one in ENVIRONMENT["dependencies"] if isinstance(one, dict))
PINS = dict(one.split("==") for one in PIP if "==" in one)
PYTHON = next(one.removeprefix("python=") for one in CONDA if one.startswith("python="))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

# In the order in which repo2docker tries them: the first buildpack one of whose files is there builds the image.
BUILDPACKS = {
    "docker": ("Dockerfile",),
    "julia": ("JuliaProject.toml", "Project.toml", "REQUIRE"),
    "nix": ("default.nix",),
    "r": ("install.R", "DESCRIPTION"),
    "conda": ("environment.yml", "environment.yaml"),
    "pipfile": ("Pipfile", "Pipfile.lock"),
    "python": ("requirements.txt", "pyproject.toml", "setup.py"),
}
EXOTIC = ("apt.txt", "postBuild", "start", "runtime.txt", "requirements3.txt", "repo2docker_config.py")
BINDERS = {"python_version": "3.12", "python_full_version": "3.12.0", "sys_platform": "linux", "os_name": "posix",
           "platform_system": "Linux", "platform_machine": "x86_64", "implementation_name": "cpython",
           "platform_python_implementation": "CPython"}


def chosen(folder: Path) -> str:
    """The buildpack that repo2docker takes for a folder."""
    place = next((folder / name for name in ("binder", ".binder") if (folder / name).is_dir()), folder)
    return next((pack for pack, files in BUILDPACKS.items() if any((place / name).exists() for name in files)), "")


def needs(requirements: list[str], extras: tuple[str, ...] = ("",)) -> list[Requirement]:
    """The requirements that hold on Binder's machine."""
    every = map(Requirement, requirements)
    return [one for one in every if not one.marker or any(one.marker.evaluate({**BINDERS, "extra": it})
                                                         for it in extras)]


def unmet(requirements: list[Requirement]) -> list[str]:
    """Those that no pin satisfies."""
    pins = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in PINS.items()}
    found = ((one, pins.get(re.sub(r"[-_.]+", "-", one.name).lower())) for one in requirements)
    return [str(one) for one, version in found if not version or not one.specifier.contains(version, prereleases=True)]


def test_the_repository_is_built_by_the_conda_buildpack():
    assert chosen(ROOT) == "conda"


@pytest.mark.parametrize(("files", "pack"), [
    (["environment.yml", "requirements.txt", "pyproject.toml"], "conda"), (["environment.yml", "Dockerfile"], "docker"),
    (["environment.yml", "binder/Dockerfile"], "docker"), (["environment.yml", "binder/README.md"], ""),
    (["requirements.txt"], "python"), (["environment.yml", "Project.toml"], "julia"),
])
def test_the_choice_of_a_buildpack_follows_the_files(files, pack, tmp_path):
    for name in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert chosen(tmp_path) == pack


def test_there_is_nothing_exotic():
    places = [ROOT, ROOT / "binder", ROOT / ".binder"]
    assert not [place / name for place in places for name in EXOTIC if (place / name).exists()]
    assert not any(place.exists() for place in places[1:])


def test_conda_installs_python_and_pip_from_one_channel_and_nothing_else():
    assert ENVIRONMENT["channels"] == ["conda-forge"]
    assert CONDA == [f"python={PYTHON}", "pip"]
    assert all("==" in one for one in PIP[:-1]) and PIP[-1] == "-e ."


def test_the_python_of_binder_is_the_one_its_pins_were_made_for_and_the_course_supports_it():
    course = load(ROOT / "course.py")
    assert f"- python={PYTHON}\n" in course.ENVIRONMENT
    assert f'"--python-version", "{PYTHON}", "--python-platform", "linux"' in (ROOT / "course.py").read_text("utf-8")
    assert SpecifierSet(PROJECT["requires-python"]).contains(f"{PYTHON}.0")
    assert BINDERS["python_version"] == PYTHON


def test_the_pins_of_binder_satisfy_the_course_and_its_lab():
    extras = PROJECT["optional-dependencies"]
    assert not unmet(needs(PROJECT["dependencies"] + extras["lab"]))
    assert unmet(needs(["frictionless>=5", "numpy<1"])) == ["frictionless>=5", "numpy<1"]


def test_the_pins_of_binder_satisfy_each_other():
    installed = {name for name in PINS if next(iter(metadata.distributions(name=name)), None)}
    assert len(installed) > 0.9 * len(PINS), "a few are for Linux alone"
    lacking = {name: unmet(needs(metadata.requires(name) or [])) for name in installed}
    assert not {name: missing for name, missing in lacking.items() if missing}


@pytest.mark.parametrize(("readme", "language"), [("README.md", "en"), ("README.ro.md", "ro")])
def test_the_badge_opens_the_welcome_lesson_in_the_readers_language(readme, language):
    text = (ROOT / readme).read_text(encoding="utf-8")
    badge = re.search(r"\[!\[[^]]+\]\(https://mybinder\.org/badge_logo\.svg\)\]\((\S+?)\)", text)[1]
    page = badge.partition("?urlpath=lab/tree/")[2]
    assert page == f"notebooks/{language}/00_welcome.ipynb" and (ROOT / page).exists()


def test_every_lessons_memory_is_measured_when_its_outputs_are_compared(request):
    assert request.config.pluginmanager.has_plugin("memory") and LIMIT < 500


def test_the_most_that_a_process_held_is_known():
    held = "import sys; x = b'x' * (150 << 20); print(flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", held], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        child.stdout.readline()
        assert 150 < peak(child.pid) < 250
        child.stdin.close()
