"""Public events and terms of office that tie "later this month" or "days after" to the calendar.

Each date is a matter of public record; the list only helps to place documents and is never evidence for a
stance. An event ties a document down only together with a relative cue in the same sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Event:
    """A public event, first and last day, and how texts speak of it."""

    name: str
    first: date
    last: date
    pattern: re.Pattern[str]


def _event(name: str, first: tuple[int, int, int], last: tuple[int, int, int], pattern: str) -> Event:
    return Event(name, date(*first), date(*last), re.compile(pattern))


_MET_AT_WHITE_HOUSE: Final = (
    r"(?:Trump|White House)\b[^.]{0,90}\b(?:hosted|met|meeting|assured|received|welcomed|summit|talks"
    r"|told)\b[^.]{0,80}\b(?:leaders|Europeans)\b"
    r"|\b(?:European|several|world|seven)\s(?:\w+\s)?leaders\b[^.]{0,90}\b(?:at the White House"
    r"|in Washington|with Trump)\b"
)

EVENTS: Final = (
    _event(
        "NATO summit in Vilnius", (2023, 7, 11), (2023, 7, 12), r"NATO(?:'s)? (?:\w+ )?summit|Vilnius summit"
    ),
    _event("NATO summit in Washington", (2024, 7, 9), (2024, 7, 11), r"NATO(?:'s)? (?:\w+ )?summit"),
    _event("Munich Security Conference 2025", (2025, 2, 14), (2025, 2, 16), r"Munich Security Conference"),
    _event("Trump and Zelensky clash in the Oval Office", (2025, 2, 28), (2025, 2, 28), r"Oval Office"),
    _event(
        "London summit of leaders",
        (2025, 3, 2),
        (2025, 3, 2),
        r"(?:Lancaster House|London summit|summit in London)",
    ),
    _event(
        "Paris summit of the coalition", (2025, 3, 27), (2025, 3, 27), r"(?:Paris summit|summit in Paris)"
    ),
    _event("Istanbul talks, first round", (2025, 5, 16), (2025, 5, 16), r"Istanbul"),
    _event("Istanbul talks, second round", (2025, 6, 2), (2025, 6, 2), r"Istanbul"),
    _event(
        "G7 summit in Kananaskis",
        (2025, 6, 15),
        (2025, 6, 17),
        r"(?:G7|G-7|Group of Seven|seven group)\b[^.]{0,40}\b(?:Canada|Alberta|Kananaskis)",
    ),
    _event(
        "NATO summit in The Hague",
        (2025, 6, 24),
        (2025, 6, 25),
        r"NATO(?:'s)? (?:\w+ )?summit|summit in The Hague",
    ),
    _event("Coalition call from Northwood", (2025, 7, 10), (2025, 7, 10), r"Northwood"),
    _event("Trump and Putin in Alaska", (2025, 8, 15), (2025, 8, 15), r"Alaska|Anchorage"),
    _event(
        "Trump, Zelensky and European leaders at the White House",
        (2025, 8, 18),
        (2025, 8, 18),
        _MET_AT_WHITE_HOUSE,
    ),
    _event(
        "Coalition meeting in Paris",
        (2025, 9, 4),
        (2025, 9, 4),
        (
            r"(?:Paris|Elys[ée]e|Élysée)\b[^.]{0,60}\b(?:summit|meeting|coalition)|(?:summit"
            r"|meeting)\b[^.]{0,60}\bParis"
        ),
    ),
    _event("Geneva talks on the peace plan", (2025, 11, 23), (2025, 11, 23), r"Geneva"),
    _event(
        "Berlin talks",
        (2025, 12, 14),
        (2025, 12, 15),
        r"(?:talks|meeting|summit)\b[^.]{0,30}\bin Berlin|Berlin (?:talks|summit|meeting)",
    ),
    _event(
        "Paris Declaration",
        (2026, 1, 6),
        (2026, 1, 6),
        r"Paris [Dd]eclaration|declaration[^.]{0,40}\bParis|Paris[^.]{0,60}\bdeclaration",
    ),
    _event("NATO summit in Ankara", (2026, 7, 7), (2026, 7, 8), r"NATO(?:'s)? (?:\w+ )?summit|Ankara summit"),
)


@dataclass(frozen=True, slots=True)
class Term:
    """From when, and until when if it ended, a text can speak of a holder of an office."""

    pattern: re.Pattern[str]
    first: date
    last: date | None
    name: str


def _term(pattern: str, first: tuple[int, int, int], last: tuple[int, int, int] | None, name: str) -> Term:
    return Term(re.compile(pattern), date(*first), date(*last) if last else None, name)


TERMS: Final = (
    _term(
        r"President (?:Donald )?Trump|Trump administration|US president's|Trump's administration",
        (2025, 1, 20),
        None,
        "President Trump, second term",
    ),
    _term(r"Karoline Leavitt|Press Secretary Leavitt", (2025, 1, 20), None, "Press Secretary Leavitt"),
    _term(r"Elbridge Colby", (2025, 4, 9), None, "Under Secretary Colby"),
    _term(
        r"Prime Minister (?:Sir )?Keir St\w+r|(?:Sir )?Keir Starmer",
        (2024, 7, 5),
        None,
        "Prime Minister Starmer",
    ),
    _term(r"Chancellor (?:Friedrich )?Merz", (2025, 5, 6), None, "Chancellor Merz"),
    _term(r"Chancellor (?:Olaf )?Scholz", (2021, 12, 8), (2025, 5, 6), "Chancellor Scholz"),
    _term(r"President (?:Joe )?Biden", (2021, 1, 20), (2025, 1, 20), "President Biden"),
    _term(
        r"Secretary[- ]General (?:Mark )?Rutte|NATO chief Mark Rutte",
        (2024, 10, 1),
        None,
        "Secretary General Rutte",
    ),
    _term(r"Prime Minister (?:Mark )?Carney", (2025, 3, 14), None, "Prime Minister Carney"),
    _term(r"President (?:Karol )?Nawrocki", (2025, 8, 6), None, "President Nawrocki"),
    _term(r"[Cc]oalition of the [Ww]illing", (2025, 3, 2), None, "coalition of the willing"),
    _term(r"Paris [Dd]eclaration", (2026, 1, 6), None, "Paris Declaration"),
)
