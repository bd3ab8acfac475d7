"""Whatever is on record of a room and a vote: what must be true of every count."""

from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.events.meetings import Attendance, MeetingOpened
from domain.events.voting import (
    Ballot,
    Majority,
    MemberArrived,
    MemberDeparted,
    VotingRightsRuleSet,
)
from domain.meetings.presence import Room
from domain.members.member import Member
from domain.values import ImpreciseDate
from domain.voting.ballots import tally_of
from domain.voting.counting import VoteResult, needed
from domain.voting.rights import rights
from tests.domain.given import joined
from tests.domain.voting.rooms import BEFORE, CODES, DAY, Told, history, rooms
from tests.domain.voting.table import MEETING
from tests.often import often

TRIED = settings(max_examples=often(300))
MOMENT = (date.fromisoformat(DAY), "24:00")


def that_could(result: VoteResult) -> set[str]:
    return {voter.member for voter in result.voters if voter.can_vote}


def cast(result: VoteResult) -> int:
    tally = result.tally
    return tally.in_favour + tally.against + tally.abstained if tally else 0


def there_or_spoken_for(told: Told) -> set[str]:
    """The members with the right that are there, or have a proxy that holds."""
    on = ImpreciseDate.parse(DAY)
    moment = (date.fromisoformat(DAY), told.vote.hour or "24:00")
    voters, proxies = told.voting().voters(MEETING, on, moment, told.vote.item)
    here = {v.member for v in voters if v.seat == "present" and v.right.may_vote}
    return here | {giver for giver, _ in proxies}


@pytest.mark.slow
@given(told=rooms())
@TRIED
def test_nobody_without_the_right_counts(told: Told) -> None:
    """A vote of a suspended member, a guest or an absent one would decide for the others."""
    result = told.result()

    could = that_could(result)
    assert could <= {v.member for v in result.voters if v.right.may_vote and v.seat != "absent"}
    if told.vote.manner == "by_member":
        able = tuple(ballot for ballot in told.vote.ballots if ballot.member in could)
        without = told.vote.model_copy(update={"ballots": able})
        again = Told(told.body, told.members, without).result()
        assert (again.tally, again.needed, again.of) == (result.tally, result.needed, result.of)
        struck = {b.member for b in told.vote.ballots} - could
        assert struck <= {fault.member for fault in result.faults}
    if result.faults:
        assert result.outcome == "refused"
    else:
        assert cast(result) <= len(could)


@pytest.mark.slow
@given(told=rooms())
@TRIED
def test_an_objection_counts_only_of_whoever_could_vote(told: Told) -> None:
    """A guest cannot prevent a consensus."""
    result = told.result()

    if result.why == "objection":
        assert set(told.vote.objections) & that_could(result)
    if result.why == "consensus":
        assert not set(told.vote.objections) & that_could(result)


@pytest.mark.slow
@given(told=rooms(), chosen=st.lists(st.sampled_from(CODES), max_size=6))
@TRIED
def test_a_member_counts_once_however_many_vote_for_it(told: Told, chosen: list[str]) -> None:
    """Two proxies of one member are one vote, also beside its own."""
    every = [Ballot(member=code, vote="for", by=by) for code in CODES for by in (None, *CODES)]
    more = [Ballot(member=code, vote="for", by=by) for code in chosen for by in CODES]
    changes = {"manner": "by_member", "tally": None, "objections": (), "ballots": (*every, *more)}
    result = Told(told.body, told.members, told.vote.model_copy(update=changes)).result()

    if result.tally is not None:
        assert result.tally == tally_of(["for"] * len(there_or_spoken_for(told)))
        assert cast(result) <= len(that_could(result))


@pytest.mark.slow
@given(told=rooms(), chance=st.randoms(use_true_random=False))
@TRIED
def test_the_order_of_entry_does_not_matter(told: Told, chance: Random) -> None:
    """Minutes are typed in any order, and what was forgotten comes last."""
    assert told.shuffled(chance).result() == told.result()


@pytest.mark.slow
@given(told=rooms(), code=st.sampled_from(CODES), hour=st.sampled_from(["09:30", "10:30"]))
@TRIED
def test_more_presence_never_loses_a_quorum(told: Told, code: str, hour: str) -> None:
    """Who comes in can only help to reach it, since the base is all with the right to vote."""
    before = told.result()
    after = told.and_also(MemberArrived(meeting=MEETING, member=code, hour=hour)).result()

    assert [v.right for v in before.voters] == [v.right for v in after.voters]
    if before.quorum and before.quorum.reached:
        assert after.quorum
        assert after.quorum.reached


@pytest.mark.parametrize(
    ("majority", "share", "strictly"),
    [
        ("more_than_half", Fraction(1, 2), True),
        ("two_thirds", Fraction(2, 3), False),
        ("four_fifths", Fraction(4, 5), False),
    ],
)
@given(of=st.integers(0, 10_000))
@TRIED
def test_the_majority_is_the_smallest_number_that_is_enough(
    of: int, majority: Majority, share: Fraction, *, strictly: bool
) -> None:
    """One vote less would not do, and one more is not asked for."""

    def enough(number: int) -> bool:
        return number > share * of if strictly else number >= share * of

    found = needed(majority, of)

    assert enough(found)
    assert found == 1 or not enough(found - 1)


def test_who_came_and_left_in_one_minute_is_where_it_was() -> None:
    """Two facts of one minute cannot be put in order, so neither wins by being typed last."""
    came = MemberArrived(meeting=MEETING, member="XAA", hour="10:00")
    left = MemberDeparted(meeting=MEETING, member="XAA", hour="10:00")
    for first, second in ((came, left), (left, came)):
        opened = MeetingOpened(meeting=MEETING, attendance=(_present("XBB"),))
        both = [
            (event.model_copy(update={"member": code}), DAY)
            for code in ("XAA", "XBB")
            for event in (first, second)
        ]
        room = Room(history((opened, DAY), *both), MEETING)
        assert not room.is_here("XAA", MOMENT)
        assert room.is_here("XBB", MOMENT)


def test_of_two_meetings_on_one_day_the_later_reference_is_the_newer() -> None:
    """Which of them is among the last ones does not hang on which was typed last."""
    rule = VotingRightsRuleSet(rights="present_at_meetings", attended=1, of_last=1)
    first = MeetingOpened(meeting="M-1", attendance=())
    second = MeetingOpened(meeting="M-2", attendance=(_present("XAA"),))
    for held in ((first, second), (second, first)):
        body = history(*((event, BEFORE[0]) for event in (*held, rule)))
        members = {"XAA": Member(history((joined("XAA"), "2030-01-01")))}
        right = rights(body, members, MEETING, ImpreciseDate.parse(DAY))["XAA"]
        assert right.may_vote


def _present(code: str) -> Attendance:
    return Attendance(member=code, presence="present")
