"""Who may vote at a meeting, who was there at which minute, and what each vote came to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Answer, Json, Row, dated
from application.questions.asking.answer_fields import (
    AnswerField,
    AnswerFields,
    dated_field,
    in_json,
)
from application.questions.asking.ask import Ask
from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.asking.facts_as_history import history_of, members_of
from application.questions.asking.question_context import QuestionContext
from application.questions.meetings.meeting_states import meeting_records
from application.questions.meetings.recorded_results import RecordedResult
from application.questions.meetings.vote_words import (
    WHY,
    majority_in_words,
    quorum_in_words,
    votes_in_words,
)
from application.read_model import ReadModel
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
from domain.meetings.presence import Room
from domain.meetings.written_procedures import Procedure
from domain.suggestions import near
from domain.values import ImpreciseDate, Visibility
from domain.voting.attendance import attendance
from domain.voting.ballots import Voter, judged, voters_shown
from domain.voting.counting import CAME_TO, VoteResult, Voting
from domain.voting.rights import Right, as_shown, rights
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
VOTES = AnswerFields(
    facts=(
        fields.TASKFORCE,
        in_json("reference", "the meeting or decision asked for, or null"),
        in_json("counts", "votes by result"),
    ),
    columns=(
        *(fields.DECISION, fields.MEETING, fields.ITEM, fields.SUBJECT),
        dated_field("voted_on", "Voted", "day of the vote"),
        AnswerField("hour", "Hour", "hour of the vote in the meeting's time zone, or null"),
        AnswerField("votes", "Votes", "for, against, abstained and not voting, in words"),
        AnswerField("quorum", "Quorum", "how it was counted, in words"),
        AnswerField("majority", "Majority", "votes needed, and of how many, in words"),
        AnswerField(
            "result",
            "Result",
            "adopted, not adopted, votes equal, still open or cannot be counted, as known",
        ),
        AnswerField("why", "Why", "what decided that, in words"),
    ),
    more=(
        in_json("rule", "the majority rule that it is counted by"),
        in_json("manner", "show, by_member, secret, consensus or written"),
        in_json("in_favour", "votes for it, null for consensus"),
        in_json("against", "votes against it, null for consensus"),
        in_json("abstained", "abstentions, null for consensus"),
        in_json("not_voting", "members that could vote and did not, null for consensus"),
        in_json("needed", "votes that the majority takes, null for consensus"),
        in_json("of", "votes or members of which it takes them, null for consensus"),
        in_json("recorded", "adopted or not_adopted, as it was recorded, or null"),
        in_json("faults", "why its counts cannot be, in sentences"),
        in_json("voters", "by code, each member's right, presence and vote"),
    ),
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
        if self.facts.at.audience is Visibility.SECRETARIAT:
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
        return self._voters(fact.event, fact.on)

    def _voters(self, vote: v.VoteTaken, on: ImpreciseDate) -> Sequence[Voter]:
        seen, whole = (each.voters_at(vote, on)[0] for each in (self.seen, self.voting))
        return voters_shown(seen, whole)

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
        both = (self.seen, self.voting)
        return as_shown(*(rights(each.history, each.members, meeting, on) for each in both))

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
        """Return what a vote of a day came to; nothing is counted while replies can still come."""
        result = self._counted(vote, on)
        if result is None or self.is_open(vote):
            return result and result.before_its_end
        return result if self._tells_counts(vote, on) else result.without_counts

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
        return all(voter.is_shown for voter in self._voters(vote, on))

    def is_open(self, vote: v.VoteTaken) -> bool:
        """Say whether it is a vote in writing on which replies can come after the day."""
        procedure = Procedure(self.seen.history, vote.meeting)
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


def votes(read_model: ReadModel, ask: Ask, today: date, *, reference: str | None = None) -> Answer:
    """Answer what was voted on by the day, and what each vote came to by what is known.

    Raises:
        UnknownReference: there is no such meeting or decision.
    """
    opening = QuestionContext.of(read_model, ask, today)
    counted = Counted(opening.facts)
    found = opening.facts.begun(v.VoteTaken)
    if reference:
        known = [each.meeting for each in meeting_records(opening.facts)]
        known += [name for f in found for name in (f.event.meeting, f.event.decision)]
        if reference not in known:
            raise UnknownReference(worded("vote"), reference, near(reference, known))
        found = [f for f in found if reference in (f.event.meeting, f.event.decision)]
    rows = [vote_row(counted, fact) for fact in found]
    results = [str(row["result"]) for row in rows]
    return opening.answer(
        worded("Votes of {taskforce}", taskforce=ask.taskforce),
        VOTES.columns,
        rows,
        facts={"reference": reference},
        counts={each: results.count(each) for each in dict.fromkeys(results)},
    )


def vote_row(counted: Counted, fact: Fact[v.VoteTaken]) -> Row:
    """Return one vote with what it came to."""
    vote, result = fact.event, counted.result(fact)
    tally = result.tally if result else None
    recorded = counted.recorded(vote.decision)
    return {
        "decision": vote.decision,
        "meeting": vote.meeting,
        "item": vote.item,
        "title": vote.title,
        **dated("voted_on", fact.on),
        "hour": vote.hour,
        "votes": votes_in_words(result),
        "quorum": quorum_in_words(result.quorum) if result and result.is_counted else "",
        "majority": majority_in_words(result),
        "result": CAME_TO[result.outcome if result else "refused"],
        "why": WHY[result.why] if result else worded("its majority rule is not on record"),
        "rule": vote.rule,
        "manner": vote.manner,
        "in_favour": tally.in_favour if tally else None,
        "against": tally.against if tally else None,
        "abstained": tally.abstained if tally else None,
        "not_voting": result.not_voting if result and tally else None,
        "needed": result.needed if result else None,
        "of": result.of if result else None,
        "recorded": recorded.outcome if recorded else None,
        "faults": list(counted.faults(vote, fact.on)),
        "voters": _voters(vote, counted.voters(fact)),
    }


def _voters(vote: v.VoteTaken, voters: Sequence[Voter]) -> dict[str, Json]:
    cast = {ballot.member: ballot for ballot in vote.ballots}
    found: dict[str, Json] = {}
    for each in voters:
        ballot = cast.get(each.member)
        found[each.member] = {
            "may_vote": each.right.may_vote if each.right.is_shown else None,
            "reason": each.right.said,
            "presence": each.seat if each.seat_shown else None,
            "vote": ballot.vote if ballot else None,
            "by": ballot.by if ballot else None,
        }
    return found
