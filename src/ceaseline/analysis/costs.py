"""What each promise would cost its guarantors a year if it were kept in full, and which have no price."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.statistics import Floats
from ceaseline.case import Case, Lever
from ceaseline.model.learning import cost_per_year
from ceaseline.model.records import WORLD
from ceaseline.study.plan import Plan

#: Which of the quantities of `ceaseline.model.learning.cost_per_year` an item is booked under.
_BOOKED = {
    "ground_troops": 0,
    "aircraft_eastern_flank": 1,
    "air_policing": 1,
    "black_sea_patrols": 2,
    "mine_clearance": 2,
    "dmz_peacekeepers": 3,
    "air_defence": 4,
    "training": 5,
    "equipment_deliveries": 6,
}
_PRICES = ("cost_soldier", "cost_aircraft", "cost_ship", "cost_monitor", "cost_battery", "cost_trainee")
#: Parties whose outlays are no cost to guarantors.
_OTHERS = ("protected", "challenger")


def is_unpriced(case: Case, lever: Lever) -> bool:
    """Say whether a lever would cost guarantors something of which the case does not say how much.

    Promises of the protected side and of the challenger cost guarantors nothing; all others have a price
    through their item or their own ``cost``, or none at all. Choices of design have none.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> case = load("ukraine-2025")
    >>> [is_unpriced(case, case.lever(name)) for name in ("force-uk", "us-response", "ukraine-force")]
    [False, True, False]
    """
    if lever.kind == "design":
        return True
    if case.party(lever.by).role in _OTHERS:
        return False
    return lever.item not in _BOOKED and lever.cost is None


def _cost(booked: Sequence[float], own: float, prices: Sequence[float]) -> float:
    troops, aircraft, tonnes, monitors, batteries, trainees, deliveries = booked
    soldier, plane, ship, monitor, battery, trainee = prices
    return float(
        cost_per_year(
            *(troops, aircraft, tonnes, monitors, batteries, trainees, deliveries, own),
            *(soldier, plane, ship, monitor, battery, trainee),
        )
    )


def lever_costs(plan: Plan, case: Case, worlds: NDArray[np.void]) -> Floats:
    """Return the yearly cost of each promise of a package, complete and in force, in each world.

    The same prices as the engine's (`ceaseline.model.learning.cost_per_year`), on the full amount promised:
    what a party commits to pay, not what the futures make of it.

    Parameters
    ----------
    plan : Plan
    case : Case
    worlds : structured array of WORLD, shape (worlds,)

    Returns
    -------
    array of float, shape (levers, worlds)
        EUR a year, in the order of `plan.lever_ids`; 0 where a promise is not made or has no price.
    """
    if worlds.dtype != WORLD:
        raise ValueError("worlds are records of the kind that a study draws")
    out = np.zeros((len(plan.lever_ids), worlds.size))
    for i, name in enumerate(plan.lever_ids):
        column = plan.levers[:, i]
        lever = case.lever(name)
        if not column["promised"].any() or case.party(lever.by).role in _OTHERS:
            continue
        place = _BOOKED.get(lever.item)
        for w in range(worlds.size):
            booked = [0.0] * 7
            if place is not None:
                tonnes = float(worlds["ship_tonnage"][w]) if place == 2 else 1.0
                booked[place] = float(column["amount"][w]) * tonnes
            prices = [float(worlds[price][w]) for price in _PRICES]
            out[i, w] = _cost(booked, float(column["cost"][w]), prices)
    return out


@dataclass(frozen=True)
class Costs:
    """What promises cost if kept in full.

    Parameters
    ----------
    levers : tuple of str
    values : array of float, shape (levers, worlds)
        EUR a year.
    unpriced : frozenset of str
        Those of which the case gives no price.
    """

    levers: tuple[str, ...]
    values: Floats
    unpriced: frozenset[str]

    def of(self, levers: Iterable[str]) -> Floats:
        """Return the cost of some levers together in each world; shape (worlds,)."""
        wanted = set(levers)
        rows = [i for i, name in enumerate(self.levers) if name in wanted]
        found: Floats = self.values[rows].sum(axis=0) if rows else np.zeros(self.values.shape[1])
        return found
