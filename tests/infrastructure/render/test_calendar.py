"""The calendar that people subscribe to: parsed as their programs do, and changed in place."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar as Parsed
from icalendar import Event

from application.acts.bodies import establish
from application.entries import amending
from application.model_rows import AsOf
from application.questions.across import still_due as due_dates
from application.questions.across.calendar import Calendar, CalendarEntry, calendar
from application.questions.asking.due_item import DueItem
from application.questions.asking.facts import Facts
from domain.deadlines import DueState, due_state
from domain.events.bodies import Established
from domain.events.kinds import MeetingKind
from domain.events.meetings import AgendaItem, MeetingCancelled, MeetingConvened, MeetingRescheduled
from domain.values import ImpreciseDate, Visibility
from infrastructure.bootstrap import open_register
from infrastructure.render.calendar import as_icalendar
from tests.application.questions.given import SECRET, TODAY, Clerk, Clock, ask, on
from tests.application.reports.given import tell

KIND: MeetingKind = "ordinary_session"


@pytest.fixture(name="clerk")
def begun(tmp_path: Path) -> Iterator[Clerk]:
    """Yield a body (@1) with ATL (@2) that calls M-1 (@3)."""
    clock = Clock()
    with open_register(tmp_path / "register.db", create=True, clock=clock) as register:
        clerk = Clerk(register, clock)
        clerk.on_day("2026-02-01")
        clerk.found()
        clerk.join("ATL", "Atlantis")
        call(clerk, "M-1", "2026-10-13", ends_on=on("2026-10-14"), place="Poseidonis")
        yield clerk


def call(
    clerk: Clerk,
    meeting: str,
    day: str,
    *,
    ends_on: ImpreciseDate | None = None,
    place: str | None = None,
) -> None:
    agenda = (AgendaItem(item="1", title="Opening; words, and more"),)
    convened = MeetingConvened(
        meeting=meeting, kind=KIND, ends_on=ends_on, place=place, agenda=agenda
    )
    tell(clerk, convened, day)


def feed(
    clerk: Clerk,
    known: str | None = None,
    audience: Visibility = Visibility.MEMBERS,
) -> dict[str, Event]:
    """Return the events by their summaries, as another program reads them."""
    found = calendar(clerk.tables, ask(known=known, audience=audience), TODAY)
    parsed = Parsed.from_ical(as_icalendar(found))
    assert not parsed.errors
    events = [event for event in parsed.walk("VEVENT") if isinstance(event, Event)]
    assert all(not event.errors for event in events)
    assert len({str(event["UID"]) for event in events}) == len(events)
    return {str(event["SUMMARY"]).rpartition("EXT: ")[2]: event for event in events}


def seen(event: Event) -> tuple[str, str, str, int]:
    return (
        event.decoded("DTSTART").isoformat(),
        event.decoded("DTEND").isoformat(),
        str(event["STATUS"]),
        int(event.sequence),
    )


NAME = "Ordinary session M-1"


def test_is_what_the_standard_asks_for(clerk: Clerk) -> None:
    """A program that cannot read it shows nothing, and says nothing."""
    found = calendar(clerk.tables, ask(), TODAY)
    content = as_icalendar(found)
    parsed = Parsed.from_ical(content)
    event = feed(clerk)[NAME]

    assert (parsed["VERSION"], parsed["METHOD"]) == ("2.0", "PUBLISH")
    assert parsed["PRODID"]
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert {"UID", "DTSTAMP", "DTSTART"} <= set(event)
    assert seen(event) == ("2026-10-13", "2026-10-15", "CONFIRMED", 3)
    assert event.decoded("DTSTAMP").isoformat() == "2026-02-01T12:00:00+00:00"
    assert str(event["LOCATION"]) == "Poseidonis"
    assert str(event["DESCRIPTION"]) == "1. Opening; words, and more"
    assert as_icalendar(calendar(clerk.tables, ask(), TODAY)) == content


def test_says_that_it_is_an_exercise(clerk: Clerk) -> None:
    """Nobody shall travel to a meeting that is made up."""
    content = as_icalendar(calendar(clerk.tables, ask(), TODAY)).decode()

    assert "SUMMARY:EXERCISE: Body EXT: Ordinary session M-1" in content
    assert "X-WR-CALNAME:EXERCISE: " in content


def test_a_moved_meeting_is_changed_in_place(clerk: Clerk) -> None:
    """Two entries for one meeting send half of the people to the wrong one."""
    before = feed(clerk)[NAME]
    clerk.on_day("2026-03-01")
    moved = MeetingRescheduled(meeting="M-1", begins_on=on("2026-11-03"), place="Thule")
    tell(clerk, moved, "2026-03-01")

    after = feed(clerk)[NAME]

    assert after["UID"] == before["UID"]
    assert seen(after) == ("2026-11-03", "2026-11-04", "CONFIRMED", 4)
    assert str(after["LOCATION"]) == "Thule"
    assert after.decoded("DTSTAMP") > before.decoded("DTSTAMP")
    assert seen(feed(clerk, known="@3")[NAME]) == seen(before)


def test_a_cancelled_meeting_stays_and_may_come_back(clerk: Clerk) -> None:
    """What is only deleted stays in the calendars of those who took it in before."""
    tell(clerk, MeetingCancelled(meeting="M-1", reason="The hall burnt."), "2026-03-01")
    off = feed(clerk)[NAME]
    clerk.record(lambda r: amending.retract(r, ["@4"], "It did not."))

    again = feed(clerk)[NAME]

    assert seen(off) == ("2026-10-13", "2026-10-15", "CANCELLED", 4)
    assert str(off["DESCRIPTION"]).startswith("Cancelled: The hall burnt.")
    assert seen(again) == ("2026-10-13", "2026-10-15", "CONFIRMED", 5)


def test_a_call_that_never_was_is_cancelled(clerk: Clerk) -> None:
    """A retracted call was in the calendars too; called anew it is the same meeting."""
    clerk.record(lambda r: amending.retract(r, ["@3"], "A slip."))
    gone = feed(clerk)[NAME]
    call(clerk, "M-1", "2026-10-20")

    anew = feed(clerk)[NAME]

    assert seen(gone)[2:] == ("CANCELLED", 4)
    assert seen(anew) == ("2026-10-20", "2026-10-21", "CONFIRMED", 5)
    assert gone["UID"] == anew["UID"]


def test_a_month_is_tentative_and_a_year_is_no_entry(clerk: Clerk) -> None:
    """A bar over a whole year helps nobody."""
    call(clerk, "M-2", "2027-04")
    call(clerk, "M-3", "2027")
    call(clerk, "M-4", "unknown")

    assert seen(feed(clerk)["Ordinary session M-2"])[:3] == (
        "2027-04-01",
        "2027-05-01",
        "TENTATIVE",
    )
    assert calendar(clerk.tables, ask(), TODAY).left_out == ["M-3", "M-4"]


def test_shows_only_what_an_audience_may_see(clerk: Clerk) -> None:
    """A feed is read by whoever has its address."""
    hidden = MeetingConvened(meeting="M-9", kind=KIND)
    tell(clerk, hidden, "2026-12-01", SECRET)
    clerk.show(3, Visibility.PUBLIC)

    assert set(feed(clerk)) == {NAME}
    assert set(feed(clerk, audience=Visibility.PUBLIC)) == {NAME}
    assert len(feed(clerk, audience=Visibility.SECRETARIAT)) == 2
    found = calendar(clerk.tables, ask(audience=Visibility.PUBLIC), TODAY)
    assert found.name == "EXERCISE: EXT"


def due(facts: Facts) -> list[DueItem]:
    """A report of ATL that is due in May as long as @4 was not recorded, and the next meeting."""
    day = date(2026, 5, 31)
    state: DueState = due_state(day, facts.at.on)
    report = DueItem(
        kind="report", key="r:1", title="Report", owner="ATL", about="M-1", due_on=day, state=state
    )
    meeting = DueItem(
        kind="meeting",
        key="meeting:next",
        title="Next meeting",
        owner="",
        about="",
        due_on=date(2027, 4, 30),
        state="upcoming",
        tentative=True,
    )
    return [meeting] if facts.at.position > 3 else [report, meeting]


def test_shows_what_is_due(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to be done stands on its last day; what follows from a rule is tentative."""
    monkeypatch.setattr(due_dates, "PROVIDERS", (due,))

    found = feed(clerk)

    report = found["Report (Atlantis)"]
    assert seen(report) == ("2026-05-31", "2026-06-01", "CONFIRMED", 3)
    assert str(report["TRANSP"]) == "TRANSPARENT"
    assert seen(found["Next meeting"])[2] == "TENTATIVE"
    assert feed(clerk, audience=Visibility.PUBLIC) == {}
    clerk.show(2, Visibility.PUBLIC)
    assert set(feed(clerk, audience=Visibility.PUBLIC)) == {"Next meeting"}


def test_is_named_as_the_body_is(clerk: Clerk) -> None:
    """A person has many calendars, and reads their names only."""
    event = Established(code="REA", name="A real body", nature="real", short_name="RB")
    clerk.record(lambda r: establish(r, event.code, event, on("2026-01-01")))

    found = calendar(clerk.tables, ask()._replace(taskforce="REA"), TODAY)

    assert (found.name, list(found.entries)) == ("RB", [])


DAY, MOMENT = date(2026, 3, 1), datetime(2026, 3, 1, tzinfo=UTC)
PARTS = ["\r\n", "\n", "\r", "\x85", "\u2028", "\x0b", "\x00", "\u202e", *';:,\\"=^', "END:VEVENT"]
TEXTS = (
    st.lists(st.sampled_from(PARTS) | st.text(max_size=20), max_size=9)
    .map(lambda parts: "".join(parts).encode(errors="replace").decode())
    .filter(bool)
)


def made(title: str, place: str, description: str, name: str) -> bytes:
    at = AsOf(position=1, on=DAY, recorded_at=MOMENT, known="", audience=Visibility.MEMBERS)
    entry = CalendarEntry(
        uid=UUID(int=1),
        sequence=1,
        changed=MOMENT,
        title=title,
        category="meeting",
        begins=DAY,
        ends=DAY,
        status="confirmed",
        place=place,
        description=description,
    )
    return as_icalendar(Calendar(name=name, as_of=at, banners=[], entries=[entry], left_out=[]))


def properties(content: bytes) -> list[bytes]:
    """Return the name of every property in a calendar, read without a library."""
    assert not {*b"\r\n"} & {*content.replace(b"\r\n", b"")}
    lines = content.replace(b"\r\n ", b"").split(b"\r\n")
    return [line.replace(b";", b":").partition(b":")[0] for line in lines]


PLAIN = made("A", "B", "C", "D")


@pytest.mark.slow
@given(title=TEXTS, place=TEXTS, description=TEXTS, name=TEXTS)
@example(title="A\r\nATTENDEE:mailto:evil@x.example", place="B\rX:1", description="C", name="D")
def test_a_text_is_nothing_but_a_text(title: str, place: str, description: str, name: str) -> None:
    """A title that ends its entry could invite people to what nobody called."""
    content = made(title, place, description, name)

    assert properties(content) == properties(PLAIN)
    parsed, plain = Parsed.from_ical(content), Parsed.from_ical(PLAIN)
    assert not parsed.errors
    assert parsed.keys() == plain.keys()
    (event,), (other,) = parsed.subcomponents, plain.subcomponents
    assert not event.errors
    assert event.keys() == other.keys()
