"""The interface gives what the study gives, describes itself, and keeps its sessions apart."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore
from typing import Any

import pytest
import schemathesis
from httpx import Client
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.board.support import served

from ceaseline.analysis.compare import compare
from ceaseline.analysis.engines import engines_agree
from ceaseline.analysis.live import answer
from ceaseline.analysis.worth import worth
from ceaseline.board import shapes
from ceaseline.board.query import DRAFT, Asked, AskedOfWorth
from ceaseline.board.room import CROWD, Room, Stopped
from ceaseline.case import Case, find, load
from ceaseline.evidence.ledger import read_ledger
from ceaseline.study import Sample, run_study
from ceaseline.views.evidence import lever_evidence

SESSIONS = 20


def question(client: Client, path: str, **given: Any) -> Any:
    answer = client.get(path, params=given)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture(scope="module")
def package(korea: Case) -> str:
    return korea.packages[-1].name


def test_the_answer_is_that_of_the_study(client: Client, korea: Case, package: str) -> None:
    found = question(client, "/api/answer", package=package)
    shapes.Answer.model_validate(found)
    result = compare(run_study(korea, ["none", package], Sample(), threads=2, keep=False))
    for series, name in (("package-default", package), ("baseline-default", "none")):
        shown = next(entry for entry in found["series"] if entry["id"] == series)
        held = next(entry for entry in result["packages"] if entry["name"] == name)
        for cell in shown["ladder"]:
            expected = held["ladder"][str(cell["year"])][cell["rung"]]
            assert {key: cell[key] for key in expected} == pytest.approx(expected, abs=1e-12)
    rungs = {(row["outcome"], row["year"]): row for row in result["differences"]}
    for row in found["differences"]:
        expected = rungs[row["outcome"], row["year"]]
        assert (row["difference"], row["error"]) == pytest.approx((expected["difference"], expected["error"]))
        assert row["reads"] == expected["reads"]


def test_a_draft_stands_close_and_its_baseline_stands_still(client: Client, package: str) -> None:
    first = next(iter(load("korea-1953").package(package).settings))
    asked = {"package": package, "lever": f"{first}:off"}
    draft = question(client, "/api/answer", futures=1024, **asked)
    whole = question(client, "/api/answer", **asked)
    assert draft["draft"]
    assert not whole["draft"]
    assert draft["series"][1]["ladder"] == whole["series"][1]["ladder"]
    for one, other in zip(draft["series"][0]["ladder"], whole["series"][0]["ladder"], strict=True):
        assert abs(one["share"] - other["share"]) < 0.03


def test_own_assumptions_stand_beside_the_default(client: Client, package: str) -> None:
    found = question(client, "/api/answer", package=package, assume="precision:2")
    alone = question(client, "/api/answer", package=package)
    assert [series["id"] for series in found["series"]] == [
        "package-default",
        "baseline-default",
        "package-own",
        "baseline-own",
    ]
    assert found["series"][:2] == alone["series"], "the default does not move with one's own"
    assert found["series"][2]["ladder"] != found["series"][0]["ladder"]


def test_a_lever_that_does_nothing_gives_the_same_fingerprint(
    client: Client, korea: Case, package: str
) -> None:
    inside = next(iter(korea.package(package).settings))
    before = question(client, "/api/answer", package=package)
    as_it_is = question(client, "/api/answer", package=package, lever=f"{inside}:on")
    without = question(client, "/api/answer", package=package, lever=f"{inside}:off")
    assert as_it_is["fingerprint"] == before["fingerprint"]
    assert without["fingerprint"] != before["fingerprint"]


def test_promises_say_what_is_missing(client: Client, korea: Case, package: str) -> None:
    promise, other = [lever.id for lever in korea.levers if lever.kind == "promise"][:2]
    levers = [f"{promise}:will:1,needs:1of:{other}", f"{other}:will:1,needs:1of:{promise}"]
    found = question(client, "/api/promises", package="none", lever=levers)
    shapes.Standing.model_validate(found)
    pledges = {row["lever"]: row for row in found["levers"]}
    assert (pledges[promise]["least"], pledges[promise]["greatest"]) == (0.0, 1.0)
    assert pledges[promise]["missing"][0]["unmet"] == 1.0
    assert {pivot["lever"] for pivot in found["pivots"]} == {promise, other}
    alone = question(client, "/api/promises", package="none", lever=f"{promise}:will:1,needs:none")
    assert [row["least"] for row in alone["levers"]] == [1.0]


@pytest.mark.parametrize("find", ["any", "averted", "caused", "war"])
def test_a_future_is_told(client: Client, package: str, find: str) -> None:
    told = question(client, "/api/future", package=package, future=7, find=find)
    shapes.Story.model_validate(told)
    ends = [any("War" in text for text in month["texts"][0]) for month in told["months"]]
    if told["found"] and find == "war":
        assert any(ends)
    if told["found"] and find == "averted":
        assert not any(ends)


def test_worth_is_that_of_the_command(korea: Case, package: str) -> None:
    small = Room(korea, worlds=32, whole=256)
    told = small.worth(AskedOfWorth(package=package), Event())
    shapes.Worth.model_validate(told)
    alone = worth(korea, package, Sample(256, 32), year=5, keep=False)
    expected = {row["lever"]: row["shapley"] for row in alone["worth"]}
    assert {group["lever"]: group["shapley"] for group in told["groups"]} == pytest.approx(
        expected, abs=1e-12
    )
    sizes = [abs(group["shapley"]) for group in told["groups"]]
    assert sizes == sorted(sizes, reverse=True)


def test_worth_of_nothing_is_refused(client: Client) -> None:
    answer = client.get("/api/worth", params={"package": "none"})
    assert answer.status_code == 422
    assert "no promise" in answer.json()["detail"][0]["msg"]
    assert client.get("/api/worth", params={"rung": "peace"}).status_code == 422


def test_work_that_nobody_waits_for_is_stopped(korea: Case, package: str) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(Stopped):
        Room(korea).worth(AskedOfWorth(package=package), stop)


def test_the_engines_are_asked(korea: Case, package: str) -> None:
    told = Room(korea, worlds=32, whole=256).engines(Asked(package=package))
    study = run_study(korea, ["none", package], Sample(256, 32), threads=2, keep=False)
    expected = {(pair["outcome"], pair["year"]): pair for pair in engines_agree(study)["pairs"]}
    for pair in told["pairs"]:
        others = expected[pair["outcome"], pair["year"]]["differences"]
        assert [cell["difference"] for cell in pair["differences"]] == pytest.approx(
            [cell["difference"] for cell in others]
        )
    assert all("engines agree" in text for text in told["reads"].values())


@pytest.mark.parametrize("name", ["map", "timeline"])
def test_charts_of_the_case(client: Client, name: str) -> None:
    told = question(client, f"/api/charts/{name}", width=400)
    shapes.Drawing.model_validate(told)
    assert told["rows"]
    assert told["spec"] != told["spec_dark"]
    assert client.get("/api/charts/nothing").status_code == 422


def test_evidence_names_report_and_reviewer() -> None:
    flagship = load("ukraine-2025")
    told = lever_evidence(flagship, read_ledger(find("ukraine-2025")), "us-air-defence")
    shapes.Evidence.model_validate(told)
    statements = [said for held in told["positions"] for said in held["statements"]]
    assert statements
    assert all(said["reviewer"] and said["outlet"] and said["date"] for said in statements)


def test_no_such_lever(client: Client) -> None:
    assert client.get("/api/evidence/nobody").status_code == 404


def test_bad_questions_get_every_fault_in_words(client: Client) -> None:
    answer = client.get("/api/answer", params={"package": "nowhere", "assume": "wisdom:1", "lever": "x"})
    assert answer.status_code == 422
    answer = client.get("/api/answer", params={"package": "nowhere", "assume": "wisdom:1"})
    faults = [fault.msg for fault in shapes.Faults.model_validate(answer.json()).detail]
    assert any("nowhere" in fault for fault in faults)
    assert any("wisdom" in fault for fault in faults)
    assert client.get("/api/answer", params={"colour": "red"}).status_code == 422


def test_the_interface_describes_itself(client: Client) -> None:
    described = client.get("/openapi.json").json()
    for path, methods in described["paths"].items():
        assert set(methods) == {"get"}, f"{path} is only read"
        assert methods["get"]["summary"]
        assert methods["get"]["description"]
        for parameter in methods["get"].get("parameters", []):
            assert parameter["schema"].get("description") or parameter["name"] == "lever", parameter


def test_the_interface_survives_any_question(korea: Case) -> None:
    with served(Room(korea, worlds=32, whole=256)) as home:
        ask_anything(home)


def ask_anything(home: str) -> None:
    schema = schemathesis.openapi.from_url(f"{home}/openapi.json")
    operations = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    assert len(operations) == 9
    for operation in operations:
        examples = 4 if operation.path == "/api/worth" else 12

        @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
        @given(operation.as_strategy())
        def ask(case: Any) -> None:
            # which names a case holds is no part of the description, so a well-formed question may be refused
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        ask()


def test_a_hostile_case_stays_text(hostile: Case) -> None:
    with served(Room(hostile)) as home, Client(base_url=home) as client:
        page = client.get("/").text
        data = [
            client.get(path) for path in ("/api/case", f"/api/evidence/{load('korea-1953').levers[0].id}")
        ]
    assert "<script>window" not in page
    assert "<img src=x" not in page
    assert page.count("<script") == 2, "the page holds its own two scripts and no other"
    for found in data:
        assert found.headers["content-type"] == "application/json"
        assert found.headers["x-content-type-options"] == "nosniff"


def test_sessions_keep_their_answers_apart(
    home: str, korea: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    levers = [lever for lever in korea.levers if lever.kind == "promise"]
    asked = [
        {"package": "none", "lever": f"{levers[n % len(levers)].id}:will:{0.2 + 0.03 * n:.2f}"}
        for n in range(SESSIONS)
    ]

    def ask(one: dict[str, str]) -> tuple[Any, float]:
        with Client(base_url=home, timeout=60) as client:
            begun = time.perf_counter()
            found = question(client, "/api/answer", **one)
            return found, time.perf_counter() - begun

    with ThreadPoolExecutor(SESSIONS) as pool:
        together = list(pool.map(ask, asked))
    with capsys.disabled():
        longest = max(taken for _, taken in together)
        sys.stdout.write(f"\n{SESSIONS} sessions at once, longest answer {longest:.2f} s\n")
    alone = Room(korea)
    for one, (found, _) in list(zip(asked, together, strict=True))[:: SESSIONS // 4]:
        assert found == alone.answer(Asked(package="none", lever=[one["lever"]]))


def test_a_full_room_gets_drafts_and_then_the_whole(korea: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """While whole answers are in the making those in a hurry get a draft, and the whole later."""
    room = Room(korea)
    asked = [Asked(package="none", assume=[f"coordination:0.{n + 10}"]) for n in range(CROWD + 2)]
    gate, inside = Event(), Semaphore(0)

    def slow(*given: Any, futures: int, whole: int) -> Any:
        if futures == whole:
            inside.release()
            assert gate.wait(60)
        return answer(*given, futures=futures, whole=whole)

    monkeypatch.setattr("ceaseline.board.room.answer", slow)
    with ThreadPoolExecutor(CROWD) as pool:
        first = [pool.submit(room.answer, one, hurry=True) for one in asked[:CROWD]]
        try:
            for _ in first:
                assert inside.acquire(timeout=60)
            late = room.answer(asked[CROWD], hurry=True)
        finally:
            gate.set()
        whole = [one.result() for one in first]
    assert (late["draft"], late["futures"]) == (True, DRAFT)
    assert not any(one["draft"] for one in whole)
    again = room.answer(asked[CROWD], hurry=True)
    assert not again["draft"]
    assert again == room.answer(asked[CROWD])
    assert again["series"][1] == late["series"][1] | {"figures": again["series"][1]["figures"]}


def test_too_many_questions_are_put_off(korea: Case) -> None:
    room = Room(korea, waiting=0)
    with served(room) as home, Client(base_url=home) as client:
        answer = client.get("/api/answer")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
