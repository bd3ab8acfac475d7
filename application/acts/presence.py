"""Acts of presence: sessions and their hours, who came and left, who spoke for whom."""

from application.declarations.act import act
from application.use_cases import presence
from domain.events import voting as events

SetSession = act(
    "meeting session",
    events.SessionSet,
    presence.at_meeting,
    "A session of the meeting, with its hours; for a written procedure, when replies may come.",
    row="session",
    arguments=("meeting", "number"),
    examples=(
        "meeting session 2026-2 1 --begins-at 09:00 --ends-at 12:30 --zone Europe/Zurich "
        "--mode hybrid --on 2026-11-03"
    ),
)
Arrive = act(
    "meeting arrive",
    events.MemberArrived,
    presence.at_meeting,
    "The member came after the opening; from that minute it is present.",
    row="arrive",
    arguments=("meeting", "member", "hour"),
    keys=("meeting", "member"),
    repeats=True,
    examples="meeting arrive 2026-2 ATL 09:40 --on 2026-11-03",
)
Depart = act(
    "meeting depart",
    events.MemberDeparted,
    presence.at_meeting,
    "The member left before the end; from that minute it is absent.",
    row="depart",
    arguments=("meeting", "member", "hour"),
    keys=("meeting", "member"),
    repeats=True,
    examples="meeting depart 2026-2 ATL 12:10 --on 2026-11-03",
)
ChangeRepresentative = act(
    "meeting representative",
    events.RepresentativeChanged,
    presence.at_meeting,
    "From an hour on, another office speaks for the member.",
    row="representative",
    arguments=("meeting", "member", "office"),
    repeats=True,
    examples=(
        "meeting representative 2026-2 ATL 'Deputy head of mission' --hour 11:00 --on 2026-11-03"
    ),
)
GiveProxy = act(
    "meeting proxy",
    events.ProxyGiven,
    presence.at_meeting,
    "A member speaks and votes for another one while that one is not there.",
    row="proxy",
    arguments=("meeting", "giver", "holder"),
    repeats=True,
    examples="meeting proxy 2026-2 ATL KEN --items 2 --on 2026-11-03",
)
Observe = act(
    "meeting observer",
    events.ObserverAttended,
    presence.at_meeting,
    "Somebody without a vote attended: a reference group, an initiative, a guest by office.",
    row="observer",
    arguments=("meeting", "observer"),
    repeats=True,
    examples="meeting observer 2026-2 Industry --hour 09:00 --until-hour 10:30 --on 2026-11-03",
)
