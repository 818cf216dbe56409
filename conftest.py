"""What every test shares: pictures compared, language and student set back, Chromium and LibreOffice found.

Where Chromium or LibreOffice is not to be had, their tests are left out and the closing lines say so; in continuous
integration (the variable CI is set) they fail instead.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from publishing.programs import PROGRAMS

pytest_plugins = ["memory"]  # tests/memory.py

settings.register_profile("course", deadline=None, derandomize=True)
settings.load_profile("course")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium; a test that asks for it is marked ``browser``."""
    return PROGRAMS["chromium"].required()


@pytest.fixture(scope="session")
def soffice() -> str:
    """The path of LibreOffice; a test that asks for it is marked ``office``."""
    return PROGRAMS["soffice"].required()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins and leaves the course in English."""
    from crmlessons import use

    use("en")
    yield
    use("en")


@pytest.fixture(autouse=True)
def common_numbers() -> Iterator[None]:
    """Every test begins and leaves the exercises with their common numbers, not those of a student."""
    from crmlessons.exercises import for_student

    for_student(None)
    yield
    for_student(None)


def pytest_configure(config: pytest.Config) -> None:
    """No test, and no kernel that a test starts, writes into the record of what this machine's reader has done."""
    os.environ["CRMLESSONS_PROGRESS"] = "off"


def pytest_collectstart(collector: pytest.Collector) -> None:
    """Compare pictures too, byte for byte: nbval by itself lets a stale chart pass."""
    if hasattr(collector, "skip_compare"):
        collector.skip_compare = tuple(kind for kind in collector.skip_compare if kind != "image/png")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that drive a program; leave out those whose program is missing, except where CI is set."""
    out = []
    for item in items:
        for name in PROGRAMS.keys() & getattr(item, "fixturenames", ()):
            item.add_marker(PROGRAMS[name].mark)
            if not PROGRAMS[name].path() and not os.environ.get("CI"):
                out.append(item)
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was not tried."""
    for program in PROGRAMS.values():
        if not program.path():
            terminalreporter.section(f"NOT RUN: the {program.mark} tests", sep="!", red=True, bold=True)
            terminalreporter.line(f"{program.name} was not found. Install it, and run the tests again.")
