"""Every class of fault, made in a starter case, is reported once and where it stands."""

import pytest
from tests.case.faults import FAULTS
from tests.case.more_faults import MORE_FAULTS
from tests.case.support import Copy

ALL_FAULTS = {**FAULTS, **MORE_FAULTS}


@pytest.mark.parametrize("name", ALL_FAULTS)
def test_fault_is_reported_where_it_stands(case: Copy, name: str) -> None:
    file, old, new, where, what, hint = ALL_FAULTS[name]
    line, column = case.change(file, old, new)
    problems = case.problems()
    assert {problem.what for problem in problems} == {what}, "\n".join(map(str, problems))
    problem = problems[0]
    assert problem.file.endswith(file)
    if "⟦" in new:
        assert problem.line == line, problem
        at_key = problem.column == column
        # A mark before a key also serves for problems that stand at its value, on the same line.
        assert at_key or problem.column == column + len(problem.where.rpartition(".")[2]) + 2, problem
    assert problem.where == where or not where
    assert any(part in str(problem) for part in hint.split("|"))
