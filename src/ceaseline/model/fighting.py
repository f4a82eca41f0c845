"""Phase 11. Fighting day by day: reserves against reserves, after Posen, in brigade equivalents.

Both sides hold the line when a ceasefire begins, so what is compared is reserves: the assault and its
flanks against the attacker's reserve, losses and flanks against the defender's (the repaired form of
the published model; the published one stands in `ceaseline.model.posen`). A friction share of outcomes is
decided by what is not modelled, as the flat relation of force ratio and outcome in history demands. The
second engine is `ceaseline.model.attrition`.
"""

from __future__ import annotations

from typing import Any

from ceaseline.kernel import logistic, logit, mechanism


@mechanism
def land_campaign(
    reserve_attacker: float,
    assault: float,
    sectors: float,
    reserve_defender: float,
    arrival: float,
    brigades: float,
    follow_on: float,
    aircraft: float,
    quality: float,
    stock: float,
    days: float,
    most_losses: float,
    world: Any,
) -> tuple[int, int, float, float, float]:
    """Fight an attack day by day until it breaks through, stalls or time runs out.

    On a day of attack flanks grow by ``2 n v / f`` brigade equivalents on both sides (divided by quality m
    for the defender), the assault force loses a share alpha or what aircraft destroy if that is more,
    and the defender loses the part not done by aircraft over ``x m``. The attack goes on while
    ``assault + flanks + losses`` stay below the attacker's reserve; the defender breaks when
    ``flanks + losses`` pass its reserve and what has arrived. At least one day is fought.

    Parameters
    ----------
    reserve_attacker, reserve_defender : float
        Brigade equivalents not holding the line.
    assault : float
        Assault force in the breakthrough sectors, brigade equivalents.
    sectors : float
        Breakthrough sectors.
    arrival : float
        Day on which guarantors' brigades start to count; infinite if they do not fight.
    brigades, follow_on : float
        Brigade equivalents present from then on; following evenly until `followon_days` later.
    aircraft : float
        Guarantors' combat aircraft, from the same day.
    quality : float
        Defender's relative quality, > 0.
    stock : float
        Days until stocks are used up.
    days : float
        Longest duration.
    most_losses : float
        Losses at which the attacker gives up, brigade equivalents.
    world : WORLD record
        Assumptions.

    Returns
    -------
    broke : int
        1 if the line broke.
    attack_days : int
        Days of attack.
    loss_attacker, loss_defender, loss_guarantor : float
        Brigade equivalents.
    """
    flank_step = 2.0 * sectors * world.advance_rate / world.flank_spacing
    flank_a = 0.0
    flank_d = 0.0
    loss_a = 0.0
    loss_d = 0.0
    loss_g = 0.0
    flying = aircraft
    day = 0
    while day < days:
        if day > 0 and (assault + flank_a + loss_a >= reserve_attacker or loss_a >= most_losses):
            break
        day += 1
        helpers = 0.0
        air_kills = 0.0
        if day >= arrival:
            helpers = brigades_present(day - arrival, brigades, follow_on, world.followon_days)
            air_kills = world.aircraft_effect * flying
            flying *= 1.0 - world.aircraft_attrition
        flank_a += flank_step
        flank_d += flank_step / quality
        ground = assault * world.assault_loss
        loss_a += max(ground, air_kills)
        exchange = world.exchange_ratio * quality * (1.0 if day <= stock else world.dry_exchange)
        lost = max(ground - air_kills, 0.0) / exchange
        shared = lost * helpers / (helpers + reserve_defender + 1e-9)
        loss_d += lost
        loss_g += shared
        if flank_d + loss_d > reserve_defender + helpers:
            return 1, day, loss_a, loss_d - loss_g, loss_g
    return 0, day, loss_a, loss_d - loss_g, loss_g


@mechanism
def brigades_present(days: float, brigades: float, follow_on: float, followon_days: float) -> float:
    """Return guarantors' brigades that have come some days after the first: ``b + b_2 min(t / T, 1)``.

    Parameters
    ----------
    days : float
        Days t since the first arrived, >= 0.
    brigades, follow_on : float
        Brigade equivalents that come first, and that follow evenly over `followon_days` T.
    followon_days : float
        Days, > 0.

    Examples
    --------
    >>> brigades_present(0.0, 3.0, 10.0, 30.0), brigades_present(15.0, 3.0, 10.0, 30.0)
    (3.0, 8.0)
    """
    return brigades + follow_on * min(days / followon_days, 1.0)


@mechanism
def outcome_with_friction(broke: int, share: float, chance: float, draw: float, draw_win: float) -> int:
    """Return the outcome after what is not modelled has had its share.

    With chance `share` the attack succeeds with `chance` whatever the forces are; otherwise the
    engine decides. A share of .55 to .8 gives the flat slopes found in engagements since 1914.

    Examples
    --------
    >>> outcome_with_friction(1, 0.6, 0.5, 0.9, 0.1), outcome_with_friction(1, 0.6, 0.5, 0.1, 0.9)
    (1, 0)
    """
    if draw < share:
        return 1 if draw_win < chance else 0
    return broke


@mechanism
def behind_zone(chance: float, zone_km: float, effect: float) -> float:
    """Return a chance of success lowered in log-odds by a zone that has to be crossed.

    Examples
    --------
    >>> round(behind_zone(0.5, 20.0, 0.0), 9)
    0.5
    """
    return logistic(logit(chance) - effect * zone_km / 20.0)


@mechanism
def exploitation(depth: float, assault: float, blocking: float) -> float:
    """Return the depth gained after a breakthrough against forces that stand deeper in the country.

    ``e * B / (B + G)``: a force in the third tier blocks in proportion to its size.

    Examples
    --------
    >>> exploitation(40.0, 15.0, 0.0), exploitation(40.0, 15.0, 5.0)
    (40.0, 30.0)
    """
    return depth * assault / (assault + blocking)


@mechanism
def reserve_with_warning(power: float, reserve: float, warning: float, gain: float) -> float:
    """Return the defender's reserve after warning has let it thin the line.

    ``D (r + (1 - r) * min(1, q_W W / 10))``.

    Examples
    --------
    >>> reserve_with_warning(100.0, 0.2, 0.0, 0.1), round(reserve_with_warning(100.0, 0.2, 10.0, 0.1), 9)
    (20.0, 28.0)
    """
    return power * (reserve + (1.0 - reserve) * min(1.0, gain * warning / 10.0))
