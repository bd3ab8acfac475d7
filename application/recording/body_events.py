"""Recording events of a body: what they name must be there, and an owner may be a member."""

import re
from collections.abc import Iterable, Iterator, Sequence

from application.context import Stream
from application.recording.recording import Recording
from application.time_zones import must_be_zone
from domain.errors import Refused
from domain.event import Event
from domain.events.bodies import InitiativeRecognised, InstrumentAdopted, TaskAdopted
from domain.events.laws import PracticeShowcased
from domain.events.meetings import (
    ActionItem,
    DecisionAdopted,
    MeetingConvened,
    MeetingOpened,
    MeetingRescheduled,
)
from domain.events.members import Joined
from domain.events.progress import MilestoneSet
from domain.events.voting import SessionSet, VoteTaken
from domain.events.zones import TimeZoneSet
from domain.history import History
from domain.members.active import why_not_active
from domain.members.member import Member
from domain.values import MEMBER_CODE, UNKNOWN, ImpreciseDate
from domain.voting.attendance import taking_part, why_not_there
from domain.voting.doubts import outside_now
from domain.words import worded
from domain.work.exchange import must_name_what_is_there

CODE = re.compile(MEMBER_CODE)
NOT_COUNTED = worded("be counted at a meeting")
_PLANS = SessionSet | MeetingConvened | MeetingRescheduled | MeetingOpened


def record(recording: Recording, taskforce: str, event: Event, on: ImpreciseDate = UNKNOWN) -> None:
    """Record an event of a body that was established.

    Raises:
        UnknownReference: it names a task, meeting, member … that is not recorded.
        Contradicted: it is recorded already, or cannot be true together with other entries.
    """
    must_refer_to_what_exists(recording, taskforce, event, on)
    recording.record(taskforce, event, on)


def must_refer_to_what_exists(
    recording: Recording,
    taskforce: str,
    event: Event,
    on: ImpreciseDate,
    was: Event | None = None,
) -> None:
    """Refuse an event of a day that names what is not recorded, or at a meeting no member.

    Of one that corrects what it `was`, the commitments, owners and voters are looked at that were
    not named before: one of these may have been retracted since.

    Raises:
        Refused: there is no such time zone.
        UnknownReference: there is no such task, meeting, member, commitment …
        Contradicted: who took part in a meeting was not a member on that day.
    """
    history = recording.taskforce(taskforce).history
    for zone in {*_zones_named(event)} - {*_zones_named(was)}:
        must_be_zone(zone)
    must_name_what_is_there(history, event)
    _must_be_one_thing(history, event)
    for code in taking_part(event):
        member = recording.member(taskforce, code)
        if refusal := why_not_there(member, on):
            raise refusal
        if suspended := why_not_active(member.history, code, on, NOT_COUNTED):
            recording.remark(suspended.sentence)
    for commitment in sorted({*_commitments_named(event)} - {*_commitments_named(was)}):
        recording.commitment(taskforce, commitment)
    for code in sorted({*_members_named(event)} - {*_members_named(was)}):
        recording.member(taskforce, code)


def _zones_named(event: Event | None) -> Sequence[str]:
    if isinstance(event, TimeZoneSet | SessionSet) and event.zone:
        return [event.zone]
    return ()


def _commitments_named(event: Event | None) -> Sequence[str]:
    if isinstance(event, DecisionAdopted | VoteTaken | PracticeShowcased):
        return event.commitments
    return ()


def _members_named(event: Event | None) -> Iterator[str]:
    """Yield the codes of who owns a milestone, is an initiative's, or is named by a vote."""
    match event:
        case MilestoneSet(owner=str(code)) | InitiativeRecognised(as_member=str(code)):
            yield code
        case VoteTaken():
            for ballot in event.ballots:
                yield from (code for code in (ballot.member, ballot.by) if code)
            yield from event.objections
        case _:
            pass


def _must_be_one_thing(history: History, event: Event) -> None:
    """Refuse a task and a text of one reference, which would name the text alone.

    Raises:
        Refused: the other one is recorded under it.
    """
    match event:
        case TaskAdopted():
            other: type[Event] = InstrumentAdopted
            sentence = "{reference} is a text already. Give the task another reference."
        case InstrumentAdopted():
            other = TaskAdopted
            sentence = "{reference} is a task already. Give the text another reference."
        case _:
            return
    if history.having(other, "reference", event.reference):
        raise Refused(sentence, reference=event.reference)


def remark_what_is_outside(recording: Recording, taskforce: str, events: Iterable[Event]) -> None:
    """Remark what is outside of the days of its meeting after a change of what plans it."""
    meetings = {event.meeting for event in events if isinstance(event, _PLANS)}
    history = recording.taskforce(taskforce).history if meetings else History({})
    for said in [said for _, meeting, said in outside_now(history) if meeting in meetings]:
        recording.remark(said)


def owned_by_members(
    recording: Recording, taskforce: str, actions: Sequence[ActionItem]
) -> tuple[ActionItem, ...]:
    """Return what is to be done with the code of each member that is to do it.

    Raises:
        UnknownReference: an owner looks like a code, and no member has it.
    """
    return tuple(
        each.model_copy(update={"owner": _owner(recording, taskforce, each.owner)})
        for each in actions
    )


def members_of_body(recording: Recording, taskforce: str) -> dict[str, Member]:
    """Return all members that ever joined, by code, also by an event that is not stored yet."""
    return {
        code: recording.load(Stream("member", taskforce, code), Member)
        for code in _ever_joined(recording, taskforce)
    }


def _owner(recording: Recording, taskforce: str, owner: str) -> str:
    """Return a member's code, also for its name, or the words for an office (the chair).

    Raises:
        UnknownReference: it looks like a code, and no member has it.
    """
    code = owner.strip().upper()
    if recording.load(Stream("member", taskforce, code), Member).exists:
        return code
    named = recording.member_names.of(taskforce, owner, recording.codes(taskforce))
    if len(named) == 1:
        return named.pop()
    if CODE.fullmatch(owner.strip()):
        recording.member(taskforce, owner.strip())  # which says what looks like it
    return owner


def _ever_joined(recording: Recording, taskforce: str) -> list[str]:
    """Return the codes of all that ever joined, also by an event that is not stored yet."""
    known = list(recording.read_model.references(taskforce, Joined.TOPIC))
    pending = [
        (r.event.member, r.stream_id) for r in recording.pending if isinstance(r.event, Joined)
    ]
    new = [code for code, at in pending if at == Stream("member", taskforce, code).id]
    return list(dict.fromkeys(map(recording.codes(taskforce).of, (*known, *new))))
