"""Votes whose recorded result a count of today would not give, since a fact was corrected."""

from collections.abc import Collection, Iterator, Mapping

from application.questions.log.quorum_conflicts import Conflict
from application.questions.meetings.recorded_results import (
    NO_RULE,
    RecordedResult,
    with_reason,
    with_votes,
)
from domain.bodies.taskforce import Taskforce
from domain.entry import Entry
from domain.errors import UnknownReference
from domain.events.meetings import DecisionAdopted
from domain.events.voting import DecisionNotAdopted, VoteTaken
from domain.members.member import Member
from domain.voting.counting import CAME_TO, VoteResult, Voting
from domain.words import Words, joined, worded


def outdated_results(body: Taskforce, members: Mapping[str, Member]) -> Iterator[Conflict]:
    """Yield recorded results that differ from a count made now; `members` are all that ever joined.

    They differ in the outcome, the counts or the reason, or cannot be counted any more. A result
    is never changed by itself: it is what the meeting relied on.
    """
    results: list[tuple[Entry, DecisionAdopted | DecisionNotAdopted]] = [
        *body.history.each(DecisionAdopted),
        *body.history.each(DecisionNotAdopted),
    ]
    recorded = {event.decision: (entry, RecordedResult.of(event)) for entry, event in results}
    taken = {vote.decision for _, vote in body.history.each(VoteTaken)}
    retracted = [each for each in body.history.entries.values() if each.retracted]
    for each in retracted:
        yield from _left_behind(each, recorded, taken)
    ended = (each.event for each in retracted)
    had_result = {e.decision for e in ended if isinstance(e, DecisionAdopted | DecisionNotAdopted)}
    for vote, entry, result in _results(body, members):
        if result and result.faults:
            yield vote.decision, _impossible(vote, result), [entry]
        elif vote.decision in recorded:
            result_entry, was = recorded[vote.decision]
            if said := was.difference(result):
                yield vote.decision, _differs(vote, *said), [entry, result_entry.description]
        elif vote.decision not in had_result:
            yield from _without_result(vote, entry, result)


def _without_result(vote: VoteTaken, entry: str, result: VoteResult | None) -> Iterator[Conflict]:
    """Yield a vote of a meeting that was equal when it was recorded, and is not any more."""
    if vote.manner != "written" and result and result.outcome != "equal":
        sentence = worded(
            "By what is known now the vote on {decision} is {counted}, and no result is recorded. "
            "If the facts are right, record it: depositary meeting result {decision}.",
            decision=vote.decision,
            counted=CAME_TO[result.outcome],
        )
        yield vote.decision, sentence, [entry]


def _left_behind(
    retracted: Entry, recorded: Mapping[str, tuple[Entry, RecordedResult]], taken: Collection[str]
) -> Iterator[Conflict]:
    """Yield a result without the vote that was retracted, or a vote without the result that was."""
    event = retracted.event
    if isinstance(event, VoteTaken) and event.decision not in taken and event.decision in recorded:
        result, _ = recorded[event.decision]
        sentence = worded(
            "The vote on {decision} was retracted, and its result stands. Retract that, too, or "
            "record the vote again.",
            decision=event.decision,
        )
        yield event.decision, sentence, [result.description]
    if not isinstance(event, DecisionAdopted | DecisionNotAdopted):
        return
    if event.decision in taken and event.decision not in recorded:
        sentence = worded(
            "The result of the vote on {decision} was retracted, and none is recorded since: "
            "depositary meeting result {decision}.",
            decision=event.decision,
        )
        yield event.decision, sentence, [retracted.description]


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
            "the rule {rule} again (depositary taskforce majority {rule}), or retract the result "
            "alone (--only).",
            decision=vote.decision,
            recorded=recorded,
            counted=counted,
            rule=vote.rule,
        )
    return worded(
        "{decision} was recorded as {recorded}; by what is known now it is {counted}. If "
        "the facts are right, retract the result alone (--only) and record it again: depositary "
        "meeting result {decision}.",
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
    said = with_reason(CAME_TO[result.outcome], result.why)
    if result.tally:
        said = with_votes(said, result.tally)
    if result.quorum is None:
        return said
    return worded(
        "{result}; quorum {counted} of {members}, {needed} needed",
        result=said,
        counted=result.quorum.counted,
        members=result.quorum.members,
        needed=result.quorum.needed,
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
