"""Recording meetings: called, moved, opened, counted, what they decide, and their minutes."""

import re
from collections.abc import Sequence

from application.context import Stream
from application.recording import Recording
from application.use_cases.codes import by_any_code
from domain.bodies.taskforce import Taskforce
from domain.event import Event
from domain.events.meetings import (
    ActionItem,
    Attendance,
    DecisionAdopted,
    MeetingConvened,
    MeetingRescheduled,
    MinutesApproved,
    QuorumRuleSet,
)
from domain.events.members import Joined
from domain.meetings.meeting import Meetings
from domain.members.member import Member
from domain.values import MEMBER_CODE, ImpreciseDate
from domain.words import worded

CODE = re.compile(MEMBER_CODE)


def convene(
    recording: Recording, taskforce: str, meeting: MeetingConvened, on: ImpreciseDate
) -> None:
    """Record that a meeting was called for a day.

    Raises:
        Refused: there is one of that reference.
    """
    _record(recording, taskforce, _meetings(recording, taskforce).convene(meeting, on), on)


def reschedule(
    recording: Recording, taskforce: str, moved: MeetingRescheduled, on: ImpreciseDate
) -> None:
    """Record that a meeting was moved; `on` is the day on which that was made known.

    Raises:
        UnknownReference: no such meeting.
        Contradicted: it was cancelled or opened before.
    """
    _record(recording, taskforce, _meetings(recording, taskforce).reschedule(moved), on)


def cancel(
    recording: Recording, taskforce: str, meeting: str, on: ImpreciseDate, reason: str | None = None
) -> None:
    """Record that a meeting was called off on a day.

    Raises:
        UnknownReference: no such meeting.
        Refused: it was cancelled already, or took place.
    """
    _record(recording, taskforce, _meetings(recording, taskforce).cancel(meeting, reason), on)


@by_any_code
def open_meeting(
    recording: Recording,
    taskforce: str,
    meeting: str,
    on: ImpreciseDate,
    attendance: Sequence[Attendance] | None,
) -> None:
    """Record that a meeting began; attendance None says that it was not recorded.

    Raises:
        UnknownReference: no such meeting, or one who attended is no member.
        Refused: it was opened already.
    """
    for each in attendance or ():
        recording.member(taskforce, each.member)
    attended = None if attendance is None else tuple(attendance)
    if attended is None:
        recording.remark(
            worded(
                "Nobody is named as having come to {meeting}, so no quorum is counted.",
                meeting=meeting,
            )
        )
    _record(recording, taskforce, _meetings(recording, taskforce).open(meeting, attended), on)


def set_quorum_rule(
    recording: Recording, taskforce: str, rule: QuorumRuleSet, on: ImpreciseDate
) -> None:
    """Record from which day on how many have to take part.

    Raises:
        Refused: it can be no rule.
    """
    _record(recording, taskforce, _meetings(recording, taskforce).set_quorum_rule(rule), on)


def establish_quorum(recording: Recording, taskforce: str, meeting: str) -> None:
    """Count who took part, by the rule and the members of the day on which the meeting opened.

    A member counts where it may have been active on that day, on one reading of its dates.

    Raises:
        UnknownReference: no such meeting.
        Refused: it cannot be counted, or was.
        Contradicted: it decided although it had no quorum.
    """
    meetings = _meetings(recording, taskforce)
    opened, _ = meetings.opening(meeting)
    recording.rest_on_head()
    members = members_of_body(recording, taskforce)
    active = [code for code, member in members.items() if member.may_act(opened.begins)]
    event = meetings.establish_quorum(meeting, active)
    _record(recording, taskforce, event, opened.begins)


@by_any_code
def decide(
    recording: Recording, taskforce: str, decision: DecisionAdopted, on: ImpreciseDate
) -> None:
    """Record what a meeting decided, with what is to be done because of it.

    Raises:
        UnknownReference: there is no such meeting, task, item, commitment or owner.
        Refused: there is a decision or an action of that reference.
        Contradicted: the meeting was counted and had no quorum, or was not held on that day.
    """
    for reference in decision.commitments:
        recording.commitment(taskforce, reference)
    owned = owned_by_members(recording, taskforce, decision.actions)
    told = decision.model_copy(update={"actions": owned})
    _record(recording, taskforce, _meetings(recording, taskforce).decide(told), on)


def complete_action(
    recording: Recording,
    taskforce: str,
    action: str,
    on: ImpreciseDate,
    outcome: str | None = None,
) -> None:
    """Record that what was to be done had been done by a day.

    Raises:
        UnknownReference: no decision asks for it.
        Refused: it was completed already.
    """
    _record(recording, taskforce, _meetings(recording, taskforce).complete(action, outcome), on)


def close_meeting(recording: Recording, taskforce: str, meeting: str, on: ImpreciseDate) -> None:
    """Record that a meeting ended, or a written procedure.

    Raises:
        UnknownReference: no such meeting.
        Refused: it was not opened, or was closed already.
    """
    _record(recording, taskforce, _meetings(recording, taskforce).close(meeting), on)


def circulate_minutes(
    recording: Recording,
    taskforce: str,
    meeting: str,
    on: ImpreciseDate,
    file_sha256: str | None = None,
) -> None:
    """Record that draft minutes were sent to the members.

    Raises:
        UnknownReference: no such meeting.
        Contradicted: it did not take place by then.
    """
    event = _meetings(recording, taskforce).circulate(meeting, file_sha256)
    _record(recording, taskforce, event, on)


def approve_minutes(
    recording: Recording, taskforce: str, approved: MinutesApproved, on: ImpreciseDate
) -> None:
    """Record that minutes were approved at a later meeting.

    Raises:
        UnknownReference: no such meetings.
        Refused: they were approved already.
        Contradicted: the other meeting did not take place, or is not the later one.
    """
    _record(recording, taskforce, _meetings(recording, taskforce).approve(approved), on)


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
    """Return a member's code, or the words for an office (the chair, the secretariat).

    Raises:
        UnknownReference: it looks like a code, and no member has it.
    """
    code = owner.strip().upper()
    if recording.load(Stream("member", taskforce, code), Member).exists:
        return code
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


def _meetings(recording: Recording, taskforce: str) -> Meetings:
    return Meetings(recording.taskforce(taskforce).history)


def _record(recording: Recording, taskforce: str, event: Event, on: ImpreciseDate) -> None:
    recording.record(Stream("taskforce", taskforce), Taskforce, event, on)
