"""Somebody who asks members for reports, reviews them, and notes what others judge."""

from dataclasses import dataclass
from datetime import date

from application.acts.progress import schedules
from application.acts.progress.assessments import AnswerAssessment, Assess
from application.acts.progress.reports import (
    ApproveReport,
    ReportProgress,
    ReturnReport,
    record_report,
)
from application.context import Context
from application.recording import body_events
from domain.events.bodies import RecordKeptFrom, ScaleRegistered, ScaleValue
from domain.events.progress import (
    DueDate,
    Evidence,
    Frequency,
    MilestoneReached,
    MilestoneSet,
    ProgressReported,
    ReminderSent,
    ReportingExempted,
    ReportingExtended,
    ReportingScheduled,
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
        return self.clerk.record(lambda r: body_events.record(r, BODY, RecordKeptFrom(), on(day)))

    def schedule(
        self,
        reference: str = FIRST,
        day: str = "2026-01-10",
        frequency: Frequency = "quarterly",
        first: DueDate = SPRING,
        context: Context | None = None,
    ) -> int:
        event = ReportingScheduled(commitment=reference, frequency=frequency, first=first)
        return self.clerk.record(
            lambda r: schedules.record_on_all(r, BODY, event, on(day)), context
        )

    def hand_in(
        self,
        member: str,
        due_on: str,
        day: str,
        assessment: str = "limited",
        reference: str = FIRST,
        context: Context | None = None,
    ) -> int:
        report = ReportProgress(
            member=member,
            commitment=reference,
            assessment=assessment,
            scale="OGP",
            due_on=exactly(due_on),
            evidence=(LAW,),
            on=on(day),
        )
        return self.clerk.record(lambda r: report.record(r, BODY), context)

    def send_back(self, member: str, day: str, reason: str = "Say which law.") -> int:
        returned = ReturnReport(member=member, commitment=FIRST, reason=reason, on=on(day))
        return self.clerk.act(returned.record)

    def approve(self, member: str, day: str, reviewer: str | None = None) -> int:
        approved = ApproveReport(member=member, commitment=FIRST, reviewer=reviewer, on=on(day))
        return self.clerk.act(approved.record)

    def remind(self, member: str, due_on: str, day: str, reference: str = FIRST) -> int:
        return self.clerk.record(
            lambda r: schedules.remind(
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
            lambda r: schedules.record_on_all(
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
            lambda r: schedules.record_on_all(
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
        return self.clerk.act(schedules.set_milestone, event, on(day))

    def reach(self, milestone: str, day: str, context: Context | None = None) -> int:
        return self.clerk.record(
            lambda r: schedules.reach_milestone(
                r, BODY, MilestoneReached(commitment=FIRST, milestone=milestone), on(day)
            ),
            context,
        )

    def assess(self, member: str, day: str, assessment: str = "limited") -> int:
        assessed = Assess(
            commitment=FIRST,
            member=member,
            assessor="University of Utopia",
            scale="OGP",
            assessment=assessment,
            confidence="medium",
            method="Desk review",
            method_version="2",
            on=on(day),
        )
        return self.clerk.act(assessed.record)

    def answer(self, member: str, day: str, text: str = "The budget follows.") -> int:
        reply = AnswerAssessment(member=member, commitment=FIRST, text=text, on=on(day))
        return self.clerk.act(reply.record)


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
    clerk.record(lambda r: body_events.record(r, BODY, scale))
    report = ProgressReported(
        commitment=FIRST, member="ERE", scale="OGP", scale_version="2", assessment="some"
    )
    clerk.record(lambda r: record_report(r, BODY, report, on("2026-05-20")))
