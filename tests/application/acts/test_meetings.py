"""Recording meetings: who is counted, who owns what is to be done, and what people write."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.acts.bodies import establish
from application.acts.meetings import decisions, meetings
from application.acts.meetings.decisions import Decide
from application.acts.meetings.meetings import CountQuorum
from application.acts.members.joining import Join
from application.acts.members.leaving import Suspend
from application.entries import amending
from application.entries.meeting_notation import action_of
from application.recording import body_events
from application.recording.recording import Recording
from domain.errors import Contradicted, Malformed, Refused, UnknownReference
from domain.events.bodies import Established, TaskAdopted
from domain.events.meetings import (
    ActionItem,
    ActionItemCompleted,
    Attendance,
    DecisionAdopted,
    MeetingCancelled,
    MeetingConvened,
    MeetingOpened,
    MeetingRescheduled,
    MinutesApproved,
    MinutesCirculated,
    Presence,
    QuorumEstablished,
    QuorumRuleSet,
    Votes,
)
from tests.application.given import ANYBODY, BODY, Office, day, last
from tests.often import often

ESTABLISHED = Established(code="TRY", name="Try", nature="exercise")
RULE = QuorumRuleSet(numerator=1, denominator=2)


def came(**how: Presence) -> tuple[Attendance, ...]:
    return tuple(Attendance(member=code, presence=presence) for code, presence in how.items())


def convene(office: Office, meeting: str = "M1", on: str = "2021-05-01") -> None:
    called = MeetingConvened(meeting=meeting, kind="ordinary_session")
    office.record(lambda r: body_events.record(r, BODY, called, day(on)))


def open_(office: Office, meeting: str, on: str, attendance: tuple[Attendance, ...] | None) -> None:
    opened = MeetingOpened(meeting=meeting, attendance=attendance)
    office.act(meetings.open_meeting, opened, day(on))


def held(office: Office, attendance: tuple[Attendance, ...], on: str = "2021-05-01") -> None:
    """Let ATL, ERE and UTO join, and a meeting open by a rule for its quorum."""
    for code in ("ATL", "ERE", "UTO"):
        office.join(code)
    office.record(lambda r: body_events.record(r, BODY, RULE, day("2020")))
    task = TaskAdopted(reference="K1", text="To meet.")
    office.record(lambda r: body_events.record(r, BODY, task))
    convene(office)
    open_(office, "M1", on, attendance)


def counted(office: Office) -> QuorumEstablished:
    office.act(CountQuorum(meeting="M1").record)
    event = last(office)
    assert isinstance(event, QuorumEstablished)
    return event


DECISION = {"decision": "D-1", "meeting": "M1", "title": "Guide", "text": "Yes.", "task": "K1"}


def decide(office: Office, on: str = "2021-05-01", **more: object) -> DecisionAdopted:
    decided = Decide.model_validate({**DECISION, "on": day(on), **more})
    office.act(decided.record)
    event = last(office)
    assert isinstance(event, DecisionAdopted)
    return event


class TestQuorum:
    def test_counts_active_members_of_the_day(self, office: Office) -> None:
        """Who was suspended, had left or joined later is no part of it."""
        held(office, came(ATL="present", ERE="represented", UTO="excused"))
        office.join("LIL", "2021-05-02")
        office.join("RUR", "2020-01-01", until="2021-04-30")
        office.join("LAP")
        office.act(Suspend(member="LAP", on=day("2021-01-01")).record)

        found = counted(office)

        assert (found.counted, found.needed, found.members, found.reached) == (2, 2, 3, True)
        assert str(office.last().envelope.effective_on) == "2021-05-01"

    def test_who_never_was_a_member_is_no_part_of_it(self, office: Office) -> None:
        """One retracted membership must not stop every later count of the body."""
        held(office, came(ATL="present", ERE="present"))
        office.join("LIL")
        office.record(lambda r: amending.retract(r, [f"@{office.head}"], "Another one."))

        assert (counted(office).counted, counted_members(office)) == (2, 3)

    def test_who_joined_by_then_on_some_reading_is_counted(self, office: Office) -> None:
        """Twenty joined "in June" and met on the second: they were members."""
        office.join("LIL", "unknown")
        office.join("RUR", "2021-05")
        held(office, came(ATL="present", LIL="present", RUR="present"), on="2021-05")

        assert (counted(office).counted, counted_members(office)) == (3, 5)

    def test_counts_those_that_the_same_file_admits(self, office: Office) -> None:
        """An import records everything at once."""
        held(office, came(ATL="present"))

        def admit_and_count(recording: Recording) -> None:
            Join(member="LIL", on=day("2020"), name="Lilliput").record(recording, BODY)
            CountQuorum(meeting="M1").record(recording, BODY)

        office.record(admit_and_count)

        assert counted_members(office) == 4

    def test_nobody_types_a_count(self, office: Office) -> None:
        """A correction of the attendance is followed by a new count, not by a new number."""
        held(office, came(ATL="present", ERE="present"))
        counted(office)
        entry = f"@{office.head}"

        with pytest.raises(Malformed, match="'counted' cannot be changed"):
            office.correct(entry, counted="3")

        office.retract(entry, "The list was wrong.")
        office.correct(f"@{office.head - 2}", attendance="ATL:present; ERE:excused")
        assert counted(office).counted == 1


def counted_members(office: Office) -> int:
    event = last(office)
    assert isinstance(event, QuorumEstablished)
    return event.members


CODES = ("ATL", "ERE", "UTO", "LIL", "RUR")
MONTHS = st.integers(1, 12).map(lambda month: f"2021-{month:02}-01")
LIVES = st.fixed_dictionaries({code: st.tuples(MONTHS, st.none() | MONTHS) for code in CODES})
LISTS = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(CODES, st.sampled_from(["present", "represented", "excused"]))
)


@settings(
    max_examples=often(15),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(lives=LIVES, attendance=LISTS, on=MONTHS)
def test_equals_a_count_by_hand(
    empty: Office,
    lives: dict[str, tuple[str, str | None]],
    attendance: dict[str, Presence],
    on: str,
) -> None:
    """Whoever counts members and list with a pencil must come to the same."""
    belonging = {
        code
        for code, (joined, left) in lives.items()
        if joined <= on and not (left and joined < left <= on)
    }
    there = {code: how for code, how in attendance.items() if code in belonging}
    by_hand = sum(how in ("present", "represented") for how in there.values())
    found: list[QuorumEstablished] = []

    def try_it(recording: Recording) -> None:
        establish(recording, ESTABLISHED.code, ESTABLISHED, day("2019"))
        body_events.record(recording, "TRY", RULE, day("2020"))
        for code, (joined, left) in lives.items():
            until = day(left) if left and joined < left else None
            Join(member=code, on=day(joined), name=code, until=until).record(recording, "TRY")
        called = MeetingConvened(meeting="M1", kind="ordinary_session")
        body_events.record(recording, "TRY", called, day(on))
        meetings.open_meeting(
            recording, "TRY", MeetingOpened(meeting="M1", attendance=came(**there)), day(on)
        )
        CountQuorum(meeting="M1").record(recording, "TRY")
        event = recording.pending[-1].event
        assert isinstance(event, QuorumEstablished)
        found.append(event)

    empty.register.prepare(try_it, ANYBODY)

    assert (found[0].counted, found[0].members) == (by_hand, len(belonging))
    assert found[0].reached is (2 * by_hand >= len(belonging))


class TestDecisions:
    def test_names_what_it_is_about_and_who_is_to_do_what(self, office: Office) -> None:
        """An owner is a member by its code, or an office in words."""
        held(office, came(ATL="present", ERE="present"))
        office.adopt_text()
        actions = (action_of("A-1 | atl | Draft it. | 2021-09-01"), action_of("A-2|the chair|Ask"))
        votes = Votes(in_favour=1, against=1, abstained=0)

        found = decide(office, actions=actions, commitments=("T-1",), **votes.model_dump())

        assert found.actions == (
            ActionItem(action="A-1", owner="ATL", text="Draft it.", due_on=date(2021, 9, 1)),
            ActionItem(action="A-2", owner="the chair", text="Ask"),
        )
        assert (found.commitments, found.votes) == (("T-1",), votes)

    def test_an_owner_may_be_called_by_its_name(self, office: Office) -> None:
        """It would be taken for an office, and be reminded of nothing."""
        held(office, came(ATL="present", ERE="present"))

        found = decide(office, actions=(action_of("A-1 | government of ATL | Draft it."),))

        assert [each.owner for each in found.actions] == ["ATL"]

    def test_refuses_what_is_not_there(self, office: Office) -> None:
        """It may be misspelt."""
        held(office, came(ATL="present", ERE="present"))

        with pytest.raises(UnknownReference, match="no commitment 'T-9'"):
            decide(office, commitments=("T-9",))
        with pytest.raises(UnknownReference, match=r"no member 'ATT'.*mean ATL"):
            decide(office, actions=(action_of("A-1|ATT|Draft it."),))

    def test_an_action_is_completed(self, office: Office) -> None:
        """With what came of it."""
        held(office, came(ATL="present", ERE="present"))
        decide(office, actions=(action_of("A-1|ATL|Draft it."),))

        done = ActionItemCompleted(action="A-1", outcome="Sent.")
        office.act(decisions.complete_action, done, day("2021-06-01"))

        assert last(office) == done


def test_a_meeting_is_moved_or_cancelled(office: Office) -> None:
    """What was announced stays readable."""
    convene(office)
    convene(office, "M2")
    moved = MeetingRescheduled(meeting="M1", begins_on=day("2021-06-01"), reason="Strike.")

    cancelled = MeetingCancelled(meeting="M2")

    office.act(meetings.reschedule, moved, day("2021-04-01"))
    office.act(body_events.record, cancelled, day("2021-04-01"))

    assert [record.event for record in office.records[-2:]] == [moved, cancelled]


def test_minutes_are_sent_and_approved_at_a_later_meeting(office: Office) -> None:
    """The later meeting is in the list too."""
    convene(office)
    open_(office, "M1", "2021-05-01", None)
    convene(office, "M2", "2021-11-01")
    open_(office, "M2", "2021-11-01", None)
    approved = MinutesApproved(meeting="M1", at="M2", changes="A name.")
    digest = "a" * 64

    office.record(
        lambda r: body_events.record(
            r, BODY, MinutesCirculated(meeting="M1", file_sha256=digest), day("2021-06-01")
        )
    )
    office.record(lambda r: body_events.record(r, BODY, approved, day("2021-11-01")))

    assert [record.event for record in office.records[-2:]] == [
        MinutesCirculated(meeting="M1", file_sha256=digest),
        approved,
    ]


def test_a_rule_that_can_be_none_is_refused(office: Office) -> None:
    """Nothing is recorded."""
    with pytest.raises(Refused, match="or a share"):
        office.record(lambda r: body_events.record(r, BODY, QuorumRuleSet(), day("2020")))


def test_a_decision_may_be_corrected(office: Office) -> None:
    """Actions are given as a list, as they are stored."""
    held(office, came(ATL="present", ERE="present"))
    decide(office)
    listed = '[{"action": "A-1", "text": "Draft it.", "owner": "ATL", "due_on": "2021-04-01"}]'

    with pytest.raises(Contradicted, match="due before it was decided"):
        office.correct(f"@{office.head}", actions=listed)
    office.correct(f"@{office.head}", actions=listed.replace("04-01", "09-01"))

    event = last(office)
    assert isinstance(event, DecisionAdopted)
    assert [each.owner for each in event.actions] == ["ATL"]
