"""A meeting that is moved takes its sessions with it, in letters, calendars and minutes."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.upkeep.given_letters import ADA, SETTINGS, files, mail, sent, text

CALLED = "meeting convene M1 ordinary_session --on 2126-12-10"
HOURS = "--begins-at 10:00 --ends-at 16:00"
MOVE = "meeting reschedule M1 --on 2026-02-10"
REPORT = "report minutes M1 --format markdown"
pytestmark = pytest.mark.usefixtures("register")


def told(line: str) -> str:
    """Return all that a command says, on one line."""
    said = typed(line)
    return " ".join((said.out + said.err).split())


@pytest.mark.slow
def test_an_invitation_says_one_day(register: Path) -> None:
    """Nobody shall come on the day for which it was called first."""
    del register
    mail(SETTINGS)
    must(ADA, "member focal-point KEN p-7kq2mzx4ab --on 2026-02-01", CALLED)
    must(f"meeting session M1 1 {HOURS} --on 2126-12-10")

    said = told(f"{MOVE} --begins-on 2126-12-11")
    must("run-due")
    letter = sent()["invitation"]

    assert "Session 1 of M1 moves to 2126-12-11." in said
    assert "11 December 2126, 10:00 to 16:00" in " ".join(text(letter).split())
    assert "10 December" not in text(letter)
    assert b"DTSTART:21261211T100000Z" in files(letter)["meeting.ics"]
    assert b"21261210" not in files(letter)["meeting.ics"]


def test_a_session_that_cannot_move_is_named() -> None:
    """The meeting is shorter now; what to type makes it whole."""
    must(f"{CALLED} --ends-on 2126-12-12", f"meeting session M1 1 {HOURS} --on 2126-12-12")

    said = told(f"{MOVE} --begins-on 2126-12-14 --ends-on 2126-12-14")

    assert "Session 1 of M1 was planned for 2126-12-12 and is not moved" in said
    position = said.partition("correct @")[2].split()[0]
    assert f"@{position} taskforce.session-set" in typed("conflicts").out
    must(f"correct @{position} on=2126-12-14")
    assert typed("conflicts").code == 0
    assert "DTSTART:21261214T100000Z" in typed("export calendar").out


@pytest.mark.slow
def test_a_meeting_keeps_its_length() -> None:
    """Without a new last day it has as many days as before, and says the last."""
    must(f"{CALLED} --ends-on 2126-12-11", f"meeting session M1 1 {HOURS} --on 2126-12-11")

    said = told(f"{MOVE} --begins-on 2127-01-20")

    assert "moved to 2127-01-20 until 2127-01-21" in said
    assert "M1 lasts as many days as before, until 2127-01-21." in said
    assert "Session 1 of M1 moves to 2127-01-21." in said
    position = said.split()[0]
    must(f"correct {position} begins_on=2127-01-19")
    assert "2127-01-19  2127-01-20" in typed("meetings").out
    must(f"correct {position} ends_on=2127-01-21", f"correct {position} begins_on=2127-01-18")
    assert "2127-01-18  2127-01-21" in typed("meetings").out


def test_a_row_without_a_last_day_says_the_same_when_it_is_imported_again() -> None:
    """Also where its first day is another one now."""
    must(f"{CALLED} --ends-on 2126-12-11")
    row = "act,meeting,on,begins_on,ends_on\nreschedule,M1,2026-02-10,2127-01-20,\n"
    Path("moves.csv").write_text(row)
    must("import moves.csv")
    Path("moves.csv").write_text(row.replace("20,", "25,"))

    must("import moves.csv --changed error")
    assert "2127-01-25  2127-01-26" in typed("meetings").out


def test_a_written_procedure_keeps_its_length() -> None:
    """Its session says when replies are due, and is where it was recorded."""
    must("meeting convene W1 written_procedure --on 2126-12-10 --ends-on 2126-12-20")
    must(f"meeting session W1 1 {HOURS} --ends-on 2126-12-20 --on 2126-12-10")

    said = told("meeting reschedule W1 --begins-on 2126-12-14 --on 2026-02-10")

    assert "W1 lasts as many days as before, until 2126-12-24." in said
    assert "Session" not in said


@pytest.mark.slow
def test_a_changed_invitation_says_the_earlier_days_and_why() -> None:
    """Who was invited knows what to strike out of a calendar."""
    mail(SETTINGS)
    must(ADA, "member focal-point KEN p-7kq2mzx4ab --on 2026-02-01")
    must(f"{CALLED} --ends-on 2126-12-11", "run-due")
    must(f"{MOVE} --begins-on 2127-01-20 --reason 'The venue closed.'")
    must(f"{MOVE} --begins-on 2127-02-20", "run-due")

    letter = " ".join(text(sent()["invitation"]).split())

    assert "Instead of 10 December 2126 to 11 December 2126. Reason: The venue closed." in letter
    assert "Instead of 20 January 2127 to 21 January 2127. " in letter


@pytest.mark.parametrize("begins", ["2127-01", "2127-01-20 --ends-on 2127-01-20"])
def test_a_last_day_is_not_guessed(begins: str) -> None:
    """Neither where the new day is not known, nor where the last is given."""
    must(f"{CALLED} --ends-on 2126-12-11")

    said = typed(f"{MOVE} --begins-on {begins}")

    assert (said.code, "as many days" in said.err) == (0, False)


@pytest.mark.slow
def test_a_session_outside_of_its_meeting_is_remarked() -> None:
    """It may be true, so it is recorded, and named among the conflicts until it is settled."""
    must(CALLED)
    outside = "outside of the days of the meeting, 2126-12-10. If"

    said = told(f"meeting session M1 2 {HOURS} --on 2126-12-14")
    assert outside in said
    assert outside in told(f"correct {said.split()[0]} on=2126-12-15")
    assert typed("conflicts").code == 1

    move = typed(f"{MOVE} --begins-on 2126-12-15").out.split()[0]
    again = typed(f"{MOVE} --begins-on 2126-12-15 --place Geneva").out.split()[0]
    assert told(f"retract {move} {again} --reason Mistyped.").count(outside) == 1


def test_a_session_of_an_earlier_day_moves_when_it_is_recorded() -> None:
    """So it does where one imports what one exported; one of a new day stays on it."""
    must(f"{CALLED} --ends-on 2126-12-11", f"{MOVE} --begins-on 2126-12-11")

    assert "Session 1 of M1 moves to 2126-12-11." in told(
        f"meeting session M1 1 {HOURS} --on 2126-12-10"
    )
    said = typed(f"meeting session M1 2 {HOURS} --on 2126-12-11")
    assert (said.code, "moves" in said.err) == (0, False)


def test_a_move_into_the_past_is_remarked() -> None:
    """A year is mistyped easily."""
    must(CALLED)

    assert "before 2026-02-10, the day on which that was made known" in told(
        f"{MOVE} --begins-on 2025-12-11"
    )


@pytest.mark.slow
def test_minutes_have_the_days_of_a_move_that_was_corrected() -> None:
    """The sessions follow what is known now."""
    must(CALLED, f"meeting session M1 1 {HOURS} --on 2126-12-10")
    position = typed(f"{MOVE} --begins-on 2126-12-12").out.split()[0]
    must(f"correct {position} begins_on=2126-12-11", "meeting open M1 --on 2126-12-11")

    minutes = typed(f"{REPORT} --on 2126-12-20").out

    assert "11 December 2126" in minutes
    assert "10 December 2126" not in minutes
    assert "12 December 2126" not in minutes


@pytest.mark.slow
def test_a_cancelled_meeting_is_called_again_with_what_is_typed() -> None:
    """Neither a second call nor a move brings it back; its members are invited anew."""
    mail(SETTINGS)
    must(ADA, "member focal-point KEN p-7kq2mzx4ab --on 2026-02-01", CALLED, "run-due")
    position = told("meeting cancel M1 --on 2026-02-10").split()[0]
    must("run-due")

    assert "If it is moved: depositary meeting reschedule M1;" in told(CALLED)
    assert f"retract that first: depositary retract {position}" in told(f"{MOVE} --begins-on 2127")
    must("meeting reschedule M1 --on 2026-02-09 --begins-on 2126-12-09")
    must(f"retract {position} --reason 'It takes place.'")

    assert "Invitation: ordinary session, 2126-12-09" in told("run-due")


def test_a_second_session_of_a_number_is_refused_with_what_to_type() -> None:
    """Its day and hours are corrected."""
    must(CALLED)
    position = told(f"meeting session M1 1 {HOURS} --on 2126-12-10").split()[0]

    assert f"If it changed, depositary correct {position}; another" in told(
        f"meeting session M1 1 {HOURS} --on 2126-12-11"
    )


def test_what_is_not_recorded_yet_is_named_by_no_number() -> None:
    """Both rows are of one file, so neither has a position."""
    must(CALLED)
    rows = [f"{n},session,M1,1,1{n}:00,2126-12-10" for n in range(2)]
    Path("rows.csv").write_text("\n".join(["row_id,act,meeting,number,begins_at,on", *rows]))

    assert "depositary correct @NUMBER; another" in told("import rows.csv")
