"""What an entry says something of, where that is an entry of its own, such as a report."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from uuid import UUID

from domain.entry import Entry
from domain.event import Event
from domain.events.laws import GapFound, LegislativeGapIdentified, LegislativeOpportunityIdentified
from domain.events.meetings import DecisionAdopted, MeetingConvened
from domain.events.progress import (
    AssessmentAnswered,
    MilestoneSet,
    ProgressAssessed,
    ProgressReported,
    ReportApproved,
    ReportReturned,
)
from domain.events.work import AdviceForwarded, InitiativeInputReceived, ProductContributionMade
from domain.history import History
from domain.values import Visibility
from domain.words import Words, worded

BY_ID = ("report", "assessed")
BY_NAME: tuple[tuple[str, tuple[type[Event], ...]], ...] = (
    ("meeting", (MeetingConvened,)),
    ("decision", (DecisionAdopted,)),
    ("gap", (LegislativeGapIdentified, LegislativeOpportunityIdentified)),
    ("milestone", (MilestoneSet,)),
    ("input", (InitiativeInputReceived,)),
    ("advice", (AdviceForwarded,)),
    ("contribution", (ProductContributionMade,)),
)
"""Fields that name something, and the events that began it and have the same field."""


_SAID: Mapping[type[Event], Sequence[tuple[type[Event], str]]] = {
    ProgressReported: ((ReportApproved, "report"), (ReportReturned, "report")),
    ProgressAssessed: ((AssessmentAnswered, "assessed"),),
}


def fewer_see(
    history: History, event: Event, by_rule: Visibility, remark: Callable[[Words], object]
) -> Visibility | None:
    """Return who sees what an event of a history is about, and say so; None if it is no fewer.

    Others than those who see a gap may see that it was closed, but for the secretariat's own gaps.
    """
    found = [
        entry.visibility
        for entry in _about(history, event)
        if entry.visibility is Visibility.SECRETARIAT or not isinstance(entry.event, GapFound)
    ]
    fewer = max(found, key=lambda each: each.rank, default=Visibility.PUBLIC)
    if by_rule.rank >= fewer.rank:
        return None
    remark(worded("Its visibility is {fewer}, as that of what it is about.", fewer=fewer))
    return fewer


@cache
def says_something_of(kind: type[Event]) -> bool:
    """Say whether events of a kind can be about an entry of another kind."""
    fields = {*BY_ID, *(field for field, kinds in BY_NAME if not issubclass(kind, kinds))}
    return not fields.isdisjoint(kind.model_fields)


def _about(history: History, event: Event) -> Iterator[Entry]:
    for field in BY_ID:
        name = getattr(event, field, None)
        if isinstance(name, UUID) and name in history.entries:
            yield history.entries[name]
    for field, kinds in BY_NAME:
        name = getattr(event, field, None)
        if name is not None and not isinstance(event, kinds):
            for kind in kinds:
                yield from (entry for entry, _ in history.having(kind, field, name))


def said_of(history: History, entry: Entry) -> Iterator[Entry]:
    """Yield the reviews of a report, or the answers to an assessment."""
    for kind, field in _SAID.get(type(entry.event), ()):
        yield from (said for said, _ in history.having(kind, field, entry.id))
