"""Recording what happens to a body: its founding, tasks, chairs, texts, partners and its end."""

from application.context import Stream
from application.recording import Recording
from domain.bodies.taskforce import Taskforce
from domain.errors import Refused
from domain.event import Event
from domain.events.bodies import (
    ChairAppointed,
    Established,
    InitiativeRecognised,
    ViceChairAppointed,
)
from domain.values import UNKNOWN, ImpreciseDate
from domain.work.exchange import must_name_what_is_there


def establish(recording: Recording, event: Established, on: ImpreciseDate) -> None:
    """Record the founding of a body.

    Raises:
        Refused: a body of that code exists.
    """
    if recording.load(Stream("taskforce", event.code), Taskforce).established:
        raise Refused("Taskforce {code} was established already.", code=event.code)
    recording.record(event.code, event, on)


def record(recording: Recording, taskforce: str, event: Event, on: ImpreciseDate = UNKNOWN) -> None:
    """Record an event of a body that was established.

    Raises:
        UnknownReference: it names a task, meeting, member … that is not recorded.
        Contradicted: it is recorded already, or cannot be true together with other entries.
    """
    if isinstance(event, InitiativeRecognised) and event.as_member:
        recording.member(taskforce, event.as_member)
    must_name_what_is_there(recording.taskforce(taskforce).history, event)
    recording.record(taskforce, event, on)


def appoint(
    recording: Recording,
    taskforce: str,
    event: ChairAppointed | ViceChairAppointed,
    on: ImpreciseDate,
) -> None:
    """Record who took the chair, or became vice-chair.

    Raises:
        UnknownReference: there is no such member.
        Contradicted: it was not a member on that day.
    """
    match event:
        case ChairAppointed():
            recording.must_be_active(taskforce, event.chair, on, "take the chair")
        case ViceChairAppointed():
            recording.must_be_active(taskforce, event.vice_chair, on, "be vice-chair")
    record(recording, taskforce, event, on)
