"""What arrives of each pledge of troops, month by month, in the median world."""

from __future__ import annotations

from typing import Any

import numpy as np

from ceaseline.analysis.median import median_world, spending_by_month
from ceaseline.case import Case
from ceaseline.model.build_up import held, lifted, sustainable
from ceaseline.model.month_build_up import PLEDGED_SPENDING
from ceaseline.model.records import ITEM_CODES, SITING_CODES
from ceaseline.model.start import arrived

_GROUND = ITEM_CODES["ground_troops"]
_LOGISTICS = ITEM_CODES["logistics"]


def _kept(lever: Any, spending: float, rates: Any, month: int) -> float:
    growth = rates.pool_growth * spending / PLEDGED_SPENDING
    limit = sustainable(lever.pool, rates.rotation_ratio, growth, float(month))
    there = arrived(lever, month, rates.delivered_troops)
    return float(held(there, limit, float(month) - lever.delay, rates.first_rotation))


def build_up(case: Case, package: str) -> dict[str, Any]:
    """Return what each contributor keeps in place of its pledge, by month.

    Every promise of the package is in force from the first day and every number at its median, so this is
    the build-up that the pledges allow, not what comes of them: promises that never come into force or are
    withdrawn are counted in `ceaseline.analysis.capability`. Delay, ramp, delivered share and rotation act
    on each contributor; lift acts on the whole force.

    Parameters
    ----------
    case : Case
    package : str

    Returns
    -------
    dict
        ``contributors``: ``lever``, ``by``, ``party``, ``pledged`` (troops) and ``troops``, one figure a
        month from 1 to the horizon, largest pledge first; ``pledged`` and ``troops`` of all together, the
        latter after lift.

    Raises
    ------
    KeyError
        If the case has no such package.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> found = build_up(load("ukraine-2025"), "all-promised")
    >>> first = found["contributors"][0]
    >>> len(first["troops"]), max(first["troops"]) <= first["pledged"]
    (120, True)
    """
    chosen = case.package(package)
    plan, world = median_world(case, chosen)
    row = plan.levers.view(np.recarray)[0]
    rates: Any = np.rec.array(world)
    months = range(1, case.horizon_months + 1)
    spending = spending_by_month(row, months)
    contributors: list[dict[str, Any]] = [
        {
            "lever": name,
            "by": case.lever(name).by,
            "party": case.party(case.lever(name).by).name,
            "pledged": float(row[i].amount),
            "troops": [
                _kept(row[i], spent, rates, month) for month, spent in zip(months, spending, strict=True)
            ],
        }
        for i, name in enumerate(plan.lever_ids)
        if row[i].promised == 1 and row[i].what == _GROUND and row[i].siting != SITING_CODES["outside"]
    ]
    contributors.sort(key=lambda entry: (-entry["pledged"], entry["lever"]))
    carriers = [lever for lever in row if lever.promised == 1 and lever.what == _LOGISTICS]
    together: list[float] = []
    for month in months:
        ready = sum(entry["troops"][month - 1] for entry in contributors)
        lift = rates.lift_rate + sum(
            float(arrived(lever, month, rates.delivered_equipment)) for lever in carriers
        )
        together.append(float(lifted(ready, together[-1] if together else 0.0, lift)))
    return {
        "case": case.name,
        "package": package,
        "title": chosen.title,
        "contributors": contributors,
        "pledged": sum(entry["pledged"] for entry in contributors),
        "troops": together,
    }
