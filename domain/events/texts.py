"""What can happen to a commitment: its text, who signs and consents, who withdraws."""

from collections.abc import Callable, Mapping
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from domain.event import Ending, Event
from domain.events.members import Member
from domain.meaning import Fixed, Meaning
from domain.values import ImpreciseDate, LegalNature, Line, Sha256, Text, TextReference, Version

SignatureKind = Literal[
    "endorsement", "signature", "definitive_signature", "signature_ad_referendum"
]
ConsentKind = Literal[
    "ratification",
    "acceptance",
    "approval",
    "accession",
    "succession",
    "continued_application",
    "formal_confirmation",
    "provisional_application",
    "kind_not_known",
]
KIND_NOT_KNOWN: ConsentKind = "kind_not_known"
"""What is recorded where nobody knows by what act a member consented; it may be completed later."""
StatementKind = Literal["reservation", "interpretative_declaration", "objection"]
WithdrawnWhat = Literal[
    "signature",
    "consent",
    "participation",
    "provisional_application",
    "reservation",
    "interpretative_declaration",
    "objection",
    "withdrawal",
    "report",
]
Promise = Annotated[TextReference, Fixed("The commitment, by its reference.", "MISSION-1")]
Wording = Annotated[Text, Meaning("The wording.", "We will share what works.")]
WordingDigest = Annotated[
    Sha256, Fixed("The sha256 of the wording in normal form C, with LF line ends.")
]
InForceOn = Annotated[ImpreciseDate, Meaning("The day on which it took effect.", "2026-06-02")]
MeantAct = Annotated[UUID, Meaning("The act that is meant, by the id of its entry.")]


class Adopted(Event):
    """The commitment was adopted as part of an instrument, in this wording."""

    TOPIC: ClassVar[str] = "commitment.adopted"
    commitment: Promise
    instrument: Annotated[TextReference, Fixed("The text that it belongs to.", "MISSION")]
    legal_nature: Annotated[LegalNature, Fixed("What the text is in law.", "political")]
    text: Wording
    text_sha256: WordingDigest
    version: Annotated[Version, Fixed("The version of the wording.", "1")] = "1"
    theme: Annotated[Line | None, Meaning("What it is about.", "Reporting")] = None


class Amended(Event):
    """From `effective_on` this is the wording; signatures stay bound to the version signed."""

    TOPIC: ClassVar[str] = "commitment.amended"
    commitment: Promise
    version: Annotated[Version, Fixed("The version of the new wording.", "2")]
    text: Wording
    text_sha256: WordingDigest


class Superseded(Event):
    """From `effective_on` another commitment takes this one's place; nobody signs it any more."""

    TOPIC: ClassVar[str] = "commitment.superseded"
    commitment: Promise
    by: Annotated[TextReference, Fixed("The commitment that takes its place.", "MISSION-9")]


class Split(Event):
    """From `effective_on` these commitments take this one's place; nobody signs it any more."""

    TOPIC: ClassVar[str] = "commitment.split"
    commitment: Promise
    into: Annotated[
        tuple[TextReference, ...], Fixed("The commitments that take its place.", "MISSION-9")
    ]


class Closed(Event):
    """From `effective_on` the commitment is no longer open for signature."""

    TOPIC: ClassVar[str] = "commitment.closed"
    commitment: Promise
    reason: Annotated[Text | None, Meaning("Why it was closed.", "All is done.")] = None


class MemberAct(Event):
    """The base of all that one member does about one commitment."""

    commitment: Promise
    member: Member

    @property
    def subject(self) -> str:
        """The member whose act it is."""
        return self.member

    @property
    def needs_membership(self) -> bool:
        """Whether only an active member can do it."""
        return False

    @property
    def done_on(self) -> ImpreciseDate | None:
        """The day on which it was done, where that is not the day from which it holds."""
        return None


class ActOfActive(MemberAct):
    """The base of what only an active member can do."""

    @property
    def needs_membership(self) -> bool:
        """Always."""
        return True


class Signed(ActOfActive):
    """The member signed this version on `effective_on`; the hashes bind document and wording.

    `in_force_on` is for a definitive signature, which binds by itself.
    """

    TOPIC: ClassVar[str] = "commitment.signed"
    kind: Annotated[SignatureKind, Meaning("How it was signed.", "signature")]
    version: Annotated[Version, Fixed("The version of the wording that was signed.", "1")]
    text_sha256: WordingDigest
    document_sha256: Annotated[
        Sha256 | None, Meaning("The sha256 of the page that was signed, or of the adopted text.")
    ] = None
    in_force_on: InForceOn | None = None
    spelling: Annotated[
        Line | None, Meaning("The member's name as it stands in the document.", "Republic of Kenya")
    ] = None
    office: Annotated[
        Line | None, Meaning("The office of who signed, never the person.", "Minister of Justice")
    ] = None

    @property
    def days(self) -> tuple[ImpreciseDate, ...]:
        """The day on which a definitive signature takes effect."""
        return (self.in_force_on,) if self.in_force_on else ()


class SignatureConfirmed(ActOfActive):
    """From `effective_on` the signature ad referendum counts as a full signature.

    `act` names the signature; without it, the one that stood on that day is meant.
    """

    TOPIC: ClassVar[str] = "commitment.signature-confirmed"
    SCHEMA: ClassVar[int] = 2
    act: MeantAct | None = None


class Consented(ActOfActive):
    """The member consented to be bound; `effective_on` is the earlier of the two days.

    A succession or a continued application may take effect before its deposit.
    """

    TOPIC: ClassVar[str] = "commitment.consented"
    SCHEMA: ClassVar[int] = 2
    kind: Annotated[
        ConsentKind, Meaning("By what act; `kind_not_known` where no source says it.", "accession")
    ]
    deposited_on: Annotated[ImpreciseDate, Meaning("The day of the deposit.", "2026-03-02")]
    in_force_on: InForceOn | None = None

    @property
    def done_on(self) -> ImpreciseDate:
        """The day of deposit; it may take effect before it."""
        return self.deposited_on

    @property
    def days(self) -> tuple[ImpreciseDate, ...]:
        """The days of deposit and of entry into force."""
        return (self.deposited_on, self.in_force_on) if self.in_force_on else (self.deposited_on,)


class EnteredIntoForce(MemberAct):
    """The consent or definitive signature took effect on `effective_on`.

    `act` names it; without it, the one that stood on that day is meant.
    """

    TOPIC: ClassVar[str] = "commitment.entered-into-force"
    SCHEMA: ClassVar[int] = 2
    act: MeantAct | None = None


class StatementMade(ActOfActive):
    """The member made a statement; `to` is the statement that an objection is about."""

    TOPIC: ClassVar[str] = "commitment.statement-made"
    kind: Annotated[StatementKind, Meaning("What kind of statement it is.", "reservation")]
    text: Annotated[Text, Meaning("What it says.", "Article 4 does not apply.")]
    to: Annotated[
        UUID | None, Fixed("The statement that it objects to, by the id of its entry.")
    ] = None


SPANS: Mapping[WithdrawnWhat, Callable[[Event], bool]] = {
    "signature": lambda act: isinstance(act, Signed),
    "consent": lambda act: isinstance(act, Consented) or is_definitive(act),
    "participation": lambda act: isinstance(act, Signed | Consented),
    "provisional_application": lambda act: (
        isinstance(act, Consented) and act.kind == "provisional_application"
    ),
}
"""What is withdrawn as from a day, so that its end covers all of it that began earlier.

The rest (statements, withdrawals, reports) is ended by name only. Withdrawing a consent ends a
definitive signature, too, which is one; ending a provisional application ends no ratification.
"""


def is_definitive(act: Event) -> bool:
    """Say whether it is a signature that binds by itself."""
    return isinstance(act, Signed) and act.kind == "definitive_signature"


class Withdrawn(Ending, MemberAct):
    """From `effective_on` nothing of what `of` says holds that began earlier."""

    TOPIC: ClassVar[str] = "commitment.withdrawn"
    SCHEMA: ClassVar[int] = 2
    of: Annotated[
        WithdrawnWhat,
        Fixed("What is withdrawn; a `withdrawal` is withdrawn to revoke it.", "participation"),
    ]

    @property
    def needs_membership(self) -> bool:
        """Only for a revocation, which makes an act hold again."""
        return self.of == "withdrawal"

    @property
    def by_name_only(self) -> bool:
        """Whether it ends what it names and nothing else, as statements and reports are ended."""
        return self.of not in SPANS

    def covers(self, act: Event) -> bool:
        """What `of` says; nothing where that is ended by name only."""
        return not self.by_name_only and SPANS[self.of](act)
