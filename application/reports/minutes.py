"""The minutes of a meeting: who came, what was decided, who is to do what, and their approval."""

from collections.abc import Mapping
from datetime import date

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Column, Row
from application.questions.asking.ask import Ask
from application.questions.asking.sentences import sentence
from application.questions.meetings.actions import action_items
from application.questions.meetings.gatherings import Gathering, gatherings
from application.questions.meetings.meetings import adopted_by, attendance
from application.read_model import ReadModel
from application.reports import hour_by_hour
from application.reports.body import Body
from application.reports.document import Block, Paragraph, Report, Section, Table, Tone
from application.reports.sittings import actions, agenda, named, particulars, title
from domain.errors import Refused
from domain.events.meetings import QuorumRuleSet
from domain.events.work import InitiativeInputConsidered, InitiativeInputReceived
from domain.words import worded

ORDER = ("present", "represented", "observer", "excused", "absent")
TONES: Mapping[str, Tone] = {"present": "good", "represented": "good", "absent": "bad"}


def minutes(read_model: ReadModel, ask: Ask, today: date, *, meeting: str) -> Report:
    """Say what a meeting, or a written procedure, did by the day.

    Raises:
        UnknownReference: there is no such meeting.
        Refused: it was cancelled, or is not recorded as held by that day.
    """
    body = Body.of(read_model, ask, today)
    each = named(gatherings(body.facts), meeting)
    if each.state not in ("held", "under_way"):
        state = each.state.replace("_", " ")
        raise Refused(
            "Meeting {meeting} has no minutes: on {on} it was {state}.",
            meeting=meeting,
            on=body.at.on,
            state=state,
        )
    sections = [
        Section(key="sitting", title=title(each), blocks=[_sitting(each)]),
        *hour_by_hour.sessions(body, each),
        Section(
            key="present",
            title="Attendance",
            blocks=[*_attendance(body, each), *hour_by_hour.presence(body, each)],
        ),
        Section(key="items", title="Agenda", blocks=[agenda(body, each)]),
        *hour_by_hour.discussion(body, each),
        *hour_by_hour.votes(body, each),
        Section(key="adopted", title="Decisions", blocks=[_decisions(each)]),
        Section(key="to-do", title="Action items", blocks=[_actions(body, each)]),
        Section(key="heard", title="Inputs considered", blocks=[_inputs(body, each)]),
        Section(key="approval", title="Approval", blocks=[Paragraph(_approval(each))]),
        *hour_by_hour.versions(body, each),
    ]
    return body.report(
        "minutes",
        worded("Minutes of {each}", each=title(each)),
        sections,
        facts={"meeting": meeting},
        banners=[] if each.approved else ["Draft: these minutes are not approved."],
    )


def _sitting(each: Gathering) -> Table:
    said = [("Opened", each.opened), ("Closed", each.closed)]
    return particulars(each, [(what, str(fact.on)) for what, fact in said if fact])


def _attendance(body: Body, each: Gathering) -> list[Block]:
    if each.written:
        return [Paragraph("A written procedure: members replied in writing, and nobody met.")]
    listed = attendance(each)
    if listed is None:
        return [Paragraph("Attendance is not recorded.")]
    came = sorted(listed.items(), key=lambda pair: (ORDER.index(pair[1]), body.called(pair[0])))
    rows: list[Row] = [
        {"member": code, "name": body.called(code), "presence": presence} for code, presence in came
    ]
    table = Table(
        key="attendance",
        caption="Who took part, and how",
        columns=[fields.NAME, Column("presence", "Took part")],
        rows=rows,
        tones=TONES,
        empty="Nobody came.",
    )
    return [table, Paragraph(_quorum(body, each))]


def _quorum(body: Body, each: Gathering) -> str:
    if each.quorum is None:
        return "Whether there was a quorum is not recorded."
    counted = each.quorum.event
    rules = [fact for fact in body.facts.known(QuorumRuleSet) if fact.entry_id == str(counted.rule)]
    said = [sentence(QuorumRuleSet.TOPIC, rule.event.model_dump(mode="json")) for rule in rules]
    by = worded(" The rule: {said}.", said=said[0]) if said else ""
    reached = "There was a quorum" if counted.reached else "There was no quorum"
    return worded(
        "{reached}: of {members} active members {counted} took part; needed: {needed}.{by}",
        reached=reached,
        members=counted.members,
        counted=counted.counted,
        needed=counted.needed,
        by=by,
    )


def _decisions(each: Gathering) -> Table:
    rows: list[Row] = [
        {
            "decision": fact.event.decision,
            "item": fact.event.item,
            "title": fact.event.title,
            "text": fact.event.text,
            "task": fact.event.task,
            "adopted_by": adopted_by(fact.event),
            "commitments": list(fact.event.commitments),
        }
        for fact in each.decisions
    ]
    return Table(
        key="decisions",
        caption="What was decided",
        columns=[
            *(fields.DECISION, fields.ITEM, fields.SUBJECT, fields.DECIDED, fields.TASK),
            *(fields.ADOPTED_BY.headed("Adopted by"), fields.COMMITMENTS),
        ],
        rows=rows,
        empty="No decision is recorded.",
    )


def _actions(body: Body, each: Gathering) -> Table:
    mine = [a for a in action_items(body.facts) if a.decided.event.meeting == each.meeting]
    return actions(body, mine, worded("What is to be done, as it stood on {on}", on=body.at.on))


def _inputs(body: Body, each: Gathering) -> Table:
    received = {fact.event.input: fact.event for fact in body.facts.known(InitiativeInputReceived)}
    rows: list[Row] = []
    for fact in body.facts.begun(InitiativeInputConsidered):
        event, source = fact.event, received.get(fact.event.input)
        if event.meeting == each.meeting:
            rows.append(
                {
                    "input": event.input,
                    "initiative": source.initiative if source else None,
                    "title": source.title if source else None,
                    "item": event.item,
                    "decision": event.decision,
                    "outcome": event.outcome,
                }
            )
    return Table(
        key="inputs",
        caption="What initiatives had fed in, and what came of it",
        columns=[
            *(fields.INPUT.headed("Input"), fields.INITIATIVE.headed("Initiative")),
            *(fields.SUBJECT, fields.ITEM, fields.DECISION, fields.OUTCOME),
        ],
        rows=rows,
        empty="No input is recorded as considered.",
    )


def _approval(each: Gathering) -> str:
    sent = (
        worded("Draft minutes were sent on {on}. ", on=each.circulated[-1].on)
        if each.circulated
        else ""
    )
    if each.approved is None:
        return (
            worded("{sent}They are not approved.", sent=sent)
            if sent
            else "Minutes are not approved."
        )
    event = each.approved.event
    changed = f" Changes: {event.changes}" if event.changes else ""
    return worded(
        "{sent}Minutes were approved at {at} on {on}.{changed}",
        sent=sent,
        at=event.at,
        on=each.approved.on,
        changed=changed,
    )
