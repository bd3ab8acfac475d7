"""The brief says what happened since the last meeting, what is late, and what is to be decided."""

from application.acts.meetings.presence import at_meeting
from application.questions.asking.ask import Ask
from application.questions.laws.gaps import NOT_PUBLIC
from application.reports.body_context import NOTHING_PUBLIC
from application.reports.brief import brief
from application.reports.document import Paragraph, Points, Report
from application.reports.meetings.minutes import minutes
from application.reports.since import GROUPS
from domain.events.laws import LegislativeGapAnswered, LegislativeGapClosed
from domain.events.meetings import MeetingConvened
from domain.events.minutes import PaperTabled
from domain.events.table import EVENTS, NEVER_PUBLIC
from domain.events.voting import SessionSet
from domain.values import Visibility
from tests.application.questions import given_meetings as g
from tests.application.questions.given import PLEDGE, TODAY, Clerk, ask, on
from tests.application.reports.given import keys, rows, section, tell

STREAMS = ("taskforce", "member", "commitment")


def of(clerk: Clerk, day: str = "2026-09-20", meeting: str | None = None) -> Report:
    return made(clerk, ask(day), meeting)


def made(clerk: Clerk, asked: Ask, meeting: str | None = None) -> Report:
    return brief(clerk.tables, asked, TODAY, meeting=meeting)


def said(report: Report, key: str) -> str:
    blocks = section(report, key).blocks
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph))


def between_two_meetings(clerk: Clerk) -> None:
    g.begin(clerk)
    clerk.adopt(PLEDGE, "PLEDGE-1", "PLEDGE-2")
    g.hold(clerk, "M1", "2026-04-14", "ATL; ERE", "Opening")
    wanted = ("A-1|ATL|Draft it.|2026-06-01", "A-2|the chair|Ask.")
    g.decide(clerk, "D-1", "M1", "2026-04-14", *wanted)
    g.close(clerk, "M1", "2026-04-15")
    g.circulate(clerk, "M1", "2026-05-02")
    clerk.sign("ATL", PLEDGE, "2026-05-01")
    clerk.join("UTO", "Utopia", "2026-05-03")
    g.convene(clerk, "M2", "2026-10-14", "The draft | K1")


def test_is_for_the_next_meeting_that_is_called(new: Clerk) -> None:
    """Or for the one that is named."""
    between_two_meetings(new)
    g.convene(new, "M3", "2026-12-01")

    assert of(new).title == "Brief for ordinary session M2"
    assert of(new, meeting="M3").title == "Brief for ordinary session M3"
    assert of(new, "2026-04-01").title == "Brief for ordinary session M1"


def test_tells_what_happened_since_the_last_meeting(new: Clerk) -> None:
    """In groups, and what a member signed on one day in one line."""
    between_two_meetings(new)
    new.join("RUR", "Ruritania", "unknown")

    report = of(new)

    assert said(report, "since") == "What happened after M1 of 2026-04-14, in the order of days."
    new_parts = [key for key in keys(report) if key.startswith("new-")]
    assert new_parts == ["new-members", "new-texts", "new-meetings"]
    assert [row["what"] for row in rows(report, "since-members")] == ["UTO joined as Utopia"]
    assert [row["what"] for row in rows(report, "since-texts")] == ["ATL signed PLEDGE-1, PLEDGE-2"]
    assert [row["on"] for row in rows(report, "since-meetings")] == ["2026-05-02"]


def test_a_meeting_is_not_the_last_before_itself(new: Clerk) -> None:
    """A brief may be asked for afterwards, and is then still for the meeting."""
    between_two_meetings(new)
    g.open_(new, "M2", "2026-10-14")

    then, first = of(new, "2026-11-01", "M2"), of(new, "2026-11-01", "M1")

    assert "The meeting before it was M1, on 2026-04-14." in said(then, "what")
    assert "The meeting before" not in said(first, "what")
    assert said(then, "since").startswith("What happened after M1 of 2026-04-14")


def test_tells_all_where_there_was_no_meeting_before(new: Clerk) -> None:
    """A first brief introduces the body."""
    g.begin(new)

    report = of(new)

    assert said(report, "since").startswith("No earlier meeting is recorded")
    assert said(report, "what").startswith("No meeting is called. The next meeting is due by")
    assert said(report, "decide") == "No agenda is recorded."
    assert report.title == "Brief for the next meeting"
    assert "new-body" in keys(report)


def test_lists_actions_items_and_minutes(new: Clerk) -> None:
    """What the meeting has to do."""
    between_two_meetings(new)

    report = of(new)

    assert [(r["action"], r["owner"], r["state"]) for r in rows(report, "actions")] == [
        ("A-1", "Atlantis", "overdue"),
        ("A-2", "the chair", "open"),
    ]
    assert [row["title"] for row in rows(report, "agenda")] == ["The draft"]
    assert [(r["meeting"], r["minutes"]) for r in rows(report, "minutes")] == [
        ("M1", "sent 2026-05-02")
    ]
    g.open_(new, "M2", "2026-10-14")
    g.approve(new, "M1", "M2", "2026-10-14")
    g.convene(new, "M3", "2026-12-01")
    assert [r["meeting"] for r in rows(of(new, "2026-11-01"), "minutes")] == ["M2"]


def test_minutes_are_missed_only_where_the_record_is_complete(new: Clerk) -> None:
    """Before it they may have been approved, and nobody wrote it down."""
    g.begin(new, kept="2026-05-01")
    g.hold(new, "M1", "2026-04-14")
    g.hold(new, "M2", "2026-06-14")

    assert [r["meeting"] for r in rows(of(new), "minutes")] == ["M2"]


def test_says_that_a_meeting_was_held(new: Clerk) -> None:
    """Whoever finds it later would take it for one to come."""
    between_two_meetings(new)

    held, to_come = of(new, meeting="M1"), of(new)

    assert said(held, "what") == (
        "This meeting was held on 2026-04-14; its minutes say what was decided. What happened "
        "after it until 2026-09-20 is in this brief, too."
    )
    assert "was held" not in said(to_come, "what")


def test_lists_what_is_due_by_the_meeting(new: Clerk) -> None:
    """What is due after it is not owed yet."""
    between_two_meetings(new)
    for name, day in (("SOON", "2026-09-01"), ("BY", "2026-10-14"), ("LATER", "2026-10-15")):
        g.set_milestone(new, "PLEDGE-1", name, day, "ATL")

    assert [row["due_on"] for row in rows(of(new, "2026-08-20"), "owed")] == [
        "2026-09-01",
        "2026-10-14",
    ]


def test_lists_what_members_owe(new: Clerk) -> None:
    """A chair asks for it at the meeting."""
    between_two_meetings(new)
    g.set_milestone(new, "PLEDGE-1", "BILL", "2026-10-01", "ATL")
    g.set_milestone(new, "PLEDGE-1", "ALL", "2026-10-02", None)

    assert [(r["owner"], r["state"]) for r in rows(of(new), "owed")] == [
        ("Atlantis", "due"),
        ("Body EXT", "due"),
    ]


def test_tells_the_public_neither_gaps_nor_returns(new: Clerk) -> None:
    """Whatever became public by mistake."""
    new.context = g.OPENLY
    between_two_meetings(new)
    closed = LegislativeGapClosed(member="ATL", gap="HOSTING", law="Act 12")
    g.find_gap(new)
    tell(new, closed, "2026-06-01")

    members = [row["what"] for row in rows(of(new), "since-laws")]
    asked = ask("2026-09-20", audience=Visibility.PUBLIC)
    public = [row["what"] for row in rows(made(new, asked), "since-laws")]

    assert public == members == ["HOSTING in the law of ATL closed by Act 12"]
    assert all("action" not in str(row["state"]) for row in rows(made(new, asked), "actions"))
    assert {row["state"] for row in rows(made(new, asked), "actions")} == {"open"}


def test_every_kind_of_event_is_in_one_group() -> None:
    """A kind that is in none would never be told to a meeting."""
    told = [kind for _, kinds in GROUPS.values() for kind in kinds]

    assert len(told) == len(set(told))
    acts = {kind for kind in EVENTS if kind.TOPIC.split(".")[0] in STREAMS}
    assert acts - set(told) == {MeetingConvened}
    assert set(NEVER_PUBLIC) <= set(told)


def test_says_that_it_names_open_gaps(new: Clerk) -> None:
    """A brief is handed on: a list of open gaps says that it must not be."""
    between_two_meetings(new)
    assert NOT_PUBLIC not in of(new).banners

    g.find_gap(new)
    assert NOT_PUBLIC not in of(new).banners, "it was found before the last meeting"
    tell(new, LegislativeGapAnswered(member="ATL", gap="HOSTING", text="We plan."), "2026-06-01")

    assert NOT_PUBLIC in of(new).banners
    hidden = made(new, ask("2026-09-20", audience=Visibility.PUBLIC))
    assert NOT_PUBLIC not in hidden.banners
    tell(new, LegislativeGapClosed(member="ATL", gap="HOSTING", law="Act 12"), "2026-06-02")
    assert NOT_PUBLIC not in of(new).banners


def test_says_that_its_agenda_names_open_gaps(new: Clerk) -> None:
    """So do the minutes of the same meeting."""
    g.begin(new)
    g.find_gap(new)
    g.hold(new, "M1", "2026-04-14")
    g.convene(new, "M2", "2026-10-14", "Laws | HOSTING")
    g.open_(new, "M2", "2026-10-14")

    assert NOT_PUBLIC in of(new).banners
    assert NOT_PUBLIC in minutes(new.tables, ask("2026-11-01"), TODAY, meeting="M2").banners


def test_names_sessions_of_which_the_day_is_not_settled(new: Clerk) -> None:
    """They are outside of the days of the meeting, or were in the hours of another one."""
    between_two_meetings(new)
    for number, day in (("1", "2026-10-14"), ("2", "2026-10-15")):
        session = SessionSet(meeting="M2", number=number, begins_at="09:00")
        new.act(at_meeting, session, on(day))

    assert "It is not settled when session 2 is; it was planned for 2026-10-15." in said(
        of(new), "what"
    )
    g.cancel(new, "M2", "2026-09-01")
    assert "session" not in said(of(new, meeting="M2"), "what")


def test_tells_sessions_of_a_meeting_that_moved_where_they_are(new: Clerk) -> None:
    """They did not happen on the days for which they were planned first."""
    between_two_meetings(new)
    session = SessionSet(meeting="M2", number="1", begins_at="09:30", ends_at="17:00")
    new.act(at_meeting, session, on("2026-10-14"))
    tell(new, PaperTabled(meeting="M2", item="1", title="A draft"), "2026-09-01")
    g.move(new, "M2", "2026-11-09", "2026-10-01")

    before = of(new, "2026-10-20")

    assert [(r["on"], r["begins_at"]) for r in rows(before, "sessions")] == [
        ("2026-11-09", "09:30")
    ]
    told = [row["what"] for row in rows(before, "since-meetings")]
    assert not any("session 1" in str(what) for what in told)
    assert rows(before, "agenda")[0]["papers"] == ["A draft"]

    g.open_(new, "M2", "2026-11-09", "ATL")
    after = rows(of(new, "2026-11-09", "M2"), "since-meetings")
    assert [row["on"] for row in after if "session 1" in str(row["what"])] == ["2026-11-09"]


def test_tells_who_joined_on_an_unknown_day(new: Clerk) -> None:
    """A member that is missing without a word would be taken for none."""
    g.begin(new)
    new.join("RUR", "Ruritania", "unknown")

    first = rows(of(new), "since-members")
    assert [(row["on"], row["what"]) for row in first][-1] == ("unknown", "RUR joined as Ruritania")

    g.hold(new, "M1", "2026-04-14", "ATL; ERE")
    g.close(new, "M1", "2026-04-15")
    new.on_day("2026-05-01")
    new.join("LIL", "Lilliput", "unknown")
    assert section(of(new), "new-members").blocks == [
        Paragraph("Recorded since then, of an unknown day:"),
        Points(["LIL joined as Lilliput"]),
    ]


def test_names_no_session_of_a_written_procedure(new: Clerk) -> None:
    """Its session says when replies are due."""
    g.begin(new)
    g.convene(new, "W1", "2026-10-14", kind="written_procedure")
    session = SessionSet(meeting="W1", number="1", begins_at="09:00")
    new.act(at_meeting, session, on("2026-10-20"))

    assert "settled" not in said(of(new), "what")


def test_tells_the_public_that_there_may_be_meetings(new: Clerk) -> None:
    """One that it may not see is called."""
    g.begin(new)
    g.convene(new, "M1", "2026-10-14")

    told = made(new, ask("2026-09-20", audience=Visibility.PUBLIC))

    assert said(told, "what").startswith(NOTHING_PUBLIC)
    assert said(told, "since") == "No earlier meeting that the public may see is recorded."
    assert said(told, "decide") == NOTHING_PUBLIC
