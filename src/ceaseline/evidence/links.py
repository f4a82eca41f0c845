"""Links between documents: one quotation, one claim; and what drifted on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ceaseline.evidence.drift import claim_drift, place_conflict, quote_drift, reversed_meaning
from ceaseline.evidence.records import Link, Quote, ReadDocument, Statement

_NEAR: Final = (
    frozenset({"commits", "offers", "considers", "conditional"}),
    frozenset({"refuses", "undecided", "withdraws"}),
    frozenset({"demands", "expects"}),
    frozenset({"conditional", "considers", "undecided"}),
)
QUOTE_LIKENESS: Final = 82.0
CLAIM_LIKENESS: Final = 0.5


def links(documents: Sequence[ReadDocument], contexts: Sequence[Sequence[str]]) -> tuple[Link, ...]:
    """Link quotations and claims across documents.

    Parameters
    ----------
    documents
        Documents as read.
    contexts
        For each document, for each of its statements, the whole sentence.
    """
    found: list[Link] = []
    for b in range(len(documents)):
        for a in range(b):
            found += _quotes(documents[a], documents[b])
            same = documents[a].report is not None and documents[a].report == documents[b].report
            if same:
                claims = list(_claims(documents[a], documents[b], contexts[a], contexts[b]))
                found += claims
                found += _reversals(documents[a], documents[b], contexts[a], contexts[b], claims)
            elif documents[a].relevant and documents[b].relevant:
                found += _conflicts(documents[a], documents[b], contexts[a], contexts[b])
    return tuple(found)


def _quotes(a: ReadDocument, b: ReadDocument) -> Iterator[Link]:
    for one in a.quotes:
        for other in b.quotes:
            if same_quote(one, other):
                yield Link("quote", one.id, other.id, quote_drift(one.text, other.text))


def same_quote(one: Quote, other: Quote) -> bool:
    """Say whether two quotations are one spoken sentence, or one holds the other."""
    from rapidfuzz import fuzz

    left, right = _bare(one.text), _bare(other.text)
    if min(len(left), len(right)) < 16:
        return False
    if fuzz.partial_ratio(left, right) >= 88:
        return True
    same_voice = _voice(one.speaker) == _voice(other.speaker)
    return (
        same_voice
        and min(len(left.split()), len(right.split())) >= 5
        and fuzz.token_set_ratio(left, right) >= QUOTE_LIKENESS
    )


def _bare(text: str) -> str:
    return re.sub(r"[^\w\s]", "", text.lower()).strip()


def _voice(speaker: str) -> str:
    return speaker.lower().split()[-1] if speaker else ""


def _claims(a: ReadDocument, b: ReadDocument, left: Sequence[str], right: Sequence[str]) -> Iterator[Link]:
    scored = sorted(
        (
            (claim_likeness(one, other, left[i], right[j]), i, j)
            for i, one in enumerate(a.statements)
            for j, other in enumerate(b.statements)
        ),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    used_a: set[int] = set()
    used_b: set[int] = set()
    for value, i, j in scored:
        if value < CLAIM_LIKENESS:
            break
        if i in used_a and j in used_b:
            continue
        if (i in used_a or j in used_b) and value < CLAIM_LIKENESS + 0.15:
            continue
        used_a.add(i)
        used_b.add(j)
        one, other = a.statements[i], b.statements[j]
        yield Link("claim", one.id, other.id, claim_drift(one, other, left[i], right[j]))


def _reversals(
    a: ReadDocument, b: ReadDocument, left: Sequence[str], right: Sequence[str], claims: Sequence[Link]
) -> Iterator[Link]:
    """Within a report: a sentence whose sense is turned round, where no claim link shows it already."""
    linked = {(link.a, link.b) for link in claims}
    shown = {finding for link in claims for finding in link.drift}
    for i, one in enumerate(a.statements):
        for j, other in enumerate(b.statements):
            finding = reversed_meaning(left[i], right[j])
            if (
                finding
                and finding not in shown
                and (one.id, other.id) not in linked
                and set(one.item) & set(other.item)
            ):
                shown.add(finding)
                yield Link("claim", one.id, other.id, (finding,))


def claim_likeness(one: Statement, other: Statement, left: str, right: str) -> float:
    """Likeness of two statements, 0 to 1: same pair of actor and item, near stance, like words."""
    from rapidfuzz import fuzz

    items = set(one.item) & set(other.item)
    if not items:
        return 0.0
    near = one.stance == other.stance or any({one.stance, other.stance} <= group for group in _NEAR)
    if not near:
        return 0.0
    actors = set(one.actor) & set(other.actor)
    share = len(items) / max(len(set(one.item) | set(other.item)), 1)
    words: float = fuzz.token_set_ratio(left, right) / 100
    return 0.25 * share + 0.15 * (one.stance == other.stance) + 0.2 * bool(actors) + 0.4 * words


def _conflicts(a: ReadDocument, b: ReadDocument, left: Sequence[str], right: Sequence[str]) -> Iterator[Link]:
    """Across reports: statements that put the same thing in contradictory places."""
    for i, one in enumerate(a.statements):
        for j, other in enumerate(b.statements):
            troops = set(one.item) & set(other.item) & {"ground_troops"}
            if troops and (conflict := place_conflict(left[i], right[j])):
                yield Link("claim", one.id, other.id, (conflict,))
