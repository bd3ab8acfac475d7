"""Recording what happens to a taskforce: its founding, offices, texts and partners."""

from dataclasses import dataclass
from hashlib import sha256

from application.context import Stream
from application.recording import Recording
from application.use_cases.codes import by_any_code
from domain.bodies.taskforce import Taskforce
from domain.errors import Refused, UnknownReference
from domain.event import Event
from domain.events.bodies import (
    ChairAppointed,
    ClaimRecorded,
    Established,
    InitiativeRecognised,
    InstrumentAdopted,
    RecordKeptFrom,
    ReferenceGroupLinked,
    ScaleRegistered,
    TaskAdopted,
    ViceChairAppointed,
)
from domain.texts.wording import text_digest, wording_of
from domain.values import UNKNOWN, ImpreciseDate
from domain.words import worded


def establish(recording: Recording, event: Established, on: ImpreciseDate) -> None:
    """Record the founding of a body.

    Raises:
        Refused: a body of that code exists.
    """
    stream = Stream("taskforce", event.code)
    if recording.load(stream, Taskforce).established:
        raise Refused("Taskforce {code} was established already.", code=event.code)
    recording.record(stream, Taskforce, event, on)


def keep_record_from(recording: Recording, taskforce: str, on: ImpreciseDate) -> None:
    """Record from which day on the record claims to be complete."""
    _record(recording, taskforce, RecordKeptFrom(), on)


def adopt_task(
    recording: Recording, taskforce: str, task: TaskAdopted, on: ImpreciseDate = UNKNOWN
) -> None:
    """Record a task of the body.

    Raises:
        Refused: there is one of that reference.
    """
    _record(recording, taskforce, recording.taskforce(taskforce).adopt_task(task), on)


@by_any_code
def appoint_chair(
    recording: Recording,
    taskforce: str,
    member: str,
    on: ImpreciseDate,
    *,
    vice: bool = False,
    term_ends_on: ImpreciseDate | None = None,
) -> None:
    """Record who took the chair, or the vice-chair.

    Raises:
        UnknownReference: there is no such member.
        Contradicted: it was not a member on that day.
    """
    office = "be vice-chair" if vice else "take the chair"
    recording.must_be_active(taskforce, member, on, office)
    event = (
        ViceChairAppointed(vice_chair=member, term_ends_on=term_ends_on)
        if vice
        else ChairAppointed(chair=member, term_ends_on=term_ends_on)
    )
    _record(recording, taskforce, event, on)


def record_claim(
    recording: Recording, taskforce: str, claim: ClaimRecorded, on: ImpreciseDate = UNKNOWN
) -> None:
    """Record what a source says, beside what others say; `on` is when it said so."""
    _record(recording, taskforce, claim, on)


@by_any_code
def recognise(
    recording: Recording,
    taskforce: str,
    partner: InitiativeRecognised | ReferenceGroupLinked,
    on: ImpreciseDate = UNKNOWN,
) -> None:
    """Record an initiative that feeds in, or a reference group that the body works beside.

    Raises:
        Refused: it was recorded already.
        UnknownReference: the initiative is said to be a member, and there is none.
    """
    if isinstance(partner, InitiativeRecognised) and partner.as_member:
        recording.member(taskforce, partner.as_member)
    _record(recording, taskforce, recording.taskforce(taskforce).recognise(partner), on)


def register_scale(
    recording: Recording, taskforce: str, scale: ScaleRegistered, on: ImpreciseDate = UNKNOWN
) -> None:
    """Record a scale on which progress may be stated.

    Raises:
        Refused: that version exists.
    """
    _record(recording, taskforce, recording.taskforce(taskforce).register_scale(scale), on)


def adopt_instrument(
    recording: Recording, taskforce: str, instrument: InstrumentAdopted, on: ImpreciseDate
) -> None:
    """Record that a text was opened for signature; its commitments are adopted one by one.

    Raises:
        Refused: that version was adopted already.
    """
    _record(recording, taskforce, recording.taskforce(taskforce).adopt_instrument(instrument), on)


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A file that is an authentic text: of which instrument, version and language.

    `whole` says that its bytes are the same, otherwise only its wording is.
    """

    instrument: str
    version: str
    language: str
    whole: bool


def check_text_file(taskforce: Taskforce, content: bytes) -> CheckedText:
    """Find the authentic text that a file is.

    Raises:
        UnknownReference: it is none.
    """
    file_digest = sha256(content).hexdigest()
    words = wording_of(content)
    wording = None if words is None else text_digest(words)
    for _, event in taskforce.history.each(InstrumentAdopted):
        for text in event.authentic_texts:
            whole = text.file_sha256 == file_digest
            if whole or (wording and text.text_sha256 == wording):
                return CheckedText(event.reference, event.version, text.language, whole)
    raise UnknownReference(worded("text with the sha256"), file_digest)


def _record(recording: Recording, taskforce: str, event: Event, on: ImpreciseDate) -> None:
    recording.taskforce(taskforce)
    recording.record(Stream("taskforce", taskforce), Taskforce, event, on)
