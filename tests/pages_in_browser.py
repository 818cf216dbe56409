"""A folder of pages, served on this machine and opened in a real Chromium: its links, what axe finds."""

from __future__ import annotations

import csv
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from lab import FLAGS
from playwright.sync_api import Browser, Page, sync_playwright

PHONE, SCREEN = {"width": 390, "height": 800}, {"width": 1280, "height": 900}
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"  # no other machine is found
GRAVE = {"serious", "critical"}
# Every rule of axe but contrast, for which asking every element takes most of its time.
REST = """() => axe.run({rules: {'color-contrast': {enabled: false}}, resultTypes: ['violations']})"""
# One element of each look: nothing but colours, backgrounds, size and weight decides its contrast.
LOOKS = """() => {
  const looks = new Map(), known = new Map([[null, '']]);
  const backgrounds = node => {
    if (!known.has(node)) {
      const style = getComputedStyle(node);
      const own = [style.backgroundColor, style.backgroundImage, style.opacity];
      known.set(node, own.join() + backgrounds(node.parentElement));
    }
    return known.get(node);
  };
  for (const node of document.body.querySelectorAll('*')) {
    if (![...node.childNodes].some(child => child.nodeType === 3 && child.data.trim())) continue;
    const style = getComputedStyle(node);
    const look = [style.color, style.fontSize, style.fontWeight, backgrounds(node)].join();
    if (!looks.has(look)) looks.set(look, node);
  }
  const contrast = {runOnly: {type: 'rule', values: ['color-contrast']}, resultTypes: ['violations']};
  return axe.run({include: [...looks.values()]}, contrast);
}"""
# Widths of what can be moved sideways, and whether the keyboard reaches it and a screen reader can name it.
WIDE = """() => [...document.querySelectorAll('article *')]
  .filter(box => box.scrollWidth > box.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(box).overflowX))
  .map(box => [box.className || box.tagName, box.tabIndex, box.getAttribute('role'), box.getAttribute('aria-label')])"""

# What reaches over the window's edge without being in a box that can be moved sideways.
CUT = """() => [...document.querySelectorAll('article *')]
  .filter(node => node.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .filter(node => {
    for (let box = node; box.tagName !== 'ARTICLE'; box = box.parentElement)
      if (['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) return false;
    return true;
  }).map(node => node.outerHTML.slice(0, 100))"""


class _Files(SimpleHTTPRequestHandler):
    """A server of files that writes no log, and lets a link checker ask as often as it likes."""

    def end_headers(self) -> None:
        self.send_header("LinkChecker", "welcome")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder's address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def links(address: str, scratch: Path) -> list[dict[str, str]]:
    """Every address that a link checker meets, as its rows; what lies elsewhere it only lists."""
    settings = "[checking]\nmaxrequestspersecond=1000\n[filtering]\ncheckextern=0\n[output]\nstatus=0\nverbose=1\n"
    (scratch / "linkchecker.cfg").write_text(settings)
    command = [sys.executable, "-m", "linkcheck", "-f", scratch / "linkchecker.cfg", "-o", "csv"]
    done = subprocess.run([*command, f"{address}/index.html"], capture_output=True, text=True)
    lines = [line for line in done.stdout.splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter=";"))


@contextmanager
def running(chromium: str) -> Iterator[Browser]:
    """The Chromium at this path."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, headless=True, args=[*FLAGS, ALONE])
        yield browser
        browser.close()


@contextmanager
def gated(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """A page that gets nothing but what this address serves, and the list of all else that it asked for."""
    outside = []
    page = browser.new_page(viewport=SCREEN, base_url=address)
    page.on("request", lambda one: one.url.startswith((address, "data:")) or outside.append(one.url))
    yield page, outside
    page.close()


def axe(page: Page, question: str) -> dict:
    """What axe answers: ``REST`` or ``LOOKS``."""
    page.evaluate(Axe().axe_script)
    return page.evaluate(question)


def grave(found: dict) -> list[str]:
    """What of axe's findings keeps people out, with the first place of each."""
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"] if one["impact"] in GRAVE]
