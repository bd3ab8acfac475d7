"""How a recorded result of a vote differs from what its count gives now."""

from dataclasses import dataclass

from domain.events.meetings import DecisionAdopted, Votes
from domain.events.voting import DecisionNotAdopted
from domain.voting.counting import CAME_TO, Outcome, VoteResult
from domain.words import Words, worded

NO_RULE = worded("not counted, since its majority rule is not on record")


@dataclass(frozen=True, slots=True)
class RecordedResult:
    """A result as it was recorded; `votes` and `why` are None where it does not say them."""

    outcome: Outcome
    votes: Votes | None = None
    why: str | None = None

    @classmethod
    def of(cls, event: DecisionAdopted | DecisionNotAdopted) -> "RecordedResult":
        """Return the result that an event records."""
        if isinstance(event, DecisionAdopted):
            return cls("adopted", votes=event.votes)
        return cls("not_adopted", why=event.reason)

    def difference(self, result: VoteResult | None) -> tuple[Words, Words] | None:
        """Return how it was recorded and is counted now, None where the count gives the same.

        They differ in the outcome, the counts or the reason; `result` is None where the majority
        rule is not on record any more. Nothing differs while replies can still come.
        """
        then = CAME_TO[self.outcome]
        if result is None:
            return then, NO_RULE
        if result.outcome == "open":
            return None
        if self.outcome != result.outcome:
            return then, CAME_TO[result.outcome]
        if self.votes and result.tally and self.votes != result.tally:
            return with_votes(then, self.votes), with_votes(then, result.tally)
        if self.why and self.why != result.why:
            return with_reason(then, self.why), with_reason(then, result.why)
        return None


def with_reason(outcome: Words, why: str) -> Words:
    """Say an outcome and what decided it."""
    return worded("{outcome} ({why})", outcome=outcome, why=worded(why.replace("_", " ")))


def with_votes(outcome: Words, votes: Votes) -> Words:
    """Say an outcome and its counts."""
    return worded(
        "{outcome}, {in_favour} for, {against} against, {abstained} abstained",
        outcome=outcome,
        in_favour=votes.in_favour,
        against=votes.against,
        abstained=votes.abstained,
    )
