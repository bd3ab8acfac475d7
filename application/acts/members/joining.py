"""Acts of joining: an expression of interest in membership, and admission."""

from typing import Annotated

from application.acts.members.names import others_called
from application.context import Stream
from application.declarations.act import Act, On, Stage, Until
from application.recording.recording import Recording
from domain.errors import Malformed, Refused
from domain.events.members import (
    Applied,
    Distinct,
    Eligible,
    Founding,
    Joined,
    KindOfMember,
    Member,
    NameIfNew,
    OfficialName,
    Withdrew,
)
from domain.meaning import Meaning
from domain.members.active import belongs
from domain.members.duplicates import duplicate_refusal, near_keys
from domain.members.member import Member as MemberHistory
from domain.values import UNKNOWN, MemberKind
from domain.words import worded
from domain.work.exchange import asks_for_evidence, has_shown_evidence, must_not_be_dissolved

KindIfNew = Annotated[
    MemberKind, Meaning("What it is; as before if it is known, else a state.", "state")
]


class Apply(
    Act,
    name="member apply",
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
        """Record the interest.

        Raises:
            Refused: it is a member already, does not show that it is eligible, or is called as a
                member is.
        """
        history = recording.taskforce(body).history
        must_not_be_dissolved(history, self.on)
        member = recording.load(Stream("member", body, self.member), MemberHistory)
        if member.was_in(self.on):
            raise Refused("{member} was a member already on {on}.", member=member.code, on=self.on)
        application = self.event(Applied)
        if not member.exists and not self.distinct:
            _must_be_another(recording, body, application)
        eligible = asks_for_evidence(history, self.on)
        if eligible and not self.evidence and not has_shown_evidence(member.history, self.on):
            reason = worded(
                "{member} does not show that it is eligible. Members of {taskforce} can be: "
                "{eligible}. Give as evidence what shows it, such as the page that lists it.",
                member=self.member,
                taskforce=body,
                eligible=eligible,
            )
            raise Refused(reason).at("evidence")
        if not member.exists:
            _remark_other_country(recording, self.member, self.name)
            _remark_similar(recording, body, application, self.name)
        recording.record(body, application, self.on)


class Join(
    Act,
    name="member join",
    makes=(Joined, Withdrew),
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
        """Admit the member, and end its membership where its end is known.

        Founding members need not have applied.

        Raises:
            Contradicted: it was a member then already.
            Malformed: it is new and has no name.
            Refused: it has not shown that it is eligible, the body was dissolved before, or it is
                called as a member is.
        """
        must_not_be_dissolved(recording.taskforce(body).history, self.on)
        member = recording.load(Stream("member", body, self.member), MemberHistory)
        joined = self.event(Joined, kind=self.kind or member.kind or MemberKind.STATE)
        if not member.exists:
            self._must_be_new(recording, body, joined)
        self._must_be_eligible(recording, body, member)
        recording.record_span(body, joined, self.on, self.until)

    def _must_be_new(self, recording: Recording, body: str, joined: Joined) -> None:
        if not self.name:
            raise Malformed("{code} is new, so it needs a name.", code=self.member).at("name")
        if not self.distinct:
            _must_be_another(recording, body, joined)
        _remark_other_country(recording, self.member, self.name)
        _remark_similar(recording, body, joined, self.name)

    def _must_be_eligible(self, recording: Recording, body: str, member: MemberHistory) -> None:
        history = recording.taskforce(body).history
        eligible = None if self.founding else asks_for_evidence(history, self.on)
        known = member.history
        if eligible and not (belongs(known, self.on) or has_shown_evidence(known, self.on)):
            raise Refused(
                "{code} has not shown by {on} that it is eligible. Members of {taskforce} can "
                "be: {eligible}. First record what it brought: depositary member apply {code} "
                "--evidence '…' --on DAY. A founding member is recorded as founding.",
                code=self.member,
                on=self.on,
                taskforce=body,
                eligible=eligible,
            )


def admit_if_unknown(
    recording: Recording, body: str, code: str, name: str, kind: MemberKind
) -> bool:
    """Record a party that is not yet known as a member since an unknown day, and say if so."""
    if recording.load(Stream("member", body, code), MemberHistory).exists:
        return False
    Join(member=code, name=name, kind=kind, on=UNKNOWN).record(recording, body)
    return True


def _must_be_another(recording: Recording, body: str, party: Joined | Applied) -> None:
    """Refuse a new party that has a name or a code of a member, or of the same country.

    Raises:
        Refused: it has; the sentence names the member, and both ways on.
    """
    for given, other in others_called(recording, body, party):
        field = "name" if given == party.name else "member"
        raise duplicate_refusal(given, party.member, other.code, other.name).at(field)


def _remark_similar(recording: Recording, body: str, party: Joined | Applied, name: str) -> None:
    """Remark which members are called nearly as a new party is; it may be another all the same."""
    names = recording.member_names
    similar = names.having(body, near_keys(name), recording.codes(body)) - {party.member}
    for code in () if party.distinct else sorted(similar):
        other = recording.member(body, code)
        if not (names.country(name) and names.country(other.name)):
            recording.remark(
                worded(
                    "{name} is called nearly as {other} ({called}) is, and may be the same party. "
                    "How to settle it is told by: depositary conflicts",
                    name=name,
                    other=code,
                    called=other.name,
                )
            )


def _remark_other_country(recording: Recording, code: str, name: str) -> None:
    """Remark that the name of a new party is that of a country with another code.

    One of the two may be mistyped. Both may be right, so it is not refused.
    """
    country = recording.member_names.country
    usual = country(name)
    if usual in (None, code, country(code)):
        return
    sentence = (
        "{code} is the code of another country than {name}, whose usual code is {usual}. If one "
        "of them is mistyped, retract the entry and record it again."
        if country(code)
        else "The usual code of {name} is {usual}, not {code}. If one of them is mistyped, "
        "retract the entry and record it again."
    )
    recording.remark(worded(sentence, code=code, name=name, usual=usual))
