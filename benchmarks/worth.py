"""Measure what exact worth costs by the number of groups.

    python benchmarks/worth.py as-reported-2025-08-26 all-promised --groups 8 10 12 14

Groups are the case's own. For fewer of them the two that hold the fewest promises are joined, again and
again; for more, the one that holds the most is parted in the middle. Each row is a process of its own that
reads no kept pieces; seconds include its start. The best of `--repeats`, since others may use the machine.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from ceaseline.analysis.grouping import players_of
from ceaseline.case import load

CASE = "ukraine-2025"


@dataclass(frozen=True)
class Row:
    """What one question took; seconds on the clock and of processors, and how runs were shared."""

    wall: float
    cpu: float
    sharing: dict[str, float]


def grouping(package: str, number: int) -> list[list[str]]:
    """Return the promises of a package in a number of groups.

    Examples
    --------
    >>> [len(group) for group in grouping("all-promised", 2)], len(grouping("all-promised", 14))
    ([28, 23], 14)
    """
    case = load(CASE)
    groups = [list(player.levers) for player in players_of(case, case.package(package))]
    while len(groups) > number:
        groups.sort(key=len)
        groups = [groups[0] + groups[1], *groups[2:]]
    while len(groups) < number:
        largest = max(groups, key=len)
        groups.remove(largest)
        groups += [largest[: len(largest) // 2], largest[len(largest) // 2 :]]
    return groups


def measure(package: str, groups: list[list[str]]) -> Row:
    """Ask for the worth of groups in a process of its own with an empty store."""
    with tempfile.TemporaryDirectory() as folder:
        lines = ["groups:"]
        for at, levers in enumerate(groups):
            lines += [f"  - id: group-{at}", f"    title: group {at}", f"    levers: [{', '.join(levers)}]"]
        own = Path(folder) / "groups.yaml"
        own.write_text("\n".join(lines) + "\n", encoding="utf-8")
        answer = Path(folder) / "answer.json"
        command = [sys.executable, "-m", "ceaseline", "worth", CASE, package, "--by", str(own), "--json"]
        began = time.perf_counter()
        with answer.open("wb") as out:
            child = subprocess.Popen(
                command, stdout=out, stderr=subprocess.DEVNULL, env={**os.environ, "CEASELINE_STORE": folder}
            )
            _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        if status:
            raise SystemExit(f"worth ended with status {status}")
        return Row(wall, usage.ru_utime + usage.ru_stime, json.loads(answer.read_text("utf-8"))["sharing"])


def main() -> None:
    """Print a table in Markdown, one row a package and number of groups."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packages", nargs="+")
    parser.add_argument("--groups", type=int, nargs="+", default=[8, 10, 12, 14], help="up to 16")
    parser.add_argument("--repeats", type=int, default=1)
    args = parser.parse_args()
    say = sys.stdout.write
    say("| package | groups | subsets | histories run | sharing factor | wall | cpu |\n" + "|---" * 7 + "|\n")
    for package in args.packages:
        for number in args.groups:
            rows = [measure(package, grouping(package, number)) for _ in range(args.repeats)]
            shared = rows[0].sharing
            say(
                f"| `{package}` | {number} | {shared['subsets']:,} | {shared['histories']:,} | "
                f"{shared['factor']:.1f} | {min(row.wall for row in rows):.1f} s | "
                f"{min(row.cpu for row in rows):.1f} s |\n".replace(",", " ")
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
