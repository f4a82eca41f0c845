"""Fit what the challenger believes about fighting to the engine that fights it, once a case and engine.

The challenger cannot run the engine inside each choice. Its belief is a logistic surrogate of the
engine's outcome in the ratio of reserves, guarantors' brigades and aircraft, and days of warning.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ceaseline.case import Case
from ceaseline.kernel import STREAM_FIT, mechanism, normal_quantile, uniforms
from ceaseline.model.engines import fight
from ceaseline.model.fighting import reserve_with_warning
from ceaseline.study.engines import LANDS, Engines
from ceaseline.study.worlds import draw_worlds

#: Campaigns fought for the fit, and worlds they are fought in.
CAMPAIGNS = 16384
FIT_WORLDS = 256
#: Ranges over which the state of the campaign is spread: ratio of powers around the start, brigades,
#: aircraft, days of warning, day of arrival.
SPREAD_RATIO = 0.35
MOST_BRIGADES = 15.0
MOST_AIRCRAFT = 300.0
MOST_WARNING = 60.0
MOST_ARRIVAL = 20.0


@dataclass(frozen=True)
class Surrogate:
    """Slopes of the surrogate in log-odds, and how well it fits.

    Parameters
    ----------
    ratio, brigades, aircraft, warning : float
        Per unit of the logarithm of the ratio of reserves; per brigade equivalent; per aircraft; per ten
        days of warning.
    level : float
        Intercept of the fit. Belief takes its level from the assumption `odds_level` instead.
    error : float
        Root mean squared difference between fitted and engine chance, in bins of the fitted chance.
    """

    level: float
    ratio: float
    brigades: float
    aircraft: float
    warning: float
    error: float

    @property
    def slopes(self) -> tuple[float, float, float, float]:
        """The four slopes, in the order in which worlds carry them."""
        return self.ratio, self.brigades, self.aircraft, self.warning


@mechanism
def _fight(worlds: Any, features: NDArray[np.float64], chance: NDArray[np.float64]) -> None:
    for i in range(chance.size):
        world = worlds[i % worlds.size]
        u0, u1, u2, u3 = uniforms(0, STREAM_FIT, 0, i, 0, 0, 0)
        u4, u5, u6, u7 = uniforms(0, STREAM_FIT, 0, i, 0, 0, 1)
        a = world.challenger_brigades * math.exp(SPREAD_RATIO * (2.0 * u0 - 1.0))
        d = world.protected_brigades * math.exp(SPREAD_RATIO * (2.0 * u1 - 1.0))
        brigades = MOST_BRIGADES * u2
        aircraft = MOST_AIRCRAFT * u3
        warning = MOST_WARNING * u4
        attacker = a * world.challenger_reserve
        defender = reserve_with_warning(d, world.protected_reserve, 0.0, world.warning_gain)
        warned = reserve_with_warning(d, world.protected_reserve, warning, world.warning_gain)
        quality = math.exp(world.quality_spread * normal_quantile(u5))
        broke, _, _, _, _ = fight(
            attacker,
            world.sectors * world.sector_width / world.assault_spacing,
            world.sectors,
            warned,
            MOST_ARRIVAL * u6,
            brigades,
            0.0,
            aircraft,
            quality,
            world.stock_start + 12.0 * world.stock_rate * u7,
            world.campaign_days,
            world.break_share * attacker,
            world,
        )
        features[i, 0] = 1.0
        features[i, 1] = math.log(attacker / defender)
        features[i, 2] = brigades
        features[i, 3] = aircraft
        features[i, 4] = warning / 10.0
        chance[i] = world.friction * world.friction_win + (1.0 - world.friction) * broke


def _logistic_fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fit a logistic curve to chances by Newton's method (iteratively reweighted least squares)."""
    beta = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1.0 / (1.0 + np.exp(-x @ beta))
        weight = p * (1.0 - p)
        step = np.linalg.solve((x * weight[:, None]).T @ x + 1e-9 * np.eye(x.shape[1]), x.T @ (y - p))
        beta += step
        if float(np.abs(step).max()) < 1e-10:
            break
    return beta


def fit_surrogate(case: Case, land: str = LANDS[0]) -> Surrogate:
    """Fit the surrogate of the fighting for a case.

    Campaigns are fought over spread-out states in worlds drawn from the case with a fixed seed, so
    the fit depends on the case and the engine alone.

    Parameters
    ----------
    case : Case
    land : str
        Land engine that fights the campaigns.

    Returns
    -------
    Surrogate
    """
    worlds = draw_worlds(case, 0, FIT_WORLDS, (0.0, 0.0, 0.0, 0.0), engines=Engines(land=land))
    features = np.empty((CAMPAIGNS, 5))
    chance = np.empty(CAMPAIGNS)
    _fight(worlds.view(np.recarray), features, chance)
    beta = _logistic_fit(features, chance)
    fitted = 1.0 / (1.0 + np.exp(-features @ beta))
    order = np.argsort(fitted, kind="stable")
    gaps = [float(fitted[part].mean() - chance[part].mean()) for part in np.array_split(order, 20)]
    error = math.sqrt(sum(gap * gap for gap in gaps) / len(gaps))
    level, ratio, brigades, aircraft, warning = (float(b) for b in beta)
    return Surrogate(level, ratio, brigades, aircraft, warning, error)
