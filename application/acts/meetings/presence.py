"""Acts of presence: sessions and their hours, who came and left, who spoke for whom."""

from application.declarations.act import act
from application.recording import body_events
from application.recording.recording import Recording
from domain.event import Event
from domain.events import voting as events
from domain.meetings.meeting import Meetings
from domain.values import ImpreciseDate
from domain.voting.doubts import doubts

AtMeeting = (
    events.SessionSet
    | events.MemberArrived
    | events.MemberDeparted
    | events.RepresentativeChanged
    | events.ProxyGiven
    | events.ObserverAttended
    | events.ReplyReceived
)
"""What happens at a meeting beside its steps."""


def at_meeting(recording: Recording, body: str, event: AtMeeting, on: ImpreciseDate) -> None:
    """Record a session, an arrival or departure, a proxy, an observer, or a reply in writing.

    What is odd and may be true, such as a second arrival in a row, is remarked.

    Raises:
        UnknownReference: no such meeting or member.
        Refused: there is no such time zone.
        Contradicted: the meeting was not held on that day, or it names no member of that day.
    """
    Meetings(recording.taskforce(body).history).called(event.meeting)
    if isinstance(event, events.ReplyReceived):
        recording.member(body, event.member)
    remark_doubts(recording, body, event, on)
    body_events.record(recording, body, event, on)


def remark_doubts(recording: Recording, body: str, event: Event, on: ImpreciseDate) -> None:
    """Remark what is odd about an event of a meeting; see `domain.voting.doubts`."""
    for doubt in doubts(recording.taskforce(body).history, event, on):
        recording.remark(doubt)


SetSession = act(
    "meeting session",
    events.SessionSet,
    "A session of the meeting, with its hours; for a written procedure, when replies may come.",
    rule=at_meeting,
    arguments=("meeting", "number"),
    examples=(
        "meeting session 2026-2 1 --begins-at 09:00 --ends-at 12:30 --zone Europe/Zurich "
        "--mode hybrid --on 2026-11-03"
    ),
)
Arrive = act(
    "meeting arrive",
    events.MemberArrived,
    "The member came after the opening; from that minute it is present.",
    rule=at_meeting,
    keys=("meeting", "member"),
    repeats=True,
    examples="meeting arrive 2026-2 ATL 09:40 --on 2026-11-03",
)
Depart = act(
    "meeting depart",
    events.MemberDeparted,
    "The member left before the end; from that minute it is absent.",
    rule=at_meeting,
    keys=("meeting", "member"),
    repeats=True,
    examples="meeting depart 2026-2 ATL 12:10 --on 2026-11-03",
)
ChangeRepresentative = act(
    "meeting representative",
    events.RepresentativeChanged,
    "From an hour on, another office speaks for the member.",
    rule=at_meeting,
    repeats=True,
    examples=(
        "meeting representative 2026-2 ATL 'Deputy head of mission' --hour 11:00 --on 2026-11-03"
    ),
)
GiveProxy = act(
    "meeting proxy",
    events.ProxyGiven,
    "A member speaks and votes for another one while that one is not there.",
    rule=at_meeting,
    repeats=True,
    examples="meeting proxy 2026-2 ATL KEN --items 2 --on 2026-11-03",
)
Observe = act(
    "meeting observer",
    events.ObserverAttended,
    "Somebody without a vote attended: a reference group, an initiative, a guest by office.",
    rule=at_meeting,
    repeats=True,
    examples="meeting observer 2026-2 Industry --hour 09:00 --until-hour 10:30 --on 2026-11-03",
)
