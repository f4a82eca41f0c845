"""Find the part of a space of inputs in which a response is high: the patient rule induction method.

Friedman and Fisher 1999, *Bump hunting in high-dimensional data* (Statistics and Computing 9), as Bryant and
Lempert 2010 (*Technological Forecasting and Social Change* 77) use it to ask where a plan fails. A box is
peeled: the slice is cut off whose loss lifts the mean of the rest most for its weight, again and again. One
box of the path is chosen, pasted back where it was cut too far, and freed of limits that chance explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, norm

from ceaseline.analysis.statistics import Floats
from ceaseline.kernel import mechanism

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

#: Part of a box that one cut takes at least, and part of all points that a box keeps.
ALPHA, LEAST_MASS = 0.05, 0.05
#: Most steps into which the values of an input are cut, and most values of one that is no number.
STEPS, MOST_KINDS = 1024, 12
#: Quasi-p-value above which a limit counts as chance, and factor by which it has to lift the odds of failing.
CHANCE, SLIGHT = 0.05, 1.05
#: Failures that the chosen box holds at least, of all.
LEAST_COVERAGE = 1.0 / 3.0


@dataclass(frozen=True)
class Inputs:
    """Points by the steps in which their inputs lie.

    Parameters
    ----------
    codes : array of int, shape (inputs, points)
        Step of each value, from 0.
    low, high : tuple of array of float
        For each input, the lowest and highest value in each step.
    kinds : array of bool, shape (inputs,)
        Inputs whose values have no order, so that any may be cut.
    """

    codes: Ints
    low: tuple[Floats, ...]
    high: tuple[Floats, ...]
    kinds: Bools

    @classmethod
    def of(cls, values: Floats, kinds: Sequence[bool] | None = None) -> Inputs:
        """Cut the values of each input into steps of about equal count.

        Parameters
        ----------
        values : array of float, shape (points, inputs)
        kinds : sequence of bool, optional
            Inputs that name kinds, such as an engine; none by default.

        Raises
        ------
        ValueError
            If an input of kinds has more of them than can be told apart.

        Examples
        --------
        >>> Inputs.of(np.array([[0.1], [0.9], [0.5]])).codes[0].tolist()
        [0, 2, 1]
        """
        named = np.zeros(values.shape[1], dtype=bool) if kinds is None else np.array(kinds, dtype=bool)
        codes, lows, highs = [], [], []
        for column, is_kind in zip(values.T, named, strict=True):
            distinct, place = np.unique(column, return_inverse=True)
            if is_kind and distinct.size > MOST_KINDS:
                raise ValueError(f"{distinct.size} kinds of one input are too many")
            step = np.arange(distinct.size)
            if distinct.size > STEPS:
                below = np.searchsorted(np.sort(column), distinct, side="left")
                step = np.unique(below * STEPS // column.size, return_inverse=True)[1]
            codes.append(step[place])
            first = np.flatnonzero(np.diff(step, prepend=-1))
            lows.append(distinct[first])
            highs.append(distinct[np.append(first[1:], distinct.size) - 1])
        return cls(np.stack(codes), tuple(lows), tuple(highs), named)

    def part(self, chosen: Ints) -> Inputs:
        """Return some of the points."""
        return Inputs(np.ascontiguousarray(self.codes[:, chosen]), self.low, self.high, self.kinds)

    def columns(self, chosen: Sequence[int]) -> Inputs:
        """Return some of the inputs."""
        low, high = (tuple(of[column] for column in chosen) for of in (self.low, self.high))
        return Inputs(np.ascontiguousarray(self.codes[list(chosen)]), low, high, self.kinds[list(chosen)])

    @cached_property
    def _everything(self) -> Bools:
        steps = [low.size for low in self.low]
        return np.arange(max(steps)) < np.array(steps)[:, None]

    def whole(self) -> Bools:
        """Return the box that holds everything: the steps of each input that it allows."""
        return self._everything.copy()

    def restricted(self, box: Bools) -> list[int]:
        """Return the inputs on which a box sets a limit."""
        return [int(c) for c in np.flatnonzero((box != self._everything).any(axis=1))]

    def missed(self, box: Bools, but: int = -1) -> NDArray[np.int16]:
        """Return how many limits of a box each point breaks, that of one input left out; shape (points,)."""
        found = np.zeros(self.codes.shape[1], dtype=np.int16)
        for column in self.restricted(box):
            if column != but:
                found += ~box[column][self.codes[column]]
        return found

    def inside(self, box: Bools, but: int = -1) -> Bools:
        """Say which points a box holds, the limit of one input left out."""
        return np.asarray(self.missed(box, but) == 0)


@dataclass(frozen=True)
class Target:
    """What is looked for.

    Parameters
    ----------
    response : array of float, shape (points,)
        Share or chance of failure at each point, in [0, 1].
    weights : array of float, shape (points,)
        How much each point counts, >= 0.
    """

    response: Floats
    weights: Floats

    @property
    def failures(self) -> Floats:
        """Failures at each point."""
        return np.asarray(self.response * self.weights)

    def part(self, chosen: Ints) -> Target:
        """Return some of the points."""
        return Target(self.response[chosen], self.weights[chosen])


@dataclass(frozen=True)
class Quality:
    """How good a box is.

    Parameters
    ----------
    coverage : float
        Failures inside, of all failures.
    density : float
        Failures inside, of all that counts inside.
    mass : float
        Points inside, of all points.
    restricted : int
        Inputs with a limit.
    """

    coverage: float
    density: float
    mass: float
    restricted: int


@dataclass(frozen=True)
class Found:
    """A box and the path on which it lies.

    Parameters
    ----------
    box : array of bool, shape (inputs, steps)
        Steps that the box allows.
    quality : Quality
    chance : mapping of int to float
        By restricted input: quasi-p-value of its limit.
    path : tuple of Quality
        Of every box that was peeled, from the whole on.
    """

    box: Bools
    quality: Quality
    chance: dict[int, float]
    path: tuple[Quality, ...]


@mechanism
def _histograms(codes: Ints, inside: Bools, target: Floats, weights: Floats, out: Floats) -> None:
    """Add up weights and failures of the points inside, by input and step."""
    for c in range(codes.shape[0]):
        for i in range(codes.shape[1]):
            if inside[i]:
                out[0, c, codes[c, i]] += weights[i]
                out[1, c, codes[c, i]] += target[i]


def quality(inputs: Inputs, target: Target, box: Bools) -> Quality:
    """Return coverage, density and mass of a box.

    Examples
    --------
    >>> inputs, target = Inputs.of(np.array([[0.0], [1.0]])), Target(np.array([0.0, 1.0]), np.ones(2))
    >>> quality(inputs, target, np.array([[False, True]]))
    Quality(coverage=1.0, density=1.0, mass=0.5, restricted=1)
    """
    return _quality(inputs, target, box, inputs.inside(box))


def _quality(inputs: Inputs, target: Target, box: Bools, inside: Bools) -> Quality:
    failures, weight = float(target.failures[inside].sum()), float(target.weights[inside].sum())
    return Quality(
        failures / max(float(target.failures.sum()), 1e-300),
        failures / weight if weight > 0.0 else 0.0,
        float(inside.mean()),
        len(inputs.restricted(box)),
    )


@mechanism
def _slices(sums: Floats, least: float, step: Ints, gone: Floats) -> None:
    """Find, for each input, the thinnest slice from below and from above that takes `least` of the weight.

    Parameters
    ----------
    sums : array of float, shape (2, inputs, steps)
        Weights and failures inside.
    least : float
    step : array of int, shape (2, inputs)
        Filled with the last step of each slice, from below and from above; -1 where none leaves anything.
    gone : array of float, shape (2, 2, inputs)
        Filled with the weights and failures of the slices.
    """
    steps = sums.shape[2]
    for c in range(sums.shape[1]):
        for side in range(2):
            total = 0.0
            for k in range(steps):
                total += sums[0, c, k if side == 0 else steps - 1 - k]
            goal = min(least, total)
            weight = 0.0
            failures = 0.0
            found = -1
            left = False
            for k in range(steps):
                at = k if side == 0 else steps - 1 - k
                if found >= 0:
                    if sums[0, c, at] > 0.0:
                        left = True
                        break
                    continue
                weight += sums[0, c, at]
                failures += sums[1, c, at]
                if weight >= goal:
                    found = at
            step[side, c] = found if left else -1
            gone[0, side, c] = weight
            gone[1, side, c] = failures


def _cuts(inputs: Inputs, sums: Floats, least: float) -> Iterator[tuple[int, int, int, float, float]]:
    """Yield every possible cut: input, first and last step, and the weight and failures that it takes."""
    step = np.empty((2, sums.shape[1]), dtype=np.int64)
    gone = np.empty((2, 2, sums.shape[1]))
    _slices(sums, least, step, gone)
    places, taken = step.tolist(), gone.tolist()
    last = sums.shape[2] - 1
    for column, is_kind in enumerate(inputs.kinds.tolist()):
        if is_kind:
            weights, failures = sums[0, column].tolist(), sums[1, column].tolist()
            present = [kind for kind, weight in enumerate(weights) if weight > 0.0]
            for kind in present if len(present) > 1 else []:
                yield column, kind, kind, weights[kind], failures[kind]
            continue
        if places[0][column] >= 0:
            yield column, 0, places[0][column], taken[0][0][column], taken[1][0][column]
        if places[1][column] >= 0:
            yield column, places[1][column], last, taken[0][1][column], taken[1][1][column]


def peel(
    inputs: Inputs, target: Target, alpha: float = ALPHA, least_mass: float = LEAST_MASS
) -> list[tuple[Bools, Quality]]:
    """Return the boxes of the path of peeling and how good each is, from the whole on.

    Each step takes the cut of at least `alpha` of the weight inside (or one kind) that lifts the mean of what
    is left most for the weight that it takes away.

    Parameters
    ----------
    inputs : Inputs
    target : Target
    alpha : float
        In (0, 1).
    least_mass : float
        Weight that the last box keeps, of all.

    Returns
    -------
    list of (array of bool of shape (inputs, steps), Quality)
    """
    box = inputs.whole()
    inside = np.ones(inputs.codes.shape[1], dtype=bool)
    path = [(box, _quality(inputs, target, box, inside))]
    floor = least_mass * float(target.weights.sum())
    sums = np.zeros((2, *box.shape))
    while True:
        sums[:] = 0.0
        _histograms(inputs.codes, inside, target.failures, target.weights, sums)
        cut = _best_cut(inputs, sums, alpha, floor)
        if cut is None:
            return path
        box = box.copy()
        box[cut[0], cut[1]] = False
        inside = inside & ~cut[1][inputs.codes[cut[0]]]
        path.append((box, _quality(inputs, target, box, inside)))


def _best_cut(inputs: Inputs, sums: Floats, alpha: float, floor: float) -> tuple[int, Bools] | None:
    weight, failures = float(sums[0, 0].sum()), float(sums[1, 0].sum())
    best: tuple[int, int, int] | None = None
    gain = -np.inf
    for column, first, last, gone, lost in _cuts(inputs, sums, alpha * weight):
        left = weight - gone
        if left < floor or gone <= 0.0 or left <= 0.0:
            continue
        lift = ((failures - lost) / left - failures / weight) / gone
        if lift > gain:
            best, gain = (column, first, last), lift
    if best is None:
        return None
    steps = np.arange(sums.shape[2])
    return best[0], (steps >= best[1]) & (steps <= best[2])


def _extensions(weights: Floats, allowed: Bools, is_kind: bool, least: float) -> list[Bools]:
    """Return the steps that each possible widening of one input adds."""
    steps = np.arange(weights.size)
    outside = np.flatnonzero(~allowed & (weights > 0.0))
    if is_kind:
        return [steps == kind for kind in outside]
    kept = np.flatnonzero(allowed)
    found = []
    for side in (outside[outside > kept[-1]], outside[outside < kept[0]][::-1]):
        if side.size:
            added = np.cumsum(weights[side])
            last = side[min(int(np.searchsorted(added, least)), side.size - 1)]
            above = (steps > kept[-1]) & (steps <= last)
            found.append(above if last > kept[-1] else (steps < kept[0]) & (steps >= last))
    return found


def _sums(inputs: Inputs, target: Target, column: int, inside: Bools, steps: int) -> tuple[Floats, Floats]:
    codes = inputs.codes[column, inside]
    weights, failures = target.weights[inside], target.failures[inside]
    return (
        np.asarray(np.bincount(codes, weights=weights, minlength=steps), dtype=np.float64),
        np.asarray(np.bincount(codes, weights=failures, minlength=steps), dtype=np.float64),
    )


def paste(inputs: Inputs, target: Target, box: Bools, alpha: float = ALPHA) -> Bools:
    """Return a box widened wherever that lifts its mean.

    Parameters
    ----------
    inputs : Inputs
    target : Target
    box : array of bool, shape (inputs, steps)
    alpha : float
        Part of the weight inside that one widening adds at least, where there is as much.

    Returns
    -------
    array of bool, shape (inputs, steps)
    """
    box = box.copy()
    while True:
        inside = inputs.inside(box)
        weight, failures = float(target.weights[inside].sum()), float(target.failures[inside].sum())
        best: tuple[int, Bools] | None = None
        mean = failures / weight if weight > 0.0 else 1.0
        for column in inputs.restricted(box):
            near = inputs.inside(box, but=column)
            weights, counts = _sums(inputs, target, column, near, box.shape[1])
            for added in _extensions(weights, box[column], bool(inputs.kinds[column]), alpha * weight):
                more = weight + float(weights[added].sum())
                wider = (failures + float(counts[added].sum())) / more
                if wider > mean:
                    best, mean = (column, added), wider
        if best is None:
            return box
        box[best[0], best[1]] = True


def chance_of_limit(inputs: Inputs, target: Target, box: Bools, column: int) -> float:
    """Return the quasi-p-value of one limit: how often the box would fail as densely without meaning.

    As many points as lie in the box are drawn from those that lie in it or are kept out by this limit alone
    (Bryant and Lempert 2010). Binomial where every point fails or not and counts alike, else by the normal
    distribution of a weighted mean.

    Parameters
    ----------
    inputs, target, box
        As in `paste`.
    column : int
        The input.

    Returns
    -------
    float
        In [0, 1]; "quasi" because the box was chosen for its density.
    """
    inside, wide = inputs.inside(box), inputs.inside(box, but=column)
    weights, response = target.weights[inside], target.response[inside]
    expected = float(target.failures[wide].sum()) / max(float(target.weights[wide].sum()), 1e-300)
    if (weights == 1.0).all() and np.isin(response, (0.0, 1.0)).all():
        return float(binom.sf(response.sum() - 1, response.size, expected))
    weight = max(float(weights.sum()), 1e-300)
    density = float((weights * response).sum()) / weight
    error = float(np.sqrt(np.square(weights * (response - density)).sum())) / weight
    return float(norm.sf((density - expected) / error)) if error > 0.0 else float(density <= expected)


def freed(inputs: Inputs, box: Bools, columns: Sequence[int]) -> Bools:
    """Return a box without the limits on some inputs."""
    box = box.copy()
    box[list(columns)] = inputs.whole()[list(columns)]
    return box


def odds_ratio(density: float, other: float) -> float:
    """Return the odds of failing at one density over those at another.

    Examples
    --------
    >>> odds_ratio(0.75, 0.5)
    3.0
    """
    if density == other:
        return 1.0
    below = other * (1.0 - density)
    return density * (1.0 - other) / below if below > 0.0 else np.inf


def _lift(inputs: Inputs, target: Target, box: Bools, column: int) -> float:
    """Return the factor by which one limit lifts the odds of failing."""
    without = freed(inputs, box, [column])
    return odds_ratio(quality(inputs, target, box).density, quality(inputs, target, without).density)


def _freed_of_chance(inputs: Inputs, target: Target, box: Bools) -> tuple[Bools, dict[int, float]]:
    """Drop the limit that does least, one after another, while there is one that chance explains."""
    while True:
        restricted = inputs.restricted(box)
        chance = {c: chance_of_limit(inputs, target, box, c) for c in restricted}
        lift = {c: _lift(inputs, target, box, c) for c in restricted}
        idle = [c for c in restricted if chance[c] > CHANCE or lift[c] < SLIGHT]
        if not idle:
            return box, chance
        box = freed(inputs, box, [min(idle, key=lambda c: lift[c])])


def prim(
    inputs: Inputs,
    target: Target,
    *,
    coverage: float = LEAST_COVERAGE,
    alpha: float = ALPHA,
    least_mass: float = LEAST_MASS,
) -> Found:
    """Find one box in which the response is high.

    Parameters
    ----------
    inputs : Inputs
    target : Target
    coverage : float
        Of the boxes of the path that hold at least this share of all failures, the densest is chosen; of
        equals the one that holds most.
    alpha, least_mass : float
        As in `peel`.

    Returns
    -------
    Found

    Examples
    --------
    >>> grid = np.linspace(0.0, 1.0, 201)[:, None]
    >>> found = prim(Inputs.of(grid), Target((grid[:, 0] > 0.7).astype(float), np.ones(201)))
    >>> found.quality.coverage > 0.95, found.quality.density > 0.95
    (True, True)
    """
    path = peel(inputs, target, alpha, least_mass)
    held = [step for step in path if step[1].coverage >= coverage]
    best, _ = max(held or path[:1], key=lambda step: (step[1].density, step[1].coverage))
    box, chance = _freed_of_chance(inputs, target, paste(inputs, target, best, alpha))
    return Found(box, quality(inputs, target, box), chance, tuple(of for _, of in path))


def limits(inputs: Inputs, box: Bools, column: int) -> tuple[float | None, float | None]:
    """Return the lowest and highest value of an input that a box allows; None where it sets no limit.

    A limit lies half-way between the last value allowed and the first one cut off.

    Parameters
    ----------
    inputs : Inputs
    box : array of bool, shape (inputs, steps)
    column : int

    Returns
    -------
    tuple of float or None
    """
    low, high = inputs.low[column], inputs.high[column]
    kept = np.flatnonzero(box[column, : low.size])
    first, last = int(kept[0]), int(kept[-1])
    below = None if first == 0 else 0.5 * float(high[first - 1] + low[first])
    above = None if last == low.size - 1 else 0.5 * float(high[last] + low[last + 1])
    return below, above


def kinds_allowed(inputs: Inputs, box: Bools, column: int) -> list[float]:
    """Return the values of an input of kinds that a box allows."""
    allowed: list[Any] = inputs.low[column][box[column, : inputs.low[column].size]].tolist()
    return [float(value) for value in allowed]
