"""Acts of a member about a text: consents, what confirms them, statements, withdrawals."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import field_validator

from application.acts.texts.commitments_meant import (
    commitments,
    commitments_as_one_act,
    must_be_able,
    record_where_possible,
)
from application.declarations.act import Act, On
from application.entries.entry_names import BY_NAME, DayOrEntry, Ends
from application.recording.notices import of_reservation
from application.recording.recording import Recording
from domain.endings import NONE_OF_THEM, Closing, must_be_clear
from domain.errors import Malformed, Refused
from domain.events.members import Member
from domain.events.texts import (
    KIND_NOT_KNOWN,
    SPANS,
    Consented,
    ConsentKind,
    EnteredIntoForce,
    InForceOn,
    Promise,
    SignatureConfirmed,
    StatementKind,
    StatementMade,
    Withdrawn,
    WithdrawnWhat,
)
from domain.meaning import Meaning
from domain.texts.commitment import Commitment
from domain.values import ImpreciseDate, Text, TextReference, earlier
from domain.words import worded

MeantAct = Annotated[
    DayOrEntry, Meaning("Which act, by day or @position, where several stood.", "2026-02-01")
]
OneOfTheText = Annotated[
    TextReference, Meaning("The commitment, or a text for all of its commitments.", "MARRAKESH")
]


class Consent(
    Act,
    name="consent",
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
        """Consent to the treaty; the consent begins on the earlier of both days.

        Raises:
            UnknownReference: there is no such member or treaty.
            Refused: the member is not eligible.
            Contradicted: the text is political, or it was no active member on that day, or has
                consented already.
        """
        begins = earlier(self.deposited_on, self.in_force_on)
        for each in commitments_as_one_act(recording, body, self.commitment):
            adopted = recording.commitment(body, each).adopted
            instrument = adopted.instrument if adopted else self.commitment
            must_be_able(recording, body, self.member, instrument, self.deposited_on)
            recording.record_span(body, self.event(Consented, commitment=each), begins, self.until)


class Confirm(
    Act,
    name="confirm",
    makes=(SignatureConfirmed,),
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
        """Confirm the signature that stood on that day.

        Raises:
            Refused: there is none; or several are there and `of_act` names none.
            Contradicted: the member was not active on that day.
        """
        recording.must_be_active(body, self.member, self.on, worded("confirm a signature"))

        def confirmed(commitment: Commitment) -> SignatureConfirmed:
            return commitment.confirm(self.member, self.on, self.of_act)

        record_where_possible(recording, body, self.commitment, confirmed, self.on)


class InForce(
    Act,
    name="in-force",
    makes=(EnteredIntoForce,),
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
        """Let the consent that stood on that day take effect.

        Raises:
            Refused: it had not consented; or several are there and `of_act` names none.
        """
        recording.member(body, self.member)

        def in_force(commitment: Commitment) -> EnteredIntoForce:
            return commitment.enter_into_force(self.member, self.on, self.of_act)

        record_where_possible(recording, body, self.commitment, in_force, self.on)


class MakeStatement(
    Act,
    name="statement",
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
        """Make the statement; to which other it objects cannot be said here.

        Raises:
            UnknownReference: there is no such member or commitment.
            Contradicted: the member was not active on that day.
        """
        recording.must_be_active(body, self.member, self.on, worded("make a statement"))
        adopted = recording.commitment(body, self.commitment).adopted
        text = recording.commitments_of(body, adopted.instrument) if adopted else ()
        acts = {each: recording.commitment(body, each).history.about(self.member) for each in text}
        statement = self.event(StatementMade)
        for sentence in of_reservation(statement, acts):
            recording.remark(sentence)
        recording.record_span(body, statement, self.on, self.until)


class WithdrawFromText(
    Act,
    name="withdraw",
    makes=(Withdrawn,),
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
        """Withdraw; from a text, from each of its commitments.

        It ends what the member did of that kind before that day, also what is recorded later.
        What a withdrawal of a withdrawal names is in `revokes`, of the rest in `ends`.

        Raises:
            Malformed: it is in the other one.
            UnknownReference: there is no such member or text.
            Refused: nothing of that kind stands, where it is ended by name; a name is of nothing;
                or the dates do not tell what it ends.
            Contradicted: it would revoke a withdrawal, and was not an active member on that day.
        """
        is_revocation = self.of == "withdrawal"
        if is_revocation and self.ends:
            raise Malformed("The withdrawal that is revoked is named in revokes.").at("ends")
        if self.revokes and not is_revocation:
            raise Malformed("Only a withdrawal of a withdrawal revokes one.").at("revokes")
        recording.member(body, self.member)
        if is_revocation:
            recording.must_be_active(body, self.member, self.on, worded("revoke a withdrawal"))
        closings = self._closings(recording, body)
        must_be_clear(closings)
        if len(closings) > 1:
            recording.correlate()
        for closed in closings:
            recording.record(body, closed.event, self.on)

    def _closings(self, recording: Recording, body: str) -> list[Closing[Withdrawn]]:
        """Return what ends on each commitment, leaving out those on which nothing does.

        Of a span, what is named may be in some of them; all are withdrawn.

        Raises:
            Refused: nothing ends on any.
        """

        def close(
            reference: str, names: Sequence[str], excepting: Sequence[str]
        ) -> Closing[Withdrawn]:
            commitment = recording.commitment(body, reference)
            return commitment.withdraw(self.member, self.of, self.on, names, excepting)

        found: list[Closing[Withdrawn]] = []
        without: list[str] = []
        refused: Refused | None = None
        for each in commitments(recording, body, self.commitment):
            try:
                found.append(close(each, self.revokes or self.ends, self.excepting))
            except Refused as error:
                without.append(each)
                refused = error
        if refused and not found:
            raise refused
        if self.of in SPANS:
            found += [close(each, [NONE_OF_THEM], ()) for each in without]
        return found
