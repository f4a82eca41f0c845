"""What a lever's positions rest on: words, report, date, and who decided on them."""

from __future__ import annotations

from typing import Any

from ceaseline.case import Case
from ceaseline.evidence.ledger import Ledger
from ceaseline.evidence.status import statement_data
from ceaseline.views.cases import lever_data
from ceaseline.views.controls import short_source

Data = dict[str, Any]


def _statement(ledger: Ledger, name: str) -> Data | None:
    held = ledger.approved.get(name)
    if held is None:
        return None
    data = statement_data(held)
    report = ledger.reports.get(held.report or "")
    review = ledger.review(name)
    return {
        "id": name,
        "text": data["text"],
        "stance": data["stance"],
        "firmness": data["firmness"],
        "speaker": data["speaker"] or "",
        "date": str(data["date"] or ""),
        "note": data["note"] or "",
        "quotes": [place.target.selector.refined_by.exact for place in ledger.places(name)],
        "outlet": "" if report is None else report.outlet or "",
        "report": "" if report is None else report.title,
        "report_date": "" if report is None else str(report.date or ""),
        "report_grade": "" if report is None else report.grade or "",
        "reviewer": "" if review is None else review.by,
        "decision": "" if review is None else review.decision,
        "reviewed": "" if review is None else str(review.at),
    }


def lever_evidence(case: Case, ledger: Ledger, lever: str) -> Data:
    """Return what stands behind a lever, latest position first.

    Parameters
    ----------
    case
    ledger
        Of the case; an empty one where it has none.
    lever
        Its id.

    Returns
    -------
    dict
        ``positions`` with stance, firmness, source, and ``statements`` with words, report, date, reviewer.

    Raises
    ------
    KeyError
        If there is no such lever; with the nearest valid id.
    """
    data = lever_data(case, case.lever(lever))
    return {
        "lever": lever,
        "title": data["title"],
        "by": data["by_name"],
        "note": data["note"],
        "contradicted": data["contradicted"],
        "positions": [
            {
                **{key: held[key] for key in ("as_of", "stance", "firmness", "independent", "contested")},
                "words": held["statement"] or held["note"],
                **short_source(held["source"]),
                "statements": [
                    told for name in held["statements"] if (told := _statement(ledger, name)) is not None
                ],
            }
            for held in reversed(data["positions"])
        ],
    }
