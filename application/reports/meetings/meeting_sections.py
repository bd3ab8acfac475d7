"""Tables that the brief and the minutes of a meeting share."""

from collections.abc import Iterator, Sequence

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Column, Json, Row
from application.questions.asking.fact import Fact
from application.questions.asking.sentences import SEATS, plain
from application.questions.laws.gap_states import GapRecord, gap_records
from application.questions.meetings.actions import Action
from application.questions.meetings.meeting_states import MeetingRecord
from application.questions.meetings.sessions import planned_sessions
from application.questions.members.offices import holder
from application.reports.body_context import Body
from application.reports.document import Table, Tone
from domain.errors import UnknownReference
from domain.events.bodies import ChairAppointed
from domain.events.meetings import MeetingRescheduled
from domain.events.minutes import PaperTabled
from domain.events.voting import MemberArrived, SessionSet
from domain.meetings.sessions import MeetingDays, date_range
from domain.suggestions import near
from domain.values import Visibility
from domain.words import worded

TONES: dict[str, Tone] = {"overdue": "bad", "due": "partial", "done": "good"}


def find_meeting(found: Sequence[MeetingRecord], meeting: str) -> MeetingRecord:
    """Return the meeting of that reference.

    Raises:
        UnknownReference: there is none.
    """
    for each in found:
        if each.meeting == meeting:
            return each
    raise UnknownReference("meeting", meeting, near(meeting, [each.meeting for each in found]))


CHAIR = worded("Chair of the body")


def chair(body: Body, meeting: MeetingRecord) -> str:
    """Return the member that had the chair of the body on the day of a meeting; "" if not recorded.

    Who was not there did not preside; who did is not recorded, so it is said how it was there.
    """
    code = holder(body.facts, ChairAppointed, meeting.held_by) if meeting.held_by else None
    if code is None:
        return ""
    came = meeting.opened.event.attendance if meeting.opened else None
    seats = {each.member: each.presence for each in came or ()}
    arrived = [fact.event for fact in body.facts.begun(MemberArrived)]
    later = any((each.meeting, each.member) == (meeting.meeting, code) for each in arrived)
    if seats.get(code, "present") == "present" or later:
        return body.called(code)
    presence = SEATS.get(seats[code], plain(seats[code]))
    return worded(
        "{chair} (at this meeting: {presence})", chair=body.called(code), presence=presence
    )


CALLED = {
    "inaugural": "the inaugural meeting {meeting}",
    "ordinary_session": "ordinary session {meeting}",
    "extraordinary_session": "extraordinary session {meeting}",
    "written_procedure": "written procedure {meeting}",
    "not_shown": "the meeting {meeting}",
}
"""By kind: what a meeting is called inside a sentence."""


def within_sentence(each: MeetingRecord) -> str:
    """Return what a meeting is called inside a sentence or a title."""
    return worded(CALLED[each.kind], meeting=each.meeting)


def meeting_table(each: MeetingRecord, more: Sequence[tuple[str, Json]] = ()) -> Table:
    """Return the table with the kind, dates and place of a meeting."""
    told: list[tuple[str, Json]] = [
        (worded("Meeting"), each.meeting),
        (worded("Kind"), plain(each.kind)),
    ]
    if each.called:
        first = worded("Called first for") if each.moved else worded("Called for")
        told.append((first, date_range(each.called.on, each.called.event.ends_on)))
    if each.moved:
        told.append((worded("Moved to"), date_range(each.begins_on, each.ends_on)))
    unknown = worded("not recorded") if each.called else plain("not_shown")
    told += [(worded("Place"), each.place or unknown)]
    return Table(
        "meeting",
        worded("About the meeting"),
        [Column("what", "Detail"), Column("value", "As recorded")],
        [{"what": what, "value": value} for what, value in (*told, *more)],
    )


def settled(body: Body, meeting: MeetingRecord) -> Iterator[tuple[Fact[SessionSet], bool]]:
    """Yield the sessions of a meeting, and whether their days are settled.

    They are not where a session is outside of the days of a meeting that was not opened.
    """
    facts, days = body.facts, MeetingDays(meeting.begins_on, meeting.ends_on or meeting.begins_on)
    planned = planned_sessions(facts, facts.begun(MeetingRescheduled))
    begun = bool(meeting.opened or meeting.written)
    for each in planned.get(meeting.meeting, ()):
        yield each.fact, begun or (not each.outside and days.may_have(each.fact.on))


def sessions(body: Body, meeting: MeetingRecord) -> Iterator[Table]:
    """Give the hours of the sessions; the time zone stands once, in the caption.

    Of a meeting that was opened it gives those that began by the day, else those that are settled;
    of one that was cancelled, none.
    """
    begun = meeting.opened or meeting.written
    found = [
        fact
        for fact, sure in settled(body, meeting)
        if sure and not meeting.cancelled and (not begun or fact.by <= body.at.on)
    ]
    rows: list[Row] = [
        {
            "number": fact.event.number,
            "on": date_range(fact.on, fact.event.ends_on),
            "begins_at": fact.event.begins_at,
            "ends_at": fact.event.ends_at,
            "zone": fact.event.zone or body.at.zone,
            "mode": plain(fact.event.mode or ""),
            "place": fact.event.place,
        }
        for fact in sorted(found, key=lambda fact: (fact.by, fact.entry))
    ]
    zones = list(dict.fromkeys(str(row["zone"]) for row in rows))
    columns = [
        *(Column("number", "Session"), Column("on", "On"), Column("begins_at", "From")),
        *(Column("ends_at", "To"), Column("mode", "How")),
        *([Column("zone", "Time zone")] if len(zones) > 1 else []),
    ]
    caption = worded(
        "Open for replies (hours of {zones})" if meeting.written else "Sessions (hours of {zones})",
        zones=", ".join(zones),
    )
    if rows:
        yield Table(key="sessions", caption=caption, columns=with_values(columns, rows), rows=rows)


def with_values(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """Leave out the columns in which no row has a value."""
    return [column for column in columns if any(row.get(column.key) for row in rows)]


def agenda_table(body: Body, each: MeetingRecord) -> Table:
    """Return the table of the agenda with its papers; the public is not shown gaps in laws."""
    tabled = [f.event for f in body.facts.begun(PaperTabled) if f.event.meeting == each.meeting]
    rows: list[Row] = []
    for item in each.agenda:
        gaps = () if body.at.audience is Visibility.PUBLIC else item.gaps
        about = [*([item.task] if item.task else []), *item.commitments, *item.initiatives, *gaps]
        papers = [paper.title for paper in tabled if paper.item == item.item]
        rows.append({"item": item.item, "title": item.title, "about": about, "papers": papers})
    return Table(
        "agenda",
        "Items of the agenda",
        [
            *(fields.ITEM, Column("title", "Title"), Column("about", "About")),
            *with_values([Column("papers", worded("Papers"))], rows),
        ],
        rows,
    )


def gaps_on_agenda(body: Body, each: MeetingRecord) -> Sequence[GapRecord]:
    """Return the gaps that its agenda names; none for the public, which does not see them."""
    named = {gap for item in each.agenda for gap in item.gaps}
    found = [] if body.public else gap_records(body.facts)
    return [gap for gap in found if gap.found.event.gap in named]


def actions_table(body: Body, found: Sequence[Action], caption: str) -> Table:
    """Return the table of action items with their state."""
    return Table(
        "actions",
        caption,
        [
            *(fields.ACTION, fields.ACTION_OWNER, fields.TO_DO, fields.DUE_ON),
            *(Column("state", "State"), fields.DECISION),
        ],
        list(_action_rows(body, found)),
        tones=TONES,
    )


def _action_rows(body: Body, found: Sequence[Action]) -> Iterator[Row]:
    for each in found:
        yield {
            "action": each.item.action,
            "owner": body.called(each.item.owner),
            "text": each.item.text,
            "due_on": each.item.due_on.isoformat() if each.item.due_on else None,
            "state": plain(each.state),
            "decision": each.decided.event.decision,
        }
