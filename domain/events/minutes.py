"""What becomes of items and minutes of a meeting: papers, discussion, comments, versions."""

from typing import Annotated, ClassVar

from domain.event import Event
from domain.events.meetings import File, Item, Meeting
from domain.events.voting import Member
from domain.meaning import Fixed, Meaning
from domain.values import Line, Reference, Sha256, Text, Url


class PaperTabled(Event):
    """A paper was before the meeting for an item; who may see it is the visibility of the entry."""

    TOPIC: ClassVar[str] = "taskforce.paper-tabled"
    meeting: Meeting
    item: Item
    title: Annotated[Line, Meaning("The title of the paper.", "Budget 2027, second draft")]
    url: Annotated[
        Url | None, Meaning("Its address; it is never fetched.", "https://example.org/budget")
    ] = None
    file_sha256: Annotated[
        Sha256 | None, Meaning("Its file, of which the sha256 is kept, or 64 digits.")
    ] = None


class DiscussionRecorded(Event):
    """What was said on an item, and what the chair concluded; Markdown, without names of people."""

    TOPIC: ClassVar[str] = "taskforce.discussion-recorded"
    meeting: Meeting
    item: Item
    text: Annotated[
        Text, Meaning("What was said, in Markdown.", "Two members asked for more time.")
    ]
    conclusion: Annotated[
        Text | None, Meaning("What the chair concluded.", "The item comes back in spring.")
    ] = None


class MinutesDrafted(Event):
    """A version of a meeting's minutes was written on `effective_on`, before any is sent."""

    TOPIC: ClassVar[str] = "taskforce.minutes-drafted"
    meeting: Meeting
    file_sha256: File = None


class MinutesCommented(Event):
    """A member asked on `effective_on` to change the minutes, or remarked on them."""

    TOPIC: ClassVar[str] = "taskforce.minutes-commented"
    comment: Annotated[Reference, Fixed("The comment, by a reference of your choice.", "C-1")]
    meeting: Meeting
    member: Member
    text: Annotated[Text, Meaning("What it asks for.", "Item 2: we asked for a list of costs.")]
    item: Item | None = None


class MinutesCommentAnswered(Event):
    """The secretariat answered a comment on `effective_on`: taken up, or why not."""

    TOPIC: ClassVar[str] = "taskforce.minutes-comment-answered"
    comment: Annotated[Reference, Fixed("The comment.", "C-1")]
    taken_up: Annotated[bool, Meaning("The minutes were changed as it asks.", "yes")] = False
    text: Annotated[Text | None, Meaning("The answer.", "The sentence was added.")] = None


class MinutesPublished(Event):
    """Approved minutes were made public on `effective_on`."""

    TOPIC: ClassVar[str] = "taskforce.minutes-published"
    meeting: Meeting
    file_sha256: File = None
    url: Annotated[
        Url | None, Meaning("Where they are; it is never fetched.", "https://example.org/minutes")
    ] = None
