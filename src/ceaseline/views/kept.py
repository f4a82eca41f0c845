"""The results that are kept, one a row."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.text import number, plain

Data = dict[str, Any]


class Kept(Protocol):
    """One entry of the store."""

    @property
    def key(self) -> str:
        """Address."""

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What it came from."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def problem(self) -> str:
        """Why it cannot be used."""


def store_data(folder: str, entries: Sequence[Kept]) -> Data:
    """Return the content of a store as plain data."""
    return {"folder": folder, "results": [_entry(entry) for entry in entries]}


def _entry(entry: Kept) -> Data:
    inputs = entry.manifest.get("inputs", {})
    keys = ("case", "case_digest", "package", "futures", "worlds", "seed")
    return {
        "key": entry.key,
        **{key: inputs.get(key) for key in keys},
        "bytes": entry.size,
        "problem": entry.problem,
    }


def store_table(data: Data) -> Table:
    """Show the results of a store."""
    columns = (
        Column("case", "case", _or_dash),
        Column("package", "package", _or_dash),
        Column("futures", "futures", number, right=True),
        Column("worlds", "worlds", number, right=True),
        Column("seed", "seed", _or_dash, right=True),
        Column("bytes", "KiB", lambda size: number(size / 1024), right=True),
        Column("key", "address", lambda key: plain(key)[:12]),
        Column("problem", "problem"),
    )
    rows = tuple(tuple(entry[column.key] for column in columns) for entry in data["results"])
    return Table("results", f"{len(rows)} results", columns, rows)


def _or_dash(value: object) -> str:
    return number(None) if value is None else plain(value)


def store_page(data: Data) -> list[Block]:
    """Return the content of a store for people."""
    page: list[Block] = [Heading(f"Results kept in {plain(data['folder'])}")]
    return [*page, store_table(data)] if data["results"] else [*page, "None yet."]
