"""Decision rules: quantal response as one engine, the best reply as the other.

Utilities are in units of the challenger's full aim, so the precision λ is per aim. Precision is not
identified by data: it is a range, and conclusions are shown across it.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ceaseline.kernel import logistic, mechanism


@mechanism
def deterrence_threshold(unopposed: float, status_quo: float, conflict: float) -> float:
    """Return the credibility that just deters, ``t = (c_DC - c_SQ) / (c_DC - c_DD)``.

    The challenger is deterred if the chance that the defender fights is at least t. A tolerable status quo
    lowers it as a feared conflict does. Source: perfect deterrence, Zagare and Kilgour (2000).

    Parameters
    ----------
    unopposed, status_quo, conflict : float
        The challenger's utilities c_DC of a gain without a fight, c_SQ and c_DD of a conflict.

    Returns
    -------
    float
        At least 0; above 1 (or infinite) where no credibility deters.

    Examples
    --------
    >>> round(deterrence_threshold(1.0, 0.4, -0.5), 9)
    0.4
    >>> round(deterrence_threshold(1.0, 0.7, -0.5), 9)
    0.2
    """
    gain = unopposed - status_quo
    if gain <= 0.0 and conflict <= status_quo:
        return 0.0
    stake = unopposed - conflict
    if stake <= 0.0:
        return math.inf
    return max(0.0, gain / stake)


@mechanism
def quantal_response(
    fight: float, concede: float, war: float, gain: float, status_quo: float, precision: float
) -> tuple[float, float]:
    """Return the chances of resistance and of attack in the two-move game.

    Logit at every node, solved backwards (Signorino 1999; McKelvey and Palfrey):
    ``p2 = 1 / (1 + exp(-λ (U_D(fight) - U_D(concede))))``,
    ``U_A(attack) = p2 U_A(war) + (1 - p2) U_A(gain)``, ``p1 = 1 / (1 + exp(-λ (U_A(attack) - U_A(SQ))))``.

    Parameters
    ----------
    fight, concede : float
        The defender's utilities if attacked.
    war, gain, status_quo : float
        The challenger's utilities of a war, of an unopposed gain and of not attacking.
    precision : float
        λ, per unit of utility, >= 0; at 0 every choice is a coin, at infinity the best reply.

    Returns
    -------
    resist : float
        Chance p2 that the defender fights if attacked.
    attack : float
        Chance p1 that the challenger attacks.

    Examples
    --------
    >>> [round(chance, 4) for chance in quantal_response(0.2, 0.0, -0.5, 1.0, 0.0, 5.0)]
    [0.7311, 0.3816]
    """
    resist = logistic(precision * (fight - concede))
    expected = resist * war + (1.0 - resist) * gain
    return resist, logistic(precision * (expected - status_quo))


@mechanism
def best_response(
    fight: float, concede: float, war: float, gain: float, status_quo: float
) -> tuple[float, float]:
    """Return resistance and attack as best replies, the limit of `quantal_response` at high precision.

    Who is indifferent does not fight and does not attack.

    Parameters
    ----------
    fight, concede : float
        The defender's utilities if attacked.
    war, gain, status_quo : float
        The challenger's utilities of a war, of an unopposed gain and of not attacking.

    Returns
    -------
    resist, attack : float
        1 or 0.

    Examples
    --------
    >>> best_response(0.2, 0.0, -0.5, 1.0, 0.0)
    (1.0, 0.0)
    """
    resist = 1.0 if fight > concede else 0.0
    expected = resist * war + (1.0 - resist) * gain
    return resist, 1.0 if expected > status_quo else 0.0


@mechanism
def softmax(utilities: NDArray[np.float64], precision: float, out: NDArray[np.float64]) -> None:
    """Fill in logit choice probabilities, ``exp(λ U_j) / Σ exp(λ U_k)``.

    The largest utility is subtracted first, so nothing overflows. Options that are copies of each other count
    one by one; `nested_choice` mends that.

    Parameters
    ----------
    utilities : array of float, shape (options,)
        Utilities; -inf rules an option out. At least one is finite.
    precision : float
        λ, per unit of utility, >= 0 and finite.
    out : array of float, shape (options,)
        Filled with probabilities that sum to one.

    Examples
    --------
    >>> import numpy as np
    >>> out = np.empty(2)
    >>> softmax(np.array([0.0, np.log(3.0)]), 1.0, out)
    >>> [round(float(chance), 9) for chance in out]
    [0.25, 0.75]
    """
    largest = -math.inf
    for j in range(utilities.size):
        largest = max(largest, utilities[j])
    total = 0.0
    for j in range(utilities.size):
        out[j] = 0.0
        if utilities[j] > -math.inf:
            out[j] = math.exp(precision * (utilities[j] - largest))
        total += out[j]
    for j in range(utilities.size):
        out[j] /= total


@mechanism
def nested_choice(
    utilities: NDArray[np.float64],
    nest: NDArray[np.int64],
    dissimilarity: float,
    precision: float,
    out: NDArray[np.float64],
) -> None:
    """Fill in nested logit choice probabilities (McFadden 1978).

    Within nest m ``P(j | m) = exp(λ U_j / μ) / Σ_m exp(λ U_k / μ)``; between nests ``P(m) ∝ exp(μ ln Σ_m
    exp(λ U_k / μ))``. Dissimilarity μ = 1 is `softmax`; near 0 a nest weighs as its best option alone, so
    that splitting an option into places makes it no likelier.

    Parameters
    ----------
    utilities : array of float, shape (options,)
        Utilities; -inf rules an option out. At least one is finite.
    nest : array of int, shape (options,)
        Label of each option's nest; any integers.
    dissimilarity : float
        μ in (0, 1], the same for every nest.
    precision : float
        λ, per unit of utility, >= 0 and finite.
    out : array of float, shape (options,)
        Filled with probabilities that sum to one.

    Examples
    --------
    One option against three copies of another of equal utility:

    >>> import numpy as np
    >>> out = np.empty(4)
    >>> nested_choice(np.zeros(4), np.array([0, 1, 1, 1]), 1.0, 5.0, out)
    >>> [round(float(chance), 3) for chance in out]
    [0.25, 0.25, 0.25, 0.25]
    >>> nested_choice(np.zeros(4), np.array([0, 1, 1, 1]), 1e-9, 5.0, out)
    >>> [round(float(chance), 3) for chance in out]
    [0.5, 0.167, 0.167, 0.167]
    """
    options = utilities.size
    largest = -math.inf
    for j in range(options):
        largest = max(largest, utilities[j])
        out[j] = 0.0
    total = 0.0
    for first in range(options):
        if not _opens_nest(nest, first):
            continue
        best = -math.inf
        for j in range(first, options):
            if nest[j] == nest[first]:
                best = max(best, utilities[j])
        if best == -math.inf:
            continue
        inside = 0.0
        for j in range(first, options):
            if nest[j] == nest[first] and utilities[j] > -math.inf:
                out[j] = math.exp(precision * (utilities[j] - best) / dissimilarity)
                inside += out[j]
        weight = math.exp(precision * (best - largest) + dissimilarity * math.log(inside))
        total += weight
        for j in range(first, options):
            if nest[j] == nest[first]:
                out[j] *= weight / inside
    for j in range(options):
        out[j] /= total


@mechanism
def _opens_nest(nest: NDArray[np.int64], option: int) -> bool:
    """Return whether no earlier option lies in the same nest."""
    k = 0
    while nest[k] != nest[option]:
        k += 1
    return k == option


@mechanism
def best_choice(utilities: NDArray[np.float64], out: NDArray[np.float64]) -> int:
    """Fill in the choice of the best option: the threshold rule, and the limit of both logits.

    Of equally good options the first is taken. With the status quo as option 0 the challenger moves only if
    a challenge is strictly better.

    Parameters
    ----------
    utilities : array of float, shape (options,)
        Utilities; at least one option.
    out : array of float, shape (options,)
        Filled with 1 for the option chosen and 0 elsewhere.

    Returns
    -------
    int
        Index of the option chosen.

    Examples
    --------
    >>> import numpy as np
    >>> out = np.empty(3)
    >>> best_choice(np.array([0.0, 0.2, 0.2]), out)
    1
    >>> [float(chance) for chance in out]
    [0.0, 1.0, 0.0]
    """
    best = 0
    for j in range(utilities.size):
        out[j] = 0.0
        if utilities[j] > utilities[best]:
            best = j
    out[best] = 1.0
    return best


@mechanism
def pick(u: float, probabilities: NDArray[np.float64]) -> int:
    """Return the option that a uniform number falls on, by the inverse distribution function.

    Parameters
    ----------
    u : float
        Uniform number in (0, 1).
    probabilities : array of float, shape (options,)
        Chances that sum to one, up to rounding.

    Returns
    -------
    int
        Index of an option of positive probability.

    Examples
    --------
    >>> import numpy as np
    >>> [pick(u, np.array([0.2, 0.0, 0.8])) for u in (0.1, 0.3, 0.999)]
    [0, 2, 2]
    """
    reached = 0.0
    last = 0
    for j in range(probabilities.size):
        if probabilities[j] > 0.0:
            reached += probabilities[j]
            last = j
            if u < reached:
                return j
    return last
