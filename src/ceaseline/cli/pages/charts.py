"""The gallery: a page with a picture of every chart of the flagship."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ceaseline.views.charts import Chart

#: Year of the ladder that the charts which need a search speak of, as the others do.
YEAR = 5
COMMAND = "python -m ceaseline.cli.pages.charts docs"
PACKAGES = ("none", "as-reported-2025-08-26", "all-promised")
_HEAD = """# Charts

Written by `{command}`, from the flagship with seed 1, 4 096 futures over
128 worlds and the packages {packages}. Each picture comes from one command, for example

    ceaseline chart ukraine-2025 {names} --kind {kind} -o {kind}.svg

The ending decides the form: `.svg` and `.png` pictures with title and note (`--theme dark`, `--width 390`),
`.csv` the figures, `.json` words, rows and the Vega-Lite spec in both themes, `.html` a page of its own
that works from disk. Without `--kind` all charts go into a folder but the last three, which need a search of
their own: `worth`, `discovery` (as many worlds as `--futures` says, 16 futures in each) and `pareto`
(`--futures 512`, and some minutes with the default). Titles are sentences computed from the
data; every chart has words for who cannot see it. Why they look as they do: [decision
030](decisions/030-charts.md). From Python, `ceaseline.views.charts` has the same as functions of results.
"""


def quick() -> "list[Chart]":
    """Return the charts that need no search, so that a test can hold the page against them."""
    import ceaseline
    from ceaseline import analysis
    from ceaseline.study import run_study
    from ceaseline.views import charts

    case = ceaseline.load("ukraine-2025")
    study = run_study(case, PACKAGES)
    compared, standing = analysis.compare(study), analysis.capability(study)
    last = PACKAGES[-1]
    return [
        charts.ladder(compared),
        charts.differences(compared),
        charts.dots(compared),
        charts.survival(analysis.survival(study)),
        charts.build_up(analysis.build_up(case, last), standing),
        charts.warning(standing),
        charts.air(standing),
        charts.network(analysis.promises(case, last), case),
        charts.geography(case),
    ]


def searched() -> "list[Chart]":
    """Return the charts that go through dates, subsets of promises, worlds or packages."""
    import ceaseline
    from ceaseline import analysis
    from ceaseline.analysis.design import design
    from ceaseline.study import Sample
    from ceaseline.views import charts

    case, last = ceaseline.load("ukraine-2025"), PACKAGES[-1]
    return [
        charts.timeline(analysis.timeline(case)),
        charts.worth(analysis.worth(case, last, year=YEAR)),
        charts.discovery(analysis.discover(case, last, year=YEAR, worlds=4096)),
        charts.pareto(design(case, last, Sample(512, 128), year=YEAR)),
    ]


def gallery() -> tuple[str, dict[str, str]]:
    """Return the page and its pictures by file name."""
    from ceaseline.views import charts

    drawn = [*quick(), *searched()]
    names = " ".join(PACKAGES)
    page = [
        _HEAD.format(
            command=COMMAND,
            packages=", ".join(f"`{name}`" for name in PACKAGES),
            names=names,
            kind="survival",
        )
    ]
    page += [section(chart) for chart in drawn]
    return "\n".join(page), {f"{chart.name}.svg": charts.to_svg(chart) for chart in drawn}


def section(chart: "Chart") -> str:
    """Return what the page says of a chart."""
    return f"## `{chart.name}`\n\n![{chart.alt}](charts/{chart.name}.svg)\n"


def write(folder: Path) -> None:
    """Write the gallery into a folder of documentation."""
    page, pictures = gallery()
    (folder / "charts").mkdir(exist_ok=True)
    (folder / "charts.md").write_text(page, encoding="utf-8")
    for name, text in pictures.items():
        (folder / "charts" / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    import sys

    write(Path(sys.argv[1]))
