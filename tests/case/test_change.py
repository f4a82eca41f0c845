"""Settings made in memory do what the same settings in a file do, and nothing else."""

from dataclasses import replace

import pytest

from ceaseline.case import (
    AmountCondition,
    Case,
    ChangeError,
    CountCondition,
    FrozenMap,
    LeverChange,
    Needs,
    Uncertain,
    VoteCondition,
    Word,
    largest_amount,
    load,
    with_changes,
    with_values,
)


@pytest.fixture(scope="module")
def flagship() -> Case:
    return load("ukraine-2025")


def test_no_change_changes_nothing(flagship: Case) -> None:
    package = flagship.package("all-promised")
    assert with_changes(flagship, package, {}) == (flagship, package)


def test_the_case_is_left_alone(flagship: Case) -> None:
    before = flagship.digest
    with_changes(flagship, flagship.package("none"), {"force-uk": LeverChange(needs=Needs(), amount=1.0)})
    with_values(flagship, {"coordination": Uncertain.fixed(0.5)})
    assert flagship.digest == before


def test_taking_everything_out_gives_none(flagship: Case) -> None:
    package = flagship.package("all-promised")
    _, bare = with_changes(flagship, package, {name: LeverChange(on=False) for name in package.settings})
    assert bare.settings == flagship.package("none").settings == FrozenMap()


def test_an_added_promise_takes_its_latest_position(flagship: Case) -> None:
    _, package = with_changes(flagship, flagship.package("none"), {"us-ground-troops": LeverChange()})
    dated = flagship.package("as-reported-2026-01-06")
    assert package.settings["us-ground-troops"].position == dated.settings["us-ground-troops"].position
    assert package.settings["us-ground-troops"].will.value == dated.settings["us-ground-troops"].will.value


def test_a_promise_without_position_is_added_as_meant(flagship: Case) -> None:
    _, package = with_changes(flagship, flagship.package("none"), {"iiss-force": LeverChange()})
    assert package.settings["iiss-force"].will.p5 == 1.0


def test_what_is_set_is_what_stands(flagship: Case) -> None:
    change = LeverChange(amount=12000.0, form="ratified", siting="line", revocable=False, will=0.9)
    _, package = with_changes(flagship, flagship.package("as-reported-2025-08-26"), {"force-uk": change})
    setting = package.settings["force-uk"]
    assert setting.amount is not None
    assert (setting.amount.p5, setting.amount.p95) == (12000.0, 12000.0)
    assert (setting.form, setting.siting, setting.revocable, setting.will.p50) == (
        "ratified",
        "line",
        False,
        0.9,
    )
    others = {name: held for name, held in package.settings.items() if name != "force-uk"}
    before = flagship.package("as-reported-2025-08-26").settings
    assert others == {name: held for name, held in before.items() if name != "force-uk"}


def test_needs_replace_conditions_on_levers_alone(flagship: Case) -> None:
    needs = Needs(least=20000.0, levers=("force-france", "force-others"), counts=False)
    package = flagship.package("as-reported-2025-08-26")
    case, _ = with_changes(flagship, package, {"force-uk": LeverChange(needs=needs)})
    kinds = [type(condition) for condition in case.lever("force-uk").requires]
    assert kinds == [Word, VoteCondition, AmountCondition]
    assert CountCondition in {type(condition) for condition in flagship.lever("force-uk").requires}
    free, _ = with_changes(flagship, package, {"force-uk": LeverChange(needs=Needs())})
    assert [type(condition) for condition in free.lever("force-uk").requires] == [Word, VoteCondition]


def test_own_values_say_that_they_are_set_by_hand(flagship: Case) -> None:
    held = with_values(flagship, {"coordination": Uncertain.fixed(0.5, lower=0, upper=1)})
    own = held.assumptions["coordination"]
    assert (own.p5, own.p95, own.grade, own.kind, own.source) == (0.5, 0.5, "E", "assumption", None)
    rest = {name: value for name, value in held.assumptions.items() if name != "coordination"}
    assert rest == {name: value for name, value in flagship.assumptions.items() if name != "coordination"}


def test_a_share_is_never_more_than_the_whole(flagship: Case) -> None:
    assert largest_amount(flagship.lever("us-intelligence")) == 1.0
    assert largest_amount(flagship.lever("irrevocable")) == 0.0
    assert largest_amount(flagship.lever("force-uk")) > flagship.lever("force-uk").amount.p95  # type: ignore[union-attr]


def test_all_faults_at_once(flagship: Case) -> None:
    changes = {
        "force-uk": LeverChange(amount=-1.0, form="oral"),
        "force-atlantis": LeverChange(),
        "us-air-defence": LeverChange(siting="line"),
        "written-guarantee": LeverChange(needs=Needs()),
        "force-france": LeverChange(needs=Needs(least=1.0, levers=("force-uk", "us-radar"), counts=False)),
    }
    with pytest.raises(ChangeError) as refused:
        with_changes(flagship, flagship.package("none"), changes)
    assert len(refused.value.problems) == 6
    with pytest.raises(ChangeError, match="did you mean coordination"):
        with_values(flagship, {"coordinatoin": Uncertain.fixed(0.5)})


def test_a_change_is_a_value() -> None:
    assert replace(LeverChange(), will=1.0) == LeverChange(will=1.0)
    assert len({Needs(), Needs(levers=("a",))}) == 2
