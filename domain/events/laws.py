"""What a member does at home: gaps and opportunities in its law, engagement, good practice."""

from typing import Annotated, ClassVar, Literal

from domain.events.kinds import Area
from domain.events.members import MemberEvent
from domain.events.progress import EvidenceGiven
from domain.events.work import Task, Title
from domain.meaning import Fixed, Meaning
from domain.values import Line, MemberCode, Reference, Text, TextReference

NewGap = Annotated[Reference, Fixed("The gap, by a reference of your choice.", "KEN-1")]
Gap = Annotated[Reference, Fixed("The gap or opportunity.", "KEN-1")]
AreaOfLaw = Annotated[Area, Meaning("The area of law.", "hosting")]
WhatItIs = Annotated[Text, Meaning("What it is, in a few sentences.", "No duty to remove.")]
Law = Annotated[Line, Meaning("The law that it is in.", "Act 5 of 2018")]
Planned = Annotated[Text, Meaning("What the member plans to do about it.", "A bill in 2027.")]
HelpAsked = Annotated[Text, Meaning("What help the member asks for.", "A model law.")]


class GapFound(MemberEvent):
    """The base of what was found in a member's law."""

    gap: NewGap
    area: AreaOfLaw
    text: WhatItIs
    law: Law | None = None
    planned_measure: Planned | None = None
    help_asked: HelpAsked | None = None


class LegislativeGapIdentified(GapFound):
    """A gap in the member's law was found on `effective_on`; shown to the public by nobody."""

    TOPIC: ClassVar[str] = "member.legislative-gap-identified"


class LegislativeOpportunityIdentified(GapFound):
    """The member's law is about to change, or could well be changed; followed like a gap."""

    TOPIC: ClassVar[str] = "member.legislative-opportunity-identified"


class LegislativeHelpOffered(MemberEvent):
    """Another member, `by`, offered to help with a gap or an opportunity of this one."""

    TOPIC: ClassVar[str] = "member.legislative-help-offered"
    gap: Gap
    by: Annotated[MemberCode, Fixed("Which member offers it, by its code.", "ATL")]
    text: Annotated[Text, Meaning("What is offered.", "A model law, with comments.")]


class LegislativeGapAnswered(MemberEvent):
    """The member's own reply about a gap or an opportunity, and what it plans."""

    TOPIC: ClassVar[str] = "member.legislative-gap-answered"
    gap: Gap
    text: Annotated[Text, Meaning("The reply.", "The ministry looks into it.")]
    planned_measure: Planned | None = None
    help_asked: HelpAsked | None = None


class LegislativeGapClosed(MemberEvent):
    """A law closed the gap, or took the opportunity, with effect on `effective_on`."""

    TOPIC: ClassVar[str] = "member.legislative-gap-closed"
    gap: Gap
    law: Annotated[Line, Meaning("The law that closed it.", "Act 7 of 2026")]
    text: Annotated[Text | None, Meaning("How it did.", "Hosts must remove in a day.")] = None


class EngagementRecorded(MemberEvent):
    """The member carried out outreach on `effective_on`, at one of three levels."""

    TOPIC: ClassVar[str] = "member.engagement-recorded"
    level: Annotated[
        Literal["national", "regional", "global"], Meaning("At which level.", "regional")
    ]
    title: Title
    text: Annotated[Text | None, Meaning("What was done.", "A hearing of two days.")] = None
    partners: Annotated[tuple[Line, ...], Meaning("With whom, by name.", "African Union")] = ()
    task: Task | None = None


class PracticeShowcased(MemberEvent):
    """The member showed a practice from which others can learn; best practice has been tried."""

    TOPIC: ClassVar[str] = "member.practice-showcased"
    practice: Annotated[Reference, Fixed("It, by a reference of your choice.", "HOTLINE")]
    maturity: Annotated[
        Literal["best", "emerging"], Meaning("Whether it was tried, or is emerging.", "best")
    ]
    title: Title
    text: Annotated[
        Text, Meaning("What it does, and what shows that it works.", "It answers in a day.")
    ]
    commitments: Annotated[
        tuple[TextReference, ...], Meaning("The commitments that it serves.", "MISSION-1")
    ] = ()
    evidence: EvidenceGiven = ()
    task: Task | None = None
    meeting: Annotated[
        Reference | None, Meaning("The meeting at which it was shown.", "2026-1")
    ] = None
