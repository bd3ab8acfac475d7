"""What is wrong with ballots and counts: nobody without the right counts, and nobody twice."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from domain.events.meetings import Votes
from domain.events.voting import Ballot, Choice, MajorityRuleSet, VoteTaken
from domain.meetings.presence import Seat
from domain.voting.rights import Right, as_shown
from domain.words import Words, worded

NO_VOTES = Votes(in_favour=0, against=0, abstained=0)
FaultKind = Literal[
    "more_votes_than_rights",
    "vote_without_right",
    "member_absent",
    "proxy_not_valid",
    "proxy_counted_twice",
    "manner_not_of_rule",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voter:
    """One member at a vote: its right, its seat, and whether it could vote.

    `unnamed`: the list of those who came has it as represented, and no proxy that holds says by
    whom, so that nobody could vote for it. `seat_shown` is false where its seat rests on what an
    audience may not see.
    """

    member: str
    right: Right
    seat: Seat
    unnamed: bool = False
    seat_shown: bool = True

    @property
    def can_vote(self) -> bool:
        """Whether it had the right and was there, or represented by somebody on record."""
        return self.right.may_vote and self.seat != "absent" and not self.unnamed

    @property
    def is_here_to_vote(self) -> bool:
        """Whether it had the right and was there itself."""
        return self.right.may_vote and self.seat == "present"


def voters_shown(seen: Sequence[Voter], whole: Sequence[Voter]) -> list[Voter]:
    """Return voters, as an audience sees them, with what is shown to it of rights and seats."""
    may = as_shown(*({each.member: each.right for each in found} for found in (seen, whole)))
    seats = {(each.member, each.seat, each.unnamed) for each in whole}
    return [
        replace(
            each,
            right=may[each.member],
            seat_shown=(each.member, each.seat, each.unnamed) in seats,
        )
        for each in seen
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why counts or ballots cannot be; `member` is "" where it is about no single one."""

    kind: FaultKind
    member: str
    sentence: Words


def tally_of(votes: Iterable[Choice]) -> Votes:
    """Count votes."""
    counted: dict[Choice, int] = {}
    for vote in votes:
        counted[vote] = counted.get(vote, 0) + 1
    return Votes(
        in_favour=counted.get("for", 0),
        against=counted.get("against", 0),
        abstained=counted.get("abstained", 0),
    )


def too_many(tally: Votes, could: int) -> Iterator[Fault]:
    """Yield a fault where more voted than could."""
    cast = tally.in_favour + tally.against + tally.abstained
    if cast > could:
        sentence = worded(
            "{cast} voted, but only {could} members with the right to vote were present or "
            "represented.",
            cast=cast,
            could=could,
        )
        yield Fault(kind="more_votes_than_rights", member="", sentence=sentence)


def not_of_rule(vote: VoteTaken, rule: MajorityRuleSet) -> Iterator[Fault]:
    """Yield a fault where votes were counted under a rule of consensus, or objections without."""
    if (rule.majority == "consensus") != (vote.manner == "consensus"):
        sentence = worded(
            "{rule} asks for {majority}, so the vote cannot be taken by {manner}.",
            rule=rule.rule,
            majority=rule.majority.replace("_", " "),
            manner=vote.manner.replace("_", " "),
        )
        yield Fault(kind="manner_not_of_rule", member="", sentence=sentence)


def judged(
    ballots: Sequence[Ballot], voters: Sequence[Voter], proxies: Sequence[tuple[str, str]]
) -> tuple[list[Fault], list[Ballot]]:
    """Return what is wrong with ballots, and those that count; own votes come before proxies."""
    known = {voter.member: voter for voter in voters}
    faults: list[Fault] = []
    kept: dict[str, Ballot] = {}
    for ballot in sorted(ballots, key=lambda each: each.by is not None):
        fault = _fault(ballot, known.get(ballot.member), proxies, twice=ballot.member in kept)
        if fault:
            faults.append(fault)
        else:
            kept[ballot.member] = ballot
    return faults, list(kept.values())


def _fault(
    ballot: Ballot, voter: Voter | None, proxies: Sequence[tuple[str, str]], *, twice: bool
) -> Fault | None:
    member = ballot.member
    kind: FaultKind
    if voter is None or not voter.right.may_vote:
        kind = "vote_without_right"
        why = voter.right.said if voter else worded("no member")
        sentence = worded("{member} had no right to vote: {why}.", member=member, why=why)
    elif twice:
        kind = "proxy_counted_twice"
        sentence = worded("{member} would be counted twice.", member=member)
    elif ballot.by and (member, ballot.by) not in proxies:
        kind = "proxy_not_valid"
        sentence = worded(
            "{holder} could not vote for {member} then: it needs a proxy for this item, to be "
            "there, and that {member} is not there.",
            holder=ballot.by,
            member=member,
        )
    elif not ballot.by and voter.seat != "present":
        kind = "member_absent"
        holder = next((holder for giver, holder in proxies if giver == member), None)
        sentence = (
            worded(
                "{member} was not there at that minute; if {holder}, which has its proxy, voted "
                "for it, write {vote}:{holder}.",
                member=member,
                holder=holder,
                vote=ballot.vote,
            )
            if holder
            else worded("{member} was not there at that minute.", member=member)
        )
    else:
        return None
    return Fault(kind=kind, member=member, sentence=sentence)
