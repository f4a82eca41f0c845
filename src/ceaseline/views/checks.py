"""What a check of a case found."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from ceaseline.case import Case, CaseError
from ceaseline.views.blocks import Block, Column, Table
from ceaseline.views.cases import Data
from ceaseline.views.text import number, plain, words

_FIELDS = ("file", "line", "column", "where", "what", "why", "mend")


def sound_data(asked: str, case: Case, expected: list[dict[str, Any]] | None = None) -> Data:
    """Return the result for a case without problems, with what was expected of it if that was asked for."""
    return {
        "case": asked,
        "sound": True,
        "digest": case.digest,
        "assumptions": len(case.assumptions),
        "levers": len(case.levers),
        "packages": len(case.packages),
        "sources": len(case.sources),
        "problems": [],
        "expectations": expected,
    }


def unsound_data(asked: str, error: CaseError) -> Data:
    """Return the result for a case with problems."""
    problems = [asdict(problem) for problem in error.problems]
    counts = dict.fromkeys(("digest", "assumptions", "levers", "packages", "sources"))
    return {"case": asked, "sound": False, **counts, "problems": problems, "expectations": None}


def unheld(result: Data) -> int:
    """Return how many expectations did not hold."""
    rows = (row for case in result["cases"] for row in case["expectations"] or ())
    return sum(row["verdict"] == "did not hold" for row in rows)


def expectations_table(result: Data) -> Table:
    """Return every expectation of every case with its verdict, one a row."""
    keys = (
        *("id", "row", "base", "package", "outcome", "lever", "month", "unit", "before", "after"),
        *("difference", "error", "direction", "low", "high", "verdict", "claim", "why", "source"),
    )
    rows = tuple(
        (case["case"], *(row[key] for key in keys))
        for case in result["cases"]
        for row in case["expectations"] or ()
    )
    return Table("expectations", "Expectations", tuple(Column(key, key) for key in ("case", *keys)), rows)


def _wanted(row: Data) -> str:
    return row["direction"] or f"{number(row['low'])} to {number(row['high'])}"


def _shown_table(case: Data) -> Table:
    columns = (
        Column("verdict", "verdict"),
        Column("claim", "expected", plain),
        Column("outcome", "outcome", words),
        Column("wanted", "asked for", right=True),
        Column("found", "found", right=True),
        Column("unit", ""),
    )
    rows = tuple(
        (
            row["verdict"],
            row["claim"],
            row["outcome"]
            + (f" at month {row['month']}" if row["month"] else "")
            + (f" of {row['lever']}" if row["lever"] else ""),
            _wanted(row),
            f"{number(row['difference'])} ± {number(row['error'])}",
            row["unit"],
        )
        for row in case["expectations"]
    )
    counts = Counter(row["verdict"] for row in case["expectations"])
    told = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    note = "After less before, same luck; ± one standard error. Judged by twice the error."
    return Table("expectations", f"{plain(case['case'])}: {told}", columns, rows, note)


def problems_table(result: Data) -> Table:
    """Return every problem of every case, one a row."""
    rows = tuple(
        (case["case"], *(problem[field] for field in _FIELDS))
        for case in result["cases"]
        for problem in case["problems"]
    )
    columns = tuple(Column(field, field) for field in ("case", *_FIELDS))
    return Table("problems", "Problems", columns, rows)


def check_page(result: Data) -> list[Block]:
    """Return one line a problem, as compilers print them, and one line a case."""
    page: list[Block] = []
    for case in result["cases"]:
        page.extend(_problem_line(problem) for problem in case["problems"])
        page.append(_verdict(case))
        if case["expectations"]:
            page.append(_shown_table(case))
        elif case["expectations"] is not None:
            page.append(f"{plain(case['case'])}: nothing is expected of it")
    return page


def _problem_line(problem: Data) -> str:
    place = f"{problem['file']}:{problem['line']}:{problem['column']}"
    where = f" {problem['where']}" if problem["where"] else ""
    why = f" ({problem['why']})" if problem["why"] else ""
    mend = f"; {problem['mend']}" if problem["mend"] else ""
    return plain(f"{place}{where}: {problem['what']}{why}{mend}")


def _verdict(case: Data) -> str:
    name = plain(case["case"])
    if case["sound"]:
        counts = ", ".join(f"{case[key]} {key}" for key in ("assumptions", "levers", "packages", "sources"))
        return f"{name}: sound ({counts})"
    count = len(case["problems"])
    return f"{name}: {count} {'problem' if count == 1 else 'problems'}"
