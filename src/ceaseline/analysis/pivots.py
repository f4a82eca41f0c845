"""On whom a coalition hangs: smallest sets that settle it, thresholds, and who holds a veto."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.sentences import figure
from ceaseline.analysis.statistics import Reading, average
from ceaseline.case import AmountCondition, Case, CountCondition, Package
from ceaseline.kernel import mechanism
from ceaseline.model.coalition import greatest_in_force, least_in_force
from ceaseline.model.records import PRELUDE
from ceaseline.model.start import draw_binding, draw_promises, prepare_world
from ceaseline.model.state import STATE
from ceaseline.study.plan import Plan, make_plan
from ceaseline.study.run import Sample, worlds_of
from ceaseline.study.subsets import masked

Masks = NDArray[np.int64]

#: Most promises in a set that is looked for.
LARGEST_SET = 4
#: Chance levels at which a threshold is held.
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


@mechanism
def _first_days(
    seed: int,
    per_world: int,
    worlds: Any,
    levers: Any,
    thresholds: Any,
    conditions: Any,
    parties: Any,
    freed: Masks,
    least: Any,
    greatest: Masks,
) -> None:
    """Fill, for each future, the greatest point, and the least with each set made unconditional."""
    binds = np.zeros(conditions.shape[1], dtype=np.int8)
    loose = np.zeros(conditions.shape[1], dtype=np.int8)
    clock = np.zeros(levers.shape[1])
    end = np.zeros(levers.shape[1])
    states = np.zeros(1, dtype=STATE)
    preludes = np.zeros(1, dtype=PRELUDE)
    prepared = -1
    for i in range(greatest.size):
        w = i // per_world
        if w != prepared:
            prepare_world(worlds[w], levers[w], preludes[0])
            prepared = w
        f = i - w * per_world
        draw_promises(
            seed, w, f, worlds[w], preludes[0], levers[w], thresholds[w], parties, clock, end, states[0]
        )
        draw_binding(seed, w, f, conditions[w], binds)
        willing = states[0].willing
        greatest[i] = greatest_in_force(willing, levers[w], conditions[w], binds)
        for k in range(freed.size):
            for c in range(conditions.shape[1]):
                loose[c] = 0 if (freed[k] >> conditions[w, c].lever) & 1 else binds[c]
            least[k, i] = least_in_force(willing, levers[w], conditions[w], loose)


def first_days(case: Case, plan: Plan, sample: Sample, freed: Sequence[int] = (0,)) -> tuple[Masks, Masks]:
    """Return the least point with each set of promises made unconditional, and the greatest.

    Parameters
    ----------
    case : Case
    plan : Plan
    sample : Sample
    freed : sequence of int
        Promises made unconditional, as bit masks.

    Returns
    -------
    least : array of int, shape (len(freed), futures)
    greatest : array of int, shape (futures,)
        Nothing made unconditional.
    """
    least = np.zeros((len(freed), sample.futures), dtype=np.int64)
    greatest = np.zeros(sample.futures, dtype=np.int64)
    _first_days(
        sample.seed,
        sample.per_world,
        worlds_of(case, sample).view(np.recarray),
        plan.levers.view(np.recarray),
        plan.thresholds,
        plan.conditions.view(np.recarray),
        plan.parties.view(np.recarray),
        np.array(freed, dtype=np.int64),
        least,
        greatest,
    )
    return least, greatest


def _conditional(plan: Plan) -> list[int]:
    """Return the bits of promises in the package that wait for others."""
    waiting = set(plan.conditions["lever"].ravel().tolist())
    return sorted(bit for bit in waiting if plan.levers["promised"][0, bit] == 1)


def smallest_sets(case: Case, plan: Plan, sample: Sample) -> list[dict[str, Any]]:
    """Return sets of promises that, made unconditional together, settle most futures.

    A future is settled when the least point holds everything that the greatest holds. The set of one is the
    best of all; each larger one adds to the one before the promise that settles most (a greedy search, so a
    larger set need not be the best of its size). The search ends where no promise adds anything.

    Returns
    -------
    list of dict
        ``levers``, ``share`` of the futures in which the points differ, and its ``error``.
    """
    (least,), greatest = first_days(case, plan, sample)
    differ = (least != greatest).astype(np.float64)
    if not differ.any():
        return []
    candidates = _conditional(plan)
    rows: list[dict[str, Any]] = []
    held, before = 0, 0.0
    while candidates and len(rows) < LARGEST_SET:
        lifted, _ = first_days(case, plan, sample, [held | 1 << bit for bit in candidates])
        settled = (greatest & ~lifted == 0) & (differ > 0.0)
        best = int(settled.sum(axis=1).argmax())
        found = average(Reading(settled[best].astype(np.float64), differ), sample.worlds)
        if found.value <= before:
            break
        before = found.value
        held |= 1 << candidates.pop(best)
        names = [name for bit, name in enumerate(plan.lever_ids) if held >> bit & 1]
        rows.append({"levers": names, "share": found.value, "error": found.error})
    return rows


def _share_of(sets: Masks, bit: int, worlds: int) -> tuple[float, float]:
    found = average(Reading.of((sets >> bit & 1).astype(np.float64)), worlds)
    return found.value, found.error


def thresholds(case: Case, package: Package, sample: Sample) -> list[dict[str, Any]]:
    """Return how the points of each conditional promise depend on its uncertain threshold.

    The threshold is held at each of `LEVELS` of what is thought possible, in every world, while all else is
    drawn as before.

    Returns
    -------
    list of dict
        ``lever``, ``condition`` (its place in the list), ``unit`` and ``points``: ``level``, ``threshold``,
        and the share of futures in force at the ``least`` and ``greatest`` point with errors.
    """
    rows = []
    for lever in case.levers:
        if lever.id not in package.settings:
            continue
        for number, condition in enumerate(lever.requires):
            if not isinstance(condition, CountCondition | AmountCondition):
                continue
            at_least = condition.at_least
            if at_least is None or at_least.value.is_fixed:
                continue
            points = []
            for level in LEVELS:
                pins = {f"{lever.id}.requires.{number}.at_least": level}
                plan = make_plan(case, package, sample.seed, sample.worlds, pins)
                bit = plan.lever_ids.index(lever.id)
                (least,), greatest = first_days(case, plan, sample)
                low, low_error = _share_of(least, bit, sample.worlds)
                high, high_error = _share_of(greatest, bit, sample.worlds)
                points.append(
                    {
                        "level": level,
                        "threshold": at_least.value.quantile(level),
                        "least": low,
                        "least_error": low_error,
                        "greatest": high,
                        "greatest_error": high_error,
                    }
                )
            rows.append({"lever": lever.id, "condition": number, "unit": at_least.unit, "points": points})
    return rows


def vetoes(case: Case, plan: Plan, sample: Sample) -> list[dict[str, Any]]:
    """Return what falls out of force, beyond its own promises, when a party refuses.

    All promises of the party are taken out of the package, and both points are found again with the same
    draws.

    Returns
    -------
    list of dict
        ``party``, ``name``; for ``least`` and ``greatest`` the share of futures in which others fall
        (``falls``), with its error, and the mean number of promises of others that fall (``lost``); only
        parties whose refusal takes anything with it, the most promises lost first.
    """
    (least,), greatest = first_days(case, plan, sample)
    everything = (1 << len(plan.lever_ids)) - 1
    rows = []
    for party in case.parties:
        own = sum(1 << bit for bit, name in enumerate(plan.lever_ids) if case.lever(name).by == party.id)
        if not own:
            continue
        (least_without,), greatest_without = first_days(case, masked(plan, everything & ~own), sample)
        row: dict[str, Any] = {"party": party.id, "name": party.name}
        for point, full, left in (
            ("least", least, least_without),
            ("greatest", greatest, greatest_without),
        ):
            gone = full & ~left & ~own
            falls = average(Reading.of((gone != 0).astype(np.float64)), sample.worlds)
            row[point] = {
                "falls": falls.value,
                "error": falls.error,
                "lost": float(np.bitwise_count(gone.astype(np.uint64)).mean()),
            }
        if row["least"]["falls"] > 0.0 or row["greatest"]["falls"] > 0.0:
            rows.append(row)
    return sorted(rows, key=lambda row: (-row["greatest"]["lost"], row["party"]))


def hinges(case: Case, package: Package, plan: Plan, sample: Sample) -> dict[str, Any]:
    """Return on whom a package's coalition hangs.

    Parameters
    ----------
    case : Case
    package : Package
    plan : Plan
        Of the package.
    sample : Sample

    Returns
    -------
    dict
        ``sets`` (`smallest_sets`), ``thresholds`` (`thresholds`), ``vetoes`` (`vetoes`) and ``reads``:
        sentences.
    """
    found: dict[str, Any] = {
        "sets": smallest_sets(case, plan, sample),
        "thresholds": thresholds(case, package, sample),
        "vetoes": vetoes(case, plan, sample),
    }
    return {**found, "reads": _reads(found)}


def _reads(found: dict[str, Any]) -> list[str]:
    sentences = []
    for row in found["sets"][1:]:
        sentences.append(
            f"Made unconditional together, {', '.join(row['levers'])} would settle "
            f"{100 * row['share']:.0f} of 100 futures in which it matters who moves first."
        )
    for row in found["thresholds"]:
        first, last = row["points"][0], row["points"][-1]
        apart = first["least"] - last["least"]
        if abs(apart) > 2.0 * np.hypot(first["least_error"], last["least_error"]):
            sentences.append(
                f"If nobody moves first, {row['lever']} is in force in {100 * first['least']:.0f} of 100 "
                f"futures with a threshold of {figure(first['threshold'], 0)} {row['unit']}, in "
                f"{100 * last['least']:.0f} with one of {figure(last['threshold'], 0)}."
            )
    for row in found["vetoes"][:3]:
        told = row["greatest"]
        if told["falls"] > 2.0 * told["error"]:
            sentences.append(
                f"If {row['name']} refuses, promises of others fall in {100 * told['falls']:.0f} of 100 "
                "futures, even where all trust each other."
            )
    return sentences
