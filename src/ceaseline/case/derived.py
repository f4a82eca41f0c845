"""Positions that the ledger of a case gives its levers: where they come from, and reading them back.

The ledger itself is read by `ceaseline.evidence`, of which a case knows nothing: it reads what
``ceaseline ledger positions CASE --write`` has left in evidence/positions.yaml.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from ceaseline.case.estimates import Book
from ceaseline.case.objects import Evidence, Position
from ceaseline.case.problems import CaseError, nearest
from ceaseline.case.shapes import DerivedEntry, PositionEntry, PositionsShell
from ceaseline.case.shapes import Evidence as EvidenceEntry
from ceaseline.case.validate import validate
from ceaseline.case.yamlfile import At, Document, read_yaml

POSITIONS = "evidence/positions.yaml"


def position(entry: PositionEntry, at: At, book: Book) -> Position:
    """Turn an entry of a file into a position."""
    derived = entry if isinstance(entry, DerivedEntry) else None
    return Position(
        as_of=entry.as_of,
        stance=entry.stance,
        firmness=entry.firmness,
        source=book.cite(entry.source, at / "source"),
        statement=entry.statement or "",
        note=entry.note or "",
        contested=derived.contested if derived else False,
        independent=derived.independent if derived else 0,
        statements=tuple(derived.statements) if derived else (),
    )


def in_order(positions: Iterable[Position]) -> tuple[Position, ...]:
    """Order positions by their day."""
    return tuple(sorted(positions, key=lambda held: held.as_of))


def read_derived(
    document: Document | None, book: Book, known: Mapping[str, object]
) -> dict[str, tuple[Position, ...]]:
    """Read evidence/positions.yaml.

    Parameters
    ----------
    document
        The file; None where the case has none.
    book
        Sources and exchange rate.
    known
        Levers of the case, by id.

    Returns
    -------
    dict
        Positions by lever; those at fault are left out and their problems noted.
    """
    if document is None or document.value is None:
        return {}
    at = document.at()
    shell = validate(PositionsShell, document.value, at)
    found: dict[str, tuple[Position, ...]] = {}
    for name, raw in shell.levers.items() if shell else ():
        spot = at / "levers" / name
        if name not in known:
            spot.problem(
                f"no lever is called {name}", "the file is out of date", nearest(name, known), key=True
            )
        entries = [(validate(DerivedEntry, one, spot / index), spot / index) for index, one in enumerate(raw)]
        found[name] = in_order(position(entry, where, book) for entry, where in entries if entry is not None)
    return found


def evidence_of(folder: Path) -> dict[str, Evidence]:
    """Return which statements give each lever its positions, from levers.yaml alone.

    Works on a case whose positions have not been written yet.

    Parameters
    ----------
    folder
        Folder of a case.

    Returns
    -------
    dict
        By lever, in the order of the file; levers without evidence are left out.

    Raises
    ------
    CaseError
        If the file or the evidence of a lever cannot be read.
    """
    document = read_yaml(folder / "levers.yaml", f"{folder.name}/levers.yaml", f"{folder.name}/levers.yaml")
    raw = document.value.get("levers") if isinstance(document.value, dict) else None
    found: dict[str, Evidence] = {}
    for index, entry in enumerate(raw if isinstance(raw, list) else []):
        if isinstance(entry, dict) and "evidence" in entry and isinstance(entry.get("id"), str):
            held = validate(EvidenceEntry, entry["evidence"], document.at("levers", index, "evidence"))
            if held is not None:
                found[entry["id"]] = Evidence(
                    actors=tuple(held.actors), items=tuple(held.items), groups=tuple(held.groups)
                )
    if document.problems:
        raise CaseError(document.problems)
    return found
