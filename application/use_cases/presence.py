"""Recording sessions, who was there at which hour, and in which time zone hours are."""

from collections.abc import Iterable
from difflib import get_close_matches
from zoneinfo import available_timezones

from application.recording import Recording
from domain.errors import UnknownReference
from domain.event import Event
from domain.events.meetings import MeetingConvened, MeetingRescheduled
from domain.events.voting import (
    MemberArrived,
    MemberDeparted,
    ObserverAttended,
    ProxyGiven,
    ReplyReceived,
    RepresentativeChanged,
    SessionSet,
    TimeZoneSet,
)
from domain.history import History
from domain.meetings.meeting import Meetings
from domain.values import ImpreciseDate
from domain.voting.doubts import doubts, outside_now
from domain.words import worded

AtMeeting = (
    SessionSet
    | MemberArrived
    | MemberDeparted
    | RepresentativeChanged
    | ProxyGiven
    | ObserverAttended
    | ReplyReceived
)
"""What happens at a meeting beside its steps."""
_PLANS = SessionSet | MeetingConvened | MeetingRescheduled
_OF_THE_MACHINE = frozenset({"localtime", "Factory", "posixrules"})  # no zones of a place


def set_time_zone(
    recording: Recording, taskforce: str, event: TimeZoneSet, on: ImpreciseDate
) -> None:
    """Record in which time zone the body's days and hours are.

    Raises:
        UnknownReference: there is no such time zone.
    """
    _must_be_zone(event.zone)
    recording.record(taskforce, event, on)


def at_meeting(recording: Recording, taskforce: str, event: AtMeeting, on: ImpreciseDate) -> None:
    """Record a session, an arrival or departure, a proxy, an observer, or a reply in writing.

    What is odd and may be true, such as a second arrival in a row, is remarked.

    Raises:
        UnknownReference: no such meeting, member or time zone.
        Contradicted: the meeting was not held on that day.
    """
    Meetings(recording.taskforce(taskforce).history).called(event.meeting)
    for code in _named(event):
        recording.member(taskforce, code)
    if isinstance(event, SessionSet) and event.zone:
        _must_be_zone(event.zone)
    remark_doubts(recording, taskforce, event, on)
    recording.record(taskforce, event, on)


def remark_doubts(recording: Recording, taskforce: str, event: Event, on: ImpreciseDate) -> None:
    """Remark what is odd about an event of a meeting; see `domain.voting.doubts`."""
    for doubt in doubts(recording.taskforce(taskforce).history, event, on):
        recording.remark(doubt)


def remark_sessions_outside(recording: Recording, taskforce: str, events: Iterable[Event]) -> None:
    """Remark each session that is outside of its meeting after a change of what plans it."""
    meetings = {event.meeting for event in events if isinstance(event, _PLANS)}
    history = recording.taskforce(taskforce).history if meetings else History({})
    for said in [said for _, meeting, said in outside_now(history) if meeting in meetings]:
        recording.remark(said)


def _named(event: AtMeeting) -> Iterable[str]:
    """Return the codes of the members that an event names."""
    match event:
        case ProxyGiven():
            yield from (event.giver, event.holder)
        case MemberArrived() | MemberDeparted() | RepresentativeChanged() | ReplyReceived():
            yield event.member
        case SessionSet() | ObserverAttended():
            pass


def _must_be_zone(zone: str) -> None:
    known = available_timezones() - _OF_THE_MACHINE
    if zone not in known:
        plain = {each.casefold(): each for each in known}
        near = get_close_matches(zone.casefold(), plain, n=2, cutoff=0.8)
        kind = worded("time zone")
        raise UnknownReference(kind, zone, [plain[each] for each in near]).at("zone")
