"""The forty votes worked out by hand, recorded in a register and asked for before and after."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest

from application.acts.meetings import meetings, presence
from application.acts.meetings.presence import AtMeeting
from application.acts.meetings.votes import CastingVote, Result, take_vote
from application.acts.meetings.voting_rules import SuspendVotingRights, set_rule
from application.acts.members.joining import Join
from application.acts.members.leaving import LeaveBody, Suspend
from application.questions.asking.answer import Row
from application.questions.asking.ask import Ask
from application.questions.meetings.vote_words import WHY
from application.questions.meetings.voting import votes
from application.recording import body_events
from application.recording.recording import Recording
from domain.errors import DepositaryError
from domain.event import Event
from domain.events.bodies import TaskAdopted
from domain.events.meetings import AgendaItem, MeetingConvened, MeetingOpened, QuorumRuleSet
from domain.events.members import Joined, Suspended, VotingRightsSuspended, Withdrew
from domain.events.voting import (
    CastingVoteGiven,
    MajorityRuleSet,
    MemberArrived,
    MemberDeparted,
    ObserverAttended,
    ProxyGiven,
    VoteTaken,
    VotingRightsRuleSet,
)
from domain.values import ImpreciseDate
from domain.voting.counting import CAME_TO
from tests.application.given import BODY, Office
from tests.domain.given import joined
from tests.domain.voting import told
from tests.domain.voting.table import CASES, DECISION, LONG_AGO, Case, Correction, Expected, Said
from tests.often import every

E = TypeVar("E", bound=Event)
AFTER = [case for case in CASES if case.expect_after]
AGENDA = tuple(AgendaItem(item=str(number), title="A plan") for number in range(1, 7))
SENTENCES = {
    "proxy_counted_twice": "{member} would be counted twice.",
    "proxy_not_valid": "could not vote for {member} then",
    "vote_without_right": "{member} had no right to vote: ",
    "more_votes_than_rights": "9 voted, but only 8 members with the right to vote",
}
NO_MEMBER = "There is no member 'OBSERVER' in this register."


@pytest.mark.in_part(5)
@pytest.mark.parametrize("case", CASES[:: every(4)], ids=lambda case: case.id)
def test_a_vote_is_counted_or_refused_as_worked_out(office: Office, case: Case) -> None:
    """What a secretary types comes to what somebody else worked out from the same minutes."""
    before(office, case)

    if case.expect.outcome == "refused":
        refused(office, case)
        return
    vote(office, case)

    matches(asked(office), case.expect)


@pytest.mark.in_part(3)
@pytest.mark.parametrize("case", AFTER[:: every(4)], ids=lambda case: case.id)
def test_a_correction_changes_a_vote_and_not_what_was_known(office: Office, case: Case) -> None:
    """The register says what the vote comes to now, and still what it came to before."""
    assert case.correction
    assert case.expect_after
    before(office, case)
    at_first = case.expect.outcome != "refused"
    if at_first:
        vote(office, case)
    else:
        refused(office, case)
    head = office.head

    correct(office, case.correction)
    if not at_first:
        vote(office, case)

    matches(asked(office), case.expect_after)
    if at_first:
        matches(asked(office, f"@{head}"), case.expect)


def before(office: Office, case: Case) -> None:
    """Record all that was there before the vote.

    A withdrawal is made known last: who is no member by what is recorded is not let in as one.
    """
    last: list[Said] = []
    for party in case.members:
        member = told.code(party.name)
        record(office, (joined(member, party.name), party.joined))
        for said in told.standing(party):
            if isinstance(said[0], Withdrew):
                last.append(said)
            else:
                record(office, said)
    record(office, (TaskAdopted(reference="WORK", text="To work."), LONG_AGO))
    for said in told.rules(case):
        record(office, said)
    for earlier in case.last_meetings:
        for said in told.earlier_meeting(earlier):
            record(office, said)
    for said in (*told.room(case), *last):
        record(office, said)


def vote(office: Office, case: Case) -> None:
    """Record the vote, the replies and the casting vote, and the result of a procedure."""
    on = case.procedure.opened.split()[0] if case.procedure else case.day
    office.act(take_vote, told.voted(case), ImpreciseDate.parse(on))
    for said in told.replies(case):
        record(office, said)
    if case.procedure:
        office.act(Result(decision=DECISION, on=ImpreciseDate.parse(case.day)).record)
    for said in told.casting(case):
        if case.expect.casting_vote and not case.expect.casting_vote.accepted:
            with pytest.raises(DepositaryError, match=r"Votes on D-1 were not equal: [0-9] for"):
                record(office, said)
        else:
            record(office, said)


def refused(office: Office, case: Case) -> None:
    """Nothing is recorded, and a sentence says why."""
    head = office.head

    with pytest.raises(DepositaryError) as caught:
        vote(office, case)

    for fault in case.expect.refused:
        member = told.code(fault.member or "")
        sentence = SENTENCES[fault.kind].format(member=member)
        assert (NO_MEMBER if member == "OBSERVER" and fault.member else sentence) in str(
            caught.value
        )
    assert office.head == head


def correct(office: Office, said: Correction) -> None:
    """Correct or retract the entry that was wrong, or record what had been forgotten."""
    member = told.code(said.member)
    match said.kind:
        case "arrival_corrected":
            entry = entry_of(office, MemberArrived, lambda event: event.member == member)
            office.correct(entry, hour=str(said.now))
        case "departure_corrected":
            entry = entry_of(office, MemberDeparted, lambda event: event.member == member)
            office.correct(entry, hour=str(said.now))
        case "proxy_retracted":
            pair = (told.code(said.giver), told.code(said.holder))
            office.retract(
                entry_of(office, ProxyGiven, lambda given: (given.giver, given.holder) == pair)
            )
        case "suspension_recorded":
            record(office, (Suspended(member=member), said.since))
        case "joining_corrected":
            entry = entry_of(office, Joined, lambda event: event.member == member)
            office.correct(entry, on=str(said.now))
        case "counts_corrected":
            assert isinstance(said.now, dict)
            votes_now = (said.now["for"], said.now["against"], said.now["abstained"])
            office.correct(
                entry_of(office, VoteTaken, lambda _: True),
                tally='{{"in_favour": {}, "against": {}, "abstained": {}}}'.format(*votes_now),
            )
        case _:
            assert said.kind == "attendance_corrected"
            attended(office, f"M-{said.meeting}", member, there=said.now == "present")


def attended(office: Office, meeting: str, member: str, *, there: bool) -> None:
    entry = entry_of(office, MeetingOpened, lambda event: event.meeting == meeting)
    opened = office.records[int(entry[1:]) - 1].event
    assert isinstance(opened, MeetingOpened)
    came = {each.member for each in opened.attendance or ()} - {member}
    now = sorted(came | {member} if there else came)
    office.correct(entry, attendance="; ".join(f"{code}:present" for code in now))


def entry_of(office: Office, kind: type[E], chosen: Callable[[E], bool]) -> str:
    """Return the position of the one entry that is meant."""
    (position,) = (
        record.position
        for record in office.records
        if isinstance(record.event, kind) and chosen(record.event)
    )
    return f"@{position}"


def record(office: Office, said: Said) -> None:
    """Record an event by the act that records its kind."""
    event, on = said[0], ImpreciseDate.parse(said[1])

    def use_case(recording: Recording) -> None:
        _record(recording, event, on)

    office.record(use_case)


def _record(recording: Recording, event: Event, on: ImpreciseDate) -> None:
    match event:
        case Joined() | Suspended() | Withdrew() | VotingRightsSuspended():
            _of_member(recording, event, on)
        case VotingRightsRuleSet() | MajorityRuleSet():
            set_rule(recording, BODY, event, on)
        case TaskAdopted() | QuorumRuleSet():
            body_events.record(recording, BODY, event, on)
        case MeetingConvened():
            called = event.model_copy(update={"agenda": AGENDA})
            body_events.record(recording, BODY, called, on)
        case MeetingOpened():
            _open(recording, event, on)
        case CastingVoteGiven():
            CastingVote(**event.model_dump(), on=on).record(recording, BODY)
        case _:
            assert isinstance(event, AtMeeting)
            presence.at_meeting(recording, BODY, event, on)


def _of_member(
    recording: Recording,
    event: Joined | Suspended | Withdrew | VotingRightsSuspended,
    on: ImpreciseDate,
) -> None:
    match event:
        case Joined():
            Join(member=event.member, on=on, name=event.name).record(recording, BODY)
        case Suspended():
            Suspend(member=event.member, on=on).record(recording, BODY)
        case Withdrew():
            LeaveBody(member=event.member, on=on).record(recording, BODY)
        case VotingRightsSuspended():
            SuspendVotingRights(**event.model_dump(), on=on).record(recording, BODY)


def _open(recording: Recording, opened: MeetingOpened, on: ImpreciseDate) -> None:
    """Record who came; who is no member is an observer."""
    came = tuple(a for a in opened.attendance or () if a.presence != "observer")
    meetings.open_meeting(recording, BODY, opened.model_copy(update={"attendance": came}), on)
    for _ in range(len(opened.attendance or ()) - len(came)):
        observed = ObserverAttended(meeting=opened.meeting, observer="Harbour Watch Initiative")
        presence.at_meeting(recording, BODY, observed, on)


def asked(office: Office, known: str | None = None) -> Row:
    """The one row of the question `votes`, by what is known now or was known at a position."""
    ask = Ask(taskforce=BODY, on=date(2032, 1, 1), known=known)
    (row,) = votes(office.read_model, ask, date(2032, 1, 1)).rows
    return row


def matches(row: Row, expected: Expected) -> None:
    """The answer says what was worked out."""
    quorum, struck = expected.quorum, expected.if_struck
    assert (row["result"], row["why"]) == (CAME_TO[expected.outcome], WHY[expected.reason])
    assert row["quorum"] == (
        "none asked"
        if quorum == "none asked"
        else f"{'' if quorum.reached else 'not '}reached: {quorum.have} of {quorum.of}, "
        f"{quorum.needed} needed"
    )
    counts = struck.counts if struck else expected.counts
    if counts:
        names = ("in_favour", "against", "abstained", "not_voting")
        assert [row[name] for name in names] == list(
            map(counts.get, ("for", "against", "abstained", "not_voting"))
        )
    majority = struck.majority if struck else expected.majority
    if majority:
        assert (row["needed"], row["of"]) == (majority.needed, majority.of)
    faults = row["faults"]
    assert isinstance(faults, list)
    assert len(faults) == len(expected.refused)
    assert could_vote(row) == {told.code(v.name) for v in expected.members if v.may_vote}


def could_vote(row: Row) -> set[str]:
    """The members that had the right and were there or represented."""
    voters = row["voters"]
    assert isinstance(voters, dict)
    return {
        code
        for code, voter in voters.items()
        if isinstance(voter, dict) and voter["may_vote"] and voter["presence"] != "absent"
    }
