"""Work of a body and its members within a year or some days, by task, for the annual report."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal, TypeAlias

from application.questions.asking.answer import Column, Json, Row, dated
from application.questions.asking.fact import Fact
from application.questions.asking.sentences import plain
from application.questions.work.practices import practice_row
from application.questions.work.work import KINDS
from application.reports.body_context import Body
from application.reports.document import Section, Table
from domain.errors import Malformed
from domain.event import Event
from domain.events.bodies import TaskAdopted
from domain.events.laws import PracticeShowcased
from domain.events.meetings import DecisionAdopted
from domain.events.work import AdviceAnswered, ContributionTakenUp, InitiativeInputConsidered
from domain.values import FIRST_YEAR, LAST_YEAR, ImpreciseDate, surely_before
from domain.words import joined, worded

COLUMNS = (
    Column("on", "Day"),
    Column("kind", "What"),
    Column("who", "Who"),
    Column("title", "Subject"),
    Column("outcome", worded("Outcome")),
)


_YEAR = re.compile(r"[0-9]{4}")


def year_of(text: str) -> int:
    """Read a calendar year.

    Raises:
        Malformed: it is not a year.
    """
    if _YEAR.fullmatch(text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise Malformed.expected(
        worded("a year from {first} to {last}", first=FIRST_YEAR, last=LAST_YEAR), text
    )


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a report covers, both included."""

    first: date
    last: date

    def hold(self, day: ImpreciseDate) -> bool:
        """Say whether a day is surely within these days; one that may be outside is not counted."""
        if day.earliest is None or day.latest is None:
            return False
        return self.first <= day.earliest and day.latest <= self.last


WorkGroup: TypeAlias = Literal[
    "decision", "practice", "input", "advice", "contribution", "joint work", "engagement"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One thing that was done for a task (its reference; None: for none that is named).

    `group` is the sort of thing that it is counted as, `kind` what a table calls it.
    """

    fact: Fact[Event]
    group: WorkGroup
    kind: str
    who: str
    title: str
    task: str | None
    outcome: str = ""

    def row(self) -> Row:
        """Return its row in a table."""
        told = {"kind": self.kind, "who": self.who, "title": self.title, "outcome": self.outcome}
        return {**dated("on", self.fact.on), **told, "task": self.task, "entry": self.fact.entry}


def work_within(body: Body, days: Days) -> list[Work]:
    """Return the work within the days, ordered by day, then by entry."""
    done = chain(_decisions(body), _practices(body), *(_of_question(body, kind) for kind in _KINDS))
    found = [work for work in done if days.hold(work.fact.on)]
    return sorted(found, key=lambda work: (work.fact.by, work.fact.entry))


def by_task(body: Body, done: Sequence[Work]) -> list[Section]:
    """Return a section for each task, by adoption, then one for the rest.

    Decisions and practices have parts of their own; a task that only they serve has none here.
    """
    elsewhere = {work.task for work in done if work.group in ("decision", "practice")}
    done = [work for work in done if work.group not in ("decision", "practice")]
    on = ImpreciseDate.of(body.at.on)
    tasks = [fact for fact in body.facts.known(TaskAdopted) if not surely_before(on, fact.on)]
    named = {fact.event.reference for fact in tasks}
    sections = [
        Section(
            f"task-{number}",
            worded("Task {number}: {text}", number=number, text=fact.event.text.removesuffix(".")),
            [_table(f"task-{number}", [w for w in done if w.task == fact.event.reference])],
        )
        for number, fact in enumerate(tasks, 1)
        if fact.event.reference in {*(w.task for w in done)} | (named - elsewhere)
    ]
    rest = [work for work in done if work.task not in named]
    if rest:
        blocks = [_table("other-work", rest)]
        sections.append(Section("other-work", "Work for no one task", blocks))
    return sections


def _table(key: str, done: Sequence[Work]) -> Table:
    return Table(key, "What was done", COLUMNS, [work.row() for work in done])


def _decisions(body: Body) -> Iterator[Work]:
    for fact in body.facts.begun(DecisionAdopted):
        event, votes = fact.event, fact.event.votes
        yield Work(
            fact=fact,
            group="decision",
            kind=worded("decision {decision}", decision=event.decision),
            who=worded("meeting {meeting}", meeting=event.meeting),
            title=event.title,
            task=event.task,
            outcome=worded(
                "adopted by {in_favour} votes to {against}, {abstained} abstained",
                in_favour=votes.in_favour,
                against=votes.against,
                abstained=votes.abstained,
            )
            if votes
            else worded("adopted by consensus"),
        )


def _practices(body: Body) -> Iterator[Work]:
    for fact in body.facts.begun(PracticeShowcased):
        row = practice_row(fact, body.names)
        yield Work(
            fact=fact,
            group="practice",
            kind=worded("{maturity} practice", maturity=row["maturity"]),
            who=str(row["name"]),
            title=str(row["title"]),
            task=fact.event.task,
            outcome=_listed("for {names}", row["commitments"]),
        )


def _considered(row: Row) -> str:
    """Say at which meetings an input was considered, and by which decisions it was followed."""
    return joined("; ", [_considered_at(each) for each in _rows(row["considered"])])


def _considered_at(trace: Row) -> str:
    meeting, decision = trace["meeting"], trace["decision"]
    if decision:
        return worded(
            "considered at meeting {meeting}, decision {decision}",
            meeting=meeting,
            decision=decision,
        )
    return worded("considered at meeting {meeting}", meeting=meeting)


def _answered(row: Row) -> str:
    if row["answer"] is None:
        return ""
    if row["answered_on"] is None:
        return worded("answered on an unknown day: {answer}", answer=row["answer"])
    on = plain(str(row["answered_on"]))
    return worded("answered on {on}: {answer}", on=on, answer=row["answer"])


def _taken_up(row: Row) -> str:
    versions = row["in_versions"]
    assert isinstance(versions, list)
    return joined("; ", [worded("in version {version}", version=each) for each in versions])


def _met(row: Row) -> str:
    return worded("at meeting {meeting}", meeting=row["meeting"]) if row["meeting"] else ""


def _listed(template: str, names: Json) -> str:
    assert isinstance(names, list)
    return worded(template, names=", ".join(map(str, names))) if names else ""


def _named(sentence: tuple[str, str], row: Row) -> str:
    template, key = sentence
    return worded(template, name=row[key])


def _rows(value: Json) -> list[Row]:
    assert isinstance(value, list)
    return [each for each in value if isinstance(each, Mapping)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """How a kind of work is shown: `question` names it in `KINDS`, `group` counts it.

    `who` is a sentence and the key of its value in the rows of the question; `kind` and `outcome`
    say of a row what it is and what came of it. `followed_by` is the event that may follow, the
    key that both have, and the words for none.
    """

    question: str
    group: WorkGroup
    who: tuple[str, str]
    outcome: Callable[[Row], str]
    kind: Callable[[Row], str] | None = None
    followed_by: tuple[type[Event], str, str] | None = None


_KINDS = (
    _Kind(
        question="inputs",
        group="input",
        who=("{name}", "initiative"),
        outcome=_considered,
        followed_by=(InitiativeInputConsidered, "input", worded("not considered yet")),
    ),
    _Kind(
        question="advice",
        group="advice",
        who=(worded("to {name}"), "to"),
        outcome=_answered,
        followed_by=(AdviceAnswered, "advice", worded("not answered yet")),
    ),
    _Kind(
        question="contributions",
        group="contribution",
        who=(worded("to {name}"), "product"),
        outcome=_taken_up,
        followed_by=(ContributionTakenUp, "contribution", worded("not taken up yet")),
    ),
    _Kind(
        question="joint-work",
        group="joint work",
        who=(worded("with {name}"), "group"),
        outcome=_met,
    ),
    _Kind(
        question="engagements",
        group="engagement",
        kind=lambda row: worded("{level} engagement", level=row["level"]),
        who=("{name}", "name"),
        outcome=lambda row: _listed("with {names}", row["partners"]),
    ),
)


def _of_question(body: Body, kind: _Kind) -> Iterator[Work]:
    for fact, row in KINDS[kind.question].rows(body.facts, body.names):
        yield Work(
            fact=fact,
            group=kind.group,
            kind=kind.kind(row) if kind.kind else kind.group,
            who=_named(kind.who, row),
            title=str(row["title"]),
            task=str(row["task"]) if row["task"] else None,
            outcome=kind.outcome(row) or _not_yet(body, kind, row),
        )


def _not_yet(body: Body, kind: _Kind, row: Row) -> str:
    """Return the words for no outcome; nothing if there is one that this audience may not see."""
    if kind.followed_by is None:
        return ""
    event, key, words = kind.followed_by
    whole = body.facts.everything.begun(event)
    hidden = any(fact.event.model_dump()[key] == row[key] for fact in whole)
    return "" if hidden else words
