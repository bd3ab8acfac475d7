"""Attendance and votes of which a row or a cell cannot be used, and the rest is to be recorded."""

import re
from pathlib import Path

import pytest
import xlsxwriter

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed
from tests.infrastructure.importers.sheets import made

CAME = """meeting,on,member,presence,came,left,represented_by
M1,2026-03-01,KEN,present
M1,2026-03-01,ATL,,10:00
M1,2026-03-02,KEN,absent
M1,2026-03-02,ATL,present
M2,2026-03-01,KEN,present
,,LAP"""
VOTED = """votes,D-1,D-2,D-3
meeting,M2,M2,M2
on,2026-03-01,2026-03-01,2026-03-01
title,A,B,C
text,W,W,W
task,WORK,WORK,WORK
rule,ORDINARY,ORDINARY,ORDINARY
KEN,for,for,for
ATL,against,against,
LAP,against,,for"""
STRUCK, ERROR, WIDE = "~", "#N/A", ">"
"""How a cell begins, or what it is, that is struck through, an error, merged with the next one."""


@pytest.fixture(autouse=True)
def called(once: Once) -> None:
    """Two meetings were called, of KEN, ATL and LAP; the first is one of two days."""
    once(
        tell,
        "member join LAP --name Laputa --on 2022",
        "taskforce task WORK 'To work.'",
        "taskforce majority ORDINARY more_than_half --on 2026-01-01",
        "meeting convene M1 ordinary_session --on 2026-03-01 --ends-on 2026-03-02",
        "meeting convene M2 ordinary_session --on 2026-03-01",
        "meeting session M1 2 --begins-at 09:00 --ends-at 16:00 --on 2026-03-02",
    )


def write(*sheets: str) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        line = workbook.add_format({"font_strikeout": True})
        for text in sheets:
            page = workbook.add_worksheet()
            for row, cells in enumerate(each.split(",") for each in text.splitlines()):
                for column, cell in enumerate(cells):
                    if cell == ERROR:
                        page.write_formula(row, column, "=NA()", None, ERROR)
                    elif cell.startswith(WIDE):
                        page.merge_range(row, column, row, column + 1, cell[1:])
                    elif cell:
                        page.write(
                            row, column, cell.lstrip(STRUCK), line if STRUCK in cell else None
                        )

    Path("sheet.xlsx").write_bytes(made(fill))


def recorded(*sheets: str) -> str:
    """Import what can be recorded; return the meetings and decisions of which something was."""
    write(*sheets)
    before = typed("log").out
    assert typed("import sheet.xlsx --skip-bad-rows").code == 1
    found = re.findall(r"meeting (M\d) opened|vote on (D-\d)", typed("log").out[len(before) :])
    return " ".join(map("".join, found))


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("ATL,against,against,", "ATL,against,~against,", "D-1 D-3"),
        ("ATL,against,against,", "ATL,#N/A,against,", "D-2 D-3"),
        ("ATL,against,against,", "ATL,against,against,#N/A", "D-1 D-2"),
        ("ATL,against,against,", "ATL,CORRECT: for,against,", "D-2 D-3"),
        ("ATL,against,against,", "ATL,>against,,", "D-3"),
        ("ATL,against,against,", "~ATL,against,against,", "D-3"),
        ("ATL,against,against,", "~ATL,~against,~against,", "D-3"),
        ("ATL,against,against,", "#N/A,against,against,", "D-3"),
        ("ATL,against,against,", ",against,against,", "D-3"),
        ("ATL,against,against,", "ATL,against,against,,he left", ""),
        ("LAP,against,,", "ATL,against,,", "D-2"),
        ("title,A,B", "title,A,~B", "D-1 D-3"),
        ("rule,", "~hour,,10:30,\nrule,", "D-1 D-3"),
    ],
)
def test_a_vote_is_left_out_of_which_a_cell_cannot_be_used(old: str, new: str, left: str) -> None:
    """Without the ballot in it, the result might be another one; others keep all of theirs."""
    must("meeting open M2 --on 2026-03-01 --attendance KEN --attendance ATL --attendance LAP")

    assert recorded(VOTED.replace(old, new)) == left

    votes = typed("votes --on 2026-12-01 --format csv").out
    assert ("D-1" in left) == ("1 for, 2 against" in votes)
    assert ("D-2" in left) == ("1 for, 1 against" in votes)


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("KEN,absent", "KEN,~absent", "M2"),
        ("KEN,absent", "KEN,#N/A", "M2"),
        ("M1,2026-03-02,KEN", "M1,~2026-03-02,KEN", "M2"),
        ("M1,2026-03-02,KEN", "M1,,KEN", "M2"),
        ("2026-03-02,ATL", "2026-03-02,KEN", "M2"),
        ("ATL,,10:00", "ATL,,10-00", "M2"),
        ("ATL,,10:00", "ATL,,10:00,,LAQ", "M2"),
        ("M1,2026-03-02,KEN", "~M1,2026-03-02,KEN", ""),
        ("M1,2026-03-02,KEN", "#N/A,2026-03-02,KEN", ""),
        ("M1,2026-03-02,KEN", ",2026-03-02,KEN", ""),
        (",,LAP", ",,LAP,#N/A", ""),
        (",,LAP", ",,~LAP", "M1 M2"),
    ],
)
def test_an_attendance_is_left_out_of_which_a_cell_cannot_be_used(
    old: str, new: str, left: str
) -> None:
    """Who stands in that row was there, or was not; it may be a row of any meeting."""
    assert recorded(CAME.replace(old, new)) == left

    assert ("M1" in left) == ("came 10:00" in typed("presence M1 --on 2026-12-01").out)


def test_sheets_of_all_days_are_left_out_together() -> None:
    """The second day goes on from the first one."""
    head, *rows = CAME.replace("KEN,absent", "KEN,~absent").splitlines()

    assert recorded("\n".join([head, *rows[:2], rows[4]]), "\n".join([head, *rows[2:4]])) == "M2"


def test_it_is_said_that_a_row_may_be_of_any() -> None:
    """Else nobody sees why nothing was recorded."""
    write(CAME.replace("M1,2026-03-02,KEN", ",2026-03-02,KEN"))
    came = typed("import sheet.xlsx --skip-bad-rows").err
    write(VOTED.replace("ATL,against,against,", "ATL,against,against,,he left"))
    voted = typed("import sheet.xlsx --skip-bad-rows").err

    assert "Row 4, column 'meeting': This row may be of any meeting of the sheet, so none" in came
    assert "Row 9: This row may be of any decision of the sheet, so none is recorded." in voted


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("KEN,absent", "KEN,represented", "M2"),
        ("M1,2026-03-02,KEN", "M1,2026-03-41,KEN", "M2"),
        ("M1,2026-03-02,KEN", "M3,2026-03-02,KEN", ""),
    ],
)
def test_of_a_meeting_with_a_day_that_cannot_be_nothing_is_recorded(
    old: str, new: str, left: str
) -> None:
    """Also where a slip of the pen makes another day of it, or a meeting that there is not."""
    assert recorded(CAME.replace(old, new)) == left


def test_one_day_in_two_forms_is_one() -> None:
    """Two people filled in the sheet."""
    write(CAME.replace("M1,2026-03-02,KEN", "M1,2 March 2026,KEN"))

    assert "2 open_meeting" in typed("import sheet.xlsx").out
