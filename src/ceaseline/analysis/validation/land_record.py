"""The engine that fights inside a case, friction and all, against records of battles."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ceaseline.analysis.outside_view import jeffreys
from ceaseline.analysis.statistics import Floats
from ceaseline.analysis.validation.battles import ENGEL, RATIO_BOUNDS, iwo_jima
from ceaseline.analysis.validation.fits import concordance, line_fit, logistic_fit, wilson
from ceaseline.analysis.validation.records import CDB90, Engagements, engagements
from ceaseline.analysis.validation.row import Row, empirical
from ceaseline.analysis.validation.tables import ATTACK_ODDS, ODDS
from ceaseline.case import Case
from ceaseline.kernel import STREAM_FIT, normal_quantile, uniforms
from ceaseline.model import engines
from ceaseline.study.engines import DEFAULT_ENGINES, Engines
from ceaseline.study.worlds import draw_worlds

WORLDS = 64
_ACTOR = 0x424F4F4B
_CADB = "Campaign data base, Dupuy Institute, 25 April 2024"
#: Force ratio from and to, campaigns won by the attacker, by the defender, and drawn.
_CAMPAIGNS = (
    (0.52, 0.73, 6, 2, 0),
    (0.77, 1.00, 7, 5, 0),
    (1.01, 1.25, 14, 3, 1),
    (1.27, 1.50, 8, 3, 1),
    (1.55, 1.75, 9, 3, 0),
    (1.78, 2.00, 11, 5, 0),
    (2.02, 2.50, 10, 6, 2),
    (2.51, 2.92, 8, 0, 1),
    (3.01, 4.00, 8, 4, 1),
    (4.02, 4.94, 8, 0, 0),
    (5.79, 7.33, 5, 0, 0),
    (10.0, 20.0, 2, 0, 0),
)
#: Day within each step of American strength as counted, and that strength.
_COUNTED = {1: 54e3, 3: 60e3, 6: 73e3, 8: 66e3, 10: 62e3, 15: 58.5e3, 25: 54e3, 35: 51.3e3}


@dataclass(frozen=True)
class Fought:
    """Battles of given force ratios fought in every world.

    Parameters
    ----------
    log_ratio : array of float, shape (battles,)
    broke, chance : array of float, shape (worlds, battles)
        Whether the engine breaks the line, and the attacker's chance with the friction share.
    exchange : array of float, shape (worlds, battles)
        Logarithm of attacker's over defender's losses, in brigade equivalents.
    loss_rate : array of float, shape (worlds, battles)
        Attacker's loss a day as a part of the force that it engages: the assault force, or under the square
        law the reserve.
    advance : array of float, shape (worlds, battles)
        Kilometres a day of attack.
    """

    log_ratio: Floats
    broke: Floats
    chance: Floats
    exchange: Floats
    loss_rate: Floats
    advance: Floats

    def slope(self, chance: Floats) -> float:
        """Return the slope of the log-odds in the logarithm of the ratio, over all worlds."""
        return logistic_fit(np.tile(self.log_ratio, len(chance)), chance.ravel())[0][1]


def fight(case: Case, log_ratio: Floats, worlds: int = WORLDS, land: str = DEFAULT_ENGINES.land) -> Fought:
    """Fight battles of given force ratios with the engine of a case.

    The attacker's whole power is the ratio times the protected side's at the ceasefire; each side's reserve
    is its usual share, so that cover grows in step. No outside force, no warning; the defender's quality is
    drawn anew for each battle.

    Parameters
    ----------
    case : Case
    log_ratio : array of float, shape (battles,)
    worlds : int
        Draws of the case's assumptions.
    land : str
        Land engine.

    Returns
    -------
    Fought
    """
    used = Engines(land=land)
    drawn = draw_worlds(case, 0, worlds, (0.0, 0.0, 0.0, 0.0), engines=used).view(np.recarray)
    shape = (worlds, log_ratio.size)
    broke, exchange, rate, advance = (np.empty(shape) for _ in range(4))
    for w, world in enumerate(drawn):
        power = float(world.protected_brigades)
        assault = float(world.sectors * world.sector_width / world.assault_spacing)
        advance[w] = world.advance_rate
        for i, log in enumerate(log_ratio):
            z = normal_quantile(uniforms(0, STREAM_FIT, w, i, 0, _ACTOR, 0)[0])
            reserve = power * math.exp(log) * world.challenger_reserve
            won, days, loss_a, loss_d, _ = engines.fight(
                reserve,
                assault,
                world.sectors,
                power * world.protected_reserve,
                math.inf,
                0.0,
                0.0,
                0.0,
                math.exp(world.quality_spread * z),
                world.stock_start,
                world.campaign_days,
                world.break_share * reserve,
                world,
            )
            broke[w, i] = won
            exchange[w, i] = math.log(loss_a / loss_d)
            rate[w, i] = loss_a / (assault if used == DEFAULT_ENGINES else reserve) / days
    share, luck = drawn.friction[:, None], drawn.friction_win[:, None]
    return Fought(log_ratio, broke, share * luck + (1.0 - share) * broke, exchange, rate, advance)


def land_rows(case: Case, land: str = DEFAULT_ENGINES.land) -> Iterator[Row]:
    """Hold a land engine in the worlds of a case against CDB90."""
    record = engagements()
    modern, second_war = record.during(1914), record.during(1939, 1945)
    fought = fight(case, modern.log_ratio, land=land)
    name = case.name if land == DEFAULT_ENGINES.land else f"{case.name}.{land}"
    yield from _flatness(name, fought, modern, second_war)
    yield from _scatter(name, fought, record.during(1939))


def _flatness(of: str, fought: Fought, modern: Engagements, second_war: Engagements) -> Iterator[Row]:
    name, said = f"land.{of}", of.replace(".", ", ")
    yield empirical(
        f"{name}.slope",
        f"{said}: slope of the log-odds of winning in ln force ratio, at the ratios of battles from "
        "1914 (tolerance: one standard error)",
        0.37,
        fought.slope(fought.chance),
        0.15,
        CDB90,
    )
    inside = (modern.year >= 1939) & (modern.year <= 1945)
    war = Fought(*(np.asarray(part)[..., inside] for part in vars(fought).values()))
    yield empirical(
        f"{name}.slope-1939-45",
        f"{said}: slope of the log-odds of winning in ln force ratio, at the ratios of 1939-45 "
        "(tolerance: one standard error)",
        logistic_fit(second_war.log_ratio, second_war.won)[0][1],
        war.slope(war.chance),
        0.24,
        CDB90,
    )
    yield empirical(
        f"{name}.slope-engine",
        f"{said}: slope of the log-odds of winning in ln force ratio, from 1914, without the "
        "friction share: what the engine says by itself",
        0.37,
        fought.slope(fought.broke),
        0.15,
        CDB90,
    )
    low, high = wilson(float(modern.won.sum()), modern.won.size)
    yield empirical(
        f"{name}.share",
        f"{said}: attackers who win at those ratios (accepted: 95 % interval)",
        float(modern.won.mean()),
        float(fought.chance.mean()),
        {"low": low, "high": high},
        CDB90,
    )
    yield empirical(
        f"{name}.concordance",
        f"{said}: how often the larger ratio goes with the win, within a world as within a war "
        "(accepted: 95 % interval of the record)",
        concordance(modern.log_ratio, modern.won, modern.war),
        float(np.mean([concordance(fought.log_ratio, p, [0] * p.size) for p in fought.chance])),
        {"low": 0.567, "high": 0.696},
        CDB90,
    )
    for low_ratio, high_ratio in pairwise(RATIO_BOUNDS):
        ratio = np.exp(modern.log_ratio)
        place = (ratio > low_ratio) & (ratio <= high_ratio)
        wins, count = float(modern.won[place].sum()), int(place.sum())
        low, high = wilson(wins, count)
        yield empirical(
            f"{name}.ratio-{low_ratio:g}",
            f"{said}: attackers who win above {low_ratio:g} to {high_ratio:g} to 1, {count} battles "
            "(accepted: 95 % interval)",
            wins / count,
            float(fought.chance[:, place].mean()),
            {"low": low, "high": high},
            CDB90,
        )


def _scatter(of: str, fought: Fought, late: Engagements) -> Iterator[Row]:
    name, said = f"land.{of}", of.replace(".", ", ")
    known = np.isfinite(late.lost_a) & np.isfinite(late.lost_d) & (late.lost_a > 0) & (late.lost_d > 0)
    # numbers lost, not parts lost: the ratio of strengths comes back in
    exchanged = np.log(late.lost_a[known] / late.lost_d[known]) + late.log_ratio[known]
    _, slope, scatter = line_fit(late.log_ratio[known], exchanged)
    _, own_slope, own_scatter = line_fit(
        np.tile(fought.log_ratio, len(fought.exchange)), fought.exchange.ravel()
    )
    yield empirical(
        f"{name}.casualty-scatter",
        f"{said}: residual spread of ln(losses of attacker over defender), battles from 1939 "
        "(tolerance: two standard errors)",
        scatter,
        own_scatter,
        2.0 * scatter / math.sqrt(2.0 * float(known.sum())),
        CDB90,
    )
    yield empirical(
        f"{name}.casualty-slope",
        f"{said}: slope of ln(losses of attacker over defender) in ln force ratio, battles from 1939 "
        "(tolerance: two standard errors)",
        slope,
        own_slope,
        0.24,
        CDB90,
    )
    daily = late.lost_a[known] / late.days[known]
    yield empirical(
        f"{name}.casualties-a-day",
        f"{said}: attacker's loss a day as a part of the force engaged, median (accepted: middle half "
        "of battles from 1939)",
        float(np.median(daily)),
        float(np.median(fought.loss_rate)),
        dict(zip(("low", "high"), (float(q) for q in np.quantile(daily, (0.25, 0.75))), strict=True)),
        CDB90,
    )
    moved = (late.advance / late.days)[np.isfinite(late.advance)]
    yield empirical(
        f"{name}.advance",
        f"{said}: advance in km a day, median (accepted: middle half of battles from 1939)",
        float(np.median(moved)),
        float(np.median(fought.advance)),
        dict(zip(("low", "high"), (float(q) for q in np.quantile(moved, (0.25, 0.75))), strict=True)),
        CDB90,
    )


def _between(fought: Fought, low: float, high: float) -> float:
    ratio = np.exp(fought.log_ratio)
    return float(fought.chance[:, (ratio >= low) & (ratio <= high)].mean())


def odds_rows(case: Case) -> Iterator[Row]:
    """Hold the land engine of a case against two tables of attack odds (90 % intervals accepted)."""
    bounds = [*((low, high) for low, high, _, _ in ATTACK_ODDS), *((r[0], r[1]) for r in _CAMPAIGNS)]
    spread = np.concatenate([np.linspace(np.log(low), np.log(high), 5) for low, high in bounds])
    fought = fight(case, spread)
    for low, high, failed, attacks in ATTACK_ODDS:
        ends = jeffreys(round(failed * attacks), attacks)
        yield empirical(
            f"odds.eto-{low:g}",
            f"{case.name}: attacks that fail at {low:g} to {high:g} to 1, {attacks} in 1944",
            failed,
            1.0 - _between(fought, low * 0.9999, high * 1.0001),
            {"low": ends[0], "high": ends[1]},
            ODDS,
        )
    for low, high, won, lost, drawn in _CAMPAIGNS:
        count = won + lost + drawn
        ends = jeffreys(won, count)
        yield empirical(
            f"odds.campaigns-{low:g}",
            f"{case.name}: campaigns that the attacker wins at {low:g} to {high:g} to 1, {count} campaigns",
            won / count,
            _between(fought, low * 0.9999, high * 1.0001),
            {"low": ends[0], "high": ends[1]},
            _CADB,
        )


def iwo_jima_rows() -> Iterator[Row]:
    """Hold Lanchester's law against American strength as counted; its rates were fitted to this battle."""
    path = iwo_jima()
    for day, counted in _COUNTED.items():
        yield empirical(
            f"iwo-jima.day-{day}",
            f"Iwo Jima: American strength on day {day} as counted in steps; rates were fitted to this battle",
            counted,
            float(path[day, 0]),
            {"relative": 0.05},
            ENGEL,
        )
