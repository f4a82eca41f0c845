"""Sobol indices and Shapley effects against known answers, SALib and shapiq, with and without luck."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest

from ceaseline.analysis.indices import Evaluated, indices, orders_of
from ceaseline.analysis.shapley import shapley_effects
from ceaseline.analysis.sobol import design
from ceaseline.analysis.statistics import Floats

Response = Callable[[Floats], Floats]

#: Coefficients of the G function of Sobol and its exact first-order shares.
G = np.array([0.0, 1.0, 4.5, 9.0])
G_PARTS = 1.0 / (3.0 * (1.0 + G) ** 2)
G_VARIANCE = float(np.prod(1.0 + G_PARTS) - 1.0)


def ishigami(x: Floats) -> Floats:
    z = np.pi * (2.0 * x - 1.0)
    return np.asarray(np.sin(z[:, 0]) + 7.0 * np.sin(z[:, 1]) ** 2 + 0.1 * z[:, 2] ** 4 * np.sin(z[:, 0]))


def g_function(x: Floats) -> Floats:
    return np.asarray(np.prod((np.abs(4.0 * x - 2.0) + G) / (1.0 + G), axis=1))


def with_luck(response: Response, size: float, luck: int) -> Response:
    """Add to each row luck that is common to all rows, and luck that each row answers in its own way."""

    def run(x: Floats) -> Floats:
        lanes = np.arange(luck)
        shift = 3.0 * np.sin(7.0 * lanes)
        own = np.sin(40.0 * x.sum(axis=1)[:, None] * (1.0 + lanes) + lanes)
        return np.asarray(response(x)[:, None] + size * (shift + own))

    return run


def evaluate(
    response: Response, inputs: int, rows: int, *, walks: int | None = None, seed: int = 1
) -> Evaluated:
    a, b = design(inputs, rows, seed, 0)
    orders = orders_of(inputs, walks or rows, seed)
    place = np.argsort(orders, axis=1)

    def run(x: Floats) -> Floats:
        found = response(x)
        return found if found.ndim == 2 else found[:, None]

    swapped = np.array([run(np.where(np.arange(inputs) == i, b, a)) for i in range(inputs)])
    first, second = a[: len(orders)], b[: len(orders)]
    steps = [run(np.where(place < k, second, first)) for k in range(1, inputs)]
    return Evaluated(run(a), run(b), swapped, orders, np.stack(steps, axis=1))


@pytest.mark.parametrize(("size", "luck"), [(0.0, 1), (2.0, 16)])
def test_ishigami_with_and_without_luck(size: float, luck: int) -> None:
    found = indices(evaluate(with_luck(ishigami, size, luck), 3, 4096))
    np.testing.assert_allclose(found.first.value, [0.3139, 0.4424, 0.0], atol=0.03)
    np.testing.assert_allclose(found.total.value, [0.5576, 0.4424, 0.2437], atol=0.03)
    np.testing.assert_allclose(found.shapley.value, [0.4357, 0.4424, 0.1218], atol=0.03)
    assert found.variance == pytest.approx(13.8446, rel=0.03)
    assert found.shapley.value.sum() == pytest.approx(1.0)


def test_luck_is_taken_out_and_its_share_told() -> None:
    luck, size = 4, 12.0
    found = indices(evaluate(with_luck(ishigami, size, luck), 3, 4096))
    noise = size**2 / 2.0 / luck
    assert found.noise_share == pytest.approx(noise / (noise + 13.8446), abs=0.03)
    assert found.total.value[2] == pytest.approx(0.2437, abs=0.08)
    raw = evaluate(with_luck(ishigami, size, luck), 3, 4096)
    means = [
        values.mean(axis=-1, keepdims=True) for values in (raw.first, raw.second, raw.swapped, raw.walks)
    ]
    biased = indices(Evaluated(means[0], means[1], means[2], raw.orders, means[3]))
    assert biased.total.value[2] > 0.45


def test_g_function() -> None:
    found = indices(evaluate(g_function, 4, 4096))
    np.testing.assert_allclose(found.first.value, G_PARTS / G_VARIANCE, atol=0.03)
    total = [G_PARTS[i] * np.prod(np.delete(1.0 + G_PARTS, i)) / G_VARIANCE for i in range(4)]
    np.testing.assert_allclose(found.total.value, total, atol=0.03)
    assert found.convergence[-1][0] == 4096
    np.testing.assert_array_equal(found.convergence[-1][1], found.first.value)


def test_agrees_with_salib_on_the_same_rows() -> None:
    analyze = pytest.importorskip("SALib.analyze.sobol").analyze
    found = evaluate(g_function, 4, 1024)
    rows = np.column_stack([found.first[:, 0], *found.swapped[:, :, 0], found.second[:, 0]])
    problem = {"num_vars": 4, "names": list("abcd"), "bounds": [[0.0, 1.0]] * 4}
    theirs = analyze(problem, rows.ravel(), calc_second_order=False, num_resamples=200, seed=1)
    ours = indices(found)
    np.testing.assert_allclose(ours.first.value, theirs["S1"], atol=0.002)
    np.testing.assert_allclose(ours.total.value, theirs["ST"], atol=0.002)
    half = 1.6448536 / 1.959964 * theirs["ST_conf"]
    np.testing.assert_allclose(ours.total.high - ours.total.value, half, rtol=0.35)


def test_intervals_hold_about_as_often_as_they_say() -> None:
    hits = []
    for seed in range(40):
        found = indices(evaluate(with_luck(ishigami, 1.0, 16), 3, 256, seed=seed), seed)
        hits.append(
            (found.shapley.low < [0.4357, 0.4424, 0.1218]) & (found.shapley.high > [0.4357, 0.4424, 0.1218])
        )
    assert 0.75 <= np.mean(hits) <= 1.0


def test_walks_agree_with_every_subset() -> None:
    exact = shapley_effects(g_function, 4, points=4096)
    found = indices(evaluate(g_function, 4, 4096))
    np.testing.assert_allclose(found.shapley.value, exact, atol=3.0 * found.shapley.error.max())


def test_shapley_effects_agree_with_shapiq_on_the_exact_game() -> None:
    shapiq = pytest.importorskip("shapiq")

    def explained(coalitions: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> Floats:
        """Var(E[Y | X_S]) of the G function: products of parts over subsets of S."""
        return np.array([np.prod(1.0 + G_PARTS[row]) - 1.0 for row in coalitions.astype(bool)]) / G_VARIANCE

    theirs = shapiq.ExactComputer(game=explained, n_players=4)("SV", 1)
    exact = np.array([theirs[(player,)] for player in range(4)])
    found = indices(evaluate(g_function, 4, 8192))
    np.testing.assert_allclose(found.shapley.value, exact, atol=0.03)


def linear(x: Floats, weights: Floats) -> Floats:
    from scipy.special import ndtri

    return np.asarray(ndtri(x) @ weights)


def test_dependent_inputs_as_one_player() -> None:
    """Y = X1 + X2 + X3, X1 and X2 normal with correlation .5: together 3 of 4 parts, X3 one."""
    from scipy.special import ndtri

    def response(pair: Floats, third: Floats) -> Floats:
        z = ndtri(pair)
        second = 0.5 * z[:, 0] + np.sqrt(0.75) * z[:, 1]
        return np.asarray(z[:, 0] + second + ndtri(third))[:, None]

    a, b = design(3, 4096, 1, 0)
    at = partial(lambda x, y: response(x[:, :2], y[:, 2]))
    orders = orders_of(2, 4096, 1)
    swapped = np.array([at(b, a), at(a, b)])
    walks = np.where(orders[:, :1] == 0, swapped[0], swapped[1])[:, None]
    found = indices(Evaluated(at(a, a), at(b, b), swapped, orders, walks))
    for shares in (found.first, found.total, found.shapley):
        np.testing.assert_allclose(shares.value, [0.75, 0.25], atol=0.02)


def test_nothing_to_explain_is_said() -> None:
    found = indices(evaluate(lambda x: np.ones(len(x)), 2, 16))
    assert np.isnan(found.first.value).all()
    assert np.isnan(found.shapley.value).all()
    assert np.isnan(found.noise_share)
