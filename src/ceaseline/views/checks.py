"""What a check of a case found."""

from dataclasses import asdict

from ceaseline.case import Case, CaseError
from ceaseline.views.blocks import Block, Column, Table
from ceaseline.views.cases import Data
from ceaseline.views.text import plain

_FIELDS = ("file", "line", "column", "where", "what", "why", "mend")


def sound_data(asked: str, case: Case) -> Data:
    """Return the result for a case without problems."""
    return {
        "case": asked,
        "sound": True,
        "digest": case.digest,
        "assumptions": len(case.assumptions),
        "levers": len(case.levers),
        "packages": len(case.packages),
        "sources": len(case.sources),
        "problems": [],
    }


def unsound_data(asked: str, error: CaseError) -> Data:
    """Return the result for a case with problems."""
    problems = [asdict(problem) for problem in error.problems]
    counts = dict.fromkeys(("digest", "assumptions", "levers", "packages", "sources"))
    return {"case": asked, "sound": False, **counts, "problems": problems}


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
