"""Votes whose recorded result a count of today would not give, since a fact was corrected."""

from collections.abc import Iterator, Mapping

from application.questions.log.quorum_conflicts import Conflict
from domain.bodies.taskforce import Taskforce
from domain.errors import UnknownReference
from domain.events.meetings import DecisionAdopted
from domain.events.voting import DecisionNotAdopted, VoteTaken
from domain.members.member import Member
from domain.voting.counting import Result, Voting
from domain.words import worded


def outdated_results(body: Taskforce, members: Mapping[str, Member]) -> Iterator[Conflict]:
    """Yield recorded results that differ from a count made now; `members` are all that ever joined.

    A result is never changed by itself: it is what the meeting relied on.
    """
    recorded = {e.decision: (entry, "adopted") for entry, e in body.history.each(DecisionAdopted)}
    recorded |= {
        e.decision: (entry, "not_adopted") for entry, e in body.history.each(DecisionNotAdopted)
    }
    for vote, entry, result in _results(body, members):
        if result.faults:
            faults = " ".join(fault.sentence for fault in result.faults)
            sentence = worded(
                "The votes on {decision} cannot be by what is known now: {faults} Correct the "
                "vote, or who was there.",
                decision=vote.decision,
                faults=faults,
            )
            yield vote.decision, sentence, [entry]
        elif vote.decision in recorded and recorded[vote.decision][1] != result.outcome:
            said, outcome = recorded[vote.decision]
            sentence = worded(
                "{decision} was recorded as {recorded}; by what is known now it is {counted}. If "
                "the facts are right, retract the result and record it again: depositary meeting "
                "result {decision}.",
                decision=vote.decision,
                recorded=outcome.replace("_", " "),
                counted=result.outcome.replace("_", " "),
            )
            yield vote.decision, sentence, [entry, said.description]


def results(body: Taskforce, members: Mapping[str, Member]) -> Iterator[tuple[str, str]]:
    """Yield each vote in words: what it came to by what is known now."""
    for vote, _, result in _results(body, members):
        outcome = result.outcome.replace("_", " ")
        yield worded("vote on {decision}", decision=vote.decision), outcome


def _results(
    body: Taskforce, members: Mapping[str, Member]
) -> Iterator[tuple[VoteTaken, str, Result]]:
    voting = Voting(body.history, members)
    for entry, vote in body.history.each(VoteTaken):
        try:
            yield vote, entry.description, voting.count(vote, entry.begins)
        except UnknownReference:
            continue  # its rule was retracted, which is a contradiction of its own
