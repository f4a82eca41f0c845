"""The median world: every number at its middle, and what contributors could keep in place in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ceaseline.analysis.numbers import uncertain_numbers
from ceaseline.case import Case, Package
from ceaseline.model.build_up import held, sustainable
from ceaseline.model.month_build_up import PLEDGED_SPENDING
from ceaseline.model.records import ITEM_CODES
from ceaseline.model.start import arrived
from ceaseline.study.plan import Plan, make_plan
from ceaseline.study.worlds import draw_worlds

_GROUND = ITEM_CODES["ground_troops"]
_SPENDING = ITEM_CODES["spending_target"]
_NO_FIT = (0.0, 0.0, 0.0, 0.0)


def median_world(case: Case, package: Package) -> tuple[Plan, np.void]:
    """Return a package and the assumptions of its case with every uncertain number at its median.

    Parameters
    ----------
    case : Case
    package : Package

    Returns
    -------
    plan : Plan
        Of one world.
    world : WORLD record
        Without the fitted belief about fighting.
    """
    pins = {number.name: 0.5 for number in uncertain_numbers(case, package)}
    world: np.void = draw_worlds(case, 0, 1, _NO_FIT, pins)[0]
    return make_plan(case, package, 0, 1, pins), world


def shortfalls(case: Case, package: Package) -> list[dict[str, Any]]:
    """Return the pledges of troops that rotation cannot keep in place.

    In the median world, with every promise of the package in force: the first month in which what has
    arrived of a pledge exceeds what the contributor's pool sustains (`ceaseline.model.build_up.sustainable`)
    once its first rotation is over.

    Parameters
    ----------
    case : Case
    package : Package

    Returns
    -------
    list of dict
        ``contributor``, ``lever``, ``item``, ``needed`` and ``sustainable`` in ``unit``, ``month``; in the
        order of the case's levers.
    """
    plan, world = median_world(case, package)
    row = plan.levers.view(np.recarray)[0]
    rates: Any = np.rec.array(world)
    months = range(1, case.horizon_months + 1)
    spending = spending_by_month(row, months)
    found = []
    for i, name in enumerate(plan.lever_ids):
        lever = row[i]
        if lever.promised != 1 or lever.what != _GROUND:
            continue
        for month, spent in zip(months, spending, strict=True):
            there = float(arrived(lever, month, rates.delivered_troops))
            growth = rates.pool_growth * spent / PLEDGED_SPENDING
            limit = float(sustainable(lever.pool, rates.rotation_ratio, growth, float(month)))
            kept = held(there, limit, month - lever.delay, rates.first_rotation)
            if kept < there:
                entry = case.lever(name)
                found.append(
                    {
                        "contributor": entry.by,
                        "lever": name,
                        "item": entry.item,
                        "needed": there,
                        "sustainable": limit,
                        "unit": "troops",
                        "month": month,
                    }
                )
                break
    return found


def spending_by_month(row: Any, months: Sequence[int]) -> list[float]:
    """Return the largest spending pledge that stands in each month, as a share of GDP.

    Parameters
    ----------
    row : record array of LEVER, shape (n_levers,)
        Of one world.
    months : sequence of int

    Returns
    -------
    list of float
    """
    pledges = [lever for lever in row if lever.promised == 1 and lever.what == _SPENDING]
    return [max((float(arrived(lever, month, 1.0)) for lever in pledges), default=0.0) for month in months]
