"""``ceaseline design``: which packages are best for their cost, and what makes good a withdrawn promise."""

import argparse
from typing import TYPE_CHECKING, Any

from ceaseline.cli.ask import one, open_case, sample_of
from ceaseline.cli.errors import Refusal
from ceaseline.cli.options import add_case, add_goal, add_output, add_package, add_study
from ceaseline.cli.output import emit
from ceaseline.cli.progress import Progress

if TYPE_CHECKING:
    from ceaseline.case import Case


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_case(parser)
    add_package(parser, "how the levers are set")
    add_goal(parser, against=False)
    asked = parser.add_argument_group("what is asked for")
    asked.add_argument(
        "--candidates",
        metavar="NAME,...",
        help="groups or levers that may be left out (default: every group)",
    )
    asked.add_argument(
        "--by", choices=("group", "lever"), default="group", help="what the default candidates are"
    )
    asked.add_argument(
        "--steps",
        metavar="LEVER=X,...",
        action="append",
        help="amounts in which a lever is offered; may be repeated",
    )
    asked.add_argument("--budget", type=float, metavar="EUR", help="most that all promised may cost a year")
    asked.add_argument(
        "--limit",
        metavar="PARTY=X",
        action="append",
        help="most that a party can give: EUR a year, or N troops; may be repeated",
    )
    asked.add_argument("--target", metavar="WHAT", help="such as war<=0.2@10")
    asked.add_argument(
        "--restore",
        metavar="NAME",
        nargs="+",
        action="extend",
        help="withdraw these levers or groups, and find the cheapest change that brings back what they gave",
    )
    add_study(parser, batch=False)
    add_output(parser, ("packages", "candidates", "remedies"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Find the best packages."""
    case = open_case(args)
    name = one(case, args.package)
    try:
        return _restore(args, case, name) if args.restore else _design(args, case, name)
    except (KeyError, ValueError) as error:
        raise Refusal(str(error.args[0])) from None


def _common(args: argparse.Namespace) -> dict[str, Any]:
    return {"outcome": args.outcome, "year": args.year, "threads": args.threads, "fresh": args.fresh}


def _design(args: argparse.Namespace, case: "Case", name: str) -> int:
    with Progress(f"running packages of {case.name}") as progress:
        from ceaseline.analysis.design import design
        from ceaseline.analysis.limits import read_limit, read_steps, read_target

        steps = {lever: x for text in args.steps or () for lever, x in read_steps(case, text).items()}
        result = design(
            case,
            name,
            sample_of(args),
            candidates=args.candidates.split(",") if args.candidates else (),
            by=args.by,
            steps=steps,
            budget=args.budget,
            limits=[read_limit(case, text) for text in args.limit or ()],
            target=None if args.target is None else read_target(case, args.target),
            progress=progress,
            **_common(args),
        )
    from ceaseline.views.judgement import candidates_table, design_page, packages_tidy

    tables = {"packages": packages_tidy(result), "candidates": candidates_table(result)}
    return emit(args, result, tables, design_page(result))


def _restore(args: argparse.Namespace, case: "Case", name: str) -> int:
    with Progress(f"looking for what makes good in {case.name}") as progress:
        from ceaseline.analysis.restore import restore

        result = restore(case, name, args.restore, sample_of(args), progress=progress, **_common(args))
    from ceaseline.views.judgement import remedies_tidy, restore_page

    return emit(args, result, {"remedies": remedies_tidy(result)}, restore_page(result))
