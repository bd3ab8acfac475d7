"""What can be no rule and no vote, and what cannot be true together about votes."""

from collections.abc import Sequence

import pytest

from domain.errors import UnknownReference
from domain.event import Event
from domain.events.meetings import AgendaItem, DecisionAdopted, MeetingConvened, MeetingOpened
from domain.events.meetings import Votes as Counts
from domain.events.minutes import DiscussionRecorded, MinutesCommentAnswered, MinutesCommented
from domain.events.voting import (
    Ballot,
    CastingVoteGiven,
    DecisionNotAdopted,
    MajorityRuleSet,
    ProxyGiven,
    ReplyReceived,
    SessionSet,
    VotingRightsRuleSet,
)
from domain.meetings.presence import Room
from domain.values import ImpreciseDate
from domain.voting.counting import Voting
from domain.voting.rules import (
    fault_of_majority,
    fault_of_rights,
    fault_of_vote,
    voting_contradictions,
)
from tests.domain.voting.rooms import DAY, history
from tests.domain.voting.table import DECISION, MEETING, RULE, vote

COUNTS, BALLOTS = Counts(in_favour=1, against=0, abstained=0), (Ballot(member="XAA", vote="for"),)
VOTE = vote("show", item="1", tally=COUNTS)
MISSED = DecisionNotAdopted(
    decision=DECISION, meeting=MEETING, title="A plan", text="A plan.", reason="majority_missed"
)
ADOPTED = DecisionAdopted(
    decision=DECISION, meeting=MEETING, title="A plan", text="A plan.", task="WORK"
)
WRITTEN = VOTE.model_copy(update={"manner": "written", "tally": None})
REPLY = ReplyReceived(meeting=MEETING, decision=DECISION, member="XAA", vote="for")
CONVENED = MeetingConvened(
    meeting=MEETING, kind="ordinary_session", agenda=(AgendaItem(item="1", title="A plan"),)
)


@pytest.mark.parametrize(
    ("attended", "of_last"), [(None, None), (2, None), (None, 3), (4, 3)], ids=str
)
def test_a_rule_by_attendance_says_how_many_of_how_many(
    attended: int | None, of_last: int | None
) -> None:
    """Four of the last three meetings is nobody's attendance."""
    rule = VotingRightsRuleSet(rights="present_at_meetings", attended=attended, of_last=of_last)

    assert "such as 2 of the last 3" in str(fault_of_rights(rule))
    assert not fault_of_rights(
        VotingRightsRuleSet(rights="present_at_meetings", attended=2, of_last=3)
    )


def test_only_a_rule_by_attendance_counts_meetings() -> None:
    """A number that nothing reads would be believed to hold."""
    assert not fault_of_rights(VotingRightsRuleSet(rights="all_active"))
    assert "counts meetings" in str(
        fault_of_rights(VotingRightsRuleSet(rights="all_active", attended=2))
    )


def test_a_casting_vote_needs_votes_that_can_be_equal() -> None:
    """Two thirds are never equal to the rest."""
    rule = MajorityRuleSet(rule=RULE, majority="two_thirds", casting_vote=True)

    assert "Only more than half of the votes cast can be equal" in str(fault_of_majority(rule))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({}, ""),
        ({"tally": None}, "and against, and no names"),
        ({"manner": "secret", "ballots": BALLOTS}, "and against, and no names"),
        ({"manner": "by_member"}, "has ballots, and no counts"),
        ({"manner": "by_member", "tally": None, "ballots": BALLOTS}, ""),
        ({"manner": "consensus"}, "has no votes, only objections"),
        ({"manner": "consensus", "tally": None, "objections": ("XAA",)}, ""),
        ({"manner": "written"}, "members reply, and the replies are counted"),
        ({"manner": "written", "tally": None}, ""),
    ],
    ids=str,
)
def test_a_vote_says_what_its_method_needs_and_no_more(
    changes: dict[str, object], fault: str
) -> None:
    """Counts beside ballots could differ from them."""
    found = fault_of_vote(VOTE.model_copy(update=changes))

    assert fault in str(found) if fault else found is None


@pytest.mark.parametrize(
    ("events", "kinds"),
    [
        ([CONVENED, VOTE, ADOPTED], []),
        ([CONVENED, VOTE, MISSED], []),
        ([CONVENED, VOTE, ADOPTED, MISSED], ["decided-both-ways"]),
        ([MISSED], ["no-such-vote"]),
        ([CastingVoteGiven(decision=DECISION, member="XAA", vote="for")], ["no-such-vote"]),
        (
            [ReplyReceived(meeting=MEETING, decision=DECISION, member="XAA", vote="for")],
            ["no-such-vote"],
        ),
        ([CONVENED, WRITTEN, REPLY], []),
        ([CONVENED, WRITTEN, REPLY.model_copy(update={"meeting": "M-2"})], ["reply-elsewhere"]),
        ([MinutesCommentAnswered(comment="C-1")], ["no-such-comment"]),
        ([VotingRightsRuleSet(rights="all_active", attended=1)], ["no-rule"]),
        ([CONVENED, ProxyGiven(meeting=MEETING, giver="XAA", holder="XAA")], ["own-proxy"]),
        (
            [SessionSet(meeting=MEETING, number="1", begins_at="10:00", ends_at="09:00")],
            ["session-backwards"],
        ),
        (
            [
                SessionSet(
                    meeting=MEETING,
                    number="1",
                    begins_at="10:00",
                    ends_at="12:00",
                    ends_on=ImpreciseDate.parse("2031-05-09"),
                )
            ],
            ["session-backwards"],
        ),
        (
            [
                SessionSet(
                    meeting=MEETING,
                    number="1",
                    begins_at="10:00",
                    ends_at="09:00",
                    ends_on=ImpreciseDate.parse(DAY),
                )
            ],
            ["session-backwards"],
        ),
        (
            [
                CONVENED,
                MinutesCommented(
                    comment="C-1", meeting=MEETING, member="XAA", text="No.", item="Budget"
                ),
            ],
            ["no-such-item"],
        ),
        ([CONVENED, DiscussionRecorded(meeting=MEETING, item="2", text="No.")], ["no-such-item"]),
        ([CONVENED, VOTE.model_copy(update={"item": None})], []),
    ],
)
def test_what_cannot_be_true_together(events: Sequence[Event], kinds: list[str]) -> None:
    """A correction that makes it so is refused, whichever of the two it touches."""
    found = list(voting_contradictions(history(*((event, DAY) for event in events))))

    assert [each.kind for each in found] == kinds


def test_a_rule_that_was_never_set_is_missed_by_its_name() -> None:
    """A slip of the pen in the name of a rule is to be found at once."""
    rule = MajorityRuleSet(rule="ORDINARY", majority="two_thirds")
    voting = Voting(history((rule, DAY)), {})
    vote = VOTE.model_copy(update={"rule": "ORDINERY"})

    with pytest.raises(UnknownReference, match="Did you mean ORDINARY"):
        voting.rule(vote, ImpreciseDate.parse(DAY))


def test_nobody_is_at_a_meeting_of_which_nobody_wrote_it_down() -> None:
    """A list that is missing is not a list of everybody."""
    body = history((MeetingOpened(meeting=MEETING), DAY))

    assert Room(body, MEETING).opening is None
