"""Worlds whose range and reach exceed the same distances share a curve, and lose nothing by it."""

from __future__ import annotations

import numpy as np

from ceaseline.case import load
from ceaseline.model.patrol import coverage_curve
from ceaseline.model.records import COVER_STEPS, WORLD
from ceaseline.study.worlds import fill_cover


def test_shared_curves_are_those_of_each_world() -> None:
    case = load("ukraine-2025")
    worlds = np.zeros(300, dtype=WORLD)
    luck = np.random.default_rng(5)
    worlds["aircraft_range"] = luck.uniform(0.0, 1500.0, worlds.size)
    worlds["orbit_reach"] = luck.uniform(0.0, 400.0, worlds.size)
    fill_cover(case, worlds)
    places, fields = case.geography.sites, ("lat", "lon", "weight")
    lat, lon, weight = (np.array([getattr(site, of) for site in places]) for of in fields)
    base_lat, base_lon = (
        np.array([getattr(base, of) for base in case.geography.bases]) for of in ("lat", "lon")
    )
    all_open = np.ones(base_lat.size)
    for world in worlds:
        alone = np.zeros(COVER_STEPS + 1)
        reach, orbit = round(float(world["aircraft_range"]), 6), round(float(world["orbit_reach"]), 6)
        coverage_curve(lat, lon, weight, base_lat, base_lon, all_open, reach, orbit, alone)
        assert alone.tolist() == world["cover"].tolist()
    assert len(np.unique(worlds["cover"], axis=0)) > 10
