"""Charts as plain SVG: a dot with its range on each line, lines in groups, a band behind a group."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from ceaseline.views.text import plain

#: Measures in user units; the page scales the picture, so that it stays readable on a telephone.
WIDTH, LABEL, FIGURE, ROW, HEAD, AXIS = 460.0, 148.0, 46.0, 17.0, 24.0, 26.0
_FONT = 10.5
_DOT = 3.4
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50)


@dataclass(frozen=True, slots=True)
class Dot:
    """One line of a chart.

    Parameters
    ----------
    label
        What stands left of it.
    value, low, high
        Middle and ends of its range, in the unit of the axis.
    figure
        The value as text, right of it.
    faint
        Whether it is set back, as the baseline and what cannot be told are.
    """

    label: str
    value: float
    low: float
    high: float
    figure: str
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading, with an optional band (low, middle, high) behind them."""

    title: str
    dots: tuple[Dot, ...]
    band: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """The horizontal axis: its ends, its ticks, and what is counted along it."""

    low: float
    high: float
    ticks: tuple[float, ...]
    title: str

    def at(self, value: float) -> float:
        """Return the place of a value, clipped to the axis.

        Examples
        --------
        >>> axis = Axis(0, 100, (0, 50, 100), "of 100")
        >>> axis.at(0) == LABEL, axis.at(1000) == WIDTH - FIGURE
        (True, True)
        """
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return LABEL + share * (WIDTH - LABEL - FIGURE)


def axis_around(values: Iterable[float], title: str) -> Axis:
    """Choose an axis with round ticks that holds zero and all values.

    Examples
    --------
    >>> axis_around([-7.2, 1.0], "of 100").ticks
    (-8, -6, -4, -2, 0, 2)
    """
    ends = [0.0, *values]
    low, high = min(ends), max(ends)
    width = (high - low) or 1.0
    step = next((size for size in _STEPS if width <= 6 * size), width)
    first, last = math.floor(low / step), math.ceil(high / step)
    ticks = tuple(round(step * k, 2) for k in range(first, max(last, first + 1) + 1))
    return Axis(ticks[0], ticks[-1], ticks, title)


def dot_chart(name: str, title: str, description: str, groups: Sequence[Group], axis: Axis) -> str:
    """Draw a dot chart.

    Parameters
    ----------
    name
        Unique on the page; names the title and description for screen readers.
    title, description
        What the chart shows, for those who do not see it.
    groups
    axis

    Returns
    -------
    str
        One ``<svg>`` element. Colours are CSS variables with fallbacks; all text is escaped.
    """
    height = AXIS + sum(HEAD + ROW * len(group.dots) for group in groups) + AXIS
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}" role="img" '
        f'class="chart" aria-labelledby="{name}-title {name}-text" font-size="{_FONT}" '
        'font-family="system-ui, sans-serif" fill="currentColor">',
        f'<title id="{name}-title">{_text(title)}</title>',
        f'<desc id="{name}-text">{_text(description)}</desc>',
        *_grid(axis, height),
    ]
    top = AXIS
    for group in groups:
        parts.extend(_group(group, axis, top))
        top += HEAD + ROW * len(group.dots)
    parts.append("</svg>")
    return "\n".join(parts)


def _text(text: str) -> str:
    return escape(plain(text))


def _grid(axis: Axis, height: float) -> Iterable[str]:
    for tick in axis.ticks:
        x = axis.at(tick)
        colour = "var(--ink-2, #777)" if tick == 0 and axis.low < 0 else "var(--line, #ddd)"
        yield f'<path d="M{x:.1f} {AXIS - 6:g}V{height - AXIS:g}" stroke="{colour}" stroke-width="0.8"/>'
        yield (
            f'<text x="{x:.1f}" y="{height - AXIS + 12:g}" text-anchor="middle" font-size="9.5" '
            f'fill="var(--ink-2, #555)">{_tick(tick)}</text>'
        )
    yield (
        f'<text x="{(LABEL + WIDTH - FIGURE) / 2:g}" y="{height - 2:g}" text-anchor="middle" font-size="9.5" '
        f'fill="var(--ink-2, #555)">{_text(axis.title)}</text>'
    )


def _tick(value: float) -> str:
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")


def _group(group: Group, axis: Axis, top: float) -> Iterable[str]:
    bottom = top + HEAD + ROW * len(group.dots)
    if group.band is not None:
        low, middle, high = (axis.at(value) for value in group.band)
        yield (
            f'<rect x="{low:.1f}" y="{top + HEAD - 6:g}" width="{high - low:.1f}" '
            f'height="{bottom - top - HEAD + 2:g}" fill="var(--band, #e8e2d0)"/>'
        )
        yield (
            f'<path d="M{middle:.1f} {top + HEAD - 6:g}V{bottom - 4:g}" stroke="var(--band-line, #b3a36b)" '
            'stroke-width="1.6"/>'
        )
    yield f'<text x="0" y="{top + 12:g}" font-weight="600">{_text(group.title)}</text>'
    for index, dot in enumerate(group.dots):
        yield from _dot(dot, axis, top + HEAD + ROW * index)


def _dot(dot: Dot, axis: Axis, y: float) -> Iterable[str]:
    colour = "var(--ink-2, #777)" if dot.faint else "var(--accent, #0b5fa5)"
    yield f'<text x="8" y="{y + 7:g}" fill="var(--ink-2, #555)">{_text(_short(dot.label))}</text>'
    yield (
        f'<path d="M{axis.at(dot.low):.1f} {y + 3.5:g}H{axis.at(dot.high):.1f}" stroke="{colour}" '
        'stroke-width="1.6" stroke-linecap="round"/>'
    )
    yield f'<circle cx="{axis.at(dot.value):.1f}" cy="{y + 3.5:g}" r="{_DOT}" fill="{colour}"/>'
    yield f'<text x="{WIDTH:g}" y="{y + 7:g}" text-anchor="end">{_text(dot.figure)}</text>'


def _short(label: str, longest: int = 26) -> str:
    return label if len(label) <= longest else f"{label[: longest - 1]}…"
