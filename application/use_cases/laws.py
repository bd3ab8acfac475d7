"""Recording gaps and opportunities in members' laws, and what members do at home."""

from collections.abc import Iterable
from json import loads

from application.recording import Recording
from domain.errors import Refused
from domain.event import Event
from domain.events.laws import (
    EngagementRecorded,
    LegislativeGapAnswered,
    LegislativeGapClosed,
    LegislativeGapIdentified,
    LegislativeHelpOffered,
    LegislativeOpportunityIdentified,
    PracticeShowcased,
)
from domain.events.members import MemberEvent
from domain.laws.gaps import FOUND, must_be_found
from domain.values import ImpreciseDate
from domain.words import worded
from domain.work.exchange import must_name_what_is_there


def record(recording: Recording, taskforce: str, event: MemberEvent, on: ImpreciseDate) -> None:
    """Record a gap in a member's law, what is said of it, engagement, or a practice.

    Raises:
        UnknownReference: there is no such member, gap, task, commitment or meeting.
        Refused: another gap or practice of the body has that reference.
        Contradicted: it was not a member on that day, or the gap was closed by then.
    """
    member = recording.member(taskforce, event.member)
    match event:
        case LegislativeGapIdentified() | LegislativeOpportunityIdentified():
            _must_be_new(recording, taskforce, FOUND, "gap", event.gap)
        case LegislativeHelpOffered():
            must_be_found(member.history, member.code, event.gap)
            recording.must_be_active(taskforce, event.by, on, "offer help")
        case LegislativeGapAnswered() | LegislativeGapClosed():
            must_be_found(member.history, member.code, event.gap)
        case PracticeShowcased():
            _must_be_new(recording, taskforce, (PracticeShowcased,), "practice", event.practice)
        case _:
            pass
    must_refer_to_what_exists(recording, taskforce, event)
    recording.record(taskforce, event, on)


def must_refer_to_what_exists(recording: Recording, taskforce: str, event: Event) -> None:
    """Refuse engagement or a practice that does not refer to what exists; others pass.

    Raises:
        UnknownReference: there is no such task, commitment or meeting.
    """
    if isinstance(event, EngagementRecorded | PracticeShowcased):
        must_name_what_is_there(recording.taskforce(taskforce).history, event)
    if isinstance(event, PracticeShowcased):
        for commitment in event.commitments:
            recording.commitment(taskforce, commitment)


def _must_be_new(
    recording: Recording,
    taskforce: str,
    kinds: tuple[type[MemberEvent], ...],
    field: str,
    reference: str,
) -> None:
    """Refuse a reference that means something already: agendas name it without its member.

    The unit then rests on the head of the log, so that none can be added in between.

    Raises:
        Refused: it does; the sentence names whose it is.
    """
    recording.rest_on_head()
    for kind, member, other in _references(recording, taskforce, kinds, field):
        if other == reference:
            raise Refused(
                "{reference} is {what} of {member} already; give this one another reference.",
                reference=reference,
                what=_NOUNS[kind],
                member=member,
            )


_NOUNS = {
    LegislativeGapIdentified.TOPIC: worded("a gap"),
    LegislativeOpportunityIdentified.TOPIC: worded("an opportunity"),
    PracticeShowcased.TOPIC: worded("a practice"),
}


def _references(
    recording: Recording, taskforce: str, kinds: tuple[type[MemberEvent], ...], field: str
) -> Iterable[tuple[str, str, str]]:
    """Yield topic, member and reference of all that is recorded, and of what this unit records."""
    for row in recording.entries(taskforce, kinds):
        content = loads(row.event)
        yield row.topic, content["member"], content[field]
    for record in recording.pending:
        event = record.event
        if isinstance(event, kinds):
            yield event.TOPIC, event.member, str(getattr(event, field))
