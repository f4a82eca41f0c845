"""A case as frozen objects: linked, checked, and in canonical units."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from ceaseline.case.digest import digest
from ceaseline.case.frozen import FrozenMap
from ceaseline.case.problems import nearest
from ceaseline.case.stated import Assumption, Calibration, Citation, Departure, Estimate, Source
from ceaseline.terms import FIRMNESS, WILLINGNESS

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A state or body; ``pool`` is in troops, ``elections`` in order of date."""

    id: str
    name: str
    role: str
    bloc: str
    elections: tuple[date, ...] = ()
    pool: Estimate | None = None
    littoral: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place to protect, in degrees, with its weight among the sites."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    weight: float = 1.0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A base outside the protected country, in degrees."""

    id: str
    name: str
    lat: float
    lon: float
    bloc: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Geography:
    """Where it happens: the line as (latitude, longitude) pairs, sites, bases, and whether there is a sea."""

    line: tuple[tuple[float, float], ...] = ()
    sites: tuple[Site, ...] = ()
    bases: tuple[Base, ...] = ()
    sea: bool = True
    source: Citation | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """An area on the map: polygons of rings of (longitude, latitude), the outline first."""

    name: str
    polygons: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """Switches of the engine: is there a sea to interfere with, are strikes possible."""

    sea: bool = True
    strikes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A condition in one word: ``ceasefire``, or ``consent`` of both sides."""

    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCondition:
    """A vote in a month of the case that is won with a chance."""

    month: int
    chance: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class CountCondition:
    """At least so many of the levers in force; ``chance`` that the condition is really meant (None: certain).

    ``at_least`` is None when all of them are needed.
    """

    levers: tuple[str, ...]
    at_least: Estimate | None
    chance: Estimate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountCondition:
    """Levers in force whose amounts add up to at least so much; ``chance`` that it is really meant."""

    levers: tuple[str, ...]
    at_least: Estimate
    chance: Estimate | None


Condition = Word | VoteCondition | CountCondition | AmountCondition


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What the party said of a lever on a day.

    Parameters
    ----------
    as_of, stance, firmness, source, statement, note
        The day, the stand taken, on which report, and its words in paraphrase.
    contested
        Whether the same day also holds a stronger claim of equal firmness.
    independent
        Reports that carry the stance since it began to stand; 0 where the case itself states the position.
    statements
        Ids of the approved statements of the ledger behind it; empty where the case itself states it.
    """

    as_of: date
    stance: str
    firmness: str
    source: Citation
    statement: str = ""
    note: str = ""
    contested: bool = False
    independent: int = 0
    statements: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.as_of.isoformat()} {self.stance} ({self.firmness})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Whose statements on which items give a lever its positions; ``groups`` speak for the actors too."""

    actors: tuple[str, ...]
    items: tuple[str, ...]
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """A promise, or a choice of design; amounts are in the canonical unit of the item.

    Parameters
    ----------
    id, title, by
        Name, title and the id of the party.
    item, kind
        A key of ``terms.ITEMS`` and whether that is a promise or a design.
    amount, delay, ramp, cost
        Amount; months until it begins; months until it is complete; own cost in EUR a year.
    consent, consent_loss
        Chance of consent and its monthly rate of loss, for levers that require consent.
    setting
        For designs: the form or siting that the targets take.
    evidence
        Where its positions come from; None where the case itself states them.
    contradicted
        Rival readings of the promise, in words.
    origin
        Folder, file and line; no part of equality.
    """

    id: str
    title: str
    by: str
    item: str
    kind: str
    row: int | None = None
    tier: int | None = None
    group: str = ""
    domain: str = ""
    amount: Estimate | None = None
    siting: str = ""
    form: str = "unwritten"
    revocable: bool = True
    delay: Estimate | None = None
    ramp: Estimate | None = None
    cost: Estimate | None = None
    consent: Estimate | None = None
    consent_loss: Estimate | None = None
    requires: tuple[Condition, ...] = ()
    targets: tuple[str, ...] = ()
    setting: str = ""
    positions: tuple[Position, ...] = ()
    evidence: Evidence | None = None
    contradicted: tuple[str, ...] = ()
    note: str = ""
    origin: str = field(default="", compare=False)

    def position(self, as_of: date | None = None) -> Position | None:
        """Return the position that stands on a day (by default on the latest).

        A position that takes no stand of its own (undecided, demands, expects, a withdrawal that is merely
        possible) leaves the one before it. On one date the firmest counts; at equal firmness the weaker.
        """
        standing = [
            p
            for p in self.positions
            if (as_of is None or p.as_of <= as_of) and (p.stance, p.firmness) in WILLINGNESS
        ]
        if not standing:
            return None
        return max(
            standing,
            key=lambda p: (p.as_of, -FIRMNESS.index(p.firmness), -WILLINGNESS[p.stance, p.firmness][1]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Levers whose worth is asked for together: a name, a title (may be empty) and ids of levers."""

    id: str
    title: str
    levers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverSetting:
    """How a package sets a lever that is in it.

    Parameters
    ----------
    lever
        Its id.
    will
        Chance "willing when asked"; fixed 1 for a choice of design.
    position
        The position that gave ``will``; None where the package itself states it.
    amount, form, siting, setting, revocable
        As in the lever, or as the package overrides them.
    """

    lever: str
    will: Estimate
    position: Position | None = None
    amount: Estimate | None = None
    form: str = "unwritten"
    siting: str = ""
    setting: str = ""
    revocable: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A named setting of the levers; a lever without an entry in ``settings`` is not in the package."""

    name: str
    title: str
    as_of: date | None = None
    note: str = ""
    settings: FrozenMap[LeverSetting] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an expectation changes.

    Parameters
    ----------
    base
        Package on top of which it is changed.
    package
        Package compared with the base; empty if single levers or assumptions change.
    add, remove
        Levers added as if they were meant, and levers taken out.
    amounts
        By lever: what its amount is multiplied by.
    assume, given
        By assumption: the chance level at which it is held after the change, and on both sides.
    """

    base: str
    package: str = ""
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    amounts: FrozenMap[float] = field(default_factory=FrozenMap)
    assume: FrozenMap[float] = field(default_factory=FrozenMap)
    given: FrozenMap[float] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What an analyst expects a change to do to an outcome.

    Parameters
    ----------
    id, claim
        Name and sentence.
    row
        Row of the case's own list; None if it speaks of none.
    change
        After less before, with the same luck.
    outcome, month
        One of ``terms.OUTCOMES``, and the month for those that have one; None over the whole horizon.
    lever
        For the outcome ``in_force``: which promise.
    direction
        ``falls``, ``rises``, or empty where a range is given.
    low, high
        Range of the difference; in 100 futures for the ladder and other shares, else in the outcome's unit.
    why, source
        The reason, and who says so.
    origin
        File and line; no part of equality.
    """

    id: str
    claim: str
    row: int | None
    change: Change
    outcome: str
    month: int | None
    lever: str
    direction: str
    low: float
    high: float
    why: str
    source: Citation | None
    origin: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A whole case.

    Parameters
    ----------
    name, title, question, note
        Its name and words.
    extends
        Shipped case from which assumptions are inherited; empty if none.
    ceasefire, horizon_months
        Day of month 0, and how many months follow.
    currency_usd
        Euros per dollar; None where the case gives no rate.
    parties, levers, packages
        In the order of the files; ``none`` is among the packages.
    assumptions
        Every engine assumption by name, in the order of ``terms.PARAMETERS``.
    sources
        By BibTeX key, in order.
    departures
        Assumptions in which the case leaves what it inherits.
    shapes, shapes_note
        Areas for the map and what is to be said of them; no figure depends on them, so the digest leaves
        them out.
    calibration
        Kept worlds from which some assumptions are drawn together; None if the case asks for none.
    expectations
        What an analyst expects of the case. No part of equality or of the digest: they change no figure.
    groups
        Groups of levers that the case gives itself; levers outside them go by their own ``group``.
    compared
        Names of packages set side by side where none is named: the baseline first, last the one asked about
        alone. No part of equality or of the digest, either.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> load("reference-pair").compared
    ('none', 'monitored')
    """

    name: str
    title: str
    question: str
    note: str = ""
    extends: str = ""
    ceasefire: date
    horizon_months: int
    currency_usd: float | None
    currency_source: Citation | None = None
    parties: tuple[Party, ...]
    geography: Geography
    flags: Flags
    aims: tuple[str, ...]
    assumptions: FrozenMap[Assumption]
    levers: tuple[Lever, ...]
    packages: tuple[Package, ...]
    sources: FrozenMap[Source]
    departures: tuple[Departure, ...] = ()
    shapes: tuple[Shape, ...] = field(default=(), compare=False)
    shapes_note: str = field(default="", compare=False)
    calibration: Calibration | None = None
    groups: tuple[Group, ...] = ()
    expectations: tuple[Expectation, ...] = field(default=(), compare=False)
    compared: tuple[str, ...] = field(default=(), compare=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content: the same meaning gives the same hash, whatever the files look like."""
        return digest(self)

    def party(self, id: str) -> Party:
        """Return a party by id; raises KeyError with the nearest valid id."""
        return _pick({party.id: party for party in self.parties}, id, "party")

    def lever(self, id: str) -> Lever:
        """Return a lever by id; raises KeyError with the nearest valid id."""
        return _pick({lever.id: lever for lever in self.levers}, id, "lever")

    def package(self, name: str) -> Package:
        """Return a package by name; raises KeyError with the nearest valid name."""
        return _pick({package.name: package for package in self.packages}, name, "package")


def _pick(table: dict[str, T], name: str, noun: str) -> T:
    if name not in table:
        raise KeyError(f"no {noun} is called {name!r}; {nearest(name, table)}")
    return table[name]
