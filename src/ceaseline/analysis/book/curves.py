"""How each mechanism answers each of its main inputs, the others held."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from typing import Any

import numpy as np

from ceaseline.analysis.book import special

POINTS = 25
_UNSPECIFIED = {"none": "none is specified in curves.toml"}
#: Arguments that take whole numbers only.
_WHOLE = frozenset({"tries", "channels", "states", "active", "rung", "sorties", "type_index"})


@dataclass(frozen=True)
class Curve:
    """The response of a mechanism to one input.

    Parameters
    ----------
    input : str
        The argument that is moved.
    held : float
        Its value while others are moved.
    x : tuple of float
    lines : tuple of (str, tuple of float)
        Each result with its name, empty if there is one; NaN where it is not finite.
    """

    input: str
    held: float
    x: tuple[float, ...]
    lines: tuple[tuple[str, tuple[float, ...]], ...]


@dataclass(frozen=True)
class Response:
    """The curves of a mechanism, or the reason why there are none.

    Parameters
    ----------
    curves : tuple of Curve
    held : tuple of (str, float)
        Arguments and the values at which they are held.
    drawn : str
        What is drawn, where it is not what the mechanism returns.
    none : str
        Why there is no picture.
    """

    curves: tuple[Curve, ...]
    held: tuple[tuple[str, float], ...]
    drawn: str = ""
    none: str = ""


@lru_cache(maxsize=1)
def specifications() -> dict[str, dict[str, Any]]:
    """Return how responses are drawn, by module and mechanism.

    Examples
    --------
    >>> specifications()["search"]["random_search"]
    {'coverage': [1, 0, 4]}
    """
    return tomllib.loads(files("ceaseline.analysis.book").joinpath("curves.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def notes() -> dict[str, dict[str, list[str]]]:
    """Return what the book says of each phase beyond its mechanisms, by phase."""
    return tomllib.loads(files("ceaseline.analysis.book").joinpath("notes.toml").read_text(encoding="utf-8"))


def respond(module: str, name: str) -> Response:
    """Return the response of a mechanism to each main input.

    Parameters
    ----------
    module, name : str
        A mechanism of the model; without an entry in ``curves.toml`` it has no curves.

    Returns
    -------
    Response

    Examples
    --------
    >>> curve = respond("search", "random_search").curves[0]
    >>> curve.x[0], curve.lines[0][1][0], round(curve.lines[0][1][-1], 4)
    (0.0, 0.0, 0.9817)
    """
    entry = dict(specifications().get(module, {}).get(name, _UNSPECIFIED))
    reason = entry.pop("none", "")
    if reason:
        return Response((), (), none=reason)
    names = entry.pop("lines", [""])
    own = entry.pop("by", "")
    function: Callable[..., Any] = (
        getattr(special, own) if own else getattr(import_module(f"ceaseline.model.{module}"), name)
    )
    held = {key: value[0] if isinstance(value, list) else value for key, value in entry.items()}
    curves = [
        _curve(function, held, key, value[1], value[2], names)
        for key, value in entry.items()
        if isinstance(value, list)
    ]
    drawn = (function.__doc__ or "").partition("\n")[0].removeprefix("Return ") if own else ""
    return Response(tuple(curves), tuple((key, float(value)) for key, value in held.items()), drawn)


def _curve(
    function: Callable[..., Any],
    held: dict[str, float],
    key: str,
    low: float,
    high: float,
    names: list[str],
) -> Curve:
    whole = key in _WHOLE
    x = [float(v) for v in np.linspace(low, high, int(high - low) + 1 if whole else POINTS)]
    rows = [_results(function(**{**_typed(held), key: int(v) if whole else v})) for v in x]
    lines = tuple(
        (name, tuple(row[i] if math.isfinite(row[i]) else math.nan for row in rows))
        for i, name in enumerate(names)
    )
    return Curve(key, float(held[key]), tuple(x), lines)


def _typed(held: dict[str, float]) -> dict[str, float]:
    return {key: int(value) if key in _WHOLE else float(value) for key, value in held.items()}


def _results(value: Any) -> tuple[float, ...]:
    return tuple(float(v) for v in value) if isinstance(value, tuple) else (float(value),)
