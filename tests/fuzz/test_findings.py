"""What fuzzing found stays mended, and the targets of fuzzing take every kind of seed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

import pytest

from ceaseline.evidence.rules import spoken_day
from ceaseline.evidence.tables import TABLES
from fuzz import targets


@pytest.fixture(autouse=True, scope="module")
def _clean() -> Iterator[None]:
    yield
    targets.clean()


@pytest.mark.parametrize("words", ["2147483648-04", "99999999999999999999-04", "8888888888888", "9999-13"])
def test_a_year_beyond_the_calendar_is_no_day(words: str) -> None:
    with pytest.raises(ValueError, match=r"calendar|month|year|range"):
        spoken_day(words)


@pytest.mark.parametrize("day", ["99999999999999999999-04", "8888888888"])
def test_a_ledger_with_a_year_beyond_the_calendar_is_refused(day: str) -> None:
    report = json.dumps({"id": "r-1", "outlet": "reuters", "date": day}).encode()
    for choice in (0, 1):
        targets.ledger(bytes([list(TABLES).index("reports"), choice]) + report)


@pytest.mark.parametrize("ends", [{"a": "a-f2\x7fcfd98", "b": "a-c"}, {"a": "a-1", "b": "a-\x1b[31m"}])
def test_a_reference_to_nothing_is_told_without_steering_a_terminal(ends: dict[str, str]) -> None:
    link = json.dumps({"id": "l-d7070b4", "kind": "claim", **ends}).encode()
    targets.ledger(bytes([list(TABLES).index("links"), 0]) + link)


@pytest.mark.parametrize("name", targets.TARGETS)
def test_every_target_takes_its_seeds(name: str) -> None:
    seeds = list(islice(targets.seeds(name), 4))
    assert seeds
    for seed in (*seeds, b"", b"\x00", b"\xff" * 40):
        targets.TARGETS[name](seed)
    assert len(targets.words(name)) > 10
