"""The gallery: a page with a picture of every chart of the flagship."""

from pathlib import Path
from typing import Any

PACKAGES = ("none", "as-reported-2025-08-26", "all-promised")
_HEAD = """# Charts

Written by `python -m ceaseline.cli.pages.charts docs`, from the flagship with seed 1, 4 096 futures over
128 worlds and the packages {packages}. Each picture comes from one command, for example

    ceaseline chart ukraine-2025 {names} --kind {kind} -o {kind}.svg

The ending decides the form: `.svg` and `.png` pictures with title and note (`--theme dark`, `--width 390`),
`.csv` the figures, `.json` words, rows and the Vega-Lite spec in both themes, `.html` a page of its own
that works from disk. Without `--kind` all charts go into a folder. Titles are sentences computed from the
data; every chart has words for who cannot see it. Why they look as they do: [decision
030](decisions/030-charts.md). From Python, `ceaseline.views.charts` has the same as functions of results.
"""


def gallery() -> tuple[str, dict[str, str]]:
    """Return the page and its pictures by file name."""
    import ceaseline
    from ceaseline import analysis
    from ceaseline.study import run_study
    from ceaseline.views import charts

    case = ceaseline.load("ukraine-2025")
    study = run_study(case, PACKAGES)
    compared, standing = analysis.compare(study), analysis.capability(study)
    last = PACKAGES[-1]
    drawn: list[Any] = [
        charts.ladder(compared),
        charts.differences(compared),
        charts.dots(compared),
        charts.survival(analysis.survival(study)),
        charts.build_up(analysis.build_up(case, last), standing),
        charts.warning(standing),
        charts.air(standing),
        charts.network(analysis.promises(case, last), case),
        charts.geography(case),
        charts.timeline(analysis.timeline(case)),
    ]
    names = " ".join(PACKAGES)
    page = [_HEAD.format(packages=", ".join(f"`{name}`" for name in PACKAGES), names=names, kind="survival")]
    for chart in drawn:
        page.append(f"## `{chart.name}`\n\n![{chart.alt}](charts/{chart.name}.svg)\n")
    return "\n".join(page), {f"{chart.name}.svg": charts.to_svg(chart) for chart in drawn}


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
