"""Phase 10 in the month: who stands behind an answer, how likely, when, with what.

Belief and truth go through the same functions; only the first chance differs.
"""

from __future__ import annotations

import math
from typing import Any

from ceaseline.kernel import mechanism
from ceaseline.model.learning import believed
from ceaseline.model.response import (
    arrival_days,
    expected_tripwire,
    exposure,
    in_time,
    means,
    promised_answer,
)
from ceaseline.model.state import EVENT, note
from ceaseline.model.watch import attribution_days

EUROPE = 1
POWER = 2

_ANSWER_EUROPE = EVENT["answer of Europe"]
_ANSWER_POWER = EVENT["answer of the outside power"]


@mechanism
def bloc_troops(state: Any, bloc: int) -> float:
    """Return a bloc's troops in place."""
    return float(state.troops_rear[bloc] + state.troops_line[bloc])


@mechanism
def pledged(state: Any, bloc: int, world: Any) -> float:
    """Return how far a bloc stands behind an answer: by word, or by at least a brigade in place."""
    return float(max(state.answer[bloc], min(1.0, bloc_troops(state, bloc) / world.guarantor_brigade)))


@mechanism
def answer_chance(first: float, bloc: int, hit: float, world: Any, state: Any) -> float:
    """Return the chance that a bloc fights; the same form serves belief and truth."""
    promise = pledged(state, bloc, world)
    if promise <= 0.0:
        return 0.0
    base = promised_answer(
        first, state.form[bloc], world.form_credibility, bloc_troops(state, bloc), world.sunk_credibility
    )
    return expected_tripwire(base * promise, world.tripwire, hit)


@mechanism
def troops_hit(chance: float, bloc: int, world: Any, state: Any) -> float:
    """Return the chance that a bloc's troops are hit in an attack, from where they stand."""
    factor = exposure(
        state.troops_rear[bloc], state.troops_line[bloc], world.line_exposure, world.guarantor_brigade
    )
    return float(min(1.0, chance * factor) * (1.0 - state.cover_force))


@mechanism
def answer_arrival(bloc: int, warning: float, world: Any, state: Any) -> float:
    """Return the day on which a bloc's answer acts."""
    shown = attribution_days(world.attribution_prior, world.attribution_threshold, state.attribute)
    delay = world.delay_us if bloc == POWER else world.delay_europe
    return arrival_days(shown, delay, state.links, world.links_speed, warning)


@mechanism
def brigades_of(bloc: int, world: Any, state: Any) -> float:
    """Return a bloc's brigade equivalents that can be sent into the fight."""
    return float(bloc_troops(state, bloc) * world.guarantor_combat / world.guarantor_brigade)


@mechanism
def followers_of(bloc: int, world: Any, state: Any) -> float:
    """Return the brigade equivalents that follow if a bloc fights: reinforcements, and troops outside."""
    outside = state.troops_outside[bloc] * world.guarantor_combat / world.guarantor_brigade
    return float(outside + (world.followon_brigades if bloc == EUROPE else 0.0))


@mechanism
def imposable(bloc: int, world: Any, state: Any) -> float:
    """Return the cost beyond the line that a bloc could impose if it fights, in units of the aim.

    The leading outside power can impose its cost from a distance; European guarantors as far as the forces
    they have in and near the country allow.
    """
    if bloc == POWER:
        return float(world.impose_us)
    forces = bloc_troops(state, bloc) + state.troops_outside[bloc]
    share = means(forces, state.flank_of[bloc], world.aircraft_troops, world.impose_troops)
    return float(world.impose_europe * share)


@mechanism
def expected_help(hit_chance: float, warning: float, world: Any, state: Any) -> tuple[float, float, float]:
    """Return what the challenger expects of guarantors in an attack.

    Returns
    -------
    imposed : float
        Cost beyond the line, in units of the aim.
    brigades, aircraft : float
        Expected brigade equivalents and aircraft in the fight.
    """
    imposed = 0.0
    brigades = 0.0
    aircraft = 0.0
    for bloc in range(1, 3):
        belief = believed(state.kept[bloc], state.broken[bloc])
        hit = troops_hit(hit_chance, bloc, world, state)
        timely = in_time(answer_arrival(bloc, warning, world, state), world.aim_days)
        chance = answer_chance(belief, bloc, hit, world, state) * timely
        brigades += chance * (brigades_of(bloc, world, state) + followers_of(bloc, world, state))
        aircraft += chance * state.flank_of[bloc]
        imposed += chance * imposable(bloc, world, state)
    return imposed, brigades, aircraft


@mechanism
def draw_answer(bloc: int, draw: float, hit: int, world: Any, state: Any, out: Any) -> int:
    """Draw whether a bloc fights, book it as a test of its promise, and let the challenger learn."""
    if pledged(state, bloc, world) <= 0.0:
        return 0
    truth = world.truth_us if bloc == POWER else world.truth_europe
    chance = answer_chance(truth, bloc, float(hit), world, state)
    out.tested += 1
    if draw < chance:
        out.kept += 1
        state.kept[bloc] += 1.0
        return 1
    state.broken[bloc] += 1.0
    return 0


@mechanism
def drawn_help(
    t: int,
    u_europe: float,
    u_power: float,
    hit: int,
    warning: float,
    world: Any,
    state: Any,
    out: Any,
) -> tuple[float, float, float, float]:
    """Draw who answers an attack; return the day of arrival, brigades, brigades that follow, aircraft."""
    arrival = math.inf
    brigades = 0.0
    follows = 0.0
    aircraft = 0.0
    if draw_answer(EUROPE, u_europe, hit, world, state, out) == 1:
        arrival = answer_arrival(EUROPE, warning, world, state)
        brigades += brigades_of(EUROPE, world, state)
        follows += followers_of(EUROPE, world, state)
        aircraft += state.flank_of[EUROPE]
        note(state, t, _ANSWER_EUROPE, arrival, brigades)
    if draw_answer(POWER, u_power, hit, world, state, out) == 1:
        arrival = min(arrival, answer_arrival(POWER, warning, world, state))
        brigades += brigades_of(POWER, world, state)
        follows += followers_of(POWER, world, state)
        aircraft += state.flank_of[POWER]
        note(state, t, _ANSWER_POWER, arrival, brigades)
    return arrival, brigades, follows, aircraft


@mechanism
def length_with_answers(
    t: int, u_europe: float, u_power: float, hit: int, world: Any, state: Any, out: Any
) -> float:
    """Return the part of a strike campaign that is over before an answer ends it; 1 without an answer."""
    days = world.strike_months * 365.0 / 12.0
    left = 1.0
    if draw_answer(EUROPE, u_europe, hit, world, state, out) == 1:
        arrival = answer_arrival(EUROPE, 0.0, world, state)
        left = min(left, arrival / days)
        note(state, t, _ANSWER_EUROPE, arrival, 0.0)
    if draw_answer(POWER, u_power, hit, world, state, out) == 1:
        arrival = answer_arrival(POWER, 0.0, world, state)
        left = min(left, arrival / days)
        note(state, t, _ANSWER_POWER, arrival, 0.0)
    return left


@mechanism
def guarantor_losses(world: Any, state: Any) -> float:
    """Return deaths among outside troops that are hit by long-range fire in an attack."""
    share = 1.0 - math.exp(-state.troops / world.guarantor_brigade)
    return float(world.hit_weapons * (1.0 - state.cover_force) * world.hit_deaths * share)
