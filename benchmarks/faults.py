"""End the program at random moments and go on: ``python benchmarks/faults.py --kills 200``.

Each piece of work is done once undisturbed; that is what must come out. Then it is done again and again in a
fresh folder and ended by SIGKILL, at a moment drawn from its duration or right before or after one of its
calls that change a file. After every end each visible file must be what stood there before or what must come
out, and the lines of a table that grows must lie between the two. After one to four ends the work is done to
its end, and every file must hold the bytes of the undisturbed run. The same seed draws the same moments.

A new command is one more entry of `works`. Needs a system that can fork.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from ceaseline.case.load import CASES
from ceaseline.cli import main as ceaseline
from ceaseline.cli.ledger import decide, enter
from ceaseline.cli.parser import COMMANDS
from ceaseline.evidence.ledger import read_ledger
from ceaseline.study import list_results

#: Calls that change what stands in a folder; the program may be ended right before and after each.
CHANGING = ("replace", "fsync", "unlink", "open", "mkdir")
_CLOCK = "2026-01-01T00:00:00.000000+00:00"
_SMALL = ("--futures", "256", "--worlds", "16", "--threads", "2")
_TEXTS = tuple(
    f"{place}, {day} August 2025 ({outlet}) - {one} will send two Patriot batteries to Ukraine, its defence "
    f"ministry said. {two} will not send troops to Ukraine, its prime minister told {outlet}. {three} "
    "offered to send troops to Ukraine after a ceasefire. The United States said it could provide air cover."
    for place, day, outlet, one, two, three in (
        ("LONDON", 20, "Reuters", "Germany", "Poland", "France"),
        ("PARIS", 21, "AFP", "Norway", "Italy", "Estonia"),
        ("BERLIN", 22, "the BBC", "Denmark", "Hungary", "Canada"),
    )
)


@dataclass(frozen=True)
class Work:
    """Something that a user asks for.

    Parameters
    ----------
    name : str
    prepare : callable
        Fills the folder.
    do : callable
        Does the work in the folder; called again after an end, it goes on.
    answers : bool
        Whether what is printed must be the same after an end, too.
    """

    name: str
    prepare: Callable[[Path], None]
    do: Callable[[Path], int]
    answers: bool = True


def _asked(*arguments: str) -> Callable[[Path], int]:
    def do(folder: Path) -> int:
        os.chdir(folder)  # paths are told in answers, which are compared
        return ceaseline(arguments)

    return do


def _case(folder: Path) -> None:
    shutil.copytree(CASES / "ukraine-2025", folder / "case", ignore=shutil.ignore_patterns("evidence"))
    for number, text in enumerate(_TEXTS):
        (folder / f"article-{number}.txt").write_text(text, encoding="utf-8")


def _entered(folder: Path) -> None:
    _case(folder)
    _quietly(_add, folder)


def _proposed(folder: Path) -> None:
    _entered(folder)
    _quietly(_propose, folder)


def _quietly(do: Callable[[Path], int], folder: Path) -> None:
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        code = do(folder)
    assert code == 0


_add = _asked("ledger", "add", "case", *(f"article-{number}.txt" for number in range(len(_TEXTS))))
_propose = _asked("ledger", "propose", "case")


def _review(folder: Path) -> int:
    """Accept what waits, one decision after the other, as a person would."""
    while waiting := list(read_ledger(folder / "case").pending):
        ceaseline(["ledger", "review", str(folder / "case"), "--accept", waiting[0]])
    return 0


def _flagship(folder: Path) -> None:
    shutil.copytree(CASES / "ukraine-2025", folder / "case")
    (folder / "case" / "evidence" / "positions.yaml").unlink()


def _nothing(_: Path) -> None:
    """Leave the folder empty."""


def works() -> dict[str, Work]:
    """Return the work that is ended, by name; commands that this version lacks are left out."""
    compare = ("korea-1953", "none", "as-of-1953-07-27", "all-promised", *_SMALL, "--json")
    found = [
        Work("compare", _nothing, _asked("compare", *compare)),
        Work("compare --fresh", _nothing, _asked("compare", *compare, "--fresh")),
        Work("report", _nothing, _asked("report", *compare[:4], *_SMALL, "-o", "report.html"), answers=False),
        Work("levers", _nothing, _asked("levers", "korea-1953", "us-air", "zone", *_SMALL, "--json")),
        Work("worth", _nothing, _asked("worth", "korea-1953", "all-promised", *_SMALL, "--json")),
        Work("sweep", _nothing, _asked("sweep", "korea-1953", "all-promised", *_SMALL, "--json")),
        Work("ledger add", _case, _add, answers=False),
        Work("ledger propose", _entered, _propose, answers=False),
        Work("ledger review", _proposed, _review, answers=False),
        Work("ledger positions", _flagship, _asked("ledger", "positions", "case", "--write"), answers=False),
        Work("ledger export", _proposed, _asked("ledger", "export", "case", "--to", "tables", "--json")),
    ]
    return {work.name: work for work in found if work.name.split()[0] in COMMANDS}


def visible(folder: Path) -> dict[str, bytes]:
    """Return every file that the program or a person would read, by its path within the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".") and path.parent.name != "printed"
    }


def left_behind(folder: Path) -> int:
    """Return how many hidden files of ended processes lie in the folder; nothing reads them."""
    return sum(path.suffix == ".part" for path in folder.rglob(".*"))


def faults(before: dict[str, bytes], now: dict[str, bytes], due: dict[str, bytes]) -> Iterator[str]:
    """Yield what is wrong with the files of a folder after an end."""
    for name in {*before, *now}:
        held = now.get(name)
        if held is None:
            if name in due:
                yield f"{name}: finished work is gone"
        elif name.endswith(".jsonl"):
            old, new, last = (set(text.splitlines(keepends=True)) for text in _three(name, before, now, due))
            if not old <= new <= last:
                yield f"{name}: lines are lost, cut or strange"
        elif held not in (before.get(name), due.get(name)) and "/pieces/" not in f"/{name}":
            yield f"{name}: neither what stood there nor what must come out"


def _three(name: str, *tables: dict[str, bytes]) -> list[bytes]:
    return [table.get(name, b"") for table in tables]


def _unreadable(folder: Path) -> Iterator[str]:
    """Yield what the program itself finds wrong: a result or table that it would not take."""
    for entry in list_results(folder / "store"):
        if entry.problem and entry.problem != "its manifest is missing":
            yield f"result {entry.key[:12]}: {entry.problem}"
    if (folder / "case").is_dir():
        try:
            read_ledger(folder / "case")
        except ValueError as error:
            yield f"ledger: {error}"


class Ended:
    """Runs work in processes of its own, and ends some of them."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self.place = Path(tempfile.mkdtemp(prefix="ceaseline-faults-"))
        self.counted: dict[str, dict[str, float]] = {}
        self.wrong: list[str] = []

    def close(self) -> None:
        """Delete all folders."""
        shutil.rmtree(self.place, ignore_errors=True)

    def ready(self, work: Work) -> Path:
        """Return a fresh folder in which the work can begin."""
        folder = Path(tempfile.mkdtemp(dir=self.place))
        _environment(folder)
        work.prepare(folder)
        (folder / "printed").mkdir(exist_ok=True)
        return folder

    def process(self, work: Work, folder: Path, moment: int | None = None) -> int:
        """Begin the work in a new process; returns its id."""
        child = os.fork()
        if child:
            return child
        code = 1
        try:
            for number in (1, 2):
                target = os.open(folder / "printed" / str(number), os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
                os.dup2(target, number)
            _environment(folder)
            signal.signal(signal.SIGALRM, _too_long)
            signal.alarm(120)
            calls = _watch(moment)
            code = work.do(folder)
            sys.stdout.flush()
            (folder / "printed" / "calls").write_text(str(len(calls)))
        finally:
            os._exit(code)

    def end(self, work: Work, folder: Path, seconds: float, calls: int) -> bool:
        """Do the work and end it; returns whether it had not finished by itself."""
        at_call = self._dice.random() < 0.5
        moment = self._dice.randrange(max(calls, 1)) if at_call else None
        wait = self._dice.uniform(0.0, seconds)
        child = self.process(work, folder, moment)
        if not at_call:
            time.sleep(wait)
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL

    def whole(self, work: Work, folder: Path) -> tuple[dict[str, bytes], bytes, float]:
        """Do the work to its end; returns files, what was printed, and seconds."""
        begun = time.monotonic()
        _, status = os.waitpid(self.process(work, folder), 0)
        took = time.monotonic() - begun
        if status != 0:
            said = (folder / "printed" / "2").read_text(errors="replace")
            self.wrong.append(f"{work.name}: ended with status {status}: {said[-400:]}")
        return visible(folder), (folder / "printed" / "1").read_bytes(), took

    def trial(self, work: Work, due: tuple[dict[str, bytes], bytes], seconds: float, calls: int) -> int:
        """End the work one to four times in one folder, then finish it; returns how often it was ended."""
        folder = self.ready(work)
        wanted, kills = self._dice.randint(1, 4), 0
        for _ in range(wanted):
            before = visible(folder)
            kills += self.end(work, folder, seconds, calls)
            found = [*faults(before, visible(folder), due[0]), *_unreadable(folder)]
            self.wrong += [f"{work.name}: {what}" for what in found]
        left = left_behind(folder)
        files, printed, _ = self.whole(work, folder)
        mine = {name: text for name, text in files.items() if "/pieces/" not in f"/{name}"}
        asked = {name: text for name, text in due[0].items() if "/pieces/" not in f"/{name}"}
        if mine != asked:
            other = sorted(n for n in {*mine, *asked} if mine.get(n) != asked.get(n))
            self.wrong.append(f"{work.name}: other bytes after {kills} ends: {', '.join(other)[:300]}")
        if work.answers and printed != due[1]:
            self.wrong.append(f"{work.name}: another answer after {kills} ends")
        held = self.counted[work.name]
        held["kills"] += kills
        held["trials"] += 1
        held["left behind"] += left
        shutil.rmtree(folder)
        return kills

    def work(self, work: Work, kills: int) -> None:
        """End a piece of work so often."""
        folder = self.ready(work)
        files, printed, first = self.whole(work, folder)
        calls = int((folder / "printed" / "calls").read_text() or 0)
        seconds = self.whole(work, self.ready(work))[2]
        self.counted[work.name] = {"kills": 0, "trials": 0, "left behind": 0, "seconds": round(seconds, 2)}
        done, tries = 0, 0
        while done < kills and tries < 4 * kills and not self.wrong:
            done += self.trial(work, (files, printed), min(first, seconds), calls)
            tries += 1


def _too_long(_: int, __: FrameType | None) -> None:
    os._exit(99)


def _environment(folder: Path) -> None:
    os.environ["CEASELINE_STORE"] = str(folder / "store")
    os.environ["CEASELINE_DOCUMENTS"] = str(folder / "documents")


def _watch(moment: int | None) -> list[str]:
    """Note every call that changes a file, and end this process at the one asked for."""
    calls: list[str] = []

    def note(name: str) -> None:
        if moment is not None and len(calls) == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        calls.append(name)

    def watched(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if name == "open" and not arguments[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                return function(*arguments, **options)
            note(f"before {name}")
            try:
                return function(*arguments, **options)
            finally:
                note(f"after {name}")

        return call

    for name in CHANGING:
        setattr(os, name, watched(name, getattr(os, name)))
    return calls


def _still_clock() -> str:
    return _CLOCK


def main(arguments: Sequence[str] | None = None) -> int:
    """End every piece of work, and print what came of it."""
    parser = argparse.ArgumentParser(description="End the program at random moments, and see what is lost.")
    parser.add_argument("--kills", type=int, default=200, help="in all, shared out evenly (default 200)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", metavar="NAME", action="append", default=[], help="only this work")
    args = parser.parse_args(arguments)
    chosen = [work for name, work in works().items() if not args.only or name in args.only]
    # the only clock of the program is that of the ledger; it stands still, so that lines can be compared
    for module in (decide, enter):
        vars(module)["now"] = _still_clock
    _warm()
    ended = Ended(args.seed)
    try:
        for work in chosen:
            ended.work(work, -(-args.kills // len(chosen)))
            sys.stdout.write(f"{work.name}: {json.dumps(ended.counted.get(work.name))}\n")
            sys.stdout.flush()
    finally:
        ended.close()
    kills = sum(int(held["kills"]) for held in ended.counted.values())
    told = {"seed": args.seed, "kills": kills, "wrong": ended.wrong, "work": ended.counted}
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    return 1 if ended.wrong else 0


def _warm() -> None:
    """Run once, which loads what was compiled so that processes need not."""
    with tempfile.TemporaryDirectory(prefix="ceaseline-faults-") as folder:
        _environment(Path(folder))
        _quietly(_asked("levers", "korea-1953", "us-air", *_SMALL, "--json"), Path(folder))
        os.chdir(tempfile.gettempdir())


if __name__ == "__main__":
    sys.exit(main())
