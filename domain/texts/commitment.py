"""A commitment: its wording, and what each member has done about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from domain.aggregate import Aggregate
from domain.contradictions import Contradiction, possibly_holds
from domain.endings import Closing, closing, the_one
from domain.entry import Entry
from domain.errors import Refused
from domain.event import Event
from domain.events.progress import ProgressReported
from domain.events.texts import (
    Adopted,
    Amended,
    EnteredIntoForce,
    SignatureConfirmed,
    SignatureKind,
    Signed,
    StatementMade,
    Withdrawn,
    WithdrawnWhat,
)
from domain.history import History
from domain.texts.confirmed_acts import confirmations, may_be_confirmed, may_take_effect
from domain.texts.rules import closings, commitment_contradictions
from domain.values import UNKNOWN, ImpreciseDate, LegalNature, surely_before, surely_by
from domain.words import worded

E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class Commitment(Aggregate):
    """One commitment; signatures stay bound to the version that was signed."""

    @cached_property
    def adopted(self) -> Adopted | None:
        """How it was adopted, or None if it was not."""
        last = self._own.last(Adopted)
        return last[1] if last else None

    @property
    def reference(self) -> str:
        """The reference, "?" where it was not adopted."""
        return self.adopted.commitment if self.adopted else "?"

    def wording_on(self, on: ImpreciseDate) -> Adopted | Amended:
        """Return the wording of that day, or of its last where it is imprecise.

        Raises:
            Refused: the commitment was not adopted.
        """
        amended, adopted = self._own.last(Amended, on.latest), self.adopted
        if adopted is None:
            raise Refused("This commitment was not adopted, or its adoption was retracted.")
        return amended[1] if amended else adopted

    @property
    def closings(self) -> list[ImpreciseDate]:
        """The days from which it is no longer open for signature."""
        return [entry.begins for entry in closings(self._own)]

    def may_be_open_on(self, on: ImpreciseDate) -> bool:
        """Say whether it may have been open for signature on that day."""
        if any(surely_before(on, entry.begins) for entry, _ in self._own.each(Adopted)):
            return False
        return not any(surely_by(closing.begins, on) for closing in closings(self._own))

    def signed_on(self, member: str, on: ImpreciseDate) -> list[ImpreciseDate]:
        """Return the days of the member's signatures of the words of a day that may stand then."""
        version = self.wording_on(on).version
        history = self.history.about(member)
        return [
            entry.begins
            for entry, event in history.each(Signed)
            if event.version == version and possibly_holds(history, entry, on)
        ]

    def has_unchanged_wording(self, before: ImpreciseDate, on: ImpreciseDate) -> bool:
        """Say whether it could be signed on an earlier day in the words of this one."""
        same = self.wording_on(before).version == self.wording_on(on).version
        return same and self.may_be_open_on(before)

    def sign(
        self,
        member: str,
        kind: SignatureKind | None,
        on: ImpreciseDate = UNKNOWN,
        *,
        in_force_on: ImpreciseDate | None = None,
        **document: str | None,
    ) -> Signed:
        """Decide on a signature of the wording of that day; it binds the hashes of both texts.

        `document` has the fields of `Signed` on the document, and on the spelling and office in it.

        Raises:
            Refused: the commitment was not adopted, or that kind of signature has no such day.
        """
        wording = self.wording_on(on)
        kind = kind or ("endorsement" if self._is_political else "signature")
        if in_force_on and kind != "definitive_signature":
            raise Refused("Only a definitive signature takes effect by itself; record a consent.")
        return Signed(
            commitment=self.reference,
            member=member,
            kind=kind,
            version=wording.version,
            text_sha256=wording.text_sha256,
            in_force_on=in_force_on,
            **document,
        )

    def signed_in_words_of(self, signed: Signed, on: ImpreciseDate) -> Signed:
        """Return a signature as one of the wording of a day.

        Raises:
            Refused: the commitment was not adopted.
        """
        wording = self.wording_on(on)
        words = {"version": wording.version, "text_sha256": wording.text_sha256}
        return signed.model_copy(update=words)

    def confirm(self, member: str, on: ImpreciseDate, act: str | None = None) -> SignatureConfirmed:
        """Decide to confirm the signature ad referendum that stood on that day.

        `act` names it, by `@position` or its day, where several did.

        Raises:
            Refused: there is none, or it was confirmed; or several are there and none is named.
        """
        history = self.history.about(member)
        confirmed = {meant.id for _, meant in confirmations(history)}
        stood = may_be_confirmed(history, on)
        found = [entry for entry in stood if entry.id not in confirmed]
        none = worded(
            "{member} has no unconfirmed signature ad referendum here that stood on {on}.",
            member=member,
            on=on,
        )
        meant = the_one(found, [act] if act else [], "of_act", none)
        named = meant[0].id if act or len(stood) > 1 else None
        return SignatureConfirmed(commitment=self.reference, member=member, act=named)

    def enter_into_force(
        self, member: str, on: ImpreciseDate, act: str | None = None
    ) -> EnteredIntoForce:
        """Decide that the consent that stood on that day took effect; a provisional one never does.

        `act` names it, by `@position` or its day, where several did. A succession may take effect
        before its deposit.

        Raises:
            Refused: the member had not consented by then; or several are there and none is named.
        """
        found = may_take_effect(self.history.about(member), on)
        none = worded(
            "{member} has not consented to be bound by {reference} by {on}.",
            member=member,
            reference=self.reference,
            on=on,
        )
        meant = the_one(found, [act] if act else [], "of_act", none)
        return EnteredIntoForce(
            commitment=self.reference, member=member, act=meant[0].id if act else None
        )

    def withdraw(
        self,
        member: str,
        of: WithdrawnWhat,
        on: ImpreciseDate,
        names: Sequence[str] = (),
        excepting: Sequence[str] = (),
    ) -> Closing[Withdrawn]:
        """Decide to end what the member did of that kind before a day, or what is named.

        A signature, a consent, the participation in both and a provisional application may be
        withdrawn before they are recorded. Statements, reports and withdrawals are ended by name:
        the only one that stood on that day, or those in `names` (`@position` or day).

        Raises:
            Refused: nothing of that kind stood; several did and none is named; or a name is of
                none.
        """
        history, what = self.history.about(member), of.replace("_", " ")
        event = Withdrawn(commitment=self.reference, member=member, of=of)
        if self._is_political and of in ("consent", "provisional_application"):
            raise Refused(
                "{reference} is a political text: nobody has consented to be bound by it. "
                "Withdraw the signature, or the participation.",
                reference=self.reference,
            )
        if not event.by_name_only:
            return closing(history, event, on, names, excepting)
        if excepting:
            raise Refused("A {kind} is ended by name, so nothing is excepted.", kind=what)
        standing = [e for e in _open_entries(history) if _is_of(e.event, of)]
        if not names:  # who revokes a revocation says so
            standing = [e for e in standing if not _is_revocation(e.event)]
        if of != "withdrawal":  # one that was announced is revoked before it takes effect
            standing = [e for e in standing if not surely_before(on, e.begins)]
        none = worded(
            "{member} has no {kind} on {reference} that stands, so there is nothing to "
            "withdraw. See: depositary history {reference}",
            member=member,
            kind=what,
            reference=self.reference,
        )
        field = "revokes" if of == "withdrawal" else "ends"
        ends = the_one(standing, names, field, none)
        named = event.model_copy(update={"ends": tuple(entry.id for entry in ends)})
        return Closing(event=named, ends=tuple(ends))

    def contradictions(self, subject: str) -> Iterable[Contradiction]:
        """Yield double signatures and consents, acts outside the text's life, stray endings."""
        return commitment_contradictions(self.history, self._own, subject)

    @cached_property
    def _own(self) -> History:
        """What is about the text itself and no member: few entries, however many sign."""
        return self.history.about("")

    @property
    def _is_political(self) -> bool:
        return self.adopted is not None and self.adopted.legal_nature is LegalNature.POLITICAL


def _open_entries(history: History) -> list[Entry]:
    return [e for e in history.entries.values() if not e.retracted and history.end_of(e) is None]


def _is_revocation(event: Event) -> bool:
    return isinstance(event, Withdrawn) and event.of == "withdrawal"


def _is_of(event: Event, of: WithdrawnWhat) -> bool:
    """Say whether an act is what `of` says, of what is ended by name only."""
    match event:
        case StatementMade():
            return event.kind == of
        case Withdrawn():
            return of == "withdrawal"
        case ProgressReported():
            return of == "report"
        case _:
            return False
