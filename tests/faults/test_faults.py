"""Processes that are ended, disks that are full, folders that cannot be written, and two at once."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.evidence.ledger_support import statement

from ceaseline.case import CaseError, scaffold
from ceaseline.cli import main
from ceaseline.evidence.ledger import Ledger
from ceaseline.evidence.review import decide, undo, with_reviews
from ceaseline.evidence.store import append, read_table
from ceaseline.study import Store

ROOT = Path(__file__).resolve().parents[2]
EARLY, LATE = "2026-01-01T00:00:00+00:00", "2026-06-01T00:00:00+00:00"
TEXT = "Germany will send two Patriot batteries to Ukraine, its defence ministry told Reuters."

posix = pytest.mark.skipif(os.name != "posix", reason="needs a system that can fork and mount")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "ceaseline", *arguments]


def environment(folder: Path) -> dict[str, str]:
    places = {"CEASELINE_STORE": str(folder / "store"), "CEASELINE_DOCUMENTS": str(folder / "documents")}
    return {**os.environ, **places, "PYTHONPATH": str(ROOT / "src")}


@posix
def test_work_that_is_ended_is_taken_up_again() -> None:
    """Ten ends of the two hundred that `benchmarks/faults.py` makes."""
    asked = ["--kills", "10", "--seed", "3", "--only", "ledger review", "--only", "levers"]
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "faults.py"), *asked],
        env=environment(ROOT),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout[done.stdout.index("\n{") :])
    assert told["wrong"] == []
    assert told["kills"] >= 10


def within(folder: Path, options: str, before: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program where a folder is a file system of its own, which others do not see."""
    mount = ["unshare", "--mount", "--map-root-user"]
    script = (
        f'mount -t tmpfs -o {options} tmpfs "$0" && cd "$0" && {before} || exit 99; "$@"; code=$?; '
        "cat my-case/evidence/documents.jsonl 2>/dev/null; exit $code"
    )
    try:
        probe = subprocess.run(
            [*mount, "sh", "-c", script.replace(before, "true"), str(folder), "true"],
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("unshare, which gives a process file systems of its own, is not installed")
    if probe.returncode:
        pytest.skip(f"this user may not mount: {probe.stderr.decode().strip()}")
    return subprocess.run(
        [*mount, "sh", "-c", script, str(folder), *command(*arguments)],
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )


FILL = "{ head -c 9000000 /dev/zero > full 2>/dev/null || true; }"
READ_ONLY = 'mount -o remount,ro tmpfs "$0"'


@posix
@pytest.mark.parametrize(
    ("before", "said"),
    [(FILL, "it is full"), (READ_ONLY, "Read-only file system")],
    ids=["full", "read-only"],
)
def test_a_run_goes_on_without_its_store(tmp_path: Path, before: str, said: str) -> None:
    small = ["--futures", "32", "--worlds", "4", "--json"]
    done = within(tmp_path, "size=256k", before, "run", "korea-1953", "none", *small)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["futures"] == 32
    assert f"results are not kept: {tmp_path}" in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@posix
@pytest.mark.parametrize(
    ("before", "said"),
    [(FILL, "No space left on device"), (READ_ONLY, "Read-only file system")],
    ids=["full", "read-only"],
)
def test_a_ledger_that_cannot_be_written_says_so_and_keeps_its_lines(
    tmp_path: Path, before: str, said: str
) -> None:
    make = " && ".join(
        [
            f"{sys.executable} -m ceaseline new my-case > /dev/null",
            f"printf '%s' '{TEXT}' > a.txt && printf 'Other. {TEXT}' > b.txt",
            f"{sys.executable} -m ceaseline ledger add my-case a.txt > /dev/null",
            before,
        ]
    )
    done = within(tmp_path, "size=256k", make, "ledger", "add", "my-case", "b.txt")
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["file"] == "a.txt"


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_answer_that_cannot_be_written_is_told() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            command("explain", "korea-1953"), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 3
    assert done.stderr == "ceaseline: the answer could not be written: No space left on device\n"


def test_a_folder_that_fills_while_a_case_is_made_stays_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_text

    def fill(path: Path, text: str, *arguments: str, **options: str) -> int:
        if path.name == "levers.yaml":
            write(path, text[:100], *arguments, **options)
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, text, *arguments, **options)

    monkeypatch.setattr(Path, "write_text", fill)
    with pytest.raises(CaseError, match="No space left on device"):
        scaffold(tmp_path / "mine", "mine")
    assert list((tmp_path / "mine").iterdir()) == []


def test_a_file_that_the_system_refuses_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "x\x1b"))

    monkeypatch.setattr("ceaseline.cli.commands.check.run", refuse)
    assert main(["check", "korea-1953"]) == 1
    assert capsys.readouterr().err == f"ceaseline: {tmp_path}/x\\x1b: Permission denied\n"


def test_compiled_code_that_cannot_be_kept_is_compiled_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code = (
        "from ceaseline.kernel.compiled import CACHED, mechanism\n"
        "assert not CACHED\n"
        "print(mechanism(lambda x: x + 1.0)(1.0))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**environment(tmp_path), "NUMBA_CACHE_DIR": str(tmp_path / "file" / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "2.0\n"), done.stderr


def test_writers_at_once_lose_no_line(tmp_path: Path) -> None:
    made = [statement(actor=(f"Party {number}",)) for number in range(24)]
    with ThreadPoolExecutor(4) as pool:
        added = list(pool.map(lambda one: append(tmp_path, {"statements": [one]}), made))
    assert added == [1] * 24
    lines = read_table(tmp_path, "statements")
    assert lines.problems == ()
    assert {record.id for record in lines.records} == {one.id for one in made}
    assert {path.name for path in tmp_path.iterdir()} == {"statements.jsonl", ".gitattributes"}


@posix
def test_two_programs_on_one_case_and_one_store_agree(tmp_path: Path) -> None:
    asked = command("run", "korea-1953", "none", "--futures", "32", "--worlds", "4", "--json", "--fresh")
    both = [
        subprocess.Popen(asked, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    told = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert told[0][0] == told[1][0]
    assert [said for _, said in told if b"Traceback" in said or b"cannot" in said] == []
    entries = Store(tmp_path / "store").entries()
    assert entries
    assert {entry.problem for entry in entries} == {""}


def test_a_clock_set_back_changes_no_order() -> None:
    """The last decision is the one that was made last, whatever the clock said."""
    first, second = statement(actor=("UK",)), statement(actor=("France",))
    ledger = Ledger(statements={one.id: one for one in (first, second)})
    for name, at in ((first.id, LATE), (second.id, EARLY)):
        ledger = with_reviews(ledger, [decide(ledger, name, "accept", "reviewer", at)])
    assert [review.number for review in ledger.reviews.values()] == [1, 2]
    taken = undo(ledger, "reviewer", EARLY)
    assert taken is not None
    assert taken.statement == second.id
    after = with_reviews(ledger, [taken])
    assert set(after.approved) == {first.id}
    assert set(after.pending) == {second.id}


def test_what_an_ended_process_left_in_the_store_is_cleared_away(tmp_path: Path) -> None:
    import numpy as np

    from ceaseline.model.records import OUTCOME

    old, new = tmp_path / ".old.part", tmp_path / ".new.part"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    Store(tmp_path).put({"seed": 1}, np.zeros(4, dtype=OUTCOME), {})
    assert not old.exists()
    assert new.exists(), "another process may still be writing it"
