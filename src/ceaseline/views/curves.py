"""Pictures of how a mechanism answers its inputs: small curves side by side, on one scale."""

import math
from collections.abc import Iterable, Sequence
from html import escape

from ceaseline.analysis.book.curves import Curve
from ceaseline.views.text import number

#: Measures in user units: size of one picture, its margins, and pictures in a row.
_WIDE, _HIGH, _LEFT, _TOP, _RIGHT, _FOOT, _ROW = 176.0, 128.0, 40.0, 20.0, 8.0, 30.0, 4
_COLOURS = ("#0b5fa5", "#c2571a")
_INK, _LINE = "#767676", "#b8b8b8"


def curves_picture(title: str, curves: Sequence[Curve]) -> str:
    """Draw curves as one SVG picture; colours read on light and dark paper.

    Parameters
    ----------
    title
        What is drawn, for those who do not see it.
    curves
        One small picture each, all on the same vertical scale.

    Returns
    -------
    str
        An SVG document that ends with a line break; empty without curves.

    Examples
    --------
    >>> curve = Curve("x", 1.0, (0.0, 2.0), (("", (0.0, 4.0)),))
    >>> curves_picture("twice x", [curve]).count("<polyline")
    1
    """
    if not curves:
        return ""
    low, high = _scale(curves)
    across = min(len(curves), _ROW)
    down = math.ceil(len(curves) / _ROW)
    size = f"{across * _WIDE:g} {down * _HIGH:g}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{across * _WIDE:g}" role="img" '
        f'font-size="9" font-family="system-ui, sans-serif" fill="{_INK}">',
        f"<title>{escape(title)}</title>",
    ]
    for place, curve in enumerate(curves):
        x, y = (place % _ROW) * _WIDE, (place // _ROW) * _HIGH
        parts.append(f'<g transform="translate({x:g} {y:g})">')
        parts.extend(_panel(curve, low, high))
        parts.append("</g>")
    return "\n".join([*parts, "</svg>", ""])


def _scale(curves: Sequence[Curve]) -> tuple[float, float]:
    values = [v for curve in curves for _, line in curve.lines for v in line if not math.isnan(v)]
    low, high = min(values), max(values)
    low = 0.0 if 0.0 < low < 0.5 * high else low
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def _panel(curve: Curve, low: float, high: float) -> Iterable[str]:
    right, bottom = _WIDE - _RIGHT, _HIGH - _FOOT
    first, last = curve.x[0], curve.x[-1]

    def across(value: float) -> float:
        return _LEFT + (value - first) / (last - first) * (right - _LEFT)

    def up(value: float) -> float:
        return bottom - (value - low) / (high - low) * (bottom - _TOP)

    yield f'<path d="M{_LEFT:g} {_TOP:g}V{bottom:g}H{right:g}" fill="none" stroke="{_LINE}"/>'
    yield f'<path d="M{across(curve.held):.1f} {_TOP:g}V{bottom:g}" stroke="{_LINE}" stroke-dasharray="2 2"/>'
    for value, y in ((high, _TOP + 3), (low, bottom)):
        yield f'<text x="{_LEFT - 4:g}" y="{y:g}" text-anchor="end">{number(value)}</text>'
    for value, anchor in ((first, "start"), (last, "end")):
        place = f'x="{across(value):.1f}" y="{bottom + 11:g}"'
        yield f'<text {place} text-anchor="{anchor}">{number(value)}</text>'
    name = escape(curve.input.replace("_", " "))
    middle = (_LEFT + right) / 2
    yield f'<text x="{middle:g}" y="{bottom + 22:g}" text-anchor="middle" font-weight="600">{name}</text>'
    for index, (label, line) in enumerate(curve.lines):
        colour = _COLOURS[index % len(_COLOURS)]
        for points in _runs(curve.x, line):
            path = " ".join(f"{across(x):.1f},{up(y):.1f}" for x, y in points)
            yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
        if label:
            yield f'<text x="{_LEFT + 4 + 66 * index:g}" y="12" fill="{colour}">{escape(label)}</text>'


def _runs(x: Sequence[float], line: Sequence[float]) -> Iterable[list[tuple[float, float]]]:
    """Yield stretches without a gap."""
    run: list[tuple[float, float]] = []
    for place, value in zip(x, line, strict=True):
        if math.isnan(value):
            if run:
                yield run
            run = []
        else:
            run.append((place, value))
    if run:
        yield run
