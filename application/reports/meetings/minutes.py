"""The report `minutes`: attendance, agenda, decisions, action items, inputs and approval."""

from collections.abc import Mapping
from datetime import date

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Column, Row, values
from application.questions.asking.ask import Ask
from application.questions.asking.sentences import sentence
from application.questions.laws.gaps import banners
from application.questions.meetings.actions import action_items
from application.questions.meetings.counted_votes import Counted
from application.questions.meetings.meeting_states import MeetingRecord, meeting_records
from application.questions.meetings.meetings import adopted_by
from application.questions.meetings.presence import not_counted
from application.read_model import ReadModel
from application.reports.body_context import Body
from application.reports.document import Block, Paragraph, Report, Section, Table, Tone
from application.reports.meetings.hour_by_hour import (
    by_attendance,
    head,
    minutes_versions,
    no_attendance,
    presence,
    recorded,
)
from application.reports.meetings.items import items, paper_files, voting_tables
from application.reports.meetings.meeting_sections import (
    CHAIR,
    actions_table,
    agenda_table,
    chair,
    find_meeting,
    gaps_on_agenda,
    meeting_table,
    within_sentence,
)
from domain.errors import Refused
from domain.events.meetings import MinutesApproved, QuorumRuleSet
from domain.events.work import InitiativeInputConsidered, InitiativeInputReceived
from domain.meetings.presence import Room
from domain.words import joined, worded

APPROVED_HERE = "This meeting approved the minutes of {meetings}."
NOT_APPROVED = worded("Minutes are not approved.")
TONES: Mapping[str, Tone] = {"present": "good", "represented": "good", "absent": "bad"}


def minutes(read_model: ReadModel, ask: Ask, today: date, *, meeting: str) -> Report:
    """Say what a meeting, or a written procedure, did by the day.

    Raises:
        UnknownReference: there is no such meeting.
        Refused: it was cancelled, or is not recorded as held by that day.
    """
    body = Body.of(read_model, ask, today)
    each = find_meeting(meeting_records(body.facts), meeting)
    if each.state == "not_shown":
        raise Refused(
            "Whether meeting {meeting} has minutes is not shown to this audience.", meeting=meeting
        )
    if each.state not in ("held", "under_way"):
        state = each.state.replace("_", " ")
        raise Refused(
            "Meeting {meeting} has no minutes: on {on} it was {state}.",
            meeting=meeting,
            on=body.at.on,
            state=state,
        )
    sections = _by_item(body, each) if recorded(body, each) else _in_tables(body, each)
    return body.report(
        "minutes",
        worded("Minutes of {meeting}", meeting=within_sentence(each)),
        sections,
        facts={"meeting": meeting},
        banners=[
            *([] if not each.unapproved else [worded("Draft: these minutes are not approved.")]),
            *banners(gaps_on_agenda(body, each)),
        ],
    )


def _by_item(body: Body, each: MeetingRecord) -> list[Section]:
    """Return the parts of minutes item by item; a part with nothing in it is left out."""
    came = [*presence(body, each), *([Paragraph(_quorum(body, each))] if each.quorum else [])]
    actions, inputs = _actions(body, each), _inputs(body, each)
    return [
        head(body, each),
        Section("present", "Attendance", came),
        *items(body, each),
        *voting_tables(body, each),
        *([Section("to-do", "Action items", [actions])] if actions.rows else []),
        *([Section("heard", "Inputs considered", [inputs])] if inputs.rows else []),
        Section("approval", "Approval", _approvals(body, each)),
        *minutes_versions(body, each),
        *paper_files(body, each),
    ]


def _in_tables(body: Body, each: MeetingRecord) -> list[Section]:
    """Return the parts of minutes of a meeting of which only the outcome is recorded."""
    return [
        Section("sitting", each.heading, [_sitting(body, each)]),
        Section("present", "Attendance", _attendance(body, each)),
        Section("items", "Agenda", [agenda_table(body, each)]),
        Section("adopted", "Decisions", [_decisions(each)]),
        Section("to-do", "Action items", [_actions(body, each)]),
        Section("heard", "Inputs considered", [_inputs(body, each)]),
        Section("approval", "Approval", _approvals(body, each)),
        *minutes_versions(body, each),
    ]


def _sitting(body: Body, each: MeetingRecord) -> Table:
    said = [(worded("Opened"), each.opened), (worded("Closed"), each.closed)]
    days = [(what, worded("{on}", on=fact.on)) for what, fact in said if fact]
    presided = chair(body, each)
    return meeting_table(each, [*days, *([(CHAIR, presided)] if presided else [])])


def _attendance(body: Body, each: MeetingRecord) -> list[Block]:
    if each.written:
        return [Paragraph("A written procedure: members replied in writing, and nobody met.")]
    if each.opened is None or each.opened.event.attendance is None:
        return [no_attendance(each)]
    voting = body.facts.once(Counted)
    room = Room(voting.seen.history, each.meeting)
    counted = voting.attendance(each.meeting, each.held_on)
    rows: list[Row] = [
        {"member": came.member, "name": body.called(came.member), "presence": came.presence}
        for came in each.opened.event.attendance
        if came.member in counted or came.presence == "observer"
    ]
    table = Table(
        "attendance",
        worded("Attendance by member"),
        [fields.NAME, Column("presence", worded("Attendance"))],
        by_attendance(rows),
        tones=TONES,
    )
    others = map(Paragraph, not_counted(voting, room, counted, body.names))
    return [table, *others, Paragraph(_quorum(body, each))]


def _quorum(body: Body, each: MeetingRecord) -> str:
    if each.quorum is None and body.public:
        return worded("Whether there was a quorum is not shown.")
    if each.quorum is None:
        return worded("Whether there was a quorum is not recorded.")
    counted = each.quorum.event
    rules = [fact for fact in body.facts.known(QuorumRuleSet) if fact.entry_id == str(counted.rule)]
    said = [sentence(QuorumRuleSet.TOPIC, rule.event.model_dump(mode="json")) for rule in rules]
    reached = worded(
        "There was a quorum: of {members} active members {counted} took part; needed: {needed}."
        if counted.reached
        else "There was no quorum: of {members} active members {counted} took part; needed: "
        "{needed}.",
        members=counted.members,
        counted=counted.counted,
        needed=counted.needed,
    )
    return joined(" ", [reached, *(worded("The rule: {rule}.", rule=rule) for rule in said[:1])])


def _decisions(each: MeetingRecord) -> Table:
    rows: list[Row] = [
        {
            **values(fact.event, "decision", "item", "title", "text", "task"),
            "adopted_by": adopted_by(fact.event),
            **values(fact.event, "commitments"),
        }
        for fact in each.decisions
    ]
    return Table(
        "decisions",
        "What was decided",
        [
            *(fields.DECISION, fields.ITEM, fields.SUBJECT, fields.DECIDED, fields.TASK),
            *(fields.ADOPTED_BY.headed("Adopted by"), fields.COMMITMENTS),
        ],
        rows,
    )


def _actions(body: Body, each: MeetingRecord) -> Table:
    mine = [a for a in action_items(body.facts) if a.decided.event.meeting == each.meeting]
    return actions_table(
        body, mine, worded("What is to be done, as it stood on {on}", on=body.at.on)
    )


def _inputs(body: Body, each: MeetingRecord) -> Table:
    received = {fact.event.input: fact.event for fact in body.facts.known(InitiativeInputReceived)}
    rows: list[Row] = []
    for fact in body.facts.begun(InitiativeInputConsidered):
        event, source = fact.event, received.get(fact.event.input)
        if event.meeting == each.meeting:
            rows.append(
                {
                    **values(event, "input"),
                    **values(source, "initiative", "title"),
                    **values(event, "item", "decision", "outcome"),
                }
            )
    return Table(
        "inputs",
        worded("Inputs of initiatives, and their outcome"),
        [
            *(fields.INPUT.headed("Input"), fields.INITIATIVE.headed("Initiative")),
            *(fields.SUBJECT, fields.ITEM, fields.DECISION, fields.OUTCOME),
        ],
        rows,
    )


def _approvals(body: Body, each: MeetingRecord) -> list[Block]:
    """Return what became of the minutes of this meeting, and which ones it approved itself."""
    approved = [
        fact.event.meeting
        for fact in body.facts.begun(MinutesApproved)
        if fact.event.at == each.meeting
    ]
    said = [worded(APPROVED_HERE, meetings=", ".join(approved))] if approved else []
    return [Paragraph(sentence) for sentence in (*said, _approval(each))]


def _approval(each: MeetingRecord) -> str:
    sent = [worded("Draft minutes were sent on {on}.", on=fact.on) for fact in each.circulated[-1:]]
    if each.unapproved:
        return joined(" ", [*sent, worded("They are not approved.")]) if sent else NOT_APPROVED
    if each.approved is None:
        return joined(" ", [*sent, worded("Whether the minutes were approved is not shown.")])
    event, on = each.approved.event, each.approved.on
    approved = worded(
        "Minutes were approved at meeting {meeting} on {on}.", meeting=event.at, on=on
    )
    changes = [worded("Changes: {changes}", changes=event.changes)] if event.changes else []
    return joined(" ", [*sent, approved, *changes])
