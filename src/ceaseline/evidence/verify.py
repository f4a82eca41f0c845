"""Verify that the selectors still match the documents, and that the documents are those that were read."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ceaseline.evidence.documents import Source, decode
from ceaseline.evidence.ledger import Ledger
from ceaseline.evidence.selectors import Selector, find_again
from ceaseline.evidence.tables import AppearanceRecord, PositionSelector, QuoteRecord, digest

Outcome = Literal["holds", "moved", "changed", "lost", "absent"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A place that was looked up: ``found`` is where its words stand now, if they were found elsewhere."""

    id: str
    document: str
    outcome: Outcome
    start: int
    found: int | None = None


def check(selector: PositionSelector, text: str) -> tuple[Outcome, int | None]:
    """Look a passage up in a text.

    Returns
    -------
    tuple
        ``holds`` at its position; ``moved``, with its place, if the whole passage stands elsewhere;
        ``changed``, with the place of the quotation, if only that was found; else ``lost``.

    >>> held = PositionSelector.of("Poland said no.", 7, 14)
    >>> check(held, "Poland said no."), check(held, "Today Poland said no."), check(held, "Nothing.")
    (('holds', 7), ('moved', 13), ('lost', None))
    """
    length = selector.end - selector.start
    if digest(text[selector.start : selector.end]) == selector.digest:
        return "holds", selector.start
    quote = selector.refined_by.exact
    at = text.find(quote)
    while at >= 0:
        if digest(text[at : at + length]) == selector.digest:
            return "moved", at
        at = text.find(quote, at + 1)
    near = find_again(Selector(selector.start, selector.start + len(quote), quote, "", ""), text)
    return ("changed", near.start) if near else ("lost", None)


def verify(ledger: Ledger, raw: Mapping[str, bytes]) -> tuple[Checked, ...]:
    """Look every appearance and quotation up in its document.

    Parameters
    ----------
    ledger
    raw
        Raw bytes by id of the document; what is not there is ``absent``.
    """
    texts = {name: decode(Source(name, content)).text for name, content in raw.items()}
    return tuple(_checked(ledger, texts))


def _checked(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Checked]:
    places: list[AppearanceRecord | QuoteRecord] = [*ledger.appearances.values(), *ledger.quotes.values()]
    for place in sorted(places, key=lambda p: (p.target.source, p.target.selector.start, p.id)):
        document, selector = place.target.source, place.target.selector
        if document not in texts:
            yield Checked(place.id, document, "absent", selector.start)
            continue
        outcome, found = check(selector, texts[document])
        yield Checked(place.id, document, outcome, selector.start, found if outcome != "holds" else None)


def verify_data(ledger: Ledger, raw: Mapping[str, bytes], differing: Container[str]) -> dict[str, Any]:
    """Return the whole check as plain data.

    Parameters
    ----------
    ledger
    raw
        Raw bytes by id of the document, of the same hash or, where only that was found, of the same name.
    differing
        Ids of documents whose bytes are no longer those that were read.
    """
    checked = verify(ledger, raw)
    counts = dict.fromkeys(("holds", "moved", "changed", "lost", "absent"), 0)
    for place in checked:
        counts[place.outcome] += 1
    documents = [
        {
            "document": d.id,
            "file": d.file,
            "sha256": d.sha256,
            "state": "absent" if d.id not in raw else "differs" if d.id in differing else "same",
        }
        for d in sorted(ledger.documents.values(), key=lambda d: (d.file, d.id))
    ]
    faults = [
        {"place": c.id, "document": c.document, "outcome": c.outcome, "start": c.start, "found": c.found}
        for c in checked
        if c.outcome in {"moved", "changed", "lost"}
    ]
    return {"documents": documents, "places": counts, "faults": faults, "sound": not faults}
