"""Tables that only the report shows: levers, sources and the manifest."""

from typing import Any

from ceaseline.case import Case, Lever
from ceaseline.views.blocks import Column, Table
from ceaseline.views.cases import condition_words, estimate_data
from ceaseline.views.explain import value_words
from ceaseline.views.text import plain

#: Addresses that become links; anything else in a source is shown as text.
_LINKS = ("https://", "http://")


def levers_table(case: Case) -> Table:
    """Show every lever: who, how much, on which conditions, and what was said last."""
    columns = (
        Column("title", "promise or choice"),
        Column("by", "by"),
        Column("amount", "amount", str),
        Column("form", "form"),
        Column("requires", "requires"),
        Column("position", "latest position"),
        Column("source", "source"),
    )
    rows = tuple(_lever_row(case, lever) for lever in case.levers)
    return Table("levers", f"{len(rows)} levers", columns, rows, "Amount: middle (5th to 95th percentile).")


def _lever_row(case: Case, lever: Lever) -> tuple[Any, ...]:
    position = lever.position()
    amount = "" if lever.amount is None else plain(value_words(estimate_data(case, lever.amount)))
    keys = [] if lever.amount is None or lever.amount.source is None else [lever.amount.source.key]
    if position is not None:
        keys.append(position.source.key)
    return (
        lever.title,
        case.party(lever.by).name,
        amount,
        f"{lever.form}, {'can' if lever.revocable else 'cannot'} be withdrawn",
        "; ".join(condition_words(condition) for condition in lever.requires),
        "" if position is None else str(position),
        ", ".join(dict.fromkeys(keys)),
    )


def sources_of(case: Case) -> list[dict[str, str]]:
    """Return every source of a case, with a link only where the address is one of the web."""
    return [
        {
            "key": key,
            "author": source.author,
            "title": source.title,
            "date": source.date,
            "publisher": source.publisher,
            "note": source.note,
            "url": source.url,
            "link": source.url if source.url.lower().startswith(_LINKS) else "",
        }
        for key, source in case.sources.items()
    ]


def manifest_table(result: dict[str, Any]) -> Table:
    """Show what the results came from."""
    rows = tuple(_flat("", result["manifest"]))
    columns = (Column("name", "what"), Column("value", "value"))
    note = "No clock, path, thread or batch count: the same manifest gives the same figures."
    return Table("manifest", "Manifest", columns, rows, note)


def _flat(prefix: str, value: Any) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        inside = (_flat(f"{prefix} {key}".strip(), item) for key, item in value.items())
        return [row for rows in inside for row in rows]
    text = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return [(prefix.replace("_", " "), text)]
