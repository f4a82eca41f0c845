"""Addressed random numbers: the only module that may draw.

Every number is a pure function of its address
``(seed, stream; world, future, month, actor, block, lane)``. Nothing is consumed in order,
so results do not depend on threads, batches or packages, and switching off a lever
changes what it does and not the luck.

The generator is Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011, *Parallel random
numbers: as easy as 1, 2, 3*). One call gives four lanes. Arithmetic is done in 64-bit
signed integers with masks, which gives the same bits compiled (where products wrap) and
uncompiled (where they do not).
"""

from __future__ import annotations

import math

from ceaseline.kernel.compiled import inlined, mechanism

_M32 = 0xFFFFFFFF
_MULTIPLIER_0 = 0xD2511F53
_MULTIPLIER_1 = 0xCD9E8D57
_WEYL_0 = 0x9E3779B9
_WEYL_1 = 0xBB67AE85
_SCALE = 2.0**-32

#: Streams keep draws of different purpose apart; append only.
STREAM_WORLD = 0
STREAM_FUTURE = 1
STREAM_FIT = 2
STREAM_RESAMPLE = 3


@inlined
def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Return one Philox4x32-10 block.

    Parameters
    ----------
    c0, c1, c2, c3 : int
        Counter, four words in [0, 2**32).
    k0, k1 : int
        Key, two words in [0, 2**32).

    Returns
    -------
    tuple of int
        Four words in [0, 2**32).

    Examples
    --------
    The published test vector for a zero counter and key:

    >>> [format(word, "08x") for word in philox(0, 0, 0, 0, 0, 0)]
    ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']
    """
    for _ in range(10):
        p0 = _MULTIPLIER_0 * c0
        p1 = _MULTIPLIER_1 * c2
        high0 = (p0 >> 32) & _M32
        high1 = (p1 >> 32) & _M32
        c0 = high1 ^ c1 ^ k0
        c1 = p1 & _M32
        c2 = high0 ^ c3 ^ k1
        c3 = p0 & _M32
        k0 = (k0 + _WEYL_0) & _M32
        k1 = (k1 + _WEYL_1) & _M32
    return c0, c1, c2, c3


@inlined
def uniforms(
    seed: int, stream: int, world: int, future: int, month: int, actor: int, block: int
) -> tuple[float, float, float, float]:
    """Return the four uniform numbers that stand at an address.

    Parameters
    ----------
    seed : int
        Seed of the study, in [0, 2**32).
    stream : int
        Purpose (``STREAM_…``), in [0, 256).
    world : int
        Draw of the assumptions, in [0, 2**32).
    future : int
        Future within the world, in [0, 2**32).
    month : int
        Month, in [0, 2**16).
    actor : int
        Who or what the draw belongs to: a stable 32-bit key of its name.
    block : int
        Block of four slots (`ceaseline.model.slots`), in [0, 256).

    Returns
    -------
    tuple of float
        Four numbers in (0, 1), multiples of 2**-33.

    Examples
    --------
    >>> uniforms(1, 1, 0, 0, 0, 0, 0) == uniforms(1, 1, 0, 0, 0, 0, 0)
    True
    >>> 0.0 < min(uniforms(1, 1, 0, 0, 0, 0, 0))
    True
    """
    # int() matters uncompiled only: a NumPy integer would overflow where a Python one does not
    r0, r1, r2, r3 = philox(
        int(future),
        int(world),
        (int(stream) << 24) | (int(block) << 16) | int(month),
        int(actor),
        int(seed),
        int(stream),
    )
    return (
        (r0 + 0.5) * _SCALE,
        (r1 + 0.5) * _SCALE,
        (r2 + 0.5) * _SCALE,
        (r3 + 0.5) * _SCALE,
    )


@mechanism
def normal_quantile(u: float) -> float:
    """Return the standard normal quantile.

    Wichura 1988, *Algorithm AS 241* (double precision form, relative error about 1e-16):
    rational approximations in the centre and in the tails.

    Parameters
    ----------
    u : float
        Probability in (0, 1).

    Returns
    -------
    float
        The number that a standard normal falls below with probability `u`.

    Examples
    --------
    >>> round(normal_quantile(0.975), 9)
    1.959963985
    """
    q = u - 0.5
    if -0.425 <= q <= 0.425:
        r = 0.180625 - q * q
        top = (
            (
                (
                    (
                        ((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r
                        + 45921.953931549871457
                    )
                    * r
                    + 13731.693765509461125
                )
                * r
                + 1971.5909503065514427
            )
            * r
            + 133.14166789178437745
        ) * r + 3.387132872796366608
        bottom = (
            (
                (
                    (
                        ((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r
                        + 21213.794301586595867
                    )
                    * r
                    + 5394.1960214247511077
                )
                * r
                + 687.1870074920579083
            )
            * r
            + 42.313330701600911252
        ) * r + 1.0
        return q * top / bottom
    r = math.sqrt(-math.log(u if q < 0.0 else 1.0 - u))
    if r <= 5.0:
        r -= 1.6
        top = (
            (
                (
                    (
                        (
                            (7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r
                            + 0.24178072517745061177
                        )
                        * r
                        + 1.27045825245236838258
                    )
                    * r
                    + 3.64784832476320460504
                )
                * r
                + 5.7694972214606914055
            )
            * r
            + 4.6303378461565452959
        ) * r + 1.42343711074968357734
        bottom = (
            (
                (
                    (
                        (
                            (1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r
                            + 0.0151986665636164571966
                        )
                        * r
                        + 0.14810397642748007459
                    )
                    * r
                    + 0.68976733498510000455
                )
                * r
                + 1.6763848301838038494
            )
            * r
            + 2.05319162663775882187
        ) * r + 1.0
    else:
        r -= 5.0
        top = (
            (
                (
                    (
                        (
                            (2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r
                            + 0.0012426609473880784386
                        )
                        * r
                        + 0.026532189526576123093
                    )
                    * r
                    + 0.29656057182850489123
                )
                * r
                + 1.7848265399172913358
            )
            * r
            + 5.4637849111641143699
        ) * r + 6.6579046435011037772
        bottom = (
            (
                (
                    (
                        (
                            (2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r
                            + 1.8463183175100546818e-5
                        )
                        * r
                        + 7.868691311456132591e-4
                    )
                    * r
                    + 0.0148753612908506148525
                )
                * r
                + 0.13692988092273580531
            )
            * r
            + 0.59983220655588793769
        ) * r + 1.0
    value = top / bottom
    return -value if q < 0.0 else value


@mechanism
def logistic(x: float) -> float:
    """Return ``1 / (1 + exp(-x))``.

    Examples
    --------
    >>> logistic(0.0)
    0.5
    """
    if x >= 0.0:
        return 1.0 / (1.0 + math.exp(-x))
    e = math.exp(x)
    return e / (1.0 + e)


@mechanism
def logit(p: float) -> float:
    """Return the log-odds of a probability, clipped to [1e-9, 1 - 1e-9].

    Examples
    --------
    >>> logit(0.5)
    0.0
    """
    q = min(max(p, 1e-9), 1.0 - 1e-9)
    return math.log(q / (1.0 - q))


@mechanism
def gamma_variate(u0: float, u1: float, shape: float) -> float:
    """Return a gamma variate with mean one from two uniforms.

    ``G(k) = G(k + 1) * U**(1 / k)`` in distribution (Stuart 1962); the factor with shape
    above one is taken by the cube of Wilson and Hilferty (1931). Increasing in both uniforms.

    Parameters
    ----------
    u0, u1 : float
        Uniform numbers in (0, 1).
    shape : float
        Shape, > 0; small shapes spread widely.

    Returns
    -------
    float
        A number >= 0 with mean one.

    Examples
    --------
    >>> round(gamma_variate(0.5, 0.999999, 50.0), 2)
    1.01
    """
    c = 1.0 / (9.0 * (shape + 1.0))
    root = max(1.0 - c + normal_quantile(u0) * math.sqrt(c), 0.0)
    return (shape + 1.0) / shape * root * root * root * math.exp(math.log(u1) / shape)
