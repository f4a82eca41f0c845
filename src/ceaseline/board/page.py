"""Fill the one page of the board."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ceaseline import __version__
from ceaseline.board.room import Room
from ceaseline.views.text import plain

_HERE = Path(__file__).parent / "templates"


def render(room: Room) -> str:
    """Return the page: landmarks, headings and empty places, which the scripts fill.

    Parameters
    ----------
    room

    Returns
    -------
    str
        HTML; everything that a case says is escaped.
    """
    held = room.controls()
    years = [year for year in (1, 2, 5, 10) if 12 * year <= held["horizon_months"]]
    data: dict[str, Any] = {
        "case": held,
        "packages": [(package["name"], package["title"]) for package in held["packages"]],
        "rungs": held["rungs"],
        "years": years,
        "version": __version__,
    }
    return _environment().get_template("board.html").render(data)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_safe,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _safe(value: object) -> object:
    """Spell out control characters in whatever reaches the page; markup of our own is left alone."""
    return value if isinstance(value, Markup) else plain(value)
