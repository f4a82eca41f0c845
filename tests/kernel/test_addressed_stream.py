"""The addressed stream: published vectors, and a statistical test along every coordinate of an address.

Numbers at neighbouring addresses must look independent whichever coordinate tells them apart, because
studies walk along all of them. For each coordinate, 1 024 rows of 256 neighbours in four lanes are put to six
tests; their p-values must not be small beyond chance. Seeds are fixed, so the verdict does not vary. The same
tests find a generator with too few rounds and one that adds its coordinates up.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from ceaseline.kernel import mechanism, normal_quantile, philox, uniforms

Floats = NDArray[np.float64]

ROWS, NEIGHBOURS, LANES = 1024, 256, 4
COORDINATES = ("seed", "stream", "world", "future", "month", "actor", "block")

#: Sparse addresses, as a study has them, from which a coordinate is walked.
BASE = {"seed": 1, "stream": 1, "world": 17, "future": 5, "month": 0, "actor": 0, "block": 0}

#: Known answers of the Random123 distribution (Salmon, Moraes, Dror and Shaw 2011): counter, key, block.
VECTORS = (
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
)


@pytest.mark.parametrize(("counter", "key", "block"), VECTORS)
def test_published_vectors(counter: tuple[int, ...], key: tuple[int, ...], block: tuple[int, ...]) -> None:
    assert philox(*counter, *key) == block
    assert philox.py_func(*counter, *key) == block  # type: ignore[attr-defined]


@mechanism
def walk(addresses: Any, out: Any) -> None:
    for i in range(addresses.shape[0]):
        a = addresses[i]
        u = uniforms(a[0], a[1], a[2], a[3], a[4], a[5], a[6])
        for lane in range(4):
            out[i, lane] = u[lane]


@mechanism
def walk_added(addresses: Any, out: Any) -> None:
    """A bad generator: coordinates are added up before they are mixed."""
    for i in range(addresses.shape[0]):
        u = uniforms(0, 1, 0, addresses[i].sum(), 0, 0, 0)
        for lane in range(4):
            out[i, lane] = u[lane]


@mechanism
def walk_two_rounds(addresses: Any, out: Any) -> None:
    """A bad generator: Philox with two rounds."""
    for i in range(addresses.shape[0]):
        a = addresses[i]
        c0, c1, c2, c3, k0, k1 = a[3], a[2], (a[6] << 16) | a[4], a[5], a[0], a[1]
        for _ in range(2):
            p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
            high0, high1 = (p0 >> 32) & 0xFFFFFFFF, (p1 >> 32) & 0xFFFFFFFF
            c0, c1, c2, c3 = high1 ^ c1 ^ k0, p1 & 0xFFFFFFFF, high0 ^ c3 ^ k1, p0 & 0xFFFFFFFF
            k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
        out[i, 0], out[i, 1] = (c0 + 0.5) * 2.0**-32, (c1 + 0.5) * 2.0**-32
        out[i, 2], out[i, 3] = (c2 + 0.5) * 2.0**-32, (c3 + 0.5) * 2.0**-32


def along(coordinate: str, generator: Callable[[Any, Any], None] = walk) -> Floats:
    """Return numbers by row, neighbour along a coordinate, and lane; rows differ in future (or in world)."""
    addresses = np.tile(np.array([BASE[name] for name in COORDINATES]), (ROWS * NEIGHBOURS, 1))
    rows, steps = np.divmod(np.arange(ROWS * NEIGHBOURS), NEIGHBOURS)
    other = "world" if coordinate == "future" else "future"
    addresses[:, COORDINATES.index(other)] += rows
    addresses[:, COORDINATES.index(coordinate)] = steps
    out = np.empty((len(addresses), LANES))
    generator(addresses, out)
    return out.reshape(ROWS, NEIGHBOURS, LANES)


def chi_square(cells: NDArray[np.int64], count: int) -> float:
    found = np.bincount(cells.ravel(), minlength=count)
    return float(stats.chisquare(found).pvalue)


def two_sided(z: float) -> float:
    return float(2.0 * stats.norm.sf(abs(z)))


def p_values(u: Floats) -> dict[str, float]:
    """Return the p-values of all tests of numbers by row, neighbour and lane."""
    found = {}
    for lane in range(LANES):
        x = u[:, :, lane]
        found[f"even {lane}"] = chi_square((x * 256).astype(np.int64), 256)
        bins = (x * 16).astype(np.int64)
        pairs = bins[:, :-1:2] * 16 + bins[:, 1::2]
        found[f"pairs {lane}"] = chi_square(pairs, 256)
        down = bins[:-1:2] * 16 + bins[1::2]
        found[f"pairs across rows {lane}"] = chi_square(down, 256)
        n = x[:, 1:].size
        found[f"lag {lane}"] = two_sided(12.0 * np.sqrt(n) * ((x[:, 1:] - 0.5) * (x[:, :-1] - 0.5)).mean())
        changes = int(((x[:, 1:] < 0.5) != (x[:, :-1] < 0.5)).sum())
        found[f"runs {lane}"] = two_sided((changes - n / 2.0) / np.sqrt(n / 4.0))
        for second in range(lane):
            y = u[:, :, second]
            product = ((x - 0.5) * (y - 0.5)).mean()
            found[f"lanes {second} {lane}"] = two_sided(12.0 * np.sqrt(x.size) * product)
    return found


def fails(u: Floats) -> bool:
    """Return whether any test rejects at one in 10 000 after Bonferroni."""
    found = p_values(u)
    return min(found.values()) < 1e-4 / len(found)


@pytest.mark.parametrize("coordinate", COORDINATES)
def test_neighbours_along_a_coordinate_look_independent(coordinate: str) -> None:
    found = p_values(along(coordinate))
    worst = min(found, key=lambda name: found[name])
    assert found[worst] > 1e-4 / len(found), worst


def test_p_values_are_spread_as_chance_would() -> None:
    found = [p for coordinate in COORDINATES for p in p_values(along(coordinate)).values()]
    assert stats.kstest(found, "uniform").pvalue > 1e-3


@pytest.mark.parametrize("generator", [walk_added, walk_two_rounds])
def test_bad_generators_are_found_out(generator: Callable[[Any, Any], None]) -> None:
    assert any(fails(along(coordinate, generator)) for coordinate in COORDINATES)


@pytest.mark.parametrize("coordinate", COORDINATES)
def test_one_bit_of_an_address_changes_half_of_the_block(coordinate: str) -> None:
    """Avalanche: over bits and addresses, 64 of 128 bits change on average, and no fewer than a few."""
    bits = {"stream": 8, "block": 8, "month": 16}.get(coordinate, 32)
    start = np.array([[BASE[name] for name in COORDINATES]] * 512)
    start[:, COORDINATES.index("future")] += np.arange(512)
    before = np.empty((512, LANES))
    walk(start, before)
    flips = []
    for bit in range(bits):
        there = start.copy()
        there[:, COORDINATES.index(coordinate)] ^= 1 << bit
        after = np.empty_like(before)
        walk(there, after)
        words = [(x * 2.0**32).astype(np.uint64) for x in (before, after)]
        flips.append(np.bitwise_count(words[0] ^ words[1]).sum(axis=1))
    changed = np.array(flips, dtype=float)
    error = np.sqrt(32.0 / changed.size)
    assert abs(changed.mean() - 64.0) < 5.0 * error
    assert changed.min() > 30.0


def test_addresses_do_not_collide() -> None:
    """All 128 bits of a block differ between addresses: packing coordinates loses none of them."""
    corners = [(0, 1, 2**8 - 1) if name in ("stream", "block") else (0, 1, 2**16 - 1) for name in COORDINATES]
    grid = np.stack([axis.ravel() for axis in np.meshgrid(*corners, indexing="ij")], axis=1)
    out = np.empty((len(grid), LANES))
    walk(grid, out)
    assert len(np.unique(out, axis=0)) == len(grid)


def test_numbers_lie_inside_and_are_symmetric() -> None:
    u = along("future").ravel()
    assert 0.0 < u.min() < 1e-4
    assert 1.0 - 1e-4 < u.max() < 1.0
    z = np.array([normal_quantile(x) for x in u[:20_000]])
    assert stats.kstest(z, "norm").pvalue > 1e-3
