"""Acts of meetings: called, moved, opened, counted, what they decide, their minutes."""

from typing import Annotated

from pydantic import Field, StringConstraints

from application.declarations.act import Act, On, Stage, act
from application.recording import Recording
from application.use_cases import bodies, meetings
from application.use_cases.notation import agenda_of
from domain.errors import DepositaryError
from domain.events import meetings as events
from domain.meaning import Meaning

_LOOKED_UP = "What it names is looked up when it is recorded; correct it by hand."
_VOTES = "The votes are one value of the decision; correct them by hand."
Number = Annotated[int, Field(ge=0, le=10_000)]
AgendaLine = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=r"^[^\r\n]*$"),
]


class Convene(
    Act,
    name="meeting convene",
    row="convene",
    makes=(events.MeetingConvened,),
    arguments=("meeting", "kind"),
    keys=("meeting",),
    begins="meeting",
    stage=Stage.MEETINGS,
    uncompared={"agenda": _LOOKED_UP},
    examples=(
        "meeting convene 2026-1 ordinary_session --on 2026-04-14",
        (
            "meeting convene 2026-2 ordinary_session --on 2026-10-13 --ends-on 2026-10-14 "
            "--place Geneva --agenda Opening --agenda 'Hosting law | RESPONSE, MISSION-2'"
        ),
        (
            "meeting convene 2026-W1 written_procedure --on 2026-06-01 --ends-on 2026-06-30 "
            "--agenda 'Logo'"
        ),
    ),
):
    """A meeting was called for that day.

    Behind a bar an item of the agenda may name what it is about: its task, commitments,
    initiatives by name, gaps. Where a word is the name of two of them, write task:WORD,
    commitment:WORD and so on. A written procedure is called in the same way and never opened.
    """

    meeting: events.NewMeeting
    kind: events.Kind
    ends_on: events.EndsOn | None = None
    place: events.Place | None = None
    agenda: Annotated[
        tuple[AgendaLine, ...],
        Meaning(
            "An item of the agenda, as TITLE | REF, …: its title, and what it is about.",
            "Hosting law | RESPONSE, MISSION-2",
        ),
    ] = ()
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Look up what the items are about, and call the meeting.

        Raises:
            Refused: an item is about something that is not there, or that may be two things.
            Malformed: an item is not of its form.
        """
        try:
            agenda = agenda_of(recording, body, self.agenda)
        except DepositaryError as error:
            raise error.at("agenda") from None
        called = self.event(events.MeetingConvened, agenda=agenda)
        bodies.record(recording, body, called, self.on)


Reschedule = act(
    "meeting reschedule",
    events.MeetingRescheduled,
    meetings.reschedule,
    "The meeting was moved, for as many days as before where no last day is given; on is the day "
    "on which that was made known.",
    row="reschedule",
    arguments=("meeting",),
    keeps=("ends_on",),
    repeats=True,
    examples=(
        "meeting reschedule 2026-2 --begins-on 2026-11-03 --on 2026-09-01 "
        "--reason 'The venue closed.'"
    ),
)
CancelMeeting = act(
    "meeting cancel",
    events.MeetingCancelled,
    bodies.record,
    "The meeting was called off; it stays in the list.",
    row="cancel",
    arguments=("meeting",),
    examples="meeting cancel 2026-3 --on 2026-11-20 --reason 'Nothing to decide.'",
)
OpenMeeting = act(
    "meeting open",
    events.MeetingOpened,
    meetings.open_meeting,
    "The meeting began, with who came; without attendance, nobody wrote down who came.",
    row="open_meeting",
    arguments=("meeting",),
    examples=(
        "meeting open 2026-1 --on 2026-04-14 --attendance KEN --attendance ATL:excused",
        "meeting open 2022-1 --on 2022-10-11",
    ),
)


class CountQuorum(
    Act,
    name="meeting quorum",
    row="quorum",
    makes=(events.QuorumEstablished,),
    arguments=("meeting",),
    stage=Stage.LAST,
    examples="meeting quorum 2026-2",
):
    """Those who came were counted, and whether that was a quorum.

    They are counted by the rule of the day on which the meeting opened, among those that were
    active members then, and never typed. Where nobody wrote down who came, nothing is counted.
    The first count that is enough stands, at the opening or at an arrival, or else the greatest.
    Where none was enough and more members came, count again: it completes the recorded count.
    """

    meeting: events.Meeting

    def decide(self, recording: Recording, body: str) -> None:
        """Count who came."""
        meetings.establish_quorum(recording, body, self.meeting)


class Decide(
    Act,
    name="meeting decide",
    row="decide",
    makes=(events.DecisionAdopted,),
    arguments=("decision", "meeting"),
    begins="decision",
    uncompared={
        "in_favour": _VOTES,
        "against": _VOTES,
        "abstained": _VOTES,
        "actions": _LOOKED_UP,
    },
    examples=(
        (
            "meeting decide D-1 2026-2 --title 'A guide' --text 'We publish a guide.' "
            "--task RESPONSE --on 2026-11-03"
        ),
        (
            "meeting decide D-2 2026-2 --title 'Hosting' --text 'We review our laws on hosting.' "
            "--task RESPONSE --item 2 --in-favour 2 --commitments MISSION-2 "
            "--actions 'A-1 | KEN | Draft the questions. | 2027-01-31' --on 2026-11-03"
        ),
    ),
):
    """The meeting decided, by consensus or by a vote.

    A meeting that was counted and had no quorum cannot decide.
    """

    decision: events.Decision
    meeting: events.Meeting
    title: events.Title
    text: events.Decided
    task: events.Task
    item: events.Item | None = None
    in_favour: Annotated[
        Number | None, Meaning("How many voted for it; without any votes it was by consensus.", "4")
    ] = None
    against: Annotated[Number | None, Meaning("How many voted against it.", "1")] = None
    abstained: Annotated[Number | None, Meaning("How many abstained.", "2")] = None
    commitments: events.Commitments = ()
    actions: events.Actions = ()
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Decide, and say who is to do what."""
        decided = self.event(events.DecisionAdopted, votes=self._votes())
        meetings.decide(recording, body, decided, self.on)

    def _votes(self) -> events.Votes | None:
        given = (self.in_favour, self.against, self.abstained)
        if given == (None, None, None):
            return None
        in_favour, against, abstained = (number or 0 for number in given)
        return events.Votes(in_favour=in_favour, against=against, abstained=abstained)


CompleteAction = act(
    "meeting complete",
    events.ActionItemCompleted,
    meetings.complete_action,
    "What a decision asked for was done.",
    row="complete_action",
    arguments=("action",),
    examples="meeting complete A-1 --on 2027-01-20 --outcome 'Sent to all.'",
)
CloseMeeting = act(
    "meeting close",
    events.MeetingClosed,
    bodies.record,
    "The meeting, or the written procedure, ended.",
    row="close_meeting",
    arguments=("meeting",),
    examples="meeting close 2026-1 --on 2026-04-15",
)
CirculateMinutes = act(
    "meeting circulate",
    events.MinutesCirculated,
    bodies.record,
    "Draft minutes of the meeting were sent to the members.",
    row="circulate_minutes",
    arguments=("meeting",),
    repeats=True,
    examples="meeting circulate 2026-2 --file-sha256 minutes.txt --on 2026-11-20",
)
ApproveMinutes = act(
    "meeting approve-minutes",
    events.MinutesApproved,
    bodies.record,
    "The minutes of the meeting were approved at a later one.",
    row="approve_minutes",
    arguments=("meeting",),
    keys=("meeting", "at"),
    examples="meeting approve-minutes 2026-2 --at 2027-1 --on 2027-04-13",
)
