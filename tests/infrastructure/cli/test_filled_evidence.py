"""Evidence in the workbook of one member: what is taken, and how a fault of it is told."""

import re
from zipfile import ZipFile

import pytest

from infrastructure.importers.workbooks.filled_form import HEADER, SHOWN
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.stories.member_book import DUE, RETURNED, Line, begin, exported

LONG = "x" * 501


@pytest.fixture(autouse=True)
def begun(once: Once) -> None:
    """A register in which ATL reported, was asked again, and owes the next report."""
    once(begin)


@pytest.mark.slow
def test_takes_evidence_as_people_have_it() -> None:
    """A link is enough; signs that part other evidence stay in titles and links."""
    found = exported()
    found.fill_in(DUE, assessment="limited", on="2026-08-24")
    found.show(DUE, 0, answer="https://example.org/act?a=1;b=2|3")
    found.show(
        DUE, 1, kind="law", answer="www.example.org/12", title="Act 12; data", day="June 2026"
    )
    found.show(DUE, 2, answer="Budget of 2026", kind="Budget")
    found.fill_in(RETURNED, narrative="Act 12.")
    found.show(RETURNED, 1, title="Act 12", day="25/04/2026")
    found.give_back()
    must("import back.xlsx")

    told = typed("reports ATL --format csv").out

    assert "https://example.org/act?a=1;b=2|3" in told
    assert "Act 12; data" in told
    assert "https://www.example.org/12" in told
    assert "2026-06" in told
    assert "Budget of 2026" in told
    assert "Act 11" in told
    assert "2026-04-25" in told


@pytest.mark.slow
def test_a_mistyped_link_stops_nothing() -> None:
    """Only whoever wrote it knows what it should be."""
    found = exported()
    found.fill_in(DUE, assessment="Limited", on="2026-08-24")
    found.show(DUE, 0, answer="https://[x/", title="Act 12")
    found.give_back()

    must("import back.xlsx")

    assert "https://[x/" in typed("reports ATL --format csv").out


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"answer": "see there", "title": "Act"}, "column 'Link', value 'see there': Expected"),
        ({"day": "2026-06"}, "column 'Link': Evidence needs a link or a title."),
        ({"kind": "hearsay", "title": "Act"}, "value 'hearsay': Choose one of the list: Law;"),
        ({"title": "Act", "day": "soon"}, "column 'Published on', value 'soon': Expected"),
        ({"answer": f"https://a.example/{LONG}"}, "Row 27, column 'Link', value 'https://a.ex"),
        (
            {"answer": "https://a.example", "title": LONG},
            f"Row 27, column 'Title', value '{LONG[:59]}…': It is longer than 500 characters",
        ),
    ],
)
def test_evidence_that_says_nothing_is_told(cells: Line, reason: str) -> None:
    """A day alone, or words for a link, would be lost."""
    found = exported()
    found.fill_in(DUE, assessment="Limited", on="2026-08-24")
    found.show(DUE, 1, **cells)
    found.give_back()

    assert reason in typed("import back.xlsx").err


@pytest.mark.slow
def test_what_changed_in_it_is_told_as_people_write_it() -> None:
    """Nobody has to read how it is stored."""
    found = exported()
    found.fill_in(DUE, assessment="Limited", on="2026-08-24")
    found.show(DUE, 0, answer="https://a.example/12", title="Act 12")
    found.give_back()
    must("import back.xlsx")
    found.show(DUE, 1, title="A study", kind="Report")
    found.give_back()

    said = typed("import back.xlsx").err

    before = "supports_progress;other;Act 12;https://a.example/12"
    now = f"{before} | supports_progress;report;A study"
    assert f"Row 26, column 'Link', value 'Act 12; A study': It was imported as '{before}' " in said
    assert f"and is now '{now}'; say with --changed" in said


@pytest.mark.slow
def test_what_is_hidden_in_the_workbook_is_hidden_in_its_copy_with_the_problems() -> None:
    """Rows were as tall as a page, with JSON beside the answers."""
    found = exported()
    found.show(DUE, 0, kind="hearsay", title="Act")
    found.give_back()
    typed("import back.xlsx --errors bad.xlsx")

    with ZipFile("bad.xlsx") as copy:
        columns = re.findall("<col [^>]*>", copy.read("xl/worksheets/sheet1.xml").decode())

    (hidden,) = (column for column in columns if 'hidden="1"' in column)
    first, last = 1 + len(SHOWN), len(HEADER)
    assert f'min="{first + 1}" max="{last + 1}"' in hidden
