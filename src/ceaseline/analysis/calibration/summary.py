"""Say what a calibration learned, and what it did not: fit, prior and kept worlds, correlations, roads."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.analysis.calibration.targets import FRONT, FRONT_RUNGS, YEARS, front_loading, targets
from ceaseline.analysis.calibration.worlds import FREE
from ceaseline.analysis.statistics import Floats, quantiles
from ceaseline.case import Case
from ceaseline.model.records import ROADS, RUNGS

#: Standard deviation of a uniform number on (0, 1): that of every prior in its own range.
_UNIFORM = 12.0**-0.5
#: Part of the prior's spread that is left, below which an assumption counts as narrowed or as touched.
NARROWED, TOUCHED = 0.75, 0.92
#: Correlations that are worth a line.
_NOTABLE = 0.2

ROADS_WARNING = (
    "The record says how often war came back, not by which road. How often an accident grows into a war is "
    "an assumption that is not matched here, so this split is that of the priors and not of history."
)


def fit_rows(share: Floats) -> list[dict[str, Any]]:
    """Return the kept worlds beside the record, by rung and year.

    Parameters
    ----------
    share : array of float, shape (worlds, rungs, years)

    Returns
    -------
    list of dict
        ``rung``, ``year``, ``mean``, ``p5``, ``p95`` over worlds (luck included), ``target`` and
        ``target_high``, ``low`` and ``high`` of the record's 90 per cent interval, ``inside``.
    """
    record = targets()
    rows = []
    for r, rung in enumerate(RUNGS):
        for y, year in enumerate(YEARS):
            mean = float(share[:, r, y].mean())
            low, high = (float(end) for end in record.interval[r, y])
            p5, p95 = (float(end) for end in np.quantile(share[:, r, y], (0.05, 0.95)))
            rows.append(
                {
                    "rung": rung,
                    "year": year,
                    "mean": mean,
                    "p5": p5,
                    "p95": p95,
                    "target": float(record.low[r, y]),
                    "target_high": float(record.high[r, y]),
                    "low": low,
                    "high": high,
                    "inside": low <= mean <= high,
                }
            )
    return rows


def front_rows(share: Floats) -> list[dict[str, Any]]:
    """Return the part of five years' resumptions that comes in the first, all kept worlds together."""
    pooled = front_loading(share.mean(axis=0))
    return [
        {
            "rung": rung,
            "share": float(pooled[k]),
            "low": FRONT[0],
            "high": FRONT[1],
            "inside": bool(FRONT[0] <= pooled[k] <= FRONT[1]),
        }
        for k, rung in enumerate(FRONT_RUNGS)
    ]


def _reading(left: float) -> str:
    return "narrowed" if left < NARROWED else "touched" if left < TOUCHED else "not identified"


def assumption_rows(case: Case, points: Floats, values: Floats) -> list[dict[str, Any]]:
    """Return prior and kept percentiles of each matched assumption, and how much of the spread is left.

    Parameters
    ----------
    case : Case
        As stated.
    points, values : array of float, shape (worlds, 14)
        Kept worlds, as places in the prior and in canonical units.
    """
    rows = []
    for k, name in enumerate(FREE):
        stated = case.assumptions[name]
        left = float(points[:, k].std() / _UNIFORM)
        rows.append(
            {
                "name": name,
                "unit": stated.unit,
                "prior": {"p5": stated.p5, "p50": stated.p50, "p95": stated.p95},
                "kept": quantiles(values[:, k]),
                "sd_ratio": left,
                "reading": _reading(left),
            }
        )
    return rows


def correlation_rows(points: Floats) -> list[dict[str, Any]]:
    """Return the correlations of kept worlds that are worth a line, strongest first."""
    table = np.atleast_2d(np.corrcoef(points.T))
    pairs = [
        {"first": FREE[i], "second": FREE[j], "correlation": float(table[i, j])}
        for i in range(len(FREE))
        for j in range(i + 1, len(FREE))
        if abs(table[i, j]) >= _NOTABLE
    ]
    return sorted(pairs, key=lambda row: -abs(row["correlation"]))


def directions(points: Floats) -> list[dict[str, Any]]:
    """Return the principal directions of the kept worlds, in units of the prior, narrowest first.

    Returns
    -------
    list of dict
        ``eigenvalue`` of the covariance (1: as wide as the prior) and the three assumptions of largest
        ``weight``.
    """
    sizes, vectors = np.linalg.eigh(np.cov(points.T) / _UNIFORM**2)
    found = []
    for size, vector in zip(sizes, vectors.T, strict=True):
        order = np.argsort(-np.abs(vector), kind="stable")[:3]
        # the sign of a direction means nothing; the largest weight is shown as positive
        turned = vector * np.sign(vector[order[0]])
        weights = [{"name": FREE[k], "weight": float(turned[k])} for k in order]
        found.append({"eigenvalue": float(size), "weights": weights})
    return found


def road_rows(roads: Floats) -> list[dict[str, Any]]:
    """Return the share of ten years' wars by road: all kept worlds together, and its spread between them.

    Parameters
    ----------
    roads : array of float, shape (worlds, roads)
        Share of futures with war by each road.
    """
    wars = roads.sum(axis=1)
    known = wars > 0.0
    split = np.divide(roads, wars[:, None], out=np.full_like(roads, np.nan), where=known[:, None])
    return [
        {"road": road, "share": float(roads[:, code].sum() / wars.sum()), **quantiles(split[:, code])}
        for code, road in enumerate(ROADS)
        if code
    ]


def learned(rows: list[dict[str, Any]], found: list[dict[str, Any]]) -> str:
    """Say in a sentence what was learned and what was not."""
    by: dict[str, list[str]] = {}
    for row in rows:
        by.setdefault(row["reading"], []).append(row["name"].replace("_", " "))
    well = sum(row["eigenvalue"] < 0.35 for row in found)
    weakly = sum(0.35 <= row["eigenvalue"] < 0.7 for row in found)
    named = ", ".join(by.get("narrowed", [])) or "none"
    touched = ", ".join(by.get("touched", [])) or "none"
    left = ", ".join(by.get("not identified", [])) or "none"
    return (
        f"Of {len(found)} directions history teaches {well} well and {weakly} weakly. Narrowed: {named}. "
        f"Touched: {touched}. Not identified, so what is thought of them is still the prior: {left}."
    )


def verdict(fit: list[dict[str, Any]], fronts: list[dict[str, Any]]) -> dict[str, Any]:
    """Say whether the kept worlds together reproduce the record."""
    missed = [f"{row['rung']} at {row['year']} y".replace("_", " ") for row in fit if not row["inside"]]
    missed += [f"front-loading of {row['rung']}".replace("_", " ") for row in fronts if not row["inside"]]
    war = [row for row in fit if row["rung"] == "war"]
    beyond = [f"{row['year']} y" for row in war if not row["target"] <= row["mean"] <= row["target_high"]]
    between = (
        "War lies between the two published rates in every year."
        if not beyond
        else f"War lies outside the two published rates at {', '.join(beyond)}, though inside the interval."
    )
    head = (
        f"All {len(fit)} shares lie inside the 90 per cent intervals of the record, and the first year holds "
        "between four and nine tenths of five years' resumptions."
        if not missed
        else f"Outside what the record allows: {', '.join(missed)}."
    )
    return {"sound": not missed, "war_between": not beyond, "verdict": f"{head} {between}"}


def kept_fields(found: NDArray[np.void]) -> tuple[Floats, Floats]:
    """Return shares and roads of points as plain arrays."""
    return np.asarray(found["share"]), np.asarray(found["roads"])
