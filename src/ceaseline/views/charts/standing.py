"""Days of warning, and the air: what stands in place by month, over the futures that still run."""

from collections.abc import Iterable

from ceaseline.views.charts.chart import NARROW, WIDTH, Chart, Row, finish, table_of, wrapped
from ceaseline.views.charts.rows import heading, row_chart
from ceaseline.views.charts.sentences import Data, distinct, label, labels, named
from ceaseline.views.charts.theme import series_colour
from ceaseline.views.text import listed, number, plain

_AIR = {
    "air_leak_share": "Weapons of a raid that get through",
    "sites_covered_share": "Sites under a patrol",
    "force_cover_share": "Strikes on the force that are stopped",
}
_NOTE = (
    "Dot: middle. Thick: half of the futures. Thin: 5th to 95th percentile. Only futures that "
    "still run in the "
    "month count, so packages are seen over different futures; the model reads these in months 6, "
    "12, 24 and 60."
)
_COLUMNS = (
    ("package", "package", None),
    ("title", "title", None),
    ("capability", "what", None),
    ("month", "month", 0),
    ("unit", "unit", None),
    ("mean", "mean", 2),
    ("error", "± error", 2),
    ("p5", "5th percentile", 2),
    ("p25", "25th", 2),
    ("p50", "50th", 2),
    ("p75", "75th", 2),
    ("p95", "95th percentile", 2),
    ("futures", "futures counted", 0),
)


def warning(result: Data, *, width: int = WIDTH) -> Chart:
    """Draw how many days of warning there would be, by month.

    Parameters
    ----------
    result
        From ``ceaseline.analysis.capability``.
    width
        Outer width in pixels.

    Returns
    -------
    Chart
        Data set ``warning``: a heading a month and a row a package.
    """
    months = _months(result)
    groups = [(f"Month {month}", month, "warning_days") for month in months]
    rows = list(_rows(result, groups, width, 1.0, ""))
    last = months[-1]
    found = {row["package"]: row for row in rows if row.get("month") == last}
    told = [f"{number(row['p50'], 0)} days with {named(row)}" for row in found.values()]
    ends = sorted(found.values(), key=lambda row: -(row["p50"] or 0.0))
    chosen = [ends[0], ends[-1]] if len(ends) > 1 else ends
    title = f"In month {last} half of the futures give at least " + listed(
        f"{number(row['p50'], 0)} days of warning with {named(row)}" for row in chosen
    )
    text = f"Ranges of days of warning by month and package. Middle in month {last}: {listed(told)}."
    high = max((row["p95"] or 0.0) for row in rows if "month" in row)
    return _chart("warning", title, text, rows, [0, high or 1.0], width, {})


def air(result: Data, *, width: int = WIDTH) -> Chart:
    """Draw what gets through the air defence, and what patrols and batteries cover.

    Parameters
    ----------
    result
        From ``ceaseline.analysis.capability``.
    width
        Outer width in pixels.

    Returns
    -------
    Chart
        Data set ``air``: a heading for each share in the last month read, and a row a package.
    """
    month = _months(result)[-1]
    groups = [(f"{text}, month {month}", month, name) for name, text in _AIR.items()]
    rows = list(_rows(result, groups, width, 100.0, " %"))
    leak = [row for row in rows if row.get("capability") == "air_leak_share"]
    cover = [row for row in rows if row.get("capability") == "sites_covered_share"]
    title = (
        f"In month {month} {_ends(leak)} of a raid's weapons get through; "
        f"patrols cover {_ends(cover)} of sites"
    )
    told = [
        f"{plain(row['title']).split(';')[0]}: {row['figure']} get through, {other['figure']} of "
        "sites covered"
        for row, other in zip(leak, cover, strict=True)
    ]
    text = f"Ranges of three shares in month {month}, by package. {'; '.join(told)}."
    return _chart("air", title, text, rows, [0, 100], width, {"labelExpr": "datum.label + ' %'"})


def _ends(rows: list[Row]) -> str:
    values = sorted({number(row["p50"], 0) for row in rows if row["p50"] is not None}, key=float)
    if not values:
        return "an unknown share"
    return f"{values[0]} %" if len(values) == 1 else f"{values[0]} to {values[-1]} %"


def _months(result: Data) -> list[int]:
    return sorted({reading["month"] for reading in result["packages"][0]["readings"]})


def _rows(
    result: Data, groups: list[tuple[str, int, str]], width: int, factor: float, unit: str
) -> Iterable[Row]:
    left = min(230.0, 0.4 * width)
    packages = distinct(result["packages"])
    called = {name: wrapped(text, left - 14)[:2] for name, text in labels(packages, 2 * left - 58).items()}
    for text, month, name in groups:
        yield heading(text)
        for place, package in enumerate(packages):
            reading = next(
                found
                for found in package["readings"]
                if (found["month"], found["capability"]) == (month, name)
            )
            scaled = {
                key: None if reading[key] is None else factor * reading[key]
                for key in ("mean", "error", "p5", "p25", "p50", "p75", "p95")
            }
            yield {
                **scaled,
                "row": f"{name} {month} {package['name']}",
                "lines": called[package["name"]],
                "package": package["name"],
                "title": package["title"],
                "capability": name,
                "month": month,
                "unit": "per cent" if unit else reading["unit"],
                "futures": reading["futures"],
                "value": scaled["p50"],
                "low": scaled["p5"],
                "high": scaled["p95"],
                "q1": scaled["p25"],
                "q3": scaled["p75"],
                "figure": f"{number(scaled['p50'], 0)}{unit}",
                "mark_colour": series_colour(place),
                "text_colour": series_colour(place),
                "tip": f"{label(package)}: {number(scaled['p5'], 1)} to {number(scaled['p95'], 1)}{unit}",
            }


def _chart(
    name: str, title: str, text: str, rows: list[Row], domain: list[float], width: int, axis: dict[str, str]
) -> Chart:
    width = max(width, NARROW)
    built = row_chart(name, rows, domain, left=min(230.0, 0.4 * width), right=52, axis=axis)
    table = table_of(name, "What stands in place", _COLUMNS, [row for row in rows if "month" in row])
    return Chart(name, title, text, finish(built, {name: rows}, text, width=width), table, _NOTE)
