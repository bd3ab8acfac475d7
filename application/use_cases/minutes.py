"""Recording papers, discussion, versions of minutes, and comments on them."""

from application.recording import Recording
from application.use_cases.presence import remark_doubts
from domain.errors import UnknownReference
from domain.events.minutes import (
    DiscussionRecorded,
    MinutesCommentAnswered,
    MinutesCommented,
    MinutesDrafted,
    MinutesPublished,
    PaperTabled,
)
from domain.meetings.meeting import Meetings
from domain.suggestions import near
from domain.values import ImpreciseDate
from domain.words import worded

OfMeeting = PaperTabled | DiscussionRecorded | MinutesDrafted | MinutesCommented | MinutesPublished


def of_meeting(recording: Recording, taskforce: str, event: OfMeeting, on: ImpreciseDate) -> None:
    """Record a paper, a discussion, a version of minutes or a comment.

    Raises:
        UnknownReference: no such meeting or member.
        Contradicted: there is no such item, or it did not take place by then.
    """
    Meetings(recording.taskforce(taskforce).history).called(event.meeting)
    if isinstance(event, MinutesCommented):
        recording.member(taskforce, event.member)
    remark_doubts(recording, taskforce, event, on)
    recording.record(taskforce, event, on)


def answer_comment(
    recording: Recording, taskforce: str, event: MinutesCommentAnswered, on: ImpreciseDate
) -> None:
    """Record the answer to a comment.

    Raises:
        UnknownReference: there is no such comment.
        Contradicted: it was answered already.
    """
    history = recording.taskforce(taskforce).history
    known = [comment.comment for _, comment in history.each(MinutesCommented)]
    if event.comment not in known:
        raise UnknownReference(worded("comment"), event.comment, near(event.comment, known))
    recording.record(taskforce, event, on)
