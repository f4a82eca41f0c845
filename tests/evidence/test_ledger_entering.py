"""From documents to lines: proposals, re-reading, and whether the words still stand."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.evidence.ledger_support import AT, BY, approved

from ceaseline.evidence import Source, propose
from ceaseline.evidence.documents import decode
from ceaseline.evidence.enter import entered, proposed
from ceaseline.evidence.ledger import Ledger, read_ledger
from ceaseline.evidence.review import decide
from ceaseline.evidence.store import FOLDER, append, archive_folder, keep_raw, named_texts, raw_texts
from ceaseline.evidence.tables import QUOTED_WORDS
from ceaseline.evidence.verify import verify, verify_data

ARTICLES = Path(__file__).parent / "articles"
THREE = ("a1.txt", "a2.txt", "b1.txt")


def sources(names: Sequence[str] = THREE) -> list[Source]:
    return [Source(name, (ARTICLES / name).read_bytes()) for name in names]


def enter(case: Path, given: Sequence[Source], reading: str = "test 1") -> Ledger:
    """Add documents, read all and enter what is proposed."""
    held = read_ledger(case)
    new = [d for d in entered(given, AT) if d.id not in held.documents]
    append(case / FOLDER, {"documents": new})
    return read_again(case, given, reading)


def read_again(case: Path, given: Sequence[Source], reading: str) -> Ledger:
    held = read_ledger(case)
    named = [Source(d.id, s.raw) for s, d in zip(given, entered(given, AT), strict=True)]
    texts = {s.name: decode(s).text for s in named}
    append(case / FOLDER, proposed(held, propose(named), texts, reading).tables())
    return read_ledger(case)


def test_documents_of_one_report_share_it_and_their_claims_are_linked(tmp_path: Path) -> None:
    held = enter(tmp_path, sources())
    by_file = {d.file: d for d in held.documents.values()}
    assert by_file["a1.txt"].report == by_file["a2.txt"].report != by_file["b1.txt"].report
    assert by_file["a1.txt"].mask
    assert by_file["a1.txt"].relevant
    assert held.pending
    assert held.approved == {}
    assert {link.kind for link in held.links.values()} <= {"claim", "quote"}
    assert held.links


def test_every_place_holds_and_keeps_few_words(tmp_path: Path) -> None:
    held = enter(tmp_path, sources())
    raw = {d.id: s.raw for s, d in zip(sources(), entered(sources(), AT), strict=True)}
    checked = verify(held, raw)
    assert len(checked) == len(held.appearances) + len(held.quotes)
    assert {c.outcome for c in checked} == {"holds"}
    targets = [a.target for a in held.appearances.values()] + [q.target for q in held.quotes.values()]
    assert all(len(target.selector.refined_by.exact.split()) <= QUOTED_WORDS for target in targets)


def test_reading_again_adds_nothing(tmp_path: Path) -> None:
    enter(tmp_path, sources())
    before = {p.name: p.read_bytes() for p in (tmp_path / FOLDER).iterdir()}
    read_again(tmp_path, sources(), "test 2")
    assert {p.name: p.read_bytes() for p in (tmp_path / FOLDER).iterdir()} == before


def test_decisions_survive_reading_again_even_as_edited_or_rejected(tmp_path: Path) -> None:
    held = enter(tmp_path, sources())
    first, second, third, *_ = held.pending
    reviews = [
        decide(held, first, "accept", BY, AT),
        decide(held, second, "reject", BY, AT),
        decide(held, third, "edit", BY, AT, {"stance": "undecided", "provider": []}),
    ]
    append(tmp_path / FOLDER, {"reviews": reviews})
    again = read_again(tmp_path, sources(), "test 2")
    assert set(again.approved) == {first, third}
    assert again.approved[third].stance == "undecided"
    assert not {first, second, third} & set(again.pending)
    assert len(again.statements) == len(held.statements)


def test_a_later_document_joins_the_report_of_the_first(tmp_path: Path) -> None:
    held = enter(tmp_path, sources(("a1.txt", "b1.txt")))
    (first,) = {d.report for d in held.documents.values() if d.file == "a1.txt"}
    held = approved(held)
    append(tmp_path / FOLDER, {"reviews": held.reviews.values()})
    later = enter(tmp_path, sources(("a1.txt", "b1.txt", "a2.txt")))
    assert {d.report for d in later.documents.values() if d.file == "a2.txt"} == {first}
    assert set(held.approved) <= set(later.approved)


def test_names_of_files_are_names_only() -> None:
    hostile = [
        "../../etc/passwd",
        "C:\\temp\\a.txt",
        "a\x1b[31m.txt",
        "b\u202e.txt",
        "c\n.txt",
        "x" * 500,
        "",
    ]
    told = [d.file for d in entered([Source(name, b"text %d" % n) for n, name in enumerate(hostile)], AT)]
    assert told[:2] == ["passwd", "a.txt"]
    assert all(len(name) <= 120 and name.isprintable() and "/" not in name for name in told)
    assert told[-1] == "unnamed"


def test_raw_texts_are_found_by_their_hash_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CEASELINE_DOCUMENTS", str(tmp_path / "kept"))
    (source,) = sources(("a1.txt",))
    sha256 = keep_raw(Source("../../somewhere", source.raw), archive_folder())
    assert [p.name for p in (tmp_path / "kept").iterdir()] == [sha256]
    assert raw_texts([sha256], [tmp_path, tmp_path / "kept"]) == {sha256: source.raw}
    (tmp_path / "kept" / sha256).write_bytes(b"another text")
    assert raw_texts([sha256], [tmp_path / "kept"]) == {}
    assert named_texts({"d-1": "../kept/" + sha256, "d-2": sha256}, [tmp_path / "kept"]) == {
        "d-2": b"another text"
    }


def test_verify_tells_what_moved_changed_and_was_lost(tmp_path: Path) -> None:
    (source,) = sources(("a1.txt",))
    held = enter(tmp_path, [source])
    (name,) = held.documents
    text = source.raw.decode()
    passage = next(iter(held.appearances.values())).target.selector
    words = text[passage.start : passage.end]
    moved = verify_data(held, {name: ("Before. " + text).encode()}, {name})
    assert moved["places"]["moved"] == len(held.appearances) + len(held.quotes)
    assert all(fault["found"] == fault["start"] + 8 for fault in moved["faults"])
    assert not moved["sound"]
    changed = verify_data(held, {name: text.replace(words, words[:-1] + "#").encode()}, {name})
    assert {f["outcome"] for f in changed["faults"]} == {"changed"}
    assert verify_data(held, {name: b"Nothing of it is left."}, {name})["places"]["lost"] > 0
    absent = verify_data(held, {}, ())
    assert (absent["places"]["holds"], absent["sound"]) == (0, True)
    assert absent["documents"][0]["state"] == "absent"


HOSTILE = (
    b"<script>alert(1)</script> Poland will not send troops to Ukraine, its prime minister said.",
    b"\x1b[31mPoland will not send troops\x00 to Ukraine\xff\xfe, its prime minister said.",
    "Poland will \u202enot send troops\u202c to Ukraine, its prime minister said.".encode(),
)


@pytest.mark.parametrize("raw", HOSTILE, ids=["script", "escapes", "marks"])
def test_hostile_documents_enter_and_no_line_holds_a_control(tmp_path: Path, raw: bytes) -> None:
    held = enter(tmp_path, [Source("a\x1b.txt", raw)])
    assert held.documents
    for path in (tmp_path / FOLDER).glob("*.jsonl"):
        assert path.read_text(encoding="ascii").replace("\n", "").isprintable()
