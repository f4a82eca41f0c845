"""The report is one file that fetches nothing, runs nothing and hides nothing."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.cli.support import HOSTILE, SMALL, Cli, hostile_case

from ceaseline.analysis.dossier import Sizes, dossier, reduced
from ceaseline.case import Case, find, load
from ceaseline.cli import ask
from ceaseline.cli.commands.report import write
from ceaseline.cli.errors import Refusal
from ceaseline.evidence.ledger import Ledger, read_ledger
from ceaseline.report import SECTIONS, render
from ceaseline.study import Sample, run_study
from ceaseline.views import charts
from ceaseline.views.questions import QUESTIONS

PACKAGES = ["none", "all-promised"]
_PICTURE = re.compile(r'<svg[^>]*?aria-labelledby="([\w-]+)-title.*?</svg>', re.DOTALL)
VOID = {"meta", "br", "img", "link", "input", "hr"}
#: Just enough for every part of a report to be there.
TINY = Sizes(worth=32, knockout=32, breakeven=32, redteam=32, evaluations=12, numbers=2, discovery=40)
NUMBERS = ("precision", "impose_us")


class Page(HTMLParser):
    """Collects tags and text, and fails on tags that do not close."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def korea() -> Case:
    return load("korea-1953")


@pytest.fixture(scope="module")
def found(korea: Case) -> dict[str, Any]:
    study = run_study(korea, PACKAGES, Sample(256, 16, 1), threads=1, keep=False)
    return dossier(study, sizes=TINY, names=NUMBERS)


@pytest.fixture(scope="module")
def result(found: dict[str, Any]) -> dict[str, Any]:
    compared: dict[str, Any] = found["compare"]
    return compared


@pytest.fixture(scope="module")
def html(found: dict[str, Any], korea: Case) -> str:
    return render(found, korea, read_ledger(find("ukraine-2025")))


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def assert_self_contained(html: str) -> None:
    page = Page(html)
    names = {name for name, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use"}
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")]
        assert not attributes.keys() & {"src", "srcset", "style", "xlink:href", "action"}
        href = attributes.get("href")
        assert href is None or href.startswith(("#", "https://", "http://"))
    pictures = {"svg", "g", "defs", "clippath", "path", "rect", "circle", "line", "text", "tspan"}
    assert names <= pictures | {
        *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "nav"),
        *(
            "h1",
            "h2",
            "p",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "div",
            "span",
            "strong",
            "small",
            "code",
            "pre",
        ),
        *("br", "a", "figure", "figcaption", "details", "summary", "desc"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    }
    css = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(css) == 1
    assert not re.search(r"@import|url\(|expression", css[0])


def test_nothing_is_fetched_or_run(html: str, page: Page) -> None:
    assert_self_contained(html)
    policy = [meta.get("content") for meta in page.all("meta") if meta.get("http-equiv")]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_hostile_text_stays_text() -> None:
    case = hostile_case()
    study = run_study(case, PACKAGES, Sample(64, 8, 1), threads=1, keep=False)
    html = render(dossier(study, sizes=TINY, names=NUMBERS), case, hostile_ledger())
    assert_self_contained(html)
    assert not {"\x1b", "\x07", "\u202e"} & set(html)
    page = Page(html)
    assert r'A\x1b[31mB\x07 <script>alert("1")</script>' in page.text
    assert "javascript:alert(1)" in page.text


def hostile_ledger() -> Ledger:
    """Return the ledger of the flagship with hostile text in every statement and report."""
    ledger = read_ledger(find("ukraine-2025"))
    statements = {
        name: held.model_copy(update={"text": HOSTILE, "speaker": HOSTILE, "condition": HOSTILE})
        for name, held in ledger.statements.items()
    }
    reports = {
        name: held.model_copy(update={"outlet": HOSTILE, "title": HOSTILE, "note": HOSTILE})
        for name, held in ledger.reports.items()
    }
    reviews = {name: held.model_copy(update={"by": HOSTILE}) for name, held in ledger.reviews.items()}
    return replace(ledger, statements=statements, reports=reports, reviews=reviews)


def test_tables_can_be_read_aloud(page: Page) -> None:
    tables = len(page.all("table"))
    assert tables >= 15
    assert len(page.all("caption")) == tables
    regions = [div for div in page.all("div") if div.get("role") == "region"]
    assert len(regions) == tables
    assert all(region.get("aria-label") and region.get("tabindex") == "0" for region in regions)
    assert {th.get("scope") for th in page.all("th")} == {"col", "row"}
    assert [tag["lang"] for tag in page.all("html")] == ["en"]
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        href = link["href"]
        assert href is not None
        assert not href.startswith("#") or href[1:] in ids


def test_findings_come_first_and_what_history_cannot_settle_is_among_them(
    page: Page, result: dict[str, Any]
) -> None:
    order = [
        page.text.index(text)
        for text in (
            "of 100 futures see war by year 5",
            result["unsettled"],
            "Outside view. Of 100 pairs",
            "The figures behind the findings",
            "How past ceasefires held".lower(),
        )
    ]
    assert order == sorted(order)


def test_every_source_assumption_lever_and_hash_is_there(
    html: str, page: Page, korea: Case, result: dict[str, Any]
) -> None:
    for key, source in korea.sources.items():
        assert f"<code>{key}</code>" in html
        assert not source.url or source.url in page.text
    for name in korea.assumptions:
        assert re.search(rf">\s*{name}\s*<", html)
    for lever in korea.levers:
        assert lever.title in page.text
    for departure in korea.departures:
        assert " ".join(departure.reason.split()) in page.text
    manifest = result["manifest"]
    for value in (manifest["case_digest"], manifest["model_digest"], manifest["program_digest"]):
        assert value in page.text
    assert (
        "ceaseline report korea-1953 none all-promised --year 5 --futures 256 --worlds 16 --seed 1"
        in page.text
    )


def test_same_dossier_gives_the_same_bytes(
    html: str, found: dict[str, Any], korea: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All but the pictures is written twice; that a spec gives the same picture is a test of charts."""
    drawn = {picture[1]: picture[0] for picture in _PICTURE.finditer(html)}
    monkeypatch.setattr(charts, "to_inline", lambda chart, name, kind="": drawn[name])
    assert render(found, korea, read_ledger(find("ukraine-2025"))) == html


def test_on_paper_the_levels_of_every_engine_give_way_to_war(page: Page, html: str) -> None:
    assert "War within 5 years by engine" in page.text
    folded = re.findall(r'<details class="unprinted"><summary>(.*?) <span', html)
    assert folded == ["Ladder of breaches within 5 years by engine, futures in 100"]
    assert ".unprinted, summary { display: none; }" in html


def test_one_package_needs_no_differences(korea: Case) -> None:
    study = run_study(korea, ["none"], Sample(64, 8, 1), threads=1, keep=False)
    html = render(dossier(study, 10, sizes=TINY, names=NUMBERS), korea)
    assert_self_contained(html)
    page = Page(html)
    assert "Difference from" not in page.text
    assert "of 100 futures see war by year 10" in page.text
    assert not {"worth", "breaks", "evidence"} & set(sections_of(page))


def sections_of(page: Page) -> list[str]:
    return [str(section["id"]) for section in page.all("section")]


def test_sections_stand_in_order_and_every_question_finds_its_place(page: Page) -> None:
    assert sections_of(page) == list(SECTIONS)
    assert {at for question in QUESTIONS for at in question.anchors} <= set(SECTIONS)
    for question in QUESTIONS:
        assert question.words in page.text


def test_evidence_comes_with_words_report_day_and_reviewer(page: Page) -> None:
    ledger, text = read_ledger(find("ukraine-2025")), page.text
    for name, held in ledger.approved.items():
        assert " ".join(held.text.split()) in text
        review = ledger.review(name)
        assert review is not None
        assert f"{review.decision}, {review.by}, {review.at[:10]}" in text
        assert held.report is None or f"({held.report})" in text
    assert "There must be a US support" in text


def test_every_chart_stands_in_both_layouts_with_words_and_figures(html: str, page: Page) -> None:
    names = ("dots", "differences", "ladder", "survival", "build-up", "warning", "air", "promises", "worth")
    for name in (*names, "discovery", "timeline", "map"):
        for layout in ("", "-slim"):
            assert html.count(f'<title id="chart-{name}{layout}-title">') == 1, name
    charts = [svg for svg in page.all("svg") if "aria-labelledby" in svg]
    assert len(charts) == 2 * len(page.all("figure"))
    assert all(svg["role"] == "img" and svg["viewbox"] for svg in charts)
    assert "#0b5fa5" not in "".join(re.findall(r"<svg.*?</svg>", html, re.DOTALL))


def test_the_searches_say_how_far_they_went(page: Page, found: dict[str, Any]) -> None:
    for part in ("worth", "breakeven", "redteam", "knockout", "discover"):
        assert found[part] is not None, part
    assert f"{found['redteam']['evaluations']} trials of at most {TINY.evaluations}" in page.text
    assert f"{found['worth']['futures']} futures over 16 worlds" in page.text
    assert len(found["breakeven"]["numbers"]) == len(NUMBERS)
    assert found["redteam"]["numbers_searched"] == TINY.numbers


def test_a_smaller_sample_keeps_the_worlds() -> None:
    sample = Sample(4096, 128, 7)
    assert reduced(sample, 512) == Sample(512, 128, 7)
    assert reduced(sample, 1) == Sample(256, 128, 7)
    assert reduced(Sample(128, 128, 7), 512) == Sample(128, 128, 7)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    monkeypatch.setenv("CEASELINE_STORE", str(tmp_path / "store"))
    return Cli(capsys)


def test_command_writes_the_file(cli: Cli, tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    answer = cli("report", "korea-1953", *PACKAGES, "--brief", "-o", str(target), *SMALL)
    assert answer.code == 0, answer.err
    html = target.read_text(encoding="utf-8")
    assert_self_contained(html)
    page = Page(html)
    assert not {"worth", "breaks"} & set(sections_of(page))
    assert "--brief" in page.text
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.html"]


def test_a_link_is_followed_and_a_full_disk_is_told(tmp_path: Path) -> None:
    real, link = tmp_path / "real.html", tmp_path / "link.html"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    write(link, "new")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"
    full = Path("/dev/full")
    if not full.is_char_device():
        pytest.skip("no device that is always full")
    with pytest.raises(Refusal, match="No space left") as refused:
        write(full, "text")
    assert refused.value.code == 3
    assert full.is_char_device()


@pytest.mark.parametrize("place", [".", "missing/out.html"])
def test_a_place_that_cannot_be_written_is_refused_before_the_work(
    place: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_work(*_: object) -> None:
        raise AssertionError("the study was run")

    monkeypatch.setattr(ask, "Progress", no_work)
    answer = cli("report", "korea-1953", "none", "-o", str(tmp_path / place))
    assert answer.code == 3
    assert "no file that can be written" in answer.err
