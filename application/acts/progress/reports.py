"""Acts `progress …`: what members report, and how that is reviewed; not the report on progress."""

from datetime import date
from functools import partial
from typing import Annotated
from uuid import UUID
from weakref import proxy

from application.context import Draft
from application.declarations.act import Act, On
from application.entries.named import entry_id
from application.recording.recording import Recording
from domain.errors import Malformed
from domain.events import progress as events
from domain.meaning import Meaning
from domain.progress.due_dates import NAMED, Reporting
from domain.progress.reviews import SCHEDULED, Reviews
from domain.texts.standing import is_bound
from domain.values import ImpreciseDate, Line, MemberCode
from domain.words import Words, either, worded

Member = Annotated[MemberCode, Meaning("The member, by its code.", "ATL")]
_NAMES_A_REPORT = worded("It says which report is meant; retract the review and record it anew.")


class ReportProgress(
    Act,
    name="progress report",
    makes=(events.ProgressReported,),
    arguments=("member", "commitment", "assessment"),
    keys=("member", "commitment", "scale", "scale_version"),
    repeats=True,
    rested_on=True,
    uncompared={"due_on": worded("The period and the occasion follow from it.")},
    examples=(
        "progress report ATL MISSION-1 limited --scale OGP --on 2026-05-31",
        (
            "progress report ATL MISSION-1 substantial --scale OGP --due-on 2026-07-31 "
            "--on 2026-08-15 --narrative 'The law is in force.' "
            "--evidence 'supports_progress;legislation;Act 12;Official Journal;2026-06-30'"
        ),
    ),
):
    """The member stated how far it is, on a registered scale.

    Without due_on it is extraordinary. That there is no report is computed, and never stated.
    """

    member: Member
    commitment: events.Commitment
    assessment: events.AssessmentGiven
    scale: events.Scale
    scale_version: events.ScaleVersion = "1"
    due_on: Annotated[
        date | None,
        Meaning(
            "It is the report that is due on that day; its period follows from that.", "2026-07-31"
        ),
    ] = None
    period_from: events.PeriodFrom | None = None
    period_until: events.PeriodUntil | None = None
    stage: events.Stage = "interim"
    narrative: events.Narrative | None = None
    evidence: events.EvidenceGiven = ()
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Report; with a due date, on the period that is due then.

        Raises:
            Malformed: another period is given.
            Refused: no report is due then; for others, see `record_report`.
        """
        recording.taskforce(body).must_be_on_its_scale(self)
        period_from, period_until = self._period(recording, body)
        made = self.event(
            events.ProgressReported,
            occasion="scheduled" if self.due_on else "extraordinary",
            period_from=period_from,
            period_until=period_until,
        )
        record_report(recording, body, made, self.on)

    def _period(self, recording: Recording, body: str) -> tuple[date | None, date | None]:
        given, names = (self.period_from, self.period_until), ("period_from", "period_until")
        if not self.due_on:
            return given
        member = recording.member(body, self.member).code
        due = reporting_of(recording, body, self.commitment).due(self.due_on, member, *given)
        for name, day, meant in zip(names, given, due.period, strict=True):
            if day not in (None, meant):
                raise Malformed(
                    "The report that is due on {due_on} is on {begin} to {end}. Leave out {name}; "
                    "or if another period is meant, leave out due_on.",
                    due_on=self.due_on,
                    begin=due.period_from,
                    end=due.period_until,
                    name=name,
                ).at(name)
        return due.period


def record_report(
    recording: Recording, body: str, report: events.ProgressReported, on: ImpreciseDate
) -> None:
    """Record a member's own statement of how far it is.

    Raises:
        UnknownReference: no such member, commitment or scale.
        Refused: the assessment is no value of the scale, or a scheduled report is on no period of
            the schedule, or on one that was reported on already.
        Contradicted: a picture is named as evidence.
    """
    member = recording.member(body, report.member)
    reporting = reporting_of(recording, body, report.commitment)
    recording.taskforce(body).must_be_on_its_scale(report)
    reporting.must_be_new(report.model_copy(update={"member": member.code}))
    _remark_if_not_bound(recording, body, report, reporting.due_of(report), on)
    made = recording.record(body, report, on)
    _remark_if_no_answer(recording, body, report, made)
    if report.occasion != SCHEDULED and on.latest:  # by a proxy: what the unit keeps is no cycle
        recording.remark(partial(_open_beside, proxy(recording), body, report, on.latest))


def _remark_if_no_answer(
    recording: Recording, body: str, report: events.ProgressReported, made: Draft
) -> None:
    """Say that a later report on the period was returned, and is still to be answered."""
    begins, ends = report.period_from, report.period_until
    if report.occasion != SCHEDULED or begins is None or ends is None:
        return
    reviews = reviews_of(recording, body, report.member, report.commitment)
    last = reviews.last_on(begins, ends)
    if last and last.id != made.id and reviews.state(last) == "returned":
        recording.remark(
            worded(
                "The later report of {begins} was returned, and an earlier one does not answer "
                "that. If this one is the answer, correct its day.",
                begins=last.begins,
            )
        )


def _remark_if_not_bound(
    recording: Recording,
    body: str,
    report: events.ProgressReported,
    due: events.DueDate | None,
    on: ImpreciseDate,
) -> None:
    """Say that a member was not bound on the due day, or on the day of an extraordinary report.

    Of a file nothing is said: rows may come later.
    """
    day = due.due_on if due else on.latest
    if day is None or recording.judged_as_whole:
        return
    member = recording.member(body, report.member)
    commitment = recording.commitment(body, report.commitment)
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


def _open_beside(
    recording: Recording, body: str, report: events.ProgressReported, on: date
) -> Words | None:
    """Say that an extraordinary report leaves one open that is due: people forget its day.

    It is asked at the end of a recording, when all of a file is there.
    """
    member = recording.member(body, report.member)
    commitment = recording.commitment(body, report.commitment)
    reporting = Reporting(report.commitment, commitment.history)
    legal, acts = commitment.adopted, commitment.history.about(member.code)
    days = [
        due.due_on
        for due in reporting.open_around(member.code, on)
        if legal and is_bound(legal.legal_nature, acts, member.history, due.due_on)
    ]
    if not days:
        return None
    return worded(
        "The extraordinary report of {member} on {commitment} answers none that is due, and there "
        "is none yet for {days}. If it is meant for that day, that has to be its due_on: retract "
        "it, if it is recorded, and record it so.",
        member=member.code,
        commitment=report.commitment,
        days=either([*map(str, days[-NAMED:])]),
    )


def reporting_of(recording: Recording, body: str, reference: str) -> Reporting:
    """Return when reports on a commitment are due (UnknownReference: there is none)."""
    return Reporting(reference, recording.commitment(body, reference).history)


def reviews_of(recording: Recording, body: str, member: str, reference: str) -> Reviews:
    """Return what a member reported on a commitment, and what was said of it.

    Raises:
        UnknownReference: there is no such member or commitment.
    """
    code = recording.member(body, member).code
    history = recording.commitment(body, reference).history
    return Reviews(reference, code, history.about(code))


class _Review(Act):
    """The base of what is said of a pending report."""

    member: Member
    commitment: events.Commitment
    report: Annotated[
        Line | None, Meaning("Which one, by its entry; the only pending one if left out.", "@27")
    ] = None
    due_on: Annotated[date | None, Meaning("Or the day on which it was due.", "2026-07-31")] = None
    reviewer: Annotated[
        events.Reviewer | None,
        Meaning(
            "Who reviewed it: a reference to a person, or a code; you if left out.", "p-review"
        ),
    ] = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Say it of the report that is meant.

        Raises:
            UnknownReference: there is no such member, commitment or entry.
            Refused: the report is not pending, or no report is due on that day.
        """
        event = self.event(
            type(self).MAKES[0],
            report=self._meant(recording, body),
            reviewer=self.reviewer or recording.context.actor,
        )
        recording.record(body, event, self.on)

    def _meant(self, recording: Recording, body: str) -> UUID:
        reviews = reviews_of(recording, body, self.member, self.commitment)
        if self.report or not self.due_on:
            return reviews.pending(entry_id(recording, self.report))
        reporting = reporting_of(recording, body, self.commitment)
        due_then = reporting.due_on(self.due_on, reviews.member)
        if (meant := reviews.pending_on(each.period for each in due_then)) is not None:
            return meant
        due = reporting.due(self.due_on, reviews.member)
        return reviews.pending(reviews.on_period(*due.period))


class ReturnReport(
    _Review,
    name="progress return",
    row="return_report",
    makes=(events.ReportReturned,),
    arguments=("member", "commitment"),
    repeats=True,
    uncompared=dict.fromkeys(("report", "due_on"), _NAMES_A_REPORT),
    examples="progress return ATL MISSION-1 --report @27 --reason 'Say which law.' --on 2026-08-20",
):
    """The member's report was returned, with a reason.

    It is answered by a new report, or by a correction of that one (depositary correct).
    """

    reason: events.Missing


class ApproveReport(
    _Review,
    name="progress approve",
    row="approve_report",
    makes=(events.ReportApproved,),
    repeats=True,
    uncompared=dict.fromkeys(("report", "due_on"), _NAMES_A_REPORT),
    examples="progress approve ATL MISSION-1 --due-on 2026-07-31 --on 2026-09-01",
):
    """The member's report was approved."""

    remark: events.Remark | None = None
