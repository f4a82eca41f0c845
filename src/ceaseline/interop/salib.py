"""The model as a SALib problem: names, bounds, groups, and a function that evaluates a sample."""

from __future__ import annotations

from typing import Any

from ceaseline.analysis.statistics import Floats
from ceaseline.interop.points import Points


def salib_problem(of: Points, *, chances: bool = True, groups: bool = False) -> dict[str, Any]:
    """Return what SALib's samplers and analysers take as ``problem``.

    Parameters
    ----------
    of : Points
    chances : bool
        Let SALib sample the chance at which each number stands, uniform on (0, 1), which keeps every
        distribution of the case; otherwise the values themselves, uniform from their 5th to their 95th
        percentile, in canonical units.
    groups : bool
        Group the numbers: assumptions as the case groups them, others by their lever or party.

    Returns
    -------
    dict
        ``num_vars``, ``names``, ``bounds``, ``dists``, ``outputs`` and, if asked for, ``groups``.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.interop import points
    >>> problem = salib_problem(points(load("korea-1953"), "none", ["precision"]))
    >>> problem["names"], problem["bounds"], problem["dists"]
    (['precision'], [[0.0, 1.0]], ['unif'])
    """
    ends = zip(of.low.tolist(), of.high.tolist(), strict=True)
    problem: dict[str, Any] = {
        "num_vars": len(of.names),
        "names": list(of.names),
        "bounds": [[0.0, 1.0] if chances else [low, high] for low, high in ends],
        "dists": ["unif"] * len(of.names),
        "outputs": [of.asked.measure.outcome],
    }
    if groups:
        known = of.asked.case.assumptions
        problem["groups"] = [number.owner or known[number.name].group or number.name for number in of.numbers]
    return problem


def evaluate(of: Points, sample: Floats, *, chances: bool = True, threads: int = 0) -> Floats:
    """Return the outcome at every row of a sample that SALib drew for `salib_problem`.

    Parameters
    ----------
    of : Points
    sample : array of float, shape (rows, names)
    chances : bool
        As in `salib_problem`.
    threads : int
        0 for all.

    Returns
    -------
    array of float, shape (rows,)
        What SALib's analysers take as ``Y``.
    """
    return of.at_chances(sample, threads=threads) if chances else of.at_values(sample, threads=threads)
