"""sources.bib: what is read of an entry, and where its faults are."""

import logging
from pathlib import Path

import pytest
from tests.case.support import MARK

from ceaseline.case.bibliography import read_sources
from ceaseline.case.frozen import FrozenMap
from ceaseline.case.stated import Source
from ceaseline.case.yamlfile import Document


def read(folder: Path, text: str) -> tuple[FrozenMap[Source], Document]:
    (folder / "sources.bib").write_text(text.replace(MARK, ""), encoding="utf-8")
    return read_sources(folder / "sources.bib", "sources.bib", "case/sources.bib")


def test_an_entry_as_zotero_writes_it(tmp_path: Path) -> None:
    sources, document = read(
        tmp_path,
        """% exported
@article{reiter_truth_2021,
    title = {The {Truth} about {Tripwires}: {M\\"o}glich \\& {\\'e}tabli},
    author = {Reiter, Dan and Poast, Paul},
    journal = {Texas National Security Review},
    volume = {4},
    month = jun,
    year = {2021},
    url = {https://tnsr.org/2021/06/a_b%20c},
    note = {Pages 33
      to 53},
}
""",
    )
    assert document.problems == []
    assert sources["reiter_truth_2021"] == Source(
        key="reiter_truth_2021",
        kind="article",
        title="The Truth about Tripwires: Möglich & établi",
        author="Reiter, Dan and Poast, Paul",
        date="2021-06",
        url="https://tnsr.org/2021/06/a_b%20c",
        publisher="Texas National Security Review",
        note="Pages 33 to 53",
    )


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("date = {2025-06-04}", "2025-06-04"),
        ("date = {2025-06}", "2025-06"),
        ("date = {2025-06-04/2025-06-08}", "2025-06-04"),
        ("year = 2025", "2025"),
        ("year = {2025}, month = {9}", "2025-09"),
        ("year = {2025}, month = {September}", "2025-09"),
        ("note = {no date}", ""),
    ],
)
def test_dates(tmp_path: Path, fields: str, date: str) -> None:
    sources, document = read(tmp_path, f"@misc{{a, title = {{T}}, {fields}}}\n")
    assert (sources["a"].date, document.problems) == (date, [])


@pytest.mark.parametrize(
    ("text", "where", "what", "mend"),
    [
        ("@misc{a, title={x}}\n\n@misc{⟦a, title={y}}\n", "a", "source is given twice", "rename"),
        ("@misc{a,\n title={x},\n ⟦title={y},\n}\n", "a.title", "field is given twice", "delete one"),
        ("⟦@misc{a,\n title={x,\n}\n\n@misc{b, title={y}}\n", "", "cannot be read as BibTeX", "check commas"),
        ("⟦@misc{a title = {x}}\n", "", "cannot be read as BibTeX", "check commas"),
        ("⟦@misc{, title = {x}}\n", "", "'' is no key", "write one word"),
        ("@misc{a,\n  ⟦title = {x}\n  author = {y},\n}\n", "a.title", "a comma is missing", "end the field"),
        ('@misc{a,\n  ⟦title = "x"\n  author = {y},\n}\n', "a.title", "a comma is missing", "end the field"),
        ("⟦@misc{a, author = {x}}\n", "a", "title is missing", "add title"),
        ("@misc{a, title = {x},\n⟦url = {javascript:alert(1)}}\n", "a.url", "no web address", "https://"),
        (
            "@misc{a, title = {x},\n⟦date = {2025-02-30}}\n",
            "a.date",
            "2025-02-30: no such date",
            "write a date",
        ),
        (
            "@misc{a, title = {x},\n⟦year = {last year}}\n",
            "a.year",
            "last year: no such date",
            "write a date",
        ),
    ],
)
def test_faults_are_positioned(tmp_path: Path, text: str, where: str, what: str, mend: str) -> None:
    _, document = read(tmp_path, text)
    problem = document.problems[0]
    before = text.partition(MARK)[0]
    assert (problem.where, problem.what) == (where, what)
    assert mend in problem.mend
    assert (problem.line, problem.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))


def test_nothing_is_logged_to_the_user(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read(tmp_path, "@misc{a title = {x}}\n")
    assert capsys.readouterr() == ("", "")
    assert logging.getLogger("bibtexparser").handlers
