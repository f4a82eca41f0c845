"""What counts as a failure: a future, or a world by the chance that a few of its futures give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ceaseline.analysis.asked import Asked
from ceaseline.analysis.deconvolve import chance_above, chance_prevented_below
from ceaseline.analysis.prim import Target
from ceaseline.analysis.statistics import Estimated, Floats


@dataclass(frozen=True)
class Failing:
    """Failures at every point, and what they are.

    Parameters
    ----------
    target : Target
    effect : array of float, shape (points,)
        Mean figure of each point, or its paired difference from the baseline.
    definition : str
        When something fails.
    noun : str
        What fails: what ``density`` is a share of.
    failure : str
        One failure, in the plural.
    """

    target: Target
    effect: Floats
    definition: str
    noun: str
    failure: str


def failing(asked: Asked, figures: Sequence[Floats], fails_when: float | None) -> Failing:
    """Say what fails.

    Without a threshold a future fails when the outcome comes. Against a baseline, what counts are the futures
    in which it comes under the baseline, and those fail in which it comes under the package all the same.
    With a threshold a world fails: when its share of such futures is above it, or when the package prevents
    less. For an outcome that is no event, a future fails when its figure is above the threshold.

    Parameters
    ----------
    asked : Asked
    figures : sequence of array of float, shape (points, futures)
        Of the package, and of the baseline if there is one.
    fails_when : float, optional
        Futures in 100, or a figure in the outcome's unit.

    Returns
    -------
    Failing

    Raises
    ------
    ValueError
        If the outcome is no event and no threshold is given, or a baseline is.
    """
    package = figures[0]
    is_event = all(bool(np.isin(of, (0.0, 1.0)).all()) for of in figures)
    what = _what(asked)
    if not is_event:
        return _figure(asked, figures, fails_when)
    if asked.against is None:
        return _level(package, what, fails_when, asked.package)
    return _paired(package, figures[1], what, fails_when, asked)


def _what(asked: Asked) -> str:
    by = f" by year {asked.measure.year}" if asked.measure.year else ""
    return f"{asked.measure.outcome.replace('_', ' ')}{by}"


def _figure(asked: Asked, figures: Sequence[Floats], fails_when: float | None) -> Failing:
    name, unit = asked.measure.outcome, asked.measure.unit
    if asked.against is not None or fails_when is None:
        raise ValueError(
            f"{name} is no event: say from which figure on a future fails (in {unit}), and name no baseline"
        )
    package = figures[0]
    response = (package > fails_when).mean(axis=1)
    definition = f"a future fails when {name.replace('_', ' ')} is above {fails_when:g} {unit}"
    return Failing(
        Target(response, np.ones(response.size)), package.mean(axis=1), definition, "futures", "such futures"
    )


def _level(package: Floats, what: str, fails_when: float | None, name: str) -> Failing:
    share = package.mean(axis=1)
    ones = np.ones(share.size)
    if fails_when is None:
        definition = f"a future fails when {what} comes under {name}"
        return Failing(Target(share, ones), share, definition, "futures", f"futures with {what}")
    counts = package.sum(axis=1).astype(np.int64)
    response = chance_above(counts, package.shape[1], fails_when / 100.0)
    definition = f"a world fails when more than {fails_when:g} of 100 of its futures see {what} under {name}"
    return Failing(Target(response, ones), share, definition, "worlds", "failing worlds")


def _paired(package: Floats, baseline: Floats, what: str, fails_when: float | None, asked: Asked) -> Failing:
    effect = (package - baseline).mean(axis=1)
    if fails_when is None:
        counted = baseline.mean(axis=1)
        both = (package * baseline).mean(axis=1)
        response = np.divide(both, counted, out=np.zeros_like(both), where=counted > 0.0)
        definition = (
            f"of the futures that see {what} under {asked.against}, those fail that see it under "
            f"{asked.package} all the same"
        )
        noun = f"futures with {what} under {asked.against}"
        return Failing(Target(response, counted), effect, definition, noun, "that it does not prevent")
    prevented = (baseline > package).sum(axis=1)
    made = (package > baseline).sum(axis=1)
    response = chance_prevented_below(prevented, made, package.shape[1], fails_when / 100.0)
    definition = (
        f"a world fails when {asked.package} lowers {what} against {asked.against} in fewer than "
        f"{fails_when:g} of 100 futures"
    )
    return Failing(Target(response, np.ones(response.size)), effect, definition, "worlds", "failing worlds")


def mean_of(values: Floats) -> Estimated:
    """Return a mean over worlds and its standard error; NaN for fewer than two."""
    if values.size < 2:
        return Estimated(float("nan"), float("nan"))
    return Estimated(float(values.mean()), float(values.std(ddof=1) / np.sqrt(values.size)))
