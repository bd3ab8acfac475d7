"""Parts of an annual report: meetings with their decisions, gaps in laws, and practices."""

from collections.abc import Sequence

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Column, Row, dated
from application.questions.laws.gap_states import GapRecord
from application.questions.meetings.counted_votes import Counted
from application.questions.meetings.meeting_states import MeetingRecord, meeting_records
from application.questions.meetings.meetings import came, minutes, quorum
from application.reports.body_context import Body
from application.reports.document import Section, Table
from application.reports.gaps import CLOSED, OPEN, gaps_table
from application.reports.meetings.decisions import adopted_table, asked_for, missed_table
from application.reports.practices import shown_practices
from application.reports.work_by_task import Days
from domain.events.laws import PracticeShowcased
from domain.events.meetings import DecisionAdopted
from domain.events.voting import DecisionNotAdopted
from domain.meetings.sessions import date_range
from domain.words import worded


def meetings(body: Body, days: Days) -> Section:
    """Return the meetings that were held, what they decided, and what is to be done."""
    held = [
        each
        for each in meeting_records(body.facts)
        if each.state == "held" and days.hold(each.held_on)
    ]
    adopted = [fact for fact in body.facts.begun(DecisionAdopted) if days.hold(fact.on)]
    missed = [fact for fact in body.facts.begun(DecisionNotAdopted) if days.hold(fact.on)]
    blocks = [_held(held, body.facts.once(Counted)), adopted_table(body.facts, adopted)]
    if missed:
        blocks.append(missed_table(missed))
    return Section("meetings", "Meetings and decisions", [*blocks, asked_for(body, adopted)])


def _held(held: Sequence[MeetingRecord], counted: Counted) -> Table:
    rows: list[Row] = [
        {
            "meeting": each.meeting,
            "kind": each.kind,
            **_days_of(each),
            "place": each.place,
            "came": came(each, counted),
            "quorum": quorum(each),
            "minutes": minutes(each),
        }
        for each in held
    ]
    columns = (
        *(fields.MEETING, fields.KIND_OF_MEETING, Column("on", "Day"), fields.PLACE),
        *(Column("came", worded("Attendance")), Column("quorum", "Quorum"), fields.MINUTES),
    )
    return Table("meetings", worded("Meetings of the year"), columns, rows)


def _days_of(meeting: MeetingRecord) -> Row:
    """Return its days in words, and apart; a written procedure is where it was called."""
    first, last = meeting.held_on, None if meeting.written else meeting.last_day
    on = str(first) if last in (None, first) else date_range(first, last)
    return {"on": on, **dated("begins_on", first), **dated("ends_on", last)}


def gaps(body: Body, days: Days, records: Sequence[GapRecord]) -> list[Section]:
    """Return the gaps that are open, which the public is not shown, and those closed this year."""
    closed = [each for each in records if each.closing and days.hold(each.closing.on)]
    still = [each for each in records if each.closing is None]
    tables = [gaps_table(body, CLOSED, closed)]
    if not body.public:
        tables.insert(0, gaps_table(body, OPEN, still))
    return [Section("gaps", worded("Gaps and opportunities in laws"), tables)]


def practices(body: Body, days: Days) -> Section:
    """Return the practices that were shown within the year."""
    shown = [fact for fact in body.facts.begun(PracticeShowcased) if days.hold(fact.on)]
    return shown_practices(body, "practices", worded("Practices"), shown)
