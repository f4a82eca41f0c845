"""Results as labelled arrays (xarray) and tidy tables (pandas), for people who work on with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.model.records import CAPABILITY, KINDS, NEVER, OUTCOME, READINGS, ROADS, RUNGS
from ceaseline.study.study import PackageRun, Study

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

#: Years after the ceasefire that the tidy ladder gives.
YEARS = (1, 2, 5, 10)

_DIMS = {"first": ("rung",), "challenges": ("kind",), "capability": ("reading", "capability")}
_RENAMED = {"first": "first_month", "capability": "capable"}


def _luck(study: Study) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    future = np.arange(study.sample.futures)
    return future // study.sample.per_world, future % study.sample.per_world


def to_xarray(study: Study) -> xr.Dataset:
    """Return every outcome of a study as one labelled data set.

    Parameters
    ----------
    study : Study

    Returns
    -------
    xarray.Dataset
        Dimensions ``package``, ``future``, ``rung``, ``kind``, ``reading`` (months), ``capability``;
        coordinates ``world`` and ``luck`` along ``future``; the manifest as JSON in the attribute
        ``manifest``. ``first_month`` is NaN where a rung is not reached; masks of promises keep their bits
        in the order of the attribute ``levers``, codes of roads that of ``roads``. Packages stand in the
        order asked for; capability itself is the variable ``capable``.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample, run_study
    >>> data = to_xarray(run_study(load("korea-1953"), ["none"], Sample(64, 8, 1), threads=1, keep=False))
    >>> dict(data.sizes)["future"], float(data.first_month.min()) >= 1
    (64, True)
    """
    import xarray as xr

    stacked = np.stack([run.outcomes for run in study.runs])
    variables: dict[str, Any] = {}
    for name in OUTCOME.names or ():
        values = stacked[name]
        if name == "first":
            values = np.where(values == NEVER, np.nan, values.astype(np.float64))
        variables[_RENAMED.get(name, name)] = (("package", "future", *_DIMS.get(name, ())), values)
    world, luck = _luck(study)
    return xr.Dataset(
        variables,
        coords={
            "package": [run.name for run in study.runs],
            "world": ("future", world),
            "luck": ("future", luck),
            "rung": list(RUNGS),
            "kind": list(KINDS),
            "reading": list(READINGS),
            "capability": list(CAPABILITY),
        },
        attrs={
            "manifest": json.dumps(study.manifest, sort_keys=True),
            "levers": list(study.baseline.lever_ids),
            "roads": list(ROADS),
        },
    )


def _once(study: Study) -> list[PackageRun]:
    """Return each package once: a table has one row for each of its keys."""
    return list({run.name: run for run in study.runs}.values())


def _world_means(values: NDArray[np.float64], study: Study) -> NDArray[np.float64]:
    means: NDArray[np.float64] = values.reshape(study.sample.worlds, study.sample.per_world).mean(axis=1)
    return means


def tidy_ladder(study: Study) -> pd.DataFrame:
    """Return the ladder by package, world, year and rung.

    The mean over worlds is the share of futures; the standard error of that mean is its Monte-Carlo error;
    the spread holds both assumptions and luck (`ceaseline.analysis.statistics.between_worlds` parts them).

    Parameters
    ----------
    study : Study

    Returns
    -------
    pandas.DataFrame
        Columns package, world, year, rung, share.
    """
    import pandas as pd

    rows = []
    for run in _once(study):
        for year in (year for year in YEARS if 12 * year <= study.case.horizon_months):
            for r, rung in enumerate(RUNGS):
                reached = (run.outcomes["first"][:, r] <= 12 * year).astype(np.float64)
                for world, share in enumerate(_world_means(reached, study)):
                    rows.append((run.name, world, year, rung, float(share)))
    return pd.DataFrame(rows, columns=["package", "world", "year", "rung", "share"])


def tidy_in_force(study: Study) -> pd.DataFrame:
    """Return the share of futures with each promise in force at month 24, by package, world and lever.

    Parameters
    ----------
    study : Study

    Returns
    -------
    pandas.DataFrame
        Columns package, world, lever, least, greatest; only levers that the package holds.
    """
    import pandas as pd

    rows = []
    for run in _once(study):
        for bit, lever in enumerate(run.lever_ids):
            if lever not in run.package.settings:
                continue
            shares = [
                _world_means(((run.outcomes[field] >> bit) & 1).astype(np.float64), study)
                for field in ("least", "greatest")
            ]
            for world in range(study.sample.worlds):
                rows.append((run.name, world, lever, float(shares[0][world]), float(shares[1][world])))
    return pd.DataFrame(rows, columns=["package", "world", "lever", "least", "greatest"])


def tidy_capability(study: Study) -> pd.DataFrame:
    """Return capability by package, future, month and name, for futures that still run at the month.

    Parameters
    ----------
    study : Study

    Returns
    -------
    pandas.DataFrame
        Columns package, future, world, month, capability, value.
    """
    import pandas as pd

    world, _ = _luck(study)
    frames = []
    for run in _once(study):
        for row, month in enumerate(READINGS):
            if month > study.case.horizon_months:
                continue
            wide = pd.DataFrame(run.outcomes["capability"][:, row, :], columns=list(CAPABILITY))
            wide.insert(0, "package", run.name)
            wide.insert(1, "future", np.arange(study.sample.futures))
            wide.insert(2, "world", world)
            wide.insert(3, "month", month)
            keys = ["package", "future", "world", "month"]
            frames.append(wide.melt(keys, var_name="capability", value_name="value").dropna())
    return pd.concat(frames, ignore_index=True)


def tidy_outcomes(study: Study) -> pd.DataFrame:
    """Return one row for each future of each package.

    Parameters
    ----------
    study : Study

    Returns
    -------
    pandas.DataFrame
        Columns package, future, world, luck, road, months, a first month for each rung (missing where it is
        not reached), counts of challenges, and what is counted in a future.
    """
    import pandas as pd

    world, luck = _luck(study)
    left_out = {"first", "challenges", "capability", "road"}
    left_out |= {"least", "greatest", "least_start", "greatest_start"}
    frames = []
    for run in _once(study):
        columns: dict[str, Any] = {
            "package": run.name,
            "future": np.arange(study.sample.futures),
            "world": world,
            "luck": luck,
            "road": np.array(ROADS)[run.outcomes["road"]],
        }
        for r, rung in enumerate(RUNGS):
            first = run.outcomes["first"][:, r].astype(np.float64)
            columns[f"first_{rung}"] = np.where(first == NEVER, np.nan, first)
        for k, kind in enumerate(KINDS[1:], start=1):
            columns[f"challenges_{kind}"] = run.outcomes["challenges"][:, k]
        columns |= {name: run.outcomes[name] for name in OUTCOME.names or () if name not in left_out}
        frames.append(pd.DataFrame(columns))
    return pd.concat(frames, ignore_index=True)
