"""Recording who was there at which hour, how members voted, and what that came to."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from application.recording import Recording
from application.use_cases.meetings import members_of_body, owned_by_members
from application.use_cases.presence import remark_doubts
from application.use_cases.voting_in_writing import must_be_over, tell_if_without_end
from domain.endings import must_be_clear
from domain.errors import Refused, UnknownReference
from domain.event import Event
from domain.events.meetings import DecisionAdopted
from domain.events.members import VotingRightsSuspended
from domain.events.voting import (
    CastingVoteGiven,
    DecisionNotAdopted,
    MajorityRuleSet,
    VoteTaken,
    VotingRightsRuleSet,
)
from domain.meetings.meeting import Meetings
from domain.suggestions import near
from domain.values import ImpreciseDate
from domain.voting.counting import VoteResult, Voting
from domain.voting.rights import rule_of_rights
from domain.voting.rules import fault_of_majority, fault_of_rights, fault_of_vote
from domain.words import worded
from domain.work.exchange import must_name_what_is_there

E = TypeVar("E", bound=Event)


def set_rule(
    recording: Recording,
    taskforce: str,
    rule: VotingRightsRuleSet | MajorityRuleSet,
    on: ImpreciseDate,
) -> None:
    """Record a rule for who may vote, or for a majority, from a day on.

    Raises:
        Refused: it can be no rule.
    """
    fault = fault_of_majority(rule) if isinstance(rule, MajorityRuleSet) else fault_of_rights(rule)
    if fault:
        raise Refused(fault)
    recording.record(taskforce, rule, on)


def suspend_voting_rights(
    recording: Recording,
    taskforce: str,
    event: VotingRightsSuspended,
    on: ImpreciseDate,
    until: ImpreciseDate | None = None,
) -> None:
    """Record that a member may attend and not vote from a day on, or could not until a past day.

    Raises:
        Contradicted: it was no member on that day, or its voting rights are suspended already.
    """
    recording.member(taskforce, event.member).must_be_active(on, "have its voting rights suspended")
    recording.record_span(taskforce, event, on, until)
    rule = rule_of_rights(recording.taskforce(taskforce).history, on).rights
    if rule != "rights_not_suspended":
        recording.remark(
            worded(
                "By the rule of that day, {rule}, {member} may vote as before: a suspension of "
                "voting rights has effect only under rights_not_suspended (depositary taskforce "
                "voting-rights rights_not_suspended).",
                rule=rule,
                member=event.member,
            )
        )


def restore_voting_rights(
    recording: Recording,
    taskforce: str,
    code: str,
    on: ImpreciseDate,
    names: Sequence[str] = (),
) -> None:
    """Record that suspensions of voting rights ended that began before, or that `names` name.

    Raises:
        Refused: a name is of none, or the dates do not tell which one is meant.
    """
    closed = recording.member(taskforce, code).restore_voting_rights(on, names)
    must_be_clear([closed])
    recording.record(taskforce, closed.event, on)


def take_vote(recording: Recording, taskforce: str, vote: VoteTaken, on: ImpreciseDate) -> None:
    """Record a vote, and what it came to: a decision adopted or not adopted.

    Where votes are equal and the rule allows a casting vote, the result waits for it; in writing
    it waits for the replies.

    Raises:
        UnknownReference: there is no such meeting, task, item, majority rule or member.
        Refused: the meeting was not opened, or it cannot be counted so, or more voted than could.
    """
    meetings = _meetings(recording, taskforce)
    called = meetings.called(vote.meeting)
    if (called.kind == "written_procedure") != (vote.manner == "written"):
        raise Refused("In a written procedure, and only there, members vote in writing.")
    if vote.manner != "written":
        meetings.must_be_opened(vote.meeting)
    _must_be_whole(vote)
    vote = vote.model_copy(update={"actions": owned_by_members(recording, taskforce, vote.actions)})
    must_name_what_is_there(recording.taskforce(taskforce).history, _of_vote(vote, DecisionAdopted))
    for reference in vote.commitments:
        recording.commitment(taskforce, reference)
    for code in _named(vote):
        recording.member(taskforce, code)
    votes = _votes(recording, taskforce)
    votes.rule(vote.rule, on)
    result = None if vote.manner == "written" else votes.count(vote, on)
    if result and result.faults:
        raise _cannot_be(vote, result).at(_field(vote, result))
    remark_doubts(recording, taskforce, vote, on)
    recording.record(taskforce, vote, on)
    if result is None:
        tell_if_without_end(recording, votes.history, vote.meeting)
        return
    _record_result(recording, taskforce, vote, result, on)


def _cannot_be(vote: VoteTaken, result: VoteResult) -> Refused:
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


def _field(vote: VoteTaken, result: VoteResult) -> str:
    """Return the field that a refusal of counts is about."""
    if any(fault.kind == "manner_not_of_rule" for fault in result.faults):
        return "manner"
    return "ballots" if vote.ballots else "in_favour"


def _must_be_whole(vote: VoteTaken) -> None:
    fault = fault_of_vote(vote)
    if fault:
        raise Refused(fault)


def give_casting_vote(
    recording: Recording, taskforce: str, given: CastingVoteGiven, on: ImpreciseDate
) -> None:
    """Record the chair's casting vote where votes were equal, and the result.

    Raises:
        UnknownReference: there was no such vote.
        Refused: its rule knows no casting vote, votes were not equal, or the member is not the
            chair or a vice-chair, was not there at the vote, or could not vote.
    """
    vote, voted_on = _vote(recording, taskforce, given.decision)
    votes = _votes(recording, taskforce)
    if vote.manner == "written":
        raise Refused("In writing nobody presides, so there is no casting vote.")
    if not votes.rule(vote.rule, voted_on).casting_vote:
        raise Refused("{rule} knows no casting vote.", rule=vote.rule)
    result = votes.count(vote, voted_on)
    if result.outcome != "equal":
        tally = result.tally
        raise Refused(
            "Votes on {decision} were not equal: {in_favour} for, {against} against.",
            decision=given.decision,
            in_favour=tally.in_favour if tally else 0,
            against=tally.against if tally else 0,
        )
    if not recording.taskforce(taskforce).may_preside(given.member, voted_on):
        raise Refused(
            "{member} was neither chair nor vice-chair on {on}.", member=given.member, on=voted_on
        ).at("member")
    if given.member not in {v.member for v in result.voters if v.is_here_to_vote}:
        raise Refused(
            "{member} was not there at the vote on {decision}, or had no right to vote, so it "
            "has no casting vote.",
            member=given.member,
            decision=given.decision,
        ).at("member")
    recording.record(taskforce, given, on)
    result = _votes(recording, taskforce).count(vote, voted_on)
    _record_result(recording, taskforce, vote, result, on)


def record_result(recording: Recording, taskforce: str, decision: str, on: ImpreciseDate) -> None:
    """Count a vote by what is known now, and record whether it was adopted.

    For a written procedure once it is over, and after a correction for which the earlier result
    was retracted.

    Raises:
        UnknownReference: there was no such vote.
        Refused: its result is recorded, it cannot be counted, or replies may still come.
    """
    vote, voted_on = _vote(recording, taskforce, decision)
    for entry, missed in recording.taskforce(taskforce).history.each(DecisionNotAdopted):
        if missed.decision == decision:
            raise Refused(
                "{decision!r} is recorded already: {description}.",
                decision=decision,
                description=entry.description,
            )
    votes = _votes(recording, taskforce)
    if vote.manner == "written":
        must_be_over(recording, votes.history, vote, on)
    result = votes.count(vote, voted_on)
    if result.faults:
        raise Refused(
            "These votes cannot be: {faults}",
            faults=" ".join(fault.sentence for fault in result.faults),
        )
    _record_result(recording, taskforce, vote, result, on)


def _record_result(
    recording: Recording, taskforce: str, vote: VoteTaken, result: VoteResult, on: ImpreciseDate
) -> None:
    if result.outcome == "adopted":
        recording.record(taskforce, _of_vote(vote, DecisionAdopted, votes=result.tally), on)
    elif result.outcome == "equal":
        recording.remark(
            worded(
                "The votes on {decision} are equal. Record the chair's casting vote: depositary "
                "meeting casting-vote {decision} MEMBER for|against.",
                decision=vote.decision,
            )
        )
    else:
        recording.record(taskforce, _of_vote(vote, DecisionNotAdopted, reason=result.why), on)


def _of_vote(vote: VoteTaken, kind: type[E], **more: object) -> E:
    """Return an event with the fields that it shares with a vote, and others."""
    shared = VoteTaken.model_fields.keys() & kind.model_fields.keys()
    return kind.model_validate({name: getattr(vote, name) for name in shared} | more)


def _vote(recording: Recording, taskforce: str, decision: str) -> tuple[VoteTaken, ImpreciseDate]:
    history = recording.taskforce(taskforce).history
    found = {vote.decision: (vote, entry.begins) for entry, vote in history.each(VoteTaken)}
    if decision not in found:
        raise UnknownReference(worded("vote"), decision, near(decision, found))
    return found[decision]


def _votes(recording: Recording, taskforce: str) -> Voting:
    recording.rest_on_head()
    return Voting(recording.taskforce(taskforce).history, members_of_body(recording, taskforce))


def _named(vote: VoteTaken) -> Iterable[str]:
    """Return the codes of the members that a vote names."""
    for ballot in vote.ballots:
        yield from (code for code in (ballot.member, ballot.by) if code)
    yield from vote.objections


def _meetings(recording: Recording, taskforce: str) -> Meetings:
    return Meetings(recording.taskforce(taskforce).history)
