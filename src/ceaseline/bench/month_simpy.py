"""The reference month in SimPy: promises wait for their day, the pair lives by the month."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np
import simpy
from numpy.typing import NDArray

from ceaseline.bench import month as m
from ceaseline.bench.luck import FutureLuck
from ceaseline.bench.month_pair import Pair


def month_of_loss(clock: float, growth: float) -> int:
    """Return the month in which exposure that grows by ``growth**t`` passes a clock, or one past the end."""
    exposure, trend = 0.0, 1.0
    for t in range(1, m.MONTHS + 1):
        exposure += trend
        trend *= growth
        if exposure >= clock:
            return t
    return m.MONTHS + 1


def promise(env: simpy.Environment, pair: Pair, i: int, month: int) -> Generator[simpy.Event, Any, None]:
    """Wait for the month in which a promise is withdrawn."""
    yield env.timeout(month)
    pair.withdraw(1 << i)


def life(
    env: simpy.Environment, pair: Pair, incident_rate: list[float], opening_chance: list[float]
) -> Generator[simpy.Event, Any, None]:
    """Live month by month until war or the horizon."""
    opening = pair.luck.opening
    for t in range(1, m.MONTHS + 1):
        yield env.timeout(1)
        pair.regroup()
        pair.meet(t, incident_rate[t])
        if not pair.war and opening[t] < opening_chance[t]:
            pair.challenge(t)
        if pair.war:
            return


def run_future(
    seed: int, future: int, incident_rate: list[float], opening_chance: list[float]
) -> list[float]:
    """Run one future of the reference month.

    Promises are created before the pair, so those that fall due in a month go before the pair acts in it.
    """
    env = simpy.Environment()
    pair = Pair(FutureLuck(seed, future))
    for i, clock in enumerate(pair.clock):
        month = month_of_loss(clock, pair.growth[m.PROMISES[i].bloc])
        if month <= m.MONTHS:
            env.process(promise(env, pair, i, month))
    env.run(until=env.process(life(env, pair, incident_rate, opening_chance)))
    return pair.row(int(env.now))


def run(futures: int, seed: int) -> NDArray[np.float64]:
    """Run the reference month one future after the other.

    Parameters
    ----------
    futures, seed : int
        Number of futures, and seed in [0, 2**32).

    Returns
    -------
    array of float, shape (futures, len(COLUMNS))
        The same as `ceaseline.bench.month.run`.
    """
    rate, chance = (table.tolist() for table in m.rates())
    return np.array([run_future(seed, future, rate, chance) for future in range(futures)])
