"""What a case says, as plain data: every number with its unit, source, date, grade and kind."""

from typing import Any

from ceaseline.case import (
    AmountCondition,
    Assumption,
    Case,
    Citation,
    Condition,
    CountCondition,
    Departure,
    Estimate,
    Lever,
    Package,
    Position,
    RivalReading,
    VoteCondition,
    Word,
)
from ceaseline.terms import ITEMS, PARAMETERS, WILLINGNESS
from ceaseline.views.text import number

Data = dict[str, Any]
_CONDITION_WORDS = {"ceasefire": "a ceasefire", "consent": "the consent of both sides"}


def citation_data(case: Case, citation: Citation | None) -> Data | None:
    """Resolve a citation.

    Parameters
    ----------
    case
    citation
        None where a number rests on judgement alone.

    Returns
    -------
    dict or None
        ``key``, ``locator``, ``title``, ``author``, ``date``, ``url`` and ``publisher``.
    """
    if citation is None:
        return None
    source = case.sources[citation.key]
    return {
        "key": citation.key,
        "locator": citation.locator,
        "title": source.title,
        "author": source.author,
        "date": source.date,
        "url": source.url,
        "publisher": source.publisher,
    }


def estimate_data(case: Case, estimate: Estimate) -> Data:
    """Return an uncertain number with all that is known of its origin.

    Parameters
    ----------
    case
        The case in which its source stands.
    estimate

    Returns
    -------
    dict
        ``p5``, ``p50``, ``p95``, ``unit``, ``distribution``, ``source``, ``as_of``, ``grade``, ``kind``,
        ``note``, ``reason``, ``rivals`` and ``where`` (file and line).

    Examples
    --------
    >>> from ceaseline.case import load
    >>> case = load("reference-pair")
    >>> data = estimate_data(case, case.assumptions["coordination"])
    >>> data["unit"], data["p5"] < data["p50"] < data["p95"]
    ('share', True)
    """
    return {
        "p5": estimate.p5,
        "p50": estimate.p50,
        "p95": estimate.p95,
        "unit": estimate.unit,
        "distribution": estimate.value.distribution,
        "source": citation_data(case, estimate.source),
        "as_of": estimate.as_of,
        "grade": estimate.grade,
        "kind": estimate.kind,
        "note": estimate.note,
        "reason": estimate.reason,
        "rivals": [_rival_data(case, rival) for rival in estimate.rivals],
        "where": estimate.origin,
    }


def _rival_data(case: Case, rival: RivalReading) -> Data:
    return {
        "value": rival.value,
        "low": rival.low,
        "high": rival.high,
        "source": citation_data(case, rival.source),
        "as_of": rival.as_of,
        "note": rival.note,
    }


def assumption_data(case: Case, assumption: Assumption) -> Data:
    """Return an engine assumption: what it means, where it acts, its value and origin."""
    parameter = PARAMETERS[assumption.name]
    departed = {departure.name: departure for departure in case.departures}
    departure = departed.get(assumption.name)
    return {
        "what": "assumption",
        "name": assumption.name,
        "meaning": parameter.meaning,
        "symbol": parameter.symbol,
        "phase": parameter.phase,
        "low": parameter.low,
        "high": parameter.high,
        "group": assumption.group,
        "inherited_from": assumption.inherited_from,
        "calibration": _calibration_data(case, assumption),
        "inherited": None if departure is None else _range_data(departure),
        **estimate_data(case, assumption),
    }


def _calibration_data(case: Case, assumption: Assumption) -> Data | None:
    """Say which kept worlds a number is drawn from, with what else, and what was thought before."""
    kept, prior = case.calibration, assumption.prior
    if kept is None or prior is None:
        return None
    factor = kept.factors.get(assumption.name)
    return {
        "name": kept.name,
        "kept": len(kept.rows),
        "together_with": [name for name in kept.assumptions if name != assumption.name],
        "prior": {"p5": prior.p5, "p50": prior.p50, "p95": prior.p95},
        "factor": None if factor is None else estimate_data(case, factor),
    }


def _range_data(departure: Departure) -> Data:
    inherited = departure.inherited
    return {"p5": inherited.p5, "p50": inherited.p50, "p95": inherited.p95}


def departure_data(case: Case, departure: Departure) -> Data:
    """Return one way in which a case leaves the case that it extends, with the reason."""
    parameter = PARAMETERS[departure.name]
    own = departure.own
    return {
        "name": departure.name,
        "meaning": parameter.meaning,
        "unit": parameter.unit,
        "inherited": _range_data(departure),
        "own": {"p5": own.p5, "p50": own.p50, "p95": own.p95},
        "reason": departure.reason,
    }


def lever_data(case: Case, lever: Lever) -> Data:
    """Return a lever: who promises what, on which conditions, and what was said of it when."""
    numbers = {
        name: estimate_data(case, value)
        for name in ("amount", "delay", "ramp", "cost", "consent", "consent_loss")
        if (value := getattr(lever, name)) is not None
    }
    return {
        "what": "lever",
        "name": lever.id,
        "title": lever.title,
        "by": lever.by,
        "by_name": case.party(lever.by).name,
        "item": lever.item,
        "meaning": ITEMS[lever.item].meaning,
        "acts_in": list(ITEMS[lever.item].acts_in),
        "kind": lever.kind,
        "row": lever.row,
        "tier": lever.tier,
        "group": lever.group,
        "domain": lever.domain,
        "siting": lever.siting,
        "form": lever.form,
        "revocable": lever.revocable,
        "setting": lever.setting,
        "targets": list(lever.targets),
        "requires": [condition_words(condition) for condition in lever.requires],
        "numbers": numbers,
        "positions": [_position_data(case, position) for position in lever.positions],
        "contradicted": list(lever.contradicted),
        "note": lever.note,
        "packages": [package.name for package in case.packages if lever.id in package.settings],
        "where": lever.origin,
    }


def _position_data(case: Case, position: Position) -> Data:
    will = WILLINGNESS.get((position.stance, position.firmness))
    return {
        "as_of": position.as_of.isoformat(),
        "stance": position.stance,
        "firmness": position.firmness,
        "will": None if will is None else {"p5": will[0], "p50": will[1], "p95": will[2]},
        "source": citation_data(case, position.source),
        "statement": position.statement,
        "note": position.note,
        "independent": position.independent,
        "contested": position.contested,
        "statements": list(position.statements),
    }


def condition_words(condition: Condition) -> str:
    """Say a condition in words.

    Examples
    --------
    >>> condition_words(Word(word="consent"))
    'the consent of both sides'
    """
    match condition:
        case Word():
            return _CONDITION_WORDS[condition.word]
        case VoteCondition():
            return f"a vote in month {condition.month}, won with chance {_range(condition.chance)}"
        case CountCondition():
            least = "all" if condition.at_least is None else f"at least {_range(condition.at_least)}"
            return f"{least} of {', '.join(condition.levers)} in force{_meant(condition.chance)}"
        case AmountCondition():
            least = f"at least {_range(condition.at_least)} {condition.at_least.unit}"
            return f"{least} among {', '.join(condition.levers)} in force{_meant(condition.chance)}"


def _meant(chance: Estimate | None) -> str:
    return "" if chance is None else f" (really meant with chance {_range(chance)})"


def _range(estimate: Estimate) -> str:
    middle = number(estimate.p50)
    if estimate.value.is_fixed:
        return middle
    return f"{middle} ({number(estimate.p5)} to {number(estimate.p95)})"


def package_data(case: Case, package: Package) -> Data:
    """Return a package: each lever in it with the chance of will and where that comes from."""
    return {
        "what": "package",
        "name": package.name,
        "title": package.title,
        "as_of": None if package.as_of is None else package.as_of.isoformat(),
        "note": package.note,
        "levers": [
            {
                "name": name,
                "title": case.lever(name).title,
                "will": setting.will.p50,
                "will_p5": setting.will.p5,
                "will_p95": setting.will.p95,
                "amount": None if setting.amount is None else setting.amount.p50,
                "unit": "" if setting.amount is None else setting.amount.unit,
                "form": setting.form,
                "siting": setting.siting,
                "revocable": setting.revocable,
                "position": "" if setting.position is None else str(setting.position),
                "source": "" if setting.position is None else setting.position.source.key,
                "statements": [] if setting.position is None else list(setting.position.statements),
            }
            for name, setting in package.settings.items()
        ],
    }


def case_data(case: Case) -> Data:
    """Return what a case holds: words, counts by grade and kind, departures."""
    return {
        "case": case.name,
        "title": case.title,
        "question": case.question,
        "extends": case.extends,
        "digest": case.digest,
        "ceasefire": case.ceasefire.isoformat(),
        "horizon_months": case.horizon_months,
        "aims": list(case.aims),
        "packages": [{"name": package.name, "title": package.title} for package in case.packages],
        "levers": [{"name": lever.id, "title": lever.title, "by": lever.by} for lever in case.levers],
        "assumptions": [assumption_data(case, assumption) for assumption in case.assumptions.values()],
        "departures": [departure_data(case, departure) for departure in case.departures],
    }
