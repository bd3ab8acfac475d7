"""Recount members, signatories and progress from the entries alone, to compare with reports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from json import loads
from typing import TypeAlias, TypeVar

from application.model_rows import LogEntry
from application.questions.asking.confirmed_acts import confirmed_acts
from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.reports.audit.period import Period
from domain.event import Event
from domain.events import members as m
from domain.events import texts as c
from domain.events.members import MemberEvent
from domain.events.progress import ProgressReported, ReportApproved, ReportReturned
from domain.grouping import grouped
from domain.texts.confirmed_acts import binds, is_ad_referendum
from domain.values import ImpreciseDate

E = TypeVar("E", bound=Event)
Act: TypeAlias = Fact[c.Signed] | Fact[c.Consented]
PROVISIONAL = "provisional_application"
ORDER = ("party", "contracting_party", "signatory", "former_signatory")
"""From the strongest: on a text of several commitments a member stands as on its best."""
Assessment = tuple[str, str, str, str]
"""A commitment, an assessment, a scale and its version."""


@dataclass(frozen=True, slots=True)
class CountedItem:
    """One thing that a figure counts, by name, and the positions of the entries that prove it."""

    named: str
    entries: Sequence[int]


@dataclass(frozen=True, slots=True)
class _SignatureOrConsent:
    member: str
    commitment: str
    standing: str
    entries: tuple[int, ...]


class StandingRecount:
    """Where members stand on the day of `facts`, recounted entry by entry."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def memberships(self) -> dict[str, list[CountedItem]]:
        """Return the members by their standing in the body."""
        joined = _by_member(self._begun(m.Joined))
        held = _by_member(self._facts.standing(m.Joined))
        suspended = _by_member(self._facts.standing(m.Suspended))
        left = _by_member(self._facts.standing(m.Withdrew))
        applied = _by_member(self._facts.begun(m.Applied))
        found: dict[str, list[CountedItem]] = {}
        for code in sorted({*joined, *applied}):
            if code in held and code in suspended:
                standing, entries = "suspended", held[code] + suspended[code]
            elif code in held:
                standing, entries = "active", held[code]
            elif code in joined:
                standing, entries = "withdrawn", joined[code] + left.get(code, [])
            else:
                standing, entries = "applicant", applied[code]
            found.setdefault(standing, []).append(CountedItem(code, entries))
        return found

    def standings(self, commitments: Sequence[str]) -> dict[str, list[CountedItem]]:
        """Return the members by their best standing on these commitments."""
        acts = [act for act in self._acts if act.commitment in commitments]
        found: dict[str, list[CountedItem]] = {}
        for code in sorted({act.member for act in acts}):
            own = [act for act in acts if act.member == code]
            best = min((act.standing for act in own), key=ORDER.index)
            entries = sorted({n for act in own if act.standing == best for n in act.entries})
            found.setdefault(best, []).append(CountedItem(code, entries))
        return found

    def _begun(self, kind: type[E]) -> list[Fact[E]]:
        """Return what began by the day; what began on an unknown day did so before its end."""
        facts = self._facts
        return [
            fact
            for fact in facts.known(kind)
            if fact.by <= facts.at.on or (fact.on.latest is None and fact.entry_id in facts.ended)
        ]

    @cached_property
    def _acts(self) -> list[_SignatureOrConsent]:
        facts, on = self._facts, self._facts.at.on
        begun = {fact.entry_id for fact in self._begun(c.Signed)}
        signed = [
            fact
            for fact in facts.known(c.Signed)
            if fact.entry_id in (self._confirmed if is_ad_referendum(fact.event) else begun)
        ]
        consented = [
            fact
            for fact in facts.known(c.Consented)
            if fact.entry_id not in facts.ended and (fact.by <= on or self._in_force(fact))
        ]
        acts: list[Act] = [*signed, *consented]
        return [self._recounted(fact) for fact in acts]

    @cached_property
    def _confirmed(self) -> Mapping[str, int]:
        pairs = confirmed_acts(self._facts, c.SignatureConfirmed, is_ad_referendum)
        return {act: fact.entry for fact, act in pairs if fact.by <= self._facts.at.on}

    @cached_property
    def _in_force_since(self) -> Mapping[str, Fact[c.EnteredIntoForce]]:
        """What was recorded later of when an act took effect; the last such entry counts."""
        pairs = confirmed_acts(self._facts, c.EnteredIntoForce, binds)
        return {act: fact for fact, act in sorted(pairs, key=lambda p: (p[0].by, p[0].entry))}

    def _recounted(self, fact: Act) -> _SignatureOrConsent:
        act, force = fact.entry_id, self._in_force_since.get(fact.entry_id)
        confirmed = [self._confirmed[act]] if act in self._confirmed else []
        return _SignatureOrConsent(
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
        force, day = self._in_force_since.get(fact.entry_id), fact.event.in_force_on
        if force:
            return force.by <= self._facts.at.on
        return day is not None and self._last_day(fact, day) <= self._facts.at.on

    def _last_day(self, fact: Act, day: ImpreciseDate) -> date:
        """Return the last day that one can mean; an unknown one is not later than its recording."""
        recorded = self._facts.read_model.recorded_at(fact.entry)
        assert recorded is not None  # it was read from that position
        return day.latest or recorded.date()


def _by_member(facts: Sequence[Fact[MemberEvent]]) -> dict[str, list[int]]:
    return grouped((fact.event.member, fact.entry) for fact in facts)


def latest_assessments(period: Period) -> dict[Assessment, list[CountedItem]]:
    """Return the members by their latest assessment of a commitment.

    A report that was returned after its last amendment does not count.
    """
    last: dict[tuple[str, str], tuple[Assessment, LogEntry]] = {}
    reviews = _reviews(period)
    for event in sorted(_begun(period, ProgressReported.TOPIC), key=lambda e: _order(period, e)):
        content = loads(event.content)
        first = period.by_entry[event.entry][0]
        later = [each for each in reviews.get(first.event_id, []) if each[0] > event.position]
        if not later or max(later)[1] != ReportReturned.TOPIC:
            fields = ("commitment", "assessment", "scale", "scale_version")
            commitment, assessment, scale, version = (str(content[name]) for name in fields)
            member = period.codes.of(event.member)
            last[commitment, member] = ((commitment, assessment, scale, version), event)
    return grouped(
        (assessed, CountedItem(member, [event.entry]))
        for (_, member), (assessed, event) in sorted(last.items())
    )


def _reviews(period: Period) -> Mapping[str, list[tuple[int, str]]]:
    """Return position and topic of the reviews of each report, by its id."""
    found: dict[str, list[tuple[int, str]]] = {}
    for topic in (ReportReturned.TOPIC, ReportApproved.TOPIC):
        for event in _begun(period, topic):
            report = str(loads(event.content)["report"])
            found.setdefault(report, []).append((event.entry, topic))
    return found


def _begun(period: Period, topic: str) -> Iterator[LogEntry]:
    """Yield what is valid at the end, has begun by its day and has not ended."""
    for event in period.standing.get(topic, ()):
        begun, _ = _order(period, event)
        if begun <= period.last.on and period.states.of(event) == "stands":
            yield event


def _order(period: Period, event: LogEntry) -> tuple[date, int]:
    """Return the day from which an entry holds for certain, then its position."""
    day = event.effective_on.latest if event.effective_on else None
    first = period.by_entry[event.entry][0]
    return day or first.recorded_at.date(), event.entry
