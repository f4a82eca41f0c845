"""Results as a notebook shows them: the page for people, as HTML, over the plain values as they are."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from ceaseline.views import comparison, sweep, timeline
from ceaseline.views.backtest import backtest_page
from ceaseline.views.blocks import Block, Heading, Table
from ceaseline.views.breakeven import breakeven_page
from ceaseline.views.discovery import discovery_page
from ceaseline.views.engines import agreement_sentence
from ceaseline.views.judgement import design_page, redteam_page, restore_page
from ceaseline.views.knockout import knockout_page
from ceaseline.views.levers import numbers_page
from ceaseline.views.outside import outside_sentences
from ceaseline.views.promises import promises_page
from ceaseline.views.replay import replay_page
from ceaseline.views.sensitivity import sensitivity_page
from ceaseline.views.text import plain
from ceaseline.views.validation import validation_page
from ceaseline.views.worth import worth_page

Data = dict[str, Any]

_STYLE = "text-align:left;white-space:pre-line;vertical-align:top"


class Shown(dict[str, Any]):
    """A result that a notebook shows as a page; in every other way the dict that it was.

    Parameters
    ----------
    result
        What a function of ``ceaseline.analysis`` gave.
    page
        From the result to its page.
    """

    def __init__(self, result: Mapping[str, Any], page: Callable[[Data], Sequence[Block]]) -> None:
        super().__init__(result)
        self._page = page

    def page(self) -> Sequence[Block]:
        """Return the headings, sentences and tables that show it."""
        return self._page(self)

    def _repr_html_(self) -> str:
        """Return the page as a fragment of HTML."""
        return to_html(self.page())


def to_html(page: Sequence[Block]) -> str:
    r"""Write a page as a fragment of HTML; all text is escaped, control characters are spelled out.

    Examples
    --------
    >>> to_html([Heading("A <b>"), "Words.", ""])
    '<h3>A &lt;b&gt;</h3>\n<p>Words.</p>'
    """
    return "\n".join(_block(block) for block in page if block != "")


def _block(block: Block) -> str:
    if isinstance(block, Table):
        return _table(block)
    tag = "h3" if isinstance(block, Heading) else "p"
    text = block.text if isinstance(block, Heading) else block
    return f"<{tag}>{escape(plain(text))}</{tag}>"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col" style="{_STYLE}">{escape(plain(c.title))}</th>' for c in table.columns)
    rows = "".join(
        "<tr>" + "".join(f'<td style="{_STYLE}">{_cell(cell)}</td>' for cell in row) + "</tr>"
        for row in table.cells()
    )
    note = f"<p><small>{escape(plain(table.note))}</small></p>" if table.note else ""
    title = escape(plain(table.title))
    return (
        f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}"
    )


def _cell(text: str) -> str:
    return "\n".join(escape(plain(line)) for line in text.split("\n"))


def _told(result: Data) -> list[Block]:
    return timeline.timeline_page(result, result["case"], timeline.headline_year(result, None))


def _compared(result: Data) -> list[Block]:
    year = comparison.headline_year(result)
    several = len({package["name"] for package in result["packages"]}) > 1
    return [
        Heading(result["title"]),
        comparison.study_sentence(result),
        *comparison.headlines(result, year),
        *([comparison.differences_table(result, year)] if several else []),
        comparison.ladder_table(result, year),
        comparison.stands_table(result),
        agreement_sentence(result, year),
        *outside_sentences(result["outside_view"]),
        result["unsettled"],
    ]


#: Pages by the keys that only results of this kind have; the first that fits is taken.
_PAGES: tuple[tuple[tuple[str, ...], Callable[[Data], Sequence[Block]]], ...] = (
    (("ways",), redteam_page),
    (("numbers", "exceptions"), numbers_page),
    (("numbers", "size"), breakeven_page),
    (("worth",), worth_page),
    (("pivots",), lambda found: promises_page(found, pivots=True)),
    (("considered",), design_page),
    (("remedies",), restore_page),
    (("part_in_month",), replay_page),
    (("parts", "baseline"), knockout_page),
    (("walks",), sensitivity_page),
    (("boxes",), discovery_page),
    (("entries", "outside_view"), _told),
    (("brier",), backtest_page),
    (("rows", "verdict"), validation_page),
    (("packages", "kept"), lambda found: sweep.page(found, comparison.headline_year(found), 0)),
    (("packages", "engines"), _compared),
)


def show(result: Mapping[str, Any]) -> Shown:
    """Return a result so that a notebook shows its page.

    Parameters
    ----------
    result
        From a function of ``ceaseline`` that answers a question, such as `ceaseline.compare`.

    Returns
    -------
    Shown
        The same dict, with a page.

    Raises
    ------
    ValueError
        If there is no page for such a result.

    Examples
    --------
    >>> import ceaseline
    >>> case = ceaseline.load("korea-1953")
    >>> shown = show(ceaseline.promises(case, "all-promised", ceaseline.Sample(64, 8)))
    >>> shown["package"], shown._repr_html_()[:4]
    ('all-promised', '<h3>')
    """
    for keys, page in _PAGES:
        if all(key in result for key in keys):
            return Shown(result, page)
    raise ValueError(f"no page shows a result of {', '.join(map(str, result))}")
