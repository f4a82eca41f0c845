"""One future told month by month, for one package or two side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.promises import fixed_points
from ceaseline.analysis.tale import Teller, event_name
from ceaseline.case import Case, Package
from ceaseline.study.plan import make_plan
from ceaseline.study.run import Sample, tell_future, worlds_of

#: Packages that can be told side by side.
MOST_PACKAGES = 2

_LAST = "end of the horizon"

#: Events that belong to promises and not to what becomes of the ceasefire.
_OF_PROMISES = ("ceasefire", "in force", "withdrawn", "build-up complete", "opening", "warning")


def month_of(ceasefire: date, months: int) -> str:
    """Return the calendar month so many months after the ceasefire.

    Examples
    --------
    >>> month_of(date(2026, 1, 1), 13)
    '2027-02'
    """
    count = ceasefire.year * 12 + ceasefire.month - 1 + months
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


@dataclass(frozen=True)
class Side:
    """A package with the case and worlds in which it is told."""

    case: Case
    package: Package
    worlds: NDArray[np.void]


def _events(side: Side, sample: Sample, future: int, teller: Teller) -> list[dict[str, Any]]:
    case, found = side.case, []
    log = tell_future(case, side.package, sample, future, side.worlds)
    for month, code, first, second in log.tolist():
        name = event_name(code)
        entry: dict[str, Any] = {
            "month": int(month),
            "date": month_of(case.ceasefire, int(month)),
            "event": name,
            "lever": teller.lever_ids[int(first)] if name in ("in force", "withdrawn") else None,
            "figures": [first, second],
            "text": teller.words(name, (first, second)),
        }
        found.append(entry)
    return found


def _told(side: Side, sample: Sample, future: int) -> dict[str, Any]:
    case, package = side.case, side.package
    plan = make_plan(case, package, sample.seed, sample.worlds)
    teller = Teller(case, plan.lever_ids)
    events = _events(side, sample, future, teller)
    present = [entry["lever"] for entry in events if entry["month"] == 0 and entry["event"] == "in force"]
    greatest = int(fixed_points(case, plan, sample, side.worlds).greatest[future])
    waiting = [
        lever for bit, lever in enumerate(plan.lever_ids) if (greatest >> bit) & 1 and lever not in present
    ]
    return {
        "name": package.name,
        "title": package.title,
        "in_force": present,
        "waiting": waiting,
        "events": events,
        "complete": bool(events) and events[-1]["event"] == _LAST,
    }


def _side_by_side(told: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    months = sorted({entry["month"] for package in told for entry in package["events"]})
    rows = []
    for month in months:
        texts = [
            [entry["text"] for entry in package["events"] if entry["month"] == month] for package in told
        ]
        date_of = next(e["date"] for package in told for e in package["events"] if e["month"] == month)
        rows.append(
            {"month": month, "date": date_of, "texts": texts, "same": all(t == texts[0] for t in texts)}
        )
    return rows


def _parting(told: Sequence[dict[str, Any]]) -> int | None:
    """Return the first month in which not the same happens under all packages."""
    happened: list[dict[int, list[str]]] = []
    for package in told:
        by_month: dict[int, list[str]] = {}
        for entry in package["events"]:
            if entry["event"] not in _OF_PROMISES:
                by_month.setdefault(entry["month"], []).append(entry["event"])
        happened.append(by_month)
    months = sorted(set().union(*happened))
    return next((m for m in months if any(h.get(m) != happened[0].get(m) for h in happened)), None)


def replay(
    case: Case, packages: Sequence[str], sample: Sample | None = None, *, future: int = 0
) -> dict[str, Any]:
    """Tell one future month by month, with the same world and luck under each package.

    Parameters
    ----------
    case : Case
    packages : sequence of str
        One or two names.
    sample : Sample, optional
        The study to which the future belongs: it sets worlds and luck.
    future : int
        In [0, sample.futures).

    Returns
    -------
    dict
        ``decision`` and ``land``, the engines; ``world`` and ``luck`` of the future; ``assumptions``, their
        values in this world in canonical
        units; ``packages``: promises ``in_force`` on the first day, ``waiting`` ones that would be if
        everyone moved together, ``events`` with ``month``, ``date``, ``event``, ``figures``, ``text``, and
        ``complete`` (False if the log was too short for the future); ``months``: texts side by side;
        ``part_in_month``, the first month in which not the same is decided or happens, or None.

    Raises
    ------
    KeyError
        If the case has no such package.
    ValueError
        If there is no such future, or not one or two packages.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample
    >>> told = replay(load("korea-1953"), ["none", "all-promised"], Sample(64, 8), future=3)
    >>> told["future"], [side["name"] for side in told["packages"]]
    (3, ['none', 'all-promised'])
    """
    sample = sample or Sample()
    worlds = worlds_of(case, sample)
    return replay_sides([Side(case, case.package(name), worlds) for name in packages], sample, future)


def replay_sides(sides: Sequence[Side], sample: Sample, future: int) -> dict[str, Any]:
    """Tell one future of packages that need not stand in the case; as `replay`.

    Parameters
    ----------
    sides : sequence of Side
        One or two; the assumptions told are those of the first.
    sample : Sample
    future : int
        In [0, sample.futures).

    Raises
    ------
    ValueError
        If there is no such future, or not one or two packages.
    """
    if not 1 <= len(sides) <= MOST_PACKAGES:
        raise ValueError(f"one or two packages can be told side by side, not {len(sides)}")
    told = [_told(side, sample, future) for side in sides]
    months = _side_by_side(told)
    case, world = sides[0].case, sides[0].worlds[future // sample.per_world]
    return {
        "case": case.name,
        "seed": sample.seed,
        "futures": sample.futures,
        "worlds": sample.worlds,
        **asdict(sample.engines),
        "future": future,
        "world": future // sample.per_world,
        "luck": future % sample.per_world,
        "assumptions": {name: float(world[name]) for name in case.assumptions},
        "packages": told,
        "months": months,
        "part_in_month": _parting(told),
    }
