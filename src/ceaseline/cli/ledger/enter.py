"""``ledger add`` and ``ledger propose``: documents in, proposals out."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ceaseline import __version__
from ceaseline.case import list_cases, sides
from ceaseline.cli.errors import OK, WRONG, Refusal
from ceaseline.cli.ledger import now, opened, raw_by_document
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress
from ceaseline.views import ledger as views
from ceaseline.views.text import plain

if TYPE_CHECKING:
    from ceaseline.evidence import Source


def _sources(names: Sequence[str]) -> "tuple[list[Source], list[str]]":
    """Read files and standard input; returns what could be read, and why the rest could not."""
    from ceaseline.evidence.documents import SIZE_LIMIT, DocumentError, Source, sources

    read: list[Source] = []
    faults: list[str] = []
    for name in names:
        try:
            if name == "-":
                raw = sys.stdin.buffer.read(SIZE_LIMIT + 1)
                if len(raw) > SIZE_LIMIT:
                    raise DocumentError(f"standard input: more than the limit of {SIZE_LIMIT} bytes")
                read.append(Source("standard input", raw))
            else:
                read += sources([Path(name)])
        except DocumentError as error:
            faults.append(str(error))
    return read, faults


def add(args: argparse.Namespace) -> int:
    """Add documents to a case: all of them, or none if one cannot be read."""
    from ceaseline.evidence.enter import entered
    from ceaseline.evidence.store import FOLDER, append, archive_folder, keep_raw

    folder, ledger = opened(args)
    read, faults = _sources(args.files)
    if faults:
        raise Refusal("; ".join(map(plain, faults)))
    records = list({record.id: record for record in entered(read, now(), args.url)}.values())
    for source in read:
        keep_raw(source, archive_folder())
    new = [record for record in records if record.id not in ledger.documents]
    append(folder / FOLDER, {"documents": new})
    told = [
        {
            "id": record.id,
            "file": record.file,
            "sha256": record.sha256,
            "chars": record.chars,
            "new": record in new,
            "notes": list(record.notes),
        }
        for record in records
    ]
    result = {"case": args.case, "documents": told}
    return emit(args, result, {"documents": views.added_table(result)}, views.added_page(result))


def propose(args: argparse.Namespace) -> int:
    """Read a case's documents and propose statements, or files without a case."""
    first = args.given[0]
    named = first in list_cases() and not Path(first).is_file()
    if not named and not Path(first).is_dir():
        if args.challenger and not args.protected:
            raise Refusal("--challenger needs --protected")
        return _propose_files(args)
    if len(args.given) > 1:
        raise Refusal("name one case, or files; ceaseline ledger add CASE FILE adds files to a case")
    if args.protected or args.challenger:
        raise Refusal("--protected and --challenger go with files; a case names its sides in case.yaml")
    args.case = first
    return _propose_case(args)


def _propose_files(args: argparse.Namespace) -> int:
    read, faults = _sources(args.given)
    with Progress("reading"):
        from ceaseline.evidence import propose as reading

        sides_said = (args.protected, args.challenger) if args.protected else ()
        result: dict[str, Any] = reading(read, *sides_said).as_dict()
    for document in result["documents"]:
        for note in document.pop("notes"):
            print(f"ceaseline: {plain(document['file'])}: {plain(note)}", file=sys.stderr)
    emit(args, result, {"statements": views.proposal_table(result)}, views.proposal_page(result))
    for fault in faults:
        print(f"ceaseline: left out: {plain(fault)}", file=sys.stderr)
    return WRONG if faults else OK


def _propose_case(args: argparse.Namespace) -> int:
    from ceaseline.evidence import Source
    from ceaseline.evidence.documents import decode
    from ceaseline.evidence.enter import proposed
    from ceaseline.evidence.ledger import read_ledger
    from ceaseline.evidence.store import FOLDER, append

    folder, ledger = opened(args)
    named = sides(args.case)
    raw = raw_by_document(ledger, args.documents)
    read = [Source(name, content) for name, content in sorted(raw.items())]
    with Progress("reading"):
        from ceaseline.evidence import propose as reading

        found = reading(read, *named)
    texts = {source.name: decode(source).text for source in read}
    entries = proposed(ledger, found, texts, f"ceaseline {__version__}")
    append(folder / FOLDER, entries.tables())
    absent = [d.file for d in ledger.documents.values() if d.id not in raw]
    result = {
        "case": args.case,
        "read": len(read),
        "absent": absent,
        "sides": named,
        "beside": [ledger.documents[one.file].file for one in found.documents if not one.relevant],
        "added": {name: len(lines) for name, lines in entries.tables().items()},
        "known": entries.known,
        "pending": len(read_ledger(folder).pending),
    }
    return emit(args, result, {"statements": views.entered_table(result)}, views.entered_page(result))
