"""The gallery of examples: runs each script and writes a page with its source, its words and its pictures.

``python -m ceaseline.cli.pages.gallery docs``
"""

import runpy
from pathlib import Path
from typing import Any

FOLDER = "gallery"
COMMAND = "python -m ceaseline.cli.pages.gallery docs"


def example(script: Path, sample: Any = None) -> tuple[str, dict[str, str]]:
    """Run an example.

    Parameters
    ----------
    script
        Has a docstring that begins with its question, and a function ``main`` of a sample that returns what
        is shown: sentences, results with a page, charts.
    sample
        None for that of the documentation.

    Returns
    -------
    tuple of str and dict
        The page as Markdown, and pictures by file name.
    """
    from ceaseline.views.charts import Chart, to_svg
    from ceaseline.views.markdown import to_markdown

    held = runpy.run_path(str(script))
    question, _, lead = held["__doc__"].partition("\n\n")
    parts = [
        f"# {question.strip()}\n",
        f"Written by `{COMMAND}` from `{script.name}`.\n",
        f"{lead.strip()}\n",
        f"```python\n{script.read_text(encoding='utf-8').strip()}\n```\n",
    ]
    pictures: dict[str, str] = {}
    for shown in held["main"](sample):
        if isinstance(shown, Chart):
            name = f"{script.stem}-{shown.name}.svg"
            pictures[name] = to_svg(shown)
            parts.append(f"![{shown.alt}]({name})\n")
        else:
            parts.append(f"{shown}\n" if isinstance(shown, str) else to_markdown(shown.page()))
    return "\n".join(parts), pictures


def write(docs: Path) -> None:
    """Write a page and its pictures for each script in the gallery."""
    for script in sorted((docs / FOLDER).glob("*.py")):
        page, pictures = example(script)
        script.with_suffix(".md").write_text(page, encoding="utf-8")
        for name, text in pictures.items():
            (script.parent / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    import sys

    write(Path(sys.argv[1]))
