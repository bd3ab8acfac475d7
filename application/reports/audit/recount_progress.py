"""Recount the members by their latest assessment of a commitment, from the entries alone."""

from collections.abc import Iterator, Mapping
from datetime import date
from json import loads

from application.answers import LogEntry
from application.reports.audit.period import Period
from application.reports.audit.recount_standings import Counted
from domain.events.progress import ProgressReported, ReportApproved, ReportReturned

Assessment = tuple[str, str, str, str]
"""A commitment, an assessment, a scale and its version."""


def latest_assessments(period: Period) -> dict[Assessment, list[Counted]]:
    """Return the members by their latest assessment of a commitment.

    A report that was returned after its last amendment does not count.
    """
    last: dict[tuple[str, str], tuple[Assessment, LogEntry]] = {}
    reviews = _reviews(period)
    for event in sorted(_begun(period, ProgressReported.TOPIC), key=lambda e: _order(period, e)):
        content = loads(event.content)
        first = period.by_entry[event.entry][0]
        later = [each for each in reviews.get(first.event_id, []) if each[0] > event.position]
        if not later or max(later)[1] != ReportReturned.TOPIC:
            fields = ("commitment", "assessment", "scale", "scale_version")
            commitment, assessment, scale, version = (str(content[name]) for name in fields)
            member = period.codes.of(event.member)
            last[commitment, member] = ((commitment, assessment, scale, version), event)
    found: dict[Assessment, list[Counted]] = {}
    for (_, member), (assessed, event) in sorted(last.items()):
        found.setdefault(assessed, []).append(Counted(member, [event.entry]))
    return found


def _reviews(period: Period) -> Mapping[str, list[tuple[int, str]]]:
    """Return position and topic of the reviews of each report, by its id."""
    found: dict[str, list[tuple[int, str]]] = {}
    for topic in (ReportReturned.TOPIC, ReportApproved.TOPIC):
        for event in _begun(period, topic):
            report = str(loads(event.content)["report"])
            found.setdefault(report, []).append((event.entry, topic))
    return found


def _begun(period: Period, topic: str) -> Iterator[LogEntry]:
    """Yield what is valid at the end, has begun by its day and has not ended."""
    for event in period.standing.get(topic, ()):
        begun, _ = _order(period, event)
        if begun <= period.last.on and period.states.of(event) == "stands":
            yield event


def _order(period: Period, event: LogEntry) -> tuple[date, int]:
    """Return the day from which an entry holds for certain, then its position."""
    day = event.effective_on.latest if event.effective_on else None
    first = period.by_entry[event.entry][0]
    return day or first.recorded_at.date(), event.entry
