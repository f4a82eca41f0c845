"""``ceaseline diff``: two answers held against each other, largest change first."""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ceaseline.cli.ask import checked, open_named, sample_of, study_with
from ceaseline.cli.commands.rerun import case_of
from ceaseline.cli.errors import OK, WRONG, Refusal
from ceaseline.cli.options import add_output, add_study
from ceaseline.cli.output import emit
from ceaseline.views.text import plain

if TYPE_CHECKING:
    from ceaseline.analysis.changes import Side
    from ceaseline.case import Case
    from ceaseline.study import Manifest, Sample

TABLES = ("differences", "inputs")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    for name, words in (("before", "the earlier one"), ("after", "the later one")):
        parser.add_argument(
            name,
            metavar=name.upper(),
            help=f"{words}: an answer of compare or run kept with --json, a manifest, or a case",
        )
    parser.add_argument(
        "--package",
        metavar="NAME",
        action="append",
        default=[],
        help="of two cases: only this package; may be repeated (default: all that both have)",
    )
    parser.add_argument("--full", action="store_true", help="show every figure and input that changed")
    parser.add_argument(
        "--same", action="store_true", help="exit code 2 unless every figure is equal to the last digit"
    )
    add_study(parser)
    add_output(parser, TABLES)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read or run both sides, and compare them."""
    given = [_given(name) for name in (args.before, args.after)]
    kept = [one for one in given if one.content is not None]
    from ceaseline.study import AnswerError

    try:
        manifests = [one.manifest() for one in kept]
        sample = manifests[0].sample if len(manifests) == 1 else sample_of(args)
        wanted = manifests[0].packages if len(manifests) == 1 else _shared(given, args.package)
        before, after = (one.side(args, wanted, sample) for one in given)
    except AnswerError as error:
        raise Refusal(plain(error)) from None
    from ceaseline.analysis.changes import changes
    from ceaseline.views import changes as views

    result = changes(before, after)
    tables = {"differences": views.tidy_rows(result), "inputs": views.tidy_inputs(result)}
    emit(args, result, tables, views.page(result, full=args.full))
    return WRONG if args.same and not result["same"] else OK


@dataclass(frozen=True)
class _Given:
    """One of the two arguments: what a file holds, or a case."""

    name: str
    content: bytes | None
    case: "Case | None"

    def manifest(self) -> "Manifest":
        from ceaseline.study import read_manifest

        return read_manifest(self.content or b"", self.name)

    def side(self, args: argparse.Namespace, packages: tuple[str, ...], sample: "Sample") -> "Side":
        """Return the figures: as they were kept, or run now where there is a manifest or a case alone."""
        from ceaseline.analysis.changes import read_side, side_of

        if self.content is not None and b'"figures"' in self.content:
            return read_side(self.content, self.name)
        if self.content is None and self.case is not None:
            case = self.case
        else:
            manifest = self.manifest()
            case, packages, sample = case_of(manifest, None), manifest.packages, manifest.sample
            _check_state(case, manifest, self.name)
        held = {package.name for package in case.packages}
        names = checked(case, tuple(name for name in packages if name in held) or packages)
        return side_of(study_with(args, case, names, sample), self.name)


def _check_state(case: "Case", manifest: "Manifest", name: str) -> None:
    if case.digest != manifest.case_digest:
        raise Refusal(
            f"{plain(name)} holds no figures, and they cannot be computed again: {case.name} has changed "
            f"(digest {case.digest[:12]}, then {manifest.case_digest[:12]})"
        )


def _given(name: str) -> _Given:
    """Read a file, or load a case."""
    from ceaseline.study.manifest import AnswerError, read_file

    if not Path(name).is_file():
        return _Given(name, None, open_named(name))
    try:
        return _Given(name, read_file(Path(name)), None)
    except AnswerError as error:
        raise Refusal(plain(error)) from None


def _shared(given: list[_Given], chosen: list[str]) -> tuple[str, ...]:
    """Return the packages to run of two cases: those chosen, or all that both have."""
    cases = [one.case for one in given if one.case is not None]
    if len(cases) < len(given):
        return ()
    if chosen:
        for case in cases:
            checked(case, chosen)
        return tuple(chosen)
    both = {package.name for package in cases[1].packages}
    names = tuple(package.name for package in cases[0].packages if package.name in both)
    if not names:
        raise Refusal(f"{plain(given[0].name)} and {plain(given[1].name)} have no package in common")
    return names
