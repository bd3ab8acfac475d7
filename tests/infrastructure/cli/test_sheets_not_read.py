"""Of a workbook of ours, sheets that are filled in and not read are named."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.stories.member_book import DUE, begin, exported
from tests.infrastructure.importers.sheets import made

GUIDES = ("Acts", "Actes", "Contents", "Instructions")


def workbook(sheets: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Write a workbook of these sheets, behind those that say how to fill it in."""

    def fill(book: xlsxwriter.Workbook) -> None:
        for name, rows in [*((guide, [["1"]]) for guide in GUIDES), *sheets.items()]:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)

    Path("back.xlsx").write_bytes(made(fill))


@pytest.mark.slow
def test_what_a_member_wrote_into_a_sheet_of_its_own(once: Once) -> None:
    """It answered, and nobody would know."""
    once(begin)
    form = exported()
    form.fill_in(DUE, assessment="Limited", on="2026-08-01")
    lines = [[line.get(name, "") for name in form.header] for line in form.lines]
    workbook({"Reports": [form.header, *lines], "Our comments": [["More is in our letter."]]})

    said = typed("import back.xlsx --dry-run")

    assert "would record 1 report" in said.out
    assert said.err == "Not read: Our comments. Name a sheet to read it: --sheet 'Our comments'.\n"


@pytest.mark.usefixtures("register")
def test_attendance_beside_rows() -> None:
    """“0 rows: would record nothing” would be all that is said of the list of who came."""
    must("meeting convene 2026-1 ordinary_session --on 2026-04-14")
    came = [["meeting", "on", "member", "presence"], ["2026-1", "2026-04-14", "KEN", "present"]]
    workbook({"Rows": [["act", "member", "on"]], "Attendance": came})

    said = typed("import back.xlsx")
    read = typed("import back.xlsx --sheet Attendance")

    assert said.out == "0 rows: recorded nothing; 0 unchanged, 0 amended.\n"
    assert "Not read: Attendance. Name a sheet to read it: --sheet 'Attendance'.\n" in said.err
    assert "recorded 1 open_meeting" in read.out
    assert "Not read" not in read.err
