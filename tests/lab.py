"""A real JupyterLab, driven in a real Chromium: for the browser test, and to measure what a slider feels like."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from lesson import ROOT, load
from playwright.sync_api import BrowserContext, ElementHandle, Page, sync_playwright

COURSE = load(ROOT / "course.py")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]
PATIENCE = 60_000

# JupyterLab as the page sees it; ``cell`` finds a cell by the id it has in the file.
SCRIPT = """
window.lab = {
  get panel() { return window.jupyterapp.shell.currentWidget; },
  get kernel() { return this.panel?.sessionContext?.session?.kernel; },
  idle() { return this.kernel?.status === 'idle' && this.panel.content.widgets.length > 0; },
  index(id) { return this.panel.content.widgets.findIndex(cell => cell.model.id === id); },
  cell(id) { return this.panel.content.widgets[this.index(id)]; },
  outputs(id) { return this.cell(id).model.sharedModel.toJSON().outputs; },
  errors() {
    const found = [];
    for (const cell of this.panel.content.widgets)
      for (const output of cell.model.sharedModel.toJSON().outputs ?? [])
        if (output.output_type === 'error') found.push(cell.model.id + ': ' + output.ename + ': ' + output.evalue);
    return found;
  },
  async run(id) {
    this.panel.content.activeCellIndex = this.index(id);
    await window.jupyterapp.commands.execute('notebook:run-cell');
  },
  async runAll() { await window.jupyterapp.commands.execute('notebook:run-all-cells'); },
  get counts() { return this.panel.content.widgets.filter(cell => cell.model.type === 'code')
    .map(cell => cell.model.sharedModel.execution_count); },
  async show(id) { await this.panel.content.scrollToItem(this.index(id), 'start'); },
};
"""


@contextmanager
def served(folder: Path, scratch: Path) -> Iterator[str]:
    """JupyterLab on this machine alone, rooted in ``folder``, its settings in ``scratch``; gives its address."""
    port = _free_port()
    environment = {**os.environ, **COURSE.places(scratch)}  # as the course's own command starts it
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        environment[name] = str(scratch / name.lower())
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
               "--ServerApp.port_retries=0", f"--ServerApp.root_dir={folder}", "--IdentityProvider.token=",
               "--LabApp.expose_app_in_browser=True",
               "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    with (scratch / "jupyterlab.log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=folder)
        try:
            yield _answering(f"http://127.0.0.1:{port}", process)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _answering(url: str, process: subprocess.Popen) -> str:
    for _ in range(300):
        assert process.poll() is None, "JupyterLab ended before it answered"
        try:
            with urlopen(f"{url}/api/status", timeout=2):
                return url
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("JupyterLab did not answer within 30 seconds")


@contextmanager
def browser(chromium: str) -> Iterator[BrowserContext]:
    """The Chromium at this path; ``new_page()`` of what it gives is a page that knows ``lab``."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, headless=True, args=FLAGS)
        context = running.new_context(viewport={"width": 1366, "height": 900})
        context.set_default_timeout(PATIENCE)
        context.add_init_script(SCRIPT)
        yield context
        running.close()


def open_notebook(page: Page, url: str, path: str) -> None:
    """Open a notebook and wait until its kernel is ready; a cell that is run earlier is run by nobody."""
    page.goto(f"{url}/lab/tree/{path}?reset")
    page.wait_for_function("window.jupyterapp && lab.idle()")


def cell(page: Page, name: str) -> ElementHandle:
    """The cell with this id, scrolled into sight."""
    page.evaluate("id => lab.show(id)", name)
    found = page.evaluate_handle("id => lab.cell(id).node", name).as_element()
    assert found, f"the notebook has no cell {name}"
    return found


# The time from a key's press until the picture it asked for is decoded, in milliseconds. A picture is any image below
# the cell's outputs whose source was not there when the key was pressed.
KEY_TO_PICTURE = """
([output, handle]) => new Promise((resolve, reject) => {
  const before = new Set([...output.querySelectorAll('img')].map(image => image.src));
  let pressed = 0;
  const watcher = new MutationObserver(async () => {
    const fresh = [...output.querySelectorAll('img')].find(image => !before.has(image.src));
    if (!fresh || !pressed) return;
    watcher.disconnect();
    await fresh.decode();
    resolve(performance.now() - pressed);
  });
  watcher.observe(output, {childList: true, subtree: true, attributes: true, attributeFilter: ['src']});
  handle.addEventListener('keydown', () => { pressed = performance.now(); }, {once: true, capture: true});
  setTimeout(() => reject(new Error('no new picture within 20 seconds')), 20000);
})
"""


def key_to_picture(page: Page, name: str, key: str, slider: int = 0) -> float:
    """Press a key on one of a cell's sliders; the milliseconds until the new picture is decoded."""
    output = cell(page, name)
    handle = output.query_selector_all('[role="slider"]')[slider]
    handle.focus()
    page.evaluate(f"args => {{ window.measured = ({KEY_TO_PICTURE})(args); }}", [output, handle])
    page.keyboard.press(key)
    return page.evaluate("() => window.measured")
