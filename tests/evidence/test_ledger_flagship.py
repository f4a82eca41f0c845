"""The flagship's ledger: what the five articles and later reports say, and the positions that follow.

The articles are looked for beside the checkout (``../shared/seeds``) or under ``CEASELINE_SEEDS``; the tests
that need them are skipped, and say so, where they are not.
"""

import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from ceaseline.case import Case, evidence_of, find, load
from ceaseline.evidence.ledger import Ledger, read_ledger
from ceaseline.evidence.positions import positions_data, positions_text
from ceaseline.evidence.status import drifts, sources, status, timelines
from ceaseline.evidence.store import raw_texts
from ceaseline.evidence.verify import verify_data
from ceaseline.terms import WILLINGNESS

SEEDS = Path(os.environ.get("CEASELINE_SEEDS", Path(__file__).resolve().parents[3] / "shared" / "seeds"))
FOLDER = find("ukraine-2025")
JUNE, AUGUST = date(2025, 6, 4), date(2025, 8, 26)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return read_ledger(FOLDER)


@pytest.fixture(scope="module")
def case() -> Case:
    return load("ukraine-2025")


def steps(ledger: Ledger, actor: str, item: str, until: date | None = AUGUST) -> list[tuple[Any, ...]]:
    found = timelines(ledger, [actor], [item], until)
    return [
        (s["since"], s["stance"], s["scope"], s["firmness"], tuple(s["reports"]), s["independent"])
        for line in found
        for s in line["steps"]
    ]


def test_everything_is_decided_by_a_role(ledger: Ledger) -> None:
    assert ledger.pending == {}
    assert len(ledger.approved) == len(ledger.statements) > 150
    assert {r.by for r in ledger.reviews.values()} == {"gold reading, 2026-11", "case authors, 2026-11"}


def test_five_documents_pass_on_three_reports(ledger: Ledger) -> None:
    documents = list(ledger.documents.values())
    assert len(documents) == 5
    assert len({d.report for d in documents}) == 3
    twice = {row["report"]: len(row["documents"]) for row in sources(ledger) if len(row["documents"]) > 1}
    assert twice == {"bloomberg-2025-06-04": 2, "politico-2025-08-20": 2}


TIMELINES = {
    "air_defence": [
        ("2025-06-04", "refuses", "full", "reported", ("bloomberg-2025-06-04",), 1),
        ("2025-08-26", "offers", "full", "reported", ("ft-2025-08-26",), 1),
    ],
    "air_power": [
        (
            "2025-08-19",
            "considers",
            "full",
            "tentative",
            ("fox-news-2025-08-19", "white-house-2025-08-19"),
            2,
        ),
        ("2025-08-26", "considers", "full", "tentative", ("ft-2025-08-26",), 3),
    ],
    "intelligence": [
        ("2025-03-11", "considers", "full", "reported", ("firstpost-2025-03",), 1),
        ("2025-08-26", "offers", "full", "reported", ("ft-2025-08-26",), 1),
    ],
    "ground_troops": [
        ("2025-02-12", "refuses", "full", "firm", ("huffpost-2025-02",), 1),
        ("2025-08-19", "refuses", "full", "firm", ("politico-2025-08-20",), 2),
        ("2025-08-26", "refuses", "full", "reported", ("ft-2025-08-26",), 3),
    ],
    "security_guarantee": [
        ("2025-02-26", "refuses", "full", "stated", ("radio-2025-02-26",), 1),
        ("2025-06-04", "refuses", "full", "reported", ("bloomberg-2025-06-04",), 2),
        ("2025-08-19", "refuses", "partial", "reported", ("politico-2025-08-20",), 1),
        ("2025-08-25", "offers", "full", "stated", ("ft-2025-08-26",), 1),
        ("2025-08-26", "conditional", "full", "reported", ("ft-2025-08-26",), 1),
    ],
}


@pytest.mark.parametrize("item", TIMELINES)
def test_timelines_of_american_promises(ledger: Ledger, item: str) -> None:
    assert steps(ledger, "US", item) == TIMELINES[item]


def test_hopes_and_passages_without_a_source_change_nothing(ledger: Ledger) -> None:
    assert steps(ledger, "US", "intervention_if_attacked") == []
    asked = status(ledger, JUNE, ["US"], ["intervention_if_attacked"])["asked"]
    assert {a["stance"] for a in asked} == {"expects"}
    assert steps(ledger, "US", "air_defence", date(2025, 8, 20))[-1][1] == "refuses"
    unsourced = [s for s in ledger.approved.values() if str(s.report).startswith("unsourced")]
    assert any("air_defence" in s.item for s in unsourced)


def test_later_reports_are_in_to_2026(ledger: Ledger) -> None:
    assert steps(ledger, "US", "intervention_if_attacked", None)[-1][:2] == ("2026-02-03", "conditional")
    assert steps(ledger, "US", "military_assets", None)[-1][:2] == ("2026-06-03", "withdraws")
    assert steps(ledger, "coalition", "coordination", None)[-1][0] == "2026-02-24"
    assert steps(ledger, "US", "surveillance_border_monitoring", None)[-1][1] == "considers"


def test_every_report_stands_in_the_bibliography(ledger: Ledger, case: Case) -> None:
    for report in ledger.reports.values():
        assert report.source in case.sources, report.id
        assert report.note != "" or report.outlet is not None


def test_no_more_than_twelve_words_are_quoted_anywhere(ledger: Ledger) -> None:
    targets = [a.target for a in ledger.appearances.values()] + [q.target for q in ledger.quotes.values()]
    texts = [target.selector.refined_by.exact for target in targets]
    texts += [side for link in ledger.links.values() for flag in link.drift for side in flag.split(" -> ")]
    assert max(len(text.split()) for text in texts) <= 13  # a flag begins with its kind
    for held in ledger.statements.values():
        quoted = re.findall(r"[“\"]([^”\"]+)[”\"]", f"{held.text} {held.note}")
        assert all(len(words.split()) <= 12 for words in quoted)
        assert len(held.text.split()) <= 40


def test_at_least_six_kinds_of_drift_are_flagged_with_the_reversed_verb(ledger: Ledger) -> None:
    flags = [flag for row in drifts(ledger) for flag in row["drift"]]
    assert len({flag.partition(":")[0] for flag in flags}) >= 6
    assert any("deter Russia from violating -> determining Russia to violate" in flag for flag in flags)


def test_positions_are_those_of_the_ledger(ledger: Ledger) -> None:
    text = positions_text(positions_data(ledger, evidence_of(FOLDER)))
    written = (FOLDER / "evidence" / "positions.yaml").read_text(encoding="utf-8")
    assert written == text, "run ceaseline ledger positions ukraine-2025 --write"


def test_every_promise_of_a_dated_package_names_its_statements(ledger: Ledger, case: Case) -> None:
    dated = [package for package in case.packages if package.name.startswith("as-reported-")]
    assert len(dated) == 5
    for package in dated:
        assert package.as_of is not None
        assert package.settings
        for setting in package.settings.values():
            held = setting.position
            assert held is not None
            assert held.statements
            pair = (held.stance, held.firmness)
            assert (setting.will.p5, setting.will.p50, setting.will.p95) == pytest.approx(WILLINGNESS[pair])
            spoken = [ledger.approved[name] for name in held.statements]
            assert {s.stance for s in spoken} == {held.stance}
            assert {ledger.source_key(s.report) for s in spoken} == {held.source.key}


def test_positions_move_with_a_decision(ledger: Ledger, case: Case) -> None:
    (offer,) = case.lever("us-command").position(AUGUST).statements  # type: ignore[union-attr]
    less = {name: review for name, review in ledger.reviews.items() if review.statement != offer}
    without = Ledger(**{**vars_of(ledger), "reviews": less})
    assert positions_data(without, evidence_of(FOLDER))["us-command"] == []


def vars_of(ledger: Ledger) -> dict[str, Any]:
    names = ("documents", "reports", "statements", "appearances", "quotes", "links", "reviews")
    return {name: getattr(ledger, name) for name in names}


def test_every_selector_still_matches_the_articles(ledger: Ledger) -> None:
    if not SEEDS.is_dir():
        pytest.skip(f"the five articles are not at {SEEDS}")
    found = raw_texts((d.sha256 for d in ledger.documents.values()), [SEEDS])
    raw = {d.id: found[d.sha256] for d in ledger.documents.values()}
    result = verify_data(ledger, raw, ())
    assert result["sound"]
    assert result["places"]["holds"] == len(ledger.appearances) + len(ledger.quotes)
    texts = [content.decode("utf-8") for content in raw.values()]
    for path in (FOLDER / "evidence").iterdir():
        assert_no_article_text(path.read_text(encoding="utf-8"), texts)


def assert_no_article_text(written: str, articles: list[str]) -> None:
    """Look for runs of fifteen words of an article."""
    words = written.lower().split()
    runs = {" ".join(words[n : n + 15]) for n in range(len(words) - 14)}
    for article in articles:
        own = article.lower().split()
        assert not runs & {" ".join(own[n : n + 15]) for n in range(len(own) - 14)}


def test_the_ledger_holds_the_reading_of_the_articles(ledger: Ledger) -> None:
    gold = SEEDS.parent / "gold" / "seeds.yaml"
    if not gold.is_file():
        pytest.skip(f"the reading of the five articles is not at {gold}")
    content = yaml.safe_load(gold.read_text(encoding="utf-8"))
    labels = {a.label: ledger.approved[a.statement] for a in ledger.appearances.values() if a.label}
    for document in content["documents"]:
        for one in document["statements"]:
            place = [a for a in ledger.appearances.values() if a.label == one["id"]]
            spans = {(a.target.selector.start, a.target.selector.end) for a in place}
            assert (one["span"]["start"], one["span"]["end"]) in spans
            held = [ledger.approved[a.statement] for a in place]
            triples = [(list(h.actor), list(h.item), h.stance, h.firmness, h.date) for h in held]
            assert (one["actor"], one["item"], one["stance"], one["firmness"], one.get("date")) in triples
    assert len(labels) == sum(len(d["statements"]) for d in content["documents"])
