"""Cells of a member's workbook that cannot be used: their report is left out as a whole."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
import xlsxwriter

from infrastructure.importers.workbooks import filled_form
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.stories.member_book import DUE, NEVER, Book, Line, begin, exported
from tests.infrastructure.importers.sheets import made


@pytest.fixture
def form(once: Once) -> Book:
    """A workbook with two reports that were filled in."""
    once(begin)
    form = exported()
    for each in (DUE, NEVER):
        form.fill_in(each, assessment="Limited", on="2026-08-24", narrative="We did it.")
        form.show(each, 0, title="Act 12")
        form.show(each, 1, title="Act 13")
    return form


def give_back(form: Book, bad: Line, column: str, *, struck: bool = True, beside: str = "") -> None:
    """Write the workbook with a cell that is struck through, or an error, or one beside a line."""

    def fill(book: xlsxwriter.Workbook) -> None:
        page, line = book.add_worksheet("Reports"), book.add_format({"font_strikeout": True})
        page.write_row(0, 0, form.header)
        for number, each in enumerate(form.lines, start=1):
            page.write_row(number, 0, [each.get(name, "") for name in form.header])
            place = form.header.index(column)
            if each is bad and beside:
                page.write(number, len(form.header), beside)
            elif each is bad and struck:
                page.write(number, place, each[column], line)
            elif each is bad:
                page.write_formula(number, place, "=NA()", None, "#N/A")

    Path("back.xlsx").write_bytes(made(fill))


@pytest.mark.parametrize("struck", [True, False])
@pytest.mark.parametrize(
    ("field", "place", "column"),
    [
        ("narrative", 0, "answer"),
        ("narrative", 0, "kind"),
        ("evidence", 0, "title"),
        ("evidence", 1, "title"),
        ("evidence", 1, "field"),
        ("", 0, "kind"),
    ],
)
def test_a_cell_that_cannot_be_used(
    form: Book, field: str, place: int, column: str, *, struck: bool
) -> None:
    """The report would go without its narrative, or its evidence, and count as given."""
    bad = form.of(DUE, field)[place] if field else form.about(DUE)
    give_back(form, bad, column, struck=struck)

    said = typed("import back.xlsx --skip-bad-rows")

    assert said.code == 1
    assert "4 rows: recorded 1 report; 0 unchanged, 0 amended. 2 left blank." in said.out
    assert f"Row {form.lines.index(bad) + 2}, column '{column}'" in said.err


def test_what_stands_beside_a_line(form: Book) -> None:
    """Which cell it belongs to is not known, and it may be what the line should say."""
    give_back(form, form.of(DUE, "narrative")[0], "kind", beside="Not yet!")

    assert "recorded 1 report" in typed("import back.xlsx --skip-bad-rows").out


def test_words_of_ours(form: Book) -> None:
    """They say nothing of the member."""
    give_back(form, form.reports[DUE][1], "answer")

    said = typed("import back.xlsx --skip-bad-rows")

    assert (said.code, "recorded 2 report" in said.out) == (1, True)


def test_the_line_that_begins_a_report(form: Book) -> None:
    """Of which report the lines below are is not known then."""
    give_back(form, form.about(NEVER), "row_id", struck=False)

    said = typed("import back.xlsx --skip-bad-rows")

    assert said.code == 2
    assert "is not as it was written" in said.err


def test_evidence_is_put_together_once_for_a_report(
    form: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With each line all lines before it were: a file of 165 KB took minutes."""
    written: list[object] = []
    for place in (0, 1):
        form.show(DUE, place, title=f"Act {place}")
    form.give_back()
    plain = json.dumps

    def counted(value: object, *, ensure_ascii: bool = True) -> str:
        written.append(value)
        return plain(value, ensure_ascii=ensure_ascii)

    monkeypatch.setattr(filled_form, "json", SimpleNamespace(dumps=counted))
    must("import back.xlsx --dry-run")

    of_evidence = [each for each in written if isinstance(each, list)]
    told = [[line["title"] for line in each] for each in of_evidence]
    assert told == [["Act 0", "Act 1"], ["Act 12", "Act 13"]]  # of each report once
