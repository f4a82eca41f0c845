"""The board: one page on this machine for a room of people, and an interface that is only read.

A thin face: what is shown is computed in ``analysis`` and put into words in ``views``. Every question stands
whole in its address, so the server keeps no session and a link gives everyone the same figures.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from ceaseline.board.guard import App, Rules
from ceaseline.case import Case, find
from ceaseline.evidence.ledger import read_ledger

if TYPE_CHECKING:
    from uvicorn import Server

__all__ = ["PORT", "open_socket", "serve", "server_of"]

PORT = 8731
_LOCAL = ("127.0.0.1", "localhost", "::1")


def open_socket(host: str, port: int | None) -> socket.socket:
    """Take a port; without one the usual, or any that is free where it is taken.

    Parameters
    ----------
    host
        Address to bind to.
    port
        None for the usual one.

    Returns
    -------
    socket.socket
        Bound, not yet listening.

    Raises
    ------
    OSError
        If the port asked for cannot be taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for wanted in (port,) if port is not None else (PORT, 0):
        taken = socket.socket(family)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((host, wanted))
        except OSError:
            taken.close()
            if port is not None or wanted == 0:
                raise
            continue
        return taken
    raise OSError("no port is free")


def serve(
    case: Case,
    name: str,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    token: str = "",
    seed: int = 1,
    threads: int = 0,
    ready: Callable[[str], None] = print,
) -> None:
    """Serve the board of a case until the process is interrupted.

    Parameters
    ----------
    case
    name
        Name or folder under which it was opened: its evidence is read from there.
    host, port
        Where to listen; this machine alone by default.
    token
        What a browser must show once; needed where `host` is not this machine.
    seed, threads
        Of every answer.
    ready
        Told the address once the page can be opened.

    Raises
    ------
    ValueError
        If another host is asked for without a token.
    OSError
        If the port cannot be taken.
    """
    local = host in _LOCAL
    if not local and not token:
        raise ValueError(f"bound to {host}, the board can be reached from elsewhere: it needs a token")
    from ceaseline.board.app import create_app
    from ceaseline.board.room import Room

    bound = open_socket(host, port)
    with bound:
        room = Room(case, read_ledger(find(name)), seed=seed, threads=threads)
        room.warm()
        rules = Rules(
            hosts=() if local else (host, socket.gethostname().lower()), any_address=not local, token=token
        )
        shown = "localhost" if local else socket.gethostname()
        entry = f"?token={token}" if token else ""
        ready(f"http://{shown}:{bound.getsockname()[1]}/{entry}")
        server_of(create_app(room, rules)).run(sockets=[bound])


def server_of(app: App) -> Server:
    """Return a server for an application, with limits on what it takes in; it logs no addresses."""
    from uvicorn import Config, Server

    return Server(
        Config(
            app,
            http="h11",
            ws="none",
            log_level="error",
            server_header=False,
            h11_max_incomplete_event_size=131_072,
            limit_concurrency=256,
            timeout_keep_alive=20,
        )
    )
