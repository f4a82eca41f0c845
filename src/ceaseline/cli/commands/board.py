"""``ceaseline board``: one page on this machine for a room of people."""

import argparse
import webbrowser
from contextlib import ExitStack
from importlib import import_module

from ceaseline.cli.ask import open_case
from ceaseline.cli.errors import OK, UNWRITTEN, Refusal
from ceaseline.cli.options import SEED, add_case, whole
from ceaseline.cli.output import show
from ceaseline.cli.progress import Progress
from ceaseline.views.text import plain

_LOCAL = ("127.0.0.1", "localhost", "::1")
_SHORTEST_TOKEN = 16


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    where = parser.add_argument_group("where it listens")
    where.add_argument(
        "--port", type=whole(0, 65535), metavar="N", help="port (default 8731, or any that is free)"
    )
    where.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="address to bind to (default this machine alone)",
    )
    where.add_argument(
        "--token",
        metavar="TEXT",
        default="",
        help="what a browser must show once; needed with another --host, at least 16 characters",
    )
    where.add_argument("--no-browser", action="store_true", help="print the address and open no browser")
    run_it = parser.add_argument_group("how much to run")
    run_it.add_argument(
        "--seed",
        type=whole(0, 2**32 - 1),
        default=SEED,
        metavar="N",
        help=f"seed of all draws (default {SEED})",
    )
    run_it.add_argument(
        "--threads", type=whole(0, 1024), default=0, metavar="N", help="threads; 0 takes every core (default)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Serve the board until it is interrupted."""
    if args.host not in _LOCAL and len(args.token) < _SHORTEST_TOKEN:
        raise Refusal(
            f"bound to {plain(args.host)} the board can be reached from elsewhere: "
            f"add --token with {_SHORTEST_TOKEN} characters or more"
        )
    case = open_case(args)
    with ExitStack() as until_ready:
        until_ready.enter_context(Progress(f"warming up {case.name}"))

        def ready(address: str) -> None:
            until_ready.close()
            show([f"{plain(case.title)}: {address}", "Nothing leaves this machine. Stop it with Ctrl+C."])
            if not args.no_browser:
                webbrowser.open(address)

        # The board is a face beside this one: faces know nothing of each other, so it is named here.
        board = import_module("ceaseline.board")
        try:
            board.serve(
                case,
                args.case,
                host=args.host,
                port=args.port,
                token=args.token,
                seed=args.seed,
                threads=args.threads,
                ready=ready,
            )
        except OSError as error:
            told = error.strerror or str(error)
            raise Refusal(f"{plain(args.host)} cannot be listened to: {told}", UNWRITTEN) from None
    return OK
