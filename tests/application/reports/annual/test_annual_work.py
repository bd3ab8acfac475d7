"""What the annual report says of the work, task by task."""

from typing import get_args

import pytest

from application.reports.annual.summary import GROUPS
from application.reports.document import Markdown
from application.reports.work_by_task import WorkGroup
from domain.events.bodies import ChairAppointed
from domain.events.laws import EngagementRecorded, LegislativeGapClosed
from domain.events.work import (
    AdviceAnswered,
    ContributionTakenUp,
    InitiativeInputConsidered,
    JointWorkRecorded,
)
from domain.values import Visibility
from tests.application.questions.given import Clerk, ask, on
from tests.application.questions.mission import PRACTICE
from tests.application.reports.given import keys, rows, section, tell
from tests.application.reports.year import (
    ADVICE,
    CALLED,
    CONTRIBUTION,
    DECISION,
    GAP,
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

        report = told(clerk, CALLED, OPENED, CONTRIBUTION, alone)

        assert keys(report)[-6:] == [
            "meetings",
            "task-1",
            "task-2",
            "other-work",
            "gaps",
            "practices",
        ]
        assert section(report, "task-1").title == "Task 1: Drive a coordinated response"
        assert [row["kind"] for row in rows(report, "task-2")] == ["contribution"]
        assert rows(report, "other-work")[0]["who"] == "Erewhon"
        assert rows(report, "other-work")[0]["outcome"] == "with A union, A court"

    def test_tells_of_each_meeting_with_what_it_decided(self, clerk: Clerk) -> None:
        """Decisions and action items stand with the meetings, and nowhere else."""
        report = told(clerk, CALLED, OPENED, DECISION)

        assert [(row["meeting"], row["came"]) for row in rows(report, "meetings")] == [
            ("2026-1", "not recorded")
        ]
        assert [(row["decision"], row["task"]) for row in rows(report, "decisions")] == [
            ("D-1", "RESPONSE")
        ]
        assert [row["action"] for row in rows(report, "actions")] == ["A-1"]
        assert "task-1" not in keys(report)  # it would be called a task without a record

    def test_tells_of_gaps_that_are_open_to_members_alone(self, clerk: Clerk) -> None:
        """And carries the line that says so on every copy."""
        law = LegislativeGapClosed(member="ERE", gap="G-2", law="Act 2")
        other = GAP.model_copy(update={"member": "ERE", "gap": "G-2"})
        report = told(clerk, GAP, other, law)
        public = of(clerk, asked=ask(audience=Visibility.PUBLIC))

        assert [row["gap"] for row in rows(report, "open")] == ["G-1"]
        assert [row["gap"] for row in rows(report, "closed")] == ["G-2"]
        assert "Not for the public: it names gaps in laws that are open." in report.banners
        assert not any("gaps" in line for line in public.banners)
        assert "open" not in [table.key for table in public.tables()]

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
            "in version 2026, chapter 2",
            "in version 2026; in version 2027",
            "not taken up yet",
        ]

    def test_tells_practices_engagement_and_joint_work(self, clerk: Clerk) -> None:
        """What members do at home and with others is the larger part of the work."""
        practice = PRACTICE.model_copy(update={"practice": "P-1", "evidence": ()})
        plain = practice.model_copy(update={"practice": "P-2", "commitments": ()})
        alone = EngagementRecorded(member="ERE", level="global", title="A summit", task="SHARE")
        joint = JointWorkRecorded(group="Industry", title="A workshop", task="SHARE")
        met = joint.model_copy(update={"meeting": "2026-1"})

        report = told(clerk, CALLED, practice, plain, alone, joint, met)

        assert [row["practice"] for row in rows(report, "practices")] == ["P-1", "P-2"]
        assert [(row["kind"], row["outcome"]) for row in rows(report, "task-2")] == [
            ("global engagement", ""),
            ("joint work", ""),
            ("joint work", "at meeting 2026-1"),
        ]


def test_the_summary_has_words_for_every_group_of_work() -> None:
    """What has none would be missing in it without a word; decisions have a line of their own."""
    assert {*GROUPS, "decision"} == {*get_args(WorkGroup)}


def test_carries_a_preface_behind_the_summary(clerk: Clerk) -> None:
    """The chair's words stand early, and the facts stand first."""
    report = of(clerk, preface="We met.\n\nWe decided.")

    assert keys(report)[:2] == ["summary", "preface"]
    assert section(report, "preface").blocks == [Markdown("We met.\n\nWe decided.")]


@pytest.mark.parametrize(("ends", "office"), [("2026-05-31", None), ("2027-05-31", "chair")])
def test_an_office_ends_with_its_term(clerk: Clerk, ends: str, office: str | None) -> None:
    """Nobody is in the chair whose term is over."""
    tell(clerk, ChairAppointed(chair="ATL", term_ends_on=on(ends)), "2026-02-01")

    found = {row["member"]: row["office"] for row in rows(of(clerk), "belonging")}

    assert found["ATL"] == office
