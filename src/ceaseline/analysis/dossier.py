"""Everything a report on some packages rests on, from one study, with the searches held to a stated size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Protocol

from ceaseline.analysis.breakeven import breakeven
from ceaseline.analysis.build_up import build_up
from ceaseline.analysis.burden import burden
from ceaseline.analysis.capability import capability
from ceaseline.analysis.compare import compare
from ceaseline.analysis.discover import discover
from ceaseline.analysis.knockout import knockout
from ceaseline.analysis.measures import ladder_years
from ceaseline.analysis.promises import promises
from ceaseline.analysis.redteam import redteam
from ceaseline.analysis.survival import survival
from ceaseline.analysis.timeline import dated_packages, timeline
from ceaseline.analysis.worth import worth
from ceaseline.case import Case, Package
from ceaseline.study.engines import DEFAULT_ENGINES
from ceaseline.study.run import Progress, Sample
from ceaseline.study.study import Study


@dataclass(frozen=True)
class Sizes:
    """How much the longer parts of a report may run.

    Parameters
    ----------
    worth, knockout, breakeven, redteam : int
        Most futures of each package in that part, >= 2 a world; the worlds stay those of the study.
    evaluations : int
        Trials after which the red team gives up, >= 1.
    numbers : int
        How many numbers the red team may move, >= 1: those that alone bring the difference nearest to a loss.
    discovery : int
        Worlds in which boxes of failures are looked for, >= 20.
    """

    worth: int = 512
    knockout: int = 2048
    breakeven: int = 512
    redteam: int = 512
    evaluations: int = 500
    numbers: int = 40
    discovery: int = 2000


class Stage(Protocol):
    """Gives each part of the work, by its words, a place to report progress to."""

    def __call__(self, words: str) -> Progress | None:
        """Return where the work in these words reports its progress."""


def _silent(words: str) -> Progress | None:
    del words
    return None


def reduced(sample: Sample, most: int) -> Sample:
    """Return a sample with the same worlds and at most so many futures, but two a world where it has them.

    Examples
    --------
    >>> reduced(Sample(4096, 128), 512).futures, reduced(Sample(256, 128), 64).futures
    (512, 256)
    """
    per_world = min(sample.per_world, max(2, most // sample.worlds))
    return replace(sample, futures=per_world * sample.worlds)


def dossier(
    study: Study,
    year: int | None = None,
    *,
    sizes: Sizes | None = None,
    brief: bool = False,
    names: Sequence[str] = (),
    stage: Stage = _silent,
) -> dict[str, Any]:
    """Return what a report holds beside the case itself.

    The last package is the one that is taken apart: its promises, what they are worth, what its effect is
    made of and what would have to be true for it to lose to the first package.

    Parameters
    ----------
    study : Study
        The first package is the baseline.
    year : int, optional
        Year of the ladder that the questions are put for; 5 by default, or the last that the horizon holds.
    sizes : Sizes, optional
        How much the longer parts run.
    brief : bool
        Leave out worth, knock-out, break-even, red team and discovery, which take most of the time.
    names : sequence of str
        Numbers to which break-even and red team keep; all by default.
    stage : callable, optional
        Called with words for each part of the work; returns where it reports its progress.

    Returns
    -------
    dict
        ``compare``, ``survival``, ``capability``, ``burden``, ``promises``, and where they apply, else None:
        ``build_up`` (the package pledges troops), ``timeline`` (the case has dated packages), ``worth`` (it
        holds promises), ``knockout``, ``breakeven`` and ``redteam`` (it is not the baseline), ``discover``
        (nor are other engines asked for than it runs with); ``year``, ``brief`` and ``sizes``.
    """
    case, sample, work = study.case, study.sample, study.work
    years = ladder_years(case.horizon_months)
    asked = year or (5 if 5 in years else years[-1])
    last = study.runs[-1].package
    kept: dict[str, Any] = {"threads": work.threads, "fresh": work.fresh}
    stored = {**kept, "store": work.store, "keep": work.store is not None}
    dated = bool(dated_packages(case))
    found: dict[str, Any] = {
        "year": asked,
        "brief": brief,
        "compare": compare(study, stage("asking the other engines")),
        "survival": survival(study),
        "capability": capability(study),
        "burden": burden(case, last.name, sample),
        "promises": promises(case, last.name, sample, **stored),
        "build_up": build_up(case, last.name) if _pledges_troops(case, last) else None,
        "timeline": timeline(case, sample, progress=stage("going through the reports"), **stored)
        if dated
        else None,
    }
    return {**found, **_taken_apart(study, asked, sizes or Sizes(), brief, names, stage)}


def _taken_apart(
    study: Study, year: int, sizes: Sizes, brief: bool, names: Sequence[str], stage: Stage
) -> dict[str, Any]:
    """Return what takes the last package apart; None for what does not apply or is left out."""
    case, sample, work = study.case, study.sample, study.work
    name, other = study.runs[-1].name, study.baseline.name
    found: dict[str, Any] = dict.fromkeys(("worth", "knockout", "breakeven", "redteam", "discover"))
    found["sizes"] = asdict(sizes)
    if brief:
        return found
    kept: dict[str, Any] = {"threads": work.threads, "fresh": work.fresh, "keep": work.store is not None}
    if any(case.lever(lever).kind == "promise" for lever in study.runs[-1].package.settings):
        found["worth"] = worth(
            case,
            name,
            reduced(sample, sizes.worth),
            year=year,
            progress=stage(f"valuing the promises of {name}"),
            **kept,
        )
    if name == other:
        return found
    found["knockout"] = knockout(
        case,
        name,
        reduced(sample, sizes.knockout),
        baseline=other,
        year=year,
        threads=work.threads,
        progress=stage(f"switching off the parts of {name}"),
    )
    asked: dict[str, Any] = {"against": other, "year": year, **kept}
    found["breakeven"] = breakeven(
        case,
        name,
        reduced(sample, sizes.breakeven),
        names=names,
        progress=stage(f"moving the numbers of {case.name}"),
        **asked,
    )
    found["redteam"] = redteam(
        case,
        name,
        reduced(sample, sizes.redteam),
        names=nearest(found["breakeven"], sizes.numbers),
        evaluations=sizes.evaluations,
        progress=stage(f"looking for a way in which {name} loses"),
        **asked,
    )
    if sample.engines == DEFAULT_ENGINES:
        found["discover"] = discover(
            case,
            name,
            year=year,
            worlds=sizes.discovery,
            seed=sample.seed,
            progress=stage(f"looking where {name} fails"),
            **kept,
        )
    return found


def nearest(scan: Mapping[str, Any], most: int) -> list[str]:
    """Return the numbers of a scan that, moved alone, bring a package nearest to a loss, nearest first.

    Parameters
    ----------
    scan : mapping
        From `ceaseline.analysis.breakeven`.
    most : int
        At most so many.

    Returns
    -------
    list of str

    Examples
    --------
    >>> row = lambda name, gap: {"name": name, "nearest": {"difference": gap}}
    >>> nearest({"better": "less", "numbers": [row("a", -0.1), row("b", 0.02), row("c", -0.3)]}, 2)
    ['b', 'a']
    """
    sign = 1.0 if scan["better"] == "less" else -1.0
    rows = sorted(scan["numbers"], key=lambda row: (-sign * row["nearest"]["difference"], row["name"]))
    return [row["name"] for row in rows[:most]]


def _pledges_troops(case: Case, package: Package) -> bool:
    return any(
        lever.item == "ground_troops" and lever.kind == "promise" and lever.id in package.settings
        for lever in case.levers
    )
