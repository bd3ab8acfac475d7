"""Recorded quorums and attendance that no longer hold, since other entries were corrected."""

from collections.abc import Iterator, Mapping, Sequence

from domain.bodies.taskforce import Taskforce
from domain.entry import Entry
from domain.errors import Refused
from domain.events.meetings import MeetingConvened, QuorumEstablished
from domain.meetings.meeting import Meetings
from domain.members.member import Member
from domain.voting.attendance import quorum_at_opening, quorum_now, taking_part, why_not_there
from domain.words import worded

Conflict = tuple[str, str, Sequence[str]]
"""What it is about, the problem in a sentence, and the entries that stand against each other."""


def outdated_counts(body: Taskforce, members: Mapping[str, Member]) -> Iterator[Conflict]:
    """Yield recorded counts that differ from one made now; `members` are all that ever joined.

    A count is never changed by itself: it is what the meeting relied on. That more members came
    later does not make it wrong.
    """
    meetings = Meetings(body.history)
    for entry, said in body.history.each(QuorumEstablished):
        try:
            opened, _ = meetings.opening(said.meeting)
            now = _now(meetings, members, said.meeting)
        except Refused as error:
            yield said.meeting, str(error), [entry.description]
            continue
        active = _active(members, opened)
        at_opening = quorum_at_opening(body.history, said.meeting, active)
        if said not in [each.model_copy(update={"rule": said.rule}) for each in (now, at_opening)]:
            yield said.meeting, _sentence(said, now), [entry.description, opened.description]


def attended_as_no_members(body: Taskforce, members: Mapping[str, Member]) -> Iterator[Conflict]:
    """Yield who took part in a meeting and was, by what is known now, no member on its day."""
    for entry in body.history.entries.values():
        for code in () if entry.retracted else taking_part(entry.event):
            refusal = why_not_there(members[code], entry.begins) if code in members else None
            if refusal:
                yield code, str(refusal), [entry.description]


def counts(body: Taskforce, members: Mapping[str, Member]) -> Iterator[tuple[str, str]]:
    """Yield each quorum in words: what was recorded, and what a count gives by what is known now.

    A meeting that cannot be counted has none.
    """
    meetings = Meetings(body.history)
    for _, said in body.history.each(QuorumEstablished):
        yield worded("meeting {meeting}, as recorded", meeting=said.meeting), _counted(said)
    for _, called in body.history.each(MeetingConvened):
        try:
            now = _now(meetings, members, called.meeting)
        except Refused:
            continue
        yield worded("meeting {meeting}, counted now", meeting=called.meeting), _counted(now)


def _now(meetings: Meetings, members: Mapping[str, Member], meeting: str) -> QuorumEstablished:
    """Return what a count gives by what is known now.

    Raises:
        UnknownReference, Refused: there is nothing to count, or no rule.
    """
    opened, _ = meetings.opening(meeting)
    return quorum_now(meetings.history, meeting, _active(members, opened))


def _active(members: Mapping[str, Member], opened: Entry) -> list[str]:
    return [code for code, member in members.items() if member.may_act(opened.begins)]


def _counted(count: QuorumEstablished) -> str:
    return worded(
        "{counted} of {members}, {needed} needed: reached"
        if count.reached
        else "{counted} of {members}, {needed} needed: not reached",
        counted=count.counted,
        members=count.members,
        needed=count.needed,
    )


def _sentence(said: QuorumEstablished, now: QuorumEstablished) -> str:
    return worded(
        "The quorum of meeting {meeting} was counted as {counted} of {members}, "
        "{needed} needed; by what is known now it is {counted_now} of {members_now}, "
        "{needed_now} needed. Count again with: depositary meeting quorum {meeting}",
        meeting=said.meeting,
        counted=said.counted,
        members=said.members,
        needed=said.needed,
        counted_now=now.counted,
        members_now=now.members,
        needed_now=now.needed,
    )
