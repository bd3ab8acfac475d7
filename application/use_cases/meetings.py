"""Recording meetings: moved, opened, counted, what they decide, and what came of it."""

import re
from collections.abc import Sequence

from application.context import Stream
from application.recording import Recording
from application.use_cases import bodies
from application.use_cases.presence import remark_doubts
from domain.bodies.taskforce import Taskforce
from domain.errors import Refused
from domain.events.meetings import (
    ActionItem,
    ActionItemCompleted,
    DecisionAdopted,
    MeetingOpened,
    MeetingRescheduled,
)
from domain.events.members import Joined
from domain.meetings.meeting import Meetings
from domain.meetings.sessions import keeping_its_length
from domain.members.member import Member
from domain.values import MEMBER_CODE, ImpreciseDate
from domain.voting.attendance import quorum_now
from domain.words import worded

CODE = re.compile(MEMBER_CODE)
_THE_SAME = worded(
    "The quorum of meeting {meeting} is counted already: {counted} of {members}, {needed} needed. "
    "A count gives the same now."
)
_ENOUGH = worded(
    "The quorum of meeting {meeting} is counted already: {counted} of {members}, {needed} needed. "
    "It was reached, so who came later does not change it; all who came are listed by: depositary "
    "presence {meeting}"
)


def reschedule(
    recording: Recording, taskforce: str, moved: MeetingRescheduled, on: ImpreciseDate
) -> None:
    """Record that a meeting was moved; `on` is the day on which that was made known.

    Without a last day it lasts as many days as before, which is remarked. Its sessions move with
    it, which is remarked, too; so are those that cannot.

    Raises:
        UnknownReference: there is no such meeting.
        Refused: it was opened, or cancelled before.
        Contradicted: it would end before it begins.
    """
    meetings = _meetings(recording, taskforce)
    meetings.must_be_to_come(moved.meeting, on)
    whole = keeping_its_length(meetings.history, moved, on)
    if whole != moved:
        recording.remark(
            worded(
                "{meeting} lasts as many days as before, until {last}. If it ends on another day, "
                "correct its ends_on.",
                meeting=moved.meeting,
                last=whole.ends_on,
            )
        )
    remark_doubts(recording, taskforce, whole, on)
    bodies.record(recording, taskforce, whole, on)


def open_meeting(
    recording: Recording, taskforce: str, opened: MeetingOpened, on: ImpreciseDate
) -> None:
    """Record that a meeting began; attendance None says that it was not recorded.

    Another day than the one for which it was called is remarked.

    Raises:
        UnknownReference: there is no such meeting, or one who attended is no member.
        Contradicted: it was opened already.
    """
    for each in opened.attendance or ():
        recording.member(taskforce, each.member)
    if opened.attendance is None:
        recording.remark(
            worded(
                "Nobody is named as having come to {meeting}, so no quorum is counted.",
                meeting=opened.meeting,
            )
        )
    remark_doubts(recording, taskforce, opened, on)
    bodies.record(recording, taskforce, opened, on)


def establish_quorum(recording: Recording, taskforce: str, meeting: str) -> None:
    """Count who took part, by the rule and the members of the day on which the meeting opened.

    A member counts where it may have been active on that day, for at least one day that its
    imprecise dates can mean. A quorum that was counted before is counted again, and a new result
    completes the recorded one: once enough were there, it stays as it is, whoever came later.

    Raises:
        UnknownReference: there is no such meeting.
        Refused: it cannot be counted, or was counted already with the same result.
        Contradicted: it decided although it had no quorum.
    """
    meetings = _meetings(recording, taskforce)
    opened, _ = meetings.opening(meeting)
    recording.rest_on_head()
    members = members_of_body(recording, taskforce)
    active = [code for code, member in members.items() if member.may_act(opened.begins)]
    found = quorum_now(meetings.history, meeting, active)
    before = meetings.quorum(meeting)
    if before is None:
        recording.record(taskforce, found, opened.begins)
        return
    if found == before.event:
        raise Refused(
            _ENOUGH if found.reached else _THE_SAME,
            meeting=meeting,
            counted=found.counted,
            members=found.members,
            needed=found.needed,
        )
    again = recording.draft(
        found,
        opened.begins,
        corrects=before.id,
        because="completed",
        visibility=before.visibility,
        like=before.latest.envelope,
    )
    recording.append(Stream.of(taskforce, found), Taskforce, again)


def decide(
    recording: Recording, taskforce: str, decision: DecisionAdopted, on: ImpreciseDate
) -> None:
    """Record what a meeting decided, with what is to be done because of it.

    Raises:
        UnknownReference: there is no such meeting, task, commitment or owner.
        Contradicted: there is a decision or an action of that reference, or no such item; the
            meeting was counted and had no quorum, or was not held on that day.
    """
    for reference in decision.commitments:
        recording.commitment(taskforce, reference)
    owned = owned_by_members(recording, taskforce, decision.actions)
    bodies.record(recording, taskforce, decision.model_copy(update={"actions": owned}), on)


def complete_action(
    recording: Recording, taskforce: str, completed: ActionItemCompleted, on: ImpreciseDate
) -> None:
    """Record that what was to be done had been done by a day.

    Raises:
        UnknownReference: no decision asks for it.
        Contradicted: it was completed already.
    """
    _meetings(recording, taskforce).must_be_asked_for(completed.action)
    recording.record(taskforce, completed, on)


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


def _meetings(recording: Recording, taskforce: str) -> Meetings:
    return Meetings(recording.taskforce(taskforce).history)
