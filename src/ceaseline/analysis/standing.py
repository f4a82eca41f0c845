"""What stands on the first day of a setting: who is willing, what waits for what, and what is missing."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.compare import in_force_shares
from ceaseline.analysis.promises import FixedPoints, fixed_points, pivot_rows, pivots_read
from ceaseline.analysis.statistics import Floats
from ceaseline.case import AmountCondition, Case, CountCondition, Lever
from ceaseline.study.desk import Run
from ceaseline.terms import ITEMS

Masks = NDArray[np.int64]


def _bits(masks: Masks, count: int) -> Floats:
    """Return masks as zeros and ones; shape (futures, levers)."""
    return ((masks[:, None] >> np.arange(count)) & 1).astype(np.float64)


def _unmet(run: Run, column: int, present: Floats) -> NDArray[np.bool_]:
    """Say in which futures a condition is not met by the promises present; shape (futures,)."""
    rows = run.plan.conditions[:, column]
    named = _bits(rows["mask"][:1], present.shape[1])[0]
    size = run.plan.levers["amount"] if not rows["counts"][0] else np.ones_like(run.plan.levers["amount"])
    per_world = run.sample.per_world
    held = np.einsum("wfl,wl->wf", present.reshape(run.sample.worlds, per_world, -1), named * size)
    unmet: NDArray[np.bool_] = (held < rows["threshold"][:, None]).reshape(-1)
    return unmet


def _missing(run: Run, lever: Lever, bit: int, points: FixedPoints, present: Floats) -> list[dict[str, Any]]:
    """Return for each condition on other levers how often it is what a willing party still waits for."""
    waits = (((points.willing & ~points.least) >> bit) & 1).astype(bool)
    first = int(run.plan.levers["first_condition"][0, bit])
    count = int(run.plan.levers["conditions"][0, bit])
    asked = [c for c in lever.requires if isinstance(c, CountCondition | AmountCondition)]
    found = []
    for column, condition in zip(range(first, first + count), asked, strict=False):
        unmet = waits & _unmet(run, column, present)
        least = condition.at_least
        found.append(
            {
                "levers": list(condition.levers),
                "counts": isinstance(condition, CountCondition),
                "at_least": float(len(condition.levers)) if least is None else least.p50,
                "unit": "promises" if isinstance(condition, CountCondition) else condition.at_least.unit,
                "unmet": float(unmet.mean()),
            }
        )
    return found


def _totals(case: Case, run: Run, sets: dict[str, Floats]) -> list[dict[str, Any]]:
    """Return what the promises in force add up to, by item, as means over futures."""
    items: dict[str, list[int]] = {}
    for bit, name in enumerate(run.plan.lever_ids):
        if name in run.package.settings:
            items.setdefault(case.lever(name).item, []).append(bit)
    amounts = np.repeat(run.plan.levers["amount"], run.sample.per_world, axis=0)
    return [
        {
            "item": item,
            "unit": ITEMS[item].unit,
            "meaning": ITEMS[item].meaning,
            "promised": float(amounts[:, bits].sum(axis=1).mean()),
            **{
                name: float((held[:, bits] * amounts[:, bits]).sum(axis=1).mean())
                for name, held in sets.items()
            },
        }
        for item, bits in items.items()
    ]


def standing(run: Run) -> dict[str, Any]:
    """Return the promises in force on the first day of a setting at both fixed points, and what is missing.

    Parameters
    ----------
    run : Run

    Returns
    -------
    dict
        ``levers`` of the package, each with the share of futures in which its party is ``willing`` and in
        which it is in force at the ``least`` and ``greatest`` fixed point, and what it waits for
        (``missing``: each condition on others with ``unmet``, the share of futures in which the party is
        willing, the promise is not in force at the least point, and this condition is not met by what is);
        ``totals`` by item; ``pivots``, ``differ`` and ``reads`` as `ceaseline.analysis.promises.promises`.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Desk, Setting
    >>> desk = Desk(load("korea-1953"), worlds=8, threads=1)
    >>> standing(desk.run(Setting("none"), 64))["levers"]
    []
    """
    points = fixed_points(run.case, run.plan, run.sample, run.worlds)
    ids = run.plan.lever_ids
    shares = {name: in_force_shares(getattr(points, name), ids) for name in ("willing", "least", "greatest")}
    least, greatest = _bits(points.least, len(ids)), _bits(points.greatest, len(ids))
    differ = float((points.least != points.greatest).mean())
    pivots = pivot_rows(run.case, run.plan, points, run.sample.worlds)
    return {
        "case": run.case.name,
        "package": run.package.name,
        "futures": run.sample.futures,
        "worlds": run.sample.worlds,
        "seed": run.sample.seed,
        "levers": [
            {
                "lever": name,
                "title": run.case.lever(name).title,
                "by": run.case.lever(name).by,
                **{key: float(held[bit]) for key, held in shares.items()},
                "missing": _missing(run, run.case.lever(name), bit, points, least),
            }
            for bit, name in enumerate(ids)
            if name in run.package.settings
        ],
        "totals": _totals(run.case, run, {"least": least, "greatest": greatest}),
        "differ": differ,
        "pivots": pivots,
        "reads": pivots_read(differ, pivots),
    }
