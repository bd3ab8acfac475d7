"""Sheets of attendance of a meeting of several days, typed from the first day to the last."""

import json
import re
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

HEAD = "meeting,on,member,presence,came,left,represented_by\n"
FIRST = """M1,2026-03-01,KEN,present,,,
M1,2026-03-01,ATL,,10:00,11:00,KEN
M1,2026-03-01,LAP,,,,
M1,2026-03-01,ERE,present,,,
M1,2026-03-01,UTO,observer,,,
"""
SECOND = """M1,2026-03-02,KEN,present,,12:00,
M1,2026-03-02,ATL,present,,,
M1,2026-03-02,LAP,,,,
M1,2026-03-02,ERE,excused,,,KEN
M1,2026-03-02,UTO,observer,,,
"""
OTHERS = ("LAP", "ERE", "UTO")
SESSION = "meeting session M1 2 --begins-at 09:00 --ends-at 16:00 --on 2026-03-02"
HOURS = {
    "KEN": "at the opening, left 12:00 on 2026-03-02",
    "ATL": "came 10:00 on 2026-03-01, left 11:00 on 2026-03-01, came 09:00 on 2026-03-02",
    "LAP": "",
    "ERE": "at the opening, left 09:00 on 2026-03-02",
    "UTO": "",
}


@pytest.fixture(autouse=True)
def called(once: Once) -> None:
    """A meeting of two days was called, of KEN, ATL, LAP, ERE and UTO."""
    joined = [f"member join {code} --name 'State {code}' --on 2022" for code in OTHERS]
    call = "meeting convene M1 ordinary_session --on 2026-03-01 --ends-on 2026-03-02"
    once(tell, *joined, call)


def imported(*rows: str) -> str:
    """Import a sheet of these rows; return what is said of it."""
    Path("came.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    done = typed("import came.csv")
    return done.out + done.err


def hours() -> dict[str, str]:
    """Return when each member came and left."""
    answer = json.loads(typed("presence M1 --on 2026-12-01 --format json").out)
    return {row["member"]: row["hours"] for row in answer["rows"]}


def test_the_sheet_of_the_second_day_records_who_came_and_left_since() -> None:
    """A meeting is opened once; nobody types the hours of the second morning."""
    must(SESSION)

    assert "1 open_meeting" in imported(FIRST)
    assert "recorded 1 arrive, 2 depart, 1 proxy" in imported(SECOND)

    assert hours() == HOURS


@pytest.mark.slow
def test_one_sheet_can_have_both_days() -> None:
    """In whichever order its rows are; the second time nothing is new."""
    must(SESSION)

    said = imported(SECOND, FIRST)

    assert "recorded 2 arrive, 3 depart, 1 open_meeting, 2 proxy" in said
    assert hours() == HOURS
    for again in ((SECOND, FIRST), (FIRST,), (SECOND,)):
        assert "recorded nothing" in (said := imported(*again))
        assert "not in the sheet" not in said


def test_without_its_session_it_is_not_known_at_which_hour() -> None:
    """The session can be recorded, and the same sheet be imported then."""
    imported(FIRST)

    said = imported(SECOND)

    assert "column 'on', value '2026-03-02': M1 began on 2026-03-01" in said
    assert "depositary meeting session --help" in said
    must(SESSION)
    assert "recorded" in imported(SECOND)
    assert hours() == HOURS


@pytest.mark.parametrize(
    ("row", "there"),
    [
        ("KEN,present,10:00,,", "at the opening, left 09:00 on 2026-03-02, came 10:00 on"),
        ("KEN,,09:00,,", "at the opening, came 09:00 on 2026-03-02"),
        ("KEN,present,11:00,10:00,", "at the opening, left 10:00 on 2026-03-02, came 11:00 on"),
        ("KEN,present,,10:00,", "at the opening, left 10:00 on 2026-03-02"),
        ("KEN,observer,,,", "at the opening, left 09:00 on 2026-03-02"),
        ("KEN,represented,,,ERE", "at the opening, left 09:00 on 2026-03-02"),
    ],
)
def test_a_member_of_the_first_day_is_there_until_it_left(row: str, there: str) -> None:
    """Who came late on the second day was away in its first hours."""
    must(SESSION)
    imported(FIRST)

    imported(f"M1,2026-03-02,{row}\n")

    assert there in hours()["KEN"]


def test_an_hour_of_one_figure_is_an_hour() -> None:
    """As texts, 9:40 is later than 10:00; a second import knows it again."""
    must(SESSION)
    imported(FIRST)
    row = "M1,2026-03-02,KEN,present,9:40,10:00,\n"

    assert "recorded 1 arrive, 2 depart;" in imported(row)
    assert "recorded nothing" in imported(row)
    assert "came 09:40 on 2026-03-02, left 10:00 on 2026-03-02" in hours()["KEN"]


@pytest.mark.slow
def test_who_observes_on_the_second_day_is_an_observer() -> None:
    """A list that has it as one already says so."""
    must(SESSION)
    imported(FIRST)

    assert "recorded 1 observer;" in imported("M1,2026-03-02,LAP,observer,,,\n")
    assert "recorded nothing" in imported("M1,2026-03-02,UTO,observer,,,\n")


def test_somebody_acts_for_who_is_represented() -> None:
    """The list of the opening may leave it open; later nothing else says so."""
    must(SESSION)
    imported(FIRST)

    said = imported("M1,2026-03-02,LAP,represented,,,\n")

    assert "column 'presence', value 'represented': Say in represented_by which" in said


@pytest.mark.parametrize("day", ["2026-03-03", "2026-02-28", "2026-03", "soon"])
def test_another_day_than_one_of_the_meeting_is_a_change_of_its_day(day: str) -> None:
    """Which was wrong, only a person can say."""
    imported(FIRST)

    assert "Row 2, column 'on'" in imported(FIRST.replace("2026-03-01", day))


def test_a_session_says_that_the_meeting_goes_on() -> None:
    """It was called for less days."""
    must(SESSION.replace("2026-03-02", "2026-03-03"))
    imported(FIRST)

    imported(SECOND.replace("2026-03-02", "2026-03-03"))

    assert hours() == {code: each.replace("03-02", "03-03") for code, each in HOURS.items()}


def test_sheets_of_one_workbook_are_read_as_one() -> None:
    """A secretary keeps a sheet a day; one import would have to be typed for each."""
    must(SESSION)
    book = Path("came.xlsx")
    with Workbook(book) as made:
        for name, head, rows in (("Day 1", HEAD, FIRST), ("Day 2", HEAD.title(), SECOND)):
            sheet = made.add_worksheet(name)
            for n, line in enumerate((head + rows).splitlines()):
                sheet.write_row(n, 0, line.split(","))

    said = typed("import came.xlsx")

    assert "Read as one: sheets Day 1, Day 2." in said.out + said.err
    assert hours() == HOURS
    assert "recorded nothing" in typed("import came.xlsx").out


@pytest.mark.slow
def test_an_observer_of_the_first_day_may_be_a_member_on_the_second() -> None:
    """A party is admitted by a meeting, and votes at it; who only observes has hours, too."""
    must(SESSION, "member join RUR --name Ruritania --on 2026-03-02")
    imported(FIRST, "M1,2026-03-01,RUR,observer,10:00,,\n")

    said = imported(
        "M1,2026-03-02,RUR,present,,,\n",
        "M1,2026-03-02,UTO,present,,,\n",
        "M1,2026-03-02,LAP,observer,10:00,12:00,\n",
    )

    assert "recorded 2 arrive, 1 observer;" in said
    assert hours()["UTO"] == "came 09:00 on 2026-03-02"
    at_ten = typed("presence M1 --hour '2026-03-02 10:00'").out
    assert re.search("Ruritania +present", at_ten)
    assert "Observers: Ruritania, State LAP." in typed("presence M1").out


def test_names_in_a_sheet_are_those_of_members_of_the_first_day() -> None:
    """Else all came again, and nobody who was away had left."""
    must(SESSION)
    imported(FIRST)

    said = imported("M1,2026-03-02,Kenya,present,,,\n", "M1,2026-03-02,State ERE,absent,,,\n")

    assert "recorded 1 depart;" in said
    assert hours()["KEN"] == "at the opening"


@pytest.mark.slow
def test_tells_who_counts_as_there_of_whom_a_further_day_says_nothing() -> None:
    """A quorum was reached by who had left without a word."""
    must(SESSION)
    second = SECOND.replace("M1,2026-03-02,ERE,excused,,,KEN\n", "")
    unclear = "does not say whether ERE came to M1 on 2026-03-02"

    assert "does not say" not in imported(FIRST)
    assert unclear in " ".join(imported(FIRST, second).split())
    assert unclear in " ".join(imported(second).split())
    assert "does not say" not in imported(SECOND)


def test_who_was_there_and_is_not_said_to_be_is_asked_about() -> None:
    """Who left in the night would be counted in the quorum of the second day, in silence."""
    must(SESSION)
    blank = SECOND.replace("KEN,present,,12:00,", "KEN,,,,")

    told = imported(FIRST, blank)

    reason = "It was there until now: say whether it was there on this day, too."
    assert f"Row 7, column 'presence': {reason}" in told
    assert told.count(reason) == 1
    assert set(hours().values()) == {""}


def test_what_a_corrected_sheet_of_a_further_day_lacks_is_told() -> None:
    """Who is said to be there, and left with the first session by the record, stayed away."""
    must(SESSION)
    imported(FIRST, SECOND)
    lacking = SECOND.replace("12:00", "").replace("ATL,present", "ATL,absent")

    said = imported(lacking.replace("excused,,,KEN", "present,,,"))

    told = ["KEN at M1, and not in the sheet: left 12:00", "ATL at M1, and not in the sheet: came"]
    told += [f"ERE at M1, and not in the sheet: {what}" for what in ("left 09:00", "represented")]
    assert all(f"On record of {each}" in said for each in told), said
    for entry in re.findall(r"depositary (retract @\d+ --reason) ", said):
        must(f"{entry} Wrong")
    assert hours() == HOURS | {
        "KEN": "at the opening",
        "ATL": "came 10:00 on 2026-03-01, left 11:00 on 2026-03-01",
        "ERE": "at the opening",
    }


@pytest.mark.parametrize(
    ("first", "corrected", "told"),
    [
        ("ERE,excused,,,KEN", "ERE,present,,12:00,", "ERE at M1, and not in the sheet: left 09:00"),
        ("ATL,present,,,", "ATL,,10:30,,", "ATL at M1, and not in the sheet: came 09:00"),
    ],
)
def test_what_is_made_of_a_presence_is_told_also_beside_an_hour(
    first: str, corrected: str, told: str
) -> None:
    """It was said to record when a member came that had never left."""
    must(SESSION)
    imported(FIRST, SECOND)

    assert f"On record of {told}" in imported(SECOND.replace(first, corrected))
