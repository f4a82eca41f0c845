"""``ceaseline store``: the results that are kept."""

import argparse

from ceaseline.cli.options import add_output
from ceaseline.cli.output import emit


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_output(parser, ("results",))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List what is kept; ``CEASELINE_STORE`` chooses the folder."""
    from ceaseline.study import list_results, store_folder
    from ceaseline.views.kept import store_data, store_page, store_table

    data = store_data(str(store_folder()), list_results())
    return emit(args, data, {"results": store_table(data)}, store_page(data))
