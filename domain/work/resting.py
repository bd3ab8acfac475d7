"""What an entry says something of, where that is an entry of its own, such as a report."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from uuid import UUID

from domain.entry import Entry
from domain.event import Event
from domain.events.laws import GapFound, LegislativeGapIdentified, LegislativeOpportunityIdentified
from domain.events.meetings import ActionItemCompleted, DecisionAdopted, MeetingConvened
from domain.events.minutes import MinutesCommented
from domain.events.progress import MilestoneSet, ProgressAssessed, ProgressReported
from domain.events.texts import Adopted
from domain.events.voting import VoteTaken
from domain.events.work import AdviceForwarded, InitiativeInputReceived, ProductContributionMade
from domain.history import History
from domain.values import Visibility
from domain.words import Words, worded

_BY_ID = ("report", "assessed")
_BY_NAME: Sequence[tuple[str, type[Event]]] = (
    *(("meeting", MeetingConvened), ("decision", VoteTaken), ("decision", DecisionAdopted)),
    *(("gap", LegislativeGapIdentified), ("gap", LegislativeOpportunityIdentified)),
    *(("commitment", Adopted), ("milestone", MilestoneSet)),
    *(("input", InitiativeInputReceived), ("advice", AdviceForwarded)),
    *(("contribution", ProductContributionMade), ("comment", MinutesCommented)),
)
"""Fields that name something, and the events that began it and have the same field."""


def fewer_see(
    history: History, event: Event, by_rule: Visibility, remark: Callable[[Words], object]
) -> Visibility | None:
    """Return who sees what an event of a history is about, and say so; None if it is no fewer.

    That a gap was closed, or a text signed, may be seen by others than those who see the gap or the
    text, unless that is for the secretariat alone.
    """
    found = [entry.visibility for entry in about(history, event)]
    fewer = max(found, key=lambda each: each.rank, default=Visibility.PUBLIC)
    if by_rule.rank >= fewer.rank:
        return None
    remark(worded("Its visibility is {fewer}, as that of what it is about.", fewer=fewer))
    return fewer


@cache
def _what_it_names(kind: type[Event]) -> Sequence[tuple[str, type[Event] | None]]:
    """Return the fields by which events of a kind name entries, None for those by their ids."""
    found = [*((field, None) for field in _BY_ID), *_BY_NAME]
    return [(f, begun) for f, begun in found if f in kind.model_fields and begun is not kind]


def about(history: History, event: Event) -> Iterator[Entry]:
    """Yield what an event of a history says something of, as far as it tells who sees the event."""
    for entry in _named(history, event):
        is_open = isinstance(entry.event, GapFound | Adopted)
        if entry.visibility is Visibility.SECRETARIAT or not is_open:
            yield entry


def _named(history: History, event: Event) -> Iterator[Entry]:
    for field, begun in _what_it_names(type(event)):
        name = getattr(event, field)
        if begun is not None:
            yield from (entry for entry, _ in history.having(begun, field, name))
        elif isinstance(name, UUID) and name in history.entries:
            yield history.entries[name]
    if isinstance(event, ActionItemCompleted):
        for entry, decided in history.each(DecisionAdopted):
            if event.action in [item.action for item in decided.actions]:
                yield entry


def said_of(history: History, entry: Entry) -> Iterator[Entry]:
    """Yield what says something of an entry, such as the reviews of a report."""
    for field, kind in _naming(type(entry.event)):
        name = entry.id if field in _BY_ID else getattr(entry.event, field)
        for said, event in history.having(kind, field, name):
            if entry in about(history, event):
                yield said


@cache
def _naming(begun: type[Event]) -> Sequence[tuple[str, type[Event]]]:
    """Return the kinds that can name an entry of a kind, and their fields."""
    from domain.events.table import EVENTS  # noqa: PLC0415  # loads all events

    named = (begun, None) if begun in (ProgressReported, ProgressAssessed) else (begun,)
    return [(field, kind) for kind in EVENTS for field, of in _what_it_names(kind) if of in named]
