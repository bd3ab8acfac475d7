"""Quorums that a count by today's knowledge would not give: a list or a membership was mended."""

from collections.abc import Iterator, Mapping, Sequence

from domain.errors import Refused
from domain.events.meetings import QuorumEstablished
from domain.meeting import Meetings
from domain.member import Member
from domain.taskforce import Taskforce

Conflict = tuple[str, str, Sequence[str]]
"""What it is about, the problem in a sentence, and the entries that stand against each other."""


def miscounted(body: Taskforce, members: Mapping[str, Member]) -> Iterator[Conflict]:
    """Yield recorded counts that differ from one made now; `members` are all that ever joined.

    A count is never changed by itself: it is what the meeting relied on. To mend it, retract it
    and count again.
    """
    meetings = Meetings.of(body)
    for entry, said in body.history.each(QuorumEstablished):
        try:
            opened, _ = meetings.opening(said.meeting)
            active = [code for code, member in members.items() if member.may_act(opened.begins)]
            now = meetings.counted(said.meeting, active)
        except Refused as error:
            yield said.meeting, str(error), [entry.description]
            continue
        if now.model_copy(update={"rule": said.rule}) != said:
            yield said.meeting, _sentence(said, now), [entry.description, opened.description]


def _sentence(said: QuorumEstablished, now: QuorumEstablished) -> str:
    return (
        f"The quorum of meeting {said.meeting} was counted as {said.counted} of {said.members}, "
        f"{said.needed} needed; by what is known now it is {now.counted} of {now.members}, "
        f"{now.needed} needed. Retract the count and count again, or mend the list."
    )
