"""The right to vote by attendance where little was held, or little was written down."""

import pytest

from domain.event import Event
from domain.events.meetings import Attendance, MeetingOpened
from domain.events.voting import MemberArrived, MemberDeparted, SessionSet, VotingRightsRuleSet
from domain.members.member import Member
from domain.values import ImpreciseDate
from domain.voting.rights import Right, rights
from tests.domain.given import joined
from tests.domain.voting.rooms import DAY, history
from tests.domain.voting.table import LONG_AGO, MEETING, Said

TWO_OF_THREE = VotingRightsRuleSet(rights="present_at_meetings", attended=2, of_last=3)
LAST_ONE = VotingRightsRuleSet(rights="present_at_meetings", attended=1, of_last=1)


def right(rule: VotingRightsRuleSet, *said: Said) -> Right:
    members = {"XAA": Member(history((joined("XAA"), LONG_AGO)))}
    body = history((rule, LONG_AGO), *said)
    return rights(body, members, MEETING, ImpreciseDate.parse(DAY))["XAA"]


def held(number: int, *present: str, on: str | None = None) -> Said:
    came = tuple(Attendance(member=code, presence="present") for code in present)
    return MeetingOpened(meeting=f"M-{number}", attendance=came), on or f"2031-01-0{number}"


@pytest.mark.parametrize(
    ("meetings", "may_vote", "said"),
    [
        ([], True, "active member, no meeting was held before"),
        ([held(1, "XAA")], True, "present at 1 of the last 1 meetings"),
        ([held(1)], False, "present at only 0 of the last 1 meetings"),
        ([held(1, "XAA"), held(2)], False, "present at only 1 of the last 2 meetings"),
        ([held(1, "XAA"), held(2), held(3)], False, "present at only 1 of the last 3 meetings"),
        ([held(1, "XAA"), held(2, "XAA"), held(3)], True, "present at 2 of the last 3 meetings"),
    ],
    ids=["none", "one, there", "one, missed", "two, one missed", "three, one", "three, two"],
)
def test_whoever_missed_none_of_the_few_that_were_held_may_vote(
    meetings: list[Said], said: str, *, may_vote: bool
) -> None:
    """A new body could never vote otherwise."""
    found = right(TWO_OF_THREE, *meetings)

    assert (found.may_vote, str(found.said)) == (may_vote, said)


def test_a_meeting_of_which_nobody_wrote_down_who_came_is_left_out() -> None:
    """What is not recorded is nobody's absence, unless an arrival shows that somebody wrote."""
    unknown = MeetingOpened(meeting="M-9"), "2031-01-09"
    came = MemberArrived(meeting="M-9", member="XBB", hour="09:00"), "2031-01-09"

    assert right(LAST_ONE, held(1, "XAA"), unknown).may_vote
    assert not right(LAST_ONE, held(1, "XAA"), unknown, came).may_vote


def test_who_came_and_left_in_one_minute_was_not_present() -> None:
    """It was where it was before: absent, and by two facts of one minute nobody is present."""
    came = MemberArrived(meeting="M-2", member="XAA", hour="10:40"), "2031-01-02"
    left = MemberDeparted(meeting="M-2", member="XAA", hour="10:40"), "2031-01-02"
    later = MemberDeparted(meeting="M-2", member="XAA", hour="10:41"), "2031-01-02"

    assert right(LAST_ONE, held(2), came, later).may_vote
    assert not right(LAST_ONE, held(2), came, left).may_vote
    assert not right(LAST_ONE, held(2), left, came).may_vote
    assert right(LAST_ONE, held(2, "XAA"), came, left).may_vote


def hours(**begun: str) -> list[Said]:
    events: list[Event] = [
        SessionSet(meeting=name.replace("_", "-"), number="1", begins_at=hour)
        for name, hour in begun.items()
    ]
    return [(event, DAY) for event in events]


def test_a_meeting_of_the_same_morning_was_held_before() -> None:
    """By the hours of their sessions; without them nobody can say which was first."""
    meetings = [held(1), held(2, "XAA", on=DAY)]

    assert right(LAST_ONE, *meetings, *hours(M_2="09:00", M="14:00")).may_vote
    assert not right(LAST_ONE, *meetings, *hours(M_2="15:00", M="14:00")).may_vote
    assert not right(LAST_ONE, *meetings, *hours(M_2="09:00")).may_vote
    assert not right(LAST_ONE, *meetings, *hours(M="14:00")).may_vote
    assert not right(LAST_ONE, *meetings).may_vote


def test_of_two_on_one_day_the_later_session_is_the_newer() -> None:
    """The hour is looked at before the reference; the first session of a meeting counts."""
    both = [held(1, "XAA", on="2031-01-01"), held(2, on="2031-01-01")]
    sessions: list[Said] = [
        (SessionSet(meeting="M-1", number="1", begins_at="14:00"), "2031-01-01"),
        (SessionSet(meeting="M-2", number="1", begins_at="09:00"), "2031-01-01"),
        (SessionSet(meeting="M-2", number="2", begins_at="16:00"), "2031-01-01"),
    ]

    assert right(LAST_ONE, *both, *sessions).may_vote
    assert not right(LAST_ONE, *both).may_vote
