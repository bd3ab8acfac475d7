"""Acts of members: applying, joining, suspension, leaving, another name or code."""

from typing import Annotated

from application.declarations.act import Act, On, Stage, Until, act
from application.declarations.entry_names import BY_NAME, Ends
from application.recording import Recording
from application.use_cases import members, recoding
from domain.events.members import (
    Applied,
    Distinct,
    Eligible,
    Founding,
    Joined,
    KindOfMember,
    Member,
    NameIfNew,
    NameRecorded,
    OfficialName,
    Recoded,
    Reinstated,
    Renamed,
    Suspended,
    WhySuspended,
    WithdrawalNotified,
    Withdrew,
)
from domain.meaning import Meaning
from domain.values import ImpreciseDate, MemberKind

KindIfNew = Annotated[
    MemberKind, Meaning("What it is; as before if it is known, else a state.", "state")
]
Rejoined = Annotated[
    ImpreciseDate, Meaning("The day on which it came back, if it did.", "2025-06-01")
]


class Apply(
    Act,
    name="member apply",
    row="apply",
    makes=(Applied,),
    arguments=("member",),
    begins="member",
    repeats=True,
    stage=Stage.MEMBERS,
    examples="member apply ERE --name Erewhon --on 2026-01-10",
):
    """An expression of interest in membership came, in any form."""

    member: Member
    name: OfficialName
    kind: KindOfMember = MemberKind.STATE
    evidence: Eligible | None = None
    distinct: Distinct | None = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Record the interest."""
        members.apply(recording, body, self.event(Applied), self.on)


class Join(
    Act,
    name="member join",
    row="join",
    makes=(Joined, Withdrew),
    arguments=("member",),
    begins="member",
    ends={"until": Withdrew},
    repeats=True,
    stage=Stage.MEMBERS,
    examples=(
        "member join KEN --name Kenya --on 2022-06",
        "member join ZUB --name Zubrowka --on 1996 --until 2004-05-01",
    ),
):
    """The member was admitted, or came back; until a day, if that membership ended."""

    member: Member
    name: NameIfNew | None = None
    kind: KindIfNew | None = None
    founding: Founding = False
    until: Until | None = None
    distinct: Distinct | None = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Admit the member, and end its membership where its end is known."""
        members.join(
            recording,
            body,
            self.member,
            self.on,
            name=self.name,
            kind=self.kind,
            founding=self.founding,
            until=self.until,
            distinct=self.distinct,
        )


class LeaveBody(
    Act,
    name="member withdraw",
    row="leave",
    makes=(Withdrew, Joined),
    arguments=("member",),
    ends={"rejoined": Joined},
    uncompared={"ends": BY_NAME},
    repeats=True,
    stage=Stage.MEMBERS,
    examples=(
        "member withdraw ATL --on 2027-01-01",
        "member withdraw ZUB --on 2024-05-01 --rejoined 2025-06-01",
    ),
):
    """The member left the body. From a text: depositary withdraw.

    It ends the membership that began on an earlier day, also if that is recorded later.
    """

    member: Member
    ends: Ends = ()
    rejoined: Rejoined | None = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """End the membership, and begin the next where that is known."""
        members.withdraw(recording, body, self.member, self.on, self.ends, self.rejoined)


class Suspend(
    Act,
    name="member suspend",
    row="suspend",
    makes=(Suspended, Reinstated),
    arguments=("member",),
    ends={"until": Reinstated},
    repeats=True,
    stage=Stage.MEMBERS,
    examples="member suspend ATL --on 2026-08-01 --reason 'At its own request.'",
):
    """The member was suspended, and signs nothing until it is reinstated."""

    member: Member
    reason: WhySuspended | None = None
    until: Until | None = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Suspend the member, and end that where its end is known."""
        members.suspend(recording, body, self.member, self.on, self.reason, self.until)


class Reinstate(
    Act,
    name="member reinstate",
    row="reinstate",
    makes=(Reinstated,),
    arguments=("member",),
    uncompared={"ends": BY_NAME},
    repeats=True,
    stage=Stage.MEMBERS,
    examples="member reinstate ATL --on 2026-09-01",
):
    """The member's suspension ended."""

    member: Member
    ends: Ends = ()
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """End the suspension."""
        members.reinstate(recording, body, self.member, self.on, self.ends)


def _rename(recording: Recording, body: str, event: Renamed, on: ImpreciseDate) -> None:
    members.rename(recording, body, event.member, event.name, on)


Rename = act(
    "member rename",
    Renamed,
    _rename,
    "The member took a new official name. What was signed keeps its spelling.",
    row="rename",
    arguments=("member", "name"),
    keys=("member",),
    repeats=True,
    stage=Stage.MEMBERS,
    examples="member rename ZUB 'Republic of Zubrowka' --on 2026-03-01",
)


RecordName = act(
    "member name",
    NameRecorded,
    recoding.record_name,
    """The member is called so in another language than that of its official name.

    Documents, letters and answers in that language name it so, until another name is recorded.
    """,
    row="name",
    arguments=("member", "language", "name"),
    keys=("member", "language"),
    repeats=True,
    undated=True,
    stage=Stage.MEMBERS,
    examples="member name ZUB fr Zubrowka-la-Grande",
)


def _recode(recording: Recording, body: str, event: Recoded, on: ImpreciseDate) -> None:
    recoding.recode(recording, body, event.member, event.code, on)


Recode = act(
    "member recode",
    Recoded,
    _recode,
    """The member has another code from now on; what was recorded stays and means that one.

    If another member has that code, both are one party and are one member from here on; what
    stands twice is listed by: depositary conflicts
    """,
    row="recode",
    arguments=("member", "code"),
    repeats=True,
    stage=Stage.MEMBERS,
    examples="member recode ZUB ZBR --on 2026-03-01",
)


NotifyWithdrawal = act(
    "member notify-withdrawal",
    WithdrawalNotified,
    members.notify_withdrawal,
    "The member gave notice that it will leave; it stays a member until it does.",
    row="notify_withdrawal",
    arguments=("member",),
    repeats=True,
    stage=Stage.MEMBERS,
    examples="member notify-withdrawal ATL --on 2026-10-01 --takes-effect-on 2027-01-01",
)
