"""What a vote came to: who could vote, the quorum, the counts, the majority; always computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from domain.errors import UnknownReference
from domain.events.meetings import QuorumRuleSet, Votes
from domain.events.voting import CastingVoteGiven, Choice, Majority, MajorityRuleSet, VoteTaken
from domain.history import History
from domain.meetings.in_force import held_on, not_after
from domain.meetings.presence import Moment, Room, Seat
from domain.meetings.quorum import Count, enough
from domain.meetings.written_procedures import Procedure
from domain.members.member import Member
from domain.suggestions import near
from domain.values import ImpreciseDate
from domain.voting.ballots import NO_VOTES, Fault, Voter, judged, not_of_rule, tally_of, too_many
from domain.voting.rights import rights
from domain.words import Words, worded

Outcome = Literal["adopted", "not_adopted", "equal", "refused", "open"]
CAME_TO: Mapping[Outcome, Words] = {
    "adopted": worded("adopted"),
    "not_adopted": worded("not adopted"),
    "equal": worded("votes equal"),
    "refused": worded("cannot be counted"),
    "open": worded("still open"),
}
"""What an outcome is called, wherever it is told."""
Why = Literal[
    "majority",
    "consensus",
    "casting_vote",
    "majority_missed",
    "no_quorum",
    "objection",
    "votes_equal",
    "counts_cannot_be",
    "not_over",
]
_SHARES: Mapping[Majority, tuple[int, int]] = {"two_thirds": (2, 3), "four_fifths": (4, 5)}


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteResult:
    """What a vote came to by what is known.

    `of` is the number of votes or members of which the majority takes `needed`; both are None by
    consensus. `tally` is None where no votes are counted. `quorum` is None where none is asked.
    Where not `is_counted`, or not for an audience, there are at most the votes.
    """

    voters: Sequence[Voter]
    quorum: Count | None
    tally: Votes | None
    not_voting: int
    needed: int | None
    of: int | None
    outcome: Outcome
    why: Why
    faults: Sequence[Fault] = ()
    is_counted: bool = True

    @property
    def without_counts(self) -> "VoteResult":
        """The same without what is counted, which an audience may not see."""
        return replace(
            self, quorum=None, tally=None, needed=None, of=None, not_voting=0, is_counted=False
        )

    @property
    def before_its_end(self) -> "VoteResult":
        """The same while replies can still come: nothing is counted."""
        return replace(self.without_counts, faults=(), outcome="open", why="not_over")

    @property
    def majority_reached(self) -> bool:
        """Whether enough voted for it."""
        return bool(self.tally and self.needed and self.tally.in_favour >= self.needed)


@dataclass(frozen=True, slots=True)
class Voting:
    """All votes of one body: its history, and all members that ever joined, by code.

    A vote that is not in the history is being entered, on the day `today`.
    """

    history: History
    members: Mapping[str, Member]
    today: date | None = None

    def rule(self, vote: VoteTaken, on: ImpreciseDate) -> MajorityRuleSet:
        """Return the majority rule of a vote of a day, as it stood then.

        Raises:
            UnknownReference: no such rule was set by then.
        """
        name = vote.rule
        rules = [p for p in self.history.each(MajorityRuleSet) if p[1].rule == name]
        held = held_on(rules, self._by_entry(vote, on))
        if held is None:
            known = {event.rule for _, event in self.history.each(MajorityRuleSet)}
            raise UnknownReference(worded("majority rule"), name, near(name, known))
        return held[1]

    def count(self, vote: VoteTaken, on: ImpreciseDate) -> VoteResult:
        """Return what a vote of a day came to.

        Raises:
            UnknownReference: its majority rule is not on record.
        """
        rule = self.rule(vote, on)
        if vote.manner == "written":
            return _without_chair(_counted(self._in_writing(vote, rule, on), rule, None))
        counting = self._at(vote, rule, on)
        quorum = self._quorum(counting.voters, self._by_entry(vote, on))
        return self._with_casting_vote(_counted(counting, rule, quorum), vote)

    def _by_entry(self, vote: VoteTaken, on: ImpreciseDate) -> ImpreciseDate:
        found = self.history.having(VoteTaken, "decision", vote.decision)
        return not_after(on, min((entry.begins_by for entry, _ in found), default=self.today))

    def voters(
        self, meeting: str, on: ImpreciseDate, when: Moment, item: str | None
    ) -> tuple[list[Voter], list[tuple[str, str]]]:
        """Return each member with its right and seat, and the proxies that hold, at a moment."""
        room = Room(self.history, meeting)
        may = rights(self.history, self.members, meeting, on)

        def votes(code: str) -> bool:
            return code in may and may[code].may_vote

        proxies = [(g, h) for g, h in room.proxies(when, item) if votes(g) and votes(h)]
        givers = {giver for giver, _ in proxies}
        able = [code for code, member in self.members.items() if member.may_act(on)]
        found = []
        for code, right in sorted(may.items()):
            seat: Seat = "absent"
            if room.is_here(code, when):
                seat = "present"
            elif code in givers or room.listed_as_represented(code, when, able):
                seat = "represented"
            unnamed = seat == "represented" and code not in givers
            found.append(Voter(member=code, right=right, seat=seat, unnamed=unnamed))
        return found, proxies

    def voters_at(
        self, vote: VoteTaken, on: ImpreciseDate
    ) -> tuple[list[Voter], list[tuple[str, str]]]:
        """Return the same for a vote of a day; in writing rights are those of its opening."""
        if vote.manner != "written":
            when = (on.latest or date.max, vote.hour or "24:00")
            return self.voters(vote.meeting, self._by_entry(vote, on), when, vote.item)
        opened = Procedure(self.history, vote.meeting).opened
        may = rights(self.history, self.members, vote.meeting, opened)
        voters = [
            Voter(member=code, right=right, seat="present" if right.may_vote else "absent")
            for code, right in sorted(may.items())
        ]
        return voters, []

    def _at(self, vote: VoteTaken, rule: MajorityRuleSet, on: ImpreciseDate) -> "_Counting":
        voters, proxies = self.voters_at(vote, on)
        could = sum(voter.can_vote for voter in voters)
        if vote.manner == "by_member":
            faults, kept = judged(vote.ballots, voters, proxies)
            tally = tally_of(ballot.vote for ballot in kept)
        else:
            tally = vote.tally or NO_VOTES
            faults = list(too_many(tally, could)) if vote.manner != "consensus" else []
        faults = [*not_of_rule(vote, rule), *faults]
        return _Counting(voters, tally, faults, could, frozenset(vote.objections))

    def _in_writing(self, vote: VoteTaken, rule: MajorityRuleSet, on: ImpreciseDate) -> "_Counting":
        """Count the replies that came in time; silence is what the rule says."""
        voters, _ = self.voters_at(vote, on)
        said = self.replies(vote)
        silent: Choice = "for" if rule.silence == "assent" else "abstained"
        able = [voter.member for voter in voters if voter.right.may_vote]
        tally = tally_of(said.get(code, silent) for code in able)
        against = frozenset(code for code, reply in said.items() if reply == "against")
        return _Counting(voters, tally, [], len(able), against)

    def replies(self, vote: VoteTaken) -> dict[str, Choice]:
        """Return the last reply of each member that came in time in a written procedure."""
        return Procedure(self.history, vote.meeting).replies(vote)

    def _quorum(self, voters: Sequence[Voter], on: ImpreciseDate) -> Count | None:
        """Count those with the right that are there; None where no rule for a quorum held."""
        held = held_on(self.history.each(QuorumRuleSet), on)
        if held is None:
            return None
        rule = held[1]
        able = [voter for voter in voters if voter.right.may_vote]
        return Count(
            counted=sum(v.can_vote and v.seat in rule.counting for v in able),
            needed=enough(rule, len(able)),
            members=len(able),
        )

    def _with_casting_vote(self, found: VoteResult, vote: VoteTaken) -> VoteResult:
        if found.outcome != "equal":
            return found
        able = {voter.member for voter in found.voters if voter.is_here_to_vote}
        given = [
            event
            for _, event in self.history.having(CastingVoteGiven, "decision", vote.decision)
            if event.member in able
        ]
        if not given:
            return found
        outcome: Outcome = "adopted" if given[-1].vote == "for" else "not_adopted"
        return replace(found, outcome=outcome, why="casting_vote")


@dataclass(frozen=True, slots=True)
class _Counting:
    voters: Sequence[Voter]
    tally: Votes
    faults: Sequence[Fault]
    could: int
    objections: frozenset[str]


def _counted(counting: _Counting, rule: MajorityRuleSet, quorum: Count | None) -> VoteResult:
    tally, could = counting.tally, counting.could
    cast = tally.in_favour + tally.against
    consensus = rule.majority == "consensus"
    with_right = sum(voter.right.may_vote for voter in counting.voters)
    of = {"cast": cast, "present": could, "all": with_right}[rule.base]
    found = VoteResult(
        voters=counting.voters,
        quorum=quorum,
        tally=None if consensus else tally,
        not_voting=0 if consensus else max(0, could - cast - tally.abstained),
        needed=None if consensus else needed(rule.majority, of),
        of=None if consensus else of,
        outcome="refused",
        why="counts_cannot_be",
        faults=counting.faults,
    )
    if found.faults:
        return found
    if quorum is not None and not quorum.reached:
        return replace(found, outcome="not_adopted", why="no_quorum")
    return _by_consensus(found, counting.objections) if consensus else _by_majority(found, rule)


def _without_chair(found: VoteResult) -> VoteResult:
    """Return equal votes as a majority that was missed: nobody presides in writing."""
    if found.outcome != "equal":
        return found
    return replace(found, outcome="not_adopted", why="majority_missed")


def _by_consensus(found: VoteResult, objections: frozenset[str]) -> VoteResult:
    there = {voter.member for voter in found.voters if voter.can_vote}
    if there & objections:
        return replace(found, outcome="not_adopted", why="objection")
    return replace(found, outcome="adopted", why="consensus")


def _by_majority(found: VoteResult, rule: MajorityRuleSet) -> VoteResult:
    if found.majority_reached:
        return replace(found, outcome="adopted", why="majority")
    tally = found.tally
    if rule.casting_vote and tally and tally.in_favour == tally.against > 0:
        return replace(found, outcome="equal", why="votes_equal")
    return replace(found, outcome="not_adopted", why="majority_missed")


def needed(majority: Majority, of: int) -> int:
    """Return how many votes in favour the majority takes of `of` votes or members; at least one.

    Equality is enough for two thirds and four fifths and not for more than half, so that half of
    an even number is not a majority. Nothing is adopted where nobody votes for it.
    """
    if majority == "more_than_half":
        return of // 2 + 1
    upper, lower = _SHARES[majority]
    return max(1, -(-of * upper // lower))
