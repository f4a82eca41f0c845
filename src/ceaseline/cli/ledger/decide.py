"""``ledger review``: decide on proposals, by key in a terminal or by name in a script.

Every decision is written at once, so that nothing is lost when the terminal is closed, and the next review
goes on with what is left.
"""

import argparse
import importlib.util
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ceaseline.cli.errors import OK, Refusal
from ceaseline.cli.ledger import now, opened, raw_by_document
from ceaseline.cli.output import emit, show
from ceaseline.evidence.review import change, decide, undo, with_reviews
from ceaseline.evidence.status import places_data, statement_data
from ceaseline.evidence.store import FOLDER, append
from ceaseline.views import ledger as views
from ceaseline.views.text import plain

if TYPE_CHECKING:
    from ceaseline.evidence.ledger import Ledger
    from ceaseline.evidence.tables import Decision, ReviewRecord

_KEYS = "a accept · e edit · r reject · s skip · u undo · q stop"
_AROUND = 200


def review(args: argparse.Namespace) -> int:
    """Decide as the options say; without any, ask in a terminal, and elsewhere list what waits."""
    folder, ledger = opened(args)
    desk = _Desk(folder, ledger, args.reviewer)
    decided = _by_options(args, desk)
    if sys.stdin.isatty() and not (decided or args.json or args.csv):
        _ask(desk, raw_by_document(ledger, args.documents))
        return OK
    result = {
        "case": args.case,
        "decided": [{"review": r.id, "statement": r.statement, "decision": r.decision} for r in decided],
        "pending": [_told(desk.ledger, name) for name in desk.ledger.pending],
    }
    return emit(args, result, {"pending": views.queue_table(result)}, views.queue_page(result))


def _told(ledger: "Ledger", name: str) -> dict[str, Any]:
    return {"id": name, **statement_data(ledger.statements[name]), "places": places_data(ledger, name)}


@dataclass
class _Desk:
    """The ledger under review; every decision goes to the file before it shows."""

    folder: Path
    ledger: "Ledger"
    role: str
    made: "list[ReviewRecord]" = field(default_factory=list)

    def enter(self, record: "ReviewRecord") -> None:
        append(self.folder / FOLDER, {"reviews": [record]})
        self.ledger = with_reviews(self.ledger, [record])
        self.made.append(record)

    def decide(
        self, statement: str, decision: "Decision", changes: dict[str, Any] | None = None, note: str = ""
    ) -> None:
        self.enter(decide(self.ledger, statement, decision, self.role, now(), changes, note))

    def undo(self) -> "ReviewRecord | None":
        record = undo(self.ledger, self.role, now())
        if record is not None:
            self.enter(record)
        return record


def _by_options(args: argparse.Namespace, desk: _Desk) -> "list[ReviewRecord]":
    wanted: list[tuple[str, Decision, dict[str, Any] | None]] = []
    wanted += [(name, "accept", None) for name in args.accept]
    wanted += [(name, "reject", None) for name in args.reject]
    wanted += [(name, "reopen", None) for name in args.reopen]
    if bool(args.edit) != bool(args.set):
        raise Refusal("--edit ID and --set FIELD=VALUE go together")
    try:
        if args.edit:
            wanted.append((args.edit, "edit", dict(map(change, args.set))))
        for name, decision, changes in wanted:
            desk.decide(name, decision, changes, args.note)
    except ValueError as error:
        raise Refusal(_told_fault(error)) from None
    if args.undo and desk.undo() is None:
        raise Refusal(f"{desk.role} has made no decision that could be taken back")
    return desk.made


def _told_fault(error: ValueError) -> str:
    """Say what is wrong with a change in one line."""
    faults = getattr(error, "errors", None)
    if faults is None:
        return plain(error)
    return plain("; ".join(f"{'.'.join(map(str, f['loc']))}: {f['msg']}" for f in faults(include_url=False)))


def _ask(desk: _Desk, raw: dict[str, bytes]) -> None:
    """Go through what waits until it is done or the person stops."""
    with _reading(by_key=True):
        _ask_by_key(desk, raw)
    show([f"{len(desk.made)} decisions made, {len(desk.ledger.pending)} statements wait."])


def _ask_by_key(desk: _Desk, raw: dict[str, bytes]) -> None:
    skipped: set[str] = set()
    while True:
        waiting = [name for name in desk.ledger.pending if name not in skipped]
        if not waiting:
            break
        name = waiting[0]
        held = _told(desk.ledger, name)
        show(views.statement_page(held, _context(held, raw), f"{len(waiting)} left"))
        show(["", _KEYS])
        key = _key()
        if key in {"q", "", "\x04"}:
            break
        _act(desk, key, name, skipped)


def _act(desk: _Desk, key: str, name: str, skipped: set[str]) -> None:
    if key == "a":
        desk.decide(name, "accept")
    elif key == "r":
        desk.decide(name, "reject")
    elif key == "s":
        skipped.add(name)
    elif key == "u":
        taken = desk.undo()
        told = f"taken back: {taken.statement}" if taken else "nothing to take back"
        skipped.difference_update({taken.statement} if taken else set())
        show([told])
    elif key == "e":
        with _reading(by_key=False):
            _edit(desk, name)
    else:
        show([f"no such key; {_KEYS}"])


def _edit(desk: _Desk, name: str) -> None:
    """Ask for changes until an empty line, and accept with them; a fault asks again."""
    changes: dict[str, Any] = {}
    show(["field=value, one a line; an empty line ends, a line with ! leaves it as it was"])
    for line in iter(sys.stdin.readline, ""):
        if line.strip() == "!":
            return
        if not line.strip():
            break
        try:
            field_name, value = change(line)
            decide(desk.ledger, name, "edit", desk.role, now(), {**changes, field_name: value})
            changes[field_name] = value
        except ValueError as error:
            show([_told_fault(error)])
    if changes:
        desk.decide(name, "edit", changes)


def _context(held: dict[str, Any], raw: dict[str, bytes]) -> list[str]:
    """Return the words around a statement in its first document that is at hand; else what is quoted."""
    from ceaseline.evidence import Source
    from ceaseline.evidence.documents import decode

    for place in held["places"]:
        if place["document"] in raw:
            text = decode(Source(place["document"], raw[place["document"]])).text
            start, end = place["start"], place["end"]
            before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
            return [f"{before}»{text[start:end]}«{after}"]
    return [f"{place['document']}: »{place['quote']}«" for place in held["places"]]


@contextmanager
def _reading(by_key: bool) -> Iterator[None]:
    """Let the terminal give single keys, or whole lines, and set it back afterwards.

    Set before the page is shown: what is typed while a terminal still gathers a line is held back from
    whoever then asks for a key, until another one follows.
    """
    try:
        import termios
        import tty
    except ImportError:
        yield
        return
    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    try:
        if by_key:
            # Drain, not flush: a key pressed before the page was printed counts.
            tty.setcbreak(handle, termios.TCSADRAIN)
        else:
            lines = termios.tcgetattr(handle)
            lines[3] |= termios.ICANON | termios.ECHO
            termios.tcsetattr(handle, termios.TCSADRAIN, lines)
        yield
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)


def _key() -> str:
    """Read one key; where a terminal gives only lines, the first sign of one."""
    if importlib.util.find_spec("termios") is None:
        return sys.stdin.readline().strip()[:1]
    return os.read(sys.stdin.fileno(), 1).decode("ascii", "replace").lower()
