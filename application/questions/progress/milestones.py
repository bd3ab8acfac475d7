"""Milestones of commitments: set, due, reached, on a day and as known."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Row, dated, not_zero, values
from application.questions.asking.ask import Ask
from application.questions.asking.completeness import NOT_PUBLIC, complete_from
from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.asking.question_context import QuestionContext
from application.read_model import ReadModel
from domain.deadlines import due_state
from domain.events.progress import MilestoneReached, MilestoneSet
from domain.values import Visibility
from domain.words import worded

MilestoneState = Literal["reached", "upcoming", "due", "overdue", "not_recorded", "not_shown"]
STATES: tuple[MilestoneState, ...] = get_args(MilestoneState)
MILESTONES = fields.AnswerFields(
    facts=(fields.TASKFORCE, fields.REFERENCE, fields.BY_STATE),
    columns=(
        *(fields.COMMITMENT, fields.MILESTONE, fields.STEP),
        fields.AnswerField("name", "Owner", "name of the owner, or all"),
        fields.STEP_DUE_ON,
        fields.AnswerField("state", "State", ", ".join(STATES)),
        fields.REACHED_ON,
    ),
    more=(fields.STEP_OWNER, fields.OUTCOME, fields.ENTRY, fields.MENDED),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRecord:
    """One milestone, and how it stands on the day."""

    set: Fact[MilestoneSet]
    reached: Fact[MilestoneReached] | None
    state: MilestoneState


def milestone_records(facts: Facts) -> list[MilestoneRecord]:
    """Return every milestone that was set by the day, in the order of due dates.

    One that was not reached is `not_recorded` where the record was not complete on its due day, and
    `not_shown` where this audience may not see that it was reached.
    """
    seen = _records(facts)
    if facts.at.audience is Visibility.SECRETARIAT:
        return seen
    full = _records(facts.everything)
    states = {step.set.entry: step.state for step in full}
    return [
        replace(step, state="not_shown") if states.get(step.set.entry) != step.state else step
        for step in seen
    ]


def _records(facts: Facts) -> list[MilestoneRecord]:
    complete = complete_from(facts)
    reached = {(f.event.commitment, f.event.milestone): f for f in facts.begun(MilestoneReached)}
    found = []
    for fact in facts.begun(MilestoneSet):
        done = reached.get((fact.event.commitment, fact.event.milestone))
        state = "reached" if done else _state(fact.event.due_on, facts.at.on, complete)
        found.append(MilestoneRecord(set=fact, reached=done, state=state))
    return sorted(found, key=lambda step: (step.set.event.due_on, step.set.entry))


def _state(due_on: date, on: date, complete_from: date | None) -> MilestoneState:
    state = due_state(due_on, on)
    if state == "overdue" and (complete_from is None or due_on < complete_from):
        return "not_recorded"
    return state


def milestones(read_model: ReadModel, ask: Ask, reference: str | None, today: date) -> Answer:
    """Answer which milestones were set, who owns them, by when, and which were reached.

    Raises:
        UnknownReference: there is no such member, instrument or commitment.
    """
    context = QuestionContext.of(read_model, ask, today)
    asked = context.row_filter(reference)
    rows = [
        _row(step, asked.names)
        for step in milestone_records(context.facts)
        if asked.is_for(step.set.event.commitment, step.set.event.owner or "")
        and (not context.public or step.state in ("reached", "upcoming"))
    ]
    counts: dict[str, int] = {state: sum(row["state"] == state for row in rows) for state in STATES}
    return context.answer(
        worded("Milestones of {reference}", reference=reference)
        if reference
        else worded("Milestones in {taskforce}", taskforce=ask.taskforce),
        MILESTONES.columns,
        rows,
        facts={"reference": reference},
        counts=not_zero(counts),
        notes=[NOT_PUBLIC] if context.public else [],
    )


def _row(step: MilestoneRecord, names: Mapping[str, str]) -> Row:
    event, reached = step.set.event, step.reached
    return {
        **values(event, "commitment", "milestone", "title", "owner"),
        "name": names.get(event.owner, event.owner) if event.owner else worded("all"),
        **values(event, "due_on"),
        **values(step, "state"),
        **dated("reached_on", reached.on if reached else None),
        **values(reached and reached.event, "outcome"),
        "entry": step.set.entry,
        "mended": step.set.corrected or bool(reached and reached.corrected),
    }
