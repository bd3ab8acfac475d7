"""What a vote came to in words: counts, quorum, majority, and what decided it."""

from domain.events.meetings import QuorumEstablished
from domain.meetings.quorum import Count
from domain.voting.counting import VoteResult
from domain.words import worded

WHY = {
    "majority": worded("majority reached"),
    "consensus": worded("no objection"),
    "casting_vote": worded("casting vote of the chair"),
    "majority_missed": worded("majority missed"),
    "no_quorum": worded("no quorum"),
    "objection": worded("objection"),
    "votes_equal": worded("votes equal, no casting vote yet"),
    "counts_cannot_be": worded("the counts cannot be"),
    "not_over": worded("replies can still come"),
}


def quorum_in_words(quorum: Count | QuorumEstablished | None) -> str:
    """Say how a quorum was counted; nothing where none is asked."""
    if quorum is None:
        return worded("none asked")
    values = {
        "result": "reached" if quorum.reached else "not reached",  # part of a report's data
        "counted": quorum.counted,
        "members": quorum.members,
        "needed": quorum.needed,
    }
    if quorum.reached:
        return worded("reached: {counted} of {members}, {needed} needed", **values)
    return worded("not reached: {counted} of {members}, {needed} needed", **values)


def votes_in_words(result: VoteResult | None) -> str:
    """Say how many voted for and against, or not; nothing where no votes are counted."""
    if result is None or result.tally is None:
        return ""
    template = "{in_favour} for, {against} against, {abstained} abstained, {not_voting} not voting"
    if not result.is_counted:
        template = "{in_favour} for, {against} against, {abstained} abstained"
    return worded(template, **result.tally.model_dump(), not_voting=result.not_voting)


def majority_in_words(result: VoteResult | None) -> str:
    """Say how many votes were needed, and of how many; nothing by consensus."""
    if result is None or result.needed is None:
        return ""
    if not result.of:
        return worded("{needed} needed", needed=result.needed)
    return worded("{needed} of {votes} needed", needed=result.needed, votes=result.of)
