"""Notifications of a depositary: what a member did about a text, told to all members."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from application.letters.letter import Group, Letter
from application.letters.office import Office, Recipient
from application.questions.asking.facts import Fact
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
from domain.words import worded

NOTIFIED: Sequence[type[MemberAct | MemberEvent]] = (
    *(Signed, SignatureConfirmed, Consented, EnteredIntoForce, StatementMade, Withdrawn),
    *(Joined, WithdrawalNotified, Withdrew),
)
"""The acts that all members are notified of."""
CONSENTS: Mapping[str, str] = {
    "ratification": worded("an instrument of ratification"),
    "acceptance": worded("an instrument of acceptance"),
    "approval": worded("an instrument of approval"),
    "accession": worded("an instrument of accession"),
    "succession": worded("an instrument of succession"),
    "continued_application": worded("a declaration of continued application"),
    "formal_confirmation": worded("an act of formal confirmation"),
    "provisional_application": worded("a notification of provisional application"),
    "kind_not_known": worded("an expression of consent to be bound"),
}
WITHDRAWN: Mapping[str, str] = {
    "signature": worded("signature"),
    "consent": worded("consent to be bound"),
    "provisional_application": worded("provisional application"),
    "reservation": worded("reservation"),
    "interpretative_declaration": worded("interpretative declaration"),
    "objection": worded("objection"),
    "withdrawal": worded("earlier withdrawal"),
}
"""What can be withdrawn, apart from all participation, and from reports, which are no such act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What one member did on one day about one text: the entries of it, in their order.

    `day` is the day of the act, `text` the reference of the text, "" for an act about the body.
    """

    facts: Sequence[Fact[MemberAct | MemberEvent]]
    day: ImpreciseDate
    text: str

    @property
    def event(self) -> Event:
        """What its first entry says."""
        return self.facts[0].event

    @property
    def member(self) -> str:
        """The code of the member whose act it is."""
        return self.facts[0].event.member

    @property
    def ids(self) -> list[str]:
        """The keys by which a letter remembers it."""
        return list(map(_key, self.facts))

    @property
    def commitments(self) -> list[str]:
        """The commitments of the text that it is about."""
        events = [fact.event for fact in self.facts]
        return [event.commitment for event in events if isinstance(event, MemberAct)]

    def without(self, told: Collection[str]) -> "Act | None":
        """Return what of it was not told yet, None if that is nothing."""
        facts = [fact for fact in self.facts if _key(fact) not in told]
        return replace(self, facts=facts) if facts else None


def _key(fact: Fact[MemberAct | MemberEvent]) -> str:
    return f"act:{fact.entry_id}"


class Notifications:
    """Acts of members, for everyone who speaks for a member that belongs to the body."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._acts = list(_acts(office))

    def to(self, recipient: Recipient, told: Collection[str]) -> Iterator[Letter]:
        """Yield one letter with all acts of which the person was not told yet."""
        may = [act for act in self._acts if self._office.may_announce(recipient, act.day.latest)]
        acts = [new for act in may if (new := act.without(told))]
        if not acts:
            return
        body = self._office.body.name
        said = [self._said(act) for act in acts]
        subject = worded("Notification: {act}", act=said[0])
        opening = worded(
            "The secretariat of {body}, which keeps its texts and what is done about them, "
            "notifies all members of the following.",
            body=body,
        )
        if len(acts) > 1:
            subject = worded(
                "Notification: {act}, and {count} more", act=said[0], count=len(acts) - 1
            )
        made = self._office.letter(
            "notification",
            recipient,
            [key for act in acts for key in act.ids],
            subject,
            opening,
            [Group(points=[self._in_full(act) for act in acts])],
        )
        yield replace(made, answer=[worded("No answer is needed.")])

    def _in_full(self, act: Act) -> str:
        """Say what was done, with the words of a statement, and where it is on record."""
        values = {"act": self._said(act), "entry": act.facts[0].entry}
        if isinstance(act.event, StatementMade):
            text = " ".join(act.event.text.split())
            return worded("{act} (entry {entry}): “{text}”", text=text, **values)
        return worded("{act} (entry {entry})", **values)

    def _said(self, act: Act) -> str:
        values: dict[str, object] = {
            "member": self._office.body.called(act.member),
            "text": self._office.texts.all_called(act.text, act.commitments) if act.text else "",
            "day": act.day,
            "body": self._office.body.name,
        }
        event = act.event
        if isinstance(event, StatementMade):
            return self._statement(event, values)
        if isinstance(event, (Consented, Withdrawn)):
            return _kept(event, values)
        return _told(event, values)

    def _statement(self, event: StatementMade, values: Mapping[str, object]) -> str:
        if event.kind == "reservation":
            return worded("{member} made a reservation to {text} on {day}", **values)
        if event.kind == "interpretative_declaration":
            sentence = "{member} made an interpretative declaration on {text} on {day}"
            return worded(sentence, **values)
        facts = self._office.body.facts.known(StatementMade)
        to = next((fact.event for fact in facts if fact.id == event.to), None)
        if to is None:
            return worded("{member} made an objection concerning {text} on {day}", **values)
        return worded(
            "{member} objected on {day} to the statement of {other} on {text}",
            **values,
            other=self._office.body.called(to.member),
        )


def _acts(office: Office) -> Iterator[Act]:
    """Yield the acts that members may see, in the order of entry; one for each text and day."""
    found: dict[tuple[str, str, str, str, int | str], list[Fact[MemberAct | MemberEvent]]] = {}
    facts = [fact for kind in NOTIFIED for fact in office.body.facts.known(kind)]
    for fact in sorted(facts, key=lambda each: each.entry):
        event = fact.event
        if isinstance(event, Withdrawn) and event.of == "report":
            continue
        text = office.texts.text_of(event.commitment) if isinstance(event, MemberAct) else ""
        apart = fact.entry if isinstance(event, StatementMade) else _variant(event)
        group = (event.TOPIC, event.member, text, str(_day(fact)), apart)
        found.setdefault(group, []).append(fact)
    for group, together in found.items():
        yield Act(facts=together, day=_day(together[0]), text=group[2])


def _day(fact: Fact[MemberAct | MemberEvent]) -> ImpreciseDate:
    """Return the day on which something was done, also where it holds from another."""
    done = fact.event.done_on if isinstance(fact.event, MemberAct) else None
    return done or fact.on


def _variant(event: Event) -> str:
    """Return what tells acts of a member on one text and one day apart."""
    return str(getattr(event, "kind", "") or getattr(event, "of", ""))


def _kept(event: Consented | Withdrawn, values: Mapping[str, object]) -> str:
    if isinstance(event, Withdrawn):
        if event.of == "participation":
            return worded("{member} withdrew from {text} as of {day}", **values)
        what = WITHDRAWN[event.of]
        return worded(
            "{member} withdrew its {what} concerning {text} as of {day}", what=what, **values
        )
    what = CONSENTS[event.kind]
    if event.in_force_on:
        return worded(
            "{member} deposited {what} for {text} on {day}; it takes effect on {in_force_on}",
            what=what,
            in_force_on=event.in_force_on,
            **values,
        )
    return worded("{member} deposited {what} for {text} on {day}", what=what, **values)


def _told(event: Event, values: Mapping[str, object]) -> str:
    if isinstance(event, Signed):
        if event.kind == "signature_ad_referendum":
            return worded("{member} signed {text} ad referendum on {day}", **values)
        return worded("{member} signed {text} on {day}", **values)
    if isinstance(event, SignatureConfirmed):
        return worded("{member} confirmed its signature of {text} on {day}", **values)
    if isinstance(event, EnteredIntoForce):
        return worded("{text} entered into force for {member} on {day}", **values)
    return _of_membership(event, values)


def _of_membership(event: Event, values: Mapping[str, object]) -> str:
    if isinstance(event, Joined):
        return worded("{member} joined {body} on {day}", **values)
    if isinstance(event, WithdrawalNotified):
        if event.takes_effect_on:
            return worded(
                "{member} gave notice on {day} that it withdraws from {body} on {leaves_on}",
                leaves_on=event.takes_effect_on,
                **values,
            )
        return worded("{member} gave notice of withdrawal from {body} on {day}", **values)
    return worded("{member} withdrew from {body} on {day}", **values)
