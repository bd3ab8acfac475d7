"""Acts of meetings: called, moved, opened, counted, closed."""

from typing import Annotated

from pydantic import StringConstraints

from application.acts.meetings.decisions import LOOKED_UP
from application.acts.meetings.presence import remark_doubts
from application.context import Stream
from application.declarations.act import Act, On, Stage, act
from application.entries.meeting_notation import agenda_of
from application.recording import body_events
from application.recording.body_events import members_of_body
from application.recording.recording import Recording
from domain.bodies.taskforce import Taskforce
from domain.errors import DepositaryError, Refused
from domain.events import meetings as events
from domain.meaning import Meaning
from domain.meetings.meeting import Meetings
from domain.meetings.sessions import keeping_its_length
from domain.values import ImpreciseDate
from domain.voting.attendance import quorum_now
from domain.words import worded

_THE_SAME = worded(
    "The quorum of meeting {meeting} is counted already: {counted} of {members}, {needed} needed. "
    "A count gives the same now."
)
_ENOUGH = worded(
    "The quorum of meeting {meeting} is counted already: {counted} of {members}, {needed} needed. "
    "It was reached, so who came later does not change it; all who came are listed by: depositary "
    "presence {meeting}"
)
AgendaLine = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=r"^[^\r\n]*$"),
]


class Convene(
    Act,
    name="meeting convene",
    makes=(events.MeetingConvened,),
    keys=("meeting",),
    begins="meeting",
    stage=Stage.MEETINGS,
    uncompared={"agenda": LOOKED_UP},
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
        body_events.record(recording, body, called, self.on)


def reschedule(
    recording: Recording, body: str, moved: events.MeetingRescheduled, on: ImpreciseDate
) -> None:
    """Record that a meeting was moved; `on` is the day on which that was made known.

    Without a last day it lasts as many days as before, which is remarked. Its sessions move with
    it, which is remarked, too; so are those that cannot.

    Raises:
        UnknownReference: there is no such meeting.
        Refused: it was opened, or cancelled before.
        Contradicted: it would end before it begins.
    """
    meetings = Meetings(recording.taskforce(body).history)
    meetings.must_be_to_come(moved.meeting, on)
    whole = keeping_its_length(meetings.history, moved, on)
    if whole != moved:
        recording.remark(
            worded(
                "{meeting} lasts as many days as before, until {last}. If it ends on another day, "
                "correct its ends_on.",
                meeting=moved.meeting,
                last=whole.ends_on,
            )
        )
    remark_doubts(recording, body, whole, on)
    body_events.record(recording, body, whole, on)


Reschedule = act(
    "meeting reschedule",
    events.MeetingRescheduled,
    "The meeting was moved, for as many days as before where no last day is given; on is the day "
    "on which that was made known.",
    rule=reschedule,
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
    "The meeting was called off; it stays in the list.",
    examples="meeting cancel 2026-3 --on 2026-11-20 --reason 'Nothing to decide.'",
)


def open_meeting(
    recording: Recording, body: str, opened: events.MeetingOpened, on: ImpreciseDate
) -> None:
    """Record that a meeting began; attendance None says that it was not recorded.

    Another day than the one for which it was called is remarked.

    Raises:
        UnknownReference: there is no such meeting, or one who attended is not recorded.
        Contradicted: it was opened already, or one who attended was no member on that day.
    """
    for each in opened.attendance or ():
        recording.member(body, each.member)
    if opened.attendance is None:
        recording.remark(
            worded(
                "Nobody is named as having come to {meeting}, so no quorum is counted.",
                meeting=opened.meeting,
            )
        )
    remark_doubts(recording, body, opened, on)
    body_events.record(recording, body, opened, on)


OpenMeeting = act(
    "meeting open",
    events.MeetingOpened,
    "The meeting began, with who came; without attendance, nobody wrote down who came.",
    rule=open_meeting,
    row="open_meeting",
    examples=(
        "meeting open 2026-1 --on 2026-04-14 --attendance KEN --attendance ATL:excused",
        "meeting open 2022-1 --on 2022-10-11",
    ),
)


class CountQuorum(
    Act,
    name="meeting quorum",
    makes=(events.QuorumEstablished,),
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
        """Count who took part, by the rule and the members of the day on which it opened.

        A member counts where it may have been active on that day, for at least one day that its
        imprecise dates can mean. A quorum that was counted before is counted again, and a new
        result completes the recorded one: once enough were there, it stays as it is, whoever came
        later.

        Raises:
            UnknownReference: there is no such meeting.
            Refused: it cannot be counted, or was counted already with the same result.
            Contradicted: it decided although it had no quorum.
        """
        meetings = Meetings(recording.taskforce(body).history)
        opened, _ = meetings.opening(self.meeting)
        recording.rest_on_head()
        members = members_of_body(recording, body)
        active = [code for code, member in members.items() if member.may_act(opened.begins)]
        found = quorum_now(meetings.history, self.meeting, active)
        before = meetings.quorum(self.meeting)
        if before is None:
            recording.record(body, found, opened.begins)
            return
        if found == before.event:
            raise Refused(
                _ENOUGH if found.reached else _THE_SAME,
                meeting=self.meeting,
                counted=found.counted,
                members=found.members,
                needed=found.needed,
            )
        again = recording.draft(
            found,
            opened.begins,
            corrects=before.id,
            because="completed",
            visibility=before.visibility,
            like=before.latest.envelope,
        )
        recording.append(Stream.of(body, found), Taskforce, again)


CloseMeeting = act(
    "meeting close",
    events.MeetingClosed,
    "The meeting, or the written procedure, ended.",
    row="close_meeting",
    examples="meeting close 2026-1 --on 2026-04-15",
)
