"""Shapley values: what each promise is worth on average over all orders, and which input explains what.

Two objects share the formula. `shapley_values` attributes an *outcome* to promises, given the outcome of
every subset of them; `shapley_effects` attributes an outcome's *variance* to uncertain inputs. Promises
complement each other, so a Shapley value is read beside what each is worth alone (`first_in`) and last
(`last_in`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from math import factorial

import numpy as np

from ceaseline.analysis.sobol import Response, closed_parts
from ceaseline.analysis.statistics import Floats
from ceaseline.kernel import STREAM_FIT, uniforms

#: Keeps these draws apart from others of the same stream.
_ACTOR = 0x53484150
#: Most players whose every subset is looked at.
MOST_EXACT = 16


@dataclass(frozen=True)
class Sampled:
    """Shapley values from sampled orders.

    Parameters
    ----------
    values, errors : array of float, shape (players,)
        Estimates and standard errors.
    """

    values: Floats
    errors: Floats


def _players(worths: Floats) -> int:
    players = int(worths.shape[-1]).bit_length() - 1 if worths.ndim else 0
    if worths.ndim < 1 or worths.shape[-1] != 2**players or not 1 <= players <= MOST_EXACT:
        raise ValueError(f"{worths.shape} is not one worth for each subset of at most {MOST_EXACT} players")
    return players


def shapley_values(worths: Floats) -> Floats:
    r"""Return the Shapley value of every player, exactly.

    :math:`\phi_i = \sum_{S \not\ni i} |S|! (n - |S| - 1)! / n! \, (v(S \cup i) - v(S))` (Shapley 1953). The
    values add up to ``v(all) - v(none)``; who never changes a worth gets zero, who is alike gets alike.

    Parameters
    ----------
    worths : array of float, shape (..., 2**players)
        Worth of each subset by bit mask: player i is in where bit i is set. At most 16 players. Leading axes
        hold further games, which are valued one by one.

    Returns
    -------
    array of float, shape (..., players)

    Raises
    ------
    ValueError
        If there is not one worth for each subset.

    Examples
    --------
    A left glove (player 0) and two right ones, worth one a pair:

    >>> [round(float(v), 4) for v in shapley_values(np.array([0.0, 0, 0, 1, 0, 1, 0, 1]))]
    [0.6667, 0.1667, 0.1667]
    """
    players = _players(worths)
    masks = np.arange(worths.shape[-1])
    sizes = np.bitwise_count(masks)
    weight = np.array(
        [factorial(s) * factorial(players - s - 1) / factorial(players) for s in range(players)]
    )
    values = np.empty((*worths.shape[:-1], players))
    for i in range(players):
        without = masks[masks >> i & 1 == 0]
        gains = worths[..., without | 1 << i] - worths[..., without]
        values[..., i] = (weight[sizes[without]] * gains).sum(axis=-1)
    return values


def shapley_interactions(worths: Floats) -> Floats:
    r"""Return the Shapley interaction index of every pair of players, exactly.

    :math:`I_{ij} = \sum_{S \not\ni i, j} |S|! (n - |S| - 2)! / (n - 1)! \, \Delta_{ij} v(S)` with
    :math:`\Delta_{ij} v(S) = v(S \cup ij) - v(S \cup i) - v(S \cup j) + v(S)` (Grabisch and Roubens 1999,
    *International Journal of Game Theory* 28): what a pair is worth together beyond what each is worth, on
    average over all orders in which the pair joins as one. Above zero they complement each other, below zero
    one does in part what the other does.

    Parameters
    ----------
    worths : array of float, shape (..., 2**players)
        As in `shapley_values`; at least two players.

    Returns
    -------
    array of float, shape (..., pairs)
        Pairs in the order of `pairs_of`.

    Raises
    ------
    ValueError
        If there is not one worth for each subset, or fewer than two players.

    Examples
    --------
    A left and a right glove are worth something only as a pair; two right ones stand in for each other:

    >>> shapley_interactions(np.array([0.0, 0, 0, 1, 0, 1, 0, 1])).tolist()
    [0.5, 0.5, -0.5]
    """
    players = _players(worths)
    if players < 2:
        raise ValueError("a pair needs two players")
    masks = np.arange(worths.shape[-1])
    sizes = np.bitwise_count(masks)
    weight = np.array(
        [factorial(s) * factorial(players - s - 2) / factorial(players - 1) for s in range(players - 1)]
    )
    found = np.empty((*worths.shape[:-1], players * (players - 1) // 2))
    for place, (i, j) in enumerate(pairs_of(players)):
        one, other = 1 << i, 1 << j
        without = masks[masks & (one | other) == 0]
        both = worths[..., without | one | other] + worths[..., without]
        apart = worths[..., without | one] + worths[..., without | other]
        found[..., place] = (weight[sizes[without]] * (both - apart)).sum(axis=-1)
    return found


def pairs_of(players: int) -> list[tuple[int, int]]:
    """Return all pairs of players, the smaller number first.

    Examples
    --------
    >>> pairs_of(3)
    [(0, 1), (0, 2), (1, 2)]
    """
    return list(combinations(range(players), 2))


def first_in(worths: Floats) -> Floats:
    """Return what each player is worth alone, ``v({i}) - v(none)``.

    Examples
    --------
    >>> first_in(np.array([0.0, 0, 0, 1])).tolist()
    [0.0, 0.0]
    """
    singles = 1 << np.arange(_players(worths))
    return np.asarray(worths[..., singles] - worths[..., :1])


def last_in(worths: Floats) -> Floats:
    """Return what is lost when each player leaves all the others, ``v(all) - v(all but i)``.

    Examples
    --------
    >>> last_in(np.array([0.0, 0, 0, 1])).tolist()
    [1.0, 1.0]
    """
    singles = 1 << np.arange(_players(worths))
    return np.asarray(worths[..., -1:] - worths[..., worths.shape[-1] - 1 - singles])


def shapley_sampled(worth: Callable[[int], float], players: int, pairs: int, seed: int = 0) -> Sampled:
    """Return Shapley values from random orders, for more players than subsets can be looked at.

    Each order is followed by its reverse, which makes errors smaller (Mitchell and others 2022, *Journal of
    Machine Learning Research* 23). Worths are asked for once a subset.

    Parameters
    ----------
    worth : callable
        Worth of a subset given as bit mask.
    players : int
        Players, >= 1.
    pairs : int
        Pairs of an order and its reverse, >= 2.
    seed : int
        Seed, in [0, 2**32).

    Returns
    -------
    Sampled

    Examples
    --------
    >>> sampled = shapley_sampled(lambda mask: float(mask.bit_count()), 20, 2)
    >>> sampled.values.round(9).tolist() == [1.0] * 20
    True
    """
    known: dict[int, float] = {}

    def ask(mask: int) -> float:
        if mask not in known:
            known[mask] = worth(mask)
        return known[mask]

    gains = np.empty((pairs, players))
    for pair, order in enumerate(sampled_orders(players, pairs, seed)):
        gains[pair] = 0.5 * (_along(ask, order) + _along(ask, order[::-1]))
    return Sampled(gains.mean(axis=0), gains.std(axis=0, ddof=1) / np.sqrt(pairs))


def sampled_orders(players: int, pairs: int, seed: int = 0) -> list[list[int]]:
    """Return random orders of players; each is meant to be followed by its reverse.

    Parameters
    ----------
    players, pairs, seed : int
        As in `shapley_sampled`. More pairs leave the first ones as they were.

    Returns
    -------
    list of list of int
        `pairs` orders.

    Examples
    --------
    >>> sampled_orders(5, 3)[:2] == sampled_orders(5, 2)
    True
    """
    orders = []
    for pair in range(pairs):
        draws = [uniforms(seed, STREAM_FIT, pair, player, 0, _ACTOR, 0)[0] for player in range(players)]
        orders.append(np.argsort(np.array(draws), kind="stable").tolist())
    return orders


def _along(ask: Callable[[int], float], order: list[int]) -> Floats:
    """Return what each player adds when they join in an order."""
    added = np.empty(len(order))
    mask, before = 0, ask(0)
    for player in order:
        mask |= 1 << player
        after = ask(mask)
        added[player] = after - before
        before = after
    return added


def shapley_effects(response: Response, inputs: int, *, points: int = 1024, seed: int = 0) -> Floats:
    """Return the share of an outcome's variance that each input accounts for.

    The Shapley value with ``Var(E[Y | X_S])`` as worth (Owen 2014, *SIAM/ASA Journal on Uncertainty
    Quantification* 2; Song, Nelson and Staum 2016). Shares add up to one whatever inputs share.

    Parameters
    ----------
    response, inputs, points, seed
        As in `ceaseline.analysis.sobol.closed_parts`: every subset is looked at, so at most 16 inputs.

    Returns
    -------
    array of float, shape (inputs,)
        NaN where the outcome does not vary.

    Examples
    --------
    A product of two inputs with mean zero is shared evenly:

    >>> shared = shapley_effects(lambda x: (x[:, 0] - 0.5) * (x[:, 1] - 0.5), 2)
    >>> [round(float(share), 2) for share in shared]
    [0.5, 0.5]
    """
    parts = closed_parts(response, inputs, points=points, seed=seed)
    variance = float(parts[-1])
    return shapley_values(parts) / (variance if variance > 0.0 else float("nan"))
