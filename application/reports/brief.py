"""The brief for a meeting: what happened since the last, what is late, what is to be decided."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from application.questions.across.still_due import due_items
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Column, Row
from application.questions.asking.ask import Ask
from application.questions.laws.gap_states import GapRecord, gap_records
from application.questions.laws.gaps import banners
from application.questions.meetings.actions import action_items
from application.questions.meetings.cadence import frequency_notes, meeting_frequency
from application.questions.meetings.meeting_states import MeetingRecord, meeting_records
from application.questions.meetings.meetings import minutes
from application.read_model import ReadModel
from application.reports.body_context import NOTHING_PUBLIC, Body
from application.reports.document import Block, Paragraph, Report, Section, Table
from application.reports.meetings.meeting_sections import (
    TONES,
    actions_table,
    agenda_table,
    find_meeting,
    gaps_on_agenda,
    meeting_table,
    sessions,
    settled,
    within_sentence,
)
from application.reports.since import since
from domain.words import worded

NOT_SHOWN = worded(
    "What became of this meeting is not shown to this audience: it may be on another day, or "
    "cancelled."
)
STANDING = ("overdue", "due", "upcoming", "open", "not_recorded", "not_shown")


def brief(read_model: ReadModel, ask: Ask, today: date, *, meeting: str | None = None) -> Report:
    """Say what a meeting has to know and to decide; without a name, the next one that is called.

    Raises:
        UnknownReference: there is no such meeting.
    """
    body = Body.of(read_model, ask, today)
    found = meeting_records(body.facts)
    coming = [each for each in found if each.state in ("to_come", "under_way")]
    this = find_meeting(found, meeting) if meeting else (coming[0] if coming else None)
    last = _last(found, this)
    after = last.over_by if last else None
    happened = [Paragraph(_since(body, last))]
    sections = [
        Section("what", this.heading if this else "The next meeting", _what(body, this, last)),
        Section("since", "Since the last meeting", happened, list(since(body, after))),
        Section("open", "Actions open and overdue", [_actions(body)]),
        Section("owed", "Reports and milestones due", [_owed(body, this)]),
        Section("decide", "Decisions to take", _agenda(body, this)),
        Section("approve", "Minutes to approve", [_minutes(body, found, this)]),
    ]
    return body.report(
        "brief",
        worded("Brief for {meeting}", meeting=within_sentence(this))
        if this
        else "Brief for the next meeting",
        sections,
        facts={"meeting": this.meeting if this else None, "since": str(after) if after else None},
        banners=banners(_gaps_named(body, this, after)),
    )


def _gaps_named(body: Body, this: MeetingRecord | None, after: date | None) -> Sequence[GapRecord]:
    """Return the gaps of which something happened after a day, and those on the agenda."""
    if body.public:
        return []
    listed = gaps_on_agenda(body, this) if this else []
    happened = [
        each
        for each in gap_records(body.facts)
        if any(after is None or (fact.on.latest and fact.by > after) for fact in each.told)
    ]
    return [*listed, *happened]


def _last(found: Sequence[MeetingRecord], this: MeetingRecord | None) -> MeetingRecord | None:
    """Return the last meeting that was held before this one."""
    held = [each for each in found if each.state == "held" and not each.written and each.held_by]
    before = [each for each in held if this is None or each.order < this.order]
    return before[-1] if before else None


def _what(body: Body, this: MeetingRecord | None, last: MeetingRecord | None) -> list[Block]:
    """Say which meeting it is, and whether meetings are held as often as promised.

    Of a meeting that was held it is said that it was, and nothing of the next one.
    """
    if this and this.state == "held":
        held = worded(
            "This meeting was held on {held_on}; its minutes say what was decided. What happened "
            "after it until {on} is in this brief, too.",
            held_on=this.held_on,
            on=body.at.on,
        )
        before = [
            worded(
                "The meeting before it was {meeting}, on {held_on}.",
                meeting=each.meeting,
                held_on=each.held_on,
            )
            for each in filter(None, [last])
        ]
        return [meeting_table(this), *sessions(body, this), *map(Paragraph, [held, *before])]
    found = meeting_frequency(body.facts)
    notes = [
        Paragraph(line) for line in frequency_notes(replace(found, last=last) if this else found)
    ]
    if this is None:
        hidden = any(each.state == "not_shown" for each in meeting_records(body.facts))
        said = "No meeting is shown to be called." if hidden else "No meeting is called."
        return [Paragraph(NOTHING_PUBLIC if body.public else said), *notes]
    told = [Paragraph(NOT_SHOWN)] if this.state == "not_shown" else []
    return [meeting_table(this), *sessions(body, this), *_unsettled(body, this), *told, *notes]


def _unsettled(body: Body, this: MeetingRecord) -> Iterator[Paragraph]:
    """Say which sessions are outside of the days of a meeting that is to come, or have no hour."""
    if this.written or this.cancelled:
        return
    for fact, sure in settled(body, this):
        if not sure:
            yield Paragraph(
                worded(
                    "It is not settled when session {number} is; it was planned for {day}.",
                    number=fact.event.number,
                    day=fact.on,
                )
            )


def _since(body: Body, last: MeetingRecord | None) -> str:
    if last is None and body.public:
        return worded("No earlier meeting that the public may see is recorded.")
    if last is None:
        return worded("No earlier meeting is recorded, so this is all that is recorded.")
    return worded(
        "What happened after {meeting} of {held_on}, in the order of days.",
        meeting=last.meeting,
        held_on=last.held_on,
    )


def _actions(body: Body) -> Table:
    standing = [each for each in action_items(body.facts) if each.state in STANDING]
    return actions_table(body, standing, worded("What is still to be done on {on}", on=body.at.on))


def _owed(body: Body, this: MeetingRecord | None) -> Table:
    """List what is overdue, and what is due within 30 days or by the meeting."""
    meets = this.begins_on.latest if this else None
    rows: list[Row] = [
        {
            "title": item.title,
            "owner": body.called(item.owner) or body.name,
            "due_on": item.due_on.isoformat(),
            "state": item.state,
        }
        for item in due_items(body.facts)
        if item.kind in ("report", "milestone")
        and (item.state != "upcoming" or (meets and item.due_on <= meets))
    ]
    return Table(
        "owed",
        worded(
            "Reports and milestones that were owed on {on}, or are due within 30 days or by the "
            "meeting",
            on=body.at.on,
        ),
        [fields.TITLE, Column("owner", "By whom"), fields.DUE_ON, Column("state", "State")],
        rows,
        tones=TONES,
    )


def _agenda(body: Body, this: MeetingRecord | None) -> list[Block]:
    if this:
        return [agenda_table(body, this)]
    return [Paragraph(NOTHING_PUBLIC if body.public else "No agenda is recorded.")]


def _minutes(body: Body, found: Sequence[MeetingRecord], this: MeetingRecord | None) -> Table:
    rows: list[Row] = [
        {"meeting": each.meeting, "held_on": str(each.held_on), "minutes": minutes(each)}
        for each in found
        if _waits(body, each) and (this is None or each.order < this.order)
    ]
    return Table(
        "minutes",
        "Meetings whose minutes are not approved",
        [fields.MEETING, Column("held_on", "Held on"), fields.MINUTES],
        rows,
    )


def _waits(body: Body, each: MeetingRecord) -> bool:
    """Say whether minutes are to be approved; without a draft only if the record is complete."""
    if each.state != "held" or not each.unapproved:
        return False
    recorded = bool(body.complete_from and each.held_by and each.held_by >= body.complete_from)
    return bool(each.circulated) or recorded
