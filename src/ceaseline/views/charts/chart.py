"""What a chart is: a title that says what the data say, words for the blind, a spec, and its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ceaseline.views.blocks import Column, Table, to_csv
from ceaseline.views.charts.theme import TEXT, config, themed
from ceaseline.views.text import number, plain

Row = dict[str, Any]

#: Width in pixels for which a chart is laid out unless told otherwise, and the narrowest that works.
WIDTH, NARROW = 680, 320

#: Width of letters of a sans-serif in parts of its size: narrow, wide and capital ones, and the rest.
_THIN, _WIDE = frozenset("iljtfrI.,:;'|!()[] "), frozenset("mwMW%@")
_THIN_WIDTH, _WIDE_WIDTH, _CAPITAL_WIDTH, _LETTER_WIDTH = 0.29, 0.86, 0.69, 0.555


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart, for the board, the report, a notebook and a file alike.

    Parameters
    ----------
    name
        Its name, as ``ceaseline chart --kind`` takes it.
    title
        A sentence computed from the data.
    alt
        What the chart shows, in words, with its main figures.
    spec
        Vega-Lite, in light colours, without title and note: the face sets those as text. Its data sets are
        named, so that a page can exchange rows without building it anew.
    table
        The figures behind it.
    note
        How to read it, and what it rests on.
    """

    name: str
    title: str
    alt: str
    spec: Mapping[str, Any]
    table: Table
    note: str

    def themed(self, theme: str) -> dict[str, Any]:
        """Return the spec in ``light`` or ``dark`` colours."""
        return themed(self.spec, theme)

    def csv(self) -> str:
        """Return the figures as CSV."""
        return to_csv(self.table)

    def data(self) -> dict[str, Any]:
        """Return the chart as plain values that JSON can hold: its spec in both themes, words and rows."""
        keys = [column.key for column in self.table.columns]
        return {
            "name": self.name,
            "title": self.title,
            "alt": self.alt,
            "note": self.note,
            "spec": dict(self.spec),
            "spec_dark": self.themed("dark"),
            "rows": [dict(zip(keys, row, strict=True)) for row in self.table.rows],
        }

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """Show the chart in a notebook: the spec where Vega-Lite is known, a picture elsewhere."""
        from ceaseline.views.charts.render import to_svg

        return {
            "application/vnd.vegalite.v6+json": self.themed("light"),
            "image/svg+xml": to_svg(self),
            "text/plain": f"{self.title}\n{self.alt}",
        }


def finish(
    built: Any,
    data: Mapping[str, Sequence[Row]],
    alt: str,
    *,
    width: int | None = None,
) -> dict[str, Any]:
    """Return the finished Vega-Lite spec of an Altair chart over named data sets.

    Parameters
    ----------
    built
        An Altair chart; building checks it against the schema of Vega-Lite.
    data
        Rows of each named data set.
    alt
        Goes into the spec as the description that screen readers read.
    width
        Outer width in pixels, into which a chart of one view is fitted; None where the chart has set the
        width of its panels itself.

    Returns
    -------
    dict
    """
    spec = dict(built.to_dict())
    spec["description"] = alt
    spec["config"] = config()
    spec["datasets"] = {name: [_safe(row) for row in rows] for name, rows in data.items()}
    if width is not None:
        spec["width"] = width
        spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return spec


def _safe(row: Row) -> Row:
    """Spell out control characters, and keep no more digits than a picture can show."""
    return {key: _safe_value(value) for key, value in row.items()}


def _safe_value(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [_safe_value(item) for item in value]
    return float(f"{value:.6g}") if isinstance(value, float) else value


def table_of(
    name: str, title: str, columns: Sequence[tuple[str, str, int | None]], rows: Sequence[Row]
) -> Table:
    """Return rows as a table.

    Parameters
    ----------
    name, title
        Of the table.
    columns
        Key, title and decimals of each; None for text.
    rows
        A missing key is an empty cell.

    Returns
    -------
    Table
    """
    shown = tuple(
        Column(key, words) if digits is None else Column(key, words, partial(_shown, digits), right=True)
        for key, words, digits in columns
    )
    return Table(name, title, shown, tuple(tuple(row.get(column.key) for column in shown) for row in rows))


def _shown(digits: int, value: float | None) -> str:
    return number(value, digits)


def text_width(text: str, size: float = TEXT) -> float:
    """Return about how wide a line of text is set, in pixels.

    Examples
    --------
    >>> round(text_width("none", 10)), round(text_width("WWW", 10)) > round(text_width("iii", 10))
    (22, True)
    """
    return size * sum(
        _THIN_WIDTH
        if letter in _THIN
        else _WIDE_WIDTH
        if letter in _WIDE
        else _CAPITAL_WIDTH
        if letter.isupper()
        else _LETTER_WIDTH
        for letter in text
    )


def wrapped(text: str, width: float, size: float = TEXT) -> list[str]:
    """Break text into lines that fit a width.

    Examples
    --------
    >>> wrapped("a rather long line", 60, 10)
    ['a rather long', 'line']
    """
    lines: list[str] = []
    for word in plain(text).split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size) <= width:
            lines[-1] = joined
        else:
            lines.append(shortened(word, width, size))
    return lines


def shortened(text: str, width: float, size: float = TEXT) -> str:
    """Cut a label that is too wide, with an ellipsis where it was cut.

    Examples
    --------
    >>> shortened("as-reported-2025-08-26", 80, 10), shortened("none", 80, 10)
    ('as-reported-20…', 'none')
    """
    text = plain(text)
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def spaced(places: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Move labels apart along a line, each as little as their order and the ends allow.

    Parameters
    ----------
    places
        Where each would stand.
    least
        Least distance between two.
    low, high
        Ends of the line.

    Returns
    -------
    list of float
        In the order given.

    Examples
    --------
    >>> spaced([10.0, 11.0, 40.0], 12.0, 0.0, 100.0)
    [4.5, 16.5, 40.0]
    """
    order = sorted(range(len(places)), key=lambda place: places[place])
    groups: list[tuple[float, list[int]]] = []
    for place in order:
        groups.append((places[place], [place]))
        while len(groups) > 1 and _apart(groups[-2], groups[-1], least):
            _, right = groups.pop()
            _, left = groups.pop()
            joined = left + right
            groups.append((sum(places[i] for i in joined) / len(joined), joined))
        centre, members = groups[-1]
        half = least * (len(members) - 1) / 2
        groups[-1] = (max(low + half, min(high - half, centre)), members)
    found = [0.0] * len(places)
    for centre, members in groups:
        for order_in, place in enumerate(members):
            found[place] = centre + least * (order_in - (len(members) - 1) / 2)
    return found


def _apart(left: tuple[float, list[int]], right: tuple[float, list[int]], least: float) -> bool:
    return right[0] - left[0] < least * (len(left[1]) + len(right[1])) / 2
