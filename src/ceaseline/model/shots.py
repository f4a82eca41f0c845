"""Shots against targets: single kills, salvoes, layers, magazines, saturation and exchanges of salvoes.

Single-shot chances are held fixed within a raid; decoys, learning and fatigue are for the caller to lay over
them. A common-mode failure, which takes all shots at once, belongs in every use.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ceaseline.kernel import mechanism

#: Guards whole-number floors against a quotient that rounds to just below a whole number.
_ROUNDING = 1e-9


@mechanism
def kill_chance(kill: float, shots: float, common_mode: float) -> float:
    """Return the chance that one target is stopped, ``(1 - g) (1 - (1 - p)^n)``.

    Independent shots that can all fail together.

    Parameters
    ----------
    kill : float
        Chance p that one shot kills, in [0, 1].
    shots : float
        Shots n at the target, >= 0.
    common_mode : float
        Chance g that the defence fails as a whole, in [0, 1].

    Returns
    -------
    float
        Probability in [0, 1].

    Examples
    --------
    >>> round(kill_chance(0.56, 4.0, 0.0), 4)
    0.9625
    >>> round(kill_chance(0.56, 4.0, 0.2), 3)
    0.77
    """
    return float((1.0 - common_mode) * (1.0 - (1.0 - kill) ** shots))


@mechanism
def stop_all(kill: float, shots: float, warheads: float) -> float:
    """Return the chance that every warhead is stopped, ``(1 - (1 - p)^n)^W``.

    Source: Wilkening (1999), for independent shots.

    Parameters
    ----------
    kill : float
        Chance p that one shot kills, in [0, 1].
    shots : float
        Shots n at each warhead, >= 0.
    warheads : float
        Warheads W, >= 0.

    Returns
    -------
    float
        Probability in [0, 1].

    Examples
    --------
    >>> round(stop_all(0.7, 3.0, 10.0), 4)
    0.7606
    """
    return float((1.0 - (1.0 - kill) ** shots) ** warheads)


@mechanism
def engagement_windows(reach: float, closing_speed: float, delay: float, cycle: float) -> int:
    """Return how often a target can be engaged on its way in, ``floor((R / v - delay) / cycle)``.

    Parameters
    ----------
    reach : float
        Distance R at which the target can first be engaged, km, >= 0.
    closing_speed : float
        Closing speed v, km/s, > 0.
    delay : float
        Time to the first shot, s, >= 0.
    cycle : float
        Time to shoot, look and be ready again, s, > 0.

    Returns
    -------
    int
        Windows, >= 0; none where speed or cycle is not above zero.

    Examples
    --------
    >>> engagement_windows(60.0, 1.0, 12.0, 20.0)
    2
    """
    if closing_speed <= 0.0 or cycle <= 0.0:
        return 0
    return max(0, math.floor((reach / closing_speed - delay) / cycle + _ROUNDING))


@mechanism
def shoot_look_shoot(kill: float, tries: int) -> tuple[float, float]:
    """Return the shots spent and the leak when the next shot waits for a look.

    The leak ``(1 - p)^k`` is that of k shots at once; the shots spent are ``sum of (1 - p)^i, i < k``.

    Parameters
    ----------
    kill : float
        Chance p that one shot kills, in [0, 1].
    tries : int
        Windows k in which a shot can be fired, >= 0 (`engagement_windows`).

    Returns
    -------
    expected_shots : float
        In [0, k].
    leak : float
        Chance that the target comes through, in [0, 1].

    Examples
    --------
    >>> shots, leak = shoot_look_shoot(0.7, 2)
    >>> round(shots, 3), round(leak, 3)
    (1.3, 0.09)
    """
    shots = 0.0
    leak = 1.0
    for _ in range(tries):
        shots += leak
        leak *= 1.0 - kill
    return shots, leak


@mechanism
def layered_leak(kills: NDArray[np.float64]) -> float:
    """Return the share that comes through every layer of a defence, ``Π (1 - k_i)``.

    Survivors of a binomial raid are binomial at every layer (*Operations Research* 30(3), 595).

    Parameters
    ----------
    kills : array of float, shape (layers,)
        Share stopped by each layer of what reaches it, in [0, 1].

    Returns
    -------
    float
        A share in [0, 1].

    Examples
    --------
    >>> import numpy as np
    >>> round(layered_leak(np.array([0.6, 0.5, 0.4])), 9)
    0.12
    """
    leak = 1.0
    for i in range(kills.size):
        leak *= 1.0 - kills[i]
    return float(leak)


@mechanism
def binomial_sd(trials: float, share: float) -> float:
    """Return the standard deviation of a binomial count, ``sqrt(n p (1 - p))``.

    Parameters
    ----------
    trials : float
        Trials n, >= 0.
    share : float
        Chance p of each, in [0, 1].

    Returns
    -------
    float
        In counts, >= 0.

    Examples
    --------
    >>> round(binomial_sd(100.0, 0.12), 2)
    3.25
    """
    return math.sqrt(trials * share * (1.0 - share))


@mechanism
def engaged_share(rounds: float, targets: float, shots_per_target: float) -> float:
    """Return the share of targets for which there are rounds, ``min(1, M / (n W))``.

    The magazine is exhausted at ``M / n`` targets. With engagements for rounds and one shot a target it gives
    the share engaged under `saturation_engagements`; the rest comes through untouched.

    Parameters
    ----------
    rounds : float
        Rounds M on hand, >= 0.
    targets : float
        Targets W, >= 0.
    shots_per_target : float
        Rounds n for each target, >= 0.

    Returns
    -------
    float
        A share in [0, 1]; all if nothing is needed.

    Examples
    --------
    >>> engaged_share(30.0, 40.0, 2.0)
    0.375
    """
    need = targets * shots_per_target
    if need <= 0.0:
        return 1.0
    return min(1.0, rounds / need)


@mechanism
def saturation_engagements(channels: float, window: float, cycle: float) -> float:
    """Return the engagements that target channels allow in a raid, ``C floor(T / τ)``.

    Parameters
    ----------
    channels : float
        Target channels C, >= 0.
    window : float
        Time T that the raid is within reach, s, >= 0.
    cycle : float
        Time τ of one engagement, s, > 0; without a cycle there is no limit.

    Returns
    -------
    float
        Engagements, >= 0.

    Examples
    --------
    >>> saturation_engagements(4.0, 65.0, 20.0)
    12.0
    """
    if cycle <= 0.0:
        return math.inf if channels > 0.0 else 0.0
    return float(channels * np.floor(window / cycle + _ROUNDING))


@mechanism
def erlang_b(load: float, channels: int) -> float:
    """Return the share of arrivals that find every channel busy (Erlang's loss formula).

    By the recursion ``B_0 = 1, B_k = a B_{k-1} / (k + a B_{k-1})``.

    Parameters
    ----------
    load : float
        Arrivals in one service time, a, >= 0.
    channels : int
        Channels, >= 0.

    Returns
    -------
    float
        A share in [0, 1].

    Examples
    --------
    >>> erlang_b(1.0, 2)
    0.2
    """
    blocked = 1.0
    for k in range(1, channels + 1):
        blocked = load * blocked / (k + load * blocked)
    return blocked


@mechanism
def salvo_exchange(
    a: float,
    b: float,
    attack_a: float,
    attack_b: float,
    defence_a: float,
    defence_b: float,
    staying_a: float,
    staying_b: float,
) -> tuple[float, float]:
    """Return what two forces lose in one exchange of salvoes (Hughes).

    ``ΔA = (β B - y A) / w`` and ``ΔB = (α A - z B) / x``, clipped to [0, A] and [0, B]. Both fire at once.

    Parameters
    ----------
    a, b : float
        Units of each side, >= 0.
    attack_a, attack_b : float
        Accurate shots per unit and salvo, α and β, >= 0.
    defence_a, defence_b : float
        Incoming shots that one unit stops, y and z, >= 0.
    staying_a, staying_b : float
        Hits that put one unit out, w and x, > 0; a unit without staying power is lost to any hit.

    Returns
    -------
    loss_a, loss_b : float
        Units out of action, in [0, a] and [0, b].

    Examples
    --------
    One unit fewer turns an even exchange into annihilation:

    >>> salvo_exchange(3.0, 3.0, 4.0, 4.0, 3.0, 3.0, 2.0, 2.0)
    (1.5, 1.5)
    >>> salvo_exchange(2.0, 3.0, 4.0, 4.0, 3.0, 3.0, 2.0, 2.0)
    (2.0, 0.0)
    """
    return (
        _salvo_loss(a, attack_b * b - defence_a * a, staying_a),
        _salvo_loss(b, attack_a * a - defence_b * b, staying_b),
    )


@mechanism
def _salvo_loss(units: float, hits: float, staying: float) -> float:
    """Return the units that a number of hits puts out, between none and all."""
    if hits <= 0.0:
        return 0.0
    if staying <= 0.0:
        return units
    return min(units, hits / staying)
