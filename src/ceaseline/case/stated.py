"""What a case states about a number: its value, where it comes from, and what others say; all frozen."""

from dataclasses import dataclass, field

from ceaseline.case.frozen import FrozenMap
from ceaseline.case.uncertain import Uncertain


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One entry of sources.bib.

    Parameters
    ----------
    key, kind
        BibTeX key and entry type.
    title, author, date, url, publisher, note
        What the entry says; empty where it is silent. ``date`` is ISO text of a day, month or year.
    """

    key: str
    kind: str
    title: str
    author: str = ""
    date: str = ""
    url: str = ""
    publisher: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A source and the place in it."""

    key: str
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalReading:
    """Another reading of a number, in the number's canonical unit: ``value``, or ``low`` and ``high``."""

    value: float | None
    low: float | None
    high: float | None
    source: Citation | None
    as_of: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """An uncertain number with its unit and origin.

    Parameters
    ----------
    value
        The number in ``unit``.
    unit
        Canonical unit.
    source
        Where it comes from; None only for a judgement that says how it was made.
    as_of
        ISO text of the day, month or year for which it holds.
    grade, kind
        One of ``terms.GRADES`` and ``terms.KINDS``.
    note
        How it was made.
    reason
        Why it differs from what it replaces.
    rivals
        Other readings.
    origin
        Folder, file and line; no part of equality.
    """

    value: Uncertain
    unit: str
    source: Citation | None = None
    as_of: str = ""
    grade: str = "E"
    kind: str = "assumption"
    note: str = ""
    reason: str = ""
    rivals: tuple[RivalReading, ...] = ()
    origin: str = field(default="", compare=False)

    def quantile(self, u: float) -> float:
        """Return the value below which the number lies with chance ``u``; see ``Uncertain.quantile``."""
        return self.value.quantile(u)

    @property
    def p5(self) -> float:
        """5th percentile in ``unit``."""
        return self.value.p5

    @property
    def p50(self) -> float:
        """Median in ``unit``."""
        return self.value.p50

    @property
    def p95(self) -> float:
        """95th percentile in ``unit``."""
        return self.value.p95


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption(Estimate):
    """An engine assumption with its value in this case.

    Parameters
    ----------
    name
        A key of ``terms.PARAMETERS``.
    group
        Group of assumptions.yaml in which it stands.
    inherited_from
        Case from which it was taken through ``extends``; empty for the case's own.
    calibrated_from
        Calibration that narrowed it; empty if none did. The value is then a summary of the kept worlds, from
        which it is drawn together with others.
    prior
        What was thought possible before; None without calibration.
    """

    name: str
    group: str = ""
    inherited_from: str = ""
    calibrated_from: str = ""
    prior: Uncertain | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Worlds that a calibration kept, as far as a case draws from them.

    Parameters
    ----------
    case, version
        Case that was held against history, and which of its calibrations this is.
    assumptions
        Names drawn together, one row a world.
    factors
        By name: what the case multiplies a drawn value by, because it leaves the class there.
    rows
        Kept worlds; values in canonical units, in the order of ``assumptions``. No part of equality:
        ``digest`` stands for them.
    digest
        SHA-256 of the file of kept worlds.
    """

    case: str
    version: int
    assumptions: tuple[str, ...]
    factors: FrozenMap[Estimate]
    rows: tuple[tuple[float, ...], ...] = field(compare=False, repr=False)
    digest: str

    @property
    def name(self) -> str:
        """Name of its file without the ending."""
        return f"{self.case}-{self.version}"


@dataclass(frozen=True, slots=True)
class Departure:
    """An assumption in which a case leaves the case that it extends, and why."""

    name: str
    inherited: Uncertain
    own: Uncertain
    reason: str
