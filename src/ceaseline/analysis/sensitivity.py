"""Which uncertain numbers an outcome, or what a package changes, hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ceaseline.analysis.asked import Asked, known_names
from ceaseline.analysis.indices import Evaluated, Indices, Shares, indices, orders_of
from ceaseline.analysis.numbers import Number
from ceaseline.analysis.sobol import design
from ceaseline.analysis.statistics import Floats, plain
from ceaseline.case import Case
from ceaseline.study.checkpoint import Checkpoint
from ceaseline.study.rows import Rows, draw_rows, drawn_together, mix, part, with_chances
from ceaseline.study.run import Progress, Sample
from ceaseline.study.study import all_threads, study_inputs

#: Rows of the base design, numbers looked at one by one, and futures a row (a paired difference needs two).
BASE, TOP, PER_ROW = 1024, 40, 32
#: Worlds, futures a world and classes of equal count by which numbers are screened.
SCREEN_WORLDS, SCREEN_FUTURES, CLASSES = 8192, 16, 10
#: Total index from which a number that does little alone is worth naming.
_COUNTS = 0.03
#: Names of the players that are no single number.
REST, TOGETHER = "all other numbers", "calibrated together"


@dataclass(frozen=True)
class Player:
    """One or several numbers that change over together.

    Parameters
    ----------
    name : str
    members : tuple of str
        Names of numbers.
    """

    name: str
    members: tuple[str, ...]


def correlation_ratio(positions: Floats, means: Floats) -> float:
    r"""Return the share of a variance that lies between classes of an input, freed of chance.

    :math:`\eta^2` of Pearson 1905 over classes of equal count, less what classes without meaning would show.

    Parameters
    ----------
    positions : array of float, shape (points,)
        The input; only its order counts.
    means : array of float, shape (points,)
        The outcome.

    Returns
    -------
    float
        About the first-order Sobol index; 0 on average where there is no effect, so it may be negative.

    Examples
    --------
    >>> x = np.arange(1000.0)
    >>> round(correlation_ratio(x, x), 2)
    0.99
    """
    apart = means - means.mean()
    whole = float(np.square(apart).sum())
    edges = np.sort(positions)[positions.size * np.arange(1, CLASSES) // CLASSES]
    classes = np.searchsorted(edges, positions, side="right")
    counts = np.bincount(classes, minlength=CLASSES)
    held = int((counts > 0).sum())
    if whole == 0.0 or held < 2:
        return 0.0
    sums = np.bincount(classes, weights=apart, minlength=CLASSES)
    between = float((np.square(sums) / np.maximum(counts, 1)).sum())
    return 1.0 - (whole - between) / (means.size - held) * (means.size - 1) / whole


def positions_of(rows: Rows, name: str) -> Floats:
    """Return the values of a number in each row, or chances, which have the same order."""
    return np.asarray(rows.chances[name] if name in rows.chances else rows.worlds[name])


def screen(
    asked: Asked, seed: int, threads: int, keep: Checkpoint, worlds: int, futures: int
) -> dict[str, float]:
    """Return about how much each number explains by itself, from a cheap design, largest first.

    Parameters
    ----------
    asked : Asked
    seed, threads : int
    keep : Checkpoint
    worlds, futures : int
        Worlds with luck of their own, and futures in each.

    Returns
    -------
    dict of str to float
        Correlation ratio with the mean of a world, freed of luck's share of the variance.
    """
    rows = draw_rows(asked.case, asked.owned(), seed, worlds)

    def run() -> Floats:
        answers = asked.answers(rows, futures, seed, common_luck=False, threads=threads)
        noise = answers.var(axis=1, ddof=1) / futures
        return np.stack([answers.mean(axis=1), noise])

    means, noise = keep.once("screen", run)
    raw = float(means.var(ddof=1))
    true = raw - float(noise.mean())
    scale = raw / true if true > 0.0 else float("nan")
    found = {name: scale * correlation_ratio(positions_of(rows, name), means) for name in asked.numbers()}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _players(asked: Asked, chosen: Sequence[str]) -> list[Player]:
    numbers = asked.numbers()
    together = drawn_together(asked.case)
    joint = tuple(name for name in numbers if name in together)
    single = [Player(name, (name,)) for name in chosen if name not in together]
    used = {*chosen, *joint}
    rest = tuple(name for name in numbers if name not in used)
    groups = [Player(TOGETHER, joint), Player(REST, rest)]
    return [*single, *(group for group in groups if group.members)]


def _grouped(asked: Asked) -> list[Player]:
    """Return every number in the group of its assumption, or with its lever's or party's others."""
    together = drawn_together(asked.case)
    groups: dict[str, list[str]] = {}
    for number in asked.numbers().values():
        groups.setdefault(_group(asked.case, number, together), []).append(number.name)
    return [Player(name, tuple(members)) for name, members in groups.items()]


def _group(case: Case, number: Number, together: frozenset[str]) -> str:
    if number.name in together:
        return TOGETHER
    if not number.owner:
        return case.assumptions[number.name].group
    owner = {lever.id: lever.item for lever in case.levers}.get(number.owner)
    return "pools of troops" if owner is None else f"promises of {owner.replace('_', ' ')}"


class _Design:
    """Two independent tables of points, and the tables between them."""

    def __init__(self, asked: Asked, players: list[Player], base: int, seed: int) -> None:
        self.asked, self.players, self.base = asked, players, base
        drawn = draw_rows(asked.case, asked.owned(), seed, 2 * base)
        self.first, self.second = part(drawn, 0, base), part(drawn, base, 2 * base)
        together = drawn_together(asked.case)
        single = [p.name for p in players if p.members == (p.name,) and p.name not in together]
        if single:
            one, two = design(len(single), base, seed, 0)
            self.first = with_chances(asked.case, self.first, dict(zip(single, one.T, strict=True)))
            self.second = with_chances(asked.case, self.second, dict(zip(single, two.T, strict=True)))
        self.walks = base // 2
        self.orders = orders_of(len(players), self.walks, seed)

    def swapped(self, player: int) -> Rows:
        all_rows = np.ones(self.base, dtype=bool)
        taken = dict.fromkeys(self.players[player].members, all_rows)
        return mix(self.asked.case, self.first, self.second, taken)

    def step(self, changed: int) -> Rows:
        """Return the points at which the first players of each walk's order have changed over."""
        place = np.argsort(self.orders, axis=1)
        taken = {
            name: place[:, number] < changed
            for number, player in enumerate(self.players)
            for name in player.members
        }
        start, end = part(self.first, 0, self.walks), part(self.second, 0, self.walks)
        return mix(self.asked.case, start, end, taken)

    @property
    def rows(self) -> int:
        """Points in all."""
        return (len(self.players) + 2) * self.base + (len(self.players) - 1) * self.walks


def _evaluate(
    plan: _Design, seed: int, per_row: int, threads: int, keep: Checkpoint, progress: Progress | None
) -> Evaluated:
    done = 0

    def run(name: str, rows: Rows) -> Floats:
        nonlocal done
        found = keep.once(
            name,
            lambda: plan.asked.answers(rows, per_row, seed, common_luck=True, threads=threads).astype(
                np.float32
            ),
        )
        done += rows.size
        if progress is not None:
            progress(done, plan.rows)
        return found.astype(np.float64)

    players = range(len(plan.players))
    first, second = run("first", plan.first), run("second", plan.second)
    swapped = np.stack([run(f"swapped {p}", plan.swapped(p)) for p in players])
    steps = [run(f"step {k}", plan.step(k)) for k in players[1:]]
    between = np.stack(steps, axis=1) if steps else np.zeros((plan.walks, 0, per_row))
    return Evaluated(first, second, swapped, plan.orders, between)


def _share(shares: Shares, at: int) -> dict[str, float | None]:
    return {
        "value": plain(float(shares.value[at])),
        "error": plain(float(shares.error[at])),
        "low": plain(float(shares.low[at])),
        "high": plain(float(shares.high[at])),
    }


def _described(asked: Asked, player: Player) -> dict[str, Any]:
    number = asked.numbers().get(player.name)
    estimate = None if number is None else number.estimate
    return {
        "assumption": player.name,
        "members": list(player.members),
        "owner": number.owner if number is not None else "",
        "unit": None if estimate is None else estimate.unit,
        "p5": None if estimate is None else estimate.p5,
        "p95": None if estimate is None else estimate.p95,
    }


def _rows_of(asked: Asked, players: Sequence[Player], found: Indices) -> list[dict[str, Any]]:
    rows = [
        {
            **_described(asked, player),
            "first": _share(found.first, at),
            "total": _share(found.total, at),
            "shapley": _share(found.shapley, at),
        }
        for at, player in enumerate(players)
    ]
    return sorted(rows, key=lambda row: -(row["shapley"]["value"] or 0.0))


def _acts_in_company(row: dict[str, Any]) -> bool:
    """Say whether a number counts with others, beyond its error, and at most half as much alone."""
    total, alone = row["total"], row["first"]
    if total["value"] is None or alone["value"] is None:
        return False
    return bool(total["low"] > _COUNTS and alone["high"] < 0.5 * total["value"])


def _reads(asked: Asked, rows: Sequence[dict[str, Any]], sums: dict[str, float | None]) -> str:
    what = asked.measure.outcome.replace("_", " ")
    by = f" by year {asked.measure.year}" if asked.measure.year else ""
    if asked.against is None:
        subject = f"{what}{by} under {asked.package}"
    else:
        subject = f"what {asked.package} changes of {what}{by} against {asked.against}"
    clear = [row for row in rows if row["assumption"] != REST and (row["shapley"]["low"] or 0.0) > 0.0]
    if not clear:
        return f"No number explains {subject} beyond its error."
    listed = ", ".join(f"{row['assumption']} {100 * row['shapley']['value']:.0f}" for row in clear[:5])
    text = f"Of 100 parts of the variance of {subject} between worlds, these carry most: {listed}."
    rest = next((row for row in rows if row["assumption"] == REST), None)
    if rest is not None:
        carried = 100 * (rest["shapley"]["value"] or 0.0)
        text += f" All {len(rest['members'])} other numbers together carry {carried:.0f}."
    shy = [row["assumption"] for row in rows if row["assumption"] != REST and _acts_in_company(row)]
    if shy:
        text += f" Hardly alone but in company: {', '.join(shy[:5])}."
    together = sums["first"]
    if together is not None:
        text += (
            f" Single numbers by themselves explain {100 * min(max(together, 0.0), 1.0):.0f}; "
            "what is missing from 100 acts only in company."
        )
    return text


def sensitivity(
    case: Case,
    package: str,
    against: str | None = None,
    *,
    outcome: str = "war",
    year: int | None = None,
    names: Iterable[str] | None = None,
    top: int = TOP,
    groups: bool = False,
    base: int = BASE,
    per_row: int = PER_ROW,
    seed: int = 1,
    screened: tuple[int, int] = (SCREEN_WORLDS, SCREEN_FUTURES),
    threads: int = 0,
    progress: Progress | None = None,
    fresh: bool = False,
    keep: bool = True,
) -> dict[str, Any]:
    """Return Sobol indices and Shapley effects of uncertain numbers on an outcome or a paired difference.

    The numbers that explain most by themselves in a cheap design become players of their own, and all others
    form one group, so that nothing is held still and what the screening missed is seen. Numbers that a
    calibration draws together depend on each other, so they are one player, whose input is the row that is
    drawn. Luck is the same in every row; what it adds to the variance is estimated and taken out.

    Parameters
    ----------
    case : Case
    package, against : str
        Names of packages; with `against`, the paired difference is what is explained.
    outcome : str
        One of `ceaseline.analysis.asked.outcome_names`.
    year : int, optional
        Of the ladder.
    names : iterable of str, optional
        Numbers to look at; else the `top` of them are chosen.
    top : int
        How many are chosen, >= 1.
    groups : bool
        Look instead at every number in the group in which the case holds it.
    base : int
        Rows of one table, a power of two >= 16.
    per_row : int
        Futures a row, >= 2.
    seed : int
    screened : tuple of int
        Worlds of the screening, and futures in each.
    threads : int
        0 for all.
    progress : callable, optional
        Told of rows.
    fresh, keep : bool
        Compute anew; neither read nor write finished pieces.

    Returns
    -------
    dict
        Published as ``docs/json.md``.

    Raises
    ------
    KeyError
        If there is no such package or number.
    ValueError
        If the outcome, year or sizes make no sense.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> found = sensitivity(
    ...     load("korea-1953"), "all-promised", names=["precision"], base=16, per_row=4, keep=False
    ... )
    >>> found["rows"], found["futures"] == found["rows"] * found["per_row"]
    (72, True)
    """
    asked = Asked.of(case, package, against, outcome, year)
    if base < 16 or base & (base - 1):
        raise ValueError(f"the base has to be a power of two from 16 on, not {base}")
    chosen = None if names is None else known_names(asked, names)
    use = threads or all_threads()
    inputs = {
        **study_inputs(case, package, Sample(2, 2, seed)),
        "work": "sensitivity",
        "against": against,
        "outcome": asked.measure.outcome,
        "year": asked.measure.year,
    }
    scores: dict[str, float] = {}
    if not groups and chosen is None:
        pieces = Checkpoint({**inputs, "screened": list(screened)}, fresh=fresh, keep=keep)
        scores = screen(asked, seed, use, pieces, *screened)
        together = drawn_together(case)
        chosen = tuple([name for name in scores if name not in together][:top])
    players = _grouped(asked) if groups else _players(asked, chosen or ())
    layout = {"players": [[p.name, *p.members] for p in players], "base": base, "per_row": per_row}
    pieces = Checkpoint({**inputs, **layout}, fresh=fresh, keep=keep)
    plan = _Design(asked, players, base, seed)
    found = indices(_evaluate(plan, seed, per_row, use, pieces, progress), seed)
    return _result(asked, plan, found, inputs, scores, seed, per_row, screened)


def _result(
    asked: Asked,
    plan: _Design,
    found: Indices,
    inputs: dict[str, Any],
    scores: dict[str, float],
    seed: int,
    per_row: int,
    screened: tuple[int, int],
) -> dict[str, Any]:
    rows = _rows_of(asked, plan.players, found)
    sums = {
        kind: plain(float(shares.value.sum()))
        for kind, shares in (("first", found.first), ("total", found.total), ("shapley", found.shapley))
    }
    numbers = asked.numbers()
    return {
        "case": asked.case.name,
        "package": asked.package,
        "against": asked.against,
        "outcome": asked.measure.outcome,
        "year": asked.measure.year,
        "unit": asked.measure.unit,
        "seed": seed,
        "base": plan.base,
        "walks": plan.walks,
        "rows": plan.rows,
        "per_row": per_row,
        "futures": plan.rows * per_row * len(asked.packages),
        "manifest": {**inputs, "base": plan.base, "per_row": per_row},
        "mean": found.mean,
        "deviation": plain(float(np.sqrt(max(found.variance, 0.0)))),
        "noise_share": plain(found.noise_share),
        "screened": {
            "numbers": len(numbers),
            "worlds": screened[0] if scores else 0,
            "futures": screened[0] * screened[1] * len(asked.packages) if scores else 0,
            "scores": [{"assumption": name, "first": plain(score)} for name, score in scores.items()],
        },
        "assumptions": rows,
        "sums": sums,
        "convergence": [
            {
                "rows": n,
                "assumption": player.name,
                "first": plain(float(first[at])),
                "total": plain(float(total[at])),
            }
            for n, first, total in found.convergence
            for at, player in enumerate(plan.players)
        ],
        "reads": _reads(asked, rows, sums),
    }
