"""How each member took part in a meeting as a whole, and how many did at which moment."""

from collections.abc import Collection, Sequence
from datetime import date

from domain.errors import Contradicted
from domain.event import Event
from domain.events.meetings import MeetingOpened, Presence, QuorumEstablished
from domain.events.members import Joined
from domain.events.voting import (
    MemberArrived,
    MemberDeparted,
    ProxyGiven,
    RepresentativeChanged,
    VoteTaken,
)
from domain.history import History
from domain.meetings.in_force import day_of_meeting
from domain.meetings.meeting import Meetings
from domain.meetings.presence import Moment, Room
from domain.members.active import belongs, ends_of
from domain.members.member import Member
from domain.values import ImpreciseDate
from domain.voting.counting import Voting
from domain.words import worded


def taking_part(event: Event) -> Collection[str]:
    """Return the codes of those that took part in a meeting as members, by one event of it.

    Who is listed as absent is one of them; who observed is not.
    """
    match event:
        case MeetingOpened():
            return [each.member for each in event.attendance or () if each.presence != "observer"]
        case MemberArrived() | MemberDeparted() | RepresentativeChanged():
            return [event.member]
        case ProxyGiven():
            return [event.giver, event.holder]
        case _:
            return ()


def why_not_there(member: Member, on: ImpreciseDate) -> Contradicted | None:
    """Return why a party cannot take part in a meeting of a day as a member; None if it can.

    Who may have been a member can, also one that was suspended.
    """
    history, memberships = member.history, [entry for entry, _ in member.history.each(Joined)]
    if belongs(history, on):
        return None
    sentence = worded(
        "{code} was not a member on {on}, so at a meeting of that day it can only observe. If "
        "it was a member, correct that first.",
        code=member.code,
        on=on,
    )
    named = (*memberships, *ends_of(history, memberships))
    return Contradicted(sentence, [entry.description for entry in named], member.code)


def attendance(voting: Voting, meeting: str, on: ImpreciseDate) -> dict[str, Presence]:
    """Return how each member that was active on the day took part, by code.

    Present is who was there itself for any part of it. Represented is who was not, and was listed
    so, or had a proxy that held at the opening or the end, at a vote, or when somebody came or it
    began. Of the others, who was listed as an observer or as excused was that; everybody else was
    absent.
    """
    room, by = Room(voting.history, meeting), day_of_meeting(voting.history, meeting, on)
    represented = _represented(voting, room, on)
    present, opening = room.attended(), room.opening or {}
    found: dict[str, Presence] = {}
    for code in sorted(code for code, member in voting.members.items() if member.may_act(by)):
        listed = opening.get(code, "absent")
        if code in present:
            found[code] = "present"
        elif code in represented:
            found[code] = "represented"
        else:
            found[code] = listed if listed in ("observer", "excused") else "absent"
    return found


def _represented(voting: Voting, room: Room, on: ImpreciseDate) -> set[str]:
    """Return who was represented at one of the moments at which that may begin, or counts."""
    history, meeting = voting.history, room.meeting
    listed = "represented" in (room.opening or {}).values()
    if not listed and not history.having(ProxyGiven, "meeting", meeting):
        return set()
    day = on.latest or date.max
    moments: list[tuple[Moment, str | None]] = [((day, ""), None), ((day, "24:00"), None)]
    moments += [(when, None) for when in room.gains]
    moments += [
        ((entry.begins_by, vote.hour or "24:00"), vote.item)
        for entry, vote in history.having(VoteTaken, "meeting", meeting)
    ]
    return {
        voter.member
        for when, item in moments
        for voter in voting.voters(meeting, on, when, item)[0]
        if voter.seat == "represented"
    }


def quorum_now(history: History, meeting: str, active: Collection[str]) -> QuorumEstablished:
    """Count the quorum of a meeting with those who came after it was opened.

    It is counted at the opening, and whenever a member came or a proxy began to hold; who is
    represented is counted while the one who acts for it is there. The first count that reaches the
    quorum is returned, or else the greatest.

    Raises:
        UnknownReference, Refused: there is nothing to count, or no rule.
    """
    return _counted(history, meeting, active, Room(history, meeting).gains)


def quorum_at_opening(history: History, meeting: str, active: Collection[str]) -> QuorumEstablished:
    """Count the quorum of a meeting when it was opened.

    Raises:
        UnknownReference, Refused: there is nothing to count, or no rule.
    """
    return _counted(history, meeting, active, ())


def _counted(
    history: History, meeting: str, active: Collection[str], later: Sequence[Moment]
) -> QuorumEstablished:
    meetings, room = Meetings(history), Room(history, meeting)
    opened, _ = meetings.opening(meeting)
    moments = [(opened.begins_by, ""), *later]
    return meetings.counted(meeting, active, [room.part_taken(m, active) for m in moments])
