"""The acts that a row can record about meetings, decisions and minutes."""

from infrastructure.importers import doing_for_meetings as doing
from infrastructure.importers.act import Act, same

_MEETING = {"meeting": "meeting"}
ACTS = (
    Act(
        name="convene",
        meaning="A meeting is called for `on`; `agenda` holds its items.",
        do=doing.convene,
        needs=("meeting", "kind", "on"),
        may=("ends_on", "place", "agenda"),
        makes={"taskforce.meeting-convened": same("on", "kind", "ends_on", "place")},
        names=_MEETING,
    ),
    Act(
        name="reschedule",
        meaning="The meeting was moved to `begins_on`; `on` is when that was made known.",
        do=doing.reschedule,
        needs=("meeting", "begins_on", "on"),
        may=("ends_on", "place", "reason"),
        makes={
            "taskforce.meeting-rescheduled": same("on", "begins_on", "ends_on", "place", "reason")
        },
        names=_MEETING,
        repeats=True,
    ),
    Act(
        name="cancel",
        meaning="The meeting was called off.",
        do=doing.cancel,
        needs=("meeting", "on"),
        may=("reason",),
        makes={"taskforce.meeting-cancelled": same("on", "reason")},
        names=_MEETING,
    ),
    Act(
        name="open_meeting",
        meaning="The meeting began, with who came; a blank says that nobody kept a list.",
        do=doing.open_meeting,
        needs=("meeting", "on"),
        may=("attendance",),
        makes={"taskforce.meeting-opened": same("on")},
        names=_MEETING,
    ),
    Act(
        name="quorum",
        meaning="Who came is counted, and whether that was a quorum.",
        do=doing.count_quorum,
        needs=("meeting",),
        makes={"taskforce.quorum-established": same()},
        names=_MEETING,
    ),
    Act(
        name="decide",
        meaning="The meeting decided; without votes it was by consensus.",
        do=doing.decide,
        needs=("decision", "meeting", "title", "text", "task", "on"),
        may=("item", "in_favour", "against", "abstained", "commitments", "actions"),
        makes={"taskforce.decision-adopted": same("on", "title", "text", "item")},
        names={"decision": "decision", "meeting": "meeting"},
    ),
    Act(
        name="complete_action",
        meaning="What a decision asked for was done.",
        do=doing.complete_action,
        needs=("action", "on"),
        may=("outcome",),
        makes={"taskforce.action-item-completed": same("on", "outcome")},
        names={"action": "action"},
    ),
    Act(
        name="close_meeting",
        meaning="The meeting, or the written procedure, ended.",
        do=doing.close_meeting,
        needs=("meeting", "on"),
        makes={"taskforce.meeting-closed": same("on")},
        names=_MEETING,
    ),
    Act(
        name="circulate_minutes",
        meaning="Draft minutes of the meeting were sent to the members.",
        do=doing.circulate_minutes,
        needs=("meeting", "on"),
        may=("file_sha256",),
        makes={"taskforce.minutes-circulated": same("on", "file_sha256")},
        names=_MEETING,
        repeats=True,
    ),
    Act(
        name="approve_minutes",
        meaning="The minutes of the meeting were approved at a later one.",
        do=doing.approve_minutes,
        needs=("meeting", "at", "on"),
        may=("changes",),
        makes={"taskforce.minutes-approved": same("on", "changes")},
        names={"meeting": "meeting", "at": "at"},
    ),
)
