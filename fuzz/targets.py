"""What is fuzzed: one function a kind of input, from bytes to nothing.

A target returns when the program takes the input or refuses it as documented (`CaseError`, `LedgerError`,
`DocumentError`), and lets everything else out: that is a finding. The targets need neither a fuzzer nor
numerics, so tests call them with the inputs that were once findings.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ceaseline.case import CaseError, Problem, evidence_of, list_cases, load, scaffold
from ceaseline.case.bibliography import read_sources
from ceaseline.case.digest import canonical
from ceaseline.case.load import CASES
from ceaseline.evidence import DocumentError, Source, propose
from ceaseline.evidence.documents import decode
from ceaseline.evidence.enter import entered, proposed
from ceaseline.evidence.export import COLUMNS, rows
from ceaseline.evidence.ledger import Ledger, read_ledger
from ceaseline.evidence.positions import positions_data, positions_text
from ceaseline.evidence.review import undo
from ceaseline.evidence.status import drifts, latest_day, sources, status, timelines
from ceaseline.evidence.store import FOLDER, LedgerError, append
from ceaseline.evidence.tables import TABLES

#: Files of a case; the first byte of an input says which of them the rest is.
CASE_FILES = (
    "case.yaml",
    "assumptions.yaml",
    "levers.yaml",
    "packages.yaml",
    "sources.bib",
    "evidence/positions.yaml",
)
#: Longest input; every limit of the program on size lies above it and has tests of its own.
LONGEST = 20_000

_SHARED = Path("/dev/shm")


@cache
def _folder(name: str) -> Path:
    """Return a folder of this process, in memory where there is such a place."""
    place = _SHARED if _SHARED.is_dir() else None
    return Path(tempfile.mkdtemp(prefix=f"ceaseline-fuzz-{name}-", dir=place))


def clean() -> None:
    """Delete what the targets wrote."""
    for name in ("case", "bibtex", "ledger"):
        shutil.rmtree(_folder(name), ignore_errors=True)
    _folder.cache_clear()
    _starter.cache_clear()
    _ledger_base.cache_clear()


@cache
def _starter() -> dict[str, bytes]:
    folder = _folder("case") / "my-case"
    scaffold(folder, "my-case")
    (folder / "evidence").mkdir()
    return {file: (folder / file).read_bytes() for file in CASE_FILES if (folder / file).exists()}


def case(data: bytes) -> None:
    """Load a starter case in which one file holds the input."""
    base = _starter()
    file = CASE_FILES[data[0] % len(CASE_FILES)] if data else CASE_FILES[0]
    folder = _folder("case") / "my-case"
    (folder / file).write_bytes(data[1:])
    try:
        found = load(folder)
        own = (found.levers, found.packages, found.parties, found.geography, found.aims, found.departures)
        json.dumps(canonical(own))
    except CaseError as error:
        _positioned(error.problems)
    finally:
        if file in base:
            (folder / file).write_bytes(base[file])
        else:
            (folder / file).unlink()


def _positioned(problems: tuple[Problem, ...]) -> None:
    """Check that a refusal says something, and where."""
    assert problems
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.what
        assert str(problem).isprintable()


def bibtex(data: bytes) -> None:
    """Read a bibliography."""
    path = _folder("bibtex") / "sources.bib"
    path.write_bytes(data)
    found, document = read_sources(path, "sources.bib", "sources.bib")
    if document.problems:
        _positioned(tuple(document.problems))
    for key, source in found.items():
        assert source.key == key


def document(data: bytes) -> None:
    """Read a document, enter it into an empty ledger, and read the ledger back."""
    try:
        records = entered([Source("fuzz.txt", data)], "2026-01-01T00:00:00+00:00")
        named = [Source(records[0].id, data)]
        found = propose(named)
    except DocumentError:
        return
    text = decode(named[0]).text
    for one in found.documents:
        assert all(text[s.start : s.end] == s.quote for s in one.statements)
        assert all(text[q.start : q.end] == q.text for q in one.quotes)
    assert found.as_json().isascii()
    ledger = Ledger(documents={record.id: record for record in records})
    folder = _folder("ledger") / "from-document"
    shutil.rmtree(folder, ignore_errors=True)
    entries = proposed(ledger, found, {records[0].id: text}, "fuzz")
    append(folder / FOLDER, {**entries.tables(), "documents": [*records, *entries.documents]})
    read_ledger(folder)


@cache
def _ledger_base() -> dict[str, bytes]:
    held = CASES / "ukraine-2025" / FOLDER
    base = {}
    for table in TABLES:
        lines = (held / f"{table}.jsonl").read_bytes().split(b"\n")
        base[table] = b"\n".join(lines[:4])
    (_folder("ledger") / FOLDER).mkdir(parents=True, exist_ok=True)
    return base


def ledger(data: bytes) -> None:
    """Read a ledger of which one table holds the input; an even second byte lets its ids fit.

    Ids are hashes of the content, so a fuzzer alone would never get past them.
    """
    _ledger_base()
    tables = list(TABLES)
    chosen = tables[data[0] % len(tables)] if data else tables[0]
    content = data[2:]
    if len(data) > 1 and data[1] % 2 == 0:
        content = b"\n".join(_fitting(chosen, content))
    folder = _folder("ledger")
    alone = len(data) > 1 and data[1] % 4 >= 2
    for table in tables:
        text = content if table == chosen else b"" if alone else _flagship_table(table)
        (folder / FOLDER / f"{table}.jsonl").write_bytes(text)
    try:
        held = read_ledger(folder)
    except LedgerError as error:
        _printable(error.problems)
        return
    _use(held)


def _printable(problems: tuple[str, ...]) -> None:
    assert problems
    assert all(problem.replace("\n", "").isprintable() for problem in problems)


@cache
def _flagship_table(table: str) -> bytes:
    """Return the first lines of a table of the flagship, for inputs to refer to."""
    path = CASES / "ukraine-2025" / FOLDER / f"{table}.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    return b"".join(lines if table in ("documents", "reports") else ())


def _fitting(table: str, content: bytes) -> Iterator[bytes]:
    """Give the lines that are records the ids that fit their content."""
    for line in content.split(b"\n"):
        try:
            record = TABLES[table].model_validate_json(line)
        except ValidationError:
            yield line
            continue
        revised = table in ("documents", "reports")
        yield (record if revised else record.named()).line().encode()


def _use(held: Ledger) -> None:
    """Ask everything of a ledger that the command line can ask."""
    day = latest_day(held) or date(2026, 1, 1)
    answers: list[Any] = [status(held, day), timelines(held), sources(held), drifts(held)]
    answers.append({table: list(rows(held, table)) for table in COLUMNS})
    json.dumps(answers, default=str)
    undo(held, "reviewer", "2026-01-01T00:00:00+00:00")
    assert len(held.pending) <= len(held.statements)
    positions_text(positions_data(held, evidence_of(CASES / "korea-1953")))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "case": case,
    "bibtex": bibtex,
    "ledger": ledger,
    "document": document,
}


def seeds(target: str) -> Iterator[bytes]:
    """Yield inputs to start from: the program's own files, cut into pieces of a size that runs fast."""
    if target == "case":
        for number, file in enumerate(CASE_FILES):
            if file in _starter():
                yield bytes([number]) + _starter()[file]
        for name in list_cases():
            for number, file in enumerate(CASE_FILES):
                path = CASES / name / file
                if path.exists():
                    yield from (bytes([number]) + piece for piece in _pieces(path.read_bytes()))
    elif target == "bibtex":
        for name in list_cases():
            yield from _pieces((CASES / name / "sources.bib").read_bytes(), b"\n@", 900)
    elif target == "ledger":
        for number, table in enumerate(TABLES):
            path = CASES / "ukraine-2025" / FOLDER / f"{table}.jsonl"
            for count, line in enumerate(path.read_bytes().splitlines()[:40]):
                yield bytes([number, count % 4]) + line
    else:
        yield from (text.encode() for text in _DOCUMENTS)


def _pieces(content: bytes, before: bytes = b"\n\n", longest: int = 4000) -> Iterator[bytes]:
    """Cut a file before empty lines into pieces of about a length."""
    while content:
        cut = content.rfind(before, 1, longest) if len(content) > longest else -1
        cut = len(content) if cut < 0 else cut
        yield content[:cut]
        content = content[cut:]


_DOCUMENTS = (
    "Poland will not send troops to Ukraine, its prime minister said on 4 June 2025.",
    "LONDON, Aug 26 (Reuters) - Germany said it could send two Patriot batteries to Ukraine if Russia "
    "attacks, according to two officials.\n\n“We are ready,” the defence minister told reporters.\n",
    "<!DOCTYPE html><html><head><title>x</title><script>1</script></head><body><nav>a</nav>"
    "<p>The United States offered intelligence &amp; surveillance, the Financial Times reported.</p>"
    "<!-- x --><footer>© 2025 The Times</footer></body></html>",
    "France and Britain have agreed to deploy 10,000 to 30,000 troops away from the border. "
    'Mr Smith said: "No." About ten countries, then at least ten others, would contribute in April.',
    "Italy ruled out ground troops. Turkey may patrol the Black Sea. Canada, Australia and Japan expect the "
    "US to provide air cover; Washington refused to comment.",
)


def words(target: str) -> list[bytes]:
    """Return the words of a format, for a fuzzer's dictionary."""
    found: set[bytes] = set()
    for seed in seeds(target):
        for word in seed.replace(b"\n", b" ").split(b" "):
            if 1 < len(word) <= 24 and word.isascii():
                found.add(word)
    return sorted(found)[:1500]
