"""What each promise is worth: the outcome of a package shared out among its promises, over all orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ceaseline.analysis.game import Game, Played, play
from ceaseline.analysis.grouping import players_of
from ceaseline.analysis.measures import Measure, cost_measure, every_measure, promise_measures
from ceaseline.analysis.shapley import (
    MOST_EXACT,
    pairs_of,
    sampled_orders,
    shapley_interactions,
    shapley_values,
)
from ceaseline.analysis.statistics import Estimated, Floats
from ceaseline.analysis.worth_words import Share, Tie, share_reads, tie_reads, worth_reads
from ceaseline.case import Case, Group
from ceaseline.study.desk import Run
from ceaseline.study.run import Progress, Sample, worlds_of
from ceaseline.study.study import all_threads, study_inputs

#: Pairs of an order and its reverse drawn first above `MOST_EXACT` groups, and the most by default.
FIRST_PAIRS = 16
MOST_PAIRS = 64
#: Orders are drawn until what they leave open is below this part of the Monte-Carlo error of every group.
OPEN_PART = 0.5
#: Parts of equal size into which worlds are cut by the challenger's precision.
THIRDS = 3


def worth_measures(case: Case) -> tuple[Measure, ...]:
    """Return everything that a promise can be worth something for."""
    return (*every_measure(case.horizon_months), *promise_measures(), cost_measure())


def worth_measure(case: Case, outcome: str, year: int) -> Measure:
    """Return what is counted.

    Parameters
    ----------
    case : Case
    outcome : str
        Name of anything counted.
    year : int
        The year by or in which it is counted; of no account for what is counted over the whole horizon.

    Returns
    -------
    Measure

    Raises
    ------
    ValueError
        If there is no such outcome, or none of that year; with what there is.
    """
    named = [measure for measure in worth_measures(case) if measure.outcome == outcome]
    if not named:
        known = dict.fromkeys(measure.outcome for measure in worth_measures(case))
        raise ValueError(f"nothing called {outcome!r} is counted; there are {', '.join(known)}")
    for measure in named:
        if measure.month is None or measure.month == 12 * year:
            return measure
    years = sorted({measure.month / 12 for measure in named if measure.month is not None})
    raise ValueError(f"{outcome} is read in years {', '.join(f'{y:g}' for y in years)}, not {year}")


@dataclass(frozen=True)
class _Found:
    """Worth of every group, in the order of the players, and what it was read from."""

    shares: list[Share]
    ties: list[Tie]
    played: Played
    masks: list[int]
    pairs: int

    def level(self, mask: int) -> float:
        return float(self.played.levels[self.masks.index(mask)])


def _error(deviations: Floats) -> Floats:
    """Return standard errors from what each world adds, shape (worlds, figures)."""
    worlds = deviations.shape[0]
    return np.asarray(np.sqrt(worlds / (worlds - 1.0) * np.square(deviations).sum(axis=0)))


def _estimates(values: Floats, deviations: Floats) -> list[Estimated]:
    return [Estimated(float(v), float(e)) for v, e in zip(values, _error(deviations), strict=True)]


def _steps(played: Played, masks: Sequence[int], before: Sequence[int], after: Sequence[int]) -> Any:
    """Return by how much subsets differ, and what each world adds to that."""
    place = {mask: column for column, mask in enumerate(masks)}
    one, other = [place[mask] for mask in before], [place[mask] for mask in after]
    levels, deviations = played.levels, played.deviations
    return levels[other] - levels[one], deviations[:, other] - deviations[:, one]


def _shares(
    game: Game,
    played: Played,
    masks: Sequence[int],
    shapley: Sequence[Estimated],
    left_open: Sequence[float],
) -> list[Share]:
    """Put beside each Shapley value what the group is worth first and last, and when it is in force."""
    number = len(game.players)
    whole = (1 << number) - 1
    singles = [1 << i for i in range(number)]
    first = _steps(played, masks, [0] * number, singles)
    last = _steps(played, masks, [whole ^ one for one in singles], [whole] * number)
    grows = _estimates(last[0] - first[0], last[1] - first[1])
    return [
        Share(*row)
        for row in zip(
            game.players,
            shapley,
            _estimates(*first),
            _estimates(*last),
            grows,
            left_open,
            played.in_force[:number].tolist(),
            played.in_force[number:].tolist(),
            strict=True,
        )
    ]


def _watched(number: int, masks: Sequence[int]) -> list[tuple[int, int]]:
    """Watch each group in the whole package, and alone."""
    whole = masks.index((1 << number) - 1)
    return [
        *((whole, player) for player in range(number)),
        *((masks.index(1 << player), player) for player in range(number)),
    ]


def _exact(game: Game) -> _Found:
    """Value every group from the outcome of every subset."""
    number = len(game.players)
    masks = list(range(1 << number))
    played = play(game, masks, _watched(number, masks))
    levels, deviations = played.levels, played.deviations
    shapley = _estimates(shapley_values(levels), shapley_values(deviations))
    ties = []
    if number > 1:
        index = _estimates(shapley_interactions(levels), shapley_interactions(deviations))
        both = [1 << i | 1 << j for i, j in pairs_of(number)]
        together = _estimates(*_steps(played, masks, [0] * len(both), both))
        ties = [
            Tie(game.players[i], game.players[j], tie, pair)
            for (i, j), tie, pair in zip(pairs_of(number), index, together, strict=True)
        ]
    return _Found(_shares(game, played, masks, shapley, [0.0] * number), ties, played, masks, 0)


def _along(order: Sequence[int]) -> list[int]:
    masks = [0]
    for player in order:
        masks.append(masks[-1] | 1 << player)
    return masks


def _drawn(game: Game, pairs: int) -> _Found:
    """Value every group from random orders and their reverses."""
    number = len(game.players)
    whole = (1 << number) - 1
    orders = [
        way for order in sampled_orders(number, pairs, game.sample.seed) for way in (order, order[::-1])
    ]
    ends = [0, whole, *(1 << i for i in range(number)), *(whole ^ 1 << i for i in range(number))]
    masks = list(dict.fromkeys([*ends, *(mask for order in orders for mask in _along(order))]))
    played = play(game, masks, _watched(number, masks))
    gains = np.zeros((len(orders), number))
    by_world = np.zeros((game.sample.worlds, number))
    for row, order in enumerate(orders):
        path = _along(order)
        levels, deviations = _steps(played, masks, path[:-1], path[1:])
        gains[row, order] = levels
        by_world[:, order] += deviations / len(orders)
    means = 0.5 * (gains[0::2] + gains[1::2])
    left_open = means.std(axis=0, ddof=1) / np.sqrt(pairs)
    shapley = [
        Estimated(float(value), float(np.hypot(luck, left)))
        for value, luck, left in zip(means.mean(axis=0), _error(by_world), left_open, strict=True)
    ]
    return _Found(_shares(game, played, masks, shapley, left_open.tolist()), [], played, masks, pairs)


def _sampled(game: Game, most: int) -> _Found:
    """Draw orders until what they leave open is small beside the Monte-Carlo error, or `most` are drawn."""
    pairs = min(FIRST_PAIRS, most)
    while True:
        found = _drawn(game, pairs)
        small = all(
            share.open <= OPEN_PART * np.sqrt(share.shapley.error**2 - share.open**2)
            for share in found.shares
        )
        if small or pairs >= most:
            return found
        pairs = min(2 * pairs, most)


def _levels_of_precision(game: Game, found: _Found) -> list[dict[str, Any]]:
    """Return the worth in worlds of low, middle and high precision of the challenger; exact games only."""
    precision = game.worlds["precision"]
    if found.pairs or np.ptp(precision) == 0.0 or game.sample.worlds < 2 * THIRDS:
        return []
    rows = []
    for part in np.array_split(np.argsort(precision, kind="stable"), THIRDS):
        within = found.played.within(part)
        drawn = precision[part]
        rows.append(_at_precision(game, within, float(drawn.min()), float(drawn.max())))
    return rows


def _at_precision(game: Game, played: Played, low: float, high: float) -> dict[str, Any]:
    levels, deviations = played.levels, played.deviations
    (whole,) = _estimates(levels[-1:] - levels[0], deviations[:, -1:] - deviations[:, :1])
    shapley = _estimates(shapley_values(levels), shapley_values(deviations))
    return {
        "low": low,
        "high": high,
        "worlds": int(deviations.shape[0]),
        "difference": whole.value,
        "error": whole.error,
        "worth": [
            {"lever": player.name, "shapley": value.value, "error": value.error}
            for player, value in zip(game.players, shapley, strict=True)
        ],
    }


def _pinned(game: Game, precisions: Sequence[float]) -> list[dict[str, Any]]:
    """Return the worth with the challenger's precision held at values in every world."""
    masks = list(range(1 << len(game.players)))
    rows = []
    for value in precisions:
        worlds = game.worlds.copy()
        worlds["precision"] = value
        inputs = None if game.inputs is None else {**game.inputs, "precision": value}
        played = play(replace(game, worlds=worlds, inputs=inputs), masks)
        rows.append(_at_precision(game, played, value, value))
    return rows


def worth(
    case: Case,
    package: str,
    sample: Sample | None = None,
    *,
    by: str = "group",
    groups: Sequence[Group] | None = None,
    outcome: str = "war",
    year: int = 10,
    precisions: Sequence[float] = (),
    most_pairs: int = MOST_PAIRS,
    threads: int = 0,
    progress: Progress | None = None,
    fresh: bool = False,
    keep: bool = True,
) -> dict[str, Any]:
    """Return what each group of a package's promises is worth for an outcome.

    The Shapley value of a group is by how much the outcome moves when the group joins, on average over all
    orders in which groups could join; values add up to what the whole package moves. Beside it stand what the
    group moves alone (first in) and on top of all others (last in). All subsets meet the same worlds and
    luck, so every figure is paired; errors are clustered by world. Up to 16 groups every subset is looked
    at; above that orders are drawn.

    Parameters
    ----------
    case : Case
    package : str
    sample : Sample, optional
    by : str
        How promises are grouped: ``group``, ``party``, ``tier``, ``domain`` or ``lever``.
    groups : sequence of Group, optional
        A user's own groups, in place of `by`.
    outcome : str
        Anything that is counted.
    year : int
        By or in which year, where the outcome has one.
    precisions : sequence of float
        Values of the assumption `precision` at which the worth is worked out again, held in every world.
        Without any, worlds are cut into thirds by the precision they drew. Up to 16 groups.
    most_pairs : int
        Most pairs of an order and its reverse drawn above 16 groups, >= 2.
    threads : int
        0 for all; changes no figure.
    progress : callable, optional
        Told of futures times subsets.
    fresh : bool
        Compute anew what an earlier run has finished.
    keep : bool
        False to neither read nor write finished pieces.

    Returns
    -------
    dict
        ``outcome``, ``year``, ``empty`` and ``full`` (the outcome with no and with every promise), ``worth``,
        ``interactions`` (every pair, exact games only), ``by_precision``, ``efficiency``, ``sharing``,
        ``reads`` and ``manifest``.

    Raises
    ------
    KeyError
        If the case has no such package.
    ValueError
        If the outcome is not counted, has no figure under some subset, or the package holds nothing.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> from ceaseline.study import Sample
    >>> found = worth(load("korea-1953"), "all-promised", Sample(64, 8), keep=False)
    >>> moved = found["full"] - found["empty"]
    >>> abs(sum(row["shapley"] for row in found["worth"]) - moved) < 1e-12
    True
    """
    sample = sample or Sample()
    chosen = case.package(package)
    measure = worth_measure(case, outcome, year)
    players = players_of(case, chosen, by, groups)
    if not players:
        raise ValueError(f"package {package} holds no promise, so there is nothing to share out")
    if most_pairs < 2:
        raise ValueError(f"at least 2 pairs of orders are needed to see their spread, not {most_pairs}")
    inputs = study_inputs(case, package, sample)
    game = Game(
        case,
        chosen,
        players,
        measure,
        sample,
        worlds_of(case, sample),
        threads or all_threads(),
        inputs if keep else None,
        fresh,
        progress,
    )
    return _solved(game, precisions, most_pairs, inputs, "own" if groups is not None else by)


def worth_of(
    run: Run, *, outcome: str = "war", year: int = 10, threads: int = 1, progress: Progress | None = None
) -> dict[str, Any]:
    """Return what each group of promises of a setting is worth; as `worth`, with nothing kept.

    Parameters
    ----------
    run : Run
        With its own conditions and assumptions.
    outcome, year, threads, progress
        As in `worth`.

    Returns
    -------
    dict

    Raises
    ------
    ValueError
        If the outcome is not counted or the package holds nothing.
    """
    measure = worth_measure(run.case, outcome, year)
    players = players_of(run.case, run.package, "group", None)
    if not players:
        raise ValueError("the package holds no promise, so there is nothing to share out")
    game = Game(
        run.case, run.package, players, measure, run.sample, run.worlds, threads, None, progress=progress
    )
    return _solved(game, (), MOST_PAIRS, {}, "group")


def _solved(
    game: Game, precisions: Sequence[float], most_pairs: int, inputs: dict[str, Any], by: str
) -> dict[str, Any]:
    exact = len(game.players) <= MOST_EXACT
    if precisions and not exact:
        most, count = MOST_EXACT, len(game.players)
        raise ValueError(f"worth against precision takes at most {most} groups, not {count}")
    found = _exact(game) if exact else _sampled(game, most_pairs)
    against = _pinned(game, precisions) if precisions else _levels_of_precision(game, found)
    return _result(game, found, against, inputs, by)


def _result(
    game: Game, found: _Found, against: list[dict[str, Any]], inputs: dict[str, Any], by: str
) -> dict[str, Any]:
    players, sample, measure = game.players, game.sample, game.measure
    empty, full = found.level(0), found.level((1 << len(players)) - 1)
    total = sum(share.shapley.value for share in found.shares)
    whole = Estimated(
        full - empty, _error(_steps(found.played, found.masks, [0], [(1 << len(players)) - 1])[1])[0].item()
    )
    asked = sample.futures * len(found.masks)
    return {
        "case": game.case.name,
        "package": game.package.name,
        "title": game.package.title,
        "outcome": measure.outcome,
        "year": measure.year,
        "unit": measure.unit,
        "by": by,
        "seed": sample.seed,
        "futures": sample.futures,
        "worlds": sample.worlds,
        "method": "exact" if not found.pairs else "sampled",
        "orders": 2 * found.pairs or None,
        "empty": empty,
        "full": full,
        "difference": whole.value,
        "error": whole.error,
        "worth": [_share_row(share, measure, len(players), sample.worlds) for share in found.shares],
        "interactions": [_tie_row(tie, len(found.ties), sample.worlds) for tie in found.ties],
        "efficiency": {"sum": total, "difference": full - empty, "gap": total - (full - empty)},
        "by_precision": against,
        "sharing": {
            "subsets": len(found.masks),
            "futures": asked,
            "histories": int(found.played.histories),
            "factor": asked / found.played.histories,
        },
        "reads": worth_reads(measure, whole, found.shares, found.ties, against, sample.worlds),
        "manifest": inputs,
    }


def _share_row(share: Share, measure: Measure, number: int, worlds: int) -> dict[str, Any]:
    return {
        "lever": share.player.name,
        "title": share.player.title,
        "levers": list(share.player.levers),
        "shapley": share.shapley.value,
        "first_in": share.first.value,
        "last_in": share.last.value,
        "error": share.shapley.error,
        "first_in_error": share.first.error,
        "last_in_error": share.last.error,
        "sampling_error": share.open,
        "in_force": share.in_force,
        "in_force_alone": share.in_force_alone,
        "reads": share_reads(measure, share, number, worlds),
    }


def _tie_row(tie: Tie, number: int, worlds: int) -> dict[str, Any]:
    return {
        "levers": [tie.one.name, tie.other.name],
        "interaction": tie.index.value,
        "error": tie.index.error,
        "together": tie.together.value,
        "together_error": tie.together.error,
        "reads": tie_reads(tie, number, worlds),
    }
