"""What minutes say of a meeting hour by hour: sessions, who came and left, versions.

A part of which nothing is recorded is left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar, get_args

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import ByName, Column, Row, by_name, values
from application.questions.asking.fact import Fact
from application.questions.asking.sentences import plain
from application.questions.meetings.counted_votes import Attendance, Counted
from application.questions.meetings.meeting_states import MeetingRecord
from application.questions.meetings.presence import (
    NO_LIST,
    NOT_SHOWN,
    hours,
    not_counted,
    observers,
)
from application.reports.body_context import Body
from application.reports.document import Block, Paragraph, Points, Section, Table
from application.reports.meetings.meeting_sections import CHAIR, chair, sessions, with_values
from application.reports.meetings.who_acted import (
    acted_from,
    proxy_in_words,
    representative_in_words,
)
from domain.event import Event
from domain.events import minutes as m
from domain.events import voting as v
from domain.events.meetings import MinutesApproved, MinutesCirculated, Presence
from domain.grouping import grouped
from domain.meetings.presence import Room
from domain.meetings.sessions import date_range
from domain.voting.rights import Right
from domain.words import joined, worded

E = TypeVar("E", bound=Event)
_ORDER = (*get_args(Presence), "not_shown")
"""In which order tables list how members were there."""
_SHA = Column("file_sha256", "SHA-256 of the file")
_HOUR_BY_HOUR = (
    *(v.SessionSet, v.MemberArrived, v.MemberDeparted, v.RepresentativeChanged, v.ProxyGiven),
    *(v.ObserverAttended, v.VoteTaken, m.PaperTabled, m.DiscussionRecorded),
)


def recorded(body: Body, meeting: MeetingRecord) -> bool:
    """Say whether anything is recorded of a meeting that minutes tell item by item."""
    return any(of(body, kind, meeting) for kind in _HOUR_BY_HOUR)


def head(body: Body, meeting: MeetingRecord) -> Section:
    """Return what kind of meeting it was, its days, its chair and its place."""
    days = date_range(meeting.held_on, meeting.last_day)
    places = dict.fromkeys(fact.event.place for fact in of(body, v.SessionSet, meeting))
    if meeting.written:
        called = date_range(meeting.begins_on, meeting.ends_on)
        told = [
            (worded("Called for"), called),
            (worded("Closed"), str(meeting.closed.on) if meeting.closed else ""),
        ]
    else:
        told = [
            (worded("Held on"), days),
            (worded("Place"), meeting.place or "; ".join(filter(None, places))),
        ]
    told.append((CHAIR, chair(body, meeting)))
    rows: list[Row] = [
        {"what": what, "value": value}
        for what, value in (
            (worded("Meeting"), meeting.meeting),
            (worded("Kind"), plain(meeting.kind)),
            *told,
        )
        if value
    ]
    columns = [Column("what", "Detail"), Column("value", "As recorded")]
    table = Table(key="meeting", caption="About the meeting", columns=columns, rows=rows)
    return Section("sitting", meeting.heading, [table, *sessions(body, meeting)])


def presence(body: Body, meeting: MeetingRecord) -> list[Block]:
    """Return who was present, represented and excused, who could vote, and who observed."""
    if meeting.written:
        return [Paragraph("A written procedure: members replied in writing, and nobody met.")]
    voting = body.facts.once(Counted)
    room = Room(voting.seen.history, meeting.meeting)
    counted = voting.attendance(meeting.meeting, meeting.held_on)
    lines = [
        *(proxy_in_words(body, room, counted, fact) for fact in of(body, v.ProxyGiven, meeting)),
        *(
            representative_in_words(body, room, fact)
            for fact in of(body, v.RepresentativeChanged, meeting)
        ),
    ]
    apologies = [code for code, how in (room.opening or {}).items() if how == "excused"]
    excused = [body.called(code) for code in apologies if code in counted]
    who = observers(body.facts, room, counted, body.names)
    found: list[Block] = [
        *(_attendance(body, room, counted, meeting)),
        *([Points(lines)] if lines else []),
        *([Paragraph(_apologies(room, meeting, joined(", ", excused)))] if excused else []),
    ]
    found += map(Paragraph, not_counted(voting, room, counted, body.names))
    if who:
        found.append(Paragraph(worded("Observers: {names}.", names=", ".join(map(str, who)))))
    return found or [no_attendance(meeting)]


def no_attendance(meeting: MeetingRecord) -> Paragraph:
    """Say that nothing is on record of who came, or that it is not shown."""
    if "opened" in meeting.hidden:
        return Paragraph(NOT_SHOWN)
    return Paragraph("Attendance is not recorded.")


def _apologies(room: Room, meeting: MeetingRecord, names: str) -> str:
    if room.has_several_days:
        return worded("Apologies on {day}: {names}.", day=meeting.held_on, names=names)
    return worded("Apologies: {names}.", names=names)


def _attendance(
    body: Body, room: Room, everybody: Mapping[str, Attendance], meeting: MeetingRecord
) -> list[Block]:
    """List active members by attendance and name, with the hours and the right to vote.

    All of it is counted from what this audience may see: a reason tells a fact. Where no list of
    the opening is recorded, only those that are known to have taken part are listed.
    """
    may = body.facts.once(Counted).rights(meeting.meeting, meeting.held_on)
    known = room.opening is not None
    unsaid = () if known else ("absent", "not_shown")
    seats = {code: seat for code, seat in everybody.items() if seat not in unsaid}
    if not known and not seats:
        return []
    given = [fact for fact in of(body, v.ProxyGiven, meeting) if acted_from(room, everybody, fact)]
    holders = _holders(body, [fact.event for fact in given])
    rows: list[Row] = [
        {
            "member": code,
            "name": body.called(code),
            "presence": seat,
            "hours": hours(room, code) if seat == "present" else None,
            "acted_by": holders.get(code) if seat == "represented" else None,
            "may_vote": _may_vote(may[code]),
        }
        for code, seat in seats.items()
    ]
    columns = [
        *(fields.NAME, Column("presence", "Attendance"), Column("acted_by", "Represented by")),
        *(Column("hours", "Came and left"), Column("may_vote", "Right to vote")),
    ]
    table = Table(
        key="attendance",
        caption="Attendance of active members",
        columns=with_values(columns, rows),
        rows=by_attendance(rows),
        tones={"present": "good", "represented": "good", "absent": "bad"},
    )
    said = NOT_SHOWN if "opened" in meeting.hidden else NO_LIST
    return [table] if known else [Paragraph(said), table]


def _may_vote(right: Right) -> str:
    if right.may_vote or not right.is_shown:
        return worded("yes") if right.may_vote else right.said
    return worded("no: {reason}", reason=right.said)


def by_attendance(rows: Iterable[Row]) -> ByName[Row]:
    """Return rows of members by how they were there, then by name."""
    return by_name(rows, lambda row: (_ORDER.index(str(row["presence"])),))


def _holders(body: Body, given: Iterable[v.ProxyGiven]) -> dict[str, str]:
    """Return by code of the member who represented it, by name; more than one in turn."""
    found = grouped((each.giver, body.called(each.holder)) for each in given)
    return {giver: joined(", ", dict.fromkeys(names)) for giver, names in found.items()}


def minutes_versions(body: Body, meeting: MeetingRecord) -> list[Section]:
    """Return the versions of the minutes, and what members asked to change in them."""
    rows: list[Row] = [
        {"what": what, "on": str(fact.on), "file_sha256": fact.event.file_sha256}
        for what, kind in _VERSIONS
        for fact in of(body, kind, meeting)
    ]
    comments = of(body, m.MinutesCommented, meeting)
    if not comments and not any(
        of(body, kind, meeting) for kind in (m.MinutesDrafted, m.MinutesPublished)
    ):
        return []
    columns = with_values([Column("what", "Version"), Column("on", "On"), _SHA], rows)
    blocks: list[Block] = [
        Table(key="versions", caption="Versions of the minutes", columns=columns, rows=rows)
    ]
    if comments:
        blocks.append(_comments(body, comments))
    return [Section(key="versions", title="Versions and comments", blocks=blocks)]


_VERSIONS: Sequence[
    tuple[
        str,
        type[m.MinutesDrafted]
        | type[MinutesCirculated]
        | type[MinutesApproved]
        | type[m.MinutesPublished],
    ]
] = (
    (worded("written"), m.MinutesDrafted),
    (worded("sent to the members"), MinutesCirculated),
    (worded("approved"), MinutesApproved),
    (worded("published"), m.MinutesPublished),
)


def _comments(body: Body, comments: Sequence[Fact[m.MinutesCommented]]) -> Table:
    answers = {f.event.comment: f.event for f in body.facts.begun(m.MinutesCommentAnswered)}
    whole = {f.event.comment for f in body.facts.everything.begun(m.MinutesCommentAnswered)}
    rows: list[Row] = []
    for fact in comments:
        answer, answered = answers.get(fact.event.comment), fact.event.comment in whole
        unknown = plain("not_shown") if answered else worded("not answered")
        taken_up = worded("taken up") if answer and answer.taken_up else worded("not taken up")
        rows.append(
            {
                **values(fact.event, "comment"),
                "name": body.called(fact.event.member),
                **values(fact.event, "item", "text"),
                "taken_up": taken_up if answer else unknown,
                "answer": answer.text if answer else None,
            }
        )
    columns = [
        *(Column("comment", "Comment"), fields.NAME, fields.ITEM, Column("text", "Asked for")),
        *(Column("taken_up", "State"), Column("answer", "Answer")),
    ]
    shown = with_values(columns, rows)
    return Table(key="comments", caption="Comments of members", columns=shown, rows=rows)


def of(body: Body, kind: type[E], meeting: MeetingRecord) -> list[Fact[E]]:
    """Return the facts of a kind that are about a meeting."""
    return [f for f in body.facts.begun(kind) if getattr(f.event, "meeting", "") == meeting.meeting]
