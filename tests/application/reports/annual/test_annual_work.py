"""What the annual report says of the work, task by task."""

from domain.events.laws import EngagementRecorded, PracticeShowcased
from domain.events.work import (
    AdviceAnswered,
    ContributionTakenUp,
    InitiativeInputConsidered,
    JointWorkRecorded,
)
from tests.application.questions.given import Clerk
from tests.application.reports.given import keys, rows, section, tell
from tests.application.reports.year import (
    ADVICE,
    CALLED,
    CONTRIBUTION,
    DECISION,
    INPUT,
    OPENED,
    of,
    told,
)


class TestTasks:
    def test_orders_the_work_by_task_and_keeps_the_rest(self, clerk: Clerk) -> None:
        """What is done is done for one of the tasks, or the reader must see that it is not."""
        alone = EngagementRecorded(
            member="ERE", level="regional", title="A workshop", partners=("A union", "A court")
        )

        report = told(clerk, CALLED, OPENED, DECISION, CONTRIBUTION, alone)

        assert keys(report) == [
            "summary",
            "task-1",
            "task-2",
            "other-work",
            "progress",
            "membership",
            "texts",
        ]
        assert section(report, "task-1").title == "Task 1: Drive a coordinated response."
        assert [row["kind"] for row in rows(report, "task-1")] == ["decision D-1"]
        assert rows(report, "task-1")[0]["outcome"] == "adopted by 4 votes to 1, 0 abstained"
        assert rows(report, "other-work")[0]["who"] == "Erewhon"
        assert rows(report, "other-work")[0]["outcome"] == "with A union, A court"

    def test_says_that_a_decision_was_by_consensus(self, clerk: Clerk) -> None:
        """A vote is the exception, and consensus is worth its word."""
        report = told(clerk, CALLED, OPENED, DECISION.model_copy(update={"votes": None}))

        assert rows(report, "task-1")[0]["outcome"] == "adopted by consensus"

    def test_follows_an_input_to_the_decision(self, clerk: Clerk) -> None:
        """Initiatives ask what came of what they sent."""
        other = INPUT.model_copy(update={"input": "I-2", "title": "On payments"})
        third = INPUT.model_copy(update={"input": "I-3", "title": "On words"})
        decided = InitiativeInputConsidered(input="I-1", meeting="2026-1", decision="D-1")
        heard = InitiativeInputConsidered(input="I-3", meeting="2026-1")

        elsewhere = DECISION.model_copy(update={"task": "SHARE"})
        report = told(clerk, CALLED, OPENED, elsewhere, INPUT, other, third, decided, heard)

        assert [row["outcome"] for row in rows(report, "task-1")] == [
            "considered at meeting 2026-1, decision D-1",
            "not considered yet",
            "considered at meeting 2026-1",
        ]

    def test_prints_the_answer_to_advice(self, clerk: Clerk) -> None:
        """Advice without its answer is half of the story."""
        second = ADVICE.model_copy(update={"advice": "ADV-2"})
        third = ADVICE.model_copy(update={"advice": "ADV-3"})
        told(clerk, ADVICE, second, third, AdviceAnswered(advice="ADV-1", text="Yes."))
        tell(clerk, AdviceAnswered(advice="ADV-3", text="Agreed."), "unknown")

        report = of(clerk)

        assert [row["outcome"] for row in rows(report, "task-1")] == [
            "answered on 2026-05-01: Yes.",
            "not answered yet",
            "answered on an unknown day: Agreed.",
        ]

    def test_says_in_which_version_a_contribution_was_taken_up(self, clerk: Clerk) -> None:
        """A contribution counts when it is in the product."""
        second = CONTRIBUTION.model_copy(update={"contribution": "C-2"})
        third = CONTRIBUTION.model_copy(update={"contribution": "C-3"})
        taken = ContributionTakenUp(contribution="C-1", product_version="2026", where="chapter 2")
        used = ContributionTakenUp(contribution="C-2", product_version="2026")
        again = ContributionTakenUp(contribution="C-2", product_version="2027")

        report = told(clerk, CONTRIBUTION, second, third, taken, used, again)

        assert [row["outcome"] for row in rows(report, "task-2")] == [
            "in 2026, chapter 2",
            "in 2026; in 2027",
            "not taken up yet",
        ]

    def test_tells_practices_engagement_and_joint_work(self, clerk: Clerk) -> None:
        """What members do at home and with others is the larger part of the work."""
        practice = PracticeShowcased(
            member="ATL",
            practice="P-1",
            maturity="emerging",
            title="A hotline",
            text="It works.",
            commitments=("PLEDGE-1",),
            task="SHARE",
        )
        plain = practice.model_copy(update={"practice": "P-2", "commitments": ()})
        alone = EngagementRecorded(member="ERE", level="global", title="A summit", task="SHARE")
        joint = JointWorkRecorded(group="Industry", title="A workshop", task="SHARE")
        met = joint.model_copy(update={"meeting": "2026-1"})

        report = told(clerk, CALLED, practice, plain, alone, joint, met)

        assert [(row["kind"], row["outcome"]) for row in rows(report, "task-2")] == [
            ("emerging practice", "for PLEDGE-1"),
            ("emerging practice", ""),
            ("global engagement", ""),
            ("joint work", ""),
            ("joint work", "at meeting 2026-1"),
        ]
