"""``ceaseline chart``: one chart of a study as a picture, a table, a spec or a page; or all into a folder."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ceaseline.cli.ask import checked, open_case, sample_of, several, work_of
from ceaseline.cli.errors import OK, UNWRITTEN, Refusal
from ceaseline.cli.options import add_case, add_packages, add_study, add_year, whole
from ceaseline.cli.output import show
from ceaseline.cli.progress import Progress

if TYPE_CHECKING:
    from ceaseline.case import Case
    from ceaseline.study import Study
    from ceaseline.views.charts import Chart

#: Charts by name, with what each shows.
KINDS = {
    "ladder": "ladder of breaches by year, with the spread between worlds",
    "differences": "paired differences from the first package",
    "dots": "fifty dots a package, each 2 of 100 futures",
    "survival": "futures without war so far, by month, beside past ceasefires",
    "build_up": "troops in place against pledge, by contributor and month; of the last package",
    "warning": "days of warning by month",
    "air": "what gets through the air defence, and what is covered",
    "promises": "promises in force at least and at most, and which wait for which; of the last package",
    "map": "line, zone, sites, bases and reach of patrols",
    "timeline": "what was reported by each date, and how the answer moved",
    "worth": "what each group of promises is worth, as a waterfall; of the last package",
    "discovery": "where the last package fails: boxes of assumptions, among as many worlds as --futures says",
    "pareto": "cost against outcome for every choice among the last package's groups of promises",
}
#: Charts that need a search of their own, so that they are drawn only when asked for by name.
SEARCHED = ("worth", "discovery", "pareto")
#: Futures of each world in which boxes are looked for; the default of ``ceaseline discover``.
_PER_WORLD = 16
FORMS = ("svg", "png", "csv", "json", "html")
_FOLDER_FORMS = ("svg", "csv")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_packages(parser)
    parser.add_argument(
        "--kind",
        choices=tuple(KINDS),
        help=f"which chart; when left out, all that the packages allow but {', '.join(SEARCHED)}, which "
        "need a search of their own",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        required=True,
        help=f"file to write, by its ending {', '.join(FORMS)}; a folder for all charts",
    )
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help="colours of a picture")
    parser.add_argument(
        "--width", type=whole(320, 4000), default=680, metavar="PIXELS", help="width (default 680)"
    )
    add_year(parser)
    add_study(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Draw one chart, or all."""
    case = open_case(args)
    read = checked if args.kind in ("map", "timeline") else several
    names = read(case, args.packages)
    target = Path(args.output)
    _check_place(target, args.kind)
    if args.kind is not None:
        files = {target: _drawn(args, case, names, args.kind)}
    else:
        kinds = [kind for kind in KINDS if _suits(kind, case, names)]
        charts = {kind: _drawn(args, case, names, kind) for kind in kinds}
        files = {target / f"{kind}.{form}": chart for kind, chart in charts.items() for form in _FOLDER_FORMS}
    for path, chart in files.items():
        _write(path, chart, args.theme)
    show([f"{path}: {chart.title}" for path, chart in files.items() if path.suffix != ".csv" or args.kind])
    return OK


def _check_place(target: Path, kind: str | None) -> None:
    """Refuse a place that cannot be written before the long work, not after it."""
    form = target.suffix.removeprefix(".")
    if kind is None:
        if form in FORMS or not target.is_dir():
            raise Refusal(f"{target} is no folder: make it, or choose one chart with --kind", UNWRITTEN)
    elif form not in FORMS:
        raise Refusal(f"{target} ends in none of {', '.join('.' + known for known in FORMS)}")
    elif target.is_dir() or not target.resolve().parent.is_dir():
        raise Refusal(f"{target} is no file that can be written", UNWRITTEN)


def _suits(kind: str, case: "Case", names: tuple[str, ...]) -> bool:
    if kind in SEARCHED:
        return False
    if kind == "differences":
        return len(set(names)) > 1
    if kind == "timeline":
        from ceaseline.analysis.timeline import dated_packages

        return bool(dated_packages(case))
    if kind == "map":
        return bool(case.geography.line or case.geography.sites or case.geography.bases)
    if kind == "build_up":
        settings = case.package(names[-1]).settings
        return any(
            lever.item == "ground_troops" and lever.kind == "promise" and lever.id in settings
            for lever in case.levers
        )
    return True


def _drawn(args: argparse.Namespace, case: "Case", names: tuple[str, ...], kind: str) -> "Chart":
    with Progress(f"drawing {kind}") as progress:
        from ceaseline import analysis
        from ceaseline.study import run_study
        from ceaseline.views import charts

        def study() -> "Study":
            return run_study(case, names, sample_of(args), progress=progress, **work_of(args))

        makers: Mapping[str, Callable[[], Chart]] = {
            "ladder": lambda: charts.ladder(analysis.compare(study()), width=args.width),
            "differences": lambda: charts.differences(analysis.compare(study()), args.year, width=args.width),
            "dots": lambda: charts.dots(analysis.compare(study()), args.year, width=args.width),
            "survival": lambda: charts.survival(analysis.survival(study()), width=args.width),
            "build_up": lambda: charts.build_up(
                analysis.build_up(case, names[-1]), analysis.capability(study()), width=args.width
            ),
            "warning": lambda: charts.warning(analysis.capability(study()), width=args.width),
            "air": lambda: charts.air(analysis.capability(study()), width=args.width),
            "promises": lambda: charts.network(
                analysis.promises(case, names[-1], sample_of(args), threads=args.threads, fresh=args.fresh),
                case,
                width=args.width,
            ),
            "map": lambda: charts.geography(case, width=args.width),
            "timeline": lambda: charts.timeline(_timeline(args, case, progress), args.year, width=args.width),
        }
        try:
            if kind in SEARCHED:
                return _searched(args, case, names[-1], kind, progress)
            return makers[kind]()
        except ValueError as error:
            if getattr(error, "problems", None) is not None:
                raise
            raise Refusal(f"no chart {kind}: {error}") from None


def _searched(args: argparse.Namespace, case: "Case", package: str, kind: str, progress: Progress) -> "Chart":
    """Draw a chart of one package that needs a search of its own."""
    from ceaseline.analysis.design import design
    from ceaseline.analysis.discover import discover
    from ceaseline.analysis.measures import ladder_years
    from ceaseline.analysis.worth import worth
    from ceaseline.study.engines import DEFAULT_ENGINES
    from ceaseline.views import charts

    sample, years = sample_of(args), ladder_years(case.horizon_months)
    asked: dict[str, Any] = {
        "year": args.year or (5 if 5 in years else years[-1]),
        "threads": args.threads,
        "fresh": args.fresh,
        "progress": progress,
    }
    if kind == "worth":
        return charts.worth(worth(case, package, sample, **asked), width=args.width)
    if kind == "pareto":
        return charts.pareto(design(case, package, sample, **asked), width=args.width)
    if sample.engines != DEFAULT_ENGINES:
        raise ValueError("boxes are looked for with the default engines only")
    many: dict[str, Any] = {"worlds": sample.futures, "per_world": _PER_WORLD, "seed": sample.seed}
    return charts.discovery(discover(case, package, **many, **asked), width=args.width)


def _timeline(args: argparse.Namespace, case: "Case", progress: Progress) -> dict[str, Any]:
    from ceaseline.analysis import timeline

    return timeline(case, sample_of(args), progress=progress, **work_of(args))


def _write(path: Path, chart: "Chart", theme: str) -> None:
    from ceaseline.views import charts

    forms: Mapping[str, Callable[[], str | bytes]] = {
        ".svg": lambda: charts.to_svg(chart, theme),
        ".png": lambda: charts.to_png(chart, theme),
        ".csv": lambda: charts.to_csv(chart).replace("\r\n", "\n"),
        ".json": lambda: charts.to_json(chart),
        ".html": lambda: charts.to_html(chart),
    }
    made = forms[path.suffix]()
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(made if isinstance(made, bytes) else made.encode())
        part.replace(path)
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror}", UNWRITTEN) from None
    finally:
        part.unlink(missing_ok=True)
