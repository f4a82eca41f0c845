"""Hold what an analyst expects of a case against what the model does."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from ceaseline.analysis.effects import Effect, effects
from ceaseline.analysis.measures import (
    Measure,
    Outcomes,
    cost_measure,
    every_measure,
    promise_measures,
)
from ceaseline.analysis.statistics import Reading
from ceaseline.analysis.variants import with_lever, without_lever
from ceaseline.case import Case, Change, Expectation, FrozenMap, Package, Uncertain
from ceaseline.study.plan import make_plan, promises
from ceaseline.study.run import Progress, Sample, run_plan, worlds_of
from ceaseline.study.study import all_threads
from ceaseline.study.worlds import pinned_worlds

#: Futures and worlds of each side: enough for differences of half a future in 100.
SAMPLE = Sample(futures=16384, worlds=512)

HELD, FAILED, OPEN = "held", "did not hold", "too small to tell"


def scaled(value: Uncertain, factor: float) -> Uncertain:
    """Return an uncertain number times a factor, on its own scale and within its own bounds.

    Examples
    --------
    >>> scaled(Uncertain.of(1, 2, 4, lower=0), 2.0).p95
    8.0
    """
    shapes = ("a", "b") if value.distribution == "beta" else ()
    grown = {name: x if name in shapes else factor * x for name, x in value.arguments.items()}
    return replace(value, arguments=FrozenMap(grown))


def _with_amounts(case: Case, package: Package, amounts: FrozenMap[float]) -> Package:
    settings = dict(package.settings)
    for name, factor in amounts.items():
        if name not in settings:
            raise KeyError(f"package {package.name} does not hold {name}")
        amount = settings[name].amount or case.lever(name).amount
        if amount is None:
            raise KeyError(f"{name} has no amount")
        settings[name] = replace(settings[name], amount=replace(amount, value=scaled(amount.value, factor)))
    told = ", ".join(f"{factor:g} x {name}" for name, factor in amounts.items())
    return replace(package, name=f"{package.name} with {told}", settings=FrozenMap(settings))


def changed_package(case: Case, change: Change) -> Package:
    """Return the package after a change.

    Raises
    ------
    KeyError
        If a lever to be taken out, or to be scaled, is not in it.
    """
    package = case.package(change.package or change.base)
    for name in change.remove:
        package = without_lever(package, name)
    for name in change.add:
        package = with_lever(case, package, name)
    return _with_amounts(case, package, change.amounts) if change.amounts else package


def _bit(bit: int, outcomes: Outcomes) -> Reading:
    return Reading.of(((outcomes["greatest"] >> bit) & 1).astype(float))


def _measure(case: Case, expected: Expectation) -> Measure:
    if expected.outcome == "in_force":
        places = [lever.id for lever in promises(case)]
        return Measure("in_force", None, "share", partial(_bit, places.index(expected.lever)))
    known = (*every_measure(case.horizon_months), *promise_measures(), cost_measure())
    return next(m for m in known if (m.outcome, m.month) == (expected.outcome, expected.month))


def judge(expected: Expectation, difference: float, error: float) -> str:
    """Return whether a difference is what was expected, by an interval of twice its error.

    Parameters
    ----------
    expected : Expectation
    difference, error : float
        In the unit of the expectation.

    Returns
    -------
    str
        ``held``, ``did not hold`` or ``too small to tell``.
    """
    below, above = difference - 2.0 * error, difference + 2.0 * error
    if expected.direction:
        sign = 1.0 if expected.direction == "rises" else -1.0
        low, high = sorted((sign * below, sign * above))
        return HELD if low > 0.0 else FAILED if high < 0.0 or (difference == 0.0 and error == 0.0) else OPEN
    if expected.low <= below and above <= expected.high:
        return HELD
    return FAILED if above < expected.low or below > expected.high else OPEN


def _row(expected: Expectation, effect: Effect, package: str) -> dict[str, Any]:
    scale = 100.0 if effect.measure.unit == "share" else 1.0
    unit = "in 100" if scale > 1.0 else effect.measure.unit
    difference, error = scale * effect.difference, scale * effect.error
    given = not expected.direction
    return {
        "id": expected.id,
        "claim": expected.claim,
        "row": expected.row,
        "base": expected.change.base,
        "package": package,
        "assume": dict(expected.change.assume),
        "given": dict(expected.change.given),
        "outcome": expected.outcome,
        "lever": expected.lever,
        "month": expected.month,
        "unit": unit,
        "before": scale * effect.before,
        "after": scale * effect.after,
        "difference": difference,
        "error": error,
        "direction": expected.direction,
        "low": expected.low if given else None,
        "high": expected.high if given else None,
        "verdict": judge(expected, difference, error),
        "why": expected.why,
        "source": None if expected.source is None else expected.source.key,
    }


def expectations(
    case: Case, sample: Sample | None = None, *, threads: int = 0, progress: Progress | None = None
) -> list[dict[str, Any]]:
    """Run both sides of every expectation of a case, with the same luck, and judge the difference.

    Parameters
    ----------
    case : Case
    sample : Sample, optional
        `SAMPLE` by default.
    threads : int
        0 for all.
    progress : callable, optional
        Told of the expectations judged and of all, in futures.

    Returns
    -------
    list of dict
        One for each expectation in the order of the file: what changes, ``before``, ``after``,
        ``difference`` and ``error`` in ``unit`` (futures in 100 for shares), ``verdict``, ``why``.
    """
    sample = sample or SAMPLE
    use = threads or all_threads()
    drawn = worlds_of(case, sample)
    known: dict[tuple[str, frozenset[tuple[str, float]]], Outcomes] = {}

    def outcomes(package: Package, pins: dict[str, float]) -> Outcomes:
        key = package.name, frozenset(pins.items())
        if key not in known:
            plan = make_plan(case, package, sample.seed, sample.worlds)
            worlds = pinned_worlds(case, drawn, pins) if pins else drawn
            known[key] = run_plan(case, plan, worlds, sample, threads=use)
        return known[key]

    rows = []
    for number, expected in enumerate(case.expectations, start=1):
        change = expected.change
        package = changed_package(case, change)
        before = outcomes(case.package(change.base), dict(change.given))
        after = outcomes(package, {**change.given, **change.assume})
        (effect,) = effects([_measure(case, expected)], before, after, sample.worlds)
        rows.append(_row(expected, effect, package.name))
        if progress is not None:
            progress(number * sample.futures, len(case.expectations) * sample.futures)
    return rows
