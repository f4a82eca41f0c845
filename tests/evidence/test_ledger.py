"""The ledger: lines that only grow, decisions that hold, and statuses that follow from them."""

import json
import os
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.evidence.ledger_support import AT, BY, approved, ledger, statement

from ceaseline.evidence.ledger import read_ledger
from ceaseline.evidence.review import change, decide, undo, with_reviews
from ceaseline.evidence.status import drifts, latest_day, sources, status, timelines
from ceaseline.evidence.store import LedgerError, _locked, append, read_table, write_atomically
from ceaseline.evidence.tables import (
    AppearanceRecord,
    DocumentRecord,
    LinkRecord,
    PositionSelector,
    QuoteSelector,
    ReportRecord,
    ReviewRecord,
    Target,
    excerpt,
)

TEXT = (
    "Poland will not send troops to Ukraine, its prime minister said on Monday, and nothing will change that."
)
SHA = "ab" * 32


def filled(folder: Path) -> list[str]:
    """Write a small ledger; returns the ids of its statements."""
    made = [
        statement(),
        statement(stance="refuses", date="2025-06-04", report="two-2025-06-04"),
        statement(stance="demands", actor=("UK",), provider=("US",)),
    ]
    document = DocumentRecord(
        id=f"d-{SHA[:12]}", sha256=SHA, file="a.txt", chars=len(TEXT), report=made[0].report
    )
    target = Target(source=document.id, selector=PositionSelector.of(TEXT, 0, 38))
    append(
        folder / "evidence",
        {
            "reports": [ReportRecord(id=str(s.report), outlet=str(s.report)) for s in made],
            "documents": [document],
            "statements": made,
            "appearances": [AppearanceRecord(statement=made[0].id, target=target).named()],
        },
    )
    return [s.id for s in made]


def test_what_was_written_is_read_and_written_twice_is_one(tmp_path: Path) -> None:
    names = filled(tmp_path)
    before = {p.name: p.read_bytes() for p in (tmp_path / "evidence").iterdir()}
    filled(tmp_path)
    assert {p.name: p.read_bytes() for p in (tmp_path / "evidence").iterdir()} == before
    held = read_ledger(tmp_path)
    assert set(held.statements) == set(names)
    assert held.approved == {}
    assert set(held.pending) == set(names)


def test_a_case_without_evidence_has_an_empty_ledger(tmp_path: Path) -> None:
    held = read_ledger(tmp_path)
    assert held.statements == {}
    assert latest_day(held) is None
    assert status(held, date(2026, 1, 1))["standing"] == []


@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 1000))
def test_order_and_repetition_of_lines_mean_nothing(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("ledger")
    filled(folder)
    first = read_ledger(folder)
    path = folder / "evidence" / "statements.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() * 2
    random.Random(seed).shuffle(lines)
    path.write_text("\n".join(lines), encoding="utf-8")
    assert dict(read_ledger(folder).statements) == dict(first.statements)


def test_lines_of_two_branches_merge_into_the_lines_of_both(tmp_path: Path) -> None:
    one, two = filled(tmp_path)[:2]
    held = read_ledger(tmp_path)
    path = tmp_path / "evidence" / "reviews.jsonl"
    append(path.parent, {"reviews": [decide(held, one, "accept", "left", AT)]})
    left = path.read_text(encoding="utf-8")
    path.unlink()
    append(path.parent, {"reviews": [decide(held, two, "reject", "right", AT)]})
    path.write_text(left + path.read_text(encoding="utf-8"), encoding="utf-8")
    merged = read_ledger(tmp_path)
    assert set(merged.approved) == {one}
    assert len(merged.pending) == 1
    assert (path.parent / ".gitattributes").read_text(encoding="utf-8") == "*.jsonl merge=union\n"


def test_decisions_made_apart_are_both_seen_and_the_latest_holds() -> None:
    held = ledger(statement(), approve=False)
    (name,) = held.statements
    early = decide(held, name, "accept", "left", "2026-01-01T00:00:00+00:00")
    late = decide(held, name, "reject", "right", "2026-01-02T00:00:00+00:00")
    merged = with_reviews(held, [late, early])
    assert merged.disagreed(name)
    assert merged.approved == {}
    assert status(merged, date(2026, 1, 1))["disagreed"] == [name]
    settled = with_reviews(merged, [replace_follows(early, late)])
    assert set(settled.approved) == {name}


def replace_follows(of: ReviewRecord, after: ReviewRecord) -> ReviewRecord:
    changed = {"follows": after.id, "at": "2026-01-03T00:00:00+00:00", "id": ""}
    return of.model_copy(update=changed).named()


@pytest.mark.parametrize(
    ("table", "spoil", "says"),
    [
        ("statements", lambda line: line.replace("offers", "commits"), "does not fit its content"),
        ("statements", lambda line: line.replace("offers", "promises"), "stance"),
        ("statements", lambda line: line.replace('"radar"', '"radars"'), "no item is called radars"),
        ("statements", lambda line: line.replace("2025-08-26", "2025-13-26"), "no date"),
        ("statements", lambda line: line[:-20], "Invalid JSON"),
        ("statements", lambda line: line.replace('"id"', '"extra": 1, "id"'), "extra"),
        ("documents", lambda line: line.replace("d-abab", "d-acab"), "does not fit its content"),
        ("reports", lambda line: line.replace("two-2025-06-04", "three-2025-06-04"), "not in the ledger"),
    ],
)
def test_a_spoilt_line_is_named_with_its_file(tmp_path: Path, table: str, spoil: object, says: str) -> None:
    filled(tmp_path)
    path = tmp_path / "evidence" / f"{table}.jsonl"
    lines = [spoil(line) for line in path.read_text(encoding="utf-8").splitlines()]  # type: ignore[operator]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(LedgerError) as caught:
        read_ledger(tmp_path)
    assert any(says in problem and problem.startswith("evidence/") for problem in caught.value.problems)
    assert not any("\x1b" in problem for problem in caught.value.problems)


def test_a_hostile_line_is_shown_spelled_out(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    line = json.dumps({"id": "s-\x1b[31m", "actor": ["\x1b]0;x\x07"], "stance": "\u202e"})
    (tmp_path / "evidence" / "statements.jsonl").write_text(line + "\n\x00\xff", encoding="utf-8")
    with pytest.raises(LedgerError) as caught:
        read_ledger(tmp_path)
    assert not {"\x1b", "\x07", "\u202e", "\x00"} & set(str(caught.value))


def test_a_break_while_writing_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path)
    path = tmp_path / "evidence" / "statements.jsonl"
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(LedgerError, match="no space left"):
        append(path.parent, {"statements": [statement(actor=("UK",))]})
    assert path.read_bytes() == before
    assert not [p for p in path.parent.iterdir() if p.suffix == ".part" or p.name == ".lock"]


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path)
    monkeypatch.setattr("ceaseline.evidence.store._PATIENCE", 0.05)
    folder = tmp_path / "evidence"
    with _locked(folder), pytest.raises(LedgerError, match="another program is writing"):
        append(folder, {"statements": [statement(actor=("UK",))]})
    assert append(folder, {"statements": [statement(actor=("UK",))]}) == 1


def test_what_an_ended_writer_left_stands_in_nobodys_way(tmp_path: Path) -> None:
    filled(tmp_path)
    folder = tmp_path / "evidence"
    (folder / ".lock").write_text("", encoding="utf-8")
    (folder / ".statements.jsonl.part").write_text('{"half', encoding="utf-8")
    assert append(folder, {"statements": [statement(actor=("UK",))]}) == 1
    assert not [path.name for path in folder.iterdir() if path.suffix in (".part", ".lock")]


def test_a_line_without_its_end_is_completed_before_the_next(tmp_path: Path) -> None:
    filled(tmp_path)
    path = tmp_path / "evidence" / "statements.jsonl"
    write_atomically(path, path.read_bytes().rstrip(b"\n"))
    append(path.parent, {"statements": [statement(actor=("UK",))]})
    assert len(read_table(path.parent, "statements").records) == 4


def test_a_quotation_holds_twelve_words_and_no_more() -> None:
    assert len(excerpt("word " * 40).split()) == 12
    assert excerpt(" two words ") == " two words"
    with pytest.raises(ValidationError, match="at most 12 words"):
        QuoteSelector(exact="word " * 13)
    with pytest.raises(ValidationError, match="at most 12 words"):
        LinkRecord(kind="claim", a="a", b="b", drift=("changed: " + "word " * 13 + "-> b",))
    with pytest.raises(ValidationError, match="at most 12 words"):
        statement(condition="word " * 13)


def test_only_those_who_ask_name_a_provider() -> None:
    with pytest.raises(ValidationError, match="only with demands and expects"):
        statement(provider=("US",))


def test_accept_edit_reject_reopen() -> None:
    held = ledger(statement(), approve=False)
    (name,) = held.statements
    accepted = with_reviews(held, [decide(held, name, "accept", BY, AT)])
    assert accepted.approved[name].stance == "offers"
    changes = {"stance": "considers", "item": ["radar", "air_defence"]}
    edited = with_reviews(accepted, [decide(accepted, name, "edit", BY, AT, changes)])
    assert edited.approved[name].item == ("radar", "air_defence")
    assert edited.statements[name].stance == "offers"
    again = with_reviews(edited, [decide(edited, name, "edit", BY, AT, {"core": False})])
    assert (again.approved[name].stance, again.approved[name].core) == ("considers", False)
    rejected = with_reviews(again, [decide(again, name, "reject", BY, AT)])
    assert (rejected.approved, rejected.pending) == ({}, {})
    reopened = with_reviews(rejected, [decide(rejected, name, "reopen", BY, AT)])
    assert set(reopened.pending) == {name}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "at least one field"),
        ({"id": "s-1"}, "no field that can be set"),
        ({"stance": "promises"}, "stance"),
        ({"item": ["radars"]}, "no item is called radars"),
        ({"report": "nowhere"}, "there is no report nowhere"),
    ],
)
def test_an_edit_that_cannot_be_is_refused(changes: dict[str, object], says: str) -> None:
    held = ledger(statement(), approve=False)
    (name,) = held.statements
    with pytest.raises(ValueError, match=says):
        decide(held, name, "edit", BY, AT, changes)


def test_undo_goes_back_step_by_step_and_only_over_ones_own() -> None:
    one, two = statement(), statement(actor=("UK",))
    held = ledger(one, two, approve=False)
    times = (f"2026-01-01T00:00:{n:02d}+00:00" for n in range(60))
    for name, decision in ((one.id, "accept"), (two.id, "reject")):
        held = with_reviews(held, [decide(held, name, decision, BY, next(times))])  # type: ignore[arg-type]
    held = with_reviews(held, [decide(held, one.id, "edit", BY, next(times), {"firmness": "firm"})])
    assert undo(held, "somebody else", AT) is None
    states = []
    while (back := undo(held, BY, next(times))) is not None:
        held = with_reviews(held, [back])
        states.append((back.statement, back.decision))
    assert states == [(one.id, "accept"), (two.id, "reopen"), (one.id, "reopen")]
    assert held.approved == {}
    assert set(held.pending) == {one.id, two.id}


def test_words_of_a_person_become_changes() -> None:
    assert change("actor = UK, France") == ("actor", ["UK", "France"])
    assert change("text=") == ("text", "")
    for words in ("stance", "wasGeneratedBy=x", "id=s-1"):
        with pytest.raises(ValueError, match="fields are"):
            change(words)


def test_nothing_counts_before_a_person_has_decided() -> None:
    held = ledger(statement(), approve=False)
    assert timelines(held) == []
    assert status(held, date(2026, 1, 1))["pending"] == 1
    assert [step["stance"] for line in timelines(approved(held)) for step in line["steps"]] == ["offers"]


def test_status_names_reports_statements_and_those_who_ask() -> None:
    offer, refusal = (
        statement(text="would give radar"),
        statement(stance="refuses", date="2025-06-04", report="two-2025-06-04"),
    )
    asks = statement(stance="demands", actor=("UK",), provider=("US",), date="before 2025-06-04")
    held = ledger(offer, refusal, asks, statement(report="unknown-1", stance="withdraws", date="2025-09-01"))
    june, late = (status(held, day) for day in (date(2025, 6, 30), date(2026, 1, 1)))
    assert [(s["stance"], s["independent"]) for s in june["standing"]] == [("refuses", 1)]
    (standing,) = late["standing"]
    assert (standing["stance"], standing["since"], standing["reports"]) == (
        "offers", "2025-08-26", ["one-2025-08-26"],
    )  # fmt: skip
    assert [s["text"] for s in standing["statements"]] == ["would give radar"]
    assert [a["id"] for a in late["asked"]] == [asks.id]
    assert status(held, date(2026, 1, 1), ["UK"])["standing"] == []


def test_one_speech_through_two_agencies_is_one_and_unknown_origin_none() -> None:
    through = [
        statement(report=f"{n}-2025-08-26", speech="briefing-2025-08-26") for n in ("one", "two", "unknown")
    ]
    ((line,),) = [timelines(ledger(*through))]
    assert line["steps"][-1]["independent"] == 1
    rows = {row["report"]: row["independent"] for row in sources(ledger(*through))}
    assert rows == {"one-2025-08-26": 1, "two-2025-08-26": 1, "unknown-2025-08-26": 0}


def test_drift_shows_links_that_changed_or_are_at_odds() -> None:
    one, two = statement(), statement(actor=("UK",))
    links = [
        LinkRecord(kind="claim", a=one.id, b=two.id).named(),
        LinkRecord(kind="claim", a=one.id, b=two.id, drift=("changed_number: ten -> at least ten",)).named(),
        LinkRecord(kind="contradicts", a=two.id, b=one.id).named(),
    ]
    held = replace(ledger(one, two), links={link.id: link for link in links})
    assert [row["kind"] for row in drifts(held)] == ["claim", "contradicts"]


def test_the_highest_revision_of_a_document_or_report_counts(tmp_path: Path) -> None:
    filled(tmp_path)
    named = ReportRecord(id="one-2025-08-26", outlet="Somebody Else", revision=1)
    append(tmp_path / "evidence", {"reports": [named]})
    assert read_ledger(tmp_path).reports["one-2025-08-26"].outlet == "Somebody Else"
