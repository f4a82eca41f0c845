"""Positions of levers from approved statements: the as-of rule, applied to whoever speaks for a lever.

A lever names actors and items. What its actors say of its items counts as the rules say. A group that speaks
for the actors (the coalition for one of its members) counts on a day on which no actor took a stand itself,
unless the group speaks of some of its members only, or is less firm than what an actor said before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from ceaseline.evidence import rules
from ceaseline.evidence.ledger import Ledger
from ceaseline.evidence.records import FIRMNESS_ORDER
from ceaseline.evidence.rules import Status
from ceaseline.evidence.status import Said, known_reports, said
from ceaseline.evidence.tables import StatementRecord

HEAD = """schema: 1

# Written by `ceaseline ledger positions CASE --write` from the ledger's approved statements; not by hand.
levers:
"""
_ONE = "lever"
_WORD = re.compile(r"[a-z][a-z0-9_-]*")
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


class Source(Protocol):
    """Whose statements count for a lever: actors, groups that speak for them, and items."""

    @property
    def actors(self) -> tuple[str, ...]:
        """Who takes the stance."""

    @property
    def groups(self) -> tuple[str, ...]:
        """Who speaks for the actors."""

    @property
    def items(self) -> tuple[str, ...]:
        """What the stance is on."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A position that statements give a lever; what takes no stand is kept for reading, too."""

    as_of: date
    stance: str
    firmness: str
    report: str
    statements: tuple[str, ...]
    stands: bool
    contested: bool = False
    independent: int = 0


def lever_positions(ledger: Ledger, source: Source) -> tuple[Derived, ...]:
    """Derive the positions of a lever.

    Parameters
    ----------
    ledger
    source
        Whose statements on what count.

    Returns
    -------
    tuple of Derived
        By day. Those that stand follow the as-of rule, one for each report that carries the stance; the
        others (undecided, demands, expects, a merely possible withdrawal) replace nothing.
    """
    found, known = said(ledger), known_reports(ledger)
    counting = _counting(found, source, known)
    steps = rules.timeline(_ONE, _ONE, [s.position for s in counting], known)
    standing = [held for step in steps for held in _carried(step, counting)]
    besides = _besides(ledger, found, source, known)
    return tuple(sorted([*standing, *besides], key=lambda d: (d.as_of, not d.stands, d.report, d.statements)))


def _counting(found: Sequence[Said], source: Source, known: frozenset[str]) -> list[Said]:
    """Choose what counts, as statements of one actor on one item."""
    ours = [s for s in found if s.position.item in source.items and _takes_a_stand(s, known)]
    own = [s for s in ours if s.position.actor in source.actors]
    wider = [s for s in ours if s.position.actor in source.groups and s.position.scope == "full"]
    own_days = {s.position.day for s in own}
    kept: list[Said] = []
    for day in sorted({s.position.day for s in [*own, *wider] if s.position.day is not None}):
        today = [s for s in (own if day in own_days else wider) if s.position.day == day]
        if day in own_days or _firm_enough(today, own, day, known):
            kept += [_as_one(s) for s in today]
    return kept


def _takes_a_stand(held: Said, known: frozenset[str]) -> bool:
    one = _as_one(held)
    return bool(rules.timeline(_ONE, _ONE, [one.position], known))


def _as_one(held: Said) -> Said:
    return Said(replace(held.position, actor=_ONE, item=_ONE), held.statement)


def _firm_enough(group: Sequence[Said], own: Sequence[Said], day: date, known: frozenset[str]) -> bool:
    """Say whether a group's word of a day is at least as firm as the actors' own last word."""
    own_steps = rules.timeline(_ONE, _ONE, [_as_one(s).position for s in own], known)
    before = [step for step in own_steps if step.since < day]
    words = rules.timeline(_ONE, _ONE, [_as_one(s).position for s in group], known)
    return not before or _rank(words[-1].firmness) >= _rank(before[-1].firmness)


def _rank(firmness: str) -> int:
    return [str(name) for name in FIRMNESS_ORDER].index(firmness)


def _carried(step: Status, counting: Sequence[Said]) -> Iterable[Derived]:
    """Yield the standing position of a day once for each report that carries it."""
    holders = [
        s
        for s in counting
        if s.position.day == step.since and (s.position.stance, s.position.scope) == (step.stance, step.scope)
    ]
    for report in step.reports:
        own = [s for s in holders if s.position.report == report]
        firmest = max((s.position.firmness for s in own), key=_rank)
        names = tuple(dict.fromkeys(s.statement for s in own))
        yield Derived(step.since, step.stance, firmest, report, names, True, step.contested, step.independent)


def _besides(
    ledger: Ledger, found: Sequence[Said], source: Source, known: frozenset[str]
) -> Iterable[Derived]:
    """Yield what was said on the items without taking a stand: by the actors, or by those who ask them."""
    told: dict[str, Derived] = {}
    for one in found:
        position, held = one.position, ledger.approved[one.statement]
        if position.item not in source.items or position.day is None or _takes_a_stand(one, known):
            continue
        if position.stance in rules.STANDING and not _withdrawal_is_possible(held):
            continue
        asks = position.stance in {"demands", "expects"}
        asked = held.provider if asks else (position.actor,)
        if {*asked} & {*source.actors}:
            told[one.statement] = Derived(
                position.day,
                position.stance,
                position.firmness,
                position.report or "",
                (one.statement,),
                False,
            )
    return told.values()


def _withdrawal_is_possible(held: StatementRecord) -> bool:
    return held.stance == "withdraws" and held.firmness in {"tentative", "speculative"}


def positions_data(ledger: Ledger, sources: Mapping[str, Source]) -> dict[str, list[dict[str, Any]]]:
    """Return the positions of every lever as they stand in evidence/positions.yaml.

    Parameters
    ----------
    ledger
    sources
        Whose statements on what count, by lever.
    """
    return {
        name: [_entry(ledger, derived) for derived in lever_positions(ledger, source)]
        for name, source in sources.items()
    }


def _entry(ledger: Ledger, derived: Derived) -> dict[str, Any]:
    held = [ledger.approved[name] for name in derived.statements]
    places = [a for name in derived.statements for a in ledger.places(name)]
    labels = sorted({a.label for a in places if a.label})
    locators = [*dict.fromkeys(s.locator for s in held if s.locator)]
    if labels:
        locators.append(f"{'statement' if len(labels) == 1 else 'statements'} {', '.join(labels)}")
    source: dict[str, str] = {"key": ledger.source_key(derived.report) or derived.report}
    if locators:
        source["locator"] = "; ".join(locators)
    entry: dict[str, Any] = {
        "as_of": derived.as_of,
        "stance": derived.stance,
        "firmness": derived.firmness,
        "source": source,
        "statement": "; ".join(dict.fromkeys(map(_paraphrase, held))),
    }
    if derived.contested:
        entry["contested"] = True
    if derived.stands:
        entry["independent"] = derived.independent
    return {**entry, "statements": list(derived.statements)}


def _paraphrase(statement: StatementRecord) -> str:
    """Give what the reviewer wrote, or the reading spelled out where nobody wrote anything."""
    if statement.text:
        return statement.text
    who, what = (", ".join(names) for names in (statement.actor, statement.item))
    return f"{who} {statement.stance} {what.replace('_', ' ')}; no paraphrase written yet"


def positions_text(positions: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """Write positions as YAML, one line each, so that a change of one is a change of one line.

    >>> print(positions_text({"zone": []}), end="")
    schema: 1
    <BLANKLINE>
    # Written by ... not by hand.
    levers:
      zone: []
    """
    lines = [HEAD]
    for name, entries in positions.items():
        lines.append(f"  {name}:\n" if entries else f"  {name}: []\n")
        lines += [f"    - {_flow(entry)}\n" for entry in entries]
    return "".join(lines)


def _flow(value: Any) -> str:
    """Write a value in YAML's flow style: plain words as they are, other text as JSON, which is YAML too."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_flow(held)}" for name, held in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, date):
        return value.isoformat()
    plain = isinstance(value, str) and _WORD.fullmatch(value) and value not in _RESERVED
    return str(value) if plain else json.dumps(value, ensure_ascii=False)
