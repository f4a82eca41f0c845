"""Run the command line inside the test process, and keep what it printed."""

import csv
import io
import json
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

import pytest

from ceaseline.case import Case, FrozenMap, Lever, load
from ceaseline.cli import main

#: Options that keep a run short.
SMALL = ("--futures", "128", "--worlds", "16")

#: Text that would do harm if it reached a terminal or a page as it stands.
HOSTILE = 'A\x1b[31mB\x07 <script>alert("1")</script> [bold]C[/bold] \u202eD'


@dataclass(frozen=True)
class Answer:
    """What a command did."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        assert self.code in (0, 2), self.err
        return json.loads(self.out, parse_constant=_refuse)

    def rows(self) -> list[dict[str, str]]:
        assert self.code in (0, 2), self.err
        return list(csv.DictReader(io.StringIO(self.out), strict=True))


def _refuse(constant: str) -> Any:
    raise AssertionError(f"{constant} is no JSON")


class Cli:
    """Calls the command line."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Answer:
        self._capsys.readouterr()
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        out, err = self._capsys.readouterr()
        return Answer(code, out, err)


def once(monkeypatch: pytest.MonkeyPatch, module: str, name: str, held: dict[str, Any]) -> None:
    """Let a function that takes long work out each question once, for all forms of its answer.

    What is held is keyed by the arguments, without those that say how the work is watched or shared out.
    """
    place = import_module(module)
    real = getattr(place, name)

    def remembered(*asked: Any, **options: Any) -> Any:
        kept = {key: value for key, value in options.items() if key not in ("progress", "threads")}
        key = f"{module}.{name} {[one for one in asked if not callable(one)]} {kept}"
        if key not in held:
            held[key] = real(*asked, **options)
        return held[key]

    monkeypatch.setattr(place, name, remembered)


def hostile_case() -> Case:
    """Return a small case with hostile text wherever a case holds free text.

    The loader refuses control characters, so they are put into the loaded case: what prints must not rely on
    whoever reads.
    """
    case = load("korea-1953")
    parties = tuple(replace(party, name=HOSTILE) for party in case.parties)
    levers = tuple(_hostile_lever(lever) for lever in case.levers)
    packages = tuple(replace(package, title=HOSTILE, note=HOSTILE) for package in case.packages)
    sources = {
        key: replace(source, title=HOSTILE, author=HOSTILE, note=HOSTILE, url="javascript:alert(1)")
        for key, source in case.sources.items()
    }
    assumptions = {
        name: replace(value, note=HOSTILE, reason=HOSTILE) for name, value in case.assumptions.items()
    }
    return replace(
        case,
        title=HOSTILE,
        question=HOSTILE,
        aims=(HOSTILE,),
        parties=parties,
        levers=levers,
        packages=packages,
        sources=FrozenMap(sources),
        assumptions=FrozenMap(assumptions),
        departures=tuple(replace(departure, reason=HOSTILE) for departure in case.departures),
    )


def _hostile_lever(lever: Lever) -> Lever:
    positions = tuple(replace(position, statement=HOSTILE) for position in lever.positions)
    return replace(lever, title=HOSTILE, note=HOSTILE, contradicted=(HOSTILE,), positions=positions)
