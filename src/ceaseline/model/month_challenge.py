"""Phases 9 to 12 of a month: challenge, response, fighting, learning."""

from __future__ import annotations

import math
from typing import Any

from ceaseline.kernel import STREAM_FUTURE, mechanism, normal_quantile, uniforms
from ceaseline.model.air import raid_leak
from ceaseline.model.challenge import (
    ABSENT,
    aim_value,
    attack_value,
    believed_odds,
    executed,
    opened,
    place_value,
    preparation_value,
)
from ceaseline.model.fighting import (
    behind_zone,
    exploitation,
    land_campaign,
    outcome_with_friction,
    reserve_with_warning,
)
from ceaseline.model.incidents import clash_deaths, declining, rung_of_deaths
from ceaseline.model.learning import believed
from ceaseline.model.month_watch import leak_now, mark
from ceaseline.model.regrouping import trained_quality
from ceaseline.model.response import arrival_days, exposure, in_time, promised_answer, with_tripwire
from ceaseline.model.slots import BLOCK_ANSWER, BLOCK_FIGHT, BLOCK_PREPARE, BLOCK_RAID
from ceaseline.model.state import EVENT, note
from ceaseline.model.watch import acted_on, attribution_days, warning_days

_EUROPE = 1
_POWER = 2

_OPENING = EVENT["opening"]
_HELD = EVENT["held"]
_PROBE = EVENT["probe"]
_STRIKE = EVENT["strike campaign"]
_SEA = EVENT["interference at sea"]
_HIT = EVENT["strike on outside troops"]
_PREPARATION = EVENT["preparation"]
_STOOD_DOWN = EVENT["stood down"]
_GRAB = EVENT["limited grab"]
_OFFENSIVE = EVENT["offensive"]
_ANSWER_EUROPE = EVENT["answer of Europe"]
_ANSWER_POWER = EVENT["answer of the outside power"]
_AIM = EVENT["aim reached"]
_LEAVE = EVENT["outside troops leave"]
_WARNING = EVENT["warning"]


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
    return with_tripwire(base * promise, world.tripwire, hit)


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
    delay = world.delay_us if bloc == _POWER else world.delay_europe
    return arrival_days(shown, delay, state.links, world.links_speed, warning)


@mechanism
def brigades_of(bloc: int, world: Any, state: Any) -> float:
    """Return a bloc's brigade equivalents that can be sent into the fight."""
    return float(bloc_troops(state, bloc) * world.guarantor_combat / world.guarantor_brigade)


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
        imposed += chance * (world.impose_us if bloc == _POWER else world.impose_europe)
        own = brigades_of(bloc, world, state)
        follows = world.followon_brigades if bloc == _EUROPE else 0.0
        brigades += chance * (own + follows)
        if bloc == _EUROPE:
            aircraft = chance * state.flank
    return imposed, brigades, aircraft


@mechanism
def reserves(warning: float, world: Any, state: Any) -> tuple[float, float]:
    """Return both sides' reserves, the defender's after warning."""
    attacker = state.a * world.challenger_reserve
    defender = reserve_with_warning(state.d, world.protected_reserve, warning, world.warning_gain)
    return attacker, defender


@mechanism
def attack_values(warning: float, aim: float, world: Any, state: Any) -> tuple[float, float]:
    """Return the believed values of a grab (at the best place) and of an offensive."""
    attacker, defender = reserves(warning, world, state)
    fights = believed(state.fights, state.yields)
    window = world.window * (1.0 - state.complete) if state.target > 0.0 else 0.0
    imposed, brigades, aircraft = expected_help(world.hit_in_offensive, warning, world, state)
    odds = believed_odds(
        world.odds_level,
        world.fit_ratio,
        attacker / defender,
        world.fit_brigades,
        brigades,
        world.fit_aircraft,
        aircraft,
        world.fit_warning,
        warning,
        state.error,
    )
    offensive = attack_value(odds, 1.0, aim, world.cost_offensive, imposed, window)
    free = grab_value(0.0, 0.0, warning, aim, fights, window, world, state)
    line = state.troops_line[1] + state.troops_line[2] + state.troops_line[3]
    share = min(0.99, line / world.guarantor_brigade * world.sector_width / world.front_km)
    if share <= 0.0:
        return free, offensive
    guarded = grab_value(
        world.hit_in_grab, world.guarantor_combat, warning, aim, fights, window, world, state
    )
    return place_value(free, guarded, share, world.precision, world.nest_dissimilarity), offensive


@mechanism
def grab_value(
    extra_hit: float,
    on_the_spot: float,
    warning: float,
    aim: float,
    fights: float,
    window: float,
    world: Any,
    state: Any,
) -> float:
    """Return the believed value of a limited grab at one kind of place.

    Parameters
    ----------
    extra_hit : float
        Chance of hitting troops added where outside troops stand on the spot.
    on_the_spot : float
        Part of a guarantor's brigade that fights at once there.
    warning, aim, fights, window : float
        Days of warning; value of the full aim; believed chance of being resisted; gain of the window.
    world, state : records
        Assumptions and state.

    Returns
    -------
    float
        Value over holding.
    """
    imposed, brigades, _ = expected_help(min(1.0, world.hit_in_grab + extra_hit), warning, world, state)
    local = (
        reserve_with_warning(state.d, world.protected_reserve, warning, world.warning_gain) / world.sectors
    )
    level = world.odds_level + world.grab_advantage - world.zone_depth_gain * state.zone / 20.0
    odds = believed_odds(
        level,
        world.fit_ratio,
        world.grab_brigades / local,
        world.fit_brigades,
        brigades + on_the_spot,
        world.fit_aircraft,
        0.0,
        world.fit_warning,
        0.0,
        state.error,
    )
    success = 1.0 - fights * (1.0 - odds)
    return attack_value(
        success, world.gain_grab, aim, world.cost_grab * (1.0 + fights), imposed * world.gain_grab, window
    )


@mechanism
def value_of_aim(world: Any, state: Any) -> float:
    """Return the value of the full aim to this challenger now."""
    return aim_value(
        state.dissatisfaction,
        state.troops,
        world.provocation_force,
        state.power,
        world.provocation_us,
        state.settlement,
        world.claims_relief,
    )


@mechanism
def expected_warning(world: Any, state: Any) -> float:
    """Return the warning that the challenger expects the other side to have: the mean over detection."""
    decide = arrival_days(0.0, world.decide_days, state.links, world.links_speed, 0.0)
    left = world.buildup_days - decide
    if left <= 0.0:
        return 0.0
    blind = world.common_cause
    clear = mean_warning(left, state.detect)
    dim = mean_warning(left, state.detect * world.common_cause_left)
    return float(((1.0 - blind) * clear + blind * dim) * share_acted_on(world, state))


@mechanism
def mean_warning(left: float, rate: float) -> float:
    """Return the mean of ``max(0, left - T)`` for an exponential T: ``left - (1 - exp(-r left)) / r``.

    Examples
    --------
    >>> mean_warning(10.0, 0.0)
    0.0
    """
    if rate * left < 1e-9:
        return 0.0
    return left - (1.0 - math.exp(-rate * left)) / rate


@mechanism
def share_acted_on(world: Any, state: Any) -> float:
    """Return the part of warnings that is acted on now."""
    detection = 1.0 - math.exp(-state.detect * world.buildup_days)
    prior = 1.0 - math.exp(-world.opening_rate / 12.0)
    sharper = 1.0 + (world.fusion_gain - 1.0) * state.links
    return acted_on(detection, world.false_alarm_rate / sharper, prior, world.alarm_tolerance)


@mechanism
def values_below_attack(
    aim: float, strikes: int, at_sea: int, world: Any, state: Any
) -> tuple[float, float, float, float]:
    """Return the believed values of a probe, interference at sea, strikes, and strikes on troops."""
    fights = believed(state.fights, state.yields)
    probe = world.gain_probe * aim - world.cost_probe * (0.5 + fights)
    sea = world.gain_sea * aim * state.left_at_sea - world.cost_sea if at_sea == 1 else ABSENT
    strike = ABSENT
    hit = ABSENT
    if strikes == 1:
        imposed, _, _ = expected_help(0.0, 0.0, world, state)
        strike = (
            world.gain_strike * aim * leak_now(world, state) - world.cost_strike - imposed * world.gain_strike
        )
        if state.troops > 0.0:
            answered, _, _ = expected_help(1.0, 0.0, world, state)
            through = 1.0 - state.cover_force
            window = world.window * (1.0 - state.complete)
            hit = world.gain_hit * aim * world.leave_if_hit * through - world.cost_hit - answered + window
    return probe, sea, strike, hit


@mechanism
def month_of_challenge(
    t: int,
    seed: int,
    w: int,
    f: int,
    u_opening: float,
    u_choice: float,
    strikes: int,
    at_sea: int,
    world: Any,
    state: Any,
    out: Any,
    log: Any,
) -> None:
    """Phases 9 to 12: an opening may arise; what is decided, answered, fought and learnt."""
    if state.preparing > 0:
        state.preparing -= 1
        if state.preparing == 0:
            end_preparation(t, seed, w, f, world, state, out, log)
        return
    rate = declining(world.opening_rate, world.opening_floor, state.opening_decay)
    if u_opening >= 1.0 - math.exp(-rate):
        return
    aim = value_of_aim(world, state)
    warning = expected_warning(world, state)
    grab, offensive = attack_values(warning, aim, world, state)
    probe, sea, strike, hit = values_below_attack(aim, strikes, at_sea, world, state)
    prepare = preparation_value(grab, offensive, world.cost_prepare, world.precision)
    note(log, t, _OPENING, aim, prepare)
    kind = opened(u_choice, probe, sea, strike, hit, prepare, world.precision, world.nest_dissimilarity)
    if kind == 0:
        note(log, t, _HELD, grab, offensive)
    elif kind == 1:
        do_probe(t, seed, w, f, world, state, out, log)
    elif kind == 2:
        do_strikes(t, seed, w, f, world, state, out, log)
    elif kind == 3:
        do_interference(t, seed, w, f, world, state, out, log)
    elif kind == 4:
        do_hit(t, seed, w, f, world, state, out, log)
    else:
        begin_preparation(t, seed, w, f, world, state, log)


@mechanism
def begin_preparation(t: int, seed: int, w: int, f: int, world: Any, state: Any, log: Any) -> None:
    """Start to prepare: one month or more, seen or not seen in time."""
    u_length, u_execute, u_detect, u_common = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_PREPARE)
    state.preparing = 1 + int(u_length * max(world.prepare_months, 1.0))
    state.u_execute = u_execute
    rate = state.detect * (world.common_cause_left if u_common < world.common_cause else 1.0)
    decide = arrival_days(0.0, world.decide_days, state.links, world.links_speed, 0.0)
    state.warned = warning_days(world.buildup_days, u_detect, rate, decide) * share_acted_on(world, state)
    note(log, t, _PREPARATION, float(state.preparing), state.warned)
    if state.warned > 0.0:
        note(log, t, _WARNING, state.warned, 0.0)


@mechanism
def end_preparation(t: int, seed: int, w: int, f: int, world: Any, state: Any, out: Any, log: Any) -> None:
    """Decide what a preparation was for, seeing how the other side has used its warning."""
    aim = value_of_aim(world, state)
    grab, offensive = attack_values(state.warned, aim, world, state)
    kind = executed(state.u_execute, grab, offensive, world.precision)
    if kind == 0:
        out.standdowns += 1
        note(log, t, _STOOD_DOWN, grab, offensive)
        _, _, _, u_seen = uniforms(seed, STREAM_FUTURE, w, f, t, 2, BLOCK_PREPARE)
        if u_seen < world.standdown_dispute:
            mark(out, 0, t)
    elif kind == 5:
        do_grab(t, seed, w, f, world, state, out, log)
    else:
        do_offensive(t, seed, w, f, world, state, out, log)


@mechanism
def draw_answer(bloc: int, draw: float, hit: int, world: Any, state: Any, out: Any) -> int:
    """Draw whether a bloc fights, book it as a test of its promise, and let the challenger learn."""
    if pledged(state, bloc, world) <= 0.0:
        return 0
    truth = world.truth_us if bloc == _POWER else world.truth_europe
    chance = answer_chance(truth, bloc, float(hit), world, state)
    out.tested += 1
    if draw < chance:
        out.kept += 1
        state.kept[bloc] += 1.0
        return 1
    state.broken[bloc] += 1.0
    return 0


@mechanism
def do_probe(t: int, seed: int, w: int, f: int, world: Any, state: Any, out: Any, log: Any) -> None:
    """Book a probe: force is used; it may cost lives, and may grow."""
    _, u_deaths, u_far, _ = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_RAID)
    rung = 1
    if u_far < world.probe_serious * world.chance_death:
        rung = 3
    elif u_far < world.chance_death:
        rung = 2
    out.challenges[1] += 1
    out.dead += clash_deaths(rung, u_deaths)
    mark(out, rung, t)
    note(log, t, _PROBE, float(rung), 0.0)


@mechanism
def do_strikes(t: int, seed: int, w: int, f: int, world: Any, state: Any, out: Any, log: Any) -> None:
    """Fight a strike campaign; guarantors who answer cut it short in proportion to their time."""
    z_leak, _, _, _ = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_RAID)
    u_europe, u_power, _, _ = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_ANSWER)
    leak = raid_leak(leak_now(world, state), world.raid_spread, normal_quantile(z_leak))
    months = world.strike_months * length_with_answers(t, u_europe, u_power, 0, world, state, out, log)
    launched = world.raid_drones + world.raid_cruise + world.raid_ballistic
    hits = leak * launched * months
    deaths = hits * world.hit_deaths
    out.challenges[2] += 1
    out.hits_on_sites += hits
    out.dead += deaths
    reach = rung_of_deaths(deaths)
    mark(out, reach, t)
    if reach == 4:
        out.road = 3
    note(log, t, _STRIKE, hits, deaths)


@mechanism
def length_with_answers(
    t: int, u_europe: float, u_power: float, hit: int, world: Any, state: Any, out: Any, log: Any
) -> float:
    """Return the part of a strike campaign that is over before an answer ends it; 1 without an answer."""
    days = world.strike_months * 365.0 / 12.0
    left = 1.0
    if draw_answer(_EUROPE, u_europe, hit, world, state, out) == 1:
        arrival = answer_arrival(_EUROPE, 0.0, world, state)
        left = min(left, arrival / days)
        note(log, t, _ANSWER_EUROPE, arrival, 0.0)
    if draw_answer(_POWER, u_power, hit, world, state, out) == 1:
        arrival = answer_arrival(_POWER, 0.0, world, state)
        left = min(left, arrival / days)
        note(log, t, _ANSWER_POWER, arrival, 0.0)
    return left


@mechanism
def do_interference(t: int, seed: int, w: int, f: int, world: Any, state: Any, out: Any, log: Any) -> None:
    """Book interference at sea: trade is cut for months, patrols blunt it, force may be used."""
    _, _, _, u_force = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_RAID)
    state.interference = world.interference_months
    out.challenges[3] += 1
    mark(out, 1 if u_force < world.chance_force else 0, t)
    note(log, t, _SEA, state.interference, 0.0)


@mechanism
def do_hit(t: int, seed: int, w: int, f: int, world: Any, state: Any, out: Any, log: Any) -> None:
    """Strike outside troops: they may be answered for, or leave."""
    u_europe, u_power, _, u_leave = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_ANSWER)
    through = 1.0 - state.cover_force
    share = 1.0 - math.exp(-state.troops / world.guarantor_brigade)
    deaths = world.hit_weapons * through * world.hit_deaths * share
    out.challenges[4] += 1
    out.guarantor_dead += deaths
    out.dead += deaths
    reach = rung_of_deaths(deaths)
    mark(out, reach, t)
    if reach == 4:
        out.road = 3
    note(log, t, _HIT, deaths, through)
    answered = draw_answer(_EUROPE, u_europe, 1, world, state, out)
    answered += draw_answer(_POWER, u_power, 1, world, state, out)
    if answered > 0:
        note(log, t, _ANSWER_EUROPE, float(answered), 0.0)
    elif u_leave < world.leave_if_hit:
        note(log, t, _LEAVE, state.troops, 0.0)
        state.leaving = 1


@mechanism
def do_grab(t: int, seed: int, w: int, f: int, world: Any, state: Any, out: Any, log: Any) -> None:
    """Fight a limited grab. It does not end the future unless it becomes a war."""
    u_friction, u_win, u_defend, _ = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_FIGHT)
    u_europe, u_power, u_hit, _ = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_ANSWER)
    out.challenges[5] += 1
    resisted = 1 if u_defend < world.defend_grab else 0
    if resisted == 1:
        state.fights += 1.0
    else:
        state.yields += 1.0
    hit = (
        1
        if u_hit
        < max(troops_hit(world.hit_in_grab, 1, world, state), troops_hit(world.hit_in_grab, 2, world, state))
        else 0
    )
    arrival, brigades, _ = drawn_help(t, u_europe, u_power, hit, state.warned, world, state, out, log)
    assault = world.sector_width / world.assault_spacing
    _, defender = reserves(state.warned, world, state)
    broke, days, loss_a, loss_d, loss_g = land_campaign(
        world.grab_brigades + assault,
        assault,
        1.0,
        defender / world.sectors,
        arrival,
        brigades,
        0.0,
        0.0,
        state.quality * trained_quality(world.training_gain, state.trained, world.training_full),
        state.stock,
        world.grab_days,
        world.break_share * (world.grab_brigades + assault),
        world,
    )
    chance = behind_zone(world.friction_win, state.zone, world.zone_depth_gain)
    taken = 1 if resisted == 0 else outcome_with_friction(broke, world.friction, chance, u_friction, u_win)
    fought = resisted * (loss_a + loss_d)
    deaths = fought * world.brigade_casualties * world.dead_share
    guarantor = resisted * loss_g * world.brigade_casualties * world.dead_share
    out.dead += deaths + guarantor
    out.guarantor_dead += guarantor
    if taken == 1:
        depth = world.advance_rate * days if resisted == 1 else world.advance_rate * world.grab_days
        out.territory_lost += world.sector_width * depth
    reach = rung_of_deaths(deaths + guarantor)
    mark(out, reach, t)
    if reach == 4:
        out.road = 2
    note(log, t, _GRAB, float(taken), deaths)


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
    log: Any,
) -> tuple[float, float, float]:
    """Draw who answers an attack; return the day of arrival, brigades and aircraft."""
    arrival = math.inf
    brigades = 0.0
    aircraft = 0.0
    if draw_answer(_EUROPE, u_europe, hit, world, state, out) == 1:
        arrival = answer_arrival(_EUROPE, warning, world, state)
        brigades += brigades_of(_EUROPE, world, state)
        aircraft += state.flank
        note(log, t, _ANSWER_EUROPE, arrival, brigades)
    if draw_answer(_POWER, u_power, hit, world, state, out) == 1:
        arrival = min(arrival, answer_arrival(_POWER, warning, world, state))
        brigades += brigades_of(_POWER, world, state)
        note(log, t, _ANSWER_POWER, arrival, brigades)
    return arrival, brigades, aircraft


@mechanism
def do_offensive(t: int, seed: int, w: int, f: int, world: Any, state: Any, out: Any, log: Any) -> None:
    """Fight an offensive day by day."""
    u_friction, u_win, _, _ = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_FIGHT)
    u_europe, u_power, u_hit, _ = uniforms(seed, STREAM_FUTURE, w, f, t, 0, BLOCK_ANSWER)
    out.challenges[6] += 1
    chance_hit = max(
        troops_hit(world.hit_in_offensive, 1, world, state),
        troops_hit(world.hit_in_offensive, 2, world, state),
    )
    hit = 1 if u_hit < chance_hit else 0
    arrival, brigades, aircraft = drawn_help(t, u_europe, u_power, hit, state.warned, world, state, out, log)
    follows = world.followon_brigades if arrival < math.inf else 0.0
    attacker, defender = reserves(state.warned, world, state)
    assault = world.sectors * world.sector_width / world.assault_spacing
    broke, days, loss_a, loss_d, loss_g = land_campaign(
        attacker,
        assault,
        world.sectors,
        defender,
        arrival,
        brigades,
        follows,
        aircraft,
        state.quality * trained_quality(world.training_gain, state.trained, world.training_full),
        state.stock,
        world.campaign_days,
        world.break_share * state.a,
        world,
    )
    won = outcome_with_friction(broke, world.friction, world.friction_win, u_friction, u_win)
    depth = world.advance_rate * days
    if won == 1:
        blocking = brigades if arrival < math.inf else 0.0
        depth += exploitation(world.exploit_km, assault, blocking)
    if won == 1 and depth >= world.aim_depth:
        out.aim_reached = 1
        note(log, t, _AIM, depth, float(days))
    deaths = (loss_a + loss_d) * world.brigade_casualties * world.dead_share
    guarantor = loss_g * world.brigade_casualties * world.dead_share + hit * guarantor_losses(world, state)
    out.dead += deaths + guarantor
    out.guarantor_dead += guarantor
    out.territory_lost += world.sectors * world.sector_width * depth
    reach = rung_of_deaths(deaths + guarantor)
    mark(out, reach, t)
    if reach == 4:
        out.road = 1
    note(log, t, _OFFENSIVE, depth, deaths)


@mechanism
def guarantor_losses(world: Any, state: Any) -> float:
    """Return deaths among outside troops that are hit by long-range fire in an attack."""
    share = 1.0 - math.exp(-state.troops / world.guarantor_brigade)
    return float(world.hit_weapons * (1.0 - state.cover_force) * world.hit_deaths * share)
