"""Acts of a member about a text: signatures, consents, statements, and their ends."""

from typing import Annotated

from pydantic import field_validator

from application.declarations.act import Act, On
from application.declarations.entry_names import BY_NAME, DayOrEntry, Ends
from application.recording import Recording
from application.use_cases import signatures, withdrawals
from domain.errors import Malformed
from domain.events.members import Member
from domain.events.texts import (
    KIND_NOT_KNOWN,
    Consented,
    ConsentKind,
    EnteredIntoForce,
    InForceOn,
    Promise,
    SignatureConfirmed,
    SignatureKind,
    Signed,
    StatementKind,
    StatementMade,
    Withdrawn,
    WithdrawnWhat,
)
from domain.meaning import Meaning
from domain.texts.commitment import SignatureDetails
from domain.values import ImpreciseDate, Language, Line, Sha256, Text, TextReference

MeantAct = Annotated[
    DayOrEntry, Meaning("Which act, by day or @position, where several stood.", "2026-02-01")
]
OneOfTheText = Annotated[
    TextReference, Meaning("The commitment, or a text for all of its commitments.", "MARRAKESH")
]


class SignText(
    Act,
    name="sign",
    row="sign",
    makes=(Signed, Withdrawn),
    arguments=("member", "instrument"),
    ends={"until": Withdrawn},
    uncompared={
        "excepting": "Which commitments were signed is seen in the entries; retract or sign them.",
        "language": "The entry has the sha256 of that text; correct document_sha256.",
    },
    keeps=("kind", "document_sha256"),
    examples=(
        "sign KEN MISSION --on 2026-01-15",
        "sign ATL MISSION --on 2026-01-15 --excepting MISSION-2",
        "sign RUR MISSION --on 2026-01-15 --document-sha256 signed.pdf",
    ),
):
    """The member signed every commitment of a text, but those in excepting.

    Without `document_sha256`, the signature is bound to the authentic text that was adopted.
    """

    member: Member
    instrument: Annotated[TextReference, Meaning("The text.", "MISSION")]
    excepting: Annotated[
        tuple[TextReference, ...], Meaning("The commitments that it did not sign.", "MISSION-2")
    ] = ()
    kind: Annotated[
        SignatureKind | None,
        Meaning("How it was signed; a political text is endorsed, a treaty signed.", "signature"),
    ] = None
    language: Annotated[
        Language | None, Meaning("Which authentic text was signed, by its language.", "en")
    ] = None
    document_sha256: Annotated[
        Sha256 | None, Meaning("The scan of the signed page, of which the sha256 is kept.")
    ] = None
    spelling: Annotated[
        Line | None, Meaning("The member's name as it stands in the document.", "Republic of Kenya")
    ] = None
    office: Annotated[
        Line | None, Meaning("The office of who signed, never the person.", "Minister of Justice")
    ] = None
    in_force_on: Annotated[
        ImpreciseDate | None,
        Meaning("For a definitive signature: when it took effect.", "2026-06-02"),
    ] = None
    until: Annotated[
        ImpreciseDate | None, Meaning("For one that is over: the day it was withdrawn.", "2027")
    ] = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Sign all of it that is open."""
        details = SignatureDetails(
            language=self.language,
            document_sha256=self.document_sha256,
            in_force_on=self.in_force_on,
            spelling=self.spelling,
            office=self.office,
            until=self.until,
        )
        signatures.sign(
            *(recording, body, self.member, self.instrument, self.on),
            kind=self.kind,
            excepting=self.excepting,
            details=details,
        )


class Consent(
    Act,
    name="consent",
    row="consent",
    makes=(Consented, Withdrawn),
    arguments=("member", "commitment", "kind"),
    keys=("member", "commitment"),
    ends={"until": Withdrawn},
    keeps=("kind",),
    examples="consent ATL MARRAKESH accession --deposited-on 2026-03-02 --in-force-on 2026-06-02",
):
    """The member consented to be bound by a treaty. A political text takes no consent.

    The kind is `unknown`, or left out, where no source says by what act; complete it later with
    `correct`.
    """

    member: Member
    commitment: OneOfTheText
    kind: Annotated[ConsentKind, Meaning("By what act.", "accession")] = KIND_NOT_KNOWN
    deposited_on: Annotated[ImpreciseDate, Meaning("The day of the deposit.", "2026-03-02")]
    in_force_on: InForceOn | None = None
    until: Annotated[
        ImpreciseDate | None,
        Meaning("For one that is over: the day its participation ended.", "2027-01-01"),
    ] = None

    @field_validator("kind", mode="before")
    @classmethod
    def _unknown(cls, given: object) -> object:
        return KIND_NOT_KNOWN if given == "unknown" else given

    def decide(self, recording: Recording, body: str) -> None:
        """Consent to the treaty."""
        signatures.consent(
            *(recording, body, self.member, self.commitment, self.kind),
            *(self.deposited_on, self.in_force_on, self.until),
        )


class Confirm(
    Act,
    name="confirm",
    row="confirm",
    makes=(SignatureConfirmed,),
    arguments=("member", "commitment"),
    stored_as={"of_act": "act"},
    uncompared={"of_act": BY_NAME},
    examples="confirm ATL MARRAKESH --on 2026-03-01",
):
    """The member confirmed its signature ad referendum, which counts from then on."""

    member: Member
    commitment: OneOfTheText
    of_act: MeantAct | None = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Confirm the signature that stood on that day."""
        signatures.confirm(recording, body, self.member, self.commitment, self.on, self.of_act)


class InForce(
    Act,
    name="in-force",
    row="in_force",
    makes=(EnteredIntoForce,),
    arguments=("member", "commitment"),
    stored_as={"of_act": "act"},
    uncompared={"of_act": BY_NAME},
    examples="in-force ZUB MARRAKESH --on 2026-09-01",
):
    """The member's consent took effect, where that is known later than the consent."""

    member: Member
    commitment: OneOfTheText
    of_act: MeantAct | None = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Let the consent that stood on that day take effect."""
        signatures.enter_into_force(
            recording, body, self.member, self.commitment, self.on, self.of_act
        )


class MakeStatement(
    Act,
    name="statement",
    row="statement",
    makes=(StatementMade, Withdrawn),
    arguments=("member", "commitment", "kind"),
    keys=("member", "commitment"),
    ends={"until": Withdrawn},
    repeats=True,
    examples=(
        "statement ZUB MARRAKESH reservation --text 'Article 4 does not apply.' --on 2026-03-02"
    ),
):
    """The member made a reservation, an interpretative declaration or an objection."""

    member: Member
    commitment: Promise
    kind: Annotated[StatementKind, Meaning("What kind of statement it is.", "reservation")]
    text: Annotated[Text, Meaning("What it says.", "Article 4 does not apply.")]
    until: Annotated[
        ImpreciseDate | None, Meaning("For one that is over: the day it was withdrawn.", "2027")
    ] = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Make the statement; to which other it objects cannot be said here."""
        event = self.event(StatementMade)
        signatures.make_statement(recording, body, event, self.on, self.until)


class WithdrawFromText(
    Act,
    name="withdraw",
    row="withdraw",
    makes=(Withdrawn,),
    arguments=("member", "commitment"),
    keys=("member", "commitment", "of"),
    uncompared={"ends": BY_NAME, "revokes": BY_NAME, "excepting": BY_NAME},
    repeats=True,
    examples=(
        "withdraw KEN MISSION --on 2026-06-01",
        "withdraw KEN MISSION --of withdrawal --revokes 2026-06-01 --on 2026-05-20",
    ),
):
    """The member withdrew its signature, consent, participation, statement or report.

    It ends what began on an earlier day, also if that is recorded later. To leave the body itself:
    depositary member withdraw. If it was never true: depositary retract.
    """

    member: Member
    commitment: OneOfTheText
    of: Annotated[
        WithdrawnWhat,
        Meaning("What it withdraws; a `withdrawal` is withdrawn to revoke it.", "signature"),
    ] = "participation"
    ends: Ends = ()
    excepting: Annotated[
        tuple[DayOrEntry, ...],
        Meaning("What goes on although it began earlier, by day or @position.", "2026-01-15"),
    ] = ()
    revokes: Annotated[
        tuple[DayOrEntry, ...],
        Meaning("Which withdrawal, by day or @position, where there are several.", "2026-06-01"),
    ] = ()
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Withdraw; what a withdrawal of a withdrawal names is in `revokes`, of the rest in `ends`.

        Raises:
            Malformed: it is in the other one.
        """
        is_revocation = self.of == "withdrawal"
        if is_revocation and self.ends:
            raise Malformed("The withdrawal that is revoked is named in revokes.").at("ends")
        if self.revokes and not is_revocation:
            raise Malformed("Only a withdrawal of a withdrawal revokes one.").at("revokes")
        withdrawals.withdraw(
            *(recording, body, self.member, self.commitment, self.of, self.on),
            self.revokes or self.ends,
            self.excepting,
        )
