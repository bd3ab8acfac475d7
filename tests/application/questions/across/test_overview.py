"""The first thing that anybody sees: one body at a glance."""

from application.acts.bodies import appoint
from application.acts.meetings import meetings
from application.questions.across.overview import Overview, overview
from application.recording import body_events
from domain.events.bodies import ChairAppointed, RecordKeptFrom
from domain.events.meetings import Attendance, MeetingConvened, MeetingOpened
from tests.application.questions.given import BODY, PLEDGE, TODAY, Clerk, ask, on


def seen(clerk: Clerk, day: str | None = None) -> Overview:
    return overview(clerk.tables, ask(day), TODAY)


def chair(clerk: Clerk, member: str, day: str, until: str | None = None) -> None:
    ends = on(until) if until else None
    event = ChairAppointed(chair=member, term_ends_on=ends)
    clerk.record(lambda r: appoint(r, BODY, event, on(day)))


def meet(clerk: Clerk, meeting: str, day: str, *came: str, opened: bool = True) -> None:
    called = MeetingConvened(meeting=meeting, kind="ordinary_session")
    attended = tuple(Attendance(member=each, presence="present") for each in came) or None
    clerk.record(lambda r: body_events.record(r, BODY, called, on(day)))
    if opened:
        clerk.record(
            lambda r: meetings.open_meeting(
                r, BODY, MeetingOpened(meeting=meeting, attendance=attended), on(day)
            )
        )


class TestBody:
    def test_shows_what_is_there(self, clerk: Clerk) -> None:
        """One look must say which register this is."""
        clerk.sign("ATL", PLEDGE, "2026-01-15")
        clerk.adopt("BARE")
        clerk.found("OTHER")

        found = seen(clerk)

        assert (found.code, found.name, found.nature) == (BODY, "Body EXT", "exercise")
        assert found.members == {"active": 2}
        assert found.texts == [
            "PLEDGE The PLEDGE: 1 signatory; 1 has not signed",
            "TREATY The TREATY: no signature is recorded; 2 have neither signed nor consented",
            "BARE The BARE: signatories not recorded",
        ]
        assert found.others == ["OTHER"]

    def test_says_that_nobody_signed(self, clerk: Clerk) -> None:
        """A text without any member has no number to show."""
        for member in ("ATL", "ERE"):
            clerk.leave(member, "2026-02-01")

        assert seen(clerk, "2026-03-01").texts[0] == "PLEDGE The PLEDGE: no signature is recorded"

    def test_tells_meetings_apart_by_what_is_known_of_them(self, clerk: Clerk) -> None:
        """That nobody wrote down who came is not that nobody came."""
        meet(clerk, "2026-1", "2026-03-01", "ATL", "ERE")
        meet(clerk, "2026-2", "2026-06-01")
        meet(clerk, "2026-3", "2026-09-01", opened=False)

        assert seen(clerk).meetings == [
            "2026-03-01 ordinary session, 2 of 2 in the attendance list were there or represented",
            "2026-06-01 ordinary session, attendance not recorded",
            "2026-09-01 ordinary session, not recorded as held",
        ]


class TestChair:
    def test_is_nobody_before_the_first(self, clerk: Clerk) -> None:
        """An empty chair is shown as none."""
        assert seen(clerk).chair is None
        chair(clerk, "ATL", "2026-03-01")
        assert seen(clerk, "2026-02-28").chair is None
        assert seen(clerk, "2026-03-01").chair == "ATL"

    def test_is_who_took_it_last_in_the_world(self, clerk: Clerk) -> None:
        """An older chair that is recorded later does not come back into office."""
        chair(clerk, "ATL", "2026-06-01")
        chair(clerk, "ERE", "2026-02-01")

        assert seen(clerk, "2026-07-01").chair == "ATL"
        assert seen(clerk, "2026-03-01").chair == "ERE"

    def test_ends_with_the_term(self, clerk: Clerk) -> None:
        """Nobody is in the chair between two terms; the last day of a term belongs to it."""
        chair(clerk, "ATL", "2026-02-01", until="2026-08-01")

        assert seen(clerk, "2026-08-01").chair == "ATL"
        assert seen(clerk, "2026-08-02").chair is None

    def test_ends_with_the_membership(self, clerk: Clerk) -> None:
        """Who left the body does not preside over it."""
        chair(clerk, "ATL", "2026-02-01")
        clerk.leave("ATL", "2026-06-01")

        assert seen(clerk, "2026-05-31").chair == "ATL"
        assert seen(clerk, "2026-06-01").chair is None


class TestAttention:
    def test_leads_a_new_register(self, new: Clerk) -> None:
        """Whoever begins is told what comes first."""
        new.found()

        wanted = [each.what for each in seen(new).attention]

        assert wanted == [
            "No member is recorded.",
            "No text is open for signature.",
            "It is not said from which day on the record is complete.",
        ]

    def test_names_members_without_a_joining_day(self, clerk: Clerk) -> None:
        """A blank is work to be done."""
        for code in ("AAA", "BBB", "CCC", "DDD"):
            clerk.join(code, f"Land {code}", "unknown")

        first = seen(clerk).attention[0]

        assert first.what == "4 joined on an unknown day (AAA, BBB, CCC, …)."
        assert first.command == "depositary history AAA"

    def test_wants_nothing_of_a_complete_register(self, clerk: Clerk) -> None:
        """A warning that never goes away is read by nobody."""
        clerk.record(lambda r: body_events.record(r, BODY, RecordKeptFrom(), on("2026-01-01")))

        assert seen(clerk).attention == []
