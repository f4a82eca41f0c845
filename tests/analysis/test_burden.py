"""Who carries a package: costs and bound troops against the arrays they come from."""

import numpy as np
import pytest

from ceaseline.analysis.burden import burden
from ceaseline.analysis.costs import lever_costs
from ceaseline.case import Case, load
from ceaseline.study import Sample
from ceaseline.study.plan import make_plan
from ceaseline.study.run import worlds_of
from ceaseline.views.details import burden_table

SAMPLE = Sample(64, 64, 1)


@pytest.fixture(scope="module")
def ukraine() -> Case:
    return load("ukraine-2025")


def test_contributors_together_pay_what_the_promises_cost(ukraine: Case) -> None:
    found = burden(ukraine, "all-promised", SAMPLE)
    plan = make_plan(ukraine, ukraine.package("all-promised"), SAMPLE.seed, SAMPLE.worlds)
    whole = lever_costs(plan, ukraine, worlds_of(ukraine, SAMPLE)).sum(axis=0).mean()
    assert sum(row["cost"]["mean"] for row in found["contributors"]) == pytest.approx(whole)
    assert found["cost"]["mean"] == pytest.approx(whole)
    assert [row["cost"]["mean"] for row in found["contributors"]] == sorted(
        (row["cost"]["mean"] for row in found["contributors"]), reverse=True
    )
    assert not {"ukraine", "russia"} & {row["by"] for row in found["contributors"]}


def test_troops_bind_what_rotation_asks_for(ukraine: Case) -> None:
    found = {row["by"]: row for row in burden(ukraine, "all-promised", SAMPLE)["contributors"]}
    plan = make_plan(ukraine, ukraine.package("all-promised"), SAMPLE.seed, SAMPLE.worlds)
    column = plan.levers[:, plan.lever_ids.index("force-uk")]
    share = column["amount"] * worlds_of(ukraine, SAMPLE)["rotation_ratio"] / column["pool"]
    assert found["uk"]["bound"]["p50"] == pytest.approx(float(np.median(share)))
    assert found["uk"]["bound"]["p5"] < found["uk"]["bound"]["p95"]
    assert found["japan"]["bound"] is None, "it pledges no troops"
    assert "American answer if European troops are hit" in found["us"]["unpriced"]


def test_nobody_carries_a_package_without_promises(ukraine: Case) -> None:
    found = burden(ukraine, "none", SAMPLE)
    assert found["contributors"] == []
    assert found["cost"]["p95"] == 0.0
    assert burden_table(found).rows == ()
