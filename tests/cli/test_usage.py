"""Help, exit codes and messages: what a user meets before and beside an answer."""

import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.cli.support import SMALL, Cli

from ceaseline import __version__
from ceaseline.analysis.backtest import SAMPLE
from ceaseline.cli import options
from ceaseline.cli.commands import backtest, compare
from ceaseline.cli.errors import MEANING
from ceaseline.cli.parser import COMMANDS
from ceaseline.study import DEFAULT_FUTURES, DEFAULT_WORLDS, Sample

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
NUMERICS = {"numba", "numpy", "pandas", "pyarrow", "scipy", "xarray"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_its_options_are_in_the_guide(command: str, cli: Cli) -> None:
    answer = cli(command, "--help")
    assert answer.code == 0
    assert f"usage: ceaseline {command}" in answer.out
    assert f"`{command}" in GUIDE
    found = set(re.findall(r"--[a-z]+", answer.out)) - {"--help"}
    assert found <= set(re.findall(r"--[a-z]+", GUIDE))


def test_help_names_every_command_and_exit_code(cli: Cli) -> None:
    answer = cli("--help")
    assert answer.code == 0
    words = " ".join(answer.out.split())
    for command, line in COMMANDS.items():
        assert f"{command} {line}" in words
    for code, meaning in MEANING.items():
        assert f"{code} {meaning}" in words
        assert f"| {code} | {meaning}" in GUIDE or code == 0


def test_no_command_prints_help(cli: Cli) -> None:
    answer = cli()
    assert answer.code == 0
    assert answer.out.startswith("usage: ceaseline")


def test_options_and_names_come_in_any_order(cli: Cli) -> None:
    first = cli("explain", "korea-1953", "front_km", "--json")
    assert first.code == 0
    assert cli("explain", "--json", "korea-1953", "front_km").out == first.out
    assert cli("explain", "korea-1953", "--json", "front_km").out == first.out


def test_version(cli: Cli) -> None:
    assert cli("--version").out == f"ceaseline {__version__}\n"


def test_defaults_are_those_of_the_study() -> None:
    assert (DEFAULT_FUTURES, DEFAULT_WORLDS, Sample().seed) == (options.FUTURES, options.WORLDS, options.SEED)
    assert Sample(backtest.FUTURES, backtest.WORLDS) == SAMPLE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compar"], "did you mean compare?"),
        (["xyz"], "there are new, check"),
        (["check"], "required: CASE"),
        (["explain", "ukraine"], "did you mean ukraine-2025?"),
        (["explain", "korea-1953", "front_kn"], "did you mean front_km?"),
        (["run", "korea-1953", "al-promised"], "did you mean all-promised?"),
        (["compare", "korea-1953", "none", "al-promised"], "did you mean all-promised?"),
        (["compare", "korea-1953", "non", "al-promised"], "did you mean none?"),
        (["compare", "korea-1953", "none", "--futures", "100"], "for example 128"),
        (["compare", "korea-1953", "none", "--futures", "many"], "'many' is no whole number"),
        (["compare", "korea-1953", "none", "--futures", "1e3"], "'1e3' is no whole number"),
        (["compare", "korea-1953", "none", "--seed", "-1"], "is no whole number from 0 to 4294967295"),
        (["compare", "korea-1953", "none", "--seed", "4294967296"], "is no whole number"),
        (["compare", "korea-1953", "none", "--worlds", "1"], "is no whole number from 2"),
        (["compare", "korea-1953", "none", "--threads", "-2"], "is no whole number from 0"),
        (["compare", "korea-1953", "none", "--batch", "0"], "is no whole number from 1"),
        (["compare", "korea-1953", "none", "--batch", "\u0663"], "is no whole number"),
        (["compare", "korea-1953", "none", "--year", "3"], "invalid choice: 3"),
        (["worth", "ukraine-2025", "none"], "package none holds no promise"),
        (["worth", "ukraine-2025", "europe-alone", "--by", "grup"], "did you mean group?"),
        (["worth", "ukraine-2025", "europe-alone", "--outcome", "wr"], "nothing called 'wr' is counted"),
        (["worth", "ukraine-2025", "europe-alone", "--year", "0"], "is no whole number from 1 to 50"),
        (["worth", "ukraine-2025", "europe-alone", "--orders", "1"], "is no whole number from 2"),
        (["compare", "korea-1953", "none", "--json", "--csv"], "not allowed with"),
        (["compare", "korea-1953", "none", "--csv", "--table", "lader"], "invalid choice"),
        (["compare", "korea-1953", "none", "--future", "5"], "unrecognized arguments"),
        (["sweep", "korea-1953", "non"], "did you mean none?"),
        (["sweep", "korea-1953", "none", "--chunk", "0"], "is no whole number from 1"),
        (["sweep", "korea-1953", "--cluster", "a:1", "--workers", "2"], "not allowed with"),
        (["promises", "korea-1953", "x\x1b[31my"], r"'x\\x1b[31my' is no package"),
        (["levers", "korea-1953", "us-ar"], "did you mean us-air?"),
        (["levers", "korea-1953", "--base", "nobody"], "is no package"),
        (["levers", "korea-1953", "--assumptions", "front_kn", *SMALL], "no uncertain number"),
        (["replay", "korea-1953", "none", "none", "none"], "not 3"),
        (["replay", "korea-1953", "none", "--future", "128", *SMALL], "futures 0 to 127"),
        (["timeline", "reference-pair"], "named for the date"),
    ],
)
def test_wrong_input_is_answered_in_a_line_with_code_2(arguments: list[str], said: str, cli: Cli) -> None:
    answer = cli(*arguments)
    assert answer.code == 2
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert "\x1b" not in answer.err
    assert answer.out == ""


def test_a_case_with_problems_is_refused_with_their_places(tmp_path: Path, cli: Cli) -> None:
    assert cli("new", str(tmp_path / "mine")).code == 0
    path = tmp_path / "mine" / "case.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    checked = cli("check", str(tmp_path / "mine"))
    assert checked.code == 2
    assert re.search(r"case\.yaml:\d+:\d+ .*titel", checked.out)
    refused = cli("compare", str(tmp_path / "mine"), "none")
    assert refused.code == 2
    assert re.search(r"case\.yaml:\d+:\d+ .*titel", refused.err)
    assert "the case cannot be used: " in refused.err


def test_new_makes_a_sound_case_and_overwrites_nothing(tmp_path: Path, cli: Cli) -> None:
    folder = str(tmp_path / "my-strait")
    assert cli("new", folder).code == 0
    assert cli("check", folder).code == 0
    again = cli("new", folder)
    assert again.code == 2
    assert "nothing is overwritten" in again.err


def test_check_loads_no_numerics() -> None:
    code = (
        "import sys\nfrom ceaseline.cli import main\nassert main(['check', 'ukraine-2025']) == 0\n"
        "print('loaded:', *sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.rpartition("loaded:")[2].split()) & NUMERICS


def test_help_of_a_command_loads_neither_case_nor_numerics() -> None:
    code = (
        "import sys\nfrom ceaseline.cli import main\n"
        "try:\n    main(['compare', '--help'])\nexcept SystemExit as stop:\n    assert not stop.code\n"
        "print('loaded:', *sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.rpartition("loaded:")[2].split()) & (NUMERICS | {"pydantic", "yaml", "rich"})


def test_a_reader_who_leaves_early_sees_no_traceback() -> None:
    command = [sys.executable, "-m", "ceaseline", "explain", "ukraine-2025", "--csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert process.returncode == 0
    assert said == ""


def test_a_console_without_the_signs_is_served() -> None:
    command = [sys.executable, "-m", "ceaseline", "explain", "korea-1953", "us-eighth-army"]
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, env=ascii_only, check=False)
    assert done.returncode == 0, done.stderr
    assert b"United States ground force in Korea" in done.stdout
    assert done.stdout.isascii()


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [(KeyboardInterrupt(), 130, "interrupted"), (MemoryError(), 1, "not enough memory")],
)
def test_a_stop_is_clean(
    error: BaseException, code: int, said: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise error

    monkeypatch.setattr(compare, "study_of", stop)
    before = threading.active_count()
    answer = cli("compare", "korea-1953", "none")
    assert answer.code == code
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert threading.active_count() == before


def test_a_store_that_cannot_be_used_is_a_warning(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("CEASELINE_STORE", str(blocked))
    monkeypatch.setattr("warnings.filters", [])
    answer = cli("run", "korea-1953", "none", *SMALL, "--json")
    assert answer.code == 0
    assert answer.json()["futures"] == 128
    assert answer.err.startswith("ceaseline: ")
    assert "StoreWarning" not in answer.err
