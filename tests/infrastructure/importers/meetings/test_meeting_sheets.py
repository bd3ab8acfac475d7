"""Sheets of attendance and of votes, as secretaries keep them, typed from the first to the last."""

import csv
import json
from datetime import time
from pathlib import Path

import pytest
import xlsxwriter

from infrastructure.importers.meetings.meeting_sheets import OF_VOTE
from infrastructure.importers.tables.reading import read_file
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed
from tests.infrastructure.importers.sheets import book, in_full, made

CAME = """meeting,on,member,presence,came,left,represented_by
M1,2026-03-01,KEN,present,,,
M1,2026-03-01,ATL,,10:00,11:00,KEN
M1,2026-03-01,LAP,,,,
"""
VOTED = """votes,D-1,D-2,D-3
meeting,M1,M1,
on,2026-03-01,2026-03-01,
title,Plan,Costs,
text,We adopt it.,We bear them.,
task,WORK,WORK,
rule,ORDINARY,ORDINARY,
hour,10:30,11:30,
KEN,for,against,
ATL,against,against:KEN,
"""


@pytest.fixture(autouse=True)
def called(once: Once) -> None:
    """A meeting was called, of KEN, ATL and LAP."""
    once(
        tell,
        "member join LAP --name Laputa --on 2022",
        "taskforce task WORK 'To work.'",
        "taskforce majority ORDINARY more_than_half --on 2026-01-01",
        "meeting convene M1 ordinary_session --on 2026-03-01 --agenda Plan",
    )
    Path("came.csv").write_text(CAME, encoding="utf-8")
    Path("voted.csv").write_text(VOTED, encoding="utf-8")


def test_attendance_and_votes_are_recorded_from_the_sheets() -> None:
    """Nobody types again what stands in a sheet already."""
    must("import came.csv", "import voted.csv")

    hours = {
        row["member"]: row["hours"]
        for row in json.loads(typed("presence M1 --on 2026-12-01 --format json").out)["rows"]
    }
    votes = json.loads(typed("votes --on 2026-12-01 --format json").out)["rows"]
    assert hours == {"KEN": "at the opening", "ATL": "came 10:00, left 11:00", "LAP": ""}
    assert [(row["decision"], row["votes"], row["result"]) for row in votes] == [
        ("D-1", "1 for, 1 against, 0 abstained, 0 not voting", "not adopted"),
        ("D-2", "0 for, 2 against, 0 abstained, 0 not voting", "not adopted"),
    ]


def test_a_day_may_be_called_date_and_who_came_by_a_screen_was_present() -> None:
    """A list of who came is kept so for years, and nobody thinks of our words."""
    Path("came.csv").write_text(
        CAME.replace("on,", "Date,", 1).replace("KEN,present", "KEN,Present (online)"),
        encoding="utf-8",
    )
    must("import came.csv")

    rows = json.loads(typed("presence M1 --on 2026-12-01 --format json").out)["rows"]
    assert {row["member"]: row["presence"] for row in rows}["KEN"] == "present"


def test_capitals_and_blanks_in_heads_and_words_are_read() -> None:
    """People who keep a sheet in Excel type so; a copy to be corrected is read, too."""
    head, *rows = CAME.replace("present", "Present").splitlines()
    capitals = ",".join(each.replace("_", " ").capitalize() for each in head.split(","))
    Path("came.csv").write_text("\n".join([capitals, *rows]), encoding="utf-8")
    voted = VOTED.replace("votes,", "Votes,").replace("title,", "Title,")
    voted = voted.replace(",for", ",For").replace(",against:KEN", ",Against:KEN")
    Path("voted.csv").write_text(voted, encoding="utf-8")

    must("import came.csv", "import voted.csv")

    found = json.loads(typed("votes --on 2026-12-01 --format json").out)["rows"]
    assert [row["votes"] for row in found] == [
        "1 for, 1 against, 0 abstained, 0 not voting",
        "0 for, 2 against, 0 abstained, 0 not voting",
    ]


def test_hours_may_be_cells_of_time() -> None:
    """A spreadsheet makes one of every hour that is typed."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet, hour = workbook.add_worksheet(), workbook.add_format({"num_format": "hh:mm"})
        for number, line in enumerate(CAME.splitlines()):
            for column, text in enumerate(line.split(",")):
                if ":" in text:
                    sheet.write_datetime(number, column, time.fromisoformat(text), hour)
                else:
                    sheet.write(number, column, text)

    Path("came.xlsx").write_bytes(made(fill))
    must("import came.xlsx")

    said = json.loads(typed("presence M1 --on 2026-12-01 --format json").out)["rows"]
    assert "came 10:00, left 11:00" in [row["hours"] for row in said]


def test_rows_are_counted_as_the_sheet_has_them() -> None:
    """Who has nine rows and reads four believes that five were lost."""
    Path("came.csv").write_text(f"Attendance\n\n{CAME}", encoding="utf-8")

    said = typed("import came.csv --command-key came")

    assert "came.csv: the header is in row 3; rows below it: 3.\n" in said.err
    assert said.out.splitlines()[-1].startswith("3 rows (4 acts): recorded 1 arrive, 1 depart, 1 ")
    again = typed("import came.csv --command-key came").out
    assert again == "3 rows (4 acts): recorded nothing; 0 unchanged, 0 amended.\n"


@pytest.mark.slow
def test_known_sheets_record_nothing() -> None:
    """A sheet grows, and is imported again."""
    must("import came.csv", "import voted.csv")

    for file in ("came.csv", "voted.csv"):
        assert "0 amended" in typed(f"import {file}").out
        assert "would" not in typed(f"import {file}").out
    head = typed("log --format csv").out.count("\n")
    must("import came.csv")
    assert typed("log --format csv").out.count("\n") == head


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("10:00", "10-00", "Row 3, column 'came', value '10-00'"),
        (",11:00,KEN", ",11:00,ERE", "Row 3, column 'represented_by', value 'ERE'"),
        ("KEN,present", "KEN,there", "Row 2, column 'presence', value 'there': Expected one of"),
        ("KEN,present", "KEN,present; LAP:present", "Row 2, column 'presence', value 'present; L"),
        (",KEN,present", ",ATL:excused; LAP,present", "Row 2, column 'member', value 'ATL:exc"),
        (",KEN,present", ",,present", "Row 2, column 'member': Expected the code of one member."),
        ("LAP,,,", "LAQ,absent,,", "Row 4, column 'member', value 'LAQ': There is no member 'LAQ'"),
        ("LAP,,,", "Buoys,absent,,", "Row 4, column 'member', value 'Buoys': Expected a code such"),
        ("LAP,,,", "Buoys,observer,,", "member. An observer that is no member stands in no list"),
        ("LAP,,,", "ATL,,,", "Row 4, column 'member', value 'ATL': Row 3 is about the same."),
    ],
)
def test_a_bad_cell_of_attendance_is_shown_where_it_stands(
    old: str, new: str, problem: str
) -> None:
    """Whoever keeps the sheet knows nothing of our columns."""
    Path("came.csv").write_text(CAME.replace(old, new), encoding="utf-8")

    refused, tried = typed("import came.csv --errors bad.xlsx"), typed("import came.csv --dry-run")

    assert problem in refused.err
    assert problem in tried.err
    assert Path("bad.xlsx").exists()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("hour,10:30", "hour,1030", "Row 8, column 'D-1', value '1030'"),
        (
            "KEN,for",
            "KEN,perhaps",
            "Row 9, column 'D-1', value 'perhaps': Expected one of for, against,",
        ),
        ("KEN,for", "KEN,for:LAP; LAP:for", "Row 9, column 'D-1', value 'for:LAP; LAP:for'"),
        ("KEN,for", "KEN;LAP:for,for", "Row 9, column 'votes', value 'KEN;LAP:for': Expected"),
        ("KEN,for", "Buoys,for", "Row 9, column 'votes', value 'Buoys': Expected a code such as"),
        ("text,We adopt it.", "text,", "Row 1, column 'D-1 / text': vote needs it."),
    ],
)
def test_a_bad_cell_of_votes_is_shown_where_it_stands(old: str, new: str, problem: str) -> None:
    """The column of a decision is what people look for."""
    must("import came.csv")
    Path("voted.csv").write_text(VOTED.replace(old, new), encoding="utf-8")

    assert problem in typed("import voted.csv").err


def test_what_has_a_bad_cell_is_left_out_whole() -> None:
    """Of a vote whose other votes alone were counted, the result might be another one."""
    must("import came.csv")
    Path("voted.csv").write_text(VOTED.replace("KEN,for", "KEN,perhaps"), encoding="utf-8")
    Path("other.csv").write_text(CAME.replace("KEN,pres", "KEN,xpres").replace("M1", "M2"))

    votes = typed("import voted.csv --skip-bad-rows")
    came = typed("import other.csv --skip-bad-rows")

    assert "recorded 1 vote;" in votes.out
    assert "D-1" not in typed("votes --on 2026-12-01").out
    assert "recorded nothing" in came.out
    assert "Row 2, column 'presence', value 'xpresent'" in came.err


def offered(said: str) -> str:
    """Return the command that is offered in the last line."""
    return said.splitlines()[-1].partition(": depositary ")[2]


@pytest.mark.parametrize(
    ("name", "good", "bad"), [("came", "10:00", "10-00"), ("voted", "10:30", "1030")]
)
def test_bad_cells_can_be_corrected_in_the_workbook_that_is_offered(
    name: str, good: str, bad: str
) -> None:
    """It has one more column in front, which says what is wrong."""
    if name == "voted":
        must("import came.csv")
    file = Path(f"{name}.csv")
    file.write_text(file.read_text().replace(good, bad), encoding="utf-8")
    again = offered(typed(f"import {file} --errors bad.xlsx").err)

    table = read_file(Path("bad.xlsx"))
    rows = [[cell.replace(bad, good) for cell in row.values()] for row in in_full(table)]
    Path("bad.xlsx").write_bytes(book(table.header, *rows))

    assert table.header[0] == "problem"
    assert again == "import bad.xlsx"
    must(again)


@pytest.mark.slow
def test_what_changed_in_attendance_is_said_of_its_rows() -> None:
    """They stay in their order, which is that of the list of who was there."""
    must("import came.csv")
    Path("came.csv").write_text(CAME.replace("11:00", "11:10"), encoding="utf-8")
    again = offered(typed(offered(typed("import came.csv").err)).err)
    table = read_file(Path("came.csv.changed.xlsx"))
    rows = [{**row, "changed": "error" if row["left"] else ""} for row in in_full(table)]
    Path("came.csv.changed.xlsx").write_bytes(book(table.header, *(list(r.values()) for r in rows)))

    said = typed(again)

    assert [row["member"] for row in rows] == ["KEN", "ATL", "LAP"]
    assert said.out.endswith("3 rows (4 acts): recorded nothing; 3 unchanged, 1 amended.\n")


def test_represented_without_more_is_represented() -> None:
    """A name in that column says enough."""
    Path("came.csv").write_text(CAME.replace("10:00,11:00,KEN", ",,KEN"), encoding="utf-8")
    must("import came.csv")

    rows = json.loads(typed("presence M1 --on 2026-12-01 --format json").out)["rows"]
    assert {row["member"]: row["presence"] for row in rows}["ATL"] == "represented"


@pytest.mark.slow
def test_the_template_has_both_sheets() -> None:
    """They stand beside the rows, with the members that are known, and are not filled in yet."""
    must("import --template rows.xlsx", "import rows.xlsx")

    came = read_file(Path("rows.xlsx"), sheet="Attendance")
    voted = read_file(Path("rows.xlsx"), sheet="Votes")

    assert came.header == tuple(CAME.splitlines()[0].split(","))
    assert [row.cells["member"] for row in came.rows] == ["ATL", "KEN", "LAP"]
    labels = [row.cells["votes"] for row in voted.rows]
    assert labels == [*OF_VOTE, "ATL", "KEN", "LAP"]
    must("import rows.xlsx --sheet Attendance", "import rows.xlsx --sheet Votes")


def test_a_member_that_stands_alone_in_its_row_is_not_in_the_attendance() -> None:
    """Nobody has to remove members from the sheet that were not called to the meeting."""
    Path("came.csv").write_text(f"{CAME}\n,,PER,,,,\n", encoding="utf-8")
    must("import came.csv")

    said = typed("presence M1 --on 2026-12-01 --format json")

    assert (said.code, "PER" in said.out) == (0, False)


def test_sheets_of_a_workbook_are_imported_by_their_names() -> None:
    """One workbook serves a meeting."""
    for sheet, text in (("Attendance", CAME), ("Votes", VOTED)):
        rows = list(csv.reader(text.splitlines()))
        Path(f"{sheet}.xlsx").write_bytes(book(*rows, sheet=sheet))

    must("import Attendance.xlsx", "import Votes.xlsx --sheet Votes")

    counts = json.loads(typed("votes --on 2026-12-01 --format json").out)["counts"]
    assert counts == {"not adopted": 2}
