"""Recording what is asked of members about commitments, and what is said of what they report."""

from datetime import date
from uuid import UUID

from application.context import Stream
from application.recording import Recording
from application.use_cases.codes import by_any_code
from application.use_cases.entries import entry_id
from application.use_cases.signatures import commitments
from domain.errors import Refused
from domain.event import Event
from domain.events.progress import (
    MilestoneSet,
    ProgressAssessed,
    ReportingScheduled,
)
from domain.evidence import must_be_no_picture
from domain.history import History
from domain.progress.due_dates import Reporting
from domain.progress.reviews import Reviews
from domain.texts.commitment import Commitment
from domain.values import ImpreciseDate


@by_any_code
def set_milestone(
    recording: Recording, taskforce: str, milestone: MilestoneSet, on: ImpreciseDate
) -> None:
    """Record a step on the way to a commitment, with its due date and who owns it.

    Raises:
        UnknownReference: there is no such commitment, or the owner is no member.
        Contradicted: it was set already.
    """
    if milestone.owner:
        recording.member(taskforce, milestone.owner)
    recording.commitment(taskforce, milestone.commitment)
    _record(recording, taskforce, milestone.commitment, milestone, on)


def reach_milestone(
    recording: Recording,
    taskforce: str,
    reference: str,
    milestone: str,
    on: ImpreciseDate,
    outcome: str | None = None,
) -> None:
    """Record that a milestone was reached.

    Raises:
        UnknownReference: there is no such commitment or milestone.
        Contradicted: it was reached already.
    """
    event = _reporting(recording, taskforce, reference).reach(milestone, outcome)
    _record(recording, taskforce, reference, event, on)


def schedule(
    recording: Recording, taskforce: str, schedule: ReportingScheduled, on: ImpreciseDate
) -> None:
    """Record when reports on a commitment, or on all of an instrument, are due from a day on.

    What was due by that day stays as it was, and what a member has reported on, too.

    Raises:
        UnknownReference: there is no such commitment.
        Contradicted: the due dates are out of order, or lie before that day.
    """
    for each in _all(recording, taskforce, schedule.commitment):
        event = schedule.model_copy(update={"commitment": each})
        _record(recording, taskforce, each, event, on)


@by_any_code
def extend(
    recording: Recording,
    taskforce: str,
    member: str,
    reference: str,
    due_on: date,
    extended_to: date,
    reason: str,
    on: ImpreciseDate,
) -> None:
    """Record that a member may report later than the schedule says, on one or all of a text.

    Raises:
        UnknownReference: there is no such member or commitment.
        Refused: no report is due on that day.
    """
    recording.member(taskforce, member)
    for each in _all(recording, taskforce, reference):
        reporting = _reporting(recording, taskforce, each)
        event = reporting.extend(member, due_on, extended_to, reason)
        _record(recording, taskforce, each, event, on)


@by_any_code
def exempt(
    recording: Recording,
    taskforce: str,
    member: str,
    reference: str,
    due_from: date,
    due_until: date | None,
    reason: str,
    on: ImpreciseDate,
) -> None:
    """Record that a member owes no report for a while, or from a day on, on one or all of a text.

    Raises:
        UnknownReference: there is no such member or commitment.
        Contradicted: the exemption ends before it begins.
    """
    recording.member(taskforce, member)
    for each in _all(recording, taskforce, reference):
        reporting = _reporting(recording, taskforce, each)
        event = reporting.exempt(member, due_from, due_until, reason)
        _record(recording, taskforce, each, event, on)


def due_period(
    recording: Recording, taskforce: str, reference: str, due_on: date
) -> tuple[date, date]:
    """Return the period on which a report is due on a day, both ends inclusive.

    Raises:
        UnknownReference: there is no such commitment.
        Refused: no report is due then.
    """
    due = _reporting(recording, taskforce, reference).due(due_on)
    return due.period_from, due.period_until


@by_any_code
def send_back(
    recording: Recording,
    taskforce: str,
    member: str,
    reference: str,
    reason: str,
    on: ImpreciseDate,
    *,
    report: str | date | None = None,
    reviewer: str | None = None,
) -> None:
    """Record that a report was returned to its member, and why.

    `report` names its entry, or the day on which it was due; without it the member's only pending
    report is meant. The reviewer is who records this, where nobody else is named.

    Raises:
        UnknownReference: there is no such member, commitment or entry.
        Refused: the report is not pending.
    """
    reviews = _reviews(recording, taskforce, member, reference)
    reviewer = reviewer or recording.context.actor
    meant = _report_meant(recording, taskforce, reviews, report)
    event = reviews.send_back(meant, reviewer, reason)
    _record(recording, taskforce, reference, event, on)


@by_any_code
def approve(
    recording: Recording,
    taskforce: str,
    member: str,
    reference: str,
    on: ImpreciseDate,
    *,
    report: str | date | None = None,
    reviewer: str | None = None,
    remark: str | None = None,
) -> None:
    """Record that a report was approved; see `send_back`.

    Raises:
        UnknownReference: there is no such member, commitment or entry.
        Refused: the report is not pending.
    """
    reviews = _reviews(recording, taskforce, member, reference)
    reviewer = reviewer or recording.context.actor
    meant = _report_meant(recording, taskforce, reviews, report)
    event = reviews.approve(meant, reviewer, remark)
    _record(recording, taskforce, reference, event, on)


@by_any_code
def remind(
    recording: Recording,
    taskforce: str,
    member: str,
    reference: str,
    due_on: date,
    on: ImpreciseDate,
) -> None:
    """Record that a member was reminded of a report, or of all on a text that it still owes.

    Raises:
        UnknownReference: there is no such member or commitment.
        Refused: no report is due then, or the member has reported or is exempt.
    """
    recording.member(taskforce, member)
    refused: Refused | None = None
    reminded = 0
    for each in _all(recording, taskforce, reference):
        try:
            event = _reporting(recording, taskforce, each).remind(member, due_on)
        except Refused as error:
            refused = error
            continue
        _record(recording, taskforce, each, event, on)
        reminded += 1
    if refused and not reminded:
        raise refused


@by_any_code
def assess(
    recording: Recording, taskforce: str, assessment: ProgressAssessed, on: ImpreciseDate
) -> None:
    """Record what somebody independent judged of a member's progress.

    Raises:
        UnknownReference: no such member, commitment or scale.
        Refused: it is no value of the scale, or the assessor is the member itself.
        UnfitText: a picture is named as evidence.
    """
    member = recording.member(taskforce, assessment.member)
    recording.commitment(taskforce, assessment.commitment)
    if assessment.assessor.casefold() in {member.code.casefold(), member.name.casefold()}:
        raise Refused(
            "{code} cannot be its own independent assessor. What it says itself is a "
            "report: depositary progress report",
            code=member.code,
        )
    recording.taskforce(taskforce).must_have(assessment)
    for evidence in assessment.evidence:
        must_be_no_picture(evidence)
    _record(recording, taskforce, assessment.commitment, assessment, on)


@by_any_code
def answer(
    recording: Recording,
    taskforce: str,
    member: str,
    reference: str,
    text: str,
    on: ImpreciseDate,
    *,
    assessed: str | None = None,
) -> None:
    """Record what a member replies to an assessment: the unanswered one, where none is named.

    Raises:
        UnknownReference: there is no such member, commitment or entry.
        Refused: nobody has assessed it, or it is not clear which assessment is meant.
    """
    reviews = _reviews(recording, taskforce, member, reference)
    event = reviews.answer(entry_id(recording, assessed), text, on)
    _record(recording, taskforce, reference, event, on)


def _report_meant(
    recording: Recording, taskforce: str, reviews: Reviews, report: str | date | None
) -> UUID | None:
    if isinstance(report, date):
        period = due_period(recording, taskforce, reviews.commitment, report)
        return reviews.on_period(*period)
    return entry_id(recording, report)


def _all(recording: Recording, taskforce: str, reference: str) -> list[str]:
    """Return the commitments that a reference means; all that is decided on them is one act."""
    found = commitments(recording, taskforce, reference)
    if len(found) > 1:
        recording.correlate()
    return found


def _reporting(recording: Recording, taskforce: str, reference: str) -> Reporting:
    return Reporting(reference, recording.commitment(taskforce, reference).history)


def _reviews(recording: Recording, taskforce: str, member: str, reference: str) -> Reviews:
    recording.member(taskforce, member)
    history: History = recording.commitment(taskforce, reference).history
    return Reviews(reference, member, history.about(member))


def _record(
    recording: Recording, taskforce: str, reference: str, event: Event, on: ImpreciseDate
) -> None:
    recording.record(Stream("commitment", taskforce, reference), Commitment, event, on)
