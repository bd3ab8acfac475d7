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


def test_an_invitation_says_one_day(register: Path) -> None:
    """Nobody shall come on the day for which it was called first."""
    del register
    mail(SETTINGS)
    must(ADA, "member focal-point KEN p-7kq2mzx4ab --on 2026-02-01", CALLED)
    must(f"meeting session M1 1 {HOURS} --on 2126-12-10")

    said = typed(f"{MOVE} --begins-on 2126-12-11")
    must("run-due")
    letter = sent()["invitation"]

    assert "Session 1 of M1 moves to 2126-12-11." in " ".join((said.out + said.err).split())
    assert "11 December 2126, 10:00 to 16:00" in " ".join(text(letter).split())
    assert "10 December" not in text(letter)
    assert b"DTSTART:21261211T100000Z" in files(letter)["meeting.ics"]
    assert b"21261210" not in files(letter)["meeting.ics"]


def test_a_session_that_cannot_move_is_named() -> None:
    """The meeting is shorter now; what to type makes it whole."""
    must(f"{CALLED} --ends-on 2126-12-12", f"meeting session M1 1 {HOURS} --on 2126-12-12")

    said = " ".join(typed(f"{MOVE} --begins-on 2126-12-14").err.split())

    assert "Session 1 of M1 was planned for 2126-12-12 and is not moved" in said
    position = said.partition("correct @")[2].split()[0]
    must(f"correct @{position} on=2126-12-14")
    assert "DTSTART:21261214T100000Z" in typed("export calendar").out


def test_a_session_outside_of_its_meeting_is_remarked() -> None:
    """It may be true, so it is recorded."""
    must(CALLED)

    said = typed(f"meeting session M1 2 {HOURS} --on 2126-12-14")

    assert said.code == 0
    assert "outside of the days of the meeting" in " ".join(said.err.split())


def test_minutes_have_the_days_of_a_move_that_was_corrected() -> None:
    """The sessions follow what is known now."""
    must(CALLED, f"meeting session M1 1 {HOURS} --on 2126-12-10")
    position = typed(f"{MOVE} --begins-on 2126-12-12").out.split()[0]
    must(f"correct {position} begins_on=2126-12-11", "meeting open M1 --on 2126-12-11")

    told = typed(f"{REPORT} --on 2126-12-20").out

    assert "11 December 2126" in told
    assert "10 December 2126" not in told
    assert "12 December 2126" not in told
