"""What the flagship has to hold, as its question and the five articles demand."""

from datetime import date
from math import asin, cos, radians, sin, sqrt

import pytest

from ceaseline.case import load
from ceaseline.case.objects import AmountCondition, Base, Case, CountCondition, Site, Word
from ceaseline.case.stated import Estimate

JUNE, TWENTIETH, AUGUST = date(2025, 6, 4), date(2025, 8, 20), date(2025, 8, 26)
ORDER = (
    "none",
    "as-reported-2025-06-04",
    "as-reported-2025-08-20",
    "as-reported-2025-08-26",
    "as-reported-2025-09-04",
    "as-reported-2026-01-06",
    "all-promised",
    "every-lever",
    "europe-alone",
    "iiss-10000",
    "iiss-25000",
    "iiss-60000",
)
ENABLERS = (
    "us-air-defence",
    "us-intelligence",
    "us-border-watch",
    "us-command",
    "us-air-support",
    "us-radar",
    "us-no-fly-zone",
)
#: Great-circle distances worked out apart from this case, in km.
DISTANCES = (
    ("rzeszow", "lviv", 147),
    ("rzeszow", "kyiv", 605),
    ("rzeszow", "kharkiv", 1013),
    ("lask", "lviv", 391),
    ("malbork", "kyiv", 870),
    ("minsk-mazowiecki", "kyiv", 645),
    ("lublin", "odesa", 789),
    ("fetesti", "odesa", 330),
    ("kogalniceanu", "south-ukraine-npp", 438),
    ("campia-turzii", "odesa", 523),
)


@pytest.fixture(scope="module")
def case() -> Case:
    return load("ukraine-2025")


def stance(case: Case, lever: str, day: date) -> str | None:
    position = case.lever(lever).position(day)
    return position.stance if position else None


def test_every_row_of_the_question_has_a_lever(case: Case) -> None:
    assert {lever.row for lever in case.levers if lever.row} == set(range(1, 21))


def test_levers_fit_the_engine_and_the_groups_of_worth(case: Case) -> None:
    assert len(case.levers) <= 60
    assert len({lever.group for lever in case.levers if lever.group}) == 12
    assert not any(lever.group for lever in case.levers if lever.kind == "design")


def test_packages_stand_in_the_order_of_the_story(case: Case) -> None:
    assert tuple(package.name for package in case.packages) == ORDER
    assert not case.package("none").settings


def test_refusal_of_air_defence_stands_until_the_offer_of_26_august(case: Case) -> None:
    found = [stance(case, "us-air-defence", day) for day in (JUNE, TWENTIETH, AUGUST)]
    assert found == ["refuses", "refuses", "offers"]


def test_hopes_of_others_put_no_american_promise_into_the_june_package(case: Case) -> None:
    june = case.package("as-reported-2025-06-04").settings
    assert "us-border-watch" not in june
    assert "us-response" not in june
    assert any(p.stance == "expects" for p in case.lever("us-response").positions)


def test_no_promise_rests_on_a_passage_without_a_source(case: Case) -> None:
    for package in case.packages:
        for setting in package.settings.values():
            assert setting.position is None or not setting.position.source.key.startswith("unsourced")


@pytest.mark.parametrize("name", ENABLERS)
def test_american_enablers_wait_for_tens_of_thousands_of_troops(case: Case, name: str) -> None:
    (wanted,) = [c for c in case.lever(name).requires if isinstance(c, AmountCondition)]
    assert (wanted.at_least.p5, wanted.at_least.p50, wanted.at_least.p95) == (10_000, 20_000, 30_000)
    assert {"force-uk", "force-france", "force-others"} <= set(wanted.levers)
    assert "us-ground-troops" not in wanted.levers


def test_leading_europeans_wait_for_an_american_promise(case: Case) -> None:
    for name in ("force-uk", "force-france"):
        (wanted,) = [c for c in case.lever(name).requires if isinstance(c, CountCondition)]
        assert wanted.chance is not None
        assert wanted.chance.p50 == 0.5
        assert {case.lever(lever).by for lever in wanted.levers} == {"us"}


def test_zone_needs_consent_of_both_sides(case: Case) -> None:
    for name in ("zone", "zone-peacekeepers"):
        lever = case.lever(name)
        assert Word(word="consent") in lever.requires
        assert lever.consent is not None
        assert lever.consent_loss is not None


def test_europe_alone_holds_nothing_american(case: Case) -> None:
    alone, together = case.package("europe-alone").settings, case.package("as-reported-2025-08-26").settings
    american = {lever.id for lever in case.levers if lever.by == "us"}
    assert not american & set(alone)
    assert set(together) - set(alone) == american & set(together)


def test_everything_promised_leaves_out_what_nobody_promised(case: Case) -> None:
    settings = case.package("all-promised").settings
    left_out = {lever.id for lever in case.levers} - set(settings)
    designs = {lever.id for lever in case.levers if lever.kind == "design"}
    assert left_out == designs | {"us-ground-troops", "iiss-force", "regrouping-limits", "territory"}
    assert all(setting.will.p5 == 1 for setting in settings.values())


@pytest.mark.parametrize("troops", [10_000, 25_000, 60_000])
def test_published_options_fix_their_size(case: Case, troops: int) -> None:
    settings = case.package(f"iiss-{troops}").settings
    force = settings["iiss-force"].amount
    assert force is not None
    assert force.p5 == force.p95 == troops
    assert all(case.lever(name).group in ("", "training-deliveries") for name in settings)


def test_unchecked_knowledge_is_never_more_than_an_assumption(case: Case) -> None:
    numbers: list[Estimate] = list(case.assumptions.values())
    numbers += [p.pool for p in case.parties if p.pool]
    for lever in case.levers:
        numbers += [n for n in (lever.amount, lever.delay, lever.ramp, lever.cost, lever.consent) if n]
    judged = [n for n in numbers if n.source and n.source.key in ("general-knowledge", "case-authors")]
    assert judged
    assert all((n.grade, n.kind) == ("E", "assumption") for n in judged)


def test_behaviour_that_history_leaves_open_is_inherited(case: Case) -> None:
    own = {departure.name for departure in case.departures}
    open_questions = {"opening_rate", "precision", "cost_offensive", "belief_europe", "truth_us", "tripwire"}
    assert not own & open_questions
    assert all(len(departure.reason.split()) >= 3 for departure in case.departures)


@pytest.mark.parametrize(("base", "site", "km"), DISTANCES)
def test_coordinates_give_the_distances_worked_out_apart(case: Case, base: str, site: str, km: float) -> None:
    known: tuple[Base | Site, ...] = (*case.geography.bases, *case.geography.sites)
    places = {place.id: place for place in known}
    lat1, lon1, lat2, lon2 = (radians(x) for p in (places[base], places[site]) for x in (p.lat, p.lon))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    assert 2 * 6371 * asin(sqrt(h)) == pytest.approx(km, abs=2)
