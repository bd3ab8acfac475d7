"""What a mapping needs to be there before its rows: recorded once, as far as it is missing."""

from collections.abc import Iterator

from application.context import Stream
from application.recording import Recording
from application.use_cases import bodies, members, texts
from domain.bodies.taskforce import Taskforce
from domain.events.bodies import Established, InstrumentAdopted, ScaleRegistered
from domain.members.member import Member
from domain.texts.commitment import Commitment
from domain.words import worded
from infrastructure.importers.rows.mapping import Founding, Setup, TextOpened


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
            members.join(
                recording, taskforce, member.member, member.on, name=member.name, kind=member.kind
            )
            yield worded(
                "Member {member} ({name}) is admitted, since {on}.",
                member=member.member,
                name=member.name,
                on=member.on,
            )
    for text in setup.instrument:
        if text.reference not in known:
            yield from _open(recording, taskforce, text)
    yield from _scales(recording, taskforce, setup)


def _found(recording: Recording, founding: Founding) -> Iterator[str]:
    if recording.load(Stream("taskforce", founding.code), Taskforce).established is None:
        event = Established.model_validate(founding.model_dump(exclude={"on"}))
        bodies.establish(recording, event, founding.on)
        yield worded(
            "Taskforce {code} ({name}) is established.", code=founding.code, name=founding.name
        )


def _open(recording: Recording, taskforce: str, text: TextOpened) -> Iterator[str]:
    event = InstrumentAdopted.model_validate(text.model_dump(exclude={"on", "text"}))
    bodies.record(recording, taskforce, event, text.on)
    yield worded(
        "Instrument {reference} ({title}) is adopted on {on}.",
        reference=text.reference,
        title=text.title,
        on=text.on,
    )
    stream = Stream("commitment", taskforce, text.reference)
    if text.text and recording.load(stream, Commitment).adopted is None:
        texts.adopt(recording, taskforce, text.reference, text.reference, text.text, text.on)
        yield worded(
            "Commitment {reference} is adopted on {on}.", reference=text.reference, on=text.on
        )


def _scales(recording: Recording, taskforce: str, setup: Setup) -> Iterator[str]:
    registered = recording.taskforce(taskforce).history.each(ScaleRegistered)
    known = {(event.scale, event.version) for _, event in registered}
    for scale in setup.scale:
        if (scale.scale, scale.version) not in known:
            event = ScaleRegistered.model_validate(scale.model_dump())
            bodies.record(recording, taskforce, event)
            yield worded(
                "Scale {scale} version {version} is registered.",
                scale=scale.scale,
                version=scale.version,
            )
