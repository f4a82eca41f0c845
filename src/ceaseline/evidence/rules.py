"""Rules: how many independent reports stand behind a position, and what stood as of a date.

Only statements with an identified report count, by the day they were spoken. Undecided, expects, demands and
a merely possible withdrawal never replace what stood. On the latest day the firmest wins; at equal firmness
the weaker claim, marked contested.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ceaseline.evidence.records import FIRMNESS_ORDER, Firmness, Report, Scope, Stance, Statement

STANDING: Final[tuple[Stance, ...]] = (
    "refuses",
    "withdraws",
    "considers",
    "conditional",
    "offers",
    "commits",
)
"""Stances that can stand, the weakest promise first."""


@dataclass(frozen=True, slots=True)
class Position:
    """One actor's stance on one item, on one day, through one report.

    ``day`` is None where the day is not known (a bare "before"); ``speech`` names the spoken words where they
    are known, so that one speech through two agencies counts once.
    """

    actor: str
    item: str
    stance: Stance
    scope: Scope
    firmness: Firmness
    report: str | None
    day: date | None
    speech: str | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """What stands for an actor and an item since a day.

    ``reports`` are those of that day; ``independent`` counts every independent report since the same stance
    and scope began to stand.
    """

    actor: str
    item: str
    since: date
    stance: Stance
    scope: Scope
    firmness: Firmness
    reports: tuple[str, ...]
    independent: int
    contested: bool


def spoken_day(words: str | None) -> date | None:
    """Read the day of a statement: the last day of an interval or month, None for "before".

    >>> spoken_day("2025-08-18/2025-08-24"), spoken_day("2025-04"), spoken_day("before 2025-06-04")
    (datetime.date(2025, 8, 24), datetime.date(2025, 4, 30), None)

    Raises
    ------
    ValueError
        If there is no such day.
    """
    if words is None or words.startswith("before"):
        return None
    last = words.split("/")[-1]
    parts = [int(n) for n in re.findall(r"\d+", last)]
    try:
        if len(parts) == 3:
            return date(*parts)
        if len(parts) == 2:
            return date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1) - timedelta(days=1)
        return date(parts[0], 12, 31) if parts else None
    except OverflowError:
        raise ValueError(f"{words} lies outside the calendar") from None


def positions(
    statements: Iterable[Statement], speeches: Mapping[str, str] | None = None
) -> tuple[Position, ...]:
    """Multiply statements out into positions.

    Parameters
    ----------
    statements
        Approved statements.
    speeches
        Optional map of statement id to the speech it quotes.
    """
    known = speeches or {}
    return tuple(
        Position(a, i, s.stance, s.scope, s.firmness, s.report, spoken_day(s.date), known.get(s.id))
        for s in statements
        for a in s.actor
        for i in s.item
    )


def identified(reports: Iterable[Report]) -> frozenset[str]:
    """Ids of the reports whose outlet is known; only these count."""
    return frozenset(r.id for r in reports if r.identified)


def independent(found: Iterable[Position], known: frozenset[str]) -> int:
    """Count independent reports: unknown origin counts zero, one speech through two reports counts once.

    >>> one = Position("US", "radar", "offers", "full", "stated", "R1", date(2025, 8, 26), "speech")
    >>> two = Position("US", "radar", "offers", "full", "stated", "R2", date(2025, 8, 26), "speech")
    >>> independent([one, two], frozenset({"R1", "R2"})), independent([one], frozenset())
    (1, 0)
    """
    groups: list[tuple[set[str], set[str]]] = []
    for position in found:
        if position.report is None or position.report not in known:
            continue
        reports, speeches = {position.report}, {position.speech} - {None}
        apart = []
        for other in groups:
            if other[0] & reports or other[1] & speeches:
                reports |= other[0]
                speeches |= other[1]
            else:
                apart.append(other)
        groups = [*apart, (reports, {s for s in speeches if s})]
    return len(groups)


def timeline(actor: str, item: str, found: Iterable[Position], known: frozenset[str]) -> tuple[Status, ...]:
    """Give what stood for an actor and an item from day to day.

    Parameters
    ----------
    actor, item
        The pair asked for. A provider's stance is never taken from those who ask, so demands and expectations
        of others do not appear.
    found
        Positions, in any order.
    known
        Ids of identified reports.

    Returns
    -------
    tuple of Status
        One for each day on which counting statements were made, in order.
    """
    counting = [p for p in found if p.actor == actor and p.item == item and _counts(p, known)]
    steps: list[Status] = []
    running: list[Position] = []
    for day in sorted({p.day for p in counting if p.day}):
        status, holders = _standing([p for p in counting if p.day == day], day)
        same = bool(steps) and (steps[-1].stance, steps[-1].scope) == (status.stance, status.scope)
        running = [*(running if same else []), *holders]
        steps.append(_with_count(status, independent(running, known)))
    return tuple(steps)


def status_as_of(
    actor: str, item: str, day: date, found: Iterable[Position], known: frozenset[str]
) -> Status | None:
    """Give what stood for an actor and an item on a day, or None where nothing did."""
    steps = [s for s in timeline(actor, item, found, known) if s.since <= day]
    return steps[-1] if steps else None


def _counts(position: Position, known: frozenset[str]) -> bool:
    if position.report not in known or position.day is None or position.stance not in STANDING:
        return False
    return position.stance != "withdraws" or position.firmness not in {"tentative", "speculative"}


def _standing(today: Sequence[Position], day: date) -> tuple[Status, list[Position]]:
    """Choose the firmest stance of a day; at equal firmness the weaker claim, contested."""
    top = max(FIRMNESS_ORDER.index(p.firmness) for p in today)
    firmest = [p for p in today if FIRMNESS_ORDER.index(p.firmness) == top]
    chosen = min(firmest, key=lambda p: (STANDING.index(p.stance), p.scope == "partial"))
    holders = [p for p in today if p.stance == chosen.stance and p.scope == chosen.scope]
    contested = any(p.stance != chosen.stance for p in firmest)
    reports = tuple(sorted({p.report for p in holders if p.report}))
    status = Status(
        chosen.actor, chosen.item, day, chosen.stance, chosen.scope, chosen.firmness, reports, 0, contested
    )
    return status, holders


def _with_count(status: Status, count: int) -> Status:
    return Status(
        status.actor,
        status.item,
        status.since,
        status.stance,
        status.scope,
        status.firmness,
        status.reports,
        count,
        status.contested,
    )
