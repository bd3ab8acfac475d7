"""Rows about progress: what they record, and how they can be wrong."""

import pytest

from domain.events.progress import ProgressReported, ReportApproved, ReportingScheduled
from infrastructure.importers.tables.problems import BadRows
from tests.infrastructure.importers.every import OF_PROGRESS
from tests.infrastructure.importers.given import Office
from tests.infrastructure.importers.rows.test_own_columns import rows


def changed(number: int, **values: str) -> tuple[dict[str, str], ...]:
    """Return the rows up to one of them, which says something else."""
    return (*OF_PROGRESS[:number], {**OF_PROGRESS[number], **values})


def fault(office: Office, *acts: dict[str, str]) -> str:
    with pytest.raises(BadRows) as refused:
        office.do(rows(*acts))
    return str(refused.value)


def test_a_report_is_on_the_period_that_was_due_then(ready: Office) -> None:
    """Staff know the due date; the period follows from the schedule."""
    ready.do(rows(*OF_PROGRESS))

    events = [record.event for record in ready.events()]
    planned = next(e for e in events if isinstance(e, ReportingScheduled))
    first = next(e for e in events if isinstance(e, ProgressReported))
    assert [str(due.due_on) for due in planned.more] == ["2026-07-31", "2026-12-15"]
    assert (str(first.period_from), str(first.period_until)) == ("2026-01-01", "2026-03-31")
    assert (first.occasion, first.stage) == ("scheduled", "final")
    assert [each.title for each in first.evidence] == ["Act 12", "A report"]


def test_the_last_report_on_the_period_is_the_one_that_is_approved(ready: Office) -> None:
    """The first one was returned, and what answers it is another entry."""
    ready.do(rows(*OF_PROGRESS))

    records = ready.events()
    reports = [r.envelope.event_id for r in records if isinstance(r.event, ProgressReported)]
    (approved,) = [r.event for r in records if isinstance(r.event, ReportApproved)]
    assert (approved.report, approved.reviewer) == (reports[-1], "p-reviewer")


def test_a_changed_row_completes_or_mends_its_entry(ready: Office) -> None:
    """The due date tells the row apart, the day on which it must be done is content."""
    ready.do(rows(*OF_PROGRESS))

    mended = (*changed(3, extended_to="2026-06-15"), *OF_PROGRESS[4:])
    report = ready.do(rows(*mended), changed="error")

    assert [r.event.TOPIC for r in report.records] == ["commitment.reporting-extended"]
    assert report.records[0].envelope.because == "error"


@pytest.mark.parametrize(
    ("number", "values", "reason"),
    [
        (3, {"due_on": "2026-05-01"}, "No report on C1 is due on 2026-05-01; the days nearest"),
        (5, {"evidence": "context;media;https://a.example/1.jpg"}, "Pictures and films are never"),
        (5, {"assessment": "no_report"}, "is computed from schedule, reports and reminders"),
        (6, {"due_on": "2026-07-31"}, "KEN has not reported on C1 for 2026-04-01 to 2026-06-30"),
        (10, {"assessor": "Kenya"}, "cannot be its own independent assessor"),
    ],
)
def test_says_what_is_wrong_with_a_row(
    number: int, values: dict[str, str], reason: str, ready: Office
) -> None:
    """A wrong cell is named with its reason, and nothing of the file is recorded."""
    before = len(ready.events())

    assert reason in fault(ready, *changed(number, **values))

    assert len(ready.events()) == before
