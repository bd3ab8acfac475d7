"""Votes whose recorded result a count of today would not give, since a fact was corrected."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from application.questions.log.quorum_conflicts import Conflict
from domain.bodies.taskforce import Taskforce
from domain.entry import Entry
from domain.errors import UnknownReference
from domain.events.meetings import DecisionAdopted, Votes
from domain.events.voting import DecisionNotAdopted, VoteTaken
from domain.members.member import Member
from domain.voting.counting import VoteResult, Voting
from domain.words import Words, joined, worded

NO_RULE = worded("not counted, since its majority rule is not on record")


@dataclass(frozen=True, slots=True)
class _Recorded:
    """A result as it was recorded; `votes` and `why` are None where it does not say them."""

    entry: Entry
    outcome: str
    votes: Votes | None = None
    why: str | None = None

    def said(self, result: VoteResult | None) -> tuple[Words, Words] | None:
        """Return how it was recorded and is counted now, None where the count gives the same."""
        then = worded(self.outcome.replace("_", " "))
        if result is None:
            return then, NO_RULE
        if self.outcome != result.outcome:
            return then, worded(result.outcome.replace("_", " "))
        if self.votes and result.tally and self.votes != result.tally:
            return _with_votes(then, self.votes), _with_votes(then, result.tally)
        if self.why and self.why != result.why:
            return _with_reason(then, self.why), _with_reason(then, result.why)
        return None


def outdated_results(body: Taskforce, members: Mapping[str, Member]) -> Iterator[Conflict]:
    """Yield recorded results that differ from a count made now; `members` are all that ever joined.

    They differ in the outcome, the counts or the reason, or cannot be counted any more. A result
    is never changed by itself: it is what the meeting relied on.
    """
    recorded = {
        e.decision: _Recorded(entry, "adopted", e.votes)
        for entry, e in body.history.each(DecisionAdopted)
    } | {
        e.decision: _Recorded(entry, "not_adopted", why=e.reason)
        for entry, e in body.history.each(DecisionNotAdopted)
    }
    for vote, entry, result in _results(body, members):
        was = recorded.get(vote.decision)
        if result and result.faults:
            yield vote.decision, _impossible(vote, result), [entry]
        elif was and (said := was.said(result)):
            yield vote.decision, _differs(vote, *said), [entry, was.entry.description]


def _impossible(vote: VoteTaken, result: VoteResult) -> Words:
    return worded(
        "The votes on {decision} cannot be by what is known now: {faults} Correct the "
        "vote, or who was there.",
        decision=vote.decision,
        faults=joined(" ", [fault.sentence for fault in result.faults]),
    )


def _differs(vote: VoteTaken, recorded: Words, counted: Words) -> Words:
    if counted == NO_RULE:
        return worded(
            "{decision} was recorded as {recorded}; by what is known now it is {counted}. Set "
            "the rule {rule} again, or retract the result: depositary taskforce majority {rule}.",
            decision=vote.decision,
            recorded=recorded,
            counted=counted,
            rule=vote.rule,
        )
    return worded(
        "{decision} was recorded as {recorded}; by what is known now it is {counted}. If "
        "the facts are right, retract the result and record it again: depositary meeting "
        "result {decision}.",
        decision=vote.decision,
        recorded=recorded,
        counted=counted,
    )


def results(body: Taskforce, members: Mapping[str, Member]) -> Iterator[tuple[str, str]]:
    """Yield each vote in words: what it came to by what is known now, with counts and quorum."""
    for vote, _, result in _results(body, members):
        yield worded("vote on {decision}", decision=vote.decision), _in_words(result)


def _in_words(result: VoteResult | None) -> Words:
    if result is None:
        return NO_RULE
    said = _with_reason(worded(result.outcome.replace("_", " ")), result.why)
    if result.tally:
        said = _with_votes(said, result.tally)
    if result.quorum is None:
        return said
    return worded(
        "{result}; quorum {counted} of {members}, {needed} needed",
        result=said,
        counted=result.quorum.counted,
        members=result.quorum.members,
        needed=result.quorum.needed,
    )


def _with_reason(outcome: Words, why: str) -> Words:
    return worded("{outcome} ({why})", outcome=outcome, why=worded(why.replace("_", " ")))


def _with_votes(outcome: Words, votes: Votes) -> Words:
    return worded(
        "{outcome}, {in_favour} for, {against} against, {abstained} abstained",
        outcome=outcome,
        in_favour=votes.in_favour,
        against=votes.against,
        abstained=votes.abstained,
    )


def _results(
    body: Taskforce, members: Mapping[str, Member]
) -> Iterator[tuple[VoteTaken, str, VoteResult | None]]:
    """Yield each vote with its entry and what it came to, None where its rule was retracted."""
    voting = Voting(body.history, members)
    for entry, vote in body.history.each(VoteTaken):
        try:
            result = voting.count(vote, entry.begins)
        except UnknownReference:
            yield vote, entry.description, None
        else:
            yield vote, entry.description, result
