"""Notifications of a depositary: what a member did about a text, told to all members."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from application.letters.depositary_acts import (
    DepositaryAct,
    Told,
    acts,
    entry_key,
    taken_back,
    taken_back_key,
    told_before,
    version_key,
)
from application.letters.letter import Letter, LetterGroup, day_within
from application.letters.office import Office, Recipient
from domain.event import Event
from domain.events.members import Joined, WithdrawalNotified
from domain.events.texts import (
    Consented,
    EnteredIntoForce,
    SignatureConfirmed,
    Signed,
    StatementMade,
    Withdrawn,
)
from domain.words import joined, worded

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


class Notifications:
    """Acts of members, for everyone who speaks for a member that belongs to the body."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._acts, self._taken_back = acts(office), taken_back(office)

    def to(self, recipient: Recipient, told: Collection[str]) -> Iterator[Letter]:
        """Yield one letter: acts of which the person was not told yet, and what was wrong in it."""
        may = [act for act in self._acts if self._office.may_announce(recipient, act.day.latest)]
        new = _meant(may, lambda fact: entry_key(fact) not in told)
        corrected = _meant(
            self._acts,
            lambda fact: (
                fact.corrected and entry_key(fact) in told and version_key(fact) not in told
            ),
        )
        gone = _meant(
            self._taken_back,
            lambda fact: entry_key(fact) in told and taken_back_key(fact) not in told,
        )
        said = [
            *map(self._said, new),
            *(worded("Correction: {act}", act=self._said(act)) for act in corrected),
            *(worded("Taken back: {act}", act=self._said(act)) for act in gone),
        ]
        if not said:
            return
        made = self._office.letter(
            "notification",
            recipient,
            [
                *(key for act in new for key in act.keys),
                *(version_key(fact) for act in corrected for fact in act.facts),
                *(taken_back_key(fact) for act in gone for fact in act.facts),
            ],
            _subject(said),
            worded(
                "The secretariat of {body}, which keeps its texts and what is done about them, "
                "notifies all members of the following.",
                body=self._office.body.name,
            ),
            self._groups(new, corrected, gone, told),
        )
        yield replace(made, answer=[worded("No answer is needed.")])

    def _groups(
        self,
        new: Sequence[DepositaryAct],
        corrected: Sequence[DepositaryAct],
        gone: Sequence[DepositaryAct],
        told: Collection[str],
    ) -> Sequence[LetterGroup]:
        return [
            LetterGroup(points=list(map(self._in_full, new))),
            LetterGroup(
                heading=worded("You were told of this before, and it is corrected. It now says:"),
                points=[self._with_before(act, told) for act in corrected],
            ),
            LetterGroup(
                heading=worded("You were told of this before. It was recorded by mistake:"),
                points=list(map(self._in_full, gone)),
            ),
        ]

    def _in_full(self, act: DepositaryAct) -> str:
        """Say what was done, with the words of a statement, and where it is on record."""
        values = {"act": self._said(act), "entry": act.facts[0].entry}
        if isinstance(act.event, StatementMade):
            text = " ".join(act.event.text.split())
            return worded("{act} (entry {entry}): “{text}”", text=text, **values)
        return worded("{act} (entry {entry})", **values)

    def _with_before(self, act: DepositaryAct, told: Collection[str]) -> str:
        """Say what an act says now and what it said when it was told, where that differs."""
        now = self._in_full(act)
        before = list(map(self._in_full, told_before(self._office, act, told)))
        if before in ([], [now]):
            return now
        return worded("{now}; before, it said: {before}", now=now, before=joined("; ", before))

    def _said(self, act: DepositaryAct) -> str:
        texts = self._office.texts
        values: dict[str, object] = {
            "member": self._called(act.event.member),
            "text": texts.all_called(act.text, act.commitments, act.facts[0]) if act.text else "",
            "day": act.day,
            "when": day_within(act.day),
            "body": self._office.body.name,
        }
        event = act.event
        if isinstance(event, StatementMade):
            return self._statement(event, values)
        if isinstance(event, (Consented, Withdrawn)):
            return _of_consent_or_withdrawal(event, values)
        return _told(event, values)

    def _called(self, member: str) -> str:
        """Return the name of a member; of one whose joining was recorded by mistake, that name."""
        gone = [fact.event for act in self._taken_back for fact in act.facts]
        named = [e.name for e in gone if isinstance(e, Joined) and e.member == member and e.name]
        called = self._office.body.called(member)
        return named[-1] if named and called == member else called

    def _statement(self, event: StatementMade, values: Mapping[str, object]) -> str:
        if event.kind == "reservation":
            return worded("{member} made a reservation to {text} {when}", **values)
        if event.kind == "interpretative_declaration":
            sentence = "{member} made an interpretative declaration on {text} {when}"
            return worded(sentence, **values)
        facts = self._office.body.facts.known(StatementMade)
        to = next((fact.event for fact in facts if fact.id == event.to), None)
        if to is None:
            return worded("{member} made an objection concerning {text} {when}", **values)
        return worded(
            "{member} objected {when} to the statement of {other} on {text}",
            **values,
            other=self._office.body.called(to.member),
        )


def _of_consent_or_withdrawal(event: Consented | Withdrawn, values: Mapping[str, object]) -> str:
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
            "{member} deposited {what} for {text} {when}; it takes effect {effect}",
            what=what,
            effect=day_within(event.in_force_on),
            **values,
        )
    return worded("{member} deposited {what} for {text} {when}", what=what, **values)


def _told(event: Event, values: Mapping[str, object]) -> str:
    if isinstance(event, Signed):
        if event.kind == "signature_ad_referendum":
            return worded("{member} signed {text} ad referendum {when}", **values)
        return worded("{member} signed {text} {when}", **values)
    if isinstance(event, SignatureConfirmed):
        return worded("{member} confirmed its signature of {text} {when}", **values)
    if isinstance(event, EnteredIntoForce):
        return worded("{text} entered into force for {member} {when}", **values)
    return _of_membership(event, values)


def _of_membership(event: Event, values: Mapping[str, object]) -> str:
    if isinstance(event, Joined):
        return worded("{member} joined {body} {when}", **values)
    if isinstance(event, WithdrawalNotified):
        if event.takes_effect_on:
            return worded(
                "{member} gave notice {when} that it withdraws from {body} {leaving}",
                leaving=day_within(event.takes_effect_on),
                **values,
            )
        return worded("{member} gave notice of withdrawal from {body} {when}", **values)
    return worded("{member} withdrew from {body} {when}", **values)


def _subject(said: Sequence[str]) -> str:
    if len(said) > 1:
        return worded("Notification: {act}, and {count} more", act=said[0], count=len(said) - 1)
    return worded("Notification: {act}", act=said[0])


def _meant(found: Sequence[DepositaryAct], meant: Callable[[Told], bool]) -> list[DepositaryAct]:
    return [act for each in found if (act := each.only(meant))]
