"""Acts about progress: what members report, how that is reviewed, and what others judge."""

from datetime import date
from typing import Annotated

from application.declarations.act import Act, On
from application.recording import Recording
from application.use_cases import progress
from domain.errors import Malformed
from domain.events import progress as events
from domain.meaning import Meaning
from domain.values import Line, MemberCode

Member = Annotated[MemberCode, Meaning("The member, by its code.", "ATL")]
DueOn = Annotated[date, Meaning("Or the day on which it was due.", "2026-07-31")]
_NAMES_A_REPORT = "It says which report is meant; retract the review and record it anew."
_NAMES_AN_ASSESSMENT = "It says which assessment is meant; retract the answer and record it anew."


class ReportProgress(
    Act,
    name="progress report",
    row="report",
    makes=(events.ProgressReported,),
    arguments=("member", "commitment", "assessment"),
    keys=("member", "commitment", "scale", "scale_version"),
    repeats=True,
    rested_on=True,
    uncompared={"due_on": "The period and the occasion follow from it."},
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
    assessment: events.Assessment
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
        """Report; with a due date, on the period that is due then."""
        period_from, period_until = self._period(recording, body)
        made = self.event(
            events.ProgressReported,
            occasion="scheduled" if self.due_on else "extraordinary",
            period_from=period_from,
            period_until=period_until,
        )
        progress.report_progress(recording, body, made, self.on)

    def _period(self, recording: Recording, body: str) -> tuple[date | None, date | None]:
        given = (self.period_from, self.period_until)
        if not self.due_on:
            return given
        due = progress.due_period(recording, body, self.commitment, self.due_on)
        for name, day, meant in zip(("period_from", "period_until"), given, due, strict=True):
            if day not in (None, meant):
                raise Malformed("The period follows from due_on; leave out {name}.", name=name).at(
                    name
                )
        return due


_Entry = Annotated[
    Line | None, Meaning("Which one, by its entry; the only pending one if left out.", "@27")
]
_Reviewer = Annotated[
    events.Reviewer | None,
    Meaning("Who reviewed it: a reference to a person, or a code; you if left out.", "p-review"),
]


class ReturnReport(
    Act,
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

    member: Member
    commitment: events.Commitment
    reason: events.Missing
    report: _Entry = None
    due_on: DueOn | None = None
    reviewer: _Reviewer = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Return the report that is meant."""
        meant = self.report or self.due_on
        event = self.event(
            events.ReportReturned,
            report=progress.pending_report(recording, body, self.member, self.commitment, meant),
            reviewer=self.reviewer or recording.context.actor,
        )
        recording.record(body, event, self.on)


class ApproveReport(
    Act,
    name="progress approve",
    row="approve_report",
    makes=(events.ReportApproved,),
    arguments=("member", "commitment"),
    repeats=True,
    uncompared=dict.fromkeys(("report", "due_on"), _NAMES_A_REPORT),
    examples="progress approve ATL MISSION-1 --due-on 2026-07-31 --on 2026-09-01",
):
    """The member's report was approved."""

    member: Member
    commitment: events.Commitment
    remark: events.Remark | None = None
    report: _Entry = None
    due_on: DueOn | None = None
    reviewer: _Reviewer = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Approve the report that is meant."""
        meant = self.report or self.due_on
        event = self.event(
            events.ReportApproved,
            report=progress.pending_report(recording, body, self.member, self.commitment, meant),
            reviewer=self.reviewer or recording.context.actor,
        )
        recording.record(body, event, self.on)


class Assess(
    Act,
    name="progress assess",
    row="assess",
    makes=(events.ProgressAssessed,),
    arguments=("member", "commitment", "assessment"),
    keys=("member", "assessor", "commitment", "scale", "scale_version"),
    rested_on=True,
    repeats=True,
    examples=(
        "progress assess ATL MISSION-1 limited --scale OGP --assessor 'University of Utopia' "
        "--confidence medium --method 'Desk review' --method-version 2 --on 2026-10-01 "
        "--evidence 'contradicts_progress;report;The law has no budget;2026-09'"
    ),
):
    """An institution judged, independently, how far the member is."""

    member: Member
    commitment: events.Commitment
    assessment: events.Assessment
    scale: events.Scale
    scale_version: events.ScaleVersion = "1"
    assessor: events.Assessor
    confidence: events.HowSure
    method: events.Method
    method_version: events.MethodVersion = "1"
    period_from: events.PeriodFrom | None = None
    period_until: events.PeriodUntil | None = None
    narrative: events.Narrative | None = None
    evidence: events.EvidenceGiven = ()
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Note what was judged."""
        progress.assess(recording, body, self.event(events.ProgressAssessed), self.on)


class AnswerAssessment(
    Act,
    name="progress answer",
    row="answer_assessment",
    makes=(events.AssessmentAnswered,),
    arguments=("member", "commitment", "text"),
    keys=("member", "commitment"),
    repeats=True,
    uncompared={"assessed": _NAMES_AN_ASSESSMENT},
    examples="progress answer ATL MISSION-1 'The budget follows.' --on 2026-10-20",
):
    """The member replied to an assessment; the reply is printed beside it."""

    member: Member
    commitment: events.Commitment
    text: events.Reply
    assessed: Annotated[
        Line | None, Meaning("Which one, by its entry; the unanswered one if left out.", "@31")
    ] = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Answer the assessment that is meant."""
        assessed = progress.assessment_to_answer(
            recording, body, self.member, self.commitment, self.on, self.assessed
        )
        event = self.event(events.AssessmentAnswered, assessed=assessed)
        recording.record(body, event, self.on)
