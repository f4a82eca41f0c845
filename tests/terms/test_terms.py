"""The tables agree with each other and with the vocabulary of the rest of the program."""

import subprocess
import sys
from csv import DictReader
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ceaseline.terms
from ceaseline.terms import (
    FIRMNESS,
    ITEMS,
    PARAMETERS,
    PHASES,
    STANCES,
    UNITS,
    WILLINGNESS,
    WILLINGNESS_WHY,
    Item,
    Parameter,
    UnitError,
    convert,
    units_like,
)

CONVERTIBLE = [(name, other) for name in UNITS for other in units_like(name)]


@pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=lambda row: row.name)
def test_parameter_row_is_sound(parameter: Parameter) -> None:
    assert parameter.unit in UNITS
    assert parameter.low < parameter.high
    assert parameter.meaning
    assert parameter.symbol
    assert parameter.phase in PHASES


@pytest.mark.parametrize("item", ITEMS.values(), ids=lambda row: row.name)
def test_item_row_is_sound(item: Item) -> None:
    assert item.kind in ("promise", "design")
    assert item.unit in UNITS
    assert all(item.acts_in)
    assert item.meaning


def test_names_are_unique_in_their_files() -> None:
    folder = Path(ceaseline.terms.__file__).parent
    for file, column in (("parameters.csv", "name"), ("items.csv", "name"), ("units.csv", "unit")):
        with (folder / file).open(encoding="utf-8", newline="") as table:
            names = [row[column] for row in DictReader(table)]
        assert len(names) == len(set(names)), file


def test_euro_units_have_a_dollar_twin() -> None:
    euros = [name for name in UNITS if "eur" in name.split("_") and UNITS[name].dimension.startswith("money")]
    assert len(euros) >= 7
    for name in euros:
        assert convert(1, name.replace("eur", "usd"), name, usd=0.5) == pytest.approx(0.5)


@given(st.sampled_from(CONVERTIBLE), st.floats(1e-6, 1e9), st.floats(0.1, 10))
def test_conversion_goes_there_and_back(pair: tuple[str, str], value: float, rate: float) -> None:
    there = convert(value, pair[0], pair[1], usd=rate)
    assert convert(there, pair[1], pair[0], usd=rate) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("value", "unit", "to", "result"),
    [
        (1, "per_year", "per_month", 1 / 12),
        (1, "per_day", "per_year", 365),
        (12, "months", "years", 1),
        (10, "knots", "km_per_hour", 18.52),
        (5, "percent", "share", 0.05),
        (1, "thousand_troops", "persons", 1000),
        (1200, "rounds_per_year", "rounds_per_month", 100),
        (100, "miles", "km", 160.9344),
    ],
)
def test_known_conversions(value: float, unit: str, to: str, result: float) -> None:
    assert convert(value, unit, to) == pytest.approx(result)


def test_unit_errors_say_what_would_do() -> None:
    with pytest.raises(UnitError, match=r"days cannot be read as km; valid units are km, miles, m$"):
        convert(1, "days", "km")
    with pytest.raises(UnitError, match=r"no unit is called 'kms'; nearest is km$"):
        convert(1, "kms", "km")
    with pytest.raises(UnitError, match="takes a rate of euros per dollar"):
        convert(1, "usd", "eur")


def test_willingness_covers_every_stance_that_can_stand() -> None:
    silent = {"undecided", "demands", "expects"}
    expected = {(s, f) for s in STANCES for f in FIRMNESS if s not in silent}
    expected -= {("withdraws", "tentative"), ("withdraws", "speculative")}
    assert set(WILLINGNESS) == expected == set(WILLINGNESS_WHY)
    assert all(len(why) > 15 for why in WILLINGNESS_WHY.values())


def test_willingness_is_ordered() -> None:
    for p5, p50, p95 in WILLINGNESS.values():
        assert 0 < p5 < p50 < p95 < 1
    for stance in ("commits", "offers", "conditional", "considers"):
        medians = [WILLINGNESS[stance, firmness][1] for firmness in FIRMNESS]
        assert medians == sorted(medians, reverse=True)
    for stance in ("refuses", "withdraws"):
        medians = [WILLINGNESS[stance, f][1] for f in FIRMNESS if (stance, f) in WILLINGNESS]
        assert medians == sorted(medians)
    for firmness in FIRMNESS:
        ranks = [WILLINGNESS[s, firmness][1] for s in ("commits", "offers", "conditional", "considers")]
        assert ranks == sorted(ranks, reverse=True)


def test_willingness_stays_within_its_evidence() -> None:
    assert WILLINGNESS["commits", "firm"][1] < 0.9
    assert WILLINGNESS["commits", "stated"][1] == 0.75
    assert WILLINGNESS["refuses", "firm"][1] == 0.01
    assert WILLINGNESS["refuses", "reported"][1] == 0.05


def test_import_is_light() -> None:
    code = (
        "import sys, ceaseline.terms; "
        "print(*sorted({m.partition('.')[0] for m in sys.modules} - set(sys.stdlib_module_names)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    outside = {name for name in result.stdout.split() if not name.startswith("_")}
    assert outside <= {"ceaseline", "sitecustomize", "usercustomize"}
