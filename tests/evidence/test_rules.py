"""As-of rules and independence on small cases, each rule on its own."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ceaseline.evidence import Report
from ceaseline.evidence.rules import STANDING, Position, identified, independent, status_as_of, timeline

KNOWN = frozenset({"R1", "R2", "R3"})
DAY = date(2025, 8, 20)


def position(**changes: object) -> Position:
    plain: dict[str, object] = {
        "actor": "US",
        "item": "radar",
        "stance": "offers",
        "scope": "full",
        "firmness": "reported",
        "report": "R1",
        "day": DAY,
        "speech": None,
    }
    return Position(**{**plain, **changes})  # type: ignore[arg-type]


def test_documents_of_one_report_count_once() -> None:
    assert independent([position(), position()], KNOWN) == 1


def test_unknown_origin_counts_zero_and_changes_nothing() -> None:
    later = position(stance="refuses", report="R9", day=date(2025, 8, 21))
    assert independent([later], KNOWN) == 0
    status = status_as_of("US", "radar", date(2025, 9, 1), [position(), later], KNOWN)
    assert status is not None
    assert status.stance == "offers"


def test_one_speech_through_two_agencies_is_one() -> None:
    through = [position(speech="briefing"), position(report="R2", speech="briefing"), position(report="R3")]
    assert independent(through, KNOWN) == 2


def test_undecided_expects_demands_and_possible_withdrawal_replace_nothing() -> None:
    later = [
        position(stance=stance, firmness="tentative", report="R2", day=date(2025, 8, 25))
        for stance in ("undecided", "expects", "demands", "withdraws")
    ]
    assert [s.since for s in timeline("US", "radar", [position(), *later], KNOWN)] == [DAY]


def test_a_stated_withdrawal_replaces_an_offer() -> None:
    later = position(stance="withdraws", firmness="stated", report="R2", day=date(2025, 8, 25))
    status = status_as_of("US", "radar", date(2025, 8, 25), [position(), later], KNOWN)
    assert status is not None
    assert status.stance == "withdraws"


def test_the_firmest_of_the_day_wins() -> None:
    status = status_as_of(
        "US", "radar", DAY, [position(), position(stance="refuses", firmness="firm")], KNOWN
    )
    assert status is not None
    assert (status.stance, status.contested) == ("refuses", False)


def test_at_equal_firmness_the_weaker_claim_stands_contested() -> None:
    status = status_as_of("US", "radar", DAY, [position(), position(stance="considers", report="R2")], KNOWN)
    assert status is not None
    assert (status.stance, status.contested) == ("considers", True)


def test_providers_take_no_stance_from_those_who_ask() -> None:
    asked = position(actor="UK", stance="demands")
    assert status_as_of("US", "radar", DAY, [asked], KNOWN) is None


def test_confirmations_add_up_while_the_stance_stands() -> None:
    again = position(report="R2", day=date(2025, 8, 26))
    turned = position(stance="refuses", report="R3", day=date(2025, 8, 30))
    steps = timeline("US", "radar", [turned, again, position()], KNOWN)
    assert [(s.stance, s.independent) for s in steps] == [("offers", 1), ("offers", 2), ("refuses", 1)]


def test_nothing_stands_before_it_was_said() -> None:
    assert status_as_of("US", "radar", date(2025, 8, 19), [position()], KNOWN) is None
    assert status_as_of("US", "radar", DAY, [position(day=None)], KNOWN) is None


def test_only_named_outlets_identify_a_report() -> None:
    reports = [Report("R1", "Bloomberg", None, ()), Report("R2", None, None, ("a.txt",))]
    assert identified(reports) == {"R1"}


@given(
    st.lists(
        st.builds(
            position,
            stance=st.sampled_from([*STANDING, "undecided", "demands"]),
            report=st.sampled_from(["R1", "R2", "R3", "R9"]),
            day=st.dates(date(2025, 1, 1), date(2025, 12, 31)),
            speech=st.sampled_from([None, "a", "b"]),
        ),
        max_size=12,
    )
)
def test_order_of_entry_never_matters(found: list[Position]) -> None:
    forward = timeline("US", "radar", found, KNOWN)
    assert forward == timeline("US", "radar", found[::-1], KNOWN)
    assert all(1 <= s.independent <= 3 for s in forward)
