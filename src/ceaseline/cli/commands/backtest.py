"""``ceaseline backtest``: what the model would have said of past ceasefires, scored."""

import argparse

from ceaseline.cli.ask import sample_of, work_of
from ceaseline.cli.options import add_output, add_study
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress

#: All cases share worlds, so an error of the worlds does not average out over cases; equal to
#: ``ceaseline.analysis.backtest.SAMPLE``.
FUTURES, WORLDS = 16384, 2048


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser, futures=FUTURES, worlds=WORLDS)
    add_output(parser, ("cases", "scores", "differences", "clusters"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run every case of the backtest and score the forecasts."""
    sample = sample_of(args)
    with Progress("running past ceasefires") as progress:
        from ceaseline.analysis.backtest import backtest

        result = backtest(sample, progress=progress, **work_of(args))
    from ceaseline.views import backtest as views

    tables = {
        "cases": views.cases_tidy(result),
        "scores": views.scores_tidy(result),
        "differences": views.differences_tidy(result),
        "clusters": views.clusters_table(result),
    }
    return emit(args, result, tables, views.backtest_page(result))
