"""The model for EMA Workbench: uncertainties, the package as a lever, outcomes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from ceaseline.interop.points import Points, points

#: Name of the lever that chooses the package.
LEVER = "package"


def identifier(name: str) -> str:
    """Return a name that EMA Workbench accepts: letters, digits and underscores.

    Examples
    --------
    >>> identifier("force-uk.amount"), identifier("ukraine-2025")
    ('force_uk_amount', 'ukraine_2025')
    """
    return re.sub(r"\W", "_", name)


def ema_model(
    case: Any,
    packages: Sequence[str],
    names: Sequence[str],
    outcomes: Sequence[tuple[str, int | None]] = (("war", 5),),
    *,
    futures: int = 64,
    seed: int = 1,
) -> Any:
    """Return the model as an ``ema_workbench.Model``.

    Uncertainties are the numbers named, from their 5th to their 95th percentile in canonical units; the one
    lever is ``package``; outcomes are means over the futures of a point, named such as ``war_5``. Every other
    uncertain number stands at its median, and luck is the same in every experiment.

    Parameters
    ----------
    case : Case
    packages : sequence of str
        Packages between which the lever chooses.
    names : sequence of str
        Uncertain numbers; their names become identifiers (`identifier`).
    outcomes : sequence of (str, int or None)
        Outcome and year.
    futures : int
        Futures of each experiment.
    seed : int
        Of the luck.

    Returns
    -------
    ema_workbench.Model

    Raises
    ------
    ImportError
        If EMA Workbench is not installed (``pip install ceaseline[interop]``).
    KeyError
        If a package lacks a number: one of a lever that it does not hold.
    """
    from ema_workbench import CategoricalParameter, Model, RealParameter, ScalarOutcome

    asked: dict[str, dict[str, Points]] = {
        package: {
            _label(outcome, year): points(
                case, package, names, outcome=outcome, year=year, futures=futures, seed=seed
            )
            for outcome, year in outcomes
        }
        for package in packages
    }
    aliases = {identifier(name): name for name in names}

    def run(**chosen: Any) -> dict[str, float]:
        package = str(chosen[LEVER])
        values = np.array([[float(chosen[alias]) for alias in aliases]])
        return {label: float(of.at_values(values, threads=1)[0]) for label, of in asked[package].items()}

    first = next(iter(asked[packages[0]].values()))
    model = Model(identifier(case.name).replace("_", ""), function=run)
    model.uncertainties = [
        RealParameter(alias, float(low), float(high))
        for alias, low, high in zip(aliases, first.low, first.high, strict=True)
    ]
    model.levers = [CategoricalParameter(LEVER, list(packages))]
    model.outcomes = [ScalarOutcome(_label(outcome, year)) for outcome, year in outcomes]
    return model


def _label(outcome: str, year: int | None) -> str:
    return outcome if year is None else f"{outcome}_{year}"
