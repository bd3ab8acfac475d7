"""What can happen to a meeting, from the call for it to the approval of its minutes."""

from datetime import date
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import NonNegativeInt, PositiveInt

from domain.event import Event
from domain.meaning import Meaning
from domain.values import ImpreciseDate, Line, MemberCode, OfMember, Reference, Sha256, Text, Value

MeetingKind = Literal["inaugural", "ordinary_session", "extraordinary_session", "written_procedure"]
Presence = Literal["present", "represented", "observer", "excused", "absent"]


MoreThan = Annotated[bool, Meaning("More than that share; the share alone is too few.", "yes")]
Counting = Annotated[tuple[Presence, ...], Meaning("Who counts as taking part.", "present")]


class AgendaItem(Value):
    """One item of an agenda, by the number that it has there, and what it is about."""

    item: Reference
    title: Line
    task: Reference | None = None
    commitments: tuple[Reference, ...] = ()
    initiatives: tuple[Line, ...] = ()
    gaps: tuple[Reference, ...] = ()


class MeetingConvened(Event):
    """A meeting was called; it begins on `effective_on` and ends on `ends_on`, inclusive.

    A written procedure is called in the same way: its last day is that for replies. In schema 1
    the agenda was a list of lines.
    """

    TOPIC: ClassVar[str] = "taskforce.meeting-convened"
    SCHEMA: ClassVar[int] = 2
    meeting: Reference
    kind: MeetingKind
    ends_on: ImpreciseDate | None = None
    place: Line | None = None
    agenda: tuple[AgendaItem, ...] = ()


class MeetingRescheduled(Event):
    """On `effective_on` the meeting was moved to `begins_on` until `ends_on`, inclusive."""

    TOPIC: ClassVar[str] = "taskforce.meeting-rescheduled"
    meeting: Reference
    begins_on: ImpreciseDate
    ends_on: ImpreciseDate | None = None
    place: Line | None = None
    reason: Text | None = None


class MeetingCancelled(Event):
    """On `effective_on` the meeting was called off; it is never deleted from a calendar."""

    TOPIC: ClassVar[str] = "taskforce.meeting-cancelled"
    meeting: Reference
    reason: Text | None = None


class Attendance(Value):
    """How one member took part."""

    member: MemberCode
    presence: Presence


class MeetingOpened(Event):
    """The meeting began; attendance None means that it was not recorded, () that nobody came."""

    TOPIC: ClassVar[str] = "taskforce.meeting-opened"
    meeting: Reference
    attendance: tuple[Attendance, ...] | None = None


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
    meeting: Reference
    counted: NonNegativeInt
    needed: NonNegativeInt
    members: NonNegativeInt
    reached: bool
    rule: UUID


class Votes(Value):
    """How many voted how."""

    in_favour: NonNegativeInt
    against: NonNegativeInt
    abstained: NonNegativeInt


class ActionItem(Value):
    """What somebody is to do because of a decision; the owner is a member or an office."""

    action: Reference
    text: Text
    owner: Annotated[Line, OfMember()]
    due_on: date | None = None


class DecisionAdopted(Event):
    """The meeting decided; `votes` None means by consensus. It serves one task of the body."""

    TOPIC: ClassVar[str] = "taskforce.decision-adopted"
    decision: Reference
    meeting: Reference
    title: Line
    text: Text
    task: Reference
    item: Reference | None = None
    votes: Votes | None = None
    commitments: tuple[Reference, ...] = ()
    actions: tuple[ActionItem, ...] = ()


class ActionItemCompleted(Event):
    """On `effective_on` what was to be done had been done."""

    TOPIC: ClassVar[str] = "taskforce.action-item-completed"
    action: Reference
    outcome: Text | None = None


class MeetingClosed(Event):
    """The meeting ended on `effective_on`."""

    TOPIC: ClassVar[str] = "taskforce.meeting-closed"
    meeting: Reference


class MinutesCirculated(Event):
    """The draft of a meeting's minutes was sent to the members on `effective_on`."""

    TOPIC: ClassVar[str] = "taskforce.minutes-circulated"
    meeting: Reference
    file_sha256: Sha256 | None = None


class MinutesApproved(Event):
    """The minutes of a meeting were approved at a later one, `at`."""

    TOPIC: ClassVar[str] = "taskforce.minutes-approved"
    meeting: Reference
    at: Reference
    changes: Text | None = None
