"""Reads case.yaml: parties, geography, horizon, currency and aims."""

from collections.abc import Iterable, Mapping
from typing import Any

from ceaseline.case.estimates import Book, Origins, Quantity, estimate
from ceaseline.case.objects import Base, Flags, Geography, Party, Site
from ceaseline.case.shapes import CaseFile, GeographyEntry, PartyEntry
from ceaseline.case.stated import Citation
from ceaseline.case.validate import validate
from ceaseline.case.yamlfile import At, Document

#: Bloc of a party that states none, by role; a guarantor or monitor has to state it.
_BLOCS = {"protected": "own", "challenger": "own"}
_TROOPS = Quantity.of_unit("pool", "troops")


def read_case_file(document: Document) -> CaseFile | None:
    """Hold case.yaml against its shape; None when problems were noted."""
    return validate(CaseFile, document.value, document.at()) if document.value is not None else None


def raw_parties(document: Document) -> Mapping[str, Any] | None:
    """Collect the ids of parties as they stand; None when the file cannot be read."""
    raw = document.value.get("parties") if isinstance(document.value, dict) else None
    if not isinstance(raw, list):
        return None
    return {str(entry["id"]): entry for entry in raw if isinstance(entry, dict) and "id" in entry}


def raw_blocs(parties: Mapping[str, Any] | None) -> dict[str, str]:
    """Return the bloc of each party as it stands, or the one that goes with its role."""
    found = parties or {}
    return {
        name: str(entry.get("bloc") or _BLOCS.get(str(entry.get("role")), ""))
        for name, entry in found.items()
    }


def currency(document: Document, case: CaseFile, book: Book) -> tuple[float | None, Citation | None]:
    """Return euros per dollar and where the rate comes from; it needs an origin as every number does."""
    if case.currency is None:
        return None, None
    at, rate = document.at("currency"), case.currency
    held = Origins().under(case.defaults, document.at("defaults")).under(rate, at)
    for name in ("as_of", "grade", "kind"):
        if getattr(held, name) is None:
            at.problem(f"{name} is missing", "every number says so", f"add {name}:")
    if held.source is None:
        at.problem("source is missing", "every number has one", "add source: with a key of sources.bib")
        return rate.usd, None
    return rate.usd, book.cite(held.source, held.source_at or at)


def read_parties(document: Document, case: CaseFile, book: Book) -> tuple[Party, ...]:
    """Read the parties.

    Parameters
    ----------
    document
        case.yaml.
    case
        The same in its shape.
    book
        Sources and exchange rate.

    Returns
    -------
    tuple of Party
        In the order of the file.
    """
    at = document.at("parties")
    _unique(case.parties, at, "party")
    for role in ("protected", "challenger"):
        count = sum(entry.role == role for entry in case.parties)
        if count != 1:
            at.problem(f"{count} parties are {role}", "a case has exactly one", "correct the roles")
    return tuple(_party(entry, at / index, case, book) for index, entry in enumerate(case.parties))


def _party(entry: PartyEntry, at: At, case: CaseFile, book: Book) -> Party:
    bloc = entry.bloc or _BLOCS.get(entry.role)
    if bloc is None:
        at.problem("key bloc is missing", f"a {entry.role} belongs to one", "add bloc: europe, us or third")
    pool = None
    if entry.pool is not None:
        origins = Origins().under(case.defaults, at.document.at("defaults"))
        pool = estimate(entry.pool, at / "pool", _TROOPS, origins, book)
    return Party(
        id=entry.id,
        name=entry.name or entry.id,
        role=entry.role,
        bloc=bloc or "third",
        elections=tuple(sorted(entry.elections)),
        pool=pool,
        littoral=entry.littoral,
        note=entry.note or "",
    )


def read_geography(document: Document, entry: GeographyEntry, book: Book) -> Geography:
    """Read sites, bases and the line.

    Parameters
    ----------
    document
        case.yaml.
    entry
        Its geography in its shape.
    book
        Sources.

    Returns
    -------
    Geography
        With the line as (latitude, longitude) pairs in degrees.
    """
    at = document.at("geography")
    _unique(entry.sites, at / "sites", "site")
    _unique(entry.bases, at / "bases", "base")
    for index, (lat, lon) in enumerate(entry.line):
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            (at / "line" / index).problem(
                "no such place", "latitude comes first, then longitude", "correct it"
            )
    return Geography(
        line=tuple((lat, lon) for lat, lon in entry.line),
        sites=tuple(Site(**{**dict(site), "note": site.note or ""}) for site in entry.sites),
        bases=tuple(Base(**{**dict(base), "note": base.note or ""}) for base in entry.bases),
        sea=entry.sea,
        source=book.cite(entry.source, at / "source") if entry.source else None,
        note=entry.note or "",
    )


def read_flags(document: Document, case: CaseFile) -> Flags:
    """Read the switches; a flag for the sea may repeat geography but not contradict it."""
    sea = case.geography.sea
    if case.flags.sea is not None and "sea" in case.geography.model_fields_set and case.flags.sea != sea:
        what = f"sea is {str(case.flags.sea).lower()} here and {str(sea).lower()} in geography"
        document.at("flags", "sea").problem(what, "it is one or the other", "make them agree")
    return Flags(sea=sea if case.flags.sea is None else case.flags.sea, strikes=case.flags.strikes)


def _unique(entries: Iterable[Any], at: At, noun: str) -> None:
    first: dict[str, At] = {}
    for index, entry in enumerate(entries):
        if entry.id in first:
            spot = at / index / "id"
            spot.problem(
                f"{noun} {entry.id} is given twice", f"first in {first[entry.id].line}", "rename one"
            )
        first.setdefault(entry.id, at / index)
