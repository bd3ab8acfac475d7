"""What an entry says something of, where that is an entry of its own, such as a report."""

from collections.abc import Iterator, Sequence
from functools import cache
from uuid import UUID

from pydantic import BaseModel

from domain.entry import Entry
from domain.event import Event
from domain.events.bodies import (
    InitiativeRecognised,
    InstrumentAdopted,
    ReferenceGroupLinked,
    TaskAdopted,
)
from domain.events.laws import GapFound
from domain.events.meetings import ActionItem, ActionItemCompleted, DecisionAdopted, MeetingConvened
from domain.events.members import Applied, Joined
from domain.events.minutes import MinutesCommented
from domain.events.progress import MilestoneSet, ProgressAssessed, ProgressReported
from domain.events.texts import Adopted, Amended
from domain.events.voting import VoteTaken
from domain.events.work import AdviceForwarded, InitiativeInputReceived, ProductContributionMade
from domain.history import History
from domain.laws.gaps import FOUND
from domain.values import Visibility

_BY_ID = ("report", "assessed")
_WORK_BESIDE: Sequence[type[Event]] = (InitiativeRecognised, ReferenceGroupLinked)
_BY_NAME: Sequence[tuple[str, type[Event], str]] = (
    *(("meeting", MeetingConvened, "meeting"), ("at", MeetingConvened, "meeting")),
    *(("decision", VoteTaken, "decision"), ("decision", DecisionAdopted, "decision")),
    *((f, kind, "gap") for f in ("gap", "gaps") for kind in FOUND),
    *(("commitment", Adopted, "commitment"), ("commitments", Adopted, "commitment")),
    *(("milestone", MilestoneSet, "milestone"), ("instrument", InstrumentAdopted, "reference")),
    *(("input", InitiativeInputReceived, "input"), ("advice", AdviceForwarded, "advice")),
    ("contribution", ProductContributionMade, "contribution"),
    ("comment", MinutesCommented, "comment"),
    *(("initiative", InitiativeRecognised, "name"), ("group", ReferenceGroupLinked, "name")),
    *((f, kind, "name") for f in ("observer", "initiatives") for kind in _WORK_BESIDE),
    *(("by", Adopted, "commitment"), ("into", Adopted, "commitment")),
    *(("task", TaskAdopted, "reference"), ("text_sha256", Amended, "text_sha256")),
)
"""Fields that name something, the events that began it, and their fields with the same name."""
_NAMED_ELSEWHERE = (
    *(MeetingConvened, Adopted, InstrumentAdopted, TaskAdopted),
    *(*_WORK_BESIDE, *FOUND),
)
_OPEN = (
    *(GapFound, Adopted, InstrumentAdopted, TaskAdopted),
    *(InitiativeRecognised, ReferenceGroupLinked, Joined, Applied),
)
"""What may be seen by fewer than what is said of it, unless it is for the secretariat alone."""


def seen_by_fewer(histories: Sequence[History], event: Event) -> dict[UUID | str, Visibility]:
    """Return who sees each of the entries that an event is about, of those not shown to all.

    `histories` are those in which what it names began. That a gap was closed, or a text signed, may
    be seen by others than those who see the gap or the text, unless that is for the secretariat.
    """
    return {
        entry.id: entry.visibility
        for history in histories
        for entry in _named(history, event)
        if entry.visibility is not Visibility.PUBLIC and _tells_who_sees(entry)
    }


@cache
def _what_it_names(kind: type[BaseModel]) -> Sequence[tuple[str, type[Event] | None, str]]:
    """Return the fields by which events, or parts of them, name entries, None for those by ids."""
    found = [*((field, None, "") for field in _BY_ID), *_BY_NAME]
    return [each for each in found if each[0] in kind.model_fields and each[1] is not kind]


@cache
def fields_of_body(kind: type[Event]) -> Sequence[str]:
    """Return the fields by which events of a kind name what began in the history of the body."""
    named = _what_it_names(kind)
    return [f for f, begun, _ in named if begun and begun.TOPIC.startswith("taskforce.")]


def about(history: History, event: Event) -> Iterator[Entry]:
    """Yield what an event says something of in a history, as far as it tells who sees the event."""
    yield from filter(_tells_who_sees, _named(history, event))
    if not isinstance(event, Joined | Applied):
        yield from filter(_tells_who_sees, _most_seen(history))


def _tells_who_sees(entry: Entry) -> bool:
    return entry.visibility is Visibility.SECRETARIAT or not isinstance(entry.event, _OPEN)


def _named(history: History, event: Event) -> Iterator[Entry]:
    agenda = event.agenda if isinstance(event, MeetingConvened) else ()
    for part in (event, *agenda):
        for field, begun, key in _what_it_names(type(part)):
            named = getattr(part, field)
            if begun is None:
                yield from filter(None, [history.entries.get(named)])
            else:
                for name in named if isinstance(named, tuple) else [named]:
                    yield from (entry for entry, _ in history.having(begun, key, name))
    if isinstance(event, ActionItemCompleted):
        decisions = history.each(DecisionAdopted)
        yield from (entry for entry, it in decisions if event.action in map(_action, it.actions))


def _action(item: ActionItem) -> str:
    return item.action


def _most_seen(history: History) -> Iterator[Entry]:
    """Yield by which joining or application a member is known to most people."""
    joined = [entry for kind in (Joined, Applied) for entry, _ in history.each(kind)]
    yield from sorted(joined, key=lambda each: each.visibility.rank)[:1]


def names_of(event: Event) -> Iterator[str]:
    """Yield by what others name what an event began, also in histories other than its own."""
    for kind, key in {(begun, key) for _, begun, key in _BY_NAME if begun in _NAMED_ELSEWHERE}:
        if isinstance(event, kind):
            yield getattr(event, key)


def said_of(history: History, entry: Entry) -> Iterator[Entry]:
    """Yield what says something of an entry, such as the reviews of a report."""
    for field, kind, key in _naming(type(entry.event)):
        name = getattr(entry.event, key) if key else entry.id
        for said, event in history.having(kind, field, name):
            if entry in about(history, event):
                yield said


@cache
def _naming(begun: type[Event]) -> Sequence[tuple[str, type[Event], str]]:
    """Return the fields of events that can name one of a kind, their kinds, and its own field."""
    from domain.events.table import EVENTS  # noqa: PLC0415  # loads all events

    named = (begun, None) if begun in (ProgressReported, ProgressAssessed) else (begun,)
    return [(f, kind, key) for kind in EVENTS for f, of, key in _what_it_names(kind) if of in named]
