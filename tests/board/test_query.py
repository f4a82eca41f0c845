"""The question in a link is read as it was meant, or refused with every fault."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceaseline.board.query import Asked, setting_of
from ceaseline.case import Case, ChangeError, LeverChange, Needs, load

CASE = load("korea-1953")
PROMISES = [lever.id for lever in CASE.levers if lever.kind == "promise"]
ONE, OTHER = PROMISES[0], PROMISES[1]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("off", LeverChange(on=False)),
        ("on", LeverChange()),
        ("will:0.5", LeverChange(will=0.5)),
        ("form:signed,revocable:no", LeverChange(form="signed", revocable=False)),
        ("needs:none", LeverChange(needs=Needs())),
        (f"needs:1of:{OTHER}", LeverChange(needs=Needs(least=1.0, levers=(OTHER,)))),
        (f"needs:2.5from:{OTHER}", LeverChange(needs=Needs(least=2.5, levers=(OTHER,), counts=False))),
    ],
)
def test_a_lever_is_read(text: str, change: LeverChange) -> None:
    found = setting_of(CASE, Asked(lever=[f"{ONE}:{text}"]), "none")
    assert dict(found.changes) == {ONE: change}


def test_an_assumption_is_one_figure_or_three() -> None:
    found = setting_of(CASE, Asked(assume=["coordination:0.5", "lift_rate:500/1000/2000"]), "none")
    assert found.values["coordination"].is_fixed
    assert [found.values["lift_rate"].quantile(u) for u in (0.05, 0.5, 0.95)] == pytest.approx(
        [500, 1000, 2000]
    )


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Asked(package="nowhere"), "no package is called 'nowhere'"),
        (Asked(baseline="nowhere"), "no package is called 'nowhere'"),
        (Asked(lever=["nobody:on"]), "no lever is called 'nobody'"),
        (Asked(lever=[f"{ONE}:amount:many"]), "takes a figure"),
        (Asked(lever=[f"{ONE}:amount:-1"]), "lies between 0 and"),
        (Asked(lever=[f"{ONE}:amount:1e99"]), "lies between 0 and"),
        (Asked(lever=[f"{ONE}:will:1.5"]), "a chance between 0 and 1"),
        (Asked(lever=[f"{ONE}:form:oral"]), "is one of"),
        (Asked(lever=[f"{ONE}:colour:red"]), "is no setting"),
        (Asked(lever=[f"{ONE}:revocable:maybe"]), "yes or no"),
        (Asked(lever=[f"{ONE}:will:1,will:0"]), "given twice"),
        (Asked(lever=[f"{ONE}:on", f"{ONE}:off"]), "given twice"),
        (Asked(lever=[f"{ONE}:needs:1of:{ONE}"]), "cannot wait for itself"),
        (Asked(lever=[f"{ONE}:needs:3of:{OTHER}"]), "of 1 named"),
        (Asked(lever=[f"{ONE}:needs:everyone"]), "needs is none"),
        (Asked(assume=["wisdom:1"]), "no assumption is called 'wisdom'"),
        (Asked(assume=["coordination:2"]), "lies between 0 and 1"),
        (Asked(assume=["coordination:0.9/0.5/0.1"]), "do not fall"),
        (Asked(assume=["coordination:0.1/0.5"]), "one figure, or three"),
    ],
)
def test_what_cannot_be_is_refused_in_words(asked: Asked, told: str) -> None:
    with pytest.raises(ChangeError, match=told):
        setting_of(CASE, asked, "none")


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(ChangeError) as refused:
        setting_of(CASE, Asked(package="a", lever=["b:on"], assume=["c:1"]), "none")
    assert len(refused.value.problems) == 2, "levers are looked up once the package is known"
    with pytest.raises(ChangeError) as refused:
        setting_of(CASE, Asked(lever=["b:on", "d:off"], assume=["c:1"]), "none")
    assert len(refused.value.problems) == 3


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_breaks_the_reader(lever: str, assumption: str) -> None:
    case: Case = CASE
    asked = Asked(lever=[f"{ONE}:{lever}"], assume=[f"{assumption}xx:1"])
    with pytest.raises(ChangeError):
        setting_of(case, asked, "none")
