"""The forms of answers that come from a case alone, or from the store."""

from typing import Any, Literal

from pydantic import Field

from ceaseline.cli.schemas.form import Form, Range


class FoundProblem(Form):
    """One thing that is wrong with a case, and where."""

    file: str
    line: int
    column: int
    where: str
    what: str
    why: str
    mend: str


class JudgedExpectation(Form):
    """What an analyst expects of a change, what the model does, and whether they agree."""

    id: str
    claim: str
    row: int | None
    base: str
    package: str
    assume: dict[str, float]
    given: dict[str, float]
    outcome: str
    lever: str
    month: int | None
    unit: str
    before: float
    after: float
    difference: float
    error: float = Field(ge=0)
    direction: Literal["falls", "rises", ""]
    low: float | None
    high: float | None
    verdict: Literal["held", "did not hold", "too small to tell"]
    why: str
    source: str | None


class CheckedCase(Form):
    """The verdict on one case; counts are null where it has problems."""

    case: str
    sound: bool
    digest: str | None
    assumptions: int | None
    levers: int | None
    packages: int | None
    sources: int | None
    problems: list[FoundProblem]
    expectations: list[JudgedExpectation] | None


class Check(Form):
    """``check``: every problem of every case."""

    cases: list[CheckedCase]


class New(Form):
    """``new``: the files written."""

    case: str
    folder: str
    files: list[str]


class CitedSource(Form):
    """A source and the place in it."""

    key: str
    locator: str
    title: str
    author: str
    date: str
    url: str
    publisher: str


class Rival(Form):
    """Another reading of a number: a value, or a range."""

    value: float | None
    low: float | None
    high: float | None
    source: CitedSource | None
    as_of: str
    note: str


class Number(Range):
    """An uncertain number with its origin."""

    unit: str
    distribution: str
    source: CitedSource | None
    as_of: str
    grade: Literal["A", "B", "C", "D", "E"]
    kind: Literal["measured", "estimated", "assumption", "calibrated"]
    note: str
    reason: str
    rivals: list[Rival]
    where: str


class KeptWorlds(Form):
    """The calibration that an assumption is drawn from."""

    name: str
    kept: int
    together_with: list[str]
    prior: Range
    factor: Number | None


class AssumptionCard(Number):
    """An engine assumption."""

    what: Literal["assumption"]
    name: str
    meaning: str
    symbol: str
    phase: str
    low: float
    high: float
    group: str
    inherited_from: str
    calibration: KeptWorlds | None
    inherited: Range | None


class LeverPosition(Form):
    """What was said of a lever on a day, and the chance of will that follows."""

    as_of: str
    stance: str
    firmness: str
    will: Range | None
    source: CitedSource
    statement: str
    note: str
    independent: int = Field(ge=0)
    contested: bool
    statements: list[str]


class LeverCard(Form):
    """A lever."""

    what: Literal["lever"]
    name: str
    title: str
    by: str
    by_name: str
    item: str
    meaning: str
    acts_in: list[str]
    kind: Literal["promise", "design"]
    row: int | None
    tier: int | None
    group: str
    domain: str
    siting: str
    form: str
    revocable: bool
    setting: str
    targets: list[str]
    requires: list[str]
    numbers: dict[str, Number]
    positions: list[LeverPosition]
    contradicted: list[str]
    note: str
    packages: list[str]
    where: str


class SetLever(Form):
    """A lever as a package sets it."""

    name: str
    title: str
    will: float
    will_p5: float
    will_p95: float
    amount: float | None
    unit: str
    form: str
    siting: str
    revocable: bool
    position: str
    source: str
    statements: list[str]


class PackageCard(Form):
    """A package."""

    what: Literal["package"]
    name: str
    title: str
    as_of: str | None
    note: str
    levers: list[SetLever]


class ItemMeaning(Form):
    """A kind of promise or design."""

    name: str
    meaning: str


class PhaseCard(Form):
    """A phase of the month with its assumptions."""

    what: Literal["phase"]
    name: str
    assumptions: list[AssumptionCard]
    items: list[ItemMeaning]


class SourceCard(Form):
    """A source and what rests on it."""

    what: Literal["source"]
    name: str
    title: str
    author: str
    date: str
    url: str
    publisher: str
    note: str
    assumptions: list[str]
    positions: list[str]


class OfCase(Form):
    """Names the case."""

    case: str


class ExplainedAssumption(AssumptionCard, OfCase):
    """``explain CASE NAME`` of an assumption."""


class ExplainedLever(LeverCard, OfCase):
    """``explain CASE NAME`` of a lever."""


class ExplainedPackage(PackageCard, OfCase):
    """``explain CASE NAME`` of a package."""


class ExplainedPhase(PhaseCard, OfCase):
    """``explain CASE NAME`` of a phase."""


class ExplainedSource(SourceCard, OfCase):
    """``explain CASE NAME`` of a source."""


Explained = ExplainedAssumption | ExplainedLever | ExplainedPackage | ExplainedPhase | ExplainedSource


class Phase(Form):
    """One phase of the month, in order."""

    number: int
    name: str
    what: str
    modules: list[str]


class Departed(Form):
    """An assumption in which the case leaves the case that it extends."""

    name: str
    meaning: str
    unit: str
    inherited: Range
    own: Range
    reason: str


class NamedPackage(Form):
    """A package's name and title."""

    name: str
    title: str


class NamedLever(Form):
    """A lever's name, title and party."""

    name: str
    title: str
    by: str


class Explain(OfCase):
    """``explain CASE``: the month, every assumption, and every departure."""

    title: str
    question: str
    extends: str
    digest: str
    ceasefire: str
    horizon_months: int
    aims: list[str]
    packages: list[NamedPackage]
    levers: list[NamedLever]
    assumptions: list[AssumptionCard]
    departures: list[Departed]
    phases: list[Phase]


class KeptResult(Form):
    """One kept result; null where its manifest cannot be read."""

    key: str
    case: str | None
    case_digest: str | None
    package: str | None
    futures: int | None
    worlds: int | None
    seed: int | None
    bytes: int
    problem: str


class Store(Form):
    """``store``: the results that are kept."""

    folder: str
    results: list[KeptResult]


class Bench(Form):
    """``bench``: speed, all measured in one run; seconds are of wall time."""

    case: str
    package: str
    futures_per_second: float
    seconds_10000x120: float
    floor_seconds: float
    ratio_python: float
    ratio_numpy: float
    ratio_abm: float | None
    posen_10000_seconds: float
    cpu_over_wall: float
    packages: list[dict[str, Any]]
    reference_month: dict[str, Any]
    threads: int
    repeats: int
    seed: int
    machine: dict[str, Any]
