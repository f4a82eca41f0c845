"""expectations.yaml: what it becomes, and what is said of one that speaks of nothing."""

import pytest
from tests.case.support import Copy

from ceaseline.case import load


def test_the_starter_expects_something(case: Copy) -> None:
    found = load(case.folder)
    assert [one.id for one in found.expectations] == ["promises-help", "force-stands"]
    first = found.expectations[0]
    assert (first.change.base, first.change.package, first.direction) == ("none", "all-promised", "falls")
    case.change("expectations.yaml", "expect: falls", "expect: {low: -9, high: 1}")
    again = load(case.folder)
    assert (again.expectations[0].low, again.expectations[0].direction) == (-9, "")
    assert again.digest == found.digest


@pytest.mark.parametrize(
    ("old", "new", "what", "mend"),
    [
        ("package: all-promised", "package: ⟦all-promissed", "no package is called", "all-promised?"),
        ("remove: [force]", "remove: [⟦forse]", "no lever is called forse", "force?"),
        ("remove: [force]", "amounts: {⟦forse: 2}", "no lever is called forse", "force?"),
        ("outcome: war", "outcome: ⟦wars", "no outcome is called 'wars'", "war?"),
        ("expect: falls", "expect: ⟦fall", "no direction is called 'fall'", "falls?"),
        ("    month: 60\n", "", "war needs a month", "add month: 120"),
        ("outcome: war", "outcome: dead", "dead has no month", "delete it"),
        ("outcome: war", "outcome: war\n    lever: force", "lever is not read", "correct it"),
        ("expect: falls", "expect: ⟦{low: 2, high: 1}", "high is not above low", "put them in order"),
        ("{base: none, package: all-promised}", "⟦{base: none}", "nothing changes", "add package:"),
        ("id: force-stands", "id: ⟦promises-help", "expectation promises-help is given twice", "rename one"),
        ("assume", "assume", "", ""),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(case: Copy, old: str, new: str, what: str, mend: str) -> None:
    if not what:
        old, new = "{base: none, package: all-promised}", "{assume: {⟦precison: 0.5}}"
        what, mend = "no assumption is called 'precison'", "precision?"
    place = case.change("expectations.yaml", old, new)
    problem = case.only()
    assert what in problem.what
    assert mend in problem.mend
    assert problem.file.endswith("expectations.yaml")
    if "⟦" in new:
        assert (problem.line, problem.column) == place
