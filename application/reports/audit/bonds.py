"""Counts members and signatories again by their entries alone, to hold beside what reports say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias, TypeVar

from application.questions.asking.facts import Fact, Facts
from domain.event import Event
from domain.events import members as m
from domain.events import texts as c
from domain.events.members import MemberEvent
from domain.texts.bonds import binds, is_ad_referendum
from domain.values import ImpreciseDate

E = TypeVar("E", bound=Event)
Act: TypeAlias = Fact[c.Signed] | Fact[c.Consented]
PROVISIONAL = "provisional_application"
ORDER = ("party", "contracting_party", "signatory", "former_signatory")
"""From the strongest: on a text of several commitments a member stands as on its best."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One that is counted, by name, and the positions of the entries by which it is."""

    named: str
    entries: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Bond:
    member: str
    commitment: str
    standing: str
    entries: tuple[int, ...]


class Bonds:
    """What members and their acts amount to on the day of `facts`, read from each entry."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def memberships(self) -> dict[str, list[Counted]]:
        """Return by standing in the body: who stands so, and by which entries."""
        joined = _by_member(self._begun(m.Joined))
        held = _by_member(self._facts.standing(m.Joined))
        suspended = _by_member(self._facts.standing(m.Suspended))
        left = _by_member(self._facts.standing(m.Withdrew))
        applied = _by_member(self._facts.begun(m.Applied))
        found: dict[str, list[Counted]] = {}
        for code in sorted({*joined, *applied}):
            if code in held and code in suspended:
                standing, entries = "suspended", held[code] + suspended[code]
            elif code in held:
                standing, entries = "active", held[code]
            elif code in joined:
                standing, entries = "withdrawn", joined[code] + left.get(code, [])
            else:
                standing, entries = "applicant", applied[code]
            found.setdefault(standing, []).append(Counted(code, entries))
        return found

    def standings(self, commitments: Sequence[str]) -> dict[str, list[Counted]]:
        """Return by standing on these commitments: who stands so at best, by which entries."""
        bonds = [bond for bond in self._bonds if bond.commitment in commitments]
        found: dict[str, list[Counted]] = {}
        for code in sorted({bond.member for bond in bonds}):
            mine = [bond for bond in bonds if bond.member == code]
            best = min((bond.standing for bond in mine), key=ORDER.index)
            entries = sorted({n for bond in mine if bond.standing == best for n in bond.entries})
            found.setdefault(best, []).append(Counted(code, entries))
        return found

    def _begun(self, kind: type[E]) -> list[Fact[E]]:
        """Return what had begun by the day; on an unknown day it had by the day of its end."""
        facts = self._facts
        return [
            fact
            for fact in facts.known(kind)
            if fact.by <= facts.at.on or (fact.on.latest is None and fact.entry_id in facts.ended)
        ]

    @cached_property
    def _bonds(self) -> list[_Bond]:
        facts, on = self._facts, self._facts.at.on
        signed = [
            fact
            for fact in self._begun(c.Signed)
            if not is_ad_referendum(fact.event) or fact.entry_id in self._confirmed
        ]
        consented = [
            fact
            for fact in facts.known(c.Consented)
            if fact.entry_id not in facts.ended and (fact.by <= on or self._in_force(fact))
        ]
        acts: list[Act] = [*signed, *consented]
        return [self._bond(fact) for fact in acts]

    @cached_property
    def _confirmed(self) -> Mapping[str, int]:
        pairs = self._facts.acts_meant(c.SignatureConfirmed, is_ad_referendum)
        return {act: fact.entry for fact, act in pairs if fact.by <= self._facts.at.on}

    @cached_property
    def _forces(self) -> Mapping[str, Fact[c.EnteredIntoForce]]:
        """What was recorded later of when an act took effect; the last such word wins."""
        pairs = self._facts.acts_meant(c.EnteredIntoForce, binds)
        return {act: fact for fact, act in sorted(pairs, key=lambda p: (p[0].by, p[0].entry))}

    def _bond(self, fact: Act) -> _Bond:
        act, force = fact.entry_id, self._forces.get(fact.entry_id)
        confirmed = [self._confirmed[act]] if act in self._confirmed else []
        return _Bond(
            member=fact.event.member,
            commitment=fact.event.commitment,
            standing=self._standing(fact),
            entries=(fact.entry, *confirmed, *([force.entry] if force else [])),
        )

    def _standing(self, fact: Act) -> str:
        if fact.entry_id in self._facts.ended:
            return "former_signatory"
        if isinstance(fact.event, c.Signed) and not c.is_definitive(fact.event):
            return "signatory"
        return "party" if self._in_force(fact) else "contracting_party"

    def _in_force(self, fact: Act) -> bool:
        """Say whether an act has taken effect; a provisional application never does."""
        if fact.event.kind == PROVISIONAL:
            return False
        force, day = self._forces.get(fact.entry_id), fact.event.in_force_on
        if force:
            return force.by <= self._facts.at.on
        return day is not None and self._certain(fact, day) <= self._facts.at.on

    def _certain(self, fact: Act, day: ImpreciseDate) -> date:
        """Return the last day that one can mean; an unknown one had come when it was recorded."""
        recorded = self._facts.read_model.recorded_at(fact.entry)
        assert recorded is not None  # it was read from that position
        return day.latest or recorded.date()


def _by_member(facts: Sequence[Fact[MemberEvent]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for fact in facts:
        found.setdefault(fact.event.member, []).append(fact.entry)
    return found
