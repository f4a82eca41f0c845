"""Run points of the free assumptions, each averaged over many draws of all others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from ceaseline.analysis.calibration.targets import FRONT_RUNGS, MONTHS, YEARS, front_loading
from ceaseline.analysis.statistics import Floats
from ceaseline.case import Case
from ceaseline.kernel import STREAM_FIT, uniforms
from ceaseline.model.records import ROADS, RUNGS
from ceaseline.model.slots import address_key
from ceaseline.study import Sample
from ceaseline.study.plan import Plan, make_plan
from ceaseline.study.run import run_plan, surrogate_of
from ceaseline.study.worlds import draw_worlds

#: Assumptions that are matched; all others stay as uncertain as the case has them.
FREE = (
    *("incident_rate", "incident_floor", "incident_decay", "frailty_shape"),
    *("chance_force", "chance_death", "chance_serious"),
    *("opening_rate", "opening_floor", "opening_decay"),
    *("precision", "cost_offensive", "share_satisfied", "cost_probe"),
)

#: Futures with the same draw of the other assumptions.
LUCK = 4
#: Points run at a time: a piece of work that an interruption cannot undo.
BLOCK = 128
#: Draws of the other assumptions, shared out among points in turn.
POOL = 4096

_WAR = RUNGS.index("war")
_FRONT_PLACES = tuple(RUNGS.index(rung) for rung in FRONT_RUNGS)

#: What is kept of each point: share of futures by rung and year with Monte-Carlo error, error of the
#: front-loading, and share of futures with war within ten years by road.
POINT = np.dtype(
    [
        ("share", "f8", (len(RUNGS), len(YEARS))),
        ("error", "f8", (len(RUNGS), len(YEARS))),
        ("front_error", "f8", (len(FRONT_RUNGS),)),
        ("roads", "f8", (len(ROADS),)),
    ]
)


def spread_points(count: int, first: int, seed: int, wave: int) -> Floats:
    """Return points of a Sobol sequence under a random shift modulo one (Cranley and Patterson 1976).

    Parameters
    ----------
    count, first : int
        How many points, and after how many of the sequence.
    seed, wave : int
        Address of the shift.

    Returns
    -------
    array of float, shape (count, 14)
        In (0, 1).

    Examples
    --------
    >>> both = spread_points(8, 0, 1, 1)
    >>> bool((spread_points(4, 4, 1, 1) == both[4:]).all())
    True
    """
    sequence = qmc.Sobol(len(FREE), scramble=False)
    if first:
        sequence.fast_forward(first)
    points = sequence.random(count)
    actor = address_key("calibration design")
    shift = np.array([uniforms(seed, STREAM_FIT, 0, k, wave, actor, 0)[0] for k in range(len(FREE))])
    moved: Floats = np.clip((points + shift) % 1.0, 2.0**-34, 1.0 - 2.0**-34)
    return moved


def values_of(case: Case, points: Floats) -> Floats:
    """Return the values of the free assumptions at points, by the quantiles that the case states."""
    stated = [case.assumptions[name].value for name in FREE]
    return np.array(
        [[number.quantile(float(u)) for number, u in zip(stated, row, strict=True)] for row in points]
    )


@dataclass(frozen=True)
class Bench:
    """A wave of a calibration, ready to run points.

    Parameters
    ----------
    case : Case
        As stated, cut to the ten years of the record.
    plan : Plan
        The package in one world; it holds no promise.
    others : structured array of WORLD, shape (pool,)
        Draws of all assumptions, at most POOL; the free ones are overwritten.
    draws : int
        Draws of the others for each point.
    seed, wave : int
        Address of the luck.
    threads : int
    """

    case: Case
    plan: Plan
    others: NDArray[np.void]
    draws: int
    seed: int
    wave: int
    threads: int

    @classmethod
    def of(
        cls, case: Case, package: str, points: int, draws: int, seed: int, wave: int, threads: int
    ) -> Bench:
        """Prepare a wave of so many points."""
        short = replace(case, horizon_months=min(case.horizon_months, MONTHS))
        slopes = surrogate_of(case.digest, case).slopes
        own = address_key(f"calibration {seed} wave {wave}")
        plan = make_plan(short, short.package(package), own, 1)
        others = draw_worlds(short, own, min(POOL, points * draws), slopes)
        return cls(short, plan, others, draws, seed, wave, threads)

    def run(self, values: Floats, block: int) -> NDArray[np.void]:
        """Run a block of points.

        Parameters
        ----------
        values : array of float, shape (points, 14)
        block : int
            Its number in the wave, from 0.

        Returns
        -------
        structured array of POINT, shape (points,)
        """
        points, worlds = len(values), len(values) * self.draws
        turn = (block * BLOCK * self.draws + np.arange(worlds)) % self.others.size
        drawn = self.others[turn]
        for k, name in enumerate(FREE):
            drawn[name] = np.repeat(values[:, k], self.draws)
        sample = Sample(worlds * LUCK, worlds, address_key(f"{self.seed} {self.wave} {block}"))
        plan = replace(
            self.plan,
            levers=np.repeat(self.plan.levers, worlds, axis=0),
            thresholds=np.repeat(self.plan.thresholds, worlds, axis=0),
            conditions=np.repeat(self.plan.conditions, worlds, axis=0),
        )
        outcomes = run_plan(self.case, plan, drawn, sample, threads=self.threads)
        return _read(outcomes, points, self.draws)


def _read(outcomes: NDArray[np.void], points: int, draws: int) -> NDArray[np.void]:
    first = outcomes["first"].reshape(points, draws, LUCK, len(RUNGS))
    reached = np.stack([first <= 12 * year for year in YEARS], axis=-1)
    by_draw = reached.mean(axis=2)
    found = np.zeros(points, dtype=POINT)
    found["share"] = by_draw.mean(axis=1)
    root = np.sqrt(draws)
    found["error"] = by_draw.std(axis=1, ddof=1) / root
    early, five = by_draw[..., _FRONT_PLACES, YEARS.index(1)], by_draw[..., _FRONT_PLACES, YEARS.index(5)]
    ratio = np.nan_to_num(front_loading(found["share"]))
    base = five.mean(axis=1)
    apart = (early - ratio[:, None] * five).std(axis=1, ddof=1) / root
    found["front_error"] = np.divide(apart, base, out=np.zeros_like(apart), where=base > 0.0)
    war = first[..., _WAR] <= MONTHS
    road = outcomes["road"].reshape(points, draws, LUCK)
    for code in range(len(ROADS)):
        found["roads"][:, code] = (war & (road == code)).mean(axis=(1, 2))
    return found


def run_points(
    bench: Bench,
    values: Floats,
    once: Callable[[str, Callable[[], NDArray[np.void]]], NDArray[np.void]],
    told: Callable[[int], None],
) -> NDArray[np.void]:
    """Run points block by block.

    Parameters
    ----------
    bench : Bench
    values : array of float, shape (points, 14)
    once : callable
        Takes the name of a piece and how to compute it; see `ceaseline.study.Checkpoint.once`.
    told : callable
        Told of the points finished.

    Returns
    -------
    structured array of POINT, shape (points,)
    """
    pieces = []
    for block, start in enumerate(range(0, len(values), BLOCK)):
        part = values[start : start + BLOCK]
        pieces.append(once(f"wave {bench.wave} block {block}", partial(bench.run, part, block)))
        told(start + len(part))
    return np.concatenate(pieces)
