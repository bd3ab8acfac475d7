"""What is done about a commitment: milestones, schedules, reports, reviews and assessments."""

from datetime import date
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from domain.event import Event
from domain.events.texts import MemberAct
from domain.meaning import Fixed, Meaning
from domain.values import (
    Actor,
    ImpreciseDate,
    Line,
    MemberCode,
    OfMember,
    Reference,
    Sha256,
    Text,
    TextReference,
    Url,
    Value,
    Version,
)

Frequency = Literal["monthly", "quarterly", "half_yearly", "yearly", "dates"]
Confidence = Literal["low", "medium", "high"]
OUTSIDE_SCALES = ("regressed", "unable_to_assess", "not_applicable")
"""What may be stated beside the values of any scale."""
NO_REPORT = "no_report"
"""Silence after a reminder; it is computed, and never stated."""
Commitment = Annotated[TextReference, Fixed("The commitment.", "MISSION-1")]
TextOrCommitment = Annotated[
    TextReference, Fixed("The commitment, or a text for all of its commitments.", "MISSION")
]
DueOn = Annotated[date, Meaning("The day on which the report is due, inclusive.", "2026-07-31")]
PeriodFrom = Annotated[date, Meaning("First day of the period that it is about.", "2026-01-01")]
PeriodUntil = Annotated[
    date, Meaning("Last day of the period that it is about, inclusive.", "2026-06-30")
]
Scale = Annotated[Reference, Fixed("The scale on which it is stated.", "OGP")]
ScaleVersion = Annotated[Version, Fixed("The version of the scale.", "1")]
_HOW_FAR = Meaning(
    "How far the member is, a value of the scale; or regressed, unable_to_assess or "
    "not_applicable.",
    "substantial",
)
Assessment = Annotated[Reference, _HOW_FAR]
AssessmentGiven = Annotated[Line, _HOW_FAR]
"""What somebody takes for a value of the scale; the scale is asked before anything else."""
Narrative = Annotated[Text, Meaning("What was done, or found.", "The law is in force.")]
Reason = Annotated[Text, Meaning("Why.", "Elections in July.")]
Stage = Annotated[
    Literal["interim", "final"], Meaning("Whether it is the last report on this.", "final")
]
Missing = Annotated[
    Text, Meaning("What is missing or unclear; it stays readable.", "Say which law.")
]
Remark = Annotated[Text, Meaning("What is to be said beside.", "Clear now.")]
Assessor = Annotated[
    Line, Meaning("The institution that judged; never a person.", "University of Utopia")
]
HowSure = Annotated[Confidence, Meaning("How sure the assessor is.", "medium")]
Method = Annotated[Line, Meaning("What its method is called.", "Desk review")]
MethodVersion = Annotated[Version, Meaning("The version of the method.", "2")]
Reply = Annotated[Text, Meaning("What the member replies.", "The budget follows.")]
Report = Annotated[UUID, Fixed("The report, by its entry.", "@27")]
Reviewer = Annotated[
    Actor, OfMember(), Meaning("Who reviewed it: a reference to a person, or a code.", "p-review")
]


class MilestoneSet(Event):
    """A step on the way was set, to be reached by `due_on`, inclusive; `owner` None is all."""

    TOPIC: ClassVar[str] = "commitment.milestone-set"
    commitment: Commitment
    milestone: Annotated[Reference, Fixed("The step, by a reference of your choice.", "BILL")]
    title: Annotated[Line, Meaning("What is to be reached.", "The bill is before parliament.")]
    due_on: Annotated[
        date, Meaning("The day by which it is to be reached, inclusive.", "2026-09-30")
    ]
    owner: Annotated[
        MemberCode | None, Meaning("The member whose step it is; that of all if left out.", "ATL")
    ] = None


class MilestoneReached(Event):
    """On `effective_on` the milestone had been reached."""

    TOPIC: ClassVar[str] = "commitment.milestone-reached"
    commitment: Commitment
    milestone: Annotated[Reference, Fixed("The step.", "BILL")]
    outcome: Annotated[Text | None, Meaning("What came of it.", "Adopted in first reading.")] = None


class DueDate(Value):
    """A report on a period (inclusive on both sides) is due by `due_on`, inclusive."""

    due_on: DueOn
    period_from: PeriodFrom
    period_until: PeriodUntil

    @property
    def period(self) -> tuple[date, date]:
        """The first and the last day of what is reported on."""
        return self.period_from, self.period_until

    def is_of(self, *given: date | None) -> bool:
        """Say whether the days of its period that are given are those."""
        return all(day in (None, own) for day, own in zip(given, self.period, strict=False))


HowOften = Annotated[
    Frequency,
    Meaning("How often a report is due; `dates` says that each day is given.", "half_yearly"),
]
Until = Annotated[date, Meaning("Nothing is due after that day.", "2027-12-31")]
More = Annotated[
    tuple[DueDate, ...],
    Meaning(
        "With the frequency dates, the due dates after the first, as DAY=FROM..UNTIL.",
        "2026-12-15=2026-05-01..2026-11-30",
    ),
]


class ReportingScheduled(Event):
    """From `effective_on` reports are due so; later due dates without a report are replaced.

    `first` is the first due date with its period; later ones follow at the frequency, by calendar
    months. With the frequency `dates`, `more` lists all that follow. There is none after `until`.
    """

    TOPIC: ClassVar[str] = "commitment.reporting-scheduled"
    commitment: TextOrCommitment
    frequency: HowOften
    first: Annotated[DueDate, Meaning("The first due date, with its period.")]
    more: More = ()
    until: Until | None = None


class ReportingExtended(MemberAct):
    """The member may report until `extended_to`, inclusive, what was due on `due_on`."""

    TOPIC: ClassVar[str] = "commitment.reporting-extended"
    commitment: TextOrCommitment
    due_on: DueOn
    extended_to: Annotated[
        date, Meaning("The last day on which to report, inclusive.", "2026-08-31")
    ]
    reason: Reason


class ReportingExempted(MemberAct):
    """The member owes no report that is due from `due_from` to `due_until`, inclusive."""

    TOPIC: ClassVar[str] = "commitment.reporting-exempted"
    commitment: TextOrCommitment
    due_from: Annotated[date, Meaning("The first due date that is left out.", "2026-07-01")]
    due_until: Annotated[
        date | None, Meaning("The last due date that is left out; none if all are.", "2026-12-31")
    ] = None
    reason: Reason


class Evidence(Value):
    """Something that speaks for or against progress; the link is never fetched."""

    direction: Annotated[
        Literal["supports_progress", "contradicts_progress", "context", "mixed"],
        Meaning("Whether it speaks for progress or against it.", "supports_progress"),
    ]
    type: Annotated[
        Literal["legislation", "policy", "budget", "data", "report", "media", "other"],
        Meaning("What it is.", "legislation"),
    ]
    title: Annotated[Line, Meaning("What it is called.", "Act 12")]
    publisher: Annotated[Line | None, Meaning("Who published it.", "Official Journal")] = None
    published_on: Annotated[
        ImpreciseDate | None, Meaning("The day on which it was published.", "2026-06-30")
    ] = None
    url: Annotated[Url | None, Meaning("Its public address.", "https://example.org/act-12")] = None
    sha256: Annotated[Sha256 | None, Meaning("The sha256 of its file.")] = None


EvidenceGiven = Annotated[
    tuple[Evidence, ...],
    Meaning(
        "For or against, as DIRECTION;TYPE;TITLE: supports_progress, contradicts_progress, "
        "context or mixed; legislation, policy, budget, data, report, media or other; its title; "
        "then publisher, day, address, sha256.",
        "supports_progress;data;Answers in a year;2026-02",
    ),
]


class ProgressReported(MemberAct):
    """The member states, as of `effective_on`, how far it is, on a named scale and version.

    The period is inclusive on both sides. A scheduled report is on a period of the schedule.
    """

    TOPIC: ClassVar[str] = "commitment.progress-reported"
    scale: Scale
    scale_version: ScaleVersion
    assessment: Assessment
    occasion: Annotated[
        Literal["scheduled", "extraordinary"],
        Meaning("Whether the schedule asked for it.", "scheduled"),
    ] = "extraordinary"
    stage: Stage = "interim"
    period_from: PeriodFrom | None = None
    period_until: PeriodUntil | None = None
    narrative: Narrative | None = None
    evidence: EvidenceGiven = ()


class ReportReturned(MemberAct):
    """The reviewer sent the member's `report` (its entry) back, and said why."""

    TOPIC: ClassVar[str] = "commitment.report-returned"
    report: Report
    reviewer: Reviewer
    reason: Missing


class ReportApproved(MemberAct):
    """The reviewer approved the member's `report` (its entry)."""

    TOPIC: ClassVar[str] = "commitment.report-approved"
    report: Report
    reviewer: Reviewer
    remark: Remark | None = None


class ReminderSent(MemberAct):
    """The member was reminded on `effective_on` of the report that is due on `due_on`."""

    TOPIC: ClassVar[str] = "commitment.reminder-sent"
    commitment: TextOrCommitment
    due_on: DueOn


class ProgressAssessed(MemberAct):
    """Somebody independent judged, as of `effective_on`, how far the member is.

    `assessor` is an institution, never a person.
    """

    TOPIC: ClassVar[str] = "commitment.progress-assessed"
    assessor: Assessor
    scale: Scale
    scale_version: ScaleVersion
    assessment: Assessment
    confidence: HowSure
    method: Method
    method_version: MethodVersion
    period_from: PeriodFrom | None = None
    period_until: PeriodUntil | None = None
    narrative: Narrative | None = None
    evidence: EvidenceGiven = ()


class AssessmentAnswered(MemberAct):
    """The member answered the independent `assessed` (its entry); printed beside it."""

    TOPIC: ClassVar[str] = "commitment.assessment-answered"
    assessed: Annotated[UUID, Fixed("The assessment, by its entry.", "@31")]
    text: Reply
