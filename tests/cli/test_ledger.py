"""The verbs of ``ceaseline ledger``: forms, exit codes, hostile documents, and a review in a terminal."""

import io
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cli.support import Cli

from ceaseline.case import find, scaffold
from ceaseline.cli.commands.ledger import VERBS
from ceaseline.cli.schemas import FORMS
from ceaseline.evidence.ledger import read_ledger
from ceaseline.evidence.store import FOLDER

ARTICLES = Path(__file__).resolve().parents[1] / "evidence" / "articles"
ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")
SHORT = "Poland will not send troops to Ukraine, its prime minister said on Monday, Reuters reported."

ASKED = {
    "status": ["status", "ukraine-2025", "--as-of", "2025-08-26"],
    "timeline": ["timeline", "ukraine-2025", "--actor", "US"],
    "sources": ["sources", "ukraine-2025"],
    "drift": ["drift", "ukraine-2025"],
    "verify": ["verify", "ukraine-2025"],
    "positions": ["positions", "ukraine-2025"],
    "export": ["export", "ukraine-2025"],
    "review": ["review", "ukraine-2025"],
    "propose-files": ["propose", str(ARTICLES / "a1.txt"), str(ARTICLES / "a2.txt")],
}


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CEASELINE_DOCUMENTS", str(tmp_path / "documents"))
    return tmp_path / "documents"


def name_sides(case: Path, protected: str, challenger: str) -> None:
    """Say whom the starter case is about."""
    path = case / "case.yaml"
    text = path.read_text(encoding="utf-8").replace("name: The protected state", f"name: {protected}")
    path.write_text(text.replace("name: The challenger", f"name: {challenger}"), encoding="utf-8")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A case of one's own without evidence."""
    scaffold(tmp_path / "mine", "mine")
    name_sides(tmp_path / "mine", "Ukraine", "Russia")
    return tmp_path / "mine"


@pytest.fixture
def read(mine: Path, cli: Cli) -> Path:
    """A case with two documents read."""
    assert cli("ledger", "add", str(mine), str(ARTICLES / "a1.txt"), str(ARTICLES / "b1.txt")).code == 0
    assert cli("ledger", "propose", str(mine)).code == 0
    return mine


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_and_stands_in_the_guide(verb: str, cli: Cli) -> None:
    answer = cli("ledger", verb, "--help")
    assert answer.code == 0
    assert f"usage: ceaseline ledger {verb}" in answer.out
    assert f"`{verb}" in GUIDE
    assert verb in cli("ledger", "--help").out


def test_a_wrong_verb_is_answered_with_the_nearest(cli: Cli) -> None:
    answer = cli("ledger", "statuss", "ukraine-2025")
    assert answer.code == 2
    assert "did you mean status?" in answer.err
    assert cli("ledger").code == 0


@pytest.mark.parametrize("verb", ASKED)
def test_json_has_the_published_form(verb: str, cli: Cli) -> None:
    answer = cli("ledger", *ASKED[verb], "--json")
    assert answer.code == 0, answer.err
    FORMS[f"ledger-{verb}"].validate_json(answer.out)
    assert answer.out.isascii()


@pytest.mark.parametrize("verb", ASKED)
def test_csv_and_page(verb: str, cli: Cli) -> None:
    rows = cli("ledger", *ASKED[verb], "--csv").rows()
    assert all(None not in row and None not in row.values() for row in rows)
    page = cli("ledger", *ASKED[verb]).out
    assert page.strip()
    assert "None" not in page
    assert "\x1b" not in page


def test_the_issue_form_of_a_proposal_holds_these_keys_and_no_more(cli: Cli) -> None:
    result = cli("ledger", "propose", "--json", *ASKED["propose-files"][1:]).json()
    assert set(result) == {"documents", "reports", "links"}
    document = result["documents"][0]
    keys = {"file", "sha256", "relevant", "outlet", "report", "date", "masked", "statements", "quotes"}
    assert set(document) == keys
    assert set(document["date"]) == {"from", "to", "basis"}
    text = (ARTICLES / "a1.txt").read_bytes().decode("utf-8")
    for statement in document["statements"]:
        assert text[statement["start"] : statement["end"]] == statement["quote"]


def test_propose_reads_standard_input(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SHORT.encode())))
    (document,) = cli("ledger", "propose", "--json", "-").json()["documents"]
    assert [s["stance"] for s in document["statements"]] == ["refuses"]


def test_status_as_of_days(cli: Cli) -> None:
    def stance(day: str) -> list[str]:
        asked = ("--as-of", day, "--actor", "US", "--item", "air_defence", "--json")
        return [s["stance"] for s in cli("ledger", "status", "ukraine-2025", *asked).json()["standing"]]

    assert [stance(d) for d in ("2025-06-03", "2025-06-04", "2025-08-20", "2025-08-26")] == [
        [], ["refuses"], ["refuses"], ["offers"],
    ]  # fmt: skip
    assert cli("ledger", "status", "ukraine-2025", "--as-of", "2025-02-30").code == 2


def test_status_without_a_day_is_of_the_latest(cli: Cli, mine: Path) -> None:
    assert cli("ledger", "status", "ukraine-2025", "--json").json()["as_of"] == "2026-06-03"
    answer = cli("ledger", "status", str(mine))
    assert answer.code == 2
    assert "holds no approved statement" in answer.err


def test_from_documents_to_a_status(read: Path, cli: Cli, documents: Path) -> None:
    held = read_ledger(read)
    assert len(list(documents.iterdir())) == 2
    assert not list(read.rglob("*.txt"))
    assert cli("ledger", "status", str(read)).code == 2
    pending = cli("ledger", "review", str(read), "--json").json()["pending"]
    assert [p["id"] for p in pending] == list(held.pending)
    first, second, third = (p["id"] for p in pending[:3])
    answer = cli(
        "ledger", "review", str(read), "--accept", first, "--reject", second, "--reviewer", "desk", "--json"
    )
    FORMS["ledger-review"].validate_json(answer.out)
    assert [d["decision"] for d in answer.json()["decided"]] == ["accept", "reject"]
    edit = ("--edit", third, "--set", "actor=Germany, France", "--set", "date=2025-08-01")
    assert cli("ledger", "review", str(read), *edit).code == 0
    after = read_ledger(read)
    assert set(after.approved) == {first, third}
    assert after.approved[third].actor == ("Germany", "France")
    assert {r.by for r in after.reviews.values()} == {"desk", "reviewer"}
    assert cli("ledger", "review", str(read), "--undo").code == 0
    assert set(read_ledger(read).approved) == {first}
    assert cli("ledger", "propose", str(read), "--json").json()["added"]["statements"] == 0
    verified = cli("ledger", "verify", str(read), "--json").json()
    assert verified["sound"]
    assert verified["places"]["absent"] == 0


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--accept", "s-000"], "there is no statement s-000"),
        (["--edit", "s-000"], "go together"),
        (["--undo"], "no decision that could be taken back"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(read: Path, cli: Cli, options: list[str], says: str) -> None:
    answer = cli("ledger", "review", str(read), *options)
    assert answer.code == 2
    assert says in answer.err
    assert not read_ledger(read).reviews


def test_an_edit_to_a_wrong_value_names_field_and_fault(read: Path, cli: Cli) -> None:
    name = next(iter(read_ledger(read).pending))
    answer = cli("ledger", "review", str(read), "--edit", name, "--set", "stance=promises")
    assert answer.code == 2
    assert "stance" in answer.err
    assert len(answer.err.splitlines()) == 1


def test_verify_fails_where_words_moved(read: Path, cli: Cli, tmp_path: Path, documents: Path) -> None:
    for path in documents.iterdir():
        path.unlink()
    (tmp_path / "other").mkdir()
    text = (ARTICLES / "a1.txt").read_bytes()
    (tmp_path / "other" / "a1.txt").write_bytes(b"New first line.\n" + text)
    answer = cli("ledger", "verify", str(read), "--documents", str(tmp_path / "other"), "--json")
    assert answer.code == 2
    states = {d["file"]: d["state"] for d in answer.json()["documents"]}
    assert states == {"a1.txt": "differs", "b1.txt": "absent"}
    assert {f["outcome"] for f in answer.json()["faults"]} == {"moved"}


def test_positions_are_written_once_and_then_current(read: Path, cli: Cli) -> None:
    levers = read / "levers.yaml"
    text = levers.read_text(encoding="utf-8")
    first = text.index("    positions:")
    end = text.index("\n  - id:", first) if "\n  - id:" in text[first:] else len(text)
    evidence = "    evidence: {actors: [Germany], items: [air_defence]}"
    levers.write_text(text[:first] + evidence + text[end:], encoding="utf-8")
    assert cli("ledger", "positions", str(read)).code == 2
    assert cli("ledger", "positions", str(read), "--write", "--json").json()["state"] == "written"
    assert cli("ledger", "positions", str(read), "--json").json()["state"] == "current"
    names = [n for n, s in read_ledger(read).pending.items() if "Germany" in s.actor]
    accept = [word for name in names for word in ("--accept", name)]
    assert cli("ledger", "review", str(read), *accept).code == 0
    assert cli("ledger", "positions", str(read), "--json").json()["state"] == "current"
    for name in names:
        assert cli("ledger", "review", str(read), "--edit", name, "--set", "date=2025-08-01").code == 0
    stale = cli("ledger", "positions", str(read), "--json")
    assert (stale.code, stale.json()["state"]) == (2, "stale")


def test_export_writes_every_table(cli: Cli, tmp_path: Path) -> None:
    assert cli("ledger", "export", "ukraine-2025", "--to", str(tmp_path / "out")).code == 0
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert written == {f"{name}.csv" for name in (
        "statements", "documents", "reports", "appearances", "quotes", "links", "reviews",
    )}  # fmt: skip
    first = (tmp_path / "out" / "statements.csv").read_text(encoding="utf-8")
    assert first.startswith("statement,text,actor,item,stance")
    rows = cli("ledger", "export", "ukraine-2025", "--csv", "--table", "reports").rows()
    assert len(rows) == len(read_ledger(find("ukraine-2025")).reports)


def test_export_to_a_place_that_cannot_be_written(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert cli("ledger", "export", "ukraine-2025", "--to", str(tmp_path / "file")).code == 3


KOREA = "Canada will not send ground troops to South Korea, the Canadian government said on Friday."


def test_a_case_is_read_for_its_own_sides(tmp_path: Path, cli: Cli) -> None:
    case, text = tmp_path / "truce", tmp_path / "text.txt"
    scaffold(case, "truce")
    text.write_text(KOREA, encoding="utf-8")
    cli("ledger", "add", str(case), str(text))
    first = cli("ledger", "propose", str(case))
    assert "Found nothing on promises to The protected state in text.txt" in " ".join(first.out.split())
    name_sides(case, "South Korea", "North Korea")
    again = cli("ledger", "propose", str(case), "--json").json()
    assert (again["sides"], again["beside"], again["pending"]) == (["South Korea", "North Korea"], [], 1)


def test_files_are_read_for_the_sides_named(tmp_path: Path, cli: Cli) -> None:
    text = tmp_path / "text.txt"
    text.write_text(KOREA, encoding="utf-8")
    statements = [
        cli("ledger", "propose", str(text), *sides, "--json").json()["documents"][0]["statements"]
        for sides in ([], ["--protected", "South Korea"])
    ]
    assert [len(found) for found in statements] == [0, 1]
    assert cli("ledger", "propose", str(text), "--challenger", "North Korea").code == 2
    assert cli("ledger", "propose", "ukraine-2025", "--protected", "Ukraine").code == 2


HOSTILE = {
    "script.html": b"<html><script>alert(1)</script><body>" + SHORT.encode() + b"</body></html>",
    "escape.txt": b"\x1b]0;owned\x07\x1b[31m" + SHORT.encode(),
    "marks.txt": ("\u202e" + SHORT + "\u2066").encode(),
    "nul.txt": b"\x00" + SHORT.encode() + b"\x00",
    "bytes.txt": b"\xff\xfe\x80" + SHORT.encode(),
    "empty.txt": b"",
    "\x1b[31mname\u202e.txt": SHORT.encode(),
}


def test_hostile_documents_reach_no_terminal_unescaped(mine: Path, cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    for name, raw in HOSTILE.items():
        (folder / name).write_bytes(raw)
    files = sorted(str(path) for path in folder.iterdir())
    answers = [cli("ledger", "propose", *files, *form) for form in ([], ["--json"], ["--csv"])]
    answers += [cli("ledger", "add", str(mine), *files), cli("ledger", "propose", str(mine))]
    answers += [cli("ledger", "review", str(mine), *form) for form in ([], ["--json"], ["--csv"])]
    for answer in answers:
        assert answer.code == 0, answer.err
        assert not {"\x1b", "\x07", "\u202e", "\u2066", "\x00"} & set(answer.out + answer.err)


def test_a_huge_document_is_left_out_and_the_rest_is_read(cli: Cli, tmp_path: Path, mine: Path) -> None:
    huge, small = tmp_path / "huge.txt", tmp_path / "small.txt"
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    small.write_text(SHORT, encoding="utf-8")
    answer = cli("ledger", "propose", "--json", str(huge), str(small), str(tmp_path / "missing.txt"))
    assert answer.code == 2
    assert len(answer.json()["documents"]) == 1
    assert answer.err.count("left out") == 2
    refused = cli("ledger", "add", str(mine), str(small), str(huge))
    assert refused.code == 2
    assert not read_ledger(mine).documents


def test_a_broken_ledger_is_one_line_a_problem(read: Path, cli: Cli) -> None:
    path = read / FOLDER / "statements.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("offers", "commits"), encoding="utf-8")
    answer = cli("ledger", "status", str(read))
    assert answer.code == 2
    assert "does not fit its content" in answer.err
    assert "Traceback" not in answer.err


def test_no_such_case(cli: Cli) -> None:
    answer = cli("ledger", "status", "nowhere")
    assert answer.code == 2
    assert "no such case" in answer.err
    assert cli("ledger", "propose", "ukraine-2025", "a.txt").code == 2


@contextmanager
def heard(number: signal.Signals) -> Iterator[None]:
    """Let a process that begins here hear a signal, as from a terminal.

    What a shell script puts in the background ignores SIGINT, and so does everything that it begins: tests
    that run there would wait for an end that never comes.
    """
    before = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(number, before)


class Terminal:
    """A process with a terminal of its own."""

    def __init__(self, *arguments: str) -> None:
        pty = pytest.importorskip("pty")
        self.handle, inner = pty.openpty()
        command = [sys.executable, "-m", "ceaseline", *arguments]
        with heard(signal.SIGINT):
            self.process = subprocess.Popen(command, stdin=inner, stdout=inner, stderr=inner)
        os.close(inner)
        self.seen = ""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait(30)
        os.close(self.handle)

    def until(self, text: str, after: int = 0) -> None:
        limit = time.monotonic() + 60
        while text not in self.seen[after:]:
            assert time.monotonic() < limit, self.seen
            if select.select([self.handle], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self.handle, 65536).decode("utf-8", "replace")
                except OSError:
                    break
        assert text in self.seen[after:], self.seen

    def press(self, keys: str, then: str) -> None:
        at = len(self.seen)
        os.write(self.handle, keys.encode())
        self.until(then, at)


def test_a_review_by_key_undoes_and_goes_on_where_it_stopped(read: Path) -> None:
    names = list(read_ledger(read).pending)
    with Terminal("ledger", "review", str(read), "--reviewer", "desk") as terminal:
        terminal.until("q stop")
        assert names[0] in terminal.seen
        terminal.press("a", names[1])
        terminal.press("r", names[2])
        terminal.press("u", names[1])
        terminal.press("s", names[2])
        terminal.press("e", "empty line ends")
        terminal.press("stance=wrong\n", "Input should be")
        terminal.press("stance=undecided\n\n", names[3])
        terminal.press("x", "no such key")
        terminal.press("q", "decisions made")
        assert terminal.process.wait(30) == 0
    held = read_ledger(read)
    assert set(held.approved) == {names[0], names[2]}
    assert held.approved[names[2]].stance == "undecided"
    assert next(iter(held.pending)) == names[1]
    with Terminal("ledger", "review", str(read)) as again:
        again.until("q stop")
        assert names[1] in again.seen
        assert names[0] not in again.seen
        again.process.send_signal(signal.SIGINT)
        again.until("interrupted")
        assert again.process.wait(30) == 130
    assert set(read_ledger(read).approved) == {names[0], names[2]}


def test_the_words_around_a_statement_are_shown_spelled_out(mine: Path, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{SHORT} \x1b[31m\u202eEnd.", encoding="utf-8")
    assert cli("ledger", "add", str(mine), str(tmp_path / "a.txt")).code == 0
    assert cli("ledger", "propose", str(mine)).code == 0
    with Terminal("ledger", "review", str(mine)) as terminal:
        terminal.until("q stop")
        terminal.press("q", "decisions made")
    assert r"\x1b[31m" in terminal.seen
    assert r"\u202e" in terminal.seen
    assert "\x1b[31m" not in terminal.seen
    assert "\u202e" not in terminal.seen


def test_fifty_articles_take_little_memory(tmp_path: Path) -> None:
    texts = sorted(ARTICLES.glob("*.txt"))
    files = []
    for n in range(50):
        path = tmp_path / f"{n:02d}.txt"
        path.write_bytes(texts[n % len(texts)].read_bytes())
        files.append(str(path))
    code = (
        "import re, sys; from ceaseline.cli import main; code = main(sys.argv[1:]);"
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1], file=sys.stderr);"
        "sys.exit(code)"
    )
    if not Path("/proc/self/status").is_file():
        pytest.skip("the peak of memory is read from /proc, which this system lacks")
    command = [sys.executable, "-c", code, "ledger", "propose", "--json", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    kibibytes = int(done.stderr.split()[-1])
    assert len(json.loads(done.stdout)["documents"]) == 50
    assert kibibytes < 1_048_576
