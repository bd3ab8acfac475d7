"""What is odd about who came, left or was represented, and about the day of a vote.

It may be true, and may be recorded in any order, so it is said and not refused.
"""

from collections.abc import Iterator
from datetime import date

from domain.event import Event
from domain.events.meetings import (
    MeetingClosed,
    MeetingConvened,
    MeetingOpened,
    MeetingRescheduled,
)
from domain.events.voting import (
    MemberArrived,
    MemberDeparted,
    ProxyGiven,
    SessionSet,
    VoteTaken,
)
from domain.history import History
from domain.values import ImpreciseDate, surely_before
from domain.voting.presence import Room
from domain.words import Words, worded


def doubts(history: History, event: Event, on: ImpreciseDate) -> Iterator[Words]:
    """Yield what is odd about an event of a meeting that is to be recorded of a day."""
    match event:
        case MemberArrived() | MemberDeparted():
            yield from _of_the_day(history, event.meeting, on)
            yield from _of_movement(history, event, on)
        case VoteTaken() if event.manner != "written":
            yield from _of_the_day(history, event.meeting, on)
        case ProxyGiven():
            yield from _of_proxy(history, event)
        case _:
            pass


def last_day(history: History, meeting: str) -> ImpreciseDate | None:
    """Return the last day of a meeting by its call, sessions and closing; None if it is not known.

    A meeting that was opened and of which no other day is on record was of one day.
    """
    days: list[ImpreciseDate | None] = []
    for _, called in history.each(MeetingConvened):
        days += [called.ends_on] if called.meeting == meeting else []
    for _, moved in history.each(MeetingRescheduled):
        days += [moved.ends_on] if moved.meeting == meeting else []
    for entry, session in history.each(SessionSet):
        days += [session.ends_on or entry.begins] if session.meeting == meeting else []
    for entry, opened in history.each(MeetingOpened):
        days += [entry.begins] if opened.meeting == meeting else []
    for entry, closed in history.each(MeetingClosed):
        days += [entry.begins] if closed.meeting == meeting else []
    known = [day for day in days if day]
    return max(known, key=lambda day: day.latest or date.max) if known else None


def _of_the_day(history: History, meeting: str, on: ImpreciseDate) -> Iterator[Words]:
    last = last_day(history, meeting)
    if last and surely_before(last, on):
        yield worded(
            "{on} is after {last}, the last day of {meeting} on record. If it lasted longer, "
            "record a session of that day: depositary meeting session {meeting}.",
            on=on,
            last=last,
            meeting=meeting,
        )


def _of_movement(
    history: History, event: MemberArrived | MemberDeparted, on: ImpreciseDate
) -> Iterator[Words]:
    room = Room(history, event.meeting)
    here = room.is_here(event.member, (on.latest or date.max, event.hour))
    values = {"member": event.member, "hour": event.hour, "meeting": event.meeting}
    if isinstance(event, MemberArrived) and here:
        yield worded("{member} was at {meeting} at {hour} already, by what is recorded.", **values)
    if isinstance(event, MemberDeparted) and not here:
        yield worded(
            "{member} was not at {meeting} at {hour}, by what is recorded: record first when it "
            "came.",
            **values,
        )


def _of_proxy(history: History, given: ProxyGiven) -> Iterator[Words]:
    for entry, earlier in history.each(ProxyGiven):
        same = (earlier.meeting, earlier.giver) == (given.meeting, given.giver)
        items = set(earlier.items) & set(given.items)
        if same and (items or not earlier.items or not given.items):
            yield worded(
                "{giver} is represented by {holder} already, on the same items: {entry}. Both "
                "proxies stand; retract the one that does not.",
                giver=given.giver,
                holder=earlier.holder,
                entry=entry.description,
            )
