"""What each act of a row does: one use case, called with what the row gives."""

from dataclasses import replace

from pydantic import TypeAdapter

from application.context import Stream
from application.recording import Recording
from application.use_cases import commitments, texts, withdrawals
from application.use_cases.entries import Amendment, amended, entry_id
from domain.commitment import Commitment, SignatureDetails
from domain.contradictions import end_of
from domain.errors import Refused
from domain.events.commitment import (
    KIND_NOT_KNOWN,
    ConsentKind,
    SignatureKind,
    StatementKind,
    StatementMade,
    WithdrawnWhat,
)
from domain.events.progress import ProgressReported
from infrastructure.importers.given import Given

SIGNATURES: TypeAdapter[SignatureKind] = TypeAdapter(SignatureKind)
CONSENTS: TypeAdapter[ConsentKind] = TypeAdapter(ConsentKind)
STATEMENTS: TypeAdapter[StatementKind] = TypeAdapter(StatementKind)
WITHDRAWN: TypeAdapter[WithdrawnWhat] = TypeAdapter(WithdrawnWhat)


def adopt(recording: Recording, taskforce: str, given: Given) -> None:
    """Adopt a commitment."""
    texts.adopt(
        recording,
        taskforce,
        given.text("instrument"),
        given.text("commitment"),
        given.text("text"),
        given.day("on"),
        given.get("theme"),
    )


def is_new(recording: Recording, taskforce: str, given: Given) -> bool:
    """Say whether a commitment is not there yet."""
    stream = Stream("commitment", taskforce, given.text("commitment"))
    return recording.load(stream, Commitment).adopted is None


def amend(recording: Recording, taskforce: str, given: Given) -> None:
    """Give a commitment its new wording."""
    version, text = given.text("version"), given.text("text")
    reference = given.text("commitment")
    texts.amend(recording, taskforce, reference, version, text, given.day("on"))


def sign(recording: Recording, taskforce: str, given: Given) -> None:
    """Sign an instrument."""
    commitments.sign(
        recording,
        taskforce,
        given.text("member"),
        given.text("instrument"),
        given.day("on"),
        kind=given.get_word("kind", SIGNATURES),
        excepting=tuple((given.get("excepting") or "").replace(";", " ").split()),
        details=SignatureDetails(
            language=given.get("language"),
            document_sha256=given.get("document_sha256"),
            in_force_on=given.get_day("in_force_on"),
            spelling=given.get("spelling"),
            office=given.get("office"),
            until=given.get_day("until"),
        ),
    )


def consent(recording: Recording, taskforce: str, given: Given) -> None:
    """Consent to be bound."""
    commitments.consent(
        recording,
        taskforce,
        given.text("member"),
        given.text("commitment"),
        _consent_kind(given),
        given.day("deposited_on"),
        given.get_day("in_force_on"),
        given.get_day("until"),
    )


def _consent_kind(given: Given) -> ConsentKind:
    """Return the kind of a consent; a blank says, as `unknown` does, that no source gives it."""
    known = given.get("kind") not in (None, "unknown")
    return given.word("kind", CONSENTS) if known else KIND_NOT_KNOWN


def confirm(recording: Recording, taskforce: str, given: Given) -> None:
    """Confirm a signature ad referendum."""
    member, commitment = given.text("member"), given.text("commitment")
    on, act = given.day("on"), given.get("of_act")
    commitments.confirm(recording, taskforce, member, commitment, on, act)


def in_force(recording: Recording, taskforce: str, given: Given) -> None:
    """Let a consent take effect."""
    member, commitment = given.text("member"), given.text("commitment")
    on, act = given.day("on"), given.get("of_act")
    commitments.enter_into_force(recording, taskforce, member, commitment, on, act)


def withdraw(recording: Recording, taskforce: str, given: Given) -> None:
    """Withdraw what the row says."""
    of = given.word("of", WITHDRAWN)
    named, other = ("revokes", "ends") if of == "withdrawal" else ("ends", "revokes")
    if given.get(other):
        raise given.fault(other, f"What a withdrawal of {of} names stands in the column {named}.")
    withdrawals.withdraw(
        recording,
        taskforce,
        given.text("member"),
        given.text("commitment"),
        of,
        given.day("on"),
        _names(given, named),
        _names(given, "excepting"),
    )


def state(recording: Recording, taskforce: str, given: Given) -> None:
    """Make a statement."""
    statement = StatementMade(
        commitment=given.text("commitment"),
        member=given.text("member"),
        kind=given.word("kind", STATEMENTS),
        text=given.text("text"),
    )
    until = given.get_day("until")
    commitments.make_statement(recording, taskforce, statement, given.day("on"), until)


def _names(given: Given, name: str) -> list[str]:
    """Return what a cell names, as `@position` or by its day; several are separated by `;`."""
    return [part.strip() for part in (given.get(name) or "").split(";") if part.strip()]


def correct_report(recording: Recording, taskforce: str, given: Given) -> None:
    """Amend a standing report of the member: the one that is named, or the last one."""
    member, reference = given.text("member"), given.text("commitment")
    commitment = recording.commitment(taskforce, reference)
    history = commitment.history.about(member)
    standing = [e for e, _ in history.each(ProgressReported) if end_of(history, e) is None]
    if not standing:
        raise Refused(f"{member} has no report on {reference} that could be corrected.")
    meant = entry_id(recording, given.get("entry"))
    last = max(standing, key=lambda each: (each.begins_by, each.order))
    entry = next((each for each in standing if each.id == meant), last)
    if meant not in (None, entry.id):
        raise given.fault("entry", f"This is no report of {member} on {reference}.")
    fields = ("on", "assessment", "narrative")
    changes = {name: given.text(name) for name in fields if given.get(name)}
    context = recording.context
    recording.context = replace(context, visibility=None)  # who may see it stays as it is
    draft = amended(recording, taskforce, entry, Amendment(str(entry.id), changes), "error")
    recording.context = context
    recording.append(Stream("commitment", taskforce, reference), Commitment, draft)
