"""The board in a real browser: what a person does and sees; skipped where no Chromium is found."""

import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.board.support import served

from ceaseline.board.room import Room
from ceaseline.case import Case, find, load
from ceaseline.evidence.ledger import read_ledger

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
NAMES = ("chromium", "chromium-browser", "google-chrome")
PATH = os.environ.get("CHROMIUM") or next((path for path in map(shutil.which, NAMES) if path), None)

CHANGED = "package=all-promised&lever=force-uk:off&assume=coordination:0.9"

pytestmark = pytest.mark.skipif(
    PATH is None, reason="no Chromium was found: install one, or name it in the variable CHROMIUM"
)


@dataclass
class Watch:
    """What a page did that it should not."""

    outside: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        page.on("request", lambda request: self._request(request.url))
        page.on("console", lambda message: self.said.append(message.text) if message.type != "info" else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "localhost":
            self.outside.append(url)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=PATH, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def flagship() -> Iterator[str]:
    case = load("ukraine-2025")
    room = Room(case, read_ledger(find("ukraine-2025")), whole=2048)
    room.warm()
    with served(room) as home:
        yield home


@pytest.fixture
def watch() -> Iterator[Watch]:
    found = Watch()
    yield found
    assert found.outside == [], "a request left this machine"
    assert found.said == [], "the console is silent"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield found
    found.close()


def opened(context: BrowserContext, watch: Watch, address: str) -> Page:
    page = context.new_page()
    watch.over(page)
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    return page


def until(page: Page, condition: str) -> None:
    """Wait until an expression holds; the page's policy forbids it to evaluate text itself."""
    deadline = time.monotonic() + 20
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, condition
        time.sleep(0.02)


def settled(page: Page) -> None:
    """Wait until what is wanted is shown, whole, with the promises in force."""
    until(
        page,
        "(({ wanted, shown, promised }) => wanted === shown && promised)(document.documentElement.dataset)",
    )


def in_link(page: Page, text: str) -> None:
    until(page, f"location.search.includes({json.dumps(text)})")


def number(page: Page, series: str = "package-default") -> str:
    return page.locator(f"#big [data-series='{series}']").inner_text()


def drag(page: Page, lever: str, to: float, *, release: bool = True) -> None:
    """Set a slider as a person does: it moves, and it is let go."""
    page.locator(f".lever[data-lever='{lever}'] .set input[type=range]").evaluate(
        "(range, [to, release]) => { range.value = to;"
        " range.dispatchEvent(new Event('input', { bubbles: true }));"
        " if (release) range.dispatchEvent(new Event('change', { bubbles: true })); }",
        [to, release],
    )


def lines(page: Page, chart: str) -> list[str | None]:
    marks = page.locator(f"#chart-{chart} svg .mark-line path, #chart-{chart} svg .mark-symbol path")
    return [f"{mark.get_attribute('d')}{mark.get_attribute('transform')}" for mark in marks.all()]


def test_a_lever_moves_the_answer_and_can_be_undone(
    context: BrowserContext, watch: Watch, flagship: str
) -> None:
    page = opened(context, watch, f"{flagship}/?package=as-reported-2025-08-26")
    settled(page)
    address, before, ladder = page.url, page.locator("#headline").inner_text(), lines(page, "ladder")
    survival = lines(page, "survival")
    page.locator(".lever[data-lever='force-uk'] [role=switch]").click()
    in_link(page, "force-uk:off")
    settled(page)
    page.locator(".lever[data-lever='force-uk'] [role=switch]").click()
    settled(page)
    assert "force-uk" not in page.url, "back where the package stands, nothing is left in the link"
    drag(page, "force-uk", 15000)
    in_link(page, "force-uk:amount:15000")
    settled(page)
    assert lines(page, "ladder") != ladder
    assert lines(page, "survival") != survival
    assert page.locator("#changed li[data-lever='force-uk']").count() == 1
    page.keyboard.press("Control+z")
    settled(page)
    assert "amount:15000" not in page.url
    for _ in range(2):
        page.keyboard.press("Control+z")
        settled(page)
    assert page.url.split("&year")[0] == address.split("&year")[0]
    assert page.locator("#headline").inner_text() == before
    assert lines(page, "ladder") == ladder
    assert not page.locator("#redo").is_disabled()
    page.locator("#redo").click()
    in_link(page, "force-uk:off")


def test_a_draft_leaves_the_link_alone(context: BrowserContext, watch: Watch, flagship: str) -> None:
    page = opened(context, watch, f"{flagship}/?package=as-reported-2025-08-26")
    settled(page)
    beside = number(page, "baseline-default")
    drag(page, "force-france", 12000, release=False)
    until(page, "document.getElementById('status').textContent.startsWith('Draft')")
    assert "force-france" not in page.url
    assert number(page, "baseline-default") == beside
    drag(page, "force-france", 12000)
    settled(page)
    assert "force-france:amount:12000" in page.url
    assert number(page, "baseline-default") == beside


def test_a_link_gives_a_fresh_browser_the_same_figures(
    browser: Browser, context: BrowserContext, watch: Watch, flagship: str
) -> None:
    page = opened(
        context, watch, f"{flagship}/?package=all-promised&lever=force-uk:off&assume=coordination:0.9"
    )
    settled(page)
    page.locator("#years [data-year='10']").click()
    page.locator("#rungs [data-outcome='serious_clash']").click()
    settled(page)
    shown = {name: number(page, name) for name in ("package-default", "package-own", "baseline-own")}
    told = page.locator("#headline").inner_text()
    fresh = browser.new_context()
    try:
        again = opened(fresh, watch, page.url)
        settled(again)
        assert {name: number(again, name) for name in shown} == shown
        assert again.locator("#headline").inner_text() == told
        assert again.locator("#changed li").count() == 2
    finally:
        fresh.close()


def test_evidence_is_one_hover_or_one_key_away(context: BrowserContext, watch: Watch, flagship: str) -> None:
    page = opened(context, watch, flagship)
    info = page.locator(".lever[data-lever='force-uk'] .info")
    info.hover()
    page.locator("#popover .position").first.wait_for()
    told = page.locator("#popover").inner_text()
    assert "accepted by" in told
    assert "report:" in told
    page.mouse.move(900, 700)
    page.locator("#popover").wait_for(state="hidden")
    info.focus()
    page.keyboard.press("Enter")
    until(page, "document.activeElement.closest('#popover') !== null")
    page.keyboard.press("Escape")
    until(page, "document.activeElement.classList.contains('info')")


def test_the_table_shows_what_is_missing(context: BrowserContext, watch: Watch, flagship: str) -> None:
    page = opened(context, watch, f"{flagship}/?package=none")
    page.locator("#mode").click()
    page.locator("#add-pledge").select_option("force-uk")
    page.locator("#table tr[data-lever='force-uk']").wait_for()
    page.locator("#add-pledge").select_option("us-intelligence")
    page.locator("#table tr[data-lever='us-intelligence']").wait_for()
    pledge = page.locator("#table tr[data-lever='force-uk'] .pledge input")
    pledge.fill("12000")
    pledge.press("Enter")
    in_link(page, "amount:12000")
    for lever in ("force-uk", "us-intelligence"):
        page.locator(f"#table tr[data-lever='{lever}'] .condition select").select_option("count")
        until(page, f"location.search.includes('{lever}:') && location.search.includes('of:')")
    page.locator("#table .missing >> text=missing in 100").first.wait_for()
    assert page.locator("#table tr[data-lever='force-uk'] .least b").inner_text() == "0.0"
    assert page.locator("#table tr[data-lever='force-uk'] .greatest b").inner_text() == "100"
    page.locator("#table tr[data-lever='us-intelligence'] .condition select").first.select_option("none")
    until(page, "document.querySelector(\"#table tr[data-lever='force-uk'] .least b\").textContent === '100'")
    assert "view=table" in page.url


def test_a_lever_takes_every_kind_of_condition(context: BrowserContext, watch: Watch, flagship: str) -> None:
    page = opened(context, watch, f"{flagship}/?package=as-reported-2025-08-26")
    page.locator(".lever[data-lever='force-uk'] .name").click()
    needs = page.locator(".lever[data-lever='force-uk'] .condition")
    needs.locator("select").select_option("count")
    in_link(page, "force-uk:needs:1of:")
    needs.locator("select").select_option("troops")
    in_link(page, "force-uk:needs:10000from:")
    needs.locator("input[type=number]").fill("20000")
    needs.locator("input[type=number]").press("Enter")
    in_link(page, "force-uk:needs:20000from:")
    assert "troops from" in page.locator("#changed li[data-lever='force-uk']").inner_text()
    needs.locator("select").select_option("none")
    in_link(page, "force-uk:needs:none")
    needs.locator("select").select_option("case")
    until(page, "!location.search.includes('force-uk')")


def test_charts_can_be_taken(context: BrowserContext, watch: Watch, flagship: str, tmp_path: Path) -> None:
    page = opened(context, watch, flagship)
    settled(page)
    begins = {"CSV": b"rung,series", "PNG": b"\x89PNG", "SVG": b"<svg", "JSON": b"{"}
    for form, start in begins.items():
        with page.expect_download() as taken:
            page.locator(f"[data-chart=ladder] .take:text-is('{form}')").click()
        place = tmp_path / taken.value.suggested_filename
        taken.value.save_as(place)
        assert place.read_bytes().startswith(start)


def test_one_future_is_told(context: BrowserContext, watch: Watch, flagship: str) -> None:
    page = opened(context, watch, f"{flagship}/?package=all-promised")
    page.locator("[data-find=averted]").click()
    page.locator("#story table").wait_for()
    assert "part in month" in page.locator("#story .lead").inner_text()


def test_worth_and_pictures_follow(context: BrowserContext, watch: Watch, flagship: str) -> None:
    page = opened(context, watch, f"{flagship}/?package=as-reported-2025-08-26")
    page.locator("#worth-list .bars li").first.wait_for(timeout=120_000)
    assert page.locator("#worth-again").is_hidden()
    page.locator("#chart-worth svg").wait_for()
    for name in ("timeline", "map"):
        page.locator(f"[data-chart={name}]").scroll_into_view_if_needed()
        page.locator(f"#chart-{name} svg").wait_for(timeout=60_000)
    page.locator("#engines", has_text="engines agree").wait_for(timeout=60_000)
    page.locator("#years [data-year='10']").click()
    page.locator("#worth-status", has_text="setting before").wait_for()
    assert page.locator("#worth-again").is_visible()


def test_a_change_that_does_nothing_says_so(context: BrowserContext, watch: Watch, flagship: str) -> None:
    page = opened(context, watch, f"{flagship}/?package=none")
    settled(page)
    page.locator(".tier", has_text="How promises are made").locator("summary").first.click()
    page.locator(".lever[data-lever='irrevocable'] [role=switch]").click()
    page.locator(".lever[data-lever='irrevocable'] .idle").wait_for()
    assert "moves nothing" in page.locator("#notice").inner_text()


def test_a_hostile_case_runs_nothing(context: BrowserContext, watch: Watch, hostile: Case) -> None:
    with served(Room(hostile, worlds=32, whole=256)) as home:
        page = opened(context, watch, home)
        settled(page)
        page.locator(".tier[open] .info").first.hover()
        page.locator("#mode").click()
        page.locator("#table table, #table .hint").first.wait_for()
        assert page.evaluate("window.ran === undefined")
        assert page.locator("img[src=x]").count() == 0


SEEN = [
    (390, "dark", "?view=table"),
    (1280, "light", ""),
    (2560, "dark", "?assume=precision:3"),
]


@pytest.mark.parametrize(("width", "scheme", "query"), SEEN)
def test_nobody_is_shut_out(
    browser: Browser, watch: Watch, flagship: str, width: int, scheme: Literal["light", "dark"], query: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    try:
        page = opened(context, watch, f"{flagship}/{query}")
        settled(page)
        found = Axe().run(page).response["violations"]
        grave = [fault for fault in found if fault["impact"] in ("serious", "critical")]
        assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in grave] == []
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, "nothing stands out at the side"
    finally:
        context.close()
