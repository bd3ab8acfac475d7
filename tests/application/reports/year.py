"""A year of a body that is made up: what is told of it, and its annual report."""

from application.questions.asking.ask import Ask
from application.reports.annual.annual import annual
from application.reports.document import Report
from domain.event import Event
from domain.events.bodies import InitiativeRecognised, ReferenceGroupLinked, TaskAdopted
from domain.events.laws import LegislativeGapIdentified
from domain.events.meetings import (
    ActionItem,
    DecisionAdopted,
    MeetingConvened,
    MeetingOpened,
    Votes,
)
from domain.events.work import AdviceForwarded, InitiativeInputReceived, ProductContributionMade
from tests.application.questions.given import TODAY, Clerk, ask
from tests.application.reports.given import tell

TASK = TaskAdopted(reference="RESPONSE", text="Drive a coordinated response.")
SHARE = TaskAdopted(reference="SHARE", text="Share what works.")
CALLED = MeetingConvened(meeting="2026-1", kind="inaugural")
OPENED = MeetingOpened(meeting="2026-1")
DECISION = DecisionAdopted(
    decision="D-1",
    meeting="2026-1",
    title="One form for reports",
    text="All use one form.",
    task="RESPONSE",
    votes=Votes(in_favour=4, against=1, abstained=0),
    actions=(ActionItem(action="A-1", text="Draft the form.", owner="ATL"),),
)
INPUT = InitiativeInputReceived(
    input="I-1", initiative="Northern Ministerial", title="On hosting", task="RESPONSE"
)
ADVICE = AdviceForwarded(
    advice="ADV-1", to="The Alliance", title="On reporting", text="Do so.", task="RESPONSE"
)
CONTRIBUTION = ProductContributionMade(
    contribution="C-1", product="Threat Assessment", title="A chapter", task="SHARE"
)
PARTNER = InitiativeRecognised(name="Northern Ministerial")
GROUP = ReferenceGroupLinked(name="Industry", sector="private_sector")
BASIS = (TASK, SHARE, PARTNER, GROUP)
"""What the work rests on."""
GAP = LegislativeGapIdentified(member="ATL", gap="G-1", area="hosting", text="No duty yet.")


def of(clerk: Clerk, year: str = "2026", asked: Ask | None = None, **more: str) -> Report:
    return annual(clerk.tables, asked or ask(), TODAY, year=year, **more)


def told(clerk: Clerk, *events: Event, day: str = "2026-05-01") -> Report:
    for event in (*BASIS, *events):
        tell(clerk, event, "2026-01-02" if event in BASIS else day)
    return of(clerk)
