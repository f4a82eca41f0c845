"""Who carries a package: what each contributor would pay a year, and how much of its pool would be bound."""

from __future__ import annotations

from typing import Any

import numpy as np

from ceaseline.analysis.costs import is_unpriced, lever_costs
from ceaseline.analysis.statistics import Floats
from ceaseline.case import Case, Party
from ceaseline.model.records import ITEM_CODES
from ceaseline.study.plan import Plan, make_plan
from ceaseline.study.run import Sample, worlds_of

_CARRIERS = ("guarantor", "monitor")
_LEVELS = (0.05, 0.5, 0.95)


def burden(case: Case, package: str, sample: Sample | None = None) -> dict[str, Any]:
    """Return what each contributor of a package would carry if it kept every promise in full.

    Cost is what `ceaseline.analysis.costs.lever_costs` books for the full amount. To keep troops in place a
    contributor needs as many again as the rotation ratio says, so a pledge of a troops binds a r / P of a
    pool P (`ceaseline.model.build_up.sustainable`, without growth of the pool); above 1 it cannot be kept up.

    Parameters
    ----------
    case : Case
    package : str
    sample : Sample, optional
        Only its worlds and seed count: no future is run.

    Returns
    -------
    dict
        ``contributors``, dearest first: ``by``, ``party``, ``promises`` (how many), ``unpriced`` (titles of
        those without a price, so that the cost is the least), ``cost`` (EUR a year) and ``bound`` (share of
        the pool; None without troops or without a known pool), each with ``mean``, ``p5``, ``p50`` and
        ``p95`` over worlds; ``cost`` of all together.

    Raises
    ------
    KeyError
        If the case has no such package.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> found = burden(load("ukraine-2025"), "all-promised", Sample(32, 32))
    >>> first = found["contributors"][0]
    >>> first["promises"] > 0, first["cost"]["p5"] <= first["cost"]["p95"]
    (True, True)
    """
    sample = sample or Sample()
    chosen = case.package(package)
    plan = make_plan(case, chosen, sample.seed, sample.worlds)
    worlds = worlds_of(case, sample)
    costs = lever_costs(plan, case, worlds)
    rows: list[dict[str, Any]] = []
    for party in case.parties:
        own = [
            place
            for place, name in enumerate(plan.lever_ids)
            if name in chosen.settings and case.lever(name).by == party.id
        ]
        if own and party.role in _CARRIERS:
            levers = [case.lever(plan.lever_ids[place]) for place in own]
            rows.append(
                {
                    "by": party.id,
                    "party": party.name,
                    "promises": len(own),
                    "unpriced": [lever.title for lever in levers if is_unpriced(case, lever)],
                    "cost": _spread(costs[own].sum(axis=0)),
                    "bound": _bound(plan, own, party, worlds["rotation_ratio"]),
                }
            )
    rows.sort(key=lambda row: (-row["cost"]["mean"], row["by"]))
    return {
        "case": case.name,
        "package": package,
        "title": chosen.title,
        "worlds": sample.worlds,
        "contributors": rows,
        "cost": _spread(costs.sum(axis=0)),
    }


def _bound(plan: Plan, own: list[int], party: Party, ratio: Floats) -> dict[str, float] | None:
    troops = [place for place in own if plan.levers["what"][0, place] == ITEM_CODES["ground_troops"]]
    if not troops or party.pool is None:
        return None
    pledged = plan.levers["amount"][:, troops].sum(axis=1)
    return _spread(pledged * ratio / plan.levers["pool"][:, troops[0]])


def _spread(values: Floats) -> dict[str, float]:
    low, middle, high = np.quantile(values, _LEVELS).tolist()
    return {"mean": float(values.mean()), "p5": low, "p50": middle, "p95": high}
