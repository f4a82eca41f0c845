"""From slider to painted chart: fifty moves on the flagship's board, measured in a real browser.

Run with ``python benchmarks/board.py [CASE]``. Each move sets a slider and lets it go, which asks for all
4 096 futures of a package that was never asked for before. A move ends with the second frame after both
charts were updated: then they are on the screen. Needs a Chromium, named by the variable ``CHROMIUM`` or
found on the path, and the packages of the test group.
"""

import os
import shutil
import sys
import threading
from importlib import import_module

import numpy as np
from playwright.sync_api import Page, sync_playwright

from ceaseline.case import load

MOVES = 50
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

#: Moves the slider of a lever and resolves with the milliseconds until the charts are painted.
MOVE = """
async ([lever, value]) => {
  const range = document.querySelector(`.lever[data-lever="${lever}"] input[type=range]`);
  const before = document.documentElement.dataset.painted;
  const begun = performance.now();
  range.value = value;
  range.dispatchEvent(new Event("change", { bubbles: true }));
  while (document.documentElement.dataset.painted === before) await new Promise(requestAnimationFrame);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - begun;
}
"""


def chromium() -> str | None:
    """Return the path of a Chromium, or None."""
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return named or next((path for path in found if path), None)


def moves(page: Page, lever: str) -> list[float]:
    """Move one lever's slider to places where it never stood; return the milliseconds of each move."""
    scale = page.evaluate(
        "(id) => { const r = document.querySelector(`.lever[data-lever='${id}'] input[type=range]`);"
        " return [Number(r.max), Number(r.step)]; }",
        lever,
    )
    steps = np.linspace(0.05, 0.95, MOVES) * scale[0] / scale[1]
    places = [round(step) * scale[1] for step in steps]
    return [float(page.evaluate(MOVE, [lever, place])) for place in places]


def main(case: str = "ukraine-2025", lever: str = "force-uk") -> None:
    """Serve the case, move the slider, print what it took."""
    path = chromium()
    if path is None:
        raise SystemExit("no Chromium was found: name one in the variable CHROMIUM")
    address: list[str] = []
    ready = threading.Event()

    def known(found: str) -> None:
        address.append(found)
        ready.set()

    serve = import_module("ceaseline.board").serve
    work = {"port": 0, "ready": known}
    threading.Thread(target=serve, args=(load(case), case), kwargs=work, daemon=True).start()
    ready.wait()
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address[0])
        # the first page also works out what promises are worth; a person looks before moving anything
        page.wait_for_selector("#worth-list .bars li", timeout=120_000)
        moves(page, "force-france")
        taken = moves(page, lever)
        browser.close()
    p50, p95 = np.percentile(taken, (50, 95))
    sys.stdout.write(f"{case}: {MOVES} moves of {lever}, 4 096 futures each, slider to painted chart\n")
    sys.stdout.write(f"median {p50:.0f} ms, 95th percentile {p95:.0f} ms, longest {max(taken):.0f} ms\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
