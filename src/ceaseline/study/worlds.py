"""Draw worlds: one value of every assumption in each world, addressed by the assumption's name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ceaseline.case import Calibration, Case, Estimate, Uncertain
from ceaseline.kernel import STREAM_WORLD, mechanism, uniforms
from ceaseline.model.patrol import coverage_curve, great_circle_km
from ceaseline.model.records import COVER_STEPS, WORLD
from ceaseline.model.slots import address_key
from ceaseline.study.engines import DEFAULT_ENGINES, Engines
from ceaseline.study.quantiles import quantiles


@dataclass(frozen=True)
class At:
    """A value at which a study holds a number, in the number's canonical unit."""

    value: float


#: What a number is held at: a chance level, one chance level a world, or a value (`At`).
Pin = float | At | NDArray[np.float64]
#: By name, what a study holds a number at instead of drawing it.
Pins = Mapping[str, Pin]

#: Assumptions on which the covered share of sites depends.
COVERING = ("aircraft_range", "orbit_reach")


@mechanism
def _fill(seed: int, key: int, out: NDArray[np.float64]) -> None:
    for w in range(out.size):
        out[w] = uniforms(seed, STREAM_WORLD, w, 0, 0, key, 0)[0]


def world_uniforms(seed: int, name: str, worlds: int) -> NDArray[np.float64]:
    """Return the uniform draw of a named number in each world.

    Parameters
    ----------
    seed : int
        Seed of the study, in [0, 2**32).
    name : str
        Name under which the number draws; nothing else enters, so that adding a number leaves all others
        as they were.
    worlds : int
        Number of worlds.

    Returns
    -------
    array of float, shape (worlds,)
        Numbers in (0, 1).

    Examples
    --------
    >>> bool((world_uniforms(1, "precision", 4)[:2] == world_uniforms(1, "precision", 2)).all())
    True
    """
    out = np.empty(worlds)
    _fill(seed, address_key(name), out)
    return out


@lru_cache(maxsize=20000)
def _drawn(seed: int, name: str, value: Uncertain, worlds: int) -> NDArray[np.float64]:
    if value.is_fixed:
        return np.full(worlds, value.quantile(0.5))
    return np.array([value.quantile(u) for u in world_uniforms(seed, name, worlds).tolist()])


def draw(
    seed: int, name: str, estimate: Estimate | None, worlds: int, default: float, pins: Pins | None = None
) -> NDArray[np.float64]:
    """Return the value of a number in each world.

    Parameters
    ----------
    seed, name, worlds : int, str, int
        Address, as in `world_uniforms`.
    estimate : Estimate or None
        The number; None where the case gives none.
    default : float
        Value where the case gives none.
    pins : mapping of str to Pin, optional
        Names of numbers to hold at one chance level or value in every world, or at a chance level of its
        own in each.

    Returns
    -------
    array of float, shape (worlds,)
        In the canonical unit of the number.
    """
    if estimate is None:
        return np.full(worlds, default)
    if pins is not None and name in pins:
        return np.full(worlds, held(estimate, pins[name]))
    return _drawn(seed, name, estimate.value, worlds)


def _draw_together(case: Case, kept: Calibration, seed: int, pins: Pins, out: NDArray[np.void]) -> None:
    """Give each world one kept row of the calibration, times the case's own factors."""
    rows = np.array(kept.rows)
    picked = (world_uniforms(seed, "calibration", out.size) * len(rows)).astype(np.int64)
    for column, name in enumerate(kept.assumptions):
        if name in pins:
            continue
        values = rows[picked, column]
        if name in kept.factors:
            factor = draw(seed, f"{name}.factor", kept.factors[name], out.size, 1.0)
            bounds = case.assumptions[name].value
            values = np.clip(values * factor, bounds.lower, bounds.upper)
        out[name] = values


def held(estimate: Estimate, pin: Pin) -> float | NDArray[np.float64]:
    """Return the value of a number that is held at a chance level or a value, or at one a world.

    Examples
    --------
    >>> share = Estimate(value=Uncertain.of(0.1, 0.2, 0.5, lower=0, upper=1), unit="share")
    >>> round(held(share, 0.5), 9), held(share, At(0.3)), held(share, np.array([0.05])).round(9)
    (0.2, 0.3, array([0.1]))
    """
    if isinstance(pin, np.ndarray):
        return quantiles(estimate.value, pin)
    return pin.value if isinstance(pin, At) else estimate.value.quantile(pin)


@mechanism
def _covers(
    site_lat: NDArray[np.float64],
    site_lon: NDArray[np.float64],
    site_weight: NDArray[np.float64],
    base_lat: NDArray[np.float64],
    base_lon: NDArray[np.float64],
    pairs: NDArray[np.float64],
    out: NDArray[np.float64],
) -> None:
    wing = np.ones(base_lat.size)
    for p in range(pairs.shape[0]):
        coverage_curve(
            site_lat, site_lon, site_weight, base_lat, base_lon, wing, pairs[p, 0], pairs[p, 1], out[p]
        )


def _covers_of(case: Case, pairs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the covered share of sites by orbits for each pair of range and reach.

    Range and reach act through the distances that they exceed alone, so pairs that exceed the same ones share
    a curve.
    """
    sites, bases = case.geography.sites, case.geography.bases
    if not sites or not bases:
        return np.zeros((len(pairs), COVER_STEPS + 1))
    nearest = sorted(min(great_circle_km(s.lat, s.lon, b.lat, b.lon) for b in bases) for s in sites)
    between = sorted(great_circle_km(a.lat, a.lon, b.lat, b.lon) for a in sites for b in sites)
    exceeded = np.stack(
        [
            np.searchsorted(nearest, pairs[:, 0], side="right"),
            np.searchsorted(between, pairs[:, 1], side="right"),
        ],
        axis=1,
    )
    _, first, place = np.unique(exceeded, axis=0, return_index=True, return_inverse=True)
    curves = np.zeros((first.size, COVER_STEPS + 1))
    if first.size:
        _covers(
            np.array([site.lat for site in sites]),
            np.array([site.lon for site in sites]),
            np.array([site.weight for site in sites]),
            np.array([base.lat for base in bases]),
            np.array([base.lon for base in bases]),
            pairs[first],
            curves,
        )
    return np.asarray(curves[place.ravel()])


def mean_patrol_km(case: Case) -> float:
    """Return the weighted mean distance from a site to its nearest base, km; 0 without sites or bases."""
    sites, bases = case.geography.sites, case.geography.bases
    if not sites or not bases:
        return 0.0
    nearest = [min(great_circle_km(s.lat, s.lon, b.lat, b.lon) for b in bases) for s in sites]
    return float(np.average(nearest, weights=[site.weight for site in sites]))


def draw_worlds(
    case: Case,
    seed: int,
    worlds: int,
    slopes: tuple[float, float, float, float],
    pins: Pins | None = None,
    engines: Engines = DEFAULT_ENGINES,
) -> NDArray[np.void]:
    """Draw the assumptions of a case.

    Each is drawn by itself, except those of the case's calibration: a world takes one kept row of it, picked
    by a draw of its own, so that what belongs together stays together. A pinned assumption takes its own
    percentile there too, and leaves the others as they were.

    Parameters
    ----------
    case : Case
    seed, worlds : int
        Seed and number of worlds.
    slopes : tuple of four floats
        Fitted surrogate of the fighting (`ceaseline.study.surrogate`).
    pins : mapping of str to Pin, optional
        Assumptions held at one chance level or value.
    engines : Engines, optional
        Engines that the worlds' futures are told by; the default ones otherwise.

    Returns
    -------
    structured array of WORLD, shape (worlds,)
    """
    out = np.zeros(worlds, dtype=WORLD)
    for name, assumption in case.assumptions.items():
        out[name] = draw(seed, name, assumption, worlds, 0.0, pins)
    if case.calibration is not None:
        _draw_together(case, case.calibration, seed, pins or {}, out)
    out["patrol_km"] = mean_patrol_km(case)
    out["site_count"] = len(case.geography.sites)
    for name, slope in zip(("fit_ratio", "fit_brigades", "fit_aircraft", "fit_warning"), slopes, strict=True):
        out[name] = slope
    out["decision"], out["land"] = engines.codes
    fill_cover(case, out)
    return out


def pinned_worlds(case: Case, drawn: NDArray[np.void], pins: Pins) -> NDArray[np.void]:
    """Return drawn worlds with some assumptions held; what the others draw stays as it is.

    Parameters
    ----------
    case : Case
    drawn : structured array of WORLD, shape (worlds,)
        From `draw_worlds` without pins.
    pins : mapping of str to Pin
        Names that are no assumption of the case are passed over.

    Returns
    -------
    structured array of WORLD, shape (worlds,)
        The same as drawing anew with the pins.
    """
    out = drawn.copy()
    for name, pin in pins.items():
        if name in case.assumptions:
            out[name] = held(case.assumptions[name], pin)
    if any(name in pins for name in COVERING):
        fill_cover(case, out)
    return out


def redrawn_worlds(
    case: Case, drawn: NDArray[np.void], seed: int, names: Collection[str]
) -> NDArray[np.void]:
    """Return drawn worlds in which some assumptions are drawn from what a case now says of them.

    Parameters
    ----------
    case : Case
        With other values of the assumptions named; they are drawn each by itself, whatever a calibration
        keeps together.
    drawn : structured array of WORLD, shape (worlds,)
    seed : int
        Of the worlds drawn.
    names : collection of str
        Assumptions of the case.

    Returns
    -------
    structured array of WORLD, shape (worlds,)
        What the others draw stays as it is, and so does the fit of the fighting.
    """
    out = drawn.copy()
    for name in names:
        out[name] = draw(seed, name, case.assumptions[name], out.size, 0.0)
    if any(name in names for name in COVERING):
        fill_cover(case, out)
    return out


def fill_cover(case: Case, worlds: NDArray[np.void]) -> None:
    """Work out the covered share of sites anew from the range and reach of aircraft in each world.

    Parameters
    ----------
    case : Case
    worlds : structured array of WORLD
        Its ``cover`` is written.
    """
    exact = zip(worlds["aircraft_range"].tolist(), worlds["orbit_reach"].tolist(), strict=True)
    pairs = np.array([(round(reach, 6), round(orbit, 6)) for reach, orbit in exact]).reshape(-1, 2)
    worlds["cover"] = _covers_of(case, pairs)
