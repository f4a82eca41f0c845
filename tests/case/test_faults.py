"""Every class of fault, made in a starter case, is reported once and where it stands."""

import time
from pathlib import Path

import pytest
from tests.case.support import Copy

from ceaseline.case import CaseError, load

# file; what stands there; what takes its place, a mark showing the problem; where; what; part of the rest
FAULTS = {
    "unknown key": (
        "case.yaml",
        "title: My case",
        "title: My case\n⟦titel: again",
        "titel",
        "unknown key titel",
        "did you mean note?|valid are",
    ),
    "unknown key deep down": (
        "levers.yaml",
        "amount: {p5: 2000, p50: 5000",
        "amount: {p5: 2000, ⟦p5O: 1, p50: 5000",
        "levers[force].amount.p5O",
        "unknown key p5O",
        "",
    ),
    "near key": (
        "levers.yaml",
        "siting: rear",
        "⟦sitting: rear",
        "",
        "unknown key sitting",
        "did you mean siting?",
    ),
    "duplicate key": (
        "levers.yaml",
        "siting: rear",
        "siting: rear\n    ⟦siting: line",
        "levers[force].siting",
        "key is given twice",
        "first in line",
    ),
    "missing key": (
        "levers.yaml",
        "- id: force\n    title: A guarantor's troops behind the line\n",
        "- ⟦id: force\n",
        "levers[force]",
        "key title is missing",
        "add title:",
    ),
    "missing percentile": (
        "levers.yaml",
        "amount: {p5: 2000, p50: 5000, p95: 8000",
        "amount: ⟦{p5: 2000, p50: 5000",
        "levers[force].amount",
        "key p95 is missing",
        "",
    ),
    "missing unit": (
        "levers.yaml",
        "amount: {p5: 2000, p50: 5000, p95: 8000, unit: troops",
        "⟦amount: {p5: 2000, p50: 5000, p95: 8000",
        "levers[force].amount",
        "unit is missing",
        "add unit: one of troops, persons",
    ),
    "unknown unit": (
        "assumptions.yaml",
        "unit: km",
        "unit: ⟦kms",
        "groups[land].assumptions.front_km.unit",
        "no unit is called 'kms'",
        "did you mean km?",
    ),
    "wrong unit": (
        "assumptions.yaml",
        "unit: km",
        "unit: ⟦days",
        "groups[land].assumptions.front_km.unit",
        "days cannot measure front_km",
        "valid are km, miles, m",
    ),
    "unknown assumption": (
        "assumptions.yaml",
        "front_km:",
        "⟦front_kn:",
        "groups[land].assumptions.front_kn",
        "no assumption is called front_kn",
        "did you mean front_km?",
    ),
    "missing reason": (
        "assumptions.yaml",
        "    reason: This case has its own line, so it leaves the case that it extends.\n"
        "    assumptions:\n      front_km",
        "    assumptions:\n      ⟦front_km",
        "groups[land].assumptions.front_km",
        "reason is missing for front_km",
        "add reason:",
    ),
    "p5 above p50": (
        "assumptions.yaml",
        "p50: 300",
        "p50: ⟦200",
        "groups[land].assumptions.front_km.p50",
        "p50 200 is below p5 250",
        "rise",
    ),
    "p95 below p50": ("assumptions.yaml", "p95: 350", "p95: ⟦299", "", "p95 299 is below p50 300", "rise"),
    "outside bounds": (
        "assumptions.yaml",
        "p95: 350",
        "p95: ⟦35000",
        "groups[land].assumptions.front_km.p95",
        "p95 35000 is out of range",
        "front_km is from 20 to 5000 km",
    ),
    "scale that does not fit": (
        "levers.yaml",
        "amount: {p5: 2000, p50",
        "amount: {p5: 0, scale: ⟦log, p50",
        "levers[force].amount.scale",
        "scale log does not fit",
        "above 0",
    ),
    "uniform upside down": (
        "levers.yaml",
        "low: 1, high: 4",
        "low: 4, high: ⟦1",
        "defaults.delay.high",
        "high 1 is not above low 4",
        "",
    ),
    "unknown distribution": (
        "levers.yaml",
        "distribution: uniform, low: 1",
        "distribution: ⟦unifrom, low: 1",
        "defaults.delay.distribution",
        "no distribution is called 'unifrom'",
        "did you mean uniform?",
    ),
    "argument of another distribution": (
        "levers.yaml",
        "low: 1, high: 4",
        "low: 1, ⟦mean: 4, high: 4",
        "defaults.delay.mean",
        "unknown key mean",
        "",
    ),
    "bare number": (
        "levers.yaml",
        "amount: {p5: 2000, p50: 5000, p95: 8000, unit: troops, note: Say how the number was made.}",
        "amount: ⟦5000",
        "levers[force].amount",
        "5000 is not a mapping",
        "distribution: fixed",
    ),
    "text for a number": (
        "assumptions.yaml",
        "p50: 300",
        "p50: ⟦0300",
        "groups[land].assumptions.front_km.p50",
        "'0300' is not a number",
        "write 300",
    ),
    "thousands sign": (
        "levers.yaml",
        "p50: 5000",
        "p50: ⟦5_000",
        "",
        "'5_000' is not a number",
        "write 5000",
    ),
    "word for a switch": (
        "levers.yaml",
        "revocable: true",
        "revocable: ⟦yes",
        "levers[force].revocable",
        "'yes' is not true or false",
        "write true or false",
    ),
    "number for text": ("case.yaml", "title: My case", "title: ⟦2025", "title", "2025 is not text", "quotes"),
    "blank text": ("case.yaml", "title: My case", 'title: ⟦" "', "title", "' ' is not some text", ""),
    "no value": ("case.yaml", "title: My case", "title:⟦", "title", "no value is given", "has to be text"),
    "unknown schema": ("case.yaml", "schema: 1", "schema: ⟦2", "schema", "2 is not 1", "write 1"),
    "schema that is a switch": (
        "case.yaml",
        "schema: 1",
        "schema: ⟦true",
        "schema",
        "true is not 1",
        "write 1",
    ),
    "no such day": (
        "case.yaml",
        "ceasefire: 2027-01-01",
        "ceasefire: ⟦2027-02-31",
        "ceasefire",
        "2027-02-31: no such date",
        "",
    ),
    "far day": (
        "case.yaml",
        "ceasefire: 2027-01-01",
        "ceasefire: ⟦2127-01-01",
        "ceasefire",
        "2127-01-01 is not a year from 1800 to 2100",
        "",
    ),
    "word for a day": (
        "case.yaml",
        "ceasefire: 2027-01-01",
        "ceasefire: ⟦soon",
        "ceasefire",
        "'soon' is not a date such as 2025-06-04",
        "",
    ),
    "month that is none": (
        "levers.yaml",
        "as_of: 2026-11\n",
        "as_of: ⟦2026-13\n",
        "defaults.as_of",
        "'2026-13': no such date",
        "",
    ),
    "position with a month": (
        "levers.yaml",
        "{as_of: 2026-10-01, stance: offers",
        "{as_of: ⟦2026-10, stance: offers",
        "levers[force].positions[0].as_of",
        "'2026-10' is not a date such as 2025-06-04",
        "",
    ),
    "horizon too long": (
        "case.yaml",
        "horizon_months: 120",
        "horizon_months: ⟦1200",
        "horizon_months",
        "1200 is out of range",
        "at most 600",
    ),
    "half a month": (
        "case.yaml",
        "horizon_months: 120",
        "horizon_months: ⟦12.5",
        "horizon_months",
        "12.5 is not a whole number",
        "",
    ),
    "latitude": (
        "case.yaml",
        "lat: 10.0",
        "lat: ⟦100",
        "geography.sites[port].lat",
        "100 is out of range",
        "at most 90",
    ),
    "line of places": (
        "case.yaml",
        "  sea: true",
        "  line: [[10, 20], ⟦[20, 200]]\n  sea: true",
        "geography.line[1]",
        "no such place",
        "latitude comes first",
    ),
    "place with three numbers": (
        "case.yaml",
        "  sea: true",
        "  line: [⟦[10, 20, 30]]\n  sea: true",
        "geography.line[0]",
        "3 entries",
        "at most 2",
    ),
    "unknown role": (
        "case.yaml",
        "role: guarantor",
        "role: ⟦guaranter",
        "parties[guarantor-state].role",
        "no role is called 'guaranter'",
        "did you mean guarantor?",
    ),
    "guarantor without a bloc": (
        "case.yaml",
        "  - id: guarantor-state\n    name: A guarantor\n    role: guarantor\n"
        "    bloc: europe # own, europe, us (the leading outside power) or third\n",
        "  - ⟦id: guarantor-state\n    name: A guarantor\n    role: guarantor\n",
        "parties[guarantor-state]",
        "key bloc is missing",
        "add bloc:",
    ),
    "two challengers": (
        "case.yaml",
        "parties:\n",
        "parties:\n  ⟦- {id: other, role: challenger}\n",
        "parties",
        "2 parties are challenger",
        "exactly one",
    ),
    "party given twice": (
        "case.yaml",
        "parties:\n",
        "parties:\n  - {id: guarantor-state, role: monitor, bloc: third}\n",
        "parties[guarantor-state].id",
        "party guarantor-state is given twice",
        "first in",
    ),
    "bad id": (
        "case.yaml",
        "{id: port,",
        "{id: ⟦Port 1,",
        "geography.sites[Port 1].id",
        "'Port 1' is not small letters, digits and single hyphens",
        "",
    ),
    "unknown shipped case": (
        "case.yaml",
        "extends: reference-pair",
        "extends: ⟦reference-pear",
        "extends",
        "no shipped case is called reference-pear",
        "did you mean reference-pair?",
    ),
    "seas that differ": (
        "case.yaml",
        "aims:",
        "flags: {sea: ⟦false}\naims:",
        "flags.sea",
        "sea is false here and true in geography",
        "make them agree",
    ),
    "unknown flag": (
        "case.yaml",
        "aims:",
        "flags: {⟦strike: true}\naims:",
        "flags.strike",
        "unknown key strike",
        "strikes?",
    ),
    "currency without origin": (
        "case.yaml",
        "aims:",
        "⟦currency: {usd: 0.9, as_of: 2026, grade: E, kind: assumption}\naims:",
        "currency",
        "source is missing",
        "sources.bib",
    ),
    "dollars without a rate": (
        "levers.yaml",
        "    siting: rear",
        "    cost: {distribution: fixed, value: 1, unit: ⟦bn_usd_per_year, note: x}\n    siting: rear",
        "levers[force].cost.unit",
        "bn_usd_per_year needs a rate",
        "add currency:",
    ),
    "unknown source": (
        "levers.yaml",
        "firmness: stated, source: judgement",
        "firmness: stated, source: ⟦jugement",
        "levers[force].positions[0].source",
        "no source has the key jugement",
        "did you mean judgement?",
    ),
    "unknown party": (
        "levers.yaml",
        "by: guarantor-state",
        "by: ⟦guarantor",
        "levers[force].by",
        "no party is called guarantor",
        "did you mean guarantor-state?",
    ),
    "unknown item": (
        "levers.yaml",
        "item: ground_troops",
        "item: ⟦ground_troop",
        "levers[force].item",
        "no item is called 'ground_troop'",
        "did you mean ground_troops?",
    ),
    "unknown stance": (
        "levers.yaml",
        "stance: offers",
        "stance: ⟦promises",
        "levers[force].positions[0].stance",
        "no stance is called 'promises'",
        "valid are commits",
    ),
    "lever given twice": (
        "levers.yaml",
        "- id: training",
        "- id: ⟦force",
        "levers[force].id",
        "lever force is given twice",
        "first in",
    ),
    "unknown lever in a condition": (
        "levers.yaml",
        "requires: [ceasefire]",
        "requires: [ceasefire, {all_of: [⟦trainning]}]",
        "levers[force].requires[1].all_of[0]",
        "no lever is called trainning",
        "did you mean training?",
    ),
    "lever that needs itself": (
        "levers.yaml",
        "requires: [ceasefire]",
        "requires: [{any_of: [⟦force, training]}]",
        "levers[force].requires[0].any_of[0]",
        "force names itself",
        "",
    ),
    "unknown group": (
        "levers.yaml",
        "requires: [ceasefire]",
        "requires: [{any_of: [⟦'group:core']}]",
        "",
        "no group is called core",
        "there are none",
    ),
    "unknown condition": (
        "levers.yaml",
        "requires: [ceasefire]",
        "requires: [⟦cease-fire]",
        "levers[force].requires[0]",
        "no condition is called 'cease-fire'",
        "did you mean ceasefire?",
    ),
    "unknown kind of condition": (
        "levers.yaml",
        "requires: [ceasefire]",
        "requires: [⟦{anyof: [training]}]",
        "levers[force].requires[0]",
        "no condition is called 'anyof'",
        "did you mean any_of?",
    ),
    "more levers than named": (
        "levers.yaml",
        "requires: [ceasefire]",
        "requires: [{any_of: [training], ⟦at_least: {distribution: fixed, value: 2, unit: count, note: x}}]",
        "levers[force].requires[0].at_least",
        "at least 2 of 1 levers",
        "name more levers",
    ),
    "amounts that do not add up": (
        "levers.yaml",
        "requires: [ceasefire]",
        "requires: [{⟦amount_of: [training, written], at_least: {distribution: fixed, value: 2}}]",
        "levers[force].requires[0].amount_of",
        "written_guarantee does not add up with training",
        "units are level and soldiers_per_year",
    ),
    "vote after the end": (
        "levers.yaml",
        "requires: [ceasefire]",
        "requires: [{vote: {⟦month: 200, chance: {distribution: fixed, value: 1, unit: share, note: x}}}]",
        "levers[force].requires[0].vote.month",
        "month 200 is never reached",
        "ends with month 120",
    ),
    "share above one": (
        "levers.yaml",
        "requires: [ceasefire]",
        "requires: [{vote: {month: 2, chance: {distribution: fixed, ⟦value: 90, unit: share, note: x}}}]",
        "levers[force].requires[0].vote.chance.value",
        "value 90 is out of range",
        "from 0 to 1 share",
    ),
    "consent without its chance": (
        "levers.yaml",
        "requires: [ceasefire]",
        "consent_loss: {distribution: fixed, value: 0, unit: per_month, note: x}\n    requires: [consent]",
        "levers[force]",
        "key consent is missing",
        "requires consent",
    ),
    "troops that stand nowhere": (
        "levers.yaml",
        "    siting: rear # outside, rear or line\n",
        "",
        "levers[force]",
        "key siting is missing",
        "add siting: outside, rear, line",
    ),
    "siting of something else": (
        "levers.yaml",
        "    item: training\n",
        "    item: training\n    ⟦siting: rear\n",
        "levers[training].siting",
        "siting of training",
        "only ground_troops",
    ),
    "promise with targets": (
        "levers.yaml",
        "    item: training\n",
        "    item: training\n    ⟦targets: [force]\n",
        "levers[training].targets",
        "targets in a promise",
        "",
    ),
    "design without targets": (
        "levers.yaml",
        "    targets: [force]\n",
        "",
        "levers[written]",
        "key targets is missing",
        "",
    ),
    "design with another's setting": (
        "levers.yaml",
        "setting: ratified",
        "⟦setting: rear",
        "levers[written].setting",
        "setting rear of written_guarantee",
        "unwritten, declared, signed, ratified",
    ),
    "promise without an amount": (
        "levers.yaml",
        "    amount: {p5: 5000, p50: 10000, p95: 20000, unit: soldiers_per_year, "
        "note: Say how the number was made.}\n",
        "",
        "levers[training]",
        "key amount is missing",
        "soldiers_per_year",
    ),
    "negative amount": (
        "levers.yaml",
        "amount: {p5: 2000",
        "amount: {⟦p5: -2000",
        "levers[force].amount.p5",
        "p5 -2000 is out of range",
        "0 or more",
    ),
    "unknown lever in a package": (
        "packages.yaml",
        "written: {on: true}",
        "⟦writen: {on: true}",
        "packages[treaty].levers.writen",
        "no lever is called writen",
        "did you mean written?",
    ),
    "unknown exception": (
        "packages.yaml",
        "all: true\n  - name: treaty",
        "all: true\n    except: [⟦forces]\n  - name: treaty",
        "packages[all-promised].except[0]",
        "no lever is called forces",
        "did you mean force?",
    ),
    "lever both set and left out": (
        "packages.yaml",
        "    levers:\n      written",
        "    except: [written]\n    levers:\n      ⟦written",
        "packages[treaty].levers.written",
        "written is set but left out",
        "delete one",
    ),
    "lever without a position": (
        "packages.yaml",
        "as_of: 2026-11-01",
        "as_of: 2026-01-01\n    levers:\n      ⟦force: {form: signed}",
        "packages[as-reported].levers.force",
        "how willing is guarantor-state on force?",
        "up to 2026-01-01",
    ),
    "package given twice": (
        "packages.yaml",
        "name: treaty",
        "name: ⟦all-promised",
        "packages[all-promised].name",
        "package all-promised is given twice",
        "first in",
    ),
    "no package none": (
        "packages.yaml",
        "name: none",
        "name: nothing",
        "packages",
        "package none is missing",
        "add {name: none",
    ),
    "package none with levers": (
        "packages.yaml",
        "title: No outside promise",
        "title: No outside promise\n    all: true",
        "packages[none]",
        "package none holds levers",
        "",
    ),
    "unknown bloc": (
        "packages.yaml",
        "all: true",
        "all: true\n    only_blocs: [⟦european]",
        "packages[all-promised].only_blocs[0]",
        "no bloc is called 'european'",
        "did you mean europe?",
    ),
    "setting of a promise in a package": (
        "packages.yaml",
        "written: {on: true}",
        "written: {on: true}\n      force: {⟦setting: rear}",
        "packages[treaty].levers.force.setting",
        "setting rear of ground_troops",
        "",
    ),
    "list for a mapping": (
        "packages.yaml",
        "    levers:\n      written: {on: true}",
        "    levers: ⟦[written]",
        "packages[treaty].levers",
        "a list is not a mapping",
        "",
    ),
    "mapping for a list": (
        "levers.yaml",
        "requires: [ceasefire]",
        "requires: ⟦{ceasefire: true}",
        "levers[force].requires",
        "a mapping is not a list",
        "",
    ),
    "merge key": (
        "levers.yaml",
        "    siting: rear",
        "    ⟦<<: {siting: rear}\n    siting: rear",
        "levers[force].<<",
        "unknown key <<",
        "",
    ),
    "wrong indentation": (
        "packages.yaml",
        "    title: As reported on 1 November 2026",
        "   ⟦title: As reported on 1 November 2026",
        "",
        "cannot be read as YAML",
        "check indentation",
    ),
    "tab": (
        "packages.yaml",
        "    all: true",
        "⟦\tall: true",
        "",
        "cannot be read as YAML",
        "indent with spaces",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_reported_where_it_stands(case: Copy, name: str) -> None:
    file, old, new, where, what, hint = FAULTS[name]
    line, column = case.change(file, old, new)
    problems = case.problems()
    assert {problem.what for problem in problems} == {what}, "\n".join(map(str, problems))
    problem = problems[0]
    assert problem.file.endswith(file)
    if "⟦" in new:
        assert problem.line == line, problem
        at_key = problem.column == column
        # A mark before a key also serves for problems that stand at its value, on the same line.
        assert at_key or problem.column == column + len(problem.where.rpartition(".")[2]) + 2, problem
    assert problem.where == where or not where
    assert any(part in str(problem) for part in hint.split("|"))


def test_all_problems_of_all_files_come_at_once(case: Copy) -> None:
    case.change("case.yaml", "title: My case", "titel: My case")
    case.change("assumptions.yaml", "unit: km", "unit: days")
    case.change("levers.yaml", "by: guarantor-state", "by: nobody")
    case.change("levers.yaml", "stance: commits", "stance: maybe")
    case.change("packages.yaml", "written: {on: true}", "other: {on: true}")
    case.write("sources.bib", case.text("sources.bib") + "\n@misc{judgement, title = {again}}\n")
    problems = case.problems()
    files = [Path(problem.file).name for problem in problems]
    assert files == [
        "case.yaml",
        "case.yaml",
        "assumptions.yaml",
        "levers.yaml",
        "levers.yaml",
        "packages.yaml",
        "sources.bib",
    ]
    assert problems == tuple(sorted(problems, key=lambda p: (files.index(Path(p.file).name), p.line)))


def test_each_file_may_be_missing(case: Copy) -> None:
    for file in ("case.yaml", "assumptions.yaml", "levers.yaml", "packages.yaml", "sources.bib"):
        text = case.text(file)
        (case.folder / file).unlink()
        problem = case.only()
        assert (problem.what, Path(problem.file).name, problem.line) == ("file is missing", file, 1)
        case.write(file, text)
    assert load(case.folder).name == "my-case"


def test_missing_assumptions_are_one_problem(case: Copy) -> None:
    case.change("case.yaml", "extends: reference-pair\n", "")
    problem = case.only()
    assert problem.file.endswith("assumptions.yaml")
    assert problem.what.startswith("missing: agreement_base, ")
    assert "front_km" not in problem.what.split(": ")[1].split(", ")


def test_a_fault_elsewhere_spoils_no_reference(case: Copy) -> None:
    case.change("levers.yaml", "revocable: true", "revocable: maybe")
    case.change("packages.yaml", "written: {on: true}", "written: {on: true}\n      force: {on: false}")
    assert case.only().what == "'maybe' is not true or false"


def test_unknown_case_and_odd_names() -> None:
    for name in ("referense-pair", "../x", "", "a\0b", "x" * 5000, "\x1b[31m"):
        with pytest.raises(CaseError, match="no such case") as caught:
            load(name)
        assert "\x1b" not in str(caught.value.problems[0])


def test_hostile_keys_do_not_reach_the_terminal(case: Copy) -> None:
    case.change("case.yaml", "title: My case", 'title: My case\n"\\e[31mred": 1')
    assert "\x1b" not in str(case.problems()[0])


def test_expectations_are_read(case: Copy) -> None:
    case.write("expectations.yaml", "a: 1\na: 2\n")
    assert case.only().file.endswith("expectations.yaml")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (
            "levers.yaml",
            "    siting: rear",
            "".join(f"    k{i}: 1\n" for i in range(20000)) + "    siting: rear",
        ),
        (
            "assumptions.yaml",
            "      front_km:",
            "".join(f"      k{i}: 1\n" for i in range(20000)) + "      front_km:",
        ),
        ("levers.yaml", "levers:\n", "levers:\n" + "  - {id: x}\n" * 10000),
        ("levers.yaml", "[ceasefire]", "[{any_of: [" + "nobody, " * 20000 + "]}]"),
        ("sources.bib", "@misc", "@misc{a, title={x}}\n" * 10000 + "@misc"),
    ],
)
def test_floods_of_problems_are_cut_short(case: Copy, file: str, old: str, new: str) -> None:
    case.change(file, old, new)
    problems = case.problems()
    assert len(problems) <= 202
    assert "more than 200 problems" in [problem.what for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        "@misc{a, title={" + "{" * 100_000,
        "@misc{a, title={\\a " + "{" * 5000 + "}" * 5000 + "}}",
        '@misc{a, title={x"' + " " * 200_000 + "}}",
        "@misc{a, title={" + "\\'e" * 100_000 + "}}",
        "@misc{a" + "," * 100_000 + "}",
        "@" * 100_000,
    ],
)
def test_hostile_bibliographies_end_soon(case: Copy, text: str) -> None:
    case.write("sources.bib", case.text("sources.bib") + "\n" + text)
    start = time.perf_counter()
    try:
        assert load(case.folder).name == "my-case"
    except CaseError as error:
        assert {Path(problem.file).name for problem in error.problems} == {"sources.bib"}  # noqa: PT017
    assert time.perf_counter() - start < 5
