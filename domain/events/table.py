"""Every event that can be recorded; `TOPICS` is the closed table of them."""

from domain.event import Event
from domain.events import (
    bodies,
    entries,
    laws,
    log,
    meetings,
    members,
    minutes,
    progress,
    texts,
    voting,
    work,
    zones,
)

_MODULES = (
    *(bodies, meetings, minutes, zones, voting, work, members, laws, texts, progress, entries, log),
)
EVENTS: tuple[type[Event], ...] = tuple(
    kind
    for module in _MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Event) and kind.__module__ == module.__name__
    if "TOPIC" in vars(kind)
)
"""The kinds of event that have a topic, module by module, as they stand there."""
TOPICS: dict[str, type[Event]] = {event.TOPIC: event for event in EVENTS}
NEVER_PUBLIC: tuple[type[Event], ...] = (
    *(progress.ReportReturned, progress.ReminderSent),
    *(laws.LegislativeGapIdentified, laws.LegislativeOpportunityIdentified),
    *(laws.LegislativeHelpOffered, laws.LegislativeGapAnswered),
)
"""Events that are not shown to the public by default, nor by any choice that does not name them.

Reports never tell the public of them, whatever visibility their entries have.
"""
