"""Published tables of forces, missions, raids, limits and cost that the program must reproduce (T1 to T10).

Cells that their compiler marked as general knowledge are left out: four missions whose line length is such a
cell, violations of 2016 to 2018, and no table rests on them.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ceaseline.analysis.validation.row import Row, fixture
from ceaseline.model.build_up import sustainable
from ceaseline.model.learning import cost_per_year
from ceaseline.model.patrol import aircraft_per_orbit, fleet, patrol_cycle, sortie_cycle, sortie_rate
from ceaseline.model.response import arrival_days
from ceaseline.model.sea import presence_allowed, stay_share, transit_allowed
from ceaseline.model.shots import layered_leak
from ceaseline.terms import FORMS, ITEMS

GCSP = "GCSP proposal, March 2025, via Interfax-Ukraine"
OSCE = "OSCE counts, via Kyiv Post and Guardian"
ODDS = "Dupuy Institute, 24 December 2020, ETO 1944, 116 engagements"
LADDER = "Financial Times, 3 February 2026, via UNN"

#: Violations a year and the length of line on which OSCE counted them.
VIOLATIONS = {2019: 299_633.0, 2020: 134_767.0, 2021: 93_902.0}
OSCE_KM = 420.0
#: Personnel, kilometres and published density; only missions whose line length is sourced.
MISSIONS = {
    "OSCE SMM": (600.0, 420.0, 1.43),
    "UNMEE": (4200.0, 1000.0, 4.2),
    "UNFICYP": (929.0, 180.5, 5.15),
    "UNIKOM": (1103.0, 200.0, 5.5),
    "UNDOF": (1000.0, 75.0, 13.3),
    "IFOR": (60_000.0, 1080.0, 55.6),
}
#: Odds from and to, share of attacks that failed, and attacks.
ATTACK_ODDS = ((0.55, 1.01, 1.00, 5), (1.15, 1.88, 0.21, 48), (1.95, 2.56, 0.10, 21), (2.71, 6.0, 0.0, 42))
#: Speed in km/h (500 knots); distance one way in km, and aircraft at 100, 70 and 50 % readiness, for 2 h and
#: for 3 h on station.
_SPEED = 926.0
_PATROLS = {
    "Rzeszow to Lviv": (147.0, (10.29, 14.7, 20.6), (7.98, 11.4, 16.0)),
    "Fetesti to Odesa": (330.0, (10.96, 15.7, 21.9), (8.42, 12.0, 16.8)),
    "Rzeszow to Kyiv": (605.0, (11.96, 17.1, 23.9), (9.09, 13.0, 18.2)),
}
#: RAND's turnaround; the two figures of maintenance are an assumption that fits RAND's worked case.
TURNAROUND, MAINTENANCE, PER_FLIGHT_HOUR = 3.0, 3.4, 0.68
#: Parts of the declaration and the lever items that can hold them.
_DECLARATION = {
    "monitoring led by the United States": "surveillance_border_monitoring",
    "support of the army": "equipment_deliveries",
    "multinational force": "ground_troops",
    "binding commitments": "intervention_if_attacked",
    "long-term cooperation": "training",
}


def land_tables() -> Iterator[Row]:
    """Yield T1 to T5."""
    pools = ((256_000.0, 4.0, 64_000.0), (100_000.0, 2.5, 40_000.0), (90_000.0, 3.0, 30_000.0))
    yield fixture(
        "T1",
        "Rotation: troops kept in place by pools of 256 000 (ratio 4), 100 000 (2.5) and 90 000 (3)",
        [kept for _, _, kept in pools],
        [sustainable(pool, ratio, 0.0, 24.0) for pool, ratio, _ in pools],
        1e-6,
        "The Times, 29 April 2025, via Meduza; Caliber; Foreign Policy",
    )
    yield fixture(
        "T2",
        "GCSP zone: monitors and all staff a km of 1 200 km, and area of a 10 km zone in km²",
        (4.17, 12.5, 12_000.0),
        (5000.0 / 1200.0, 15_000.0 / 1200.0, 10.0 * 1200.0),
        5.1e-3,
        GCSP,
    )
    change = VIOLATIONS[2020] / VIOLATIONS[2019] - 1.0
    daily = VIOLATIONS[2019] / 365.0
    yield fixture(
        "T3",
        "OSCE violations: change 2019 to 2020 in per cent, a day in 2019, a day and km in 2019",
        (-55.0, 820.9, 1.95),
        (100.0 * change, daily, daily / OSCE_KM),
        0.05,
        OSCE,
    )
    yield fixture(
        "T4",
        f"Persons a km of line: {', '.join(MISSIONS)}",
        [density for _, _, density in MISSIONS.values()],
        [people / km for people, km, _ in MISSIONS.values()],
        0.051,
        "mission pages of UN, NATO, OSCE and press, as cited in the case files",
    )
    yield fixture(
        "T4.rule",
        "Persons for 1 200 km at the density of OSCE SMM, UNMEE, UNDOF and IFOR",
        (1716.0, 5040.0, 16_000.0, 66_700.0),
        [1200.0 * MISSIONS[name][0] / MISSIONS[name][1] for name in ("OSCE SMM", "UNMEE", "UNDOF", "IFOR")],
        {"relative": 0.002},
        "the same",
    )
    failed = sum(share * attacks for _, _, share, attacks in ATTACK_ODDS)
    yield fixture(
        "T5",
        "ETO 1944: attacks that failed among all 116, per cent",
        14.8,
        100.0 * failed / sum(attacks for _, _, _, attacks in ATTACK_ODDS),
        0.05,
        ODDS,
    )


def _patrol_aircraft(distance: float, on_station: float) -> list[float]:
    flight = patrol_cycle(distance, _SPEED, on_station, 0.0)
    cycle = sortie_cycle(flight, TURNAROUND, MAINTENANCE, PER_FLIGHT_HOUR)
    ready = aircraft_per_orbit(2.0, cycle, on_station)
    return [fleet(ready, readiness) for readiness in (1.0, 0.7, 0.5)]


def air_and_sea_tables() -> Iterator[Row]:
    """Yield T6 to T8."""
    cycle = sortie_cycle(2.0, TURNAROUND, MAINTENANCE, PER_FLIGHT_HOUR)
    yield fixture(
        "T6",
        "RAND's worked case: cycle in hours and sorties a day; CSIS: fleet for 24 aircraft at half readiness",
        (9.76, 2.46, 48.0),
        (cycle, sortie_rate(cycle), fleet(24.0, 0.5)),
        5.1e-3,
        "RAND, Airbase Vulnerability, appendix B (maintenance figures: assumption that fits it); CSIS",
    )
    for place, (distance, two_hours, three_hours) in _PATROLS.items():
        yield fixture(
            f"T6.{place.split()[-1].lower()}",
            f"Two-ship patrol {place}, {distance:g} km: aircraft at 100, 70, 50 % for 2 h, then 3 h there",
            (*two_hours, *three_hours),
            _patrol_aircraft(distance, 2.0) + _patrol_aircraft(distance, 3.0),
            0.055,
            "own arithmetic on RAND's form; maintenance figures are an assumption",
        )
    stopped = 747.0 / 810.0
    yield fixture(
        "T7",
        "Raid of 6 September 2025: drones stopped in per cent, and drones that leak of 810",
        (92.2, 63.0),
        (100.0 * stopped, 810.0 * layered_leak(np.array([stopped]))),
        0.05,
        "Ukrainska Pravda, 7 September 2025",
    )
    groups = ((3.0, 12_600.0), (9.0, 15_000.0), (10.0, 9_000.0), (3.0, 15_600.0))
    stays = ((12_600.0, 12_600.0), (45_000.0, 30_000.0), (31_000.0, 31_000.0), (46_000.0, 20_000.0))
    yield fixture(
        "T8",
        "Montreux: may four groups pass the strait and may four stay (1 yes, 0 no); stay 21 of 42 days",
        (1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.5),
        [
            *(float(transit_allowed(ships, tonnes)) for ships, tonnes in groups),
            *(float(presence_allowed(tonnes, largest)) for tonnes, largest in stays),
            stay_share(21.0),
        ],
        1e-9,
        "Turkish foreign ministry on the Montreux Convention",
    )


def _force_cost(troops: float, each: float) -> float:
    return cost_per_year(troops, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, each, 0.0, 0.0, 0.0, 0.0, 0.0)


def cost_and_answer_tables() -> Iterator[Row]:
    """Yield T9 and T10."""
    yield fixture(
        "T9",
        "25 000 troops at $275 000 and at $75 000 each, $bn a year; 200 000 and 40 000 at the same",
        (6.9, 1.9, 55.0, 3.0),
        [
            _force_cost(troops, each) / 1e9
            for troops, each in ((25e3, 275e3), (25e3, 75e3), (200e3, 275e3), (40e3, 75e3))
        ],
        0.05,
        "Kavulich via TASS; Bloomberg Economics, February 2025",
    )
    yield fixture(
        "T9.soldier",
        "Cost for each member of UNFICYP, MFO and UNMEE, $ a year, from budget and strength",
        (58_500.0, 65_000.0, 44_300.0),
        (54.4e6 / 929.0, 75e6 / 1156.0, 186e6 / 4200.0),
        {"relative": 0.003},
        "mission budgets, as cited in the case files",
    )
    yield fixture(
        "T10",
        "Response ladder: days on which answers due at once, after 24 h and after 72 h act without warning",
        (0.0, 1.0, 3.0),
        [arrival_days(0.0, delay, 0.0, 1.0, 0.0) for delay in (0.0, 1.0, 3.0)],
        1e-9,
        LADDER,
    )
    yield fixture(
        "T10.parts",
        "Declaration: of its five parts, those a case can hold as a promise; binding form among the forms",
        (5.0, 1.0),
        (float(sum(item in ITEMS for item in _DECLARATION.values())), float("ratified" in FORMS)),
        0.0,
        "Paris declaration, January 2026, as reported",
    )
