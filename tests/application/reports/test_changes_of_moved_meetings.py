"""Changes tell of a meeting that was moved what was said, and on which day it is now."""

from application.acts.meetings.presence import at_meeting
from application.reports.changes import changes
from domain.events.voting import SessionSet
from tests.application.questions import given_meetings as g
from tests.application.questions.given import TODAY, Clerk, ask, on
from tests.application.reports.given import rows


def test_a_meeting_that_was_moved_is_told_with_its_day_of_now(new: Clerk) -> None:
    """A session that did not take place on a day is not told as if it had."""
    new.on_day("2026-09-01")
    g.begin(new)
    g.convene(new, "M1", "2026-09-20")
    g.convene(new, "M2", "2026-10-06")
    for meeting, day in (("M1", "2026-09-20"), ("M2", "2026-10-06")):
        new.act(at_meeting, SessionSet(meeting=meeting, number="1", begins_at="09:30"), on(day))
    g.move(new, "M2", "2026-11-09", "2026-10-01")

    found = changes(new.tables, ask(), TODAY, a="2026-09-02", b="2026-10-31")

    told = [str(row["what"]) for row in rows(found, "happened")]
    assert [what for what in told if "since moved" in what] == [
        "ordinary session M2 convened, since moved to 2026-11-09",
        "session 1 of meeting M2, from 09:30, since moved to 2026-11-09",
    ]
    assert "ordinary session M1 convened" in told
