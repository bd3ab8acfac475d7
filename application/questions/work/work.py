"""What was fed in, advised, contributed, engaged in and worked on, and what came of each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, TypeAlias, TypeVar

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Json, Row, dated, values
from application.questions.asking.ask import Ask
from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.asking.question_context import QuestionContext
from application.read_model import ReadModel
from domain.event import Event
from domain.events.bodies import ReferenceGroupLinked
from domain.events.laws import EngagementRecorded
from domain.events.meetings import DecisionAdopted, MeetingConvened
from domain.events.work import (
    AdviceAnswered,
    AdviceForwarded,
    ContributionTakenUp,
    InitiativeInputConsidered,
    InitiativeInputReceived,
    JointWorkRecorded,
    ProductContributionMade,
)
from domain.grouping import grouped
from domain.words import joined, worded

E = TypeVar("E", bound=Event)
F = TypeVar("F", bound=Event)
Done: TypeAlias = tuple[Fact[Event], Row]
"""What was done, and what is answered of it."""

_DONE_ON = fields.dated_field("done_on", "Day", "day on which it was done")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkKind(fields.AnswerFields):
    """One kind of work: its title, its fields, and how its rows are made; oldest first."""

    facts: Sequence[fields.AnswerField] = (fields.TASKFORCE,)
    title: str
    rows: Callable[[Facts, Mapping[str, str]], Iterator[Done]]


def work(
    read_model: ReadModel, ask: Ask, kind: str, today: date, task: str | None = None
) -> Answer:
    """Answer what was done of one of `KINDS`, for one task of the body or for all.

    Raises:
        UnknownReference: there is no such task.
    """
    context = QuestionContext.of(read_model, ask, today)
    task = context.task_reference(task)
    meant = KINDS[kind]
    rows = meant.rows(context.facts, context.names)
    return context.answer(
        worded("{work} of {taskforce}", work=meant.title, taskforce=ask.taskforce),
        meant.columns,
        [row for _, row in rows if task in (None, row["task"])],
    )


def inputs(facts: Facts, _: Mapping[str, str]) -> Iterator[Done]:
    """Yield inputs, each with the items and decisions that it was followed to."""
    items = {
        (fact.event.meeting, item.item): item.title
        for fact in facts.known(MeetingConvened)
        for item in fact.event.agenda
    }
    decisions = {fact.event.decision: fact.event.title for fact in facts.known(DecisionAdopted)}
    for fact, mine in _followed(facts, InitiativeInputReceived, InitiativeInputConsidered, "input"):
        event = fact.event
        traces: list[Json] = [_trace(each, items, decisions) for each in mine or ()]
        told: Row = {
            **values(event, "input", "initiative", "title", "text", "task"),
            "state": "not_shown" if mine is None else _how_far(mine),
            **dated("received_on", fact.on),
            "followed_to": [_trace_words(each, items, decisions) for each in mine or ()],
            "considered": traces,
        }
        yield fact, told


InputState: TypeAlias = Literal["received", "considered", "decided", "not_shown"]
AdviceState: TypeAlias = Literal["waiting", "answered", "not_shown"]


def _how_far(considered: Sequence[Fact[InitiativeInputConsidered]]) -> InputState:
    if any(fact.event.decision for fact in considered):
        return "decided"
    return "considered" if considered else "received"


def _trace(
    fact: Fact[InitiativeInputConsidered],
    items: Mapping[tuple[str, str], str],
    decisions: Mapping[str, str],
) -> Json:
    event = fact.event
    return {
        **values(event, "meeting", "item"),
        "item_title": items.get((event.meeting, event.item or "")),
        "decision": event.decision,
        "decision_title": decisions.get(event.decision or ""),
        "outcome": event.outcome,
        "on": str(fact.on),
    }


def _trace_words(
    fact: Fact[InitiativeInputConsidered],
    items: Mapping[tuple[str, str], str],
    decisions: Mapping[str, str],
) -> str:
    event = fact.event
    words: list[str] = [worded("meeting {meeting}", meeting=event.meeting)]
    if event.item:
        title = items.get((event.meeting, event.item))
        item = "item {item} ({title})" if title else "item {item}"
        words.append(worded(item, item=event.item, title=title))
    if event.decision:
        title = decisions.get(event.decision)
        decision = "decision {decision} ({title})" if title else "decision {decision}"
        words.append(worded(decision, decision=event.decision, title=title))
    return joined(" → ", words)


def advice(facts: Facts, _: Mapping[str, str]) -> Iterator[Done]:
    """Yield advice, each with its answer."""
    for fact, answers in _followed(facts, AdviceForwarded, AdviceAnswered, "advice"):
        event, answer = fact.event, next(iter(answers or ()), None)
        state: AdviceState = "answered" if answer else "waiting"
        told: Row = {
            **values(event, "advice", "to", "title", "text", "task", "decision"),
            "state": "not_shown" if answers is None else state,
            **dated("forwarded_on", fact.on),
            "answer": answer.event.text if answer else None,
            **dated("answered_on", answer.on if answer else None),
        }
        yield fact, told


def contributions(facts: Facts, _: Mapping[str, str]) -> Iterator[Done]:
    """Yield contributions, each with the versions of the product that took it up."""
    for fact, mine in _followed(
        facts, ProductContributionMade, ContributionTakenUp, "contribution"
    ):
        event = fact.event
        versions: list[Json] = [
            {"version": e.event.product_version, "where": e.event.where, "on": str(e.on)}
            for e in mine or ()
        ]
        taken_up: Literal["taken_up", "made"] = "taken_up" if mine else "made"
        told: Row = {
            **values(event, "contribution", "product", "title", "text", "task"),
            "state": "not_shown" if mine is None else taken_up,
            **dated("made_on", fact.on),
            "in_versions": [_in_version(each.event) for each in mine or ()],
            "taken_up": versions,
        }
        yield fact, told


def engagements(facts: Facts, names: Mapping[str, str]) -> Iterator[Done]:
    """Yield what members did with others, at each level."""
    for fact in facts.begun(EngagementRecorded):
        told: Row = {
            "member": fact.event.member,
            "name": names.get(fact.event.member, fact.event.member),
            **values(fact.event, "level", "title", "text"),
            "partners": list(fact.event.partners),
            "task": fact.event.task,
            **dated("done_on", fact.on),
        }
        yield fact, told


def joint_work(facts: Facts, _: Mapping[str, str]) -> Iterator[Done]:
    """Yield what the body and its reference groups worked on."""
    sectors = {fact.event.name: fact.event.sector for fact in facts.known(ReferenceGroupLinked)}
    for fact in facts.begun(JointWorkRecorded):
        told: Row = {
            "group": fact.event.group,
            "sector": sectors.get(fact.event.group),
            **values(fact.event, "title", "text", "task", "meeting"),
            **dated("done_on", fact.on),
        }
        yield fact, told


def _in_version(taken: ContributionTakenUp) -> str:
    return f"{taken.product_version}, {taken.where}" if taken.where else taken.product_version


def _followed(
    facts: Facts, first: type[E], then: type[F], reference: str
) -> Iterator[tuple[Fact[E], Sequence[Fact[F]] | None]]:
    """Yield each fact of the first kind, oldest first, with those of `then` that name it.

    Where there are some, and this audience may see none of them, it is None.
    """
    came = grouped((getattr(fact.event, reference), fact) for fact in facts.begun(then))
    hidden = {getattr(fact.event, reference) for fact in facts.everything.begun(then)} - came.keys()
    for each in facts.begun(first):
        name = getattr(each.event, reference)
        yield each, None if name in hidden else came.get(name, [])


KINDS: Mapping[str, WorkKind] = MappingProxyType(
    {
        "inputs": WorkKind(
            title=worded("Inputs from initiatives, followed to their decisions,"),
            columns=(
                *(fields.INPUT, fields.INITIATIVE, fields.TITLE.headed("Input")),
                fields.dated_field("received_on", "Received", "day on which it came"),
                fields.TASK,
                fields.AnswerField("state", "State", "received, considered, decided or not_shown"),
                fields.AnswerField(
                    "followed_to", "Followed to", "meeting, agenda item and decision, in words"
                ),
            ),
            more=(
                fields.TEXT,
                fields.in_json(
                    "considered",
                    "each time: meeting, item, decision with their titles, outcome, on",
                ),
            ),
            rows=inputs,
        ),
        "advice": WorkKind(
            title=worded("Advice and its answers"),
            columns=(
                *(fields.ADVICE, fields.ADVISED, fields.TITLE.headed("Advice")),
                fields.dated_field("forwarded_on", "Forwarded", "day on which it was sent"),
                fields.TASK,
                fields.AnswerField("state", "State", "waiting, answered or not_shown"),
                *(fields.ANSWER_TO_ADVICE, fields.ANSWERED_ON),
            ),
            more=(
                fields.TEXT,
                fields.in_json("decision", "the decision that it rests on, or null"),
            ),
            rows=advice,
        ),
        "contributions": WorkKind(
            title=worded("Contributions to products"),
            columns=(
                fields.AnswerField("contribution", "Reference", "reference of the contribution"),
                fields.AnswerField("product", "Product", "name of the product"),
                fields.TITLE.headed("Contribution"),
                fields.dated_field("made_on", "Made", "day on which it was made"),
                fields.TASK,
                fields.AnswerField("state", "State", "made, taken_up or not_shown"),
                fields.AnswerField(
                    "in_versions", "In versions", "versions with the place in them, in words"
                ),
            ),
            more=(fields.TEXT, fields.in_json("taken_up", "each time: version, where, on")),
            rows=contributions,
        ),
        "engagements": WorkKind(
            title=worded("Engagement by members"),
            columns=(
                fields.NAME,
                fields.AnswerField("level", "Level", "national, regional or global"),
                fields.TITLE,
                fields.AnswerField("partners", "With", "with whom"),
                *(fields.TASK, _DONE_ON),
            ),
            more=(fields.MEMBER, fields.TEXT),
            rows=engagements,
        ),
        "joint-work": WorkKind(
            title=worded("Joint work with reference groups"),
            columns=(
                fields.AnswerField("group", "Group", "name of the group"),
                fields.AnswerField("sector", "Sector", "its sector"),
                *(fields.TITLE, fields.TASK, fields.MEETING, _DONE_ON),
            ),
            more=(fields.TEXT,),
            rows=joint_work,
        ),
    }
)
"""By the word that people ask with."""
