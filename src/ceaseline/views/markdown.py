"""Pages as Markdown, for the documentation that the program writes itself."""

from collections.abc import Sequence

from ceaseline.views.blocks import Block, Heading, Table


def to_markdown(page: Sequence[Block], level: int = 2) -> str:
    r"""Write a page as Markdown.

    Parameters
    ----------
    page
    level
        Level of its headings.

    Returns
    -------
    str
        Ends with a line break. Cells cannot break out of their table.

    Examples
    --------
    >>> from ceaseline.views.blocks import Column
    >>> table = Table("t", "Two", (Column("a", "A"), Column("b", "B", right=True)), (("x|y", 1),))
    >>> print(to_markdown([Heading("Top"), "Words.", table]), end="")
    ## Top
    <BLANKLINE>
    Words.
    <BLANKLINE>
    **Two**
    <BLANKLINE>
    | A | B |
    |---|--:|
    | x\|y | 1 |
    """
    return "\n\n".join(_block(block, level) for block in page if block != "") + "\n"


def _block(block: Block, level: int) -> str:
    if isinstance(block, Heading):
        return f"{'#' * level} {block.text}"
    if isinstance(block, str):
        return block.strip()
    return table_markdown(block)


def table_markdown(table: Table) -> str:
    """Write a table, its title above it in bold and its note below."""
    head = "| " + " | ".join(column.title for column in table.columns) + " |"
    rule = "|" + "|".join("--:" if column.right else "---" for column in table.columns) + "|"
    rows = ("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in table.cells())
    parts = [f"**{table.title}**"] if table.title else []
    parts.append("\n".join([head, rule, *rows]))
    return "\n\n".join([*parts, *([table.note] if table.note else [])])


def _cell(text: str) -> str:
    return " ".join(text.split("\n")).replace("|", "\\|")
