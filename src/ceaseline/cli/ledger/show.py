"""The verbs of ``ledger`` that show: status, timeline, sources, drift, verify, positions, export."""

import argparse
from pathlib import Path
from typing import Any

from ceaseline.case import evidence_of
from ceaseline.cli.errors import OK, UNWRITTEN, WRONG, Refusal
from ceaseline.cli.ledger import opened, raw_by_document
from ceaseline.cli.output import emit
from ceaseline.evidence import export as tables_of
from ceaseline.evidence import positions as derived
from ceaseline.evidence import status as statuses
from ceaseline.evidence.store import FOLDER, archive_folder, named_texts, write_atomically
from ceaseline.evidence.verify import verify_data
from ceaseline.views import ledger as views
from ceaseline.views.blocks import Block, Column, Heading, Table, to_csv
from ceaseline.views.text import plain


def status(args: argparse.Namespace) -> int:
    """Show what stands on a day."""
    _, ledger = opened(args)
    day = args.as_of or statuses.latest_day(ledger)
    if day is None:
        raise Refusal(f"the ledger of {plain(args.case)} holds no approved statement with a day")
    result = {"case": args.case, **statuses.status(ledger, day, args.actor, args.item)}
    tables = {"standing": views.status_table(result), "asked": views.asked_table(result)}
    return emit(args, result, tables, views.status_page(args.case, result))


def timeline(args: argparse.Namespace) -> int:
    """Show how it came to stand."""
    _, ledger = opened(args)
    result = {"case": args.case, "timelines": statuses.timelines(ledger, args.actor, args.item)}
    table = views.timeline_table(result)
    return emit(args, result, {"timeline": table}, [table])


def sources(args: argparse.Namespace) -> int:
    """Show the reports and who passes them on."""
    _, ledger = opened(args)
    result = {"case": args.case, "reports": statuses.sources(ledger)}
    table = views.sources_table(result)
    return emit(args, result, {"sources": table}, [table])


def drift(args: argparse.Namespace) -> int:
    """Show what changed on the way."""
    _, ledger = opened(args)
    result = {"case": args.case, "links": statuses.drifts(ledger)}
    table = views.drift_table(result)
    return emit(args, result, {"drift": table}, [table])


def verify(args: argparse.Namespace) -> int:
    """Check words against documents; the exit code is 2 when one does not stand where it stood."""
    _, ledger = opened(args)
    raw = raw_by_document(ledger, args.documents)
    missing = {d.id: d.file for d in ledger.documents.values() if d.id not in raw}
    changed = named_texts(missing, [archive_folder(), *map(Path, args.documents)])
    data = verify_data(ledger, {**raw, **changed}, changed)
    result: dict[str, Any] = {"case": args.case, **data}
    emit(args, result, views.verify_tables(result), views.verify_page(args.case, result))
    return OK if result["sound"] else WRONG


def positions(args: argparse.Namespace) -> int:
    """Show the positions that levers get; the exit code is 2 when the file is out of date."""
    folder, ledger = opened(args)
    found = derived.positions_data(ledger, evidence_of(folder))
    text = derived.positions_text(found).encode()
    path = folder / FOLDER / "positions.yaml"
    current = path.is_file() and path.read_bytes() == text
    if args.write and not current:
        try:
            path.parent.mkdir(exist_ok=True)
            write_atomically(path, text)
        except OSError as error:
            raise Refusal(f"{path}: {error.strerror or error}", UNWRITTEN) from None
    state = "written" if args.write and not current else "current" if current else "stale"
    plainly = {
        lever: [{**entry, "as_of": entry["as_of"].isoformat()} for entry in entries]
        for lever, entries in found.items()
    }
    result = {"case": args.case, "state": state, "levers": plainly}
    table = views.positions_table(result)
    emit(args, result, {"positions": table}, views.positions_page(result))
    return WRONG if state == "stale" else OK


def export(args: argparse.Namespace) -> int:
    """Give every table."""
    _, ledger = opened(args)
    tables = {
        name: Table(name, name, tuple(Column(key, key) for key in keys), tuple(tables_of.rows(ledger, name)))
        for name, keys in tables_of.COLUMNS.items()
    }
    if args.to is not None:
        _write_tables(Path(args.to), tables)
    result = {
        "case": args.case,
        "tables": {
            name: [dict(zip(tables_of.COLUMNS[name], row, strict=True)) for row in table.rows]
            for name, table in tables.items()
        },
    }
    page: list[Block] = [Heading(plain(args.case))]
    page.extend(f"{name}: {len(table.rows)} rows" for name, table in tables.items())
    return emit(args, result, tables, page)


def _write_tables(folder: Path, tables: dict[str, Table]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in tables.items():
            write_atomically(folder / f"{name}.csv", to_csv(table).encode())
    except OSError as error:
        raise Refusal(f"{folder}: {error.strerror or error}", UNWRITTEN) from None
