"""The body, texts, scales and members that a mapping records before its rows, where missing."""

from collections.abc import Iterator

from application.acts.bodies import establish
from application.acts.members.joining import Join
from application.acts.texts.wording import AdoptCommitment
from application.context import Stream
from application.recording import body_events
from application.recording.recording import Recording
from domain.bodies.taskforce import Taskforce
from domain.events.bodies import Established, InstrumentAdopted, ScaleRegistered
from domain.members.member import Member
from domain.texts.commitment import Commitment
from domain.values import UNKNOWN, ImpreciseDate, Line, MemberCode, MemberKind, Text
from domain.words import worded
from infrastructure.importers.rows.value_source import MappingModel


class SetupTaskforce(Established):
    """The body that the acts belong to."""

    on: ImpreciseDate = UNKNOWN


class SetupText(InstrumentAdopted):
    """A text that is opened for signature; with `text` it is its own only commitment."""

    on: ImpreciseDate = UNKNOWN
    text: Text | None = None


class SetupMember(MappingModel):
    """A member that the acts need."""

    member: MemberCode
    name: Line
    kind: MemberKind = MemberKind.STATE
    on: ImpreciseDate = UNKNOWN


class Setup(MappingModel):
    """What is recorded before the rows, as far as it is missing."""

    taskforce: SetupTaskforce | None = None
    instrument: tuple[SetupText, ...] = ()
    scale: tuple[ScaleRegistered, ...] = ()
    member: tuple[SetupMember, ...] = ()


def set_up(recording: Recording, taskforce: str, setup: Setup) -> Iterator[str]:
    """Record what is missing, and yield one sentence for each thing.

    The body is founded only where the acts are to be recorded for just that body.

    Raises:
        UnknownReference: there is no such body.
    """
    if setup.taskforce and setup.taskforce.code == taskforce:
        yield from _found(recording, setup.taskforce)
    known = recording.taskforce(taskforce).instruments
    for member in setup.member:
        if not recording.load(Stream("member", taskforce, member.member), Member).exists:
            Join(**member.model_dump()).record(recording, taskforce)
            yield worded("Member {member} ({name}) is admitted, since {on}.", **member.model_dump())
    for text in setup.instrument:
        if text.reference not in known:
            yield from _open(recording, taskforce, text)
    yield from _register(recording, taskforce, setup.scale)


def _found(recording: Recording, founding: SetupTaskforce) -> Iterator[str]:
    if recording.load(Stream("taskforce", founding.code), Taskforce).established is None:
        event = Established.model_validate(founding.model_dump(exclude={"on"}))
        establish(recording, event.code, event, founding.on)
        yield worded("Taskforce {code} ({name}) is established.", **founding.model_dump())


def _open(recording: Recording, taskforce: str, text: SetupText) -> Iterator[str]:
    event = InstrumentAdopted.model_validate(text.model_dump(exclude={"on", "text"}))
    body_events.record(recording, taskforce, event, text.on)
    yield worded(
        "Instrument {reference} ({title}) is adopted on {on}.",
        reference=text.reference,
        title=text.title,
        on=text.on,
    )
    stream = Stream("commitment", taskforce, text.reference)
    if text.text and recording.load(stream, Commitment).adopted is None:
        adopted = AdoptCommitment(
            commitment=text.reference, instrument=text.reference, text=text.text, on=text.on
        )
        adopted.record(recording, taskforce)
        yield worded("Commitment {reference} is adopted on {on}.", **text.model_dump())


def _register(
    recording: Recording, taskforce: str, scales: tuple[ScaleRegistered, ...]
) -> Iterator[str]:
    registered = recording.taskforce(taskforce).history.each(ScaleRegistered)
    known = {(event.scale, event.version) for _, event in registered}
    for scale in scales:
        if (scale.scale, scale.version) not in known:
            event = ScaleRegistered.model_validate(scale.model_dump())
            body_events.record(recording, taskforce, event)
            yield worded(
                "Scale {scale} version {version} is registered.",
                scale=scale.scale,
                version=scale.version,
            )
