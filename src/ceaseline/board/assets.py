"""Files that the board serves: a fixed list, read once, with the library that draws charts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from ceaseline.views.charts.render import libraries

_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}

#: Every file under ``static``; nothing else is served, whatever the address says.
NAMES = (
    "assumptions.js",
    "base.css",
    "board.css",
    "board.js",
    "changes.js",
    "charts.js",
    "condition.js",
    "evidence.js",
    "icon.svg",
    "levers.js",
    "link.js",
    "panels.js",
    "parts.css",
    "slow.js",
    "table.css",
    "table.js",
    "text.js",
)
LIBRARY = "vega.js"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file with its media type and the tag under which browsers keep it."""

    body: bytes
    media_type: str
    tag: str


def _asset(body: bytes, suffix: str) -> Asset:
    return Asset(body, _TYPES[suffix], f'"{sha256(body).hexdigest()[:20]}"')


@cache
def asset(name: str) -> Asset | None:
    """Return a file by its name; None if it is not on the list.

    The library that draws charts comes with its interpreter, so that no text need be evaluated as code.

    Examples
    --------
    >>> asset("../room.py") is None, asset("icon.svg").media_type
    (True, 'image/svg+xml')
    """
    if name == LIBRARY:
        return _asset(libraries().encode(), ".js")
    if name not in NAMES:
        return None
    body = (files("ceaseline.board") / "static" / name).read_bytes()
    return _asset(body, name[name.rindex(".") :])
