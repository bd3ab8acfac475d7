"""Whether a row makes a report the one that is due on another day than when it was imported."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from application.acts.progress.reports import reporting_of
from application.recording.recording import Recording
from domain.errors import Refused
from domain.events.progress import ProgressReported
from domain.progress.due_dates import Reporting
from domain.progress.reviews import SCHEDULED
from infrastructure.customary_names.headers import DUE
from infrastructure.importers.recording.cell_changes import CellChange
from infrastructure.importers.recording.earlier_imports import ImportedEntry
from infrastructure.importers.rows.act_request import ActRequest

Period = tuple[date | None, date | None]


def due_changes(
    recording: Recording, taskforce: str, before: ImportedEntry, request: ActRequest
) -> Iterator[CellChange]:
    """Yield the change of a due day: which report it is follows from its period alone."""
    events = (before.record.event, before.entry.event)
    reports = [each for each in events if isinstance(each, ProgressReported)]
    if DUE not in request.values or not reports:
        return
    reporting = reporting_of(recording, taskforce, before.stream.reference)
    told, known = request.values[DUE], {_period(report) for report in reports}
    meant: set[Period | None] = {None}
    if told:
        with suppress(ValueError):  # what is no day is no day on which a report is due
            due = reporting.due_on(date.fromisoformat(told), reports[0].member)
            meant = {each.period for each in due}
    if meant.isdisjoint(known):
        yield CellChange(before, request, DUE, DUE, _day_of(reporting, reports[0]), told)


def _period(report: ProgressReported) -> Period | None:
    scheduled = report.occasion == SCHEDULED
    return (report.period_from, report.period_until) if scheduled else None


def _day_of(reporting: Reporting, report: ProgressReported) -> str:
    """Return the day on which a report was due; "" for none, or where that was changed since."""
    with suppress(Refused):
        due = reporting.due_of(report)
        return str(due.due_on) if due else ""
    return ""
