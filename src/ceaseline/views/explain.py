"""Pages that explain a case: the month in order, any number or lever, and where it leaves its class."""

from collections import Counter
from collections.abc import Iterable, Sequence

from ceaseline.case import Case
from ceaseline.case.problems import nearest
from ceaseline.model.phases import Phase
from ceaseline.terms import CALIBRATED, GRADES, ITEMS, KINDS, PARAMETERS, PHASES
from ceaseline.views.blocks import Block, Column, Heading, Table
from ceaseline.views.cases import Data, assumption_data, lever_data, package_data
from ceaseline.views.text import money, number, plain, words

GRADE_WORDS = {
    "A": "primary or official",
    "B": "secondary press",
    "C": "aggregator or mirror",
    "D": "derived by arithmetic",
    "E": "judgement",
}


def explain_data(case: Case, name: str) -> Data:
    """Return what a case says of one of its names.

    Parameters
    ----------
    case
    name
        An assumption, a lever, a package, a phase of the month or a source.

    Returns
    -------
    dict
        With ``what``: assumption, lever, package, phase or source.

    Raises
    ------
    KeyError
        With the nearest name if there is none such.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> explain_data(load("reference-pair"), "front_km")["what"]
    'assumption'
    """
    levers = {lever.id: lever for lever in case.levers}
    packages = {package.name: package for package in case.packages}
    if name in case.assumptions:
        found = assumption_data(case, case.assumptions[name])
    elif name in levers:
        found = lever_data(case, levers[name])
    elif name in packages:
        found = package_data(case, packages[name])
    elif name in PHASES:
        found = _phase_data(case, name)
    elif name in case.sources:
        found = _source_data(case, name)
    else:
        known = [*case.assumptions, *levers, *packages, *PHASES, *case.sources]
        raise KeyError(f"{case.name} has nothing called {plain(name)!r}; {nearest(name, known)}")
    return {"case": case.name, **found}


def _phase_data(case: Case, phase: str) -> Data:
    return {
        "what": "phase",
        "name": phase,
        "assumptions": [
            assumption_data(case, assumption)
            for assumption in case.assumptions.values()
            if PARAMETERS[assumption.name].phase == phase
        ],
        "items": [
            {"name": item.name, "meaning": item.meaning} for item in ITEMS.values() if phase in item.acts_in
        ],
    }


def _source_data(case: Case, key: str) -> Data:
    source = case.sources[key]
    used = [name for name, value in case.assumptions.items() if value.source and value.source.key == key]
    cited = [lever.id for lever in case.levers if any(p.source.key == key for p in lever.positions)]
    return {
        "what": "source",
        "name": key,
        "title": source.title,
        "author": source.author,
        "date": source.date,
        "url": source.url,
        "publisher": source.publisher,
        "note": source.note,
        "assumptions": used,
        "positions": cited,
    }


def explain_page(data: Data) -> list[Block]:
    """Return what `explain_data` found, for people."""
    return _PAGES[data["what"]](data)


def explain_tables(data: Data) -> dict[str, Table]:
    """Return what `explain_data` found as tables."""
    if data["what"] == "assumption":
        table = assumptions_table([data])
    elif data["what"] == "lever":
        table = positions_table(data["positions"])
    elif data["what"] == "source":
        keys = ("name", "title", "author", "publisher", "date", "url", "note")
        row = tuple(data[key] for key in keys)
        table = Table("source", "Source", tuple(Column(key, key) for key in keys), (row,))
    else:
        table = next(block for block in explain_page(data) if isinstance(block, Table))
    return {table.name: table}


def value_words(data: Data) -> str:
    """Write an uncertain number with its range and unit.

    Examples
    --------
    >>> value_words({"p5": 1, "p50": 2, "p95": 4, "unit": "km"}), value_words({"p5": 2, "p50": 2, "p95": 2})
    ('2 (1 to 4) km', '2')
    >>> value_words({"p5": 1e9, "p50": 5e9, "p95": 9e9, "unit": "eur_per_year"})
    '5.0 bn EUR (1.0 bn EUR to 9.0 bn EUR) per year'
    """
    unit = data.get("unit", "")
    show, behind = (money, unit.removeprefix("eur")) if unit.startswith("eur") else (number, unit)
    ends = "" if data["p5"] == data["p95"] else f" ({show(data['p5'])} to {show(data['p95'])})"
    return f"{show(data['p50'])}{ends} {words(behind).strip()}".rstrip()


def source_words(source: Data | None) -> str:
    """Write a source as one line.

    Examples
    --------
    >>> source_words(None)
    'judgement, no source'
    """
    if source is None:
        return "judgement, no source"
    head = ", ".join(filter(None, (source["author"], f"“{source['title']}”", source["date"])))
    return plain(
        head
        + (f", {source['locator']}" if source["locator"] else "")
        + (f" <{source['url']}>" if source["url"] else "")
        + f" [{source['key']}]"
    )


def _origin(data: Data) -> list[Block]:
    kind, grade = data["kind"], data["grade"]
    lines: list[Block] = [
        f"  {value_words(data)}; middle, and in brackets the 5th to 95th percentile",
        f"  {kind}, grade {grade} ({GRADE_WORDS[grade]}), as of {plain(data['as_of'])}",
        f"  source: {source_words(data['source'])}",
    ]
    for label, text in (("how made", data["note"]), ("reason", data["reason"]), ("stands in", data["where"])):
        if text:
            lines.append(f"  {label}: {plain(text)}")
    lines.extend(f"  rival reading: {_rival_words(rival, data['unit'])}" for rival in data["rivals"])
    return lines


def _rival_words(rival: Data, unit: str) -> str:
    value = (
        number(rival["value"])
        if rival["value"] is not None
        else f"{number(rival['low'])} to {number(rival['high'])}"
    )
    note = f"; {plain(rival['note'])}" if rival["note"] else ""
    return f"{value} {words(unit)}, {source_words(rival['source'])}{note}"


def _assumption_page(data: Data) -> list[Block]:
    page: list[Block] = [
        Heading(f"{data['name']} ({data['symbol']})"),
        f"  {data['meaning']}; acts in the phase {words(data['phase'])}",
        *_origin(data),
    ]
    if data["calibration"] is not None:
        page.extend(_calibration_lines(data["calibration"], data["unit"]))
    if data["inherited"] is not None:
        page.append(f"  departs from {value_words({**data['inherited'], 'unit': data['unit']})}")
    elif data["inherited_from"]:
        page.append(f"  inherited from {plain(data['inherited_from'])}")
    return page


def _calibration_lines(found: Data, unit: str) -> list[Block]:
    """Say from which kept worlds a number is drawn, what it was before, and what the case changes."""
    lines: list[Block] = [
        f"  calibrated: drawn from the {number(found['kept'])} worlds of {plain(found['name'])} that history "
        f"does not rule out, together with {len(found['together_with'])} others",
        f"  before: {value_words({**found['prior'], 'unit': unit})}; source and note above speak of this",
    ]
    factor = found["factor"]
    if factor is not None:
        lines.append(f"  times {value_words(factor)}, as this case leaves the class")
        lines.append(f"  why: {plain(factor['reason'])}; {source_words(factor['source'])}")
    return lines


def _lever_page(data: Data) -> list[Block]:
    page: list[Block] = [Heading(f"{data['name']}: {plain(data['title'])}")]
    facts = (
        ("by", data["by_name"]),
        ("item", f"{words(data['item'])}: {data['meaning']}"),
        ("acts in", ", ".join(map(words, data["acts_in"]))),
        ("siting", data["siting"]),
        ("form", f"{data['form']}, {'can' if data['revocable'] else 'cannot'} be withdrawn"),
        ("changes", ", ".join(data["targets"])),
        ("setting", data["setting"]),
        ("note", data["note"]),
        ("in packages", ", ".join(data["packages"]) or "none"),
    )
    page.extend(f"  {label}: {plain(text)}" for label, text in facts if text)
    page.extend(f"  requires {plain(condition)}" for condition in data["requires"])
    for name, value in data["numbers"].items():
        page.extend([Heading(f"  {words(name)}"), *_origin(value)])
    if data["positions"]:
        page.append(positions_table(data["positions"]))
    page.extend(f"  contradicted: {plain(text)}" for text in data["contradicted"])
    return page


def positions_table(positions: Sequence[Data]) -> Table:
    """Show what was said of a lever, by date."""
    return Table(
        "positions",
        "Positions by date",
        (
            Column("as_of", "as of"),
            Column("stance", "stance"),
            Column("will", "will", number, right=True),
            Column("statement", "statement"),
            Column("source", "source"),
        ),
        tuple(
            (
                p["as_of"],
                f"{p['stance']}, {p['firmness']}",
                None if p["will"] is None else p["will"]["p50"],
                p["statement"],
                p["source"]["key"],
            )
            for p in positions
        ),
        "will: middle of the chance “willing when asked”; a dash leaves the position before it in place",
    )


def _package_page(data: Data) -> list[Block]:
    rows = tuple(
        (
            *(lever["name"], lever["will"], lever["amount"], lever["unit"], lever["form"], lever["position"]),
            *(lever["source"], ", ".join(lever["statements"])),
        )
        for lever in data["levers"]
    )
    columns = (
        Column("lever", "lever"),
        Column("will", "will", number, right=True),
        Column("amount", "amount", number, right=True),
        Column("unit", "", lambda unit: words(plain(unit))),
        Column("form", "form"),
        Column("position", "position"),
        Column("source", "report"),
        Column("statements", "statements"),
    )
    page: list[Block] = [Heading(f"{data['name']}: {plain(data['title'])}")]
    if data["note"]:
        page.append(plain(data["note"]))
    return [*page, Table("levers", f"{len(rows)} levers", columns, rows, "will and amount: medians")]


def _phase_page(data: Data) -> list[Block]:
    items = tuple((item["name"], item["meaning"]) for item in data["items"])
    page: list[Block] = [Heading(f"phase: {words(data['name'])}"), assumptions_table(data["assumptions"])]
    if items:
        columns = (Column("item", "item"), Column("meaning", "meaning"))
        page.append(Table("items", "Promises and designs that act here", columns, items))
    return page


def _source_page(data: Data) -> list[Block]:
    facts = ("title", "author", "publisher", "date", "url", "note")
    page: list[Block] = [Heading(data["name"])]
    page.extend(f"  {name}: {plain(data[name])}" for name in facts if data[name])
    page.append(f"  assumptions that rest on it: {', '.join(data['assumptions']) or 'none'}")
    page.append(f"  levers whose positions rest on it: {', '.join(data['positions']) or 'none'}")
    return page


_PAGES = {
    "assumption": _assumption_page,
    "lever": _lever_page,
    "package": _package_page,
    "phase": _phase_page,
    "source": _source_page,
}


def assumptions_table(assumptions: Sequence[Data]) -> Table:
    """Show assumptions, one a row, with value, grade, kind and source."""
    columns = (
        Column("name", "assumption"),
        Column("symbol", "sign"),
        Column("p5", "p5", number, right=True),
        Column("p50", "p50", number, right=True),
        Column("p95", "p95", number, right=True),
        Column("unit", "unit", words),
        Column("grade", "grade"),
        Column("kind", "kind"),
        Column("source", "source"),
        Column("meaning", "meaning"),
    )
    rows = tuple(
        (
            *(a[key] for key in ("name", "symbol", "p5", "p50", "p95", "unit", "grade", "kind")),
            "" if a["source"] is None else a["source"]["key"],
            a["meaning"],
        )
        for a in assumptions
    )
    return Table("assumptions", f"{len(rows)} assumptions", columns, rows)


def departures_table(data: Data) -> Table:
    """Show where a case leaves the case that it extends."""
    columns = (
        Column("name", "assumption"),
        Column("inherited", "there"),
        Column("own", "here"),
        Column("unit", "unit", words),
        Column("reason", "reason"),
    )
    rows = tuple(
        (d["name"], value_words(d["inherited"]), value_words(d["own"]), d["unit"], d["reason"])
        for d in data["departures"]
    )
    title = f"Where {data['case']} leaves {data['extends'] or 'no other case'}: {len(rows)} assumptions"
    return Table("departures", title, columns, rows, "middle (5th to 95th percentile)")


def phases_data(phases: Iterable[Phase]) -> list[Data]:
    """Return the phases of a month as plain data."""
    return [{"number": p.number, "name": p.name, "what": p.what, "modules": list(p.modules)} for p in phases]


def phases_table(phases: Sequence[Data]) -> Table:
    """Show the phases of a month in their order."""
    columns = (
        Column("number", "", str, right=True),
        Column("name", "phase", words),
        Column("what", "what happens"),
        Column("modules", "modules", ", ".join),
    )
    rows = tuple((p["number"], p["name"], p["what"], p["modules"]) for p in phases)
    return Table("phases", "A month, in order", columns, rows)


def packages_table(data: Data) -> Table:
    """Show the packages of a case."""
    columns = (Column("name", "package"), Column("title", "title"))
    rows = tuple((package["name"], package["title"]) for package in data["packages"])
    return Table("packages", f"{len(rows)} packages of {len(data['levers'])} levers", columns, rows)


def levers_table(data: Data) -> Table:
    """Show the levers of a case, one a row."""
    columns = (Column("name", "lever"), Column("title", "title"), Column("by", "by"))
    rows = tuple((lever["name"], lever["title"], lever["by"]) for lever in data["levers"])
    return Table("levers", f"{len(rows)} levers", columns, rows)


def grades_sentence(assumptions: Sequence[Data]) -> str:
    """Say on how firm ground the assumptions stand."""
    grades = Counter(a["grade"] for a in assumptions)
    kinds = Counter(a["kind"] for a in assumptions)
    by_grade = ", ".join(f"{grades[g]} {g} ({GRADE_WORDS[g]})" for g in GRADES if grades[g])
    by_kind = ", ".join(f"{kinds[k]} {k}" for k in (*KINDS, CALIBRATED) if kinds[k])
    return f"{len(assumptions)} assumptions. By grade: {by_grade}. By kind: {by_kind}."


def case_page(data: Data) -> list[Block]:
    """Explain a case as a whole: the month, the ground it stands on, and its departures."""
    return [
        Heading(f"{plain(data['title'])} ({data['case']})"),
        plain(data["question"]),
        packages_table(data),
        phases_table(data["phases"]),
        Heading("What it rests on"),
        grades_sentence(data["assumptions"]),
        departures_table(data),
        "",
        "One name at a time: ceaseline explain CASE NAME, for an assumption, lever, package, phase or "
        "source. All of them: --csv --table assumptions.",
    ]
