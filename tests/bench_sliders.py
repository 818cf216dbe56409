"""One step of a slider, from key press to decoded picture, in a real JupyterLab: the explorer against ``interact``."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

import nbformat
from lab import browser, key_to_picture, open_notebook, served
from playwright.sync_api import Page

STEPS = 40
EXPLORER = "from crmlessons import acquisition, views\nviews.explore(acquisition.SHEET)"
# The same pictures as people make them: a fresh figure at each step, shown by pyplot.
PLAIN = """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def draw(gross_rate=(0.0, 20.0, 0.25)):
    names = ["revenue", "cost of the goods sold", "gross margin", "programme cost", "value"]
    s = acquisition.SHEET.solve(**{**acquisition.SHEET.example, "gross_rate": gross_rate / 100})
    rates = np.linspace(0, 0.2, 81)
    curve = acquisition.SHEET.solve(**{**acquisition.SHEET.example, "gross_rate": rates})["T"]
    figure, (bars, path) = plt.subplots(2, 1, figsize=(5.8, 5.3))
    values = [s["L"], s["P"] - s["L"], s["P"], -s["C"], s["T"]]
    bars.barh(names, values)
    for place, value in enumerate(values):
        bars.text(max(value, 0), place, f"{value:,.0f} lei", va="center")
    path.plot(rates, curve)
    path.plot(gross_rate / 100, s["T"], "o")
    path.set_xlabel("gross acceptance rate")
    plt.show()

interact(draw)
""".strip()


def notebook() -> nbformat.NotebookNode:
    """Both in one page, so that they are measured under one load."""
    cells = [nbformat.v4.new_code_cell(source, id=name) for name, source in (("explorer", EXPLORER), ("plain", PLAIN))]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=kernel)


def measure(chromium: str) -> dict[str, list[float]]:
    """Milliseconds of every step, by cell; the two take turns."""
    with tempfile.TemporaryDirectory() as folder:
        root, scratch = Path(folder, "root"), Path(folder, "scratch")
        root.mkdir()
        scratch.mkdir()
        nbformat.write(notebook(), root / "sliders.ipynb")
        with served(root, scratch) as url, browser(chromium) as context:
            page = context.new_page()
            open_notebook(page, url, "sliders.ipynb")
            page.evaluate("() => lab.runAll()")
            page.wait_for_function("() => document.querySelectorAll('[role=slider]').length === 7")
            page.wait_for_timeout(1500)
            return _take_turns(page)


def _take_turns(page: Page) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {"explorer": [], "plain": []}
    for step in range(STEPS + 3):
        for name, slider in (("explorer", 2), ("plain", 0)):
            times[name].append(key_to_picture(page, name, "ArrowRight" if step % 20 < 10 else "ArrowLeft", slider))
            page.wait_for_timeout(150)
    return {name: steps[3:] for name, steps in times.items()}


def report(chromium: str) -> str:
    """The medians and nine out of ten, and how many times faster the explorer is."""
    times = measure(chromium)
    said = ["Key press to decoded picture, JupyterLab:"]
    for name, steps in times.items():
        slowest = sorted(steps)[-len(steps) // 10]
        said.append(f"{name:9} median {statistics.median(steps):5.0f} ms, nine in ten within {slowest:5.0f} ms")
    ratio = statistics.median(times["explorer"]) / statistics.median(times["plain"])
    return "\n".join([*said, f"explorer / plain interact = {ratio:.2f} (aim: at most 0.50)"])
