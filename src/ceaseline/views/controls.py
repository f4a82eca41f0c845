"""What can be set in a case, as plain data for controls: levers by tier, assumptions by phase, packages."""

from __future__ import annotations

import math
from typing import Any

from ceaseline.case import (
    AmountCondition,
    Assumption,
    Case,
    CountCondition,
    Estimate,
    Lever,
    Package,
    largest_amount,
)
from ceaseline.terms import FORMS, ITEMS, SITINGS
from ceaseline.views.cases import assumption_data, condition_words, lever_data
from ceaseline.views.explain import GRADE_WORDS, value_words
from ceaseline.views.labels import RUNG_MEANING, RUNGS
from ceaseline.views.text import about_100, number, plain, words

Data = dict[str, Any]

#: Names of the tiers, from the line outwards; what stands in no tier comes after.
TIERS = {
    1: "The line and the zone",
    2: "The protected side's own army",
    3: "Outside troops in the country",
    4: "From outside: air, sea, data, answers",
}
TERMS, DESIGN = "Terms with the challenger", "How promises are made"

#: Units that people read better in another size: name of the shown unit, and its size in the canonical unit.
_SHOWN = {
    "eur_per_year": ("bn EUR a year", 1e9),
    "share": ("% of the full effort", 0.01),
    "share_of_gdp": ("% of GDP", 0.01),
    "soldiers_per_year": ("soldiers a year", 1.0),
    "troops_per_month": ("troops a month", 1.0),
    "place": ("", 1.0),
    "flag": ("", 1.0),
    "level": ("", 1.0),
}
_STEPS = 60
_NAMED = 3


def round_up(value: float) -> float:
    """Return the next figure with one round leading digit (1, 2, 3, 4, 5, 6, 8 times a power of ten).

    Examples
    --------
    >>> round_up(27000.0), round_up(0.9), round_up(6.1)
    (30000.0, 1.0, 8.0)
    """
    if value <= 0.0:
        return 1.0
    size = 10.0 ** math.floor(math.log10(value))
    return float(next(step * size for step in (1, 2, 3, 4, 5, 6, 8, 10) if step * size >= value * (1 - 1e-9)))


def _step(most: float) -> float:
    """Return a round step that divides a scale into about `_STEPS` parts."""
    size = 10.0 ** math.floor(math.log10(most / _STEPS))
    return next(step * size for step in (1, 2, 5, 10) if most / (step * size) <= 2 * _STEPS)


def _amount(lever: Lever) -> Data | None:
    """Return the scale of a lever's amount in the unit that is shown."""
    most = largest_amount(lever)
    if lever.amount is None or most <= 0.0:
        return None
    unit, size = _SHOWN.get(lever.amount.unit, (words(lever.amount.unit), 1.0))
    end = min(round_up(2.0 * lever.amount.p95), most) / size
    return {
        "p5": lever.amount.p5 / size,
        "p50": lever.amount.p50 / size,
        "p95": lever.amount.p95 / size,
        "unit": unit,
        "size": size,
        "end": end,
        "most": most / size,
        "step": _step(end),
    }


def lever_control(case: Case, lever: Lever) -> Data:
    """Return what the controls of a lever need.

    Parameters
    ----------
    case
    lever

    Returns
    -------
    dict
        `ceaseline.views.cases.lever_data` in short, with ``tier_title``, ``scale`` of the amount,
        ``sitings`` and ``settings`` to choose from, and ``waits``: conditions on other levers.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> case = load("korea-1953")
    >>> control = lever_control(case, case.levers[0])
    >>> control["id"] == case.levers[0].id and control["scale"]["end"] > 0
    True
    """
    data = lever_data(case, lever)
    on_levers = [c for c in lever.requires if isinstance(c, CountCondition | AmountCondition)]
    return {
        "id": lever.id,
        **{name: data[name] for name in ("title", "by", "by_name", "item", "meaning", "kind", "group")},
        **{name: data[name] for name in ("row", "domain", "form", "siting", "revocable", "setting", "note")},
        "targets": data["targets"],
        "contradicted": data["contradicted"],
        "tier": tier_title(lever),
        "scale": _amount(lever),
        "amount_source": None if lever.amount is None else _origin(data["numbers"]["amount"]),
        "sitings": list(SITINGS) if lever.item == "ground_troops" else [],
        "settings": {"written_guarantee": list(FORMS), "siting": list(SITINGS)}.get(lever.item, []),
        "requires": [condition_words(c) for c in lever.requires if c not in on_levers],
        "waits": [waits_words(case, c) for c in on_levers],
        "unit": ITEMS[lever.item].unit,
    }


def waits_words(case: Case, condition: CountCondition | AmountCondition) -> str:
    """Say a condition on other levers in words, by their titles.

    A long list is cut short after `_NAMED` titles.
    """
    titles = [case.lever(name).title for name in condition.levers]
    rest = f" and {len(titles) - _NAMED} more" if len(titles) > _NAMED + 1 else ""
    shown = "; ".join(titles[: _NAMED if rest else None])
    least = condition.at_least
    if least is None:
        much = "all"
    elif isinstance(condition, CountCondition):
        much = f"{number(least.p50)} of"
    else:
        much = f"{number(least.p50)} {words(least.unit)} from"
    doubt = (
        "" if condition.chance is None else f" (meant in {about_100(condition.chance.p50)} of 100 futures)"
    )
    return f"{much}: {shown}{rest}{doubt}"


def tier_title(lever: Lever) -> str:
    """Return the heading under which a lever stands."""
    if lever.kind == "design":
        return DESIGN
    return TIERS.get(lever.tier or 0, TERMS)


def _origin(number: Data) -> Data:
    """Return where a number comes from, in words."""
    return {
        **short_source(number["source"]),
        "grade": number["grade"],
        "grade_words": GRADE_WORDS[number["grade"]],
        "kind": number["kind"],
        "as_of": number["as_of"],
        "note": number["note"],
        "reason": number["reason"],
        "rivals": [
            {
                **{key: rival[key] for key in ("value", "low", "high", "as_of", "note")},
                **short_source(rival["source"]),
            }
            for rival in number["rivals"]
        ],
    }


def short_source(source: Data | None) -> Data:
    """Return a source as one line of words and an address that a page may link to.

    Examples
    --------
    >>> short_source(None)
    {'source': 'judgement, no source', 'url': ''}
    """
    if source is None:
        return {"source": "judgement, no source", "url": ""}
    told = (source["author"], source["title"], source["date"], source["locator"])
    return {"source": plain(", ".join(filter(None, told))), "url": safe_url(source["url"])}


def safe_url(url: str) -> str:
    """Return an address that a page may link to, else nothing: a case may hold any text.

    Examples
    --------
    >>> safe_url("https://example.org/a"), safe_url("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    return url if url.startswith(("https://", "http://")) else ""


def assumption_control(case: Case, assumption: Assumption) -> Data:
    """Return what the controls of an assumption need: its scale, its source and its rivals.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> case = load("korea-1953")
    >>> control = assumption_control(case, case.assumptions["coordination"])
    >>> control["low"] <= control["from"] < control["to"] <= control["high"]
    True
    """
    data = assumption_data(case, assumption)
    reach = 0.6 * (assumption.p95 - assumption.p5) or 0.5 * abs(assumption.p50) or 0.5
    start, end = max(data["low"], assumption.p5 - reach), min(data["high"], assumption.p95 + reach)
    kept = ("name", "meaning", "symbol", "phase", "low", "high", "p5", "p50", "p95", "unit", "inherited_from")
    return {
        **{name: data[name] for name in kept},
        "from": start,
        "to": end,
        "value": value_words(data),
        "unit_words": words(data["unit"]),
        **_origin(data),
    }


def package_control(case: Case, package: Package) -> Data:
    """Return how a package sets each lever, in short."""
    return {
        "name": package.name,
        "title": package.title,
        "as_of": None if package.as_of is None else package.as_of.isoformat(),
        "note": package.note,
        "levers": {
            name: {
                "amount": _range(setting.amount),
                "will": _range(setting.will),
                "form": setting.form,
                "siting": setting.siting,
                "setting": setting.setting,
                "revocable": setting.revocable,
                "position": "" if setting.position is None else str(setting.position),
            }
            for name, setting in package.settings.items()
        },
    }


def _range(estimate: Estimate | None) -> list[float] | None:
    return None if estimate is None else [estimate.p5, estimate.p50, estimate.p95]


def controls(case: Case) -> Data:
    """Return everything that can be set in a case.

    Parameters
    ----------
    case

    Returns
    -------
    dict
        ``tiers`` in order, ``levers``, ``assumptions``, ``packages``, ``parties``, ``forms`` and the rungs
        of the ladder with their words.

    Examples
    --------
    >>> from ceaseline.case import load
    >>> found = controls(load("korea-1953"))
    >>> found["packages"][0]["name"], {lever["tier"] for lever in found["levers"]} <= set(found["tiers"])
    ('none', True)
    """
    levers = [lever_control(case, lever) for lever in case.levers]
    held = {lever["tier"] for lever in levers}
    return {
        "case": case.name,
        "title": case.title,
        "question": case.question,
        "note": case.note,
        "ceasefire": case.ceasefire.isoformat(),
        "horizon_months": case.horizon_months,
        "rungs": [
            {"name": name, "words": text, "meaning": RUNG_MEANING[name]} for name, text in RUNGS.items()
        ],
        "tiers": [title for title in (*TIERS.values(), TERMS, DESIGN) if title in held],
        "forms": list(FORMS),
        "levers": levers,
        "assumptions": [assumption_control(case, held) for held in case.assumptions.values()],
        "packages": [package_control(case, package) for package in case.packages],
        "parties": [{"id": party.id, "name": party.name, "role": party.role} for party in case.parties],
    }
