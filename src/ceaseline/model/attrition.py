"""Phase 11, second engine: reserves against reserves under Lanchester's square law, with reinforcement.

The same reserves, warning, arrivals, aircraft, stocks and stopping rule enter as in
`ceaseline.model.fighting`, and the same friction share is laid over the outcome; only the law of fighting
differs. What each side loses grows with the number of the other, so numbers count twice, and there are
neither flanks nor a front to fill: assault sectors, their width and the flanks do not act on who wins.
"""

from __future__ import annotations

from typing import Any

from ceaseline.kernel import mechanism
from ceaseline.model.fighting import brigades_present
from ceaseline.model.lanchester import square_law_at


@mechanism
def square_law_campaign(
    reserve_attacker: float,
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
    """Fight an attack day by day until a reserve is spent, the attacker gives up or time runs out.

    ``dA/dt = -alpha D - k N`` and ``dD/dt = -alpha / (x m) A + r(t)``: one defending brigade costs the
    attacker alpha brigades a day, one attacking brigade costs the defender alpha over the exchange ratio x
    times the quality m, so that even forces lose what the first engine has them lose. Aircraft N destroy k
    each and guarantors' brigades r(t) join the defender at the start of a day, and share its losses in
    proportion; within the day the closed form holds.
    Sources: Lanchester's square law with reinforcement as Engel (1954) used it; rates are the
    assumptions of the first engine.

    Parameters
    ----------
    reserve_attacker, reserve_defender : float
        Brigade equivalents not holding the line.
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
        1 if the defender's reserve was spent.
    attack_days : int
        Days of attack, at least one.
    loss_attacker, loss_defender, loss_guarantor : float
        Brigade equivalents.
    """
    a = reserve_attacker
    own = reserve_defender
    helpers = 0.0
    landed = 0.0
    flying = aircraft
    loss_g = 0.0
    day = 0
    while day < days:
        if day > 0 and reserve_attacker - a >= most_losses:
            break
        day += 1
        air_kills = 0.0
        if day >= arrival:
            present = brigades_present(day - arrival, brigades, follow_on, world.followon_days)
            helpers += present - landed
            landed = present
            air_kills = world.aircraft_effect * flying
            flying *= 1.0 - world.aircraft_attrition
        exchange = world.exchange_ratio * quality * (1.0 if day <= stock else world.dry_exchange)
        d = own + helpers
        a, left = square_law_at(
            max(0.0, a - air_kills), d, world.assault_loss / exchange, world.assault_loss, 1.0
        )
        kept = left / d if d > 0.0 else 0.0
        loss_g += helpers * (1.0 - kept)
        own *= kept
        helpers *= kept
        if left <= 0.0:
            return 1, day, reserve_attacker - a, reserve_defender - own, loss_g
    return 0, day, reserve_attacker - a, reserve_defender - own, loss_g
