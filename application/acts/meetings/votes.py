"""Acts of voting: votes, the chair's casting vote, and results."""

from typing import Annotated, TypeVar

from application.acts.meetings.decisions import Number, votes_of
from application.acts.meetings.presence import remark_doubts
from application.acts.meetings.written_procedures import must_be_over, tell_if_without_end
from application.declarations.act import Act, On, Stage
from application.recording.body_events import (
    members_of_body,
    must_refer_to_what_exists,
    owned_by_members,
)
from application.recording.recording import Recording
from domain.errors import Refused, UnknownReference
from domain.event import Event
from domain.events import meetings
from domain.events import voting as events
from domain.meaning import Meaning
from domain.meetings.meeting import Meetings
from domain.suggestions import near
from domain.values import ImpreciseDate, MemberCode, Reference
from domain.voting.counting import VoteResult, Voting
from domain.voting.rules import fault_of_vote
from domain.words import worded

E = TypeVar("E", bound=Event)
_EQUAL = worded(
    "The votes on {decision} are equal. Record the chair's casting vote: depositary meeting "
    "casting-vote {decision} MEMBER for|against."
)
_CHAIR = worded("The result was recorded with it; correct it by hand.")
_COUNTED = worded("What the vote came to was counted from it; correct it by hand.")


class Vote(
    Act,
    name="meeting vote",
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
        tally = votes_of(self.in_favour, self.against, self.abstained)
        vote = self.event(events.VoteTaken, tally=tally)
        take_vote(recording, body, vote, self.on)


class CastingVote(
    Act,
    name="meeting casting-vote",
    makes=(events.CastingVoteGiven, meetings.DecisionAdopted, events.DecisionNotAdopted),
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
        """Record the casting vote, and the result.

        Raises:
            UnknownReference: there was no such vote.
            Refused: its rule knows no casting vote, votes were not equal, or the member is not the
                chair or a vice-chair, was not there at the vote, or could not vote.
        """
        vote, voted_on = _vote_on(recording, body, self.decision)
        votes = _votes(recording, body)
        if vote.manner == "written":
            raise Refused("In writing nobody presides, so there is no casting vote.")
        if not votes.rule(vote, voted_on).casting_vote:
            raise Refused("{rule} knows no casting vote.", rule=vote.rule)
        result = votes.count(vote, voted_on)
        if result.why == "no_quorum":
            sentence = "There was no quorum at the vote on {decision}, so nothing was decided."
            raise Refused(sentence, decision=self.decision)
        if result.outcome != "equal":
            tally = result.tally
            raise Refused(
                "Votes on {decision} were not equal: {in_favour} for, {against} against.",
                decision=self.decision,
                in_favour=tally.in_favour if tally else 0,
                against=tally.against if tally else 0,
            )
        if not recording.taskforce(body).may_preside(self.member, voted_on):
            sentence = "{member} was neither chair nor vice-chair on {on}."
            raise Refused(sentence, member=self.member, on=voted_on).at("member")
        if self.member not in {v.member for v in result.voters if v.is_here_to_vote}:
            raise Refused(
                "{member} was not there at the vote on {decision}, or had no right to vote, so it "
                "has no casting vote.",
                member=self.member,
                decision=self.decision,
            ).at("member")
        recording.record(body, self.event(events.CastingVoteGiven), self.on)
        result = _votes(recording, body).count(vote, voted_on)
        _record_result(recording, body, vote, result, self.on)


class Result(
    Act,
    name="meeting result",
    makes=(meetings.DecisionAdopted, events.DecisionNotAdopted),
    stage=Stage.LAST,
    examples="meeting result D-5 --on 2026-07-01",
):
    """A vote was counted by what is known now: a written procedure that is over, for example.

    Also where a fact was corrected and the earlier result, which no longer holds, was retracted.
    """

    decision: Annotated[Reference, Meaning("The decision that was voted on.", "D-1")]
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Count the vote and record the result.

        Raises:
            UnknownReference: there was no such vote.
            Refused: its result is recorded, votes are equal or cannot be, or replies may come.
        """
        vote, voted_on = _vote_on(recording, body, self.decision)
        for entry, missed in recording.taskforce(body).history.each(events.DecisionNotAdopted):
            if missed.decision == self.decision:
                raise Refused(
                    "{decision!r} is recorded already: {description}.",
                    decision=self.decision,
                    description=entry.description,
                )
        votes = _votes(recording, body)
        if vote.manner == "written":
            must_be_over(recording, votes.history, vote, self.on)
        result = votes.count(vote, voted_on)
        if result.faults:
            raise Refused(
                "These votes cannot be: {faults}",
                faults=" ".join(fault.sentence for fault in result.faults),
            )
        if result.outcome == "equal":
            raise Refused(_EQUAL, decision=self.decision)
        _record_result(recording, body, vote, result, self.on)


def take_vote(recording: Recording, body: str, vote: events.VoteTaken, on: ImpreciseDate) -> None:
    """Record a vote, and what it came to: a decision adopted or not adopted.

    Where votes are equal and the rule allows a casting vote, the result waits for it; in writing
    it waits for the replies.

    Raises:
        UnknownReference: there is no such meeting, task, item, majority rule or member.
        Refused: the meeting was not opened, or it cannot be counted so, or more voted than could.
    """
    known = Meetings(recording.taskforce(body).history)
    if (known.called(vote.meeting).kind == "written_procedure") != (vote.manner == "written"):
        raise Refused("In a written procedure, and only there, members vote in writing.")
    if vote.manner != "written":
        known.must_be_opened(vote.meeting)
    if fault := fault_of_vote(vote):
        raise Refused(fault)
    vote = vote.model_copy(update={"actions": owned_by_members(recording, body, vote.actions)})
    must_refer_to_what_exists(recording, body, vote, on)
    votes = _votes(recording, body)
    votes.rule(vote, on)
    result = None if vote.manner == "written" else votes.count(vote, on)
    if result and result.faults:
        raise _cannot_be(vote, result).at(_field(vote, result))
    remark_doubts(recording, body, vote, on)
    recording.correlate()
    recording.record(body, vote, on)
    if result is None:
        tell_if_without_end(recording, votes.history, vote.meeting)
        return
    _record_result(recording, body, vote, result, on)


def _cannot_be(vote: events.VoteTaken, result: VoteResult) -> Refused:
    """Return a refusal that says why counts or ballots cannot be, and where to look."""
    faults = " ".join(fault.sentence for fault in result.faults)
    if _field(vote, result) == "manner":
        return Refused("These votes cannot be: {faults}", faults=faults)
    if any(voter.seat != "absent" for voter in result.voters):
        return Refused(
            "These votes cannot be: {faults} Who was there and might vote, by what is recorded: "
            "depositary presence {meeting}",
            faults=faults,
            meeting=vote.meeting,
        )
    return Refused(
        "These votes cannot be: {faults} By what is recorded, nobody was at {meeting} then: "
        "record who came, depositary meeting arrive {meeting} CODE HOUR --on DAY; or correct who "
        "was there at the opening.",
        faults=faults,
        meeting=vote.meeting,
    )


def _field(vote: events.VoteTaken, result: VoteResult) -> str:
    """Return the field that a refusal of counts is about."""
    if any(fault.kind == "manner_not_of_rule" for fault in result.faults):
        return "manner"
    return "ballots" if vote.ballots else "in_favour"


def _record_result(
    recording: Recording, body: str, vote: events.VoteTaken, result: VoteResult, on: ImpreciseDate
) -> None:
    if result.outcome == "adopted":
        recording.record(body, _of_vote(vote, meetings.DecisionAdopted, votes=result.tally), on)
    elif result.outcome == "equal":
        recording.remark(worded(_EQUAL, decision=vote.decision))
    else:
        recording.record(body, _of_vote(vote, events.DecisionNotAdopted, reason=result.why), on)


def _of_vote(vote: events.VoteTaken, kind: type[E], **more: object) -> E:
    """Return an event with the fields that it shares with a vote, and others."""
    shared = events.VoteTaken.model_fields.keys() & kind.model_fields.keys()
    return kind.model_validate({name: getattr(vote, name) for name in shared} | more)


def _vote_on(
    recording: Recording, body: str, decision: str
) -> tuple[events.VoteTaken, ImpreciseDate]:
    history = recording.taskforce(body).history
    found = {vote.decision: (vote, entry.begins) for entry, vote in history.each(events.VoteTaken)}
    if decision not in found:
        raise UnknownReference(worded("vote"), decision, near(decision, found))
    return found[decision]


def _votes(recording: Recording, body: str) -> Voting:
    recording.rest_on_head()
    history, members = recording.taskforce(body).history, members_of_body(recording, body)
    return Voting(history, members, recording.today())
