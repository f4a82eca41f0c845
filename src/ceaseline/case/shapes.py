"""The shape of each YAML file of a case, as pydantic models; the JSON Schemas for editors come from them.

Shapes know keys, types and words. What needs more than one place (units, references, ranges) is checked by
the modules that resolve them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Tag,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ceaseline import terms

FIRST_YEAR, LAST_YEAR = 1800, 2100


@dataclass(frozen=True)
class OneOf:
    """Restricts text to the words of a table; the words go into the JSON Schema and into messages."""

    names: tuple[str, ...]
    noun: str

    @classmethod
    def of(cls, names: Iterable[str], noun: str) -> "OneOf":
        """Take the words from any iterable."""
        return cls(tuple(names), noun)

    def check(self, value: str) -> str:
        """Return the value, or raise with the valid words in the context."""
        if value not in self.names:
            raise PydanticCustomError("one_of", "no {noun}", {"noun": self.noun, "names": self.names})
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.names)}


def _day(value: date) -> date:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise PydanticCustomError("year", "a year of this age", {})
    return value


def _when(value: object) -> str:
    """Accept a day, a month or a year and return it as ISO text."""
    text = str(value)
    parts = text.split("-") if not isinstance(value, bool) else []
    widths = [len(part) for part in parts]
    if widths not in ([4], [4, 2], [4, 2, 2]) or not all(part.isdecimal() for part in parts):
        raise PydanticCustomError("when", "a date such as 2025-06-04, 2025-06 or 2025", {})
    try:
        day = date(*[int(part) for part in [*parts, "01", "01"][:3]])
    except ValueError:
        raise PydanticCustomError("no_day", "no such date", {}) from None
    _day(day)
    return text


def _slug(value: str) -> str:
    words = value.split("-")
    if not all(word.isascii() and word.isalnum() and word == word.lower() for word in words):
        raise PydanticCustomError("slug", "small letters, digits and single hyphens", {})
    return value


def _version(value: object) -> int:
    if isinstance(value, bool) or value != 1:
        raise PydanticCustomError("version", "version 1", {})
    return 1


def _text(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "some text", {})
    return value


Slug = Annotated[
    str,
    AfterValidator(_slug),
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}),
]
Version = Annotated[Any, AfterValidator(_version), WithJsonSchema({"const": 1})]
Text = Annotated[str, AfterValidator(_text)]
Day = Annotated[date, AfterValidator(_day)]
When = Annotated[
    Any,
    AfterValidator(_when),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}], "description": "day, month or year"}),
]
Grade = Annotated[str, OneOf.of(terms.GRADES, "grade")]
Kind = Annotated[str, OneOf.of(terms.KINDS, "kind")]
Role = Annotated[str, OneOf.of(terms.ROLES, "role")]
Bloc = Annotated[str, OneOf.of(terms.BLOCS, "bloc")]
Form = Annotated[str, OneOf.of(terms.FORMS, "form")]
Siting = Annotated[str, OneOf.of(terms.SITINGS, "siting")]
Domain = Annotated[str, OneOf.of(terms.DOMAINS, "domain")]
ItemName = Annotated[str, OneOf.of(terms.ITEMS, "item")]
UnitName = Annotated[str, OneOf.of(terms.UNITS, "unit")]
Stance = Annotated[str, OneOf.of(terms.STANCES, "stance")]
Firmness = Annotated[str, OneOf.of(terms.FIRMNESS, "firmness")]
ParameterName = Annotated[str, OneOf.of(terms.PARAMETERS, "assumption")]
Scale = Annotated[str, OneOf.of(("linear", "log", "logit"), "scale")]
Setting = Annotated[str, OneOf.of((*terms.FORMS, *terms.SITINGS), "setting")]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class Shape(BaseModel):
    """What all shapes share: unknown keys are refused, and types are taken as written."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _remember(cls, data: Any, info: ValidationInfo) -> Any:
        """Leave word which shape a mapping was held against, so that messages can list its keys."""
        data = cls.expand(data)
        if isinstance(info.context, dict) and isinstance(data, dict):
            info.context[id(data)] = cls
        return data

    @classmethod
    def expand(cls, data: Any) -> Any:
        """Turn a short form into the long one."""
        return data


class SourceRef(Shape):
    """A key of sources.bib, alone or with the place in it."""

    key: Text
    locator: Text | None = None

    @classmethod
    def expand(cls, data: Any) -> Any:
        """Read a bare key as a mapping."""
        return {"key": data} if isinstance(data, str) else data

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Allow the short form in editors too."""
        return {"anyOf": [{"type": "string"}, handler(core)]}


class Origin(Shape):
    """Where a number comes from; what is absent is inherited from the entry, group or file around it."""

    source: SourceRef | None = None
    as_of: When | None = None
    grade: Grade | None = None
    kind: Kind | None = None
    note: Text | None = None


class Rival(Shape):
    """Another reading of the same number, shown beside it."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: UnitName | None = None
    source: SourceRef | None = None
    as_of: When | None = None
    note: Text | None = None


class Number(Origin):
    """What every uncertain number may say besides its values."""

    unit: UnitName | None = None
    reason: Text | None = None
    rivals: list[Rival] = []


class Quantiles(Number):
    """An uncertain number by its 5th, 50th and 95th percentile."""

    p5: float
    p50: float
    p95: float
    scale: Scale | None = None


class Uniform(Number):
    """Evenly likely between two values, on a plain or on a logarithmic scale."""

    distribution: Literal["uniform", "loguniform"]
    low: float
    high: float


class Triangular(Number):
    """Likeliest at the mode and falling to both ends."""

    distribution: Literal["triangular"]
    low: float
    mode: float
    high: float


class Normal(Number):
    """The bell curve."""

    distribution: Literal["normal"]
    mean: float
    sd: float


class Beta(Number):
    """The beta curve with weights a and b, between low and high."""

    distribution: Literal["beta"]
    a: float
    b: float
    low: float = 0.0
    high: float = 1.0


class Fixed(Number):
    """A number without uncertainty."""

    distribution: Literal["fixed"]
    value: float


DISTRIBUTIONS = ("uniform", "loguniform", "triangular", "normal", "beta", "fixed")


def _distribution(data: Any) -> str:
    name = data.get("distribution", "quantiles") if isinstance(data, dict) else "quantiles"
    return "uniform" if name == "loguniform" else str(name)


NumberEntry = Annotated[
    Annotated[Quantiles, Tag("quantiles")]
    | Annotated[Uniform, Tag("uniform")]
    | Annotated[Triangular, Tag("triangular")]
    | Annotated[Normal, Tag("normal")]
    | Annotated[Beta, Tag("beta")]
    | Annotated[Fixed, Tag("fixed")],
    Discriminator(_distribution),
]


class Currency(Origin):
    """Euros per dollar."""

    usd: Annotated[float, Field(gt=0, le=100)]


class PartyEntry(Shape):
    """A state or body that plays a part."""

    id: Slug
    name: Text | None = None
    role: Role
    bloc: Bloc | None = None
    elections: list[Day] = []
    pool: NumberEntry | None = None
    littoral: bool = False
    note: Text | None = None


class SiteEntry(Shape):
    """A place to protect."""

    id: Slug
    name: Text
    kind: Text
    lat: Latitude
    lon: Longitude
    weight: Annotated[float, Field(gt=0)] = 1.0
    note: Text | None = None


class BaseEntry(Shape):
    """A base outside the protected country from which patrols fly or sail."""

    id: Slug
    name: Text
    lat: Latitude
    lon: Longitude
    bloc: Bloc
    note: Text | None = None


class GeographyEntry(Shape):
    """Where it happens."""

    line: list[Annotated[list[float], Field(min_length=2, max_length=2)]] = []
    sites: list[SiteEntry] = []
    bases: list[BaseEntry] = []
    sea: bool = True
    source: SourceRef | None = None
    note: Text | None = None


class FlagsEntry(Shape):
    """Switches of the engine."""

    sea: bool | None = None
    strikes: bool = True


class CalibrationEntry(Shape):
    """Worlds kept by a calibration, from which the assumptions named are drawn together."""

    from_: Slug = Field(alias="from")
    version: Annotated[int, Field(ge=1, le=999)]
    assumptions: Annotated[list[ParameterName], Field(min_length=1)]
    factors: dict[ParameterName, NumberEntry] = {}


class CaseFile(Shape):
    """case.yaml: parties, geography, horizon and the challenger's aims."""

    schema_: Version = Field(alias="schema")
    name: Slug
    title: Text
    question: Text
    note: Text | None = None
    extends: Slug | None = None
    ceasefire: Day
    horizon_months: Annotated[int, Field(ge=1, le=600)]
    currency: Currency | None = None
    calibration: CalibrationEntry | None = None
    defaults: Origin = Origin()
    parties: Annotated[list[PartyEntry], Field(min_length=2)]
    geography: GeographyEntry = GeographyEntry()
    aims: list[Text] = []
    flags: FlagsEntry = FlagsEntry()


class GroupShell(Origin):
    """A group of assumptions, before its entries are looked at."""

    id: Slug
    title: Text | None = None
    unit: UnitName | None = None
    reason: Text | None = None
    assumptions: dict[str, Any]


class Group(GroupShell):
    """A group of assumptions; its source, date, grade, kind, unit and reason hold for its entries."""

    assumptions: dict[ParameterName, NumberEntry]


class AssumptionsShell(Shape):
    """assumptions.yaml, before its groups are looked at."""

    schema_: Version = Field(default=1, alias="schema")
    defaults: Origin = Origin()
    groups: list[Any]


class AssumptionsFile(AssumptionsShell):
    """assumptions.yaml: every uncertain number of the engine, in groups."""

    groups: list[Group]


class Vote(Shape):
    """A vote that has to be won."""

    month: Annotated[int, Field(ge=0, le=600)]
    chance: NumberEntry


class VoteCondition(Shape):
    """The promise holds only after a vote."""

    vote: Vote


class AnyOf(Shape):
    """The promise holds only while at least so many of these levers are in force."""

    any_of: Annotated[list[Text], Field(min_length=1)]
    at_least: NumberEntry | None = None
    chance: NumberEntry | None = None


class AllOf(Shape):
    """The promise holds only while all of these levers are in force."""

    all_of: Annotated[list[Text], Field(min_length=1)]
    chance: NumberEntry | None = None


class AmountOf(Shape):
    """The promise holds only while these levers in force add up to an amount."""

    amount_of: Annotated[list[Text], Field(min_length=1)]
    at_least: NumberEntry
    chance: NumberEntry | None = None


WORDS = ("ceasefire", "consent")
CONDITIONS = ("vote", "any_of", "all_of", "amount_of")


def _condition(data: Any) -> str | None:
    if isinstance(data, str):
        return "word"
    keys = data if isinstance(data, dict) else ()
    return next((name for name in CONDITIONS if name in keys), None)


Condition = Annotated[
    Annotated[str, OneOf.of(WORDS, "condition"), Tag("word")]
    | Annotated[VoteCondition, Tag("vote")]
    | Annotated[AnyOf, Tag("any_of")]
    | Annotated[AllOf, Tag("all_of")]
    | Annotated[AmountOf, Tag("amount_of")],
    Discriminator(_condition),
]


class PositionEntry(Shape):
    """What the party said of the lever, and when."""

    as_of: Day
    stance: Stance
    firmness: Firmness
    source: SourceRef
    statement: Text | None = None
    note: Text | None = None


class DerivedEntry(PositionEntry):
    """A position that the ledger gives, with the statements behind it."""

    contested: bool = False
    independent: Annotated[int, Field(ge=0)] = 0
    statements: list[Text] = []


class Evidence(Shape):
    """Whose statements on what give a lever its positions."""

    actors: Annotated[list[Text], Field(min_length=1)]
    items: Annotated[list[Text], Field(min_length=1)]
    groups: list[Text] = []


class LeverDefaults(Origin):
    """What levers of the file share unless they say otherwise."""

    delay: NumberEntry | None = None
    ramp: NumberEntry | None = None
    form: Form | None = None
    siting: Siting | None = None
    revocable: bool | None = None


class LeverEntry(LeverDefaults):
    """A promise by a party, or a choice of design that changes promises."""

    id: Slug
    title: Text
    by: Text
    item: ItemName
    row: Annotated[int, Field(ge=1, le=99)] | None = None
    tier: Annotated[int, Field(ge=1, le=4)] | None = None
    group: Slug | None = None
    domain: Domain | None = None
    amount: NumberEntry | None = None
    cost: NumberEntry | None = None
    consent: NumberEntry | None = None
    consent_loss: NumberEntry | None = None
    requires: list[Condition] = []
    targets: list[Text] = []
    setting: Setting | None = None
    positions: list[PositionEntry] = []
    evidence: Evidence | None = None
    contradicted: Text | list[Text] | None = None


class LeverGroup(Shape):
    """Levers whose worth is asked for together; without levers, those that name it in group:."""

    id: Slug
    title: Text | None = None
    levers: list[Text] = []


class GroupsShell(Shape):
    """A user's own file of groups, before its groups are looked at."""

    schema_: Version = Field(default=1, alias="schema")
    groups: list[Any]


class GroupsFile(GroupsShell):
    """A user's own groups of the levers of a case."""

    groups: list[LeverGroup]


class LeversShell(Shape):
    """levers.yaml, before its levers are looked at."""

    schema_: Version = Field(default=1, alias="schema")
    defaults: LeverDefaults = LeverDefaults()
    groups: list[Any] = []
    levers: list[Any]


class LeversFile(LeversShell):
    """levers.yaml: what could be promised, by whom, on which conditions, and what was said of it."""

    groups: list[LeverGroup] = []
    levers: list[LeverEntry]


class Override(Shape):
    """How a package sets one lever."""

    on: bool = True
    will: NumberEntry | None = None
    amount: NumberEntry | None = None
    form: Form | None = None
    siting: Siting | None = None
    setting: Setting | None = None
    revocable: bool | None = None
    note: Text | None = None


class PackageEntry(Origin):
    """A named setting of all levers."""

    name: Slug
    title: Text
    as_of: Day | None = None
    all: bool = False
    except_: list[Text] = Field(default=[], alias="except")
    only_blocs: Annotated[list[Bloc], Field(min_length=1)] | None = None
    levers: dict[str, Override] = {}


class PackagesShell(Shape):
    """packages.yaml, before its packages are looked at."""

    schema_: Version = Field(default=1, alias="schema")
    compared: list[Text] = []
    packages: list[Any]


class PackagesFile(PackagesShell):
    """packages.yaml: named settings of the levers, compared with each other."""

    packages: list[PackageEntry]


class PositionsShell(Shape):
    """evidence/positions.yaml, before its positions are looked at."""

    schema_: Version = Field(default=1, alias="schema")
    levers: dict[str, list[Any]]


class PositionsFile(PositionsShell):
    """evidence/positions.yaml: what the ledger gives each lever; written by the program."""

    levers: dict[str, list[DerivedEntry]]


#: The whole shape of each file.
FILES: dict[str, type[Shape]] = {
    "case": CaseFile,
    "assumptions": AssumptionsFile,
    "levers": LeversFile,
    "packages": PackagesFile,
    "positions": PositionsFile,
    "groups": GroupsFile,
}
