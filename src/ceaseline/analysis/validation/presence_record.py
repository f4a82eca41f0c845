"""Raids, delivery, monitors and patrols of a case against published counts and requirements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.special import ndtri

from ceaseline.analysis.median import median_world
from ceaseline.analysis.statistics import Floats
from ceaseline.analysis.validation.records import RAIDS, raids
from ceaseline.analysis.validation.row import Row, empirical
from ceaseline.analysis.validation.tables import GCSP, LADDER, OSCE, VIOLATIONS
from ceaseline.case import Case, Uncertain
from ceaseline.model.air import leak_share, patrol_cover, raid_leak
from ceaseline.model.build_up import ramp_share
from ceaseline.model.incidents import declining, recommitted
from ceaseline.model.patrol import orbits_sustained, sortie_rate
from ceaseline.model.watch import line_seen
from ceaseline.study.worlds import draw_worlds
from ceaseline.terms import WILLINGNESS

WORLDS = 256
#: How far from the median a published figure may rank: within the 5th to 95th percentile.
_MIDDLE = 0.45
_KIEL = "Kiel Ukraine Support Tracker, release 7 (January to October 2022); own statistics"
_AFP = "AFP and Interfax-Ukraine counts of 2025"
_GRID = 401


def rank_row(id: str, what: str, drawn: Floats, published: float, source: str) -> Row:
    """Return where a published figure falls among draws: the share of draws below it.

    Expected in the middle nine tenths: a figure outside them is one that the case calls implausible.

    Examples
    --------
    >>> rank_row("x", "a count", np.array([1.0, 2.0, 3.0, 4.0]), 2.5, "nobody").obtained
    (0.5,)
    """
    share = float((drawn < published).mean() + 0.5 * (drawn == published).mean())
    return _rank(id, what, share, source)


def _rank(id: str, what: str, rank: float, source: str) -> Row:
    reads = f"{what}: rank in what the case holds possible"
    return empirical(id, reads, 0.5, round(rank, 6), _MIDDLE, source)


def rank_in(value: Uncertain, published: float) -> float:
    """Return the chance level at which an uncertain number takes a published value, by bisection.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> rank_in(load("reference-pair").assumptions["rotation_ratio"].value, 4.0)
    0.5
    """
    low, high = 1e-6, 1.0 - 1e-6
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if value.quantile(middle) < published else (low, middle)
    return round(high, 6)


def _assumed(case: Case, id: str, what: str, name: str, published: float, source: str) -> Row:
    rank = rank_in(case.assumptions[name].value, published)
    return _rank(id, f"{case.name}: {what}", rank, source)


def _worlds(case: Case) -> Any:
    return draw_worlds(case, 0, WORLDS, (0.0, 0.0, 0.0, 0.0)).view(np.recarray)


def _median(case: Case) -> Any:
    """Return a median world that may be written into."""
    _, world = median_world(case, case.package("none"))
    return np.array([world], dtype=world.dtype).view(np.recarray)[0]


def raid_rows(case: Case) -> Iterator[Row]:
    """Hold air raids against shares stopped and their scatter, and against monthly counts."""
    drawn = _worlds(case)
    recorded = {"drones": (0.873, 0.06), "cruise": (0.808, 0.09), "ballistic": (0.248, 0.12)}
    scatter = {"drones": 4.9, "cruise": 2.1, "ballistic": 2.1}
    for weapon, (share, error) in recorded.items():
        own = float(np.median(drawn[f"stop_{weapon}"]))
        yield empirical(
            f"raids.{weapon}.stopped",
            f"{case.name}: {weapon} stopped, median world (tolerance: error of a forecast one month ahead)",
            share,
            own,
            error,
            RAIDS,
        )
        yield empirical(
            f"raids.{weapon}.overdispersion",
            f"{case.name}: {weapon}, variance of the share stopped over binomial variance, for the raid "
            "sizes of the record (accepted: half to one and a half times)",
            scatter[weapon],
            overdispersion(weapon, 1.0 - own, float(np.median(drawn.raid_spread))),
            {"relative": 0.5},
            RAIDS,
        )
    yield from _raid_size_rows(case)
    counts = {"2025-01": 2567.0, "2025-03": 4198.0, "2025-07": 6245.0, "2025-09": 5638.0, "2025-12": 5131.0}
    for month, drones in counts.items():
        what = f"{drones:g} drones launched in {month} (the range was set on counts of 2025)"
        yield _assumed(case, f"raids.launched-{month}", what, "raid_drones", drones, _AFP)


def overdispersion(weapon: str, leak: float, spread: float) -> float:
    """Return the variance of shares stopped over binomial variance, averaged over the raids of the record.

    For a raid of n weapons with leak q spread as `ceaseline.model.air.raid_leak` spreads it,
    ``1 + (n - 1) Var(q) / (m (1 - m))`` with mean m; the spread is drawn raid by raid.

    Examples
    --------
    >>> overdispersion("drones", 0.1, 0.0)
    1.0
    """
    z = ndtri((np.arange(_GRID) + 0.5) / _GRID)
    leaks = np.array([raid_leak(leak, spread, float(value)) for value in z])
    mean, variance = float(leaks.mean()), float(leaks.var())
    record = raids(weapon)
    size = record.launched / record.raids
    return float(np.average(1.0 + (size - 1.0) * variance / (mean * (1.0 - mean)), weights=record.raids))


def _raid_size_rows(case: Case) -> Iterator[Row]:
    recorded = {"drones": (0.57, 0.08), "cruise": (0.27, 0.10), "ballistic": (0.86, 0.30)}
    for weapon, (slope, twice_error) in recorded.items():
        world = _median(case)
        usual = float(world[f"raid_{weapon}"])
        for other in recorded:
            world[f"raid_{other}"] = 0.0
        leaks = []
        for factor in (0.5, 2.0):
            world[f"raid_{weapon}"] = factor * usual
            leaks.append(leak_share(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, world))
        odds = np.log(1.0 / np.array(leaks) - 1.0)
        yield empirical(
            f"raids.{weapon}.size",
            f"{case.name}: slope of the log-odds of being stopped in ln raid size (tolerance: two standard "
            "errors; the record mixes where raids go with what mass does)",
            slope,
            float(odds[1] - odds[0]) / float(np.log(4.0)),
            twice_error,
            RAIDS,
        )


def delivery_rows(case: Case) -> Iterator[Row]:
    """Hold what arrives of promised equipment against what arrived of announced heavy weapons."""
    drawn = _worlds(case)
    share = np.asarray(drawn.delivered_equipment, dtype=np.float64)
    yield empirical(
        "delivery.units",
        f"{case.name}: part of promised equipment that arrives, mean (the range was set around this record)",
        0.64,
        float(share.mean()),
        0.10,
        _KIEL,
    )
    ramps = [
        ramp_share(8.0, lever.delay.value.quantile(0.5), lever.ramp.value.quantile(0.5))
        for lever in case.levers
        if lever.item in ("equipment_deliveries", "air_defence", "radar")
        and lever.delay is not None
        and lever.ramp is not None
    ]
    yield empirical(
        "delivery.eight-months",
        f"{case.name}: the same after eight months, delay and ramp of {len(ramps)} equipment levers included",
        0.64,
        float(np.mean(ramps)) * float(share.mean()),
        0.10,
        _KIEL,
    )
    yield empirical(
        "delivery.all-or-nothing",
        f"{case.name}: promises in force of which at least 99 % arrives (record: pairs of donor and weapon)",
        0.49,
        float((share >= 0.99).mean()),
        0.15,
        _KIEL,
    )
    low, middle, high = WILLINGNESS["commits", "firm"]
    yield empirical(
        "delivery.nothing",
        "Firm commitments of which nothing comes: one less the chance of being willing",
        0.23,
        1.0 - middle,
        {"low": 1.0 - high, "high": 1.0 - low},
        _KIEL,
    )


def monitor_rows(case: Case) -> Iterator[Row]:
    """Hold observers and violations against missions and counts."""
    drawn = _worlds(case)
    for id, people, who in (("observers", 220.0, "220 observers"), ("all", 4200.0, "all 4 200 of its staff")):
        seen = np.array([line_seen(people, 1000.0, float(sight), 0.0) for sight in drawn.observer_sight])
        what = f"{case.name}: 40 % of UNMEE's 1 000 km covered on the ground, by {who}"
        yield rank_row(f"monitors.unmee-{id}", what, seen, 0.40, "UN News, November 2005, via Scoop")
    sight = float(np.median(drawn.observer_sight))
    needed = next(n for n in range(100, 100_000, 100) if line_seen(float(n), 1200.0, sight, 0.0) >= 0.9)
    yield empirical(
        "monitors.needed",
        f"{case.name}: observers who see nine tenths of 1 200 km, against 5 000 and 6 000 proposed "
        "(accepted: within a factor two)",
        5500.0,
        float(needed),
        {"low": 2750.0, "high": 11_000.0},
        f"{GCSP}; CSIS 2025",
    )
    yearly = np.array([violations_by_year(world, 7) for world in drawn])
    for year, count in VIOLATIONS.items():
        what = f"{case.name}: {count:g} violations counted in {year}, the year {year - 2014} after Minsk II"
        yield rank_row(f"monitors.violations-{year}", what, yearly[:, year - 2015], count, OSCE)
    for id, what, name, published in (
        ("cut", "623 a day to 33 with the measures of July 2020", "recommitment_cut", 1.0 - 33.0 / 623.0),
        ("rate", "twelve recommitments in three years, a year", "recommitment_rate", 4.0),
        ("memory", "about 14 days that each held, in months", "recommitment_memory", 14.0 / 30.44),
    ):
        yield _assumed(case, f"monitors.recommitment-{id}", what, name, published, OSCE)


def violations_by_year(world: Any, years: int) -> Floats:
    """Return violations by year after a ceasefire with nothing in place, as the month counts them.

    Parameters
    ----------
    world : WORLD record
    years : int

    Returns
    -------
    array of float, shape (years,)
    """
    held = 0.0
    wears_off = float(np.exp(-1.0 / world.recommitment_memory))
    months = np.empty(12 * years)
    for t in range(months.size):
        held = recommitted(held, world.recommitment_rate, world.recommitment_cut, wears_off)
        decay = float(np.exp(-t / (12.0 * world.violations_decay)))
        months[t] = 365.0 * declining(world.violations_start, world.violations_floor, decay) * (1.0 - held)
    return np.asarray(months.reshape(years, 12).sum(axis=1))


def patrol_rows(case: Case) -> Iterator[Row]:
    """Hold patrols and answers against published requirements."""
    world = _median(case)
    aloft = orbits_sustained(
        48.0, 0.5, 1.0, world.patrol_km, world.aircraft_speed, world.on_station_hours, world.ground_hours
    )
    yield empirical(
        "patrol.csis",
        f"{case.name}: aircraft of 48 at half readiness that are over their station at any time; CSIS calls "
        "24 continuously needed",
        24.0,
        aloft,
        {"relative": 0.2},
        "CSIS safe-skies estimate, via Dailywrap",
    )
    everything = patrol_cover(1e6, world)
    yield empirical(
        "patrol.sky-shield",
        f"{case.name}: part of the sites within reach that 120 aircraft keep under patrol; the plan's "
        "authors hold them to be enough",
        1.0,
        patrol_cover(120.0, world) / everything,
        0.1,
        "Sky Shield plan, Guardian via Babel, March 2025",
    )
    rand = 24.0 / sortie_rate(9.76) - 2.0
    what = f"{rand:.2f} h on the ground in RAND's worked case"
    source = "RAND, Airbase Vulnerability, appendix B"
    yield _assumed(case, "patrol.ground-hours", what, "ground_hours", rand, source)
    for ratio in (2.5, 3.0, 4.0, 5.0):
        what = f"a pool of {ratio:g} for each soldier in place (the range was set on such figures)"
        source = "The Times 2025; Foreign Policy; UK practice"
        yield _assumed(case, f"rotation.{ratio:g}", what, "rotation_ratio", ratio, source)
    for bloc in ("europe", "us"):
        what = f"three days to the answer that the ladder announces ({bloc})"
        yield _assumed(case, f"answer.{bloc}", what, f"delay_{bloc}", 3.0, LADDER)
