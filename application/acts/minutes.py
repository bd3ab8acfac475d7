"""Acts of items and minutes: papers, discussion, versions of the minutes, comments on them."""

from application.declarations.act import act
from application.use_cases import minutes
from domain.events import minutes as events

TablePaper = act(
    "meeting paper",
    events.PaperTabled,
    minutes.of_meeting,
    "A paper was before the meeting for an item of its agenda.",
    row="paper",
    arguments=("meeting", "item", "title"),
    examples=(
        "meeting paper 2026-2 2 'Budget 2027, second draft' "
        "--url https://example.org/budget --on 2026-10-20"
    ),
)
RecordDiscussion = act(
    "meeting discuss",
    events.DiscussionRecorded,
    minutes.of_meeting,
    "What was said on an item, and what the chair concluded, in Markdown and without names.",
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
    minutes.of_meeting,
    "A version of the minutes was written, before any was sent.",
    row="draft_minutes",
    arguments=("meeting",),
    repeats=True,
    examples="meeting draft-minutes 2026-2 --file-sha256 minutes.txt --on 2026-11-10",
)
CommentMinutes = act(
    "meeting comment",
    events.MinutesCommented,
    minutes.of_meeting,
    "A member asked to change the minutes, or remarked on them.",
    row="comment",
    arguments=("comment", "meeting", "member"),
    begins="comment",
    examples="meeting comment C-1 2026-2 KEN --text 'We asked for costs.' --item 2 --on 2026-11-25",
)
AnswerComment = act(
    "meeting answer-comment",
    events.MinutesCommentAnswered,
    minutes.answer_comment,
    "A comment on minutes was answered: taken up, or why not.",
    row="answer_comment",
    arguments=("comment",),
    examples=(
        "meeting answer-comment C-1 --taken-up --text 'The sentence was added.' --on 2026-11-30"
    ),
)
PublishMinutes = act(
    "meeting publish-minutes",
    events.MinutesPublished,
    minutes.of_meeting,
    "The approved minutes were made public.",
    row="publish_minutes",
    arguments=("meeting",),
    repeats=True,
    examples=(
        "meeting publish-minutes 2026-2 --file-sha256 minutes.txt "
        "--url https://example.org/minutes --on 2027-05-01"
    ),
)
