"""Sheets of attendance that contradict themselves."""

import json
from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

HEAD = "meeting,on,member,presence,came,left,represented_by"


@pytest.fixture(autouse=True)
def called(once: Once) -> None:
    """A meeting was called, of KEN and ATL."""
    once(tell, "meeting convene M1 ordinary_session --on 2026-03-01 --agenda Plan")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("KEN,present,09:45,09:15,", "Row 2, column 'left', value '09:15': It left before it came"),
        ("KEN,present,9.75,15:00,", "Row 2, column 'came', value '9.75': "),
        ("KEN,absent,10:15,,", "Row 2, column 'presence', value 'absent': It came at 10:15"),
        ("KEN,present,,,ATL", "Row 2, column 'represented_by', value 'ATL': It is present all"),
        (
            "KEN,excused,,,ATL\nM1,2026-03-01,ATL,excused,,,",
            "Row 2, column 'represented_by', value 'ATL': ATL was not there itself.",
        ),
        (
            "KEN,present,,,\nM1,2026-03-02,ATL,present,,,",
            "Row 3, column 'on', value '2026-03-02': Other rows are of 2026-03-01, and no",
        ),
        (
            "KEN,present,,,\nM1,,ATL,present,,,",
            "Row 3, column 'on': Other rows are of 2026-03-01, and no",
        ),
        (
            "KEN,present,,,\nM1,13/03/2026,ATL,present,,,",
            "Row 3, column 'on', value '13/03/2026': Write '13/03/2026' as 2026-03-13",
        ),
    ],
)
def test_what_contradicts_itself_is_a_bad_row(rows: str, told: str) -> None:
    """A quorum, or a vote, would be counted from it."""
    Path("came.csv").write_text(f"{HEAD}\nM1,2026-03-01,{rows}\n", encoding="utf-8")

    said = typed("import came.csv")

    assert said.code == 1
    assert told in said.err
    assert said.err.count("Row ") == 1
    assert "MeetingOpened" not in typed("log").out


def test_apologies_are_those_who_are_excused() -> None:
    """Minutes call them so."""
    rows = "M1,2026-03-01,KEN,present,,,\nM1,2026-03-01,ATL,Apologies,,,\n"
    Path("came.csv").write_text(f"{HEAD}\n{rows}", encoding="utf-8")
    must("import came.csv")

    assert "apologies from 1" in typed("log").out


def test_who_left_may_be_represented_from_then_on() -> None:
    """It was present, and another member acts for it afterwards."""
    rows = "M1,2026-03-01,KEN,present,,11:00,ATL\nM1,2026-03-01,ATL,present,,,\n"
    Path("came.csv").write_text(f"{HEAD}\n{rows}", encoding="utf-8")

    assert "1 depart, 1 open_meeting, 1 proxy" in typed("import came.csv").out


def test_who_was_no_member_is_refused_in_its_own_row() -> None:
    """The opening is made of all rows; nobody looks for a former member in the first one."""
    must("member withdraw ATL --on 2026-02-01")
    rows = "M1,2026-03-01,KEN,present,,,\nM1,2026-03-01,ATL,excused,,,\n"
    Path("came.csv").write_text(f"{HEAD}\n{rows}", encoding="utf-8")

    said = typed("import came.csv")

    assert said.code == 1
    assert "Row 3, column 'member', value 'ATL': ATL was not a member on 2026-03-01" in said.err


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("x", "present"), ("✓", "present"), ("Yes", "present"), ("anwesend", "present")),
        *(
            ("no", "absent"),
            ("Nein", "absent"),
            ("excusé", "apologies"),
            ("Sent apologies", "apologies"),
            ("Beobachter", "observer"),
        ),
    ],
)
def test_marks_and_words_of_other_languages_are_read(written: str, meant: str) -> None:
    """A list that went round the table has marks in it."""
    row = f"{HEAD}\nM1,2026-03-01,KEN,{written},,,\nM1,2026-03-01,ATL,present,,,\n"
    Path("came.csv").write_text(row, encoding="utf-8")

    must("import came.csv")

    assert f"Kenya     {meant} " in typed("presence M1").out


@pytest.mark.parametrize("written", ["x?", "(x)", "present*", "no?"])
def test_a_word_that_is_marked_as_doubtful_is_a_bad_cell(written: str) -> None:
    """It was taken for the word, and decided whether there was a quorum."""
    Path("came.csv").write_text(f"{HEAD}\nM1,2026-03-01,KEN,{written},,,\n", encoding="utf-8")

    said = typed("import came.csv")

    assert (said.code, f"value {written!r}" in said.err) == (1, True), said


@pytest.mark.parametrize("written", ["9.40", "9h40", "9:40", "09:40 Uhr"])
def test_hours_are_read_as_people_write_them(written: str) -> None:
    """They were refused, but for two of them."""
    row = f"{HEAD}\nM1,2026-03-01,KEN,,{written},11h,\nM1,2026-03-01,ATL,x,,,\n"
    Path("came.csv").write_text(row, encoding="utf-8")

    must("import came.csv")

    (kenya,) = (line for line in typed("presence M1").out.splitlines() if "Kenya" in line)
    assert "09:40" in kenya
    assert "11:00" in kenya


def test_what_else_a_list_of_attendance_has_is_told() -> None:
    """Every office has a column of remarks; with one, the sheet was none of attendance."""
    rows = ("M1,2026-03-01,KEN,present,,,,late", "M1,2026-03-01,ATL,absent,,,,")
    Path("came.csv").write_text("\n".join((f"{HEAD},Remark,Room", *(f"{r}," for r in rows), "")))

    said = typed("import came.csv")

    assert (said.code, "Not read: remark." in said.err) == (0, True), said
    assert "Kenya" in typed("presence M1").out


@pytest.mark.parametrize(
    ("hour", "code"),
    [
        *(("12:00", 1), ("9h40", 1), ("12", 0), ("", 0), ("until 12:40", 1), ("12:40 pm", 1)),
        *(("2026-02-01 09:12", 0), ("1240:15", 0)),
    ],
)
def test_hours_in_other_columns_are_asked(hour: str, code: int) -> None:
    """A member that left at noon was there to the end."""
    rows = (f"M1,2026-03-01,KEN,present,,,,{hour}", "M1,2026-03-01,ATL,present,,,,")
    Path("came.csv").write_text("\n".join((f"{HEAD},Until", *rows, "")), encoding="utf-8")

    said = typed("import came.csv")

    assert (said.code, "call the column came or left" in said.err) == (code, code == 1), said


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("Pour", "for"), ("ja", "for"), ("a favor", "for"), ("contre", "against")),
        *(("Nein", "against"), ("Enthaltung", "abstained"), ("abst.", "abstained")),
    ],
)
def test_votes_are_read_in_other_languages(written: str, meant: str) -> None:
    """A list of attendance was, and its votes were refused."""
    must(
        "taskforce task WORK 'To work.'",
        "taskforce majority ORDINARY more_than_half --on 2026-01-01",
    )
    present = "".join(f"M1,2026-03-01,{code},present,,,\n" for code in ("KEN", "ATL"))
    Path("came.csv").write_text(f"{HEAD}\n{present}", encoding="utf-8")
    rows = (
        "votes,D-1",
        "meeting,M1",
        "on,2026-03-01",
        "title,One",
        "text,We do.",
        "hour,10:00",
        "task,WORK",
        "rule,ORDINARY",
    )
    Path("voted.csv").write_text("\n".join((*rows, f"KEN,{written}", "ATL,for", "")), "utf-8")

    must("import came.csv", "import voted.csv")

    (vote,) = json.loads(typed("votes --format json").out)["rows"]
    assert vote["votes"].startswith(
        f"{1 + (meant == 'for')} for, {int(meant == 'against')} against"
    )


def test_what_a_corrected_sheet_lacks_is_told_and_stays() -> None:
    """An hour or a proxy that was taken out stayed on record without a word."""
    rows = "M1,2026-03-01,KEN,present,,{},\nM1,2026-03-01,ATL,{},,,{}\n"
    sheet = Path("came.csv")
    sheet.write_text(f"{HEAD}\n{rows.format('12:15', 'represented', 'KEN')}", encoding="utf-8")
    must("import came.csv")
    assert "not in the sheet" not in typed("import came.csv").err
    sheet.write_text(f"{HEAD}\n{rows.format('', 'represented', '')}", encoding="utf-8")

    said = typed("import came.csv").err

    assert "On record of KEN at M1, and not in the sheet: left 12:15. If it is wrong:" in said
    assert "On record of ATL at M1, and not in the sheet: represented_by KEN." in said
    must(said.partition("left 12:15. If it is wrong: depositary ")[2].splitlines()[0])
    assert "left 12:15" not in typed("import came.csv").err


def test_a_corrected_hour_is_not_told_to_be_retracted() -> None:
    """The import corrects it, and the note named the entry that says the new hour."""
    rows = "M1,2026-03-01,KEN,present,,{},\nM1,2026-03-01,ATL,present,,,\n"
    Path("came.csv").write_text(f"{HEAD}\n{rows.format('12:15')}", encoding="utf-8")
    must("import came.csv")
    Path("came.csv").write_text(f"{HEAD}\n{rows.format('12:45')}", encoding="utf-8")

    said = typed("import came.csv --changed error")

    assert (said.code, "not in the sheet" in said.err) == (0, False), said


def test_a_corrected_sheet_of_votes_says_which_entry_to_correct() -> None:
    """It said that the row no longer says what was voted, and to retract the result."""
    must(
        "taskforce task WORK 'To work.'",
        "taskforce majority ORDINARY more_than_half --on 2026-01-01",
    )
    present = "".join(f"M1,2026-03-01,{code},present,,,\n" for code in ("KEN", "ATL"))
    Path("came.csv").write_text(f"{HEAD}\n{present}", encoding="utf-8")
    rows = (
        "votes,D-1\nmeeting,M1\non,2026-03-01\ntitle,One\ntext,We do.\ntask,WORK\nrule,ORDINARY\n"
    )
    Path("voted.csv").write_text(f"{rows}KEN,for\nATL,against\n", "utf-8")
    must("import came.csv", "import voted.csv")
    Path("voted.csv").write_text(f"{rows}KEN,for\nATL,abstained\n", "utf-8")

    said = typed("import voted.csv")

    assert (said.code, "recorded nothing" in said.out) == (0, True), said
    vote, _ = said.err.partition("record it by hand: ")[2].split(", ")
    must(f"correct {vote} 'ballots=KEN:for; ATL:abstained' --because error")
    (counted,) = json.loads(typed("votes --format json").out)["rows"]
    assert counted["votes"].startswith("1 for, 0 against, 1 abstained")


def test_rows_that_need_an_opening_name_the_row_that_it_lacks() -> None:
    """One name that nobody knows made all who came later bad, and they asked for an opening."""
    rows = ("Attlantis,present,,,", "KEN,present,10:15,,", "ATL,present,09:45,12:00,")
    lines = "\n".join(f"M1,2026-03-01,{row}" for row in rows)
    Path("came.csv").write_text(f"{HEAD}\n{lines}\n", encoding="utf-8")

    said = typed("import came.csv")

    assert said.code == 1
    later = [line for line in said.err.splitlines() if "without having been opened" in line]
    assert len(later) > 1, said
    assert all("It rests on row 2, which is bad." in line for line in later), later
