"""The verbs of ``ceaseline ledger``: what is shared by those that enter, decide and show."""

import argparse
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ceaseline.case import find

if TYPE_CHECKING:
    from ceaseline.evidence.ledger import Ledger


def now() -> str:
    """Return the time as the ledger writes it; the program's only clock."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def opened(args: argparse.Namespace) -> "tuple[Path, Ledger]":
    """Find the case and read its ledger; the rest of the case may be at fault.

    Raises
    ------
    ceaseline.case.CaseError, ceaseline.evidence.store.LedgerError
        If there is no such case, or its ledger cannot be read.
    """
    from ceaseline.evidence.ledger import read_ledger

    folder = find(args.case)
    return folder, read_ledger(folder)


def raw_by_document(ledger: "Ledger", folders: Iterable[str]) -> dict[str, bytes]:
    """Find the raw texts of a ledger's documents where they are kept, and in further folders."""
    from ceaseline.evidence.store import archive_folder, raw_texts

    places = [archive_folder(), *map(Path, folders)]
    found = raw_texts((d.sha256 for d in ledger.documents.values()), places)
    return {d.id: found[d.sha256] for d in ledger.documents.values() if d.sha256 in found}
