"""The act of a member that signs a text: all of it, or but for some commitments."""

from typing import Annotated

from application.acts.texts.commitments_meant import must_be_able
from application.context import Stream
from application.declarations.act import Act, On
from application.recording.recording import Recording
from domain.errors import Refused, UnknownReference
from domain.events.members import Member
from domain.events.texts import SignatureKind, Signed, Withdrawn
from domain.meaning import Meaning
from domain.members.member import Member as MemberHistory
from domain.suggestions import near
from domain.texts.commitment import Commitment
from domain.values import ImpreciseDate, Language, Line, Sha256, TextReference
from domain.words import worded


class SignText(
    Act,
    name="sign",
    makes=(Signed, Withdrawn),
    ends={"until": Withdrawn},
    uncompared={
        "excepting": worded(
            "Which commitments were signed is seen in the entries; retract or sign them."
        ),
        "language": worded("The entry has the sha256 of that text; correct document_sha256."),
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
        """Sign all of it that is open, and leave as it was what it had signed in the same words.

        An excepted commitment need not be open on that day.

        Raises:
            UnknownReference: there is no such member, instrument or excepted commitment.
            Refused: the member is not eligible, nothing is open for signature, or it is not said
                which of several authentic texts was signed.
            Contradicted: it was no active member on that day, or has signed this version.
        """
        opened = self._opened(recording, body)
        must_be_able(recording, body, self.member, self.instrument, self.on)
        text = recording.taskforce(body)
        document = self.document_sha256 or text.document(self.instrument, self.on, self.language)
        signed = self._unsigned(recording, body, opened)
        if len(signed) > 1:
            recording.correlate()
        events = [
            recording.commitment(body, reference).sign(
                *(self.member, self.kind, self.on),
                in_force_on=self.in_force_on,
                document_sha256=document,
                spelling=self.spelling,
                office=self.office,
            )
            for reference in signed
        ]
        seen = recording.audience.of_one_act(recording.context, body, events)
        for event, seen_by in zip(events, seen, strict=True):
            recording.record_span_seen_by(seen_by, body, event, self.on, self.until)

    def _opened(self, recording: Recording, body: str) -> list[str]:
        """Return the commitments that may have been open on that day, but those excepted.

        All if none was: then each of them says why it cannot be signed.
        """
        if not recording.taskforce(body).has_text(self.instrument):
            raise _no_text(recording, body, self.instrument)
        known = recording.commitments_of(body, self.instrument)
        for reference in self.excepting:
            if reference not in known:
                kind = worded("commitment of {instrument}", instrument=self.instrument)
                raise UnknownReference(kind, reference, known[:3])
        opened = [r for r in known if recording.commitment(body, r).may_be_open_on(self.on)]
        signed = [reference for reference in opened or known if reference not in self.excepting]
        if not signed:
            raise Refused(
                "{instrument} has no commitment that is open for signature on {on}.",
                instrument=self.instrument,
                on=self.on,
            )
        return signed

    def _unsigned(self, recording: Recording, body: str, references: list[str]) -> list[str]:
        """Leave out what the member signed in these words already, unless that is all of it.

        Raises:
            Refused: it had excepted something that it would now sign unnoticed.
        """
        known = {reference: recording.commitment(body, reference) for reference in references}
        days = {r: known[r].signed_on(self.member, self.on) for r in references}
        signed = [reference for reference in references if days[reference]]
        left = [reference for reference in references if not days[reference]]
        before = [day for reference in signed for day in days[reference]]
        excepted = [
            r for r in left if any(known[r].has_unchanged_wording(day, self.on) for day in before)
        ]
        if excepted:
            raise Refused(
                "{member} signed the text before, but not {excepted}. To record that it signs "
                "that too, name in excepting what it signed: {signed}",
                member=self.member,
                excepted=", ".join(excepted),
                signed=", ".join(signed),
            ).at("excepting")
        return left or references


def _no_text(recording: Recording, body: str, reference: str) -> Refused:
    """Return why a reference names no text, and where it is of something else, what to type."""
    if adopted := recording.load(Stream("commitment", body, reference), Commitment).adopted:
        return Refused(
            "{reference} is a commitment of {instrument}, and a text is signed as a whole: sign "
            "{instrument}, with each commitment that is left out in --excepting.",
            reference=reference,
            instrument=adopted.instrument,
        ).at("instrument")
    if recording.load(Stream("member", body, reference), MemberHistory).exists:
        return Refused(
            "There is no instrument {reference!r}: {reference} is a member. Name the member "
            "first, then the text: depositary sign MEMBER INSTRUMENT",
            reference=reference,
        ).at("instrument")
    known = recording.taskforce(body).instruments
    return UnknownReference("instrument", reference, near(reference, known))
