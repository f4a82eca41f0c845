"""The reference month in Mesa: blocs of guarantors and the pair are agents of one model a future."""

from __future__ import annotations

import mesa
import numpy as np
from numpy.typing import NDArray

from ceaseline.bench import month as m
from ceaseline.bench.luck import FutureLuck
from ceaseline.bench.month_pair import Pair


class Bloc(mesa.Agent):  # type: ignore[misc]
    """Guarantors whose will drifts together.

    Parameters
    ----------
    model : Ceasefire
    number : int
        Which bloc.
    """

    def __init__(self, model: Ceasefire, number: int) -> None:
        super().__init__(model)
        self.pair = model.pair
        self.growth = model.pair.growth[number]
        self.exposure, self.trend = 0.0, 1.0
        held = [i for i in range(m.COUNT) if m.PROMISES[i].bloc == number]
        self.clocks = sorted(((model.pair.clock[i], i) for i in held), reverse=True)

    def drift(self) -> None:
        """Phase 1: lose the promises whose clock has run."""
        self.exposure += self.trend
        self.trend *= self.growth
        while self.clocks and self.clocks[-1][0] <= self.exposure:
            self.pair.withdraw(1 << self.clocks.pop()[1])


class Sides(mesa.Agent):  # type: ignore[misc]
    """The pair: both sides' power, disputes between them, and what the challenger makes of openings."""

    def __init__(self, model: Ceasefire) -> None:
        super().__init__(model)
        self.pair = model.pair

    def live(self) -> None:
        """Phases 2 to 5."""
        pair, model = self.pair, self.model
        t = int(model.month)
        pair.regroup()
        pair.meet(t, model.incident_rate[t])
        if not pair.war and pair.luck.opening[t] < model.opening_chance[t]:
            pair.challenge(t)
        if pair.war or t == m.MONTHS:
            model.running = False


class Ceasefire(mesa.Model):  # type: ignore[misc]
    """One future of the reference month.

    Parameters
    ----------
    luck : FutureLuck
    incident_rate, opening_chance : list of float
        From `month.rates`.
    """

    def __init__(self, luck: FutureLuck, incident_rate: list[float], opening_chance: list[float]) -> None:
        super().__init__(rng=0)
        self.pair = Pair(luck)
        self.incident_rate, self.opening_chance = incident_rate, opening_chance
        self.month = 0
        self.blocs = Bloc.create_agents(self, 3, [0, 1, 2])
        self.sides = Sides(self)

    def step(self) -> None:
        """Live a month: will first, then the pair."""
        self.month += 1
        self.blocs.do("drift")
        self.sides.live()


def run(futures: int, seed: int) -> NDArray[np.float64]:
    """Run the reference month one model after the other.

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
    rows = []
    for future in range(futures):
        model = Ceasefire(FutureLuck(seed, future), rate, chance)
        model.run_model()
        rows.append(model.pair.row(model.month))
    return np.array(rows)
