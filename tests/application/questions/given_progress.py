"""Somebody who asks members for reports, reviews them, and notes what others judge."""

from dataclasses import dataclass
from datetime import date

from application.context import Context
from application.recording import Recording
from application.use_cases import bodies, progress
from domain.events.bodies import RecordKeptFrom, ScaleRegistered, ScaleValue
from domain.events.progress import (
    AssessmentAnswered,
    DueDate,
    Evidence,
    Frequency,
    MilestoneReached,
    MilestoneSet,
    ProgressAssessed,
    ProgressReported,
    ReminderSent,
    ReportApproved,
    ReportingExempted,
    ReportingExtended,
    ReportingScheduled,
    ReportReturned,
)
from domain.values import Visibility
from tests.application.questions.given import BODY, PLEDGE, Clerk, on

FIRST, SECOND = "PLEDGE-1", "PLEDGE-2"
PUBLIC = Context(actor="p-clerk-1", visibility=Visibility.PUBLIC)
LAW = Evidence(
    direction="supports_progress", type="legislation", title="Act 12", url="https://example.org/12"
)


def exactly(text: str) -> date:
    return date.fromisoformat(text)


def due(due_on: str, begins: str, ends: str) -> DueDate:
    return DueDate(due_on=exactly(due_on), period_from=exactly(begins), period_until=exactly(ends))


SPRING = due("2026-04-30", "2026-01-01", "2026-03-31")


@dataclass
class Secretary:
    """Each method says what it records and returns the last position."""

    clerk: Clerk

    def keep_record(self, day: str = "2026-01-01") -> int:
        return self.clerk.record(lambda r: bodies.record(r, BODY, RecordKeptFrom(), on(day)))

    def schedule(
        self,
        reference: str = FIRST,
        day: str = "2026-01-10",
        frequency: Frequency = "quarterly",
        first: DueDate = SPRING,
        context: Context | None = None,
    ) -> int:
        event = ReportingScheduled(commitment=reference, frequency=frequency, first=first)
        return self.clerk.record(lambda r: progress.record_on_all(r, BODY, event, on(day)), context)

    def hand_in(
        self,
        member: str,
        due_on: str,
        day: str,
        assessment: str = "limited",
        reference: str = FIRST,
        context: Context | None = None,
    ) -> int:
        def decide(recording: Recording) -> None:
            begins, ends = progress.due_period(recording, BODY, reference, exactly(due_on))
            report = ProgressReported(
                commitment=reference,
                member=member,
                scale="OGP",
                scale_version="1",
                assessment=assessment,
                occasion="scheduled",
                period_from=begins,
                period_until=ends,
                evidence=(LAW,),
            )
            progress.report_progress(recording, BODY, report, on(day))

        return self.clerk.record(decide, context)

    def send_back(self, member: str, day: str, reason: str = "Say which law.") -> int:
        def decide(recording: Recording) -> None:
            event = ReportReturned(
                commitment=FIRST,
                member=member,
                report=progress.pending_report(recording, BODY, member, FIRST, None),
                reviewer=recording.context.actor,
                reason=reason,
            )
            recording.record(BODY, event, on(day))

        return self.clerk.record(decide)

    def approve(self, member: str, day: str, reviewer: str | None = None) -> int:
        def decide(recording: Recording) -> None:
            event = ReportApproved(
                commitment=FIRST,
                member=member,
                report=progress.pending_report(recording, BODY, member, FIRST, None),
                reviewer=reviewer or recording.context.actor,
            )
            recording.record(BODY, event, on(day))

        return self.clerk.record(decide)

    def remind(self, member: str, due_on: str, day: str, reference: str = FIRST) -> int:
        return self.clerk.record(
            lambda r: progress.remind(
                r,
                BODY,
                ReminderSent(commitment=reference, member=member, due_on=exactly(due_on)),
                on(day),
            )
        )

    def extend(
        self, member: str, due_on: str, to: str, day: str, context: Context | None = None
    ) -> int:
        return self.clerk.record(
            lambda r: progress.record_on_all(
                r,
                BODY,
                ReportingExtended(
                    commitment=FIRST,
                    member=member,
                    due_on=exactly(due_on),
                    extended_to=exactly(to),
                    reason="Elections.",
                ),
                on(day),
            ),
            context,
        )

    def exempt(self, member: str, begins: str, ends: str | None, day: str) -> int:
        return self.clerk.record(
            lambda r: progress.record_on_all(
                r,
                BODY,
                ReportingExempted(
                    commitment=FIRST,
                    member=member,
                    due_from=exactly(begins),
                    due_until=exactly(ends) if ends else None,
                    reason="It has no such law.",
                ),
                on(day),
            )
        )

    def set_milestone(
        self, milestone: str, due_on: str, day: str = "2026-01-10", owner: str | None = None
    ) -> int:
        event = MilestoneSet(
            commitment=FIRST,
            milestone=milestone,
            title="The bill is tabled.",
            due_on=exactly(due_on),
            owner=owner,
        )
        return self.clerk.act(progress.set_milestone, event, on(day))

    def reach(self, milestone: str, day: str, context: Context | None = None) -> int:
        return self.clerk.record(
            lambda r: progress.reach_milestone(
                r, BODY, MilestoneReached(commitment=FIRST, milestone=milestone), on(day)
            ),
            context,
        )

    def assess(self, member: str, day: str, assessment: str = "limited") -> int:
        event = ProgressAssessed(
            commitment=FIRST,
            member=member,
            assessor="University of Utopia",
            scale="OGP",
            scale_version="1",
            assessment=assessment,
            confidence="medium",
            method="Desk review",
            method_version="2",
        )
        return self.clerk.act(progress.assess, event, on(day))

    def answer(self, member: str, day: str, text: str = "The budget follows.") -> int:
        def decide(recording: Recording) -> None:
            assessed = progress.assessment_to_answer(recording, BODY, member, FIRST, on(day), None)
            event = AssessmentAnswered(
                commitment=FIRST, member=member, assessed=assessed, text=text
            )
            recording.record(BODY, event, on(day))

        return self.clerk.record(decide)


def a_year(clerk: Clerk) -> Secretary:
    """Let both members sign, and ask for a report on the first commitment each quarter."""
    secretary = Secretary(clerk)
    secretary.keep_record()
    clerk.scale()
    clerk.sign("ATL", PLEDGE, "2026-01-15")
    clerk.sign("ERE", PLEDGE, "2026-01-15")
    secretary.schedule()
    return secretary


def second_scale(clerk: Clerk) -> None:
    """Register a newer version of the scale, on which Erewhon reports; the old one stays."""
    values = tuple(ScaleValue(value=v, label=v, high=v == "all") for v in ("none", "some", "all"))
    scale = ScaleRegistered(scale="OGP", version="2", title="Completion", values=values)
    clerk.record(lambda r: bodies.record(r, BODY, scale))
    report = ProgressReported(
        commitment=FIRST, member="ERE", scale="OGP", scale_version="2", assessment="some"
    )
    clerk.record(lambda r: progress.report_progress(r, BODY, report, on("2026-05-20")))
