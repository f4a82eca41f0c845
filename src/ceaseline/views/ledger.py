"""The ledger as people read it: what stands, since when, on which reports, and where the words are."""

from collections.abc import Iterable, Sequence
from typing import Any

from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.text import plain, words

Data = dict[str, Any]
UNATTENDED = (
    "Proposals come from the program, decisions from a person: unattended extraction is not good enough, and "
    "only approved statements count."
)


def _yes(value: object) -> str:
    return "yes" if value else ""


def _joined(values: Iterable[object]) -> str:
    return "; ".join(str(value) for value in values)


def _columns(*names: str) -> tuple[Column, ...]:
    shown = {"contested": _yes, "primary": _yes, "item": lambda name: words(plain(name))}
    figures = {"independent", "statements", "start", "end", "found"}
    return tuple(
        Column(name, name.replace("_", " "), shown.get(name, _shown), name in figures) for name in names
    )


def _shown(value: object) -> str:
    return "" if value is None else plain(value)


def _quote(statements: Sequence[Data]) -> str:
    quotes = [place["quote"] for held in statements for place in held["places"]]
    return quotes[0] if quotes else ""


def status_table(data: Data) -> Table:
    """Show what stands for each actor and item on a day."""
    columns = _columns(
        *("actor", "item", "stance", "scope", "firmness", "since", "independent", "contested", "reports"),
        *("statement", "quote", "ids"),
    )
    rows = tuple(
        (
            *(held["actor"], held["item"], held["stance"], held["scope"], held["firmness"], held["since"]),
            *(held["independent"], held["contested"], _joined(held["reports"])),
            *(_joined(dict.fromkeys(s["text"] for s in held["statements"])), _quote(held["statements"])),
            _joined(s["id"] for s in held["statements"]),
        )
        for held in data["standing"]
    )
    return Table("standing", f"What stands on {data['as_of']}", columns, rows)


def asked_table(data: Data) -> Table:
    """Show who asks or hopes for what from whom; none of it stands for the one who is asked."""
    columns = _columns("actor", "stance", "provider", "item", "date", "statement", "report", "id")
    rows = tuple(
        (
            *(_joined(held["actor"]), held["stance"], _joined(held["provider"]), _joined(held["item"])),
            *(held["date"], held["text"], held["report"], held["id"]),
        )
        for held in data["asked"]
    )
    return Table("asked", "Asked and hoped for; it binds nobody who is asked", columns, rows)


def _narrow(table: Table, *dropped: str, note: str = "") -> Table:
    kept = [place for place, column in enumerate(table.columns) if column.key not in dropped]
    return Table(
        table.name,
        table.title,
        tuple(table.columns[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in table.rows),
        note,
    )


def status_page(case: str, data: Data) -> list[Block]:
    """Return what stands on a day for people."""
    note = (
        "independent: reports that carry the stance since it began to stand, never documents; a report of "
        "unknown origin counts for nothing"
    )
    page: list[Block] = [Heading(f"{plain(case)}: as of {data['as_of']}")]
    page.append(_narrow(status_table(data), "quote", "ids", "scope", note=note))
    if data["asked"]:
        page.append(_narrow(asked_table(data), "id"))
    return [*page, "", *_waiting(data)]


def _waiting(data: Data) -> list[Block]:
    counts = f"{data['approved']} statements are approved, {data['pending']} wait for a decision"
    told: list[Block] = [f"{counts}; {data['undated']} of those approved have no day and count for none."]
    if data["disagreed"]:
        told.append(f"People decided differently on {plain(', '.join(data['disagreed']))}; the latest holds.")
    return [*told, UNATTENDED]


def timeline_table(data: Data) -> Table:
    """Show every step of every actor and item."""
    columns = _columns(
        *("actor", "item", "since", "stance", "scope", "firmness", "independent", "contested", "reports"),
        *("statement", "ids"),
    )
    rows = tuple(
        (
            *(held["actor"], held["item"], step["since"], step["stance"], step["scope"], step["firmness"]),
            *(step["independent"], step["contested"], _joined(step["reports"])),
            _joined(dict.fromkeys(s["text"] for s in step["statements"])),
            _joined(s["id"] for s in step["statements"]),
        )
        for held in data["timelines"]
        for step in held["steps"]
    )
    return Table("timeline", "How it came to stand", columns, rows)


def sources_table(data: Data) -> Table:
    """Show the reports with the documents that pass them on."""
    columns = _columns(
        *(
            "report",
            "outlet",
            "date",
            "independent",
            "files",
            "statements",
            "grade",
            "primary",
            "title",
            "source",
        ),
        *("note",),
    )
    rows = tuple(
        (
            *(held["report"], held["outlet"], held["date"], held["independent"], _joined(held["files"])),
            *(
                held["statements"],
                held["grade"],
                held["primary"],
                held["title"],
                held["source"],
                held["note"],
            ),
        )
        for held in data["reports"]
    )
    note = "independent: 1 for a report with a known outlet, however many documents pass it on"
    return Table("sources", "Reports and the documents that pass them on", columns, rows, note)


def drift_table(data: Data) -> Table:
    """Show what changed between two renderings, and what is at odds."""
    columns = _columns("kind", "drift", "a", "a_quote", "b", "b_quote", "note", "link")
    rows = tuple(
        (
            *(
                held["kind"],
                _joined(held["drift"]),
                held["a"]["label"] or held["a"]["id"],
                held["a"]["quote"],
            ),
            *(held["b"]["label"] or held["b"]["id"], held["b"]["quote"], held["note"], held["link"]),
        )
        for held in data["links"]
    )
    note = "a flag is a reason to look, not a verdict"
    return Table("drift", "What changed on the way, and what is at odds", columns, rows, note)


def verify_tables(data: Data) -> dict[str, Table]:
    """Show documents that differ or are not at hand, and places whose words do not stand where they stood."""
    faults = tuple(
        (*(f[key] for key in ("place", "document", "outcome", "start", "found")),) for f in data["faults"]
    )
    documents = tuple(
        (*(d[key] for key in ("document", "file", "state", "sha256")),) for d in data["documents"]
    )
    return {
        "faults": Table(
            "faults", "Places", _columns("place", "document", "outcome", "start", "found"), faults
        ),
        "documents": Table(
            "documents", "Documents", _columns("document", "file", "state", "sha256"), documents
        ),
    }


def verify_page(case: str, data: Data) -> list[Block]:
    """Return the check of a ledger for people."""
    counts = ", ".join(f"{count} {name}" for name, count in data["places"].items() if count)
    tables = verify_tables(data)
    page: list[Block] = [Heading(f"{plain(case)}: do the words stand where they stood?")]
    page.append(_narrow(tables["documents"], "sha256"))
    page.append(f"Places: {counts or 'none'}.")
    if data["faults"]:
        page.append(tables["faults"])
    if data["places"]["absent"]:
        page.append("The raw texts are kept outside the case; name folders that hold them with --documents.")
    return page


def added_table(data: Data) -> Table:
    """Show the documents that were added."""
    columns = _columns("document", "file", "chars", "new", "notes")
    rows = tuple(
        (d["id"], d["file"], d["chars"], "new" if d["new"] else "known", _joined(d["notes"]))
        for d in data["documents"]
    )
    return Table("documents", "Documents", columns, rows)


def added_page(data: Data) -> list[Block]:
    """Return what was added for people."""
    return [added_table(data), f"Next: ceaseline ledger propose {plain(data['case'])}"]


def proposal_table(data: Data) -> Table:
    """Show the statements that were proposed from documents, without a case."""
    columns = _columns(
        *("file", "actor", "item", "stance", "firmness", "provider", "speaker", "report", "date", "quote")
    )
    rows = tuple(
        (
            *(document["file"], _joined(s["actor"]), _joined(s["item"]), s["stance"], s["firmness"]),
            *(_joined(s["provider"]), s["speaker"], s["report"], s["date"], s["quote"]),
        )
        for document in data["documents"]
        for s in document["statements"]
    )
    return Table("statements", "Proposed statements", columns, rows)


def proposal_page(data: Data) -> list[Block]:
    """Return a proposal without a case for people."""
    page: list[Block] = [proposal_table(data)]
    for report in data["reports"]:
        if report["documents"]:
            named = report["outlet"] or "no known outlet"
            page.append(plain(f"{report['id']}, {named}: {', '.join(report['documents'])}"))
    return [*page, "", UNATTENDED]


def entered_table(data: Data) -> Table:
    """Show how many lines a proposal added to each table."""
    rows = tuple(data["added"].items())
    return Table("added", "Lines added", _columns("table", "lines"), rows)


def entered_page(data: Data) -> list[Block]:
    """Return what a proposal added to a ledger for people."""
    page: list[Block] = [entered_table(data)]
    page.append(f"{data['known']} statements stand at places that were proposed or decided before.")
    if data["absent"]:
        page.append(f"Not at hand, and not read: {plain(', '.join(data['absent']))}.")
    if data["beside"]:
        about = " and ".join(map(plain, data["sides"]))
        page.append(
            f"Found nothing on promises to {plain(data['sides'][0])} in {plain(', '.join(data['beside']))}. "
            f"The case is about {about}, as the names of its parties in case.yaml say."
        )
    page.append(f"{data['pending']} statements wait: ceaseline ledger review {plain(data['case'])}")
    return [*page, UNATTENDED]


def positions_table(data: Data) -> Table:
    """Show the positions that the ledger gives each lever."""
    columns = _columns(
        "lever", "as_of", "stance", "firmness", "contested", "independent", "source", "statement", "ids"
    )
    rows = tuple(
        (
            *(lever, held["as_of"], held["stance"], held["firmness"], held.get("contested", False)),
            *(held.get("independent"), held["source"]["key"], held["statement"], _joined(held["statements"])),
        )
        for lever, positions in data["levers"].items()
        for held in positions
    )
    return Table("positions", "Positions of levers", columns, rows)


def positions_page(data: Data) -> list[Block]:
    """Return the positions of levers for people."""
    state = {"written": "written", "current": "is current", "stale": "is out of date: --write writes it anew"}
    return [
        _narrow(positions_table(data), "ids"),
        plain(f"evidence/positions.yaml {state[data['state']]}"),
    ]


def queue_table(data: Data) -> Table:
    """Show the statements that wait for a decision."""
    columns = _columns(
        *(
            "id",
            "actor",
            "item",
            "stance",
            "scope",
            "firmness",
            "basis",
            "provider",
            "speaker",
            "report",
            "date",
        ),
        *("document", "quote"),
    )
    rows = tuple(
        (
            *(held["id"], _joined(held["actor"]), _joined(held["item"]), held["stance"], held["scope"]),
            *(held["firmness"], held["basis"], _joined(held["provider"]), held["speaker"], held["report"]),
            *(held["date"], _joined(p["document"] for p in held["places"]), _quote([held])),
        )
        for held in data["pending"]
    )
    return Table("pending", "Waiting for a decision", columns, rows)


def queue_page(data: Data) -> list[Block]:
    """Return what was decided, and what waits, for people."""
    page: list[Block] = [plain(f"{r['decision']} {r['statement']}") for r in data["decided"]]
    return [*page, queue_table(data), f"{len(data['pending'])} statements wait for a decision."]


def statement_page(held: Data, context: Sequence[str], place: str) -> list[Block]:
    """Return one statement as a reviewer sees it: what it says, and its words in the document."""
    page: list[Block] = [Heading(f"{place}  {plain(held['id'])}")]
    facts = (
        ("who", _joined(held["actor"])),
        ("stance", f"{held['stance']}, {held['scope']}, {held['firmness']}, {held['basis']}"),
        ("on", _joined(held["item"])),
        ("asked of", _joined(held["provider"])),
        ("if", held["condition"]),
        ("speaker", held["speaker"]),
        ("report", held["report"]),
        ("date", held["date"]),
        ("text", held["text"]),
        ("note", held["note"]),
    )
    page.extend(f"  {name:<9}{plain(value)}" for name, value in facts if value)
    page.extend(f"  │ {plain(line)}" for line in context)
    return page
