"""What was fed in, advised or contributed, each with what came of it by the day."""

from collections.abc import Sequence
from typing import TypeAlias, TypeVar

from application.questions.asking.facts import Fact, Facts
from domain.event import Event
from domain.events.work import (
    AdviceAnswered,
    AdviceForwarded,
    ContributionTakenUp,
    InitiativeInputConsidered,
    InitiativeInputReceived,
    ProductContributionMade,
)

E = TypeVar("E", bound=Event)
F = TypeVar("F", bound=Event)
Followed: TypeAlias = Sequence[tuple[Fact[E], Sequence[Fact[F]]]]
"""Each fact, oldest first, with those that came of it, oldest first."""


def inputs_followed(facts: Facts) -> Followed[InitiativeInputReceived, InitiativeInputConsidered]:
    """Return inputs from initiatives, with where they were considered."""
    return _followed(facts, InitiativeInputReceived, InitiativeInputConsidered, "input")


def advice_followed(facts: Facts) -> Followed[AdviceForwarded, AdviceAnswered]:
    """Return advice with its answer, of which there is one at most."""
    return _followed(facts, AdviceForwarded, AdviceAnswered, "advice")


def contributions_followed(
    facts: Facts,
) -> Followed[ProductContributionMade, ContributionTakenUp]:
    """Return contributions to products, with the versions that took them up."""
    return _followed(facts, ProductContributionMade, ContributionTakenUp, "contribution")


def in_version(taken: ContributionTakenUp) -> str:
    """Return the version of a product, and where in it a contribution stands."""
    return f"{taken.product_version}, {taken.where}" if taken.where else taken.product_version


def _followed(facts: Facts, first: type[E], then: type[F], reference: str) -> Followed[E, F]:
    """Bring together what names the same `reference`."""
    came: dict[object, list[Fact[F]]] = {}
    for fact in facts.begun(then):
        came.setdefault(getattr(fact.event, reference), []).append(fact)
    return [(fact, came.get(getattr(fact.event, reference), [])) for fact in facts.begun(first)]
