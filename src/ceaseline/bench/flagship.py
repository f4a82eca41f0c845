"""The full model on one package: compiled, uncompiled, and its floor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.bench.floor import time_floor
from ceaseline.bench.timing import Timing, measure, middle
from ceaseline.bench.uncompiled import run_uncompiled
from ceaseline.case import Case
from ceaseline.model.records import READINGS
from ceaseline.study.plan import Plan, make_plan
from ceaseline.study.run import Sample, run_plan, worlds_of

FUTURES = 10_000
WORLDS = 125
#: Futures run uncompiled: a few of every world.
PLAIN_FUTURES = 4 * WORLDS


@dataclass(frozen=True)
class Subject:
    """One package of a case, ready to run.

    Parameters
    ----------
    case : Case
    plan : Plan
    worlds : structured array of WORLD, shape (WORLDS,)
    seed : int
    """

    case: Case
    plan: Plan
    worlds: NDArray[np.void]
    seed: int

    def sample(self, futures: int) -> Sample:
        """Return a sample of all worlds."""
        return Sample(futures, WORLDS, self.seed)

    def run(self, futures: int, threads: int) -> NDArray[np.void]:
        """Run futures compiled."""
        return run_plan(self.case, self.plan, self.worlds, self.sample(futures), threads=threads)

    def run_plain(self, futures: int, *, count: bool = False) -> tuple[dict[str, Any], NDArray[np.void]]:
        """Run the same futures uncompiled, or count what they call."""
        sample = self.sample(futures)
        arrays = {
            "readings": np.array(READINGS),
            "worlds": self.worlds,
            "levers": self.plan.levers,
            "thresholds": self.plan.thresholds,
            "conditions": self.plan.conditions,
            "parties": self.plan.parties,
        }
        flags = self.case.flags
        numbers = (self.seed, sample.per_world, self.case.horizon_months, int(flags.strikes), int(flags.sea))
        return run_uncompiled(arrays, numbers, futures, count=count)


def subject(case: Case, package: str, seed: int) -> Subject:
    """Return a package of a case, ready to run."""
    worlds = worlds_of(case, Sample(WORLDS, WORLDS, seed))
    return Subject(case, make_plan(case, case.package(package), seed, WORLDS), worlds, seed)


def measure_package(what: Subject, threads: int, repeats: int) -> dict[str, Any]:
    """Measure one package: compiled on several threads and on one, uncompiled, and the floor.

    Compiled runs and loops of the floor take turns, so that a busy machine slows both.

    Parameters
    ----------
    what : Subject
    threads : int
        Threads of the compiled runs.
    repeats : int
        Turns, of which medians are taken.

    Returns
    -------
    dict
        Seconds of 10 000 futures and what follows from them; ``floor`` by part.
    """
    _, warm_up = measure(lambda: what.run(WORLDS, threads))
    counted, _ = what.run_plain(PLAIN_FUTURES, count=True)
    each = {name: calls / PLAIN_FUTURES for name, calls in counted["calls"].items() if calls > 0}
    calls = {name: round(FUTURES * number) for name, number in each.items()}
    time_floor(dict.fromkeys(calls, 1), threads, what.seed)
    runs, single, floors, outcomes = [], [], [], None
    for _ in range(repeats):
        outcomes, timing = measure(lambda: what.run(FUTURES, threads))
        runs.append(timing)
        floors.append(time_floor(calls, threads, what.seed))
        single.append(measure(lambda: what.run(FUTURES, 1))[1])
    uncompiled, _ = what.run_plain(PLAIN_FUTURES)
    plain = uncompiled["seconds"] / PLAIN_FUTURES * FUTURES
    parts = {name: middle([floor[name] for floor in floors]).wall for name in floors[0]}
    floor = sum(parts.values())
    took, alone = middle(runs), middle(single)
    assert outcomes is not None
    return {
        "package": what.plan.package,
        "seconds_10000x120": took.wall,
        "futures_per_second": FUTURES / took.wall,
        "cpu_over_wall": middle([Timing(t.cpu / t.wall, 0.0) for t in runs]).wall,
        "seconds_one_thread": alone.wall,
        "floor_seconds": floor,
        "over_floor": took.wall / floor,
        "floor": {
            name: {"calls_per_future": each.get(name, 0.0), "seconds": seconds}
            for name, seconds in parts.items()
        },
        "seconds_uncompiled": plain,
        "ratio_python": plain / took.wall,
        "ratio_python_one_thread": plain / alone.wall,
        "warm_up_seconds": warm_up.wall,
        "months_mean": float(outcomes["months"].mean()),
    }
