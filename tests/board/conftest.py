"""One small board that all tests of it share, served as it is in use, and clients that ask it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from httpx import Client
from tests.board.support import served

from ceaseline.board.room import Room
from ceaseline.case import Case, load


@pytest.fixture(scope="session")
def korea() -> Case:
    return load("korea-1953")


@pytest.fixture(scope="session")
def room(korea: Case) -> Room:
    found = Room(korea)
    found.warm()
    return found


@pytest.fixture(scope="session")
def home(room: Room) -> Iterator[str]:
    with served(room) as address:
        yield address


@pytest.fixture
def client(home: str) -> Iterator[Client]:
    with Client(base_url=home, timeout=60) as found:
        yield found


@pytest.fixture(scope="session")
def hostile(korea: Case) -> Case:
    """A case in which every word tries to become part of the page."""
    text = "</script><script>window.ran = 1</script><img src=x onerror='window.ran = 1'>"
    levers = tuple(replace(lever, title=text, note=text, contradicted=(text,)) for lever in korea.levers)
    packages = tuple(replace(package, title=text, note=text) for package in korea.packages)
    return replace(korea, title=text, question=text, note=text, levers=levers, packages=packages)
