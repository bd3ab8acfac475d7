"""A commitment of which reports are asked for each quarter, and what one member says on it."""

from datetime import date
from uuid import UUID

from domain.errors import Contradicted
from domain.event import Event
from domain.events.progress import (
    DueDate,
    Evidence,
    Frequency,
    ProgressAssessed,
    ProgressReported,
    ReportApproved,
    ReportingScheduled,
    ReportReturned,
)
from domain.history import NOTHING
from domain.progress.due_dates import Reporting
from domain.progress.reviews import Reviews
from domain.texts.commitment import Commitment
from tests.domain.given import exactly, id_of, recorded

SPRING = DueDate(
    due_on=exactly("2026-04-30"),
    period_from=exactly("2026-01-01"),
    period_until=exactly("2026-03-31"),
)
QUARTERLY = ReportingScheduled(commitment="C-1", frequency="quarterly", first=SPRING)
LAW = Evidence(direction="supports_progress", type="legislation", title="Act 12")


def a_schedule(frequency: Frequency, *dues: tuple[str, str, str]) -> ReportingScheduled:
    first, *more = (
        DueDate(due_on=exactly(d), period_from=exactly(f), period_until=exactly(u))
        for d, f, u in dues
    )
    return ReportingScheduled(commitment="C-1", frequency=frequency, first=first, more=tuple(more))


def report(
    begins: date | None = SPRING.period_from,
    ends: date | None = SPRING.period_until,
    member: str = "ATL",
    **more: object,
) -> ProgressReported:
    return ProgressReported.model_validate(
        {
            "commitment": "C-1",
            "member": member,
            "scale": "OGP",
            "scale_version": "1",
            "assessment": "limited",
            "occasion": "scheduled",
            "period_from": begins,
            "period_until": ends,
            **more,
        }
    )


def returned(of: UUID, reason: str = "Say which law.") -> ReportReturned:
    return ReportReturned(
        commitment="C-1", member="ATL", report=of, reviewer="p-rev-1", reason=reason
    )


def approved(of: UUID) -> ReportApproved:
    return ReportApproved(commitment="C-1", member="ATL", report=of, reviewer="p-rev-1")


def assessed() -> ProgressAssessed:
    return ProgressAssessed(
        commitment="C-1",
        member="ATL",
        assessor="University of Utopia",
        scale="OGP",
        scale_version="1",
        assessment="limited",
        confidence="low",
        method="Desk review",
        method_version="2",
    )


Told = tuple[Event, str] | tuple[Event, str, UUID]


def commitment(*told: Told) -> Commitment:
    """Return a commitment after events, each with its day, and with the entry that it corrects.

    The event of number n has the id `id_of(n)`, counted from 1.
    """
    found = Commitment(history=NOTHING)
    for number, (event, day, *corrects) in enumerate(told, start=1):
        record = recorded(number, event, day, corrects=corrects[0] if corrects else None)
        found = found.evolve(record)
    return found


def reporting(*told: Told) -> Reporting:
    return Reporting("C-1", commitment(*told).history)


def reviews(*told: Told) -> Reviews:
    return Reviews("C-1", "ATL", commitment(*told).history.about("ATL"))


def refused(*told: Told) -> str:
    """Return why the last of these events cannot stand beside the others, "" if it can."""
    before, after = commitment(*told[:-1]), commitment(*told)
    last = after.history.entries[id_of(len(told))].latest
    try:
        before.must_become(after, [last])
    except Contradicted as error:
        return str(error)
    return ""
