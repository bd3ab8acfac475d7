"""Recording what is asked of members about commitments, and what is said of what they report."""

from datetime import date
from uuid import UUID

from application.recording import Recording
from application.use_cases.entries import entry_id
from application.use_cases.signatures import commitments_as_one_act, record_where_possible
from domain.errors import Refused
from domain.events.progress import (
    DueDate,
    MilestoneReached,
    MilestoneSet,
    ProgressAssessed,
    ProgressReported,
    ReminderSent,
    ReportingExempted,
    ReportingExtended,
    ReportingScheduled,
)
from domain.progress.due_dates import Reporting
from domain.progress.reviews import Reviews
from domain.texts.commitment import Commitment
from domain.texts.standing import is_bound
from domain.values import ImpreciseDate
from domain.words import worded


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
    recording.record(taskforce, milestone, on)


def reach_milestone(
    recording: Recording, taskforce: str, reached: MilestoneReached, on: ImpreciseDate
) -> None:
    """Record that a milestone was reached.

    Raises:
        UnknownReference: there is no such commitment or milestone.
        Contradicted: it was reached already.
    """
    _reporting(recording, taskforce, reached.commitment).must_be_set(reached.milestone)
    recording.record(taskforce, reached, on)


def record_on_all(
    recording: Recording,
    taskforce: str,
    event: ReportingScheduled | ReportingExtended | ReportingExempted,
    on: ImpreciseDate,
) -> None:
    """Record what holds for reports on a commitment, or on each commitment of a text.

    Raises:
        UnknownReference: there is no such member or commitment.
        Refused: more time is given for a day on which no report is due.
        Contradicted: days are out of order, or lie before that day.
    """
    if event.subject:
        recording.member(taskforce, event.subject)
    for each in commitments_as_one_act(recording, taskforce, event.commitment):
        if isinstance(event, ReportingExtended):
            _reporting(recording, taskforce, each).due(event.due_on)
        recording.record(taskforce, event.model_copy(update={"commitment": each}), on)


def report_progress(
    recording: Recording, taskforce: str, report: ProgressReported, on: ImpreciseDate
) -> None:
    """Record a member's own statement of how far it is.

    Raises:
        UnknownReference: no such member, commitment or scale.
        Refused: the assessment is no value of the scale, or a scheduled report is on no period of
            the schedule, or on one that was reported on already.
        Contradicted: a picture is named as evidence.
    """
    member = recording.member(taskforce, report.member)
    reporting = _reporting(recording, taskforce, report.commitment)
    recording.taskforce(taskforce).must_be_on_its_scale(report)
    reporting.must_be_new(report.model_copy(update={"member": member.code}))
    _remark_if_not_bound(recording, taskforce, report, reporting.due_of(report), on)
    recording.record(taskforce, report, on)


def _remark_if_not_bound(
    recording: Recording,
    taskforce: str,
    report: ProgressReported,
    due: DueDate | None,
    on: ImpreciseDate,
) -> None:
    """Say that a member was not bound on the due day, or on the day of an extraordinary report.

    Of a file nothing is said: rows may come later.
    """
    day = due.due_on if due else on.latest
    if day is None or recording.judged_as_whole:
        return
    member = recording.member(taskforce, report.member)
    commitment = recording.commitment(taskforce, report.commitment)
    adopted, acts = commitment.adopted, commitment.history.about(member.code)
    if adopted is None or is_bound(adopted.legal_nature, acts, member.history, day):
        return
    values = {"member": member.code, "commitment": report.commitment}
    if due:
        sentence = (
            "{member} was not bound by {commitment} on {day}, so no report on it was due from it."
        )
        recording.remark(worded(sentence, **values, day=day))
    else:
        recording.remark(
            worded("{member} was not bound by {commitment} on {day}.", **values, day=on)
        )


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


def pending_report(
    recording: Recording, taskforce: str, member: str, reference: str, report: str | date | None
) -> UUID:
    """Return the pending report of a member that a review is about.

    `report` names its entry, or the day on which it was due; without it the member's only pending
    report is meant.

    Raises:
        UnknownReference: there is no such member, commitment or entry.
        Refused: the report is not pending.
    """
    reviews = _reviews(recording, taskforce, member, reference)
    if isinstance(report, date):
        period = due_period(recording, taskforce, reference, report)
        return reviews.pending(reviews.on_period(*period))
    return reviews.pending(entry_id(recording, report))


def remind(recording: Recording, taskforce: str, reminder: ReminderSent, on: ImpreciseDate) -> None:
    """Record that a member was reminded of a report, or of all on a text that it still owes.

    Raises:
        UnknownReference: there is no such member or commitment.
        Refused: no report is due then, or the member has reported or is exempt.
    """
    recording.member(taskforce, reminder.member)

    def decide(commitment: Commitment) -> ReminderSent:
        reporting = Reporting(commitment.reference, commitment.history)
        reporting.must_be_owed(reminder.member, reminder.due_on)
        return reminder.model_copy(update={"commitment": commitment.reference})

    record_where_possible(recording, taskforce, reminder.commitment, decide, on)


def assess(
    recording: Recording, taskforce: str, assessment: ProgressAssessed, on: ImpreciseDate
) -> None:
    """Record what somebody independent judged of a member's progress.

    Raises:
        UnknownReference: no such member, commitment or scale.
        Refused: it is no value of the scale, or the assessor is the member itself.
        Contradicted: a picture is named as evidence.
    """
    member = recording.member(taskforce, assessment.member)
    recording.commitment(taskforce, assessment.commitment)
    if assessment.assessor.casefold() in {member.code.casefold(), member.name.casefold()}:
        raise Refused(
            "{code} cannot be its own independent assessor. What it says itself is a "
            "report: depositary progress report",
            code=member.code,
        )
    recording.taskforce(taskforce).must_be_on_its_scale(assessment)
    recording.record(taskforce, assessment, on)


def assessment_to_answer(
    recording: Recording,
    taskforce: str,
    member: str,
    reference: str,
    on: ImpreciseDate,
    assessed: str | None,
) -> UUID:
    """Return the assessment that a member replies to: the unanswered one, where none is named.

    Raises:
        UnknownReference: there is no such member, commitment or entry.
        Refused: nobody has assessed it, or it is not clear which assessment is meant.
    """
    reviews = _reviews(recording, taskforce, member, reference)
    return reviews.to_answer(entry_id(recording, assessed), on)


def _reporting(recording: Recording, taskforce: str, reference: str) -> Reporting:
    return Reporting(reference, recording.commitment(taskforce, reference).history)


def _reviews(recording: Recording, taskforce: str, member: str, reference: str) -> Reviews:
    code = recording.member(taskforce, member).code
    history = recording.commitment(taskforce, reference).history
    return Reviews(reference, code, history.about(code))
