"""A member takes another code, which may be that of another member that is the same party."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from uuid import UUID

from domain.codes import Codes
from domain.contradictions import Contradiction, contradiction
from domain.errors import Refused
from domain.events.members import Recoded
from domain.events.progress import ProgressReported
from domain.history import History
from domain.members.member import Member
from domain.words import worded


def recode(codes: Codes, member: Member, code: str, other: Member) -> Recoded:
    """Decide that a member has another code; `other` is who has that code now, or nobody.

    What both did and cannot stand twice is no reason to refuse: it is settled one by one.

    Raises:
        Refused: it has that code, another member had it, or the two are of different kinds.
    """
    if code == member.code:
        raise Refused("{code} is the code of {name} already.", code=code, name=member.name)
    if codes.of(code) not in (code, member.code):
        raise Refused(
            "{code} was a code of {other}, and a code is not given to another member. If both "
            "are one party: depositary member recode {member} {other}",
            code=code,
            other=codes.of(code),
            member=member.code,
        )
    if other.exists and codes.of(code) == code and other.kind is not member.kind:
        raise Refused(
            "{member} is recorded as {kind} and {other} as {other_kind}, so they are not one "
            "party; correct the kind of the one that is wrong first.",
            member=member.code,
            kind=member.kind,
            other=code,
            other_kind=other.kind,
        )
    return Recoded(member=member.code, code=code)


def must_not_be_used_since(recoded: Recoded, since: Sequence[str], *, was_known: bool) -> None:
    """Refuse to declare a change of code never true where acts rest on it.

    `since` describes what was recorded under the new code since; where that code was a member's of
    its own before (`was_known`), that stays with it.

    Raises:
        Refused: something was, and would be of nobody.
    """
    if since and not was_known:
        raise Refused(
            "{number} entries were recorded under {code} since, such as {example}. Record "
            "that the code changed back instead: depositary member recode {code} {member}",
            number=len(since),
            code=recoded.code,
            example=since[0],
            member=recoded.member,
        )


def reported_twice(history: History, entered: Mapping[UUID, str]) -> Iterator[Contradiction]:
    """Yield reports on one period that were made under two codes of what is one member now."""
    reports = [(e, r) for e, r in history.each(ProgressReported) if history.end_of(e) is None]
    for (one, first), (other, second) in combinations(reports, 2):
        periods = [(each.period_from, each.period_until) for each in (first, second)]
        two_codes = entered.get(one.id) != entered.get(other.id)
        if two_codes and first.member == second.member and periods[0] == periods[1] != (None, None):
            sentence = worded(
                "{member} reported twice on one period, under two codes.", member=first.member
            )
            yield contradiction("reported-twice", sentence, one, other)
