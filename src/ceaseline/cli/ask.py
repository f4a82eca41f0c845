"""Open the case, check the names, and ask the study: the same few steps before every answer."""

import argparse
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ceaseline.cli.errors import Refusal
from ceaseline.cli.progress import Progress
from ceaseline.views.text import plain

if TYPE_CHECKING:
    from ceaseline.case import Case
    from ceaseline.study import Sample, Study


def open_case(args: argparse.Namespace) -> "Case":
    """Load the case that the command line names.

    Raises
    ------
    ceaseline.case.CaseError
        With every problem of the case.
    """
    return open_named(args.case)


def open_named(name: str) -> "Case":
    """Load a case by name or folder.

    Raises
    ------
    ceaseline.case.CaseError
        With every problem of the case.
    """
    from ceaseline.case import load

    return load(name)


def several(case: "Case", names: Sequence[str]) -> tuple[str, ...]:
    """Return package names after checking them; those that the case compares where none are named.

    Raises
    ------
    Refusal
        As `checked`.
    """
    return checked(case, names or case.compared)


def one(case: "Case", name: str | None) -> str:
    """Return the name of a package after checking it; the last that the case compares where none is named.

    Raises
    ------
    Refusal
        As `checked`.
    """
    return checked(case, [case.compared[-1] if name is None else name])[0]


def checked(case: "Case", names: Sequence[str]) -> tuple[str, ...]:
    """Return package names after checking that the case has them.

    Parameters
    ----------
    case
    names
        As typed.

    Raises
    ------
    Refusal
        Names every unknown package with the nearest one.
    """
    known = [package.name for package in case.packages]
    unknown = [name for name in dict.fromkeys(names) if name not in known]
    if unknown:
        from ceaseline.case.problems import nearest

        told = "; ".join(f"{plain(name)!r} is no package: {nearest(name, known)}" for name in unknown)
        raise Refusal(f"{case.name}: {told}")
    return tuple(names)


def sample_of(args: argparse.Namespace) -> "Sample":
    """Return the sample that the options describe.

    Raises
    ------
    Refusal
        If the futures cannot be shared out among the worlds.
    """
    from ceaseline.study import Engines, Sample

    engines = Engines(args.decision, args.land)
    try:
        return Sample(futures=args.futures, worlds=args.worlds, seed=args.seed, engines=engines)
    except ValueError as error:
        raise Refusal(str(error)) from None


def work_of(args: argparse.Namespace) -> dict[str, Any]:
    """Return the keywords that say how to run a study."""
    batch = {} if args.batch is None else {"batch": args.batch}
    return {"threads": args.threads, "fresh": args.fresh, **batch}


def study_of(args: argparse.Namespace, case: "Case", names: Iterable[str]) -> "Study":
    """Run packages, or read their kept results, with a progress line."""
    return study_with(args, case, names, sample_of(args))


def study_with(args: argparse.Namespace, case: "Case", names: Iterable[str], sample: "Sample") -> "Study":
    """Run packages with a sample that something else than the options decides."""
    packages = tuple(names)
    with Progress(f"running {case.name}") as progress:
        from ceaseline.study import run_study

        return run_study(case, packages, sample, progress=progress, **work_of(args))
