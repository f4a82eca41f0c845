"""The answer of a sweep: ladders, means and paired differences from exact sums, as `compare` gives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ceaseline.analysis.figures import figure_measures
from ceaseline.analysis.measures import Measure, compared_measures, ladder_measures
from ceaseline.analysis.outside_view import outside_view
from ceaseline.analysis.sentences import UNSETTLED, reads
from ceaseline.analysis.stated import stated
from ceaseline.analysis.statistics import Estimated, Floats, clustered_error, gap, plain, shrunk
from ceaseline.analysis.tally import Tallied, key, layout, tally
from ceaseline.case import Case
from ceaseline.model.records import ROADS
from ceaseline.study.plan import promises
from ceaseline.study.run import Progress, Sample
from ceaseline.study.store import Store
from ceaseline.study.sweep import DEFAULT_CHUNK, Runner, Swept, run_sweep

#: What a sweep keeps and what it cannot say.
KEPT = (
    "Kept of every world and package are exact sums: futures on each rung by year, the same weighted by "
    "acceptance, the sum of every outcome, and both sides of every paired comparison. Single futures are not "
    "kept, so there are no percentiles over futures but those of the month of war, and no other engines."
)


def _centred(weights: Floats, sums: Floats) -> tuple[float, Floats]:
    """Return a weighted mean and what each world adds to its error, from sums by world."""
    total = float(weights.sum())
    if total <= 0.0:
        return float("nan"), np.full(weights.size, np.nan)
    mean = float(sums.sum()) / total
    return mean, (sums - mean * weights) / total


def average_of(weights: Floats, sums: Floats) -> Estimated:
    """Return a weighted mean with its standard error clustered by world, from sums by world.

    The formula of `ceaseline.analysis.statistics.average`.

    Parameters
    ----------
    weights, sums : array of float, shape (worlds,)
        Sum of the weights, and of weight times figure, in each world.

    Returns
    -------
    Estimated

    Examples
    --------
    >>> average_of(np.array([2.0, 2.0]), np.array([2.0, 0.0]))
    Estimated(value=0.5, error=0.5)
    """
    mean, deviations = _centred(weights, sums)
    return Estimated(mean, clustered_error(deviations))


def between_worlds_of(
    counts: Floats, weights: Floats, squares: Floats, sums: Floats, sums_2: Floats, squares_2: Floats
) -> tuple[float, float]:
    r"""Return the 5th and 95th percentile of a mean over worlds, luck's variance removed, from sums by world.

    The formula of `ceaseline.analysis.statistics.between_worlds`, with
    :math:`\sum w^2 (v - m)^2 = \sum w^2 v^2 - 2 m \sum w^2 v + m^2 \sum w^2`; for figures in 0 to 1 no
    digits are lost that matter.

    Parameters
    ----------
    counts : array of float, shape (worlds,)
        Futures with a weight above 0.
    weights, squares : array of float, shape (worlds,)
        Sums of weights and of their squares.
    sums, sums_2, squares_2 : array of float, shape (worlds,)
        Sums of weight times figure, of squared weight times figure, and of the square of weight times figure.

    Returns
    -------
    tuple of float
        NaN where fewer than two worlds hold two weighted futures.

    Examples
    --------
    >>> two, one = np.array([2.0, 2.0]), np.array([1.0, 1.0])
    >>> between_worlds_of(two, two, two, one, one, one)
    (0.5, 0.5)
    """
    usable = counts >= 2
    if int(usable.sum()) < 2:
        return float("nan"), float("nan")
    n, w, ww, s, s2, q2 = (part[usable] for part in (counts, weights, squares, sums, sums_2, squares_2))
    means = s / w
    spread = np.maximum(0.0, q2 - 2.0 * means * s2 + means * means * ww)
    return shrunk(means, spread / np.square(w) * n / (n - 1.0))


def _cell(found: Estimated, low: float, high: float) -> dict[str, float | None]:
    return {
        "share": plain(found.value),
        "error": plain(found.error),
        "worlds_p5": plain(low),
        "worlds_p95": plain(high),
    }


def _share(sums: Tallied, measure: Measure) -> dict[str, float | None]:
    n, s = sums.by_world("futures"), sums.by_world(f"{key(measure)}.sum")
    return _cell(average_of(n, s), *between_worlds_of(n, n, n, s, s, s))


def _accepted(sums: Tallied, measure: Measure) -> dict[str, float | None]:
    n, w = sums.by_world("accepting"), sums.by_world("agreement.sum")
    ww = sums.by_world("agreement.squares")
    s = sums.by_world(f"{key(measure)}.accepted")
    s2 = sums.by_world(f"{key(measure)}.accepted_squares")
    return _cell(average_of(w, s), *between_worlds_of(n, w, ww, s, s2, s2))


def _agreement(sums: Tallied) -> dict[str, float | None]:
    n, s = sums.by_world("futures"), sums.by_world("agreement.sum")
    low, high = between_worlds_of(n, n, n, s, s, sums.by_world("agreement.squares"))
    return {"share": plain(average_of(n, s).value), "worlds_p5": plain(low), "worlds_p95": plain(high)}


def percentiles_of_counts(counts: Floats) -> dict[str, float | None]:
    """Return the 5th, 50th and 95th percentile of whole numbers from how often each occurs.

    Parameters
    ----------
    counts : array of float, shape (numbers,)
        Futures in which the number is 0, 1, 2 ...

    Returns
    -------
    dict of str to float or None
        Between two numbers as `numpy.quantile` does; None where there is no future.

    Examples
    --------
    >>> float(percentiles_of_counts(np.array([0.0, 2.0, 1.0, 1.0]))["p50"])
    1.5
    """
    many = int(counts.sum())
    if many == 0:
        return {"p5": None, "p50": None, "p95": None}
    up_to = np.cumsum(counts)
    found = {}
    for name, part in (("p5", 0.05), ("p50", 0.5), ("p95", 0.95)):
        place = part * (many - 1)
        low, high = (
            float(np.searchsorted(up_to, at, side="right")) for at in (np.floor(place), np.ceil(place))
        )
        found[name] = low + (high - low) * (place - np.floor(place))
    return found


def _figure(sums: Tallied, measure: Measure) -> dict[str, Any]:
    name = key(measure)
    mean = average_of(sums.by_world(f"{name}.weight"), sums.by_world(f"{name}.sum"))
    return {
        "outcome": measure.outcome,
        "month": measure.month,
        "unit": measure.unit,
        "value": plain(mean.value),
        "error": plain(mean.error),
    }


def _in_force(case: Case, sums: Tallied, name: str, point: str) -> dict[str, float]:
    promised = case.package(name).settings
    return {
        lever.id: sums.total(f"{point}.{bit}") / sums.total("futures")
        for bit, lever in enumerate(promises(case))
        if lever.id in promised
    }


def _package(case: Case, name: str, sums: Tallied) -> dict[str, Any]:
    package, horizon = case.package(name), case.horizon_months
    ladder: dict[str, dict[str, Any]] = {}
    if_accepted: dict[str, dict[str, Any]] = {}
    for measure in ladder_measures(horizon):
        ladder.setdefault(str(measure.year), {})[measure.outcome] = _share(sums, measure)
        if_accepted.setdefault(str(measure.year), {})[measure.outcome] = _accepted(sums, measure)
    months = np.array([sums.total(f"war_in_month.{month}") for month in range(horizon + 1)])
    return {
        "name": name,
        "title": package.title,
        "as_of": package.as_of.isoformat() if package.as_of else None,
        "ladder": ladder,
        "if_accepted": if_accepted,
        "roads": {
            road: sums.total(f"road_{road}.sum") / sums.total("futures")
            for code, road in enumerate(ROADS)
            if code > 0
        },
        "agreement": _agreement(sums),
        "in_force": {point: _in_force(case, sums, name, point) for point in ("least", "greatest")},
        "months_to_war": percentiles_of_counts(months),
        "figures": [_figure(sums, measure) for measure in figure_measures(horizon)],
    }


def difference_of(measure: Measure, package: Tallied, baseline: Tallied) -> Estimated:
    """Return a mean less that of the baseline with the same luck, and its error clustered by world.

    The formula of `ceaseline.analysis.statistics.difference`.

    Parameters
    ----------
    measure : Measure
        One of `ceaseline.analysis.measures.compared_measures`.
    package, baseline : Tallied
        Of the same sweep.

    Returns
    -------
    Estimated
        NaN where one side has no figure.
    """
    name = key(measure)
    if measure.same_futures:
        both = package.by_world(f"{name}.both")
        own = _centred(both, package.by_world(f"{name}.sum_both"))
        other = _centred(both, package.by_world(f"{name}.baseline_both"))
    else:
        own, other = (
            _centred(side.by_world(f"{name}.weight"), side.by_world(f"{name}.sum"))
            for side in (package, baseline)
        )
    return gap(*own, *other)


def _differences(case: Case, name: str, package: Tallied, first: str, baseline: Tallied) -> list[Any]:
    found = []
    for measure in compared_measures(case.horizon_months):
        apart = difference_of(measure, package, baseline)
        if np.isnan(apart.value) or np.isnan(apart.error):
            continue
        found.append(
            {
                "package": name,
                "baseline": first,
                "outcome": measure.outcome,
                "year": measure.year,
                "unit": measure.unit,
                "difference": apart.value,
                "error": apart.error,
                "reads": reads(measure, apart, first),
            }
        )
    return found


def answer(case: Case, packages: Sequence[str], sample: Sample, swept: Swept) -> dict[str, Any]:
    """Return what the sums of a sweep say, as plain values that JSON can hold."""
    form = layout(case.horizon_months, len(promises(case)))
    sums = {name: Tallied(form, part) for name, part in zip(swept.sweep.packages, swept.sums, strict=True)}
    first = packages[0]
    return {
        "case": case.name,
        "title": case.title,
        "question": case.question,
        "seed": sample.seed,
        "futures": sample.futures,
        "worlds": sample.worlds,
        "horizon_months": case.horizon_months,
        "manifest": swept.manifest,
        "stated": stated(case),
        "packages": [_package(case, name, sums[name]) for name in packages],
        "differences": [
            row for name in packages[1:] for row in _differences(case, name, sums[name], first, sums[first])
        ],
        "outside_view": outside_view(case),
        "kept": KEPT,
        "unsettled": UNSETTLED,
    }


def sweep(
    case: Case,
    packages: Sequence[str],
    sample: Sample,
    *,
    runner: Runner | None = None,
    chunk: int = DEFAULT_CHUNK,
    progress: Progress | None = None,
    fresh: bool = False,
    keep: bool = True,
    store: Store | None = None,
) -> dict[str, Any]:
    """Run packages over more futures than memory holds, and return them side by side.

    Where `ceaseline.analysis.compare` runs too, shares of the ladder are equal to its own, and means, errors
    and differences equal but for rounding in the last places: sums here are exact.

    Parameters
    ----------
    case : Case
    packages : sequence of str
        The first is the baseline.
    sample : Sample
    runner, chunk, progress, fresh, keep, store
        As in `ceaseline.study.sweep.run_sweep`; none changes a byte of the answer.

    Returns
    -------
    dict
        Published as ``docs/json.md``.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> found = sweep(load("korea-1953"), ["none", "none"], Sample(64, 8, 1), chunk=24, keep=False)
    >>> {row["difference"] for row in found["differences"]}
    {0.0}
    """
    form = layout(case.horizon_months, len(promises(case)))
    swept = run_sweep(
        case,
        packages,
        sample,
        tally,
        form.width,
        runner=runner,
        chunk=chunk,
        progress=progress,
        fresh=fresh,
        keep=keep,
        store=store,
    )
    return answer(case, packages, sample, swept)
