"""Sessions in the calendar stand at their hours, wherever somebody reads them."""

from application.questions.meetings.meetings import meetings
from domain.events.meetings import MeetingRescheduled
from domain.events.voting import SessionSet
from tests.application.questions.given import TODAY, Clerk, ask, on
from tests.application.reports.given import tell
from tests.infrastructure.render import test_calendar
from tests.infrastructure.render.test_calendar import feed, seen

clerk = test_calendar.begun


def test_a_session_has_its_hours_wherever_it_is_read(clerk: Clerk) -> None:
    """Nine o'clock in Tokyo is midnight in Greenwich: a calendar shows each reader its own hour."""
    tell(clerk, session("1", "Asia/Tokyo"), "2026-10-13")
    tell(clerk, session("2", None), "2026-10-14")

    found = feed(clerk)

    assert seen(found["Session 1 of M-1"])[:2] == (
        "2026-10-13T00:00:00+00:00",
        "2026-10-13T03:30:00+00:00",
    )
    assert seen(found["Session 2 of M-1"])[0] == "2026-10-14T09:00:00+00:00"


def test_sessions_move_with_their_meeting(clerk: Clerk) -> None:
    """Nobody shall sit alone in the old room; one that is not within the new days is cancelled."""
    tell(clerk, session("1", None), "2026-10-13")
    tell(clerk, MeetingRescheduled(meeting="M-1", begins_on=on("2026-11-03")), "2026-03-01")
    tell(clerk, session("2", None), "2026-11-03")
    tell(clerk, session("3", None), "2026-10-20")

    found = feed(clerk)

    assert seen(found["Session 1 of M-1"])[0] == "2026-11-03T09:00:00+00:00"
    assert seen(found["Session 1 of M-1"])[2] == "CONFIRMED"
    assert seen(found["Session 2 of M-1"])[2] == "CONFIRMED"
    assert seen(found["Session 3 of M-1"])[2] == "CANCELLED"


def test_the_move_that_was_made_known_last_holds(clerk: Clerk) -> None:
    """Whatever was entered first; its place is the last that was named. The meetings say the same.

    What was entered last counts as the last change.
    """
    tell(clerk, session("1", None), "2026-10-13")
    last = MeetingRescheduled(meeting="M-1", begins_on=on("2026-12-01"))
    tell(clerk, last, "2026-04-01")
    first = MeetingRescheduled(meeting="M-1", begins_on=on("2026-11-03"), place="Nairobi")
    tell(clerk, first, "2026-03-01")

    found, (row,) = feed(clerk), meetings(clerk.tables, ask("2026-05-01"), TODAY).rows

    meeting = next(each for summary, each in found.items() if summary.endswith("session M-1"))
    assert seen(meeting)[0] == row["begins_on"] == "2026-12-01"
    assert str(meeting["LOCATION"]) == row["place"] == "Nairobi"
    assert seen(found["Session 1 of M-1"])[0] == "2026-12-01T09:00:00+00:00"
    assert meeting["SEQUENCE"] == found["Session 1 of M-1"]["SEQUENCE"] == clerk.tables.head()


def test_no_session_ends_before_it_begins(clerk: Clerk) -> None:
    """In Berlin, no clock shows 02:30 on the day on which summer time begins."""
    for number, ends_at in (("1", "03:15"), ("2", "04:15")):
        skipped = session(number, "Europe/Berlin").model_copy(
            update={"begins_at": "02:30", "ends_at": ends_at}
        )
        tell(clerk, skipped, "2026-03-29")

    found = feed(clerk)

    for number in "12":
        hours = seen(found[f"Session {number} of M-1"])[:2]
        assert hours == ("2026-03-29T01:30:00+00:00", "2026-03-29T02:15:00+00:00")


def session(number: str, zone: str | None) -> SessionSet:
    return SessionSet(meeting="M-1", number=number, begins_at="09:00", ends_at="12:30", zone=zone)


def test_a_session_whose_end_is_not_known_is_not_in_the_calendar(clerk: Clerk) -> None:
    """An entry without an end would be read as a moment, or as the whole day."""
    open_end = SessionSet(meeting="M-1", number="1", begins_at="09:00", ends_at=None, zone=None)
    tell(clerk, open_end, "2026-10-13")

    assert [summary for summary in feed(clerk) if summary.startswith("Session")] == []
