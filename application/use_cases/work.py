"""Recording what a body exchanges with others: inputs, advice, contributions; and its end."""

from application.context import Stream
from application.recording import Recording
from domain.bodies.taskforce import Taskforce
from domain.events.bodies import Dissolved
from domain.events.work import (
    AdviceAnswered,
    AdviceForwarded,
    ContributionTakenUp,
    InitiativeInputConsidered,
    InitiativeInputReceived,
    JointWorkRecorded,
    ProductContributionMade,
)
from domain.values import ImpreciseDate
from domain.work.exchange import must_name_what_is_there

Exchanged = (
    InitiativeInputReceived
    | InitiativeInputConsidered
    | AdviceForwarded
    | AdviceAnswered
    | ProductContributionMade
    | ContributionTakenUp
    | JointWorkRecorded
)


def exchange(recording: Recording, taskforce: str, event: Exchanged, on: ImpreciseDate) -> None:
    """Record something that was fed in, considered, advised, answered, contributed or done jointly.

    Raises:
        UnknownReference: it names what the body has not: an initiative, input, advice, meeting …
        Contradicted: it is recorded already, comes before what it is about, or names an agenda
            item or a decision of another meeting.
    """
    must_name_what_is_there(recording.taskforce(taskforce).history, event)
    recording.record(Stream("taskforce", taskforce), Taskforce, event, on)


def dissolve(
    recording: Recording, taskforce: str, on: ImpreciseDate, reason: str | None = None
) -> None:
    """Record that the body is no more from a day on; its record stays and can be corrected.

    Raises:
        Contradicted: it was dissolved already, or did something after that day.
    """
    recording.taskforce(taskforce)
    recording.record(Stream("taskforce", taskforce), Taskforce, Dissolved(reason=reason), on)
