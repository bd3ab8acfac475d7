"""How each member took part in a meeting as a whole, for the figures of a year."""

from datetime import date

from domain.events.voting import VoteTaken
from domain.values import ImpreciseDate
from domain.voting.counting import Voting
from domain.voting.presence import Moment, Room, Seat


def attendance(voting: Voting, meeting: str, on: ImpreciseDate) -> dict[str, Seat]:
    """Return how each member that was active on the day took part, by code.

    Present is who was there itself for any part of it. Represented is who was not, and was listed
    so, or had a proxy that held at the opening or at a vote. Everybody else was absent.
    """
    room = Room(voting.history, meeting)
    day = on.latest or date.max
    moments: list[tuple[Moment, str | None]] = [((day, ""), None), ((day, "24:00"), None)]
    moments += [
        ((entry.begins_by, vote.hour or "24:00"), vote.item)
        for entry, vote in voting.history.each(VoteTaken)
        if vote.meeting == meeting
    ]
    found: dict[str, Seat] = {}
    for when, item in moments:
        for voter in voting.voters(meeting, on, when, item)[0]:
            if found.get(voter.member) != "represented" and voter.seat != "absent":
                found[voter.member] = voter.seat
    present = room.attended()
    active = [code for code, member in voting.members.items() if member.may_act(on)]
    return {
        code: "present"
        if code in present
        else "represented"
        if found.get(code) == "represented"
        else "absent"
        for code in sorted(active)
    }
