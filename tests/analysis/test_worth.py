"""Worth: Shapley by brute force, against another library, and what must hold of any sharing out."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import import_module
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
import shapiq

from ceaseline.analysis.game import Game, play
from ceaseline.analysis.grouping import players_of
from ceaseline.analysis.shapley import pairs_of, shapley_interactions, shapley_values
from ceaseline.analysis.variants import certain_setting
from ceaseline.analysis.worth import worth, worth_measure
from ceaseline.case import (
    AmountCondition,
    Case,
    CaseError,
    CountCondition,
    FrozenMap,
    Group,
    groups_from,
)
from ceaseline.study import Sample
from ceaseline.study.run import run_package, worlds_of

PACKAGE = "as-reported-2025-08-26"
SAMPLE = Sample(256, 16, 2)
GROUPS = (
    Group(id="core", title="", levers=("force-uk", "force-france", "europe-response")),
    Group(id="us", title="", levers=("us-air-defence", "us-intelligence", "us-command", "us-response")),
    Group(id="sea", title="", levers=("sea-turkiye", "sea-uk")),
)


def few(case: Case, package: str, levers: tuple[str, ...]) -> Case:
    """Return a case whose package holds some of its levers only."""
    chosen = case.package(package)
    kept = FrozenMap({name: chosen.settings[name] for name in levers})
    packages = tuple(replace(p, settings=kept) if p.name == package else p for p in case.packages)
    return replace(case, packages=packages)


def bound(case: Case) -> Case:
    """Return a case whose conditions are all really meant, in every future."""
    levers = tuple(
        replace(
            lever,
            requires=tuple(
                replace(c, chance=None) if isinstance(c, CountCondition | AmountCondition) else c
                for c in lever.requires
            ),
        )
        for lever in case.levers
    )
    return replace(case, levers=levers)


@pytest.fixture(scope="module")
def small(ukraine: Case) -> Case:
    levers = ("force-uk", "force-france", "us-command", "training-uk", "sea-turkiye")
    return few(ukraine, "all-promised", levers)


def test_worth_is_the_mean_over_all_orders_of_runs_apart(small: Case) -> None:
    """Nothing is shared here: every subset is a package of its own, every order is walked through."""
    found = worth(small, "all-promised", SAMPLE, by="lever", outcome="serious_clash", threads=1, keep=False)
    names = [row["lever"] for row in found["worth"]]
    assert len(names) == 5

    def level(held: frozenset[str]) -> float:
        package = few(small, "all-promised", tuple(sorted(held, key=names.index))).package("all-promised")
        _, outcomes = run_package(small, package, SAMPLE)
        return float((outcomes["first"][:, 3] <= 120).mean())

    subsets = {frozenset(n for i, n in enumerate(names) if mask >> i & 1): 0.0 for mask in range(32)}
    levels = {held: level(held) for held in subsets}
    total = dict.fromkeys(names, 0.0)
    orders = list(permutations(names))
    for order in orders:
        for place, name in enumerate(order):
            before = frozenset(order[:place])
            total[name] += (levels[before | {name}] - levels[before]) / len(orders)
    assert found["empty"] == levels[frozenset()]
    assert found["full"] == levels[frozenset(names)]
    for row in found["worth"]:
        rest = frozenset(names) - {row["lever"]}
        assert row["shapley"] == pytest.approx(total[row["lever"]], abs=1e-12)
        assert row["first_in"] == levels[frozenset({row["lever"]})] - levels[frozenset()]
        assert row["last_in"] == levels[frozenset(names)] - levels[rest]
    assert any(row["shapley"] != 0.0 for row in found["worth"])


def test_worth_and_interactions_are_those_of_another_library(ukraine: Case) -> None:
    found = worth(
        ukraine, PACKAGE, SAMPLE, groups=GROUPS, outcome="territory_lost_km2", threads=1, keep=False
    )
    players = players_of(ukraine, ukraine.package(PACKAGE), groups=GROUPS)[:6]
    game = Game(
        ukraine, ukraine.package(PACKAGE), players, worth_measure(ukraine, "dead", 10), SAMPLE,
        worlds_of(ukraine, SAMPLE), 1, None,
    )  # fmt: skip
    levels = play(game, list(range(64))).levels
    weights = 1 << np.arange(6)
    computer = shapiq.game_theory.exact.ExactComputer(
        n_players=6, game=lambda coalitions: levels[(np.atleast_2d(coalitions) * weights).sum(axis=1)]
    )
    values = computer("SV", 1)
    index = computer("SII", 2)
    for i, value in enumerate(shapley_values(levels)):
        assert value == pytest.approx(values[(i,)], abs=1e-9)
    for (i, j), value in zip(pairs_of(6), shapley_interactions(levels), strict=True):
        assert value == pytest.approx(index[(i, j)], abs=1e-9)
    assert found["method"] == "sampled"


def test_sharing_out_is_efficient_symmetric_and_gives_nothing_to_those_who_move_nothing(
    ukraine: Case,
) -> None:
    found = worth(ukraine, PACKAGE, SAMPLE, outcome="dead", threads=1, keep=False)
    rows = {row["lever"]: row for row in found["worth"]}
    assert sum(row["shapley"] for row in rows.values()) == pytest.approx(
        found["full"] - found["empty"], rel=1e-12
    )
    assert found["efficiency"]["gap"] == pytest.approx(0.0, abs=1e-9 * abs(found["difference"]))
    json.dumps(found, allow_nan=False)
    same = np.array([0.0, 1.0, 1.0, 3.0, 2.0, 4.0, 4.0, 7.0])
    one, other, _ = shapley_values(same)
    assert one == other
    assert shapley_interactions(same)[1] == shapley_interactions(same)[2]


def test_a_group_that_moves_nothing_is_worth_exactly_nothing_and_says_why(ukraine: Case) -> None:
    """Patrols at sea win nobody for a ceasefire; what waits for absent troops is never in force."""
    found = worth(ukraine, PACKAGE, SAMPLE, outcome="agreement", by="domain", threads=1, keep=False)
    sea = next(row for row in found["worth"] if row["lever"] == "sea")
    assert (sea["shapley"], sea["error"], sea["first_in"], sea["last_in"]) == (0.0, 0.0, 0.0, 0.0)
    assert "but nothing of what it does reaches this" in sea["reads"]
    assert all(row["interaction"] == 0.0 for row in found["interactions"] if "sea" in row["levers"])
    unwilling = few(bound(ukraine), PACKAGE, ("us-air-defence", "training-uk"))
    found = worth(unwilling, PACKAGE, SAMPLE, by="lever", threads=1, keep=False)
    waiting = found["worth"][0]
    assert (waiting["shapley"], waiting["in_force"]) == (0.0, 0.0)
    assert "never in force" in waiting["reads"]


def test_promises_that_wait_for_each_other_are_complements(ukraine: Case) -> None:
    """American air defence needs 20 000 troops: nothing alone, in force only with the others."""
    found = worth(
        bound(ukraine),
        "all-promised",
        SAMPLE,
        groups=(
            Group(id="us", title="Americans", levers=("us-air-defence",)),
            Group(id="europe", title="", levers=tuple(
                lever.id for lever in ukraine.levers if lever.item == "ground_troops"
            )),
            Group(id="rest", title="", levers=tuple(
                lever.id
                for lever in ukraine.levers
                if lever.item != "ground_troops" and lever.id != "us-air-defence"
            )),
        ),
        outcome="force_cover_share",
        year=5,
        threads=1,
        keep=False,
    )  # fmt: skip
    us = next(row for row in found["worth"] if row["lever"] == "us")
    assert us["first_in"] == 0.0
    assert us["in_force_alone"] == 0.0
    assert us["last_in"] > 2 * us["last_in_error"] > 0.0
    pair = next(row for row in found["interactions"] if row["levers"] == ["us", "europe"])
    assert pair["reads"].startswith("complements")
    assert any(line.startswith("Worth little alone, much together: Americans") for line in found["reads"])


def test_errors_are_paired_and_clustered(small: Case) -> None:
    """The error of first-in is that of a paired comparison of the two packages."""
    from ceaseline.analysis.statistics import difference

    found = worth(small, "all-promised", SAMPLE, by="lever", threads=1, keep=False)
    measure = worth_measure(small, "war", 10)
    alone = few(small, "all-promised", ("force-france",))
    _, one = run_package(alone, alone.package("all-promised"), SAMPLE)
    _, none = run_package(small, small.package("none"), SAMPLE)
    expected = difference(measure.read(one), measure.read(none), SAMPLE.worlds)
    row = next(row for row in found["worth"] if row["lever"] == "force-france")
    assert row["first_in"] == pytest.approx(expected.value, abs=1e-15)
    assert row["first_in_error"] == pytest.approx(expected.error, rel=1e-9)


def test_threads_change_nothing(small: Case) -> None:
    one = worth(small, "all-promised", SAMPLE, by="lever", threads=1, keep=False)
    assert worth(small, "all-promised", SAMPLE, by="lever", threads=3, keep=False) == one


def test_drawn_orders_agree_with_all_of_them(small: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = worth(small, "all-promised", SAMPLE, by="lever", outcome="dead", threads=1, keep=False)
    monkeypatch.setattr(import_module("ceaseline.analysis.worth"), "MOST_EXACT", 2)
    drawn = worth(
        small, "all-promised", SAMPLE, by="lever", outcome="dead", most_pairs=32, threads=1, keep=False
    )
    assert drawn["method"] == "sampled"
    assert drawn["interactions"] == []
    total = sum(row["shapley"] for row in drawn["worth"])
    assert total == pytest.approx(drawn["full"] - drawn["empty"], rel=1e-9)
    for one, other in zip(exact["worth"], drawn["worth"], strict=True):
        assert one["first_in"] == other["first_in"]
        apart = abs(one["shapley"] - other["shapley"])
        assert apart <= 5.0 * other["sampling_error"] + 1e-9
        assert other["error"] >= other["sampling_error"]


def test_designs_are_valued_like_promises(ukraine: Case) -> None:
    """Removing all conditions brings American promises in force that would wait in vain alone."""
    freed = certain_setting(ukraine.lever("unconditional"))
    package = replace(
        ukraine.package("every-lever"),
        settings=FrozenMap({**ukraine.package("every-lever").settings, "unconditional": freed}),
    )
    held = ("us-command", "us-intelligence", "training-uk", "unconditional")
    case = few(replace(bound(ukraine), packages=(package,)), "every-lever", held)
    found = worth(case, "every-lever", SAMPLE, by="lever", outcome="in_force_least", threads=1, keep=False)
    with pytest.raises(ValueError, match="take a package without them"):
        worth(case, "every-lever", SAMPLE, by="lever", outcome="warning_days", year=5, keep=False)
    rows = {row["lever"]: row for row in found["worth"]}
    assert rows["unconditional"]["first_in"] == 0.0
    assert rows["unconditional"]["last_in"] > 0.0
    assert rows["us-command"]["in_force"] == 1.0
    assert rows["us-command"]["in_force_alone"] == 0.0


def test_worth_against_precision(small: Case) -> None:
    thirds = worth(small, "all-promised", SAMPLE, by="lever", threads=1, keep=False)["by_precision"]
    assert [row["worlds"] for row in thirds] == [6, 5, 5]
    assert thirds[0]["high"] <= thirds[1]["low"] <= thirds[1]["high"] <= thirds[2]["low"]
    held = worth(small, "all-promised", SAMPLE, by="lever", precisions=(2.0, 20.0), threads=1, keep=False)
    assert [(row["low"], row["high"]) for row in held["by_precision"]] == [(2.0, 2.0), (20.0, 20.0)]
    for row in held["by_precision"]:
        assert sum(cell["shapley"] for cell in row["worth"]) == pytest.approx(row["difference"], abs=1e-12)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"outcome": "wars"}, "nothing called 'wars' is counted; there are incident"),
        ({"year": 3}, "war is read in years 1, 2, 5, 10, not 3"),
        ({"outcome": "promise_kept"}, "has no figure without some"),
        ({"by": "colour"}, "grouped by group, party"),
        ({"most_pairs": 1}, "at least 2 pairs"),
        ({"by": "lever", "precisions": (2.0,)}, "at most 16 groups"),
    ],
)
def test_what_cannot_be_answered_is_said(ukraine: Case, asked: dict[str, object], said: str) -> None:
    case = ukraine
    if asked.get("outcome") == "promise_kept":
        case = few(ukraine, PACKAGE, ("force-uk", "training-uk"))
    with pytest.raises(ValueError, match=said):
        worth(case, PACKAGE, Sample(32, 16, 1), threads=1, keep=False, **asked)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="holds no promise"):
        worth(case, "none", Sample(32, 16, 1), keep=False)


def test_ways_to_group(ukraine: Case) -> None:
    package = ukraine.package("all-promised")
    groups = players_of(ukraine, package)
    assert len(groups) == 12
    assert groups[0].title == "British and French troops and the European answer"
    for by in ("group", "party", "tier", "domain", "lever"):
        held = [lever for player in players_of(ukraine, package, by) for lever in player.levers]
        assert sorted(held) == sorted(package.settings)
    parties = {player.name: player.title for player in players_of(ukraine, package, "party")}
    assert parties["uk"] == "United Kingdom"
    own = players_of(ukraine, package, groups=GROUPS)
    assert [player.name for player in own[:3]] == ["core", "us", "sea"]
    assert len(own) == 3 + len(package.settings) - 9


def test_own_groups_from_a_file(ukraine: Case, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "groups:\n"
        "  - {id: americans, title: Everything American, levers: [group:us-sensing, us-command]}\n"
        "  - {id: air-shield}\n",
        encoding="utf-8",
    )
    americans, shield = groups_from(path, ukraine)
    assert americans == Group(
        id="americans",
        title="Everything American",
        levers=("us-intelligence", "us-border-watch", "us-command"),
    )
    assert "shield-uk" in shield.levers


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("groups:\n  - {id: one, levers: [force-ukk]}\n", "mine.yaml:2:24 groups[one].levers[0]: no "
         "lever is called force-ukk (levers stand in levers.yaml); did you mean force-uk?"),
        ("groups:\n  - {id: one, levers: [force-uk]}\n  - {id: two, levers: [force-uk]}\n",
         "force-uk is in one and in two (a lever counts once)"),
        ("groups:\n  - {id: one, levers: [force-uk]}\n  - {id: one, levers: [zone]}\n",
         "group one is given twice"),
        ("groups:\n  - {id: nobody}\n", "group nobody holds no lever"),
        ("groups:\n  - {id: one, lever: [zone]}\n", "unknown key"),
        ("groups: []\n", "no group"),
        ("group: []\n", "unknown key"),
        ("groups:\n  - {id: one, levers: [group:seaa]}\n", "no group is called seaa"),
    ],
)  # fmt: skip
def test_faults_in_a_file_of_groups(ukraine: Case, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        groups_from(path, ukraine)
    assert said in str(caught.value)
