"""Serve a board on this machine for as long as a test needs it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ceaseline.board import open_socket, server_of
from ceaseline.board.app import create_app
from ceaseline.board.guard import Rules
from ceaseline.board.room import Room


@contextmanager
def served(room: Room, rules: Rules | None = None) -> Iterator[str]:
    """Serve a room on a free port of this machine; gives its address."""
    with open_socket("127.0.0.1", 0) as bound:
        server = server_of(create_app(room, rules))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield f"http://localhost:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
