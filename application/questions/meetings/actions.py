"""Action items of decisions, and their states."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Row, dated, values
from application.questions.asking.ask import Ask
from application.questions.asking.completeness import complete_from
from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.asking.question_context import QuestionContext
from application.read_model import ReadModel
from application.reading import codes_of
from domain.deadlines import due_state
from domain.events.meetings import ActionItem, ActionItemCompleted, DecisionAdopted
from domain.values import Visibility
from domain.words import worded

ActionState = Literal["overdue", "due", "upcoming", "open", "not_recorded", "not_shown", "done"]
STATES: tuple[ActionState, ...] = get_args(ActionState)
ACTIONS = fields.AnswerFields(
    facts=(
        fields.TASKFORCE,
        fields.in_json("owner", "the one owner that was asked for, or null"),
        fields.in_json("counts", "actions by state"),
    ),
    columns=(
        fields.ACTION,
        fields.AnswerField("owner_name", "Owner", "official name on that day"),
        *(fields.TO_DO, fields.DUE_ON, fields.AnswerField("state", "State", ", ".join(STATES))),
        *(fields.DECISION, fields.MEETING, fields.COMPLETED_ON, fields.OUTCOME),
    ),
    more=(fields.ACTION_OWNER, fields.TASK),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An action item with the decision that asks for it, and how it stood on the day."""

    item: ActionItem
    state: ActionState
    decided: Fact[DecisionAdopted]
    done: Fact[ActionItemCompleted] | None = None


def action_items(facts: Facts) -> list[Action]:
    """Return what had been asked for by the day, in the order of due days, then of decisions.

    The public sees whether it is done, not whether it is late. What was due before the
    record is complete is `not_recorded`, and what this audience may not see `not_shown`.
    """
    done = _done(facts)
    hidden = _done(facts.everything).keys() - done.keys()
    complete = complete_from(facts)
    found = [
        Action(
            item=item,
            state=_state(
                facts, item, complete, done=item.action in done, hidden=item.action in hidden
            ),
            decided=decided,
            done=done.get(item.action),
        )
        for decided in facts.begun(DecisionAdopted)
        for item in decided.event.actions
    ]
    return sorted(found, key=lambda each: each.item.due_on or date.max)


def _done(facts: Facts) -> Mapping[str, Fact[ActionItemCompleted]]:
    return {fact.event.action: fact for fact in facts.begun(ActionItemCompleted)}


def _state(
    facts: Facts, item: ActionItem, complete: date | None, *, done: bool, hidden: bool
) -> ActionState:
    if done or hidden:
        return "done" if done else "not_shown"
    if item.due_on is None or facts.at.audience is Visibility.PUBLIC:
        return "open"
    state = due_state(item.due_on, facts.at.on)
    if state == "overdue" and (complete is None or item.due_on < complete):
        return "not_recorded"
    return state


def actions(read_model: ReadModel, ask: Ask, owner: str | None, today: date) -> Answer:
    """Answer what somebody was asked to do by the day; of one owner where it is given."""
    context = QuestionContext.of(read_model, ask, today)
    wanted = _names_of(context, owner) if owner else ()
    found = [
        each
        for each in action_items(context.facts)
        if not owner or each.item.owner.casefold() in wanted
    ]
    shown = ("open", "done") if context.at.audience is Visibility.PUBLIC else STATES
    return context.answer(
        worded("Actions of {taskforce}", taskforce=ask.taskforce),
        ACTIONS.columns,
        [row_of(each, context.names) for each in found],
        facts={"owner": owner},
        counts={s: [e.state for e in found].count(s) for s in shown if s != "not_shown"},
    )


def _names_of(context: QuestionContext, owner: str) -> Collection[str]:
    """Return what an owner is called, in small letters: a member by each code that it had.

    What was no code of a member then means the one of which it is a code today.
    """
    facts, code = context.facts, owner.upper()
    codes = facts.codes
    if code not in context.names and codes.of(code) == code:
        codes = codes_of(facts.read_model, facts.taskforce)
    return {each.casefold() for each in (owner, *codes.all_of(codes.of(code)))}


def row_of(each: Action, names: Mapping[str, str]) -> Row:
    """Return one action; `names` are those of members by code."""
    item = each.item
    return {
        **values(item, "action", "owner"),
        "owner_name": names.get(item.owner, item.owner),
        **values(item, "text", "due_on"),
        "state": each.state,
        **values(each.decided.event, "decision", "meeting", "task"),
        **dated("completed_on", each.done.on if each.done else None),
        **values(each.done and each.done.event, "outcome"),
    }
