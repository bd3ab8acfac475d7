"""The state of every gap and opportunity on a day: found, helped with, answered, closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from domain.events.laws import (
    LegislativeGapAnswered,
    LegislativeGapClosed,
    LegislativeGapIdentified,
    LegislativeHelpOffered,
    LegislativeOpportunityIdentified,
)
from domain.values import Visibility

Found = Fact[LegislativeGapIdentified] | Fact[LegislativeOpportunityIdentified]


class GapState(StrEnum):
    """How far a gap is, in the order in which tables count it."""

    OPEN = "open"
    ANSWERED = "answered"
    PLANNED = "planned"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRecord:
    """One gap or opportunity, with all that was said of it by the day, oldest first."""

    found: Found
    offers: Sequence[Fact[LegislativeHelpOffered]]
    answers: Sequence[Fact[LegislativeGapAnswered]]
    closing: Fact[LegislativeGapClosed] | None

    @property
    def kind(self) -> Literal["gap", "opportunity"]:
        """What it is: a gap or an opportunity."""
        is_gap = isinstance(self.found.event, LegislativeGapIdentified)
        return "gap" if is_gap else "opportunity"

    @property
    def told(self) -> Sequence[Found | Fact[LegislativeHelpOffered] | Fact[LegislativeGapAnswered]]:
        """All that was said of it before a law closed it."""
        return [self.found, *self.offers, *self.answers]

    @property
    def planned_measure(self) -> str | None:
        """What the member plans, as it said last."""
        said = [fact.event.planned_measure for fact in self.answers]
        return next(filter(None, reversed(said)), self.found.event.planned_measure)

    @property
    def help_asked(self) -> str | None:
        """What help it asks for, as it said last."""
        said = [fact.event.help_asked for fact in self.answers]
        return next(filter(None, reversed(said)), self.found.event.help_asked)

    @property
    def state(self) -> GapState:
        """How far it is: closed by a law, planned, answered without a plan, or open."""
        if self.closing is not None:
            return GapState.CLOSED
        if self.planned_measure is not None:
            return GapState.PLANNED
        return GapState.ANSWERED if self.answers else GapState.OPEN


def gap_records(facts: Facts) -> list[GapRecord]:
    """Return all that was found by the day, by member and reference.

    The public sees only what a law had closed by that day, whatever its visibility. Others do not
    see what was closed if they may not see that: it would be called open.
    """
    closings = {fact.event.gap: fact for fact in reversed(facts.begun(LegislativeGapClosed))}
    offers = facts.begun(LegislativeHelpOffered)
    answers = facts.begun(LegislativeGapAnswered)
    found: list[Found] = [*facts.begun(LegislativeGapIdentified)]
    found += facts.begun(LegislativeOpportunityIdentified)
    records = [
        GapRecord(
            found=fact,
            offers=[each for each in offers if each.event.gap == fact.event.gap],
            answers=[each for each in answers if each.event.gap == fact.event.gap],
            closing=closings.get(fact.event.gap),
        )
        for fact in found
    ]
    if facts.at.audience is Visibility.PUBLIC:
        records = [each for each in records if each.closing is not None]
    if facts.at.audience is Visibility.MEMBERS:
        closed = {fact.event.gap for fact in facts.everything.begun(LegislativeGapClosed)}
        records = [each for each in records if each.closing or each.found.event.gap not in closed]
    return sorted(records, key=lambda each: (each.found.event.member, each.found.event.gap))
