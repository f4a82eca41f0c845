"""Whole small cases, made by hypothesis: parties, promises that hang on each other, and packages."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from ceaseline.case import Case, load, scaffold

#: A case as the content of its YAML files, by file name without suffix.
Files = dict[str, Any]

#: Promises that a generated case may hold: unit, and the range of their medians.
ITEMS: Mapping[str, tuple[str, int, int]] = {
    "ground_troops": ("troops", 1, 40),
    "air_defence": ("batteries", 1, 8),
    "intervention_if_attacked": ("share", 1, 8),
    "training": ("soldiers_per_year", 1, 20),
    "black_sea_patrols": ("ships", 1, 6),
    "equipment_deliveries": ("eur_per_year", 1, 9),
    "demilitarised_zone": ("km", 1, 20),
    "surveillance_border_monitoring": ("share", 1, 8),
}
_SCALE = {"troops": 1000, "soldiers_per_year": 1000, "eur_per_year": 10**9, "share": 0.1}
#: What a number can be said in instead, and how many of the one make one of the other.
OTHER_UNITS = {"troops": ("thousand_troops", 1000), "eur_per_year": ("bn_eur_per_year", 10**9)}
_STANCES = ("commits", "offers", "considers", "refuses")


def amount(item: str, size: int) -> dict[str, Any]:
    """Return an amount with half and one and a half of it as percentiles."""
    unit = ITEMS[item][0]
    middle = size * _SCALE.get(unit, 1)
    return {"p5": middle / 2, "p50": middle, "p95": middle * 1.2, "unit": unit, "note": "made up"}


def scaffolded() -> Files:
    """Return the starter case, without what its author expects of it: a made-up case need not fulfil that."""
    with tempfile.TemporaryDirectory() as folder:
        scaffold(folder, "made-up")
        texts = {path.stem: path.read_text("utf-8") for path in Path(folder).glob("*.yaml")}
    made = {stem: yaml.safe_load(text) for stem, text in texts.items()}
    del made["expectations"]
    made["packages"].pop("compared", None)  # names packages of the starter case, which are not kept
    made["packages"]["packages"] = [
        {"name": "none", "title": "No outside promise"},
        {"name": "all-promised", "title": "All", "all": True},
    ]
    return made


@st.composite
def files(draw: st.DrawFn) -> Files:
    """Draw a case: one to three guarantors, one to five promises and two packages beside none."""
    made = scaffolded()
    guarantors = [f"guarantor-{letter}" for letter in "abc"[: draw(st.integers(1, 3))]]
    model = made["case"]["parties"].pop()
    for name in guarantors:
        party = {**deepcopy(model), "id": name, "name": name, "bloc": draw(st.sampled_from(("europe", "us")))}
        made["case"]["parties"].append(party)
    made["case"]["horizon_months"] = draw(st.sampled_from((24, 60, 120)))
    count = draw(st.integers(1, 5))
    made["levers"]["levers"] = [_lever(draw, number, guarantors) for number in range(count)]
    held = draw(st.sets(st.sampled_from([lever["id"] for lever in made["levers"]["levers"]]), min_size=1))
    some = {"name": "some", "title": "Some", "levers": {name: {"on": True} for name in sorted(held)}}
    made["packages"]["packages"].append(some)
    return made


def _lever(draw: st.DrawFn, number: int, guarantors: list[str]) -> dict[str, Any]:
    item = draw(st.sampled_from(sorted(ITEMS)))
    _, low, high = ITEMS[item]
    stance = draw(st.sampled_from(_STANCES))
    position = {"as_of": date(2026, 10, 1), "stance": stance, "firmness": "stated", "source": "judgement"}
    lever = {
        "id": f"promise-{number}",
        "title": f"Promise {number}",
        "by": draw(st.sampled_from(guarantors)),
        "item": item,
        "domain": "land",
        "amount": amount(item, draw(st.integers(low, high))),
        "revocable": draw(st.booleans()),
        "positions": [{**position, "statement": "made up"}],
    }
    if item == "ground_troops":
        lever["siting"] = draw(st.sampled_from(("outside", "rear", "line")))
    if number and draw(st.booleans()):
        lever["requires"] = [{"any_of": [f"promise-{draw(st.integers(0, number - 1))}"]}]
    return lever


@contextmanager
def written(made: Files) -> Iterator[Path]:
    """Write a case into a folder of its name."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "made-up"
        scaffold(folder, "made-up")
        (folder / "expectations.yaml").unlink()
        for stem, content in made.items():
            text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True)
            (folder / f"{stem}.yaml").write_text(text, encoding="utf-8")
        yield folder


def loaded(made: Files) -> Case:
    """Write a case and load it again."""
    with written(made) as folder:
        return load(folder)
