"""Who was there at an hour, on the day of an item, and who observed."""

import json
from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

FIRST, SECOND = "--on 2026-11-03", "--on 2026-11-04"
LATE = "meeting vote D-3 M1 --title Plan --text Yes. --task WORK --rule ORDINARY --against 1"


@pytest.fixture(autouse=True)
def met(once: Once) -> None:
    """A meeting of two days: ATL came on the second, when KEN had left."""
    once(
        tell,
        "taskforce task WORK 'To work.'",
        "taskforce majority ORDINARY more_than_half --on 2026-01-01",
        f"meeting convene M1 ordinary_session {FIRST} --ends-on 2026-11-04 --agenda A --agenda B",
        f"meeting open M1 {FIRST} --attendance KEN",
        f"meeting depart M1 KEN 17:00 {FIRST}",
        f"meeting arrive M1 ATL 09:00 {SECOND}",
        f"meeting vote D-1 M1 --title Plan --text Yes. --task WORK --rule ORDINARY --item 1"
        f" --hour 10:00 --in-favour 1 {SECOND}",
        f"meeting vote D-2 M1 --title Plan --text Yes. --task WORK --rule ORDINARY --item 2"
        f" --in-favour 1 {SECOND}",
    )


def seats(options: str) -> dict[str, str]:
    answer = json.loads(typed(f"presence M1 {options} --format json --on 2026-12-01").out)
    return {row["member"]: row["presence"] for row in answer["rows"]}


def test_an_hour_is_of_the_first_day_unless_another_is_named() -> None:
    """The hour of the second day, asked of the first, would tell that who was there was absent."""
    assert seats("--hour 10:00") == {"ATL": "absent", "KEN": "present"}
    assert seats("--hour '2026-11-04 10:00'") == {"ATL": "present", "KEN": "absent"}


def test_an_hour_may_be_written_with_one_figure() -> None:
    """As texts, 9:00 is later than 17:00."""
    assert seats("--hour 9:00") == seats("--hour 09:00") == {"ATL": "absent", "KEN": "present"}


def test_nobody_is_called_absent_where_no_list_was_kept() -> None:
    """Before a meeting, and where its opening has no list; what else is known is told."""
    must(f"meeting convene M2 ordinary_session {FIRST}")
    assert "absent" not in (said := typed("presence M2").out)
    assert "No list of those who were there at the opening is recorded." in said

    must(f"meeting open M2 {FIRST}", f"meeting arrive M2 ATL 09:00 {FIRST}")
    told = typed("presence M2 --on 2026-12-01 --format json").out
    assert [row["presence"] for row in json.loads(told)["rows"]] == ["present", None]


@pytest.mark.parametrize("hour", ["25:99", "24:00", "9", "9:5", "noon", "09:30:00"])
def test_what_is_no_hour_is_refused(hour: str) -> None:
    """An answer for an hour that is none would be believed."""
    said = typed(f"presence M1 --hour {hour} --on 2026-12-01")

    assert said.code != 0
    assert "Expected an hour from 00:00 to 23:59, such as 09:30" in " ".join(said.err.split())


def test_observers_are_named_below_the_table() -> None:
    """They have no row, and were in JSON alone."""
    assert "Observers" not in typed("presence M1 --on 2026-12-01").out
    must(f"meeting observer M1 Industry {FIRST}")

    assert "Observers: Industry." in typed("presence M1 --on 2026-12-01").out


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (f"meeting arrive M1 ATL 10:00 {SECOND}", "ATL was at M1 at 10:00 already"),
        (f"meeting depart M1 KEN 18:00 {FIRST}", "KEN was not at M1 at 18:00"),
        ("meeting arrive M1 KEN 10:00 --on 2026-11-20", "2026-11-20 is after 2026-11-04"),
        (f"{LATE} --on 2026-11-20", "2026-11-20 is after 2026-11-04, the last day of M1 on record"),
    ],
)
def test_what_is_odd_is_said_and_recorded(line: str, sentence: str) -> None:
    """It may be true; a slip of the pen is seen at once."""
    said = typed(line)

    assert said.code == 0
    assert sentence in " ".join(said.err.split())


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (f"meeting arrive M1 ATL 09:00 {SECOND}", "That ATL came to M1 at 09:00 is recorded"),
        (f"meeting arrive M1 Atlantis 09:00 {SECOND}", "That ATL came to M1 at 09:00 is recorded"),
        (f"meeting depart M1 Kenya 17:00 {FIRST}", "That KEN left M1 at 17:00 is recorded"),
    ],
)
def test_nobody_comes_or_leaves_twice_in_one_minute(line: str, sentence: str) -> None:
    """A list that comes again with names instead of codes would double the minutes."""
    before = typed("presence M1").out

    said = typed(line)

    assert said.code == 1
    assert sentence in said.err
    assert typed("presence M1").out == before


def test_a_second_list_with_names_instead_of_codes_records_nothing() -> None:
    """Two offices keep one list, each in its way."""
    lists = {"by_code.csv": "ERE", "by_name.csv": "Erewhon"}
    for name, member in lists.items():
        Path(name).write_text(
            f"act,meeting,member,hour,on\narrive,M1,{member},10:15,2026-11-04\n", encoding="utf-8"
        )
    must("member join ERE --name Erewhon --on 2026-01-01", "import by_code.csv")

    said = typed("import by_name.csv")

    assert said.code == 1
    assert "That ERE came to M1 at 10:15 is recorded already." in said.out + said.err
    assert "came 10:15, came" not in typed("presence M1").out


def test_an_hour_of_another_day_is_another_arrival() -> None:
    """And so is one whose first entry was a mistake."""
    must(f"meeting depart M1 ATL 18:00 {SECOND}", f"meeting arrive M1 ATL 09:00 {FIRST}")
    (entry,) = [
        row["position"]
        for row in json.loads(typed("log --format json").out)["rows"]
        if row["topic"] == "taskforce.member-arrived" and row["effective_on"] == "2026-11-03"
    ]

    must(f"retract @{entry} --reason 'It was another.'", f"meeting arrive M1 ATL 09:00 {FIRST}")


@pytest.mark.parametrize(
    ("called", "moved", "opened", "remarked"),
    [
        ("2027-03-01", "", "2027-03-02", True),
        ("2027-03", "", "2027-04-01", True),
        ("2027-03-01", "2027-03-05", "2027-03-06", True),
        ("2027-03-01", "2027-03-05", "2027-03-05", False),
        ("2027-03", "", "2027-03-31", False),
    ],
)
def test_an_opening_on_another_day_is_remarked(
    called: str, moved: str, opened: str, *, remarked: bool
) -> None:
    """Rights and quorum are those of that day, and a slip of the pen is hard to see in a year."""
    must(f"meeting convene M9 ordinary_session --on {called}")
    if moved:
        must(f"meeting reschedule M9 --begins-on {moved} --on 2027-02-01")

    said = typed(f"meeting open M9 --attendance KEN --on {opened}")

    assert said.code == 0
    assert (f"M9 was called for {moved or called}, and not for {opened}." in said.err) is remarked


@pytest.mark.parametrize("first", ["arrive", "depart"])
def test_who_came_and_left_in_one_minute_was_not_there(first: str) -> None:
    """It was counted as present in the year, and as absent at every vote."""
    second = {"arrive": "depart", "depart": "arrive"}[first]
    must("member join LAP --name Laputa --on 2026-01-01")
    must(f"meeting {first} M1 LAP 10:40 {FIRST}")

    said = typed(f"meeting {second} M1 LAP 10:40 {FIRST}")

    sentence = "LAP came to M1 and left it in one minute, 10:40, by what is recorded: it counts as"
    assert (said.code, said.err.count(sentence)) == (0, 1)
    assert "already" not in said.err
    assert seats("")["LAP"] == seats("--hour 10:40")["LAP"] == "absent"
    told = json.loads(typed(f"report attendance 2026 --format json {SECOND}").out)
    rows = [row for row in _rows(told) if row.get("member") == "LAP"]
    assert rows
    assert {row["present"] for row in rows} == {0}


def _rows(told: object) -> list[dict[str, object]]:
    """Return every row of every table of a report in JSON."""
    if isinstance(told, dict):
        own = [told] if "present" in told else []
        return own + [row for each in told.values() for row in _rows(each)]
    return [row for each in told for row in _rows(each)] if isinstance(told, list) else []


def test_half_a_name_instead_of_a_code_is_answered_with_the_code() -> None:
    """The name of a long state is not like its code, but begins with it."""
    must("member join ALT --name Altamora --on 2026-01-01", f"taskforce chair Altamora {FIRST}")

    for line in (f"taskforce chair Altamoria {FIRST}", f"meeting arrive M1 Alta 10:00 {FIRST}"):
        assert "Did you mean ALT" in typed(line).err


def test_rights_at_a_meeting_are_those_of_the_day_to_which_it_was_moved() -> None:
    """Who was suspended in between may not vote."""
    must(
        "meeting convene M2 ordinary_session --on 2027-10-01",
        "meeting reschedule M2 --begins-on 2027-12-01 --on 2027-09-01",
        "member suspend ATL --on 2027-11-01",
    )

    assert "suspended" in typed("rights M2 --on 2027-12-31").out


def test_a_member_since_an_unknown_day_counts_and_is_named() -> None:
    """`members` lists it on no day; who adds up the quorum has to know why."""
    must("member join LAP --name Laputa --on unknown")

    said = typed("members --on 2026-11-03")

    assert "day, and not counted: Laputa (joined on an unknown day)." in said.out
    assert "A quorum and the rights to vote of that day count them" in " ".join(said.out.split())
    assert "Laputa    yes" in typed("rights M1 --on 2026-11-03").out
    assert "A quorum" not in typed("members --on 2026-12-31").out


def test_an_hour_is_recorded_with_both_figures() -> None:
    """People write 9:40, and so do spreadsheets."""
    must(f"meeting arrive M1 KEN 9:40 {SECOND}")

    assert "came 09:40 on 2026-11-04" in typed("presence M1 --on 2026-12-01").out


def test_what_is_no_hour_does_not_correct_one() -> None:
    """The sentence was that of a library, with its pattern."""
    rows = json.loads(typed("log --format json").out)["rows"]
    arrival = next(row["entry"] for row in rows if row["content"].get("hour") == "09:00")

    said = typed(f"correct @{arrival} hour=25:61")

    assert (said.code, said.out) == (2, "")
    assert said.err == "depositary: hour: Expected an hour such as 09:30, not '25:61'.\n"
