"""What a member does at home: gaps and opportunities in its law, engagement, good practice."""

from typing import ClassVar, Literal

from domain.events.member import MemberEvent
from domain.events.progress import Evidence
from domain.values import Line, MemberCode, Reference, Text

Area = Literal[
    "criminalisation",
    "jurisdiction",
    "hosting",
    "reporting_duty",
    "data_retention",
    "victim_support",
    "international_cooperation",
    "age_assurance",
    "generated_material",
    "other",
]
"""Areas of law, after the Model National Response and the Lanzarote Convention."""


class LegislativeGapIdentified(MemberEvent):
    """A gap in the member's law was found on `effective_on`; shown to the public by nobody."""

    TOPIC: ClassVar[str] = "member.legislative-gap-identified"
    gap: Reference
    area: Area
    text: Text
    law: Line | None = None
    planned_measure: Text | None = None
    help_asked: Text | None = None


class LegislativeOpportunityIdentified(MemberEvent):
    """The member's law is about to change, or could well be changed; followed like a gap."""

    TOPIC: ClassVar[str] = "member.legislative-opportunity-identified"
    gap: Reference
    area: Area
    text: Text
    law: Line | None = None
    planned_measure: Text | None = None
    help_asked: Text | None = None


class LegislativeHelpOffered(MemberEvent):
    """Another member, `by`, offered to help with a gap or an opportunity of this one."""

    TOPIC: ClassVar[str] = "member.legislative-help-offered"
    gap: Reference
    by: MemberCode
    text: Text


class LegislativeGapAnswered(MemberEvent):
    """The member's own reply about a gap or an opportunity, and what it plans."""

    TOPIC: ClassVar[str] = "member.legislative-gap-answered"
    gap: Reference
    text: Text
    planned_measure: Text | None = None
    help_asked: Text | None = None


class LegislativeGapClosed(MemberEvent):
    """A law closed the gap, or took the opportunity, with effect on `effective_on`."""

    TOPIC: ClassVar[str] = "member.legislative-gap-closed"
    gap: Reference
    law: Line
    text: Text | None = None


class EngagementRecorded(MemberEvent):
    """The member engaged others on `effective_on`, at one of three levels."""

    TOPIC: ClassVar[str] = "member.engagement-recorded"
    level: Literal["national", "regional", "global"]
    title: Line
    text: Text | None = None
    partners: tuple[Line, ...] = ()
    task: Reference | None = None


class PracticeShowcased(MemberEvent):
    """The member showed a practice from which others can learn; best practice has been tried."""

    TOPIC: ClassVar[str] = "member.practice-showcased"
    practice: Reference
    maturity: Literal["best", "emerging"]
    title: Line
    text: Text
    commitments: tuple[Reference, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    task: Reference | None = None
    meeting: Reference | None = None
