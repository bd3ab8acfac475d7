"""One vote in sentences: quorum, counts, majority and result; and how each member voted."""

from collections.abc import Iterator, Mapping, Sequence

from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.asking.meeting_sentences import BASES
from application.questions.asking.sentences import plain
from application.questions.meetings.counted_votes import Counted
from application.questions.meetings.presence import at_hour
from application.reports.body_context import Body
from domain.events import voting as v
from domain.meetings.presence import Room
from domain.meetings.quorum import Count
from domain.values import ImpreciseDate
from domain.voting.ballots import Voter
from domain.voting.counting import VoteResult, Voting
from domain.words import joined, worded

_MANNERS: Mapping[v.Manner, str] = {
    "show": worded("by show of hands"),
    "by_member": worded("by name"),
    "secret": worded("by secret ballot"),
    "consensus": worded("by consensus"),
    "written": worded("in writing"),
}
_MAJORITIES: Mapping[v.Majority, str] = {
    "more_than_half": worded("more than half"),
    "two_thirds": worded("two thirds"),
    "four_fifths": worded("four fifths"),
}
COUNTS = worded(
    "Vote {manner}: {in_favour}\N{NO-BREAK SPACE}for, {against}\N{NO-BREAK SPACE}against, "
    "{abstained}\N{NO-BREAK SPACE}abstained, {not_voting}\N{NO-BREAK SPACE}not voting."
)
VOTES = worded(
    "Vote {manner}: {in_favour}\N{NO-BREAK SPACE}for, {against}\N{NO-BREAK SPACE}against, "
    "{abstained}\N{NO-BREAK SPACE}abstained."
)
NEEDED = worded(
    "Votes needed by rule {rule}:\N{NO-BREAK SPACE}{needed}, {majority} of {of} ({base})."
)
_OUTCOMES = {
    "majority": worded("The decision was adopted."),
    "consensus": worded("Nobody that could vote objected; the decision was adopted."),
    "majority_missed": worded("The majority was missed; the decision was not adopted."),
    "no_quorum": worded("For want of a quorum, the decision was not adopted."),
    "objection": worded("There was an objection; the decision was not adopted."),
    "votes_equal": worded("Votes were equal, and no casting vote is recorded."),
}


def difference(counted: Counted, decision: str, result: VoteResult | None) -> Iterator[str]:
    """Say that a vote comes to something else by what is known than was recorded, if it does."""
    recorded = counted.recorded(decision)
    found = recorded.difference(result) if recorded else None
    if found:
        then, now = found
        yield worded(
            "Recorded as {recorded}; by what is known now: {came}.", recorded=then, came=now
        )


def vote_in_words(body: Body, vote: v.VoteTaken, on: ImpreciseDate) -> str:
    """Say how a vote was taken, whether there was a quorum, what was needed, and the result."""
    counted = body.facts.once(Counted)
    voting, result = counted.voting, counted.came_to(vote, on)
    if result is None:
        why = worded("The vote cannot be counted: its majority rule is not on record.")
        return joined(" ", [why, *difference(counted, vote.decision, None)])
    if result.outcome == "open":
        return worded("Replies can still come; the vote is counted after that.")
    rule = voting.rule(vote, on)
    return joined(
        " ",
        [
            *_quorum(result.quorum, _hour(counted.seen, vote, on)),
            *_counts(result, vote, rule),
            *_objections(body, vote),
            *(_replies(voting, result, vote) if result.is_counted else ()),
            _outcome(rule, result, vote, counted.faults(vote, on)),
            *difference(counted, vote.decision, result),
        ],
    )


def _hour(voting: Voting, vote: v.VoteTaken, on: ImpreciseDate) -> str | None:
    room = Room(voting.history, vote.meeting)
    return at_hour(room, on.latest, vote.hour) if vote.hour and on.latest else vote.hour


def _quorum(quorum: Count | None, hour: str | None) -> Iterator[str]:
    if quorum is None:
        return
    values = {"have": quorum.counted, "all": quorum.members, "needed": quorum.needed}
    if hour and quorum.reached:
        yield worded(
            "At {hour}, {have} of {all} members with the right to vote took part; "
            "with {needed} needed, there was a quorum.",
            hour=hour,
            **values,
        )
    elif hour:
        yield worded(
            "At {hour}, {have} of {all} members with the right to vote took part; "
            "with {needed} needed, there was no quorum.",
            hour=hour,
            **values,
        )
    elif quorum.reached:
        yield worded(
            "Of {all} members with the right to vote, {have} took part; "
            "with {needed} needed, there was a quorum.",
            **values,
        )
    else:
        yield worded(
            "Of {all} members with the right to vote, {have} took part; "
            "with {needed} needed, there was no quorum.",
            **values,
        )


def _counts(result: VoteResult, vote: v.VoteTaken, rule: v.MajorityRuleSet) -> Iterator[str]:
    if rule.majority == "consensus":
        yield worded("Rule {rule}: consensus.", rule=vote.rule)
        return
    if result.tally is None:
        yield worded("Rule {rule}; its counts are not shown.", rule=vote.rule)
        return
    yield worded(
        COUNTS if result.is_counted else VOTES,
        manner=_MANNERS[vote.manner],
        not_voting=result.not_voting,
        **result.tally.model_dump(),
    )
    if not result.is_counted:
        return
    values = {"rule": vote.rule, "majority": _MAJORITIES[rule.majority], "base": BASES[rule.base]}
    if result.of:
        yield worded(NEEDED, needed=result.needed, of=result.of, **values)
    else:
        yield worded("Rule {rule}: {majority} of {base}, of which there were none.", **values)


def _replies(voting: Voting, result: VoteResult, vote: v.VoteTaken) -> Iterator[str]:
    if vote.manner == "written":
        able = {each.member for each in result.voters if each.right.may_vote}
        yield worded(
            "Of {able} members with the right to vote, {replied} replied in time.",
            able=len(able),
            replied=len(able & voting.replies(vote).keys()),
        )


def _objections(body: Body, vote: v.VoteTaken) -> Iterator[str]:
    if vote.objections:
        names = joined(", ", map(body.called, vote.objections))
        yield worded("{decision}: {names} objected.", decision=vote.decision, names=names)


def _outcome(
    rule: v.MajorityRuleSet, result: VoteResult, vote: v.VoteTaken, faults: Sequence[str]
) -> str:
    if result.why == "casting_vote" and result.outcome == "adopted":
        return worded("Votes were equal; by the casting vote of the chair it was adopted.")
    if result.why == "casting_vote":
        return worded("Votes were equal; by the casting vote of the chair it was not adopted.")
    if result.why == "counts_cannot_be":
        return joined(" ", [worded("The vote cannot be counted."), *faults])
    said = _OUTCOMES[result.why]
    if vote.manner != "written":
        return said
    return joined(" ", [said, _SILENCE[rule.silence]])


_SILENCE: Mapping[v.Silence, str] = {
    "assent": worded("A member that did not reply in time counts as voting for."),
    "abstention": worded("A member that did not reply in time counts as abstaining."),
}


def members_votes(body: Body, fact: Fact[v.VoteTaken]) -> Mapping[str, str]:
    """Return in words how each member voted that was active, and why it did not."""
    counted, vote = body.facts.once(Counted), fact.event
    result = counted.result(fact)
    if result is None:
        return {ballot.member: _ballot(body, ballot) for ballot in vote.ballots}
    said = {
        **(_replied(counted, vote, result) if vote.manner == "written" else {}),
        **{ballot.member: _ballot(body, ballot) for ballot in vote.ballots},
    }
    room = Room(counted.seen.history, vote.meeting)
    silent = worded("no reply yet") if result.outcome == "open" else None
    return {
        voter.member: _as_voted(voter, said.get(voter.member, silent), vote, room)
        for voter in counted.voters(fact)
        if voter.right.listed
    }


def _replied(counted: Counted, vote: v.VoteTaken, result: VoteResult) -> Mapping[str, str]:
    """Return the replies that came in time, or by the day while others can still come."""
    if result.outcome == "open":
        seen, whole = _so_far(counted.facts, vote), _so_far(counted.facts.everything, vote)
    else:
        seen, whole = counted.seen.replies(vote), counted.voting.replies(vote)
    return {
        code: plain(reply) if seen.get(code) == reply else worded("not shown")
        for code, reply in whole.items()
    }


def _so_far(facts: Facts, vote: v.VoteTaken) -> Mapping[str, v.Choice]:
    begun = [fact.event for fact in facts.begun(v.ReplyReceived)]
    return {each.member: each.vote for each in begun if each.decision == vote.decision}


def _as_voted(voter: Voter, said: str | None, vote: v.VoteTaken, room: Room) -> str:
    if not voter.right.is_shown:
        return said or voter.right.said
    if not voter.right.may_vote:
        return worded("no right to vote: {reason}", reason=voter.right.said)
    return said or _silent(voter, vote, room)


def _ballot(body: Body, ballot: v.Ballot) -> str:
    vote = plain(ballot.vote)
    if ballot.by is None:
        return vote
    return worded("{vote} (by {holder})", vote=vote, holder=body.called(ballot.by))


def _silent(voter: Voter, vote: v.VoteTaken, room: Room) -> str:
    if vote.manner == "written":
        return worded("no reply in time")
    if not voter.seat_shown:
        return worded("not shown")
    if voter.can_vote:
        return worded("not voting")
    return worded("observing") if room.is_listed_observer(voter.member) else worded("absent")
