"""Acts of written procedures: replies, and when the result can be counted."""

from application.acts.meetings.presence import at_meeting
from application.declarations.act import act
from application.recording.body_events import members_of_body
from application.recording.recording import Recording
from domain.errors import Refused
from domain.events.voting import ReplyReceived, VoteTaken
from domain.history import History
from domain.meetings.written_procedures import Procedure
from domain.values import ImpreciseDate, surely_before
from domain.voting.rights import rights
from domain.words import worded


def reply(recording: Recording, body: str, said: ReplyReceived, on: ImpreciseDate) -> None:
    """Record a reply in writing, and say so if it does not count.

    Raises:
        UnknownReference: no such meeting or member.
        Contradicted: the vote is of another meeting, or there is none.
    """
    at_meeting(recording, body, said, on)
    history = recording.taskforce(body).history
    opened = Procedure(history, said.meeting).opened
    members = members_of_body(recording, body)
    right = rights(history, members, said.meeting, opened).get(said.member)
    ends = Procedure(history, said.meeting).ends
    if right and not right.may_vote:
        recording.remark(
            worded(
                "{member} has no right to vote in {meeting} ({why}); its reply is recorded and "
                "not counted.",
                member=said.member,
                meeting=said.meeting,
                why=right.said,
            )
        )
    elif ends and (on.latest or ends[0], said.hour or "") > ends:
        recording.remark(
            worded(
                "The reply of {member} came after the end of {meeting}, on {last} at {hour}; it "
                "is recorded and not counted.",
                member=said.member,
                meeting=said.meeting,
                last=ImpreciseDate.of(ends[0]),
                hour=ends[1],
            )
        )


def must_be_over(
    recording: Recording, history: History, vote: VoteTaken, on: ImpreciseDate
) -> None:
    """Refuse a result while replies may still come: until its last day is over, or it is closed.

    A result has no hour, so on a last day with an hour it is recorded, and the hour is told.
    Where no end is recorded, replies count until the result, so it is not before any of them.

    Raises:
        Refused: the last day for replies is not over, or a reply came after the result.
    """
    meeting = vote.meeting
    procedure = Procedure(history, meeting)
    closed, ends = procedure.closed_on, procedure.ends
    if ends is None:
        _must_follow_replies(history, vote, on)
        return
    if on.latest is None or (closed and not surely_before(on, closed)):
        return
    day, hour = ends
    if on.latest < day or (on.latest == day and hour == "24:00"):
        raise Refused(
            "Replies to {meeting} may come until {last}; the result is counted after that.",
            meeting=meeting,
            last=ImpreciseDate.of(day),
        )
    if on.latest == day:
        recording.remark(
            worded(
                "Replies to {meeting} may come until {hour} on that day; this result counts what "
                "is recorded now.",
                meeting=meeting,
                hour=hour,
            )
        )


def _must_follow_replies(history: History, vote: VoteTaken, on: ImpreciseDate) -> None:
    for entry, said in history.each(ReplyReceived):
        if said.decision == vote.decision and surely_before(on, entry.begins):
            raise Refused(
                "{member} replied to {decision} on {replied}, after this result, and no end of "
                "{meeting} is recorded. Record its end, or the result of a later day.",
                member=said.member,
                decision=vote.decision,
                replied=entry.begins,
                meeting=vote.meeting,
            )


def tell_if_without_end(recording: Recording, history: History, meeting: str) -> None:
    """Say until when replies count where no end of the procedure is recorded."""
    if not Procedure(history, meeting).ends:
        recording.remark(
            worded(
                "No end of {meeting} is recorded: replies count until it is closed or the result "
                "is recorded.",
                meeting=meeting,
            )
        )


Reply = act(
    "meeting reply",
    ReplyReceived,
    "A member replied in a written procedure; a later reply in time replaces an earlier one.",
    rule=reply,
    keys=("meeting", "decision", "member"),
    repeats=True,
    examples="meeting reply 2026-W1 D-5 KEN for --hour 16:30 --on 2026-06-20",
)
