"""Plain sentences on what promises are worth: complements, stand-ins, what is worth nothing here and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ceaseline.analysis.effects import threshold
from ceaseline.analysis.grouping import Player
from ceaseline.analysis.measures import Measure
from ceaseline.analysis.sentences import TOO_SMALL, decimals, factor_of, figure, is_too_small, moved
from ceaseline.analysis.statistics import Estimated

#: How many pairs and groups a sentence names at most, and the least part of the whole that it names.
NAMED = 3
WORTH_NAMING = 0.1


@dataclass(frozen=True)
class Share:
    """What one group is worth.

    Parameters
    ----------
    player : Player
    shapley, first, last : Estimated
        On average over all orders, alone, and on top of all others.
    grows : Estimated
        `last` less `first`, paired.
    open : float
        Standard error from drawing orders; 0 where every subset was looked at. Part of the error of
        `shapley`.
    in_force, in_force_alone : float
        Share of futures that open with any of its promises in force: in the whole package, and alone.
    """

    player: Player
    shapley: Estimated
    first: Estimated
    last: Estimated
    grows: Estimated
    open: float
    in_force: float
    in_force_alone: float


@dataclass(frozen=True)
class Tie:
    """What two groups are worth together beyond what each is worth.

    Parameters
    ----------
    one, other : Player
    index : Estimated
        Shapley interaction index.
    together : Estimated
        What the two are worth with no other promise.
    """

    one: Player
    other: Player
    index: Estimated
    together: Estimated


def _nothing(found: Estimated) -> bool:
    return found.value == 0.0 and found.error == 0.0


def _clear(found: Estimated, looked_at: int, worlds: int) -> bool:
    """Say whether a figure stands out of many that are looked at."""
    return not _nothing(found) and abs(found.value) >= threshold(looked_at, worlds) * found.error


def _give(measure: Measure, found: Estimated) -> str:
    error = found.error * factor_of(measure)
    return f"give or take {figure(error, decimals(error))}"


def _told(measure: Measure, found: Estimated) -> str:
    """Say what a figure is, or that it is nothing or too small."""
    if _nothing(found):
        return "exactly nothing"
    return TOO_SMALL if is_too_small(found) else f"{moved(measure, found)}, {_give(measure, found)}"


def _size(measure: Measure, found: Estimated) -> str:
    """Write a figure without words, for brackets: its sign stands for more or less of the outcome."""
    if _nothing(found):
        return "0"
    if is_too_small(found):
        return TOO_SMALL
    scale = factor_of(measure)
    digits = decimals(found.error * scale)
    sign = "−" if found.value < 0.0 else "+"
    return f"{sign}{figure(abs(found.value) * scale, digits)}"


def _listed(words: Sequence[str]) -> str:
    """Join titles, which may hold commas themselves."""
    return words[0] if len(words) == 1 else f"{'; '.join(words[:-1])}; and {words[-1]}"


def why_nothing(share: Share) -> str:
    """Say why a group moves nothing at all.

    Parameters
    ----------
    share : Share
        Of a group whose every figure is exactly zero.
    """
    if share.in_force == 0.0:
        return (
            "never in force in this package: nobody who promises it is willing, or its conditions never hold"
        )
    return f"in force in {100 * share.in_force:.0f} of 100 futures, but nothing of what it does reaches this"


def share_reads(measure: Measure, share: Share, number: int, worlds: int) -> str:
    """Return what a group is worth as a sentence.

    Parameters
    ----------
    measure : Measure
    share : Share
    number : int
        Groups looked at; more of them raise the bar for what is called a complement.
    worlds : int

    Returns
    -------
    str
    """
    if _nothing(share.shapley) and _nothing(share.first) and _nothing(share.last):
        return f"worth nothing here: {why_nothing(share)}"
    words = f"on average over all orders {_told(measure, share.shapley)}"
    words += f"; alone {_told(measure, share.first)}"
    if _nothing(share.first) and share.in_force_alone == 0.0:
        words += " (alone it is never in force)"
    words += f"; on top of all others {_told(measure, share.last)}"
    if _clear(share.grows, number, worlds):
        more = share.grows.value * share.shapley.value > 0.0
        words += (
            ": worth more with the others than alone" if more else ": worth less with the others than alone"
        )
    return words


def tie_reads(tie: Tie, number: int, worlds: int) -> str:
    """Return how two groups go together, in words: complements, stand-ins, or neither."""
    if _nothing(tie.index):
        return "independent: neither changes what the other is worth"
    if not _clear(tie.index, number, worlds):
        return TOO_SMALL
    direction = tie.together.value
    if direction == 0.0:
        return "each changes what the other is worth"
    if tie.index.value * direction > 0.0:
        return "complements: worth more together than apart"
    return "stand-ins: each does in part what the other does"


def worth_reads(
    measure: Measure,
    whole: Estimated,
    shares: Sequence[Share],
    ties: Sequence[Tie],
    against: Sequence[dict[str, Any]],
    worlds: int,
) -> list[str]:
    """Return the reading of a table of worth, the most important first.

    Parameters
    ----------
    measure : Measure
    whole : Estimated
        What all promises move together.
    shares, ties : sequences of Share and Tie
    against : sequence of dict
        Worth by the challenger's precision.
    worlds : int

    Returns
    -------
    list of str
        Sentences.
    """
    found = [_whole_reads(measure, whole, shares)]
    found += _together_reads(measure, shares, ties, worlds)
    found += _pairs_reads(measure, whole, ties, worlds)
    found += _rest_reads(shares)
    found += _precision_reads(measure, against)
    return found


def _whole_reads(measure: Measure, whole: Estimated, shares: Sequence[Share]) -> str:
    if _nothing(whole) and all(_nothing(share.shapley) for share in shares):
        return "The package moves nothing of this outcome."
    told = f"All promises together: {_told(measure, whole)}."
    least = WORTH_NAMING * abs(whole.value)
    clear = [s for s in shares if not is_too_small(s.shapley) and abs(s.shapley.value) >= least]
    largest = sorted(clear, key=lambda share: -abs(share.shapley.value))[:NAMED]
    if not largest:
        return f"{told} How it is shared out among promises is too small to tell."
    named = [f"{share.player.title} ({_size(measure, share.shapley)})" for share in largest]
    return f"{told} On average over all orders of joining, most of it comes from {_listed(named)}."


def _together_reads(measure: Measure, shares: Sequence[Share], ties: Sequence[Tie], worlds: int) -> list[str]:
    """Name groups that are worth little alone and much on top of the others, or the reverse."""
    found = []
    for share in shares:
        clear = _clear(share.grows, len(shares), worlds)
        if not clear or share.grows.value * share.shapley.value <= 0.0:
            continue
        if abs(share.first.value) > 0.5 * abs(share.last.value):
            continue
        partner = _partner(share, ties, worlds)
        alone = (
            "alone it is never in force"
            if _nothing(share.first) and share.in_force_alone == 0.0
            else f"alone {_size(measure, share.first)}"
        )
        words = (
            f"Worth little alone, much together: {share.player.title}: {alone}, on top of all others "
            f"{_size(measure, share.last)}"
        )
        found.append(f"{words}{partner}.")
    return found


def _partner(share: Share, ties: Sequence[Tie], worlds: int) -> str:
    """Name the group with which another goes best, where that stands out."""
    best, most = None, 0.0
    for tie in ties:
        if share.player not in (tie.one, tie.other) or not _clear(tie.index, len(ties), worlds):
            continue
        gain = tie.index.value * share.shapley.value
        if gain > most:
            most, best = gain, tie.other if tie.one == share.player else tie.one
    return "" if best is None else f"; it goes best with {best.title}"


def _pairs_reads(measure: Measure, whole: Estimated, ties: Sequence[Tie], worlds: int) -> list[str]:
    clear = [tie for tie in ties if _clear(tie.index, len(ties), worlds)]
    found = []
    for words, sign in (
        ("Pairs that are worth more together than apart", 1.0),
        ("Pairs that in part do the same work", -1.0),
    ):
        fitting = [tie for tie in clear if sign * tie.index.value * whole.value > 0.0]
        largest = sorted(fitting, key=lambda tie: -abs(tie.index.value))[:NAMED]
        if largest:
            named = [
                f"{tie.one.title} with {tie.other.title} ({_size(measure, tie.index)})" for tie in largest
            ]
            more = f", and {len(fitting) - NAMED} more" if len(fitting) > NAMED else ""
            found.append(f"{words}: {'; '.join(named)}{more}.")
    return found


def _rest_reads(shares: Sequence[Share]) -> list[str]:
    """Name what is worth nothing, and why, and what is too small to tell."""
    nothing = [s for s in shares if _nothing(s.shapley) and _nothing(s.first) and _nothing(s.last)]
    small = [s for s in shares if s not in nothing and is_too_small(s.shapley)]
    found = [f"Worth nothing here: {s.player.title}: {why_nothing(s)}." for s in nothing]
    if small:
        found.append(f"Too small to tell: {_listed([s.player.title for s in small])}.")
    return found


def _precision_reads(measure: Measure, against: Sequence[dict[str, Any]]) -> list[str]:
    """Say what the whole is worth as the challenger decides more by chance or more by its payoffs."""
    if not against:
        return []
    parts = []
    for row in against:
        span = figure(row["low"], 1)
        if row["high"] != row["low"]:
            span = f"{span} to {figure(row['high'], 1)}"
        parts.append(f"{_size(measure, Estimated(row['difference'], row['error']))} at {span}")
    return [
        "By the precision with which the challenger follows its payoffs (the full aim is worth 1, so the two "
        f"are one scale): {'; '.join(parts)}."
    ]
