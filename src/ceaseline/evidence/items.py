"""What is promised: words for each item of the vocabulary.

Order matters: at one place the earlier rule wins, so that "air defence" is no "defence" and aircraft on
the eastern flank are not aircraft in general. ``generic`` words stand for the guarantee as a whole and
count only where nothing more exact is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ceaseline.evidence.item_words import GENERIC, RULES

ITEMS: Final = (
    "air_defence",
    "air_policing",
    "air_power",
    "aircraft",
    "aircraft_eastern_flank",
    "black_sea_patrols",
    "burden_sharing",
    "command_and_control",
    "coordination",
    "data_infrastructure",
    "dmz_peacekeepers",
    "equipment_deliveries",
    "equipment_stocks",
    "ground_troops",
    "intelligence",
    "intervention_if_attacked",
    "leaders_meeting",
    "logistics",
    "maritime_security",
    "military_assets",
    "naval_ships",
    "no_fly_zone",
    "radar",
    "security_guarantee",
    "spending_target",
    "surveillance_border_monitoring",
    "territory",
    "training",
    "written_guarantee",
)


@dataclass(frozen=True, slots=True)
class ItemMention:
    """Words that stand for an item; ``generic`` ones give way to exact ones."""

    start: int
    end: int
    item: str
    generic: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    item: str
    pattern: re.Pattern[str]
    generic: bool


_COMPILED: Final = (
    *(_Rule(item, re.compile(rf"(?<![\w-])(?:{p})(?!\w)", re.IGNORECASE), False) for item, p in RULES),
    _Rule("security_guarantee", re.compile(rf"(?<![\w-])(?:{GENERIC})(?!\w)", re.IGNORECASE), True),
)


def items_in(text: str) -> tuple[ItemMention, ...]:
    """Find every item mentioned in a text, in order, without overlaps.

    >>> [m.item for m in items_in("air defence, radar and troops, as part of security guarantees")]
    ['air_defence', 'radar', 'ground_troops', 'security_guarantee']
    """
    taken = bytearray(len(text))
    found = []
    for mention in _candidates(text):
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
            found.append(mention)
    return tuple(sorted(found, key=lambda m: m.start))


def _candidates(text: str) -> Iterator[ItemMention]:
    for rule in _COMPILED:
        for match in rule.pattern.finditer(text):
            if match.end() > match.start():
                yield ItemMention(match.start(), match.end(), rule.item, rule.generic)
