"""How much memory a running lesson needs: measured in the run that compares its outputs, when its last cell is done.

Binder promises 1 GB and allows 2 GB, for the server (about 120 MiB) and all lessons that are open at once.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import psutil
import pytest

LIMIT = 400  # MiB: three lessons at once beside the server still fit well below Binder's 2 GB
NAME = "peak memory, MiB"


def peak(pid: int) -> float:
    """The most memory that a process has held so far, in MiB; where the system does not say, what it holds now."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return psutil.Process(pid).memory_info().rss / 2**20


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, Any, Any]:
    """Measure a lesson's kernel after its last cell, just before it is stopped."""
    kernel = getattr(item.parent, "kernel", None)
    last = kernel is not None and (nextitem is None or nextitem.parent is not item.parent)
    used = peak(kernel.km.provisioner.pid) if last else 0
    done = yield
    if last:
        item.user_properties.append((NAME, used))
    assert used <= LIMIT, f"{item.parent.name} held {used:.0f} MiB, and {LIMIT} are allowed"
    return done


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was measured."""
    reports = [one for every in terminalreporter.stats.values() for one in every if hasattr(one, "user_properties")]
    used = {one.nodeid.partition("::")[0]: value for one in reports for name, value in one.user_properties
            if name == NAME}
    if used:
        lessons = ", ".join(f"{path.removeprefix('notebooks/')} {value:.0f}" for path, value in sorted(used.items()))
        terminalreporter.write_line(f"Most memory held by a lesson's kernel, MiB: {lessons}")
