"""Promises in force if nobody moves first, and if everyone trusts the others; what parts the two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.compare import in_force_shares, share_cell
from ceaseline.analysis.pivots import hinges
from ceaseline.analysis.statistics import Reading, average
from ceaseline.case import Case
from ceaseline.kernel import mechanism
from ceaseline.model.coalition import greatest_in_force, least_in_force
from ceaseline.model.records import PRELUDE
from ceaseline.model.start import draw_binding, draw_promises, prepare_world
from ceaseline.model.state import STATE
from ceaseline.study.plan import Plan, make_plan
from ceaseline.study.run import Sample, worlds_of
from ceaseline.study.store import Store
from ceaseline.study.study import PackageRun, run_study

Masks = NDArray[np.int64]


@mechanism
def _first_day(
    seed: int,
    per_world: int,
    worlds: Any,
    levers: Any,
    thresholds: Any,
    conditions: Any,
    parties: Any,
    willing: Masks,
    least: Masks,
    greatest: Masks,
    pivots: Masks,
) -> None:
    """Fill, for each future, who is willing, what is in force at both fixed points, and the pivots."""
    binds = np.zeros(conditions.shape[1], dtype=np.int8)
    freed = np.zeros(conditions.shape[1], dtype=np.int8)
    clock = np.zeros(levers.shape[1])
    end = np.zeros(levers.shape[1])
    states = np.zeros(1, dtype=STATE)
    preludes = np.zeros(1, dtype=PRELUDE)
    prepared = -1
    for i in range(least.size):
        w = i // per_world
        f = i - w * per_world
        if w != prepared:
            prepare_world(worlds[w], levers[w], preludes[0])
            prepared = w
        draw_promises(
            seed, w, f, worlds[w], preludes[0], levers[w], thresholds[w], parties, clock, end, states[0]
        )
        draw_binding(seed, w, f, conditions[w], binds)
        willing[i] = states[0].willing
        least[i] = least_in_force(willing[i], levers[w], conditions[w], binds)
        greatest[i] = greatest_in_force(willing[i], levers[w], conditions[w], binds)
        pivots[i] = 0
        if least[i] == greatest[i]:
            continue
        for lever in range(levers.shape[1]):
            if not ((willing[i] & ~least[i]) >> lever) & 1:
                continue
            for c in range(conditions.shape[1]):
                freed[c] = 0 if conditions[w, c].lever == lever else binds[c]
            lifted = least_in_force(willing[i], levers[w], conditions[w], freed)
            if greatest[i] & ~lifted == 0:
                pivots[i] |= 1 << lever


@dataclass(frozen=True)
class FixedPoints:
    """Promises in force on the first day of every future, as bit masks over levers.

    Parameters
    ----------
    willing : array of int, shape (futures,)
        Promises whose parties are willing, and have any consent that they need.
    least, greatest : array of int, shape (futures,)
        If nobody moves before its conditions are met; if everyone trusts the others to move.
    pivots : array of int, shape (futures,)
        Promises each of which, made unconditional alone, lifts the least point to the greatest. Empty
        where the two agree.
    """

    willing: Masks
    least: Masks
    greatest: Masks
    pivots: Masks


def fixed_points(
    case: Case, plan: Plan, sample: Sample, worlds: NDArray[np.void] | None = None
) -> FixedPoints:
    """Draw the first day of every future again, with the model's own draws, and find its pivots.

    Parameters
    ----------
    case : Case
    plan : Plan
    sample : Sample
    worlds : structured array of WORLD, optional
        Those of the case by default.

    Returns
    -------
    FixedPoints
    """
    drawn = worlds_of(case, sample) if worlds is None else worlds
    willing, least, greatest, pivots = (np.zeros(sample.futures, dtype=np.int64) for _ in range(4))
    _first_day(
        sample.seed,
        sample.per_world,
        drawn.view(np.recarray),
        plan.levers.view(np.recarray),
        plan.thresholds,
        plan.conditions.view(np.recarray),
        plan.parties.view(np.recarray),
        willing,
        least,
        greatest,
        pivots,
    )
    return FixedPoints(willing, least, greatest, pivots)


def pivot_rows(case: Case, plan: Plan, points: FixedPoints, worlds: int) -> list[dict[str, Any]]:
    """Return the pivots with their share of the futures in which the fixed points differ, largest first."""
    differ = (points.least != points.greatest).astype(np.float64)
    found = []
    for bit, name in enumerate(plan.lever_ids):
        pivotal = ((points.pivots >> bit) & 1).astype(np.float64)
        if not pivotal.any():
            continue
        share = average(Reading(pivotal, differ), worlds)
        found.append(
            {
                "lever": name,
                "title": case.lever(name).title,
                "share": share.value,
                "error": share.error,
            }
        )
    return sorted(found, key=lambda row: (-row["share"], row["lever"]))


def _levers(case: Case, run: PackageRun) -> list[dict[str, Any]]:
    shares = {
        field: in_force_shares(run.outcomes[field], run.lever_ids)
        for field in ("least_start", "greatest_start", "least", "greatest")
    }
    found = []
    for bit, name in enumerate(run.lever_ids):
        if name not in run.package.settings:
            continue
        least = {"start": float(shares["least_start"][bit]), "month_24": float(shares["least"][bit])}
        greatest = {"start": float(shares["greatest_start"][bit]), "month_24": float(shares["greatest"][bit])}
        lever = case.lever(name)
        found.append(
            {
                "lever": name,
                "title": lever.title,
                "by": lever.by,
                "item": lever.item,
                "least": least,
                "greatest": greatest,
                "gap": {when: greatest[when] - least[when] for when in least},
            }
        )
    return found


def _differ(run: PackageRun, suffix: str, worlds: int) -> dict[str, float | None]:
    apart = run.outcomes["least" + suffix] != run.outcomes["greatest" + suffix]
    return share_cell(Reading.of(apart.astype(np.float64)), worlds)


def promises(
    case: Case,
    package: str,
    sample: Sample | None = None,
    *,
    pivots: bool = False,
    threads: int = 0,
    fresh: bool = False,
    store: Store | None = None,
    keep: bool = True,
) -> dict[str, Any]:
    """Return the promises in force at both fixed points, the gap, and the pivots between them.

    Conditions make promises wait for each other. The least fixed point is what is in force if nobody moves
    before its conditions are met, the greatest if everyone trusts the others to move. A pivot is a promise
    that, made unconditional alone, lifts the least point to the greatest; its share is of the futures in
    which the two differ on the first day. A future that ends in war before month 24 counts with its last
    month.

    Parameters
    ----------
    case : Case
    package : str
    sample : Sample, optional
    pivots : bool
        Also find the smallest sets that settle the coalition, how it depends on thresholds, and vetoes.
    threads, fresh, store, keep
        As in `ceaseline.study.run_study`.

    Returns
    -------
    dict
        ``levers`` (each with ``least``, ``greatest``, ``gap`` at ``start`` and ``month_24``), ``differ``,
        ``greatest_reached`` (share of futures that coordinate on the greatest point), ``pivots``, ``hinges``
        (`ceaseline.analysis.pivots.hinges`, None unless asked for), ``reads``.

    Raises
    ------
    KeyError
        If the case has no such package.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample
    >>> found = promises(load("korea-1953"), "all-promised", Sample(64, 8))
    >>> all(row["least"]["start"] <= row["greatest"]["start"] for row in found["levers"])
    True
    """
    study = run_study(case, [package], sample, threads=threads, fresh=fresh, store=store, keep=keep)
    run, sample = study.baseline, study.sample
    plan = make_plan(case, run.package, sample.seed, sample.worlds)
    points = fixed_points(case, plan, sample)
    differ = _differ(run, "_start", sample.worlds)
    single = pivot_rows(case, plan, points, sample.worlds)
    return {
        "case": case.name,
        "package": run.name,
        "title": run.package.title,
        "seed": sample.seed,
        "futures": sample.futures,
        "worlds": sample.worlds,
        "manifest": study.manifest,
        "levers": _levers(case, run),
        "differ": {"start": differ, "month_24": _differ(run, "", sample.worlds)},
        "greatest_reached": float(run.outcomes["greatest_reached"].mean()),
        "pivots": single,
        "hinges": hinges(case, run.package, plan, sample) if pivots else None,
        "reads": pivots_read(float((points.least != points.greatest).mean()), single),
    }


def pivots_read(differ: float, pivots: list[dict[str, Any]]) -> str:
    """Return in words in how many futures it matters who moves first, and which pivots settle most.

    Examples
    --------
    >>> tied = [{"lever": name, "title": name.upper(), "share": 1.0} for name in "ab"]
    >>> pivots_read(0.06, tied).partition(". ")[2]
    'Made unconditional, any one of 2 promises alone (a, b) would settle it in 100 of 100 of these.'
    """
    if differ == 0.0:
        return "No promise waits for another in vain: what is in force does not depend on who moves first."
    text = f"In {100 * differ:.0f} of 100 futures what is in force depends on whether anyone moves first."
    if not pivots:
        return f"{text} No single promise, made unconditional, would settle it."
    most = pivots[0]["share"]
    tied = [pivot["lever"] for pivot in pivots if pivot["share"] == most]
    if len(tied) == 1:
        named = f"{pivots[0]['title']} ({tied[0]}) alone"
    else:
        named = f"any one of {len(tied)} promises alone ({', '.join(tied)})"
    return f"{text} Made unconditional, {named} would settle it in {100 * most:.0f} of 100 of these."
