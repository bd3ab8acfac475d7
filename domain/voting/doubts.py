"""What is odd about who came, left or was represented, about a vote's time, and published minutes.

It may be true, and may be recorded in any order, so it is said and not refused.
"""

from collections.abc import Iterator
from datetime import date

from domain.entry import Entry
from domain.event import Event
from domain.events.meetings import (
    MeetingCancelled,
    MeetingClosed,
    MeetingConvened,
    MeetingOpened,
    MeetingRescheduled,
    MinutesApproved,
    MinutesCirculated,
)
from domain.events.minutes import MinutesDrafted, MinutesPublished
from domain.events.voting import MemberArrived, MemberDeparted, ProxyGiven, SessionSet, VoteTaken
from domain.history import History
from domain.meetings.presence import Room
from domain.meetings.rules import MeetingHistory
from domain.meetings.sessions import (
    MeetingDays,
    Sitting,
    date_range,
    days_of,
    sitting_of,
    sittings_in,
)
from domain.values import ImpreciseDate, surely_before
from domain.words import Words, worded


def doubts(history: History, event: Event, on: ImpreciseDate) -> Iterator[Words]:
    """Yield what is odd about an event of a meeting that is to be recorded of a day."""
    match event:
        case MeetingOpened():
            yield from _of_the_opening(history, event, on)
        case MemberArrived() | MemberDeparted():
            yield from _of_the_day(history, event.meeting, on)
            yield from _of_movement(history, event, on)
        case VoteTaken() if event.manner != "written":
            yield from _of_the_day(history, event.meeting, on)
            yield from _of_the_hour(history, event, on)
        case ProxyGiven():
            yield from _of_proxy(history, event)
        case SessionSet():
            yield from _of_the_session(history, event, on)
        case MeetingRescheduled():
            yield from _of_the_move(history, event, on)
        case MinutesPublished():
            yield from _of_the_file(history, event)
        case _:
            pass


def last_day(history: History, meeting: str) -> ImpreciseDate | None:
    """Return the last day of a meeting by its call, sessions and closing; None if it is not known.

    Where it was moved, the days to which it was moved last replace those of its call.
    """
    planned = days_of(history, meeting)
    days = [planned.last] if planned else []
    days += [each.session.ends_on or each.on for _, each in sittings_in(history, meeting)]
    for kind in (MeetingOpened, MeetingClosed):
        days += [entry.begins for entry, _ in history.having(kind, "meeting", meeting)]
    return max(days, key=lambda day: day.latest or date.max, default=None)


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


def _of_the_opening(history: History, opened: MeetingOpened, on: ImpreciseDate) -> Iterator[Words]:
    called = history.having(MeetingConvened, "meeting", opened.meeting)
    moved = history.having(MeetingRescheduled, "meeting", opened.meeting)
    days = [day for _, day in MeetingHistory(opened.meeting, [*called, *moved]).scheduled()]
    if days and all(surely_before(day, on) for day in days):
        yield worded(
            "{meeting} was called for {day}, and not for {on}. If the day is mistyped, correct it; "
            "if the meeting was moved, retract its opening, record that (depositary meeting "
            "reschedule {meeting}), and open it then.",
            meeting=opened.meeting,
            day=days[-1],
            on=on,
        )


def _of_the_session(history: History, session: SessionSet, on: ImpreciseDate) -> Iterator[Words]:
    """Yield that a session moved with its meeting, or is outside of one that was not opened yet."""
    if history.having(MeetingOpened, "meeting", session.meeting):
        return
    now, days = sitting_of(history, session, on), days_of(history, session.meeting)
    if now.on != on:
        yield _moves(now)
    elif days and not days.may_have(on):
        yield _outside(now, days)


def outside_now(history: History) -> Iterator[tuple[Entry, str, Words]]:
    """Yield what is outside of the days of its meeting, with the meeting, and say so.

    That is a session of a meeting that is to come, and the opening of one that was held.
    """
    for entry, opened in history.each(MeetingOpened):
        for said in _of_the_opening(history, opened, entry.begins):
            yield entry, opened.meeting, said
    over = {event.meeting for _, event in history.each(MeetingOpened)}
    over |= {event.meeting for _, event in history.each(MeetingCancelled)}
    for meeting in dict.fromkeys(event.meeting for _, event in history.each(SessionSet)):
        days = None if meeting in over else days_of(history, meeting)
        for entry, each in sittings_in(history, meeting) if days else ():
            if each.outside:
                yield entry, meeting, _not_moved(entry, each)
            elif days and not days.may_have(each.on):
                yield entry, meeting, _outside(each, days)


def _outside(each: Sitting, days: MeetingDays) -> Words:
    return worded(
        "Session {number} of {meeting} is on {on}, outside of the days of the meeting, "
        "{days}. If the day is mistyped, correct it; if the meeting was moved, "
        "record that: depositary meeting reschedule {meeting}.",
        number=each.session.number,
        meeting=each.session.meeting,
        on=each.on,
        days=date_range(days.first, days.last),
    )


def _not_moved(entry: Entry, each: Sitting) -> Words:
    return worded(
        "Session {number} of {meeting} was planned for {day} and is not moved with the meeting, so "
        "it is not in the invitation. Say when it is: depositary correct @{position} on=DAY",
        number=each.session.number,
        meeting=each.session.meeting,
        day=each.on,
        position=entry.number,
    )


def _moves(each: Sitting) -> Words:
    session = each.session
    return worded(
        "Session {number} of {meeting} moves to {day}.",
        number=session.number,
        meeting=session.meeting,
        day=each.on,
    )


def _of_the_move(history: History, moved: MeetingRescheduled, on: ImpreciseDate) -> Iterator[Words]:
    """Yield what is odd about a move, which sessions move with the meeting, and which cannot."""
    if surely_before(moved.begins_on, on):
        yield worded(
            "{meeting} is moved to {day}, before {on}, the day on which that was made known. If a "
            "day is mistyped, correct it.",
            meeting=moved.meeting,
            day=moved.begins_on,
            on=on,
        )
    before = sittings_in(history, moved.meeting)
    after = sittings_in(history, moved.meeting, moved, on)
    for (entry, was), (_, each) in zip(before, after, strict=True):
        if each.outside:
            yield _not_moved(entry, each)
        elif each.on != was.on:
            yield _moves(each)


def _of_the_hour(history: History, vote: VoteTaken, on: ImpreciseDate) -> Iterator[Words]:
    sessions = [each.session for _, each in sittings_in(history, vote.meeting) if each.on == on]
    within = [
        each
        for each in sessions
        if vote.hour and each.begins_at <= vote.hour and (each.ends_on or vote.hour <= _end(each))
    ]
    if vote.hour and sessions and not within:
        yield worded(
            "{hour} is in no session of {meeting} on {on}, by what is recorded.",
            hour=vote.hour,
            meeting=vote.meeting,
            on=on,
        )


def _end(session: SessionSet) -> str:
    return session.ends_at or "24:00"


def _of_the_file(history: History, published: MinutesPublished) -> Iterator[Words]:
    file, meeting = published.file_sha256, published.meeting
    approved = _files(history, MinutesApproved, meeting)
    drafts = {
        *_files(history, MinutesDrafted, meeting),
        *_files(history, MinutesCirculated, meeting),
    }
    if file and file in drafts:
        yield worded(
            "The file was on record as a draft of the minutes of {meeting}. If it still says that "
            "they are not approved, make it anew, and record that one: depositary report minutes",
            meeting=meeting,
        )
    elif file and approved.isdisjoint({file, None}):
        yield worded(
            "The file that was approved as minutes of {meeting} is another one, by its sha256. "
            "That is right if only its mark as a draft is gone.",
            meeting=meeting,
        )


def _files(
    history: History, kind: type[MinutesApproved | MinutesDrafted | MinutesCirculated], meeting: str
) -> set[str | None]:
    return {event.file_sha256 for _, event in history.having(kind, "meeting", meeting)}


def _of_movement(
    history: History, event: MemberArrived | MemberDeparted, on: ImpreciseDate
) -> Iterator[Words]:
    room, when = Room(history, event.meeting), (on.latest or date.max, event.hour)
    here, came = room.is_here(event.member, when), isinstance(event, MemberArrived)
    values = {"member": event.member, "hour": event.hour, "meeting": event.meeting}
    if room.stays_observer(event.member, when[0]):
        yield worded(
            "{member} is listed as an observer of {meeting}, and stays one on that day. If it took "
            "part as a member, correct the list.",
            **values,
        )
    elif (when, event.member, not came) in room.movements:
        yield worded(
            "{member} came to {meeting} and left it in one minute, {hour}, by what is recorded: "
            "it counts as where it was before.",
            **values,
        )
    elif came and here:
        yield worded("{member} was at {meeting} at {hour} already, by what is recorded.", **values)
    elif not came and not here:
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
