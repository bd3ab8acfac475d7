"""What is done about a commitment: milestones, schedules, reports, reviews and assessments."""

from datetime import date
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from domain.event import Event
from domain.events.commitment import MemberAct
from domain.meaning import Meaning
from domain.values import (
    Actor,
    ImpreciseDate,
    Line,
    MemberCode,
    OfMember,
    Reference,
    Sha256,
    Text,
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


class MilestoneSet(Event):
    """A step on the way was set, to be reached by `due_on`, inclusive; `owner` None is all."""

    TOPIC: ClassVar[str] = "commitment.milestone-set"
    commitment: Reference
    milestone: Reference
    title: Line
    due_on: date
    owner: MemberCode | None = None


class MilestoneReached(Event):
    """On `effective_on` the milestone had been reached."""

    TOPIC: ClassVar[str] = "commitment.milestone-reached"
    commitment: Reference
    milestone: Reference
    outcome: Text | None = None


class DueDate(Value):
    """A report on a period (inclusive on both sides) is due by `due_on`, inclusive."""

    due_on: date
    period_from: date
    period_until: date


class ReportingScheduled(Event):
    """From `effective_on` reports are due so; due dates without a report after that day give way.

    `first` is the first due date with its period; later ones follow at the frequency, by calendar
    months. With the frequency `dates`, `more` lists all that follow. There is none after `until`.
    """

    TOPIC: ClassVar[str] = "commitment.reporting-scheduled"
    commitment: Reference
    frequency: Frequency
    first: DueDate
    more: tuple[DueDate, ...] = ()
    until: date | None = None


class ReportingExtended(MemberAct):
    """The member may report until `extended_to`, inclusive, what was due on `due_on`."""

    TOPIC: ClassVar[str] = "commitment.reporting-extended"
    due_on: date
    extended_to: date
    reason: Text


class ReportingExempted(MemberAct):
    """The member owes no report that is due from `due_from` to `due_until`, inclusive."""

    TOPIC: ClassVar[str] = "commitment.reporting-exempted"
    due_from: date
    due_until: date | None = None
    reason: Text


class Evidence(Value):
    """Something that speaks for or against progress; the link is never fetched."""

    direction: Literal["supports_progress", "contradicts_progress", "context", "mixed"]
    type: Literal["legislation", "policy", "budget", "data", "report", "media", "other"]
    title: Line
    publisher: Line | None = None
    published_on: ImpreciseDate | None = None
    url: Url | None = None
    sha256: Sha256 | None = None


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
    scale: Reference
    scale_version: Version
    assessment: Reference
    occasion: Literal["scheduled", "extraordinary"] = "extraordinary"
    stage: Literal["interim", "final"] = "interim"
    period_from: date | None = None
    period_until: date | None = None
    narrative: Text | None = None
    evidence: tuple[Evidence, ...] = ()


class ReportReturned(MemberAct):
    """The reviewer sent the member's `report` (its entry) back, and said why."""

    TOPIC: ClassVar[str] = "commitment.report-returned"
    report: UUID
    reviewer: Annotated[Actor, OfMember()]
    reason: Text


class ReportApproved(MemberAct):
    """The reviewer approved the member's `report` (its entry)."""

    TOPIC: ClassVar[str] = "commitment.report-approved"
    report: UUID
    reviewer: Annotated[Actor, OfMember()]
    remark: Text | None = None


class ReminderSent(MemberAct):
    """The member was reminded on `effective_on` of the report that is due on `due_on`."""

    TOPIC: ClassVar[str] = "commitment.reminder-sent"
    due_on: date


class ProgressAssessed(MemberAct):
    """Somebody independent judged, as of `effective_on`, how far the member is.

    `assessor` is an institution, never a person.
    """

    TOPIC: ClassVar[str] = "commitment.progress-assessed"
    assessor: Line
    scale: Reference
    scale_version: Version
    assessment: Reference
    confidence: Confidence
    method: Line
    method_version: Version
    period_from: date | None = None
    period_until: date | None = None
    narrative: Text | None = None
    evidence: tuple[Evidence, ...] = ()


class AssessmentAnswered(MemberAct):
    """The member answered the independent `assessed` (its entry); printed beside it."""

    TOPIC: ClassVar[str] = "commitment.assessment-answered"
    assessed: UUID
    text: Text
