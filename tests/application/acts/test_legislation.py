"""What can be recorded of members' laws, engagement, practices and focal points."""

import pytest

from application.acts import laws
from application.acts.members.focal_points import Designate, Release
from application.acts.members.names import rename
from application.context import Context
from application.entries import amending
from application.recording import body_events
from application.recording.recording import Recording
from domain.errors import Contradicted, Refused, UnknownReference
from domain.events.bodies import TaskAdopted
from domain.events.laws import (
    EngagementRecorded,
    LegislativeGapAnswered,
    LegislativeGapClosed,
    LegislativeGapIdentified,
    LegislativeHelpOffered,
    LegislativeOpportunityIdentified,
    PracticeShowcased,
)
from domain.events.meetings import MeetingConvened
from domain.events.members import FocalPointDesignated, FocalPointReleased, Renamed
from domain.values import Visibility
from tests.application.given import BODY, Office, day, last
from tests.application.questions import mission

GAP = LegislativeGapIdentified(member="ATL", gap="G-1", area="hosting", text="No duty.")
HELP = LegislativeHelpOffered(member="ATL", gap="G-1", by="ERE", text="Our law.")
OF_OURS = {"practice": "P-1", "commitments": ("T-1",), "task": "TASK", "meeting": "M-1"}
PRACTICE = mission.PRACTICE.model_copy(update=OF_OURS | {"evidence": ()})
NOON = "2026-03-01"


@pytest.fixture
def working(office: Office) -> Office:
    """A body with ATL and ERE, a text, a task and a meeting, in which ATL has the gap G-1."""
    office.join("ATL")
    office.join("ERE")
    office.adopt_text()
    office.record(lambda r: body_events.record(r, BODY, TaskAdopted(reference="TASK", text="X")))
    meeting = MeetingConvened(meeting="M-1", kind="inaugural")
    office.record(lambda r: body_events.record(r, BODY, meeting, day("2026-02-01")))
    office.record(lambda r: laws.record_of_member(r, BODY, GAP, day("2026-01-15")))
    return office


def show(office: Office, practice: PracticeShowcased) -> None:
    office.record(lambda r: laws.record_of_member(r, BODY, practice, day(NOON)))


def test_a_gap_is_helped_with_answered_and_closed(working: Office) -> None:
    """Each step stands in the stream of the member whose law it is."""
    answer = LegislativeGapAnswered(member="ATL", gap="G-1", text="We draft.")
    closing = LegislativeGapClosed(member="ATL", gap="G-1", law="Act 1")
    working.record(lambda r: laws.record_of_member(r, BODY, HELP, day(NOON)))
    working.record(lambda r: laws.record_of_member(r, BODY, answer, day(NOON)))
    working.record(lambda r: laws.record_of_member(r, BODY, closing, day("2026-05-01")))

    told = [record.event for record in working.records[-4:]]

    assert told == [GAP, HELP, answer, closing]


def test_a_reference_is_given_once_in_a_body(working: Office) -> None:
    """Agendas name a gap without its member, so it must mean one thing."""
    other = LegislativeOpportunityIdentified(member="ERE", gap="G-1", area="other", text="A bill.")

    with pytest.raises(Refused, match="G-1 is a gap of ATL already"):
        working.record(lambda r: laws.record_of_member(r, BODY, other, day(NOON)))


def test_calls_an_opportunity_by_its_name(working: Office) -> None:
    """It is no gap, though its reference is in the same place."""
    other = LegislativeOpportunityIdentified(member="ERE", gap="G-9", area="other", text="A bill.")
    working.record(lambda r: laws.record_of_member(r, BODY, other, day(NOON)))

    with pytest.raises(Refused, match="G-9 is an opportunity of ERE already"):
        working.record(
            lambda r: laws.record_of_member(
                r, BODY, GAP.model_copy(update={"gap": "G-9"}), day(NOON)
            )
        )


def test_nor_twice_in_one_file(working: Office) -> None:
    """What is recorded together is not yet in the tables."""
    other = GAP.model_copy(update={"gap": "G-2"})
    theirs = other.model_copy(update={"member": "ERE"})

    def both(recording: Recording) -> None:
        rename(recording, BODY, Renamed(member="ATL", name="Atlantis"), day(NOON))
        laws.record_of_member(recording, BODY, other, day(NOON))
        laws.record_of_member(recording, BODY, theirs, day(NOON))

    with pytest.raises(Refused, match="G-2 is a gap of ATL already"):
        working.record(both)


def test_help_is_offered_by_another_member_of_the_day(working: Office) -> None:
    """Who left, or was never in, offers nothing as a member."""
    working.leave("ERE", "2026-02-01")

    with pytest.raises(Contradicted, match=r"ERE was not a member on 2026-03-01.*offer help"):
        working.record(lambda r: laws.record_of_member(r, BODY, HELP, day(NOON)))
    unknown = HELP.model_copy(update={"by": "ERA"})
    with pytest.raises(UnknownReference, match=r"no member 'ERA'.*Did you mean ERE\?"):
        working.record(lambda r: laws.record_of_member(r, BODY, unknown, day(NOON)))


def test_an_open_gap_is_never_public(working: Office) -> None:
    """Neither when it is recorded nor later; once a law closed it, it may be shown."""
    public = Context(actor="p-clerk-1", visibility=Visibility.PUBLIC)
    other = GAP.model_copy(update={"gap": "G-2"})
    found = f"@{working.head}"
    closing = LegislativeGapClosed(member="ATL", gap="G-1", law="Act 1")

    with pytest.raises(Contradicted, match="the public never sees an open gap"):
        working.record(lambda r: laws.record_of_member(r, BODY, other, day(NOON)), public)
    with pytest.raises(Contradicted, match="the public never sees an open gap"):
        working.record(lambda r: amending.show_to(r, [found], Visibility.PUBLIC))

    working.record(lambda r: laws.record_of_member(r, BODY, closing, day(NOON)), public)
    working.record(lambda r: amending.show_to(r, [found], Visibility.PUBLIC))


def test_a_practice_names_what_is_there(working: Office) -> None:
    """It can be followed to the commitments that it serves."""
    show(working, PRACTICE)

    assert last(working) == PRACTICE
    for field, value, refusal in (
        ("commitments", ("T-9",), "no commitment 'T-9'"),
        ("task", "TAS", r"no task 'TAS'.*Did you mean TASK\?"),
        ("meeting", "M-2", r"no meeting 'M-2'.*Did you mean M-1\?"),
    ):
        wrong = PRACTICE.model_copy(update={"practice": "P-2", field: value})
        with pytest.raises(UnknownReference, match=refusal):
            show(working, wrong)
    with pytest.raises(UnknownReference, match="no task 'NONE'"):
        working.correct(f"@{working.head}", task="NONE")
    with pytest.raises(Refused, match="P-1 is a practice of ATL already"):
        show(working, PRACTICE.model_copy(update={"member": "ERE"}))


def test_engagement_names_a_task_of_the_body(working: Office) -> None:
    """Or none."""
    event = EngagementRecorded(member="ATL", level="national", title="A hearing")
    wrong = event.model_copy(update={"task": "X"})
    working.record(lambda r: laws.record_of_member(r, BODY, event, day(NOON)))

    assert last(working) == event
    with pytest.raises(UnknownReference, match="no task 'X'"):
        working.record(lambda r: laws.record_of_member(r, BODY, wrong, day(NOON)))


def test_focal_points_come_and_go(working: Office) -> None:
    """The log knows them by their reference only."""
    event = FocalPointDesignated(member="ATL", person="p-aa7k1", role="main")
    working.record(lambda r: Designate(**event.model_dump(), on=day(NOON)).record(r, BODY))
    designated = working.last().envelope.event_id

    working.record(lambda r: Release(member="ATL", person="p-aa7k1", on=day(NOON)).record(r, BODY))

    assert last(working) == FocalPointReleased(member="ATL", ends=(designated,))
    with pytest.raises(Refused, match="p-aa7k1 is no focal point of ATL"):
        working.record(
            lambda r: Release(member="ATL", person="p-aa7k1", on=day(NOON)).record(r, BODY)
        )


@pytest.mark.parametrize("code", ["ATX"])
def test_the_member_must_be_there(working: Office, code: str) -> None:
    """Codes are easily misspelt."""
    wrong = GAP.model_copy(update={"member": code})

    with pytest.raises(UnknownReference, match=r"Did you mean ATL\?"):
        working.record(lambda r: laws.record_of_member(r, BODY, wrong, day(NOON)))
