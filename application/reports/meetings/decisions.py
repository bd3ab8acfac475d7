"""The decisions of a year: what was adopted and how, what was not and why, what is to be done."""

from collections.abc import Sequence
from datetime import date

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Column, Row, values
from application.questions.asking.ask import Ask
from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.meetings.actions import action_items
from application.questions.meetings.counted_votes import Counted
from application.questions.meetings.meetings import adopted_by
from application.questions.meetings.vote_words import WHY
from application.read_model import ReadModel
from application.reports.body_context import Body
from application.reports.document import Paragraph, Report, Section, Table
from application.reports.meetings.meeting_sections import actions_table
from application.reports.meetings.votes import difference
from application.reports.work_by_task import year_of
from domain.events.meetings import DecisionAdopted
from domain.events.voting import DecisionNotAdopted, VoteTaken
from domain.words import worded


def decisions(read_model: ReadModel, ask: Ask, today: date, *, year: str) -> Report:
    """Say what the body decided in a year, in the order of days.

    Raises:
        Malformed: `year` is not a year.
    """
    number = year_of(year)
    body = Body.of(read_model, ask, today)
    adopted = [f for f in body.facts.begun(DecisionAdopted) if f.by.year == number]
    missed = [f for f in body.facts.begun(DecisionNotAdopted) if f.by.year == number]
    to_do = asked_for(body, adopted)
    summary = worded(
        _SUMMARIES[len(adopted) == 1, len(missed) == 1],
        adopted=len(adopted),
        missed=len(missed),
        year=number,
    )
    return body.report(
        "decisions",
        worded("Decisions of {year}", year=number),
        [
            *body.summary(
                Paragraph(summary),
                [
                    (len(adopted), worded("Decisions adopted: {number}.", number=len(adopted))),
                    (len(missed), worded("Decisions not adopted: {number}.", number=len(missed))),
                ],
            ),
            Section("adopted", worded("Decisions adopted"), [adopted_table(body.facts, adopted)]),
            *(
                [Section("not-adopted", worded("Decisions not adopted"), [missed_table(missed)])]
                if missed
                else []
            ),
            *([Section("to-do", "Action items", [to_do])] if to_do.rows else []),
        ],
        facts={"year": number},
    )


_SUMMARIES = {
    (False, False): "{adopted} decisions were adopted in {year}, and {missed} were not.",
    (False, True): "{adopted} decisions were adopted in {year}, and {missed} was not.",
    (True, False): "{adopted} decision was adopted in {year}, and {missed} were not.",
    (True, True): "{adopted} decision was adopted in {year}, and {missed} was not.",
}
COUNTED_NOW = "{how}. {now}"
"""How a decision was adopted, and that its vote comes to something else by what is known."""
_FIRST = (fields.DECISION, Column("on", "On"), fields.MEETING, fields.ITEM)
_WHAT = (fields.SUBJECT, fields.DECIDED)


def adopted_table(facts: Facts, adopted: Sequence[Fact[DecisionAdopted]]) -> Table:
    """Return what was decided, and how."""
    counted = facts.once(Counted)
    votes = {fact.event.decision: fact for fact in facts.begun(VoteTaken)}
    return Table(
        key="decisions",
        caption="What was decided",
        columns=[*_FIRST, *_WHAT, fields.TASK, fields.ADOPTED_BY.headed("Adopted by")],
        rows=[_adopted_row(counted, fact, votes.get(fact.event.decision)) for fact in adopted],
    )


def asked_for(body: Body, adopted: Sequence[Fact[DecisionAdopted]]) -> Table:
    """Return the action items of decisions, with their states."""
    entries = {fact.entry for fact in adopted}
    found = [each for each in action_items(body.facts) if each.decided.entry in entries]
    return actions_table(body, found, "What is to be done")


def missed_table(missed: Sequence[Fact[DecisionNotAdopted]]) -> Table:
    """Return what was voted on and not adopted, and why."""
    return Table(
        key="not-adopted",
        caption="What was voted on and not adopted, and why",
        columns=[*_FIRST, *_WHAT, Column("reason", "Why")],
        rows=[_missed_row(fact) for fact in missed],
    )


def _adopted_row(
    counted: Counted, fact: Fact[DecisionAdopted], vote: Fact[VoteTaken] | None
) -> Row:
    event = fact.event
    by_chair = counted.decided_by_casting_vote(event.decision)
    how = worded("casting vote of the chair") if by_chair else adopted_by(event)
    for now in difference(counted, event.decision, counted.result(vote)) if vote else ():
        how = worded(COUNTED_NOW, how=how, now=now)
    return {
        "decision": event.decision,
        "on": str(fact.on),
        **values(event, "meeting", "item", "title", "text", "task"),
        "adopted_by": how,
    }


def _missed_row(fact: Fact[DecisionNotAdopted]) -> Row:
    event = fact.event
    return {
        "decision": event.decision,
        "on": str(fact.on),
        **values(event, "meeting", "item", "title", "text"),
        "reason": WHY[event.reason],
    }
