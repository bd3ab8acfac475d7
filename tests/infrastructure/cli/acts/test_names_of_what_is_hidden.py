"""What names a text, member or meeting for the secretariat is shown to no more by default."""

import json
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed

pytestmark = pytest.mark.usefixtures("register")
ONLY = "Its visibility is secretariat, as that of what it is about."
TEXT = "text open SECRET --title 'A text' --legal-nature political --on 2026-03-01"
COMMITMENT = "commitment adopt SECRET-1 --instrument SECRET --text 'We act.' --on 2026-03-01"
JOINED = "member join ZEM --name Zembla --on 2026-04-01"
MEETING = "meeting convene S-1 ordinary_session --on 2026-04-14"
HELD = "meeting open S-1 --on 2026-04-14 --attendance KEN"
PRACTICE = "mission showcase KEN HOTLINE best --title Hotline --text Works. --on 2026-05-05"
INITIATIVE = "taskforce initiative 'A circle' --on 2026-02-01"
INPUT = "mission receive-input IN-1 'A circle' --title Wishes --on 2026-04-02"
GAP = "gap find KEN G-1 hosting --text x --on 2026-02-01"
TASK = "taskforce task DRAFT 'Draft a text.' --on 2026-01-01"
GROUP = "taskforce reference-group Industry private_sector --on 2026-01-01"
SESSION = "meeting convene O-1 ordinary_session --on 2026-05-01"
HERE = "meeting open O-1 --on 2026-05-01 --attendance KEN"
DECIDED = "meeting decide D-1 O-1 --title T --text 'We do.' --task DRAFT --on 2026-05-01"
STEP = "progress milestone MISSION-1 BILL 'A bill.' --due-on 2026-09-30 --on 2026-02-01"
GAP = "gap find KEN G-1 hosting --text x --on 2026-02-01"
TOGETHER = "mission work-with Industry --title Guide --task DRAFT --on 2026-05-01"


def shown_to() -> str:
    """Return who may see the last entry."""
    rows = json.loads(typed("log --audience secretariat --format json").out)["rows"]
    return str(rows[-1]["visibility"])


@pytest.mark.parametrize(
    ("hidden", "between", "said"),
    [
        (TEXT, [], COMMITMENT),
        (TEXT, [COMMITMENT], "sign KEN SECRET --on 2026-03-02"),
        (TEXT, [COMMITMENT], "sign KEN SECRET --on 2026-03-02 --until 2026-04-02"),
        (TEXT, [COMMITMENT], f"{PRACTICE} --commitments SECRET-1"),
        (JOINED, [], "member suspend ZEM --on 2026-05-01 --reason x"),
        (JOINED, [], "member rename ZEM 'New Zembla' --on 2026-06-01"),
        (JOINED, [], "sign ZEM MISSION --on 2026-05-01"),
        (MEETING, [HELD], f"{PRACTICE} --meeting S-1"),
        (INITIATIVE, [], INPUT),
        (TASK, [GROUP], TOGETHER),
        (GROUP, [TASK], TOGETHER),
        (GROUP, [SESSION, HERE], "meeting observer O-1 Industry --on 2026-05-01"),
        (JOINED, [], "member withdraw ZEM --on 2026-06-01"),
        (JOINED, [], "member withdraw ZEM --on 2026-05-01 --rejoined 2026-06-01"),
        (JOINED, [], "taskforce chair ZEM --on 2026-05-01"),
        (JOINED, [], "taskforce initiative Forum --as-member ZEM"),
        (JOINED, [SESSION], "meeting open O-1 --on 2026-05-01 --attendance KEN --attendance ZEM"),
        (JOINED, [SESSION, HERE], "meeting proxy O-1 ZEM KEN --on 2026-05-01"),
        (JOINED, [], f"{STEP} --owner ZEM"),
        (JOINED, [TASK, SESSION, HERE], f"{DECIDED} --actions 'A-1 | ZEM | Do.'"),
        (
            JOINED,
            [GAP],
            "gap offer-help KEN G-1 --by ZEM --text x --on 2026-06-01",
        ),
        (TEXT, [TASK, SESSION, HERE, COMMITMENT], f"{DECIDED} --commitments SECRET-1"),
        (TEXT, [COMMITMENT], "commitment supersede MISSION-1 --by SECRET-1 --on 2026-08-01"),
        (TEXT, [COMMITMENT], "commitment split MISSION-1 --into SECRET-1 --on 2026-08-01"),
        (TEXT, [COMMITMENT], f"{MEETING} --agenda 'A draft | SECRET-1'"),
        (TASK, [], f"{MEETING} --agenda 'A draft | DRAFT'"),
        (
            GAP,
            ["gap find KEN G-2 hosting --text x --on 2026-02-01"],
            f"{MEETING} --agenda 'Law | G-1'",
        ),
        (INITIATIVE, [], f"{MEETING} --agenda 'Who is there | A circle'"),
        (GAP, [], f"{MEETING} --agenda 'Hosting | G-1'"),
        (JOINED, [], f"{STEP} --on-behalf-of ZEM"),
        (JOINED, [], "member join LAP --name Laputa --on 2026-05-01 --on-behalf-of ZEM"),
        (JOINED, [], f"--actor ZEM {STEP}"),
    ],
)
def test_what_names_it_is_shown_to_no_more(hidden: str, between: list[str], said: str) -> None:
    """The wording of a draft, or that somebody wants to join, is told by what comes after it."""
    must(f"{hidden} --visibility secretariat", *between)

    told = typed(said)

    assert (told.code, shown_to()) == (0, "secretariat"), told.err
    assert ONLY in told.err


@pytest.mark.parametrize(
    ("shown", "said"),
    [(TEXT, COMMITMENT), (JOINED, "member suspend ZEM --on 2026-05-01 --reason x")],
)
def test_what_is_for_members_may_have_something_said_for_all(shown: str, said: str) -> None:
    """A body that was for members, and is public now, has texts and members of before."""
    must(f"{shown} --visibility members")

    told = typed(said)

    assert (told.code, ONLY in told.err) == (0, False)


def test_a_member_is_as_open_as_its_most_open_joining() -> None:
    """Who asked in secret and joined in public is known."""
    must(
        "member apply ZEM --name Zembla --on 2026-03-01 --visibility secretariat",
        f"{JOINED} --visibility members",
        "member suspend ZEM --on 2026-05-01 --reason x",
    )

    assert shown_to() == "members"


def test_minutes_that_a_hidden_meeting_approved() -> None:
    """The name of the meeting stands beside the minutes."""
    must(
        "meeting convene 2026-1 ordinary_session --on 2026-02-14",
        "meeting open 2026-1 --on 2026-02-14 --attendance KEN",
        "meeting close 2026-1 --on 2026-02-14",
        f"{MEETING} --visibility secretariat",
        HELD,
    )

    must("meeting approve-minutes 2026-1 --at S-1 --on 2026-04-14")

    assert shown_to() == "secretariat"


ENGAGED = "mission engage KEN regional 'A hearing' --on 2026-05-01"


def test_what_names_it_since_a_correction_is_shown_to_no_more() -> None:
    """A draft that is named later is a draft all the same."""
    must(f"{TASK} --visibility secretariat", ENGAGED)
    entry = f"@{len(json.loads(typed('log --audience secretariat --format json').out)['rows'])}"

    told = typed(f"correct {entry} task=DRAFT")

    assert (told.code, shown_to()) == (0, "secretariat"), told.err
    assert ONLY in told.err


def test_a_correction_shows_to_the_same_what_named_it_before() -> None:
    """Somebody said who sees it, and meant it."""
    must(f"{TASK} --visibility secretariat", f"{ENGAGED} --task DRAFT --visibility public")
    entry = f"@{len(json.loads(typed('log --audience secretariat --format json').out)['rows'])}"

    must(f"correct {entry} title=Hearings")

    assert shown_to() == "public"


def test_a_correction_shows_to_no_more_what_names_something_else_that_is_hidden() -> None:
    """Who may know of one draft was not told of the other."""
    other = TASK.replace("DRAFT", "OTHER")
    hidden = [f"{task} --visibility secretariat" for task in (TASK, other)]
    must(*hidden, f"{ENGAGED} --task DRAFT --visibility public")
    entry = f"@{len(json.loads(typed('log --audience secretariat --format json').out)['rows'])}"

    must(f"correct {entry} task=OTHER")

    assert shown_to() == "secretariat"


def test_an_end_that_is_filled_in_names_a_member_that_is_hidden_by_now() -> None:
    """A withdrawal that is typed is shown to no more, either."""
    head = "act,member,name,instrument,on,until\n"
    rows = "join,ZEM,Zembla,,2026-04-01,\nsign,ZEM,,MISSION,2026-05-01,"
    Path("a.csv").write_text(f"{head}{rows}\n", encoding="utf-8")
    must("import a.csv", "show-to secretariat --recorded-with 'member join' --first-day 2026-04-01")
    Path("a.csv").write_text(f"{head}{rows}2026-06-01\n", encoding="utf-8")

    told = typed("import a.csv --changed completed")

    assert (told.code, shown_to()) == (0, "secretariat"), told.err
    assert ONLY in told.err


def test_an_agenda_names_a_hidden_gap_of_the_same_file() -> None:
    """The rows of a file stand in any order."""
    head = "act,member,gap,area,text,meeting,kind,agenda,on,visibility\n"
    rows = (
        "convene,,,,,S-1,ordinary_session,Hosting | G-1,2026-04-14,\n"
        "gap,KEN,G-1,hosting,x,,,,2026-02-01,secretariat\n"
    )
    Path("a.csv").write_text(f"{head}{rows}", encoding="utf-8")

    must("import a.csv")

    assert shown_to() == "secretariat"


def test_an_end_that_is_filled_in_is_shown_to_no_more() -> None:
    """The row says who sees the membership, and its end is in the same row."""
    head, row = "act,member,name,on,until,visibility", "join,ZEM,Zembla,2026-04-01"
    Path("a.csv").write_text(f"{head}\n{row},,secretariat\n", encoding="utf-8")
    must("import a.csv")
    Path("a.csv").write_text(f"{head}\n{row},2026-06-01,secretariat\n", encoding="utf-8")

    must("import a.csv --changed completed")

    assert shown_to() == "secretariat"


@pytest.mark.parametrize(
    ("shown", "said", "hide"),
    [
        (JOINED, "taskforce chair ZEM --on 2026-05-01", "show-to secretariat --member ZEM"),
        (TASK, f"{ENGAGED} --task DRAFT", "show-to secretariat --recorded-with 'taskforce task'"),
        (GAP, f"{MEETING} --agenda 'Hosting | G-1'", "show-to @13 secretariat"),
        (f"{TEXT} --visibility secretariat", f"{COMMITMENT} --visibility members", ""),
    ],
)
def test_what_names_it_is_told_where_it_is_hidden_later(shown: str, said: str, hide: str) -> None:
    """Whoever hides a member thinks that nothing tells of it any more."""
    must(shown, said)
    position = len(json.loads(typed("log --audience secretariat --format json").out)["rows"])

    told = typed(hide or f"show-to @{position} secretariat")

    assert told.code == 0
    expected = f"something that is for the secretariat alone now (1 in all): @{position}. "
    assert (expected in " ".join(told.err.split())) == bool(hide)


def test_who_is_known_by_an_application_is_not_told_of() -> None:
    """The entry that shows most of a member tells who may know of it."""
    must("member apply ZEM --name Zembla --on 2026-03-01", JOINED)
    must("taskforce chair ZEM --on 2026-05-01")

    told = typed("show-to secretariat --recorded-with 'member join' --first-day 2026-04-01")

    assert (told.code, "something that is for the secretariat" in told.err) == (0, False)


@pytest.mark.parametrize(
    "said",
    [
        ["taskforce chair ZEM --on 2026-05-01", "retract @14 --reason x"],
        ["taskforce chair KEN --on 2026-05-01 --on-behalf-of ZEM"],
    ],
)
def test_what_the_log_still_shows_of_a_hidden_member_is_told(said: list[str]) -> None:
    """What was never true stands in the log, and so does for whom something was recorded."""
    must(JOINED, *said)

    told = typed("show-to @13 secretariat")

    assert "alone now (1 in all): @14." in " ".join(told.err.split())


def test_a_file_that_hides_several_tells_of_each() -> None:
    """One row is a task, the other one what somebody wants."""
    must(TASK, f"{ENGAGED} --task DRAFT", JOINED, "taskforce chair ZEM --on 2026-05-01")
    rows = "act,entry,shown_to\nshow_to,@13,secretariat\nshow_to,@15,secretariat\n"
    Path("a.csv").write_text(rows, encoding="utf-8")

    told = " ".join(typed("import a.csv").err.split())

    assert "(1 in all): @14." in told
    assert "(1 in all): @16." in told
