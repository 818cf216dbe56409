"""How fast the course is: ten million campaigns in one call, what its import costs, what one step of a slider takes.

Run by ``python course.py bench``. Nothing here passes or fails: figures depend on the machine and on what else it does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np

from crmlessons import acquisition

CAMPAIGNS = 10_000_000
REPEATS = 7
LIBRARIES = "import pandas, matplotlib, ipywidgets"
PACKAGE = "from crmlessons import acquisition, exercises, records, use, views"


def seconds(*calls: Callable) -> list[float]:
    """The best time of each call, the one that nothing else disturbed; the calls take turns."""
    times = [[] for _ in calls]
    for _ in range(REPEATS):
        for call, measured in zip(calls, times, strict=True):
            start = time.perf_counter()
            call()
            measured.append(time.perf_counter() - start)
    return [min(measured) for measured in times]


def by_hand(A, B, D, F, K, M) -> tuple:
    """The eleven formulas of Fig. 3 as one writes them in NumPy, without a thought for zero divisors."""
    C, E = A * B, A * D
    G = E * F
    H = G / A
    J = B / H
    L, N = G * K, K * M
    P = L * M
    return C, E, G, H, J, L, N, P, P / C, N - J, P - C


def sheet() -> str:
    """Ten million campaigns: the sheet against NumPy by hand."""
    random = np.random.default_rng(1)
    ranges = {line.name: line.slider[:2] for line in acquisition.SHEET.inputs}
    inputs = {name: random.uniform(low, high, CAMPAIGNS) for name, (low, high) in ranges.items()}
    solved, hand = seconds(lambda: acquisition.SHEET.solve(**inputs), lambda: by_hand(*inputs.values()))
    return (f"{CAMPAIGNS:,} campaigns: sheet {solved:.2f} s, NumPy by hand {hand:.2f} s, "
            f"ratio {solved / hand:.2f} (aim: at most 1.30)")


def imports() -> str:
    """What the package adds to importing the libraries a lesson needs anyway."""
    libraries, both = seconds(*(lambda code=code: subprocess.run([sys.executable, "-c", code], check=True)
                                for code in (LIBRARIES, f"{LIBRARIES}; {PACKAGE}")))
    return f"import: pandas, matplotlib, ipywidgets {libraries:.2f} s; crmlessons adds {both - libraries:.2f} s"


def sliders() -> str:
    """One step of a slider in a real browser, where there is one."""
    from bench_sliders import report

    from publishing.programs import PROGRAMS

    chromium = PROGRAMS["chromium"].path()
    return report(chromium) if chromium else "No Chromium was found: the sliders were not measured."


if __name__ == "__main__":
    sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    for measure in (sheet, imports, sliders):
        print(measure(), flush=True)
