"""What a body and its members did within some days, task by task: what an annual report tells."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from application.questions.asking.answer import Column, Row, dated
from application.questions.asking.completeness import without_audience_filter
from application.questions.asking.facts import Fact
from application.questions.asking.sentences import plain
from application.questions.work.followed import (
    advice_followed,
    contributions_followed,
    in_version,
    inputs_followed,
)
from application.reports.body import Body
from application.reports.document import Section, Table
from domain.event import Event
from domain.events.bodies import TaskAdopted
from domain.events.laws import EngagementRecorded, PracticeShowcased
from domain.events.meetings import DecisionAdopted
from domain.events.work import (
    AdviceAnswered,
    ContributionTakenUp,
    InitiativeInputConsidered,
    JointWorkRecorded,
)
from domain.values import ImpreciseDate
from domain.words import worded

COLUMNS = (
    Column("on", "Day"),
    Column("kind", "What"),
    Column("who", "Who"),
    Column("title", "Subject"),
    Column("outcome", "What came of it"),
)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a report is about, inclusive on both sides."""

    first: date
    last: date

    def hold(self, day: ImpreciseDate) -> bool:
        """Say whether it lies within these days for certain: what may be outside is not counted."""
        if day.earliest is None or day.latest is None:
            return False
        return self.first <= day.earliest and day.latest <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One thing that was done for a task (its reference; None: for none that is named).

    `group` is the sort of thing that it is counted as, `kind` what a table calls it.
    """

    fact: Fact[Event]
    group: str
    kind: str
    who: str
    title: str
    task: str | None
    outcome: str = ""

    def row(self) -> Row:
        """Return what a table shows of it."""
        told = {"kind": self.kind, "who": self.who, "title": self.title, "outcome": self.outcome}
        return {**dated("on", self.fact.on), **told, "task": self.task, "entry": self.fact.entry}


def work_within(body: Body, days: Days) -> list[Work]:
    """Return what was done within the days, in the order of days, then of entry."""
    found = [work for tell in _TOLD for work in tell(body) if days.hold(work.fact.on)]
    return sorted(found, key=lambda work: (work.fact.by, work.fact.entry))


def by_task(body: Body, done: Sequence[Work]) -> list[Section]:
    """Return a section for each task, in the order of their adoption, then one for the rest."""
    tasks = [fact for fact in body.facts.known(TaskAdopted) if not surely_later(fact.on, body)]
    named = {fact.event.reference for fact in tasks}
    sections = [
        Section(
            key=f"task-{number}",
            title=f"Task {number}: {fact.event.text}",
            blocks=[_table(f"task-{number}", [w for w in done if w.task == fact.event.reference])],
        )
        for number, fact in enumerate(tasks, 1)
    ]
    rest = [work for work in done if work.task not in named]
    if rest:
        blocks = [_table("other-work", rest)]
        sections.append(Section(key="other-work", title="Work for no one task", blocks=blocks))
    return sections


def surely_later(day: ImpreciseDate, body: Body) -> bool:
    """Say whether a day lies behind the one asked for, on every reading."""
    return day.earliest is not None and day.earliest > body.at.on


def _not_yet(body: Body, kind: type[Event], key: str, reference: str, words: str) -> str:
    """Return the words if it has not happened; nothing if it has, and may not be shown."""
    whole = without_audience_filter(body.facts).begun(kind)
    hidden = any(fact.event.model_dump()[key] == reference for fact in whole)
    return "" if hidden else words


def _table(key: str, done: Sequence[Work]) -> Table:
    return Table(
        key=key,
        caption="What was done",
        columns=COLUMNS,
        rows=[work.row() for work in done],
        empty="Nothing is recorded for this task.",
    )


def _decisions(body: Body) -> Iterator[Work]:
    for fact in body.facts.begun(DecisionAdopted):
        event = fact.event
        votes = event.votes
        how = "by consensus"
        if votes:
            how = worded(
                "by {in_favour} votes to {against}, {abstained} abstained",
                in_favour=votes.in_favour,
                against=votes.against,
                abstained=votes.abstained,
            )
        yield Work(
            fact=fact,
            group="decision",
            kind=f"decision {event.decision}",
            who=f"meeting {event.meeting}",
            title=event.title,
            task=event.task,
            outcome=f"adopted {how}",
        )


def _engagements(body: Body) -> Iterator[Work]:
    for fact in body.facts.begun(EngagementRecorded):
        event = fact.event
        partners = f"with {', '.join(event.partners)}" if event.partners else ""
        yield Work(
            fact=fact,
            group="engagement",
            kind=f"{event.level} engagement",
            who=body.called(event.member),
            title=event.title,
            task=event.task,
            outcome=partners,
        )


def _practices(body: Body) -> Iterator[Work]:
    for fact in body.facts.begun(PracticeShowcased):
        event = fact.event
        linked = f"for {', '.join(event.commitments)}" if event.commitments else ""
        yield Work(
            fact=fact,
            group="practice",
            kind=f"{event.maturity} practice",
            who=body.called(event.member),
            title=event.title,
            task=event.task,
            outcome=linked,
        )


def _inputs(body: Body) -> Iterator[Work]:
    for fact, considered in inputs_followed(body.facts):
        event = fact.event
        outcome = "; ".join(_considered(each.event) for each in considered) or _not_yet(
            body, InitiativeInputConsidered, "input", event.input, "not considered yet"
        )
        yield Work(
            fact=fact,
            group="input",
            kind="input",
            who=event.initiative,
            title=event.title,
            task=event.task,
            outcome=outcome,
        )


def _considered(event: InitiativeInputConsidered) -> str:
    decided = f", decision {event.decision}" if event.decision else ""
    return worded(
        "considered at meeting {meeting}{decided}", meeting=event.meeting, decided=decided
    )


def _advice(body: Body) -> Iterator[Work]:
    for fact, answers in advice_followed(body.facts):
        event = fact.event
        told = "; ".join(f"answered {_when(each.on)}: {each.event.text}" for each in answers)
        outcome = told or _not_yet(body, AdviceAnswered, "advice", event.advice, "not answered yet")
        yield Work(
            fact=fact,
            group="advice",
            kind="advice",
            who=f"to {event.to}",
            title=event.title,
            task=event.task,
            outcome=outcome,
        )


def _contributions(body: Body) -> Iterator[Work]:
    for fact, taken in contributions_followed(body.facts):
        event = fact.event
        told = "; ".join(f"in {in_version(each.event)}" for each in taken)
        reference, words = event.contribution, "not taken up yet"
        yield Work(
            fact=fact,
            group="contribution",
            kind="contribution",
            who=f"to {event.product}",
            title=event.title,
            task=event.task,
            outcome=told or _not_yet(body, ContributionTakenUp, "contribution", reference, words),
        )


def _joint_work(body: Body) -> Iterator[Work]:
    for fact in body.facts.begun(JointWorkRecorded):
        event = fact.event
        met = worded("at meeting {meeting}", meeting=event.meeting) if event.meeting else ""
        yield Work(
            fact=fact,
            group="joint work",
            kind="joint work",
            who=f"with {event.group}",
            title=event.title,
            task=event.task,
            outcome=met,
        )


def _when(day: ImpreciseDate) -> str:
    return "on an unknown day" if day.text == "unknown" else f"on {plain(day.text)}"


_TOLD: tuple[Callable[[Body], Iterator[Work]], ...] = (
    _decisions,
    _inputs,
    _advice,
    _contributions,
    _joint_work,
    _engagements,
    _practices,
)
