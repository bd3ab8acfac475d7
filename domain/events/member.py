"""What can happen to a member: applying, joining, suspension, leaving, a new name, its people."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from domain.event import Ending, Event
from domain.meaning import Meaning
from domain.values import Code, ImpreciseDate, Line, MemberCode, MemberKind, PersonRef, Text

Member = Annotated[MemberCode, Meaning("The member's code; ISO 3166-1 alpha-3 for states.", "KEN")]


class MemberEvent(Event):
    """The base of all that happens to one member."""

    member: Member

    @property
    def subject(self) -> str:
        """The member's code."""
        return self.member


class Applied(MemberEvent):
    """An expression of interest, in any form; eligibility is shown by `evidence`.

    `distinct` says why it is another party than a member that has or had the same name or code.
    """

    TOPIC: ClassVar[str] = "member.applied"
    SCHEMA: ClassVar[int] = 2
    name: Line
    kind: MemberKind
    evidence: Text | None = None
    distinct: Text | None = None


class Joined(MemberEvent):
    """The member was admitted; its membership runs from `effective_on` until it is ended.

    `name` is its official name from then on; without one it is called as before. `distinct` says
    why it is another party than a member that has or had the same name or code.
    """

    TOPIC: ClassVar[str] = "member.joined"
    SCHEMA: ClassVar[int] = 2
    name: Line | None = None
    kind: MemberKind
    founding: bool = False
    distinct: Text | None = None


class Suspended(MemberEvent):
    """From `effective_on` the member may not sign, until it is reinstated."""

    TOPIC: ClassVar[str] = "member.suspended"
    reason: Text | None = None


class Reinstated(Ending, MemberEvent):
    """From `effective_on` no earlier suspension holds."""

    TOPIC: ClassVar[str] = "member.reinstated"
    SCHEMA: ClassVar[int] = 2

    def covers(self, act: Event) -> bool:
        """Suspensions."""
        return isinstance(act, Suspended)


class WithdrawalNotified(MemberEvent):
    """The member said that it will leave on `takes_effect_on`; it stays a member until it does."""

    TOPIC: ClassVar[str] = "member.withdrawal-notified"
    takes_effect_on: ImpreciseDate | None = None


class Withdrew(Ending, MemberEvent):
    """From `effective_on` no earlier membership holds, and no suspension within it."""

    TOPIC: ClassVar[str] = "member.withdrew"
    SCHEMA: ClassVar[int] = 2

    def covers(self, act: Event) -> bool:
        """Memberships and suspensions."""
        return isinstance(act, Joined | Suspended)


class Renamed(MemberEvent):
    """From `effective_on` this is the member's official name."""

    TOPIC: ClassVar[str] = "member.renamed"
    name: Line


class Recoded(MemberEvent):
    """From `effective_on` the member has this code; from here on every code of it means that one.

    Where `code` was a member's already, both are one from here on. What was stored stays as it is.
    """

    TOPIC: ClassVar[str] = "member.recoded"
    code: Code


FocalRole = Literal["main", "alternate", "validating_authority"]


class FocalPointDesignated(MemberEvent):
    """From `effective_on` this person is the member's focal point; the name is in the contacts."""

    TOPIC: ClassVar[str] = "member.focal-point-designated"
    person: PersonRef
    role: FocalRole


class FocalPointReleased(MemberEvent):
    """From `effective_on` the designations in `ends` no longer hold."""

    TOPIC: ClassVar[str] = "member.focal-point-released"
    ends: tuple[UUID, ...]

    @property
    def ended(self) -> tuple[UUID, ...]:
        """The designations that ended."""
        return self.ends
