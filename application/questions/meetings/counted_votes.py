"""What each vote came to, who could vote and who was there, as far as an audience may know."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.asking.facts_as_history import history_of, members_of
from application.questions.meetings.meeting_states import meeting_records
from application.questions.meetings.recorded_results import RecordedResult
from domain.errors import UnknownReference
from domain.event import Event
from domain.events import members as m
from domain.events import voting as v
from domain.events.meetings import (
    DecisionAdopted,
    MeetingClosed,
    MeetingConvened,
    MeetingOpened,
    MeetingRescheduled,
    Presence,
    QuorumRuleSet,
)
from domain.meetings.presence import Moment, Room
from domain.meetings.written_procedures import Procedure
from domain.suggestions import near
from domain.values import ImpreciseDate
from domain.voting.attendance import attendance
from domain.voting.ballots import Voter, judged, tally_of, voters_shown
from domain.voting.counting import VoteResult, Voting
from domain.voting.rights import Right, as_shown, listed, rights
from domain.words import worded

Attendance = Presence | Literal["not_shown"]
OF_BODY: tuple[type[Event], ...] = (
    *(MeetingConvened, MeetingOpened, MeetingClosed, QuorumRuleSet, v.VotingRightsRuleSet),
    *(v.MajorityRuleSet, v.SessionSet, v.MemberArrived, v.MemberDeparted, v.ProxyGiven),
    *(v.VoteTaken, v.CastingVoteGiven, v.ReplyReceived),
    *(MeetingRescheduled, DecisionAdopted, v.DecisionNotAdopted),
)
ACTIVE: tuple[type[m.MemberEvent], ...] = (m.Joined, m.Withdrew, m.Suspended, m.Reinstated)
OF_MEMBERS: tuple[type[m.MemberEvent], ...] = (
    *ACTIVE,
    *(m.VotingRightsSuspended, m.VotingRightsRestored),
)


@dataclass(frozen=True)
class Counted:
    """The votes of one body as known at a position, counted from all that was known then.

    An audience that may not see a fact is told what the vote came to, and not the fact: counts
    are made of all, and who may vote, who was there and why is told by `seen` alone. Where that is
    not so, it is not shown, and the counts are not, either.
    """

    facts: Facts

    @cached_property
    def voting(self) -> Voting:
        """All that a count needs, whoever may see it."""
        full = self.facts.everything
        return Voting(history_of(full, OF_BODY), members_of(full, OF_MEMBERS))

    @cached_property
    def seen(self) -> Voting:
        """The same of what the audience may see, for all that is told of single members."""
        if self.facts.sees_all(*OF_BODY, *OF_MEMBERS):
            return self.voting
        return Voting(history_of(self.facts, OF_BODY), members_of(self.facts, OF_MEMBERS))

    def hides_members(self, meeting: str, counted: Collection[str]) -> bool:
        """Say whether somebody is not counted who may have been an active member, unseen."""
        named = Room(self.seen.history, meeting).named
        return not (named <= {*counted} or self.facts.sees_all(*ACTIVE))

    def voters(self, fact: Fact[v.VoteTaken]) -> Sequence[Voter]:
        """Return each member that the audience may see, as it may see it, at a vote."""
        if self._counted(fact.event, fact.on) is None:
            return ()
        seen, whole = (each.voters_at(fact.event, fact.on)[0] for each in (self.seen, self.voting))
        return self._as_told(fact.event.meeting, seen, whole)

    def voters_then(
        self, meeting: str, on: ImpreciseDate, when: Moment
    ) -> tuple[Sequence[Voter], Sequence[tuple[str, str]]]:
        """Return the voters at a minute, as they are shown, and the proxies that hold."""
        seen, proxies = self.seen.voters(meeting, on, when, None)
        whole, _ = self.voting.voters(meeting, on, when, None)
        return self._as_told(meeting, seen, whole), proxies

    def _as_told(
        self, meeting: str, seen: Sequence[Voter], whole: Sequence[Voter]
    ) -> Sequence[Voter]:
        """Return voters as they are shown, of who came or left unseen no seat at any minute."""
        moved, shown = self._moved_unseen(meeting), voters_shown(seen, whole)
        return [replace(each, seat_shown=False) if each.member in moved else each for each in shown]

    def _moved_unseen(self, meeting: str) -> Collection[str]:
        """Return who came or left unseen; what differs from minute to minute would tell when."""
        both = [Room(each.history, meeting).movements for each in (self.seen, self.voting)]
        return {code for _, code, _ in {*both[1]} - {*both[0]}}

    def attendance(self, meeting: str, on: ImpreciseDate) -> Mapping[str, Attendance]:
        """Return how each active member took part in a meeting, or that it is not shown."""
        seen = attendance(self.seen, meeting, on)
        if self.seen is self.voting:
            return {**seen}
        whole = attendance(self.voting, meeting, on)
        return {
            code: seat if whole.get(code) == seat else "not_shown" for code, seat in seen.items()
        }

    def rights(self, meeting: str, on: ImpreciseDate) -> Mapping[str, Right]:
        """Return the right of each member that the audience may see, as it may see it."""
        return as_shown(*self._rights(meeting, on))

    def may_vote(self, meeting: str, on: ImpreciseDate) -> int | None:
        """Return how many may vote, None where the audience is not shown all of them."""
        seen, whole = map(listed, self._rights(meeting, on))
        return sum(right.may_vote for right in seen.values()) if seen == whole else None

    def _rights(self, meeting: str, on: ImpreciseDate) -> tuple[dict[str, Right], dict[str, Right]]:
        whole = rights(self.voting.history, self.voting.members, meeting, on)
        if self.seen is self.voting:
            return whole, whole
        return rights(self.seen.history, self.seen.members, meeting, on), whole

    def faults(self, vote: v.VoteTaken, on: ImpreciseDate) -> list[str]:
        """Return why counts cannot be, without what rests on facts that the audience must not see.

        Of a member only that is told which what the audience may see gives as well. No fault is
        told where the majority rule is not on record.
        """
        result = self.came_to(vote, on)
        faults = result.faults if result else ()
        voters, proxies = self.seen.voters_at(vote, on)
        told = {str(fault.sentence) for fault in judged(vote.ballots, voters, proxies)[0]}
        counts = result is not None and result.is_counted
        return [f.sentence for f in faults if str(f.sentence) in told or (counts and not f.member)]

    def result(self, fact: Fact[v.VoteTaken]) -> VoteResult | None:
        """Return what a vote came to, None where its majority rule is not on record."""
        return self.came_to(fact.event, fact.on)

    def came_to(self, vote: v.VoteTaken, on: ImpreciseDate) -> VoteResult | None:
        """Return what a vote of a day came to; nothing is counted while replies can still come.

        Where counts would tell of what is hidden, there are those alone that stand in the entry.
        """
        result = self._counted(vote, on)
        if result is None or self._is_open(vote):
            return result and result.before_its_end
        if self._tells_counts(vote, on):
            return result
        votes = tally_of(each.vote for each in vote.ballots) if vote.ballots else vote.tally
        return replace(result.without_counts, tally=votes)

    def _counted(self, vote: v.VoteTaken, on: ImpreciseDate) -> VoteResult | None:
        try:
            return self.voting.count(vote, on)
        except UnknownReference:
            return None

    def _tells_counts(self, vote: v.VoteTaken, on: ImpreciseDate) -> bool:
        """Say whether counts tell no more than is told of single members beside them."""
        if self.seen is self.voting:
            return True
        written = vote.manner == "written"
        if written and self.seen.replies(vote) != self.voting.replies(vote):
            return False
        if not written and self._moved_unseen(vote.meeting):
            return False
        seen, whole = (each.voters_at(vote, on)[0] for each in (self.seen, self.voting))
        return [v for v in seen if v.right.listed] == [v for v in whole if v.right.listed]

    def _is_open(self, vote: v.VoteTaken) -> bool:
        """Say whether it is a vote in writing on which replies can come after the day."""
        procedure = Procedure(self.voting.history, vote.meeting)
        return vote.manner == "written" and procedure.is_open(vote.decision, self.facts.at.on)

    def recorded(self, decision: str) -> RecordedResult | None:
        """Return the result that was recorded, None before there is one."""
        results: list[DecisionAdopted | v.DecisionNotAdopted] = [
            *(fact.event for fact in self.facts.known(DecisionAdopted)),
            *(fact.event for fact in self.facts.known(v.DecisionNotAdopted)),
        ]
        found = (each for each in results if each.decision == decision)
        return next(map(RecordedResult.of, found), None)

    def decided_by_casting_vote(self, decision: str) -> bool:
        """Say whether the chair's casting vote decides, by what is known."""
        found = [f for f in self.facts.known(v.VoteTaken) if f.event.decision == decision]
        result = self.result(found[0]) if found else None
        return result is not None and result.why == "casting_vote"

    def held_on(self, meeting: str) -> ImpreciseDate:
        """Return the day on which a meeting was held, or is to be held.

        A written procedure begins on the day by which its rights are counted.

        Raises:
            UnknownReference: it is not known.
        """
        found = {each.meeting: each for each in meeting_records(self.facts)}
        if meeting not in found:
            raise UnknownReference(worded("meeting"), meeting, near(meeting, found))
        if found[meeting].written:
            return Procedure(self.seen.history, meeting).opened
        return found[meeting].held_on
