"""Finds a case, reads its files together and reports all that is wrong with them at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ceaseline.case.assumptions import read_assumptions
from ceaseline.case.bibliography import read_sources
from ceaseline.case.borders import NAME as SHAPES
from ceaseline.case.borders import read_shapes
from ceaseline.case.calibration import read_calibration
from ceaseline.case.derived import POSITIONS, read_derived
from ceaseline.case.estimates import Book
from ceaseline.case.expectations import read_expectations
from ceaseline.case.frozen import FrozenMap
from ceaseline.case.groups import raw_groups, read_groups
from ceaseline.case.levers import lever_names, read_levers
from ceaseline.case.objects import Case, Shape
from ceaseline.case.packages import read_compared, read_packages
from ceaseline.case.parties import (
    currency,
    raw_blocs,
    raw_parties,
    read_case_file,
    read_flags,
    read_geography,
    read_parties,
)
from ceaseline.case.problems import CaseError, Problem, nearest
from ceaseline.case.stated import Assumption, Departure, Source
from ceaseline.case.yamlfile import Document, read_yaml

CASES = Path(__file__).resolve().parent.parent / "cases"
_DAY = date(2000, 1, 1)
_LONGEST = 600


def list_cases() -> tuple[str, ...]:
    """Name the cases that are shipped with the program.

    Returns
    -------
    tuple of str
        In alphabetical order.

    Examples
    --------
    >>> "reference-pair" in list_cases()
    True
    """
    return tuple(sorted(folder.parent.name for folder in CASES.glob("*/case.yaml")))


def load(name_or_path: str | Path) -> Case:
    """Read a case.

    Parameters
    ----------
    name_or_path
        Name of a shipped case, or a folder; ``./name`` is a folder even where a shipped case has the name.

    Returns
    -------
    Case
        Linked, checked and in canonical units.

    Raises
    ------
    CaseError
        With every problem of every file.

    Examples
    --------
    >>> load("reference-pair").assumptions["front_km"].unit
    'km'
    """
    folder, shown = _find(name_or_path)
    files = _Files.open(folder, shown)
    base = _inheritance(files, (folder.name,))
    case = _assemble(files, base)
    problems = [*base.problems, *files.problems()]
    if case is None or problems:
        raise CaseError(problems)
    return case


def find(name_or_path: str | Path) -> Path:
    """Find the folder of a case without reading it.

    Parameters
    ----------
    name_or_path
        As in `load`.

    Raises
    ------
    CaseError
        If there is no such case.

    Examples
    --------
    >>> find("reference-pair").name
    'reference-pair'
    """
    return _find(name_or_path)[0]


def sides(name_or_path: str | Path) -> tuple[str, str]:
    """Return the names of the protected party and of the challenger, whatever else is wrong with the case.

    Parameters
    ----------
    name_or_path
        As in `load`.

    Raises
    ------
    CaseError
        If ``case.yaml`` cannot be read or does not name them.

    Examples
    --------
    >>> sides("ukraine-2025")
    ('Ukraine', 'Russia')
    """
    folder, shown = _find(name_or_path)
    document = read_yaml(folder / "case.yaml", f"{shown}/case.yaml", f"{folder.name}/case.yaml")
    parties = document.value.get("parties") if isinstance(document.value, dict) else None
    named = {
        party["role"]: party["name"]
        for party in (parties if isinstance(parties, list) else ())
        if isinstance(party, dict)
        and isinstance(party.get("role"), str)
        and isinstance(party.get("name"), str)
    }
    for role in ("protected", "challenger"):
        if role not in named and not document.problems:
            document.problem(
                ("parties",),
                f"no party is the {role}",
                "the reader must know the two sides",
                f"give one party role: {role} and a name",
            )
    if document.problems:
        raise CaseError(document.problems)
    return named["protected"], named["challenger"]


def _find(name_or_path: str | Path) -> tuple[Path, str]:
    text = str(name_or_path)
    shipped = list_cases()
    if text in shipped:
        return CASES / text, text
    try:
        found = bool(text) and Path(text).is_dir()
    except (OSError, ValueError):
        found = False
    if found:
        return Path(text), text.rstrip("/") or text
    mend = f"{nearest(text, shipped)}; or give a folder"
    raise CaseError([Problem(text, 1, 1, "", "no such case", "neither a shipped name nor a folder", mend)])


@dataclass(frozen=True)
class _Files:
    """The files of one case, read but not yet linked."""

    folder: Path
    case: Document
    assumptions: Document
    levers: Document
    packages: Document
    bibliography: Document
    positions: Document | None
    expectations: Document | None
    sources: FrozenMap[Source]
    shapes: tuple[Shape, ...] = ()
    shapes_note: str = ""
    misshapen: tuple[Problem, ...] = ()

    @classmethod
    def open(cls, folder: Path, shown: str, *, whole: bool = True) -> "_Files":
        """Read all files of a folder, or only those that a case which extends it needs."""
        label = folder.resolve().name

        def document(stem: str) -> Document:
            return named(f"{stem}.yaml")

        def named(name: str) -> Document:
            return read_yaml(folder / name, f"{shown}/{name}", f"{label}/{name}")

        sources, bibliography = read_sources(
            folder / "sources.bib", f"{shown}/sources.bib", f"{label}/sources.bib"
        )
        skip = Document("", "")
        derived = (folder / POSITIONS).exists() and whole
        expected = (folder / "expectations.yaml").exists() and whole
        shapes, note, misshapen = read_shapes(folder / SHAPES, f"{shown}/{SHAPES}") if whole else ((), "", ())
        return cls(
            folder=folder,
            case=document("case"),
            assumptions=document("assumptions"),
            levers=document("levers") if whole else skip,
            packages=document("packages") if whole else skip,
            bibliography=bibliography,
            positions=named(POSITIONS) if derived else None,
            expectations=document("expectations") if expected else None,
            sources=sources,
            shapes=shapes,
            shapes_note=note,
            misshapen=misshapen,
        )

    def problems(self) -> list[Problem]:
        """List what was noted, file by file and from top to bottom."""
        optional = (document for document in (self.positions, self.expectations) if document is not None)
        documents = (self.case, self.assumptions, self.levers, self.packages, self.bibliography, *optional)
        noted = [problem for document in documents for problem in sorted(document.problems)]
        return [*noted, *self.misshapen]

    @property
    def citable(self) -> bool:
        """Whether the keys of sources.bib can be trusted to be complete."""
        return not any(p.what in _UNREADABLE for p in self.bibliography.problems)


_UNREADABLE = ("file is missing", "cannot be read as BibTeX", "not UTF-8 text")


@dataclass(frozen=True)
class _Base:
    """What a case inherits; not ``complete`` where something about that is at fault."""

    name: str = ""
    complete: bool = True
    assumptions: Mapping[str, Assumption] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def _inheritance(files: _Files, trail: tuple[str, ...]) -> _Base:
    """Read the assumptions and sources of the case that this one extends, and of those before it."""
    raw = files.case.value.get("extends") if isinstance(files.case.value, dict) else None
    if not isinstance(raw, str):
        return _Base(complete=files.case.value is not None)
    at = files.case.at("extends")
    if raw not in list_cases():
        at.problem(
            f"no shipped case is called {raw}", "a case extends a shipped one", nearest(raw, list_cases())
        )
        return _Base(complete=False)
    if raw in trail:
        at.problem(f"{raw} extends itself", " extends ".join((*trail, raw)), "extend another case")
        return _Base(complete=False)
    parent = _Files.open(CASES / raw, raw, whole=False)
    base = _inheritance(parent, (*trail, raw))
    assumptions, _ = _assumptions(parent, base)
    problems = [*base.problems, *parent.problems()]
    inherited = {
        name: replace(entry, inherited_from=entry.inherited_from or raw)
        for name, entry in assumptions.items()
    }
    return _Base(raw, not problems, inherited, {**base.sources, **parent.sources}, tuple(problems))


def _book(files: _Files, base: _Base) -> Book:
    raw = files.case.value.get("currency") if isinstance(files.case.value, dict) else None
    rate = raw.get("usd") if isinstance(raw, dict) else None
    usd = float(rate) if isinstance(rate, int | float) and rate > 0 else None
    return Book({**base.sources, **files.sources} if files.citable else None, usd)


def _assumptions(files: _Files, base: _Base) -> tuple[FrozenMap[Assumption], tuple[Departure, ...]]:
    book = _book(files, base)
    return read_assumptions(files.assumptions, book, base.assumptions, complete=base.complete)


def _assemble(files: _Files, base: _Base) -> Case | None:
    """Link the files; every part is read even when another is at fault."""
    book = _book(files, base)
    shape = read_case_file(files.case)
    raw = raw_parties(files.case)
    names = lever_names(files.levers, raw)
    assumptions, departures = _assumptions(files, base)
    derived = read_derived(files.positions, book, names.levers)
    horizon = shape.horizon_months if shape else _LONGEST
    levers = read_levers(files.levers, book, names, horizon, derived)
    packages = read_packages(
        files.packages,
        book,
        {lever.id: lever for lever in levers},
        names.levers if files.levers.value is not None else None,
        raw_blocs(raw),
        shape.ceasefire if shape else _DAY,
    )
    if shape is None:
        return None
    expected = read_expectations(
        files.expectations,
        book,
        names.levers if files.levers.value is not None else None,
        files.packages,
        shape.horizon_months,
    )
    usd, usd_source = currency(files.case, shape, book)
    calibrated = read_calibration(files.case, shape, files.folder, book, assumptions)
    return Case(
        name=shape.name,
        title=shape.title,
        question=shape.question,
        note=shape.note or "",
        extends=base.name,
        ceasefire=shape.ceasefire,
        horizon_months=shape.horizon_months,
        currency_usd=usd,
        currency_source=usd_source,
        parties=read_parties(files.case, shape, book),
        geography=read_geography(files.case, shape.geography, book),
        flags=read_flags(files.case, shape),
        aims=tuple(shape.aims),
        assumptions=calibrated.assumptions,
        levers=levers,
        packages=packages,
        sources=FrozenMap(
            {**files.sources, **{k: v for k, v in base.sources.items() if k not in files.sources}}
        ),
        shapes=files.shapes,
        shapes_note=files.shapes_note,
        departures=(*departures, *calibrated.departures),
        calibration=calibrated.calibration,
        expectations=expected,
        groups=read_groups(raw_groups(files.levers), files.levers.at("groups"), names),
        compared=read_compared(files.packages, packages),
    )
