"""The answer that moves with a slider: ladder, survival and differences of one setting, in milliseconds.

The figures are those of `ceaseline.analysis.compare`, formed for all months and rungs at once from the share
of each world. A draft runs only the first futures of each world and adds what the package changes in them to
what all futures say of the baseline, so that refining it moves it by luck's remainder alone (a control
variate: Owen 2013, *Monte Carlo theory, methods and examples*, section 8.9).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.compare import in_force_shares
from ceaseline.analysis.measures import (
    CAPABILITY_UNITS,
    SHOWN_CAPABILITY,
    compared_measures,
    cost_measure,
    ladder_measures,
    ladder_years,
)
from ceaseline.analysis.sentences import UNSETTLED, reads
from ceaseline.analysis.statistics import Estimated, Floats, Reading, average, difference, plain, quantiles
from ceaseline.case import Case
from ceaseline.model.records import CAPABILITY, OUTCOME, READINGS, RUNGS
from ceaseline.study.desk import Desk, Run, Setting

#: Months between the points of a survival curve.
STEP = 3

#: Why a lever of a package can do nothing in it.
NEVER_IN_FORCE = "it is in force in no future, even if everyone trusts the others"
NO_TARGET = "none of the promises that it speaks of is in the package"

#: What a promise moves by being there; it says nothing of what the promise does.
_OF_PROMISES = (
    "cost",
    "least",
    "greatest",
    "least_start",
    "greatest_start",
    "withdrawals",
    "greatest_reached",
)
_COUNTED = tuple(name for name in OUTCOME.names or () if name not in _OF_PROMISES)


@dataclass(frozen=True)
class Shares:
    """Share of the futures of each world that reached each rung by each month.

    Parameters
    ----------
    values : array of float, shape (worlds, months + 1, rungs)
    noise : array of float, shape (months + 1, rungs)
        Expected variance of a world's share by luck alone.
    """

    values: Floats
    noise: Floats


def shares_of(outcomes: NDArray[np.void], worlds: int, horizon_months: int) -> Shares:
    """Count rungs reached by world and month.

    Parameters
    ----------
    outcomes : structured array of OUTCOME
    worlds, horizon_months : int

    Returns
    -------
    Shares
    """
    per_world = outcomes.size // worlds
    months = horizon_months + 2
    first = np.minimum(outcomes["first"], horizon_months + 1).astype(np.int64)
    place = (np.arange(outcomes.size) // per_world)[:, None] * months + first
    place = place * len(RUNGS) + np.arange(len(RUNGS))
    counts = np.bincount(place.ravel(), minlength=worlds * months * len(RUNGS))
    reached = counts.reshape(worlds, months, len(RUNGS)).cumsum(axis=1)[:, :-1, :]
    values = reached / per_world
    noise = (values * (1.0 - values)).mean(axis=0) / max(per_world - 1, 1)
    return Shares(values, noise)


def drafted(package: Shares, baseline: Shares, whole: Shares) -> Shares:
    """Return a draft: the baseline over all futures and what the package changes over the first of them.

    Parameters
    ----------
    package, baseline : Shares
        Over the first futures of each world.
    whole : Shares
        The baseline over all futures.

    Returns
    -------
    Shares
        Within 0 and 1 in the mean of worlds.
    """
    return Shares(whole.values + package.values - baseline.values, whole.noise)


def _means(shares: Shares) -> tuple[Floats, Floats]:
    """Return the mean over worlds and its standard error, by month and rung."""
    worlds = shares.values.shape[0]
    mean = shares.values.mean(axis=0)
    apart = np.square(shares.values - mean).sum(axis=0)
    return np.clip(mean, 0.0, 1.0), np.sqrt(apart / (worlds * (worlds - 1.0)))


def _spread(shares: Shares, months: Sequence[int]) -> tuple[Floats, Floats]:
    """Return the 5th and 95th percentile over worlds with luck's variance removed, at some months."""
    values = shares.values[:, list(months), :]
    raw = values.var(axis=0, ddof=1)
    true = np.maximum(raw - shares.noise[list(months)], 0.0)
    centre = values.mean(axis=0)
    scale = np.sqrt(np.divide(true, raw, out=np.zeros_like(raw), where=raw > 0.0))
    low, high = np.quantile(centre + scale * (values - centre), (0.05, 0.95), axis=0)
    return np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)


def _ladder(shares: Shares, years: Sequence[int]) -> list[dict[str, Any]]:
    months = [12 * year for year in years]
    mean, error = _means(shares)
    low, high = _spread(shares, months)
    return [
        {
            "year": year,
            "rung": rung,
            "share": float(mean[12 * year, r]),
            "error": float(error[12 * year, r]),
            "worlds_p5": float(low[y, r]),
            "worlds_p95": float(high[y, r]),
        }
        for y, year in enumerate(years)
        for r, rung in enumerate(RUNGS)
    ]


def _survival(shares: Shares) -> dict[str, list[float]]:
    held = 1.0 - np.minimum(shares.values.mean(axis=0)[::STEP], 1.0)
    held = np.minimum.accumulate(np.clip(held, 0.0, 1.0), axis=0)
    return {rung: np.round(held[:, r], 6).tolist() for r, rung in enumerate(RUNGS)}


def _ladder_differences(
    package: Shares, baseline: Shares, horizon_months: int, name: str
) -> list[dict[str, Any]]:
    apart = package.values - baseline.values
    worlds = apart.shape[0]
    mean = apart.mean(axis=0)
    error = np.sqrt(np.square(apart - mean).sum(axis=0) / (worlds * (worlds - 1.0)))
    found = []
    for measure in ladder_measures(horizon_months):
        month, r = measure.month or 0, RUNGS.index(measure.outcome)
        gap = Estimated(float(mean[month, r]), float(error[month, r]))
        found.append(
            {
                "outcome": measure.outcome,
                "year": measure.year,
                "unit": measure.unit,
                "difference": gap.value,
                "error": gap.error,
                "reads": reads(measure, gap, name),
            }
        )
    return found


def _other_differences(run: Run, baseline: Run, name: str) -> list[dict[str, Any]]:
    """Return the paired differences of agreement and cost, which stand beside the ladder."""
    chosen = [m for m in compared_measures(run.case.horizon_months) if m.outcome == "agreement"]
    found = []
    for measure in (*chosen, cost_measure()):
        gap = difference(measure.read(run.outcomes), measure.read(baseline.outcomes), run.sample.worlds)
        found.append(
            {
                "outcome": measure.outcome,
                "year": None,
                "unit": measure.unit,
                "difference": gap.value,
                "error": gap.error,
                "reads": reads(measure, gap, name),
            }
        )
    return found


def shown_month(horizon_months: int) -> int:
    """Return the month at which capability is shown: the second year, or the last reading before the end.

    Examples
    --------
    >>> shown_month(120), shown_month(12)
    (24, 12)
    """
    return max(month for month in READINGS if month <= min(24, horizon_months))


def _agreement(run: Run) -> Reading:
    measures = compared_measures(run.case.horizon_months)
    return next(m for m in measures if m.outcome == "agreement").read(run.outcomes)


def _figures(run: Run) -> dict[str, Any]:
    """Return acceptance, cost, and capability at `shown_month`."""
    row = READINGS.index(shown_month(run.case.horizon_months))
    agreement = average(_agreement(run), run.sample.worlds)
    cost = average(cost_measure().read(run.outcomes), run.sample.worlds)
    found: dict[str, Any] = {
        "agreement": {"value": plain(agreement.value), "unit": "share"},
        "cost_eur_per_year": {"value": plain(cost.value), "unit": "EUR a year"},
    }
    for name in SHOWN_CAPABILITY:
        found[name] = {
            **quantiles(run.outcomes["capability"][:, row, CAPABILITY.index(name)]),
            "unit": CAPABILITY_UNITS[name],
        }
    return found


def fingerprint(outcomes: NDArray[np.void]) -> str:
    """Return a hash of everything that is counted besides promises and cost.

    Two settings with the same hash do the same in every future: the lever between them does nothing here.
    """
    found = blake2b(digest_size=16)
    for name in _COUNTED:
        found.update(np.ascontiguousarray(outcomes[name]).view(np.uint8).data)
    return found.hexdigest()


def idle_levers(run: Run) -> list[dict[str, str]]:
    """Return levers of a package that can do nothing in it, and why.

    A promise is idle if it is in force in no future even at the greatest fixed point; a choice of design if
    no promise that it speaks of is in the package.
    """
    most = {
        name: max(float(start), float(later))
        for name, start, later in zip(
            run.plan.lever_ids,
            in_force_shares(run.outcomes["greatest_start"], run.plan.lever_ids),
            in_force_shares(run.outcomes["greatest"], run.plan.lever_ids),
            strict=True,
        )
    }
    found = []
    for name in run.package.settings:
        lever = run.case.lever(name)
        if lever.kind == "promise" and most[name] == 0.0:
            found.append({"lever": name, "why": NEVER_IN_FORCE})
        elif lever.kind == "design" and not set(lever.targets) & set(run.package.settings):
            found.append({"lever": name, "why": NO_TARGET})
    return found


def find_future(run: Run, baseline: Run, start: int, kind: str) -> int | None:
    """Return the first future from `start` on, round the end, in which package and baseline part as asked.

    Parameters
    ----------
    run, baseline : Run
        Of the same sample.
    start : int
        In [0, sample.futures).
    kind : str
        ``averted``: the baseline sees war and the package does not; ``caused``: the reverse; ``war``: the
        package sees it; ``any``: `start` itself.

    Returns
    -------
    int or None
        None if there is no such future.
    """
    if kind == "any":
        return start
    war = RUNGS.index("war")
    here, there = (held.outcomes["first"][:, war] <= held.case.horizon_months for held in (run, baseline))
    wanted = {"averted": there & ~here, "caused": here & ~there, "war": here}[kind]
    found = np.flatnonzero(np.roll(wanted, -start))
    return None if found.size == 0 else int((found[0] + start) % wanted.size)


def _in_force(run: Run) -> dict[str, dict[str, float]]:
    least = in_force_shares(run.outcomes["least"], run.plan.lever_ids)
    greatest = in_force_shares(run.outcomes["greatest"], run.plan.lever_ids)
    return {
        name: {"least": float(least[bit]), "greatest": float(greatest[bit])}
        for bit, name in enumerate(run.plan.lever_ids)
        if name in run.package.settings
    }


@dataclass(frozen=True)
class Pair:
    """A package and its baseline under the same assumptions, and the share of worlds of both."""

    assumptions: str
    package: Run
    baseline: Run
    package_shares: Shares
    baseline_shares: Shares
    shown: Shares


def _pair(
    desk: Desk, assumptions: str, setting: Setting, baseline: Setting, futures: int, whole: int
) -> Pair:
    package = desk.run(setting, futures)
    horizon, worlds = package.case.horizon_months, desk.worlds
    shares = shares_of(package.outcomes, worlds, horizon)
    if futures >= whole:
        beside = desk.run(baseline, futures)
        base = shares_of(beside.outcomes, worlds, horizon)
        return Pair(assumptions, package, beside, shares, base, shares)
    full = desk.run(baseline, whole)
    first = desk.run(baseline, futures)
    base, first_base = (shares_of(run.outcomes, worlds, horizon) for run in (full, first))
    return Pair(assumptions, package, full, shares, first_base, drafted(shares, first_base, base))


def answer(
    desk: Desk, setting: Setting, baseline: str, *, futures: int = 4096, whole: int = 4096
) -> dict[str, Any]:
    """Return what the board shows of a setting beside its baseline.

    Parameters
    ----------
    desk : Desk
    setting : Setting
        With assumptions of one's own, both package and baseline are shown under the case's and one's own.
    baseline : str
        A package of the case.
    futures : int
        Futures of each package; fewer than `whole` gives a draft.
    whole : int
        Futures of an answer that is no draft.

    Returns
    -------
    dict
        ``series`` (four with own assumptions, else two), each with ``ladder``, ``survival``, ``figures``;
        ``differences`` by assumptions; ``in_force`` and ``idle`` levers of the package; ``fingerprint`` of
        its futures, empty for a draft.

    Raises
    ------
    ceaseline.case.ChangeError, KeyError, ValueError, ceaseline.study.Busy
        As `Desk.run`.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> desk = Desk(load("korea-1953"), worlds=8, threads=1)
    >>> found = answer(desk, Setting("none"), "none", futures=64, whole=64)
    >>> [series["id"] for series in found["series"]]
    ['package-default', 'baseline-default']
    >>> {row["difference"] for row in found["differences"]}
    {0.0}
    """
    plainly = Setting(setting.package, setting.changes)
    pairs = [_pair(desk, "default", plainly, Setting(baseline), futures, whole)]
    if setting.values:
        beside = Setting(baseline, values=setting.values)
        pairs.append(_pair(desk, "own", setting, beside, futures, whole))
    draft = futures < whole
    first = pairs[0].package
    horizon = desk.case.horizon_months
    return {
        "case": desk.case.name,
        "baseline": baseline,
        "futures": futures,
        "worlds": desk.worlds,
        "seed": desk.seed,
        "draft": draft,
        "years": list(ladder_years(horizon)),
        "months": list(range(0, horizon + 1, STEP)),
        "capability_month": shown_month(horizon),
        "series": [series for pair in pairs for series in _series(pair, desk.case, draft)],
        "differences": [row for pair in pairs for row in _pair_differences(pair, baseline, draft)],
        "in_force": _in_force(first),
        "idle": [] if draft else idle_levers(first),
        "fingerprint": "" if draft else "-".join(fingerprint(pair.package.outcomes) for pair in pairs),
        "unsettled": UNSETTLED,
    }


def _series(pair: Pair, case: Case, draft: bool) -> list[dict[str, Any]]:
    years = ladder_years(case.horizon_months)
    whole_base = shares_of(pair.baseline.outcomes, pair.baseline.sample.worlds, case.horizon_months)
    sides = (("package", pair.package, pair.shown), ("baseline", pair.baseline, whole_base))
    return [
        {
            "id": f"{role}-{pair.assumptions}",
            "role": role,
            "assumptions": pair.assumptions,
            "ladder": _ladder(shares, years),
            "survival": _survival(shares),
            "figures": None if draft else _figures(run),
        }
        for role, run, shares in sides
    ]


def _pair_differences(pair: Pair, baseline: str, draft: bool) -> list[dict[str, Any]]:
    horizon = pair.package.case.horizon_months
    rows = _ladder_differences(pair.package_shares, pair.baseline_shares, horizon, baseline)
    if not draft:
        rows += _other_differences(pair.package, pair.baseline, baseline)
    return [{"assumptions": pair.assumptions, **row} for row in rows]
