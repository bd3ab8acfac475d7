"""What can happen to a member: applying, joining, suspension, leaving, a new name, its people."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from domain.event import Ending, Event
from domain.meaning import Fixed, Meaning
from domain.values import (
    Code,
    ImpreciseDate,
    Language,
    Line,
    MemberCode,
    MemberKind,
    PersonRef,
    Text,
)

Member = Annotated[MemberCode, Fixed("The member's code; ISO 3166-1 alpha-3 for states.", "KEN")]
OfficialName = Annotated[Line, Meaning("The member's official name.", "Kenya")]
NameIfNew = Annotated[Line, Meaning("Its official name; needed the first time.", "Kenya")]
Founding = Annotated[bool, Meaning("It is a founding member.", "yes")]
Eligible = Annotated[
    Text, Meaning("What shows that it is eligible, such as the page that lists it.", "Page 3")
]
WhySuspended = Annotated[Text, Meaning("Why it was suspended.", "At its own request.")]
NewCode = Annotated[Code, Fixed("The code that it has from now on.", "ZBR")]
KindOfMember = Annotated[MemberKind, Meaning("What the member is.", "state")]
Distinct = Annotated[
    Text,
    Meaning("Why it is another party than a member that is called alike.", "Two rivers, one name."),
]


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
    name: OfficialName
    kind: KindOfMember
    evidence: Eligible | None = None
    distinct: Distinct | None = None


class Joined(MemberEvent):
    """The member was admitted; its membership runs from `effective_on` until it is ended.

    `name` is its official name from then on; without one it is called as before. `distinct` says
    why it is another party than a member that has or had the same name or code.
    """

    TOPIC: ClassVar[str] = "member.joined"
    SCHEMA: ClassVar[int] = 2
    name: NameIfNew | None = None
    kind: KindOfMember
    founding: Founding = False
    distinct: Distinct | None = None


class Suspended(MemberEvent):
    """From `effective_on` the member may not sign, until it is reinstated."""

    TOPIC: ClassVar[str] = "member.suspended"
    reason: WhySuspended | None = None


class Reinstated(Ending, MemberEvent):
    """From `effective_on` no earlier suspension holds."""

    TOPIC: ClassVar[str] = "member.reinstated"
    SCHEMA: ClassVar[int] = 2

    def covers(self, act: Event) -> bool:
        """Suspensions."""
        return isinstance(act, Suspended)


class VotingRightsSuspended(MemberEvent):
    """From `effective_on` the member may attend and not vote, until its rights are restored."""

    TOPIC: ClassVar[str] = "member.voting-rights-suspended"
    reason: WhySuspended | None = None


class VotingRightsRestored(Ending, MemberEvent):
    """From `effective_on` no earlier suspension of voting rights holds."""

    TOPIC: ClassVar[str] = "member.voting-rights-restored"

    def covers(self, act: Event) -> bool:
        """Suspensions of voting rights."""
        return isinstance(act, VotingRightsSuspended)


class WithdrawalNotified(MemberEvent):
    """The member said that it will leave on `takes_effect_on`; it stays a member until it does."""

    TOPIC: ClassVar[str] = "member.withdrawal-notified"
    takes_effect_on: Annotated[
        ImpreciseDate | None, Meaning("When it says that it will leave.", "2027-01-01")
    ] = None


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
    name: Annotated[Line, Meaning("Its new official name.", "Republic of Zubrowka")]


class NameRecorded(MemberEvent):
    """The member's name in another language than that of its official name.

    It holds until another one in that language is recorded, whatever its official name is.
    """

    TOPIC: ClassVar[str] = "member.name-recorded"
    language: Annotated[Language, Meaning("The language of the name, such as fr.", "fr")]
    name: Annotated[Line, Meaning("The member's name in that language.", "République d'Atlantis")]


class Recoded(MemberEvent):
    """From `effective_on` the member has this code; from here on every code of it means that one.

    Where `code` was a member's already, both are one from here on. What was stored stays as it is.
    """

    TOPIC: ClassVar[str] = "member.recoded"
    code: NewCode


FocalRole = Literal["main", "alternate", "validating_authority"]
Role = Annotated[FocalRole, Meaning("The person's role.", "main")]
Person = Annotated[
    PersonRef, Fixed("The person, by the reference that the contacts gave.", "p-7kq2mzx4ab")
]


class FocalPointDesignated(MemberEvent):
    """From `effective_on` this person is the member's focal point; the name is in the contacts."""

    TOPIC: ClassVar[str] = "member.focal-point-designated"
    person: Person
    role: Role


class FocalPointReleased(MemberEvent):
    """From `effective_on` the designations in `ends` no longer hold."""

    TOPIC: ClassVar[str] = "member.focal-point-released"
    ends: Annotated[tuple[UUID, ...], Fixed("The designations that it ends, by their ids.")]

    @property
    def ended(self) -> tuple[UUID, ...]:
        """The designations that ended."""
        return self.ends
