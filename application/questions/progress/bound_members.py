"""Which members are bound by a commitment on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from application.questions.asking.facts import Facts
from domain.events.texts import Adopted
from domain.texts.standing_kinds import BINDING
from domain.values import LegalNature

Key = tuple[str, str]
"""A commitment and a member."""


def bound(facts: Facts, commitments: Iterable[str]) -> set[Key]:
    """Return (commitment, member) of all that are bound on the day and belong to the body on it."""
    found = bound_on(facts, [(commitment, facts.at.on) for commitment in commitments])
    return {(commitment, member) for (commitment, _), of_it in found.items() for member in of_it}


def bound_on(facts: Facts, dues: Iterable[tuple[str, date]]) -> Mapping[tuple[str, date], set[str]]:
    """Return, by commitment and day, who is bound on that day and belongs to the body on it.

    A political text binds its signatories, a treaty its parties; see docs/decisions/0005.
    """
    natures = {fact.event.commitment: fact.event.legal_nature for fact in facts.known(Adopted)}
    wanted = [(c, day, BINDING[natures.get(c, LegalNature.POLITICAL)]) for c, day in dues]
    found: dict[tuple[str, date], set[str]] = defaultdict(set)
    asked = (facts.taskforce, wanted, facts.at, facts.member)
    for commitment, day, member in facts.read_model.bound(*asked) if wanted else ():
        found[commitment, day].add(member)
    return found
