"""The commitments that a reference means, and what is decided on each of them."""

from collections.abc import Callable

from application.recording.recording import Recording
from domain.errors import Refused
from domain.event import Event
from domain.texts.commitment import Commitment
from domain.values import ImpreciseDate


def commitments(recording: Recording, body: str, reference: str) -> list[str]:
    """Return the commitments that a reference means: all of an instrument, or one.

    Raises:
        UnknownReference: it is neither.
        Refused: it is an instrument that has no commitments yet.
    """
    if recording.taskforce(body).has_text(reference):
        found = list(recording.commitments_of(body, reference))
        if not found:
            raise Refused("{reference} has no commitments yet.", reference=reference)
        return found
    recording.commitment(body, reference)
    return [reference]


def commitments_as_one_act(recording: Recording, body: str, reference: str) -> list[str]:
    """Return the same; all that is decided on them from here on is one act."""
    found = commitments(recording, body, reference)
    if len(found) > 1:
        recording.correlate()
    return found


def record_where_possible(
    recording: Recording,
    body: str,
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
    for each in commitments_as_one_act(recording, body, reference):
        try:
            event = decide(recording.commitment(body, each))
        except Refused as error:
            refused = error
            continue
        recording.record(body, event, on)
        decided += 1
    if refused and not decided:
        raise refused


def must_be_able(
    recording: Recording, body: str, member: str, instrument: str, on: ImpreciseDate
) -> None:
    """Refuse what a member that cannot sign a text does.

    Raises:
        UnknownReference: there is no such member.
        Refused: the text is not open to it.
        Contradicted: it was no active member on that day.
    """
    signatory = recording.must_be_active(body, member, on)
    recording.taskforce(body).must_be_open_to(instrument, member, signatory.kind, on)
