"""The documentation site builds without a warning, and names what the program can do."""

import subprocess
import sys
from pathlib import Path

from ceaseline import terms
from ceaseline.analysis.measures import every_measure, promise_measures
from ceaseline.cli.errors import MEANING
from ceaseline.cli.parser import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
NAMES = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html"]
    built = subprocess.run(
        [*command, str(ROOT / "docs"), str(tmp_path)], capture_output=True, text=True, cwd=ROOT
    )
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "tutorial.html").is_file()


def test_every_name_stands_on_the_page_of_names() -> None:
    outcomes = {measure.outcome for measure in (*every_measure(120), *promise_measures())}
    names = {*COMMANDS, *terms.ITEMS, *terms.PARAMETERS, *outcomes}
    assert {name for name in names if f"`{name}`" not in NAMES} == set()
    assert all(f"| {code} | {meaning} |" in NAMES for code, meaning in MEANING.items())
