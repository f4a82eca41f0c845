"""Charts as files: SVG, PNG, CSV, JSON, and a page of its own. Nothing is fetched."""

import html
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ceaseline.views.charts.chart import Chart, wrapped
from ceaseline.views.charts.theme import FONT, THEMES
from ceaseline.views.text import plain

#: Sizes of type of a picture that stands alone, its lines and its margin, in pixels.
_TITLE, _NOTE, _MARGIN = 17, 11.5, 12
_TITLE_LINE, _NOTE_LINE = 22, 15
#: How much wider bold type runs.
_BOLD = 1.09
#: What the libraries set in a page: the embedder, and Vega for exchanging rows of a data set.
_GLOBALS = "window.vegaEmbed = vegaEmbed; window.vega = vega;"
_CLIP = re.compile(r'((?: id="|="url\(#)clip)(\d+)')
_ATTRIBUTE = re.compile(r'\b(width|height)="([0-9.]+)"')


def picture(spec: Mapping[str, Any]) -> str:
    """Return a Vega-Lite spec as the text of an SVG, drawn without a browser or the network."""
    import vl_convert

    drawn = str(vl_convert.vegalite_to_svg(dict(spec), allowed_base_urls=[]))
    # Vega numbers its clips on through a process: counted from the first, a picture is the same every time.
    numbers: dict[str, int] = {}
    return _CLIP.sub(lambda found: found[1] + str(numbers.setdefault(found[2], len(numbers))), drawn)


def size_of(svg: str) -> tuple[float, float]:
    """Return the width and height of an SVG in pixels.

    Examples
    --------
    >>> size_of('<svg width="10" height="20.5"><g/></svg>')
    (10.0, 20.5)
    """
    found = dict(_ATTRIBUTE.findall(svg[: svg.index(">")]))
    return float(found["width"]), float(found["height"])


@lru_cache(maxsize=1)
def libraries() -> str:
    """Return the script that draws specs in a browser: Vega, Vega-Lite and Vega-Embed (BSD-3), 0.9 MB.

    It sets ``window.vegaEmbed`` and ``window.vega``, fetches nothing, and may stand inside a script element.
    Made once a process, in some seconds.
    """
    import vl_convert

    return str(vl_convert.javascript_bundle(_GLOBALS))


def to_svg(chart: Chart, theme: str = "light", *, titled: bool = True) -> str:
    """Draw a chart.

    Parameters
    ----------
    chart
    theme
        ``light`` or ``dark``.
    titled
        Whether the title stands over it and the note under it; without, a page sets them as text.

    Returns
    -------
    str
        One ``<svg>`` element with title and description for screen readers; all text is escaped.
    """
    inner = picture(chart.themed(theme))
    width, height = size_of(inner)
    colours = THEMES[theme]
    top: list[str] = []
    bottom: list[str] = []
    head = 0.0
    tail = 0.0
    if titled:
        title = wrapped(chart.title, width - 8, _TITLE * _BOLD)
        note = wrapped(chart.note, width - 8, _NOTE)
        head, tail = _TITLE_LINE * len(title) + 8, _NOTE_LINE * len(note) + 8
        top = _lines(title, _TITLE, _TITLE_LINE, _MARGIN, colours["ink"], "bold")
        bottom = _lines(note, _NOTE, _NOTE_LINE, _MARGIN + head + height + 4, colours["ink_2"], "normal")
    margin = _MARGIN if titled else 0
    name = f"chart-{chart.name}"
    whole_width, whole_height = width + 2 * margin, height + head + tail + 2 * margin
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole_width:g}" height="{whole_height:g}" '
            f'viewBox="0 0 {whole_width:g} {whole_height:g}" role="img" '
            f'aria-labelledby="{name}-title {name}-text">',
            f'<title id="{name}-title">{_text(chart.title)}</title>',
            f'<desc id="{name}-text">{_text(chart.alt)}</desc>',
            f'<rect width="{whole_width:g}" height="{whole_height:g}" fill="{colours["paper"]}"/>',
            *top,
            f'<g transform="translate({margin:g},{margin + head:g})" aria-hidden="true">{inner}</g>',
            *bottom,
            "</svg>\n",
        )
    )


def to_png(chart: Chart, theme: str = "light", *, scale: float = 2.0) -> bytes:
    """Draw a chart as a PNG, with its title and note; two pixels to each of the layout by default."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(to_svg(chart, theme), scale=scale))


def to_csv(chart: Chart) -> str:
    """Return the figures of a chart as CSV."""
    return chart.csv()


def to_json(chart: Chart) -> str:
    """Return a chart as JSON: words, rows, and the spec in both themes."""
    return json.dumps(chart.data(), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def script_json(value: object) -> str:
    r"""Return JSON that may stand inside a script element: nothing in it can end the element.

    Examples
    --------
    >>> script_json("</script>")
    '"\\u003c/script>"'
    """
    text = json.dumps(value, ensure_ascii=True, allow_nan=False)
    return text.replace("<", "\\u003c").replace("&", "\\u0026")


def to_html(chart: Chart) -> str:
    """Return a page of its own with the chart, interactive, and its figures; it works from disk.

    The libraries that draw it are inside (Vega, Vega-Lite and Vega-Embed, BSD-3), about 0.9 MB.
    """
    keys = [column.title for column in chart.table.columns]
    head = "".join(f"<th scope='col'>{_text(key)}</th>" for key in keys)
    body = "".join(
        "<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>" for row in chart.table.cells()
    )
    return _PAGE.format(
        title=_text(chart.title),
        alt=_text(chart.alt),
        note=_text(chart.note),
        table=_text(chart.table.title),
        head=head,
        body=body,
        light=script_json(chart.themed("light")),
        dark=script_json(chart.themed("dark")),
        script=libraries(),
        font=FONT,
        paper=THEMES["light"]["paper"],
        ink=THEMES["light"]["ink"],
        dark_paper=THEMES["dark"]["paper"],
        dark_ink=THEMES["dark"]["ink"],
    )


def _lines(lines: list[str], size: float, line: float, top: float, colour: str, weight: str) -> list[str]:
    return [
        f'<text x="{_MARGIN + 4}" y="{top + size + line * number:g}" font-family="{FONT}" '
        f'font-size="{size}" font-weight="{weight}" fill="{colour}">{_text(text)}</text>'
        for number, text in enumerate(lines)
    ]


def _text(text: object) -> str:
    return html.escape(plain(text))


_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --paper: {paper}; --ink: {ink}; }}
@media (prefers-color-scheme: dark) {{ :root {{ --paper: {dark_paper}; --ink: {dark_ink}; }} }}
body {{ margin: 0 auto; padding: 1rem; max-width: 75rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 {font}; }}
h1 {{ font-size: 1.3rem; line-height: 1.3; }}
#chart, .table {{ overflow-x: auto; }}
table {{ border-collapse: collapse; font-size: .85rem; }}
th, td {{ text-align: left; padding: .2rem .8rem .2rem 0; white-space: pre-line; }}
</style></head><body>
<main><h1>{title}</h1>
<div id="chart" role="img" aria-label="{alt}"></div>
<p>{note}</p>
<details><summary>{table}</summary><div class="table"><table><thead><tr>{head}</tr></thead>
<tbody>{body}</tbody></table></div></details></main>
<script type="module">{script}</script>
<script type="module">
const specs = {{ light: {light}, dark: {dark} }};
const query = window.matchMedia("(prefers-color-scheme: dark)");
const draw = () => window.vegaEmbed("#chart", specs[query.matches ? "dark" : "light"],
  {{ actions: false, renderer: "svg" }});
query.addEventListener("change", draw);
draw();
</script></body></html>
"""
