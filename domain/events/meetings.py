"""What can happen to a meeting, from the call for it to the approval of its minutes."""

from datetime import date
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import NonNegativeInt, PositiveInt

from domain.event import Event
from domain.events.kinds import MeetingKind
from domain.meaning import Fixed, Meaning
from domain.values import (
    ImpreciseDate,
    Line,
    MemberCode,
    OfMember,
    Reference,
    Sha256,
    Text,
    TextReference,
    Value,
)

Presence = Literal["present", "represented", "observer", "excused", "absent"]
Meeting = Annotated[Reference, Fixed("The meeting.", "2026-1")]
NewMeeting = Annotated[Reference, Fixed("The meeting, by a reference of your choice.", "2026-1")]
Kind = Annotated[MeetingKind, Meaning("What kind of meeting it is.", "ordinary_session")]
EndsOn = Annotated[
    ImpreciseDate, Meaning("Its last day, if it has several; that for replies.", "2026-10-14")
]
Place = Annotated[Line, Meaning("Where it is held.", "Geneva")]
Reason = Annotated[Text, Meaning("Why.", "The venue closed.")]
Task = Annotated[Reference, Meaning("The task of the body that it serves.", "RESPONSE")]
Outcome = Annotated[Text, Meaning("What came of it.", "Sent to all.")]
Commitments = Annotated[
    tuple[TextReference, ...], Meaning("The commitments that it is about.", "MISSION-2")
]


MoreThan = Annotated[bool, Meaning("More than that share; the share alone is too few.", "yes")]
Counting = Annotated[tuple[Presence, ...], Meaning("Who counts as taking part.", "present")]


class AgendaItem(Value):
    """One item of an agenda, by the number that it has there, and what it is about."""

    item: Annotated[Reference, Meaning("Its number on the agenda.", "2")]
    title: Annotated[Line, Meaning("What it is called.", "Hosting law")]
    task: Task | None = None
    commitments: Commitments = ()
    initiatives: Annotated[
        tuple[Line, ...],
        Meaning("The initiatives that it is about, by name.", "Five Country Ministerial"),
    ] = ()
    gaps: Annotated[
        tuple[Reference, ...], Meaning("The gaps in laws that it is about.", "KEN-1")
    ] = ()


class MeetingConvened(Event):
    """A meeting was called; it begins on `effective_on` and ends on `ends_on`, inclusive.

    A written procedure is called in the same way: its last day is that for replies. In schema 1
    the agenda was a list of lines.
    """

    TOPIC: ClassVar[str] = "taskforce.meeting-convened"
    SCHEMA: ClassVar[int] = 2
    meeting: NewMeeting
    kind: Kind
    ends_on: EndsOn | None = None
    place: Place | None = None
    agenda: Annotated[
        tuple[AgendaItem, ...], Meaning("The items of the agenda, in their order.")
    ] = ()


class MeetingRescheduled(Event):
    """On `effective_on` the meeting was moved to `begins_on` until `ends_on`, inclusive."""

    TOPIC: ClassVar[str] = "taskforce.meeting-rescheduled"
    meeting: Meeting
    begins_on: Annotated[ImpreciseDate, Meaning("Its new first day.", "2026-11-03")]
    ends_on: Annotated[
        ImpreciseDate | None, Meaning("Its new last day, if it has several.", "2026-11-04")
    ] = None
    place: Annotated[Line | None, Meaning("Its new place, if that changed too.", "Nairobi")] = None
    reason: Reason | None = None


class MeetingCancelled(Event):
    """On `effective_on` the meeting was called off; it is never deleted from a calendar."""

    TOPIC: ClassVar[str] = "taskforce.meeting-cancelled"
    meeting: Meeting
    reason: Reason | None = None


class Attendance(Value):
    """How one member took part."""

    member: Annotated[MemberCode, Meaning("The member, by its code.", "KEN")]
    presence: Annotated[Presence, Meaning("How it took part.", "present")]


class MeetingOpened(Event):
    """The meeting began; attendance None means that it was not recorded, () that nobody came."""

    TOPIC: ClassVar[str] = "taskforce.meeting-opened"
    meeting: Meeting
    attendance: Annotated[
        tuple[Attendance, ...] | None,
        Meaning(
            "Who came, as KEN:present: present, represented, observer, excused or absent; a code "
            "alone was present. Without it, nobody wrote down who came.",
            "KEN:present",
        ),
    ] = None


class QuorumRuleSet(Event):
    """From `effective_on` a meeting can decide when enough active members take part.

    Enough is `number` of them, or a share: at least `numerator`/`denominator` of all, or more than
    that where `more_than` says so. `counting` says who counts as taking part.
    """

    TOPIC: ClassVar[str] = "taskforce.quorum-rule-set"
    number: Annotated[PositiveInt | None, Meaning("How many members are enough.", "12")] = None
    numerator: Annotated[
        PositiveInt | None, Meaning("The upper number of the share that is enough.", "1")
    ] = None
    denominator: Annotated[
        PositiveInt | None, Meaning("The lower number of the share that is enough.", "2")
    ] = None
    more_than: MoreThan = False
    counting: Counting = ("present", "represented")


class QuorumEstablished(Event):
    """The chair stated that `counted` of `members` took part, that `needed` were, and the result.

    `rule` is the entry of the rule that it was counted by.
    """

    TOPIC: ClassVar[str] = "taskforce.quorum-established"
    meeting: Meeting
    counted: Annotated[NonNegativeInt, Fixed("How many members took part.", "7")]
    needed: Annotated[NonNegativeInt, Fixed("How many were needed.", "6")]
    members: Annotated[NonNegativeInt, Fixed("How many active members there were.", "10")]
    reached: Annotated[bool, Fixed("Whether enough took part.")]
    rule: Annotated[UUID, Fixed("The entry of the rule by which it was counted.")]


class Votes(Value):
    """How many voted how."""

    in_favour: Annotated[NonNegativeInt, Meaning("How many voted for it.", "4")]
    against: Annotated[NonNegativeInt, Meaning("How many voted against it.", "1")]
    abstained: Annotated[NonNegativeInt, Meaning("How many abstained.", "2")]


class ActionItem(Value):
    """What somebody is to do because of a decision; the owner is a member or an office."""

    action: Annotated[Reference, Meaning("The action, by a reference of your choice.", "A-1")]
    text: Annotated[Text, Meaning("What is to be done.", "Draft the questions.")]
    owner: Annotated[
        Line, OfMember(), Meaning("Who is to do it, a member's code or an office.", "KEN")
    ]
    due_on: Annotated[
        date | None, Meaning("The day by which it is to be done, inclusive.", "2027-01-31")
    ] = None


Decision = Annotated[Reference, Fixed("The decision, by a reference of your choice.", "D-1")]
Title = Annotated[Line, Meaning("What it is called, in a few words.", "A guide")]
Decided = Annotated[Text, Meaning("What was decided.", "We publish a guide.")]
Item = Annotated[Reference, Meaning("The item of the meeting's agenda.", "2")]
Actions = Annotated[
    tuple[ActionItem, ...],
    Meaning(
        "What a member or an office is to do, as REF | OWNER | TEXT | DUE; the day may be left "
        "out.",
        "A-1 | KEN | Draft the questions. | 2027-01-31",
    ),
]


class DecisionAdopted(Event):
    """The meeting decided; `votes` None means by consensus. It serves one task of the body."""

    TOPIC: ClassVar[str] = "taskforce.decision-adopted"
    decision: Decision
    meeting: Meeting
    title: Title
    text: Decided
    task: Task
    item: Item | None = None
    votes: Annotated[Votes | None, Meaning("How many voted how; by consensus if left out.")] = None
    commitments: Commitments = ()
    actions: Actions = ()


class ActionItemCompleted(Event):
    """On `effective_on` what was to be done had been done."""

    TOPIC: ClassVar[str] = "taskforce.action-item-completed"
    action: Annotated[Reference, Fixed("The action that a decision asked for.", "A-1")]
    outcome: Outcome | None = None


class MeetingClosed(Event):
    """The meeting ended on `effective_on`."""

    TOPIC: ClassVar[str] = "taskforce.meeting-closed"
    meeting: Meeting


class MinutesCirculated(Event):
    """The draft of a meeting's minutes was sent to the members on `effective_on`."""

    TOPIC: ClassVar[str] = "taskforce.minutes-circulated"
    meeting: Meeting
    file_sha256: Annotated[
        Sha256 | None, Meaning("The draft: its file, of which the sha256 is kept, or 64 digits.")
    ] = None


File = Annotated[
    Sha256 | None, Meaning("The version: its file, of which the sha256 is kept, or 64 digits.")
]


class MinutesApproved(Event):
    """The minutes of a meeting were approved at a later one, `at`.

    Schema 1 did not say which version.
    """

    TOPIC: ClassVar[str] = "taskforce.minutes-approved"
    SCHEMA: ClassVar[int] = 2
    meeting: Meeting
    at: Annotated[Reference, Fixed("The later meeting that approved them.", "2027-1")]
    changes: Annotated[
        Text | None, Meaning("What was changed in the draft.", "Item 2 was shortened.")
    ] = None
    file_sha256: File = None
