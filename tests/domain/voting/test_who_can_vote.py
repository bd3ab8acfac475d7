"""Who was there to give a casting vote, and who was represented by somebody on record."""

import pytest

from domain.events.meetings import Attendance, MeetingOpened, Presence, QuorumRuleSet, Votes
from domain.events.members import VotingRightsSuspended
from domain.events.voting import (
    Ballot,
    CastingVoteGiven,
    MajorityRuleSet,
    MemberDeparted,
    ProxyGiven,
    VoteTaken,
    VotingRightsRuleSet,
)
from domain.members.member import Member
from domain.values import ImpreciseDate
from domain.voting.counting import VoteResult, Voting
from tests.domain.given import joined
from tests.domain.voting.rooms import DAY, history
from tests.domain.voting.table import DECISION, LONG_AGO, MEETING, RULE, Said, vote

SHOWN = vote("show", hour="10:00", tally=Votes(in_favour=1, against=1, abstained=0))
CASTING = MajorityRuleSet(rule=RULE, majority="more_than_half", casting_vote=True)
CAST = CastingVoteGiven(decision=DECISION, member="XAA", vote="for"), DAY


def opened(**seats: Presence) -> Said:
    came = tuple(Attendance(member=code, presence=how) for code, how in seats.items())
    return MeetingOpened(meeting=MEETING, attendance=came), DAY


def result(vote: VoteTaken, *said: Said, rule: MajorityRuleSet = CASTING) -> VoteResult:
    codes = ("XAA", "XBB", "XCC", "XDD")
    members = {code: Member(history((joined(code), LONG_AGO))) for code in codes}
    suspended = (VotingRightsSuspended(member="XDD"), LONG_AGO)
    members["XDD"] = Member(history((joined("XDD"), LONG_AGO), suspended))
    rights = VotingRightsRuleSet(rights="rights_not_suspended"), LONG_AGO
    quorum = QuorumRuleSet(number=2), LONG_AGO
    voting = Voting(history(rights, quorum, (rule, LONG_AGO), *said), members)
    return voting.count(vote, ImpreciseDate.parse(DAY))


EVERYBODY = opened(XAA="present", XBB="present", XCC="present", XDD="present")


def test_a_chair_that_is_there_gives_the_casting_vote() -> None:
    """It decides where votes are equal, and nothing else does."""
    assert result(SHOWN, EVERYBODY).why == "votes_equal"
    assert (result(SHOWN, EVERYBODY, CAST).outcome) == "adopted"
    against = CastingVoteGiven(decision=DECISION, member="XAA", vote="against"), DAY
    assert (result(SHOWN, EVERYBODY, against).outcome) == "not_adopted"


@pytest.mark.parametrize(
    "said",
    [
        (CAST, (MemberDeparted(meeting=MEETING, member="XAA", hour="09:30"), DAY)),
        ((CastingVoteGiven(decision=DECISION, member="XDD", vote="for"), DAY),),
        (
            CAST,
            (MemberDeparted(meeting=MEETING, member="XAA", hour="09:30"), DAY),
            (ProxyGiven(meeting=MEETING, giver="XAA", holder="XBB"), DAY),
        ),
    ],
    ids=["left", "voting rights suspended", "represented"],
)
def test_a_casting_vote_of_whoever_could_not_vote_itself_decides_nothing(
    said: tuple[Said, ...],
) -> None:
    """The chair was not there, or had no vote; votes stay equal."""
    assert result(SHOWN, EVERYBODY, *said).why == "votes_equal"


BY_SHOW = SHOWN.model_copy(update={"tally": Votes(in_favour=3, against=0, abstained=0)})
BALLOTS = (*(Ballot(member=code, vote="for") for code in ("XAA", "XBB")),)
BY_MEMBER = SHOWN.model_copy(
    update={
        "manner": "by_member",
        "tally": None,
        "ballots": (*BALLOTS, Ballot(member="XCC", vote="for", by="XBB")),
    }
)
LISTED = opened(XAA="present", XBB="present", XCC="represented")
PROXY = ProxyGiven(meeting=MEETING, giver="XCC", holder="XBB"), DAY


@pytest.mark.parametrize("vote", [BY_SHOW, BY_MEMBER], ids=["show", "by member"])
def test_nobody_votes_for_a_member_without_its_proxy(vote: VoteTaken) -> None:
    """A list that does not say by whom it is represented gives nobody its vote."""
    assert result(vote, LISTED).why == "counts_cannot_be"
    assert result(vote, LISTED, PROXY).why == "majority"


def test_a_member_listed_as_represented_by_nobody_is_not_in_the_counts() -> None:
    """Neither in the quorum nor among the members present; it is still shown as represented."""
    rule = MajorityRuleSet(rule=RULE, majority="more_than_half", base="present")
    vote = SHOWN.model_copy(update={"tally": Votes(in_favour=1, against=0, abstained=0)})

    without, with_proxy = result(vote, LISTED, rule=rule), result(vote, LISTED, PROXY, rule=rule)

    assert without.quorum
    assert with_proxy.quorum
    assert (without.quorum.counted, without.of) == (2, 2)
    assert (with_proxy.quorum.counted, with_proxy.of) == (3, 3)
    seats = {voter.member: voter.seat for voter in without.voters}
    assert seats["XCC"] == "represented"
