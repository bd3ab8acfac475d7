"""Acts of items and minutes: papers, discussion, versions of the minutes, comments on them."""

from application.acts.meetings.presence import remark_doubts
from application.declarations.act import act
from application.recording.recording import Recording
from domain.errors import UnknownReference
from domain.events import meetings
from domain.events import minutes as events
from domain.meetings.meeting import Meetings
from domain.suggestions import near
from domain.values import ImpreciseDate
from domain.words import worded

OfMeeting = (
    events.PaperTabled
    | events.DiscussionRecorded
    | events.MinutesDrafted
    | events.MinutesCommented
    | events.MinutesPublished
)


def of_meeting(recording: Recording, body: str, event: OfMeeting, on: ImpreciseDate) -> None:
    """Record a paper, a discussion, a version of minutes or a comment.

    Raises:
        UnknownReference: no such meeting or member.
        Contradicted: there is no such item, or it did not take place by then.
    """
    Meetings(recording.taskforce(body).history).called(event.meeting)
    if isinstance(event, events.MinutesCommented):
        recording.member(body, event.member)
    remark_doubts(recording, body, event, on)
    recording.record(body, event, on)


def answer_comment(
    recording: Recording, body: str, event: events.MinutesCommentAnswered, on: ImpreciseDate
) -> None:
    """Record the answer to a comment.

    Raises:
        UnknownReference: there is no such comment.
        Contradicted: it was answered already.
    """
    history = recording.taskforce(body).history
    known = [comment.comment for _, comment in history.each(events.MinutesCommented)]
    if event.comment not in known:
        raise UnknownReference(worded("comment"), event.comment, near(event.comment, known))
    recording.record(body, event, on)


TablePaper = act(
    "meeting paper",
    events.PaperTabled,
    "A paper was before the meeting for an item of its agenda.",
    rule=of_meeting,
    examples=(
        "meeting paper 2026-2 2 'Budget 2027, second draft' "
        "--url https://example.org/budget --on 2026-10-20"
    ),
)
RecordDiscussion = act(
    "meeting discuss",
    events.DiscussionRecorded,
    "What was said on an item, and what the chair concluded, in Markdown and without names.",
    rule=of_meeting,
    row="discussion",
    arguments=("meeting", "item"),
    examples=(
        "meeting discuss 2026-2 2 --text 'Two members asked for more time.' "
        "--conclusion 'The item comes back in spring.' --on 2026-11-03"
    ),
)
DraftMinutes = act(
    "meeting draft-minutes",
    events.MinutesDrafted,
    "A version of the minutes was written, before any was sent.",
    rule=of_meeting,
    repeats=True,
    examples="meeting draft-minutes 2026-2 --file-sha256 minutes.txt --on 2026-11-10",
)
CirculateMinutes = act(
    "meeting circulate",
    meetings.MinutesCirculated,
    "Draft minutes of the meeting were sent to the members.",
    row="circulate_minutes",
    repeats=True,
    examples="meeting circulate 2026-2 --file-sha256 minutes.txt --on 2026-11-20",
)
ApproveMinutes = act(
    "meeting approve-minutes",
    meetings.MinutesApproved,
    "The minutes of the meeting were approved at a later one.",
    arguments=("meeting",),
    keys=("meeting", "at"),
    examples="meeting approve-minutes 2026-2 --at 2027-1 --on 2027-04-13",
)
CommentMinutes = act(
    "meeting comment",
    events.MinutesCommented,
    "A member asked to change the minutes, or remarked on them.",
    rule=of_meeting,
    arguments=("comment", "meeting", "member"),
    begins="comment",
    examples="meeting comment C-1 2026-2 KEN --text 'We asked for costs.' --item 2 --on 2026-11-25",
)
AnswerComment = act(
    "meeting answer-comment",
    events.MinutesCommentAnswered,
    "A comment on minutes was answered: taken up, or why not.",
    rule=answer_comment,
    examples=(
        "meeting answer-comment C-1 --taken-up --text 'The sentence was added.' --on 2026-11-30"
    ),
)
PublishMinutes = act(
    "meeting publish-minutes",
    events.MinutesPublished,
    "The approved minutes were made public.",
    rule=of_meeting,
    repeats=True,
    examples=(
        "meeting publish-minutes 2026-2 --file-sha256 minutes.txt "
        "--url https://example.org/minutes --on 2027-05-01"
    ),
)
