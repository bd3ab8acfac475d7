"""What one person entered and approved is told: it may be right, and somebody should look."""

from application.context import Context
from application.entries import amending
from application.entries.amending import Amendment
from application.questions.asking.answer import Row
from application.reports.audit.audit import audit
from application.reports.document import Report
from domain.event import Event
from domain.events.bodies import TaskAdopted
from domain.events.laws import (
    LegislativeGapAnswered,
    LegislativeGapClosed,
    LegislativeGapIdentified,
    LegislativeOpportunityIdentified,
)
from domain.events.meetings import (
    ActionItem,
    ActionItemCompleted,
    DecisionAdopted,
    MeetingConvened,
    MeetingOpened,
    MinutesApproved,
    MinutesCirculated,
)
from domain.events.members import Applied, Joined
from domain.events.progress import (
    AssessmentAnswered,
    MilestoneReached,
    MilestoneSet,
    ReportApproved,
    ReportReturned,
)
from domain.values import MemberKind, Visibility
from tests.application.questions.conftest import begin, once
from tests.application.questions.given import TODAY, Clerk, ask
from tests.application.reports.audit.given import id_of
from tests.application.reports.given import rows, tell
from tests.domain.progress.given import assessed

ONE, TWO = Context(actor="p-clerk-1"), Context(actor="p-clerk-2")
MILESTONE = MilestoneSet(
    commitment="PLEDGE-1", milestone="BILL", title="A bill.", due_on=TODAY, owner="ATL"
)
DECISION = DecisionAdopted(
    decision="D-1",
    meeting="M-1",
    title="A form",
    text="We use one form.",
    task="T-1",
    actions=(
        ActionItem(action="A-1", text="Draft it.", owner="ATL"),
        ActionItem(action="A-2", text="Send it.", owner="ATL"),
    ),
)


def pairs(clerk: Clerk, begin: str = "@1") -> list[Row]:
    return rows(report(clerk, begin), "one-person")


def report(clerk: Clerk, begin: str = "@1") -> Report:
    asked = ask(audience=Visibility.SECRETARIAT)
    return audit(clerk.tables, asked, TODAY, begin=begin, end="2026-12-01", sample="1", seed="1")


def counted(clerk: Clerk, pair: str) -> tuple[object, object]:
    row = next(row for row in rows(report(clerk), "pairs") if row["pair"] == pair)
    return row["count"], row["one"]


@once(begin)
def reported(clerk: Clerk) -> None:
    """ATL has reported on PLEDGE-1 (@10), entered by p-clerk-1."""
    clerk.scale()
    clerk.report("ATL", "PLEDGE-1", "limited", "2026-03-01")


def approval(clerk: Clerk, reviewer: str) -> ReportApproved:
    return ReportApproved(
        commitment="PLEDGE-1", member="ATL", report=id_of(clerk, 10), reviewer=reviewer
    )


class TestReports:
    def test_flags_who_entered_and_approved(self, reported: Clerk) -> None:
        """The second pair of eyes was the first."""
        tell(reported, approval(reported, "p-chief-1"), "2026-03-05", ONE)

        (found,) = pairs(reported)

        assert (found["pair"], found["by"], found["first"], found["position"]) == (
            "report",
            "p-clerk-1",
            10,
            11,
        )
        assert (found["of"], found["state"]) == ("ATL reported PLEDGE-1: limited (OGP 1)", "stands")

    def test_flags_a_reviewer_who_had_entered_it(self, reported: Clerk) -> None:
        """Somebody else may type what the same person judged."""
        tell(reported, approval(reported, "p-clerk-1"), "2026-03-05", TWO)

        assert [row["by"] for row in pairs(reported)] == ["p-clerk-1"]

    def test_flags_who_mended_it_before_it_was_approved(self, reported: Clerk) -> None:
        """What was approved are the words of the one who corrected it."""
        amendment = Amendment("@10", {"assessment": "done"})
        reported.record(lambda r: amending.correct(r, [amendment], "error"), TWO)
        tell(reported, approval(reported, "p-chief-1"), "2026-03-05", TWO)

        assert [row["by"] for row in pairs(reported)] == ["p-clerk-2"]

    def test_does_not_flag_two_people(self, reported: Clerk) -> None:
        """Two who act for one member are two; a member is no person."""
        reported.context = Context(actor="p-clerk-1", on_behalf_of="ATL")
        reported.report("ATL", "PLEDGE-2", "limited", "2026-03-01")
        tell(reported, approval(reported, "ERE"), "2026-03-05", TWO)

        assert pairs(reported) == []
        assert counted(reported, "report") == (1, 0)

    def test_flags_a_person_for_whom_somebody_recorded(self, reported: Clerk) -> None:
        """Whoever dictates both has made both."""
        asked = Context(actor="p-clerk-2", on_behalf_of="p-clerk-1")
        returned = ReportReturned(
            commitment="PLEDGE-1",
            member="ATL",
            report=id_of(reported, 10),
            reviewer="p-chief-1",
            reason="Say more.",
        )
        tell(reported, returned, "2026-03-05", asked)

        assert [row["by"] for row in pairs(reported)] == ["p-clerk-1"]

    def test_flags_a_member_that_approves_its_own_report(self, reported: Clerk) -> None:
        """Whoever types it, a member must not be its own judge."""
        tell(reported, approval(reported, "ATL"), "2026-03-05", TWO)

        assert [row["by"] for row in pairs(reported)] == ["ATL"]

    def test_tells_only_of_the_period(self, reported: Clerk) -> None:
        """A pair is of the period in which it was completed."""
        tell(reported, approval(reported, "p-chief-1"), "2026-03-05", ONE)
        tell(reported, TaskAdopted(reference="T-1", text="A task."), "2026-03-05")

        assert pairs(reported, "@11")
        assert pairs(reported, "@12") == []


def both(clerk: Clerk, first: Event, second: Event) -> list[Row]:
    tell(clerk, first, "2026-04-01", ONE)
    tell(clerk, second, "2026-04-02", ONE)
    return pairs(clerk)


class TestOthers:
    def test_an_assessment_and_its_answer(self, reported: Clerk) -> None:
        """An independent judgment and the reply to it must not come from one hand."""
        of_it = assessed().model_copy(update={"commitment": "PLEDGE-1"})
        tell(reported, of_it, "2026-04-01", ONE)
        answer = AssessmentAnswered(
            commitment="PLEDGE-1", member="ATL", assessed=id_of(reported, 11), text="Not so."
        )
        tell(reported, answer, "2026-04-02", ONE)

        assert [row["pair"] for row in pairs(reported)] == ["assessment"]

    def test_an_application_and_the_admission(self, clerk: Clerk) -> None:
        """An admission without an application that is recorded is no pair."""
        applied = Applied(member="UTO", name="Utopia", kind=MemberKind.STATE)
        joined = Joined(member="UTO", name="Utopia", kind=MemberKind.STATE)

        assert [row["first"] for row in both(clerk, applied, joined)] == [9]
        assert counted(clerk, "admission") == (1, 1)

    def test_the_last_application_counts(self, clerk: Clerk) -> None:
        """Who entered an application that came to nothing has not entered this one."""
        applied = Applied(member="UTO", name="Utopia", kind=MemberKind.STATE)
        joined = Joined(member="UTO", name="Utopia", kind=MemberKind.STATE)
        tell(clerk, applied, "2025-04-01", ONE)
        tell(clerk, applied, "2026-04-01", TWO)
        tell(clerk, joined, "2026-04-02", ONE)

        assert pairs(clerk) == []

    def test_a_gap_and_its_closing(self, clerk: Clerk) -> None:
        """A loophole that its finder declares closed is worth a second look."""
        found = LegislativeOpportunityIdentified(
            member="ATL", gap="G-1", area="hosting", text="A bill is coming."
        )

        closed = LegislativeGapClosed(member="ATL", gap="G-1", law="Act 9")

        assert [row["pair"] for row in both(clerk, found, closed)] == ["gap"]

    def test_a_gap_and_the_answer_of_the_member(self, clerk: Clerk) -> None:
        """A finding and the reply to it must not come from one hand."""
        found = LegislativeGapIdentified(member="ATL", gap="G-1", area="hosting", text="None.")
        answer = LegislativeGapAnswered(member="ATL", gap="G-1", text="We have a law.")

        assert [row["pair"] for row in both(clerk, found, answer)] == ["gap-answer"]

    def test_a_milestone_and_that_it_was_reached(self, clerk: Clerk) -> None:
        """Whoever sets a mark should not be the only one to see it passed."""
        reached = MilestoneReached(commitment="PLEDGE-1", milestone="BILL")

        assert [row["pair"] for row in both(clerk, MILESTONE, reached)] == ["milestone"]

    def test_minutes_and_actions_of_a_meeting(self, clerk: Clerk) -> None:
        """One decision may ask for several actions, each of which is a pair of its own."""
        for event in (
            TaskAdopted(reference="T-1", text="A task."),
            MeetingConvened(meeting="M-1", kind="inaugural"),
            MeetingOpened(meeting="M-1"),
            MeetingConvened(meeting="M-2", kind="ordinary_session"),
            MeetingOpened(meeting="M-2"),
        ):
            tell(clerk, event, "2026-04-01", ONE)
        minutes = both(
            clerk, MinutesCirculated(meeting="M-1"), MinutesApproved(meeting="M-1", at="M-2")
        )

        actions = both(clerk, DECISION, ActionItemCompleted(action="A-2"))

        assert [row["pair"] for row in minutes] == ["minutes"]
        assert [row["pair"] for row in actions] == ["minutes", "action"]
