"""A sweep on the command line: where it runs changes nothing, and a killed one goes on where it was."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.support import SMALL, Cli

ASKED = ["sweep", "korea-1953", "none", "all-promised", "--json", "--worlds", "50"]
KEPT = 3


def test_without_names_every_package_is_swept(cli: Cli) -> None:
    result = cli("sweep", "korea-1953", "--json", *SMALL).json()
    named = [package["name"] for package in result["packages"]]
    assert (named[0], named[-1], len(named)) == ("none", "all-promised", 5)


def test_the_page_says_what_is_kept_and_what_was_run(cli: Cli) -> None:
    page = " ".join(cli("sweep", "korea-1953", "none", "all-promised", *SMALL).out.split())
    assert "Single futures are not kept" in page
    assert "2 packages, 128 futures each over 16 worlds, seed 1, engines: quantal response, Posen" in page
    assert "Difference from none within 5 years" in page
    assert "cost to guarantors a year" in page


def test_a_cluster_that_does_not_answer_gives_code_1(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ceaseline.study.cluster.ANSWER_WITHIN", 0.5)
    answer = cli("sweep", "korea-1953", "none", *SMALL, "--seed", "9", "--cluster", "tcp://127.0.0.1:1")
    assert answer.code == 1
    assert "no Dask scheduler answers at tcp://127.0.0.1:1" in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.slow
def test_a_killed_sweep_goes_on_and_gives_the_same_bytes(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [*ASKED, "--futures", "60000"]
    whole = cli(*asked).out
    monkeypatch.setenv("CEASELINE_STORE", str(tmp_path))
    command = [sys.executable, "-m", "ceaseline", *asked, "--chunk", "200", "--threads", "1"]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=dict(os.environ))
    until = time.monotonic() + 60
    while len(list(tmp_path.rglob("*.piece"))) < KEPT and time.monotonic() < until and child.poll() is None:
        time.sleep(0.01)
    child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.piece")}
    assert KEPT <= len(before) < 300
    assert cli(*asked, "--chunk", "200").out == whole
    assert len(list(tmp_path.rglob("*.piece"))) == 1
