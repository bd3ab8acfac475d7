"""What the tests of meetings start from: a body with a task, and what may happen there."""

from datetime import date

from domain.bodies.taskforce import Taskforce
from domain.event import Event
from domain.events.bodies import Established, TaskAdopted
from domain.events.meetings import (
    ActionItem,
    AgendaItem,
    Attendance,
    DecisionAdopted,
    MeetingConvened,
    MeetingOpened,
    QuorumRuleSet,
)
from domain.meetings.meeting import Meetings
from tests.domain.given import day, entered

CAME = (
    Attendance(member="ATL", presence="present"),
    Attendance(member="ERE", presence="represented"),
    Attendance(member="UTO", presence="excused"),
)
CALLED = MeetingConvened(
    meeting="M1",
    kind="ordinary_session",
    agenda=(AgendaItem(item="1", title="Hosting law"), AgendaItem(item="2", title="Logo")),
)
OPENED = MeetingOpened(meeting="M1", attendance=CAME)
RULE = QuorumRuleSet(numerator=1, denominator=2)
DECISION = DecisionAdopted(
    decision="D-1", meeting="M1", title="A guide", text="We publish it.", task="K1"
)
ACTION = ActionItem(action="A-1", text="Draft it.", owner="ATL", due_on=date(2021, 9, 1))
ASKING = DECISION.model_copy(update={"actions": (ACTION,)})
WRITTEN = MeetingConvened(meeting="W1", kind="written_procedure", ends_on=day("2021-06-30"))
LATER = MeetingConvened(meeting="M2", kind="ordinary_session")
Dated = tuple[Event, str | None]


def body(*events: Dated) -> Taskforce:
    """A body with task K1 (events 1 and 2), and these events, which are not judged."""
    founded = Established(code="EXT", name="Exercise", nature="exercise")
    taskforce = entered(Taskforce(), founded, "2020-01-01")
    taskforce = entered(taskforce, TaskAdopted(reference="K1", text="To meet."), "2020-01-01")
    for event, on in events:
        taskforce = entered(taskforce, event, on)
    return taskforce


def meetings(*events: Dated) -> Meetings:
    return Meetings(body(*events).history)


C: Dated = (CALLED, "2021-05-01")
R: Dated = (RULE, "2020-06-01")
M: Dated = (OPENED, "2021-05-01")
D: Dated = (ASKING, "2021-05-01")
L: Dated = (LATER, "2021-11-01")
LO: Dated = (MeetingOpened(meeting="M2"), "2021-11-01")
W: Dated = (WRITTEN, "2021-06-01")
