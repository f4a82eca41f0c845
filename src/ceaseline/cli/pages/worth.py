"""The flagship's page on what each promise is worth: ``python -m ceaseline.cli.pages.worth docs``.

Kept apart from the other pages because its figures take a minute or two. Finished pieces are kept, so that
stopping it loses none.
"""

import sys
from pathlib import Path

from ceaseline.analysis.worth import worth
from ceaseline.case import load
from ceaseline.views.worth import worth_markdown

#: How the page is made anew, as it says itself.
COMMAND = "python -m ceaseline.cli.pages.worth docs"
CASE = "ukraine-2025"
#: Packages of the page, and values of precision at which each is looked at again.
PACKAGES: dict[str, tuple[float, ...]] = {
    "as-reported-2025-08-26": (2.0, 5.0, 10.0, 20.0, 40.0),
    "all-promised": (),
}


def page() -> str:
    """Return the page as Markdown."""
    case = load(CASE)
    results = [worth(case, name, precisions=values) for name, values in PACKAGES.items()]
    return worth_markdown(results, COMMAND)


if __name__ == "__main__":
    (Path(sys.argv[1]) / "worth.md").write_text(page(), encoding="utf-8")
