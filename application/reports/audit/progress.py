"""Counts again, by the entries alone, how many members said last that they are how far."""

from collections.abc import Iterator, Mapping
from datetime import date
from json import loads

from application.answers import LogEntry
from application.reports.audit.bonds import Counted
from application.reports.audit.period import Period
from domain.events.progress import ProgressReported, ReportApproved, ReportReturned

RETURNED = ReportReturned.TOPIC
Said = tuple[str, str, str, str]
"""A commitment, an assessment, a scale and its version."""


def last_said(period: Period) -> dict[Said, list[Counted]]:
    """Return by what members said last of a commitment: which members, by which entries.

    A report that was returned after its last words does not count.
    """
    last: dict[tuple[str, str], tuple[Said, LogEntry]] = {}
    reviews = _reviews(period)
    for event in sorted(_begun(period, ProgressReported.TOPIC), key=lambda e: _order(period, e)):
        content = loads(event.content)
        first = period.by_entry[event.entry][0]
        later = [each for each in reviews.get(first.event_id, []) if each[0] > event.position]
        if not later or max(later)[1] != RETURNED:
            fields = ("commitment", "assessment", "scale", "scale_version")
            commitment, assessment, scale, version = (str(content[name]) for name in fields)
            member = period.codes.of(event.member)
            last[commitment, member] = ((commitment, assessment, scale, version), event)
    found: dict[Said, list[Counted]] = {}
    for (_, member), (said, event) in sorted(last.items()):
        found.setdefault(said, []).append(Counted(member, [event.entry]))
    return found


def _reviews(period: Period) -> Mapping[str, list[tuple[int, str]]]:
    """Return by the id of a report: where its reviews are, and of which kind."""
    found: dict[str, list[tuple[int, str]]] = {}
    for topic in (RETURNED, ReportApproved.TOPIC):
        for event in _begun(period, topic):
            report = str(loads(event.content)["report"])
            found.setdefault(report, []).append((event.entry, topic))
    return found


def _begun(period: Period, topic: str) -> Iterator[LogEntry]:
    """Yield what is the word at the end, has begun by its day and has not ended."""
    for event in period.standing.get(topic, ()):
        begun, _ = _order(period, event)
        if begun <= period.last.on and period.states.of(event) == "stands":
            yield event


def _order(period: Period, event: LogEntry) -> tuple[date, int]:
    """Return the day from which an entry holds for certain, then its place."""
    day = event.effective_on.latest if event.effective_on else None
    first = period.by_entry[event.entry][0]
    return day or first.recorded_at.date(), event.entry
