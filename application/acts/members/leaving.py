"""Acts of leaving: notice, withdrawal from the body, suspension and its end."""

from datetime import date
from typing import Annotated

from application.context import Stream
from application.declarations.act import Act, On, Stage, Until, act
from application.entries.entry_names import BY_NAME, Ends
from application.recording.recording import Recording
from domain.endings import must_be_clear
from domain.errors import Refused
from domain.event import Event
from domain.events.members import (
    Joined,
    Member,
    Reinstated,
    Suspended,
    WhySuspended,
    WithdrawalNotified,
    Withdrew,
)
from domain.meaning import Meaning
from domain.members.member import Member as MemberHistory
from domain.texts.standing import commitment_standing
from domain.texts.standing_kinds import STANDING
from domain.values import ImpreciseDate, MemberKind, surely_before
from domain.words import listed, worded

Rejoined = Annotated[
    ImpreciseDate, Meaning("The day on which it came back, if it did.", "2025-06-01")
]


class LeaveBody(
    Act,
    name="member withdraw",
    row="leave",
    makes=(Withdrew, Joined),
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
        """End the membership, and begin the next where that is known.

        It ends the memberships and suspensions that began before, also those recorded later.

        Raises:
            Refused: a name is of nothing, or the dates do not tell what it ends.
            Contradicted: it signed or consented after that day, and was no member then.
        """
        member = recording.member(body, self.member)
        closed = member.withdraw(self.on, self.ends)
        must_be_clear([closed])
        events: list[tuple[Event, ImpreciseDate]] = [(closed.event, self.on)]
        if self.rejoined:
            if surely_before(self.rejoined, self.on):
                raise Refused(
                    "{code} cannot come back on {rejoined}, before it left on {on}.",
                    code=self.member,
                    rejoined=self.rejoined,
                    on=self.on,
                )
            recording.correlate()
            back = Joined(member=self.member, kind=member.kind or MemberKind.STATE)
            events.append((back, self.rejoined))
        stream = Stream("member", body, self.member)
        fewer = recording.audience.fewer(recording.context, stream, closed.event)
        drafts = [recording.draft(event, on, visibility=fewer) for event, on in events]
        after = recording.append(stream, MemberHistory, *drafts)
        recording.must_keep_acts(body, member, after)
        if not self.rejoined:
            self._remark_standing(recording, body)

    def _remark_standing(self, recording: Recording, body: str) -> None:
        """Remark which of its signatures and consents stand, and how it withdraws from them."""
        day = self.on.latest or date.max
        texts: dict[str, None] = {}
        acts = recording.read_model.acts_of(body, self.member)
        for reference in dict.fromkeys(done.commitment for done in acts):
            commitment = recording.commitment(body, reference)
            stands = commitment_standing(commitment.history.about(self.member), day).standing
            if stands in STANDING and commitment.adopted:
                texts[commitment.adopted.instrument] = None
        if texts:
            recording.remark(
                worded(
                    "What {member} signed stands: {texts}. If it withdrew from that, too: "
                    "depositary withdraw {member} {text} --on {on}",
                    member=self.member,
                    texts=listed([*texts]),
                    text=next(iter(texts)) if len(texts) == 1 else "TEXT",
                    on=self.on,
                )
            )


class Suspend(
    Act,
    name="member suspend",
    makes=(Suspended, Reinstated),
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
        """Suspend the member, and end that where its end is known.

        Raises:
            Contradicted: it was no member then, is suspended already, or signed after that day.
        """
        member = recording.member(body, self.member)
        recording.record_span(body, self.event(Suspended), self.on, self.until)
        recording.must_keep_acts(body, member, recording.member(body, self.member))


class Reinstate(
    Act,
    name="member reinstate",
    makes=(Reinstated,),
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
        """End the suspensions that began before, or those that are named.

        Raises:
            Refused: a name is of no suspension, or the dates do not tell which one is meant.
        """
        closed = recording.member(body, self.member).reinstate(self.on, self.ends)
        must_be_clear([closed])
        recording.record(body, closed.event, self.on)


def notify_withdrawal(
    recording: Recording, body: str, notice: WithdrawalNotified, on: ImpreciseDate
) -> None:
    """Record that a member gave notice on a day; it stays a member until it withdraws.

    Raises:
        Contradicted: it was no member on the day on which it would leave, or on that of notice.
    """
    recording.member(body, notice.member).must_be_member(notice.takes_effect_on or on)
    recording.record(body, notice, on)


NotifyWithdrawal = act(
    "member notify-withdrawal",
    WithdrawalNotified,
    "The member gave notice that it will leave; it stays a member until it does.",
    rule=notify_withdrawal,
    repeats=True,
    stage=Stage.MEMBERS,
    examples="member notify-withdrawal ATL --on 2026-10-01 --takes-effect-on 2027-01-01",
)
