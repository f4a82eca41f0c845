"""Scores of a proposal against hand-made readings.

A claim of the reading is a set of (actor, item, stance) triples that are equally right. It is found if one
of them is proposed. A proposed triple is right if any claim of its document allows it. Recall counts the
claims that matter, precision every proposed triple.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from pathlib import PurePath
from typing import Any, Final

from ceaseline.evidence.records import Mask, Proposal, ReadDocument

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """Triples that are equally right, and whether the claim must be found."""

    triples: frozenset[Triple]
    needed: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """The hand-made reading of one document."""

    file: str
    relevant: bool
    origin: str
    claims: tuple[Claim, ...]
    quotes: tuple[tuple[str, str], ...]
    boilerplate: tuple[tuple[int, int], ...]
    day: date | None
    split: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share of counted cases."""

    hits: int
    cases: int

    @property
    def value(self) -> float:
        """Share from 0 to 1; 1 where there was nothing to find."""
        return self.hits / self.cases if self.cases else 1.0


@dataclass(frozen=True, slots=True)
class PrecisionRecall:
    """Precision, recall and their harmonic mean."""

    precision: Ratio
    recall: Ratio

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        >>> PrecisionRecall(Ratio(1, 2), Ratio(1, 1)).f1
        0.6666666666666666
        """
        total = self.precision.value + self.recall.value
        return 2 * self.precision.value * self.recall.value / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """Every figure of one comparison."""

    relevance: Ratio
    same_report: PrecisionRecall
    pairs: PrecisionRecall
    triples: PrecisionRecall
    speakers: Ratio
    boilerplate: PrecisionRecall
    dates: Ratio
    selectors: Ratio

    def lines(self) -> list[str]:
        """Give one line of text for each figure."""
        rows = [
            (
                f"relevance            {self.relevance.value:.3f} "
                f" ({self.relevance.hits}/{self.relevance.cases})"
            ),
            *(
                f"{name:<20} {pr.f1:.3f}  (precision {pr.precision.value:.3f}, recall {pr.recall.value:.3f})"
                for name, pr in (
                    ("same report", self.same_report),
                    ("item, stance", self.pairs),
                    ("actor, item, stance", self.triples),
                    ("boilerplate", self.boilerplate),
                )
            ),
            f"quote speakers       {self.speakers.value:.3f}  ({self.speakers.hits}/{self.speakers.cases})",
            f"date windows         {self.dates.value:.3f}  ({self.dates.hits}/{self.dates.cases})",
            (
                f"exact selectors      {self.selectors.value:.3f} "
                f" ({self.selectors.hits}/{self.selectors.cases})"
            ),
        ]
        return rows


def score(proposal: Proposal, readings: Sequence[Reading], texts: Mapping[str, str]) -> Scores:
    """Compare a proposal with readings, document by document.

    Parameters
    ----------
    proposal
        What the program proposes.
    readings
        Hand-made readings; documents are matched by file name.
    texts
        Raw decoded text by file name.
    """
    found = {PurePath(d.file).name: d for d in proposal.documents}
    both = [(r, found[r.file]) for r in readings if r.file in found]
    return Scores(
        relevance=Ratio(sum(r.relevant == d.relevant for r, d in both), len(both)),
        same_report=_same_report(both),
        pairs=_claims(both, lambda t: (t[1], t[2])),
        triples=_claims(both, lambda t: t),
        speakers=_speakers(both),
        boilerplate=_boilerplate(both, texts),
        dates=_dates(both),
        selectors=_selectors(both, texts),
    )


Both = Sequence[tuple[Reading, ReadDocument]]


def _same_report(both: Both) -> PrecisionRecall:
    pairs = [
        (a[0].origin == b[0].origin, a[1].report is not None and a[1].report == b[1].report)
        for a, b in combinations(both, 2)
    ]
    hits = sum(gold and said for gold, said in pairs)
    return PrecisionRecall(Ratio(hits, sum(s for _, s in pairs)), Ratio(hits, sum(g for g, _ in pairs)))


def _claims(both: Both, part: Any) -> PrecisionRecall:
    right = proposed = hit = needed = 0
    for reading, document in both:
        said = {part(t) for s in document.statements for t in s.triples}
        allowed = {part(t) for c in reading.claims for t in c.triples}
        right += len(said & allowed)
        proposed += len(said)
        for claim in _distinct(reading.claims, part):
            needed += 1
            hit += bool(claim & said)
    return PrecisionRecall(Ratio(right, proposed), Ratio(hit, needed))


def _distinct(claims: Iterable[Claim], part: Any) -> set[frozenset[Any]]:
    return {frozenset(part(t) for t in c.triples) for c in claims if c.needed}


def _speakers(both: Both) -> Ratio:
    hits = cases = 0
    for reading, document in both:
        for begins, speaker in reading.quotes:
            cases += 1
            said = [q.speaker for q in document.quotes if q.text.lstrip("\"“'«„‘ ").startswith(begins)]
            hits += any(same_speaker(one, speaker) for one in said)
    return Ratio(hits, cases)


_FILLER: Final = frozenset(("a", "an", "the", "one", "anonymous", "of", "senior", "two", "mr", "sir"))


def same_speaker(said: str, meant: str) -> bool:
    """Say whether two names of a speaker agree: the same surname, or the same role and side.

    >>> same_speaker("anonymous: a NATO diplomat", "NATO diplomat"), same_speaker("Starmer", "Keir Starmer")
    (True, True)
    """
    left, right = (
        {w for w in re.findall(r"\w+", name.lower()) if w not in _FILLER} for name in (said, meant)
    )
    return bool(left and right) and (left <= right or right <= left or len(left & right) >= 2)


def _boilerplate(both: Both, texts: Mapping[str, str]) -> PrecisionRecall:
    right = said = gold = 0
    for reading, document in both:
        wanted = _cells(reading.boilerplate, texts[reading.file])
        masked = _cells(((m.start, m.end) for m in document.masked if _counts(m)), texts[reading.file])
        right += len(wanted & masked)
        said += len(masked)
        gold += len(wanted)
    return PrecisionRecall(Ratio(right, said), Ratio(right, gold))


def _counts(mask: Mask) -> bool:
    return mask.kind != "markup"


def _cells(spans: Iterable[tuple[int, int]], text: str) -> set[int]:
    return {n for start, end in spans for n in range(start, end) if not text[n].isspace()}


def _dates(both: Both) -> Ratio:
    dated = [(r.day, d) for r, d in both if r.day is not None]
    return Ratio(sum(d.date.holds(day) for day, d in dated), len(dated))


def _selectors(both: Both, texts: Mapping[str, str]) -> Ratio:
    spans: list[tuple[str, str]] = []
    for reading, document in both:
        text = texts[reading.file]
        spans += [(text[s.start : s.end], s.quote) for s in document.statements]
        spans += [(text[q.start : q.end], q.text) for q in document.quotes]
    return Ratio(sum(a == b and bool(a) for a, b in spans), len(spans))


def readings_from_articles(content: Mapping[str, Any], texts: Mapping[str, str]) -> tuple[Reading, ...]:
    """Read the short form used with the invented articles."""
    return tuple(
        Reading(
            file=a["file"],
            relevant=a["relevant"],
            origin=a["origin"],
            claims=tuple(c for line in a["claims"] for c in _short_claims(line)),
            quotes=tuple(a["quotes"].items()),
            boilerplate=tuple(_places(a["boilerplate"], texts[a["file"]])),
            day=a.get("date"),
            split=a["split"],
        )
        for a in content["articles"]
    )


def _short_claims(line: str) -> Iterable[Claim]:
    needed = not line.startswith("~")
    actors, items, stances = (cell.strip() for cell in line.removeprefix("~").split("|"))
    for actor in actors.split(","):
        for item in items.split(","):
            triples = product([actor.strip()], item.strip().split("/"), stances.split("/"))
            yield Claim(frozenset(triples), needed)


def _places(lines: Sequence[str], text: str) -> Iterable[tuple[int, int]]:
    at = 0
    for line in lines:
        start = text.index("\n" + line, at) + 1
        at = start + len(line)
        yield start, at


def readings_from_gold(content: Mapping[str, Any]) -> tuple[Reading, ...]:
    """Read the full form of the shared gold reading."""
    origins = _origins(content)
    return tuple(
        Reading(
            file=d["file"],
            relevant=True,
            origin=origins[d["id"]],
            claims=tuple(c for s in d["statements"] for c in _gold_claims(s)),
            quotes=tuple(_gold_quotes(d)),
            boilerplate=tuple((b["start"], b["end"]) for b in d["boilerplate"]),
            day=date.fromisoformat(str(d["publication"]["best"])),
            split="gold",
        )
        for d in content["documents"]
    )


def _gold_quotes(document: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for quote in document["quotes"]:
        if quote["kind"] == "direct":
            yield quote["span"]["text"].strip('"“”')[:24], quote["speaker"]


def _origins(content: Mapping[str, Any]) -> dict[str, str]:
    origins = {d["id"]: d["id"] for d in content["documents"]}
    for pair in content["pairs"]:
        if pair["relation"] == "same_underlying_report":
            origins[pair["b"]] = origins[pair["a"]]
    return origins


def _gold_claims(statement: Mapping[str, Any]) -> Iterable[Claim]:
    other = statement.get("alternative") or {}
    actors = [statement["actor"], *_alternatives(other.get("actor"))]
    items = [statement["item"], *_alternatives(other.get("item"))]
    stances = {statement["stance"], *_listed(other.get("stance"))}
    extra_actors = {a for group in actors for a in group} - set(statement["actor"])
    extra_items = {i for group in items for i in group} - set(statement["item"])
    for actor, item in product(statement["actor"], statement["item"]):
        allowed = product({actor, *extra_actors}, {item, *extra_items}, stances)
        yield Claim(frozenset(allowed), bool(statement["core"]))


def _alternatives(value: Any) -> list[list[str]]:
    if not value:
        return []
    return [list(v) for v in value] if isinstance(value[0], list) else [list(value)]


def _listed(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)
