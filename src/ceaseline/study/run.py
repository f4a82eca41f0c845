"""Run packages x worlds x luck, in blocks over threads, with the same bytes however work is divided."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ceaseline.case import Case, Package
from ceaseline.model.future import run_block
from ceaseline.model.records import OUTCOME, PRELUDE, READINGS
from ceaseline.model.state import LOG_ROWS, STATE
from ceaseline.study.engines import DEFAULT_ENGINES, LANDS, Engines
from ceaseline.study.plan import Plan, make_plan
from ceaseline.study.surrogate import Surrogate, fit_surrogate
from ceaseline.study.worlds import Pins, draw_worlds, pinned_worlds

#: Called with the number of futures finished and the number in all.
Progress = Callable[[int, int], None]

DEFAULT_FUTURES = 4096
DEFAULT_WORLDS = 128
DEFAULT_BATCH = 256

_NO_LOG = np.zeros((0, 4))


@dataclass(frozen=True)
class Sample:
    """How much luck a study draws, and the engines that make futures of it.

    Parameters
    ----------
    futures : int
        Futures of each package, a multiple of `worlds`.
    worlds : int
        Draws of the assumptions; futures are shared out evenly among them.
    seed : int
        In [0, 2**32).
    engines : Engines
        Where the structure is contested; another engine takes the same luck.

    Examples
    --------
    >>> Sample(1024, 64).per_world
    16
    """

    futures: int = DEFAULT_FUTURES
    worlds: int = DEFAULT_WORLDS
    seed: int = 1
    engines: Engines = DEFAULT_ENGINES

    def __post_init__(self) -> None:
        if self.worlds < 2:
            raise ValueError(f"at least 2 worlds are needed to see their spread, not {self.worlds}")
        if self.futures < self.worlds or self.futures % self.worlds:
            raise ValueError(
                f"futures ({self.futures}) must be a multiple of worlds ({self.worlds}), "
                f"for example {max(1, round(self.futures / self.worlds)) * self.worlds}"
            )
        if not 0 <= self.seed < 2**32:
            raise ValueError(f"a seed lies in 0 to 4294967295, not {self.seed}")

    @property
    def per_world(self) -> int:
        """Futures in each world."""
        return self.futures // self.worlds


@lru_cache(maxsize=64)
def surrogate_of(digest: str, case: Case, land: str = LANDS[0]) -> Surrogate:
    """Return the surrogate of a case and land engine, fitted once; `digest` is the case's."""
    return fit_surrogate(case, land)


@lru_cache(maxsize=64)
def _worlds_of(digest: str, case: Case, seed: int, worlds: int, engines: Engines) -> NDArray[np.void]:
    slopes = surrogate_of(digest, case, engines.land).slopes
    return draw_worlds(case, seed, worlds, slopes, engines=engines)


def worlds_of(case: Case, sample: Sample, pins: Pins | None = None) -> NDArray[np.void]:
    """Return the drawn assumptions of a case; structured array of WORLD, shape (worlds,)."""
    drawn = _worlds_of(case.digest, case, sample.seed, sample.worlds, sample.engines)
    return pinned_worlds(case, drawn, pins) if pins else drawn


def _records(array: NDArray[np.void]) -> NDArray[np.void]:
    """Let uncompiled code reach fields by name, as compiled code does."""
    return array.view(np.recarray)


def _run_block(
    case: Case,
    plan: Plan,
    worlds: NDArray[np.void],
    sample: Sample,
    first: int,
    last: int,
    outcomes: NDArray[np.void],
    log: NDArray[np.float64],
) -> None:
    run_block(
        sample.seed,
        first,
        last,
        sample.per_world,
        case.horizon_months,
        int(case.flags.strikes),
        int(case.flags.sea),
        np.array(READINGS),
        _records(worlds),
        _records(plan.levers),
        plan.thresholds,
        _records(plan.conditions),
        _records(plan.parties),
        _records(outcomes),
        _records(np.zeros(1, dtype=STATE)),
        _records(np.zeros(1, dtype=PRELUDE)),
        log,
    )


def run_plan(
    case: Case,
    plan: Plan,
    worlds: NDArray[np.void],
    sample: Sample,
    *,
    threads: int = 1,
    batch: int = DEFAULT_BATCH,
    progress: Progress | None = None,
) -> NDArray[np.void]:
    """Run the futures of one package.

    Parameters
    ----------
    case : Case
    plan : Plan
    worlds : structured array of WORLD, shape (sample.worlds,)
    sample : Sample
    threads, batch : int
        Threads, and futures a block; neither changes a bit of the result.
    progress : callable, optional
        Told after each block.

    Returns
    -------
    structured array of OUTCOME, shape (sample.futures,)
        Future i is luck ``i % per_world`` of world ``i // per_world``.
    """
    outcomes = np.zeros(sample.futures, dtype=OUTCOME)
    starts = range(0, sample.futures, batch)

    def block(first: int) -> int:
        last = min(first + batch, sample.futures)
        _run_block(case, plan, worlds, sample, first, last, outcomes[first:last], _NO_LOG)
        return last - first

    finished = 0
    pool = ThreadPoolExecutor(threads)
    try:
        for job in as_completed([pool.submit(block, first) for first in starts]):
            finished += job.result()
            if progress is not None:
                progress(finished, sample.futures)
    finally:
        # an interrupt must not wait for blocks that nobody will read
        pool.shutdown(cancel_futures=True)
    return outcomes


def run_range(
    case: Case, plan: Plan, worlds: NDArray[np.void], sample: Sample, first: int, last: int
) -> NDArray[np.void]:
    """Run some futures of one package, on one thread.

    Parameters
    ----------
    case, plan, worlds, sample
        As in `run_plan`.
    first, last : int
        Futures ``first`` to ``last - 1`` of the sample.

    Returns
    -------
    structured array of OUTCOME, shape (last - first,)
        The same as these places of what `run_plan` returns.
    """
    outcomes = np.zeros(last - first, dtype=OUTCOME)
    _run_block(case, plan, worlds, sample, first, last, outcomes, _NO_LOG)
    return outcomes


def run_package(
    case: Case,
    package: Package,
    sample: Sample,
    *,
    threads: int = 1,
    batch: int = DEFAULT_BATCH,
    progress: Progress | None = None,
    pins: Pins | None = None,
) -> tuple[Plan, NDArray[np.void]]:
    """Draw worlds, plan and run one package; return its plan and its outcomes."""
    plan = make_plan(case, package, sample.seed, sample.worlds, pins)
    worlds = worlds_of(case, sample, pins)
    return plan, run_plan(case, plan, worlds, sample, threads=threads, batch=batch, progress=progress)


def tell_future(
    case: Case, package: Package, sample: Sample, future: int, worlds: NDArray[np.void] | None = None
) -> NDArray[np.float64]:
    """Run one future of a package with its log.

    Parameters
    ----------
    case, package, sample
        As in `run_package`.
    future : int
        In [0, sample.futures).
    worlds : structured array of WORLD, optional
        Those of the case by default.

    Returns
    -------
    array of float, shape (events, 4)
        Month, code (`ceaseline.model.state.EVENTS`) and two figures of each event.

    Raises
    ------
    ValueError
        If there is no such future in the sample.
    """
    if not 0 <= future < sample.futures:
        raise ValueError(f"the sample holds futures 0 to {sample.futures - 1}, not {future}")
    plan = make_plan(case, package, sample.seed, sample.worlds)
    log = np.zeros((LOG_ROWS, 4))
    outcomes = np.zeros(1, dtype=OUTCOME)
    drawn = worlds_of(case, sample) if worlds is None else worlds
    _run_block(case, plan, drawn, sample, future, future + 1, outcomes, log)
    return log[1 : int(log[0, 0]) + 1].copy()
