"""Recording what members do about commitments: signatures, consents, statements."""

from collections.abc import Callable, Collection
from dataclasses import replace

from application.context import Stream
from application.notices import of_reservation
from application.recording import Recording
from domain.errors import Refused, UnknownReference
from domain.event import Event
from domain.events.texts import Consented, ConsentKind, SignatureKind, Signed, StatementMade
from domain.members.member import Member
from domain.suggestions import near
from domain.texts.commitment import Commitment, SignatureDetails
from domain.values import ImpreciseDate, earlier
from domain.words import worded


def sign(
    recording: Recording,
    taskforce: str,
    member: str,
    instrument: str,
    on: ImpreciseDate,
    *,
    kind: SignatureKind | None = None,
    excepting: Collection[str] = (),
    details: SignatureDetails | None = None,
) -> None:
    """Record that a member signed every commitment of an instrument, but those excepted.

    What it had signed in the same words already is left as it was, if there is anything else. An
    excepted commitment need not be open on that day.

    Raises:
        UnknownReference: there is no such member, instrument or excepted commitment.
        Refused: the member is not eligible, nothing is open for signature, or it is not said
            which of several authentic texts was signed.
        Contradicted: it was no active member on that day, or has signed this version.
    """
    references = _signable(recording, taskforce, instrument, on)
    known = recording.commitments_of(taskforce, instrument)
    for reference in excepting:
        if reference not in known:
            raise UnknownReference(
                worded("commitment of {instrument}", instrument=instrument), reference, known[:3]
            )
    signed = [reference for reference in references if reference not in excepting]
    if not signed:
        raise Refused(
            "{instrument} has no commitment that is open for signature on {on}.",
            instrument=instrument,
            on=on,
        )
    code = _must_be_able(recording, taskforce, member, instrument, on)
    details = details or SignatureDetails()
    if details.document_sha256 is None:
        text = recording.taskforce(taskforce)
        document = text.document(instrument, on, details.language)
        details = replace(details, document_sha256=document)
    signed = _unsigned(recording, taskforce, code, signed, on)
    if len(signed) > 1 or details.until:
        recording.correlate()
    for reference in signed:
        event = recording.commitment(taskforce, reference).sign(code, kind, details, on)
        _record_span(recording, taskforce, event, on, details.until)


def consent(
    recording: Recording,
    taskforce: str,
    member: str,
    reference: str,
    kind: ConsentKind,
    deposited_on: ImpreciseDate,
    in_force_on: ImpreciseDate | None = None,
    until: ImpreciseDate | None = None,
) -> None:
    """Record a member's consent to be bound by a treaty; it begins on the earlier of both days.

    `until` is the day on which its participation ended, of one that is over.

    Raises:
        UnknownReference: there is no such member or treaty.
        Refused: the member is not eligible.
        Contradicted: the text is political, or it was no active member on that day, or has
            consented already.
    """
    begins = earlier(deposited_on, in_force_on)
    references = commitments(recording, taskforce, reference)
    if len(references) > 1 or until:
        recording.correlate()
    for each in references:
        event = Consented(
            commitment=each,
            member=member,
            kind=kind,
            deposited_on=deposited_on,
            in_force_on=in_force_on,
        )
        adopted = recording.commitment(taskforce, each).adopted
        instrument = adopted.instrument if adopted else reference
        _must_be_able(recording, taskforce, member, instrument, deposited_on)
        _record_span(recording, taskforce, event, begins, until)


def confirm(
    recording: Recording,
    taskforce: str,
    member: str,
    reference: str,
    on: ImpreciseDate,
    act: str | None = None,
) -> None:
    """Record that the signature ad referendum that stood on a day was confirmed.

    Raises:
        Refused: there is none; or several are there and `act`, `@position` or day, names none.
        Contradicted: the member was not active on that day.
    """
    code = recording.must_be_active(taskforce, member, on, "confirm a signature").code
    record_where_possible(recording, taskforce, reference, lambda c: c.confirm(code, on, act), on)


def enter_into_force(
    recording: Recording,
    taskforce: str,
    member: str,
    reference: str,
    on: ImpreciseDate,
    act: str | None = None,
) -> None:
    """Record when the consent that stood on a day took effect, where that is known later.

    Raises:
        Refused: it had not consented; or several are there and `act`, `@position` or day, names
            none.
    """
    code = recording.member(taskforce, member).code
    record_where_possible(
        recording, taskforce, reference, lambda c: c.enter_into_force(code, on, act), on
    )


def make_statement(
    recording: Recording,
    taskforce: str,
    statement: StatementMade,
    on: ImpreciseDate,
    until: ImpreciseDate | None = None,
) -> None:
    """Record a reservation, an interpretative declaration or an objection.

    `until` is the day on which it was withdrawn, of one that is over.

    Raises:
        UnknownReference: there is no such member or commitment.
        Contradicted: the member was not active on that day.
    """
    code = recording.must_be_active(taskforce, statement.member, on, "make a statement").code
    adopted = recording.commitment(taskforce, statement.commitment).adopted
    text = recording.commitments_of(taskforce, adopted.instrument) if adopted else ()
    whole = {each: recording.commitment(taskforce, each).history.about(code) for each in text}
    for sentence in of_reservation(statement, whole):
        recording.remark(sentence)
    if until:
        recording.correlate()
    _record_span(recording, taskforce, statement, on, until)


def commitments(recording: Recording, taskforce: str, reference: str) -> list[str]:
    """Return the commitments that a reference means: all of an instrument, or one.

    Raises:
        UnknownReference: it is neither.
        Refused: it is an instrument that has no commitments yet.
    """
    if recording.taskforce(taskforce).has_text(reference):
        found = list(recording.commitments_of(taskforce, reference))
        if not found:
            raise Refused("{reference} has no commitments yet.", reference=reference)
        return found
    recording.commitment(taskforce, reference)
    return [reference]


def commitments_as_one_act(recording: Recording, taskforce: str, reference: str) -> list[str]:
    """Return the same; all that is decided on them from here on is one act."""
    found = commitments(recording, taskforce, reference)
    if len(found) > 1:
        recording.correlate()
    return found


def _signable(
    recording: Recording, taskforce: str, instrument: str, on: ImpreciseDate
) -> list[str]:
    """Return the commitments that may have been open on that day; all if none was.

    (Then each of them says why it cannot be signed.)
    """
    if not recording.taskforce(taskforce).has_text(instrument):
        raise _no_text(recording, taskforce, instrument)
    references = recording.commitments_of(taskforce, instrument)
    opened = [r for r in references if recording.commitment(taskforce, r).may_be_open_on(on)]
    return opened or list(references)


def _no_text(recording: Recording, taskforce: str, reference: str) -> Refused:
    """Return why a reference names no text, and where it is of something else, what to type."""
    if adopted := recording.load(Stream("commitment", taskforce, reference), Commitment).adopted:
        return Refused(
            "{reference} is a commitment of {instrument}, and a text is signed as a whole: sign "
            "{instrument}, with each commitment that is left out in --excepting.",
            reference=reference,
            instrument=adopted.instrument,
        ).at("instrument")
    if recording.load(Stream("member", taskforce, reference), Member).exists:
        return Refused(
            "There is no instrument {reference!r}: {reference} is a member. Name the member "
            "first, then the text: depositary sign MEMBER INSTRUMENT",
            reference=reference,
        ).at("instrument")
    known = recording.taskforce(taskforce).instruments
    return UnknownReference("instrument", reference, near(reference, known))


def _unsigned(
    recording: Recording, taskforce: str, member: str, references: list[str], on: ImpreciseDate
) -> list[str]:
    """Leave out what the member signed in these words already, unless that is all of it.

    Raises:
        Refused: it had excepted something that it would now sign unnoticed.
    """
    known = {reference: recording.commitment(taskforce, reference) for reference in references}
    days = {reference: known[reference].signed_on(member, on) for reference in references}
    signed = [reference for reference in references if days[reference]]
    left = [reference for reference in references if not days[reference]]
    before = [day for reference in signed for day in days[reference]]
    excepted = [r for r in left if any(known[r].has_unchanged_wording(day, on) for day in before)]
    if excepted:
        raise Refused(
            "{member} signed the text before, but not {excepted}. To record that it signs "
            "that too, name in excepting what it signed: {signed}",
            member=member,
            excepted=", ".join(excepted),
            signed=", ".join(signed),
        ).at("excepting")
    return left or references


def _must_be_able(
    recording: Recording, taskforce: str, member: str, instrument: str, on: ImpreciseDate
) -> str:
    """Return the member's code of today."""
    signatory = recording.must_be_active(taskforce, member, on)
    recording.taskforce(taskforce).must_be_open_to(instrument, signatory.code, signatory.kind, on)
    return signatory.code


def record_where_possible(
    recording: Recording,
    taskforce: str,
    reference: str,
    decide: Callable[[Commitment], Event],
    on: ImpreciseDate,
) -> None:
    """Record what is decided on each commitment that is meant, leaving out those that refuse.

    Raises:
        Refused: all of them refuse.
    """
    refused: Refused | None = None
    decided = 0
    for each in commitments_as_one_act(recording, taskforce, reference):
        try:
            event = decide(recording.commitment(taskforce, each))
        except Refused as error:
            refused = error
            continue
        recording.record(taskforce, event, on)
        decided += 1
    if refused and not decided:
        raise refused


def _record_span(
    recording: Recording,
    taskforce: str,
    event: Signed | Consented | StatementMade,
    on: ImpreciseDate,
    until: ImpreciseDate | None,
) -> None:
    drafts = recording.span(event, on, until)
    recording.append(Stream.of(taskforce, event), Commitment, *drafts)
