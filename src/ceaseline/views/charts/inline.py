"""Charts inside a page: SVG with CSS variables for colours, and only what a page may hold."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from ceaseline.views.charts.chart import Chart
from ceaseline.views.charts.render import picture, size_of
from ceaseline.views.charts.theme import LIGHT, THEMES
from ceaseline.views.text import plain

_SVG = "http://www.w3.org/2000/svg"
#: What a picture may consist of; anything else is dropped with what it holds.
_ELEMENTS = frozenset({"svg", "g", "defs", "clipPath", "path", "rect", "circle", "line", "text", "tspan"})
_ATTRIBUTES = frozenset(
    {
        *("x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "cx", "cy", "r", "width", "height", "d", "id"),
        *("transform", "viewBox", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity"),
        *("stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "opacity"),
        *("text-anchor", "font-size", "font-weight", "font-style", "clip-path"),
    }
)
_COLOURS = {colour: f"var(--chart-{name.replace('_', '-')})" for name, colour in LIGHT.items()}
_DRAWN = ("fill", "stroke")
_CLIP = re.compile(r"url\(#([\w-]+)\)")


def to_inline(chart: Chart, name: str, kind: str = "") -> str:
    """Draw a chart for a page that carries `chart_style`.

    Parameters
    ----------
    chart
    name
        Unique on the page; ids within the picture begin with it.
    kind
        A further CSS class, by which a page shows one of several layouts.

    Returns
    -------
    str
        One ``<svg>`` element with title and description for screen readers, no script, no style, no address;
        the same bytes for the same chart. Whoever embeds it decides the size: it has a ``viewBox`` only.
    """
    drawn = picture(chart.themed("light"))
    width, height = size_of(drawn)
    classes = f"chart {kind}".strip()
    root = ET.Element(
        f"{{{_SVG}}}svg",
        {
            "class": classes,
            "viewBox": f"0 0 {width:g} {height:g}",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-text",
        },
    )
    for tag, text in (("title", chart.title), ("desc", chart.alt)):
        ET.SubElement(root, f"{{{_SVG}}}{tag}", {"id": f"{name}-{_ENDS[tag]}"}).text = plain(text)
    group = ET.SubElement(root, f"{{{_SVG}}}g", {"aria-hidden": "true"})
    group.extend(_kept(ET.fromstring(drawn), name))
    ET.register_namespace("", _SVG)
    return ET.tostring(root, encoding="unicode")


_ENDS = {"title": "title", "desc": "text"}


def _kept(parent: ET.Element, name: str) -> Iterator[ET.Element]:
    """Yield what may stay of an element's children, with its text."""
    for child in parent:
        tag = child.tag.rpartition("}")[2]
        if tag not in _ELEMENTS or child.get("display") == "none" or _is_empty(child, tag):
            continue
        attributes = {
            key: _value(key, value, name) for key, value in child.attrib.items() if key in _ATTRIBUTES
        }
        if attributes.get("opacity") == "1":
            del attributes["opacity"]
        copy = ET.Element(f"{{{_SVG}}}{tag}", attributes)
        copy.text, copy.tail = child.text, child.tail
        copy.extend(_kept(child, name))
        if tag != "g" or len(copy):
            yield copy


def _is_empty(child: ET.Element, tag: str) -> bool:
    """Say whether a shape is one of the frames that Vega puts behind groups without drawing them."""
    return (
        tag == "path"
        and child.get("class") in {"background", "foreground"}
        and not any(map(child.get, _DRAWN))
    )


def _value(key: str, value: str, name: str) -> str:
    if key in _DRAWN:
        return _COLOURS.get(value, value)
    if key == "id":
        return f"{name}-{value}"
    return _CLIP.sub(rf"url(#{name}-\1)", value) if key == "clip-path" else value


def chart_style() -> str:
    """Return the CSS that colours inline charts: light, dark where the reader's system is, light in print."""
    light, dark = (
        " ".join(f"--chart-{name.replace('_', '-')}: {colour};" for name, colour in THEMES[theme].items())
        for theme in ("light", "dark")
    )
    return f":root {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
