"""Positions of levers: the as-of rule, and who speaks for whom."""

from typing import Any

import pytest
import yaml
from tests.evidence.ledger_support import ledger, statement

from ceaseline.case import Evidence
from ceaseline.evidence.positions import lever_positions, positions_data, positions_text

UK = Evidence(actors=("UK",), groups=("European allies", "coalition"), items=("ground_troops",))


def said(day: str, actor: str = "UK", stance: str = "offers", firmness: str = "reported", **more: Any) -> Any:
    report = more.pop("report", f"{actor.split()[0].lower()}-{day}")
    held = {
        "actor": (actor,),
        "item": ("ground_troops",),
        "stance": stance,
        "firmness": firmness,
        "date": day,
    }
    return statement(**{**held, "report": report, **more})


def told(*statements: Any, source: Evidence = UK) -> list[tuple[str, str, str]]:
    return [
        (d.as_of.isoformat(), d.stance, d.firmness)
        for d in lever_positions(ledger(*statements), source)
        if d.stands
    ]


def test_own_words_count_by_day() -> None:
    assert told(said("2025-08-19"), said("2025-06-04", stance="refuses")) == [
        ("2025-06-04", "refuses", "reported"),
        ("2025-08-19", "offers", "reported"),
    ]


def test_a_group_speaks_for_its_member_where_that_is_silent() -> None:
    group = said("2025-08-26", "European allies", "conditional")
    assert told(said("2025-08-19"), group)[-1] == ("2025-08-26", "conditional", "reported")
    assert told(group) == [("2025-08-26", "conditional", "reported")]


def test_a_group_does_not_outweigh_a_member_on_its_own_day_or_with_less_firmness() -> None:
    same_day = said("2025-08-19", "coalition", "refuses", "firm")
    later = said("2025-08-20", "coalition", "considers", "tentative")
    assert told(said("2025-08-19"), same_day, later) == [("2025-08-19", "offers", "reported")]


def test_some_members_of_a_group_bind_no_named_one() -> None:
    some = said("2025-08-26", "coalition", "commits", scope="partial")
    assert told(some) == []
    coalition = Evidence(actors=("coalition",), items=("ground_troops",))
    assert told(some, source=coalition) == [("2025-08-26", "commits", "reported")]


def test_other_actors_items_and_unknown_reports_do_not_count() -> None:
    assert told(said("2025-08-19", "France"), said("2025-08-20", item=("radar",))) == []
    assert told(said("2025-08-19", report="unknown-1")) == []
    assert told(said("before 2025-08-19")) == []


def test_each_report_that_carries_a_stance_is_named_with_its_statements() -> None:
    one, two = said("2025-08-19", report="one"), said("2025-08-19", report="two", firmness="tentative")
    weaker = said("2025-08-19", stance="considers", report="three")
    found = lever_positions(ledger(one, two), UK)
    assert [(d.report, d.firmness, d.statements, d.independent) for d in found] == [
        ("one", "reported", (one.id,), 2),
        ("two", "tentative", (two.id,), 2),
    ]
    (contested,) = lever_positions(ledger(one, weaker), UK)
    assert (contested.stance, contested.contested, contested.statements) == ("considers", True, (weaker.id,))


def test_what_takes_no_stand_is_kept_and_does_not_stand() -> None:
    open_ = said("2025-08-20", stance="undecided")
    asks = said("2025-08-21", "Ukraine", "demands", provider=("UK",))
    asks_another = said("2025-08-22", "UK", "demands", provider=("US",))
    maybe = said("2025-08-23", stance="withdraws", firmness="tentative")
    found = lever_positions(ledger(said("2025-08-19"), open_, asks, asks_another, maybe), UK)
    assert [(d.stance, d.stands) for d in found] == [
        ("offers", True),
        ("undecided", False),
        ("demands", False),
        ("withdraws", False),
    ]


def test_nothing_pending_reaches_a_lever() -> None:
    assert lever_positions(ledger(said("2025-08-19"), approve=False), UK) == ()


@pytest.mark.parametrize(
    "text", ["a: b", '"quoted"', "yes", "2025-08-19", "- x", "ünïcode", "line\u2028end", "#"]
)
def test_the_file_says_what_was_derived_whatever_the_words(text: str) -> None:
    data = positions_data(ledger(said("2025-08-19", text=text)), {"force-uk": UK, "zone": UK})
    read = yaml.safe_load(positions_text(data))
    assert read == {"schema": 1, "levers": data}
    assert read["levers"]["force-uk"][0]["statement"] == text
