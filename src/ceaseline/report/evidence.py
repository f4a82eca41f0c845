"""Evidence with its words: what was said, by whom, in which report, on which day, and who approved it."""

from typing import Any

from ceaseline.evidence import status
from ceaseline.evidence.ledger import Ledger
from ceaseline.views.blocks import Column, Table
from ceaseline.views.ledger import drift_table, sources_table
from ceaseline.views.text import listed, plain, words


def evidence_tables(ledger: Ledger) -> list[Table]:
    """Return every approved statement with its words, the reports, and what drifted on the way.

    Parameters
    ----------
    ledger
        Of the case; may be empty.

    Returns
    -------
    list of Table
        None where nothing is approved.
    """
    if not ledger.approved:
        return []
    drifts = drift_table({"links": status.drifts(ledger)})
    found = [statements_table(ledger), sources_table({"reports": status.sources(ledger)}), drifts]
    return [table for table in found if table.rows]


def evidence_lead(ledger: Ledger) -> str:
    """Return in words how much evidence there is, and what counts."""
    known = len(status.known_reports(ledger))
    return (
        f"{len(ledger.approved)} approved statements on {known} reports with a known outlet; "
        f"{len(ledger.pending)} proposals wait for a decision and count for nothing. A report counts once, "
        "however many documents pass it on. Paraphrases are the reviewer's, quotations hold twelve words "
        "at most."
    )


def statements_table(ledger: Ledger) -> Table:
    """Show every approved statement in the order of its day, with its words and its review."""
    columns = (
        Column("date", "said"),
        Column("actor", "by"),
        Column("item", "on"),
        Column("stance", "stance"),
        Column("statement", "in our words"),
        Column("quote", "words"),
        Column("report", "report"),
        Column("review", "review"),
    )
    named = sorted(ledger.approved, key=lambda name: (ledger.approved[name].date or "9999", name))
    rows = tuple(_row(ledger, name) for name in named)
    return Table("statements", f"{len(rows)} approved statements", columns, rows)


def _row(ledger: Ledger, name: str) -> tuple[Any, ...]:
    held = ledger.approved[name]
    report = ledger.reports.get(held.report or "")
    review = ledger.review(name)
    outlet = "of unknown origin" if report is None else f"{report.outlet or 'no known outlet'} ({report.id})"
    quotes = dict.fromkeys(place.target.selector.refined_by.exact for place in ledger.places(name))
    spoken = [
        quote.target.selector.refined_by.exact for quote in ledger.quotes.values() if name in quote.statements
    ]
    return (
        held.date or "no day",
        f"{listed(list(held.actor))}" + (f" ({held.speaker})" if held.speaker else ""),
        listed([words(item) for item in held.item]),
        f"{held.stance}, {held.firmness}",
        held.text + (f" If: {held.condition}" if held.condition else ""),
        "; ".join(dict.fromkeys(plain(text).strip('“”" ,') for text in (*spoken, *quotes))),
        outlet,
        "" if review is None else f"{review.decision}, {review.by}, {review.at[:10]}",
    )
