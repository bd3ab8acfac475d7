"""Meetings held and called, and what they decided."""

from collections.abc import Mapping
from datetime import date

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Json, Row, dated, dates, values
from application.questions.asking.ask import Ask
from application.questions.asking.fact import Fact
from application.questions.asking.question_context import QuestionContext
from application.questions.asking.sentences import plain, present_in_words
from application.questions.meetings.counted_votes import Counted
from application.questions.meetings.meeting_states import STATES, MeetingRecord, meeting_records
from application.questions.meetings.vote_words import quorum_in_words
from application.read_model import ReadModel
from domain.events.meetings import AgendaItem, DecisionAdopted
from domain.values import Visibility
from domain.words import worded

MEETINGS = fields.AnswerFields(
    facts=(fields.TASKFORCE, fields.in_json("counts", "meetings by state")),
    columns=(
        *(fields.MEETING, fields.KIND_OF_MEETING, fields.BEGINS_ON, fields.ENDS_ON, fields.PLACE),
        fields.AnswerField("state", "State", ", ".join(STATES)),
        fields.AnswerField("came", "Came", "how many took part and how, in words; not recorded"),
        fields.AnswerField(
            "quorum", "Quorum", "reached or not, with the count, in words; not counted"
        ),
        fields.AnswerField("decisions", "Decisions", "references of what it decided"),
        fields.MINUTES,
    ),
    more=(
        fields.in_json("moved", "how often it was moved to another day"),
        *(fields.OPENED_ON, fields.CLOSED_ON),
        fields.in_json(
            "attendance",
            "by code, how each active member took part in the whole meeting: present, represented, "
            "observer, excused or absent; null where nobody kept a list",
        ),
        fields.in_json("agenda", "its items: number, title, task, commitments, initiatives, gaps"),
    ),
)
DECISIONS = fields.AnswerFields(
    facts=(fields.TASKFORCE,),
    columns=(
        fields.DECISION,
        fields.dated_field("adopted_on", "Adopted", "day of the decision"),
        *(fields.MEETING, fields.SUBJECT, fields.DECIDED, fields.TASK),
        *(fields.ADOPTED_BY, fields.COMMITMENTS),
        fields.AnswerField("actions", "Actions", "references of what is to be done because of it"),
    ),
    more=(
        fields.ITEM,
        fields.in_json("item_title", "title of that item"),
        fields.in_json("in_favour", "votes for it, null for consensus"),
        fields.in_json("against", "votes against it, null for consensus"),
        fields.in_json("abstained", "abstentions, null for consensus"),
    ),
)


def meetings(read_model: ReadModel, ask: Ask, today: date) -> Answer:
    """Answer which meetings are known, with what became of each by the day."""
    context = QuestionContext.of(read_model, ask, today)
    found = meeting_records(context.facts)
    counted = Counted(context.facts)
    counts = {state: [each.state for each in found].count(state) for state in STATES}
    public = context.at.audience is Visibility.PUBLIC
    return context.answer(
        worded("Meetings of {taskforce}", taskforce=ask.taskforce),
        MEETINGS.columns,
        [_row(each, counted, public=public) for each in found],
        counts={state: number for state, number in counts.items() if state != "not_shown"},
    )


def _row(each: MeetingRecord, counted: Counted, *, public: bool) -> Row:
    return {
        **values(each, "meeting", "kind"),
        **dates(each, "begins_on", "ends_on"),
        **values(each, "place", "state"),
        "moved": len(each.moved),
        **dated("opened_on", each.opened.on if each.opened else None),
        **dated("closed_on", each.closed.on if each.closed else None),
        "came": came(each, counted),
        "attendance": attendance(each, counted),
        "quorum": quorum(each),
        "agenda": [_item(item, public=public) for item in each.agenda],
        "decisions": [fact.event.decision for fact in each.decisions],
        "minutes": minutes(each),
    }


def came(each: MeetingRecord, counted: Counted) -> str:
    """Return how many active members took part in a meeting and how; "" before it opened."""
    if each.opened is None:
        return ""
    known = attendance(each, counted)
    if known is None:
        return worded("not recorded")
    if "not_shown" in known.values() or counted.hides_members(each.meeting, known):
        return plain("not_shown")
    return present_in_words(known.values()) or worded("nobody")


def attendance(each: MeetingRecord, counted: Counted) -> Mapping[str, str] | None:
    """Return how each active member took part in the whole of a meeting, by its code.

    Who came after the opening was present. None stands for a meeting of which there is no list.
    """
    if each.opened is None or each.opened.event.attendance is None:
        return None
    return counted.attendance(each.meeting, each.opened.on)


def quorum(each: MeetingRecord) -> str:
    """Return whether there was a quorum, and what was counted; "" before the meeting opened."""
    if each.quorum:
        return quorum_in_words(each.quorum.event)
    if "quorum" in each.hidden:
        return plain("not_shown")
    return worded("not counted") if each.opened else ""


def minutes(each: MeetingRecord) -> str:
    """Return how far the minutes are; "" before there can be any."""
    if each.approved:
        return worded("approved at meeting {at}", at=each.approved.event.at)
    if each.circulated:
        return worded("sent {on}", on=each.circulated[-1].on)
    if {"circulated", "approved"} & {*each.hidden}:
        return plain("not_shown")
    return worded("none recorded") if each.state == "held" else ""


def _item(item: AgendaItem, *, public: bool) -> Mapping[str, Json]:
    """Return an item of an agenda; gaps in laws are not shown to the public."""
    return {
        **values(item, "item", "title", "task", "commitments", "initiatives"),
        "gaps": [] if public else list(item.gaps),
    }


def decisions(read_model: ReadModel, ask: Ask, today: date) -> Answer:
    """Answer what the body had decided by the day, in the order of days."""
    context = QuestionContext.of(read_model, ask, today)
    titles = {each.meeting: _titles(each) for each in meeting_records(context.facts)}
    rows = [
        decision_row(fact, titles.get(fact.event.meeting, {}))
        for fact in context.facts.begun(DecisionAdopted)
    ]
    return context.answer(
        worded("Decisions of {taskforce}", taskforce=ask.taskforce), DECISIONS.columns, rows
    )


def _titles(each: MeetingRecord) -> Mapping[str, str]:
    return {item.item: item.title for item in each.agenda}


def decision_row(fact: Fact[DecisionAdopted], items: Mapping[str, str]) -> Row:
    """Return one decision; `items` are the titles of the agenda by number."""
    event = fact.event
    return {
        "decision": event.decision,
        **dated("adopted_on", fact.on),
        **values(event, "meeting", "item"),
        "item_title": items.get(event.item or ""),
        **values(event, "title", "text", "task"),
        "adopted_by": adopted_by(event),
        **values(event.votes, "in_favour", "against", "abstained"),
        **values(event, "commitments"),
        "actions": [each.action for each in event.actions],
    }


def adopted_by(event: DecisionAdopted) -> str:
    """Say how it was adopted."""
    if event.votes is None:
        return "consensus"
    votes = event.votes
    return worded(
        "{in_favour} for, {against} against, {abstained} abstained",
        in_favour=votes.in_favour,
        against=votes.against,
        abstained=votes.abstained,
    )
