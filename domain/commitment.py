"""A commitment: its wording, and what each member has done about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from domain.aggregate import Aggregate
from domain.commitment_rules import (
    FOR_TREATIES,
    binds,
    closings,
    commitment_contradictions,
)
from domain.contradictions import Contradiction, end_of, surely_before, surely_by
from domain.errors import Refused
from domain.event import Event
from domain.events.commitment import (
    Adopted,
    Amended,
    Consented,
    ConsentKind,
    EnteredIntoForce,
    SignatureConfirmed,
    SignatureKind,
    Signed,
    StatementMade,
    Withdrawn,
    WithdrawnWhat,
)
from domain.events.progress import ProgressReported
from domain.history import Entry, History
from domain.values import UNKNOWN, ImpreciseDate, LegalNature

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureDetails:
    """What else is known of a signature: the document, the spelling and office under it.

    `language` says which authentic text it was, where the document is not given.
    """

    language: str | None = None
    document_sha256: str | None = None
    in_force_on: ImpreciseDate | None = None
    spelling: str | None = None
    office: str | None = None


@dataclass(frozen=True)
class Commitment(Aggregate):
    """One commitment; signatures stay bound to the version that was signed."""

    @property
    def adopted(self) -> Adopted | None:
        """How it was adopted, or None if it was not."""
        last = self._own.last(Adopted)
        return last[1] if last else None

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
        """Say whether it was open for signature on that day, on at least one reading."""
        if any(surely_before(on, entry.begins) for entry, _ in self._own.each(Adopted)):
            return False
        return not any(surely_by(closing.begins, on) for closing in closings(self._own))

    def is_signed(self, member: str, on: ImpreciseDate) -> bool:
        """Say whether a signature of the words of that day stands."""
        return bool(self.signed_on(member, on))

    def signed_on(self, member: str, on: ImpreciseDate) -> list[ImpreciseDate]:
        """Return the days of the member's standing signatures of the words of that day."""
        version = self.wording_on(on).version
        signed = self.history.about(member).each(Signed)
        return [
            entry.begins
            for entry, event in signed
            if event.version == version and end_of(self.history, entry) is None
        ]

    def had_these_words(self, before: ImpreciseDate, on: ImpreciseDate) -> bool:
        """Say whether it could be signed on an earlier day in the words of this one."""
        same = self.wording_on(before).version == self.wording_on(on).version
        return same and self.may_be_open_on(before)

    def amend(self, version: str, text: str, text_sha256: str) -> Amended:
        """Decide on a new wording.

        Raises:
            Refused: the version exists already.
        """
        versions = {event.version for event in self._wordings()}
        if version in versions:
            raise Refused(f"Version {version} exists already; give the new wording a new number.")
        return Amended(
            commitment=self._reference, version=version, text=text, text_sha256=text_sha256
        )

    def sign(
        self,
        member: str,
        kind: SignatureKind | None,
        details: SignatureDetails,
        on: ImpreciseDate = UNKNOWN,
    ) -> Signed:
        """Decide on a signature of the wording of that day; it binds the hashes of both texts.

        Raises:
            Refused: that kind of signature does not fit the text.
        """
        wording = self.wording_on(on)
        political = self._is_political
        kind = kind or ("endorsement" if political else "signature")
        if details.in_force_on and kind != "definitive_signature":
            raise Refused("Only a definitive signature takes effect by itself; record a consent.")
        if political and kind in FOR_TREATIES:
            raise Refused(
                f"{self._reference} is a political text: it is signed or endorsed, and nothing "
                f"else; {kind} is for treaties."
            )
        return Signed(
            commitment=self._reference,
            member=member,
            kind=kind,
            version=wording.version,
            text_sha256=wording.text_sha256,
            document_sha256=details.document_sha256,
            in_force_on=details.in_force_on,
            spelling=details.spelling,
            office=details.office,
        )

    def confirm(self, member: str) -> SignatureConfirmed:
        """Decide to confirm the member's open signature ad referendum.

        Raises:
            Refused: there is none, or it was confirmed or withdrawn.
        """
        confirmed = {event.act for _, event in self.history.each(SignatureConfirmed)}
        for entry in self._standing(member):
            ad_referendum = isinstance(entry.event, Signed) and (
                entry.event.kind == "signature_ad_referendum"
            )
            if ad_referendum and entry.id not in confirmed:
                return SignatureConfirmed(commitment=self._reference, member=member, act=entry.id)
        raise Refused(f"{member} has no unconfirmed signature ad referendum here.")

    def consent(
        self,
        member: str,
        kind: ConsentKind,
        deposited_on: ImpreciseDate,
        in_force_on: ImpreciseDate | None,
    ) -> Consented:
        """Decide on a consent to be bound.

        Raises:
            Refused: the text is political; nobody is bound by it in law.
        """
        if self._is_political:
            raise Refused(
                f"{self._reference} is a political text: members sign it, but cannot consent to "
                f"be bound by it. Use sign."
            )
        return Consented(
            commitment=self._reference,
            member=member,
            kind=kind,
            deposited_on=deposited_on,
            in_force_on=in_force_on,
        )

    def enter_into_force(self, member: str) -> EnteredIntoForce:
        """Decide that the member's latest consent took effect; provisional application never does.

        Raises:
            Refused: it has not consented.
        """
        binding = [entry for entry in self._standing(member) if binds(entry.event)]
        if not binding:
            raise Refused(f"{member} has not consented to be bound by {self._reference}.")
        return EnteredIntoForce(commitment=self._reference, member=member, act=binding[-1].id)

    def withdraw(self, member: str, of: WithdrawnWhat, on: ImpreciseDate = UNKNOWN) -> Withdrawn:
        """Decide to end what stands of that kind and had begun by that day, on some reading.

        Withdrawing participation ends consents and signatures, withdrawing a withdrawal revokes
        the latest one.

        Raises:
            Refused: nothing of that kind stands.
        """
        found = self._endable(member, of)
        begun = [entry for entry in found if not surely_before(on, entry.begins)]
        ends = found if of == "withdrawal" else begun or found
        if not ends:
            raise Refused(
                f"{member} has no {of} on {self._reference} that stands, so there is nothing to "
                f"withdraw. See: depositary history {self._reference}"
            )
        return Withdrawn(
            commitment=self._reference, member=member, of=of, ends=tuple(e.id for e in ends)
        )

    def contradictions(self, subject: str) -> Iterable[Contradiction]:
        """Yield double signatures and consents, acts outside the text's life, stray endings."""
        return commitment_contradictions(self.history, self._own, subject)

    def _endable(self, member: str, of: WithdrawnWhat) -> list[Entry]:
        entries = self._standing(member)
        match of:
            case "signature":
                return [e for e in entries if isinstance(e.event, Signed)]
            case "consent":
                return [e for e in entries if isinstance(e.event, Consented)]
            case "participation":
                return [e for e in entries if isinstance(e.event, Signed | Consented)]
            case "reservation" | "interpretative_declaration" | "objection":
                return [
                    e for e in entries if isinstance(e.event, StatementMade) and e.event.kind == of
                ]
            case "withdrawal":
                return [e for e in entries if isinstance(e.event, Withdrawn)][-1:]
            case "report":
                return [e for e in entries if isinstance(e.event, ProgressReported)][-1:]

    def _standing(self, member: str) -> list[Entry]:
        history = self.history.about(member)
        return [
            e for e in history.entries.values() if not e.retracted and end_of(history, e) is None
        ]

    def _wordings(self) -> Iterator[Adopted | Amended]:
        yield from (event for _, event in self._own.each(Adopted))
        yield from (event for _, event in self._own.each(Amended))

    @cached_property
    def _own(self) -> History:
        """What is about the text itself and no member: few entries, however many sign."""
        return self.history.about("")

    @property
    def _reference(self) -> str:
        return self.adopted.commitment if self.adopted else "?"

    @property
    def _is_political(self) -> bool:
        return self.adopted is not None and self.adopted.legal_nature is LegalNature.POLITICAL
