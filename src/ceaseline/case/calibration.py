"""Worlds that a calibration kept: finding their file, checking it, and letting a case draw from it.

`ceaseline calibrate` writes two files: ``NAME-VERSION.csv`` with one kept world a row, and
``NAME-VERSION.json``, which says how they were found and holds the hash of the first.
"""

import csv
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from math import inf, isfinite
from pathlib import Path
from typing import Any

from ceaseline.case.estimates import Book, Origins, Quantity, estimate
from ceaseline.case.frozen import FrozenMap
from ceaseline.case.objects import Case
from ceaseline.case.problems import nearest
from ceaseline.case.shapes import CalibrationEntry, CaseFile
from ceaseline.case.stated import Assumption, Calibration, Departure, Estimate
from ceaseline.case.uncertain import Uncertain
from ceaseline.case.yamlfile import At, Document
from ceaseline.terms import CALIBRATED, PARAMETERS

#: Calibrations that are shipped with the program; a case folder may hold its own in a folder of this name.
KEPT = Path(__file__).resolve().parent.parent / "calibrations"

#: Levels at which a factor is spread out when the percentiles of a product are counted.
_SPREAD = tuple((k + 0.5) / 20 for k in range(20))


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What a case is with its calibration: assumptions narrowed, and departures by its factors."""

    calibration: Calibration | None
    assumptions: FrozenMap[Assumption]
    departures: tuple[Departure, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kept:
    """A sound pair of files: names of the columns, rows, hash."""

    columns: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    digest: str


def as_stated(case: Case) -> Case:
    """Return a case as its files state it, without its calibration.

    Parameters
    ----------
    case

    Returns
    -------
    Case
        Every calibrated assumption holds its prior again; departures by factors are left out.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> case = load("reference-pair")
    >>> case.assumptions["opening_rate"].kind, as_stated(case).assumptions["opening_rate"].kind
    ('calibrated', 'assumption')
    """
    if case.calibration is None:
        return case
    drawn = set(case.calibration.assumptions)

    def prior(entry: Assumption) -> Assumption:
        if entry.prior is None:
            return entry
        return replace(entry, value=entry.prior, kind="assumption", calibrated_from="", prior=None)

    return replace(
        case,
        calibration=None,
        assumptions=FrozenMap({name: prior(entry) for name, entry in case.assumptions.items()}),
        departures=tuple(d for d in case.departures if d.name not in drawn),
    )


def read_calibration(
    document: Document,
    shape: CaseFile,
    folder: Path,
    book: Book,
    assumptions: FrozenMap[Assumption],
) -> Calibrated:
    """Read what ``calibration:`` of case.yaml asks for.

    Parameters
    ----------
    document
        case.yaml.
    shape
        The same in its shape.
    folder
        Folder of the case; its own ``calibrations`` is looked into before the shipped one.
    book
        Sources and exchange rate.
    assumptions
        Every assumption as the files state it.

    Returns
    -------
    Calibrated
        The assumptions unchanged where nothing is asked for or something is at fault; problems are noted in
        the document.
    """
    entry = shape.calibration
    if entry is None:
        return Calibrated(None, assumptions)
    at = document.at("calibration")
    kept = _find(entry, at, folder)
    factors = _factors(entry, at / "factors", Origins().under(shape.defaults, document.at("defaults")), book)
    if kept is None or not _names_fit(entry, kept, shape.name, assumptions, at):
        return Calibrated(None, assumptions)
    places = [kept.columns.index(name) for name in entry.assumptions]
    calibration = Calibration(
        case=entry.from_,
        version=entry.version,
        assumptions=tuple(entry.assumptions),
        factors=FrozenMap(factors),
        rows=tuple(tuple(row[place] for place in places) for row in kept.rows),
        digest=kept.digest,
    )
    return _applied(calibration, assumptions)


def _find(entry: CalibrationEntry, at: At, folder: Path) -> _Kept | None:
    name = f"{entry.from_}-{entry.version}"
    for place in (folder / KEPT.name, KEPT):
        if (place / f"{name}.json").exists():
            kept = _read(place / name, at)
            return kept
    known = sorted(path.stem for place in (folder / KEPT.name, KEPT) for path in place.glob("*.json"))
    why = "it is shipped with the program or stands in calibrations/ of the case"
    at.problem(f"there is no calibration {name}", why, nearest(name, known))
    return None


def _read(stem: Path, at: At) -> _Kept | None:
    """Read both files of a calibration; None, with the problem noted, if they do not belong together."""
    mend = "write it again with ceaseline calibrate -o"
    try:
        manifest = json.loads(stem.with_name(stem.name + ".json").read_text(encoding="utf-8"))
        content = stem.with_name(stem.name + ".csv").read_bytes()
        lines = list(csv.reader(content.decode().splitlines()))
        columns = tuple(lines[0])
        rows = tuple(tuple(map(float, line)) for line in lines[1:])
    except (OSError, ValueError, IndexError) as error:
        at.problem(f"calibration {stem.name} cannot be read", str(error), mend)
        return None
    digest = hashlib.sha256(content).hexdigest()
    claimed = manifest.get("csv_sha256") if isinstance(manifest, dict) else None
    if digest != claimed:
        at.problem(f"calibration {stem.name} was changed", "its rows are not those of its manifest", mend)
        return None
    fault = _fault(columns, rows)
    if fault:
        at.problem(f"calibration {stem.name} cannot be used", fault, mend)
        return None
    return _Kept(columns, rows, digest)


def _fault(columns: tuple[str, ...], rows: Sequence[tuple[float, ...]]) -> str:
    unknown = [name for name in columns if name not in PARAMETERS]
    if unknown:
        return f"it has a column {unknown[0]}, which is no assumption"
    if len(rows) < 2:
        return f"it holds {len(rows)} worlds"
    for number, row in enumerate(rows, start=2):
        if len(row) != len(columns):
            return f"line {number} has {len(row)} values for {len(columns)} columns"
        for name, value in zip(columns, row, strict=True):
            low, high = PARAMETERS[name].low, PARAMETERS[name].high
            if not (isfinite(value) and low <= value <= high):
                return f"{name} is {value:g} in line {number}, outside {low:g} to {high:g}"
    return ""


def _factors(entry: CalibrationEntry, at: At, origins: Origins, book: Book) -> dict[str, Estimate]:
    found = {}
    for name, number in entry.factors.items():
        spot = at / name
        if name not in entry.assumptions:
            mend = nearest(name, entry.assumptions)
            spot.problem(f"{name} is not calibrated here", "a factor changes a drawn value", mend, key=True)
            continue
        made = estimate(number, spot, Quantity(name, "factor", 0.0, inf), origins, book)
        if made is None:
            continue
        if not made.reason:
            spot.problem(f"reason is missing for {name}", "it leaves the class", "add reason:", key=True)
        found[name] = made
    return found


def _names_fit(
    entry: CalibrationEntry, kept: _Kept, own: str, assumptions: Mapping[str, Assumption], at: At
) -> bool:
    """Check that each name has a column and no value that would be read and not used."""
    sound = True
    for index, name in enumerate(entry.assumptions):
        spot = at / "assumptions" / index
        stated = assumptions.get(name)
        if name in entry.assumptions[:index]:
            spot.problem(f"{name} is named twice", "", "delete one of them")
        elif name not in kept.columns:
            mend = nearest(name, kept.columns)
            spot.problem(f"{name} was not calibrated", "the file has no such column", mend)
        elif stated is None:
            pass  # its absence from the assumptions is a problem of its own
        elif entry.from_ != own and not stated.inherited_from:
            why = f"its value in {stated.origin} would not be used"
            spot.problem(f"{name} has a value of its own", why, "delete one of them, or write a factor")
        else:
            continue
        sound = False
    return sound


def _applied(calibration: Calibration, assumptions: FrozenMap[Assumption]) -> Calibrated:
    narrowed = dict(assumptions)
    departures = []
    for place, name in enumerate(calibration.assumptions):
        stated = assumptions[name]
        values = sorted(row[place] for row in calibration.rows)
        drawn = _summary(values, name)
        if name in calibration.factors:
            factor = calibration.factors[name]
            spread = [factor.quantile(level) for level in _SPREAD]
            bounds = PARAMETERS[name]
            product = sorted(min(max(v * f, bounds.low), bounds.high) for v in values for f in spread)
            own = _summary(product, name)
            departures.append(Departure(name, drawn, own, factor.reason))
            drawn = own
        parts = {field.name: getattr(stated, field.name) for field in fields(stated)}
        changed: dict[str, Any] = {
            "value": drawn,
            "kind": CALIBRATED,
            "calibrated_from": calibration.name,
            "prior": stated.value,
        }
        narrowed[name] = Assumption(**{**parts, **changed})
    return Calibrated(calibration, FrozenMap(narrowed), tuple(departures))


def _summary(values: Sequence[float], name: str) -> Uncertain:
    """Return the 5th, 50th and 95th percentile of sorted values as an uncertain number."""
    row = PARAMETERS[name]
    p5, p50, p95 = (_percentile(values, share) for share in (0.05, 0.5, 0.95))
    return Uncertain.of(p5, p50, p95, lower=row.low, upper=row.high)


def _percentile(values: Sequence[float], share: float) -> float:
    """Interpolate between sorted values.

    Examples
    --------
    >>> _percentile([1.0, 2.0, 4.0], 0.75)
    3.0
    """
    place = share * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])
