"""Recording what happens to a member: applying, joining, leaving, a new name, focal points."""

from collections.abc import Sequence

from application.context import Draft, Stream
from application.recording import Recording
from application.use_cases.recoding import others_called, remark_others
from domain.endings import must_be_clear
from domain.errors import Malformed, Refused
from domain.events.members import (
    Applied,
    FocalPointDesignated,
    FocalRole,
    Joined,
    Suspended,
    WithdrawalNotified,
)
from domain.members.active import belongs
from domain.members.duplicates import duplicate_refusal
from domain.members.focal_points import release
from domain.members.member import Member
from domain.values import UNKNOWN, ImpreciseDate, MemberKind, surely_before
from domain.words import worded
from domain.work.exchange import asks_for_evidence, has_shown_evidence, must_not_be_dissolved


def apply(
    recording: Recording,
    taskforce: str,
    application: Applied,
    on: ImpreciseDate,
) -> None:
    """Record an expression of interest.

    Raises:
        Refused: it is a member already, does not show that it is eligible, or is called as a
            member is.
    """
    body = recording.taskforce(taskforce).history
    must_not_be_dissolved(body, on)
    stream = Stream("member", taskforce, application.member)
    member = recording.load(stream, Member)
    if member.was_in(on):
        raise Refused("{member} was a member already on {on}.", member=member.code, on=on)
    if not member.exists and not application.distinct:
        _must_be_another(recording, taskforce, application)
    eligible = asks_for_evidence(body, on)
    if eligible and not application.evidence and not has_shown_evidence(member.history, on):
        reason = worded(
            "{member} does not show that it is eligible. Members of {taskforce} can be: "
            "{eligible}. Give as evidence what shows it, such as the page that lists it.",
            member=application.member,
            taskforce=taskforce,
            eligible=eligible,
        )
        raise Refused(reason).at("evidence")
    if not member.exists:
        _remark_other_country(recording, application.member, application.name)
    recording.record(taskforce, application, on)


def join(  # noqa: PLR0913  # keyword-only facts of one act
    recording: Recording,
    taskforce: str,
    code: str,
    on: ImpreciseDate,
    *,
    name: str | None = None,
    kind: MemberKind | None = None,
    founding: bool = False,
    until: ImpreciseDate | None = None,
    distinct: str | None = None,
) -> None:
    """Record that a member was admitted, again after it left, or for a past time until a day.

    Name and kind are needed the first time only. Founding members need not have applied.
    `distinct` says why it is another party than a member that is called alike.

    Raises:
        Contradicted: it was a member then already.
        Malformed: it is new and has no name.
        Refused: it has not shown that it is eligible, the body was dissolved before, or it is
            called as a member is.
    """
    body = recording.taskforce(taskforce).history
    must_not_be_dissolved(body, on)
    stream = Stream("member", taskforce, code)
    member = recording.load(stream, Member)
    if not member.exists and not name:
        raise Malformed("{code} is new, so it needs a name.", code=code).at("name")
    joined = Joined(
        member=code,
        name=name,
        kind=kind or member.kind or MemberKind.STATE,
        founding=founding,
        distinct=distinct,
    )
    if not member.exists and name:
        if not distinct:
            _must_be_another(recording, taskforce, joined)
        _remark_other_country(recording, code, name)
    eligible = None if founding else asks_for_evidence(body, on)
    if eligible and not (belongs(member.history, on) or has_shown_evidence(member.history, on)):
        raise Refused(
            "{code} has not shown by {on} that it is eligible. Members of {taskforce} can "
            "be: {eligible}. First record what it brought: depositary member apply {code} "
            "--evidence '…' --on DAY. A founding member is recorded as founding.",
            code=code,
            on=on,
            taskforce=taskforce,
            eligible=eligible,
        )
    recording.record_span(taskforce, joined, on, until)


def admit_if_unknown(
    recording: Recording, taskforce: str, code: str, name: str, kind: MemberKind
) -> bool:
    """Record a party that is not yet known as a member since an unknown day, and say if so."""
    if recording.load(Stream("member", taskforce, code), Member).exists:
        return False
    join(recording, taskforce, code, UNKNOWN, name=name, kind=kind)
    return True


def suspend(
    recording: Recording,
    taskforce: str,
    code: str,
    on: ImpreciseDate,
    reason: str | None = None,
    until: ImpreciseDate | None = None,
) -> None:
    """Record that a member is suspended from a day on, or was until a past day.

    Raises:
        Contradicted: it was no member then, is suspended already, or signed after that day.
    """
    member = recording.member(taskforce, code)
    recording.record_span(taskforce, Suspended(member=member.code, reason=reason), on, until)
    recording.must_keep_acts(taskforce, member, recording.member(taskforce, member.code))


def reinstate(
    recording: Recording,
    taskforce: str,
    code: str,
    on: ImpreciseDate,
    names: Sequence[str] = (),
) -> None:
    """Record that a member's suspensions ended that began before, or that `names` name.

    Raises:
        Refused: a name is of no suspension, or the dates do not tell which one is meant.
    """
    closed = recording.member(taskforce, code).reinstate(on, names)
    must_be_clear([closed])
    recording.record(taskforce, closed.event, on)


def notify_withdrawal(
    recording: Recording, taskforce: str, notice: WithdrawalNotified, on: ImpreciseDate
) -> None:
    """Record that a member gave notice on a day; it stays a member until it withdraws.

    Raises:
        Contradicted: it was no member on the day on which it would leave, or on that of notice.
    """
    recording.member(taskforce, notice.member).must_be_member(notice.takes_effect_on or on)
    recording.record(taskforce, notice, on)


def withdraw(
    recording: Recording,
    taskforce: str,
    code: str,
    on: ImpreciseDate,
    names: Sequence[str] = (),
    rejoined: ImpreciseDate | None = None,
) -> None:
    """Record that a member left on a day, and came back on another where that is known with it.

    It ends the memberships and suspensions that began before, also those recorded later.
    `names` are others that it ends, as `@position` or by their day.

    Raises:
        Refused: a name is of nothing, or the dates do not tell what it ends.
        Contradicted: it signed or consented after that day, and was no member then.
    """
    member = recording.member(taskforce, code)
    closed = member.withdraw(on, names)
    must_be_clear([closed])
    drafts = [recording.draft(closed.event, on)]
    if rejoined:
        if surely_before(rejoined, on):
            raise Refused(
                "{code} cannot come back on {rejoined}, before it left on {on}.",
                code=member.code,
                rejoined=rejoined,
                on=on,
            )
        recording.correlate()
        kind = member.kind or MemberKind.STATE
        back = Joined(member=code, kind=kind)
        drafts = [recording.draft(closed.event, on), recording.draft(back, rejoined)]
    _end(recording, taskforce, member, *drafts)


def rename(recording: Recording, taskforce: str, code: str, name: str, on: ImpreciseDate) -> None:
    """Record a member's new official name; the author is told who else is called so.

    Raises:
        Refused: it is called so already.
    """
    event = recording.member(taskforce, code).rename(name, on)
    remark_others(recording, taskforce, event)
    recording.record(taskforce, event, on)


def designate(
    recording: Recording,
    taskforce: str,
    designation: FocalPointDesignated,
    on: ImpreciseDate,
    until: ImpreciseDate | None = None,
) -> None:
    """Record who is a member's focal point from a day on, or was until a past day.

    Raises:
        UnknownReference: there is no such member.
        Contradicted: it was no member then, or another one has that role.
    """
    recording.member(taskforce, designation.member)
    recording.record_span(taskforce, designation, on, until)


def release_focal_point(
    recording: Recording,
    taskforce: str,
    code: str,
    person: str,
    on: ImpreciseDate,
    role: FocalRole | None = None,
) -> None:
    """Record that a person is a member's focal point no more, in one role or in all.

    Raises:
        UnknownReference: there is no such member.
        Refused: the person is not a focal point.
    """
    member = recording.member(taskforce, code)
    recording.record(taskforce, release(member.history, member.code, person, role, on), on)


def _must_be_another(recording: Recording, taskforce: str, party: Joined | Applied) -> None:
    """Refuse a new party that has a name or a code of a member, or of the same country.

    Raises:
        Refused: it has; the sentence names the member, and both ways on.
    """
    for given, other in others_called(recording, taskforce, party):
        field = "name" if given == party.name else "member"
        raise duplicate_refusal(given, party.member, other.code, other.name).at(field)


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


def _end(recording: Recording, taskforce: str, member: Member, *drafts: Draft) -> None:
    recording.rest_on_head()
    after = recording.append(Stream("member", taskforce, member.code), Member, *drafts)
    recording.must_keep_acts(taskforce, member, after)
