"""Acts of voting: rules and rights, votes and their results, replies in writing."""

from typing import Annotated

from pydantic import Field

from application.declarations.act import Act, On, Stage, Until, act
from application.declarations.entry_names import BY_NAME, Ends
from application.recording import Recording
from application.use_cases import voting, voting_in_writing
from application.use_cases.presence import set_time_zone
from domain.events import meetings
from domain.events import voting as events
from domain.events.members import Member, VotingRightsRestored, VotingRightsSuspended, WhySuspended
from domain.meaning import Meaning
from domain.values import MemberCode, Reference

Number = Annotated[int, Field(ge=0, le=10_000)]
_CHAIR = "The result was recorded with it; correct it by hand."
_COUNTED = "What the vote came to was counted from it; correct it by hand."

SetTimeZone = act(
    "taskforce time-zone",
    events.TimeZoneSet,
    set_time_zone,
    "The days and hours of the body are in this time zone.",
    row="time_zone",
    arguments=("zone",),
    repeats=True,
    stage=Stage.BODIES,
    examples="taskforce time-zone Europe/Lisbon --on 2026-01-01",
)
SetVotingRights = act(
    "taskforce voting-rights",
    events.VotingRightsRuleSet,
    voting.set_rule,
    "The rule for which members may vote at a meeting; it replaces the one before.",
    row="voting_rights",
    arguments=("rights",),
    repeats=True,
    stage=Stage.BODIES,
    examples=(
        "taskforce voting-rights all_active --on 2026-01-01",
        (
            "taskforce voting-rights present_at_meetings --attended 2 --of-last 3 "
            "--on 2027-01-01 --text 'Present at two of the last three meetings.'"
        ),
    ),
)
SetMajority = act(
    "taskforce majority",
    events.MajorityRuleSet,
    voting.set_rule,
    "A majority rule that votes can name; one of the same name replaces the one before.",
    row="majority",
    arguments=("rule", "majority"),
    keys=("rule",),
    repeats=True,
    stage=Stage.BODIES,
    examples=(
        "taskforce majority ORDINARY more_than_half --casting-vote --on 2026-01-01",
        "taskforce majority WRITING two_thirds --base all --silence assent --on 2026-01-01",
        "taskforce majority CONSENSUS consensus --on 2026-01-01",
    ),
)


class SuspendVotingRights(
    Act,
    name="member suspend-voting-rights",
    row="suspend_voting_rights",
    makes=(VotingRightsSuspended, VotingRightsRestored),
    arguments=("member",),
    ends={"until": VotingRightsRestored},
    repeats=True,
    stage=Stage.MEMBERS,
    examples="member suspend-voting-rights ATL --on 2026-08-01 --reason 'Its contribution is due.'",
):
    """The member may attend and not vote, until its voting rights are restored."""

    member: Member
    reason: WhySuspended | None = None
    until: Until | None = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Suspend the voting rights, and end that where its end is known."""
        event = self.event(VotingRightsSuspended)
        voting.suspend_voting_rights(recording, body, event, self.on, self.until)


class RestoreVotingRights(
    Act,
    name="member restore-voting-rights",
    row="restore_voting_rights",
    makes=(VotingRightsRestored,),
    arguments=("member",),
    uncompared={"ends": BY_NAME},
    repeats=True,
    stage=Stage.MEMBERS,
    examples="member restore-voting-rights ATL --on 2026-09-01",
):
    """The member may vote again."""

    member: Member
    ends: Ends = ()
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """End the suspension of its voting rights."""
        voting.restore_voting_rights(recording, body, self.member, self.on, self.ends)


class Vote(
    Act,
    name="meeting vote",
    row="vote",
    makes=(events.VoteTaken, meetings.DecisionAdopted, events.DecisionNotAdopted),
    arguments=("decision", "meeting"),
    uncompared=dict.fromkeys(
        (
            *("title", "text", "task", "item", "hour", "rule", "manner", "in_favour", "against"),
            *("abstained", "ballots", "objections", "commitments", "actions"),
        ),
        _COUNTED,
    ),
    examples=(
        (
            "meeting vote D-3 2026-2 --title 'Work plan' --text 'We adopt the work plan.' "
            "--task RESPONSE --item 2 --hour 10:40 --rule ORDINARY --in-favour 2 --on 2026-11-03"
        ),
        (
            "meeting vote D-4 2026-2 --title 'Budget' --text 'We adopt the budget.' "
            "--task RESPONSE --hour 11:00 --rule ORDINARY --manner by_member "
            "--ballots KEN:for --ballots ATL:against --on 2026-11-03"
        ),
    ),
):
    """The meeting voted; whether the decision was adopted is counted and recorded with it.

    Counted are those that may vote by the body's rule and are there, or represented, at that
    minute; the quorum; and the majority that the rule takes. A vote by member is written
    KEN:for, or KEN:for:ATL where ATL votes for KEN by proxy. More votes than rights are refused.
    """

    decision: meetings.Decision
    meeting: meetings.Meeting
    title: meetings.Title
    text: meetings.Decided
    task: meetings.Task
    item: meetings.Item | None = None
    hour: events.AtHour | None = None
    rule: Annotated[Reference, Meaning("The majority rule that it is counted by.", "ORDINARY")]
    manner: Annotated[events.Manner, Meaning("How it was voted.", "show")] = "show"
    in_favour: Annotated[Number | None, Meaning("How many voted for it.", "4")] = None
    against: Annotated[Number | None, Meaning("How many voted against it.", "1")] = None
    abstained: Annotated[Number | None, Meaning("How many abstained.", "2")] = None
    ballots: events.Ballots = ()
    objections: events.Objections = ()
    commitments: meetings.Commitments = ()
    actions: meetings.Actions = ()
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Count the votes, and record them with what they came to."""
        vote = self.event(events.VoteTaken, tally=self._tally())
        voting.take_vote(recording, body, vote, self.on)

    def _tally(self) -> meetings.Votes | None:
        given = (self.in_favour, self.against, self.abstained)
        if given == (None, None, None):
            return None
        in_favour, against, abstained = (number or 0 for number in given)
        return meetings.Votes(in_favour=in_favour, against=against, abstained=abstained)


class CastingVote(
    Act,
    name="meeting casting-vote",
    row="casting_vote",
    makes=(events.CastingVoteGiven, meetings.DecisionAdopted, events.DecisionNotAdopted),
    arguments=("decision", "member", "vote"),
    keys=("decision",),
    uncompared={"member": _CHAIR, "vote": _CHAIR},
    stage=Stage.LAST,
    examples="meeting casting-vote D-4 KEN for --on 2026-11-03",
):
    """Votes were equal and the chair decided; the counts stay as they are."""

    decision: Annotated[Reference, Meaning("The decision that was voted on.", "D-1")]
    member: Annotated[MemberCode, Meaning("The chair, by its code.", "KEN")]
    vote: Annotated[events.ForOrAgainst, Meaning("How it voted.", "for")]
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Record the casting vote, and the result."""
        voting.give_casting_vote(recording, body, self.event(events.CastingVoteGiven), self.on)


class Result(
    Act,
    name="meeting result",
    row="result",
    makes=(meetings.DecisionAdopted, events.DecisionNotAdopted),
    arguments=("decision",),
    stage=Stage.LAST,
    examples="meeting result D-5 --on 2026-07-01",
):
    """A vote was counted by what is known now: a written procedure that is over, for example.

    Also where a fact was corrected and the earlier result, which no longer holds, was retracted.
    """

    decision: Annotated[Reference, Meaning("The decision that was voted on.", "D-1")]
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Count the vote and record the result."""
        voting.record_result(recording, body, self.decision, self.on)


Reply = act(
    "meeting reply",
    events.ReplyReceived,
    voting_in_writing.reply,
    "A member replied in a written procedure; a later reply in time replaces an earlier one.",
    row="reply",
    arguments=("meeting", "decision", "member", "vote"),
    keys=("meeting", "decision", "member"),
    repeats=True,
    examples="meeting reply 2026-W1 D-5 KEN for --hour 16:30 --on 2026-06-20",
)
