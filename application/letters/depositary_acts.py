"""The acts of members that a depositary tells all members of, and what became of them since."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from application.letters.office import Office
from application.questions.across.state_changes import version_at
from application.questions.asking.fact import Fact
from domain.event import Event
from domain.events.members import Joined, MemberEvent, WithdrawalNotified, Withdrew
from domain.events.texts import (
    Consented,
    EnteredIntoForce,
    MemberAct,
    SignatureConfirmed,
    Signed,
    StatementMade,
    Withdrawn,
)
from domain.values import ImpreciseDate

NOTIFIED: Sequence[type[MemberAct | MemberEvent]] = (
    *(Signed, SignatureConfirmed, Consented, EnteredIntoForce, StatementMade, Withdrawn),
    *(Joined, WithdrawalNotified, Withdrew),
)
"""The acts that all members are notified of."""
Told = Fact[MemberAct | MemberEvent]


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositaryAct:
    """What one member did on one day about one text: the entries of it, in their order.

    `day` is the day of the act, `text` the reference of the text, "" for an act about the body.
    """

    facts: Sequence[Told]
    day: ImpreciseDate
    text: str

    @property
    def event(self) -> MemberAct | MemberEvent:
        """What its first entry says."""
        return self.facts[0].event

    @property
    def keys(self) -> list[str]:
        """By what a letter remembers it: its entries, and these versions of them."""
        return [key for fact in self.facts for key in (entry_key(fact), version_key(fact))]

    @property
    def commitments(self) -> list[str]:
        """The commitments of the text that it is about."""
        events = [fact.event for fact in self.facts]
        return [event.commitment for event in events if isinstance(event, MemberAct)]

    def only(self, meant: Callable[[Told], bool]) -> "DepositaryAct | None":
        """Return the act as far as its entries are meant, None if none is."""
        facts = list(filter(meant, self.facts))
        return replace(self, facts=facts) if facts else None


def entry_key(fact: Told) -> str:
    """Return the key of an entry, whatever became of it."""
    return f"act:{fact.entry_id}"


def version_key(fact: Told) -> str:
    """Return the key of what an entry says now."""
    return f"act:{fact.entry_id}@{fact.position}"


def taken_back_key(fact: Told) -> str:
    """Return the key of the retraction of an entry."""
    return f"act:{fact.entry_id}:taken-back"


def acts(office: Office) -> list[DepositaryAct]:
    """Return the acts that members may see, in the order of entry; one for each text and day."""
    return _grouped((fact for kind in NOTIFIED for fact in office.body.facts.known(kind)), office)


def taken_back(office: Office) -> list[DepositaryAct]:
    """Return what entries about acts said that are retracted, in the same way."""
    kinds = {kind.TOPIC: kind for kind in NOTIFIED}
    body = office.body
    rows = [row for row in body.read_model.versions(body.code, body.at, None) if row.topic in kinds]
    found: list[Told] = []
    for _, versions in groupby(rows, key=lambda row: row.entry_position):
        known = list(versions)
        if version_at(known, body.at.position) is None:
            kind: type[MemberAct | MemberEvent] = kinds[known[-1].topic]
            found.append(body.facts.fact(kind, known[-1]))
    return _grouped(found, office)


def told_before(office: Office, act: DepositaryAct, told: Collection[str]) -> list[DepositaryAct]:
    """Return what the entries of an act said in the versions that somebody was told last."""
    body, found = office.body, list[Told]()
    for fact in act.facts:
        rows = body.read_model.versions(body.code, body.at, fact.entry)
        earlier = [body.facts.fact(type(fact.event), row) for row in rows]
        found += [each for each in earlier if version_key(each) in told][-1:]
    return _grouped(found, office)


def _grouped(facts: Iterable[Told], office: Office) -> list[DepositaryAct]:
    found: dict[tuple[str, str, str, str, int | str], list[Told]] = {}
    for fact in sorted(facts, key=lambda each: each.entry):
        event = fact.event
        apart = fact.entry if isinstance(event, StatementMade) else _variant(event)
        group = (event.TOPIC, event.member, _text(event, office), str(_day(fact)), apart)
        if not (isinstance(event, Withdrawn) and event.of == "report"):
            found.setdefault(group, []).append(fact)
    return [
        DepositaryAct(facts=together, day=_day(together[0]), text=group[2])
        for group, together in found.items()
    ]


def _text(event: Event, office: Office) -> str:
    return office.texts.text_of(event.commitment) if isinstance(event, MemberAct) else ""


def _day(fact: Told) -> ImpreciseDate:
    """Return the day on which something was done, also where it holds from another."""
    done = fact.event.done_on if isinstance(fact.event, MemberAct) else None
    return done or fact.on


def _variant(event: Event) -> str:
    """Return what tells acts of a member on one text and one day apart."""
    return str(getattr(event, "kind", "") or getattr(event, "of", ""))
