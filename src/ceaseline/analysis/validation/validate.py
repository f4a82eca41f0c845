"""Every row of the validation, in order, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ceaseline.analysis.validation.battles import land_fixtures
from ceaseline.analysis.validation.decisions import cascade_fixtures, decision_fixtures, durability_fixtures
from ceaseline.analysis.validation.land_record import iwo_jima_rows, land_rows, odds_rows
from ceaseline.analysis.validation.presence_record import delivery_rows, monitor_rows, patrol_rows, raid_rows
from ceaseline.analysis.validation.row import Row
from ceaseline.analysis.validation.study_methods import paired_fixtures, variance_fixtures, worth_fixtures
from ceaseline.analysis.validation.tables import air_and_sea_tables, cost_and_answer_tables, land_tables
from ceaseline.analysis.validation.watch_and_air import air_fixtures, watch_fixtures
from ceaseline.case import load

#: The class of cases whose engine is held against history, and the case that is about recorded raids.
REFERENCE, UKRAINE = "reference-pair", "ukraine-2025"


def _groups() -> Iterator[tuple[str, Callable[[], Iterable[Row]]]]:
    reference, ukraine = load(REFERENCE), load(UKRAINE)
    yield "durability", durability_fixtures
    yield "battles", land_fixtures
    yield "air defence", air_fixtures
    yield "decisions", decision_fixtures
    yield "variance", variance_fixtures
    yield "worth", worth_fixtures
    yield "paired luck", paired_fixtures
    yield "cascades", cascade_fixtures
    yield "watch", watch_fixtures
    yield "published tables", lambda: (*land_tables(), *air_and_sea_tables(), *cost_and_answer_tables())
    yield f"{REFERENCE} against battles", lambda: land_rows(reference)
    yield f"{UKRAINE} against battles", lambda: land_rows(ukraine)
    yield f"{REFERENCE} by the square law", lambda: land_rows(reference, "lanchester")
    yield f"{UKRAINE} by the square law", lambda: land_rows(ukraine, "lanchester")
    yield "attack odds", lambda: (*odds_rows(reference), *iwo_jima_rows())
    yield "raids", lambda: raid_rows(ukraine)
    yield "delivery", lambda: delivery_rows(ukraine)
    yield "monitors", lambda: monitor_rows(ukraine)
    yield "patrols and answers", lambda: patrol_rows(ukraine)


def validate(say: Callable[[str], None] | None = None) -> dict[str, Any]:
    """Hold the program against answers that others found.

    Parameters
    ----------
    say : callable, optional
        Told in words what is being checked.

    Returns
    -------
    dict
        ``rows``, every check in order (see `ceaseline.analysis.validation.row.Row`), and ``verdict`` with
        the number of ``fixtures`` and of ``empirical`` rows, how many of each passed, and ``reads``, a
        sentence.

    Examples
    --------
    >>> found = validate()  # doctest: +SKIP
    >>> found["verdict"]["fixtures"] == found["verdict"]["fixtures_passed"]  # doctest: +SKIP
    True
    """
    rows: list[Row] = []
    for name, group in _groups():
        if say is not None:
            say(f"checking {name}")
        rows.extend(group())
    return {"rows": [row.as_dict() for row in rows], "verdict": _verdict(rows)}


def _verdict(rows: list[Row]) -> dict[str, Any]:
    count = {
        kind: (len(own), sum(row.passed for row in own))
        for kind in ("fixture", "empirical")
        for own in [[row for row in rows if row.kind == kind]]
    }
    fixtures, held = count["fixture"]
    records, met = count["empirical"]
    lost = fixtures - held
    faults = f"{lost} fixture FAILS" if lost == 1 else f"{lost} fixtures FAIL"
    faults = faults if lost else "every fixture holds"
    return {
        "fixtures": fixtures,
        "fixtures_passed": held,
        "empirical": records,
        "empirical_passed": met,
        "reads": (
            f"{faults} ({held} of {fixtures}); of {records} checks against records {met} lie within the "
            f"stated bounds and {records - met} do not. A miss against a record is a finding about the "
            "model, not a failure of the program."
        ),
    }
