"""Run tables of points: every row sets every uncertain number, and rows may share their luck.

A study asks what comes of a package over worlds; sensitivity, discovery and connectors ask what comes of it
at points of their own choosing. A row is a world whose numbers stand at given chances. With common luck every
row meets the same futures, so rows differ by their numbers alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.case import Case, Package
from ceaseline.kernel import mechanism
from ceaseline.model.future import run_block
from ceaseline.model.records import OUTCOME, PRELUDE, READINGS
from ceaseline.model.state import STATE
from ceaseline.study.plan import Plan, make_plan
from ceaseline.study.run import Sample, run_plan, surrogate_of
from ceaseline.study.worlds import COVERING, draw_worlds, fill_cover, pinned_worlds, world_uniforms

Floats = NDArray[np.float64]

_NO_LOG = np.zeros((0, 4))


@dataclass(frozen=True)
class Rows:
    """Points at which a case is run.

    Parameters
    ----------
    worlds : structured array of WORLD, shape (rows,)
        Values of the assumptions.
    chances : mapping of str to array of float, shape (rows,)
        Chances of the numbers of levers and parties, whose value may differ from package to package.
    """

    worlds: NDArray[np.void]
    chances: Mapping[str, Floats]

    @property
    def size(self) -> int:
        """How many points there are."""
        return int(self.worlds.size)


def drawn_together(case: Case) -> frozenset[str]:
    """Return the assumptions that a calibration draws together: they depend on each other."""
    return frozenset() if case.calibration is None else frozenset(case.calibration.assumptions)


def draw_rows(case: Case, owned: Iterable[str], seed: int, rows: int) -> Rows:
    """Draw points as a study draws its worlds: point j holds the numbers of world j.

    Parameters
    ----------
    case : Case
    owned : iterable of str
        Names of the numbers of levers and parties (`ceaseline.analysis.numbers`).
    seed, rows : int

    Returns
    -------
    Rows
    """
    together = drawn_together(case)
    pins = {name: world_uniforms(seed, name, rows) for name in case.assumptions if name not in together}
    worlds = draw_worlds(case, seed, rows, surrogate_of(case.digest, case).slopes, pins)
    return Rows(worlds, {name: world_uniforms(seed, name, rows) for name in owned})


def with_chances(case: Case, rows: Rows, chances: Mapping[str, Floats]) -> Rows:
    """Return points with some numbers set to other chances.

    Parameters
    ----------
    case : Case
    rows : Rows
    chances : mapping of str to array of float, shape (rows,)
        By name of an assumption, or of a number of a lever or party that `rows` holds.

    Returns
    -------
    Rows

    Raises
    ------
    KeyError
        If there is no such number.
    """
    unknown = [name for name in chances if name not in case.assumptions and name not in rows.chances]
    if unknown:
        raise KeyError(f"no number is called {', '.join(unknown)}")
    owned = {name: chances.get(name, known) for name, known in rows.chances.items()}
    return Rows(pinned_worlds(case, rows.worlds, chances), owned)


def mix(case: Case, rows: Rows, other: Rows, taken: Mapping[str, NDArray[np.bool_]]) -> Rows:
    """Return points with some numbers taken from other points, row by row.

    Parameters
    ----------
    case : Case
    rows, other : Rows
        Of the same size.
    taken : mapping of str to array of bool, shape (rows,)
        By name, the rows in which the number comes from `other`.

    Returns
    -------
    Rows
    """
    worlds = rows.worlds.copy()
    owned = dict(rows.chances)
    for name, where in taken.items():
        if name in owned:
            owned[name] = np.where(where, other.chances[name], owned[name])
        else:
            worlds[name] = np.where(where, other.worlds[name], worlds[name])
    if any(name in taken for name in COVERING):
        fill_cover(case, worlds)
    return Rows(worlds, owned)


def part(rows: Rows, start: int, stop: int) -> Rows:
    """Return the points from `start` to `stop` - 1."""
    return Rows(rows.worlds[start:stop], {name: of[start:stop] for name, of in rows.chances.items()})


@mechanism
def _run_rows(
    seed: int,
    first: int,
    last: int,
    per_row: int,
    horizon: int,
    strikes: int,
    at_sea: int,
    readings: Any,
    worlds: Any,
    levers: Any,
    thresholds: Any,
    conditions: Any,
    parties: Any,
    outcomes: Any,
    states: Any,
    preludes: Any,
    log: Any,
) -> None:
    """Run rows `first` to ``last - 1``, each with the luck of world 0."""
    for r in range(first, last):
        run_block(
            seed,
            0,
            per_row,
            per_row,
            horizon,
            strikes,
            at_sea,
            readings,
            worlds[r : r + 1],
            levers[r : r + 1],
            thresholds[r : r + 1],
            conditions[r : r + 1],
            parties,
            outcomes[r * per_row : (r + 1) * per_row],
            states,
            preludes,
            log,
        )


def _common_luck(
    case: Case, plan: Plan, worlds: NDArray[np.void], seed: int, per_row: int, threads: int
) -> NDArray[np.void]:
    rows = worlds.size
    outcomes = np.zeros(rows * per_row, dtype=OUTCOME)
    step = max(1, min(64, rows // (4 * threads) or 1))

    def block(first: int) -> None:
        _run_rows(
            seed,
            first,
            min(first + step, rows),
            per_row,
            case.horizon_months,
            int(case.flags.strikes),
            int(case.flags.sea),
            np.array(READINGS),
            worlds.view(np.recarray),
            plan.levers.view(np.recarray),
            plan.thresholds,
            plan.conditions.view(np.recarray),
            plan.parties.view(np.recarray),
            outcomes.view(np.recarray),
            np.zeros(1, dtype=STATE).view(np.recarray),
            np.zeros(1, dtype=PRELUDE).view(np.recarray),
            _NO_LOG,
        )

    with ThreadPoolExecutor(threads) as pool:
        for job in [pool.submit(block, first) for first in range(0, rows, step)]:
            job.result()
    return outcomes


def run_rows(
    case: Case,
    package: Package,
    rows: Rows,
    per_row: int,
    seed: int,
    *,
    common_luck: bool,
    threads: int = 1,
) -> NDArray[np.void]:
    """Run a package at every point.

    Parameters
    ----------
    case : Case
    package : Package
    rows : Rows
    per_row : int
        Futures at each point, >= 1.
    seed : int
        Of the luck, in [0, 2**32).
    common_luck : bool
        Whether every point meets the same luck, that of world 0; else point j meets that of world j. Errors
        of means over points are smaller without, differences between points with it.
    threads : int
        Changes no bit.

    Returns
    -------
    structured array of OUTCOME, shape (rows * per_row,)
        Future i is luck ``i % per_row`` of point ``i // per_row``.
    """
    plan = make_plan(case, package, seed, rows.size, dict(rows.chances))
    if common_luck:
        return _common_luck(case, plan, rows.worlds, seed, per_row, threads)
    sample = Sample(rows.size * per_row, rows.size, seed)
    return run_plan(case, plan, rows.worlds, sample, threads=threads, batch=64 * per_row)
