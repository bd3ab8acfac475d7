"""A body at work, for the questions about gaps, practices, partners and products."""

from application.acts import laws
from application.acts.members.focal_points import Designate, Release
from application.recording import body_events
from domain.event import Event
from domain.events.bodies import InitiativeRecognised, ReferenceGroupLinked, TaskAdopted
from domain.events.laws import (
    EngagementRecorded,
    GapFound,
    LegislativeGapAnswered,
    LegislativeGapClosed,
    LegislativeGapIdentified,
    LegislativeHelpOffered,
    LegislativeOpportunityIdentified,
    PracticeShowcased,
)
from domain.events.meetings import AgendaItem, DecisionAdopted, MeetingConvened, MeetingOpened
from domain.events.members import FocalPointDesignated
from domain.events.progress import Evidence
from domain.events.work import (
    AdviceAnswered,
    AdviceForwarded,
    ContributionTakenUp,
    InitiativeInputConsidered,
    InitiativeInputReceived,
    JointWorkRecorded,
    ProductContributionMade,
)
from tests.application.questions.given import BODY, Clerk, on
from tests.application.reports.given import tell

GAP = LegislativeGapIdentified(
    member="ATL", gap="ATL-1", area="hosting", text="No duty.", help_asked="A model law."
)
CHANCE = LegislativeOpportunityIdentified(member="ERE", gap="ERE-1", area="other", text="A bill.")
HELP = LegislativeHelpOffered(member="ATL", gap="ATL-1", by="ERE", text="Our law.")
ANSWER = LegislativeGapAnswered(member="ATL", gap="ATL-1", text="We draft.")
PLAN = ANSWER.model_copy(update={"text": "It is drafted.", "planned_measure": "A bill."})
CLOSING = LegislativeGapClosed(member="ATL", gap="ATL-1", law="Act 1")
PRACTICE = PracticeShowcased(
    member="ATL",
    practice="HOTLINE",
    maturity="emerging",
    title="A hotline",
    text="It answers.",
    commitments=("PLEDGE-1",),
    task="SHARE",
    evidence=(Evidence(direction="supports_progress", type="data", title="Its figures"),),
)
BEST = PRACTICE.model_copy(
    update={"practice": "SCHOOL", "maturity": "best", "member": "ERE", "commitments": ()}
)
PARTNERS = (
    TaskAdopted(reference="SHARE", text="Share what works."),
    InitiativeRecognised(name="Northern Ministerial"),
    ReferenceGroupLinked(name="Industry", sector="private_sector"),
)
CALLED = MeetingConvened(
    meeting="2026-1", kind="ordinary_session", agenda=(AgendaItem(item="1", title="Hosting"),)
)
DECIDED = DecisionAdopted(
    decision="D-1", meeting="2026-1", title="One form", text="We use one.", task="SHARE"
)
EXCHANGED: tuple[tuple[Event, str], ...] = (
    (
        InitiativeInputReceived(
            input="IN-1", initiative="Northern Ministerial", title="On hosting", task="SHARE"
        ),
        "2026-02-01",
    ),
    (
        InitiativeInputReceived(
            input="IN-2", initiative="Northern Ministerial", title="On payments"
        ),
        "2026-02-02",
    ),
    (
        InitiativeInputConsidered(input="IN-1", meeting="2026-1", item="1", decision="D-1"),
        "2026-04-14",
    ),
    (
        AdviceForwarded(advice="ADV-1", to="The Alliance", title="On x", text="Do.", task="SHARE"),
        "2026-05-01",
    ),
    (AdviceAnswered(advice="ADV-1", text="We will."), "2026-06-01"),
    (
        ProductContributionMade(
            contribution="CON-1", product="Threat Assessment", title="A chapter", task="SHARE"
        ),
        "2026-05-01",
    ),
    (
        ContributionTakenUp(contribution="CON-1", product_version="2027", where="Ch. 3"),
        "2026-11-01",
    ),
    (ContributionTakenUp(contribution="CON-1", product_version="2027-2"), "2026-11-02"),
    (JointWorkRecorded(group="Industry", title="A guide", task="SHARE"), "2026-06-10"),
)


def find(clerk: Clerk, found: GapFound = GAP, day: str = "2026-02-01") -> int:
    return clerk.record(lambda r: laws.record_of_member(r, BODY, found, on(day)))


def close(clerk: Clerk, day: str = "2026-10-01", closing: LegislativeGapClosed = CLOSING) -> int:
    return clerk.record(lambda r: laws.record_of_member(r, BODY, closing, on(day)))


def tell_of_gaps(clerk: Clerk) -> None:
    """ATL's gap is found, helped with, answered, planned for and closed; ERE has a chance."""
    find(clerk)
    find(clerk, CHANCE, "2026-03-01")
    clerk.record(lambda r: laws.record_of_member(r, BODY, HELP, on("2026-02-15")))
    clerk.record(lambda r: laws.record_of_member(r, BODY, ANSWER, on("2026-03-01")))
    clerk.record(lambda r: laws.record_of_member(r, BODY, PLAN, on("2026-04-01")))
    close(clerk)


def tell_of_work(clerk: Clerk) -> None:
    """Partners, a meeting with its decision, and all that was exchanged and shown."""
    for event in PARTNERS:
        tell(clerk, event, "2026-01-02")
    tell(clerk, CALLED, "2026-04-14")
    tell(clerk, MeetingOpened(meeting="2026-1"), "2026-04-14")
    tell(clerk, DECIDED, "2026-04-14")
    for exchanged, day in EXCHANGED:
        exchange(clerk, exchanged, day)
    engaged = EngagementRecorded(
        member="ATL", level="regional", title="A hearing", partners=("A union",), task="SHARE"
    )
    clerk.record(lambda r: laws.record_of_member(r, BODY, engaged, on("2026-03-10")))
    clerk.record(lambda r: laws.record_of_member(r, BODY, PRACTICE, on("2026-03-12")))
    clerk.record(lambda r: laws.record_of_member(r, BODY, BEST, on("2026-03-13")))


def exchange(clerk: Clerk, event: Event, day: str) -> int:
    return clerk.record(lambda r: body_events.record(r, BODY, event, on(day)))


def designate(clerk: Clerk, member: str, person: str, day: str, role: str = "main") -> int:
    values = {"member": member, "person": person, "role": role}
    event = FocalPointDesignated.model_validate(values)
    return clerk.record(lambda r: Designate(**event.model_dump(), on=on(day)).record(r, BODY))


def release(clerk: Clerk, member: str, person: str, day: str) -> int:
    return clerk.record(lambda r: Release(member=member, person=person, on=on(day)).record(r, BODY))
